"""Two whole states: departments that come, go, are renamed; findings that appear, are gone, weigh otherwise, remain."""

import datetime
from pathlib import Path

import pytest

from kit.diff.compare import compare, of_department
from kit.diff.difference import DepartmentDiff, Diff, Kind
from kit.findings.finding import DepartmentReport, Finding, Outcome, Result, Severity
from tests.conftest import TODAY, Copy, without_seat
from tests.diff.conftest import edit, listed, ordinary


@pytest.fixture
def sides(copy: Copy, tmp_path: Path) -> tuple[Path, Path]:
    """Give two roots that hold the same small department."""
    roots = (tmp_path / "avant", tmp_path / "après")
    for root in roots:
        root.mkdir()
        copy("88").parent.rename(root / "departments")
    return roots


def one(found: Diff) -> DepartmentDiff:
    assert len(found.departments) == 1
    return found.departments[0]


def vosges(root: Path) -> Path:
    return root / "departments" / "88-vosges"


def test_the_same_files_change_nothing(sides: tuple[Path, Path]) -> None:
    found = one(compare(*sides, TODAY, "main"))
    assert (found.kind, found.sections, found.rewritten, found.moves) == (Kind.CHANGED, (), False, False)
    assert found.compliance.kept > 0


def test_a_comment_is_a_change_of_form_alone(sides: tuple[Path, Path]) -> None:
    edit(vosges(sides[1]), ("membres.yaml", "# Qui siège", "# Toutes celles et tous ceux qui siègent\n# Qui siège"))
    found = compare(*sides, TODAY, "main")
    assert (found.moving, [each.name for each in found.reworded]) == ((), ["Vosges (88)"])


def test_a_member_who_leaves_brings_an_error_and_changes_the_verdict(sides: tuple[Path, Path]) -> None:
    path = vosges(sides[1]) / "membres.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "gendarmerie"), encoding="utf-8")
    found = compare(*sides, TODAY, "main").departments[0].compliance
    assert (found.before, found.after) == ("conforme", "non conforme")
    assert [each.rule for each in found.errors] == ["siege-sans-titulaire"]
    back = compare(sides[1], sides[0], TODAY, "main")
    assert back.new_errors == 0
    assert "siege-sans-titulaire" in [each.rule for each in one(back).compliance.gone]


def test_a_department_comes_and_goes(sides: tuple[Path, Path], copy: Copy) -> None:
    copy("23").rename(sides[1] / "departments" / "23-creuse")
    creuse, others = compare(*sides, TODAY, "main").departments
    assert (creuse.kind, creuse.name, others.moves) == (Kind.ADDED, "Creuse (23)", False)
    assert (creuse.compliance.before, creuse.compliance.kept) == (None, 0)
    assert listed(creuse.sections)[0].startswith("Fiche | + Nouvelle fiche : commission installée le 12 avril 2021")
    gone = compare(sides[1], sides[0], TODAY, "main").departments[0]
    assert (gone.kind, gone.compliance.after, gone.compliance.appeared) == (Kind.REMOVED, None, ())


def test_a_folder_renamed_is_the_same_department_and_its_findings_remain(sides: tuple[Path, Path]) -> None:
    vosges(sides[1]).rename(sides[1] / "departments" / "88-les-vosges")
    found = one(compare(*sides, TODAY, "main"))
    assert listed(found.sections) == ["Fichiers | ~ Répertoire renommé : 88-vosges → 88-les-vosges"]
    assert [each.rule for each in found.compliance.appeared] == ["dossier-mal-nomme"]
    assert found.compliance.gone == ()


def test_both_sides_are_judged_on_the_same_day(sides: tuple[Path, Path]) -> None:
    edit(vosges(sides[1]), ("commission.yaml", "exemple: true", "exemple: false"))
    for day in (datetime.date(2024, 6, 1), TODAY, datetime.date(2030, 1, 1)):
        found = one(compare(*sides, day, "main"))
        assert [each.rule for each in found.compliance.appeared] == ["exemple-du-modele-laisse"]
        assert (found.compliance.gone, found.compliance.shifted) == ((), ())


