"""What a rule looks at: one commission on one day, with the law of that day and the verdict of its schema."""

import datetime
import functools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from kit.errors import LawError
from kit.judging.closed import closed_session
from kit.law.composition import snapshot, snapshot_schema
from kit.law.periods import Period, period_on
from kit.law.posts import vacant_since
from kit.law.territories import Territory
from kit.law.texts import Presidency, Seat, Version, provision
from kit.model import commission as model
from kit.model.commission import Arrete, Commission, Indicateurs, Titulaire
from kit.model.parts import WHOLE, Parts
from kit.model.procedures import Aps
from kit.model.records import Bad
from kit.model.sessions import Seance
from kit.privacy.identifiers import identifiers
from kit.privacy.private import Apart
from kit.privacy.texts import hits, texts
from kit.yaml import shape
from kit.yaml.schema import JsonSchema

if TYPE_CHECKING:
    from kit.yaml.shape import Refusal

Part = Callable[[Period], JsonSchema]

# Les groupes de sièges que le droit décrit, tels que `needs` les nomme.
_GROUPS: Mapping[str, Callable[[Seat], bool]] = {
    "tous": lambda _: True,
    "liste": lambda seat: seat.listed,
    "etat": lambda seat: seat.of_state,
    "pluriel": lambda seat: seat.literal > seat.minimum,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One place of a snapshot that its schema refuses: the rule named there, the path, the paragraph."""

    rule: str
    path: tuple[str | int, ...]
    paragraph: str | None


def judge(period: Period, taken: dict[str, Any], part: Part = snapshot_schema.build) -> tuple[Verdict, ...]:
    """Run the schema of a period, or a part of it, over a snapshot."""
    return _judged(part, period.id, json.dumps(taken, sort_keys=True))


# Une même composition se juge plusieurs fois : pour chaque arrêté du même jour, à chaque rédaction passée.
@functools.lru_cache(maxsize=128)
def _judged(part: Part, period: str, taken: str) -> tuple[Verdict, ...]:
    return verdicts(_refusals(part, period)(json.loads(taken)))


@functools.cache
def _refusals(part: Part, period: str) -> "Callable[[Any], Iterator[Refusal]]":
    return shape.refusals(part(period_on(datetime.date.fromisoformat(period))))


def verdicts(errors: "Iterable[Refusal]") -> tuple[Verdict, ...]:
    """Read what a schema of the composition refuses; every error names its rule."""
    found = (
        Verdict(named["x-regle"], tuple(error.absolute_path), named.get("x-paragraphe"))
        for error in errors
        if isinstance(named := error.schema, Mapping)
    )
    return tuple(sorted(found, key=lambda verdict: (verdict.rule, [str(part) for part in verdict.path])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """An order on the list, read by the text of the day it was signed: who had to sign, what its schema refuses,
    whether that text leaves open who signs, and since when nobody held the post of one who had to."""

    order: Arrete
    wanted: Presidency
    refused: tuple[Verdict, ...]
    undecided: bool
    vacant: datetime.date | None


@dataclass(frozen=True, kw_only=True)
class Case:
    """One commission on one day; what several rules ask of it is worked out when the first one asks."""

    commission: Commission
    territory: Territory
    as_of: datetime.date
    # Ce que disent les fichiers entiers, dont une édition peut retrancher : c'est ce qui se juge.
    written: Commission
    # Les valeurs telles qu’elles sont lues, et ce qui n’a pas pu l’être : une édition en retire, puis rebâtit.
    tree: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    apart: Apart = field(default=(), repr=False, compare=False)
    # Où les séances sont écrites, quand elles ont plusieurs fichiers.
    parts: Parts = field(default=WHOLE, repr=False, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        """Give what another process needs: the rest comes of it."""
        return {known.name: getattr(self, known.name) for known in fields(self)}

    @functools.cached_property
    def period(self) -> Period:
        """The law of the day."""
        return period_on(self.as_of)

    @functools.cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the schema of the day refuses; worked out when a rule asks, for many cases are only shown."""
        # Un arrêté est jugé par le texte du jour de sa signature, tout le reste par le texte du jour demandé.
        taken = snapshot.take(self.written, self.territory, self.period, self.as_of)
        return judge(self.period, {**taken, "signataires": None})

    @functools.cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """The orders that make the list, each read by the text of its own day."""
        orders = snapshot.list_orders(self.written, self.as_of)
        return tuple(_signed(order, self.territory, order.date or self.as_of) for order in orders)

    @functools.cached_property
    def told(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each text that holds a datum about a person, with what was found in it."""
        known = identifiers(self.tree.items())
        read = ((text.value, {hit.matched for hit in hits(text)}) for text in texts(self.commission))
        told = ((value, frozenset(each for each in found if not known.explains(value, each))) for value, found in read)
        return tuple((value, found) for value, found in told if found)

    @functools.cached_property
    def _seated(self) -> dict[datetime.date, Mapping[str, frozenset[str]]]:
        return {}

    def seated(self, day: datetime.date) -> Mapping[str, frozenset[str]]:
        """Give the ids of who holds each seat of the wording of a day, on that day."""
        if day not in self._seated:
            period = period_on(day)
            self._seated[day] = {
                seat.id: frozenset(h.id for h in snapshot.holders(self.commission, seat.id, period, day))
                for seat in period.composition.seats
            }
        return self._seated[day]

    @property
    def order(self) -> Arrete | None:
        """The order that fixes the list on the day."""
        return snapshot.composition_order(self.written, self.as_of)

    @property
    def composition(self) -> Version:
        """R. 121-12-7 as it stands on the day."""
        return self.period.composition

    @property
    def installed(self) -> bool:
        """Whether the commission is installed on the day; a file that does not say so is taken at its members."""
        installation = self.commission.installation
        if installation is None:
            return True
        started = installation.date is None or installation.date <= self.as_of
        return installation.etat == "installee" and started

    def refused(self, rule: str) -> Iterator[Verdict]:
        """Give what the schema of the day refuses under the name of a rule."""
        return (verdict for verdict in self.verdicts if verdict.rule == rule)

    def holders(self, seat: str) -> tuple[Titulaire, ...]:
        """Give who holds a seat on the day."""
        return snapshot.holders(self.commission, seat, self.period, self.as_of)

    @property
    def sessions(self) -> tuple[Seance, ...]:
        """The sessions written, in the order of their days; those to come are `prevue`."""
        return tuple(sorted(self.commission.sessions or (), key=lambda session: session.date))

    @property
    def held(self) -> tuple[Seance, ...]:
        """The sessions held on or before the day."""
        return tuple(s for s in self.sessions if s.etat == "tenue" and s.date <= self.as_of)

    @property
    def planned(self) -> tuple[Seance, ...]:
        """The sessions planned on the day or after."""
        return tuple(s for s in self.sessions if s.etat == "prevue" and s.date >= self.as_of)

    @functools.cached_property
    def current(self) -> "Case":
        """The same case without its closed sessions, by which nothing of the day is judged any more."""
        return self._with(kept for kept in self.commission.sessions or () if not closed_session(kept, self.as_of))

    @functools.cached_property
    def closed(self) -> "Case | None":
        """The same case with its closed sessions alone; None when there is none."""
        known = self.commission.sessions or ()
        return None if self.current is self else self._with(s for s in known if closed_session(s, self.as_of))

    def _with(self, sessions: Iterable[Seance]) -> "Case":
        kept = tuple(sessions)
        if len(kept) == len(self.commission.sessions or ()):
            return self
        return replace(self, commission=replace(self.commission, sessions=kept))

    def group(self, name: str) -> tuple[Seat, ...]:
        """Give the seats of the day that a rule needs: `tous`, `liste`, `etat`, `pluriel`, or one seat by its id."""
        kept = _GROUPS.get(name)
        return tuple(seat for seat in self.composition.seats if (kept(seat) if kept else seat.id == name))

    def seat_readable(self, seat: str) -> bool:
        """Tell whether all holders of a seat could be read."""
        return self.commission.readable("membres", seat)

    def version_of(self, provision_id: str) -> Version:
        """Give the wording of a text on the day; raises LawError when it has none."""
        version = provision(provision_id).in_force(self.as_of)
        if version is None:
            message = f"Le texte « {provision_id} » n’a pas de rédaction au {self.as_of.isoformat()}."
            raise LawError(message)
        return version

    @property
    def figures(self) -> list[Indicateurs]:
        """The figures known on the day, oldest first."""
        return [entry for entry in self.commission.figures if entry.date <= self.as_of]

    @property
    def aps(self) -> Aps | None:
        """What the procedures say of the provisional permit."""
        return self.commission.procedures.aps if self.commission.procedures else None


def build(commission: Commission, territory: Territory, as_of: datetime.date) -> Case:
    """Build the case of a day; raises UsageError before the first wording of R. 121-12-7."""
    period_on(as_of)  # Avant la première rédaction, rien ne se juge : c’est elle qui le dit.
    return Case(commission=commission, territory=territory, as_of=as_of, written=commission)


def rebuilt(case: Case, tree: dict[str, Any], bad: Bad) -> Case:
    """Give a case made of these values alone, less those at the pointers of `bad`, on the same day."""
    return replace(build(model.build(tree, bad), case.territory, case.as_of), tree=tree, parts=case.parts)


def _signed(order: Arrete, territory: Territory, day: datetime.date) -> Signature:
    """Read an order by the text of the day it was signed."""
    period = period_on(day)
    signed_by = None if order.signataires is None else sorted(order.signataires)
    taken = {"regime": territory.regime, "signataires": signed_by}
    wanted = period.composition.presidency(territory.regime)
    absent = (vacant_since(each, territory.regime, day) for each in wanted.signatories)
    return Signature(
        order=order,
        wanted=wanted,
        refused=judge(period, taken, snapshot_schema.signatures),
        undecided=period.undecided is not None and territory.regime in period.undecided.undecided,
        vacant=next(filter(None, absent), None),
    )
