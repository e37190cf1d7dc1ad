"""Who the sessions cite and membres.yaml does not have: a member taken out, or written under another identifier."""

from collections.abc import Iterable
from dataclasses import dataclass

from kit.french import quoted
from kit.judging.assembly import judged, members, named
from kit.judging.case import Case
from kit.law.territories import slug
from kit.model.sessions import Seance
from kit.yaml.guesses import Identifiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """An identifier that no member has, the sessions that cite it, and the seats that it may be of: by its name, or by
    that of another member whose number alone differs."""

    id: str
    sessions: tuple[Seance, ...]
    seats: frozenset[str]


def absent(case: Case) -> tuple[Absent, ...]:
    """Give the identifiers that sessions cite and that no member has; one that is a slip of another is not there."""
    known, cited = members(case), dict[str, list[Seance]]()
    identifiers = Identifiers(known)
    for session in judged(case):
        for member in _cited(session):
            if member not in identifiers:
                cited.setdefault(member, []).append(session)
    found = []
    for member, sessions in cited.items():
        stem, near = member.rpartition("-")[0], identifiers.nearest(member)
        if near is None or near.rpartition("-")[0] == stem:
            seats = _seats(case, stem, near)
            found.append(Absent(id=member, sessions=tuple(sessions), seats=frozenset(seats)))
    return tuple(found)


def _cited(session: Seance) -> Iterable[str]:
    proxies = (member for proxy in session.pouvoirs for member in (proxy.de, proxy.a))
    retired = (member for file in session.dossiers or () for member in file.retires or ())
    return dict.fromkeys((*(session.presents or ()), *proxies, *retired))


def _seats(case: Case, stem: str, near: str | None) -> Iterable[str]:
    for seat in case.composition.seats:
        same = any(holder.id == near for holder in case.commission.seat(seat.id))
        if same or (stem and f"{slug(seat.id)}-".startswith(f"{stem}-")):
            yield seat.id


def fields(found: Iterable[Absent]) -> dict[str, str]:
    """Give what there is to say of them: `cites`, `seances`, and the verb of what they are not (`manque`)."""
    every = tuple(found)
    sessions = {session.date: session for each in every for session in each.sessions}
    return {
        "cites": quoted(each.id for each in every),
        "seances": named(session for _, session in sorted(sessions.items())),
        "manque": "ne sont pas" if len(every) > 1 else "n’est pas",
    }
