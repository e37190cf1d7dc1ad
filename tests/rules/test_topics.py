"""What sessions are for: told once of all of which it is the same, and never against the files they examined."""

from kit.findings.finding import Finding
from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import OPEN, REVIEW, found, sessions

RULE = "formation-de-seance-douteuse"
FILES = "dossiers: [{reference: '1', avis: favorable}]"


def told(copy: Copy, *lines: str) -> list[Finding]:
    folder = copy("88")
    sessions(folder, *lines)
    return found(folder, RULE)


def test_sessions_that_say_nothing_are_told_apart_by_their_files(copy: Copy) -> None:
    examined, silent = told(
        copy,
        f"date: 2025-06-05, etat: tenue, {FILES}",
        "date: 2025-11-06, etat: tenue",
        f"date: 2026-03-05, etat: tenue, {FILES}",
    )
    assert (examined.outcome, examined.pointer, examined.line) == (OPEN, "/0/formation", 1)
    assert examined.message == spaced(
        "Le fichier ne dit pas ce qu’étaient les séances du 5 juin 2025 et du 5 mars 2026, où des dossiers individuels "
        "ont été examinés."
    )
    assert examined.remedy == spaced(
        "Écrivez « formation: individuelle » pour une séance qui ne portait que sur eux ; sinon, écrivez deux séances, "
        "avec les présents de chacune."
    )
    assert (silent.outcome, silent.pointer, silent.line) == (OPEN, "/1/formation", 2)
    assert silent.message == spaced("Le fichier ne dit pas ce qu’était la séance du 6 novembre 2025.")


def test_sessions_said_to_be_of_another_kind_are_told_together(copy: Copy) -> None:
    (finding,) = told(
        copy,
        f"date: 2025-06-05, formation: politique, etat: tenue, {FILES}",
        f"date: 2026-03-05, formation: politique, etat: tenue, {FILES}",
    )
    assert (finding.outcome, finding.pointer) == (REVIEW, "/0/formation")
    assert finding.message == spaced(
        "Les séances du 5 juin 2025 et du 5 mars 2026 sont écrites « formation: politique », mais des dossiers "
        "individuels y ont été examinés."
    )


def test_a_meeting_on_minors_that_examined_files_is_told_once(copy: Copy) -> None:
    (finding,) = told(copy, f"date: 2025-06-05, formation: mineurs, etat: tenue, {FILES}")
    assert finding.message == spaced(
        "La séance du 5 juin 2025 est écrite « formation: mineurs », mais des dossiers individuels y ont été examinés."
    )


def test_meetings_on_minors_before_the_text_are_told_together(copy: Copy) -> None:
    (finding,) = told(copy, *(f"date: 2025-{month}-05, formation: mineurs, etat: tenue" for month in ("03", "06")))
    assert finding.message.startswith(spaced("Les séances du 5 mars 2025 et du 5 juin 2025 sont écrites"))
    assert spaced("« formation: autre »") in str(finding.remedy)
