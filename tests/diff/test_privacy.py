"""What must not be repeated is in no comparison, whatever the format and the side it was written on."""

from pathlib import Path

import pytest

from kit.diff.compare import compare
from kit.diff.formats import FORMATS
from kit.report.style import Style
from tests.conftest import TODAY, Copy
from tests.diff.conftest import compared, edit, original

PHONE = "06 39 98 12 34"
MEMBER = "  - id: medecin-2\n"
CASES: list[tuple[str, str, str, str, str]] = [
    ("téléphone", "commission", '"Préfète des Vosges"', f'"Préfète des Vosges, {PHONE}"', "98 12 34"),
    ("courriel", "sessions", '"Bilan de l’année 2025"', '"Voir zoe.exemple@exemple.invalid"', "zoe.exemple"),
    ("date de naissance", "procedures", '"Proposé avec l’OFII."', '"Mme Exemple, née le 12/03/1991"', "12/03/1991"),
    ("autour d’une date", "procedures", '"Proposé avec l’OFII."', '"Avec sa fille, née le 12/03/1991"', "fille"),
    ("nom d’un titulaire", "membres", MEMBER, f'{MEMBER}    nom: "Exemple Zoé"\n', "Zoé"),
    ("nom d’un suppléant", "membres", MEMBER, f'{MEMBER}    suppleant: {{titre: "Médecin", nom: "Zoé"}}\n', "Zoé"),
    ("champ inconnu", "membres", MEMBER, f'{MEMBER}    prenom: "Zoé"\n', "Zoé"),
    ("référence d’un dossier", "sessions", 'reference: "2026-03"', 'reference: "2026-77"', "2026-77"),
    ("motif d’un dossier", "sessions", "avis: favorable", 'avis: ajourne, motif: "attend Zoé"', "Zoé"),
]


@pytest.mark.parametrize(("branch", "old", "new", "hidden"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_it_is_told_and_never_shown(copy: Copy, tmp_path: Path, branch: str, old: str, new: str, hidden: str) -> None:
    folder = edit(copy("88"), (f"{branch}.yaml", old, new))
    before = tmp_path / "avant"
    (before / "departments").mkdir(parents=True)
    (before / "departments" / folder.name).symlink_to(original(folder))
    found = compare(before, tmp_path, TODAY, "main")
    assert found.departments[0].changes
    for write in FORMATS.values():
        assert hidden not in write(found, Style())
    assert not [line for line in compared(folder, original(folder)) if hidden in line]


def test_a_masked_datum_that_changes_is_told_without_it(copy: Copy, tmp_path: Path) -> None:
    sides = [tmp_path / side for side in ("avant", "apres")]
    for side, number in zip(sides, (PHONE, "06 39 98 56 78"), strict=True):
        said = f'motif: "Rappeler le {number}", autorite: "Préfète", jusqu_au: 2026-12-31'
        lines = f"derogations:\n  - {{regle: epci-absent, {said}}}\n"
        folder = edit(copy("88"), ("commission.yaml", "liste_membres: complete\n", lines))
        side.mkdir()
        folder.parent.rename(side / "departments")
    found = compare(sides[0], sides[1], TODAY, "main")
    assert [change.text.partition(", motif")[2] for change in found.departments[0].changes] == [
        "\u00a0: modifié, sans être montré"
    ]


@pytest.mark.parametrize(
    ("branch", "old", "new"),
    [
        ("membres", "magistrat:\n", 'magistrat:\n  - "Zoé Exemple"\n'),
        ("membres", "magistrat:\n", 'magistrat:\n  - {id: m-9, nom: "Zoé Exemple", remplace: magistrat-2}\n'),
        ("membres", MEMBER, f'{MEMBER}    suppleant: "Zoé Exemple"\n'),
        ("membres", MEMBER, f'{MEMBER}    titre: {{qui: "Zoé Exemple"}}\n'),
        ("membres", "magistrat:\n", 'magistrat:\n  - {id: m-9, titre: {qui: "Zoé Exemple"}}\n'),
        ("membres", "magistrat:\n", 'magistrat:\n  - {id: m-9, titre: Juge, suppleant: "Zoé Exemple"}\n'),
        ("membres", MEMBER, f'{MEMBER}    mandat2: {{qui: "Zoé Exemple"}}\n'),
        ("sessions", '    - {reference: "2026-03"', '    - "Zoé Exemple"\n    - {reference: "2026-03"'),
        ("sessions", "# Les séances", '- "Zoé Exemple"\n# Les séances'),
    ],
)
def test_what_stands_where_nothing_was_expected_is_not_shown(copy: Copy, branch: str, old: str, new: str) -> None:
    folder = edit(copy("88"), (f"{branch}.yaml", old, new))
    for said in (compared(original(folder), folder), compared(folder, original(folder))):
        assert said
        assert not [line for line in said if "Zoé" in line]
