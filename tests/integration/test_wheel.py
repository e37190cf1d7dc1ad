"""The wheel carries all that the kit reads of itself: away from the repository, same verdicts, same bytes."""

import sys
import zipfile
from pathlib import Path

import pytest

from kit.french import NBSP, NNBSP
from tests.conftest import Kit
from tests.integration.conftest import DAY, Depot, Done, run

pytestmark = pytest.mark.proof

SITE = ("index.html", "departements/88-vosges.html", "assets/kit.css")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory, clone: Path, machine: dict[str, str]) -> Path:
    """The wheel of the copy, unpacked."""
    folder = tmp_path_factory.mktemp("roue")
    pip = (sys.executable, "-P", "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    done = run(*pip, "--wheel-dir", str(folder), str(clone), cwd=folder, env=machine)
    assert done.returncode == 0, done.stdout
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def away(home: Path, machine: dict[str, str], cwd: Path, *words: str) -> Done:
    """Run the kit that lies in a folder, and no other."""
    path = {"PYTHONPATH": f"{home}:{machine['PYTHONPATH']}"}
    return run(sys.executable, "-P", "-m", "kit", *words, cwd=cwd, env=machine | path)


def test_the_wheel_holds_the_kit_and_no_department(installed: Path) -> None:
    names = {path.relative_to(installed).parts[0] for path in installed.rglob("*") if path.is_file()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"kit"}
    for carried in (
        "maison/schemas/report.schema.json",
        "maison/site/assets/kit.css",
        "maison/mkdocs.yml",
        "maison/templates/depot/commun/.gitignore",
        "maison/templates/depot/commun/.vscode/settings.json",
        "maison/templates/depot/github/.github/workflows/veille.yml",
        "maison/templates/depot/gitlab/.gitlab-ci.yml",
        "law/maison.yaml",
        "rules/lecture/yaml-fusion.md",
        "rules/mandats/mandat-trop-long.md",
    ):
        assert (installed / "kit" / carried).is_file()
    assert not list(installed.rglob("departments"))
    [metadata] = installed.glob("*.dist-info/METADATA")
    assert "License-File: LICENCE-DONNEES.md" in metadata.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--date", DAY),
        ("check", "--date", DAY, "--format", "json"),
        ("check", "--date", "2024-06-01", "departments/88-vosges"),
        ("rules", "--format", "json"),
        ("explain", "siege-sans-titulaire"),
    ],
    ids=" ".join,
)
def test_the_wheel_says_what_the_repository_says(
    installed: Path, machine: dict[str, str], depot: Depot, kit: Kit, words: tuple[str, ...]
) -> None:
    root = depot("88", "48", without="medecin")
    ours, theirs = kit(*words, cwd=root), away(installed, machine, root, *words)
    assert ours.stderr == ""
    assert (theirs.returncode, theirs.stdout) == (ours.returncode, ours.stdout)
    assert "Traceback" not in theirs.stdout
    # Un siège que toutes les rédactions ont de même est vide : « non conforme » ce jour-là aussi.
    assert theirs.returncode == (words[0] == "check")


def test_the_wheel_writes_a_repository(installed: Path, machine: dict[str, str], tmp_path: Path, kit: Kit) -> None:
    words = ("new", "--depot", "--departement", "88", "--date", DAY)
    assert away(installed, machine, tmp_path, *words, "de-la-roue").returncode == 0
    assert kit(*words, "d-ici", cwd=tmp_path).returncode == 0
    theirs, ours = (
        {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.is_file()}
        for top in (tmp_path / "de-la-roue", tmp_path / "d-ici")
    )
    assert theirs == ours


def test_the_wheel_runs_itself_alone(installed: Path, machine: dict[str, str], tmp_path: Path) -> None:
    path = {"PYTHONPATH": f"{installed}:{machine['PYTHONPATH']}"}
    script = "import kit, kit.files.resources as r; print(kit.__file__, r.SCHEMAS, r.SITE, sep='\\n')"
    shown = run(sys.executable, "-P", "-c", script, cwd=tmp_path, env=machine | path).stdout.splitlines()
    assert shown == [str(installed / "kit" / name) for name in ("__init__.py", "maison/schemas", "maison/site")]


def test_a_folder_without_departments_is_one_sentence(installed: Path, machine: dict[str, str], tmp_path: Path) -> None:
    done = away(installed, machine, tmp_path, "check")
    said = done.stdout.replace(NBSP, " ").replace(NNBSP, " ")
    assert done.returncode == 2
    assert (
        said == f"kit : Le répertoire « departments » n’existe pas dans « {tmp_path} » : indiquez le bon avec --root.\n"
    )


def test_the_wheel_builds_a_site_elsewhere(
    installed: Path, machine: dict[str, str], depot: Depot, kit: Kit, tmp_path: Path
) -> None:
    root = depot("88", without="medecin")
    done = away(installed, machine, tmp_path, "build", "--root", str(root), "--date", DAY)
    assert done.returncode == 1, done.stdout
    assert "1 département\u00a0: 1 non conforme" in done.stdout
    assert [page for page in SITE if not (root / "build" / "site" / page).is_file()] == []
    ours = kit("check", "--date", DAY, "--format", "json", cwd=root)
    assert (root / "build" / "reports" / "report.json").read_text(encoding="utf-8") == ours.stdout
    assert [path.name for path in tmp_path.iterdir()] == [root.name]
