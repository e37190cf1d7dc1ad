"""The sessions as the handbook shows them: what is to come, how members are called, and the page of the calendar."""

import datetime
import re
from collections.abc import Iterator
from itertools import groupby

import pytest

from kit.handbook.country import Country
from kit.handbook.page import Page, Profile
from kit.handbook.pages import calendar_pages
from kit.handbook.pages.agenda import SessionRow, sessions_of
from kit.law.texts import provision
from tests.conftest import TODAY
from tests.handbook import shown
from tests.handbook.conftest import Told

DELAY = provision("crpa-r133").versions[0].number("convocation_jours")
SESSION = "- {{date: {day}, formation: politique, etat: prevue{more}}}\n"


def rows(country: Country) -> list[SessionRow]:
    return [row for case in country.cases if case for row in sessions_of(case)]


# (convocation, mot, style, envoyée, a une date limite) d'une séance du 10 décembre, au 23 novembre 2026
CALLS = [
    ("", "à envoyer", "open", False, True),
    (", convocation: {date: 2026-11-18}", "envoyée", "pass", True, True),
    (", convocation: {date: 2026-11-23}", "envoyée", "pass", True, True),
    (", convocation: {date: 2026-11-24}", "prévue", "open", False, True),
    (", convocation: {date: 2026-12-03}", "prévue", "open", False, True),
    (", convocation: {date: 2026-12-05}", "prévue, réception à vérifier", "review", False, True),
    (", convocation: {date: 2026-11-18, recue: 2026-11-20}", "reçue", "pass", True, True),
    (", convocation: {recue: 2026-11-20}", "reçue", "pass", True, True),
    (", convocation: {date: 2026-11-18, recue: 2026-11-17}", "reçue, dates à vérifier", "review", True, True),
    (", convocation: {date: 2026-12-06}", "prévue hors délai", "fail", False, True),
    (", convocation: {date: 2026-12-11}", "prévue hors délai", "fail", False, True),
    (", convocation: {date: 2026-12-06, seconde: true}", "prévue hors délai", "review", False, True),
    (", a_verifier: doute, convocation: {date: 2026-12-06}", "prévue hors délai", "review", False, True),
    (", convocation: {date: 2026-12-09, urgence: true}", "prévue en urgence", "open", False, False),
    (", convocation: {date: 2026-11-20, urgence: true}", "envoyée en urgence", "pass", True, False),
    (", convocation: {urgence: true}", "en urgence, non datée", "open", False, False),
]


@pytest.mark.parametrize(("more", "word", "style", "sent", "limited"), CALLS)
def test_how_members_are_called(country: Told, more: str, word: str, style: str, *, sent: bool, limited: bool) -> None:
    [row] = rows(country({"38": SESSION.format(day="2026-12-10", more=more)}))
    assert row.call is not None
    assert (row.call.state.word, row.call.state.style, row.call.sent) == (word, style, sent)
    assert row.call.deadline == (datetime.date(2026, 12, 4) if limited else None)


@pytest.mark.parametrize(
    ("before", "word"), [(DELAY + 1, "à envoyer"), (DELAY, "à envoyer"), (DELAY - 1, "non datée"), (0, "non datée")]
)
def test_on_the_last_day_a_call_can_still_be_sent(country: Told, before: int, word: str) -> None:
    day = TODAY + datetime.timedelta(days=before)
    [row] = rows(country({"38": SESSION.format(day=day, more="")}))
    assert row.call is not None
    assert row.call.state.word == word


def test_a_call_sent_too_late_is_told_as_its_rule_tells_it(country: Told) -> None:
    more = ", convocation: {date: 2026-11-22}"
    found = country({"38": SESSION.format(day="2026-11-25", more=more)})
    [row] = rows(found)
    assert row.call is not None
    assert (row.call.state.word, row.call.state.style, row.call.sent) == ("envoyée hors délai", "fail", True)
    [said] = [finding for finding in found.report.findings if finding.rule == "convocation-tardive"]
    assert said.outcome == row.call.state.style


@pytest.mark.parametrize(
    ("day", "state", "to_come", "called"),
    [
        ("2026-11-22", "prevue", False, False),
        ("2026-11-22", "tenue", False, False),
        ("2026-11-23", "prevue", True, True),
        ("2026-11-23", "tenue", False, False),
        ("2026-11-24", "tenue", True, False),
        ("2026-11-24", "annulee", True, False),
        ("2026-11-24", "reportee", True, False),
    ],
)
def test_what_is_to_come(country: Told, day: str, state: str, *, to_come: bool, called: bool) -> None:
    [row] = rows(country({"38": f"- {{date: {day}, formation: politique, etat: {state}}}\n"}))
    assert (row.to_come, row.call is not None) == (to_come, called)


def test_sessions_are_in_order_and_two_of_a_kind_are_told_apart(country: Told) -> None:
    text = """\
- {date: 2026-12-10, heure: "16:00", formation: individuelle, etat: prevue}
- {date: 2026-12-10, heure: "09:00", formation: individuelle, etat: prevue}
- {date: 2026-12-10, formation: politique, etat: prevue}
- {date: 2025-01-09, heure: "14:00", formation: mineurs, etat: tenue}
"""
    found = [(row.day.isoformat(), row.hour, row.formation, row.number) for row in rows(country({"38": text}))]
    assert found == [
        ("2025-01-09", "14:00", "mineurs", 1),
        ("2026-12-10", None, "politique", 1),
        ("2026-12-10", "09:00", "individuelle", 2),
        ("2026-12-10", "16:00", "individuelle", 1),
    ]


