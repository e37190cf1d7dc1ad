"""What pages say of the law comes from kit/law, is right whatever the day, and no figure of it is written elsewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.errors import LawError
from kit.files import resources
from kit.french import letters
from kit.law import prose
from kit.law.texts import provisions
from tests.conftest import HOUSE

ASKED = [
    ("[[casf-psp.autorisation_mois un mois]]", "Six mois"),
    ("dure [[casf-r121-12-7.duree_mandat un an]]", "dure trois ans"),
    ("au moins [[casf-r121-12-8.politiques_par_an une réunion]]",
     "au moins une réunion jusqu’au 1er janvier 2026, deux depuis"),
    ("sièges : [[casf-r121-12-7.sieges un]]", "sièges : onze jusqu’au 1er janvier 2026, quinze depuis"),
    ("et [[casf-r121-12-7.sieges sans_dossiers un siège]]", "et cinq sièges"),
    ("les [[decret-2020-1545-24-ii.remplacements un siège]]", "les deux sièges"),
    ("**Titre.** [[crpa-r133.quorum_denominateur part]]", "**Titre.** La moitié"),
    ("le [[casf-r121-12-7.rang magistrat]]", "le 1°"),
    ("le [[casf-r121-12-7.rang medecin]]", "le 9° jusqu’au 1er janvier 2026, 8° depuis"),
    ("les [[casf-r121-12-7.rangs sans_dossiers]]", "les 11° à 15°"),
    ("les [[casf-r121-12-7.rangs liste]]",
     "les 1°, 9°, 10° et 11° jusqu’au 1er janvier 2026 ; 1°, 8°, 9°, 10° et 15° depuis"),
    ("le [[casf-r121-12-7.depuis ddets]]", "le 2 janvier 2026"),
    ("le [[casf-r121-12-7.jusqu_au cohesion_sociale]]", "le 1er janvier 2026"),
    ("le [[bouches-du-rhone.debut]]", "le 16 juillet 2025"),
    ("en [[bouches-du-rhone.debut annee]]", "en 2025"),
    ("le [[bouches-du-rhone.fin]]", "le 2 janvier 2026"),
    ("le [[casf-d121-12-14.lu_depuis]]", "le 4 décembre 2025"),
    ("le [[casf-r121-12-6.paragraphe Accompagnement des mineurs]]", "le 2 janvier 2026"),
    ("au-delà [[maison.derogation_max_annees de]]", "au-delà d’un an"),
    ("plus [[maison.decision_attendue_jours de]]", "plus de deux mois"),
    ("[[maison.relecture_max_jours]]", "un an"),
    ("au moins [[maison.pays_denominateur part]] des départements", "au moins la moitié des départements"),
    ("rien", "rien"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "said"), ASKED, ids=[page for page, _ in ASKED])
def test_a_page_is_filled_from_the_law(page: str, said: str) -> None:
    assert prose.filled(page) == said


@pytest.mark.parametrize(
    "page",
    ["[[casf-psp.inconnu un mois]]", "[[texte-inconnu.debut]]", "[[casf-psp.fin]]", "[[casf-psp.paragraphe Rien]]"],
)
def test_what_no_text_says_is_a_fault_of_ours(page: str) -> None:
    with pytest.raises(LawError):
        prose.filled(page)


# Ce qui compte des choses du droit, écrit en lettres ou en chiffres, et ses dates.
_WORDS = [letters(number) for number in range(2, 60)]
_NUMBER = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))}|\d+)"
_UNIT = r"(?:ans|mois|jours|semaines|sièges|réunions|représentants|directeurs|pouvoirs)"
_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
FIGURE = re.compile(
    rf"\b{_NUMBER}\s{_UNIT}\b|\bune?\s(?:an|mois|année|semaine)\b|\b(?:onze|quinze)\b|\b\d+°|\b\d+(?:er)?\s{_MONTH}(?:\s\d{{4}})?|\bmoitié\b",
    re.IGNORECASE,
)
# Le nom d’un texte a sa date ; une année civile finit le même jour sous tous les textes.
NAMES = re.compile(r"comme\s«\s8°\s»|instruction\sdu\s13\savril\s2022|31\sdécembre|janvier\ssuivant")
# Le jour d’une pièce, des mots d’un autre sens.
KEPT = {
    "personne-dans-deux-sieges": {"deux sièges", "deux représentants"},
    "representant-sans-texte": {"deux sièges"},
}


def prose_of(path: Path) -> str:
    """Give what a sheet says in French: neither its data nor its examples nor what it takes from kit/law."""
    _, _, sheet = path.read_text(encoding="utf-8").split("---\n", 2)
    return NAMES.sub("", re.sub(r"\[\[.*?\]\]", "", re.sub(r"```.*?```", "", sheet, flags=re.DOTALL)))


SHEETS = [path for path in sorted(resources.RULES.glob("*/*.md")) if path.parent.name != "lecture"]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_writes_no_figure_of_the_law(path: Path) -> None:
    found = {" ".join(said.split()).casefold() for said in FIGURE.findall(prose_of(path))}
    assert found == KEPT.get(path.stem, set()), path.relative_to(HOUSE).as_posix()


# Une histoire, deux exemples de constats et un mois quelconque, qui ne sont pas le droit.
TOLD = {"un mois", "quatorze sièges", "20 novembre 2026", "12 mars 2026"}
WRITTEN = [
    *sorted((resources.SITE / "pages").rglob("*.md")), *sorted((resources.SITE / "templates").glob("*.j2")),
    *sorted(resources.SITE.glob("*.yaml")),
]  # fmt: skip


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_a_page_written_by_hand_writes_no_figure_of_the_law(path: Path) -> None:
    said = re.sub(r"\[\[.*?\]\]|```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert set(FIGURE.findall(NAMES.sub("", said))) <= TOLD, path.relative_to(HOUSE).as_posix()


def test_no_module_writes_a_figure_of_the_law() -> None:
    days = {day.isoformat() for text in provisions().values() for v in text.versions for day in (v.start, v.end) if day}
    found = []
    for path in sorted(path for path in (HOUSE / "kit").rglob("*.py") if path.name != "french.py"):
        for line, said in _strings(path):
            said = NAMES.sub("", re.sub(r"\[\[.*?\]\]", "", said))
            if FIGURE.search(said) or any(day in said for day in days):
                found.append(f"{path.relative_to(HOUSE).as_posix()}:{line} {said[:60]}")
    assert found == []


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """Give the texts of a module, its docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and node.body
        if isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value
