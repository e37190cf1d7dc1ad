"""Every subset of filled seats, in every period and kind of territory: the derived schema against ten lines."""

from itertools import product
from typing import Any

import pytest

from kit.law.periods import Period, periods
from kit.law.territories import territories
from kit.rules.case import judge

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


def schema(period: Period, snapshot: dict[str, Any]) -> set[str]:
    """Say the same from the derived schema."""
    names = {"substitution-incomplete": "remplacement", "presidence-sans-verdict": "sans verdict"}
    return {
        f"vide {v.path[1]}" if v.rule == "siege-sans-titulaire" else names.get(v.rule, "présidence")
        for v in judge(period, snapshot)
    }


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
    filled = {name: [holder(name, SERVICE[service])] for name in names}
    for rest in product((True, False), repeat=len(names) - 1):
        there = dict(zip(names, (magistrate, *rest), strict=True))
        seats = {name: filled[name] if there[name] else [] for name in names}
        snapshot = taken(regime, service, seats, presidency)
        wanted = oracle(period.id, regime, seats, presidency, snapshot["representants"])
        assert schema(period, snapshot) == wanted, seats


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
        assert schema(period, snapshot) == wanted, (presidency, seats)
