"""The papers of the next session of a department, ready to be downloaded from its page: for insiders alone, because
they may hold names."""

import datetime
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kit.actes.catalogue import kinds
from kit.actes.paper import Paper, Remark
from kit.actes.subject import Choice
from kit.actes.template import Template
from kit.actes.writing import FORMS, Request, documents, papers
from kit.errors import UsageError
from kit.french import long_date, spaced
from kit.judging import pipeline
from kit.judging.case import Case
from kit.judging.cut import by_reading
from kit.judging.pipeline import Checked
from kit.model.department import Dossier

Model = Callable[[str], Template | None]
# Ce qui se prépare avant une séance.
_BEFORE = ("convocation", "ordre-du-jour", "emargement")
_HOME = "papiers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A paper: its kind and its title, the name that it takes once downloaded, its bytes by format, what its cover note
    says; or why its model refuses to be filled."""

    kind: str
    title: str
    name: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSession:
    """The next session of a department: its day in words, its papers and whether they hold names; or why there are
    none."""

    day: str
    named: bool = False
    papers: tuple[Ready, ...] = ()
    refused: str = ""


def ready(dossier: Dossier, checked: Checked, model: Model) -> NextSession | None:
    """Give the papers of the next session, on the day of a check, each in the model of its kind (None: ours); None when
    no session is planned."""
    case = checked.case
    if case is None or not case.planned:
        return None
    session = min(case.planned, key=lambda each: (each.date, each.heure or ""))
    day, named = long_date(session.date), _named(case, session.date)
    whole = checked
    if any(each.others for each in checked.department.findings):  # Une note de tête n’en oublie aucun.
        whole = pipeline.judged(dossier, case.as_of, cases=True, shown=by_reading)
    wanted = (
        Request(
            kind=kinds()[name], day=case.as_of, session=session.date, hour=session.heure, choice=Choice(names=named)
        )
        for name in _BEFORE
    )
    try:
        said = tuple(papers(dossier, whole, wanted))
    except UsageError as error:
        return NextSession(day=day, refused=spaced(str(error)))
    return NextSession(day=day, named=named, papers=tuple(_filled(each, model) for each in said))


def _named(case: Case, day: datetime.date) -> bool:
    """Tell whether the files name a member of that day, or a substitute."""
    holders = (each for held in (case.commission.sieges or {}).values() for each in held if each.sits_on(day))
    return any(each.nom or (each.suppleant and each.suppleant.nom) for each in holders)


def _filled(said: Paper, model: Model) -> Ready:
    title = kinds()[said.kind].title
    try:
        chosen = model(said.kind)
        files = {form: one.raw for form in FORMS for one in documents(said, chosen, form)}
    except UsageError as error:
        return Ready(kind=said.kind, title=title, name=said.name, refused=spaced(str(error)))
    return Ready(kind=said.kind, title=title, name=said.name, files=files, remarks=said.remarks)


def way(page: str, kind: str, form: str) -> str:
    """Give the path of a paper of the department that has this page; the same from one session to the next."""
    stem = posixpath.basename(page).removesuffix(".md")
    return f"{_HOME}/{stem}/{kind}.{form}"


def files(known: Mapping[str, NextSession], paths: Mapping[str, str]) -> dict[str, bytes]:
    """Give the files of all papers by path, from the papers and the path of the page of each folder."""
    return {
        way(paths[folder], paper.kind, form): raw
        for folder, session in known.items()
        for paper in session.papers
        for form, raw in paper.files.items()
    }
