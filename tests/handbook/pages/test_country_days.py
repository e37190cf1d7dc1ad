"""The page of the days of the country: its curves, their words, the same numbers in a table and in the data."""

import csv
import datetime
import io
import json
import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from kit.diff.national import National, Stand
from kit.findings.verdicts import Verdict
from kit.handbook.country import Country
from kit.handbook.data import open_data
from kit.handbook.page import COUNTRY_DAYS, Page, Profile
from kit.handbook.pages import country_days, duty_pages, home
from kit.judging import pipeline
from tests.conftest import HOUSE, TODAY
from tests.handbook import shown

Day = datetime.date
NAME = "L’histoire du pays, jour par jour"


def stand(day: Day, kept: int, broken: int, open_: int, *, commit: str | None = "0123456789") -> Stand:
    numbers = {Verdict.KEPT: kept, Verdict.BROKEN: broken, Verdict.TO_COMPLETE: open_, Verdict.TO_CHECK: 0}
    return Stand(day=day, commit=commit, law=pipeline.law(day), numbers=numbers, examples=0)


DAYS = National(
    stands=(
        stand(Day(2025, 12, 23), 0, 1, 4),
        stand(Day(2026, 1, 2), 0, 2, 3, commit=None),
        stand(Day(2026, 4, 2), 8, 2, 0),
    ),
    more=False,
    shallow=False,
)


def page_of(days: National) -> Page:
    [page] = country_days.pages(days)
    return page


def curves(page: Page) -> list[Element]:
    return [each for each in shown.document(page).iter("figure") if "kit-courbe" in (each.get("class") or "")]


def test_each_verdict_has_a_curve_and_its_words() -> None:
    told = [figure.find("{*}svg") for figure in curves(page_of(DAYS))]
    assert [svg.attrib["aria-label"] for svg in told if svg is not None] == [
        "Conformes : 0 au 23 décembre 2025, 8 au 2 avril 2026 ; au moins 0, au plus 8",
        "Non conformes : 1 au 23 décembre 2025, 2 au 2 avril 2026 ; au moins 1, au plus 2",
        "À compléter : 4 au 23 décembre 2025, 0 au 2 avril 2026 ; au moins 0, au plus 4",
    ]
    assert all(svg is not None and svg.attrib["role"] == "img" for svg in told)


def test_curves_share_their_scales_and_keep_a_number_until_the_next_day() -> None:
    drawn = [
        path.attrib["d"]
        for figure in curves(page_of(DAYS))
        for path in figure.iter("{http://www.w3.org/2000/svg}path")
        if path.get("class") == "kit-courbe-trait"
    ]
    # Dix jours sur cent : un dixième de la largeur des jours, quel que soit le nombre de commits.
    assert drawn == [
        "M0 64H0.0V64H9.5V64H95.0V0H100",
        "M0 56H0.0V56H9.5V48H95.0V48H100",
        "M0 32H0.0V32H9.5V40H95.0V64H100",
    ]


def test_the_table_has_every_number_the_latest_first() -> None:
    commit, read = "commit 0123456789", "2 janvier 2026 (texte lu)"
    assert shown.rows(page_of(DAYS), NAME) == [
        ["2 avril 2026", commit, read, "10", "8", "2", "0", "0"],
        ["2 janvier 2026", "nouvelle rédaction", read, "5", "0", "2", "3", "0"],
        ["23 décembre 2025", commit, "1er décembre 2023 (déduite d’autres textes)", "5", "0", "1", "4", "0"],
    ]


def test_many_days_are_all_there_the_old_ones_folded() -> None:
    stands = tuple(stand(Day(2026, 2, 1) + datetime.timedelta(days=n), n, 0, 0) for n in range(40))
    page = page_of(replace(DAYS, stands=stands))
    assert [row[4] for row in shown.rows(page, NAME)] == [str(n) for n in reversed(range(40))]
    [folded] = shown.document(page).iter("details")
    assert shown.words(folded).startswith("28 jours plus anciens")


