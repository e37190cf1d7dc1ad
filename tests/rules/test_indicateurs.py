"""The figures of a commission: every finding on two faulty departments, and each limit, the day before and after."""

import datetime
from pathlib import Path

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from tests.conftest import DATA, TODAY, Copy, golden, judge
from tests.rules.cases import found

Day = datetime.date
RULES = ("indicateurs-pas-a-jour", "indicateurs-incoherents", "indicateurs-mal-dates", "delai-de-titre-depasse")
FAULTY = DATA / "invalid" / "indicateurs"
FULL = "psp_en_cours: {}, psp_engages: {}, psp_termines: {}"


def written(copy: Copy, entries: str, code: str = "88") -> Path:
    folder = copy(code)
    text = (folder / "commission.yaml").read_text(encoding="utf-8").split("\nindicateurs:")[0]
    (folder / "commission.yaml").write_text(f"{text}\nindicateurs: [{entries}]\n", encoding="utf-8")
    return folder


def test_the_faulty_departments_show_every_finding() -> None:
    findings = [finding for finding in judge(FAULTY).findings if finding.rule in RULES]
    lines = [f"{f.file}:{f.line}:{f.column} {f.rule} {f.outcome} | {f.message}" for f in findings]
    golden(FAULTY / "attendu.txt", "\n".join(lines) + "\n")
    assert {finding.rule for finding in findings} == set(RULES)


@pytest.mark.parametrize(
    ("entries", "day", "expected"),
    [
        ("{date: 2025-06-30, X}", Day(2026, 10, 3), []),
        ("{date: 2025-06-30, X}", Day(2026, 10, 4), [(Outcome.FAIL, Severity.WARNING)]),
        ("{date: 2025-06-30, psp_en_cours: 3}", Day(2026, 1, 1), [(Outcome.OPEN, Severity.NOTE)]),
        ("{date: 2025-06-30, X}", Day(2025, 6, 30), []),
        ("{date: 2025-06-30, X}", Day(2025, 6, 29), [(Outcome.OPEN, Severity.NOTE)]),
        ("", TODAY, [(Outcome.OPEN, Severity.NOTE)]),
        ("{date: 2022-04-12, X}", Day(2022, 5, 16), []),
    ],
)
def test_figures_are_there_recent_and_complete(
    copy: Copy, entries: str, day: Day, expected: list[tuple[Outcome, Severity]]
) -> None:
    folder = written(copy, entries.replace("X", FULL.format(3, 1, 1)))
    findings = found(folder, "indicateurs-pas-a-jour", day)
    assert [(f.outcome, f.severity) for f in findings] == expected


@pytest.mark.parametrize(("day", "outcome"), [(Day(2026, 5, 19), []), (Day(2026, 5, 20), [Outcome.OPEN])])
def test_a_commission_has_a_year_before_its_first_figures(copy: Copy, day: Day, outcome: list[Outcome]) -> None:
    folder = written(copy, "")
    path = folder / "commission.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "etat: installee, date: 2021-05-17", "etat: installee, date: 2025-05-20"
    )
    path.write_text(text, encoding="utf-8")
    assert [f.outcome for f in found(folder, "indicateurs-pas-a-jour", day)] == outcome


def test_the_sentence_of_old_figures(copy: Copy) -> None:
    folder = written(copy, "{date: 2024-12-31, " + FULL.format(3, 1, 1) + "}")
    (finding,) = found(folder, "indicateurs-pas-a-jour")
    assert finding.message == spaced(
        "Les derniers indicateurs de la commission des Vosges sont arrêtés au 31 décembre 2024, ils ne disent plus où "
        "elle en est au 23 novembre 2026."
    )
    assert finding.pointer == "/indicateurs/0/date"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("2024-12-31", 10, 4, 2), ("2025-12-31", 12, 5, 3), []),
        (("2024-12-31", 10, 4, 2), ("2025-12-31", 13, 5, 3), [Outcome.FAIL]),
        (("2024-12-31", 10, 4, 2), ("2025-06-30", 13, 5, 3), [Outcome.REVIEW]),
        (("2025-03-31", 10, 4, 2), ("2025-06-30", 11, 5, 2), []),
        (("2025-03-31", 10, 4, 2), ("2025-12-31", 12, 5, 2), [Outcome.REVIEW]),
        (("2023-12-31", 10, 4, 2), ("2025-12-31", 40, 5, 3), []),
        (("2024-06-30", 10, 4, 2), ("2025-12-31", 40, 5, 3), []),
    ],
)
def test_what_is_under_way_follows_from_what_began_and_ended(
    copy: Copy, first: tuple[str, int, int, int], second: tuple[str, int, int, int], expected: list[Outcome]
) -> None:
    entries = ", ".join(f"{{date: {day}, {FULL.format(*numbers)}}}" for day, *numbers in (first, second))
    findings = found(written(copy, entries), "indicateurs-incoherents")
    assert [finding.outcome for finding in findings] == expected
    assert all(finding.pointer == "/indicateurs/1/psp_en_cours" for finding in findings)


