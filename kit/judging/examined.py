"""The files examined at a session, and where what is said of one stands."""

from collections.abc import Iterable, Iterator

from kit.findings.finding import Outcome, Pointer
from kit.findings.rule import Breach
from kit.french import date, quoted
from kit.judging.assembly import firm, judged
from kit.judging.case import Case
from kit.model.sessions import DossierExamine, Seance

Examined = tuple[Seance, DossierExamine]


def all_examined(case: Case) -> list[Examined]:
    """Give the files examined at the sessions that are judged."""
    return [(session, file) for session in judged(case) for file in session.dossiers or ()]


def at_file(
    examined: Examined, where: Pointer, sentence: str, outcome: Outcome, paragraph: str | None, **fields: str
) -> Breach:
    """Say something of a file examined; a session that its own author doubts refuses nothing."""
    session, file = examined
    doubtful = outcome is Outcome.FAIL and firm(session) is Outcome.REVIEW
    return Breach(
        pointer=(*file.pointer, *where),
        case=sentence,
        outcome=Outcome.REVIEW if doubtful else outcome,
        fields={"dossier": file.reference, "jour": date(session.date), **fields},
        paragraph=paragraph,
        day=session.date,
    )


def silence(files: list[Examined], where: Pointer, sentence: str) -> Iterator[Breach]:
    """Say once what several files leave out."""
    if files:
        fields = {"dossiers": listed(file for _, file in files)}
        yield Breach(pointer=(*files[0][1].pointer, *where), case=sentence, outcome=Outcome.OPEN, fields=fields)


def listed(files: Iterable[DossierExamine]) -> str:
    """Write « le dossier « 2026-07 » », « les dossiers « 2026-07 » et « 2026-08 » »."""
    references = [file.reference for file in files]
    return f"{'les dossiers' if len(references) > 1 else 'le dossier'} {quoted(references)}"
