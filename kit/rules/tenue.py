"""How a session is called, its votes and its minutes (CRPA R. 133-5, R. 133-8, R. 133-11, R. 133-13)."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome, Pointer
from kit.findings.remedy import Change, drop, put
from kit.findings.rule import Breach
from kit.french import count, date, quoted
from kit.judging import causes, specimens
from kit.judging.assembly import (
    assembly,
    at_session,
    counted,
    examines,
    firm,
    judged,
    meets,
    since,
    tells,
    unread,
    unsaid_at,
)
from kit.judging.case import Case
from kit.judging.past import is_past, to_come
from kit.judging.patterns import precedes
from kit.judging.proposed import called_by, posting
from kit.judging.registry import rule
from kit.law.texts import Version, data
from kit.model.sessions import HELD, Convocation, Decompte, ProcesVerbal, Seance, Vote

# Les phrases qui parlent du jour de la réception.
_RECEIVED = frozenset({"recue", "recue-avant", "seconde-recue"})
_FAVOURABLE = {"favorable": True, "defavorable": False}


def _near(case: Case, session: Seance) -> bool:
    """Tell whether it is too late to call the members to a session in time."""
    delay = case.version_of("crpa-r133").number("convocation_jours")
    return session.date - case.as_of < datetime.timedelta(days=delay)


def _called(case: Case) -> bool:
    """Tell whether a session was called, or should have been; a file that does not say leaves it open."""
    coming = any(session.convocation or _near(case, session) for session in case.planned)
    return coming or meets(case)


@rule("convocation-tardive", concerns=_called)
def convocation_tardive(case: Case, version: Version) -> Iterator[Breach]:
    """Look for sessions to which members were called later than the text allows (CRPA R. 133-8)."""
    delay = version.number("convocation_jours")
    silent = []
    for session in (*judged(case), *case.planned):
        called = _known(case, session.convocation)
        if called is None or (called.date is None and called.recue is None):
            if _near(case, session) and not (called and called.urgence):
                silent.append(session)
        elif found := late(session, called, delay):
            sentence, outcome = found
            key = "recue" if sentence in _RECEIVED else "date"
            fields = {**_call(session, called, key, delay), "a_temps": called_by(case, session.date)[0].isoformat()}
            told = at_session(session, (*called.pointer, key), sentence, outcome, **fields)
            yield replace(told, day=min(session.date, case.as_of))
    for told in unsaid_at(silent, "silence", "convocation"):
        in_time = put((*told.pointer, "date"), called_by(case, silent[0].date)[0].isoformat())
        yield replace(told, changes=(in_time,))


def _known(case: Case, called: Convocation | None) -> Convocation | None:
    """Give a call without the day of its reception when that day is still to come: nothing was received yet."""
    return replace(called, recue=None) if called and to_come(case, called.recue) else called


def late(session: Seance, called: Convocation, delay: int) -> tuple[str, Outcome] | None:
    """Give the sentence and the outcome of a call that the members did not receive the delay in days before, or may
    not have; None when they did. What is sent too late is received too late; what is sent early enough is taken for
    received in time, when the file does not say on which day."""
    sent, received = called.date, called.recue
    if precedes(session.date, sent):
        return "apres", firm(session)
    if precedes(received, sent):
        return "recue-avant", Outcome.REVIEW
    if called.urgence:
        return None
    limit = session.date - datetime.timedelta(days=delay)
    if precedes(limit, sent):
        return ("seconde", Outcome.REVIEW) if called.seconde else ("", firm(session))
    if precedes(limit, received):
        return ("seconde-recue", Outcome.REVIEW) if called.seconde else ("recue", firm(session))
    unsure = received is None and not called.seconde
    if unsure and precedes(limit - datetime.timedelta(days=posting()), sent):
        return "envoyee", Outcome.REVIEW
    return None


def _call(session: Seance, called: Convocation, key: str, delay: int) -> dict[str, str]:
    """Give what the sentences say of a call, counted from the day of its line `key`."""
    sent, received = called.date or called.recue, called.recue or called.date
    day = (received if key == "recue" else sent) or session.date
    days = (session.date - day).days
    before = f"soit {count(days, 'jour')} avant" if days > 0 else "après elle" if days < 0 else "le jour même"
    limit = session.date - datetime.timedelta(days=delay)
    return {
        "convocation": date(sent or day),
        "recue": date(received or day),
        "ecart": before,
        "delai": count(delay, "jour"),
        "envoi": (sent or day).isoformat(),
        "limite": limit.isoformat(),
    }


def _dated(case: Case) -> bool:
    """Tell whether the minutes of one session have a day."""
    return any(session.pv and (session.pv.date or session.pv.transmis) for session in judged(case))


@rule("proces-verbal-avant-la-seance", concerns=meets, evidence=_dated)
def proces_verbal_avant_la_seance(case: Case, _: Version) -> Iterator[Breach]:
    """Look for minutes signed before the session, or sent before they were (CRPA R. 133-13)."""
    for session in judged(case):
        if session.pv and (found := _misdated(case, session, session.pv)):
            sentence, outcome, key = found
            fields = {
                "pv": date(session.pv.date or session.date),
                "transmis": date(session.pv.transmis or session.date),
                "seance": session.date.isoformat(),
                "pv_iso": (session.pv.date or session.date).isoformat(),
            }
            yield at_session(session, (*session.pointer, "pv", key), sentence, outcome, **fields)


@rule("proces-verbal-absent", concerns=meets)
def proces_verbal_absent(case: Case, _: Version) -> Iterator[Breach]:
    """Look for sessions whose minutes have no day, or were not sent (CRPA R. 133-13)."""
    passed = [s for s in judged(case) if minutes_by(s) < case.as_of]
    undated = list(filter(unwritten, passed))
    for told in unsaid_at(undated, "", "pv"):
        yield replace(told, changes=tuple(_minutes(undated[0])))
    unsent = list(filter(unsent_minutes, passed))
    for told in unsaid_at(unsent, "transmis", "pv"):
        yield replace(told, changes=tuple(_minutes(unsent[0])))


def minutes_by(session: Seance) -> datetime.date:
    """Give the day after which the kit asks for the minutes of a session."""
    return session.date + datetime.timedelta(days=int(data("maison")["proces_verbal_jours"]))


def unwritten(session: Seance) -> bool:
    """Tell whether the minutes of a session have no day."""
    return session.pv is None or session.pv.date is None


def unsent_minutes(session: Seance) -> bool:
    """Tell whether the minutes of a session that examines files are dated, and not sent."""
    return session.pv is not None and not unwritten(session) and session.pv.transmis is None and examines(session)


def _minutes(session: Seance) -> Iterator[Change]:
    """Give the minutes of a session the days that they lack: that of the session, at the earliest."""
    here, day = (*session.pointer, "pv"), session.date.isoformat()
    if session.pv is None:
        yield put(here, {"date": day, "transmis": day})
        return
    written = session.pv.date.isoformat() if session.pv.date else day
    if session.pv.date is None:
        yield put((*here, "date"), day)
    if session.pv.transmis is None:
        yield put((*here, "transmis"), written)


def _unheld(case: Case) -> Iterator[tuple[Seance, list[Pointer]]]:
    """Give the sessions that are not written as held, with the places of what is only done at one."""
    for session in case.sessions:
        unseen = session.date > case.as_of and is_past(case)
        if session.etat != HELD and session.date >= since(case) and not unseen and (acts := list(_acts(session))):
            yield session, acts


def _acted(case: Case) -> bool:
    """Tell whether there are such sessions; a file that is absent or cannot be read leaves it open."""
    return unread(case) or any(_unheld(case))


@rule("actes-sans-seance", concerns=_acted)
def actes_sans_seance(case: Case, _: Version) -> Iterator[Breach]:
    """Look for what is only done at a session under one that is not written as held: it proves nothing."""
    for session, acts in _unheld(case):
        fields = {"etat": session.etat, "actes": quoted(dict.fromkeys(str(each[-1]) for each in acts))}
        come = session.date <= case.as_of
        held = (put((*session.pointer, "etat"), HELD),)
        told = at_session(session, acts[0], "" if come else "a-venir", Outcome.REVIEW, **fields)
        # Le jour d’une séance encore « prevue » est passé : c’est le même mot qui manque.
        undecided = (causes.undecided(session.pointer),) if come else ()
        changes = held if come else tuple(drop(each) for each in reversed(acts))
        yield replace(told, changes=changes, explains=undecided)


def _acts(session: Seance) -> Iterator[Pointer]:
    """Give the places, in a session, of what is only done there."""
    said = {
        "presents": session.presents,
        "supplees": session.supplees,
        "pouvoirs": session.pouvoirs,
        "votes": session.votes,
        "pv": session.pv,
    }
    yield from ((*session.pointer, key) for key, written in said.items() if written)
    for file in session.dossiers or ():
        given = {"avis": file.avis, "vote": file.vote, "decision": file.decision}
        yield from ((*file.pointer, key) for key, written in given.items() if written)


@rule("vote-mal-compte", concerns=lambda case: tells(case, _votes))
def vote_mal_compte(case: Case, _: Version) -> Iterator[Breach]:
    """Look for votes that say the contrary of their voices, or that have more voices than members (CRPA R. 133-11)."""
    for session in judged(case):
        chairs = assembly(case, session).chairs
        for vote, about, carried in _votes(session):
            cast = (vote.pour or 0, vote.contre or 0, vote.abstentions or 0)
            fields = {"vote": about, "pour": count(cast[0], "voix", "voix"), "contre": count(cast[1], "voix", "voix")}
            if carried is not None and (cast[0] < cast[1] if carried else cast[0] > cast[1]):
                sentence = "adopte" if carried else "rejete"
                told_so = at_session(session, vote.pointer, sentence, Outcome.FAIL, **fields)
                yield _contrary(told_so, session, vote, carried=carried)
            most = len(counted(session) - _withdrawn(session, vote)) + chairs
            if session.presents is not None and sum(cast) > most:
                told = {"total": count(sum(cast), "voix", "voix"), "n": str(most)}
                yield at_session(session, vote.pointer, "trop", Outcome.REVIEW, **fields, **told)


def _withdrawn(session: Seance, vote: Decompte) -> frozenset[str]:
    """Give the ids of those who withdrew from the file that a vote is about."""
    return frozenset(i for file in session.dossiers or () if file.vote is vote for i in file.retires or ())


def _contrary(told: Breach, session: Seance, vote: Decompte, *, carried: bool) -> Breach:
    """Write that a vote went the other way, as its voices say; an opinion that becomes unfavourable says why, and one
    that may be favourable asks for no reason."""
    if isinstance(vote, Vote):
        return replace(told, changes=(put((*vote.pointer, "sens"), "rejete" if carried else "adopte"),))
    opinion = next(word for word, favourable in _FAVOURABLE.items() if favourable is not carried)
    file = next(file for file in session.dossiers or () if file.vote is vote)
    changes = [put((*file.pointer, "avis"), opinion)]
    if carried and not file.motif:
        changes.append(put((*file.pointer, "motif"), specimens.reason(file)))
    return replace(told, changes=tuple(changes), explains=() if carried else (causes.opinion(file.pointer),))


def _votes(session: Seance) -> list[tuple[Decompte, str, bool | None]]:
    """Give the votes of a session, each with what it was on, and whether it is written as carried."""
    own = [(v, f"sur « {v.objet} »", None if v.sens is None else v.sens == "adopte") for v in session.votes or ()]
    files = [
        (f.vote, f"de l’avis rendu sur le dossier « {f.reference} »", _FAVOURABLE.get(f.avis or ""))
        for f in session.dossiers or ()
        if f.vote
    ]
    return [*own, *files]


def _misdated(case: Case, session: Seance, minutes: ProcesVerbal) -> tuple[str, Outcome, str] | None:
    """Give the sentence, the outcome and the line of the first day that minutes cannot have, or None."""
    if precedes(minutes.date, session.date):
        return "", Outcome.FAIL, "date"
    if to_come(case, minutes.date):
        return "futur", Outcome.REVIEW, "date"
    if precedes(minutes.transmis, minutes.date or session.date):
        return "transmis_avant", Outcome.REVIEW, "transmis"
    if to_come(case, minutes.transmis):
        return "transmis_futur", Outcome.REVIEW, "transmis"
    return None
