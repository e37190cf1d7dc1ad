"""The two hooks, run by pre-commit itself: a faulty commit is refused, then accepted once mended."""

from pathlib import Path

import pytest

from kit.french import NBSP
from tests.conftest import HOUSE
from tests.integration.conftest import TAG, Depot, Done, run

pytestmark = pytest.mark.proof

CONFIG = """\
repos:
  - repo: {address}
    rev: {tag}
    hooks:
      - id: {hook}
        args: [--date, "2026-11-23"]
"""


class Data:
    """A repository of data under git, with one of the hooks in place."""

    def __init__(self, root: Path, machine: dict[str, str]) -> None:
        self.root, self.machine = root, machine

    def git(self, *words: str) -> Done:
        done = run("git", *words, cwd=self.root, env=self.machine)
        done.stdout = done.stdout.replace(NBSP, " ")
        return done

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def commit(self, message: str) -> Done:
        self.git("add", "--all")
        return self.git("commit", "--quiet", "-m", message)


@pytest.fixture
def hooked(depot: Depot, address: str, machine: dict[str, str], request: pytest.FixtureRequest) -> Data:
    data = Data(depot("88", "48"), machine)
    data.git("init", "--quiet")
    assert data.commit("Deux départements").returncode == 0
    data.write(".pre-commit-config.yaml", CONFIG.format(address=address, tag=TAG, hook=request.param))
    done = run("pre-commit", "install", cwd=data.root, env=machine)
    assert done.returncode == 0, done.stdout
    return data


MEMBERS = "departments/88-vosges/membres.yaml"


@pytest.mark.parametrize("hooked", ["kit-check"], indirect=True)
def test_a_faulty_file_is_refused_then_accepted(hooked: Data) -> None:
    first = hooked.commit("Le contrôle à chaque commit")
    assert first.returncode == 0, first.stdout
    assert "commission départementale (fichiers modifiés)" in first.stdout
    assert "Passed" in first.stdout
    right = hooked.read(MEMBERS)
    hooked.write(MEMBERS, right.replace("medecin:", "médecin:"))
    hooked.write("departments/88-vosges/sessions.yaml", hooked.read("departments/88-vosges/sessions.yaml") + "# relu\n")
    refused = hooked.commit("Une faute de frappe")
    line = right.split("\n").index("medecin:") + 1
    assert refused.returncode == 1, refused.stdout
    assert f"  {MEMBERS}:{line}:1 à corriger (erreur) cle-inconnue\n" in refused.stdout
    assert "« médecin »" in refused.stdout
    assert "vouliez-vous dire « medecin »" in refused.stdout
    # Deux fichiers changés d'un département : il est contrôlé une fois, et lui seul.
    assert refused.stdout.count("Vosges (88)") == 1
    assert "1 département, 4 fichiers lus" in refused.stdout
    assert "Lozère" not in refused.stdout
    hooked.write(MEMBERS, right)
    mended = hooked.commit("La faute corrigée")
    assert mended.returncode == 0, mended.stdout
    assert "Passed" in mended.stdout


@pytest.mark.parametrize("hooked", ["kit-check"], indirect=True)
def test_what_a_commit_takes_away_renames_or_leaves_astray_is_refused(hooked: Data) -> None:
    assert hooked.commit("Le contrôle à chaque commit").returncode == 0
    for words, rule in (
        (["rm", MEMBERS], "departments/88-vosges/membres.yaml:1:1 à corriger (erreur) fichier-manquant"),
        (["mv", MEMBERS, f"{MEMBERS}.txt"], "« membres.yaml.txt » en « membres.yaml »"),
        (
            ["mv", MEMBERS, "membres.yaml"],
            "departments/88-vosges/membres.yaml:1:1 à corriger (erreur) fichier-manquant",
        ),
        (["mv", MEMBERS, "departments/88.yaml"], "departments/88.yaml:1:1 à corriger (erreur) fichier-inconnu"),
        (["mv", "departments/88-vosges", "departments/vosges"], "à corriger (erreur) dossier-mal-nomme"),
    ):
        assert hooked.git(*words).returncode == 0
        # Un autre département change aussi : il ne cache pas ce que l’on efface.
        hooked.write(
            "departments/48-lozere/sessions.yaml", hooked.read("departments/48-lozere/sessions.yaml") + "# vu\n"
        )
        refused = hooked.commit("Un fichier qui s’en va")
        assert (refused.returncode, rule in refused.stdout) == (1, True), refused.stdout
        hooked.git("reset", "--quiet", "--hard")
    for stray in ("departments/88.yaml", "departments/88-vosges/arrete.docx", "departments/88-vosges/pieces/avis.pdf"):
        (hooked.root / stray).parent.mkdir(exist_ok=True)
        hooked.write(stray, "autre chose\n")
        refused = hooked.commit("Un fichier égaré")
        assert (refused.returncode, "fichier-inconnu" in refused.stdout) == (1, True), refused.stdout
        hooked.git("rm", "--quiet", "-f", stray)


@pytest.mark.parametrize("hooked", ["kit-check"], indirect=True)
def test_a_commit_of_one_name_or_of_two_references_is_seen_whole(hooked: Data) -> None:
    assert hooked.commit("Le contrôle à chaque commit").returncode == 0
    (hooked.root / MEMBERS).unlink()
    # « git commit -a » et « git commit <fichier> » préparent le commit dans un index à part.
    for words in (["-a"], ["--", MEMBERS]):
        refused = hooked.git("commit", "--quiet", "-m", "Un fichier effacé", *words)
        assert (refused.returncode, "fichier-manquant" in refused.stdout) == (1, True), refused.stdout
    assert hooked.git("commit", "--quiet", "--no-verify", "-a", "-m", "Sans contrôle").returncode == 0
    for asked in ("--from-ref HEAD~1 --to-ref HEAD", "--all-files"):
        done = run("pre-commit", "run", *asked.split(), cwd=hooked.root, env=hooked.machine)
        assert (done.returncode, "fichier-manquant" in done.stdout) == (1, True), done.stdout


@pytest.mark.parametrize("hooked", ["kit-check-depot"], indirect=True)
def test_the_whole_repository_is_looked_at_whatever_the_commit_touches(hooked: Data) -> None:
    assert hooked.commit("Le contrôle à chaque commit").returncode == 0
    (hooked.root / "departments" / "48-lozere" / "membres.yaml").unlink()
    refused = hooked.commit("Un fichier effacé")
    assert refused.returncode == 1
    assert "departments/48-lozere/membres.yaml:1:1 à corriger (erreur) fichier-manquant" in refused.stdout
    hooked.git("checkout", "HEAD", "--", "departments/48-lozere/membres.yaml")
    hooked.write("LISEZMOI.md", "Rien à contrôler ici.\n")
    accepted = hooked.commit("Un autre fichier")
    assert accepted.returncode == 0
    assert "tout le dépôt" in accepted.stdout
    assert "Passed" in accepted.stdout


def test_pre_commit_accepts_the_manifest(machine: dict[str, str]) -> None:
    done = run("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=HOUSE, env=machine)
    assert (done.returncode, done.stdout) == (0, "")
