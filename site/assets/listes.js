/* Le champ « votre département » de l’accueil, et les filtres des listes de départements et de règles. Sans ce fichier, le
   champ mène à la liste, et la liste est entière. */
(() => {
  "use strict";
  const MARKS = /\p{M}/gu;
  /** @param {string} text @returns {string} un texte sans accent, sans capitale, sans trait d’union. */
  const folded = (text) => text.normalize("NFD").replace(MARKS, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

  /* L’accueil : un nom ou un numéro mène à la page du département. */
  const where = document.querySelector(".kit-ou");
  if (where) {
    const field = where.querySelector("input");
    const said = where.querySelector("[role=status]");
    const known = [...where.querySelectorAll("option")].map(({ value, dataset }) => {
      const [, name, code] = value.match(/^(.*)\s\((\w+)\)$/);
      return { value, page: dataset.page, full: folded(value), name: folded(name), code: folded(code) };
    });
    const meant = (typed) => {
      const exact = known.find(({ full, name, code }) => [full, name, code, code.replace(/^0/, "")].includes(typed));
      const near = exact ? [exact] : known.filter(({ name }) => name.includes(typed));
      return typed && near.length === 1 ? near[0] : null;
    };
    where.addEventListener("submit", (event) => {
      event.preventDefault();
      const found = meant(folded(field.value));
      if (found) location.assign(found.page ?? `${where.getAttribute("action")}?departement=${encodeURIComponent(found.value)}`);
      else {
        said.textContent = field.value.trim()
          ? "Aucun département ne porte ce nom ou ce numéro\u00a0: choisissez-le dans la liste."
          : "Écrivez le nom ou le numéro d’un département.";
        field.focus();
      }
    });
    field.addEventListener("input", () => { said.textContent = ""; });
  }

  /* Une liste : des débuts de mots cherchés dans ses deux premières colonnes, et dans le nom de ses tableaux s’il
     y en a plusieurs, une valeur choisie dans une autre colonne. */
  const form = document.querySelector(".kit-liste");
  if (!form) return;
  const count = document.querySelector(".kit-compte");
  const search = form.querySelector("input");
  const choices = [...form.querySelectorAll("select")];
  /* Ce qu’une cellule dit : sa marque sans sa forme, et sans ses notes. */
  const told = (cell) => {
    const copy = cell?.cloneNode(true);
    for (const apart of copy?.querySelectorAll("[aria-hidden], .kit-note") ?? []) apart.remove();
    return (copy?.textContent ?? "").replace(/\s+/g, " ").trim();
  };
  const tables = [...document.querySelectorAll("article table")].filter((table) => table.querySelector(`[data-colonne="${choices[0].name}"]`));
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]).map((row) => ({
    row,
    text: ` ${folded([...row.cells].slice(0, 2).map(told).concat(tables.length > 1 ? row.closest("table").ariaLabel : "").join(" "))}`,
    values: Object.fromEntries(choices.map(({ name }) => [name, told(row.querySelector(`[data-colonne="${name}"]`))])),
  }));
  for (const choice of choices) {
    const values = new Set(rows.map(({ values: known }) => known[choice.name]).filter(Boolean));
    for (const value of [...values].sort((one, other) => one.localeCompare(other, "fr"))) choice.add(new Option(value, value));
  }

  const show = () => {
    const words = folded(search.value).split(" ");
    const chosen = choices.filter(({ value }) => value);
    let number = 0;
    for (const { row, text, values } of rows) {
      row.hidden = !words.every((word) => text.includes(` ${word}`)) || chosen.some(({ name, value }) => values[name] !== value);
      if (!row.hidden) number += 1;
    }
    /* Une famille dont rien ne reste se tait, avec son titre. */
    if (tables.length > 1) {
      for (const table of tables) {
        const empty = ![...table.tBodies[0].rows].some((row) => !row.hidden);
        let title = table.closest("article > *");
        title.hidden = empty;
        while (title && title.tagName !== "H2") title = title.previousElementSibling;
        if (title) title.hidden = empty;
      }
    }
    const { un, plusieurs, aucun } = form.dataset;
    count.textContent = number ? `${number} ${number > 1 ? plusieurs : un} sur ${rows.length}` : aucun;
  };
  /* Le choix est dans l’adresse : la liste se partage filtrée. */
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1) || location.search);
    const typed = asked.get(search.name);
    if (typed !== null) search.value = typed;
    for (const choice of choices) {
      const wanted = asked.get(choice.name) ?? "";
      choice.value = [...choice.options].some(({ value }) => value === wanted) ? wanted : "";
    }
    show();
  };
  const write = () => {
    const kept = [[search.name, search.value.trim()], ...choices.map(({ name, value }) => [name, value])];
    const hash = new URLSearchParams(kept.filter(([, value]) => value)).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
    show();
  };
  form.addEventListener("input", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    search.value = "";
    for (const choice of choices) choice.value = "";
    write();
  });
  window.addEventListener("hashchange", read);
  read();
})();
