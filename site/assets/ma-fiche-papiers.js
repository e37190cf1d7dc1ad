/* « Ma fiche » : les papiers de la commission, écrits par le moteur comme par la commande, et ce qu’en dit leur note. */
(() => {
  "use strict";

  /**
   * @typedef {{name: string, label: string, value: string, options: {value: string, label: string}[]}} Asked
   * @typedef {{id: string, title: string, told: string, asks: Asked[], lacking: string}} Offer
   * @typedef {{irregular: boolean, message: string, remedy: string, text: string}} Remark
   */

  const fiche = globalThis.KitFiche;
  const panel = document.getElementById("atelier-papiers");
  if (!fiche || !panel) return;
  const { NBSP, el, ask, say, save } = fiche;
  const TYPES = { odt: "application/vnd.oasis.opendocument.text", html: "text/html", zip: "application/zip" };
  /** Ce qui est choisi : le papier, et de chaque papier ce qu’il demande. */
  const choice = { kind: "", values: /** @type {Record<string, Record<string, string>>} */ ({}) };
  /** @type {Offer[]} */
  let offers = [];

  /** @param {string} id @param {string} label @param {{value: string, label: string}[]} options @param {string} value @param {(value: string) => void} done */
  const select = (id, label, options, value, done) => {
    const field = el("select", { id, onchange: ({ target }) => done(target.value) }, ...options.map((each) => el("option", { value: each.value }, each.label)));
    field.value = value;
    return el("div", { class: "kit-champ" }, el("label", { for: id }, label), field);
  };

  const draw = () => {
    const active = document.activeElement?.id ?? "";
    const offer = offers.find(({ id }) => id === choice.kind) ?? offers[0];
    choice.kind = offer.id;
    const values = (choice.values[offer.id] ??= {});
    const kinds = offers.map(({ id, title, lacking }) => ({ value: id, label: lacking ? `${title} (pas encore)` : title }));
    panel.replaceChildren(
      el("h2", { id: "atelier-papiers-titre", tabindex: "-1" }, "Papiers"),
      el("p", { class: "kit-aide" }, "Écrits d’après la fiche telle qu’elle est ici, avec le modèle du kit. Le modèle à votre en-tête, si votre dépôt en a un, ne s’emploie que par la commande."),
      el("form", { class: "kit-atelier-papier", onsubmit: (event) => { event.preventDefault(); write(offer, values); } },
        select("papier-type", "Papier", kinds, offer.id, (kind) => { choice.kind = kind; draw(); }),
        el("p", { class: "kit-aide", id: "papier-dit" }, offer.lacking || offer.told),
        ...offer.asks.map((each) => {
          const gone = Boolean(values[each.name]) && each.options.every(({ value }) => value !== values[each.name]);
          if (gone) say(`Ce qui était choisi sous «${NBSP}${each.label}${NBSP}» n’est plus dans la fiche\u00a0: choisissez de nouveau.`);
          const kept = each.options.some(({ value }) => value === values[each.name]) ? values[each.name] : each.value;
          values[each.name] = kept;
          return select(`papier-${each.name}`, each.label, each.options, kept, (value) => { values[each.name] = value; });
        }),
        el("div", { class: "kit-gestes" },
          el("button", { type: "submit", class: "kit-bouton", id: "papier-ecrire", disabled: Boolean(offer.lacking) }, "Télécharger ce papier"),
          el("button", { type: "button", class: "kit-bouton kit-second", id: "papier-fermer", onclick: close }, "Fermer les papiers"))),
      el("div", { id: "papier-note" }));
    if (active) document.getElementById(active)?.focus();
  };

  /** @param {Offer} offer @param {Record<string, string>} values */
  const write = async (offer, values) => {
    const note = document.getElementById("papier-note");
    try {
      const { answer, files } = await ask({ do: "paper", kind: offer.id, values }, fiche.both);
      const [[name, raw]] = Object.entries(files);
      save(name, raw, TYPES[name.slice(name.lastIndexOf(".") + 1)]);
      const { remarks } = answer;
      const points = remarks.length > 1 ? `${remarks.length} points` : "un point";
      const told = remarks.length ? ` Sa note de tête dit ${points} à lire avant de signer.` : "";
      note.replaceChildren(...(remarks.length ? noted(answer) : []));
      say(`«${NBSP}${offer.title}${NBSP}» est téléchargé.${told}`);
    } catch (error) {
      note.replaceChildren(el("p", { class: "kit-faute" }, error.message));
      say(error.message);
    }
  };
  /** Ce que dit la note de tête. @param {{irregular: boolean, remarks: Remark[]}} answer */
  const noted = ({ irregular, remarks }) => [
    el("h3", {}, irregular ? "Ce papier serait irrégulier" : "À vérifier avant de signer"),
    ...remarks.map((each) => el("div", { class: `kit-constat kit-${each.irregular ? "fail" : "review"}` },
      el("p", {}, fiche.badge({ style: each.irregular ? "fail" : "review", word: each.irregular ? "irrégulier" : "à vérifier" }), ` ${each.message}`),
      each.remedy && el("p", {}, each.remedy),
      each.text && el("p", { class: "kit-note" }, `Texte${NBSP}: ${each.text}.`))),
  ];

  const refresh = async () => {
    try {
      offers = (await ask({ do: "papers" }, fiche.both)).answer.papers;
      draw();
    } catch (error) {
      say(error.message);
    }
  };
  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    document.getElementById("atelier-ecrire")?.focus();
  };
  fiche.root.addEventListener("fiche:papiers", async () => {
    panel.hidden = false;
    await refresh();
    document.getElementById("atelier-papiers-titre")?.focus();
  });
  fiche.root.addEventListener("fiche:montree", async ({ detail }) => {
    if (detail.fresh) choice.values = {};
    /* D’une rubrique à l’autre, rien n’a changé : la note se lit encore. */
    if (!panel.hidden && (detail.fresh || detail.changed)) await refresh();
  });
  fiche.root.addEventListener("fiche:fermee", () => {
    panel.hidden = true;
    panel.replaceChildren();
  });
})();
