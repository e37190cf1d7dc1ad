"""Who is enough to decide, and who votes for whom (CRPA R. 133-9 and R. 133-10)."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kit.findings.finding import Outcome, Pointer, doubted
from kit.findings.remedy import Change, drop, put
from kit.findings.rule import Breach
from kit.french import count, letters, listing, more_than, share
from kit.judging import causes
from kit.judging.assembly import (
    assembly,
    at_session,
    counted,
    judged,
    meets,
    members,
    represented,
    ruled,
    unsaid_at,
)  # fmt: skip
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import CERTAIN, Version, data
from kit.model.commission import CompteDuQuorum, Titulaire
from kit.model.sessions import Pouvoir, Seance

_PLURAL = "le texte ne dit ni si la présidence compte, ni comment compter les représentants d’un même siège"
_BASES = "le texte ne dit pas s’il se compte {}"
_CALLED = "le fichier ne dit pas si c’était une seconde convocation, qui dispense du quorum"
_STRANGERS = "il n’est atteint qu’en comptant des personnes qui n’étaient pas membres ce jour-là"
_SEATS = "par_siege"
_DOUBT = "la séance elle-même est à vérifier"
_UNTOLD = "le fichier ne dit pas ce qu’était la séance, et donc quels sièges y comptent"
_DIVIDED = "plusieurs règlements intérieurs s’appliquent ce jour-là, et ne le comptent pas de la même façon"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count: those who are there or represented, of those who compose the commission; `unit` and `chaired`
    say what is counted, and whether the presidency is."""

    there: int
    members: int
    unit: str
    chaired: bool

    def enough(self, denominator: int) -> bool:
        """Tell whether those who are there are as many as the quorum asks for."""
        return self.there * denominator >= self.members


def readings(case: Case, session: Seance, *, strangers_count: bool) -> tuple[tuple[Reading, ...], ...]:
    """For each base that the law leaves possible, count by person and by seat, without the presidency and with it,
    which chairs and so is there; the internal rules leave those that one of them says."""
    then = assembly(case, session)
    sitting = then.sitting(session)
    there = counted(session)
    # Un identifiant inconnu ou un mandat fini a son propre constat : le compter évite de refuser, jamais de douter.
    strangers = len(there - _people(sitting) - set(then.kept_out(session))) if strangers_count else 0
    present = len(there & _people(sitting)) + strangers
    seated = sum(1 for ids in sitting.values() if ids & there) + strangers
    bases = {"siegent": sitting, "tous": {seat: ids for seat, ids in then.seats.items() if ids}}
    found = []
    for said in _said(case, session):
        for base in _bases(said):
            seats = bases[base["base"]]
            sizes = {"par_membre": (present, len(_people(seats))), _SEATS: (seated, len(seats))}
            counts = [
                Reading(min(here, size) + chairs, size + chairs, unit, bool(chairs))
                for chairs in (0, then.chairs)
                for unit, (here, size) in sizes.items()
            ]
            found.append(tuple(reading for reading in counts if _admitted(reading, said)))
    return tuple(found)


def _said(case: Case, session: Seance) -> tuple[CompteDuQuorum | None, ...]:
    """Give each way in which the internal rules of the day of a session count; None when they do not say it."""
    return ruled(case, session, lambda rules: rules.quorum) or (None,)


def _admitted(reading: Reading, said: CompteDuQuorum | None) -> bool:
    """Tell whether the internal rules leave a way to count."""
    if said is None:
        return True
    return said.compte in (None, reading.unit) and said.presidence in (None, reading.chaired)


