"""Every rule can be read, cited and broken."""

import re
import string

import pytest

from kit.errors import UsageError
from kit.findings.rule import Rule
from kit.judging import registry
from kit.law.texts import data, provisions
from tests.conftest import DATA, HOUSE

LEGAL = registry.legal_rules()
ALL = registry.catalogue()
_FORMAT = string.Formatter()


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_an_id_is_a_defect_in_french_without_accents(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_sentences_end_with_a_stop_and_can_be_filled(rule: Rule) -> None:
    for sentence in rule.sentences.values():
        told = (sentence.message, sentence.remedy)
        fields = {name: "x" for text in told for _, name, _, _ in _FORMAT.parse(text) if name}
        for text in sentence.filled(fields):
            assert "{{" not in text
            assert text[-1] in ".?x", text


@pytest.mark.parametrize("rule", LEGAL, ids=lambda rule: rule.id)
def test_a_legal_rule_has_a_page_a_text_and_requirements(rule: Rule) -> None:
    for heading in ("**Ce que dit le texte.**", "**Ce qui est vérifié.**", "**Comment corriger.**"):
        assert heading in rule.page
    assert rule.title
    assert not rule.title.endswith(".")
    known = {row["id"] for row in data("instruction-2022-7")["exigences"]}
    assert set(rule.traces) <= known
    # Les règles que le kit se donne n'ont pas de texte, et le disent.
    of_the_kit = rule.provision is None
    assert ("c’est une règle du kit" in " ".join(rule.page.split())) is of_the_kit
    assert of_the_kit or rule.provision in provisions()
    assert of_the_kit is not bool(rule.traces)


# Ce que cette étape doit tenir : chaque énoncé est suivi par une règle au moins.
HELD = ["E-00-1", "E-00-3", "E-12-1", "E-12-2", "E-12-3", "E-12-4", *(f"E-A1-{n}" for n in range(16))]


@pytest.mark.parametrize("requirement", HELD)
def test_a_requirement_is_held_by_a_rule(requirement: str) -> None:
    assert [rule.id for rule in LEGAL if requirement in rule.traces]


def test_each_legal_rule_is_broken_somewhere_outside_itself() -> None:
    """A rule that disappears must break a golden file or a table, since its own examples leave with it."""
    told = "".join(path.read_text(encoding="utf-8") for path in sorted(DATA.rglob("*.txt")))
    tables = (HOUSE / "tests" / "rules" / "test_family_tables.py").read_text(encoding="utf-8")
    assert [rule.id for rule in LEGAL if rule.id not in told + tables] == []


def test_an_unknown_rule_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="vouliez-vous dire « siege-sans-titulaire »"):
        registry.find("siege-sans-titulair")