@pytest.mark.parametrize(
    ("secret", "place", "topic"),
    [
        ("06 12 34 56 78", "…", "…"),
        ("dossier-zx-41", "Préfecture, …, salle 3", "Suite de …"),
        ("quelqu.une@exemple.test", "…", "…"),
    ],
)
def test_a_private_datum_written_where_it_has_no_place_is_not_shown(
    country: Told, secret: str, place: str, topic: str
) -> None:
    text = f"""\
- date: 2026-12-10
  lieu: "Préfecture, {secret}, salle 3"
  formation: individuelle
  etat: prevue
  ordre_du_jour: ["Bilan", "Suite de {secret}"]
- {{date: 2026-10-01, formation: individuelle, etat: tenue, dossiers: [{{reference: "dossier-zx-41"}}]}}
"""
    found = country({"38": text})
    row = rows(found)[-1]
    assert (row.place, row.topics) == (place, ("Bilan", topic))
    assert secret not in shown.written(_calendar(found))


def _headings(page: Page) -> list[str]:
    return re.findall(r"^##+ (.*?)(?: \{:.*)?$", page.text, re.MULTILINE)


def test_the_page_puts_what_comes_first_month_by_month_then_the_years(book: dict[str, Page]) -> None:
    found = _headings(book["calendrier.md"])
    assert found == [
        "À venir", "Décembre 2026", "Janvier 2027", "Passées", "2026", "2025", "2024", "Dans votre agenda",
    ]  # fmt: skip


def test_the_filters_offer_what_there_is_and_nothing_else(country: Told) -> None:
    one = '- {date: 2026-12-10, heure: "14:30", formation: politique, etat: prevue}\n'
    two = "- {date: 2026-03-10, formation: individuelle, etat: annulee}\n"
    page = _calendar(country({"974": one, "38": two, "48": "[]\n"}))
    text = shown.whole(page)
    assert re.findall(r'<option value="([^"]*)">([^<]*)', text) == [
        ("", "Tous les départements"),
        ("38", "Isère (38)"),
        ("974", "La Réunion (974)"),
        ("", "Toutes les formations"),
        ("politique", "Orientations politiques"),
        ("individuelle", "Dossiers individuels"),
    ]
    assert "Fiches où aucune séance n’a été lue : Lozère (48)." in text
    assert ">2 séances</p>" in text
    assert 'data-departement="974" data-formation="politique">jeudi 10 décembre</span>, 14 h 30</' in text
    [cancelled] = shown.document(page).iter("strong")
    assert cancelled.text == "annulée"


def test_a_country_without_a_session_has_a_page_all_the_same(country: Told) -> None:
    text = shown.whole(_calendar(country({"38": "[]\n"})))
    assert "Aucune séance n’est prévue." in text
    assert "Aucune séance passée n’est écrite." in text
    assert ">Aucune séance</p>" in text


def _calendar(country: Country) -> Page:
    return next(calendar_pages.pages(country))


def _marked(text: str) -> Iterator[tuple[str, int]]:
    for title, lines in groupby(re.split(r"^## ", text, flags=re.MULTILINE), key=lambda part: part.split(" {")[0]):
        yield title, sum(part.count("kit-seance") for part in lines)


def test_every_session_is_on_the_page_once(book: dict[str, Page], country: Told) -> None:
    text = shown.whole(book["calendrier.md"])
    numbers = dict(_marked(text))
    total = re.search(r'role="status">(\d+)', text)
    assert total is not None
    assert numbers["À venir"] + numbers["Passées"] == int(total[1])
    one = SESSION.format(day="2026-12-10", more="")
    assert dict(_marked(shown.whole(_calendar(country({"38": one})))))["À venir"] == 1


def test_the_public_page_shows_the_same_days(country: Told) -> None:
    text = "- {date: 2026-10-01, formation: individuelle, etat: tenue, presents: [x-1], pv: {date: 2026-10-02}}\n"
    inside, outside = (shown.written(_calendar(country({"38": text}, profile))) for profile in Profile)
    assert inside == outside
    assert "x-1" not in inside


def test_a_year_of_many_sessions_has_its_own_page_and_says_what_is_invented(country: Told) -> None:
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 10)]
    one = "- {date: 2024-03-04, formation: politique, etat: tenue}\n"
    sessions = one + "".join(f"- {{date: {day}, formation: individuelle, etat: tenue}}\n" for day in days)
    pages = tuple(calendar_pages.pages(country({"38": sessions})))
    assert pages[1].path == "calendrier/2025.md"
    whole, year = map(shown.whole, pages)
    assert "[Les 108 séances de 2025](calendrier/2025.md)" in whole
    assert ">1 séance sur cette page</p>" in whole
    assert ">108 séances</p>" in year
    # Un choix fait sur l'une se retrouve sur l'autre, même sans rien à y montrer.
    filters = [re.findall(r'<option value="[^"]+">', page) for page in (whole, year)]
    assert filters[0] == filters[1] != []
    assert (whole.count("kit-seance"), year.count("kit-seance")) == (1, 108)
    assert '<a href="../departements/38-isere.html">Isère</a>' in year
    for page in (whole, year):
        assert "Toutes les fiches déposées sont inventées" in page
