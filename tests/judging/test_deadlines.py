"""What falls due: the same list for the pages and for `kit echeances`, each thing by the rule that asks for it."""

import datetime
from pathlib import Path

import pytest

from kit.findings.finding import Outcome
from kit.handbook.country import Country
from kit.handbook.page import Profile
from kit.handbook.pages.deadlines import deadlines as shown
from kit.handbook.pages.situation import HORIZON
from kit.judging import pipeline
from kit.judging.case import Case
from kit.judging.deadlines import Kind, deadlines, rereadings
from tests.conftest import DATA, HOUSE, TODAY, Copy

Day = datetime.date
# Les règles qui disent une chose en retard, chaque fois qu’elles disent non.
RULES = ("exception-expiree", "mandat-expire", "proces-verbal-absent", "demandes-sans-seance", "indicateurs-pas-a-jour")
HOMES = (HOUSE, *sorted(path for path in (DATA / "invalid").iterdir() if path.is_dir()))


def case_of(folder: Path, day: Day = TODAY) -> Case:
    _, [case] = pipeline.run(folder.parent.parent, (folder,), day)
    assert case is not None
    return case


def found(case: Case, days: int = 90) -> list[tuple[str, Kind, str | None, bool]]:
    until = case.as_of + datetime.timedelta(days=days)
    return [(due.day.isoformat(), due.kind, due.rule, due.overdue(case.as_of)) for due in deadlines(case, until)]


def written(folder: Path, name: str, text: str) -> Path:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def added(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    return written(folder, name, path.read_text(encoding="utf-8") + text)


def test_the_home_page_shows_the_list_and_nothing_else() -> None:
    report, cases = pipeline.run(HOUSE, (), TODAY)
    country = Country.of(report, cases)
    every = [due for case in cases if case for due in deadlines(case, TODAY + HORIZON)]
    rows = [row for _, row in shown(country)]
    assert len(every) > 20
    assert not any(due.overdue(TODAY) for due in every)
    assert sorted((row.day, row.kind) for row in rows) == sorted((due.day, due.kind) for due in every)


def test_the_public_reads_neither_minutes_nor_numbers_of_persons(copy: Copy) -> None:
    folder = added(copy("38"), "sessions", "- {date: 2026-11-05, formation: politique, etat: tenue}\n")
    report, cases = pipeline.run(folder.parent.parent, (), TODAY)
    inside, outside = (
        [row.kind for _, row in shown(Country.of(report, cases, profile))]
        for profile in (Profile.INTERNE, Profile.PUBLIC)
    )
    assert Kind.MINUTES in inside
    assert Kind.MINUTES not in outside
    assert [kind for kind in inside if kind is not Kind.MINUTES] == outside


def test_a_call_is_due_until_it_is_sent(copy: Copy) -> None:
    session = "- date: 2027-01-14\n  etat: prevue\n  formation: politique\n"
    folder = written(copy("48"), "sessions", session)
    call = ("2027-01-08", Kind.CALL, "convocation-tardive", False)
    assert call in found(case_of(folder))
    [due] = [each for each in deadlines(case_of(folder), Day(2027, 1, 31)) if each.kind is Kind.CALL]
    assert due.send == Day(2027, 1, 6)
    late = found(case_of(folder, Day(2027, 1, 12)))
    assert Kind.CALL not in {kind for _, kind, _, _ in late}  # La Lozère n’est pas installée : rien n’y est en retard.
    written(folder, "sessions", f"{session}  convocation: {{date: 2026-11-20}}\n")
    assert call not in found(case_of(folder))
    written(folder, "sessions", f"{session}  convocation: {{urgence: true}}\n")
    assert Kind.CALL not in {kind for _, kind, _, _ in found(case_of(folder))}


def test_a_session_that_is_past_and_still_planned_is_overdue(copy: Copy) -> None:
    folder = written(copy("48"), "sessions", "- {date: 2027-01-14, formation: politique, etat: prevue}\n")
    assert ("2027-01-14", Kind.SESSION, None, False) in found(case_of(folder))
    past = case_of(folder, Day(2027, 1, 15))
    # La Lozère n’est pas installée : rien de plus n’est attendu d’elle, ni procès-verbal ni réunion.
    assert ("2027-01-14", Kind.SESSION, "calendrier-sans-suite", True) in found(past)
    assert {kind for _, kind, _, _ in found(past)} <= {Kind.SESSION, Kind.TERM, Kind.APPROVAL}


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ("", ["2026-10-31"]),
        ("  pv: {date: 2026-10-02}\n", ["2026-10-31"]),
        ("  pv: {date: 2026-10-02, transmis: 2026-10-03}\n", []),
    ],
)
def test_minutes_are_awaited_then_overdue(copy: Copy, minutes: str, told: list[str]) -> None:
    session = f"- date: 2026-10-01\n  formation: individuelle\n  etat: tenue\n{minutes}"
    folder = added(copy("88"), "sessions", session)
    for day, overdue in ((Day(2026, 10, 20), False), (TODAY, True)):
        known = [each for each in found(case_of(folder, day)) if each[1] is Kind.MINUTES]
        assert known == [(due, Kind.MINUTES, "proces-verbal-absent", overdue) for due in told]


