/* Les filtres du calendrier. Sans ce fichier, la page montre toutes les séances, sans filtre. */
(() => {
  "use strict";
  const form = document.querySelector(".kit-filtres");
  if (!form) return;

  const article = form.parentElement;
  const count = document.querySelector(".kit-compte");
  const here = count.textContent.endsWith("page") ? " sur cette page" : "";
  const fields = [...form.querySelectorAll("select")];
  const sessions = [...document.querySelectorAll(".kit-seance")].map((mark) => ({ ...mark.dataset, row: mark.closest("tr") }));

  const years = [...document.querySelectorAll(".kit-annee")].map((fold) => ({ fold, open: fold.open, title: fold.querySelector("summary") }));
  const counted = (number) => (number ? `${number} séance${number > 1 ? "s" : ""}` : "Aucune séance");

  /* Les autres pages du calendrier s’ouvrent avec le même choix. */
  const elsewhere = [...document.querySelectorAll(".kit-annees a")];

  const chosen = () => fields.filter((field) => field.value);

  /* Ce qui suit un titre, jusqu’au titre suivant de même rang ou plus haut. */
  const under = (title, stop) => {
    const found = [];
    for (let next = title.nextElementSibling; next && !next.matches(stop); next = next.nextElementSibling) found.push(next);
    return found;
  };
  const holds = (elements, selector) => elements.some((element) => element.querySelector(selector));

  const show = () => {
    const choices = chosen();
    let number = 0;
    for (const session of sessions) {
      session.row.hidden = choices.some((field) => session[field.name] !== field.value);
      if (!session.row.hidden) number += 1;
    }
    for (const title of article.querySelectorAll("h3")) {
      const body = under(title, "h2, h3");
      if (!holds(body, ".kit-seance")) continue;
      const empty = !holds(body, "tr:not([hidden]) .kit-seance");
      for (const element of [title, ...body]) element.hidden = empty;
    }
    for (const note of article.querySelectorAll(".kit-vide")) {
      const body = under(note, "h2");
      note.hidden = !holds(body, ".kit-seance") || holds(body, "tr:not([hidden]) .kit-seance");
    }
    for (const { fold, open, title } of years) {
      fold.open = choices.length ? true : open;
      title.textContent = counted(fold.querySelectorAll("tr:not([hidden]) .kit-seance").length);
    }
    const said = counted(number);
    const labels = choices.map((field) => field.selectedOptions[0].textContent);
    count.textContent = labels.length ? `${said}${here}\u00a0: ${labels.join(", ")}` : said + here;
    const hash = new URLSearchParams(choices.map((field) => [field.name, field.value])).toString();
    for (const link of elsewhere) link.hash = hash;
  };

  /* Le choix est dans l’adresse : la page se partage filtrée. Une autre ancre ne change rien. */
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (location.hash.length > 1 && !fields.some((field) => asked.has(field.name))) return;
    for (const field of fields) {
      const value = asked.get(field.name) ?? "";
      field.value = [...field.options].some((option) => option.value === value) ? value : "";
    }
    show();
  };
  const write = () => {
    const asked = new URLSearchParams(chosen().map((field) => [field.name, field.value]));
    const hash = asked.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
    show();
  };

  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    for (const field of fields) field.value = "";
    write();
  });
  window.addEventListener("hashchange", read);
  read();
})();
