"""Every subset of filled seats, in every period and kind of territory: the derived schema against ten lines."""

import functools
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kit.judging.case import Verdict, judge
from kit.law.composition import snapshot_schema
from kit.law.periods import Period, periods
from kit.law.territories import territories
from tests.law.seats import ELEVEN, FIFTEEN

pytestmark = pytest.mark.proof

KINDS = sorted({(t.regime, t.service.value) for t in territories().values()})
BOTH = ["prefet", "prefet_de_police"]
SERVICE = {"DDETS": "DDETS", "DDETSPP": "DDETSPP", "DEETS": "DEETS", "DGCOPOP": "DGCOPOP", "DRIEETS_DRIHL": "DRIHL"}


def oracle(day: str, regime: str, seats: dict[str, list[Any]], presidency: list[str], persons: list[str]) -> set[str]:
    """Say what is wrong on a day, as a jurist would list it."""
    wrong = {f"vide {seat}" for seat in (FIFTEEN if day >= "2026-01-02" else ELEVEN) if not seats[seat]}
    state = seats.get("cohesion_sociale") and seats.get("travail_emploi")
    if "2021-04-01" <= day < "2026-01-02" and state and len(set(persons)) < 2:
        wrong.add("remplacement")
    if regime == "bouches_du_rhone" and "2025-07-16" <= day < "2026-01-02":
        return wrong | {"sans verdict"}
    joint = regime == "paris" or (regime == "bouches_du_rhone" and day < "2025-07-16")
    if presidency != (BOTH if joint else ["prefet"]):
        wrong.add("présidence")
    return wrong


def told(found: Iterable[Verdict]) -> set[str]:
    """Say the same from what the derived schema refuses."""
    names = {"substitution-incomplete": "remplacement", "presidence-sans-verdict": "sans verdict"}
    return {f"vide {v.path[1]}" if v.rule == "siege-sans-titulaire" else names.get(v.rule, "présidence") for v in found}


class Reader:
    """The derived schema: it goes down into an object by itself, as JSON Schema says, and asks jsonschema of the rest.
    What is said of values that come back in many subsets is kept: a word, who presides, the holders of five seats."""

    def __init__(self, period: Period) -> None:
        self._schema = snapshot_schema.build(period)
        self._said: dict[tuple[object, ...], tuple[Verdict, ...]] = {}
        # Ce dont l'adresse sert de clé reste ici : une autre valeur ne la prendra pas.
        self._kept: list[object] = []
        self._names: dict[int, tuple[str, ...]] = {}
        self._groups: dict[int, list[tuple[str, ...]]] = {}
        self._live: dict[tuple[object, ...], list[Any]] = {}

    def judge(self, snapshot: dict[str, Any]) -> tuple[Verdict, ...]:
        found = self._object(self._schema, snapshot)
        return tuple(sorted(found, key=lambda verdict: (verdict.rule, [str(part) for part in verdict.path])))

    def _errors(self, schema: Any, value: Any) -> tuple[Verdict, ...]:
        if not isinstance(value, dict):
            return self._once((id(schema), id(value)), value, lambda: _asked(schema, value))
        if id(schema) not in self._names:
            self._names[id(schema)] = tuple(sorted(_read(schema)))
        values = [value.get(name, _ABSENT) for name in self._names[id(schema)]]
        if any(isinstance(each, dict) for each in values):
            return tuple(self._object(schema, value))
        return self._once((id(schema), *map(id, values)), values, lambda: self._object(schema, value))

    def _once(
        self, key: tuple[object, ...], held: object, work: Callable[[], Iterable[Verdict]]
    ) -> tuple[Verdict, ...]:
        if key not in self._said:
            self._said[key] = tuple(work())
            self._kept.append(held)
        return self._said[key]

    def _object(self, schema: Any, value: dict[str, Any]) -> Iterator[Verdict]:
        assert schema.keys() <= _DOWN | _KEYS | _SILENT
        # Les noms seuls comptent pour « type » et « required ».
        told = self._once((id(schema), *value), value, lambda: _asked({k: schema[k] for k in _KEYS & {*schema}}, value))
        yield from told
        if "properties" in schema:
            yield from self._properties(schema["properties"], value)
        for branch in self._branches(schema["allOf"], value) if "allOf" in schema else ():
            yield from self._errors(branch, value)
        if "if" in schema and not self._errors(schema["if"], value):
            yield from self._errors(schema["then"], value)

    def _properties(self, properties: Any, value: dict[str, Any]) -> Iterator[Verdict]:
        if id(properties) not in self._groups:
            names = list(properties)
            self._groups[id(properties)] = [tuple(names[at : at + 5]) for at in range(0, len(names), 5)]
        for number, group in enumerate(self._groups[id(properties)]):
            values = [value.get(name, _ABSENT) for name in group]
            under = functools.partial(self._under, properties, group, value)
            if any(isinstance(each, dict) for each in values):
                yield from under()
            else:
                yield from self._once((id(properties), number, *map(id, values)), values, under)

    def _under(self, properties: Any, names: Iterable[str], value: dict[str, Any]) -> Iterator[Verdict]:
        for name in names:
            if name in value:
                for found in self._errors(properties[name], value[name]):
                    yield Verdict(found.rule, (name, *found.path), found.paragraph)

    def _branches(self, branches: Any, value: dict[str, Any]) -> list[Any]:
        """Give the branches but for those whose condition looks at words, which are the same, and does not hold."""
        key = (id(branches), *(each for each in value.values() if isinstance(each, str)))
        if key not in self._live:
            self._live[key] = [branch for branch in branches if not self._is_out(branch, value)]
        return self._live[key]

    def _is_out(self, branch: Any, value: dict[str, Any]) -> bool:
        only_words = "if" in branch and all(isinstance(value.get(name), str) for name in _read(branch["if"]))
        return only_words and branch.keys() == {"if", "then"} and bool(self._errors(branch["if"], value))


