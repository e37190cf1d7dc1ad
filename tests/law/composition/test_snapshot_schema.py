"""The derived schemas: fresh in the repository, naming a rule wherever they can refuse, right on small snapshots."""

import datetime
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kit.files import resources
from kit.judging import registry
from kit.judging.case import judge
from kit.law.composition import snapshot_schema
from kit.law.periods import Period, period_on, periods

IDS = [period.id for period in periods()]


def snapshot(period: Period, **changes: Any) -> dict[str, Any]:
    """A conforming snapshot of an ordinary department, with some changes."""
    seats = {
        seat.id: [{"id": seat.id, "service": "DDETS", "ancien_service": None}] for seat in period.composition.seats
    }
    base: dict[str, Any] = {
        "departement": "38",
        "regime": "commun",
        "service": "DDETS",
        "sieges": seats,
        "presidence": ["prefet"],
        "signataires": ["prefet"],
        "representants": list(period.replaced),
    }
    return {**base, **changes}


def refused(day: str, **changes: Any) -> list[str]:
    period = period_on(datetime.date.fromisoformat(day))
    return [verdict.rule for verdict in judge(period, snapshot(period, **changes))]


@pytest.mark.parametrize("period", periods(), ids=IDS)
def test_the_repository_carries_the_schema_as_derived(period: Period) -> None:
    path = resources.SCHEMAS / "r121-12-7" / f"{period.id}.schema.json"
    assert path.read_text(encoding="utf-8") == snapshot_schema.text(period)


def test_no_other_schema_lies_beside_them() -> None:
    names = sorted(path.name for path in (resources.SCHEMAS / "r121-12-7").iterdir())
    assert names == [f"{start}.schema.json" for start in IDS]


@pytest.mark.parametrize("period", periods(), ids=IDS)
def test_each_named_rule_exists(period: Period) -> None:
    known = {rule.id for rule in registry.legal_rules()}
    assert set(snapshot_schema.named(snapshot_schema.build(period))) <= known


@pytest.mark.parametrize("period", periods(), ids=IDS)
def test_a_conforming_snapshot_is_valid(period: Period) -> None:
    schema = json.loads(snapshot_schema.text(period))
    assert Draft202012Validator(schema).is_valid(snapshot(period))


@pytest.mark.parametrize("period", periods(), ids=IDS)
def test_each_empty_seat_is_refused_once_with_its_ordinal(period: Period) -> None:
    for seat in period.composition.seats:
        taken = snapshot(period)
        taken["sieges"] = {**taken["sieges"], seat.id: []}
        verdicts = judge(period, taken)
        assert [(v.rule, v.path, v.paragraph) for v in verdicts] == [
            ("siege-sans-titulaire", ("sieges", seat.id), seat.ordinal)
        ]


BOTH = ["prefet", "prefet_de_police"]
POLICE = ["prefet_de_police"]
PRESIDENCIES = [
    # jour, régime, présidence, règles attendues
    ("2022-04-13", "commun", ["prefet"], []),
    ("2022-04-13", "commun", [], ["presidence-absente"]),
    ("2022-04-13", "commun", ["autre"], ["presidence-absente"]),
    ("2022-04-13", "commun", BOTH, ["copresidence-sans-texte"]),
    ("2022-04-13", "commun", ["autre", "prefet"], ["copresidence-sans-texte"]),
    ("2022-04-13", "paris", BOTH, []),
    ("2022-04-13", "paris", ["prefet"], ["copresidence-absente"]),
    ("2022-04-13", "paris", POLICE, ["copresidence-absente"]),
    ("2022-04-13", "paris", [], ["presidence-absente"]),
    ("2022-04-13", "bouches_du_rhone", BOTH, []),
    ("2022-04-13", "bouches_du_rhone", ["prefet"], ["copresidence-absente"]),
    ("2025-07-15", "bouches_du_rhone", ["prefet"], ["copresidence-absente"]),
    ("2025-07-16", "bouches_du_rhone", ["prefet"], ["presidence-sans-verdict"]),
    ("2025-07-16", "bouches_du_rhone", BOTH, ["presidence-sans-verdict"]),
    ("2026-01-02", "bouches_du_rhone", ["prefet"], []),
    ("2026-01-02", "bouches_du_rhone", BOTH, ["copresidence-sans-texte"]),
    ("2026-01-02", "paris", ["prefet"], ["copresidence-absente"]),
    ("2026-01-02", "paris", BOTH, []),
]


@pytest.mark.parametrize(("day", "regime", "presidency", "expected"), PRESIDENCIES)
def test_who_presides(day: str, regime: str, presidency: list[str], expected: list[str]) -> None:
    assert refused(day, regime=regime, presidence=presidency, signataires=None) == expected


@pytest.mark.parametrize(
    ("day", "regime", "signatories", "right"),
    [
        ("2022-04-13", "commun", ["prefet"], True),
        ("2022-04-13", "commun", ["autre"], False),
        ("2022-04-13", "paris", BOTH, True),
        ("2022-04-13", "paris", ["prefet"], False),
        ("2022-04-13", "bouches_du_rhone", ["prefet"], False),
        ("2026-01-02", "bouches_du_rhone", ["prefet"], True),
        ("2022-04-13", "paris", None, True),
    ],
)
def test_who_signs_the_list(day: str, regime: str, signatories: list[str] | None, right: bool) -> None:
    presidency = BOTH if regime == "paris" or (regime != "commun" and day < "2026") else ["prefet"]
    found = refused(day, regime=regime, presidence=presidency, signataires=signatories)
    assert found == ([] if right else ["liste-mal-signee"])


@pytest.mark.parametrize(
    ("day", "persons", "expected"),
    [
        ("2021-03-31", ["une-seule"], []),
        ("2021-04-01", ["une-seule"], ["substitution-incomplete"]),
        ("2021-04-01", ["une", "deux"], []),
        ("2026-01-01", ["une-seule"], ["substitution-incomplete"]),
        ("2026-01-02", ["une-seule"], []),
    ],
)
def test_replacement_in_equal_number(day: str, persons: list[str], expected: list[str]) -> None:
    assert refused(day, representants=persons) == expected


@pytest.mark.parametrize(
    ("day", "form", "service", "former", "expected"),
    [
        ("2021-03-31", "DDETS", "DDCS", "DDCS", []),
        ("2021-04-01", "DDETS", "DDCS", "DDCS", ["ancien-service-nomme"]),
        ("2021-04-01", "DDETS", "DDETS", "DDCS", ["ancien-service-nomme"]),
        ("2021-04-01", "DDETS", "DDETSPP", None, ["service-de-l-etat-inattendu"]),
        ("2021-04-01", "DEETS", "DDETS", None, ["service-de-l-etat-inattendu"]),
        ("2021-04-01", "DEETS", "DEETS", None, []),
        ("2021-04-01", "DDETS", None, None, ["service-de-l-etat-inattendu"]),
        ("2021-04-01", "DRIEETS_DRIHL", "DRIHL", None, []),
    ],
)
def test_services_of_the_state(
    day: str, form: str, service: str | None, former: str | None, expected: list[str]
) -> None:
    period = period_on(datetime.date.fromisoformat(day))
    right = {"DEETS": "DEETS", "DRIEETS_DRIHL": "DRIEETS"}.get(form, form)
    seats = {seat.id: [{"id": seat.id, "service": right, "ancien_service": None}] for seat in period.composition.seats}
    seats["cohesion_sociale"] = [{"id": "x", "service": service, "ancien_service": former}]
    assert refused(day, service=form, sieges=seats) == expected
