"""Who is enough to decide, and who votes for whom (CRPA R. 133-9 and R. 133-10)."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kit.findings.finding import Outcome, Pointer, doubted
from kit.findings.remedy import Change, Gesture
from kit.findings.rule import Breach
from kit.french import count, listing, share
from kit.judging.assembly import assembly, at_session, judged, meets, members, represented, unsaid_at
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import CERTAIN, Version, data
from kit.model.commission import Titulaire
from kit.model.sessions import Pouvoir, Seance

_PLURAL = "le texte ne dit ni si la présidence compte, ni comment compter les représentants d’un même siège"
_BASES = "le texte ne dit pas s’il se compte {}"
_CALLED = "le fichier ne dit pas si c’était une seconde convocation, qui dispense du quorum"
_STRANGERS = "il ne l’est qu’en comptant des personnes qui n’étaient pas membres ce jour-là"
_PROXIES = "article R. 133-9"
_DOUBT = "la séance elle-même est à vérifier"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to count: those who are there or represented, of those who compose the commission."""

    there: int
    members: int

    def enough(self, denominator: int) -> bool:
        return self.there * denominator >= self.members


def _readings(case: Case, session: Seance, *, strangers_count: bool) -> tuple[tuple[_Reading, ...], ...]:
    """For each base that the law leaves possible, count by person and by seat, without the presidency and with it,
    which chairs and so is there."""
    then = assembly(case, session)
    sitting = then.sitting(session)
    there = set(session.presents or ()) | represented(session)
    # Un identifiant inconnu ou un mandat fini a son propre constat : le compter évite de refuser, jamais de douter.
    strangers = len(there - _people(sitting) - set(then.kept_out(session))) if strangers_count else 0
    present = len(there & _people(sitting)) + strangers
    seated = sum(1 for ids in sitting.values() if ids & there) + strangers
    bases = {"siegent": sitting, "tous": {seat: ids for seat, ids in then.seats.items() if ids}}
    found = []
    for base in _bases():
        seats = bases[base["base"]]
        people = len(_people(seats))
        counted = (_Reading(min(present, people), people), _Reading(min(seated, len(seats)), len(seats)))
        found.append((*counted, *(_Reading(r.there + then.chairs, r.members + then.chairs) for r in counted)))
    return tuple(found)


