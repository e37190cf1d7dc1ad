"""Each territory, in each period, with all its seats or one of them empty: the kit against what a jurist writes."""

import datetime

import pytest

from kit.findings.finding import Outcome
from kit.judging import case as cases
from kit.judging import registry
from kit.judging.judge import judge
from kit.law.periods import Period, periods
from kit.law.territories import territories
from kit.model.commission import build
from tests.law.seats import ELEVEN, FIFTEEN

pytestmark = pytest.mark.proof

RULE = registry.find("siege-sans-titulaire")
# Ce que dit le droit, écrit une seconde fois : où, à partir de quand, à quels sièges un vide ne prouve rien.
POLICE, CHILDREN = ("police_nationale", "police_judiciaire"), FIFTEEN[10:13]
STATE = ("cohesion_sociale", "travail_emploi", "ddets")
RING, OVERSEAS = ("75", "92", "93", "94"), ("971", "972", "973", "974", "976")
OTHERWISE = [
    (("973", "976"), POLICE, "2020-01-01"),
    (("971", "972", "974"), POLICE, "2022-01-01"),
    (RING, POLICE, "2016-10-31"),
    ((*RING, *OVERSEAS), ("gendarmerie",), "2016-10-31"),
    (("2A", "2B", "67", "68", "69", "75", "972", "973", "976"), CHILDREN, "2026-01-02"),
    (("973",), (*STATE, "etrangers"), "2020-01-01"),
    (RING, STATE, "2021-04-01"),
]
# Les sièges que la rédaction de décembre 2023, qui n’a pas été lue, a pu changer.
UNREAD = (*POLICE, "cohesion_sociale", "travail_emploi")
SPECIAL = sorted({code for codes, *_ in OTHERWISE for code in codes} | {"13", "88", "38"})


def oracle(code: str, day: str, seat: str) -> Outcome:
    unread = "2023-12-01" <= day < "2026-01-02" and seat in UNREAD
    otherwise = any(code in codes and seat in seats and day >= start for codes, seats, start in OTHERWISE)
    return Outcome.REVIEW if unread or otherwise else Outcome.FAIL


def told(code: str, day: datetime.date, there: list[str]) -> list[tuple[str | None, Outcome]]:
    """Say of which seats the kit speaks when these are held, and how."""
    # « sans-debut » ne se dit que d’un jour passé, une fois, de tous les sièges de droit.
    known = {"titre": "Responsable désignée", "mandat": {"debut": day.isoformat()}}
    members = {seat: [{"id": seat, **known}] for seat in there}
    tree = {"commission": {"departement": code}, "membres": members}
    case = cases.build(build(tree, frozenset()), territories()[code], day)
    return [(breach.siege, outcome) for breach, outcome, _ in judge(RULE, case, case).breaches]


@pytest.mark.parametrize("period", periods(), ids=lambda period: period.id)
def test_an_empty_seat_in_every_territory(period: Period) -> None:
    seats = FIFTEEN if period.id >= "2026-01-02" else ELEVEN
    for code in territories() if period is periods()[-1] else SPECIAL:
        assert told(code, period.start, seats) == [], code
        for empty in seats:
            found = told(code, period.start, [seat for seat in seats if seat != empty])
            assert found == [(empty, oracle(code, period.id, empty))], code
