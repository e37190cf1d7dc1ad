"""Who came to a session: the list that one fills in, and what it says put into the session."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.edit import amendment
from kit.edit.amendment import Amendment
from kit.edit.planning import unreadable
from kit.edit.sheet import headings, seats
from kit.edit.sheet.exporting import Written
from kit.edit.sheet.faults import Fault
from kit.edit.sheet.headings import Headed
from kit.edit.sheet.tables import attendance, comparable, values
from kit.edit.sheet.workbook import Sheet, written
from kit.errors import UsageError
from kit.findings.finding import Finding
from kit.french import date, quoted, spaced
from kit.judging import pipeline
from kit.judging.assembly import assembly, examines
from kit.judging.case import Case
from kit.law.composition import snapshot
from kit.law.periods import period_on
from kit.model.commission import Titulaire
from kit.model.department import Dossier, identifiers
from kit.model.sessions import HELD, PLANNED, Seance
from kit.privacy.names import quotable
from kit.yaml.written import Known

Day = datetime.date
_HERE, _DEPUTY, _EXCUSED, _AWAY = "present", "supplee", "excuse", "absent"
# Ce que chaque réponse remplit d’une séance.
_LISTS = {_HERE: "presents", _DEPUTY: "supplees", _EXCUSED: "excuses"}
# Ce que l’on fait d’un jour qui a plusieurs séances, ou aucune.
_INSTEAD = {True: "écrivez-y les présents à la main", False: "« kit seance » en ajoute une"}
_SHOWN = 3
_CELL = "le texte de cette case"


@dataclass(slots=True)
class Told:
    """What a filled list says: each member with the answer and the row (from 0), those whose row has no answer, the
    proxies (`asked`: it has their column), and what is wrong."""

    answers: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    silent: dict[str, int] = field(default_factory=dict)
    proxies: dict[str, str] = field(default_factory=dict)
    asked: bool = False
    faults: list[Fault] = field(default_factory=list)


def session(case: Case, day: Day) -> Seance:
    """Give the session of a day, held or planned; raises UsageError when there is none, or several, and
    when they are not read."""
    if case.commission.sessions is None:
        raise UsageError(spaced("Les séances ne se lisent pas : « kit check » dit quoi y corriger."))
    found = [each for each in case.sessions if each.date == day and each.etat in (HELD, PLANNED)]
    if len(found) != 1:
        several = "a plusieurs séances" if found else "n’a aucune séance"
        message = f"La fiche {several} du {date(day)} : {_INSTEAD[bool(found)]}."
        raise UsageError(spaced(message))
    return found[0]


def blank(case: Case, known: Seance) -> Written:
    """Give the list of a session to fill in: a row for each member who composes the commission for it."""
    table = attendance()
    rows = [
        (holder.id, seats.label(seat, known.date), holder.titre, "", "", "")
        for seat, holders in _members(case, known).items()
        for holder in holders
    ]
    answers = next(number for number, column in enumerate(table.columns) if column.name == "presence")
    choices: dict[int, tuple[str, ...]] = {answers: ("présent", "suppléé", "excusé", "absent")}
    return Written(table=table, columns=table.columns, rows=tuple(rows), choices=choices)


def filled(
    dossier: Dossier, case: Case, known: Seance, sheets: Iterable[Sheet]
) -> tuple[Amendment | None, list[Fault]]:
    """Put a filled list into its session, in memory; gives no file when something is wrong in it.

    Raises UsageError for a session to come, and as `amend`."""
    if known.date > case.as_of:
        raise UsageError(
            spaced(f"La séance du {date(known.date)} n’a pas encore eu lieu : sa liste se remplit ensuite.")
        )
    understood = headings.understood(sheets, (attendance(),))
    people = [holder for holders in _members(case, known).values() for holder in holders]
    told = Told(faults=understood.faults)
    for headed in understood.sheets:
        _read(headed, people, known.date, identifiers(dossier.sources)["membres"], told)
        if _HERE not in told.answers.values() and not told.faults:
            told.faults.append(headed.fault("presence-muette", headed.row))
        else:
            told.faults += _unanswered(headed, people, told)
    if told.faults:
        return None, told.faults
    wanted = amendment.copied(amendment.held(dossier, "sessions"))
    entry = wanted[known.pointer[1]]
    for key in (*_LISTS.values(), *(("pouvoirs",) if told.asked else ())):
        entry.pop(key, None)
    entry |= dict(_written(told))
    made = amendment.amend(dossier, {"sessions": wanted})
    amendment.refuse(dossier, made)
    return made, []


def judged(made: Amendment, known: Seance, day: Day) -> list[Finding]:
    """Give what the rules say, on a day, of the session that a list was put into."""
    department = pipeline.judged(made.after, day, cases=False, shown=tuple).department
    branch, *place = made.after.parts.local(known.pointer)
    where = ("", *map(str, place))
    return [
        finding
        for result in department.results
        for finding in result.findings
        if finding.file.endswith(f"/{branch}.yaml") and tuple(finding.pointer.split("/")[:2]) == where
    ]


def _written(told: Told) -> Iterator[tuple[str, Any]]:
    yield "etat", HELD
    for answer, key in _LISTS.items():
        if listed := [member for member, said in told.answers.items() if said == answer]:
            yield key, listed
    if told.proxies:
        yield "pouvoirs", [{"de": giver, "a": holder} for giver, holder in told.proxies.items()]


def _members(case: Case, known: Seance) -> dict[str, list[Titulaire]]:
    """Give who holds each seat that composes the commission for a session; a person once, at the first. Raises
    UsageError when the holders of one are not all known."""
    seen: set[str] = set()
    found: dict[str, list[Titulaire]] = {}
    around = assembly(case, known)
    for each in around.composition.seats:
        if (each.individual_files or not examines(known)) and not case.seat_readable(each.id):
            raise UsageError(unreadable(each.short))
    for seat, ids in around.sitting(known).items():
        holders = snapshot.holders(case.commission, seat, period_on(known.date), known.date)
        found[seat] = [holder for holder in holders if holder.id in ids - seen]
        seen |= ids
    return found


def _read(headed: Headed, people: list[Titulaire], day: Day, named: Known, told: Told) -> None:
    columns = {column.name: number for number, column in headed.columns.items()}
    told.asked = "pouvoir" in columns
    proxies: dict[str, tuple[int, str]] = {}
    for number, cells in enumerate(headed.sheet.rows[headed.row + 1 :], headed.row + 1):
        said = {name: written(cells[at]) if at < len(cells) else "" for name, at in columns.items()}
        member = _member(said, people, named)
        if not said["presence"] and not said.get("pouvoir"):
            if member:
                told.silent[member] = number
            continue
        answer = _AWAY if not said["presence"] else values("presence").get(comparable(said["presence"]))
        if member is None:
            choice = f", par exemple {quoted([each.id for each in people[:_SHOWN]], 'ou')}" if people else ""
            told.faults.append(headed.fault("membre-inconnu", number, columns.get("id"), jour=date(day), choix=choice))
        elif member in told.rows:
            fields = {"id": member, "ligne": str(told.rows[member] + 1)}
            told.faults.append(headed.fault("membre-deux-fois", number, columns.get("id"), **fields))
        elif answer is None:
            told.rows[member] = number
            told.faults.append(headed.fault("presence", number, columns["presence"]))
        else:
            told.rows[member], told.answers[member] = number, answer
            if said.get("pouvoir"):
                proxies[member] = (number, said["pouvoir"])
    _proxies(headed, proxies, columns, named, told)


def _unanswered(headed: Headed, people: Iterable[Titulaire], told: Told) -> Iterator[Fault]:
    """Say which members have no answer: the list stands for all that the session says of them."""
    missing = [each.id for each in people if each.id not in told.rows]
    presence = next(number for number, column in headed.columns.items() if column.name == "presence")
    yield from (
        headed.fault("reponse-absente", told.silent[member], presence, id=member)
        for member in missing
        if member in told.silent
    )
    if nowhere := [member for member in missing if member not in told.silent]:
        yield headed.fault("membres-absents", headed.row, membres=quoted(nowhere, "et"))


def _member(said: Mapping[str, str], people: list[Titulaire], named: Known) -> str | None:
    """Give the member of a row: by its identifier, else by a title, or words, that only one member of the day has."""
    ids = {holder.id for holder in people}
    if said.get("id"):
        return said["id"] if said["id"] in ids else None
    title = comparable(said.get("titre", ""))
    found = [holder.id for holder in people if title and comparable(holder.titre) == title]
    if not found and title:
        found = [each for each in named.meant(said["titre"]) if each in ids]
    return found[0] if len(found) == 1 else None


def _proxies(
    headed: Headed, given: Mapping[str, tuple[int, str]], columns: Mapping[str, int], named: Known, told: Told
) -> None:
    """Say who gave a proxy to whom: an absent to a present."""
    here = {member for member, answer in told.answers.items() if answer in (_HERE, _DEPUTY)}
    for member, (row, text) in given.items():
        holders = [each for each in named.meant(text) if each in here and each != member]
        if member in here:
            told.faults.append(headed.fault("pouvoir-de-trop", row, columns["pouvoir"], id=member))
        elif len(holders) != 1:
            told.faults.append(headed.fault("pouvoir", row, columns["pouvoir"], valeur=quotable(text, _CELL)))
        else:
            told.proxies[member] = holders[0]
