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

Day = datetime.date
_TODAY = Day(2026, 11, 23)


def asked(kind: str, choice: Choice | None = None, day: Day = _TODAY, session: Day | None = None) -> Request:
    return Request(kind=kinds()[kind], day=day, session=session, choice=choice or Choice())


def made(
    folder: Path, wanted: Request, form: str = "odt", model: Template | None = None, *, each: bool = False
) -> list[Document]:
    dossier = load(Folder(folder, f"departments/{folder.name}"))
    return list(documents(paper(dossier, wanted), model, form, each=each))


def both(folder: Path, wanted: Request) -> tuple[Document, Document]:
    """Give a paper as a text and as a page, from the same reading of the files."""
    said = paper(load(Folder(folder, f"departments/{folder.name}")), wanted)
    [text], [page] = documents(said, None, "odt"), documents(said, None, "html")
    return text, page


def digests(folder: Path) -> str:
    """Give the digests of three papers of a department, in both forms."""
    wanted = [asked("convocation"), asked("proces-verbal"), asked("arrete-composition")]
    raws = [one.raw for each in wanted for one in both(folder, each)]
    return " ".join(hashlib.sha256(raw).hexdigest() for raw in raws)
