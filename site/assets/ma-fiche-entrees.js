/* « Ma fiche » : les façons d’y entrer. Des fichiers choisis ou déposés, la fiche publiée, un tableau, le texte d’un
   fichier qui ne se lit pas ; et ce qui s’en emporte en tableau. Ce qui s’y comprend, c’est le moteur qui le dit. */
"use strict";

/**
 * @typedef {{path: string, file: File}} Chosen
 * @typedef {{place: string, message: string, remedy: string, aside: string}} Fault
 * @typedef {{code: string, verdict: string, day: string, files: Record<string, string>}} Published
 */
globalThis.KitEntrees = (() => {
  if (!globalThis.KitFiche) return undefined;
  const { NBSP, ask, begin, chosen, el, leaving, mend, part, root, save, say, sheet, show, started, state, tried, wanted } = globalThis.KitFiche;
  const source = document.currentScript.src;
  const TABLE = /\.(xlsx|ods|csv|xls)$/i;
  const KINDS = [[".ods", "LibreOffice"], [".xlsx", "Excel"], [".csv", "les membres seuls"]];
  const MIMES = {
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
  };
  const open = () => !sheet.hidden;
  const bytes = async (/** @type {File} */ file) => new Uint8Array(await file.arrayBuffer());
  const button = (/** @type {string} */ label, /** @type {() => void} */ done, first = false) =>
    el("button", { type: "button", class: first ? "kit-bouton" : "kit-bouton kit-second", onclick: done }, label);

  /* Des fichiers : les quatre, leur répertoire, une archive ; ou un tableau. */
  /** Un tableau, et non un fichier rangé dans un répertoire. @param {Chosen} each */
  const isTable = ({ path }) => TABLE.test(path) && !path.includes("/");
  /** @param {Chosen[]} list */
  const openChosen = (list) => tried(async () => {
    const [table, ...others] = list.filter(isTable);
    if (others.length) {
      say("Un tableau à la fois\u00a0: choisissez-en un seul.");
      return;
    }
    const { answer: { kept, said } } = await ask({ do: "strangers", paths: list.map(({ path }) => path) }, {});
    const left = said.map((/** @type {string} */ each) => `${each} `).join("");
    if (kept.length || !(table || left)) {
      const files = {};
      for (const { path, file } of list) if (kept.includes(path)) files[path] = await bytes(file);
      if (!await begin({ do: "open", code: chosen() }, files, null, { told: left })) return;
    } else if (left) say(left);
    if (table) await openTable(table.path, await bytes(table.file));
  });
  // Choisir un répertoire n’est pas dans la norme de HTML : la page ne l’écrit pas, elle le demande.
  part("repertoire").webkitdirectory = true;
  for (const name of ["fichiers", "repertoire"]) {
    part(name).addEventListener("change", async ({ target }) => {
      const list = [...target.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
      target.value = "";
      if (list.length) await openChosen(list);
    });
  }
  /** Ce qu’un répertoire déposé contient. @param {FileSystemEntry} entry @returns {Promise<Chosen[]>} */
  const within = async (entry) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [{ path: entry.fullPath.slice(1), file }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) break;
      for (const each of some) found.push(...await within(each));
    }
    return found;
  };
  root.addEventListener("dragover", (event) => { event.preventDefault(); root.classList.add("kit-atelier-depot"); });
  root.addEventListener("dragleave", () => root.classList.remove("kit-atelier-depot"));
  root.addEventListener("drop", async (event) => {
    event.preventDefault();
    root.classList.remove("kit-atelier-depot");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    const found = (await Promise.all(entries.map(within))).flat();
    /* Un tableau s’ajoute à la fiche ouverte ; d’autres fichiers la quittent. */
    if (found.length && found.every(isTable)) openChosen(found);
    else if (found.length) leaving("Ouvrir les fichiers déposés", () => openChosen(found));
  });

  /* La fiche publiée : un script du site, à côté de la page, qui ne se charge que si on la demande. */
  const published = (root.dataset.publiees ?? "").split(" ").filter(Boolean);
  const offered = () => { part("publiee").hidden = !published.includes(chosen()); };
  part("departement").addEventListener("input", offered);
  part("departement").addEventListener("change", offered);
  offered();
  /** @type {Published|null} */
  let handed = null;
  /** @param {string} code @returns {Promise<Published>} */
  const fetched = (code) => new Promise((done, failed) => {
    const script = el("script", { src: new URL(`fiches/${code}.js`, source).href });
    const absent = () => failed(new Error("La fiche publiée n’est pas à côté de cette page."));
    script.addEventListener("load", () => (handed?.code === code ? done(handed) : absent()));
    script.addEventListener("error", absent);
    document.head.append(script);
  });
  part("publiee-ouvrir").addEventListener("click", () => tried(async () => {
    const code = wanted();
    if (!code) return;
    const { files, verdict, day } = await fetched(code);
    const encoded = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]));
    await begin({ do: "open", code }, encoded, null, { published: { verdict, day } });
  }));
  const fromPublished = () => el("p", { class: "kit-atelier-depart", id: "atelier-depart" },
    `Partie de la fiche publiée, dite «${NBSP}${state.published.verdict}${NBSP}» au ${state.published.day}${NBSP}: elle n’a que ce que ce site montre. `,
    root.dataset.edition === "publique"
      ? "Ce qui n’est pas publié y manque, doutes et raisons compris\u00a0: le verdict d’ici ne vaut que pour ce que l’on voit. "
      : "Les commentaires de vos fichiers n’y sont pas. ",
    `Reportez vos changements dans vos fichiers (bouton «${NBSP}Ce qui a changé${NBSP}»), sans les remplacer par ceux-ci.`);

  /* Un tableau : lu par ce que le moteur charge alors, et dit ligne à ligne quand il n’est pas compris. */
  const ready = async () => {
    const engine = await started();
    await engine.add("tableur", (/** @type {number} */ done) => say(`Chargement de ce qui lit un tableau${NBSP}: ${Math.round(done * 100)}${NBSP}%`));
  };
  /** @param {string} name @param {Uint8Array} raw @param {string[]} [aside] les titres laissés de côté @param {Record<string, Uint8Array> | null} [from] la fiche à compléter, si ce n’est pas celle qui est ouverte */
  const openTable = (name, raw, aside = [], from = null) => tried(async () => {
    const code = open() ? state.code : wanted();
    if (!code) {
      say("Choisissez d’abord le département dont ce tableau est celui.");
      return;
    }
    await ready();
    let before = from;
    /* Les fichiers sont pris quand la demande part : ce qui s’écrit pendant le chargement y est. */
    const files = (/** @type {Files} */ held) => { before = from ?? held; return { ...before, [name]: raw }; };
    const request = { do: "import", code, table: name, aside };
    const wrong = (/** @type {Fault[]} */ faults) => refused(name, raw, aside, faults, from);
    const told = `Tableau lu${NBSP}: `;
    const done = open()
      ? await show({ ...request, section: "membres" }, { files, focus: "atelier-rubrique", refused: wrong, said: (shown) => `${told}${shown.told}` })
      : await begin(request, { [name]: raw }, {}, { told, refused: wrong });
    if (!done) return;
    part("lecture").hidden = true;
    if (state.shown.names) named(state.shown, (title) => openTable(name, raw, [...aside, title], before ?? {}));
  });
  /** Un tableau qui nomme des personnes : on le dit et, tant que rien d’autre n’a changé, on peut s’en passer. @param {{names: string, named: string[]}} answer @param {(title: string) => void} without */
  const named = ({ names, named: titles }, without) => {
    const told = part("lecture");
    const close = () => { told.hidden = true; part("titre").focus(); };
    told.hidden = false;
    told.replaceChildren(el("section", { class: "kit-atelier-refus", "aria-labelledby": "atelier-lecture-titre" },
      el("h2", { id: "atelier-lecture-titre", tabindex: "-1" }, "Ce tableau nomme des personnes"),
      el("p", {}, names),
      el("div", { class: "kit-gestes" },
        ...titles.map((title) => button(`Laisser de côté «${NBSP}${title}${NBSP}»`, () => without(title))),
        button("Garder ces noms", close))));
    document.getElementById("atelier-lecture-titre").focus();
  };
  /** @param {string} name @param {Uint8Array} raw @param {string[]} aside @param {Fault[]} faults @param {Record<string, Uint8Array> | null} from la fiche à compléter, comme à `openTable` */
  const refused = (name, raw, aside, faults, from) => {
    const told = part("lecture");
    const titles = [...new Set(faults.map(({ aside: title }) => title).filter(Boolean))];
    const number = `${faults.length}${NBSP}faute${faults.length > 1 ? "s" : ""}`;
    told.hidden = false;
    told.replaceChildren(el("section", { class: "kit-atelier-refus", "aria-labelledby": "atelier-lecture-titre" },
      el("h2", { id: "atelier-lecture-titre", tabindex: "-1" }, "Ce tableau n’est pas tout compris"),
      el("p", {}, `${number} dans «${NBSP}${name}${NBSP}»${NBSP}; rien n’est écrit dans la fiche. Corrigez le tableau, puis choisissez-le de nouveau.`),
      el("ol", {}, ...faults.map(({ place, message, remedy, aside: title }) => el("li", {},
        place && el("strong", {}, place), el("p", {}, message), el("p", {}, remedy),
        title && button(`Laisser de côté «${NBSP}${title}${NBSP}»`, () => openTable(name, raw, [...aside, title], from))))),
      el("div", { class: "kit-gestes" },
        titles.length > 1 && button("Laisser de côté tout ce qui peut l’être", () => openTable(name, raw, [...aside, ...titles], from)),
        button("Fermer", () => { told.hidden = true; (open() ? part("titre") : part("departement")).focus(); }))));
    say(`${number} dans ce tableau${NBSP}; rien n’est écrit.`);
    document.getElementById("atelier-lecture-titre").focus();
  };
  /** @param {HTMLInputElement} input */
  const tables = (input) => input.addEventListener("change", async () => {
    const [file] = input.files;
    if (file) await tried(async () => openTable(file.name, await bytes(file)));
    input.value = "";
  });
  tables(part("tableau"));
  /** Un tableau à emporter : la fiche, ou un modèle vide. @param {"export"|"model"} what @param {string} ending */
  const taken = (what, ending) => tried(async () => {
    if (ending === ".xlsx") await ready();
    const { files } = await ask({ do: what, ending });
    for (const [name, raw] of Object.entries(files)) {
      save(name, raw, MIMES[ending]);
      say(`«${NBSP}${name}${NBSP}» est téléchargé.`);
    }
  });
  for (const [ending] of KINDS) part(`modele-${ending.slice(1)}`).addEventListener("click", () => taken("model", ending));
  const tableOf = () => {
    const input = el("input", { type: "file", class: "kit-lu", id: "atelier-tableau-ici", accept: ".xlsx,.ods,.csv" });
    tables(input);
    return el("details", { class: "kit-autres kit-atelier-tableau", id: "pli-tableau", open: state.unfolded.has("tableau"), ontoggle: ({ target }) => {
      if (target.open) state.unfolded.add("tableau");
      else state.unfolded.delete("tableau");
    } }, el("summary", { id: "pli-tableau-titre" }, "Ajouter ou télécharger un tableau"),
    el("p", {}, "Un tableau complète la fiche ouverte\u00a0: un membre déjà écrit est complété, un autre est ajouté, une case vide ne change rien."),
    el("div", { class: "kit-gestes" }, input, el("label", { class: "kit-bouton kit-second", for: input.id }, "Ajouter un tableau")),
    el("p", {}, "Télécharger la fiche en tableur, sans les noms des membres ni les dossiers examinés\u00a0:"),
    el("div", { class: "kit-gestes" }, ...KINDS.map(([ending, program]) => button(`${ending} (${program})`, () => taken("export", ending)))));
  };

  /* Un fichier qui ne se lit pas : son texte, à corriger ici, et ce qui empêche de le lire. */
  /** @param {{name: string, text: string | null}} each @param {any[]} findings */
  const unread = ({ name, text }, findings) => {
    const id = `atelier-texte-${name}`;
    // Ce qui ne peut pas être montré en entier ne se récrit pas ici : le reste serait perdu.
    if (text === null) return el("section", { class: "kit-atelier-illisible", "aria-labelledby": `${id}-titre` },
      el("h3", { id: `${id}-titre` }, "Un fichier ne peut pas être lu"),
      el("p", {}, `Le texte de «${NBSP}${name}${NBSP}» ne peut pas être montré en entier\u00a0: il reste comme il est.`),
      el("ol", {}, ...findings.map((found) => el("li", {}, el("p", {}, found.message), el("p", {}, found.remedy)))));
    const known = state.typed.get(name);
    const area = el("textarea", {
      id, rows: Math.min(24, Math.max(6, text.split("\n").length + 1)), spellcheck: "false", autocapitalize: "off", wrap: "off",
      "aria-describedby": `${id}-aide`, oninput: () => state.typed.set(name, { from: text, typed: area.value }),
    });
    area.value = known?.from === text ? known.typed : text;
    const line = (/** @type {number} */ number) => {
      const lines = area.value.split("\n");
      const at = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
      area.focus();
      area.setSelectionRange(at, at + (lines[number - 1] ?? "").length);
      area.scrollTop = (area.scrollHeight / lines.length) * Math.max(0, number - 4);
    };
    const again = () => tried(async () => {
      const still = (/** @type {any} */ shown) => shown.unread.some((/** @type {any} */ each) => each.name === name);
      await show({ do: "write", name, text: area.value }, {
        focus: id, said: (shown) => `«${NBSP}${name}${NBSP}» ${still(shown) ? "ne se lit toujours pas" : "se lit maintenant"}.`,
      });
      if (!still(state.shown)) part("titre").focus();
    });
    return el("section", { class: "kit-atelier-illisible", "aria-labelledby": `${id}-titre` },
      el("h3", { id: `${id}-titre` }, "Un fichier ne peut pas être lu"),
      el("p", { id: `${id}-aide` }, `Aucun champ ne peut montrer ce que dit «${NBSP}${name}${NBSP}»${NBSP}: corrigez-le ici comme il est écrit, puis relisez-le.`),
      el("ol", {}, ...findings.map((found) => el("li", {},
        el("button", { type: "button", class: "kit-lien", onclick: () => line(found.line) }, `Ligne ${found.line}`),
        el("p", {}, found.message), el("p", {}, found.remedy)))),
      el("label", { for: id }, `Texte de «${NBSP}${name}${NBSP}»`), area,
      el("div", { class: "kit-gestes" }, button("Relire", again, true),
        button("Reprendre le texte d’avant", () => { state.typed.delete(name); area.value = text; area.focus(); })));
  };
  /** @param {{file: string, before: string, after: string}[]} corrections */
  const corrected = (corrections) => el("section", {},
    el("h3", {}, "Ce qui peut être corrigé sans aucun doute"),
    el("ul", {}, ...corrections.map(({ before, after }) => el("li", {}, el("del", {}, before), " → ", el("ins", {}, after)))),
    button("Corriger", () => mend({ do: "fix" }, "Corrigé."), true));

  root.addEventListener("fiche:dessinee", () => {
    const { shown } = state;
    const head = root.querySelector(".kit-atelier-tete");
    if (state.published) head.querySelector("h2").after(fromPublished());
    head.append(tableOf());
    const found = (/** @type {string} */ name) => shown.findings.filter(({ file, line }) => file === name && line);
    part("illisibles").append(...shown.unread.map((each) => unread(each, found(each.name))));
    if (shown.corrections.length) part("illisibles").append(corrected(shown.corrections));
  });

  return {
    /** Ce que le script d’une fiche publiée donne. @param {Published} given */
    published: (given) => { handed = given; },
  };
})();
