"""« Ma fiche » beside its form: the papers that it writes and the preview of the published page, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import fiche
from tests.browser.fiche import STATUS, by_id, opened, shown
from tests.browser.quality import violations
from tests.edit.form.fiche import files
from tests.edit.form.papers import paper

pytestmark = pytest.mark.proof

page = fiche.page


def said(page: Page, place: str) -> str:
    """Give what a part of the page says, its spaces made plain."""
    return page.inner_text(place).replace("\u00a0", " ")


def written(page: Page) -> tuple[str, bytes]:
    """Download the paper that is chosen."""
    with page.expect_download() as waited:
        page.get_by_role("button", name="Télécharger ce papier").click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


@pytest.mark.parametrize("page", [360, 1440], indirect=True)
def test_a_paper_is_chosen_told_and_downloaded(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Écrire un papier").click()
    expect(page.get_by_role("heading", name="Papiers")).to_be_focused()
    assert "ne s’emploie que par la commande" in said(page, "#atelier-papiers")
    page.get_by_label("Papier", exact=True).select_option("Feuille d’émargement")
    page.get_by_label("Séance", exact=True).select_option("5 novembre 2026, dossiers individuels (tenue)")
    page.get_by_label("Pour", exact=True).select_option("Une page à imprimer")
    _, [expected] = paper("88", "emargement", seance="2026-11-05 14:30 individuelle", format="html")
    assert written(page) == expected
    assert said(page, STATUS) == "« Feuille d’émargement » est téléchargé."
    page.get_by_label("Papier", exact=True).select_option("Arrêté fixant la composition de la commission")
    assert written(page)[0] == "arrete-composition-2026-11-23.odt"
    assert said(page, STATUS).endswith("Sa note de tête dit un point à lire avant de signer.")
    assert "Aucune intercommunalité (EPCI) ne siège parmi les collectivités" in said(page, "#papier-note")
    # On va corriger ce qu’elle dit : elle se lit encore.
    shown(page, "seances")
    assert "Aucune intercommunalité (EPCI) ne siège parmi les collectivités" in said(page, "#papier-note")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    page.get_by_role("button", name="Fermer les papiers").click()
    expect(page.get_by_role("button", name="Écrire un papier")).to_be_focused()


def test_the_papers_follow_what_is_written(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Écrire un papier").click()
    page.get_by_label("Papier", exact=True).select_option(
        "Arrêté modifiant la composition de la commission (pas encore)"
    )
    assert said(page, "#papier-dit").startswith("La composition n’a pas changé depuis que la fiche est ouverte")
    expect(page.get_by_role("button", name="Télécharger ce papier")).to_be_disabled()
    shown(page, "membres", "membres/medecin/1")
    by_id(page, "membres/medecin/1/titre").fill("Médecin à Gérardmer")
    by_id(page, "membres/medecin/1/titre").blur()
    expect(page.get_by_role("button", name="Télécharger ce papier")).to_be_enabled()
    name, raw = written(page)
    assert name == "arrete-modificatif-2026-11-23.odt"
    assert "Médecin à Gérardmer".encode() in raw
    page.get_by_role("button", name="Annuler le dernier changement").click()
    expect(page.get_by_role("button", name="Télécharger ce papier")).to_be_disabled()


def test_an_irregular_paper_is_said_to_be(page: Page) -> None:
    opened(page)
    shown(page, "seances", "sessions/7")
    by_id(page, "sessions/7/convocation/date").fill("2026-12-01")
    by_id(page, "sessions/7/convocation/date").blur()
    page.get_by_role("button", name="Écrire un papier").click()
    written(page)
    assert said(page, "#papier-note").startswith("Ce papier serait irrégulier")
    assert "irrégulier Les membres ont été convoqués le 1er décembre 2026" in said(page, "#papier-note")


@pytest.mark.parametrize("page", [1440], indirect=True)
def test_the_preview_stands_beside_and_follows_what_is_written(page: Page) -> None:
    opened(page)
    preview = page.get_by_role("region", name="Aperçu de la page publiée")
    expect(preview).to_contain_text("Vosges (88) : conforme aux textes")
    expect(preview).to_contain_text("Médecin généraliste à Saint-Dié-des-Vosges")
    form = page.locator("#atelier-fiche").bounding_box()
    beside = preview.bounding_box()
    assert form
    assert beside
    assert beside["x"] >= form["x"] + form["width"]
    shown(page, "membres", "membres/medecin/1")
    by_id(page, "membres/medecin/1/titre").fill("Médecin à Gérardmer")
    by_id(page, "membres/medecin/1/titre").blur()
    expect(preview).to_contain_text("Médecin à Gérardmer")
    page.get_by_role("button", name="Ouvrir une autre fiche").click()
    page.get_by_role("button", name="Ouvrir une autre fiche sans eux").click()
    expect(preview).to_be_hidden()


@pytest.mark.parametrize("page", [360, 1100], indirect=True)
def test_where_there_is_no_room_beside_the_preview_is_asked_for(page: Page) -> None:
    opened(page)
    preview = page.get_by_role("region", name="Aperçu de la page publiée")
    button = page.get_by_role("button", name="Aperçu")
    expect(preview).to_be_hidden()
    button.click()
    expect(page.get_by_role("heading", name="Aperçu de la page publiée")).to_be_focused()
    expect(preview).to_contain_text("15 sièges pourvus sur 15")
    assert button.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown(page, "membres")
    assert button.get_attribute("aria-expanded") == "true"
    button.click()
    expect(preview).to_be_hidden()


def test_what_the_public_does_not_read_is_not_in_the_preview(page: Page) -> None:
    held = files("88")
    named = b"- id: medecin-2\n    nom: Camille Exemple\n"
    held["membres.yaml"] = held["membres.yaml"].replace(b"- id: medecin-2\n", named)
    assert b"Camille Exemple" in held["membres.yaml"]
    fiche.given(page, held)
    preview = page.get_by_role("region", name="Aperçu de la page publiée")
    expect(preview).to_contain_text("Médecin généraliste à Saint-Dié-des-Vosges")
    expect(preview).not_to_contain_text("Camille Exemple")
