"""Who stands in for a member, and who takes the place of one who left during a term (CRPA R. 133-3, R. 133-4)."""

from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome, Pointer, doubted, reached
from kit.findings.remedy import Change, put
from kit.findings.rule import Breach
from kit.french import date
from kit.judging import causes
from kit.judging.assembly import assembly, at_session, judged, members
from kit.judging.case import Case
from kit.judging.holding import at_holder, ends, held, starts
from kit.judging.patterns import titled, too_long
from kit.judging.placeholder import says_nothing
from kit.judging.registry import rule
from kit.law.seat_words import own_word
from kit.law.terms import last_day
from kit.law.territories import slug
from kit.law.texts import Seat, Version
from kit.model.commission import Titulaire
from kit.yaml.sample import sample

_ORIGIN = ("suppleant", "organisme")


@rule("remplacement-trop-long")
def remplacement_trop_long(case: Case, _: Version) -> Iterator[Breach]:
    """Look for replacements that outlast the term of the member replaced."""
    for seat, holder in held(case, lambda _: True):
        if not holder.remplace:
            continue
        before = _predecessor(case, seat, holder)
        if before is None:
            outcome = doubted(Outcome.FAIL, case.commission.partial)
            yield _replacement(seat, holder, "inconnu", outcome, "remplace", ecrit=holder.remplace)
        elif seat.listed:
            yield from _remaining(case, seat, holder, _interrupted(case, seat, before))


def _predecessor(case: Case, seat: Seat, holder: Titulaire) -> Titulaire | None:
    """Give the last holder written under the id that is replaced, in the seat or in those it succeeds."""
    written = [other for name in (*seat.succeeds, seat.id) for other in case.commission.seat(name)]
    found = [other for other in written if other.id == holder.remplace and other is not holder]
    return found[-1] if found else None


def _interrupted(case: Case, seat: Seat, holder: Titulaire) -> Titulaire:
    """Go back to the member whose term is being served, when one replacement followed another."""
    seen = {holder.id}
    while holder.remplace and holder.remplace not in seen:
        seen.add(holder.remplace)
        holder = _predecessor(case, seat, holder) or holder
    return holder


def _remaining(case: Case, seat: Seat, holder: Titulaire, before: Titulaire) -> Iterator[Breach]:
    years = case.composition.term_years
    start, end, first = starts(holder), ends(holder), starts(before)
    if first is None or start is None:
        breach = _replacement(seat, holder, "silence", Outcome.OPEN, "mandat", "debut")
        yield replace(breach, changes=_begun(case, holder, before))
        return
    last = last_day(first, years)
    fields = {"limite": date(last), "iso": last.isoformat()}
    if start > last:
        yield _replacement(seat, holder, "succession", Outcome.REVIEW, "remplace", **fields)
    elif too_long(start, end, years, case.as_of):
        return  # « mandat-trop-long » le dit déjà, et d’un terme plus tardif.
    elif (end or case.as_of) > last:
        # Qui siège encore après ce jour a sans doute un mandat à lui.
        sentence = "echu" if last < case.as_of else ""
        yield _replacement(seat, holder, sentence, Outcome.FAIL, "mandat", "fin", **fields)
    elif end is None:
        breach = _replacement(seat, holder, "silence", Outcome.OPEN, "mandat", "fin")
        yield replace(breach, changes=(put(breach.pointer, last.isoformat()),))


def _begun(case: Case, holder: Titulaire, before: Titulaire) -> tuple[Change, ...]:
    """Give the first day of the term that a member ends, and of the one that it follows, where it is not written."""
    day = (starts(holder) or starts(before) or case.as_of).isoformat()
    missing = (each for each in (before, holder) if starts(each) is None)
    return tuple(put((*each.pointer, "mandat", "debut"), day) for each in missing)


def _replacement(seat: Seat, holder: Titulaire, case: str, outcome: Outcome, *under: str, **fields: str) -> Breach:
    return at_holder(seat, holder, case, outcome, *under, **fields)