@pytest.mark.parametrize(("exits", "refused"), [("formation: 9", False), ("formation: 3, emploi: 10", True)])
def test_no_more_people_leave_with_something_than_leave(copy: Copy, exits: str, refused: bool) -> None:
    folder = written(copy, f"{{date: 2025-12-31, psp_termines: 9, sorties: {{{exits}}}}}")
    findings = found(folder, "indicateurs-incoherents")
    assert [(f.outcome, f.severity) for f in findings] == [(Outcome.FAIL, Severity.WARNING)] * refused
    if refused:
        assert findings[0].message == spaced(
            "Au 31 décembre 2025, « emploi: 10 » dépasse « psp_termines: 9 », dont c’est pourtant une partie."
        )


@pytest.mark.parametrize(
    ("entries", "day", "count"),
    [
        ("{date: 2026-11-23}", TODAY, 0),
        ("{date: 2026-11-24}", TODAY, 1),
        ("{date: 2026-11-24}", Day(2026, 11, 22), 0),
        ("{date: 2026-06-30}, {date: 2026-06-30}", TODAY, 1),
        ("{date: 2026-06-30}, {date: 2026-06-30}", Day(2022, 4, 13), 1),
        ("{date: 2026-06-30}, {date: 2026-06-30}", Day(2022, 4, 12), 0),
    ],
)
def test_a_date_is_past_and_given_once(copy: Copy, entries: str, day: Day, count: int) -> None:
    findings = found(written(copy, entries), "indicateurs-mal-dates", day)
    assert [(f.outcome, f.severity) for f in findings] == [(Outcome.FAIL, Severity.ERROR)] * count


def test_a_session_said_to_be_held_later_does_not_make_the_day_a_past_day(copy: Copy) -> None:
    folder = written(copy, "{date: 2027-06-30}")
    assert len(found(folder, "indicateurs-mal-dates", Day(2027, 1, 1))) == 1
    (folder / "sessions.yaml").write_text("- {date: 2027-09-01, formation: politique, etat: tenue}\n", encoding="utf-8")
    assert len(found(folder, "indicateurs-mal-dates", Day(2027, 1, 1))) == 1


@pytest.mark.parametrize(
    ("delays", "expected"),
    [
        ("aps_delai_median_jours: 35, carte_delai_median_jours: 500", []),
        ("aps_delai_median_jours: 36, carte_delai_median_jours: 500", [(Outcome.FAIL, Severity.WARNING)]),
        ("aps_delai_median_jours: 35", [(Outcome.OPEN, Severity.NOTE)]),
        ("aps_delivrees: 2", [(Outcome.OPEN, Severity.NOTE)]),
    ],
)
def test_delays_are_measured_and_kept(copy: Copy, delays: str, expected: list[tuple[Outcome, Severity]]) -> None:
    """The Vosges aim at 35 days for the provisional permit, and at nothing for the card."""
    findings = found(written(copy, f"{{date: 2025-12-31, {delays}}}"), "delai-de-titre-depasse")
    assert [(f.outcome, f.severity) for f in findings] == expected


def test_without_figures_nothing_is_conforming(copy: Copy) -> None:
    folder = copy("88")
    text = (folder / "commission.yaml").read_text(encoding="utf-8").split("\nindicateurs:")[0]
    (folder / "commission.yaml").write_text(text + "\n", encoding="utf-8")
    (department,) = judge(folder.parent.parent).departments
    assert {r.outcome for r in department.results if r.rule in RULES} == {Outcome.OPEN}
