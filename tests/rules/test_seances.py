"""The pace of the sessions and what is planned, on edited copies, and the faulty department of all sessions."""

import pytest

from kit.findings.finding import Outcome, Severity
from kit.judging import registry
from tests.conftest import DATA, TODAY, Copy, golden, judge
from tests.rules.cases import FAIL, NOTE, ONE_A_YEAR, OPEN, REVIEW, WARNING, Day, edit, found, sessions, told

FAULTY = DATA / "invalid" / "seances"
FAMILIES = {"annees", "seances", "tenue", "presents", "quorum", "instruction", "dossiers", "autorisations"}
RULES = {rule.id for rule in registry.legal_rules() if rule.family in FAMILIES}


def test_the_faulty_department_shows_every_finding() -> None:
    findings = [finding for finding in judge(FAULTY).findings if finding.rule in RULES]
    lines = [f"{f.file}:{f.line}:{f.column} {f.rule} {f.outcome} | {f.message}" for f in findings]
    golden(FAULTY / "attendu.txt", "\n".join(lines) + "\n")
    assert {finding.rule for finding in findings} == RULES


def test_the_faulty_department_falls_into_no_trap() -> None:
    legal = {rule.id for rule in registry.legal_rules()}
    assert [finding for finding in judge(FAULTY).findings if finding.rule not in legal] == []


def test_calendrier_sans_suite_only_when_nothing_else_asks_for_a_session(copy: Copy) -> None:
    folder = copy("38")
    held = (*ONE_A_YEAR, "date: 2026-11-12, formation: politique, etat: tenue")
    sessions(folder, *held, "date: 2026-06-11, formation: individuelle, etat: tenue")
    (finding,) = found(folder, "calendrier-sans-suite")
    assert (finding.outcome, finding.severity) == (FAIL, WARNING)
    assert finding.message == "Aucune séance n’est prévue après le 23 novembre 2026."
    sessions(folder, *held)
    assert told(folder, "calendrier-sans-suite") == []
    assert told(folder, "demandes-sans-seance") == [(FAIL, WARNING)]


@pytest.mark.parametrize(("day", "passed"), [(Day(2026, 12, 10), False), (Day(2026, 12, 11), True)])
def test_a_planned_session_is_asked_about_the_day_after(copy: Copy, day: Day, passed: bool) -> None:
    folder = copy("38")
    found_then = [f.outcome for f in found(folder, "calendrier-sans-suite", day)]
    assert found_then == ([OPEN] if passed else [])


def test_demandes_sans_seance_when_the_last_count_is_silent(copy: Copy) -> None:
    folder = copy("38")
    edit(folder, "commission", ("    demandes_en_attente: 3\n", ""))
    (finding,) = found(folder, "demandes-sans-seance")
    assert finding.outcome is OPEN
    assert finding.message == "Le fichier ne dit pas combien de demandes attendaient au 31 décembre 2025."


