"""The training of the new members (instruction of 13 April 2022, 1.3)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kit.findings.finding import Outcome, Pointer, doubted
from kit.findings.remedy import Change, add, put
from kit.findings.rule import Breach
from kit.french import date
from kit.judging import assembly, specimens
from kit.judging.case import Case
from kit.judging.holding import held, starts
from kit.judging.past import to_come
from kit.judging.patterns import titled
from kit.judging.registry import rule
from kit.law.texts import Seat, Version, provision
from kit.model.commission import Association, Formation, Titulaire, covers
from kit.rules.agrements import LIST, approved_now, completed
from kit.yaml.guesses import Identifiers

_SOURCE = "instruction-2022-7"
# Une association de ces niveaux peut ne pas être connue du département.
_ELSEWHERE = ("national", "regional")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A person who sits on the day: first day known, training of any of its terms."""

    seat: Seat
    holder: Titulaire
    since: datetime.date | None
    training: Formation | None

    def place(self, key: str) -> Pointer:
        """Point at a line of the training, or at the training that is not written."""
        return (*self.training.pointer, key) if self.training else (*self.holder.pointer, "formation")


def _members(case: Case) -> Iterator[_Member]:
    """Give each person who sits on the day, once: a renewed member keeps its id, its first day and its training."""
    written, seen = assembly.members(case), set()
    for seat, holder in held(case, lambda _: True):
        if holder.id not in seen:
            seen.add(holder.id)
            yield _member(seat, holder, written[holder.id])


def _member(seat: Seat, holder: Titulaire, terms: list[Titulaire]) -> _Member:
    days = [starts(term) for term in terms]
    known = [day for day in days if day]
    since = min(known) if known and None not in days else None
    trainings = [term.formation for term in (holder, *terms) if term.formation]
    return _Member(seat=seat, holder=holder, since=since, training=trainings[0] if trainings else None)


def _new(case: Case) -> Iterator[_Member]:
    """Give the members that the instruction speaks of: arrived since its first day; all those of a new commission
    whose first day is not written."""
    first, installed = provision(_SOURCE).versions[0].start, _founded(case)
    sat = _sat_before(case, first)
    for member in _members(case):
        since = member.since or installed
        if since and since >= first and member.holder.id not in sat:
            yield member


def _founded(case: Case) -> datetime.date | None:
    """Give the day of the installation, from which members without a date sit; a session held before belies it."""
    day = case.commission.installation.date if case.commission.installation else None
    return None if day and any(session.date < day for session in case.held) else day


def _sat_before(case: Case, first: datetime.date) -> frozenset[str]:
    """Give the ids of those who came to a session before a day: they had arrived."""
    return frozenset(member for session in case.held if session.date < first for member in session.presents or ())


@rule("membre-sans-formation")
def membre_sans_formation(case: Case, _: Version) -> Iterator[Breach]:
    """Look for members who joined long enough ago and are not written as trained."""
    fields = {"depuis": date(provision(_SOURCE).versions[0].start), "jour": date(case.as_of)}
    new = list(_new(case))
    # D’un jour passé, une formation suivie depuis n’est pas à venir : elle manquait alors.
    ahead = [member for member in new if member.training and to_come(case, member.training.date)]
    late = (m for m in new if not m.training or (m.training.date or case.as_of) > case.as_of)
    untrained = [member for member in late if member not in ahead]
    if untrained:
        outcome = doubted(Outcome.FAIL, case.commission.partial or _doubtful(untrained))
        breach = _about(untrained, untrained[0].place("date"), "", outcome, **fields)
        yield replace(breach, changes=tuple(_trained(case, member) for member in untrained))
    if ahead:
        outcome = doubted(Outcome.FAIL, case.commission.partial or _doubtful(ahead))
        days = (put(member.place("date"), _day(case, member).isoformat()) for member in ahead)
        yield replace(_about(ahead, ahead[0].place("date"), "a-venir", outcome, **fields), changes=tuple(days))
    undated = [member for member in new if member.training and member.training.date is None]
    if undated:
        days = (put(member.place("date"), _day(case, member).isoformat()) for member in undated)
        yield replace(_about(undated, undated[0].place("date"), "date", Outcome.OPEN), changes=tuple(days))
    sat = _sat_before(case, provision(_SOURCE).versions[0].start)
    silent = (m for m in _members(case) if m.since is None and m.training is None and m not in new)
    unknown = [member for member in silent if member.holder.id not in sat]
    if unknown:
        breach = _about(unknown, (*unknown[0].holder.pointer, "mandat"), "arrivee", Outcome.OPEN)
        arrived = (put((*m.holder.pointer, "mandat", "debut"), case.as_of.isoformat()) for m in unknown)
        yield replace(breach, changes=(*arrived, *(_trained(case, member) for member in unknown)))


def _trained(case: Case, member: _Member) -> Change:
    """Write an example of the training of a member, by an association that is approved on the day."""
    by = [{"association": known, "niveau": "departemental"} for known in approved_now(case)[:1]]
    told = {"date": case.as_of.isoformat(), **(by[0] if by else {"niveau": _ELSEWHERE[1]})}
    return put((*member.holder.pointer, "formation"), told)


