/* Le menu et la recherche du thème s’ouvrent par des étiquettes, que le clavier n’atteint pas : en voici des boutons. Sans
   ce fichier, les étiquettes restent. */
(() => {
  "use strict";
  const narrow = matchMedia("(max-width: 76.234375em)");
  const box = document.getElementById("__drawer");
  const menu = document.querySelector(".md-sidebar--primary");

  /** @param {string} id @param {string} name @returns {HTMLButtonElement | null} un bouton à la place d’une étiquette. */
  const button = (id, name) => {
    const label = document.querySelector(`.md-header__button[for="${id}"]`);
    if (!label) return null;
    const made = document.createElement("button");
    made.type = "button";
    made.className = `${label.className} kit-bouton kit-bouton${id.replace("__", "-")}`;
    made.setAttribute("aria-label", name);
    made.append(...label.childNodes);
    label.replaceWith(made);
    return made;
  };

  const search = button("__search", "Rechercher");
  search?.addEventListener("click", () => {
    document.getElementById("__search")?.click();
    document.querySelector(".md-search__input")?.focus();
  });

  const opener = box && menu && button("__drawer", "Menu");
  if (!opener) return;
  menu.id ||= "menu";
  opener.setAttribute("aria-controls", menu.id);

  /* Fermé, le menu d’un écran étroit est hors de la page : rien n’y prend le clavier. */
  const show = () => {
    opener.setAttribute("aria-expanded", String(box.checked));
    menu.inert = narrow.matches && !box.checked;
  };
  opener.addEventListener("click", () => {
    box.click();
    if (box.checked) menu.querySelector("a[href], label[tabindex]")?.focus();
  });
  box.addEventListener("change", show);
  narrow.addEventListener("change", show);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    box.click();
    opener.focus();
  });
  show();
})();
