"""What cannot be read on a side is said, never guessed: nobody leaves because a file is broken."""

from pathlib import Path

import pytest

from kit.diff.comparable import SILENT
from tests.conftest import Copy
from tests.diff.conftest import compared, edit, original

M = "membres.yaml"
FILE = "Fichiers | ! Le fichier « membres.yaml » "
BROKEN = "medecin: [\n"


def test_a_file_that_breaks_is_said_before_and_after(copy: Copy) -> None:
    folder = copy("88")
    (folder / M).write_text(BROKEN, encoding="utf-8")
    assert compared(original(folder), folder) == [
        FILE + "ne peut pas être lu après ce changement : rien n’y est comparé"
    ]
    assert compared(folder, original(folder)) == [
        FILE + "ne peut pas être lu avant ce changement : rien n’y est comparé"
    ]


def test_a_file_broken_on_both_sides(copy: Copy, tmp_path: Path) -> None:
    folder = copy("88")
    (folder / M).write_text(BROKEN, encoding="utf-8")
    other = folder.rename(tmp_path / folder.name)
    folder = copy("88")
    (folder / M).write_text(BROKEN, encoding="utf-8")
    assert compared(other, folder) == []
    (folder / M).write_text(BROKEN + "# autre\n", encoding="utf-8")
    assert compared(other, folder) == [FILE + "ne peut être lu ni avant ni après ce changement : rien n’y est comparé"]


def test_a_file_that_is_new_or_gone(copy: Copy) -> None:
    folder = copy("88")
    (folder / "sessions.yaml").unlink()
    assert compared(original(folder), folder) == [
        "Fichiers | - Fichier « sessions.yaml » retiré : ce qu’il disait n’est plus dit"
    ]
    back = compared(folder, original(folder))
    assert back[0] == "Fichiers | + Fichier « sessions.yaml » ajouté"
    assert [line.partition(" du ")[0] for line in back[1:]] == [
        f"Séances | + Nouvelle séance : {kind}"
        for kind in ["politique"] * 2 + ["individuelle"] * 2 + ["politique"] + ["individuelle"] * 2 + ["politique"]
    ]


def test_a_folder_without_any_file(copy: Copy) -> None:
    folder = copy("88")
    for path in folder.iterdir():
        path.unlink()
    said = ["Fichiers | ! Aucun fichier n’a pu être lu après ce changement : rien n’est comparé"]
    assert compared(original(folder), folder) == said


def test_a_seat_written_under_a_wrong_name_is_not_a_departure(copy: Copy) -> None:
    folder = edit(copy("88"), (M, "gendarmerie:", "gendarmes:"))
    assert compared(original(folder), folder) == [
        "Fichiers | ! « 5° Commandant du groupement de gendarmerie départementale ou son représentant » (membres.yaml) "
        "ne peut pas être lu après ce changement : rien n’y est comparé",
        "Fichiers | ! Champ inconnu « gendarmes » (membres.yaml) : rien n’y est comparé",
    ]


def test_what_was_already_unreadable_and_did_not_change_is_not_told(copy: Copy, tmp_path: Path) -> None:
    folder = edit(copy("88"), (M, "gendarmerie:", "gendarmes:"))
    other = folder.rename(tmp_path / folder.name)
    folder = edit(copy("88"), (M, "gendarmerie:", "gendarmes:"), (M, "2027-05-13", "2028-05-13"))
    assert len(compared(other, folder)) == 1


SESSION = "Séances | Séance politique du 3 décembre 2026 | "


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("etat: prevue", "etat: prevues", SESSION + "~ État : prévue → prevues"),
        ("etat: prevue\n", 'etat: prevue\n  prenom: "Zoé"\n', SESSION + "+ Champ inconnu « prenom » : non montré"),
        (
            "- date: 2026-12-03",
            "- date: 2026-12-33",
            "Séances | ~ Séance politique déplacée : 3 décembre 2026 → « 2026-12-33 »",
        ),
    ],
)
def test_a_value_badly_written_is_shown_as_it_is(copy: Copy, old: str, new: str, line: str) -> None:
    folder = edit(copy("88"), ("sessions.yaml", old, new))
    assert compared(original(folder), folder) == [line]


def test_what_silence_says_is_what_the_model_holds() -> None:
    """Derived from the records of the model: a default added there is said here."""
    assert SILENT == {
        "commission": {
            "exemple": False,
            "liste_membres": "complete",
            "reglement_interieur": [],
            "vacances": [],
            "derogations": [],
        },
        "arretes": {"objet": []},
        "sessions": {"supplees": [], "excuses": [], "pouvoirs": []},
        "convocation": {"urgence": False, "seconde": False},
    }