def test_a_term_that_ends_is_due_then_overdue_unless_something_follows(copy: Copy) -> None:
    folder = copy("88")
    terms = [each for each in found(case_of(folder), 200) if each[1] is Kind.TERM]
    assert set(terms) == {("2027-05-13", Kind.TERM, "mandat-bientot-fini", False)}
    after = [each for each in found(case_of(folder, Day(2027, 5, 14))) if each[1] is Kind.TERM]
    assert set(after) == {("2027-05-13", Kind.TERM, "siege-sans-titulaire", True)}
    members = (folder / "membres.yaml").read_text(encoding="utf-8")
    later = "  - {id: medecin-3, titre: Médecin, mandat: {debut: 2027-05-14, fin: 2030-05-13}}\n"
    written(folder, "membres", members.replace("\nmedecin:\n", f"\nmedecin:\n{later}"))
    doctor = [due for due in deadlines(case_of(folder), Day(2027, 6, 1)) if due.seat and due.seat.id == "medecin"]
    assert [(due.day, due.followed) for due in doctor] == [(Day(2027, 5, 13), True)]
    assert not any(
        due.seat and due.seat.id == "medecin" for due in deadlines(case_of(folder, Day(2027, 5, 14)), Day(2027, 6, 1))
    )


def test_a_declared_vacancy_is_what_is_due_of_its_seat(copy: Copy) -> None:
    folder = copy("88")
    vacancy = "{siege: medecin, depuis: 2027-05-14, motif: Démission, autorite: Préfet, jusqu_au: 2027-12-31}"
    added(folder, "commission", f"vacances:\n  - {vacancy}\n")
    seats = [
        (due.kind, due.day.isoformat())
        for due in deadlines(case_of(folder, Day(2027, 6, 1)), Day(2028, 1, 1))
        if due.seat and due.seat.id == "medecin"
    ]
    assert seats == [(Kind.VACANCY, "2027-12-31")]
    ended = found(case_of(folder, Day(2028, 1, 2)))
    assert ("2027-12-31", Kind.VACANCY, "exception-expiree", True) in ended


def test_an_approval_that_is_over_is_due_of_an_association_that_sits(copy: Copy) -> None:
    folder = copy("88")
    text = (folder / "membres.yaml").read_text(encoding="utf-8").replace("fin: 2027-05-13", "fin: 2027-12-31")
    case = case_of(written(folder, "membres", text), Day(2027, 5, 14))
    over = [each for each in found(case) if each[1] is Kind.APPROVAL]
    assert set(over) == {("2027-05-13", Kind.APPROVAL, "association-sans-agrement", True)}


def test_a_year_that_lacks_meetings_is_due_on_its_last_day(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "sessions.yaml"
    kept = path.read_text(encoding="utf-8").replace("etat: prevue", "etat: annulee")
    meetings = [each for each in found(case_of(written(folder, "sessions", kept))) if each[1] is Kind.MEETING]
    assert ("2026-12-31", Kind.MEETING, "annee-a-completer", False) in meetings


def test_the_next_individual_session_follows_the_pace_of_the_files() -> None:
    case = case_of(HOUSE / "departments" / "88-vosges")
    meetings = [each for each in found(case, 200) if each[1] is Kind.MEETING]
    assert meetings == [("2027-05-05", Kind.MEETING, "seances-trop-espacees", False)]


def test_figures_are_due_when_the_last_grow_old() -> None:
    case = case_of(HOUSE / "departments" / "38-isere")
    assert ("2027-04-05", Kind.FIGURES, "indicateurs-pas-a-jour", False) in found(case, 200)
    late = case_of(HOUSE / "departments" / "38-isere", Day(2027, 4, 6))
    assert ("2027-04-05", Kind.FIGURES, "indicateurs-pas-a-jour", True) in found(late)


def test_the_law_is_read_again_within_the_time_that_the_kit_gives_itself() -> None:
    assert rereadings(TODAY, TODAY) == ()
    due = rereadings(TODAY, Day(2027, 11, 24))
    assert {each.day for each in due} == {Day(2027, 11, 24)}
    assert {each.kind for each in due} == {Kind.LAW}
    assert not any(each.overdue(Day(2027, 11, 24)) for each in rereadings(Day(2027, 11, 24), Day(2027, 11, 24)))
    assert all(each.overdue(Day(2027, 11, 25)) for each in rereadings(Day(2027, 11, 25), Day(2027, 11, 25)))


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.name)
def test_what_is_overdue_is_what_the_rules_say(home: Path) -> None:
    report, cases = pipeline.run(home, (), TODAY)
    for department, case in zip(report.departments, cases, strict=True):
        if case is None:
            continue
        late = {due.rule for due in deadlines(case, TODAY) if due.overdue(TODAY)}
        said = {result.rule for result in department.results if result.outcome is not Outcome.PASS}
        refused = {f.rule for f in department.findings if f.outcome in (Outcome.FAIL, Outcome.REVIEW)}
        for rule in RULES:
            assert (rule in late) >= (rule in refused), (department.folder, rule)
            assert (rule in late) <= (rule in said), (department.folder, rule)
