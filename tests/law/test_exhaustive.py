"""Every subset of filled seats, in every period and kind of territory: the derived schema against ten lines."""

import functools
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from kit.law import snapshot_schema
from kit.law.periods import Period, periods
from kit.law.territories import territories
from kit.rules.case import Verdict, judge, verdicts

KINDS = sorted({(t.regime, t.service.value) for t in territories().values()})
BOTH = ["prefet", "prefet_de_police"]
# Ce que dit la loi, écrit une seconde fois, sans rien lire de kit/law : sièges, remplacement, présidence.
ELEVEN = [
    "magistrat", "cohesion_sociale", "police_nationale", "police_judiciaire", "gendarmerie", "etrangers",
    "travail_emploi", "education", "medecin", "collectivites", "associations",
]  # fmt: skip
FIFTEEN = [
    "magistrat", "ddets", "police_nationale", "police_judiciaire", "gendarmerie", "etrangers", "education", "medecin",
    "collectivites", "associations", "conseil_departemental", "aide_sociale_enfance", "observatoire_enfance", "pjj",
    "protection_enfance",
]  # fmt: skip
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


class Same(list[Any]):
    """What comes back in many subsets (the holders of a seat, who presides): one object for one content."""


class Reader:
    """The derived schema, read by jsonschema: each subschema is prepared once, and what it says of a value that comes
    back in every subset (a word, the holders of a seat) is kept. Only the keywords that go down are written anew."""

    def __init__(self, period: Period) -> None:
        down = {"properties": self._properties, "allOf": self._all_of, "if": self._if}
        self._ready: dict[int, Any] = {}
        self._said: dict[tuple[int, int], tuple[Any, tuple[ValidationError, ...]]] = {}
        self._held: dict[tuple[int, tuple[str, ...]], bool] = {}
        self._root = functools.partial(extend, Draft202012Validator)(down)(snapshot_schema.build(period))

    def judge(self, snapshot: dict[str, Any]) -> tuple[Verdict, ...]:
        return verdicts(self._root.iter_errors(snapshot))

    def _errors(self, schema: Any, value: Any) -> Iterable[ValidationError]:
        if id(schema) not in self._ready:
            self._ready[id(schema)] = self._root.evolve(schema=schema)
        read: Draft202012Validator = self._ready[id(schema)]
        if not isinstance(value, (str, Same)):
            return read.iter_errors(value)
        key = (id(schema), id(value))
        if key not in self._said:
            # La valeur est gardée avec ce qui en est dit : une autre ne prendra pas son adresse.
            self._said[key] = (value, tuple(read.iter_errors(value)))
        return [ValidationError.create_from(error) for error in self._said[key][1]]

    def _properties(self, _: Any, properties: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
        for name, schema in properties.items():
            if name in instance:
                for error in self._errors(schema, instance[name]):
                    error.path.appendleft(name)
                    yield error

    def _all_of(self, _: Any, branches: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
        return (error for branch in branches for error in self._errors(branch, instance))

    def _if(self, _: Any, condition: Any, instance: Any, schema: Any) -> Iterable[ValidationError]:
        return self._errors(schema["then"], instance) if self._holds(condition, instance) else ()

    def _holds(self, condition: Any, instance: Any) -> bool:
        """Tell whether a condition holds; one that looks at words alone says the same of the same words."""
        words = tuple(instance[name] for name in condition.get("properties", ()) if isinstance(instance[name], str))
        if not words:
            return not any(self._errors(condition, instance))
        key = (id(condition), words)
        if key not in self._held:
            self._held[key] = not any(self._errors(condition, instance))
        return self._held[key]


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
    presidency = Same(BOTH if regime != "commun" else ["prefet"])
    persons: dict[tuple[str, ...], Same] = {}
    filled = {name: Same([holder(name, SERVICE[service])]) for name in names}
    empty, read = Same(), Reader(period)
    for number, rest in enumerate(product((True, False), repeat=len(names) - 1)):
        there = dict(zip(names, (magistrate, *rest), strict=True))
        seats: dict[str, list[Any]] = {name: filled[name] if there[name] else empty for name in names}
        snapshot = taken(regime, service, seats, presidency)
        named = snapshot["representants"]
        snapshot["representants"] = persons.setdefault(tuple(named), Same(named))
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