@rule("suppleant-mal-choisi")
def suppleant_mal_choisi(case: Case, _: Version) -> Iterator[Breach]:
    """Judge where the deputies come from, by the kind of the member they stand in for (CRPA R. 133-3)."""
    silent = []
    for seat, holder in held(case, lambda _: True):
        if holder.suppleant is None:
            continue
        own, other = _origin(case, seat, holder), _said(holder.suppleant.organisme)
        if seat.designated_by:
            yield at_holder(seat, holder, "personnalite", Outcome.REVIEW, "suppleant")
        elif own is None and holder.association and case.commission.associations_agreees is None:
            continue  # La liste des associations manque : « agrement-incomplet » la demande.
        elif own is None or other is None:
            silent.append((seat, holder))
        elif not _same(own, other):
            told = {"sienne": own, "autre": other}
            kind = "assemblee" if seat.with_epci else "service"
            yield at_holder(seat, holder, kind, Outcome.REVIEW, *_ORIGIN, **told)
    yield from _replaced(case)
    yield from _silent(case, silent)


def _silent(case: Case, found: list[tuple[Seat, Titulaire]]) -> Iterator[Breach]:
    """Say once of several members what is not known of them; each text that is only to come is a cause of its own."""
    changes = {holder.pointer: _from(case, seat, holder) for seat, holder in found}
    awaited = [holder.pointer for _, holder in found if all(_awaited(case, each) for each in changes[holder.pointer])]
    groups = [[each] for each in found if each[1].pointer in awaited]
    for group in (*groups, [each for each in found if each[1].pointer not in awaited]):
        for seat, holder in group[:1]:
            titles, to_write = titled(group), changes[holder.pointer]
            told = at_holder(seat, holder, "silence", Outcome.OPEN, *_ORIGIN, titres=titles)
            of = tuple(causes.unwritten(each.pointer) for each in to_write if holder.pointer in awaited)
            yield replace(told, changes=to_write, of=(*told.of, *of))


def _awaited(case: Case, change: Change) -> bool:
    """Tell whether a text is written where there is something to write: it only announces one."""
    return reached(case.tree, change.pointer) is not None


def _from(case: Case, seat: Seat, holder: Titulaire) -> tuple[Change, ...]:
    """Say of a member and of its deputy that they come from the same service or assembly, where it is not written."""
    own, other = _origin(case, seat, holder), _said(holder.suppleant.organisme if holder.suppleant else None)
    where: Pointer = (*holder.pointer, "collectivite", "nom") if seat.with_epci else (*holder.pointer, "organisme")
    shown = own or other or (None if seat.with_epci else own_word(seat.id)) or str(sample(where))
    missing = [place for place, known in ((where, own), ((*holder.pointer, *_ORIGIN), other)) if known is None]
    return tuple(put(place, shown) for place in missing)


def _replaced(case: Case) -> Iterator[Breach]:
    """Doubt the deputy, at a session, of a member who may sit for what it is."""
    known = members(case)
    for session in judged(case):
        composition = assembly(case, session).composition
        personal = {h.id for seat in composition.seats if seat.designated_by for h in case.commission.seat(seat.id)}
        for index, member in enumerate(session.supplees):
            if member in personal:
                fields = {"titre": known[member][-1].titre, "id": member}
                where = (*session.pointer, "supplees", index)
                yield at_session(session, where, "seance", Outcome.REVIEW, **fields)


def _origin(case: Case, seat: Seat, holder: Titulaire) -> str | None:
    """Give the assembly, the association or the service that a holder comes from."""
    if seat.with_epci:
        return _said(holder.collectivite.nom) if holder.collectivite else None
    known = {association.id: association.nom for association in case.commission.associations_agreees or ()}
    return known.get(holder.association or "") or _said(holder.organisme)


def _said(text: str | None) -> str | None:
    """Give a text, unless it only announces one."""
    return None if text is None or says_nothing(text) else text


def _same(own: str, other: str) -> bool:
    # « DDPN » et « DDPN de l’Isère » sont le même service.
    first, second = slug(own), slug(other)
    return first in second or second in first
