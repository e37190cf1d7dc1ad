"""How long a term of the list runs, and who comes after it (R. 121-12-7, paragraph on the list)."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome
from kit.findings.remedy import Change, put
from kit.findings.rule import Breach
from kit.french import count, date, years
from kit.judging import causes
from kit.judging.case import Case
from kit.judging.holding import at_holder, ends, held, readable_seats, starts, term_place
from kit.judging.patterns import titled, to_the_day, too_long, unsaid
from kit.judging.proposed import eve, renewed
from kit.judging.registry import rule
from kit.law.terms import first_day, last_day
from kit.law.territories import slug
from kit.law.texts import Seat, Version, data
from kit.model.commission import Titulaire
from kit.rules.agrements import approved_in_law


@rule("mandat-trop-long")
def mandat_trop_long(case: Case, version: Version) -> Iterator[Breach]:
    """Look for terms of the list longer than the text allows, and for those without a first day; doubt those that are
    shorter."""
    silent = []
    for seat, holder in held(case, lambda seat: seat.listed):
        start = starts(holder)
        if start is None:
            silent.append((seat, holder))
        elif over := too_long(start, ends(holder), version.term_years, case.as_of):
            last = last_day(start, version.term_years)
            ended = "echu" if last < case.as_of else ""
            birthday = to_the_day(start, ends(holder), version.term_years)
            sentence, outcome = ("anniversaire", Outcome.REVIEW) if birthday else (ended, Outcome.FAIL)
            breach = at_holder(seat, holder, sentence, outcome, "mandat", "fin", **over)
            after = [day for each in successors(case, seat, holder, last) if (day := starts(each)) and day > start]
            if after and not birthday:
                cause = causes.entry(seat.id, holder.id)
                yield replace(_followed_by(breach, min(after), last), explains=(cause,))
                continue
            followed = (renewed(case, seat, holder, last, _approved(case, holder)),) if sentence == "echu" else ()
            yield replace(breach, changes=(put(breach.pointer, last.isoformat()), *followed))
    yield from _short(case, version)
    places = [holder.pointer for _, holder in silent]
    for breach in unsaid(places, "silence", titres=titled(silent), duree=count(version.term_years, "an")):
        yield replace(breach, changes=_dated(case, silent[0][1], version.term_years))


def _followed_by(breach: Breach, after: datetime.date, last: datetime.date) -> Breach:
    """End a term that is too long on the eve of the one that follows it, or on its own last day if that comes first."""
    end = min(last.isoformat(), eve(after))
    return replace(
        breach,
        case="suivi",
        fields={**breach.fields, "suite": date(after), "iso": end},
        changes=(put(breach.pointer, end),),
    )


def _short(case: Case, version: Version) -> Iterator[Breach]:
    """Doubt once, for all terms of the same days, those shorter than the text says; a term that ends that of another
    member, that is followed, or that ends with a whole term of the list it completes, is no doubt."""
    if not all(case.seat_readable(seat.id) for seat in case.composition.seats if seat.listed):
        return  # Celui qu’un autre achève est peut-être là où l’on n’a pas su lire.
    terms = [(seat, holder, starts(holder), ends(holder)) for seat, holder in held(case, lambda seat: seat.listed)]
    # Un mandat dont le début n’est pas connu peut être entier.
    whole = {end for _, _, start, end in terms if end and (not start or end >= last_day(start, version.term_years))}
    alike: dict[tuple[datetime.date, datetime.date], list[tuple[Seat, Titulaire]]] = defaultdict(list)
    for seat, holder, start, end in terms:
        if start and end and start <= end < last_day(start, version.term_years) and end not in whole:
            followed = any((starts(later) or end) > end for later in case.commission.seat(seat.id))
            if not holder.remplace and not followed:
                alike[start, end].append((seat, holder))
    for (start, end), members in sorted(alike.items()):
        last = last_day(start, version.term_years).isoformat()
        told = {"titres": titled(members), "duree": years(version.term_years), "debut": date(start), "fin": date(end)}
        seat, first = members[0]
        breach = at_holder(seat, first, "court", Outcome.REVIEW, "mandat", "fin", iso=last, **told)
        yield replace(breach, changes=tuple(put(term_place(each, "fin"), last) for _, each in members))


def _dated(case: Case, holder: Titulaire, years: int) -> tuple[Change, ...]:
    """Give a term to a holder who has none, from the day of the order that makes the list, else from the first day of
    another term that runs, else from the installation, else from the day asked for, or the first that it can have when
    its last day is written; to one whose last day is written, its first day alone."""
    end, signed = ends(holder), case.order.date if case.order else None
    installed = case.commission.installation.date if case.commission.installation else None
    others = [first for _, each in held(case, lambda seat: seat.listed) if (first := starts(each))]
    known = (day for day in (signed, *sorted(others), installed) if day and day <= min(end or day, case.as_of))
    running = (day for day in known if last_day(day, years) >= case.as_of)
    start = next(running, first_day(end, years) if end else case.as_of)
    term = {"debut": start.isoformat()}
    if end is None:
        term["fin"] = last_day(start, years).isoformat()
    if case.order and case.order.reference and start == signed and not (holder.mandat and holder.mandat.arrete):
        term["arrete"] = case.order.reference
    here = (*holder.pointer, "mandat")
    if holder.mandat is None:
        return (put(here, term),)
    return tuple(put((*here, key), value) for key, value in term.items())


def _body(case: Case, holder: Titulaire) -> str:
    """Give what a member of the list speaks for, in one spelling: association, local authority or organisation."""
    if holder.association:
        names = {association.id: association.nom for association in case.commission.associations_agreees or ()}
        return slug(names.get(holder.association, holder.association))
    if holder.collectivite:
        return slug(f"{holder.collectivite.type} {holder.collectivite.nom or ''}")
    return slug(holder.organisme or "")


def _approved(case: Case, holder: Titulaire) -> str | None:
    """Give the id of the approval in force of the association of a holder: a renewal may bear another id."""
    listed = case.commission.associations_agreees or ()
    same = {association.nom for association in listed if association.id == holder.association}
    return next((a.id for a in listed if a.nom in same and approved_in_law(a, case)), None)


def _succeeds(case: Case, later: Titulaire, holder: Titulaire) -> bool:
    """Tell whether a member takes over from another: named so, or with a later term for the same body."""
    if later is holder:
        return False
    if later.remplace == holder.id:
        return True
    began, before = starts(later), starts(holder)
    if began is None or before is None or began <= before:
        return False
    return later.id == holder.id or _body(case, later) == _body(case, holder)


@rule("mandat-expire")
def mandat_expire(case: Case, _: Version) -> Iterator[Breach]:
    """Look for terms that ended and that nothing written follows, in a seat where others still sit."""
    for seat, holder, end in ended(case):
        breach = at_holder(seat, holder, "", Outcome.REVIEW, "mandat", "fin", fin=date(end))
        yield replace(breach, changes=(renewed(case, seat, holder, end, _approved(case, holder)),))


def ended(case: Case) -> Iterator[tuple[Seat, Titulaire, datetime.date]]:
    """Give the terms that ended and that nothing written follows, in a seat where others still sit, with their last
    day."""
    for seat in readable_seats(case):
        sitting = case.holders(seat.id)
        # Un titulaire sans date a pu succéder à n’importe qui : « mandat-trop-long » demande sa date.
        if not seat.listed or seat.literal == seat.minimum or not sitting or None in map(starts, sitting):
            continue
        written = case.commission.seat(seat.id)
        begun = [holder for holder in written if (starts(holder) or case.as_of) <= case.as_of]
        for holder in written:
            end = ends(holder)
            if end and end < case.as_of and not any(_followed(case, later, holder, end) for later in begun):
                yield seat, holder, end


def _followed(case: Case, later: Titulaire, holder: Titulaire, end: datetime.date) -> bool:
    """Tell whether a member takes over, or at least whether the seat was filled anew since the term ended."""
    return _succeeds(case, later, holder) or (starts(later) or end) > end


@rule("mandat-bientot-fini")
def mandat_bientot_fini(case: Case, _: Version) -> Iterator[Breach]:
    """Look for terms that end soon and that nothing written follows."""
    limit = case.as_of + datetime.timedelta(days=int(data("maison")["alerte_mandat_jours"]))
    ending: dict[datetime.date, list[tuple[Seat, Titulaire]]] = defaultdict(list)
    for seat, holder in held(case, lambda seat: seat.listed):
        end = ends(holder) or legal_end(case, holder)
        if end and case.as_of <= end <= limit and not successors(case, seat, holder, end):
            ending[end].append((seat, holder))
    for end, members in sorted(ending.items()):
        breach = at_holder(*members[0], "", Outcome.FAIL, "mandat", "fin", fin=date(end), titres=titled(members))
        seat, holder = members[0]
        yield replace(breach, changes=(renewed(case, seat, holder, end, _approved(case, holder)),))


def legal_end(case: Case, holder: Titulaire) -> datetime.date | None:
    """Give the last day that the law leaves to a term whose end is not written."""
    start = starts(holder)
    return last_day(start, case.composition.term_years) if start else None


def successors(case: Case, seat: Seat, holder: Titulaire, end: datetime.date) -> tuple[Titulaire, ...]:
    """Give who is written to take over; in a seat for one, anybody whose term starts later."""
    alone = seat.literal == seat.minimum
    return tuple(
        later
        for later in case.commission.seat(seat.id)
        if _succeeds(case, later, holder) or (alone and (starts(later) or end) > end)
    )
