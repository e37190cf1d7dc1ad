"""What an editor shows comes from the schemas: every field explained in French, the seats as the law names them."""

import datetime
from collections.abc import Iterator
from itertools import groupby

import pytest

from kit.french import date
from kit.law.texts import COMPOSITION, Seat, provision
from kit.yaml import schema
from kit.yaml.schema import BRANCHES, JsonSchema

_VERSIONS = provision(COMPOSITION).versions
_EVE = datetime.timedelta(days=1)


def fields(described: JsonSchema, path: str) -> Iterator[tuple[str, JsonSchema]]:
    """Give every field of a schema, at any depth, with what is written beside each reference."""
    described = schema.resolve(described)
    yield path, described
    for key, inner in described.get("properties", {}).items():
        yield from fields(inner, f"{path}/{key}")
    if "items" in described:
        yield from fields(described["items"], f"{path}/-")


def seat(name: str) -> Seat:
    """Give a seat as its last wording names it."""
    return [found for version in _VERSIONS if (found := version.seat(name))][-1]


def ranks(name: str) -> str:
    """Say the ordinal of a seat in each wording."""
    known = [(found.ordinal, version) for version in _VERSIONS if (found := version.seat(name))]
    spans = [(ordinal, [version for _, version in group]) for ordinal, group in groupby(known, lambda each: each[0])]
    if len(spans) == 1 and len(known) == len(_VERSIONS):
        return f"{spans[0][0]} dans toutes les rédactions"
    said = []
    for ordinal, versions in spans:
        start, end = versions[0].start, versions[-1].end
        if end is None:
            said.append(f"{ordinal} depuis le {date(start)}")
        elif start == _VERSIONS[0].start:
            said.append(f"{ordinal} jusqu’au {date(end - _EVE)}")
        else:
            said.append(f"{ordinal} du {date(start)} au {date(end - _EVE)}")
    return ", ".join(said)


def test_the_seats_are_those_of_all_wordings() -> None:
    names = {found.id for version in _VERSIONS for found in version.seats}
    assert set(schema.load("membres")["properties"]) == names
    assert set(schema.load("definitions")["$defs"]["siege"]["enum"]) == names


@pytest.mark.parametrize("name", schema.load("membres")["properties"])
def test_a_seat_is_named_as_in_the_law(name: str) -> None:
    described = schema.load("membres")["properties"][name]
    known = seat(name)
    whole = f"{known.title} {known.representative}" if known.representative else known.title
    assert described["title"] == known.short[:1].upper() + known.short[1:]
    assert described["description"].startswith(f"{whole}. {ranks(name)}.")
    listed = schema.load("definitions")["$defs"]["siege"]
    assert listed["enumDescriptions"][listed["enum"].index(name)] == f"{known.title}."


def explained(described: JsonSchema) -> bool:
    """Tell whether a field has a title, and a sentence for itself and for each value it admits."""
    values = described.get("enumDescriptions", [])
    whole = all(said.endswith(".") for said in (described["description"], *values))
    return whole and described["title"][0].isupper() and len(values) == len(described.get("enum", ()))


def test_every_field_is_explained() -> None:
    found = [each for branch in BRANCHES for each in fields(schema.load(branch), branch)]
    assert [path for path, described in found if not explained(described)] == []


def values(described: object) -> Iterator[JsonSchema]:
    """Give every schema of one value, at any depth, with what a reference leads to where it is defined."""
    if isinstance(described, dict):
        if isinstance(described.get("type"), str):
            yield described
        described = list(described.values())
    if isinstance(described, list):
        for inside in described:
            yield from values(inside)


def test_every_value_says_in_french_what_is_expected_of_it() -> None:
    for name in (*BRANCHES, "definitions"):
        found = list(values(schema.load(name)))
        assert found
        assert all(described["errorMessage"].endswith(".") for described in found)
        # Une expression régulière n’explique rien : ce qui en a une a sa propre phrase.
        shaped = [each["errorMessage"] for each in found if {"pattern", "format"} & each.keys()]
        assert all(said.startswith("Écrivez ") and len(said) > 40 for said in shaped)


def test_what_needs_quotes_is_proposed_with_them() -> None:
    for name in (*BRANCHES, "definitions"):
        for described in values(schema.load(name)):
            quoted = [snippet["body"] for snippet in described.get("defaultSnippets", ())]
            assert bool(quoted) == ("x-guillemets" in described)
            assert all(body == f'"{plain}"' for body, plain in zip(quoted, schema.examples(described), strict=False))
