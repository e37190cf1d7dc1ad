"""The files examined at a session, and where what is said of one stands."""

from collections.abc import Iterable, Iterator
from typing import Any

from kit.findings.finding import Outcome, Pointer
from kit.findings.rule import Breach
from kit.french import quoted
from kit.judging.assembly import at_session, judged
from kit.judging.case import Case
from kit.judging.patterns import unsaid
from kit.model.sessions import DossierExamine, Seance

Examined = tuple[Seance, DossierExamine]


def all_examined(case: Case) -> list[Examined]:
    """Give the files examined at the sessions that are judged."""
    return [(session, file) for session in judged(case) for file in session.dossiers or ()]


def at_file(examined: Examined, where: Pointer, sentence: str, outcome: Outcome, **fields: str) -> Breach:
    """Say something of a file examined; a session that its own author doubts refuses nothing."""
    session, file = examined
    return at_session(session, (*file.pointer, *where), sentence, outcome, dossier=file.reference, **fields)


def silence(files: Iterable[DossierExamine], *where: str, case: str = "silence", value: Any = None) -> Iterator[Breach]:
    """Say once what several files leave out; `value` is an example of what each of them may have."""
    silent = list(files)
    return unsaid([(*file.pointer, *where) for file in silent], case, value=value, dossiers=listed(silent))


def listed(files: Iterable[DossierExamine]) -> str:
    """Write « le dossier « 2026-07 » », « les dossiers « 2026-07 » et « 2026-08 » »."""
    references = [file.reference for file in files]
    return f"{'les dossiers' if len(references) > 1 else 'le dossier'} {quoted(references)}"