def _people(seats: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(member for ids in seats.values() for member in ids)


@rule("quorum-non-atteint", concerns=meets)
def quorum_non_atteint(case: Case, version: Version) -> Iterator[Breach]:
    """Count the members present or represented at each session (CRPA R. 133-10)."""
    first = [s for s in judged(case) if s.convocation is None or not s.convocation.seconde]
    silent = [s for s in first if s.presents is None]
    told = [s for s in first if s.presents is not None]
    if case.commission.partial:
        # Demander les présents n’avancerait à rien : la liste ne permet pas de compter.
        yield from unsaid_at(silent, "silence-partielle", "presents")
        silent = []
    for told_nothing in unsaid_at(silent, "silence", "presents"):
        here = put(told_nothing.pointer, _enough(case, silent[0], version.number("quorum_denominateur")))
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
    bases = readings(case, session, strangers_count=True)
    counts = [reading for base in bases for reading in base]
    short = [reading for reading in counts if not reading.enough(denominator)]
    if short:
        # Qui est écrit à un siège qui n’est pas le sien n’est pas compté au sien.
        apart = assembly(case, session).kept_out(session)
        of = tuple(causes.entry(apart[member].id, member) for member in sorted(counted(session) & set(apart)))
        doubt = _reason(session)
        if doubt is None and len(short) < len(counts):
            sentence, doubt = _unsettled(case, session, bases, denominator)
            yield replace(_short(session, short[0], doubt, denominator, sentence), of=of)
            return
        yield replace(_short(session, short[0], doubt, denominator), of=of)
        return
    sure = [r for base in readings(case, session, strangers_count=False) for r in base if not r.enough(denominator)]
    if sure:
        doubtful = _short(session, sure[0], _STRANGERS, denominator)
        unknown = sorted((set(session.presents or ()) | represented(session)) - members(case).keys())
        yield replace(doubtful, of=tuple(map(causes.member, unknown)))


def _unsettled(
    case: Case, session: Seance, bases: tuple[tuple[Reading, ...], ...], denominator: int
) -> tuple[str, str]:
    """Give the sentence and the reason of readings that disagree: the internal rules do, or no text says what is
    counted, or how."""
    said = _said(case, session)
    if len(said) > 1:
        return "reglements", _DIVIDED
    split = [all(reading.enough(denominator) for reading in base) for base in bases]
    told = listing((base["dit"] for base in _bases(said[0])), "ou")
    return "lectures", _BASES.format(told) if any(split) else _PLURAL


def _bases(said: CompteDuQuorum | None) -> list[dict[str, str]]:
    """Give the seats that the quorum may be counted on: the one that the internal rules say, those that a text read
    tells, else all that are possible."""
    bases: list[dict[str, str]] = data("crpa-r133")["bases_du_quorum"]
    written = [base for base in bases if said and base["base"] == said.base]
    return written or [base for base in bases if base["certitude"] == CERTAIN] or bases


def _short(
    session: Seance, reading: Reading, reason: str | None, denominator: int, doubtful: str = "douteux"
) -> Breach:
    fields = {"presence": _presence(reading), "raison": reason or "", "part": share(denominator)}
    sentence, outcome = (doubtful, Outcome.REVIEW) if reason else ("", Outcome.FAIL)
    breach = at_session(session, (*session.pointer, "presents"), sentence, outcome, **fields)
    return replace(breach, changes=(_again(session),))


def _again(session: Seance) -> Change:
    """Write that a session was called a second time, which dispenses with the quorum."""
    called = session.convocation
    days = {"date": called.date, "recue": called.recue} if called else {}
    known = {key: day.isoformat() for key, day in days.items() if day}
    urgent = {"urgence": "true"} if called and called.urgence else {}
    return put((*session.pointer, "convocation"), {**known, **urgent, "seconde": "true"})


def _enough(case: Case, session: Seance, denominator: int) -> list[str]:
    """Give as many members of a session as the quorum asks for, however it is counted."""
    seated = (sorted(ids) for ids in assembly(case, session).sitting(session).values())
    there: list[str] = []
    for member in dict.fromkeys(itertools.chain.from_iterable(itertools.zip_longest(*seated))):
        tried = replace(session, presents=tuple(there))
        bases = readings(case, tried, strangers_count=False)
        if all(reading.enough(denominator) for base in bases for reading in base):
            break
        there += [member] if member else []
    return there


def _presence(reading: Reading) -> str:
    """Write « 3 membres sur 8 étaient présents ou représentés », « 3 sièges sur 8 avaient un membre présent ou
    représenté »."""
    if reading.unit == _SEATS:
        had = "avaient" if reading.there > 1 else "avait"
        return f"{count(reading.there, 'siège')} sur {reading.members} {had} un membre présent ou représenté"
    were = "étaient présents ou représentés" if reading.there > 1 else "était présent ou représenté"
    return f"{count(reading.there, 'membre')} sur {reading.members} {were}"


def _reason(session: Seance) -> str | None:
    """Give why the quorum of a session can only be doubted whatever the count, or None."""
    if session.a_verifier:
        return _DOUBT
    if session.formation is None and not session.dossiers:
        return _UNTOLD
    return _CALLED if session.convocation is None else None


@rule("pouvoir-irregulier", concerns=meets)
def pouvoir_irregulier(case: Case, version: Version) -> Iterator[Breach]:
    """Judge the proxies of each session: who gives one, who bears it, and how many (CRPA R. 133-9)."""
    known = members(case)
    for session in judged(case):
        # « Sauf dispositions contraires » : R. 133-9 s’en remet à elles.
        allowed = ruled(case, session, lambda rules: rules.pouvoirs_par_membre)
        yield from _beyond(session, allowed or (version.number("pouvoirs_par_membre"),))
        for proxy in session.pouvoirs:
            fields = {"de": proxy.de, "a": proxy.a}
            for where, sentence, who in _faults(case, known, session, proxy):
                # Un identifiant inconnu ne dit pas que le pouvoir est irrégulier, et aucun texte ne dit si un suppléant
                # en porte un : c’est à vérifier.
                outcome = doubted(Outcome.FAIL, sentence in ("inconnu", "par-suppleant"))
                told_now = at_session(session, where, sentence, outcome, **fields, qui=who)
                unknown = sentence == "inconnu" and who not in known
                yield replace(told_now, of=(causes.member(who),)) if unknown else told_now


def _beyond(session: Seance, allowed: tuple[int, ...]) -> Iterator[Breach]:
    """Refuse more proxies than any of the internal rules of the day lets a member bear; doubt more than one of them
    does."""
    borne: dict[str, list[Pouvoir]] = {}
    for proxy in session.pouvoirs:
        borne.setdefault(proxy.a, []).append(proxy)
    for bearer, proxies in borne.items():
        if len(proxies) <= min(allowed):
            continue
        over = len(proxies) > max(allowed)
        sentence, outcome = ("", Outcome.FAIL) if over else ("reglements", Outcome.REVIEW)
        most = max(allowed) if over else min(allowed)
        fields = {
            "a": bearer,
            "pouvoirs": count(len(proxies), "pouvoir"),
            "porte": str(len(proxies)),
            "plus": more_than(letters(most)),
            "gardes": count(most, "pouvoir"),
        }
        told = at_session(session, (*proxies[most].pointer, "a"), sentence, outcome, **fields)
        yield replace(told, changes=tuple(drop(proxy.pointer) for proxy in proxies[most:]))


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
        if case.commission.readable("membres") and who not in session.attending:
            yield (*proxy.pointer, key), "inconnu", who
    if session.presents is None:
        return
    if proxy.de in session.presents:
        yield (*proxy.pointer, "de"), "present", proxy.de
    # R. 133-9 : « lorsqu’il n’est pas suppléé ».
    if proxy.de in session.supplees:
        yield (*proxy.pointer, "de"), "supplee", proxy.de
    if proxy.a in session.supplees:
        yield (*proxy.pointer, "a"), "par-suppleant", proxy.a
    elif proxy.a not in session.presents and ("a", proxy.a) not in strangers:
        yield (*proxy.pointer, "a"), "absent", proxy.a
