"""What is shown first, what is shown at all, and how it is counted: the verdict and the exit code never change."""

import json
from pathlib import Path

import pytest

from kit.french import spaced
from tests.conftest import Copy, Kit, without_seat

DAY = ("--date", "2026-11-23")


_BROKEN = "non conforme"


@pytest.fixture
def root(copy: Copy) -> Path:
    """A department with an error, a silence that keeps it from « conforme », warnings and notes."""
    folder = copy("88")
    members, commission = folder / "membres.yaml", folder / "commission.yaml"
    members.write_text(without_seat(members.read_text(encoding="utf-8"), "conseil_departemental"), encoding="utf-8")
    text = commission.read_text(encoding="utf-8")
    commission.write_text(without_seat(text, "presidence"), encoding="utf-8")
    return folder.parent.parent


def places(text: str) -> list[str]:
    """Give the word of each finding, between its place and its rule."""
    return [" ".join(line.split()[1:-1]) for line in text.split("\n") if line.startswith("  departments/")]


def test_errors_come_first_then_what_keeps_from_conforming(root: Path, kit: Kit) -> None:
    shown = kit("check", *DAY, cwd=root).stdout
    words = places(shown)
    assert words[:2] == [_BROKEN, "à compléter"]
    warnings = words.count("à corriger")
    assert words[2 : 2 + warnings] == ["à corriger"] * warnings
    first, *_ = shown.split("\n\n")
    assert first.split("\n")[0] == spaced("À faire d’abord :")
    lines = first.split("\n")[1:]
    assert len(lines) == 3
    assert lines[1].startswith(spaced("  2. departments/88-vosges/commission.yaml:8:1 : Ajoutez dans commission.yaml"))
    assert spaced("- {autorite: prefet, debut: 2026-11-23}") in lines[1]


def test_three_findings_need_no_head(copy: Copy, kit: Kit) -> None:
    root = copy("88").parent.parent
    assert "À faire d’abord" not in kit("check", *DAY, "--select", "epci-absent", cwd=root).stdout


@pytest.mark.parametrize(
    ("least", "kept"),
    [("erreur", {_BROKEN}), ("avertissement", {_BROKEN, "à compléter", "à corriger"}), ("note", None)],
)
def test_only_what_weighs_enough_is_shown(root: Path, kit: Kit, least: str, kept: set[str] | None) -> None:
    whole, part = kit("check", *DAY, cwd=root), kit("check", *DAY, "--severite", least, cwd=root)
    assert (part.returncode, part.stdout.split("\n")[-2]) == (whole.returncode, whole.stdout.split("\n")[-2])
    assert spaced("Vosges (88) (données d’exemple) : non conforme") in part.stdout
    if kept is None:
        assert part.stdout == whole.stdout
    else:
        assert set(places(part.stdout)) <= kept
        assert spaced("« --severite note » montre tout.") in part.stdout


def test_what_is_not_shown_is_counted_in_every_format(root: Path, kit: Kit) -> None:
    whole, part = (
        json.loads(kit("check", *DAY, *more, "--format", "json", cwd=root).stdout)
        for more in ((), ("--severite", "erreur"))
    )
    assert part["summary"] == whole["summary"]
    assert [d["outcome"] for d in part["departments"]] == [d["outcome"] for d in whole["departments"]]
    found = [f for d in part["departments"] for result in d["results"] for f in result["findings"]]
    assert {finding["severity"] for finding in found} == {"error"}
    text = kit("check", *DAY, "--severite", "erreur", "--format", "markdown", cwd=root).stdout
    assert spaced("« --severite note » montre tout.") in text


def test_a_silence_and_a_doubt_are_no_notes(root: Path, kit: Kit) -> None:
    last = kit("check", *DAY, cwd=root).stdout.split("\n")[-2]
    assert last.endswith(spaced("1 non conforme, 1 à corriger, 3 à compléter, 1 à vérifier, 1 pour information.")), last


def test_another_word_is_refused_in_french(root: Path, kit: Kit) -> None:
    done = kit("check", "--severite", "error", cwd=root)
    assert done.returncode == 2
    assert spaced("« --severite » attend l’une de ces valeurs : erreur, avertissement, note.") in done.stderr


def test_a_new_folder_is_not_hidden_from_its_own_reader(tmp_path: Path, kit: Kit) -> None:
    kit("new", "60", "--sans-questions", cwd=tmp_path)
    sessions = tmp_path / "departments" / "60-oise" / "sessions.yaml"
    sessions.write_text("- Date: 2026-10-02\n  formation: politique\n  etat: tenue\n", encoding="utf-8")
    said = kit("check", *DAY, cwd=tmp_path).stdout
    assert spaced("La clé « Date » n’existe pas ici : vouliez-vous dire « date » ?") in said
    assert "ligne masquée" not in said
    assert "donnee-personnelle" not in said
    fixed = kit("fix", cwd=tmp_path).stdout
    assert "+ - date: 2026-10-02" in fixed


@pytest.mark.parametrize("form", [None, "markdown", "github", "json", "sarif", "sarif-github", "junit", "gitlab"])
def test_a_verdict_without_a_finding_says_why(copy: Copy, kit: Kit, form: str | None) -> None:
    folder = copy("88")
    members, commission = folder / "membres.yaml", folder / "commission.yaml"
    members.write_text(without_seat(members.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    vacancy = (
        "vacances: [{siege: medecin, depuis: 2026-09-01, motif: Démission, autorite: Préfète, jusqu_au: 2026-12-31}]"
    )
    commission.write_text(f"{commission.read_text(encoding='utf-8')}\n{vacancy}\n", encoding="utf-8")
    more = ("--format", form) if form else ()
    root = folder.parent.parent
    done = kit("check", *DAY, "--severite", "erreur", *more, cwd=root)
    said = done.stdout + done.stderr
    assert done.returncode == 0
    assert said.count("constats moins graves ne sont pas montrés") == 1
    assert said.count(spaced("« --severite note » montre tout.")) == 1
    whole = kit("check", *DAY, *more, cwd=root)
    assert "moins grave" not in whole.stdout + whole.stderr
