/* « Ma fiche » : le formulaire. Tout ce qui se sait d’une fiche (champs, mots, constats) vient du moteur ; ici, on le
   dessine, on garde ses fichiers en mémoire, et on rend les gestes de la personne. */
(() => {
  "use strict";

  /**
   * @typedef {{value: string, label: string}} Option
   * @typedef {{node: "champ", id: string, label: string, kind: string, help: string, value: string|string[],
   *   options: Option[], required: boolean, more: boolean, way: string}} Field
   * @typedef {{name: string, at: string, label: string, told: string, fields: Field[]}} Gesture
   * @typedef {{node: "groupe", id: string, label: string, help: string, nodes: Node[], gestures: Gesture[], more: boolean}} Group
   * @typedef {{id: string, title: string, period: string, state: string, opened: boolean, nodes: Node[], gestures: Gesture[]}} Entry
   * @typedef {{node: "liste", id: string, label: string, help: string, entries: Entry[], gestures: Gesture[], more: boolean}} List
   * @typedef {Field|Group|List} Node
   * @typedef {{rank: number, style: string, word: string, section: string, at: string, opens: string[], way: string[],
   *   file: string, line: number, message: string, remedy: string, text: string, button: string}} Finding
   * @typedef {{code: string, name: string, folder: string, day: string, verdict: {style: string, word: string},
   *   sections: {id: string, title: string, findings: number}[],
   *   section: {id: string, title: string, help: string, nodes: Node[], unread: string[]}, findings: Finding[],
   *   told?: string, names?: string, named?: string[], unread: {name: string, text: string | null}[], corrections: {file: string, before: string, after: string}[]}} Shown
   * @typedef {Record<string, Uint8Array>} Files
   * @typedef {{ask: (request: object, files: Files) => Promise<{answer: any, files: Files}>}} Engine
   */

  const NBSP = "\u00a0";
  const QUARTET = 4;
  const root = document.getElementById("atelier");
  if (!root) return;
  const part = (/** @type {string} */ name) => document.getElementById(`atelier-${name}`);
  const status = part("etat");
  /** La tête de la fiche et ses rubriques : entre les deux se lisent les papiers, les changements, les questions. */
  const top = part("haut");
  const sheet = part("fiche");

  /** Ce que la page sait : les fichiers d’avant et de maintenant, et ce qui est montré. */
  const state = {
    /** @type {Files} */ files: {},
    /** @type {Files|null} */ before: null,
    /** @type {Files[]} */ past: [],
    /** @type {Shown|null} */ shown: null,
    /** Combien de fiches se sont ouvertes ici : ce qui change l’une ne change pas la suivante. */ rank: 0,
    code: "",
    section: "",
    opened: /** @type {Set<string>} */ (new Set()),
    unfolded: /** @type {Set<string>} */ (new Set()),
    keep: false,
    /** @type {Files|null} */ taken: null,
    /** Le texte tapé pour un fichier illisible, et celui d’où l’on est parti. @type {Map<string, {from: string, typed: string}>} */ typed: new Map(),
    /** Ce que le site dit de la fiche publiée d’où l’on est parti. @type {{verdict: string, day: string}|null} */ published: null,
  };

  /**
   * Un élément, ses attributs, ce qu’il contient.
   * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Element|string|null|undefined|false)} inside
   */
  const el = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== undefined && (value !== "" || ["value", "data-at"].includes(name))) made.setAttribute(name, value);
    }
    made.append(...inside.filter(Boolean));
    return made;
  };
  const say = (/** @type {string} */ text) => { status.textContent = text; };
  /** Faire, et dire pourquoi cela ne se peut pas. @param {() => Promise<void>} done */
  const tried = async (done) => {
    try {
      await done();
    } catch (error) {
      say(error.message);
    }
  };
  const counted = (/** @type {number} */ number) => (number ? `${number}${NBSP}constat${number > 1 ? "s" : ""}` : "aucun constat");
  const badge = (/** @type {{style: string, word: string}} */ { style, word }) => el("span", { class: `kit-issue kit-${style}` }, word);
  const today = () => {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  };

  /* Le moteur : chargé au premier besoin, une demande à la fois, dans l’ordre. */
  const started = () => globalThis.KitEngine.start((/** @type {number} */ done) => say(`Chargement du moteur${NBSP}: ${Math.round(done * 100)}${NBSP}%`));
  let queue = Promise.resolve();
  /* Entre l’appui et le relâchement du pointeur, une fiche redessinée perdrait le clic : la réponse attend. Une liste qui
     se déroule peut garder le relâchement pour elle : l’attente a une fin. */
  let released = Promise.resolve();
  root.addEventListener("pointerdown", () => {
    released = new Promise((done) => {
      for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, () => setTimeout(done), { once: true, capture: true });
      setTimeout(done, 2_000);
    });
  }, true);
  /**
   * @param {object} request @param {Files|((held: Files) => Files)} [files] ceux de la fiche au moment où la demande part, sinon
   * @param {() => boolean} [still] si elle a encore lieu d’être, quand son tour vient
   * @returns {Promise<{answer: any, files: Files}>}
   */
  const ask = (request, files, still = () => true) => {
    const asked = queue.then(async () => {
      if (!still()) throw new Error("Une autre fiche s’est ouverte entre-temps\u00a0: ce que vous veniez de changer n’est écrit dans aucune des deux.");
      const whole = {
        code: state.code, date: part("jour").value || today(), section: state.section, opened: [...state.opened], ...request,
      };
      const given = typeof files === "function" ? files(state.files) : files ?? state.files;
      const answered = await (await started()).ask(whole, given);
      await released;
      return answered;
    });
    queue = asked.then(() => {}, () => {});
    return asked;
  };

  /* Ce que le navigateur garde, si la personne le demande : une fiche par département. */
  const store = {
    /** @returns {Promise<IDBDatabase>} */
    opened: () => new Promise((done, failed) => {
      const asked = indexedDB.open("kit-ma-fiche", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("fiche");
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    }),
    /** @param {IDBTransactionMode} mode @param {(held: IDBObjectStore) => IDBRequest} what @returns {Promise<any>} */
    done: async (mode, what) => {
      const base = await store.opened();
      try {
        return await new Promise((done, failed) => {
          const asked = what(base.transaction("fiche", mode).objectStore("fiche"));
          asked.onsuccess = () => done(asked.result);
          asked.onerror = () => failed(asked.error);
        });
      } finally {
        base.close();
      }
    },
    /** @returns {Promise<any[]>} */
    all: () => store.done("readonly", (held) => held.getAll()),
    /** @returns {Promise<any>} */
    read: (/** @type {string} */ code) => store.done("readonly", (held) => held.get(code)),
    write: (/** @type {{code: string}} */ value) => store.done("readwrite", (held) => held.put(value, value.code)),
    erase: (/** @type {string} */ code) => store.done("readwrite", (held) => held.delete(code)),
  };
  const remember = async () => {
    if (!state.keep) return;
    try {
      const { value } = part("jour");
      const judged = value === today() ? "" : value;
      await store.write({ code: state.code, name: state.shown.name, files: state.files, before: state.before, day: today(), judged, published: state.published });
    } catch {
      state.keep = false;
      part("garder").checked = false;
      say("Ce navigateur ne peut rien garder ici\u00a0: téléchargez vos fichiers avant de fermer la page.");
    }
  };

  /* Une demande dont la réponse est la fiche, telle qu’elle se montre ensuite. */
  /**
   * @param {object} request
   * @param {{files?: Files|((held: Files) => Files), said?: (shown: Shown) => string, fresh?: boolean, focus?: string,
   *   anew?: object, refused?: (faults: any[]) => void}} [how]
   *   `anew` : ce que devient l’état quand la réponse est une autre fiche ; `refused` : ce qui se fait de fautes
   * @returns {Promise<boolean>} si la fiche est montrée
   */
  const show = async (request, { files, said, fresh = false, focus = "", anew, refused } = {}) => {
    const { rank } = state;
    const { answer, files: after } = await ask(request, files, () => Boolean(anew) || state.rank === rank);
    if (answer.faults?.length) {
      refused(answer.faults);
      return false;
    }
    const old = anew ? null : state.shown;
    const changed = !fresh && Object.keys(after).some((name) => !same(after[name], state.files[name]));
    if (changed) state.past.push(state.files);
    if (anew) {
      if (sheet.contains(document.activeElement)) document.activeElement.blur(); // Ce qui s’y tapait encore ne passe pas dans la suivante.
      Object.assign(state, anew, { before: anew.before ?? after, rank: state.rank + 1 });
      top.replaceChildren();
      sheet.replaceChildren();
    }
    Object.assign(state, { shown: answer, files: after, code: answer.code, section: answer.section.id });
    if (changed || fresh) part("lecture").hidden = true;
    try {
      draw(focus);
      const verdict = old && old.verdict.word !== answer.verdict.word ? ` Verdict${NBSP}: ${answer.verdict.word}.` : "";
      say(`${said ? said(answer) : ""}${verdict}`);
    } catch {
      say("La page n’a pas pu montrer toute la fiche\u00a0: ses fichiers, eux, sont tels que vous les avez écrits.");
    }
    tell("montree", { fresh, changed });
    if (changed || fresh) await remember();
    return true;
  };
  /** Dit aux autres parties de la page ce qui vient de se passer. @param {string} what @param {object} [detail] */
  const tell = (what, detail = {}) => root.dispatchEvent(new CustomEvent(`fiche:${what}`, { detail }));
  const same = (/** @type {Uint8Array} */ one, /** @type {Uint8Array|undefined} */ other) =>
    other !== undefined && one.length === other.length && one.every((byte, rank) => byte === other[rank]);

  /* Ouvrir. */
  const fault = part("departement-faute");
  const field = part("departement");
  const folded = (/** @type {string} */ text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  const chosen = () => {
    const known = [...part("departements").options].map(({ value }) => /^(.*)\s\((\w+)\)$/.exec(value));
    const typed = folded(field.value);
    const exact = known.find(([whole, name, code]) => [folded(whole), folded(name), folded(code), folded(code).replace(/^0/, "")].includes(typed));
    const near = exact ? [exact] : known.filter(([, name]) => typed && folded(name).includes(typed));
    return near.length === 1 ? near[0][2] : "";
  };
  const wanted = () => {
    const code = chosen();
    fault.textContent = code ? "" : "Écrivez le nom ou le numéro d’un département, ou choisissez-le dans la liste.";
    fault.hidden = Boolean(code);
    field.setAttribute("aria-invalid", String(!code));
    if (!code) field.focus();
    return code;
  };
  /** Ouvrir une autre fiche ; rend si elle l’est. @param {object} request @param {Files} files @param {Files|null} before
   * @param {{keep?: boolean, told?: string, published?: {verdict: string, day: string}|null, refused?: (faults: any[]) => void}} [how]
   *   `told` : ce qui se dit d’abord */
  const begin = async (request, files, before, { keep = false, told = "", published = null, refused } = {}) => {
    const anew = { past: [], opened: new Set(), unfolded: new Set(), taken: null, typed: new Map(), before, keep, published };
    try {
      const said = (/** @type {Shown} */ shown) =>
        `${told}${shown.told ? `${shown.told} ` : ""}Fiche ouverte${NBSP}: ${shown.name}, ${shown.verdict.word}, ${counted(shown.findings.length)}.`;
      if (!await show({ ...request, section: "", opened: [] }, { files, fresh: true, anew, said, refused })) return false;
      part("ouvrir").hidden = true;
      top.hidden = false;
      sheet.hidden = false;
      document.getElementById("atelier-titre")?.focus();
      return true;
    } catch (error) {
      say(`${told}${error.message}`);
      return false;
    }
  };
  part("vide").addEventListener("click", () => {
    const code = wanted();
    if (code) begin({ do: "new", code }, {}, {});
  });
  part("choix").addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => { fault.hidden = true; field.removeAttribute("aria-invalid"); });
  part("jour").value = today();

  /* Le travail gardé. */
  const dated = (/** @type {string} */ day) => new Date(`${day}T12:00`).toLocaleDateString("fr-FR");
  const kept = async () => {
    const found = await store.all().catch(() => []);
    part("gardee").hidden = found.length === 0;
    part("gardee-liste").replaceChildren(...found.map((each) => {
      const named = `«${NBSP}${each.name} (${each.code})${NBSP}»`;
      return el("li", {}, el("p", {}, `${each.name} (${each.code}), gardée dans ce navigateur le ${dated(each.day)}.`),
        el("button", { type: "button", class: "kit-bouton kit-second", id: `atelier-reprendre-${each.code}`, onclick: () => resume(each.code) }, `Reprendre ${named}`), " ",
        el("button", { type: "button", class: "kit-bouton kit-second", id: `atelier-oublier-${each.code}`, onclick: async () => { await forget(each.code, named); field.focus(); } }, `Effacer ${named} de ce navigateur`));
    }));
  };
  /** Reprendre ce qui est gardé à cet instant : une autre page a pu le changer depuis que celle-ci est ouverte. */
  const resume = async (/** @type {string} */ code) => {
    const found = await store.read(code).catch(() => null);
    if (!found) {
      await kept();
      say("Ce navigateur ne garde plus cette fiche.");
      field.focus();
      return;
    }
    part("jour").value = found.judged || today();
    await begin({ do: "show", code: found.code }, found.files, found.before ?? {}, { keep: true, published: found.published ?? null });
  };
  const forget = async (/** @type {string} */ code, /** @type {string} */ named) => {
    await store.erase(code).catch(() => null);
    await kept();
    say(`Ce navigateur ne garde plus rien de la fiche ${named}.`);
  };
  /** Garder la fiche ouverte, ou ne plus la garder ; demandé d’abord quand un autre travail y perdrait sa place. @param {HTMLInputElement} box */
  const keeping = async (box) => {
    const named = `«${NBSP}${state.shown.name} (${state.code})${NBSP}»`;
    const keep = async () => {
      state.keep = true;
      document.getElementById("atelier-garder").checked = true;
      await remember();
      if (state.keep) say("Ce navigateur garde votre fiche, ici seulement.");
    };
    if (!box.checked) {
      state.keep = false;
      await forget(state.code, named);
      return;
    }
    const other = await store.read(state.code).catch(() => null);
    const alike = (/** @type {Files} */ held) =>
      Object.keys({ ...state.files, ...held }).every((name) => state.files[name] && held[name] && same(state.files[name], held[name]));
    if (!other || alike(other.files)) {
      await keep();
      return;
    }
    box.checked = false;
    question("Remplacer le travail gardé\u00a0?", `Ce navigateur garde déjà une fiche ${named}, du ${dated(other.day)}\u00a0: celle-ci en prendrait la place.`,
      ["Laisser le travail gardé", "garder"], ["Le remplacer par cette fiche", keep]);
  };
  /** Une question, ce qui n’y perd rien d’abord. @param {string} title @param {string} told @param {[string, string]} stay
   * où l’on revient alors @param {[string, () => void]} go */
  const question = (title, told, [stay, back], [label, done]) => {
    const asked = part("lecture");
    const button = (/** @type {string} */ said, /** @type {() => void} */ then) =>
      el("button", { type: "button", class: "kit-bouton kit-second", onclick: () => { asked.hidden = true; then(); } }, said);
    asked.hidden = false;
    asked.replaceChildren(el("section", { "aria-labelledby": "atelier-lecture-titre" },
      el("h2", { id: "atelier-lecture-titre", tabindex: "-1" }, title), el("p", {}, told),
      el("div", { class: "kit-gestes" }, button(stay, () => part(back).focus()), button(label, done))));
    document.getElementById("atelier-lecture-titre").focus();
  };
  kept();

  /* Dessiner la fiche. */
  const FIELDS = "input, textarea, select";
  const valued = (/** @type {any} */ each) => (each.type === "checkbox" ? each.checked : each.value);
  /** Ce que chaque champ d’un geste propose, avant que personne n’y touche. @type {WeakMap<Element, string|boolean>} */
  const proposed = new WeakMap();
  const touched = (/** @type {Element} */ each) => valued(each) !== proposed.get(each);
  /** L’entrée où est un champ : son titre, et combien sa liste en a. @param {Element} each */
  const among = (each) => {
    const entry = each.closest(".kit-atelier-entree");
    return entry && { title: entry.querySelector("summary").textContent, number: entry.parentElement.querySelectorAll(":scope > .kit-atelier-entree").length };
  };
  /** Ce qui est tapé et pas encore écrit, les plis ouverts, le champ où l’on est : rien de cela ne se perd. */
  const remembered = () => ({
    active: document.activeElement?.id ?? "",
    inside: [top, sheet].some((each) => each.contains(document.activeElement)),
    typed: [top, sheet].flatMap((each) => [...each.querySelectorAll(FIELDS)]).filter((each) => each.id && (each === document.activeElement || (each.closest(".kit-geste") && touched(each))))
      .map((each) => ({ id: each.id, entry: among(each), value: each.value, checked: each.checked, start: each.selectionStart, end: each.selectionEnd })),
  });
  const restore = (/** @type {ReturnType<typeof remembered>} */ { active, inside, typed }, /** @type {string} */ focus) => {
    for (const { id, entry, value, checked } of typed) {
      const found = document.getElementById(id);
      if (!found || found.type === "file") continue;
      // Une entrée effacée donne son rang à la suivante, qui n’est pas celle où l’on tapait.
      const now = among(found);
      if (entry && now && entry.number !== now.number && entry.title !== now.title) continue;
      if (found.type === "checkbox") found.checked = checked;
      else found.value = value;
    }
    // Ce qui avait le focus n’est peut-être plus là : il reste dans la fiche.
    const target = document.getElementById(focus || active) ?? (inside ? document.getElementById("atelier-rubrique") : null);
    if (!target || target === document.activeElement) return;
    target.focus();
    const { start, end } = typed.find(({ id }) => id === active) ?? {};
    if (!focus && start !== null && start !== undefined && target.setSelectionRange) target.setSelectionRange(start, end);
  };

  const draw = (/** @type {string} */ focus) => {
    const before = remembered();
    const { shown } = state;
    top.replaceChildren(head(shown), el("div", { id: "atelier-illisibles" }));
    sheet.replaceChildren(el("div", { class: "kit-atelier-corps" }, el("div", {}, sections(shown), current(shown)), list(shown)));
    tell("dessinee");
    place(shown);
    for (const each of sheet.querySelectorAll(`.kit-geste :is(${FIELDS})`)) proposed.set(each, valued(each));
    restore(before, focus);
  };

  /** @param {Shown} shown */
  const head = (shown) => {
    const keep = el("input", { type: "checkbox", id: "atelier-garder", onchange: ({ target }) => keeping(target) });
    keep.checked = state.keep;
    const button = (/** @type {string} */ id, /** @type {string} */ label, /** @type {() => void} */ done, off = false) =>
      el("button", { type: "button", class: "kit-bouton kit-second", id: `atelier-${id}`, onclick: done, disabled: off }, label);
    return el("div", { class: "kit-atelier-tete" },
      el("h2", { id: "atelier-titre", tabindex: "-1" }, `${shown.name} (${shown.code}) `, badge(shown.verdict)),
      el("p", {}, `Jugée au ${shown.day}${NBSP}: `, el("a", { href: "#atelier-constats" }, counted(shown.findings.length)), ". Rien ne quitte cet ordinateur."),
      el("div", { class: "kit-gestes" },
        button("telecharger", "Télécharger les fichiers", () => tried(download)),
        button("changements", "Ce qui a changé", () => tried(changes)),
        button("rapport", "Rapport JSON", () => tried(report)),
        button("imprimer", "Imprimer la fiche", () => tried(print)),
        button("ecrire", "Écrire un papier", () => tell("papiers")),
        button("apercevoir", "Aperçu", () => tell("apercu")),
        button("annuler", "Annuler le dernier changement", undo, !state.past.length),
        button("fermer", "Ouvrir une autre fiche", () => leaving("Ouvrir une autre fiche sans eux", close))),
      el("div", { class: "kit-case" }, keep, el("label", { for: "atelier-garder" }, "Garder ma fiche dans ce navigateur")));
  };

  /** @param {Shown} shown */
  const sections = (shown) => el("nav", { class: "kit-atelier-rubriques", "aria-label": "Rubriques de la fiche" }, el("ul", {},
    ...shown.sections.map(({ id, title, findings }) => el("li", {}, el("button", {
      type: "button", id: `rubrique-${id}`, "aria-current": id === shown.section.id ? "true" : undefined,
      onclick: () => turning(id, () => act({ do: "show", section: id }, `${title}, ${counted(findings)}.`, "atelier-rubrique")),
    }, title, findings > 0 && el("span", { class: "kit-note" }, counted(findings)))))));

  /** Si le texte d’un fichier illisible se montre, et donc se corrige ici. @param {string} name */
  const written = (name) => state.shown.unread.some((each) => each.name === name && each.text !== null);
  /** @param {Shown} shown */
  const current = (shown) => el("section", { class: "kit-atelier-rubrique", "aria-labelledby": "atelier-rubrique", "data-at": "" },
    el("h2", { id: "atelier-rubrique", tabindex: "-1" }, shown.section.title),
    el("p", { class: "kit-aide" }, shown.section.help),
    el("div", { class: "kit-constats" }),
    ...shown.section.unread.map((name) => el("p", {}, `«${NBSP}${name}${NBSP}» ne se lit pas, et ses champs ne se montrent pas ici\u00a0: `, el("a", { href: `#atelier-texte-${name}-titre` }, written(name) ? "corrigez son texte" : "voyez pourquoi"), ".")),
    ...nodes(shown.section.nodes, shown.section.id));

  /** @param {Node[]} all @param {string} at */
  const nodes = (all, at) => {
    const apart = all.filter((node) => node.more);
    const first = all.filter((node) => !node.more).map(node);
    return apart.length ? [...first, fold(`${at}:autres`, "kit-autres", "Autres champs", apart.map(node))] : first;
  };
  /** @param {Node} each */
  const node = (each) => (each.node === "champ" ? champ(each) : each.node === "groupe" ? group(each) : listing(each));

  /** Un pli qui reste ouvert quand la fiche se redessine. @param {string} id @param {string} kind @param {string} label @param {Element[]} inside */
  const fold = (id, kind, label, inside) => el("details", {
    class: kind, id: `pli-${id}`, open: state.unfolded.has(id),
    ontoggle: ({ target }) => { if (target.open) state.unfolded.add(id); else state.unfolded.delete(id); },
  }, el("summary", { id: `pli-${id}-titre` }, label), ...inside);

  /** @param {Group} each */
  const group = (each) => el("fieldset", { class: "kit-atelier-groupe", "data-at": each.id },
    el("legend", {}, each.label), each.help && el("p", { class: "kit-aide" }, each.help), el("div", { class: "kit-constats" }),
    ...nodes(each.nodes, each.id),
    each.gestures.length > 0 && el("div", { class: "kit-atelier-gestes" }, ...each.gestures.map((gesture) => gestured(gesture, ""))));

  /** @param {List} each */
  const listing = (each) => el("section", { class: "kit-atelier-liste", "data-at": each.id, "aria-labelledby": `liste-${each.id}` },
    el("h3", { id: `liste-${each.id}`, tabindex: "-1" }, each.label),
    each.help && el("p", { class: "kit-aide" }, each.help),
    el("div", { class: "kit-constats" }),
    ...each.entries.map(entry),
    el("div", { class: "kit-atelier-gestes" }, ...each.gestures.map((gesture) => gestured(gesture, `${each.id}/${each.entries.length}`))));

  /** @param {Entry} each */
  const entry = (each) => el("details", {
    class: "kit-atelier-entree", id: `entree-${each.id}`, "data-at": each.id, open: each.opened,
    ontoggle: ({ target }) => {
      if (target.open === state.opened.has(each.id)) return;
      if (target.open) state.opened.add(each.id);
      else state.opened.delete(each.id);
      if (target.open && !each.opened) act({ do: "show" }, "");
    },
  },
  el("summary", { id: `entree-${each.id}-titre` }, el("span", {}, each.title), el("span", { class: "kit-note" }, [each.period, each.state].filter(Boolean).join(", "))),
  el("div", { class: "kit-constats" }),
  ...nodes(each.nodes, each.id),
  each.gestures.length > 0 && el("div", { class: "kit-atelier-gestes" }, ...each.gestures.map((gesture) => gestured(gesture, ""))));

  /** Les gestes à demi remplis : ce qui y est tapé n’est encore dans aucun fichier. @returns {string[]} */
  const halfway = () => (sheet.hidden ? [] : [...sheet.querySelectorAll(".kit-geste")])
    .filter((gesture) => [...gesture.querySelectorAll(FIELDS)].some(touched))
    .map((gesture) => `«${NBSP}${gesture.querySelector("summary").textContent}${NBSP}»`);
  const unsent = () => `Ce que vous avez rempli sous ${new Intl.ListFormat("fr").format(halfway())} n’est pas encore dans la fiche\u00a0: ce serait perdu.`;
  /** Passer à une rubrique : demandé d’abord quand un geste à demi rempli s’y perdrait. @param {string} section @param {() => void} done */
  const turning = async (section, done) => {
    await queue; // Le geste qu’on vient d’envoyer se fait encore.
    if (section === state.section || !halfway().length) done();
    else question("Changer de rubrique\u00a0?", unsent(), ["Rester dans cette rubrique", "rubrique"], ["Changer de rubrique sans le garder", done]);
  };

  /** Un geste : un bouton qui déplie ce qu’il demande. @param {Gesture} gesture @param {string} made où sera la nouvelle entrée */
  const gestured = (gesture, made) => {
    const id = `${gesture.name}:${gesture.at}`;
    const form = el("form", { novalidate: true, onsubmit: async (event) => {
      event.preventDefault();
      if (form.ariaBusy === "true") return;
      const { rank } = state;
      form.ariaBusy = "true";
      const values = Object.fromEntries(gesture.fields.map((each) => [each.way, read(each)]));
      const missing = gesture.fields.find((each) => each.required && !String(values[each.way]).trim());
      for (const each of form.querySelectorAll(".kit-faute")) each.hidden = true;
      for (const each of form.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
      try {
        if (gesture.name === "ajouter" || gesture.name === "remplacer") state.opened.add(made || after(gesture.at));
        state.unfolded.delete(id);
        const focus = gesture.name === "ajouter" ? `entree-${made}-titre` : gesture.name === "remplacer" ? `entree-${after(gesture.at)}-titre` : `liste-${gesture.name === "effacer" ? gesture.at.replace(/\/\d+$/, "") : gesture.at}`;
        for (const each of form.querySelectorAll("input, select, textarea")) each.removeAttribute("id");
        await show({ do: "act", gesture: gesture.name, at: gesture.at, values }, { focus, said: (shown) => `Fait${NBSP}: ${gesture.label}. ${capital(counted(shown.findings.length))}.` });
      } catch (error) {
        if (state.rank !== rank) {
          say(error.message);
          return;
        }
        state.unfolded.add(id);
        form.querySelectorAll("[data-id]").forEach((each) => { each.id = each.dataset.id; });
        const refused = form.querySelector(`[id="${missing ? `${missing.id}-faute` : `${id}:faute`}"]`);
        refused.textContent = error.message;
        refused.hidden = false;
        say(error.message);
        const faulty = missing && form.querySelector(`[data-id="${missing.id}"]`);
        faulty?.setAttribute("aria-invalid", "true");
        (faulty ?? form.querySelector("button")).focus();
      } finally {
        form.ariaBusy = "false";
      }
    } },
    gesture.told && el("p", {}, gesture.told), ...gesture.fields.map((each) => champ(each, false)),
    el("p", { class: "kit-faute", id: `${id}:faute`, hidden: true }),
    el("button", { type: "submit", class: "kit-bouton" }, gesture.label));
    return fold(id, "kit-geste", gesture.label, [form]);
  };
  /** L’entrée qui viendra au bout de la liste de celle-ci. @param {string} at */
  const after = (at) => {
    const listed = at.replace(/\/\d+$/, "");
    return `${listed}/${document.querySelectorAll(`[data-at^="${CSS.escape(listed)}/"].kit-atelier-entree`).length}`;
  };
  const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);

  /** Un champ ; `bound` : ce qu’on y change s’écrit aussitôt. @param {Field} each */
  const champ = (each, bound = true) => {
    const about = [each.help && `${each.id}-aide`, `${each.id}-faute`, `${each.id}-constats`].filter(Boolean).join(" ");
    const told = [each.label, each.required && el("span", { class: "kit-note kit-exige" }, "obligatoire")];
    const help = each.help && el("p", { class: "kit-aide", id: `${each.id}-aide` }, each.help);
    const ends = [
      el("p", { class: "kit-faute", id: `${each.id}-faute`, hidden: true }),
      el("div", { class: "kit-constats", id: `${each.id}-constats` }),
    ];
    const onchange = bound ? () => write(each) : undefined;
    if (each.kind === "plusieurs") {
      return el("fieldset", { class: "kit-champ kit-plusieurs", "data-at": each.id, "aria-describedby": about }, el("legend", {}, ...told.filter(Boolean)), help,
        ...each.options.map(({ value, label }) => {
          const box = el("input", { type: "checkbox", id: `${each.id}=${value}`, "data-id": `${each.id}=${value}`, value, onchange });
          box.checked = each.value.includes(value);
          return el("div", { class: "kit-case" }, box, el("label", { for: box.id }, label));
        }), ...ends);
    }
    const common = { id: each.id, "data-id": each.id, "aria-describedby": about, "aria-required": each.required ? "true" : undefined, onchange };
    return el("div", { class: "kit-champ", "data-at": each.id }, el("label", { for: each.id }, ...told.filter(Boolean)), help, control(each, common), ...ends);
  };
  /** @param {Field} each @param {object} common */
  const control = (each, common) => {
    if (each.kind === "brut") return el("output", { id: each.id }, String(each.value));
    if (each.kind === "choix" || each.kind === "oui-non") {
      const options = each.kind === "choix" ? each.options : [{ value: "true", label: "Oui" }, { value: "false", label: "Non" }];
      const select = el("select", common, el("option", { value: "" }, "Non renseigné"), ...options.map(({ value, label }) => el("option", { value }, label)));
      select.value = String(each.value);
      if (select.selectedIndex < 0) {
        select.append(el("option", { value: each.value }, String(each.value)));
        select.value = String(each.value);
      }
      return select;
    }
    if (each.kind === "lignes") {
      const area = el("textarea", { ...common, rows: Math.max(2, each.value.length + 1) });
      area.value = [...each.value].join("\n");
      return area;
    }
    const types = { date: "date", heure: "time", nombre: "text", texte: "text" };
    const suggested = each.options.length ? `${each.id}-choix` : undefined;
    /* Une date mal écrite ne tient pas dans un champ de date : elle se montre telle quelle, à corriger. */
    const fits = (each.kind !== "date" || /^(\d{4}-\d{2}-\d{2})?$/.test(String(each.value))) && (each.kind !== "heure" || /^(\d{2}:\d{2})?$/.test(String(each.value)));
    const input = el("input", { ...common, onchange: undefined, type: fits ? types[each.kind] : "text", inputmode: each.kind === "nombre" ? "numeric" : undefined, list: suggested });
    input.value = String(each.value);
    if (common.onchange) committed(input, common.onchange);
    if (!suggested) return input;
    return el("div", {}, input, el("datalist", { id: suggested }, ...each.options.map(({ value }) => el("option", { value }))));
  };
  /** Au clavier, une date est « changée » à chaque chiffre de son année : elle ne s’écrit que lorsqu’on quitte le champ,
   * ou par Entrée ; choisie dans un calendrier, aussitôt. @param {HTMLInputElement} input @param {() => void} done */
  const committed = (input, done) => {
    const first = input.value;
    let typing = false;
    const settle = () => { if (input.value !== first && !input.disabled) done(); };
    input.addEventListener("keydown", ({ key }) => {
      typing = key !== "Enter";
      if (key === "Enter") settle();
    });
    input.addEventListener("change", () => { if (!typing) settle(); });
    input.addEventListener("blur", () => { if (typing) settle(); });
  };
  /** Ce qu’un champ dit à présent. @param {Field} each */
  const read = (each) => {
    if (each.kind === "plusieurs") return each.options.map(({ value }) => document.getElementById(`${each.id}=${value}`)).filter((box) => box.checked).map((box) => box.value);
    const { value } = document.getElementById(each.id);
    return each.kind === "lignes" ? value.split("\n").map((line) => line.trim()).filter(Boolean) : value;
  };
  /** @param {Field} each */
  const write = async (each) => {
    const value = read(each);
    const { rank } = state;
    try {
      await show({ do: "edit", at: each.id, value }, { said: (shown) => `«${NBSP}${each.label}${NBSP}» est écrit. ${capital(counted(shown.findings.length))}.` });
    } catch (error) {
      say(error.message);
      if (state.rank !== rank) return;
      const refused = document.getElementById(`${each.id}-faute`);
      refused.textContent = error.message;
      refused.hidden = false;
      document.getElementById(each.id)?.setAttribute("aria-invalid", "true");
    }
  };
  const act = (/** @type {object} */ request, /** @type {string} */ said, focus = "") => tried(async () => { await show(request, { focus, said: () => said }); });

  /* Les constats : sous le champ dont ils parlent, et dans une liste qui y mène. */
  /** @param {Shown} shown */
  const place = (shown) => {
    const places = new Map([...sheet.querySelectorAll("[data-at]")].map((each) => [each.dataset.at, each]));
    for (const found of shown.findings.filter(({ section }) => section === shown.section.id)) {
      let at = found.at;
      while (at && !places.has(at)) at = at.includes("/") ? at.slice(0, at.lastIndexOf("/")) : "";
      const holder = places.get(at);
      holder.querySelector(":scope > .kit-constats").append(told(found));
      const input = document.getElementById(at);
      if (input && ["fail", "correct"].includes(found.style)) input.setAttribute("aria-invalid", "true");
      for (let hidden = holder.closest("details.kit-autres"); hidden; hidden = hidden.parentElement.closest("details.kit-autres")) hidden.open = true;
    }
  };
  /** @param {Finding} found */
  const told = (found) => el("div", { class: `kit-constat kit-${found.style}`, id: `constat-${found.rank}`, tabindex: "-1" },
    el("p", {}, badge(found), ` ${found.message}`), el("p", {}, found.remedy),
    found.text && el("p", { class: "kit-note" }, `Texte${NBSP}: ${found.text}.`),
    found.button && el("button", { type: "button", class: "kit-bouton kit-second", onclick: () => apply(found) }, found.button));
  /** @param {Finding} found */
  const apply = (found) => mend({ do: "apply", finding: found.rank }, `Fait${NBSP}: ${found.button}.`, "atelier-rubrique");
  /** Corriger d’un bouton, sauf si un texte tapé s’y perdait. @param {object} request @param {string} said @param {string} [focus] */
  const mend = (request, said, focus) => (unread() ? say(`${unread()}${NBSP}: relisez-le, ou reprenez le texte d’avant.`) : act(request, said, focus));
  /** @param {Shown} shown */
  const list = (shown) => el("section", { class: "kit-atelier-constats", "aria-labelledby": "atelier-constats" },
    el("h2", { id: "atelier-constats" }, "Constats"),
    shown.findings.length === 0 && el("p", {}, "Aucun constat\u00a0: rien n’est à corriger, à compléter ni à vérifier."),
    el("ol", {}, ...shown.findings.map((found) => el("li", {}, badge(found),
      el("button", { type: "button", class: "kit-lien", id: `vers-${found.rank}`, "aria-describedby": `vers-${found.rank}-dit`, onclick: () => lead(found) }, found.way.join(" › ")),
      el("span", { id: `vers-${found.rank}-dit` }, found.message)))));
  /** @param {Finding} found */
  const lead = (found) => turning(found.section, async () => {
    for (const each of found.opens) state.opened.add(each);
    await act({ do: "show", section: found.section }, "");
    document.getElementById(`constat-${found.rank}`)?.focus();
  });

  /* Emporter. */
  /** De la fiche publiée, il manque ce qui n’est pas publié : la mettre à la place des fichiers l’y effacerait. */
  const BY_HAND = "Cette fiche n’a que ce que le site montre\u00a0: reportez vos changements à la main dans vos fichiers, sans les remplacer par ceux-ci.";
  const save = (/** @type {string} */ name, /** @type {BlobPart} */ held, /** @type {string} */ type) => {
    const address = URL.createObjectURL(new Blob([held], { type }));
    el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  const download = async () => {
    const { files } = await ask({ do: "zip" });
    for (const [name, raw] of Object.entries(files)) save(name, raw, "application/zip");
    state.taken = state.files;
    const left = unread() && `${unread()}${NBSP}: cela n’y est pas.`;
    const names = Object.keys(state.files);
    const all = names.length === QUARTET ? "Les quatre fichiers sont dans l’archive téléchargée." : `L’archive téléchargée contient ${new Intl.ListFormat("fr").format(names)}.`;
    say([all, left, state.published && BY_HAND].filter(Boolean).join(" "));
  };
  const report = async () => {
    const { answer } = await ask({ do: "report", folder: state.shown.folder });
    save(`${state.shown.folder}.json`, answer.json, "application/json");
    say("Le rapport est téléchargé.");
  };
  /** Les fichiers de maintenant, et ceux d’avant. */
  const both = (/** @type {Files} */ held) => ({ ...held, ...Object.fromEntries(Object.entries(state.before ?? {}).map(([name, raw]) => [`avant/${name}`, raw])) });
  const changes = async () => {
    const { answer } = await ask({ do: "changes" }, both);
    const shown = part("lecture");
    shown.hidden = false;
    shown.replaceChildren(el("section", { "aria-labelledby": "atelier-lecture-titre" },
      el("h2", { id: "atelier-lecture-titre", tabindex: "-1" }, "Ce qui a changé"),
      answer.sections.length === 0 && el("p", {}, "Rien n’a changé depuis que la fiche est ouverte."),
      ...answer.sections.flatMap(({ title, groups }) => [el("h3", {}, title), ...groups.flatMap((group) => [
        group.title && el("p", {}, el("strong", {}, group.title)), el("ul", {}, ...group.changes.map(({ text }) => el("li", {}, `${text}.`)))])]).filter(Boolean),
      forged(answer.files),
      el("div", { class: "kit-gestes" },
        el("button", { type: "button", class: "kit-bouton kit-second", onclick: () => save(`${state.shown.folder}-changements.txt`, answer.text, "text/plain") }, "Télécharger cette liste"),
        el("button", { type: "button", class: "kit-bouton kit-second", onclick: () => { shown.hidden = true; part("changements").focus(); } }, "Fermer"))));
    document.getElementById("atelier-lecture-titre").focus();
  };
  /** Où un fichier se modifie sur la forge, là où l’on sait comment elle l’écrit. @param {string} path @param {boolean} fresh */
  const forgeAt = (path, fresh) => {
    const forge = root.dataset.forge ?? "";
    /* GitHub sait ce qu’est « HEAD » ; GitLab veut le nom d’une branche. */
    const on = (/** @type {string} */ otherwise) => (root.dataset.branche ?? otherwise).split("/").map(encodeURIComponent).join("/");
    const [folder, name] = [path.replace(/\/[^/]*$/, ""), path.replace(/^.*\//, "")];
    const host = forge ? new URL(forge).hostname : "";
    if (/(^|\.)github\./.test(host)) return fresh ? `${forge}/new/${on("HEAD")}/${folder}?filename=${name}` : `${forge}/edit/${on("HEAD")}/${path}`;
    if (/(^|\.)gitlab\./.test(host)) return fresh ? `${forge}/-/new/${on("main")}/${folder}?file_name=${name}` : `${forge}/-/edit/${on("main")}/${path}`;
    return "";
  };
  /** Proposer ses changements là où sont les fichiers. @param {{name: string, title: string, path: string, fresh: boolean}[]} all */
  const forged = (all) => {
    const byHand = Boolean(state.published);
    const lines = all.map((each) => ({ ...each, address: forgeAt(each.path, each.fresh && !byHand) })).filter(({ address }) => address);
    if (byHand && all.length) {
      return el("section", {}, el("h3", {}, "Dans vos fichiers"), el("p", {}, BY_HAND),
        lines.length > 0 && el("ul", {}, ...lines.map(({ title, address }) => el("li", {},
          el("a", { href: address, target: "_blank", rel: "noopener" }, `Ouvrir la page de «${NBSP}${title}${NBSP}» sur la forge`)))));
    }
    if (!lines.length) return null;
    const copy = async (/** @type {string} */ name, /** @type {string} */ title) => {
      try {
        await navigator.clipboard.writeText(new TextDecoder().decode(state.files[name]));
        say(`«${NBSP}${title}${NBSP}» est copié${NBSP}: collez-le à la place de ce que montre la forge.`);
      } catch {
        say("Ce navigateur ne permet pas de copier d’ici\u00a0: téléchargez les fichiers, et ouvrez celui-ci.");
      }
    };
    return el("section", {}, el("h3", {}, "Sur la forge"),
      el("p", {}, "Pour proposer vos changements là où sont les fichiers\u00a0: copiez, ouvrez la page, remplacez tout par ce que vous avez copié."),
      el("ul", {}, ...lines.map(({ name, title, address, fresh }) => el("li", {},
        el("button", { type: "button", class: "kit-bouton kit-second", onclick: () => copy(name, title) }, `Copier «${NBSP}${title}${NBSP}»`), " ",
        el("a", { href: address, target: "_blank", rel: "noopener" }, fresh ? "Ouvrir la page qui le crée" : "Ouvrir la page qui le modifie")))));
  };
  const print = async () => {
    const { answer } = await ask({ do: "preview" });
    const page = part("lecture");
    page.hidden = false;
    page.replaceChildren(el("h2", {}, `${state.shown.name} (${state.shown.code})`), el("p", {}, `Fiche au ${state.shown.day}${NBSP}: ${state.shown.verdict.word}.`),
      ...answer.parts.flatMap(({ title, lines }) => [el("h3", {}, title), el("ul", { class: "kit-atelier-lignes" }, ...lines.map(({ label, value, level }) =>
        el("li", { class: `kit-retrait-${Math.min(level, 4)}` }, value ? el("span", {}, `${label}${NBSP}: `) : el("strong", {}, label), value)))]));
    root.classList.add("kit-atelier-imprime");
    globalThis.print();
    root.classList.remove("kit-atelier-imprime");
    page.hidden = true;
  };
  const undo = async () => {
    await queue; // Ce qu’on vient de taper s’écrit encore.
    const files = state.past.pop();
    if (!files) return;
    state.files = files;
    await tried(async () => { await show({ do: "show" }, { fresh: true, focus: "atelier-titre", said: () => "Le dernier changement est annulé." }); });
  };
  /** Les fichiers illisibles dont le texte tapé n’est pas relu : il n’est encore dans aucun fichier. @returns {string[]} */
  const pending = () => (sheet.hidden ? [] : state.shown.unread).filter(({ name, text }) => {
    const known = state.typed.get(name);
    return known?.from === text && known.typed !== text;
  }).map(({ name }) => `«${NBSP}${name}${NBSP}»`);
  const unread = () => (pending().length ? `Ce que vous avez tapé dans ${pending().join(", ")} n’est pas relu` : "");
  const unsaved = () => pending().length > 0 || halfway().length > 0 || (state.past.length > 0 && !state.keep && state.taken !== state.files);
  /** Quitter cette fiche : demandé d’abord quand ce serait perdre du travail. @param {string} label @param {() => void} done */
  const leaving = async (label, done) => {
    await queue; // Ce qu’on vient de taper s’écrit encore.
    if (!unsaved()) {
      done();
      return;
    }
    const told = pending().length
      ? `${unread()}${NBSP}: ce serait perdu. Le bouton «${NBSP}Relire${NBSP}» l’écrit dans la fiche.`
      : halfway().length ? unsent() : `Vos changements à la fiche «${NBSP}${state.shown.name} (${state.shown.code})${NBSP}» ne sont ni téléchargés ni gardés\u00a0: ils seraient perdus.`;
    question("Quitter cette fiche\u00a0?", told, ["Rester sur cette fiche", "titre"], [label, done]);
  };
  const close = async () => {
    state.past = [];
    state.typed = new Map();
    state.keep = false;
    top.hidden = true;
    sheet.hidden = true;
    part("lecture").hidden = true;
    part("ouvrir").hidden = false;
    tell("fermee");
    await kept();
    field.focus();
  };
  /* Ce dont les autres scripts de la page se servent. */
  globalThis.KitFiche = { NBSP, ask, badge, begin, both, chosen, el, leaving, mend, part, root, save, say, sheet, show, started, state, tried, wanted };

  /* Fermer la page sans avoir rien gardé ni emporté perd le travail : le navigateur le demande. */
  window.addEventListener("beforeunload", (event) => {
    if (unsaved()) event.preventDefault();
  });
})();
