"""Who proposes the local authorities, how long an approval runs, and what is left when there is none."""

import datetime
from pathlib import Path

import pytest

from kit.french import spaced
from kit.report import Finding, Outcome, Severity
from tests.conftest import DATA, TODAY, Copy, golden, judge, rows, without_seat

Day = datetime.date
INVALID = DATA / "invalid" / "designations"
RULES = (
    "agrement-trop-long",
    "association-agreee-unique",
    "collectivite-mal-designee",
    "departement-sans-association-agreee",
    "formation-mal-assuree",
    "membre-sans-formation",
)


def found(folder: Path, rule: str, day: Day = TODAY) -> list[Finding]:
    return [finding for finding in judge(folder.parent.parent, day, rule).findings if finding.rule == rule]


def seat(folder: Path, name: str, *holders: str) -> None:
    path = folder / "membres.yaml"
    lines = "".join(f"\n  - {{{holder}}}" for holder in holders) or " []"
    path.write_text(f"{without_seat(path.read_text(encoding='utf-8'), name)}\n{name}:{lines}\n", encoding="utf-8")


def approvals(folder: Path, *associations: str) -> None:
    """Write the approved associations, in the place of those of the example."""
    path = folder / "commission.yaml"
    text = without_seat(path.read_text(encoding="utf-8"), "associations_agreees")
    lines = "".join(f"\n  - {{{association}}}" for association in associations) or " []"
    path.write_text(f"{text}\nassociations_agreees:{lines}\n", encoding="utf-8")


def test_the_faulty_departments_give_the_findings_of_their_golden_file() -> None:
    findings = [finding for finding in judge(INVALID).findings if finding.rule in RULES]
    lines = [f"{row} | {finding.message}" for row, finding in zip(rows(tuple(findings)), findings, strict=True)]
    golden(INVALID / "attendu.txt", "\n".join(lines) + "\n")
    assert {finding.rule for finding in findings} == set(RULES)


@pytest.mark.parametrize(
    ("designation", "outcome"),
    [
        ("{par: organe_deliberant}", None),
        ("{par: association_elus}", None),
        ("{par: prefet}", Outcome.REVIEW),
        ("{date: 2024-01-01}", Outcome.OPEN),
        ("{par: autre}", Outcome.REVIEW),
    ],
)
def test_a_local_authority_is_proposed_by_its_assembly(copy: Copy, designation: str, outcome: Outcome | None) -> None:
    folder = copy("88")
    seat(folder, "collectivites", f"id: c, titre: Adjointe, designation: {designation}")
    findings = found(folder, "collectivite-mal-designee")
    assert [(f.outcome, f.severity) for f in findings] == ([(outcome, Severity.NOTE)] if outcome else [])
    assert all(finding.paragraph == "article 9, II" for finding in findings)


def test_the_decree_read_in_its_former_state_condemns_nobody(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "collectivites", "id: c, titre: Adjointe, designation: {par: prefet}")
    (finding,) = found(folder, "collectivite-mal-designee")
    assert finding.message == spaced(
        "Le représentant de collectivité « Adjointe » (9°) n’a été proposé ni par son assemblée, ni par une "
        "association d’élus."
    )


@pytest.mark.parametrize(
    ("agrement", "outcome", "severity"),
    [
        ("reference: r, debut: 2024-05-14, fin: 2027-05-13", None, None),
        ("reference: r, debut: 2024-05-14, fin: 2027-05-14", Outcome.FAIL, Severity.ERROR),
        ("reference: r, debut: 2023-11-22", Outcome.FAIL, Severity.ERROR),
        ("reference: r, debut: 2023-11-24", Outcome.OPEN, Severity.NOTE),
        ("debut: 2024-05-14, fin: 2027-05-13", Outcome.OPEN, Severity.NOTE),
        ("reference: r", Outcome.OPEN, Severity.NOTE),
        ("reference: r, debut: 2019-01-01, fin: 2026-11-22", None, None),  # fini
    ],
)
def test_an_approval_runs_three_years(
    copy: Copy, agrement: str, outcome: Outcome | None, severity: Severity | None
) -> None:
    folder = copy("88")
    approvals(folder, f"id: a, nom: Association, agrement: {{{agrement}}}")
    findings = found(folder, "agrement-trop-long")
    assert [(f.outcome, f.severity) for f in findings] == ([(outcome, severity)] if outcome else [])


