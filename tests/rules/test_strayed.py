"""Who is written under another seat, and a folder copied for another department: one finding, that says what to do."""

import shutil

import pytest

from kit.french import spaced
from tests.conftest import TODAY, Copy, judge
from tests.rules.cases import ERROR, FAIL, NOTE, REVIEW, found

Move = tuple[str, str, str]
# (la première ligne de l’entrée, ce qui la suit, ce devant quoi elle est écrite)
POLICE = ("  - id: police-2", "police_judiciaire:", "etrangers:")
LOCAL = ("  - id: departement-2", "  - id: ville-1", "aide_sociale_enfance:")
APPROVED = ("  - id: assoc-ballon-2", "# Depuis le 2 janvier 2026, sans", "")


@pytest.mark.parametrize(
    ("move", "rule", "outcome", "severity", "line", "message", "remedy"),
    [
        (
            POLICE,
            "siege-sans-titulaire",
            FAIL,
            ERROR,
            63,
            "Le siège « Directeur départemental ou interdépartemental de la police nationale » (3°) n’a pas de "
            "titulaire au 23 novembre 2026, mais « Directeur départemental de la police nationale », écrit sous "
            "« gendarmerie: », semble être le sien.",
            "Déplacez cette entrée sous « police_nationale: » de membres.yaml.",
        ),
        (
            LOCAL,
            "siege-pluriel-a-un-seul",
            REVIEW,
            NOTE,
            129,
            "Le siège « Représentants des collectivités territoriales et de leurs établissements publics de "
            "coopération intercommunale » (9°) n’a qu’un titulaire, mais « Conseillère départementale », écrit sous "
            "« conseil_departemental: » avec un mandat plus ancien que ce siège, semble être le sien.",
            "Vérifiez dans l’arrêté, puis déplacez cette entrée sous « collectivites: » de membres.yaml.",
        ),
        (
            APPROVED,
            "siege-pluriel-a-un-seul",
            REVIEW,
            NOTE,
            172,
            "Le siège « Représentants d’associations agréées (R. 121-12-2) » (10°) n’a qu’un titulaire, mais "
            "« Éducatrice spécialisée », écrit sous « protection_enfance: » avec un mandat plus ancien que ce siège, "
            "semble être le sien.",
            "Vérifiez dans l’arrêté, puis déplacez cette entrée sous « associations: » de membres.yaml.",
        ),
    ],
)
def test_a_member_under_another_seat_is_one_finding(
    copy: Copy, move: Move, rule: str, outcome: object, severity: object, line: int, message: str, remedy: str
) -> None:
    folder = copy("88")
    before = {(f.rule, f.message) for f in judge(folder.parent.parent).findings}
    path = folder / "membres.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index(move[0]), text.index(move[1])
    entry, left = text[start:end], text[:start] + text[end:]
    at = left.index(move[2]) if move[2] else len(left)
    path.write_text(f"{left[:at].rstrip()}\n{entry}\n{left[at:]}", encoding="utf-8")
    (told,) = [f for f in judge(folder.parent.parent).findings if (f.rule, f.message) not in before]
    assert (told.rule, told.outcome, told.severity, told.line, told.column) == (rule, outcome, severity, line, 5)
    assert (told.message, told.remedy) == (spaced(message), spaced(remedy))


def test_a_lone_holder_of_another_service_is_not_moved(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Commandant du groupement de gendarmerie", "Directeur de la police nationale"), encoding="utf-8"
    )
    assert [f.outcome for f in found(folder, "service-etranger-au-siege")] == [FAIL]


def test_a_folder_copied_for_another_department_lacks_its_code(copy: Copy) -> None:
    folder = copy("88")
    shutil.copytree(folder, folder.parent / "38-isere")
    report = judge(folder.parent.parent, TODAY)
    (told,) = [f for f in report.findings if f.file.startswith("departments/38-isere")]
    assert (told.rule, told.line, told.column) == ("departement-repete", 8, 14)
    assert told.message == spaced(
        "Le répertoire « 38-isere » porte le code 88, qui est celui de « departments/88-vosges »."
    )
    assert told.remedy == spaced(
        'S’il décrit la commission de l’Isère, écrivez « departement: "38" », puis remplacez ce qui vient de '
        "« departments/88-vosges » ; si c’est une copie, supprimez-le."
    )
