"""« Ma fiche » from nothing to « conforme », in a real browser, by somebody who types no YAML: what she clicks, fills
in and chooses, by the words that she reads."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import fiche
from tests.browser.fiche import STATUS, TITLE

pytestmark = pytest.mark.proof

page = fiche.page
# Chaque clic, chaque champ rempli ou choisi, chaque case cochée.
STEPS = 181
ORDER = {"Référence": "48-2026-001", "Date": "2026-01-15", "Publication": "RAA 48-2026-01"}
BY_RIGHT = {"Mandat\u00a0: début": "2026-01-02"}
ASSOCIATION = {
    "Nom": "Association des Causses", "Agrément\u00a0: référence": "48-2026-002", "Agrément\u00a0: début": "2026-01-10",
    "Agrément\u00a0: fin": "2029-01-09", "Agrément\u00a0: niveau": "Départemental",
}  # fmt: skip
SEATS = {
    "2°": "Directeur de la DDETSPP", "3°": "Directeur départemental de la police nationale",
    "4°": "Directeur zonal de la police nationale", "5°": "Commandant du groupement de gendarmerie départementale",
    "6°": "Cheffe du bureau des étrangers", "7°": "Directrice académique", "11°": "Présidente du conseil départemental",
    "14°": "Directeur territorial de la protection judiciaire de la jeunesse",
}  # fmt: skip
PERMIT = {
    "Service": "Préfecture, bureau des étrangers", "Durée": "6", "Visa de long séjour exigé": "Non",
    "OQTF antérieure": "Examinée", "Saisine": "Possible", "À défaut": "Condition remplie", "Délai visé": "35",
    "Demandeur d’asile": "Parcours sans autorisation provisoire pendant la demande d’asile",
}  # fmt: skip
# Les pièces de la liste nationale, et ce que le département accepte pour deux d’entre elles.
DOCUMENTS = (
    "Copie intégrale de l’acte de naissance, avec les mentions les plus récentes",
    "Passeport ou, à défaut, d’autres documents dont un avec photographie",
    "Justificatif de domicile de moins de six mois", "Autorisation préfectorale d’entrer dans le parcours",
    "Justificatifs permettant d’apprécier l’arrêt de la prostitution", "Avis de la commission",
)  # fmt: skip
FIGURES = {
    "Date": "2026-10-31", "Parcours en cours": "0", "Parcours engagés": "0", "Parcours terminés": "0",
    "Demandes en attente": "0", "APS délivrées": "0", "Source": "Secrétariat",
}  # fmt: skip


@dataclass
class Delegate:
    """Somebody in front of the page, whose gestures are counted."""

    page: Page
    steps: int = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.steps += 1

    def fill(self, where: Locator, label: str, value: str) -> None:
        """Fill in a field, or choose in it, by its label."""
        field = where.get_by_label(re.compile(rf"^{re.escape(label)}(\s*obligatoire)?$")).first
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
        self.steps += 1

    def write(self, where: Locator, label: str, value: str) -> None:
        """Fill in a field that is written at once."""
        self.fill(where, label, value)
        field = where.get_by_label(re.compile(rf"^{re.escape(label)}(\s*obligatoire)?$")).first
        if field.evaluate("each => each.tagName") != "SELECT":
            field.blur()
        self.told(f"«\u00a0{label}\u00a0» est écrit")

    def section(self, name: str) -> None:
        self.click(self.page.get_by_role("navigation", name="Rubriques de la fiche").get_by_role("button", name=name))
        expect(self.page.get_by_role("heading", name=name, exact=True).first).to_be_focused()

    def part(self, name: str) -> Locator:
        """Give a part of the section, by its title."""
        return self.page.get_by_role("region", name=re.compile(rf"^{re.escape(name)}"))

    def add(self, name: str, button: str, values: dict[str, str], *boxes: str) -> None:
        """Add an entry to a list."""
        where = self.part(name)
        self.click(where.locator("summary").get_by_text(button, exact=True))
        form = where.locator("form").filter(visible=True).filter(has=self.page.get_by_role("button", name=button))
        for label, value in values.items():
            self.fill(form, label, value)
        for box in boxes:
            form.get_by_label(box, exact=True).check()
            self.steps += 1
        self.click(form.get_by_role("button", name=button))
        self.told(f"Fait\u00a0: {button}")

    def told(self, said: str) -> None:
        """Wait for what the page says, and for no other request to be made."""
        expect(self.page.locator(STATUS)).to_contain_text(said)
        self.page.locator(STATUS).evaluate("each => { each.textContent = ''; }")


# Une largeur où l’aperçu, qui se refait à chaque changement, ne se montre que si on le demande.
@pytest.mark.parametrize("page", [700], indirect=True)
def test_from_nothing_to_conforming_in_the_words_of_the_page(page: Page) -> None:
    she = Delegate(page)
    page.get_by_label("Département", exact=True).fill("Lozère")
    she.click(page.get_by_role("button", name="Commencer une fiche vide"))
    expect(page.locator(TITLE)).to_contain_text("Lozère (48)")
    body = page.locator(".kit-atelier-rubrique")
    she.write(page.get_by_role("group", name="Installation", exact=True), "État", "Installée")
    she.write(page.get_by_role("group", name="Installation", exact=True), "Date", "2026-01-20")
    chair = {"Autorité": "Préfet", "Titre": "Préfet de la Lozère", "Début": "2026-01-02"}
    she.add("Présidence", "Ajouter une présidence", chair)
    she.section("Les arrêtés")
    she.add("Arrêtés", "Ajouter un arrêté", ORDER, "Composition", "Préfet")
    she.section("Les associations")
    she.add("Associations agréées", "Ajouter un agrément", ASSOCIATION)
    members(she)
    she.write(body, "Liste des membres", "Complète")
    sessions(she)
    she.section("Les procédures")
    permit = page.get_by_role("group", name="Autorisation provisoire de séjour", exact=True)
    for label, value in PERMIT.items():
        she.write(permit, label, value)
    documents(she)
    she.section("Les chiffres")
    she.add("Indicateurs", "Ajouter des chiffres", FIGURES)
    expect(page.locator(TITLE)).to_contain_text("conforme")
    assert "non conforme" not in page.inner_text(TITLE)
    assert she.steps == STEPS


def members(she: Delegate) -> None:
    """Fill in the seats of the day: the term of the order is proposed to those of the list."""
    she.section("Les membres")
    add = "Ajouter un titulaire"
    court = {"Qualité du magistrat": "En fonction", "Désignation\u00a0: cour d’appel": "Nîmes"}
    she.add("1°", add, {"Titre": "Vice-présidente du tribunal", **court})
    for rank, title in SEATS.items():
        she.add(rank, add, {"Titre": title, **BY_RIGHT})
    she.add("8°", add, {"Titre": "Médecin"})
    for kind, name in (("Département", "Département de la Lozère"), ("Intercommunalité", "Communauté de communes")):
        body = {"Collectivité\u00a0: type": kind, "Collectivité\u00a0: nom": name}
        she.add("9°", add, {"Titre": f"Élue, {name}", **body, "Désignation\u00a0: désigné par": "Organe délibérant"})
    named = "Association des Causses (du 10 janvier 2026 au 9 janvier 2029)"
    she.add("10°", add, {"Titre": "Directrice", "Association": named})
    for rank in ("12°", "13°"):
        for title in ("Responsable", "Chargée de mission"):
            she.add(rank, add, {"Titre": f"{title}, {rank}", **BY_RIGHT})
    for title in ("Directrice de maison d’enfants", "Chef de service"):
        she.add("15°", add, {"Titre": title, "Organisme": f"Association, {title}"})


def sessions(she: Delegate) -> None:
    """Hold a session on policy, and plan another."""
    she.section("Les séances")
    plan, page = "Planifier une séance", she.page
    held = {"Date": "2026-10-15", "Formation": "Politique", "Heure": "14:00", "Convocation\u00a0: date": "2026-09-24"}
    she.add("Les séances", plan, held)
    entry = page.locator("details.kit-atelier-entree")
    she.write(entry, "État", "Tenue")
    there = page.get_by_role("group", name="Présents", exact=True)
    for box in there.get_by_role("checkbox").all():
        box.check()
        she.steps += 1
        she.told("«\u00a0Présents\u00a0» est écrit")
    she.write(entry, "Ordre du jour", "Bilan")
    minutes = page.get_by_role("group", name="Procès-verbal", exact=True)
    she.write(minutes, "Date", "2026-10-19")
    she.write(minutes, "Transmis", "2026-10-20")
    she.add("Les séances", plan, {"Date": "2027-02-11", "Formation": "Politique"})


def documents(she: Delegate) -> None:
    """Ask for the documents of the national list, with what the department accepts for two of them."""
    for name in DOCUMENTS:
        she.add("Pièces", "Ajouter une pièce", {"Pièce": name})
    passport, home = (
        she.page.locator("details.kit-atelier-entree", has=she.page.locator(":scope > summary", has_text=name))
        for name in DOCUMENTS[1:3]
    )
    for entry in (passport, home):
        # Un constat sur l’un de ces champs les a déjà dépliés.
        if not entry.locator("details.kit-autres").evaluate("each => each.open"):
            she.click(entry.get_by_text("Autres champs", exact=True))
    passport.get_by_label("Carte d’identité", exact=True).check()
    she.steps += 1
    she.told("«\u00a0Autres documents\u00a0» est écrit")
    she.write(passport, "Document périmé", "Confirmé par un autre document")
    she.write(home, "Ancienneté", "6")
