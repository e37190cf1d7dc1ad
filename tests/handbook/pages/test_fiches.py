"""The page of each of the 101 departments: with a file, who sits and what comes; without, what is to be filled."""

import datetime
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kit.french import ahead
from kit.handbook.country import Country
from kit.handbook.page import Page
from kit.handbook.pages import department_pages
from kit.handbook.pages.agenda import sessions_of
from kit.handbook.pages.deadlines import coming, gathered
from kit.judging import pipeline
from kit.law.territories import territories
from kit.law.texts import composition_on
from tests.conftest import HOUSE, TODAY, without_seat
from tests.handbook import shown
from tests.handbook.conftest import Judged

Book = dict[str, Page]
_LIGHT = 8_000


def test_every_department_has_a_page_that_the_list_and_the_map_of_the_site_lead_to(book: Book) -> None:
    pages = {path for path in book if path.startswith("departements/")} - {"departements/index.md"}
    assert len(pages) == len(territories())
    for place, base in (("departements/index.md", "departements/"), ("index.md", ""), ("plan-du-site.md", "")):
        text = shown.html(book[place])
        assert {base + way for way in re.findall(r'href="([^"#]+)\.(?:html|md)"', text)} >= {
            path.removesuffix(".md") for path in pages
        }, place


def test_a_page_without_a_file_says_what_is_known_and_what_is_to_fill(book: Book) -> None:
    page = book["departements/01-ain.md"]
    text = shown.whole(page)
    assert "# Ain (01) : fiche non déposée" in text
    assert "Rien n’est connu ici de la commission de l’Ain au 23 novembre 2026" in text
    for label, said in (
        ("Présidence", "le préfet du département, d’après"),
        ("Préfecture", "Bourg-en-Bresse, Auvergne-Rhône-Alpes"),
        ("Secrétariat de la commission", "à renseigner"),
        ("Prochaine séance", "aucune annoncée"),
    ):
        assert f"{label}\n:   {said}" in text
    rows = shown.rows(page, "Les sièges que prévoit le texte")
    assert [row[0] for row in rows] == [seat.ordinal for seat in composition_on(TODAY).seats]
    assert {row[-1] for row in rows} == {"○ non connu"}
    for way in ("procedures/parcours.md", "procedures/aps.md", "procedures/afis.md", "guide/debuter.md"):
        assert f"](../{way})" in text
    assert "search: {exclude: true}" in text
    assert "@" not in text
    assert len("\n".join((page.text, *page.fragments)).encode()) < _LIGHT


def test_who_presides_and_who_sits_are_those_of_the_day_and_of_the_place(tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "departments" / "38-isere", tmp_path / "departments" / "38-isere")
    day = datetime.date(2020, 6, 1)
    pages = {page.path: page for page in department_pages.blank(Country.of(*pipeline.run(tmp_path, (), day)))}
    assert len(pages) == 100
    text = shown.whole(pages["departements/13-bouches-du-rhone.md"])
    assert "Présidence\n:   le préfet de département et le préfet de police des Bouches-du-Rhône, d’après" in text
    rows = shown.rows(pages["departements/75-paris.md"], "Les sièges que prévoit le texte")
    assert len(rows) == len(composition_on(day).seats)


def test_a_lost_folder_never_takes_the_page_of_another_department(tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "departments" / "38-isere", tmp_path / "departments" / "38-isere")
    report, cases = pipeline.run(tmp_path, (), TODAY)
    stray = replace(report.departments[0], folder="departments/01-ain", code=None, name=None)
    country = Country.of(replace(report, departments=(stray, *report.departments)), (None, *cases))
    assert country.paths["departments/01-ain"] == "departements/01-ain.md"
    assert country.ways["01"] == "departements/01-ain-2.md"
    assert len(set(country.ways.values())) == len(territories())


def test_a_commission_that_is_not_installed_has_seats_to_fill(book: Book) -> None:
    rows = shown.rows(book["departements/48-lozere.md"], "Les sièges au 23 novembre 2026")
    assert len(rows) == len(composition_on(TODAY).seats)
    assert {(row[2] == "aucun titulaire", row[-1]) for row in rows} == {(True, "○ à pourvoir"), (False, "● pourvu")}


def test_an_address_and_a_telephone_open(book: Book) -> None:
    text = shown.html(book["departements/69-rhone.md"])
    assert '<a href="mailto:psp-69@exemple.invalid">' in text
    assert re.search(r'<a href="tel:0400006901">(<[^>]+>)?04 00 00 69 01', text)


def test_what_comes_is_first_then_who_sits(book: Book) -> None:
    for path, page in book.items():
        if path.startswith("departements/") and "## Ce qui vient" in page.text:
            heads = re.findall(r"^## ([^{\n]+?)(?: \{|$)", shown.whole(page), re.MULTILINE)
            assert heads[:3] == ["Ce qui vient", "Qui siège au 23 novembre 2026", "Où s’adresser"]


def test_terms_that_end_on_the_same_day_are_one_row(examples: Judged) -> None:
    report, cases = examples
    case = next(case for found, case in zip(report.departments, cases, strict=True) if found.code == "88")
    assert case is not None
    every = [due for due in coming(case, sessions_of(case), public=False) if due.about.startswith("mandat, ")]
    rows = [due for due in gathered(coming(case, sessions_of(case), public=False)) if due.about.endswith("mandats")]
    assert len(every) > 1
    assert [(due.day, due.about, due.follow) for due in rows] == [
        (every[0].day, f"{len(every)} mandats", "à renouveler")
    ]
    assert rows[0].who.startswith("1° magistrat, 8° médecin, ")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-23", "aujourd’hui"),
        ("2026-11-24", "demain"),
        ("2026-11-27", "dans 4 jours"),
        ("2026-12-23", "dans 30 jours"),
        ("2027-01-22", "dans 60 jours"),
        ("2027-01-23", "dans 2 mois"),
        ("2027-11-22", "dans 11 mois"),
        ("2027-11-23", "dans 12 mois"),
    ],
)
def test_how_far_a_day_is(day: str, said: str) -> None:
    assert ahead(datetime.date.fromisoformat(day), TODAY) == said


def test_the_card_of_several_seats_cites_the_paragraph_of_each(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "88-vosges"
    shutil.copytree(HOUSE / "departments" / "88-vosges", folder)
    members = (folder / "membres.yaml").read_text("utf-8")
    for seat in ("pjj", "gendarmerie", "police_nationale"):
        members = without_seat(members, seat)
    (folder / "membres.yaml").write_text(members, "utf-8")
    report, cases = pipeline.run(tmp_path, (), TODAY)
    country = Country.of(report, cases)
    [entry] = country.filed()
    page = department_pages.page(country, entry, country.sessions[entry.path])
    seats = [finding for finding in report.departments[0].findings if finding.rule == "siege-sans-titulaire"]
    assert [finding.paragraph for finding in seats] == ["3°", "5°", "14°"]
    cited = "du CASF, 3°, 5° et 14°, rédaction du 2 janvier 2026"
    assert cited in re.sub("<[^>]+>", "", shown.whole(page)).replace("\u00a0", " ")
