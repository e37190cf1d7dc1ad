"""The fiches that « Ma fiche » starts from: what the edition shows, and nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.edit.form.change import plain
from kit.edit.form.draft import opened
from kit.french import date
from kit.handbook.country import Country
from kit.handbook.data import fiches
from kit.handbook.edition import edition
from kit.handbook.page import Profile
from kit.judging import pipeline, standing
from kit.privacy.private import HIDDEN
from kit.privacy.public import NOT_PUBLISHED, declared
from kit.yaml.source import read_bytes
from tests.conftest import HOUSE, TODAY, Copy

_GIVEN = "KitEntrees.published("


@pytest.fixture(scope="module", params=list(Profile))
def country(request: pytest.FixtureRequest) -> Country:
    report, cases = edition(*pipeline.run(HOUSE, (), TODAY), request.param)
    return Country.of(report, cases, request.param)


def given(country: Country) -> dict[str, Any]:
    """Give what each script hands, by the code of the department."""
    scripts = {page.path: page.text for page in fiches.files(country)}
    assert all(text.startswith(_GIVEN) and text.endswith(");\n") for text in scripts.values())
    told = {path: json.loads(text.removeprefix(_GIVEN).removesuffix(");\n")) for path, text in scripts.items()}
    assert set(told) == {f"assets/fiches/{each['code']}.js" for each in told.values()}
    return {each["code"]: each for each in told.values()}


def values(files: dict[str, str]) -> dict[str, Any]:
    """Read files as the kit does."""
    read = [read_bytes(text.encode(), name, name.removesuffix(".yaml")) for name, text in files.items()]
    assert all(source.readable for source in read)
    return {source.branch: source.data for source in read}


def leaves(node: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Give every text with its place as the schemas say it: « sessions/*/date »."""
    if isinstance(node, dict):
        for key, each in node.items():
            yield from leaves(each, f"{place}/{key}" if place else key)
    elif isinstance(node, list):
        for each in node:
            yield from leaves(each, f"{place}/*")
    else:
        yield place, node


def test_every_department_that_has_a_fiche_has_one_to_start_from(country: Country) -> None:
    told = given(country)
    known = {code: standing.of_department(entry.report).one for code, entry in country.by_code().items()}
    assert {code: each["verdict"] for code, each in told.items()} == known
    assert list(fiches.codes(country)) == sorted(known)


def test_the_internal_one_has_every_value_of_its_files() -> None:
    report, cases = pipeline.run(HOUSE, (), TODAY)
    told = given(Country.of(report, cases, Profile.INTERNE))
    for case in cases:
        assert case
        code = case.territory.code
        assert values(told[code]["files"]) == plain(case.tree)
        draft = opened({name: text.encode() for name, text in told[code]["files"].items()}, code, TODAY)
        assert standing.of_department(draft.report).one == told[code]["verdict"]


def test_the_public_one_has_what_the_schemas_let_out_and_no_count() -> None:
    country = Country.of(*edition(*pipeline.run(HOUSE, (), TODAY), Profile.PUBLIC), Profile.PUBLIC)
    shown = {path.rstrip("/*") for path, said in declared() if said != "presence"}
    for each in given(country).values():
        held = values(each["files"])
        places = dict(leaves(held))
        assert {place for place in places if place.rstrip("/*") not in shown} == set()
        assert [place for place in places if "indicateurs" in place or place.endswith("/nom/")] == []
        assert [text for text in places.values() if NOT_PUBLISHED in text or HIDDEN in text] == []


def altered(copy: Copy, name: str, old: str, new: str) -> Path:
    """Copy the Isère, a text of one of its files being another; gives the repository."""
    file = copy("38") / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file.parent.parent.parent


def test_a_fiche_that_tells_of_a_person_is_handed_to_nobody(copy: Copy) -> None:
    root = altered(copy, "membres.yaml", 'titre: "', 'titre: "Docteure Inventine EXEMPLE, 06.39.98.76.54, ')
    for profile in Profile:
        country = Country.of(*edition(*pipeline.run(root, (), TODAY), profile), profile)
        assert "38" not in fiches.codes(country)
        assert not any(page.path.endswith("38.js") for page in fiches.files(country))


def test_a_folder_whose_department_nobody_knows_gives_none(copy: Copy) -> None:
    root = altered(copy, "commission.yaml", 'departement: "38"', 'departement: "99"')
    report, cases = pipeline.run(root, (), TODAY)
    assert list(fiches.files(Country.of(report, cases))) == []


def test_the_verdict_is_given_with_its_day(country: Country) -> None:
    told = given(country)
    assert {each["day"] for each in told.values()} == {date(TODAY)}
