"""From the files of a department to the bytes of a paper; the same function in the command and in a page."""

import copy
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from kit.actes import catalogue, opendocument, printed, sessions, template
from kit.actes.catalogue import Kind
from kit.actes.filling import filled
from kit.actes.paper import Paper, Remark, Row, Rows, blank, listed
from kit.actes.papers import PAPERS, calling
from kit.actes.subject import Choice, Subject, common, common_lists
from kit.actes.template import Template
from kit.errors import UsageError
from kit.findings.finding import Finding, Outcome, Pointer, Severity, json_pointer
from kit.handbook.edition import untold
from kit.judging import pipeline
from kit.judging.case import Case
from kit.judging.cut import by_reading
from kit.judging.pipeline import Checked
from kit.law.territories import slug
from kit.model.department import Dossier
from kit.model.sessions import Seance
from kit.privacy.private import HIDDEN
from kit.report.formats.citation import cite
from kit.yaml.traps import TRAPS

FORMS = ("odt", "html")
_UNREAD = "procedures.yaml"
# Ce que le nom d’un fichier garde d’une référence ou d’une autorité.
_LONGEST = 60
_SECTION, _STYLE = "text:section", "text:style-name"
_NOTE, _OF_NOTE = "note", "KitNote"
_DECLARED = frozenset({"text:sequence-decls", "office:forms", "text:variable-decls", "text:user-field-decls"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for: the kind of paper, on which day, of which session, with which choices."""

    kind: Kind
    day: datetime.date
    session: datetime.date | None = None
    hour: str | None = None
    choice: Choice = field(default_factory=Choice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper ready to be written: the name of its file, its bytes, and why it may not be regular."""

    name: str
    raw: bytes
    remarks: tuple[Remark, ...]

    @property
    def irregular(self) -> bool:
        """Whether something makes it irregular."""
        return any(remark.irregular for remark in self.remarks)


def paper(dossier: Dossier, asked: Request) -> Paper:
    """Give what a paper says; raises UsageError when the files do not allow it."""
    [said] = papers(dossier, pipeline.judged(dossier, asked.day, cases=True, shown=by_reading), (asked,))
    return said


def papers(dossier: Dossier, checked: Checked, wanted: Iterable[Request]) -> Iterator[Paper]:
    """Give what some papers say, all asked for on the day of a check that keeps all it finds; what is found on another
    day is looked for once. Raises as `paper`."""
    if checked.case is None:
        message = (
            f"La fiche « {dossier.folder.name} » ne se lit pas : corrigez ce que dit « kit check », puis relancez."
        )
        raise UsageError(message)
    case = untold(checked.case)
    found: dict[datetime.date, Iterable[Finding]] = {case.as_of: checked.department.findings}
    for asked in wanted:
        session = sessions.chosen(case, asked.kind, asked.session, asked.hour)
        subject = Subject(kind=asked.kind, case=case, choice=asked.choice, session=session)
        if subject.day not in found:
            found[subject.day] = pipeline.found_on(dossier, checked, subject.day)
        today = _as_if_called(dossier, checked, subject)
        yield _written(subject, _remarks(subject, today, found[subject.day]))


def _written(subject: Subject, remarks: tuple[Remark, ...]) -> Paper:
    kind, choice = subject.kind, subject.choice
    fields, lists = PAPERS[kind.id].says(subject)
    whole = {**common_lists(subject), **lists, "constats": _told(remarks)}
    named = (kind.id, subject.day.isoformat(), _hour(subject.case, subject.session), _about(choice))
    return Paper(
        kind=kind.id,
        name="-".join(filter(None, named)),
        title=f"{kind.title}, {subject.case.territory.name}, {subject.day.isoformat()}",
        fields={name: _shown(row) for name, row in {**common(subject), **fields}.items()},
        lists={name: Rows(known.keys, tuple(map(_shown, known.rows))) for name, known in whole.items()},
        remarks=remarks,
    )


def _shown(row: Row) -> Row:
    """Give values to show; one that the internal edition hides is to be written otherwise, without saying it."""
    return {key: blank("texte sans donnée sur une personne") if said == HIDDEN else said for key, said in row.items()}


def _hour(case: Case, session: Seance | None) -> str:
    """Give the hour of a session, when it is not alone on its day: « 14h30 »."""
    return (session.heure or "").replace(":", "h") if session and sessions.several(case, session) else ""


def _about(choice: Choice) -> str:
    return "-".join(_short(each) for each in (choice.file, choice.seat, choice.order) if each)


def _as_if_called(dossier: Dossier, checked: Checked, subject: Subject) -> Iterable[Finding]:
    """Give what is found today; a convocation that no file dates is judged as sent on the day of the paper, in words
    that say so."""
    session, day = subject.session, subject.case.as_of
    called = session and session.convocation
    dated = called and (called.date or called.recue)
    if session is None or subject.kind.id != sessions.CALLING or dated or session.date < day:
        return checked.department.findings
    tree = copy.deepcopy(dossier.tree)
    tree["sessions"][session.pointer[1]].setdefault("convocation", {})["date"] = day.isoformat()
    found = pipeline.found_on(replace(dossier, tree=tree), checked, day)
    if (told := calling.sent_today(subject)) is None:
        return found
    message, remedy = told
    here = [each.rule == calling.LATE and _of(subject, each) for each in found]
    return [
        replace(each, message=message, remedy=remedy) if late else each for each, late in zip(found, here, strict=True)
    ]


def _remarks(subject: Subject, today: Iterable[Finding], then: Iterable[Finding]) -> tuple[Remark, ...]:
    """Give what makes a paper irregular, or is to be checked, of what the check found; nothing is judged here."""
    kind, known = subject.kind, tuple(today)
    found = [each for each in known if each.rule in TRAPS and each.severity is Severity.ERROR and _read(each)]
    found += [each for each in known if each.rule in kind.of_session and _of(subject, each)]
    found += [each for each in then if each.rule in kind.of_commission]
    said = dict.fromkeys(_remark(each) for each in found if each.outcome in (Outcome.FAIL, Outcome.REVIEW))
    said.update(dict.fromkeys(PAPERS[kind.id].remarks(subject)))
    return tuple(sorted(said, key=lambda remark: not remark.irregular))


def _of(subject: Subject, found: Finding) -> bool:
    """Tell whether a finding stands at the session of a paper, and not at a file that it is not about."""
    if subject.session is None:
        return False
    local = subject.case.parts.local
    others = [each for each in subject.session.dossiers or () if subject.choice.file not in (None, each.reference)]
    return _under(found, local(subject.session.pointer)) and not any(
        _under(found, local(each.pointer)) for each in others
    )


def _read(found: Finding) -> bool:
    """Tell whether a finding is in a file that papers read."""
    return PurePosixPath(found.file).name != _UNREAD


def _under(found: Finding, pointer: Pointer) -> bool:
    """Tell whether a finding stands at a place of a file, or under it."""
    return PurePosixPath(found.file).stem == pointer[0] and f"{found.pointer}/".startswith(
        f"{json_pointer(pointer[1:])}/"
    )


def _remark(found: Finding) -> Remark:
    irregular = found.outcome is Outcome.FAIL and not found.derogation
    text, place = cite(found) or "", _place(found)
    return Remark(irregular=irregular, message=found.message, remedy=found.remedy, text=text, place=place)


def _place(found: Finding) -> str:
    """Say where a finding stands in the files."""
    return f"{PurePosixPath(found.file).name}, ligne {found.line}"


def _told(remarks: tuple[Remark, ...]) -> Rows:
    rows = (
        {
            "etat": "Irrégulier" if each.irregular else "À vérifier",
            "message": each.message,
            "remede": each.remedy,
            "texte": each.source,
        }
        for each in remarks
    )
    return listed("etat message remede texte", *rows)


def documents(said: Paper, model: Template | None, form: str, *, each: bool = False) -> Iterator[Document]:
    """Give the files of a paper, in a model (None: ours): one, or one for each person of the list it may be for, as
    some papers are as soon as there are two. Raises UsageError for a paper that is for nobody in particular."""
    chosen, kind = model or template.own(said.kind), catalogue.kinds()[said.kind]
    parted = each or (kind.apart and len(said.lists[kind.each or ""].rows) > 1)
    people = kind.each if parted else None
    if each and people is None:
        message = f"« {said.kind} » ne se fait pas pour chacun : laissez « --chacun »."
        raise UsageError(message)
    for one in _each(said, people) if people else (said,):
        whole = noted(filled(chosen, one), one)
        raw = opendocument.packed(whole, one.title) if form == "odt" else printed.page(whole, one.title).encode()
        yield Document(name=f"{one.name}.{form}", raw=raw, remarks=one.remarks)


def _each(said: Paper, people: str) -> Iterator[Paper]:
    """Give the paper of each person of a list, who alone is in the list of one; that of all is then empty."""
    known = said.lists[people]
    # Qui tient deux sièges ne reçoit qu’une lettre.
    firsts: dict[str, Row] = {}
    for row in known.rows:
        firsts.setdefault(row["id"], row)
    for name, row in firsts.items():
        alone = {**said.lists, people: Rows(known.keys), people.removesuffix("s"): Rows(known.keys, (row,))}
        alone = {list_: _own(rows, name) for list_, rows in alone.items()}
        yield replace(said, name=f"{said.name}-{_short(name)}", lists=alone)


def _own(known: Rows, name: str) -> Rows:
    """Give the rows of a list that are for one person; those that are for nobody in particular are for each."""
    return Rows(known.keys, tuple(row for row in known.rows if row.get("pour", name) == name))


def _short(name: str) -> str:
    """Write what names a file: no accent, no space, and no more letters than a disk takes."""
    return slug(name)[:_LONGEST]


def noted(whole: Template, said: Paper) -> Template:
    """Put before a paper that is not regular, or not surely, the note that says so."""
    if not said.remarks:
        return whole
    note = filled(template.own(_NOTE), said)
    text = whole.text
    at = next((rank for rank, child in enumerate(text) if child.tag not in _DECLARED), len(text))
    # Sans l’en-tête de notre feuille : le papier a le sien.
    own = [child for child in note.text if child.tag == _SECTION or child.get(_STYLE, "").startswith(_OF_NOTE)]
    for rank, child in enumerate(own, at):
        text.insert(rank, copy.deepcopy(child))
    known = [style for style in note.content.iter("style:style") if style.get("style:name", "").startswith(_OF_NOTE)]
    for styles in whole.content.iter("office:automatic-styles"):
        there = {style.get("style:name") for style in styles}
        styles.extend(copy.deepcopy(style) for style in known if style.get("style:name") not in there)
    return whole
