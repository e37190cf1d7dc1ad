"""`kit.yaml`: what a repository holds, read with its faults, and what is then said of the departments it lacks."""

from pathlib import Path

import pytest

from kit.french import spaced
from kit.judging import pipeline
from kit.judging.codes import codes
from kit.law.territories import territories
from kit.model import repository
from tests.conftest import TODAY, Copy, Kit

SAYS = 'departements: ["88"]\nediteur: "Préfecture"\nadresse: https://exemple.invalid\ncontact: a@exemple.invalid\n'


def said(root: Path, *paths: Path) -> list[str]:
    report, _ = pipeline.run(root, paths, TODAY)
    return [f"{f.file}:{f.line}:{f.column} {f.rule} {f.message}" for f in report.country]


def test_a_repository_without_it_says_nothing(tmp_path: Path) -> None:
    assert repository.load(tmp_path) == repository.Repository()


def test_what_it_says_is_read(tmp_path: Path) -> None:
    (tmp_path / "kit.yaml").write_text(SAYS, encoding="utf-8")
    read = repository.load(tmp_path)
    assert (read.departements, read.editeur, read.depot) == (frozenset({"88"}), "Préfecture", None)
    assert (read.adresse, read.contact, read.findings) == ("https://exemple.invalid", "a@exemple.invalid", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("departement: 88\n", ["1:1 cle-inconnue La clé « departement » n’existe pas ici : vouliez-vous dire "
                               "« departements » ?"]),
        ('departements: ["88", "99"]\n', ["1:22 departement-hors-liste « 99 » n’est pas un des 101 départements"]),
        ('departements: "88"\n', ["1:15 forme-inattendue"]),
        ("[\n", ["yaml-illisible"]),
        ("", ["1:1 fichier-vide Le fichier « kit.yaml » ne contient aucune donnée."]),
        ("branche: ma branche\n", ["1:10 valeur-mal-ecrite "
                                   "La valeur « ma branche » n’a pas la forme attendue pour « branche »."]),
        ("editeur: x\nadresse: http://exemple.invalid\n", ["2:10 valeur-mal-ecrite"]),
    ],
)  # fmt: skip
def test_its_faults_are_said_once_even_of_one_department(copy: Copy, text: str, expected: list[str]) -> None:
    folder = copy("88")
    root = folder.parent.parent
    (root / "kit.yaml").write_text(text, encoding="utf-8")
    for paths in ((), (folder,)):
        found = said(root, *paths)
        assert len(found) == len(expected)
        assert all(spaced(part) in each for each, part in zip(found, expected, strict=True)), found


def test_a_link_is_not_followed(copy: Copy, tmp_path: Path) -> None:
    root = copy("88").parent.parent
    (tmp_path / "ailleurs.txt").write_text(SAYS, encoding="utf-8")
    (root / "kit.yaml").symlink_to(tmp_path.parent / "ailleurs.txt")
    assert [line.split()[1] for line in said(root)] == ["fichier-inaccessible"]


def test_only_what_is_held_is_missed(copy: Copy) -> None:
    root = copy("88").parent.parent
    copy("48")
    assert said(root) == []
    (root / "kit.yaml").write_text('editeur: x\ndepartements: ["88", "23"]\n', encoding="utf-8")
    assert said(root) == [
        "kit.yaml:2:1 departement-hors-perimetre "
        + spaced("Le fichier « kit.yaml » ne cite pas ce que tient déjà le dépôt : « departments/48-lozere »."),
        spaced("departments:1:1 departement-sans-dossier 1 département, sur 2, n’a pas de fiche : 23."),
    ]


def test_the_repository_of_the_country_is_known_by_half_of_it() -> None:
    whole = frozenset(territories())
    half = frozenset(sorted(whole)[:51])
    assert codes(half, None).wanted == whole
    assert codes(frozenset(sorted(half)[:50]), None).wanted is None
    assert codes(half, frozenset({"88"})).wanted == frozenset({"88"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '# Note.\ndepartements: ["88"] # un\nediteur: "x"\n',
            '# Note.\ndepartements: ["88", "60"] # un\nediteur: "x"\n',
        ),
        ('departements:\n  - "88" # un\n# fin\n', 'departements:\n  - "88" # un\n  - "60"\n# fin\n'),
        ('departements:\n- "88"', 'departements:\n- "88"\n- "60"'),
        ('departements: ["60"]\n', 'departements: ["60"]\n'),
        ("editeur: x\n", "editeur: x\n"),
        ("{\n", "{\n"),
    ],
)
def test_a_new_department_is_added_and_nothing_else_changes(tmp_path: Path, kit: Kit, before: str, after: str) -> None:
    (tmp_path / "kit.yaml").write_text(before, encoding="utf-8")
    done = kit("new", "60", "--sans-questions", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "kit.yaml").read_text(encoding="utf-8") == after
    left = spaced('« kit.yaml » reste à compléter : ajoutez « "60" » sous « departements »')
    assert (left in done.stdout) is (before == after and "60" not in before)


def test_a_first_department_writes_it(tmp_path: Path, kit: Kit) -> None:
    kit("new", "60", "--sans-questions", cwd=tmp_path)
    text = (tmp_path / "kit.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schemas/kit.schema.json\n")
    assert (tmp_path / "schemas" / "kit.schema.json").is_file()
    read = repository.load(tmp_path)
    assert (read.departements, read.findings) == (frozenset({"60"}), ())
    examples = [line.removeprefix("# ") for line in text.split("\n") if line.startswith("# ") and ": " in line][1:]
    (tmp_path / "kit.yaml").write_text("\n".join(examples), encoding="utf-8")
    assert repository.load(tmp_path).findings == ()
