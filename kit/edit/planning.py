"""A session put on the calendar of a commission, its deadlines, and what a person has to see before she calls it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.edit import amendment
from kit.edit.amendment import Amendment
from kit.errors import UsageError
from kit.french import date, listing, long_date, spaced
from kit.judging import pipeline
from kit.judging.case import Case
from kit.judging.proposed import called_by
from kit.law.working_days import is_worked, local_holiday, worked_until
from kit.model.department import Dossier
from kit.model.sessions import HELD, PLANNED
from kit.privacy.names import quotable
from kit.yaml.repair import fits, repaired
from kit.yaml.schema import at

Day = datetime.date
_BRANCH, _CALL = "sessions", "crpa-r133"
# L’ordre des lignes d’une séance, tel que les fichiers l’ont.
_KEYS = ("date", "heure", "lieu", "formation", "etat", "limite_de_depot")


@dataclass(frozen=True, slots=True)
class Planned:
    """A session to add: the file as it becomes, the days by which to call it, and what is to be looked at."""

    amendment: Amendment
    deadlines: tuple[str, ...]
    doubts: tuple[str, ...]


def planned(dossier: Dossier, day: Day, said: Mapping[str, str], as_of: Day) -> Planned:
    """Add a planned session; `said` has what is known of it, by key of the file. Raises UsageError for a day that is
    past or already has this session, for files to be sent after it, and as `amend` and `refuse`."""
    case = case_of(dossier, as_of)
    _refuse(case, day, said.get("formation"))
    last = said.get("limite_de_depot", "")
    if last > day.isoformat():
        told = date(Day.fromisoformat(last))
        message = f"Le {told} est après la séance du {date(day)} : donnez à « --limite » un jour qui la précède."
        raise UsageError(spaced(message))
    written = {"date": day.isoformat(), "etat": PLANNED, **{key: _fitting(key, text) for key, text in said.items()}}
    known = amendment.copied(amendment.held(dossier, _BRANCH))
    session = {key: written[key] for key in _KEYS if key in written}
    made = amendment.amend(dossier, {_BRANCH: [*known, session]})
    amendment.refuse(dossier, made)
    return Planned(made, tuple(_deadlines(case, day)), tuple(_doubts(case, dossier, day)))


def case_of(dossier: Dossier, day: Day) -> Case:
    """Give the commission of a department on a day; raises UsageError when it does not say which department it is."""
    case = pipeline.case(dossier, day)
    if case is None:
        message = (
            f"« {dossier.folder.name} » ne dit pas de quel département il parle : « kit check » dit quoi corriger."
        )
        raise UsageError(spaced(message))
    return case


def unreadable(short: str) -> str:
    """Say that the holders of a seat are not all known."""
    return spaced(f"Le siège « {short} » ne se lit pas en entier : « kit check » dit quoi y corriger.")


def _refuse(case: Case, day: Day, formation: str | None) -> None:
    if day < case.as_of:
        message = (
            f"Le {date(day)} est passé : une séance prévue est à venir, et une séance tenue s’écrit dans sessions.yaml."
        )
        raise UsageError(spaced(message))
    same = [session for session in case.sessions if session.date == day and session.etat in (PLANNED, HELD)]
    for session in same:
        if formation not in (None, session.formation) and session.formation is not None:
            continue
        where = f"{case.parts.local(session.pointer)[0]}.yaml"
        message = f"Une séance du {date(day)} est déjà dans {where} : rien n’est écrit."
        raise UsageError(spaced(message))


def _fitting(key: str, text: str) -> str:
    """Give a value as its place wants it; raises UsageError with an example when it cannot be."""
    described = at(_BRANCH, (0, key)) or {}
    if "pattern" not in described or fits(described, text):
        return text
    if found := repaired(described, text):
        return found
    raise UsageError(
        spaced(f"« {quotable(text, 'le texte donné')} » ne convient pas à « {key} » : écrivez par exemple « 14:00 ».")
    )


def _deadlines(case: Case, day: Day) -> Iterator[str]:
    """Say by which days the call is to be sent and received (CRPA R. 133-8), on worked days."""
    sent, received = called_by(case, day)
    if sent >= case.as_of:
        yield f"Convocation à envoyer le {long_date(sent)} au plus tard,"
        yield f"reçue par chacun le {long_date(received)} au plus tard (article R. 133-8 du CRPA), sauf urgence."


def _doubts(case: Case, dossier: Dossier, day: Day) -> Iterator[str]:
    version = case.version_of(_CALL)
    code = case.territory.code
    if not is_worked(day, code):
        near, why = worked_until(day, code), local_holiday(day, code)
        here = f" dans ce département ({why})" if why else ""
        instead = f" : le {long_date(near)} l’est" if near >= case.as_of else ""
        yield f"Le {long_date(day)} n’est pas un jour ouvré{here}{instead}."
    if day - datetime.timedelta(days=version.number("convocation_jours")) < case.as_of:
        yield (
            f"Une convocation envoyée aujourd’hui ne sera pas reçue à temps pour le {date(day)} : changez de jour, ou, "
            "si l’urgence le justifie, écrivez « convocation: {urgence: true} »."
        )
    elif called_by(case, day)[0] < case.as_of:
        yield f"La convocation du {date(day)} doit partir aujourd’hui, par un moyen qui la remet le jour même."
    if not case.installed:
        yield "La commission n’est pas installée, d’après commission.yaml."
    then = case_of(dossier, day)
    yield from (unreadable(seat.short) for seat in then.composition.seats if not then.seat_readable(seat.id))
    if ended := list(_ended(then)):
        yield f"Au {date(day)}, la fiche n’a plus de titulaire pour {listing(ended)} : renouvelez ces mandats avant."


def _ended(case: Case) -> Iterator[str]:
    """Give the seats of the list that nobody holds any more on a day, with the last day of the last term."""
    for seat in case.composition.seats:
        ends = [holder.mandat.fin for holder in case.commission.seat(seat.id) if holder.mandat and holder.mandat.fin]
        if seat.listed and case.seat_readable(seat.id) and not case.holders(seat.id) and ends:
            yield f"« {seat.short} » (mandat fini le {date(max(ends))})"
