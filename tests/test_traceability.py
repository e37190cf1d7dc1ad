"""Each normative sentence of the instruction is held: by a rule where it can be checked, else by a section."""

from typing import Any

import pytest

from kit.handbook.page import MATRIX, Here
from kit.handbook.pages import guides
from kit.judging import registry
from kit.law.texts import data

DEMANDS = data("instruction-2022-7")["exigences"]
SECTIONS = guides.sections(Here(MATRIX))


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda demand: demand["id"])
def test_a_demand_has_what_its_nature_asks_for(demand: dict[str, Any]) -> None:
    rules = [rule.id for rule in registry.legal_rules() if demand["id"] in rule.traces]
    for nature in demand["nature"]:
        assert rules if nature == "check" else SECTIONS.get(demand["id"]), f"{demand['id']} : {nature}"


def test_no_section_carries_an_unknown_demand() -> None:
    assert set(SECTIONS) <= {demand["id"] for demand in DEMANDS}


def test_no_rule_traces_an_unknown_demand() -> None:
    known = {demand["id"] for demand in DEMANDS}
    assert [rule.id for rule in registry.legal_rules() if not set(rule.traces) <= known] == []
