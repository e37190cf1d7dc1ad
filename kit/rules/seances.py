"""Whether individual sessions follow the pace of the files, and what is planned (R. 121-12-10, instruction of 13 April
2022, 2.1)."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kit.findings.finding import Outcome
from kit.findings.remedy import Change, add, put
from kit.findings.rule import Breach
from kit.french import count, date, listing
from kit.judging import causes
from kit.judging.assembly import FILES, MINORS, at_session, examines, judged, meets, named, since, topicless
from kit.judging.case import Case
from kit.judging.closed import closed_year
from kit.judging.past import misdated
from kit.judging.proposed import next_session
from kit.judging.registry import rule
from kit.law.terms import months_after
from kit.law.texts import Version, provision
from kit.law.working_days import worked_until
from kit.model.commission import Indicateurs
from kit.model.sessions import HELD, PLANNED, Seance
from kit.rules.annees import lacks_meetings

_HERE = ("sessions",)
_EVER = datetime.date.max
# Ce qu’écrit une séance dont il y a ceci à dire ; les autres phrases laissent le choix.
_FITTING = {"examen": FILES, "mineurs": "autre"}
# Une séance, celle qui la suit, et le jour de celle-ci ou celui du contrôle.
Gap = tuple[Seance, Seance | None, datetime.date]


@rule("seances-trop-espacees")
def seances_trop_espacees(case: Case, version: Version) -> Iterator[Breach]:
    """Look for gaps between individual sessions longer than an authorisation lasts."""
    if not case.commission.readable("sessions"):
        return
    months = version.number("autorisation_mois")
    wide = [(gap, _running(case, gap[0], gap[2])) for gap in _wide_gaps(case, months)]
    yield from _history([gap for gap, running in wide if running and closed_year(gap[2].year, case.as_of)], months)
    for (before, after, end), running in wide:
        fields = {"mois": str(months), "avant": date(before.date), "apres": date(end)}
        if running is False or closed_year(end.year, case.as_of):
            continue
        told = Breach(pointer=before.pointer, fields=fields, day=before.date)
        if silent := _untold(case, before.date, end):
            told = replace(told, outcome=Outcome.OPEN, of=silent)
        if running is None:
            counted = _counted(case, min(end, case.as_of))
            yield replace(told, case="silence", outcome=Outcome.OPEN, changes=(counted,))
        elif after:
            changes = tuple(_between(case, before.date, end, months))
            sentence = "passe" if end <= case.as_of else ""
            yield replace(told, pointer=(*after.pointer, "date"), case=sentence, changes=changes)
        else:
            yield replace(told, pointer=(*before.pointer, "date"), case="depuis", changes=(next_session(case),))


def _between(case: Case, before: datetime.date, end: datetime.date, months: int) -> Iterator[Change]:
    """Add the sessions that lack between two others, on working days as far apart as an authorisation lets."""
    day = months_after(before, months)
    while day < end:
        state = HELD if day <= case.as_of else PLANNED
        worked = worked_until(day, case.territory.code)
        yield add(_HERE, {"date": worked.isoformat(), "formation": FILES, "etat": state})
        day = months_after(day, months)


def _counted(case: Case, end: datetime.date) -> Change:
    """Say of the last figures before a day that no course was running; without any, add those of that day."""
    known = [each for each in case.figures if each.date <= end]
    if known:
        return put((*known[-1].pointer, "psp_en_cours"), "0")
    return add(("commission", "indicateurs"), {"date": end.isoformat(), "psp_en_cours": "0"})


def _individual(case: Case) -> list[Seance]:
    """Give the sessions that examine files, held or planned, since the commission is to meet."""
    return [s for s in case.sessions if examines(s) and s.etat in (HELD, PLANNED) and s.date >= since(case)]


def _wide_gaps(case: Case, months: int) -> Iterator[Gap]:
    """Give the individual sessions followed by none for more than these months, with the next one and its day, or the
    day of the case."""
    for before, after in pairwise([*_individual(case), None]):
        if before is None or before.date > case.as_of:
            return
        end = after.date if after else case.as_of
        if end > months_after(before.date, months):
            yield before, after, end


def _history(gaps: list[Gap], months: int) -> Iterator[Breach]:
    """Recall the gaps of closed years; none of them weighs on the day."""
    if gaps:
        told = listing(f"du {date(before.date)} au {date(end)}" for before, _, end in gaps)
        fields = {"mois": str(months), "intervalles": told}
        yield Breach(
            pointer=(*gaps[0][0].pointer, "date"), case="clos", outcome=Outcome.PASS, fields=fields, closed=True
        )


def _running(case: Case, before: Seance, end: datetime.date) -> bool | None:
    """Tell whether persons were in the way out between two days; None when nothing says so."""
    granted = (file.decision for file in before.dossiers or () if file.decision)
    if any(decision.sens == "autorise" for decision in granted):
        return True
    known = [i for i in case.figures if i.date <= end and i.psp_en_cours is not None]
    return bool(known[-1].psp_en_cours) if known else None


@rule("demandes-sans-seance", evidence=lambda case: bool(case.figures))
def demandes_sans_seance(case: Case, _: Version) -> Iterator[Breach]:
    """Look for a session after the last figures that leave requests waiting."""
    last = next(reversed(case.figures), None)
    if last is None:
        return
    waiting = last.demandes_en_attente
    fields = {"jour": date(last.date), "demandes": _requests(waiting or 0)}
    where = (*last.pointer, "demandes_en_attente")
    if waiting is None:
        yield Breach(pointer=where, case="silence", outcome=Outcome.OPEN, fields=fields)
    elif _waiting(case):
        silent = _untold(case, last.date, _EVER)
        outcome, changes = Outcome.OPEN if silent else Outcome.FAIL, (next_session(case),)
        yield Breach(pointer=where, outcome=outcome, fields=fields, changes=changes, of=silent)


def _untold(case: Case, first: datetime.date, last: datetime.date) -> tuple[str, ...]:
    """Give the causes of what nobody knows of the sessions between two days: those whose topic is not said."""
    return tuple(causes.topic(session.pointer) for session in topicless(case, first, last))


def overdue_session(case: Case, months: int) -> tuple[Seance, datetime.date] | None:
    """Give the last individual session and the last day for the next one, when persons are in the way out and no
    later one is written; None when nothing is awaited, or when nobody knows."""
    known = _individual(case)
    last = known[-1] if known else None
    if last is None or last.date > case.as_of or not case.commission.readable("sessions"):
        return None
    if _untold(case, last.date, _EVER) or not _running(case, last, case.as_of):
        return None
    return last, months_after(last.date, months)


def _requests(number: int) -> str:
    return f"{count(number, 'demande')} {'était' if number == 1 else 'étaient'}"


def awaited(case: Case) -> Indicateurs | None:
    """Give the last figures when the requests that they leave waiting have had no session since, as far as the
    calendar tells."""
    last = next(reversed(case.figures), None)
    return last if last and _waiting(case) and not _untold(case, last.date, _EVER) else None


def _waiting(case: Case) -> bool:
    """Tell whether requests counted last have had no individual session since, and have none planned."""
    last = next(reversed(case.figures), None)
    if last is None or not last.demandes_en_attente or not case.commission.readable("sessions"):
        return False
    return not any(examines(s) and s.etat in (HELD, PLANNED) and s.date > last.date for s in case.sessions)


@rule("calendrier-sans-suite")
def calendrier_sans_suite(case: Case, _: Version) -> Iterator[Breach]:
    """Look for planned sessions now past, for wrong days, and for a calendar that stops."""
    fields = {"jour": date(case.as_of)}
    for session in case.sessions:
        if session.etat == PLANNED and since(case) <= session.date < case.as_of:
            told = {**fields, "seance": date(session.date)}
            where, of = (*session.pointer, "etat"), (causes.undecided(session.pointer),)
            yield Breach(pointer=where, case="passee", outcome=Outcome.OPEN, fields=told, of=of)
    yield from misdated(case)
    # Une séance « tenue » après le jour demandé était alors à venir.
    coming = case.planned or any(s.date > case.as_of and s.etat == HELD for s in case.sessions)
    if not coming and case.commission.readable("sessions") and not lacks_meetings(case) and not _waiting(case):
        last = next(reversed(judged(case)), None)
        where = last.pointer if last else _HERE
        yield Breach(pointer=where, fields=fields, changes=(next_session(case),))


@rule("formation-de-seance-douteuse", concerns=lambda case: meets(case) or bool(topicless(case, since(case), _EVER)))
def formation_de_seance_douteuse(case: Case, _: Version) -> Iterator[Breach]:
    """Ask what sessions are for when they do not say it; doubt what they say against their files, or before the
    text. The sessions of which the same is said are told together."""
    known = [version for version in provision("casf-r121-12-8").versions if "reunions_mineurs" in version.values]
    begun = known[0].start if known else None
    alike: dict[tuple[str, str], list[Seance]] = {}
    for session in case.sessions:
        sentence = _doubtful(case, session, begun)
        if sentence is not None and session.etat in (HELD, PLANNED) and session.date >= since(case):
            alike.setdefault((sentence, session.formation or ""), []).append(session)
    for (sentence, formation), together in alike.items():
        yield _topics(together, sentence, formation=formation, debut=date(begun) if begun else "")


def _doubtful(case: Case, session: Seance, begun: datetime.date | None) -> str | None:
    """Name the sentence that fits what a session says that it is for, meetings on minors having begun on a day."""
    if session.formation is None:
        return "examen" if session.dossiers else "silence"
    held = session.etat == HELD and session.date <= case.as_of
    if held and examines(session) and session.formation != FILES:
        return ""
    return "mineurs" if session.formation == MINORS and begun and session.date < begun else None


def _topics(sessions: list[Seance], sentence: str, **fields: str) -> Breach:
    """Say once of several sessions what is known, or not, of what they are for."""
    first, several = sessions[0], len(sessions) > 1
    silent = first.formation is None
    told = at_session(first, (*first.pointer, "formation"), sentence, Outcome.OPEN if silent else Outcome.REVIEW)
    days = named(sessions)
    plural = {"etait": "étaient", "ecrites": "sont écrites"} if several else {"etait": "était", "ecrites": "est écrite"}
    return replace(
        told,
        fields={**told.fields, **fields, **plural, "seances": days, "Seances": days[:1].upper() + days[1:]},
        explains=tuple(causes.topic(session.pointer) for session in sessions) if silent else (),
        changes=tuple(
            put((*each.pointer, "formation"), _FITTING[sentence]) for each in sessions if sentence in _FITTING
        ),
    )
