"""`kit.yaml` holds nobody's name and no secret: each is told once, at its place, and shown nowhere."""

import pytest

from kit.french import spaced
from kit.judging import pipeline
from kit.model import repository
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import TODAY, Copy

PERSONAL, SHAPE = "donnee-personnelle", "valeur-mal-ecrite"
NAME = "le nom d’une personne"
SECRET = "un mot de passe ou un jeton d’accès"
DEPOT = "git@forge.example:groupe/depot.git"


def said(copy: Copy, text: str) -> list[tuple[str, str]]:
    root = copy("88").parent.parent
    (root / "kit.yaml").write_text(f'departements: ["88"]\n{text}\n', encoding="utf-8")
    report, _ = pipeline.run(root, (), TODAY)
    return [(f"{f.line}:{f.column} {f.rule}", f.message) for f in report.country]


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('editeur: "Préfecture, Jeanne Exemple"', "2:10", NAME),
        ('editeur: "Mme Exemple, déléguée"', "2:10", NAME),
        ("contact: jeanne.exemple@exemple.invalid", "2:10", NAME),
        ("editeur: Préfecture # voir Mme Exemple", "2:1", NAME),
        ('editeur: "Préfecture, 06 39 98 00 00"', "2:10", "un numéro de téléphone"),
        ("depot: https://robot:abcdef1234@forge.example/depot", "2:8", SECRET),
        ("depot: https://glpat-abcdef1234@forge.example/depot", "2:8", SECRET),
        ("adresse: https://site.example/?jeton=abcdef1234", "2:10", SECRET),
        ('editeur: "Préfecture, mot de passe : Abcdef88"', "2:10", SECRET),
        ("# token: ghp_abcdefghijklmnop1234", "2:1", SECRET),
    ],
)
def test_what_is_personal_is_said_once(copy: Copy, text: str, place: str, what: str) -> None:
    [(where, message)] = said(copy, text)
    assert where == f"{place} {PERSONAL}"
    assert what in message


def test_what_is_personal_is_shown_nowhere(copy: Copy) -> None:
    root = copy("88").parent.parent
    (root / "kit.yaml").write_text(
        'editeur: "Préfecture, Jeanne Exemple"\ndepot: https://r:abcdef1234@forge.example/\n'
    )
    report, _ = pipeline.run(root, (), TODAY)
    for form in sorted(FORMATS):
        shown = FORMATS[form](report, Style())
        assert "Jeanne" not in shown
        assert "abcdef1234" not in shown
    read = repository.load(root)
    assert (read.editeur, read.depot) == (None, None)


def test_the_sentence_of_a_secret(copy: Copy) -> None:
    [(_, message)] = said(copy, "depot: https://robot:abcdef1234@forge.example/depot")
    assert message == spaced(f"Ce texte (« depot ») contient {SECRET}, que liront tous ceux qui lisent ces fichiers.")


@pytest.mark.parametrize("depot", [DEPOT, "ssh://git@forge.example/groupe/depot.git", "http://forge.example/depot"])
def test_the_address_of_a_repository_names_nobody(copy: Copy, depot: str) -> None:
    """It is to begin by https://, and that alone is said."""
    assert [where for where, _ in said(copy, f"depot: {depot}")] == [f"2:8 {SHAPE}"]


@pytest.mark.parametrize(
    "text",
    [
        'editeur: "Préfecture des Vosges, mission droits des femmes"',
        "contact: commission@exemple.invalid",
        "depot: https://forge.example/groupe/depot",
        'editeur: "CIDFF Marie Curie"',
        "# le mot de passe de la forge est gardé ailleurs",
    ],
)
def test_what_names_nobody_is_left_alone(copy: Copy, text: str) -> None:
    assert said(copy, text) == []