@pytest.mark.parametrize(("held", "expected"), [("2025-12-31", [(FAIL, WARNING)]), ("2026-01-01", [])])
def test_requests_counted_on_the_day_of_a_session_still_wait_for_the_next(
    copy: Copy, held: str, expected: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    sessions(folder, f"date: {held}, formation: individuelle, etat: tenue")
    assert told(folder, "demandes-sans-seance") == expected


@pytest.mark.parametrize(("sens", "expected"), [("autorise", [(FAIL, WARNING)]), ("refuse", [])])
def test_only_a_way_out_that_was_granted_runs_after_a_session(
    copy: Copy, sens: str, expected: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    edit(folder, "commission", ("psp_en_cours: 53", "psp_en_cours: 0"))
    decided = f"dossiers: [{{reference: d-1, nature: engagement, decision: {{sens: {sens}, date: 2026-02-16}}}}]"
    sessions(folder, f"date: 2026-02-12, formation: individuelle, etat: tenue, {decided}")
    assert told(folder, "seances-trop-espacees") == expected


@pytest.mark.parametrize(
    ("before", "after", "wide"),
    [
        ("2026-02-28", "2026-08-28", False),
        ("2026-02-28", "2026-08-29", True),
        ("2025-08-31", "2026-02-28", False),
        ("2025-08-31", "2026-03-01", True),
    ],
)
def test_seances_trop_espacees_counts_whole_months(copy: Copy, before: str, after: str, wide: bool) -> None:
    folder = copy("38")
    sessions(folder, *(f"date: {day}, formation: individuelle, etat: tenue" for day in (before, after)))
    assert told(folder, "seances-trop-espacees", Day.fromisoformat(after)) == ([(FAIL, WARNING)] if wide else [])


def test_what_separates_two_sessions_to_come_is_not_judged_yet(copy: Copy) -> None:
    folder = copy("38")
    days = ("2026-11-12", "2027-03-11", "2028-03-09")
    sessions(folder, *(f"date: {day}, formation: individuelle, etat: prevue" for day in days))
    assert found(folder, "seances-trop-espacees", Day(2026, 11, 11)) == []
    assert [f.pointer for f in found(folder, "seances-trop-espacees", Day(2027, 3, 11))] == ["/2/date"]


def test_a_session_of_the_day_is_a_start_and_is_no_longer_to_come(copy: Copy) -> None:
    folder = copy("38")
    day = TODAY.isoformat()
    sessions(
        folder,
        f"date: {day}, formation: individuelle, etat: tenue",
        "date: 2027-06-01, formation: individuelle, etat: prevue",
    )
    assert told(folder, "seances-trop-espacees") == [(FAIL, WARNING)]
    sessions(folder, *ONE_A_YEAR, "date: 2026-06-11, formation: individuelle, etat: tenue",
             f"date: {day}, formation: politique, etat: tenue")  # fmt: skip
    assert told(folder, "calendrier-sans-suite") == [(FAIL, WARNING)]


@pytest.mark.parametrize(("running", "expected"), [("42", [(FAIL, WARNING)]), ("0", [])])
def test_nobody_waits_for_a_session_when_no_way_out_runs(
    copy: Copy, running: str, expected: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    edit(folder, "commission", ("psp_en_cours: 53", f"psp_en_cours: {running}"))
    sessions(folder, "date: 2026-02-12, formation: individuelle, etat: tenue")
    assert told(folder, "seances-trop-espacees") == expected


@pytest.mark.parametrize(("counted", "expected"), [("2026-08-29", []), ("2026-08-30", [(FAIL, WARNING)])])
def test_what_was_counted_on_the_day_of_the_next_session_says_who_waited(
    copy: Copy, counted: str, expected: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    edit(folder, "commission", ("date: 2025-12-31", f"date: {counted}"))
    edit(folder, "commission", ("psp_en_cours: 53", "psp_en_cours: 0"))
    sessions(folder, *(f"date: {day}, formation: individuelle, etat: tenue" for day in ("2026-02-28", "2026-08-29")))
    assert told(folder, "seances-trop-espacees", Day(2026, 8, 30)) == expected


def test_a_session_held_on_a_day_to_come_is_said_unless_the_day_asked_for_is_past(copy: Copy) -> None:
    folder = copy("38")
    line = "date: 2026-12-03, formation: politique, etat: tenue"
    sessions(folder, *ONE_A_YEAR, f"{line}, pv: {{date: 2026-12-07}}")
    assert told(folder, "calendrier-sans-suite") == [(REVIEW, NOTE)]
    assert told(folder, "calendrier-sans-suite", Day(2026, 11, 22)) == []
    assert (REVIEW, NOTE) in told(folder, "proces-verbal-avant-la-seance", Day(2026, 12, 4))


@pytest.mark.parametrize("day", [Day(2026, 4, 8), Day(2026, 4, 9)])
def test_nothing_is_said_of_a_session_before_its_day_or_before_the_commission(copy: Copy, day: Day) -> None:
    folder = copy("38")
    line = "formation: politique, etat: tenue, presents: [inconnu-1], pouvoirs: [{de: inconnu-2, a: inconnu-3}]"
    sessions(folder, f"date: 2018-05-21, {line}", f"date: 2026-04-09, {line}")
    expected = [(FAIL, WARNING)] if day == Day(2026, 4, 9) else []
    assert told(folder, "present-inconnu", day) == expected
    assert len(found(folder, "quorum-non-atteint", day)) == len(expected)


def test_no_calendar_is_not_a_proof(copy: Copy) -> None:
    folder = copy("38")
    (folder / "sessions.yaml").unlink()
    report = judge(folder.parent.parent, TODAY)
    results = [result for result in report.departments[0].results if result.rule in RULES]
    assert {result.outcome for result in results} == {OPEN}
    assert [finding for finding in report.findings if finding.rule in RULES] == []