def _read(schema: Any) -> set[str]:
    """Give the names of an object that a schema looks at."""
    found = {*schema.get("properties", ()), *schema.get("required", ())}
    return found.union(
        *map(_read, [*schema.get("allOf", ()), *(schema[key] for key in ("if", "then") if key in schema)])
    )


_ABSENT = object()
_DOWN, _KEYS = {"properties", "allOf", "if", "then"}, {"type", "required"}
_SILENT = {"$schema", "$id", "title", "description", "x-redaction", "x-certitude", "x-regle", "x-paragraphe"}


def _asked(schema: Any, value: Any) -> Iterator[Verdict]:
    """Ask jsonschema; a condition names no rule."""
    for error in Draft202012Validator(schema).iter_errors(value):
        named: Any = error.schema
        yield Verdict(named.get("x-regle", ""), tuple(error.absolute_path), named.get("x-paragraphe"))


def taken(regime: str, service: str, seats: dict[str, list[Any]], presidency: list[str]) -> dict[str, Any]:
    persons = [h["id"] for seat in ("cohesion_sociale", "travail_emploi") for h in seats.get(seat, [])]
    return {
        "departement": "00", "regime": regime, "service": service, "sieges": seats, "presidence": presidency,
        "signataires": None, "representants": sorted(set(persons)),
    }  # fmt: skip


def holder(name: str, service: str) -> dict[str, Any]:
    return {"id": name, "service": service, "ancien_service": None}


@pytest.mark.parametrize("magistrate", [True, False], ids=["avec-magistrat", "sans-magistrat"])
@pytest.mark.parametrize("regime", ["commun", "paris", "bouches_du_rhone"])
@pytest.mark.parametrize("period", periods(), ids=lambda period: period.id)
def test_every_subset_of_filled_seats(period: Period, regime: str, magistrate: bool) -> None:
    service = next(form for kind, form in KINDS if kind == regime)
    names = FIFTEEN if period.id >= "2026-01-02" else ELEVEN
    presidency = BOTH if regime != "commun" else ["prefet"]
    # Un contenu, un objet : c'est à cela que le lecteur reconnaît ce qu'il a déjà lu.
    persons: dict[tuple[str, ...], list[str]] = {}
    filled = {name: [holder(name, SERVICE[service])] for name in names}
    empty: list[Any] = []
    read = Reader(period)
    for number, rest in enumerate(product((True, False), repeat=len(names) - 1)):
        there = dict(zip(names, (magistrate, *rest), strict=True))
        seats: dict[str, list[Any]] = {name: filled[name] if there[name] else empty for name in names}
        snapshot = taken(regime, service, seats, presidency)
        named = snapshot["representants"]
        snapshot["representants"] = persons.setdefault(tuple(named), named)
        wanted = oracle(period.id, regime, seats, presidency, snapshot["representants"])
        found = read.judge(snapshot)
        assert told(found) == wanted, seats
        # De loin en loin, le kit lui-même relit : ce que le lecteur garde ne change rien.
        assert number % 61 or judge(period, snapshot) == found


@pytest.mark.parametrize("period", periods(), ids=lambda period: period.id)
@pytest.mark.parametrize(("regime", "service"), KINDS)
def test_every_presidency_and_replacement_in_every_kind_of_territory(period: Period, regime: str, service: str) -> None:
    names = FIFTEEN if period.id >= "2026-01-02" else ELEVEN
    presidencies = [[], ["prefet"], ["prefet_de_police"], BOTH, ["autre"], ["autre", "prefet"], ["autre", *BOTH]]
    for presidency, same, one, two in product(presidencies, (True, False), (True, False), (True, False)):
        seats = {name: [holder(name, SERVICE[service])] for name in names}
        if "travail_emploi" in seats:
            first = [holder("a", SERVICE[service])] if one else []
            seats["cohesion_sociale"] = first
            seats["travail_emploi"] = [holder("a" if same else "b", SERVICE[service])] if two else []
        snapshot = taken(regime, service, seats, presidency)
        wanted = oracle(period.id, regime, seats, presidency, snapshot["representants"])
        assert told(judge(period, snapshot)) == wanted, (presidency, seats)
