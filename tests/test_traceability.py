"""Each normative sentence of the instruction is held: by a rule where it can be checked, else by a section."""

import re
from typing import Any

import pytest

from kit.french import spaced
from kit.handbook.page import MATRIX, Here
from kit.handbook.pages import guides, law_pages
from kit.judging import registry
from kit.law.texts import data

DEMANDS = data("instruction-2022-7")["exigences"]
SECTIONS = guides.sections(Here(MATRIX))


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda demand: demand["id"])
def test_a_demand_has_what_its_nature_asks_for(demand: dict[str, Any]) -> None:
    rules = [rule.id for rule in registry.legal_rules() if demand["id"] in rule.traces]
    for nature in demand["nature"]:
        assert rules if nature == "check" else SECTIONS.get(demand["id"]), f"{demand['id']} : {nature}"


def test_each_demand_says_what_of_it_no_rule_checks() -> None:
    unchecked = data("instruction-2022-7")["non_controle"]
    assert list(unchecked) == [demand["id"] for demand in DEMANDS]
    assert all(text.endswith(".") for text in unchecked.values())


def test_the_matrix_says_the_state_of_each_demand_and_what_is_not_checked() -> None:
    page = law_pages.matrix()
    shown = _plain(" ".join([page.text, *map(str, page.fragments)]))
    for state in ("contrôlé par une règle", "guidé par une page", "suivi"):
        assert state in shown
    for demand in DEMANDS:
        assert _plain(data("instruction-2022-7")["non_controle"][demand["id"]]) in shown, demand["id"]


def _plain(text: str) -> str:
    """Give a text without what the page does to its spaces and to its ordinals."""
    return re.sub("[\u00a0\u202f]", " ", re.sub("</?sup>", "", spaced(text)))


def test_no_section_carries_an_unknown_demand() -> None:
    assert set(SECTIONS) <= {demand["id"] for demand in DEMANDS}


def test_no_rule_traces_an_unknown_demand() -> None:
    known = {demand["id"] for demand in DEMANDS}
    assert [rule.id for rule in registry.legal_rules() if not set(rule.traces) <= known] == []
