"""Small drawings say in words what they show, in the shares of what they draw."""

import datetime
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from kit.handbook.country import Country
from kit.handbook.page import Page, Profile
from kit.handbook.pages import department_pages
from kit.judging import pipeline
from tests.conftest import HOUSE, TODAY
from tests.handbook import shown
from tests.handbook.shown import histories

_COMMISSION = 'departement: "38"\ninstallation: {etat: installee, date: 2017-06-12}\n'
_MEMBER = 'medecin:\n  - {id: m-1, titre: "Médecin", mandat: {debut: 2024-01-01, fin: 2024-12-31}}\n'
_YEARS = (
    "indicateurs:\n"
    '  - {date: 2024-12-31, source: "bilan", psp_en_cours: 10}\n'
    '  - {date: 2025-12-31, source: "bilan", psp_en_cours: 3}\n'
    '  - {date: 2026-06-30, source: "bilan", psp_en_cours: 20}\n'
)


def _page(root: Path, day: datetime.date, more: str = "", profile: Profile = Profile.INTERNE) -> Page:
    folder = root / "departments" / "38-isere"
    folder.mkdir(parents=True)
    (folder / "commission.yaml").write_text(_COMMISSION + more, "utf-8")
    (folder / "membres.yaml").write_text(_MEMBER, "utf-8")
    report, cases = pipeline.run(root, (), day)
    country = Country.of(report, cases, profile, pasts=histories(report, cases))
    return _first(country)


def _first(country: Country) -> Page:
    entry = next(country.filed())
    return department_pages.page(country, entry, country.sessions[entry.path])


def _drawn(page: Page, name: str) -> list[Element]:
    return [svg for svg in shown.document(page).iter("{http://www.w3.org/2000/svg}svg") if svg.get("class") == name]


@pytest.mark.parametrize(
    ("day", "percent"),
    [("2024-01-01", "0"), ("2024-07-02", "50"), ("2024-12-30", "99"), ("2024-12-31", "99")],
)
def test_a_term_is_filled_up_to_the_day(tmp_path: Path, day: str, percent: str) -> None:
    [bar] = _drawn(_page(tmp_path, datetime.date.fromisoformat(day)), "kit-barre")
    assert bar.attrib["aria-label"] == f"mandat écoulé à {percent} %"
    assert bar[1].attrib["width"] == percent


def test_a_frieze_gives_each_stretch_its_share_its_shape_and_its_words(book: dict[str, Page]) -> None:
    page = book["departements/38-isere.md"]
    [figure] = [each for each in shown.document(page).iter("figure") if each.get("class") == "kit-temps"]
    frieze = figure[0]
    bands = frieze.findall("{*}g")
    titles = [band.findtext("{*}title") or "" for band in bands]
    assert (frieze.attrib["role"], frieze.attrib["aria-label"]) == ("img", " ; ".join(titles))
    told = shown.rows(page, "Depuis 2016, rédaction par rédaction")
    assert titles == [f"{span} : {verdict.split(' ', 1)[1]}" for span, *_, verdict in told]
    assert [band[2].text for band in bands] == [verdict.split(" ", 1)[0] for *_, verdict in told]
    places = [(_share(band[1].attrib["x"]), _share(band[1].attrib["width"])) for band in bands]
    assert all(x + width == pytest.approx(after) for (x, width), (after, _) in pairwise(places))
    assert places[0][0] == 0
    assert sum(places[-1]) == pytest.approx(100)
    assert [text.text for text in frieze.findall("{*}text")] == ["2017", "2019", "2021", "2023", "2025"]


def _share(written: str) -> float:
    return float(written.removesuffix("%"))


def test_a_frieze_of_one_day_divides_by_nothing() -> None:
    report, cases = pipeline.run(HOUSE, (), datetime.date(2016, 10, 31))
    country = Country.of(report, cases, pasts=histories(report, cases))
    [frieze] = _drawn(_first(country), "kit-frise")
    assert [band[1].attrib["width"] for band in frieze.findall("{*}g")] == ["0.0%"]


@pytest.mark.parametrize(
    ("profile", "said", "columns"),
    [
        (Profile.INTERNE, "2024 : 10, 2025 : 3, 2026 : 20", 3),
        (Profile.PUBLIC, "2024 : 10, 2025 : non publié, 2026 : 20", 2),
    ],
)
def test_a_number_that_is_not_published_has_no_column(
    tmp_path: Path, profile: Profile, said: str, columns: int
) -> None:
    page = _page(tmp_path, TODAY, _YEARS, profile)
    [figure] = [each for each in shown.document(page).iter("figure") if each.get("class") == "kit-graphe"]
    svg = figure[1]
    assert svg.attrib["aria-label"] == f"Parcours en cours : {said}"
    heights = [int(rect.attrib["height"]) for rect in svg.findall("{*}rect")]
    assert len(heights) == columns
    assert max(heights) == heights[-1] == 64
