"""The YAML examples of the rules' pages, merged (RFC 7396) on a conforming department and judged."""

import pytest

from kit.files import resources
from kit.findings.finding import OUTCOME_FR, Outcome
from kit.findings.rule import Example, Rule
from tests.conftest import HOUSE
from tests.rules.examples import EXAMPLES, RULES, Told, judged


def outcomes(rule: Rule, told: Told) -> set[Outcome]:
    return {breach.outcome for broken, breach in told if broken.id == rule.id}


def place(rule: Rule, example: Example) -> str:
    """Give where the sheet of a rule writes an example, as `file:line`."""
    path = resources.RULES / rule.family / f"{rule.id}.md"
    before, _, _ = path.read_text(encoding="utf-8").partition(f"\n{example.text}```\n")
    return f"{path.relative_to(HOUSE).as_posix()}:{before.count(chr(10)) + 1}"


def _id(value: object) -> str:
    if isinstance(value, Rule):
        return value.id
    return OUTCOME_FR[value.outcome].replace(" ", "-") if isinstance(value, Example) else ""


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=_id)
def test_an_example_is_judged_as_its_title_says(rule: Rule, example: Example) -> None:
    found = outcomes(rule, judged(example))
    if example.outcome is Outcome.OPEN:
        assert Outcome.OPEN in found, place(rule, example)
    else:
        # Une règle qui doute ici ne dit jamais « non conforme » : son exemple ne le dit pas non plus.
        gravest = next((each for each in (Outcome.FAIL, Outcome.REVIEW) if each in found), Outcome.PASS)
        assert example.outcome is gravest, f"{place(rule, example)} : écrire « {OUTCOME_FR[gravest]} »"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_model_department_breaks_no_rule(rule: Rule) -> None:
    assert Outcome.FAIL not in outcomes(rule, judged())


@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.FAIL])
def test_each_page_shows_what_is_refused_and_what_is_accepted(outcome: Outcome) -> None:
    kinds = {outcome, Outcome.REVIEW} if outcome is Outcome.FAIL else {outcome}
    shown = {rule.id for rule, example in EXAMPLES if example.outcome in kinds}
    # La première ne peut être tenue, les autres ne relèvent que des silences.
    silent = {"evenement-sans-effet", "agrement-incomplet", "proces-verbal-absent"}
    without = {"presidence-sans-verdict"} if outcome is Outcome.PASS else silent
    assert {rule.id for rule in RULES} - shown == without
