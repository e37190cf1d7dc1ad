"""The folders of the departments: which are checked, what is missing, what is too much."""

import errno
import shutil
from pathlib import Path

import pytest

from kit.errors import UsageError
from kit.findings.finding import Outcome
from kit.judging import pipeline
from kit.model.folder import branch_of, find, inventory, loose_files
from tests.conftest import HOUSE, TODAY, Kit
from tests.yaml.table import department, shown

DAY = ("--date", TODAY.isoformat())
DIR = "departments/48-lozere"
_COPY = (
    "Si c’est une copie de «\u00a0membres.yaml\u00a0», effacez-la\u202f; sinon, rangez-la hors du répertoire "
    "du département."
)


def missing(name: str, near: str | None = None) -> tuple[str, str, str]:
    guess = f"\u00a0: «\u00a0{near}\u00a0» est-il ce fichier, mal nommé\u202f?" if near else "."
    advice = (
        f"Renommez «\u00a0{near}\u00a0» en «\u00a0{name}\u00a0»." if near else
        f"Créez «\u00a0{name}\u00a0», même très court\u00a0: ce qui n’est pas dit est «\u00a0à compléter\u00a0», "
        "pas une faute."
    )  # fmt: skip
    message = f"Le fichier «\u00a0{name}\u00a0» manque dans le répertoire «\u00a048-lozere\u00a0»{guess}"
    return "1:1 fichier-manquant", message, advice


@pytest.mark.parametrize("name", ["commission.yaml", "membres.yaml", "sessions.yaml", "procedures.yaml"])
def test_a_file_is_missing(tmp_path: Path, name: str) -> None:
    folder = department(tmp_path, {})
    (folder.path / name).unlink()
    assert shown(folder, name) == (missing(name),)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("membres.yaml", "membre.yaml"),
        ("membres.yaml", "membres.yml"),
        ("membres.yaml", "Membres.yaml"),
        ("membres.yaml", "membres.yaml.txt"),
        ("membres.yaml", "membres.docx"),
        ("membres.yaml", ".membres.yaml"),
        ("procedures.yaml", "procédures.yaml"),
        ("sessions.yaml", "session.yaml"),
    ],
)
def test_a_misnamed_file_gives_one_finding(tmp_path: Path, name: str, written: str) -> None:
    folder = department(tmp_path, {})
    (folder.path / name).rename(folder.path / written)
    assert shown(folder, name) == (missing(name, written),)


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("notes.docx", "Rangez-le hors du répertoire du département."),
        ("membres (1).yaml", _COPY),
        ("membres.yml", _COPY),
    ],
)
def test_a_stranger_in_the_folder(tmp_path: Path, written: str, advice: str) -> None:
    folder = department(tmp_path, {written: b"x"})
    told = (
        "1:1 fichier-inconnu",
        f"«\u00a0{written}\u00a0» n’est pas un fichier d’un département.",
        advice,
    )
    assert shown(folder, written) == (told,)


def test_a_folder_in_the_folder_is_a_stranger(tmp_path: Path) -> None:
    folder = department(tmp_path, {})
    (folder.path / "annexes").mkdir()
    assert [misplaced.file for misplaced in inventory(folder)] == [f"{DIR}/annexes"]


def test_a_folder_in_place_of_a_file_is_missing(tmp_path: Path) -> None:
    folder = department(tmp_path, {})
    (folder.path / "membres.yaml").unlink()
    (folder.path / "membres.yaml").mkdir()
    assert [misplaced.trap for misplaced in inventory(folder)] == ["fichier-manquant"]


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    assert list(inventory(department(tmp_path, {".DS_Store": b"", ".membres.yaml.swp": b""}))) == []


def test_a_name_of_another_encoding_can_be_printed(tmp_path: Path) -> None:
    folder = department(tmp_path, {"pi\udce9ces.pdf": b""})
    assert [misplaced.file for misplaced in inventory(folder)] == [f"{DIR}/pi?ces.pdf"]


