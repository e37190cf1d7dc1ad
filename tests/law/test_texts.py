"""The law as data: contiguous in time, certain where it says so, one wording for each day."""

import datetime
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kit.errors import LawError, UsageError
from kit.files import resources
from kit.handbook.data.open_data import facts
from kit.judging import registry
from kit.law import texts
from kit.law.periods import period_on, periods
from kit.law.texts import COMPOSITION, Version, composition_on, data, provision, provisions
from kit.yaml import schema
from kit.yaml.source import read
from tests.conftest import DATA, golden

FIRST, LAST = datetime.date(2016, 10, 31), datetime.date(2027, 12, 31)
DAYS = [FIRST + datetime.timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
WORDS = [version for _, text in sorted(provisions().items()) for version in text.versions]
SEAT = (
    "listed",
    "minimum",
    "literal",
    "individual_files",
    "designated_by",
    "several",
    "of_state",
    "approved",
    "with_epci",
    "succeeds",
)
# (jour, sièges, rang du médecin, titre du 4°)
WORDINGS = [
    ("2016-10-31", 11, "9°", "Directeur interrégional ou régional de la police judiciaire"),
    ("2019-01-01", 11, "9°", "Directeur interrégional ou régional de la police judiciaire"),
    ("2020-12-31", 11, "9°", "Directeur interrégional ou régional de la police judiciaire"),
    ("2021-01-01", 11, "9°", "Directeur zonal ou régional de la police judiciaire"),
    ("2022-04-13", 11, "9°", "Directeur zonal ou régional de la police judiciaire"),
    ("2023-11-30", 11, "9°", "Directeur zonal ou régional de la police judiciaire"),
    ("2023-12-01", 11, "9°", "Directeur zonal de la police nationale"),
    ("2026-01-01", 11, "9°", "Directeur zonal de la police nationale"),
    ("2026-01-02", 15, "8°", "Directeur zonal de la police nationale"),
    ("2026-11-23", 15, "8°", "Directeur zonal de la police nationale"),
]


@pytest.mark.parametrize(("day", "seats", "physician", "fourth"), WORDINGS)
def test_the_wording_of_a_day(day: str, seats: int, physician: str, fourth: str) -> None:
    version = composition_on(datetime.date.fromisoformat(day))
    medecin = version.seat("medecin")
    assert medecin is not None
    assert (len(version.seats), medecin.ordinal, version.seats[3].title) == (seats, physician, fourth)


def test_each_day_has_one_wording_of_the_composition_and_one_period() -> None:
    versions = provision(COMPOSITION).versions
    for day in DAYS:
        covering = [v for v in versions if v.start <= day and (v.end is None or day < v.end)]
        assert covering == [composition_on(day)], day
        period = period_on(day)
        assert period.start <= day
        assert period.end is None or day < period.end


def test_periods_follow_one_another() -> None:
    assert periods()[0].start == FIRST
    assert [later.start for later in periods()[1:]] == [earlier.end for earlier in periods()[:-1]]
    assert periods()[-1].end is None


@pytest.mark.parametrize("text", sorted(provisions()))
def test_each_day_has_exactly_one_wording_of_each_text_once_it_exists(text: str) -> None:
    versions = provision(text).versions
    begun, ended = versions[0].start, versions[-1].end
    for day in DAYS:
        covering = [v for v in versions if v.start <= day and (v.end is None or day < v.end)]
        exists = begun <= day and (ended is None or day < ended)
        assert len(covering) == int(exists), day
        assert provision(text).in_force(day) == (covering[0] if exists else None), day


@pytest.mark.parametrize("version", WORDS, ids=lambda v: f"{v.provision}-{v.start}")
def test_a_wording_begins_on_its_day_and_not_the_day_before(version: Version) -> None:
    text, before = provision(version.provision), version.start - datetime.timedelta(days=1)
    earlier = text.in_force(before)
    assert text.in_force(version.start) is version
    assert earlier is not version
    assert earlier is None or earlier.end == version.start
    if version.end is not None:
        assert text.in_force(version.end - datetime.timedelta(days=1)) is version
        assert text.in_force(version.end) is not version


def test_no_day_no_figure_and_no_certainty_of_the_law_changes_unseen() -> None:
    golden(DATA / "golden" / "droit.txt", "".join(f"{row}\n" for row in (*_rows(), *_figures())))


@pytest.mark.parametrize("text", sorted(provisions()))
def test_wordings_of_a_text_neither_overlap_nor_leave_a_gap(text: str) -> None:
    for earlier, later in pairwise(provision(text).versions):
        assert earlier.end == later.start


@pytest.mark.parametrize(
    ("text", "day", "in_force"),
    [
        ("decret-2020-1545-24-ii", "2021-03-31", False),
        ("decret-2020-1545-24-ii", "2021-04-01", True),
        ("decret-2020-1545-24-ii", "2026-01-01", True),
        ("decret-2020-1545-24-ii", "2026-01-02", False),
        ("decret-2020-1545", "2021-03-31", False),
        ("decret-2020-1545", "2026-11-23", True),
        ("bouches-du-rhone", "2025-07-15", False),
        ("bouches-du-rhone", "2025-07-16", True),
        ("bouches-du-rhone", "2026-01-02", False),
        ("instruction-2022-7", "2022-04-12", False),
        ("instruction-2022-7", "2022-04-13", True),
    ],
)
def test_the_day_before_and_the_day_of_each_change(text: str, day: str, in_force: bool) -> None:
    assert (provision(text).in_force(datetime.date.fromisoformat(day)) is not None) is in_force


def test_a_wording_that_was_not_read_is_not_certain() -> None:
    assert {v.start.isoformat(): v.certain for v in provision(COMPOSITION).versions} == {
        "2016-10-31": True,
        "2021-01-01": True,
        "2023-12-01": False,
        "2026-01-02": True,
    }


def test_the_seats_on_the_list_are_those_of_each_wording() -> None:
    listed = {v.start.year: [seat.rank for seat in v.seats if seat.listed] for v in provision(COMPOSITION).versions}
    assert listed == {2016: [1, 9, 10, 11], 2021: [1, 9, 10, 11], 2023: [1, 9, 10, 11], 2026: [1, 8, 9, 10, 15]}


def test_the_seats_of_individual_files_leave_out_the_five_new_ones() -> None:
    assert [seat.rank for seat in composition_on(LAST).seats if not seat.individual_files] == [11, 12, 13, 14, 15]


def test_before_the_first_wording_the_kit_declines_to_judge() -> None:
    with pytest.raises(UsageError, match="n’existe que depuis le 31 octobre 2016"):
        composition_on(FIRST - datetime.timedelta(days=1))


def test_an_unknown_text_is_a_fault_of_ours() -> None:
    with pytest.raises(LawError, match="texte-inconnu"):
        provision("texte-inconnu")


@pytest.mark.parametrize("text", sorted(provisions()))
def test_each_text_has_the_shape_of_a_text(text: str) -> None:
    validator = Draft202012Validator(schema.load("article"), format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(_without_none(facts()[text]))] == []


def test_a_wording_like_another_says_only_what_changes() -> None:
    raw: list[dict[str, Any]] = read(resources.LAW / f"{COMPOSITION}.yaml", "").data["versions"]
    for before, wording in pairwise(raw):
        assert wording["comme"] == before["debut"]
        whole = next(each for each in texts.data(COMPOSITION)["versions"] if each["debut"] == before["debut"])
        seats = {seat["id"]: seat for seat in whole["sieges"]}
        assert set(wording.get("sans", ())) <= set(seats)
        # Un siège gardé ne redit pas ce qui n’a pas changé.
        for seat in wording["sieges"]:
            assert [k for k, said in seats.get(seat["id"], {}).items() if k != "id" and seat.get(k) == said] == []


def test_a_wording_like_none_before_it_is_a_fault_of_ours() -> None:
    wordings = [{"debut": "2028-01-01", "comme": "2027-01-01"}]
    with pytest.raises(LawError, match="aucune rédaction du 2027-01-01"):
        list(texts.whole("essai", wordings))


@pytest.mark.parametrize(
    ("text", "paragraph", "said"),
    [
        ("casf-psp", None, "articles R. 121-12-9 à R. 121-12-13 du CASF"),
        ("casf-psp", "article R. 121-12-10", "article R. 121-12-10 du CASF"),
        ("crpa-r133", "article R. 133-8 et article R. 133-9", "article R. 133-8 et article R. 133-9 du CRPA"),
        ("casf-r121-12-7", "alinéa de la liste", "article R. 121-12-7 du CASF, alinéa de la liste"),
        ("casf-d121-12-14", "article D. 121-12-14", "article D. 121-12-14 du CASF"),
        ("decret-2020-1545-24-ii", "article 24, II", "article 24, II, du décret n° 2020-1545"),
        ("instruction-2022-7", "2.1", "instruction du 13 avril 2022, 2.1"),
    ],
)
def test_an_article_is_cited_without_the_list_of_those_of_its_text(text: str, paragraph: str | None, said: str) -> None:
    assert texts.of_text(text, paragraph) == said


def test_each_requirement_has_a_statement_and_a_kind() -> None:
    rows = texts.data("instruction-2022-7")["exigences"]
    assert len({row["id"] for row in rows}) == len(rows) == 50


def test_a_requirement_is_named_after_its_paragraph() -> None:
    for row in texts.data("instruction-2022-7")["exigences"]:
        place = row["id"].split("-")[1]
        assert row["paragraphe"] == _part(place), row["id"]


def _part(place: str) -> str:
    """Give « 1.2 » for 12, « 2 » for 20, « annexe 1 » for A1; 00 is what comes before the first part."""
    if place == "00":
        return "préambule"
    return f"annexe {place[1:]}" if place.startswith("A") else ".".join(place.removesuffix("0"))


def test_schemas_are_valid_schemas() -> None:
    for path in sorted(resources.SCHEMAS.rglob("*.json")):
        Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


def _figures() -> Iterator[str]:
    """Give the figures that the instruction itself prints, with their days."""
    for row in texts.data("instruction-2022-7")["chiffres"]:
        yield f"chiffre {row['date']} {row['valeur']} {row['libelle']}"


def _rows() -> Iterator[str]:
    """Give one row a dated fact: wordings and what they hold, seats, presidencies, replacements."""
    for version in WORDS:
        yield f"{version.provision} [{version.start} .. {version.end or 'en vigueur'}[ {version.certainty}"
        for name in ("term_years", "undecided"):
            if getattr(version, name):
                yield f"  {name} {getattr(version, name)}"
        yield from (f"  {name} = {value}" for name, value in sorted(version.values.items()))
        for seat in version.seats:
            yield f"  {seat.ordinal} {seat.id} {seat.title}"
            yield "     " + " ".join(f"{name}={getattr(seat, name)}" for name in SEAT)
        for held in version.presidencies:
            yield f"  {held.regime} {held.paragraph} {' + '.join(held.authorities)} / {' + '.join(held.signatories)}"
        yield from (f"  {json.dumps(each, ensure_ascii=False, sort_keys=True)}" for each in version.replacements)


def _without_none(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    return [_without_none(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("text", sorted(provisions()))
def test_each_paragraph_is_checked_by_rules_that_exist_or_says_why_not(text: str) -> None:
    rows = data(text).get("paragraphes", ())
    places = [row["ou"] for row in rows]
    assert len(set(places)) == len(places)
    places += sorted({demand["paragraphe"] for demand in data(text).get("exigences", ())})
    assert {rule.id: rule.paragraphs[text] for rule in registry.legal_rules() if text in rule.paragraphs}.items() <= {
        (rule.id, place) for place in places for rule in registry.checking(text, place)
    }
    for row in rows:
        assert registry.checking(text, row["ou"]) or row["sans_controle"], row["ou"]
    # Les énoncés de l'instruction ont leur propre tableau ; tout autre texte rend compte de chacune de ses règles.
    own = [rule for rule in registry.legal_rules() if rule.provision == text and text not in rule.paragraphs]
    assert [rule.id for rule in own] == [] or text == "instruction-2022-7"
    days = {version.start.isoformat() for version in provision(text).versions}
    assert {day for row in rows for day in row["dit"]} <= days


def test_each_doubt_is_about_a_text() -> None:
    assert {row["texte"] for row in data("doutes")["doutes"]} <= set(provisions())


@pytest.mark.parametrize("path", sorted(resources.LAW.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_law_file_falls_into_no_trap_and_bears_its_id(path: Path) -> None:
    source = read(path, path.name)
    assert (source.spots, source.data["id"]) == ((), path.stem)
