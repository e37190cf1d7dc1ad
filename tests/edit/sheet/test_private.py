"""What a spreadsheet tells of a person is said to be there, and repeated nowhere."""

from pathlib import Path

import pytest

from kit.edit.new import create
from kit.errors import UsageError
from kit.privacy.names import quotable
from tests.edit.sheet.books import EMPTY, HEAD, Rows, faults, put, said, xlsx

ROW = ("8°", "Médecin", "2027-05-22", "")
TOLD = "Dupont"


def test_the_name_of_a_sheet_that_tells_of_somebody_is_its_rank(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "M. Jean Dupont": [HEAD, ("x", *ROW[1:])],
        "Suivi Jean Dupont": [HEAD, ROW],
        "Mme Dupont": [("a", "b")],
    }
    wrong = faults(put(tmp_path, xlsx(sheets)))
    assert not any(TOLD in each for each in wrong)
    assert sorted(wrong) == [
        "feuille n° 1, ligne 2, colonne A : « x » n’est pas un siège. → Écrivez son rang ou ses mots dans le texte, "
        "par exemple « 15° protection de l’enfance ».",
        "feuille n° 2 : Cette feuille dit la même chose qu’une autre : feuille n° 1. → Réunissez leurs lignes dans une "
        "seule.",
        "feuille n° 3 : Le nom de cette feuille semble contenir le nom d’une personne, et ses titres de colonnes ne "
        "sont ceux d’aucune feuille d’une commission. → Supprimez-la, ou écrivez-y les titres du modèle : « kit "
        "exporter --modele » en donne un.",
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("06 12 34 56 78", "un numéro de téléphone"),
        ("jean.dupont@x.fr", "une adresse électronique"),
        ("Jean Dupont", "le nom d’une personne"),
    ],
)
def test_a_seat_that_tells_of_somebody_is_not_repeated(tmp_path: Path, text: str, what: str) -> None:
    assert faults(put(tmp_path, xlsx({"Membres": [HEAD, (text, *ROW[1:])]}))) == [
        f"Membres, ligne 2, colonne A : Cette case semble contenir {what}. → Effacez-le : une fiche ne dit que des "
        "fonctions et des services."
    ]


def test_a_session_that_tells_of_somebody_is_not_repeated(tmp_path: Path) -> None:
    rows = [("Séance", "Objet", "Sens"), ("M. Dupont", "Bilan", "adopté")]
    assert faults(put(tmp_path, xlsx({"Votes": rows}), files=EMPTY)) == [
        "Votes, ligne 2, colonne A : Cette case semble contenir le nom d’une personne. → Effacez-le : une fiche ne dit "
        "que des fonctions et des services."
    ]


def test_a_department_that_tells_of_somebody_is_not_repeated() -> None:
    with pytest.raises(UsageError) as error:
        create.territory("06 12 34 56 78")
    assert said(str(error.value)).startswith("Le texte donné n’est pas un des 101 départements. Donnez un numéro")


def test_what_tells_of_nobody_is_repeated() -> None:
    assert quotable("Zorglub\n  et fils", "ce texte") == "Zorglub et fils"
