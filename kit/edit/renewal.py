"""The terms of a commission renewed by an order: those that run are closed, others are opened for the same seats, and
who is designated stays for a person to say; approvals likewise, one by one."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kit.edit import amendment, neighbours
from kit.edit.amendment import Amendment
from kit.edit.planning import case_of, unreadable
from kit.errors import UsageError
from kit.french import count, date, quoted, spaced
from kit.judging import specimens
from kit.judging.case import Case
from kit.law.terms import last_day
from kit.law.texts import Seat
from kit.model.commission import Association, Titulaire
from kit.model.department import Dossier, written_days
from kit.privacy.names import typed
from kit.rules.agrements import runs
from kit.yaml.days import is_day

Day = datetime.date
_ONE_DAY = datetime.timedelta(days=1)
_MEMBERS, _COMMISSION, _ORDERS, _APPROVED = "membres", "commission", "arretes", "associations_agreees"


@dataclass(slots=True)
class Renewed:
    """A renewal: the files as they become, how many terms are closed and opened, and what a person has to say."""

    amendment: Amendment
    closed: int = 0
    opened: int = 0
    doubts: list[str] = field(default_factory=list)


def renewed(dossier: Dossier, reference: str, day: Day, *, every: bool = False) -> Renewed:
    """Open a term from a day, by an order of this reference, after each term of the list that is over on the eve, or
    that has no written end and is closed; after those that run longer too when `every` is asked for.

    Raises UsageError when no term of the list can be renewed that day, when the reference is that of another order,
    and as `amend` and `refuse`."""
    case = case_of(dossier, day)
    _refuse_far(case, "mandat", case.composition.term_years)
    made = _Making(dossier, case, reference, "composition")
    for seat in case.composition.seats:
        if seat.listed:
            made.renew(seat, every=every)
    made.doubts += _lapsed(case)
    if not made.opened and not made.done:
        more = "" if every else " ; « --tous » renouvelle aussi ceux qui courent encore"
        message = f"Au {date(day)}, aucun mandat de la liste n’est à renouveler dans la fiche{more}."
        raise UsageError(spaced(message))
    return made.finished()


def approved(dossier: Dossier, reference: str, day: Day, names: Iterable[str]) -> Renewed:
    """Open new approvals of associations, named by their identifiers, from a day and by an order of this reference.

    Raises UsageError for an association that is unknown or approved already that day, and as `renewed`."""
    case = case_of(dossier, day)
    _refuse_far(case, "agrément", specimens.approval_years(case, day))
    made = _Making(dossier, case, reference, "agrement")
    for name in dict.fromkeys(names):
        made.approve(name)
    return made.finished()


def _refuse_far(case: Case, what: str, years: int) -> None:
    """Raise UsageError for a day from which what is opened would end after any day that may be written."""
    last = written_days().last
    ends = last_day(case.as_of, years)
    if ends <= last:
        return
    latest = last
    while last_day(latest, years) > last:
        latest -= _ONE_DAY
    message = (
        f"« --date {case.as_of} » est trop loin : un {what} ouvert ce jour-là finirait le {date(ends)}, et le kit "
        f"n’admet aucune date après le {date(last)}. Donnez à « --date » un jour qui va jusqu’au {date(latest)}."
    )
    raise UsageError(spaced(message))


class _Making:
    """The files of a department while they are renewed."""

    def __init__(self, dossier: Dossier, case: Case, reference: str, purpose: str) -> None:
        self._dossier, self._case, self._reference = dossier, case, reference
        self._wanted: dict[str, Any] = {
            branch: amendment.copied(amendment.source(dossier, branch).data) for branch in (_COMMISSION, _MEMBERS)
        }
        self._eve = case.as_of - _ONE_DAY
        self._taken = {holder.id for held in (case.commission.sieges or {}).values() for holder in held}
        self.closed = self.opened = self.done = 0
        self._later: list[str] = []
        self.doubts: list[str] = []
        self._order(purpose)

    def renew(self, seat: Seat, *, every: bool) -> None:
        """Close and open the terms of a seat: those that run on the eve, else those that ended last."""
        held = self._case.commission.seat(seat.id)
        begun = [holder for holder in held if holder.mandat and holder.mandat.debut == self._case.as_of]
        if begun:
            self.done += len(begun)
            return
        # Une mention qui vaut pour plusieurs sièges se renouvelle au sien.
        ending = [holder for holder in _ending(self._case, held, self._eve) if holder.pointer[1] == seat.id]
        if not self._case.seat_readable(seat.id):
            raise UsageError(unreadable(seat.short))
        kept = [] if every else [holder for holder in ending if _outlasts(holder, self._case.as_of)]
        for holder in kept:
            last = date(holder.mandat.fin) if holder.mandat and holder.mandat.fin else ""
            self.doubts.append(f"Le mandat de « {holder.id} » court jusqu’au {last} : il n’est pas renouvelé.")
        ending = [holder for holder in ending if holder not in kept]
        if not held:
            self.doubts.append(
                f"Le siège « {seat.short} » n’a pas de titulaire à renouveler : écrivez qui est désigné."
            )
        if not ending:
            return
        self._later += [holder.id for holder in held if _begins(holder) > self._case.as_of]
        for holder in ending:
            self._close(holder)
            self._open(seat, holder)
        number = count(len(ending), "titulaire")
        self.doubts.append(f"Siège « {seat.short} », {number} : écrivez le titre de qui est désigné, et par qui.")

    def approve(self, name: str) -> None:
        """Open a new approval of an association."""
        known = next((each for each in self._case.commission.associations_agreees or () if each.id == name), None)
        if known is None:
            choice = quoted([each.id for each in self._case.commission.associations_agreees or ()], "ou")
            named = typed(name, "Le texte de --agrement")
            message = f"{named} n’est pas une association de la fiche{f' : écrivez {choice}' if choice else ''}."
            raise UsageError(spaced(message))
        running = _running(self._case, known.nom)
        if running and running.agrement and running.agrement.debut == self._case.as_of:
            self.done += 1
            return
        self._refuse_before(known.nom)
        entry = specimens.association(self._case, self._case.as_of, known.nom, known.id)
        kept = self._at(known)
        entry |= {key: kept[key] for key in ("courriel", "telephone", "adresse") if key in kept}
        entry["agrement"] |= {"reference": self._reference}
        if known.agrement and known.agrement.niveau:
            entry["agrement"]["niveau"] = known.agrement.niveau
        if running and running.agrement and running.agrement.fin:
            last = date(running.agrement.fin)
            self.doubts.append(f"L’agrément en cours de « {known.nom} » court jusqu’au {last} : il garde cette fin.")
        self._wanted[_COMMISSION][_APPROVED].append(entry)
        self.opened += 1
        if citing := self._citing(known.nom):
            ids = quoted(citing)
            self.doubts.append(f"Dans membres.yaml, {ids} : écrivez « association: {entry['id']} » s’il y a lieu.")
        self.doubts.append(f"Agrément de « {known.nom} » : relisez ses dates et son niveau dans l’arrêté.")

    def _refuse_before(self, name: str) -> None:
        """Raise UsageError when an approval of an association begins after the day: the day is not that of the next."""
        known = (each.agrement for each in self._case.commission.associations_agreees or () if each.nom == name)
        last = max((given.debut for given in known if given and given.debut), default=Day.min)
        if last > self._case.as_of:
            message = (
                f"L’agrément de « {name} » du {date(last)} est déjà dans la fiche : « --date » donne le premier jour "
                "de celui qui le suit."
            )
            raise UsageError(spaced(message))

    def finished(self) -> Renewed:
        """Give the files as they become: none does when there is nothing to open."""
        if self._later:
            day, named = date(self._case.as_of), quoted(self._later)
            message = (
                f"Des mandats qui commencent après le {day} sont déjà dans la fiche, aux mêmes sièges ({named}) : rien "
                "n’est écrit, pour ne pas les doubler."
                if len(self._later) > 1
                else f"Un mandat qui commence après le {day} est déjà dans la fiche, au même siège ({named}) : rien "
                "n’est écrit, pour ne pas le doubler."
            )
            raise UsageError(spaced(message))
        changed = amendment.written(self._dossier, self._wanted if self.opened else {})
        looking = (neighbours.alike(self._dossier.sources[each.branch], each) for each in changed)
        made = amendment.of(self._dossier, tuple(looking))
        amendment.refuse(self._dossier, made)
        return Renewed(made, self.closed, self.opened, self.doubts if made.files else [])

    def _citing(self, name: str) -> list[str]:
        """Give the terms that run on the day, or begin after it, and cite an approval of an association."""
        known = {each.id for each in self._case.commission.associations_agreees or () if each.nom == name}
        held = (holder for holders in (self._case.commission.sieges or {}).values() for holder in holders)
        day = self._case.as_of
        return [each.id for each in held if each.association in known and (each.sits_on(day) or _begins(each) > day)]

    def _at(self, known: Association | Titulaire) -> dict[str, Any]:
        found: Any = self._wanted[str(known.pointer[0])]
        for part in known.pointer[1:]:
            found = found[part]
        entry: dict[str, Any] = found
        return entry

    def _order(self, purpose: str) -> None:
        """Write the order among the others, unless it is there; who signed it is not known."""
        orders = self._wanted[_COMMISSION].setdefault(_ORDERS, [])
        day = self._case.as_of.isoformat()
        same = next((order for order in orders if order.get("reference") == self._reference), None)
        if same is None:
            orders.append({"reference": self._reference, "objet": [purpose], "date": day})
            self.doubts.append(
                f"Arrêté « {self._reference} » : écrivez qui l’a signé, et le recueil qui le publie ; corrigez sa date "
                "s’il a été signé un autre jour."
            )
            return
        signed = str(same.get("date", day))
        if not is_day(signed) or signed == day or (signed < day and self._reference in self._begun()):
            return
        why = "c’en est un autre" if signed < day else "--date ne peut pas être avant"
        written = date(Day.fromisoformat(signed))
        raise UsageError(spaced(f"L’arrêté « {self._reference} » est du {written} dans la fiche : {why}."))

    def _begun(self) -> set[str | None]:
        """Give the orders that terms and approvals of that day cite: one may be signed some days before."""
        commission, day = self._case.commission, self._case.as_of
        held = (each.mandat for holders in (commission.sieges or {}).values() for each in holders)
        terms = {term.arrete for term in held if term and term.debut == day}
        known = (each.agrement for each in commission.associations_agreees or ())
        return terms | {each.reference for each in known if each and each.debut == day}

    def _close(self, holder: Titulaire) -> None:
        """End a term on the eve, unless it ended before."""
        end = holder.mandat.fin if holder.mandat else None
        if end is None or end > self._eve:
            self._at(holder).setdefault("mandat", {})["fin"] = self._eve.isoformat()
            self.closed += 1

    def _open(self, seat: Seat, before: Titulaire) -> None:
        """Open a term that says what the seat stands for, and not who holds it."""
        identifier = specimens.next_free(self._taken, before.id)
        self._taken.add(identifier)
        entry: dict[str, Any] = {"id": identifier, "titre": specimens.NOBODY}
        end = last_day(self._case.as_of, self._case.composition.term_years)
        entry["mandat"] = {
            "debut": self._case.as_of.isoformat(),
            "fin": end.isoformat(),
            "arrete": self._reference,
        }
        if before.association:
            entry["association"] = self._association(before.association)
        if before.collectivite:
            entry["collectivite"] = dict(self._at(before)["collectivite"])
        if seat.literal > seat.minimum and before.organisme:
            # À un siège de plusieurs, c’est par l’organisme que l’on sait à qui le mandat succède.
            entry["organisme"] = before.organisme
        entry["a_verifier"] = f"titulaire à désigner, à la suite de {before.id}"
        self._wanted[_MEMBERS][seat.id].append(entry)
        self.opened += 1

    def _association(self, identifier: str) -> str:
        """Give the approval of the same association that runs on the day, else the one that was cited."""
        known = self._case.commission.associations_agreees or ()
        name = next((each.nom for each in known if each.id == identifier), None)
        running = _running(self._case, name) if name else None
        return running.id if running else identifier


def _ending(case: Case, held: Iterable[Titulaire], eve: Day) -> list[Titulaire]:
    """Give the holders whose terms run on a day, and those whose terms are over since the last of these began, unless
    somebody else sits for the same body; without any that runs, those whose terms ended last."""
    known = [holder for holder in held if holder.mandat is None or (holder.mandat.debut or Day.min) <= eve]
    running = [holder for holder in known if holder.sits_on(eve)]
    last = max((_end(holder) for holder in known), default=Day.min)
    base = running or [holder for holder in known if _end(holder) == last]
    begun = max(map(_begins, base), default=Day.min)
    found = {_body(case, holder) for holder in base}
    lapsed: dict[str, Titulaire] = {}
    for holder in sorted(known, key=_end):
        if _body(case, holder) not in found and _end(holder) >= begun:
            lapsed[_body(case, holder)] = holder
    return [*base, *lapsed.values()]


def _begins(holder: Titulaire) -> Day:
    return (holder.mandat and holder.mandat.debut) or Day.min


def _end(holder: Titulaire) -> Day:
    return (holder.mandat and holder.mandat.fin) or Day.max


def _body(case: Case, holder: Titulaire) -> str:
    """Name the body for which a holder sits: association, local authority, else what its identifier begins by."""
    if holder.collectivite and holder.collectivite.nom:
        return holder.collectivite.nom
    named = {each.id: each.nom for each in case.commission.associations_agreees or ()}
    return named.get(holder.association or "") or holder.id.rpartition("-")[0]


def _outlasts(holder: Titulaire, day: Day) -> bool:
    """Tell whether a term is written to run on a day."""
    return holder.mandat is not None and holder.mandat.fin is not None and holder.mandat.fin >= day


def _running(case: Case, name: str) -> Association | None:
    """Give the approval of an association that runs on the day, the one that began last."""
    known = (each for each in case.commission.associations_agreees or () if each.nom == name and each.agrement)
    running = [each for each in known if runs(each, case)]
    return max(running, key=lambda each: (each.agrement and each.agrement.debut) or Day.min, default=None)


def _lapsed(case: Case) -> Iterator[str]:
    """Say which associations have no approval any more on the day, the last one being over."""
    ends: dict[str, list[tuple[Day, str]]] = {}
    for each in case.commission.associations_agreees or ():
        if each.agrement and each.agrement.fin:
            ends.setdefault(each.nom, []).append((each.agrement.fin, each.id))
    for name, known in ends.items():
        day, identifier = max(known)
        if day < case.as_of:
            yield (
                f"L’agrément de « {name} » a fini le {date(day)} : s’il est renouvelé, « --agrement {identifier} » "
                "l’écrit, avec la référence et le jour de son arrêté."
            )
