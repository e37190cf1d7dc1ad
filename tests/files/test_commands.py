"""Each command that writes, before each thing that a commit can put in its way: one sentence, exit 2, nothing changed,
nothing written elsewhere."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HOUSE, Done, Kit, without_seat
from tests.files.hostile import FOR_A_FILE, FOR_A_FOLDER, away, refused, state
from tests.trust.command import DAY, apart, environment, run

pytestmark = pytest.mark.proof

OUTPUTS = {
    "check": ["check", *DAY, "--format", "json", "--output"],
    "diff": ["diff", "avant", *DAY, "--output"],
    "référence": ["check", *DAY, "--write-baseline", "--baseline"],
}
# Une commande, le fichier qu'elle écrit, ses dossiers.
FILES = {
    "référence": (["check", *DAY, "--write-baseline"], "kit-baseline.json"),
    "schémas": (["schemas"], "schemas/r121-12-7/2026-01-02.schema.json"),
    "éditeur": (["schemas", "--editeur"], "schemas/membres.schema.json"),
}
FOLDERS = {
    "schémas": (["schemas"], ("schemas", "schemas/r121-12-7")),
    "éditeur": (["schemas", "--editeur"], ("schemas",)),
    "nouveau": (["new", "48", *DAY], ("schemas",)),
    "site": (["build", *DAY], ("build", "build/site", "build/pages", "build/reports")),
}
IN_A_FOLDER = [(name, path) for name, (_, paths) in FOLDERS.items() for path in paths]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of one department without a doctor, what it was before; and a folder elsewhere."""
    root = tmp_path / "depot"
    away(tmp_path / "ailleurs")
    for name in (root, root / "avant"):
        shutil.copytree(HOUSE / "departments" / "88-vosges", name / "departments" / "88-vosges")
    members = root / "departments" / "88-vosges" / "membres.yaml"
    members.write_text(without_seat(members.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("kind", [name for name in FOR_A_FILE if "dossier" not in name])
@pytest.mark.parametrize("form", ["{}", "./{}", "{root}/{}"])
@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_that_is_a_link_is_refused(root: Path, name: str, form: str, kind: str) -> None:
    make, said = FOR_A_FILE[kind]
    make(root / "rep.json", root.with_name("ailleurs"))
    if name == "référence" and kind == "lien vers un appareil":
        said = "n’est pas une référence lisible"
    if name == "référence" and kind == "lien vers un fichier":
        (root.with_name("ailleurs") / "fichier").write_text('{"version": 1, "known": []}', encoding="utf-8")
        return  # Rien n'en disparaît : rien n'est écrit.
    refused(root, [*OUTPUTS[name], form.format("rep.json", root=root)], said)


@pytest.mark.parametrize("kind", FOR_A_FOLDER)
@pytest.mark.parametrize("place", ["a", "a/b"])
@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_below_a_link_is_refused_at_any_level(root: Path, name: str, place: str, kind: str) -> None:
    make, said = FOR_A_FOLDER[kind]
    (root / place).parent.mkdir(exist_ok=True)
    make(root / place, root.with_name("ailleurs"))
    told = f"« {place} » {said}"
    if name == "référence" and kind in ("fichier", "tuyau"):  # Une référence se lit d'abord.
        told = "un des répertoires du chemin est un fichier"
    refused(root, [*OUTPUTS[name], f"{place}/neuf/rep.json"], told)


def test_an_output_that_is_refused_leaves_the_baseline_unwritten(root: Path) -> None:
    (root / "rep.json").symlink_to(root.with_name("ailleurs") / "fichier")
    refused(root, ["check", *DAY, "--write-baseline", "--output", "rep.json"], "« rep.json » est un lien")


def test_an_output_that_is_a_hard_link_takes_its_name_and_leaves_the_other(root: Path) -> None:
    other = root.with_name("ailleurs") / "fichier"
    for name in ("rep.json", "kit-baseline.json"):
        os.link(other, root / name)
    assert run(*OUTPUTS["check"], "rep.json")[0] == 1
    assert (root / "rep.json").read_text(encoding="utf-8").startswith("{")
    assert other.read_text(encoding="utf-8") == "à quelqu’un d’autre"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", FOR_A_FILE)
def test_a_file_of_the_repository_is_not_written_through_a_link(root: Path, name: str, kind: str) -> None:
    words, path = FILES[name]
    make, said = FOR_A_FILE[kind]
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    make(root / path, root.with_name("ailleurs"))
    if name == "référence" and kind != "lien vers rien":
        said = "n’est pas une référence lisible"
    refused(root, words, said)


@pytest.mark.parametrize("kind", FOR_A_FOLDER)
@pytest.mark.parametrize(("name", "path"), IN_A_FOLDER, ids=lambda each: str(each))
def test_a_folder_of_the_repository_is_not_written_through_a_link(root: Path, name: str, path: str, kind: str) -> None:
    words, _ = FOLDERS[name]
    make, said = FOR_A_FOLDER[kind]
    (root / path).parent.mkdir(exist_ok=True)
    make(root / path, root.with_name("ailleurs"))
    refused(root, words, f"« {path} » {said}")


def test_a_build_that_is_a_link_to_the_departments_is_refused(root: Path) -> None:
    (root / "build").symlink_to("departments")
    refused(root, ["build", *DAY], "« build » est un lien")


def test_the_department_of_a_command_that_makes_one_is_no_link(root: Path) -> None:
    shutil.rmtree(root / "departments")
    (root / "departments").symlink_to(root.with_name("ailleurs"))
    refused(root, ["new", "48", *DAY], "« departments » est un lien")


def test_a_correction_leaves_the_other_name_of_a_file(root: Path) -> None:
    path, other = root / "departments" / "88-vosges" / "sessions.yaml", root.with_name("ailleurs") / "autre nom"
    path.write_text(path.read_text(encoding="utf-8").replace("etat: tenue", "etat: Tenue"), encoding="utf-8")
    os.link(path, other)
    before = other.read_bytes()
    assert run("fix")[0] == 0
    assert (other.read_bytes() == before, path.read_bytes() == before) == (True, False)


def test_what_the_user_asked_for_herself_still_works(root: Path, kit: Kit) -> None:
    there, linked = root.with_name("rapports"), root.with_name("lien")
    linked.symlink_to("depot")
    there.mkdir()
    root.with_name("rapports-lien").symlink_to("rapports")
    for path in (there / "a.json", root.with_name("rapports-lien") / "b.json", there / "neuf" / "c.json"):
        assert kit(*OUTPUTS["check"], str(path), cwd=root).returncode == 1
        assert path.read_text(encoding="utf-8").startswith("{")
    for words in (["schemas"], ["new", "48", *DAY], ["check", *DAY, "--write-baseline"], ["fix"]):
        assert kit(*words, "--root", str(linked), cwd=there).returncode == 0, words
    assert (root / "kit-baseline.json").is_file()
    assert (root / "departments" / "48-lozere" / "membres.yaml").is_file()


def test_a_channel_of_the_shell_is_an_output(root: Path) -> None:
    line = f"{shlex.quote(sys.executable)} -m kit {' '.join(OUTPUTS['check'])} /dev/stdout"
    for end in ("", " | cat", " > suite; cat suite"):
        done = subprocess.run(["/bin/bash", "-c", line + end], cwd=root, env=environment(), capture_output=True,
                              text=True, check=False)  # fmt: skip
        assert (done.stdout[0], done.stderr) == ("{", "")
    (root / "suite").unlink()
    line = f"{shlex.quote(sys.executable)} -m kit {' '.join(OUTPUTS['check'])} >(cat > suite; echo fini >&2)"
    done = subprocess.run(["/bin/bash", "-c", line], cwd=root, env=environment(), capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 1
    assert (root / "suite").read_text(encoding="utf-8").startswith("{")


def test_a_build_that_becomes_a_link_while_it_works_is_refused(root: Path) -> None:
    (root / "build" / "site").mkdir(parents=True)
    (root / "build" / "site" / "index.html").write_text("ancien", encoding="utf-8")
    elsewhere = root.with_name("ailleurs")
    before = state(elsewhere)
    # Le lien vient quand un fichier d'un département s'ouvre : les dossiers à écrire ont déjà été regardés.
    script = (
        "import os, sys\n"
        "def hook(event, arguments):\n"
        "    if event == 'open' and str(arguments[0]).endswith('sessions.yaml') and not os.path.islink('build'):\n"
        "        os.rename('build', 'mis de côté')\n"
        f"        os.symlink({str(elsewhere)!r}, 'build')\n"
        "sys.addaudithook(hook)\n"
        "from kit.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, "build", *DAY], cwd=root, env=environment(), check=False,
                          capture_output=True, text=True)  # fmt: skip
    last = done.stderr.replace("\u00a0", " ").splitlines()[-1]
    assert (done.returncode, last.startswith("kit : « build » est un lien")) == (2, True)
    assert state(elsewhere) == before
    assert state(root / "mis de côté") == {"site": 0o40000, "site/index.html": b"ancien"}


@pytest.fixture
def locked(root: Path) -> Iterator[Path]:
    """The repository where somebody else may read everything, and write nothing."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        there = Path(shutil.copytree(root, Path(folder) / "depot"))
        for path in (there, *there.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield there
        for path in (there, *there.rglob("*")):
            path.chmod(0o755)


@pytest.mark.parametrize(
    "words", [[*OUTPUTS["check"], "rep.json"], ["check", *DAY, "--write-baseline"], ["schemas"], ["new", "48", *DAY],
              ["build", *DAY]], ids=" ".join,
)  # fmt: skip
def test_a_root_where_nothing_can_be_written_is_said(locked: Path, words: list[str]) -> None:
    before = state(locked)
    # L'administration passe outre les protections, sauf celle-ci.
    bare = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []
    command = [*bare, sys.executable, "-m", "kit", *words]
    done = subprocess.run(command, cwd=locked, env=environment(), check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(
        r"kit : Impossible d’écrire « .* » : l’accès est refusé\.\n", done.stderr.replace("\u00a0", " ")
    )
    assert state(locked) == before


def test_a_full_disk_during_the_engine_is_one_sentence(root: Path) -> None:
    # Les fichiers du kit passent ; le plus long de ceux du moteur, non.
    done = apart("build", *DAY, cwd=root, file_size=400_000)
    *steps, last = done.stderr.replace("\u00a0", " ").splitlines()
    assert (done.returncode, steps) == (2, ["Contrôle…", "Pages…", "Site…"])
    assert re.fullmatch(r"kit : Impossible d’écrire « .* » : le fichier est trop grand pour ce disque\.", last)
    assert not (root / "build").exists()


def stopped(root: Path, ending: signal.Signals, before: signal.Handlers = signal.SIG_DFL) -> Done:
    """Stop a correction once its new file is written, before it takes its name; `before` is what was heard of it."""
    script = (
        "import os, sys\n"
        "def hook(event, arguments):\n"
        f"    if event == 'os.rename':\n        os.kill(os.getpid(), {int(ending)})\n"
        "sys.addaudithook(hook)\n"
        "from kit.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, "fix"], cwd=root, env=environment(), check=False,
                          capture_output=True, text=True,
                          preexec_fn=lambda: [signal.signal(each, before) for each in (1, 15)])  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def fixable(root: Path) -> Path:
    path = root / "departments" / "88-vosges" / "sessions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("etat: tenue", "etat: Tenue"), encoding="utf-8")
    return root


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM])
def test_a_correction_that_is_stopped_puts_away_what_it_wrote(fixable: Path, ending: signal.Signals) -> None:
    before = state(fixable)
    done = stopped(fixable, ending)
    assert (done.returncode, done.stderr.replace("\u00a0", " ").strip()) == (2, "kit : Interrompu.")
    assert state(fixable) == before


def test_a_correction_that_was_told_not_to_hear_goes_on(fixable: Path) -> None:
    assert stopped(fixable, signal.SIGHUP, signal.SIG_IGN).returncode == 0
    assert "etat: Tenue" not in (fixable / "departments/88-vosges/sessions.yaml").read_text(encoding="utf-8")


def test_what_a_killed_correction_left_is_told_by_the_next_check(fixable: Path, kit: Kit) -> None:
    assert stopped(fixable, signal.SIGKILL).returncode == -signal.SIGKILL
    [left] = [path.name for path in (fixable / "departments" / "88-vosges").iterdir() if path.suffix != ".yaml"]
    done = kit("check", *DAY, cwd=fixable)
    said = done.stdout.replace("\u00a0", " ")
    assert f"departments/88-vosges/{left}:1:1" in said
    assert "→ C’est le reste d’une écriture du kit, arrêtée avant sa fin : effacez-le." in said
    (fixable / "departments" / "88-vosges" / left).unlink()
    assert "reste d’une écriture" not in kit("check", *DAY, cwd=fixable).stdout
