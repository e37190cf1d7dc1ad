"""How long an approval runs, and whether it covers the associations that sit (R. 121-12-1 to R. 121-12-5)."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator

from kit.findings.finding import Outcome, Pointer, doubted
from kit.findings.remedy import Change, add, put
from kit.findings.rule import Breach
from kit.french import count, date, listing, quoted
from kit.judging import bodies, causes, specimens
from kit.judging.case import Case
from kit.judging.holding import at_holder, held, starts
from kit.judging.patterns import settled, titled, to_the_day, too_long, unsaid
from kit.judging.placeholder import says_nothing
from kit.judging.registry import rule
from kit.law.terms import last_day
from kit.law.territories import slug
from kit.law.texts import Seat, Version, data
from kit.model.commission import Agrement, Association, Titulaire, covers
from kit.yaml.guesses import Identifiers

_APPROVAL = "casf-agrement"
_DAY = datetime.timedelta(days=1)
LIST = ("commission", "associations_agreees")
# Au-delà, une phrase ne se lit plus.
_MOST_NAMED = 5


def start_known(association: Association) -> bool:
    """Tell whether the first day of an approval is written."""
    return association.agrement is not None and association.agrement.debut is not None


def under(case: Case, association_id: str | None) -> tuple[Association, ...]:
    """Give the successive approvals of one association, by the id of any: a renewal bears the same id, or the same
    name."""
    listed = case.commission.associations_agreees or ()
    names = {entry.nom.casefold() for entry in listed if entry.id == association_id}
    return tuple(entry for entry in listed if entry.nom.casefold() in names)


def runs(association: Association, case: Case) -> bool:
    """Tell whether an approval covers the day as its dates are written; without dates it is taken to run."""
    agrement = association.agrement
    return agrement is None or covers(agrement.debut, agrement.fin, case.as_of)


def legal_end(agrement: Agrement, case: Case) -> datetime.date | None:
    """Give the last day that an approval can cover: the one written, or the one of the text if it comes first."""
    if agrement.debut is None:
        return agrement.fin
    last = last_day(agrement.debut, _years(case))
    return min(agrement.fin or last, last)


def approved_in_law(association: Association, case: Case) -> bool:
    """Tell whether an approval whose first day is written covers the day, no longer than the text allows."""
    agrement = association.agrement
    if agrement is None or agrement.debut is None:
        return False
    return covers(agrement.debut, legal_end(agrement, case), case.as_of)


def duration(case: Case) -> str:
    """Write how long an approval lasts: « 3 ans »."""
    return count(_years(case), "an")


def _years(case: Case) -> int:
    return case.version_of(_APPROVAL).number("duree_annees")


def _listed(case: Case) -> bool:
    """Tell whether a list of associations is written that is not empty, or none is."""
    return case.commission.associations_agreees != ()


def _refused(case: Case) -> set[str | None]:
    """Give the ids of the sitting associations that no approval covers: « association-sans-agrement » tells them."""
    sitting = (
        holder.association for seat in case.composition.seats if seat.approved for holder in case.holders(seat.id)
    )
    return {known for known in sitting if not any(approved_in_law(entry, case) for entry in under(case, known))}


def _running(case: Case) -> list[Association]:
    """Give the approvals that run on the day, save those that « association-sans-agrement » tells already."""
    told, listed = _refused(case), case.commission.associations_agreees or ()
    return [each for each in listed if runs(each, case) and (each.id not in told or approved_in_law(each, case))]


def _over(case: Case, association: Association) -> dict[str, str] | None:
    """Say by how much an approval runs longer than the text allows; None when it does not, or when nobody knows."""
    agrement = association.agrement
    if agrement is None or agrement.debut is None:
        return None
    return too_long(agrement.debut, agrement.fin, _years(case), case.as_of)


def _measured(case: Case) -> bool:
    """Tell whether the files say how long one approval runs, of those of the day."""
    running = _running(case)
    known = (each for each in running if start_known(each) and each.agrement)
    return not running or any((each.agrement and each.agrement.fin) or _over(case, each) for each in known)


@rule("agrement-trop-long", concerns=_listed, evidence=_measured)
def agrement_trop_long(case: Case, version: Version) -> Iterator[Breach]:
    """Look for approvals longer than the text allows."""
    for association in _running(case):
        agrement = association.agrement
        if agrement and agrement.debut and (over := _over(case, association)):
            birthday = to_the_day(agrement.debut, agrement.fin, version.number("duree_annees"))
            outcome = doubted(Outcome.FAIL, association.a_verifier or birthday)
            fields = {"nom": association.nom, **over}
            where, sentence = (*agrement.pointer, "fin"), "anniversaire" if birthday else ""
            yield Breach(pointer=where, case=sentence, outcome=outcome, fields=fields)


@rule("agrement-incomplet", concerns=_listed)
def agrement_incomplet(case: Case, _: Version) -> Iterator[Breach]:
    """Look for approvals without a reference, or without one of their days."""
    told = _refused(case)
    # Les entrées plus anciennes d’une association déjà nommée ne redisent pas ce qui lui manque.
    names = {entry.nom for entry in case.commission.associations_agreees or () if entry.id in told}
    running = (each for each in _running(case) if start_known(each) or each.nom not in names)
    silent = [each for each in running if _incomplete(each) and not _over(case, each)]
    lacking = quoted(dict.fromkeys(association.nom for association in silent))
    for breach in unsaid(map(_lacking, silent), "", noms=lacking):
        changes = tuple(change for association in silent for change in completed(case, association))
        undated = (association.nom for association in silent if not start_known(association))
        yield dataclasses.replace(breach, changes=changes, explains=tuple(map(causes.approval, undated)))


def _incomplete(association: Association) -> bool:
    agrement = association.agrement
    return agrement is None or None in _lines(agrement).values()


def completed(case: Case, association: Association, since: datetime.date | None = None) -> Iterator[Change]:
    """Write an example of each line that an approval lacks, or of the whole approval, from a day (that of the case)."""
    agrement = association.agrement
    if agrement is None:
        yield put((*association.pointer, "agrement"), specimens.approval(case, since or case.as_of))
        return
    start = agrement.debut or since or case.as_of
    if agrement.debut is None and agrement.fin:  # Le premier jour d’un agrément qui dure ce que le texte permet.
        start = last_day(agrement.fin + _DAY, -_years(case)) + _DAY
    for key, value in specimens.approval(case, start).items():
        if _lines(agrement)[key] is None:
            yield put((*agrement.pointer, key), value)


def renewal(case: Case, entry: Association) -> Change:
    """Write an example of the approval that follows those of an association, from the next day or from the day."""
    ends = [end for each in under(case, entry.id) if each.agrement and (end := legal_end(each.agrement, case))]
    after = max(ends) + _DAY if ends else case.as_of
    start = after if after <= case.as_of <= last_day(after, _years(case)) else case.as_of
    return add(LIST, specimens.association(case, start, entry.nom, entry.id))


def approved_now(case: Case, day: datetime.date | None = None) -> tuple[str, ...]:
    """Give the ids of the associations that an approval covers on a day, each once, as many as a sentence can name."""
    at = dataclasses.replace(case, as_of=day) if day else case
    written = (entry for entry in case.commission.associations_agreees or () if approved_in_law(entry, at))
    return tuple(dict.fromkeys(entry.id for entry in written))[:_MOST_NAMED]


def _lacking(association: Association) -> Pointer:
    """Point at the first line that an approval lacks, or at the approval that is not there."""
    agrement = association.agrement
    if agrement is None:
        return (*association.pointer, "agrement")
    return (*agrement.pointer, next(key for key, value in _lines(agrement).items() if value is None))


def _lines(agrement: Agrement) -> dict[str, datetime.date | str | None]:
    """Give the lines that an approval needs; a reference that is still to come is none."""
    return {"debut": agrement.debut, "fin": agrement.fin, "reference": _reference(agrement)}


def _reference(agrement: Agrement) -> str | None:
    return None if agrement.reference is None or says_nothing(agrement.reference) else agrement.reference


@rule("association-sans-agrement")
def association_sans_agrement(case: Case, _: Version) -> Iterator[Breach]:
    """Look for associations that sit and that no approval covers on the day."""
    silent: list[tuple[Seat, Titulaire]] = []
    undated: dict[str, tuple[Association, Titulaire]] = {}
    unsettled: dict[str, Association] = {}
    certain = False
    for seat, holder in held(case, lambda seat: seat.approved):
        fields = {"jour": date(case.as_of), "ecrite": holder.association or ""}
        entries = under(case, holder.association)
        if holder.association and not entries:
            if case.commission.readable(*LIST):
                yield _unknown(case, at_holder(seat, holder, "inconnue", Outcome.FAIL, "association", **fields))
        elif covering := [entry for entry in entries if approved_in_law(entry, case)]:
            certain = certain or not all(entry.a_verifier for entry in covering)
            unsettled |= {entry.nom: entry for entry in covering if entry.a_verifier}
        elif not entries:
            silent.append((seat, holder))
        elif not all(map(start_known, entries)):
            undated |= {entry.nom: (entry, holder) for entry in entries if not start_known(entry)}
        else:
            outcome = doubted(Outcome.FAIL, any(entry.a_verifier for entry in entries))
            sentence, told = _ended(case, entries)
            breach = at_holder(seat, holder, sentence, outcome, "association", **fields, **told)
            changes = (*_shortened(case, entries), renewal(case, entries[-1]))
            yield dataclasses.replace(breach, changes=changes, explains=(causes.approval(entries[-1].nom),))
    yield from _silent(case, silent)
    if not certain:
        doubts = listing(dict.fromkeys(str(entry.a_verifier) for entry in unsettled.values()))
        told = {"noms": quoted(unsettled), "jour": date(case.as_of), "doute": doubts}
        yield from settled([entry.pointer for entry in unsettled.values()], "douteux", **told)
    lacking = [_lacking(entry) for entry, _ in undated.values()]
    for breach in unsaid(lacking, "dates", noms=quoted(undated), jour=date(case.as_of)):
        changes = tuple(c for entry, holder in undated.values() for c in completed(case, entry, _since(case, holder)))
        yield dataclasses.replace(breach, changes=changes, explains=tuple(map(causes.approval, undated)))


def _since(case: Case, holder: Titulaire) -> datetime.date | None:
    """Give the first day of the term of a representative, when an approval that begins with it still runs."""
    start = starts(holder)
    return start if start and start <= case.as_of <= last_day(start, _years(case)) else None


def _shortened(case: Case, entries: Iterable[Association]) -> Iterator[Change]:
    """Write the last day that the text leaves to the approvals that say they run."""
    for agrement in (entry.agrement for entry in entries if runs(entry, case)):
        if agrement and (end := legal_end(agrement, case)):
            yield put((*agrement.pointer, "fin"), end.isoformat())


def _unknown(case: Case, breach: Breach) -> Breach:
    """Propose the association of the list that an unknown identifier looks like, or to add one to the list."""
    ecrite = breach.fields["ecrite"]
    if near := Identifiers(entry.id for entry in case.commission.associations_agreees or ()).nearest(ecrite):
        return dataclasses.replace(breach, case="proche", changes=(put(breach.pointer, near),))
    entry = {**specimens.association(case, case.as_of), "id": ecrite}
    return dataclasses.replace(breach, changes=(add(LIST, entry),))


def _silent(case: Case, silent: list[tuple[Seat, Titulaire]]) -> Iterator[Breach]:
    """Say once which holders come from no association that is written; without a list, the first one goes into it."""
    places = [(*holder.pointer, "association") for _, holder in silent]
    known = approved_now(case) or tuple(entry.id for entry in case.commission.associations_agreees or ())[:_MOST_NAMED]
    listed = {slug(entry.nom): entry.id for entry in case.commission.associations_agreees or ()}
    for breach in unsaid(places if known else (), "silence", titres=titled(silent), connues=quoted(known, "ou")):
        own = (listed.get(slug(bodies.body_of(holder) or ""), known[0]) for _, holder in silent)
        changes = tuple(put(place, value) for place, value in zip(places, own, strict=True))
        yield dataclasses.replace(breach, changes=changes)
    for breach in unsaid(places if not known else (), "sans-liste", titres=titled(silent)):
        yield dataclasses.replace(breach, changes=(add(LIST, specimens.association(case, case.as_of)),))


@rule("agrement-bientot-fini")
def agrement_bientot_fini(case: Case, _: Version) -> Iterator[Breach]:
    """Look for approvals that end soon and that nothing written follows."""
    limit = case.as_of + datetime.timedelta(days=int(data("maison")["alerte_mandat_jours"]))
    ending: dict[datetime.date, dict[str, Association]] = {}
    written = case.commission.associations_agreees or ()
    for association in written:
        end = association.agrement and legal_end(association.agrement, case)
        if end and case.as_of <= end <= limit and not any(renews(later, association, end) for later in written):
            ending.setdefault(end, {})[association.nom] = association
    for end, associations in sorted(ending.items()):
        first = next(iter(associations.values()))
        fields = {"fin": date(end), "noms": quoted(associations)}
        after = end + _DAY
        renewals = (specimens.association(case, after, each.nom, each.id) for each in associations.values())
        changes = tuple(add(LIST, entry) for entry in renewals)
        yield Breach(pointer=(*first.pointer, "agrement", "fin"), fields=fields, changes=changes)


def renews(later: Association, association: Association, end: datetime.date) -> bool:
    """Tell whether an entry is another approval of the same association, for after its end."""
    agrement = later.agrement
    return later.nom == association.nom and agrement is not None and (agrement.fin or agrement.debut or end) > end


def _ended(case: Case, entries: tuple[Association, ...]) -> tuple[str, dict[str, str]]:
    """Say which approval ended: the one written as still running, if any, says how long it could."""
    for entry in entries:
        agrement = entry.agrement
        end = agrement and legal_end(agrement, case)
        if agrement and agrement.debut and end and end < case.as_of and runs(entry, case):
            told = {"debut": date(agrement.debut), "fin": date(end), "duree": duration(case)}
            return "duree", {"nom": entry.nom, **told}
    return "", {"nom": entries[-1].nom}
