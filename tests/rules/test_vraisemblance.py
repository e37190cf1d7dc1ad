"""Days too far away, an installation after sessions, examples of the model left in a true department."""

import pytest

from kit.findings.finding import Outcome, Severity
from tests.conftest import Copy, judge
from tests.rules.cases import edit, found

VACANCY = "{{siege: medecin, depuis: {}-06-15, motif: Démission, autorite: Préfète, jusqu_au: 2031-01-01}}"
SESSION, TERM = "date: 2026-12-03", "mandat: {debut: 2025-08-01}"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("year", "told"), [(2028, False), (2029, True), (2036, True)])
def test_a_session_is_not_planned_years_before(copy: Copy, year: int, told: bool) -> None:
    folder = copy("88")
    edit(folder, "sessions", (SESSION, f"date: {year}-12-03"))
    findings = found(folder, "date-trop-lointaine")
    assert [(f.outcome, f.line, f.column) for f in findings] == [(Outcome.REVIEW, 95, 9)] * told
    assert all("est plus de deux ans après le 23 novembre 2026" in plain(finding.message) for finding in findings)


@pytest.mark.parametrize(
    ("branch", "old", "new", "most"),
    [
        ("sessions", SESSION, "date: {}-12-03", 2028),
        ("sessions", "convocation: {date: 2026-05-21}", "convocation: {{date: 2026-05-21, recue: {}-05-22}}", 2028),
        ("membres", TERM, "mandat: {{debut: {}-08-01}}", 2029),
        ("sessions", "transmis: 2026-06-09", "transmis: {}-06-09", 2027),
        ("commission", "liste_membres:", f"vacances: [{VACANCY}]\nliste_membres:", 2028),
    ],
)
def test_each_day_has_its_own_horizon(copy: Copy, branch: str, old: str, new: str, most: int) -> None:
    folder = copy("88")
    edit(folder, branch, (old, new.format(most)))
    assert found(folder, "date-trop-lointaine") == []
    edit(folder, branch, (new.format(most), new.format(most + 1)))
    assert len(found(folder, "date-trop-lointaine")) == 1


@pytest.mark.parametrize(
    ("branch", "old", "new"),
    [
        ("sessions", SESSION, "date: 2062-12-03"),
        ("membres", TERM, "mandat: {debut: 2099-08-01}"),
        (
            "commission",
            "installation: {etat: installee, date: 2021-05-17}",
            "installation: {etat: installee, date: 2071-05-17}",
        ),
    ],
)
def test_a_year_that_cannot_be_is_an_error_and_the_only_finding(copy: Copy, branch: str, old: str, new: str) -> None:
    folder = copy("88")
    before = {(f.rule, f.message) for f in judge(folder.parent.parent).findings}
    edit(folder, branch, (old, new))
    after = [f for f in judge(folder.parent.parent).findings if (f.rule, f.message) not in before]
    assert [(f.rule, f.severity) for f in after] == [("date-invraisemblable", Severity.ERROR)]


@pytest.mark.parametrize(
    ("written", "example"), [("2062-12-03", "date: 2027-12-03"), ("2064-02-29", "date: 2027-02-28")]
)
def test_the_example_of_a_planned_session_is_a_day_to_come(copy: Copy, written: str, example: str) -> None:
    folder = copy("88")
    edit(folder, "sessions", (SESSION, f"date: {written}"))
    (finding,) = found(folder, "date-invraisemblable")
    assert f"par exemple « {example} »" in plain(finding.remedy)


def test_an_installation_after_a_session_is_doubted(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("date: 2021-05-17}", "date: 2025-05-17}"))
    [finding] = found(folder, "installation-apres-les-seances")
    assert finding.outcome is Outcome.REVIEW
    assert plain(finding.message) == (
        "La commission est dite installée le 17 mai 2025, alors qu’une séance est notée tenue dès le 23 mai 2024."
    )


def test_the_examples_of_the_model_are_named_once(copy: Copy) -> None:
    folder = copy("88")
    assert found(folder, "exemple-du-modele-laisse") == []
    edit(folder, "commission", ("exemple: true", "exemple: false"))
    [finding] = found(folder, "exemple-du-modele-laisse")
    assert (finding.outcome, finding.severity) == (Outcome.REVIEW, Severity.NOTE)
    assert plain(finding.message).endswith("un exemple : « courriel », « nom », « organisme » et « lien ».")
