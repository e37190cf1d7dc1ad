"""« Ma fiche » in a real browser: what is typed or asked and not done yet is neither lost in silence, nor done to
another fiche."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import fiche
from tests.browser.fiche import STATUS, TITLE, by_id, closing, given, opened, shown, taken
from tests.browser.quality import violations
from tests.edit.form.fiche import files

pytestmark = pytest.mark.proof

page = fiche.page
TOLD = "#atelier-lecture"
HALF = (
    "Ce que vous avez rempli sous «\u00a0Planifier une séance\u00a0» n’est pas encore dans la fiche\u00a0: ce serait "
    "perdu."
)
# Une demande d’une sorte attend, ou échoue, avant que le kit n’y réponde.
_BEFORE = """([kind, what]) => { const ask = globalThis.kitAsk; globalThis.kitAsk = async (request, files) => {
  if (JSON.parse(request).do !== kind) return ask(request, files);
  const page = document.getElementById('atelier').dataset;
  if (what === 'wait') await new Promise((done) => { globalThis.kitGo = done; page.attend = ''; });
  return what === 'wait' ? ask(request, files) : JSON.stringify({ error: 'Le contrôle s’est arrêté sans finir.' });
}; }"""


def said(page: Page, text: str) -> None:
    expect(page.locator(STATUS)).to_contain_text(text)


def half_filled(page: Page) -> None:
    """Write the date of a session to plan, and nothing else."""
    shown(page, "seances")
    by_id(page, "pli-ajouter:sessions-titre").click()
    by_id(page, "ajouter:sessions:date").fill("2027-03-04")


def dropped(page: Page, code: str) -> None:
    """Drop the files of a department on the page."""
    held = {name: raw.decode() for name, raw in files(code).items()}
    page.evaluate(
        """(held) => {
          // Un fichier qu’un script dépose n’a pas d’entrée à donner : celle-ci en tient lieu.
          DataTransferItem.prototype.webkitGetAsEntry = function () {
            const file = this.getAsFile();
            return { isFile: true, fullPath: `/${file.name}`, file: (done) => done(file) };
          };
          const all = new DataTransfer();
          for (const [name, text] of Object.entries(held)) all.items.add(new File([text], name));
          document.getElementById("atelier").dispatchEvent(new DragEvent("drop", { dataTransfer: all, bubbles: true }));
        }""",
        held,
    )


@pytest.mark.parametrize(
    ("button", "kind"),
    [("telecharger", "zip"), ("changements", "changes"), ("rapport", "report"), ("imprimer", "preview")],
)
def test_what_the_kit_cannot_do_is_said(page: Page, button: str, kind: str) -> None:
    opened(page)
    page.evaluate(_BEFORE, [kind, "fail"])
    page.click(f"#atelier-{button}")
    said(page, "Le contrôle s’est arrêté sans finir.")


def test_another_section_is_shown_only_when_asked_if_a_gesture_is_half_filled(page: Page) -> None:
    opened(page)
    half_filled(page)
    # Dans la même rubrique, rien ne se perd : rien ne se demande.
    page.click("#rubrique-seances")
    by_id(page, "entree-sessions/7-titre").click()
    by_id(page, "sessions/7/lieu").fill("Salle neuve")
    by_id(page, "sessions/7/lieu").blur()
    said(page, "est écrit")
    expect(by_id(page, "ajouter:sessions:date")).to_have_value("2027-03-04")
    expect(page.locator(TOLD)).to_be_hidden()
    page.click("#rubrique-membres")
    expect(page.locator("#atelier-lecture-titre")).to_be_focused()
    expect(page.locator(TOLD)).to_contain_text(HALF)
    assert violations(page) == []
    page.get_by_role("button", name="Rester dans cette rubrique").click()
    expect(page.locator("#atelier-rubrique")).to_be_focused()
    expect(by_id(page, "ajouter:sessions:date")).to_have_value("2027-03-04")
    page.click("#rubrique-membres")
    page.get_by_role("button", name="Changer de rubrique sans le garder").click()
    expect(page.locator("#atelier-rubrique")).to_have_text("Les membres")
    # Ce qu’un geste propose de lui-même n’est pas rempli par quelqu’un.
    shown(page, "seances")
    by_id(page, "pli-ajouter:sessions-titre").click()
    page.click("#rubrique-membres")
    expect(page.locator("#atelier-rubrique")).to_have_text("Les membres")
    expect(page.locator(TOLD)).to_be_hidden()


def test_a_gesture_that_is_done_is_no_more_half_filled(page: Page) -> None:
    opened(page)
    half_filled(page)
    by_id(page, "ajouter:sessions:formation").select_option("politique")
    by_id(page, "pli-ajouter:sessions").locator("button").click()
    page.click("#rubrique-membres")
    expect(page.locator("#atelier-rubrique")).to_have_text("Les membres")
    expect(page.locator(TOLD)).to_be_hidden()
    assert b"2027-03-04" in taken(page)["sessions.yaml"]


def test_the_fiche_is_left_only_when_asked_if_a_gesture_is_half_filled(page: Page) -> None:
    opened(page)
    half_filled(page)
    asked = closing(page)
    page.click("#atelier-fermer")
    expect(page.locator(TOLD)).to_contain_text(HALF)
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Rester sur cette fiche").click()
    dropped(page, "48")
    expect(page.locator(TOLD)).to_be_visible()
    expect(page.locator(TOLD)).to_contain_text(HALF)
    page.get_by_role("button", name="Ouvrir les fichiers déposés").click()
    expect(page.locator(TITLE)).to_contain_text("(48)")
    page.click("#atelier-fermer")
    expect(page.locator("#atelier-ouvrir")).to_be_visible()


@pytest.mark.parametrize("left", [True, False])
def test_what_is_typed_while_another_fiche_opens_is_not_written_in_it(page: Page, left: bool) -> None:
    opened(page)
    shown(page, "seances", "sessions/0")
    page.evaluate(_BEFORE, ["open", "wait"])
    dropped(page, "38")
    expect(page.locator("#atelier[data-attend]")).to_be_visible()
    by_id(page, "sessions/0/lieu").press_sequentially("Salle d’ailleurs")
    if left:
        by_id(page, "sessions/0/lieu").blur()
    page.evaluate("globalThis.kitGo()")
    expect(page.locator(TITLE)).to_contain_text("(38)")
    said(
        page,
        "Une autre fiche s’est ouverte entre-temps\u00a0: ce que vous veniez de changer n’est écrit dans aucune des "
        "deux.",
    )
    assert taken(page) == files("38")


def test_what_is_typed_of_an_entry_that_is_erased_does_not_go_to_the_next(page: Page) -> None:
    sitting = files("88")["membres.yaml"].replace(b"debut: 2021-05-14, fin: 2024-05-13", b"debut: 2021-05-14")
    given(page, {**files("88"), "membres.yaml": sitting})
    expect(page.locator(TITLE)).to_contain_text("(88)")
    shown(page, "membres", "membres/medecin/0")
    by_id(page, "pli-remplacer:membres/medecin/0-titre").click()
    by_id(page, "remplacer:membres/medecin/0:titre").fill("Médecin neuf")
    by_id(page, "pli-effacer:membres/medecin/0-titre").click()
    by_id(page, "pli-effacer:membres/medecin/0").locator("button").click()
    said(page, "Fait")
    expect(by_id(page, "entree-membres/medecin/1")).to_have_count(0)
    expect(by_id(page, "entree-membres/medecin/0-titre")).to_contain_text("Saint-Dié")
    expect(by_id(page, "remplacer:membres/medecin/0:titre")).not_to_have_value("Médecin neuf")
