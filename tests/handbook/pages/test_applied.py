"""The procedures of a department: where they differ from the texts, the page says it there, and by which rule."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.findings.finding import Report
from kit.handbook.edition import Cases, edition
from kit.handbook.page import Page, Profile
from kit.judging import pipeline
from tests.conftest import HOUSE, TODAY
from tests.handbook import shown

Rewrite = Callable[[str, str], Page]
# Un sigle mène au glossaire, où qu'il soit.
_ACRONYM = re.compile(r"\[<abbr[^>]*>(\w+)</abbr>\]\([^)]*\)\{: \.kit-sigle \}")


@pytest.fixture
def rewritten(tmp_path: Path) -> Rewrite:
    """Give the page of the complete department, one thing written otherwise in its procedures."""

    def told(before: str, after: str) -> Page:
        folder = Path(shutil.copytree(HOUSE / "departments" / "38-isere", tmp_path / "departments" / "38-isere"))
        file = folder / "procedures.yaml"
        text = file.read_text("utf-8")
        assert text.count(before) == 1
        file.write_text(text.replace(before, after), "utf-8")
        return _page(tmp_path)

    return told


def _page(root: Path) -> Page:
    return _alone(*pipeline.run(root, (), TODAY))


def _alone(report: Report, cases: Cases, profile: Profile = Profile.INTERNE) -> Page:
    """Give the page of the only department of a repository."""
    [page] = [page for page in shown.standing(report, cases, profile) if page.path == "departements/38-isere.md"]
    return page


def _text(page: Page) -> str:
    return _ACRONYM.sub(r"\1", shown.whole(page))


@pytest.mark.parametrize(
    ("procedures", "labels"),
    [
        ("psp: {accompagnement: {logement: Un toit}}\nsortie: {carte_sejour_temporaire: Une carte}\n",
         ["Logement", "Carte de séjour"]),
        ("aps: {duree_mois: 6}\nsortie: {contrat_integration_republicaine: Un contrat}\n",
         ["Durée de l’autorisation", "Contrat d’intégration républicaine"]),
    ],
)  # fmt: skip
def test_what_is_not_written_has_no_line(tmp_path: Path, procedures: str, labels: list[str]) -> None:
    folder = Path(shutil.copytree(HOUSE / "departments" / "38-isere", tmp_path / "departments" / "38-isere"))
    (folder / "procedures.yaml").write_text(procedures, "utf-8")
    text = _text(_page(tmp_path))
    [told] = re.findall(
        r"^## Les procédures, telles qu’appliquées ici \{.*?\}\n(.*?)^## ", text, re.MULTILINE | re.DOTALL
    )
    assert re.findall(r"^(.+)\n:   ", told, re.MULTILINE) == labels


@pytest.mark.parametrize(
    ("before", "after", "label", "rule"),
    [
        ("visa_long_sejour_exige: false", "visa_long_sejour_exige: true", "Visa de long séjour exigé",
         "visa-long-sejour-exige"),
        ("oqtf_anterieure: examinee", "oqtf_anterieure: bloquante", "OQTF antérieure", "oqtf-bloquante"),
    ],
)  # fmt: skip
def test_what_differs_from_the_texts_is_marked_where_it_is_said(
    rewritten: Rewrite, before: str, after: str, label: str, rule: str
) -> None:
    [said] = re.findall(rf"^{label}\n:   (.*)$", _text(rewritten(before, after)), re.MULTILINE)
    assert "kit-fail" in said
    assert f"(../regles/{rule}.md)" in said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("passeport_exige: false", "passeport_exige: true", "plus que le texte"),
        ("{piece: avis_commission}", "{piece: visa_long_sejour}", "à retirer"),
        ("    - {piece: avis_commission}\n", "", "pas dans la liste d’ici"),
    ],
)
def test_a_document_is_compared_with_the_national_list(rewritten: Rewrite, before: str, after: str, said: str) -> None:
    rows = shown.rows(rewritten(before, after), "L’autorisation provisoire de séjour")
    assert len([state for *_, state in rows if said in state]) == 1


def test_what_follows_the_texts_is_not_marked(rewritten: Rewrite) -> None:
    facts = (
        _text(rewritten("duree_mois: 6 ", "duree_mois: 12 ")).partition("## Les procédures")[2].partition("\n## ")[0]
    )
    assert "kit-fail" not in facts
    assert "Doute sur l’arrêt de la prostitution\n:   saisine possible de la police" in facts


def test_what_is_said_of_the_whole_file_marks_no_place(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "38-isere"
    folder.mkdir(parents=True)
    (folder / "commission.yaml").write_text('departement: "38"\n', "utf-8")
    (folder / "procedures.yaml").write_text(
        "inconnue: 1\nsortie: {contrat_integration_republicaine: Un contrat}\n", "utf-8"
    )
    # Le public ne lit pas la clé : le constat est à la racine du fichier.
    text = _text(_alone(*edition(*pipeline.run(tmp_path, (), TODAY), Profile.PUBLIC), Profile.PUBLIC))
    assert "Clé inconnue" in text
    assert "Contrat d’intégration républicaine\n:   Un contrat\n" in text