def test_a_loose_file_is_told(tmp_path: Path) -> None:
    department(tmp_path, {})
    (tmp_path / "departments" / "48.yaml").write_text("x", encoding="utf-8")
    assert [(m.file, m.trap) for m in loose_files(tmp_path)] == [("departments/48.yaml", "fichier-inconnu")]


@pytest.mark.parametrize("path", [".", "departments", DIR, f"{DIR}/membres.yaml"])
def test_a_path_leads_to_its_department(tmp_path: Path, path: str) -> None:
    department(tmp_path, {})
    assert [folder.name for folder in find(tmp_path, (tmp_path / path,))] == [DIR]


def test_folders_are_sorted(tmp_path: Path) -> None:
    department(tmp_path, {}, "48-lozere")
    department(tmp_path, {}, "01-ain")
    assert [folder.name for folder in find(tmp_path, ())] == ["departments/01-ain", DIR]


@pytest.mark.parametrize("path", ["absent", "x" * 300, "vide", "notes.txt", "a\x00b"])
def test_a_path_without_a_department_is_a_fault_of_usage(tmp_path: Path, path: str) -> None:
    department(tmp_path, {})
    (tmp_path / "vide").mkdir()
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"^« .* » n’"):
        find(tmp_path, (tmp_path / path,))


def test_nothing_to_check_is_a_fault_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="n’existe pas"):
        find(tmp_path, ())
    (tmp_path / "departments").mkdir()
    with pytest.raises(UsageError, match="rien n’a été contrôlé"):
        find(tmp_path, ())


def test_a_folder_that_cannot_be_opened_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = department(tmp_path, {})
    _deny(monkeypatch, "iterdir", closed.path)
    assert [(m.file, m.trap) for m in inventory(closed)] == [(DIR, "fichier-inaccessible")]
    assert closed.files == {}


def test_a_file_that_nobody_may_look_at_is_not_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = department(tmp_path, {})
    _deny(monkeypatch, "is_file", folder.path / "membres.yaml")
    assert "membres" in folder.files
    assert list(inventory(folder)) == []


def test_the_other_departments_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("38-isere", "88-vosges"):
        shutil.copytree(HOUSE / "departments" / name, tmp_path / "departments" / name)
    _deny(monkeypatch, "iterdir", tmp_path / "departments" / "38-isere")
    report, _ = pipeline.run(tmp_path, (), TODAY)
    closed, other = report.departments
    assert [finding.rule for finding in closed.findings] == ["fichier-inaccessible"]
    assert (closed.code, closed.outcome) == ("38", Outcome.OPEN)
    assert other.outcome is Outcome.PASS


def elsewhere(root: Path) -> Path:
    """Make a department that somebody else keeps, out of the repository; gives its folder."""
    return department(root / "ailleurs", {"jeton_secret.txt": b"secret", "sessions.yaml": b"jeton_secret: 1\n"}).path


OUT = "un lien qui mène hors du répertoire des départements, il n’est donc pas lu."


@pytest.mark.parametrize(
    "typed", [[], ["departments"], ["."], [DIR], [f"{DIR}/sessions.yaml"], [f"./{DIR}/../48-lozere"]]
)
def test_a_folder_that_is_a_link_out_is_one_finding_and_nothing_of_it_is_told(
    tmp_path: Path, kit: Kit, typed: list[str]
) -> None:
    root = tmp_path / "depot"
    department(root, {}, "88-vosges")
    (root / DIR).symlink_to(elsewhere(tmp_path))
    done = kit("check", *typed, *DAY, "--select", "fichier-inaccessible", cwd=root)
    said = (done.stdout + done.stderr).replace("\u00a0", " ")
    assert done.returncode == 1
    assert f"{DIR}:1:1 à corriger (erreur) fichier-inaccessible" in said
    assert said.count(f"Ce répertoire est {OUT}") == 1
    assert "secret" not in said
    fixed = kit("fix", *typed, cwd=root)
    assert (fixed.returncode, f"Ce répertoire est {OUT}" in fixed.stdout.replace("\u00a0", " ")) == (2, True)
    assert "secret" not in fixed.stdout + fixed.stderr


