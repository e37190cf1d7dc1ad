"""How a paper is asked for in the tests, and the digests of some, for a process that says nothing else."""

import datetime
import hashlib
from pathlib import Path

from kit.actes.catalogue import kinds
from kit.actes.subject import Choice
from kit.actes.template import Template
from kit.actes.writing import Document, Request, documents, paper
from kit.model.department import load
from kit.model.folder import Folder
from tests.conftest import HOUSE

Day = datetime.date
_TODAY = Day(2026, 11, 23)
FOLDERS = {code: next((HOUSE / "departments").glob(f"{code}-*")) for code in ("13", "75", "88", "974")}


def asked(kind: str, choice: Choice | None = None, day: Day = _TODAY, session: Day | None = None) -> Request:
    return Request(kind=kinds()[kind], day=day, session=session, choice=choice or Choice())


def every(code: str) -> list[Request]:
    """Ask for every paper of a department that needs no other state of its files."""
    held = {"13": "2026-09", "75": "2026-07", "88": "2026-06", "974": "2026-03"}[code]
    examined = {"75": Day(2026, 9, 22)}.get(code)
    order = {"13": "13-2026-06-08-00002", "75": "75-2026-09-21-00007", "88": "DDETSPP-2026-009", "974": "2026-0164"}
    return [
        asked("convocation"),
        asked("ordre-du-jour"),
        asked("emargement"),
        asked("proces-verbal", session=examined),
        asked("avis", Choice(file=held), session=examined),
        asked("arrete-composition"),
        asked("courrier", Choice(seat="magistrat")),
        asked("courrier", Choice(seat="medecin")),
        asked("courrier", Choice(seat="collectivites")),
        asked("courrier", Choice(seat="associations")),
        asked("bordereau", Choice(order=order[code])),
        asked("fiche-annuelle", Choice(year=2025)),
    ]


def made(
    folder: Path, wanted: Request, form: str = "odt", model: Template | None = None, *, each: bool = False
) -> list[Document]:
    dossier = load(Folder(folder, f"departments/{folder.name}"))
    return list(documents(paper(dossier, wanted), model, form, each=each))


def pairs(folder: Path, wanted: Request) -> list[tuple[Document, Document]]:
    """Give each letter of a paper as a text and as a page, from the same reading of the files."""
    said = paper(load(Folder(folder, f"departments/{folder.name}")), wanted)
    return list(zip(documents(said, None, "odt"), documents(said, None, "html"), strict=True))


def both(folder: Path, wanted: Request) -> tuple[Document, Document]:
    """Give a paper that is one letter as a text and as a page."""
    [one] = pairs(folder, wanted)
    return one


def digests(folder: Path) -> str:
    """Give the digests of three papers of a department, in both forms."""
    wanted = [asked("convocation"), asked("proces-verbal"), asked("arrete-composition")]
    raws = [one.raw for each in wanted for one in both(folder, each)]
    return " ".join(hashlib.sha256(raw).hexdigest() for raw in raws)