def test_what_is_said_of_a_long_approval(copy: Copy) -> None:
    folder = copy("88")
    approvals(folder, "id: a, nom: Les Sapins, agrement: {reference: r, debut: 2024-05-14, fin: 2029-05-13}")
    (finding,) = found(folder, "agrement-trop-long")
    assert finding.message == spaced(
        "L’agrément de l’association « Les Sapins » dure plus de 3 ans : commencé le 14 mai 2024, il ne peut pas "
        "dépasser le 13 mai 2027."
    )
    approvals(folder, "id: a, nom: A, a_verifier: non lu, agrement: {reference: r, debut: 2024-05-14, fin: 2029-05-13}")
    assert [f.outcome for f in found(folder, "agrement-trop-long")] == [Outcome.REVIEW]


def test_an_association_that_sits_without_dates_is_told_once(copy: Copy) -> None:
    folder = copy("88")
    approvals(folder, "id: association-sapin-2024, nom: Les Sapins")
    assert found(folder, "agrement-trop-long") == []
    assert [f.outcome for f in found(folder, "association-sans-agrement")][:1] == [Outcome.OPEN]


@pytest.mark.parametrize(
    ("second", "alone"),
    [
        ((), True),
        (("id: b, nom: Une, agrement: {reference: s, debut: 2024-05-14, fin: 2027-05-13}",), True),
        (("id: b, nom: Deux, agrement: {reference: s, debut: 2024-05-14, fin: 2027-05-13}",), False),
        (("id: b, nom: Deux, agrement: {reference: s, debut: 2021-05-14, fin: 2024-05-13}",), True),
        (("id: b, nom: Deux",), False),
    ],
)
def test_an_association_alone_cannot_sit_on_its_own_files(copy: Copy, second: tuple[str, ...], alone: bool) -> None:
    folder = copy("88")
    approvals(folder, "id: a, nom: Une, agrement: {reference: r, debut: 2024-05-14, fin: 2027-05-13}", *second)
    findings = found(folder, "association-agreee-unique")
    assert [(f.outcome, f.severity) for f in findings] == ([(Outcome.REVIEW, Severity.NOTE)] if alone else [])


@pytest.mark.parametrize(
    ("associations", "sentence"),
    [
        ((), "Aucune association n’est agréée pour la commission des Vosges au 23 novembre 2026"),
        (
            ("id: a, nom: Une, agrement: {reference: r, debut: 2021-05-14, fin: 2024-05-13}",),
            "Aucun des agréments écrits ne couvre le 23 novembre 2026 pour la commission des Vosges",
        ),
        (("id: a, nom: Une, agrement: {reference: r, debut: 2024-05-14, fin: 2027-05-13}",), None),
        (("id: a, nom: Une",), None),
    ],
)
def test_a_department_without_an_approved_association(
    copy: Copy, associations: tuple[str, ...], sentence: str | None
) -> None:
    folder = copy("88")
    seat(folder, "associations")
    approvals(folder, *associations)
    findings = found(folder, "departement-sans-association-agreee")
    assert [(f.outcome, f.severity) for f in findings] == ([(Outcome.FAIL, Severity.WARNING)] if sentence else [])
    if sentence:
        assert findings[0].message == spaced(f"{sentence} : personne ne peut instruire une demande de parcours.")


def test_a_list_that_is_not_there_says_nothing(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "associations")
    path = folder / "commission.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "associations_agreees"), encoding="utf-8")
    report = judge(folder.parent.parent, TODAY, "departement-sans-association-agreee")
    (result,) = (r for r in report.departments[0].results if r.rule == "departement-sans-association-agreee")
    assert (result.outcome, result.findings) == (Outcome.OPEN, ())


def test_the_past_of_creuse_is_not_judged_by_its_present_list(copy: Copy) -> None:
    folder = copy("23")
    assert found(folder, "departement-sans-association-agreee", Day(2026, 1, 14)) == []
    assert len(found(folder, "departement-sans-association-agreee", Day(2026, 1, 15))) == 1
