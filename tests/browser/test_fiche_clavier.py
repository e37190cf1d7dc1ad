"""« Ma fiche » by keyboard alone: the Vosges opened, a doctor added, a session planned, the files taken away; the focus
is always somewhere, and always seen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.files.archive import unpacked
from tests.browser import fiche
from tests.browser.fiche import STATUS, by_id, payload
from tests.edit.form.fiche import Page as Asking
from tests.edit.form.fiche import changed, files

pytestmark = pytest.mark.proof

page = fiche.page
# Ce qu’il faut au plus de pas, d’un endroit de la page à un autre.
_FAR = 150
# Où est le focus : le nom de ce qui l’a, et si l’on voit qu’il l’a.
_FOCUSED = """() => {
  const each = document.activeElement;
  if (each === document.body) return null;
  const shown = each.id === "atelier-fichiers" ? document.querySelector("[for='atelier-fichiers']") : each;
  const style = getComputedStyle(shown);
  const name = each.getAttribute("aria-label") ?? each.labels?.[0]?.textContent ?? each.textContent;
  const within = each.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby") ?? "";
  const seen = style.outlineStyle !== "none" || !each.matches("input, select, textarea, button, summary, a");
  return { name: name.trim(), seen, within: document.getElementById(within)?.textContent ?? "" };
}"""


def reach(page: Page, name: str, within: str = "", *, back: bool = False) -> None:
    """Go to what has a name by the key Tab, the focus being seen on the way."""
    for _ in range(_FAR):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        focused = page.evaluate(_FOCUSED)
        assert focused, f"Plus rien n’a le focus, en allant vers « {name} »."
        assert focused["seen"], f"Le focus ne se voit pas sur « {focused['name']} »."
        if re.match(re.escape(name), focused["name"]) and within in focused["within"]:
            return
    raise AssertionError(f"« {name} » ne s’atteint pas au clavier.")


def waited(page: Page, said: str) -> None:
    """Wait for what the page announces; nothing has taken the focus away."""
    expect(page.locator(STATUS)).to_contain_text(said)
    assert page.evaluate("document.activeElement !== document.body")


def test_a_doctor_added_and_a_session_planned_by_keyboard_alone(page: Page) -> None:
    # Demandé d’avance : sans cela, une machine chargée ouvre la vraie fenêtre de choix, et rien ne l’annonce.
    page.on("filechooser", lambda _: None)
    page.locator("body").press("Home")
    reach(page, "Choisir des fichiers")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files([payload(name, raw) for name, raw in files("88").items()])
    waited(page, "Fiche ouverte")
    reach(page, "Les membres")
    page.keyboard.press("Enter")
    waited(page, "Les membres")
    reach(page, "Ajouter un titulaire", "8°")
    page.keyboard.press("Enter")
    # Ce qui manque est dit, et l’on est ramené à son champ.
    reach(page, "Ajouter un titulaire", "8°")
    page.keyboard.press("Enter")
    waited(page, "Remplissez « Titre ».".replace("« ", "«\u00a0").replace(" »", "\u00a0»"))
    assert page.evaluate(_FOCUSED)["name"].startswith("Titre")
    page.keyboard.type("Médecin hospitalier")
    reach(page, "Mandat\u00a0: début")
    page.keyboard.type("11112026")
    reach(page, "Ajouter un titulaire", "8°")
    page.keyboard.press("Enter")
    waited(page, "Fait\u00a0: Ajouter un titulaire")
    assert page.evaluate(_FOCUSED)["name"].startswith("Médecin hospitalier")
    reach(page, "Les séances", back=True)
    page.keyboard.press("Enter")
    waited(page, "Les séances")
    reach(page, "Planifier une séance")
    page.keyboard.press("Enter")
    reach(page, "Date")
    page.keyboard.type("03032027")
    reach(page, "Formation")
    page.keyboard.press("ArrowDown")
    reach(page, "Planifier une séance")
    page.keyboard.press("Enter")
    waited(page, "Fait\u00a0: Planifier une séance")
    expect(by_id(page, "entree-sessions/8")).to_be_visible()
    reach(page, "Télécharger les fichiers", back=True)
    with page.expect_download() as given:
        page.keyboard.press("Enter")
    taken = {Path(path).name: raw for path, raw in unpacked(Path(given.value.path()).read_bytes()).items()}
    assert [line.strip("+ ") for line in changed(files("88"), taken)] == [
        "- id: medecin-3",
        "titre: Médecin hospitalier",
        "designation: {par: conseil_departemental_ordre}",
        "mandat: {debut: 2026-11-11}",
        "- date: 2027-03-03",
        "formation: politique",
        "etat: prevue",
    ]
    waited(page, "Les quatre fichiers sont dans l’archive téléchargée.")
    reach(page, "Écrire un papier")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Papiers")).to_be_focused()
    reach(page, "Télécharger ce papier")
    with page.expect_download() as given:
        page.keyboard.press("Enter")
    assert given.value.suggested_filename == "convocation-2026-12-03.odt"
    reach(page, "Fermer les papiers")
    page.keyboard.press("Enter")
    assert page.evaluate(_FOCUSED)["name"] == "Écrire un papier"


def test_what_a_remedy_does_leaves_the_focus_in_the_fiche(page: Page) -> None:
    held = Asking("88", files("88"))
    held.edit("membres/medecin/1/mandat/fin", "2026-10-31")
    fiche.given(page, held.files)
    expect(page.locator(fiche.TITLE)).to_be_focused()
    reach(page, "Les séances › Séance individuelle du 5 novembre 2026 › Présents", "Constats")
    page.keyboard.press("Enter")
    expect(page.locator(".kit-constat:focus")).to_contain_text("son mandat ne couvre pas ce jour")
    reach(page, "Retirer")
    page.keyboard.press("Enter")
    waited(page, "Fait")
    assert page.evaluate("document.activeElement.id") == "atelier-rubrique"
