"""GitHub Actions: annotations within what is shown, and a last line that hides nothing."""

from pathlib import Path

from kit.findings.finding import Report, Severity
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import DATA, golden, judge
from tests.report.formats.conftest import finding, house, report
from tests.report.formats.readers import commands


def _text(written: Report) -> str:
    return FORMATS["github"](written, Style())


def _last(written: Report) -> str:
    return _text(written).splitlines()[-1].replace("\u00a0", " ").replace("\u202f", " ")


def test_the_annotations_of_a_department_in_trouble(broken: Path) -> None:
    golden(DATA / "golden" / "github-88.txt", _text(judge(broken)))


def test_the_annotations_of_the_examples() -> None:
    golden(DATA / "golden" / "github-exemple.txt", _text(house()))


def test_ten_errors_then_ten_warnings_and_the_rest_is_counted() -> None:
    many = [finding(line=number + 1, severity=list(Severity)[number % 3]) for number in range(90)]
    written = report(*many)
    names = [command.name for command in commands(_text(written))]
    assert names == ["error"] * 10 + ["warning"] * 10
    assert _last(written).endswith(
        "70 constats ne sont pas montrés ici : 20 non conformes, 20 à corriger, 30 pour information."
    )


def test_each_line_is_a_command_but_the_last_which_is_that_of_the_text(broken: Path) -> None:
    for written in (house(), judge(broken), report(), report(finding(file="a\n::error::b", message="c\n::error::d"))):
        *lines, last = _text(written).split("\n")[:-1]
        assert len(commands("\n".join(lines))) == len(lines)
        assert last.startswith(FORMATS["texte"](written, Style()).splitlines()[-1])


def test_when_all_is_shown_nothing_is_counted() -> None:
    assert "pas montré" not in _last(report(finding()))
    assert "pas montré" not in _last(report())


def test_a_known_error_is_a_warning_that_leaves_its_room_to_others() -> None:
    known = [finding(line=number + 1, known=True) for number in range(20)]
    written = report(*known, finding(line=21), finding(line=22, severity=Severity.WARNING))
    told = [
        (command.name, command.properties["line"], command.properties["title"]) for command in commands(_text(written))
    ]
    assert ("error", "21", "siege-sans-titulaire") in told
    assert ("warning", "22", "siege-sans-titulaire") in told
    others = [("warning", str(number), "siege-sans-titulaire (déjà connue)") for number in range(1, 10)]
    assert sorted(told[1:10]) == sorted(others)
    assert len(told) == 11
    assert "11 constats ne sont pas montrés ici : 11 non conformes." in _last(written)


def test_an_annotation_says_what_is_wrong_what_to_write_and_by_which_text() -> None:
    [command] = commands(_text(report(finding())))
    assert command.data.replace("\u00a0", " ").split("\n") == [
        "Il manque quelque chose.",
        "→ Ajoutez-le.",
        "Texte : article R. 121-12-7 du CASF, 8°, rédaction du 2 janvier 2026",
    ]
    place = {"file": "departments/88-vosges/membres.yaml", "line": "8", "col": "3"}
    assert (command.name, command.properties) == ("error", {**place, "title": "siege-sans-titulaire"})
