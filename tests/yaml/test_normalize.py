"""Typed and tidied by the schema, never renamed, never dropped."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from cerberus import Validator
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.yaml.normalize import Plan, normalize, plan
from kit.yaml.schema import BRANCHES


@pytest.mark.parametrize(
    ("branch", "written", "typed"),
    [
        ("commission", {"departement": "2a"}, {"departement": "2A"}),
        ("commission", {"departement": " 48 "}, {"departement": "48"}),
        ("commission", {"exemple": "true"}, {"exemple": True}),
        ("commission", {"exemple": "oui"}, {"exemple": "oui"}),
        ("commission", {"secretariat": {"telephone": "04  66 00\u00a000 00"}},
         {"secretariat": {"telephone": "04 66 00 00 00"}}),
        ("commission", {"indicateurs": [{"psp_en_cours": "49"}]}, {"indicateurs": [{"psp_en_cours": 49}]}),
        ("commission", {"indicateurs": [{"psp_en_cours": "049"}]}, {"indicateurs": [{"psp_en_cours": "049"}]}),
        ("procedures", {"aps": {"duree_mois": "-3"}}, {"aps": {"duree_mois": -3}}),
        ("procedures", {"aps": {"duree_mois": "6 mois"}}, {"aps": {"duree_mois": "6 mois"}}),
        ("membres", {"magistrat": [{"titre": " Juge\n"}]}, {"magistrat": [{"titre": "Juge"}]}),
        ("membres", {"inconnu": {"a": "1"}}, {"inconnu": {"a": "1"}}),
        ("sessions", [{"date": "2026-03-12"}], [{"date": "2026-03-12"}]),
    ],
)  # fmt: skip
def test_a_value_is_typed_or_left_as_written(branch: str, written: Any, typed: Any) -> None:
    assert normalize(branch, written) == typed


@pytest.mark.parametrize("branch", BRANCHES)
@pytest.mark.parametrize("data", ["texte", "", [], {}, [None], [[]], {"magistrat": {"id": "a"}}, [{"date": []}, "x"],
                                  {"magistrat": "x", "psp": ["x"], "aps": {"pieces": {"a": "b"}}}])  # fmt: skip
def test_a_wrong_shape_is_left_as_written(branch: str, data: Any) -> None:
    assert normalize(branch, data) == data


def test_the_data_given_are_not_changed() -> None:
    data = {"departement": "2a"}
    normalize("commission", data)
    assert data == {"departement": "2a"}


def test_cerberus_is_given_what_is_not_canonical_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    whole = Validator.normalized

    def noted(self: Validator, texts: dict[int, str], **asked: Any) -> Any:
        given.extend(texts.values())
        return whole(self, texts, **asked)

    monkeypatch.setattr(Validator, "normalized", noted)
    normalize("commission", {"departement": "2a", "exemple": "true", "secretariat": {"service": "Bureau"}})
    assert given == ["2a", "true"]
    normalize("commission", {"secretariat": {"service": "Bureau"}, "invites": ["ARS", " DDFE"]})
    assert given == ["2a", "true", " DDFE"]


def test_the_plan_comes_from_the_schema() -> None:
    assert plan("commission").keys["exemple"].steps == ("boolean",)
    assert plan("commission").keys["departement"].steps == ("string", "upper")
    arretes = plan("commission").keys["arretes"].items
    assert arretes
    assert arretes.keys["objet"].items


def nested(described: Plan) -> dict[str, Any]:
    """The same plan as one nested rule set, which Cerberus follows by itself from the top."""
    if described.keys:
        inside = {key: nested(value) for key, value in described.keys.items()}
        return {"type": "dict", "schema": inside, "allow_unknown": True}
    if described.items:
        return {"type": "list", "schema": nested(described.items)}
    steps: list[Callable[[Any], Any]] = [STEPS[name] for name in described.steps]
    return {"coerce": tuple(steps)} if steps else {}


STEPS: dict[str, Callable[[Any], Any]] = {
    "integer": lambda t: int(t) if isinstance(t, str) and re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", t) else t,
    "boolean": lambda t: t == "true" if t in ("true", "false") else t,
    "string": lambda t: t.strip(" \t\n") if isinstance(t, str) else t,
    "upper": lambda t: t.upper() if isinstance(t, str) else t,
    "espaces": lambda t: " ".join(t.split()) if isinstance(t, str) else t,
}
TEXTS = st.sampled_from(["true", "false", "12", "012", "-3", " a\n", "2a", "04  66", "", "1234567890", "é\u00a0b"])


def values(described: Plan) -> st.SearchStrategy[Any]:
    """Data of the right shape, of the wrong one, with keys that nobody knows."""
    odd = st.one_of(TEXTS, st.lists(TEXTS, max_size=2), st.dictionaries(TEXTS, TEXTS, max_size=2))
    if described.keys:
        known = st.fixed_dictionaries({}, optional={key: values(inside) for key, inside in described.keys.items()})
        return st.one_of(known, st.builds(lambda a, b: {**a, **b}, known, st.dictionaries(TEXTS, odd, max_size=1)), odd)
    if described.items:
        return st.one_of(st.lists(values(described.items), max_size=2), odd)
    return st.one_of(TEXTS, TEXTS, odd)


@pytest.mark.parametrize("branch", BRANCHES)
def test_flat_documents_give_what_a_nested_one_gives(branch: str) -> None:
    whole = Validator({branch: nested(plan(branch))}, allow_unknown=True)

    @settings(max_examples=25, deadline=None, derandomize=True)
    @given(values(plan(branch)))
    def same(data: Any) -> None:
        assert normalize(branch, data) == whole.normalized({branch: data}, always_return_document=True)[branch]

    same()