def _day(case: Case, member: _Member) -> datetime.date:
    """Give a day on which the association that trained a member could: the day of the case, or its first."""
    by = member.training.association if member.training else None
    written = [a.agrement for a in case.commission.associations_agreees or () if a.id == by and a.agrement]
    if any(covers(each.debut, each.fin, case.as_of) for each in written):
        return case.as_of
    return next((each.debut for each in written if each.debut and each.debut <= case.as_of), case.as_of)


def _about(members: list[_Member], pointer: Pointer, sentence: str, outcome: Outcome, **fields: str) -> Breach:
    """Say one thing of several members, at one place."""
    return Breach(
        pointer=pointer,
        case=sentence,
        outcome=outcome,
        fields={"titres": titled((m.seat, m.holder) for m in members), **_numbered(len(members)), **fields},
    )


def _numbered(number: int) -> dict[str, str]:
    """Give the words by which a sentence speaks of one member, or of several."""
    if number == 1:
        return {"arrives": "un membre arrivé", "siegent": "siège un membre", "chacun": "Ajoutez", "leur": "lui"}
    return {
        "arrives": "des membres arrivés",
        "siegent": "siègent des membres",
        "chacun": "Ajoutez à chacun",
        "leur": "leur",
    }


@rule("formation-mal-assuree")
def formation_mal_assuree(case: Case, _: Version) -> Iterator[Breach]:
    """Judge who trains the members, and whether that body is approved."""
    known = {association.id: association for association in case.commission.associations_agreees or ()}
    together: dict[tuple[str, str, datetime.date | None], list[_Member]] = defaultdict(list)
    for member in _new(case):
        training = member.training
        if training and (training.date is None or training.date <= case.as_of):
            for sentence in _faults(training, known):
                day = training.date if sentence == "" else None
                together[sentence, training.association or training.organisme or "", day].append(member)
    if not case.commission.readable("commission", "associations_agreees"):
        return
    for (sentence, written, day), members in together.items():
        outcome, key = _WEIGHT[sentence]
        name = known[written].nom if written in known else written
        fields = {"nom": name, "ecrite": written, "jour": date(day) if day else ""}
        doubtful = (written in known and known[written].a_verifier) or _doubtful(members)
        near = Identifiers(known).nearest(written) if sentence == "inconnue" else None
        told = _about(
            members, members[0].place(key), _named(sentence, written, near), doubted(outcome, doubtful), **fields
        )
        changes = _changes(case, sentence, members, known.get(written))
        yield replace(told, changes=tuple(put(m.place("association"), near) for m in members) if near else changes)


def _named(sentence: str, written: str, near: str | None) -> str:
    """Give the sentence, by what is known of the association: none is named, or one of the list looks like it."""
    if sentence == "ailleurs" and not written:
        return "ailleurs-sans-nom"
    return "proche" if near else sentence


def _changes(case: Case, sentence: str, members: list[_Member], known: Association | None) -> tuple[Change, ...]:
    """Write what answers a sentence, for all its members: an association that was approved, or its approval."""
    training = members[0].training
    days = [m.training.date for m in members if m.training and m.training.date]
    day = min(days, default=case.as_of)
    if training is None or sentence == "niveau":
        return ()
    if sentence == "agrement":
        return tuple(completed(case, known, day)) if known else ()
    approved = approved_now(case, day)
    if sentence in ("", "silence", "organisme") and approved:
        return tuple(put(member.place("association"), approved[0]) for member in members)
    if sentence == "silence":
        return tuple(put(member.place("niveau"), _ELSEWHERE[1]) for member in members)
    if sentence == "":
        return tuple(put(member.place("date"), _day(case, member).isoformat()) for member in members)
    if sentence == "organisme":
        known_as = specimens.association(case, day)["id"]
        return tuple(put(member.place("association"), known_as) for member in members)
    if training.association is None:
        return tuple(put(member.place("association"), f"association-{training.niveau}e") for member in members)
    entry = {**specimens.association(case, day), "id": training.association}
    level = {"niveau": training.niveau} if training.niveau else {}
    return (add(LIST, {**entry, "agrement": {**specimens.approval(case, day), **level}}),)


def _doubtful(members: Iterable[_Member]) -> bool:
    return all(member.holder.a_verifier for member in members)


# Ce que chaque phrase pèse, et la ligne de « formation » qu’elle montre.
_WEIGHT = {
    "": (Outcome.FAIL, "association"),
    "inconnue": (Outcome.FAIL, "association"),
    "ailleurs": (Outcome.REVIEW, "niveau"),
    "organisme": (Outcome.REVIEW, "organisme"),
    "agrement": (Outcome.OPEN, "association"),
    "silence": (Outcome.OPEN, "association"),
    "niveau": (Outcome.OPEN, "niveau"),
}


def _faults(training: Formation, known: dict[str, Association]) -> Iterator[str]:
    """Give the sentences that a training deserves: at most one on the association, one on the level."""
    association = known.get(training.association or "")
    if association is None:
        if training.niveau in _ELSEWHERE:
            yield "ailleurs"
        elif training.organisme and not training.association:
            yield "organisme"
        else:
            yield "inconnue" if training.association else "silence"
        return
    agrement = association.agrement
    if agrement is None or agrement.debut is None:
        yield "agrement"
    elif training.date and not covers(agrement.debut, agrement.fin, training.date):
        yield ""
    if training.niveau is None and not (agrement and agrement.niveau):
        yield "niveau"