def test_a_file_out_of_any_folder_is_told_of_the_country(sides: tuple[Path, Path]) -> None:
    (sides[1] / "departments" / "note.txt").write_text("x", encoding="utf-8")
    found = compare(*sides, TODAY, "main")
    assert [each.rule for each in found.country.appeared] == ["fichier-inconnu"]
    assert found.moving == ()


def test_a_file_that_cannot_be_read_is_said_with_its_findings(sides: tuple[Path, Path]) -> None:
    (vosges(sides[0]) / "membres.yaml").write_text("medecin: [\n", encoding="utf-8")
    found = one(compare(*sides, TODAY, "main"))
    assert listed(found.sections) == [
        "Fichiers | ! Le fichier « membres.yaml » ne peut pas être lu avant ce changement : rien n’y est comparé"
    ]
    assert "yaml-illisible" in [each.rule for each in found.compliance.gone]


def finding(anchor: str, message: str = "Ceci.", severity: Severity = Severity.ERROR, rule: str = "r") -> Finding:
    return Finding(
        rule=rule, outcome=Outcome.FAIL, severity=severity, message=message, remedy="Cela.",
        file="departments/88-vosges/membres.yaml", anchor=anchor,
    )  # fmt: skip


def judged(*findings: Finding, outcome: Outcome = Outcome.FAIL) -> DepartmentReport:
    result = Result(rule="r", outcome=outcome, severity=Severity.ERROR, findings=findings)
    return DepartmentReport(
        folder="departments/88-vosges", code="88", name="Vosges", example=False, results=(result,), outcome=outcome,
        files=4,
    )  # fmt: skip


WARNING = Severity.WARNING


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ([finding("/a")], [finding("/a")], (0, 0, 0, 1)),
        ([finding("/a")], [finding("/a", "Dit autrement.")], (0, 0, 0, 1)),
        ([finding("/a")], [finding("/b", "Autre.")], (1, 1, 0, 0)),
        # Un présent ajouté au-dessus change le rang des autres, pas leur phrase.
        ([finding("/presents/1", "X est inconnu.")], [finding("/presents/2", "X est inconnu.")], (0, 0, 0, 1)),
        ([finding("/a")], [finding("/a"), finding("/a")], (1, 0, 0, 1)),
        ([finding("/a")], [finding("/a", rule="s")], (1, 1, 0, 0)),
        ([finding("/a", severity=WARNING)], [finding("/a")], (0, 0, 1, 0)),
        ([finding("/a")], [finding("/a", severity=WARNING)], (0, 0, 1, 0)),
        ([], [finding("/a")], (1, 0, 0, 0)),
    ],
)
def test_findings_are_known_again(before: list[Finding], after: list[Finding], counts: tuple[int, ...]) -> None:
    found = of_department(judged(*before), judged(*after))
    assert (len(found.appeared), len(found.gone), len(found.shifted), found.kept) == counts


def test_a_warning_that_becomes_an_error_is_a_new_error() -> None:
    risen = of_department(judged(finding("/a", severity=WARNING)), judged(finding("/a")))
    fallen = of_department(judged(finding("/a")), judged(finding("/a", severity=WARNING)))
    assert (len(risen.errors), len(fallen.errors)) == (1, 0)


def test_the_heaviest_come_first() -> None:
    light = [finding(f"/{number}", f"{number}", severity) for number, severity in enumerate(reversed(Severity))]
    found = of_department(judged(), judged(*light))
    assert [each.severity for each in found.appeared] == list(Severity)


def test_a_verdict_says_the_errors_that_are_not_of_law() -> None:
    found = of_department(judged(finding("/a"), outcome=Outcome.PASS), None)
    assert ordinary(found.before or "") == "conforme, avec 1 erreur dans les fichiers"
    assert found.after is None