COMMANDS = {
    "check": ["check", *DAY],
    "check departments": ["check", "departments", *DAY],
    "check .": ["check", ".", *DAY],
    "check 48": ["check", DIR, *DAY],
    "fix": ["fix"],
    "fix 48": ["fix", f"{DIR}/sessions.yaml"],
    "diff": ["diff", "avant", *DAY],
    "build": ["build", *DAY],
    "serve": ["serve", "--port", "0"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_departments_that_are_a_link_out_are_one_sentence(tmp_path: Path, kit: Kit, name: str) -> None:
    root = tmp_path / "depot"
    department(root / "avant", {})
    (root / "departments").symlink_to(elsewhere(tmp_path).parent)
    done = kit(*COMMANDS[name], cwd=root)
    said = done.stderr.replace("\u00a0", " ")
    assert (done.returncode, done.stdout) == (2, "")
    assert "departments » est un lien qui mène ailleurs, et n’est pas lu : remplacez-le" in said
    assert "secret" not in said
    assert not (root / "build").exists()


def test_a_base_whose_departments_are_a_link_out_is_not_read(tmp_path: Path, kit: Kit) -> None:
    department(tmp_path / "depot", {})
    (tmp_path / "depot" / "avant").mkdir()
    (tmp_path / "depot" / "avant" / "departments").symlink_to(elsewhere(tmp_path).parent)
    done = kit("diff", "avant", *DAY, cwd=tmp_path / "depot")
    assert (done.returncode, "est un lien qui mène ailleurs" in done.stderr.replace("\u00a0", " ")) == (2, True)
    assert "secret" not in done.stdout


def test_the_site_shows_nothing_of_a_folder_that_is_a_link_out(tmp_path: Path, kit: Kit) -> None:
    root = tmp_path / "depot"
    shutil.copytree(HOUSE / "departments" / "88-vosges", root / "departments" / "88-vosges")
    (root / DIR).symlink_to(elsewhere(tmp_path))
    assert kit("build", *DAY, cwd=root).returncode == 1
    for path in (root / "build").rglob("*"):
        assert not path.is_file() or b"jeton_secret" not in path.read_bytes(), path


@pytest.mark.parametrize("inside", ["departments", "48-lozere"])
def test_a_link_that_stays_inside_is_followed(tmp_path: Path, kit: Kit, inside: str) -> None:
    path = department(tmp_path, {}).path
    before = kit("check", *DAY, cwd=tmp_path)
    path.rename(path.with_name(".vrai")) if inside == "48-lozere" else path.parent.rename(tmp_path / "données")
    link, target = (path, ".vrai") if inside == "48-lozere" else (path.parent, "données")
    link.symlink_to(target)
    after = kit("check", *DAY, cwd=tmp_path)
    assert (after.returncode, after.stderr) == (before.returncode, before.stderr)
    assert after.stdout.count(" erreur ") == before.stdout.count(" erreur ")


def _deny(monkeypatch: pytest.MonkeyPatch, method: str, path: Path) -> None:
    true = getattr(Path, method)

    def denied(self: Path) -> object:
        if self == path:
            raise PermissionError(errno.EACCES, "refusé", str(self))
        return true(self)

    monkeypatch.setattr(Path, method, denied)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sessions-24.yaml", "sessions-2024.yaml"),
        ("sessions_2024.yaml", "sessions-2024.yaml"),
        ("Sessions-2024.yaml", "sessions-2024.yaml"),
        ("sessions-2024.yml", "sessions-2024.yaml"),
        ("sessions2024.yaml", "sessions-2024.yaml"),
        ("séances 2024.yaml", "sessions-2024.yaml"),
        ("se\u0301ances-2024.yaml", "sessions-2024.yaml"),
        ("sessions—2024.yaml", "sessions-2024.yaml"),
        ("sessions-20244.yaml", "sessions-2024.yaml"),
        ("sessions-2024 (1).yaml", "sessions-2024.yaml"),
        ("sessions-2024 - Copie.yaml", "sessions-2024.yaml"),
        ("Copie de sessions-2024.yaml", "sessions-2024.yaml"),
        ("sessions-2024.yaml.bak", "sessions-2024.yaml"),
        ("2024-seances.yaml.txt", "sessions-2024.yaml"),
    ],
)
def test_a_misnamed_file_of_a_year_is_a_stranger_with_its_right_name(tmp_path: Path, written: str, meant: str) -> None:
    folder = department(tmp_path, {written: b"[]\n"})
    told = (
        "1:1 fichier-inconnu",
        f"«\u00a0{written}\u00a0» n’est pas un fichier d’un département\u00a0: est-ce "
        f"«\u00a0{meant}\u00a0», mal nommé\u202f?",
        f"Renommez-le «\u00a0{meant}\u00a0» s’il tient les séances de cette année\u202f; sinon, rangez-le hors du "
        "répertoire.",
    )
    assert shown(folder, written) == (told,)
    (folder.path / written).rename(folder.path / meant)
    assert shown(folder, meant) == ()


