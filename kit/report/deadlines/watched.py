"""What falls due in each department, read from its files on a day, and said in French: `phrases.yaml` has the words."""

import datetime
import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from kit.diff.lexicon import lowered
from kit.files import resources
from kit.findings.finding import json_pointer
from kit.french import count, date, hour, listing
from kit.handbook.vocabulary import word
from kit.judging import pipeline, pool, registry
from kit.judging.case import Case
from kit.judging.deadlines import Due, Kind, deadlines, rereadings
from kit.law.texts import cited, of_text, place, provision
from kit.model.department import Dossier, load
from kit.model.folder import Folder
from kit.privacy.private import HIDDEN, Hider, personal
from kit.yaml.schema import BRANCHES
from kit.yaml.source import read

Day = datetime.date
# De quoi distinguer les échéances d’un pays ; ce dont elles parlent ne sort pas de leur nom.
_NAME = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that falls due, or several alike: `message` says what, `remedy` what to do (nothing when what follows
    is written), `mailed` the same to who opens no file, `text` the wording behind the rule and `url` where it is read,
    `file` and `line` where the thing is written; `id` stays the same from one day to the next."""

    id: str
    day: Day
    kind: Kind
    overdue: bool
    to_do: bool
    message: str
    remedy: str
    mailed: str
    rule: str | None
    text: str | None
    provision: str | None
    url: str | None
    file: str
    line: int
    column: int
    pointer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A department: what falls due, thing by thing (`each`) and put together as people read it (`told`); the files that
    could not be read whole, and what the files say nothing of; `dues` are the things of `each`, in the same order."""

    code: str | None
    name: str | None
    of: str
    folder: str
    example: bool
    unread: tuple[str, ...]
    silent: tuple[str, ...]
    each: tuple[Told, ...]
    told: tuple[Told, ...]
    dues: tuple[Due, ...] = field(default=(), repr=False, compare=False)
    case: Case | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What falls due on a day, as far as another; `law` is what is to be read again of the law, by whoever asks of the
    whole country, text by text, and `law_told` put together."""

    as_of: Day
    until: Day
    departments: tuple[Watched, ...]
    law: tuple[Told, ...] = ()
    law_told: tuple[Told, ...] = ()

    @property
    def every(self) -> tuple[Told, ...]:
        """All that falls due, thing by thing."""
        return tuple(told for department in self.departments for told in department.each) + self.law

    @property
    def shown(self) -> tuple[Told, ...]:
        """All that falls due, put together as people read it."""
        return tuple(told for department in self.departments for told in department.told) + self.law_told

    @property
    def overdue(self) -> int:
        """How many things are overdue."""
        return sum(told.overdue for told in self.every)

    @property
    def to_do(self) -> int:
        """How many things ask for something to be done."""
        return sum(told.to_do for told in self.every)

    @property
    def unread(self) -> int:
        """Of how many departments a file could not be read whole."""
        return sum(bool(each.unread) for each in self.departments)

    @property
    def late(self) -> bool:
        """Tell whether something is overdue, or a file could not be read."""
        return bool(self.overdue or self.unread)


def watch(folders: Iterable[Folder], as_of: Day, until: Day, *, law: bool) -> Watch:
    """Read departments and give what falls due in each; raises UsageError before the first wording of R. 121-12-7."""
    pipeline.law(as_of)
    found = pool.mapped(partial(_watched, as_of=as_of, until=until), tuple(folders))
    again = rereadings(as_of, until) if law else ()
    return Watch(
        as_of=as_of,
        until=until,
        departments=tuple(found),
        law=tuple(_of_law([due], as_of) for due in again),
        law_told=tuple(_of_law(several, as_of) for several in _together(again)),
    )


@functools.cache
def phrases() -> Any:
    """Read `phrases.yaml`: what is said of each thing."""
    return read(resources.DEADLINES, resources.DEADLINES.name).data


def _watched(folder: Folder, as_of: Day, until: Day) -> Watched:
    dossier = load(folder)
    case = pipeline.case(dossier, as_of)
    territory, found = dossier.territory, deadlines(case, until) if case else ()
    teller = _Teller(dossier, case, as_of, personal(dossier.tree, dossier.apart, territory.name if territory else ""))
    return Watched(
        code=territory.code if territory else None,
        name=territory.name if territory else None,
        of=territory.of if territory else "",
        folder=folder.name,
        example=case.commission.exemple if case else False,
        unread=tuple(_unread(dossier, case)),
        silent=tuple(_silent(case)) if case else (),
        each=tuple(teller.told([due]) for due in found),
        told=tuple(map(teller.told, _together(found))),
        dues=found,
        case=case,
    )


def _unread(dossier: Dossier, case: Case | None) -> Iterator[str]:
    """Give the files of which something could not be read, or the folder when nobody knows which department it is."""
    if case is None:
        yield dossier.folder.name
        return
    for branch in BRANCHES:
        if not case.commission.readable(branch):
            yield from (f"{dossier.folder.name}/{each}" for each in dossier.unread(branch))


def _silent(case: Case) -> Iterator[str]:
    """Give what the files say nothing of, those that could not be read left aside."""
    written = case.commission
    told = {
        ("membres",): written.sieges,
        ("sessions",): written.sessions,
        ("commission", "associations_agreees"): written.associations_agreees,
        ("commission", "indicateurs"): written.indicateurs,
    }
    yield from (where[-1] for where, value in told.items() if not value and written.readable(*where))


def _together(found: Iterable[Due]) -> list[list[Due]]:
    """Put together the terms that end on the same day, by the same rule, and have the same follow-up."""
    together: dict[tuple[object, ...], list[Due]] = {}
    for number, due in enumerate(found):
        alike = due.kind in (Kind.TERM, Kind.LAW)
        together.setdefault(_alike(due) if alike else (number,), []).append(due)
    return list(together.values())


def _alike(due: Due) -> tuple[object, ...]:
    return due.day, due.kind, due.rule, due.followed, due.unnamed


def _of_law(several: list[Due], as_of: Day) -> Told:
    """Say one text to read again, or several of the same day."""
    names = {"qui": listing(due.about for due in several)}
    return _said(several, as_of, names, _sentence(several[0], as_of), place(several[0].pointer), "")


@dataclass(frozen=True, slots=True)
class _Teller:
    """Says what falls due in one department, without a name, a reference of a file, or a datum about a person."""

    dossier: Dossier
    case: Case | None
    as_of: Day
    hider: Hider

    def told(self, several: list[Due]) -> Told:
        """Say one thing, or several alike."""
        first = several[0]
        names = {
            **self._names(first),
            "nombre": str(len(several)),
            "sieges": listing(dict.fromkeys(map(_seat, several))),
        }
        sentence = _sentence(first, self.as_of, several=len(several) > 1)
        code = self.dossier.territory.code if self.dossier.territory else ""
        return _said(several, self.as_of, names, sentence, self.dossier.place(first.pointer), code)

    def _names(self, due: Due) -> Mapping[str, str]:
        session = due.session
        at = f", à {hour(session.heure)}" if session and session.heure else ""
        topic = (session.formation if session else None) or "non_dite"
        about = due.seat.short if due.seat and due.kind is Kind.VACANCY else self._shown(due.about)
        return {
            "qui": about,
            "siege": _seat(due),
            "seance": date(session.date) if session else "",
            "heure": at,
            "sujet": lowered(word("formations", topic)),
            "envoi": date(due.send) if due.send else "",
            "prevue": date(due.planned) if due.planned else "",
            "reunions": count(due.number, "réunion"),
        }

    def _shown(self, text: str) -> str:
        if self.case is None or any(text == held for held, _ in self.case.told):
            return HIDDEN
        return self.hider(text)


def _seat(due: Due) -> str:
    return f"{due.seat.ordinal} {due.seat.short}" if due.seat else ""


def _sentence(due: Due, as_of: Day, *, several: bool = False) -> Mapping[str, str]:
    """Give the sentence that fits a thing: overdue or not, followed or not, one or several."""
    known = phrases()[due.kind]
    late = due.overdue(as_of)
    sent = due.session is not None and due.session.pv is not None and due.session.pv.date is not None
    name = "en_retard" if late else "suivi" if due.followed else "a_venir"
    if due.kind is Kind.MEETING:
        name = due.rule or name
    elif due.kind is Kind.TERM and due.unnamed:
        name = f"{'plusieurs_' if several else ''}a_nommer{'_en_retard' if late else ''}"
    elif due.kind is Kind.TERM and several and late:
        name = "plusieurs_en_retard"
    elif due.kind is Kind.TERM and several:
        name = "plusieurs_suivis" if due.followed else "plusieurs"
    elif due.kind is Kind.MINUTES and sent:
        name = "transmettre_en_retard" if late else "transmettre"
    elif due.kind is Kind.CALL and not late:
        name = _of_call(due, as_of)
    found: Mapping[str, str] = known[name]
    return found


def _of_call(due: Due, as_of: Day) -> str:
    """Name the sentence of a call that can still be received in time: planned, to send, to hand over."""
    if due.planned:
        return "prevue"
    if due.send is None:
        return "le_jour_meme"
    return "remise" if due.send < as_of else "a_venir"


def _said(
    several: list[Due],
    as_of: Day,
    names: Mapping[str, str],
    sentence: Mapping[str, str],
    where: tuple[str, int, int],
    code: str,
) -> Told:
    first = several[0]
    provision_id, behind, url = _cited(first.rule, as_of)
    identity = "\n".join([code, first.kind, *(due.key for due in several)])
    file, line, column = where
    return Told(
        id=hashlib.sha256(identity.encode()).hexdigest()[:_NAME],
        day=first.day,
        kind=first.kind,
        overdue=first.overdue(as_of),
        to_do=not first.followed,
        message=sentence["dit"].format_map(names),
        remedy=sentence["faire"].format_map(names),
        mailed=sentence.get("courriel", sentence["faire"]).format_map(names),
        rule=first.rule,
        text=behind,
        provision=provision_id,
        url=url,
        file=file,
        line=line,
        column=column,
        pointer=json_pointer(first.pointer[1:]),
    )


def _cited(rule_id: str | None, as_of: Day) -> tuple[str | None, str | None, str | None]:
    """Give the text behind a rule, how it is cited, and where its wording of the day is read; none for a rule of the
    kit, or when the files alone fix the day."""
    rule = registry.find(rule_id) if rule_id else None
    text = rule.provision if rule else None
    version = provision(text).in_force(as_of) if text else None
    if rule is None or text is None or version is None:
        return None, None, None
    paragraph = cited(text, rule.paragraphs.get(text, ""), as_of)
    return text, of_text(text, paragraph), version.url
