/* « Ma fiche » : l’aperçu de la page publiée, refait après chaque changement, là où il se voit. */
(() => {
  "use strict";

  const fiche = globalThis.KitFiche;
  const panel = document.getElementById("atelier-apercu");
  if (!fiche || !panel) return;
  const { el, ask, say } = fiche;
  const title = el("h2", { id: "atelier-apercu-titre", tabindex: "-1" }, "Aperçu de la page publiée");
  const body = el("div", {});
  panel.append(title, el("p", { class: "kit-aide" }, "Ce que tout le monde y lirait, si la fiche était publiée telle qu’elle est ici."), body);
  /** Une demande à la fois : celle qui attend dira aussi ce qui change d’ici là. */
  let waiting = false;

  const seen = () => !panel.hidden && getComputedStyle(panel).display !== "none";
  /** Le bouton qui le montre dit s’il l’est. */
  const told = () => document.getElementById("atelier-apercevoir").setAttribute("aria-expanded", String(seen()));
  const refresh = async () => {
    if (!seen() || waiting) return;
    waiting = true;
    try {
      const { answer } = await ask({ do: "published" });
      body.innerHTML = answer.html; // Écrit par le kit, qui échappe tout ce que disent les fichiers.
      // D’une fiche publiée, il manque ce qui n’est pas publié : son verdict d’ici n’est pas celui de la page.
      if (fiche.state.published) body.querySelector(".kit-apercu-verdict").replaceChildren("Le verdict n’est pas montré ici\u00a0: cette fiche n’a que ce que le site publie.");
    } catch (error) {
      body.replaceChildren(el("p", {}, error.message));
    } finally {
      waiting = false;
    }
  };

  fiche.root.addEventListener("fiche:montree", ({ detail }) => {
    panel.hidden = false;
    told();
    if (detail.fresh || detail.changed) refresh();
  });
  fiche.root.addEventListener("fiche:apercu", async () => {
    panel.classList.toggle("kit-ouvert");
    told();
    if (!seen()) return;
    await refresh();
    title.focus();
    say("L’aperçu de la page publiée est sous la fiche.");
  });
  fiche.root.addEventListener("fiche:fermee", () => {
    panel.hidden = true;
    body.replaceChildren();
  });
  /* Une fenêtre qu’on élargit peut montrer ce qui ne se voyait pas. */
  matchMedia("(min-width: 1200px)").addEventListener("change", () => {
    if (panel.hidden) return;
    told();
    refresh();
  });
})();