@pytest.mark.parametrize(
    "name", ["sessions_2024.yaml", "sessions-2024 (1).yaml", "sessions-24.yaml", "sessions-2024.yaml~"]
)
def test_a_copy_of_the_file_of_a_year_is_a_copy(tmp_path: Path, name: str) -> None:
    folder = department(tmp_path, {"sessions-2024.yaml": b"[]\n", name: b"[]\n"})
    [(_, _, advice)] = shown(folder, name)
    assert advice.startswith("Si c’est une copie de «\u00a0sessions-2024.yaml\u00a0», effacez-la")


def test_a_file_of_two_years_is_to_be_parted(tmp_path: Path) -> None:
    folder = department(tmp_path, {"sessions-2024-2025.yaml": b"[]\n"})
    [(_, message, advice)] = shown(folder, "sessions-2024-2025.yaml")
    assert message.endswith("un fichier tient les séances d’une seule année.")
    assert advice.startswith(
        "Rangez dans «\u00a0sessions-2024.yaml\u00a0» et «\u00a0sessions-2025.yaml\u00a0» celles de ses"
    )


@pytest.mark.parametrize("name", ["sessions-99.yaml", "sessions-202.yaml", "sessions-2024.pdf", "sessions_1999.yaml"])
def test_a_name_that_bears_figures_is_never_that_of_sessions_yaml(tmp_path: Path, name: str) -> None:
    folder = department(tmp_path, {name: b"[]\n"})
    [(_, message, advice)] = shown(folder, name)
    assert message.endswith("n’est pas un fichier d’un département.")
    assert advice == "Rangez-le hors du répertoire du département."
    (folder.path / "sessions.yaml").unlink()
    assert missing("sessions.yaml") in shown(folder, "sessions.yaml")


@pytest.mark.parametrize("name", ["sessions (1).yaml", "sessions-2.yaml", "sessions.yml"])
def test_a_copy_of_sessions_yaml_is_one(tmp_path: Path, name: str) -> None:
    [(_, _, advice)] = shown(department(tmp_path, {name: b"[]\n"}), name)
    assert advice.startswith("Si c’est une copie de «\u00a0sessions.yaml\u00a0», effacez-la")


def test_the_file_of_a_year_is_not_the_one_that_is_missing(tmp_path: Path) -> None:
    folder = department(tmp_path, {"sessions-2024.yaml": b"[]\n", "sessions-25.yaml": b"[]\n"})
    (folder.path / "sessions.yaml").unlink()
    assert missing("sessions.yaml") in shown(folder, "sessions.yaml")


def test_a_folder_in_place_of_the_file_of_a_year_is_told(tmp_path: Path) -> None:
    folder = department(tmp_path, {})
    (folder.path / "sessions-2024.yaml").mkdir()
    assert [told.split()[1] for told, _, _ in shown(folder, "sessions-2024.yaml")] == ["fichier-inaccessible"]


@pytest.mark.parametrize(
    "name", ["sessions-20245.yaml", "sessions-٢٠٢٤.yaml", "membres-2024.yaml", "sessions-2024", ".yaml"]
)
def test_no_other_name_is_that_of_a_file(name: str) -> None:
    assert branch_of(name) is None