def _people(seats: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(member for ids in seats.values() for member in ids)


@rule("quorum-non-atteint", concerns=meets)
def quorum_non_atteint(case: Case, version: Version) -> Iterator[Breach]:
    """Count the members present or represented at each session (CRPA R. 133-10)."""
    first = [s for s in judged(case) if s.convocation is None or not s.convocation.seconde]
    silent = [s for s in first if s.presents is None]
    told = [s for s in first if s.presents is not None]
    for told_nothing in unsaid_at(silent, "silence", "presents"):
        here = Change(
            Gesture.PUT, told_nothing.pointer, _enough(case, silent[0], version.number("quorum_denominateur"))
        )
        yield replace(told_nothing, changes=(here,))
    if not case.commission.readable("membres"):
        return
    if case.commission.partial:
        yield from (replace(each, outcome=Outcome.REVIEW) for each in unsaid_at(told, "partielle", "presents"))
        return
    for session in told:
        yield from _counted(case, session, version.number("quorum_denominateur"))


def _counted(case: Case, session: Seance, denominator: int) -> Iterator[Breach]:
    """Refuse a session short by every reading, doubt one whose readings disagree or need strangers."""
    bases = _readings(case, session, strangers_count=True)
    readings = [reading for base in bases for reading in base]
    short = [reading for reading in readings if not reading.enough(denominator)]
    if short:
        doubt = _reason(session)
        if doubt is None and len(short) < len(readings):
            split = [all(reading.enough(denominator) for reading in base) for base in bases]
            doubt = _BASES.format(listing((base["dit"] for base in _bases()), "ou")) if any(split) else _PLURAL
        yield _short(session, short[0], doubt, denominator)
        return
    sure = [r for base in _readings(case, session, strangers_count=False) for r in base if not r.enough(denominator)]
    if sure:
        yield _short(session, sure[0], _STRANGERS, denominator)


def _bases() -> list[dict[str, str]]:
    """Give the seats that the quorum may be counted on: those that a text read tells, else all that are possible."""
    bases: list[dict[str, str]] = data("crpa-r133")["bases_du_quorum"]
    return [base for base in bases if base["certitude"] == CERTAIN] or bases


def _short(session: Seance, reading: _Reading, reason: str | None, denominator: int) -> Breach:
    fields = {"presence": _presence(reading), "raison": reason or "", "part": share(denominator)}
    sentence, outcome = ("douteux", Outcome.REVIEW) if reason else ("", Outcome.FAIL)
    breach = at_session(session, (*session.pointer, "presents"), sentence, outcome, "article R. 133-10", **fields)
    return replace(breach, changes=(_again(session),))


def _again(session: Seance) -> Change:
    """Write that a session was called a second time, which dispenses with the quorum."""
    called = session.convocation
    day = {"date": called.date.isoformat()} if called and called.date else {}
    urgent = {"urgence": "true"} if called and called.urgence else {}
    return Change(Gesture.PUT, (*session.pointer, "convocation"), {**day, **urgent, "seconde": "true"})


def _enough(case: Case, session: Seance, denominator: int) -> list[str]:
    """Give as many members of a session as the quorum asks for, however it is counted."""
    seated = (sorted(ids) for ids in assembly(case, session).sitting(session).values())
    there: list[str] = []
    for member in dict.fromkeys(itertools.chain.from_iterable(itertools.zip_longest(*seated))):
        tried = replace(session, presents=tuple(there))
        bases = _readings(case, tried, strangers_count=False)
        if all(reading.enough(denominator) for base in bases for reading in base):
            break
        there += [member] if member else []
    return there


def _presence(reading: _Reading) -> str:
    """Write « 3 membres sur 8 étaient présents ou représentés »."""
    were = "étaient présents ou représentés" if reading.there > 1 else "était présent ou représenté"
    return f"{count(reading.there, 'membre')} sur {reading.members} {were}"


def _reason(session: Seance) -> str | None:
    """Give why the quorum of a session can only be doubted whatever the count, or None."""
    if session.a_verifier:
        return _DOUBT
    return _CALLED if session.convocation is None else None


@rule("pouvoir-irregulier", concerns=meets)
def pouvoir_irregulier(case: Case, version: Version) -> Iterator[Breach]:
    """Judge the proxies of each session: who gives one, who bears it, and how many (CRPA R. 133-9)."""
    most, known = version.number("pouvoirs_par_membre"), members(case)
    for session in judged(case):
        carried = Counter(proxy.a for proxy in session.pouvoirs)
        told: Counter[str] = Counter()
        for proxy in session.pouvoirs:
            told[proxy.a] += 1
            fields = {"de": proxy.de, "a": proxy.a, "n": str(most), "pouvoirs": count(carried[proxy.a], "pouvoir")}
            if told[proxy.a] == most + 1:
                breach = at_session(session, (*proxy.pointer, "a"), "", Outcome.FAIL, _PROXIES, **fields)
                yield replace(breach, changes=_beyond(session, proxy.a, most))
            for where, sentence, who in _faults(case, known, session, proxy):
                # Un identifiant inconnu ne dit pas que le pouvoir est irrégulier : il est à vérifier.
                outcome = doubted(Outcome.FAIL, sentence == "inconnu")
                yield at_session(session, where, sentence, outcome, _PROXIES, **fields, qui=who)


def _beyond(session: Seance, bearer: str, most: int) -> tuple[Change, ...]:
    """Take away the proxies of a bearer beyond those that a member may bear, the last first."""
    borne = [proxy for proxy in session.pouvoirs if proxy.a == bearer]
    return tuple(Change(Gesture.DROP, proxy.pointer) for proxy in borne[most:])


def _faults(
    case: Case, known: Mapping[str, list[Titulaire]], session: Seance, proxy: Pouvoir
) -> Iterator[tuple[Pointer, str, str]]:
    """Give what is wrong with a proxy: its place, the case, the person."""
    strangers = [
        (key, who)
        for key, who in (("de", proxy.de), ("a", proxy.a))
        if not any(holder.sits_on(session.date) for holder in known.get(who, ()))
    ]
    # Un présent inconnu a déjà son constat.
    for key, who in strangers:
        if case.commission.readable("membres") and who not in (session.presents or ()):
            yield (*proxy.pointer, key), "inconnu", who
    if session.presents is None:
        return
    if proxy.de in session.presents:
        yield (*proxy.pointer, "de"), "present", proxy.de
    if proxy.a not in session.presents and ("a", proxy.a) not in strangers:
        yield (*proxy.pointer, "a"), "absent", proxy.a
