"""What a page says of a session as it was held, of whom to write to and of the internal rules; and to whom."""

import pytest

from kit.handbook.edition import edition
from kit.handbook.page import Page, Profile
from tests.handbook import shown
from tests.handbook.conftest import Judged


@pytest.fixture(scope="module", params=Profile)
def told(examples: Judged, request: pytest.FixtureRequest) -> tuple[Profile, dict[str, str]]:
    """Give what each page and each file of the examples says, in an edition."""
    report, cases = edition(*examples, request.param)
    pages, files = (make(report, cases, request.param) for make in (shown.pages, shown.files))
    read = {page.path: _text(page) for page in pages if page.path.startswith(("departements/", "calendrier"))}
    return request.param, read | {file.path: shown.written(file) for file in files}


def _text(page: Page) -> str:
    return " ".join("".join(shown.document(page).itertext()).split())


def test_a_session_says_who_chaired_it_to_insiders_only(told: tuple[Profile, dict[str, str]]) -> None:
    profile, pages = told
    chair = (
        "présidée par : Secrétaire générale de la préfecture, par délégation (Arrêté n° 88-2026-0302 du 2 mars 2026)"
    )
    assert (chair in pages["departements/88-vosges.md"]) is (profile is Profile.INTERNE)
    # La fiche d’où part « Ma fiche » est entière, dans l’édition interne.
    every = "\n".join(text for path, text in pages.items() if profile is Profile.PUBLIC or "/fiches/" not in path)
    assert "proces-verbal-2026-11-05" not in every
    assert "abstentions" not in pages["departements/88-vosges.md"]


def test_a_report_and_a_last_day_to_hand_in_are_for_everybody(told: tuple[Profile, dict[str, str]]) -> None:
    _, pages = told
    assert "reportée au 20 février 2025" in pages["departements/38-isere.md"]
    assert "demandes jusqu’au 8 janvier 2027" in pages["departements/38-isere.md"]
    assert "demandes jusqu’au 8 janvier 2027" in pages["calendrier.md"]
    assert "2025-02-20" in pages["donnees/sessions.csv"]


def test_whom_to_write_to_is_for_everybody(told: tuple[Profile, dict[str, str]]) -> None:
    _, pages = told
    page = pages["departements/69-rhone.md"]
    assert "direction des migrations et de l’intégration, etrangers-69@exemple.invalid, 04 00 00 69 00" in page
    assert "Où déposer la demande" in page
    assert "Association exemple Confluence, confluence@exemple.invalid, 04 00 00 69 01" in page
    assert "afis-69@exemple.invalid" in page
    assert ", psp-69@exemple.invalid" in page


def test_the_internal_rules_and_the_documents_are_written_in_plain_words(told: tuple[Profile, dict[str, str]]) -> None:
    _, pages = told
    rules = (
        "quorum compté par membre, sur les seuls sièges qui examinent les dossiers, présidence non comptée ; 1 pouvoir"
    )
    assert rules in pages["departements/13-bouches-du-rhone.md"]
    documents = (
        "Document de suivi signé de la personne et de l’association ; Attestation sur l’honneur ; Copie de l’arrêté"
    )
    assert documents in pages["departements/69-rhone.md"]


def test_an_order_a_presidency_and_a_doubt_are_said(told: tuple[Profile, dict[str, str]]) -> None:
    profile, pages = told
    order = "signé par délégation (Secrétaire général de la préfecture), 25 membres"
    assert order in pages["departements/69-rhone.md"]
    chair = "Préfet délégué pour l’égalité des chances, par délégation (Arrêté n° 2026-1412 du 24 août 2026)"
    assert chair in pages["departements/93-seine-saint-denis.md"]
    doubt = "le mois seul est connu" if profile is Profile.INTERNE else "non publié"
    assert f"à vérifier : {doubt}" in pages["departements/69-rhone.md"]