def test_one_day_alone_is_a_table_without_a_curve() -> None:
    page = page_of(replace(DAYS, stands=DAYS.stands[-1:]))
    assert curves(page) == []
    assert "Un seul jour est connu : il n’y a pas encore de courbe à dessiner." in shown.whole(page)
    assert len(shown.rows(page, NAME)) == 1


def test_days_on_which_nobody_had_filed_draw_nothing() -> None:
    stands = (stand(Day(2026, 2, 1), 0, 0, 0), stand(Day(2026, 2, 3), 0, 0, 0))
    assert curves(page_of(replace(DAYS, stands=stands))) == []


@pytest.mark.parametrize(
    ("more", "shallow", "said"),
    [
        (True, False, "Les commits les plus anciens ne sont pas lus : l’histoire commence le 23 décembre 2025."),
        (False, True, "Cette copie du dépôt n’a que la fin de l’historique"),
    ],
)
def test_what_was_not_read_is_said(*, more: bool, shallow: bool, said: str) -> None:
    assert said in shown.whole(page_of(replace(DAYS, more=more, shallow=shallow)))
    assert said not in shown.whole(page_of(DAYS))


@pytest.mark.parametrize(
    ("examples", "said"),
    [
        (10, "toutes ces fiches sont inventées"),
        (2, "Au 2 avril 2026, 2 de ces fiches sont inventées, et comptées avec les autres."),
        (1, "Au 2 avril 2026, 1 de ces fiches est inventée, et comptée avec les autres."),
    ],
)
def test_invented_files_are_said(examples: int, said: str) -> None:
    stands = (*DAYS.stands[:-1], replace(DAYS.stands[-1], examples=examples))
    assert said in shown.whole(page_of(replace(DAYS, stands=stands)))
    assert "inventée" not in shown.whole(page_of(DAYS))


@pytest.mark.parametrize("profile", list(Profile))
def test_the_data_has_the_same_rows_and_its_words(profile: Profile) -> None:
    report, cases = pipeline.run(HOUSE, (HOUSE / "departments" / "38-isere",), TODAY)
    country = replace(Country.of(report, cases, profile), days=DAYS)
    files = {page.path: page.text for page in open_data.pages_and_files(country)}
    rows = list(csv.DictReader(io.StringIO(files["donnees/tables/histoire.csv"], newline=""), delimiter=";"))
    assert rows[1] == {
        "date": "2026-01-02", "raison": "redaction", "commit": "", "redaction": "2026-01-02", "certitude": "verifiee",
        "fiches": "5", "conformes": "0", "non_conformes": "2", "a_completer": "3", "a_verifier": "0", "exemples": "0",
    }  # fmt: skip
    assert [record["commit"] for record in json.loads(files["donnees/histoire.json"])] == [
        "0123456789", None, "0123456789",
    ]  # fmt: skip
    package = json.loads(files["donnees/datapackage.json"])
    [described] = [each for each in package["resources"] if each["name"] == "histoire"]
    assert [field["name"] for field in described["schema"]["fields"]] == list(rows[0])
    assert "(histoire.md)" in files["donnees/index.md"]


def test_pages_lead_there_when_it_was_asked_for_and_only_then() -> None:
    report, cases = pipeline.run(HOUSE, (HOUSE / "departments" / "38-isere",), TODAY)
    plain = Country.of(report, cases)
    asked = replace(plain, days=DAYS)
    assert list(country_days.pages(plain.days)) == []
    for country, leads in ((plain, False), (asked, True)):
        found = {page.path: page.text for page in (home.page(country), *duty_pages.pages(country))}
        for path in ("index.md", "plan-du-site.md"):
            assert bool(re.search(rf"\]\({COUNTRY_DAYS}\)", found[path])) is leads, path
        tables = {page.path for page in open_data.files(country)}
        assert ("donnees/histoire.csv" in tables) is leads
