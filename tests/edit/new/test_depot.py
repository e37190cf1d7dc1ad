"""A whole repository: what is written, from which kit, and what is never written over."""

import re
import subprocess
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from kit.edit.new import create, depot
from kit.edit.new.depot import ADDRESS, COMMIT, PROJECT, Forge, Origin
from kit.edit.new.repository import blank
from kit.errors import UsageError
from kit.files import origin, resources
from kit.french import NBSP, NNBSP
from kit.model import repository
from tests.conftest import Done, Kit

KIT = "https://forge.exemple.invalid/groupe/kit-commissions.git"
TRUE = "a" * 39 + "1"
NAMED = ("--kit", KIT, "--commit", TRUE)
COMMON = {
    ".editorconfig", ".gitattributes", ".gitignore", ".pre-commit-config.yaml", ".vscode/extensions.json",
    ".vscode/settings.json", "README.md", "kit.yaml", *(f"schemas/{name}" for name in create.SCHEMAS),
}  # fmt: skip
OF = {
    "github": {f".github/workflows/{name}.yml" for name in ("apercu", "controle", "publier", "veille")},
    "gitlab": {".gitlab-ci.yml"},
    "aucune": set[str](),
}
FICHE = {f"departments/48-lozere/{name}.yaml" for name in ("commission", "membres", "procedures", "sessions")}


def said(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


def held(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("forge", OF)
def test_a_repository_holds_what_its_forge_runs_and_the_true_kit(tmp_path: Path, kit: Kit, forge: str) -> None:
    done = kit("new", "--depot", "--forge", forge, "--departement", "48", *NAMED, "ici", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    written = held(tmp_path / "ici")
    assert set(written) == COMMON | OF[forge] | FICHE
    whole = "".join(text.decode() for name, text in written.items() if not name.startswith("schemas/"))
    for example in (ADDRESS, PROJECT, COMMIT):
        assert example not in whole
    assert f"repo: {KIT}\n    rev: {TRUE}\n" in written[".pre-commit-config.yaml"].decode()
    assert f"git+{KIT}@{TRUE}" in written["README.md"].decode()
    run = "".join(written[name].decode() for name in OF[forge])
    named = set(re.findall(r"(?:uses: |/)groupe/kit-commissions[^@]*@(\w+)", run))
    assert named == ({TRUE} if run else set())
    assert repository.load(tmp_path / "ici").departements == frozenset({"48"})
    assert kit("check", "--date", "2026-11-23", cwd=tmp_path / "ici").returncode == 0


def test_a_folder_further_down_is_made_with_those_that_lead_to_it(tmp_path: Path, kit: Kit) -> None:
    assert kit("new", "--depot", "--forge", "aucune", "absent/../un/deux", cwd=tmp_path).returncode == 0
    assert set(held(tmp_path)) == {f"un/deux/{name}" for name in COMMON}
    assert [path.name for path in tmp_path.iterdir()] == ["un"]


def test_the_same_words_give_the_same_bytes(tmp_path: Path, kit: Kit) -> None:
    for name in ("un", "deux"):
        words = ("new", "--depot", "--departement", "48", "--date", "2026-11-23", *NAMED, name)
        assert kit(*words, cwd=tmp_path).returncode == 0
    assert held(tmp_path / "un") == held(tmp_path / "deux")


def test_what_comes_next_is_counted_and_said(tmp_path: Path, kit: Kit) -> None:
    done = kit("new", "--depot", "--departement", "lozere", *NAMED, "ici", cwd=tmp_path)
    assert said(done.stdout).splitlines() == [
        "18 fichiers écrits dans « ici » : un dépôt entier, avec ce que lance GitHub.",
        "Quatre fichiers écrits dans « ici/departments/48-lozere ».",
        "Ensuite, 2 étapes :",
        "  1. créez un dépôt vide sur la forge, et envoyez tout à son adresse : cd ici && git init -b main && git add "
        "--all && git commit -m 'Le dépôt' && git remote add origin ADRESSE && git push -u origin main",
        "  2. réglez GitHub une fois : « À régler une fois », dans README.md ; puis « Actions », « Publier », "
        "« Run workflow ».",
    ]


KEPT = "git add --all && git commit -m 'Le dépôt'"
EMPTY = "créez un dépôt vide sur la forge, et envoyez tout à son adresse : "
TO_ORIGIN = "git remote add origin ADRESSE && git push -u origin"


@pytest.mark.parametrize(
    ("forge", "branch", "remotes", "sentence"),
    [
        ("github", None, [], f"{EMPTY}git init -b main && {KEPT} && {TO_ORIGIN} main"),
        ("gitlab", None, [], f"{EMPTY}git init -b main && {KEPT} && {TO_ORIGIN} main"),
        ("aucune", None, [], f"gardez tout dans git : git init -b main && {KEPT}"),
        ("github", "main", ["origin"], f"envoyez tout : {KEPT} && git push -u origin main"),
        ("github", "main", ["copie", "amont"], f"envoyez tout : {KEPT} && git push -u amont main"),
        ("github", "main", [], f"{EMPTY}{KEPT} && {TO_ORIGIN} main"),
        ("github", "master", [], f"{EMPTY}{KEPT} && git branch -m main && {TO_ORIGIN} main"),
        ("github", "master", ["origin"], f"envoyez tout : {KEPT} && git branch -m main && git push -u origin main"),
        ("gitlab", "master", ["origin"], f"envoyez tout : {KEPT} && git push -u origin master"),
        ("gitlab", "a;b", [], f"{EMPTY}{KEPT} && {TO_ORIGIN} 'a;b'"),
        ("aucune", "master", [], f"gardez tout dans git : {KEPT}"),
        ("aucune", "master", ["origin"], f"envoyez tout : {KEPT} && git push -u origin master"),
    ],
)
def test_what_git_already_holds_is_not_made_again(
    tmp_path: Path, kit: Kit, forge: str, branch: str | None, remotes: list[str], sentence: str
) -> None:
    if branch:
        subprocess.run(["git", "init", "--quiet", "-b", branch, str(tmp_path)], check=True)
    for remote in remotes:
        subprocess.run(["git", "-C", str(tmp_path), "remote", "add", remote, KIT], check=True)
    done = kit("new", "--depot", "--forge", forge, *NAMED, ".", cwd=tmp_path)
    steps = said(done.stdout).splitlines()[2:4]
    assert steps == ["  1. ajoutez un département : kit new 48", f"  2. {sentence}"]


def test_a_folder_of_git_that_is_none_and_a_machine_without_git_start_again(
    tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / "ici" / ".git").mkdir(parents=True)
    done = kit("new", "--depot", "--forge", "aucune", *NAMED, "ici", cwd=tmp_path)
    assert f"gardez tout dans git : git init -b main && {KEPT}" in said(done.stdout)
    monkeypatch.setenv("PATH", "")
    done = kit("new", "--depot", "--forge", "aucune", *NAMED, "la", cwd=tmp_path)
    assert f"gardez tout dans git : git init -b main && {KEPT}" in said(done.stdout)


def test_a_branch_of_another_name_is_sent_as_the_steps_say(tmp_path: Path, kit: Kit) -> None:
    """The line that is said is typed: what GitHub listens to is there."""
    forge, here = tmp_path / "forge.git", tmp_path / "ici"
    for words in (["init", "--quiet", "--bare", str(forge)], ["init", "--quiet", "-b", "master", str(here)]):
        subprocess.run(["git", *words], check=True)
    for name in ("user.name", "user.email"):
        subprocess.run(["git", "-C", str(here), "config", name, "essai"], check=True)
    done = kit("new", "--depot", "--departement", "48", *NAMED, "ici", cwd=tmp_path)
    [typed] = re.findall("à son adresse : (.*)", said(done.stdout))
    subprocess.run(["bash", "-euc", typed.replace("ADRESSE", str(forge))], cwd=tmp_path, check=True)
    held = ["git", "-C", str(forge), "for-each-ref", "--format=%(refname)"]
    assert subprocess.run(held, check=True, capture_output=True, text=True).stdout == "refs/heads/main\n"


EXAMPLE = (
    "  1. remplacez partout l’adresse et le commit d’exemple du kit (0123456789…) par les vrais, ou effacez ce qui "
    "vient d’être écrit, puis relancez avec « --kit » et « --commit »."
)


def test_a_kit_that_does_not_know_where_it_comes_from_says_it(
    tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Installé d’une adresse que GitHub ne saurait pas lire, le kit n’en sait pas plus.
    for known in (None, (ADDRESS, TRUE)):
        monkeypatch.setattr(origin, "installed", lambda known=known: known)
        name = "inconnue" if known is None else "sans-proprietaire"
        done = kit("new", "--depot", name, cwd=tmp_path)
        assert EXAMPLE in said(done.stdout).splitlines()
        assert COMMIT in (tmp_path / name / ".github" / "workflows" / "veille.yml").read_text(encoding="utf-8")
    # Sans forge, l’adresse d’exemple est encore dans README.md et dans ce que lit « pre-commit ».
    monkeypatch.setattr(origin, "installed", lambda: None)
    done = kit("new", "--depot", "--forge", "aucune", "aucune", cwd=tmp_path)
    assert EXAMPLE in said(done.stdout).splitlines()
    assert COMMIT in (tmp_path / "aucune" / ".pre-commit-config.yaml").read_text(encoding="utf-8")


def test_an_installed_kit_names_itself(tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "installed", lambda: (KIT, TRUE))
    done = kit("new", "--depot", "--forge", "gitlab", "ici", cwd=tmp_path)
    assert "commit d’exemple" not in done.stdout
    included = yaml.safe_load((tmp_path / "ici" / ".gitlab-ci.yml").read_text(encoding="utf-8"))["include"]
    assert [each["component"] for each in included] == [
        f"$CI_SERVER_FQDN/groupe/kit-commissions/{name}@{TRUE}" for name in ("kit", "depot")
    ]
    assert {tuple(each["inputs"].values()) for each in included} == {(KIT, TRUE)}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('{"url": "https://a/b/c", "vcs_info": {"vcs": "git", "commit_id": "f00"}}', ("https://a/b/c", "f00")),
        ('{"url": "file:///ici", "dir_info": {"editable": true}}', None),
        (None, None),
    ],
)
def test_where_pip_installed_from_is_read(
    monkeypatch: pytest.MonkeyPatch, written: str | None, found: tuple[str, str] | None
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return written

    monkeypatch.setattr(metadata, "distribution", lambda _: Installed())
    assert origin.installed() == found


def test_a_kit_that_is_not_installed_comes_from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", absent)
    assert origin.installed() is None


@pytest.mark.parametrize("name", ["un-fichier", ".cache"])
def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path, kit: Kit, name: str) -> None:
    (tmp_path / name).write_text("là\n", encoding="utf-8")
    done = kit("new", "--depot", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "« . » n’est pas vide : rien n’a été écrit." in said(done.stderr)
    assert held(tmp_path) == {name: "là\n".encode()}


def test_a_link_and_a_file_are_refused(tmp_path: Path, kit: Kit) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "lien").symlink_to("ailleurs")
    (tmp_path / "fichier").touch()
    for name in ("lien", "fichier"):
        done = kit("new", "--depot", name, cwd=tmp_path)
        assert done.returncode == 2
        assert f"« {name} » n’est pas un répertoire" in said(done.stderr)
    assert list((tmp_path / "ailleurs").iterdir()) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--depot", "ici", "--departement", "00"], "« 00 » n’est pas un des 101 départements"),
        (["--depot", "ici", "--root", "."], "« --root » est de trop"),
        (["--depot", "ici", "--president", "Préfet"], "demande « --departement »"),
        (["--depot", "ici", "--kit", KIT], "« --kit » et « --commit » vont ensemble"),
        (["--depot", "ici", "--kit", KIT, "--commit", "v1"], "« v1 » n’est pas un commit"),
        (["--depot", "ici", "--kit", "git@forge:groupe/kit", "--commit", TRUE], "n’est pas l’adresse git d’un projet"),
        (["--depot", "ici", "--kit", "https://a/b/c#d", "--commit", TRUE], "n’est pas l’adresse git d’un projet"),
        (
            ["--depot", "ici", "--kit", "https://a.b/c/d/e", "--commit", TRUE],
            "l’adresse d’un projet de GitHub",
        ),
        (["48", "--forge", "gitlab"], "« --forge » ne va pas sans « --depot »"),
        (["48", "--departement", "48"], "« --departement » ne va pas sans « --depot »"),
    ],
)
def test_a_wrong_word_writes_nothing(tmp_path: Path, kit: Kit, words: list[str], sentence: str) -> None:
    done = kit("new", *words, cwd=tmp_path)
    assert (done.returncode, sentence in said(done.stderr)) == (2, True), done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "project"),
    [
        ("https://github.com/groupe/kit", "groupe/kit"),
        ("https://forge.exemple.invalid:8443/a/b/c.git/", "a/b/c"),
        ("https://forge.exemple.invalid/a/kit.git", "a/kit"),
    ],
)
def test_the_project_is_read_in_the_address(address: str, project: str) -> None:
    assert depot.origin(Forge.GITLAB, address, TRUE) == Origin(address, TRUE, project)


def test_the_address_alone_is_no_project() -> None:
    with pytest.raises(UsageError):
        depot.origin(Forge.GITLAB, "https://forge.exemple.invalid/kit.git", TRUE)


def test_the_first_department_names_itself_where_nobody_wrote_yet(tmp_path: Path, kit: Kit) -> None:
    def told(*words: str) -> Done:
        return kit("new", *words, cwd=tmp_path / "ici")

    assert kit("new", "--depot", "ici", cwd=tmp_path).returncode == 0
    file = tmp_path / "ici" / "kit.yaml"
    assert file.read_text(encoding="utf-8") == blank()
    assert repository.load(tmp_path / "ici").findings == ()
    assert "« kit.yaml » dit quels départements" in said(told("48").stdout)
    assert repository.load(tmp_path / "ici").departements == frozenset({"48"})
    # Ce que quelqu’un y a mis reste.
    file.write_text(f"{blank()}# relu\n", encoding="utf-8")
    assert "« kit.yaml » reste à compléter" in said(told("13").stdout)
    assert file.read_text(encoding="utf-8") == f"{blank()}# relu\n"


def test_every_template_has_the_same_pins() -> None:
    """An action has one commit wherever it is named, and the kit is only named by its examples."""
    pinned: dict[str, set[str]] = {}
    top = resources.DEPOT.parent
    texts = [*top.rglob("*.yml"), top.parent / "README.md", *(top.parent / "site" / "pages" / "guide").glob("*.md")]
    for path in texts:
        for used, mark in re.findall(r"uses: (\S+)@(\S+)", path.read_text(encoding="utf-8")):
            pinned.setdefault(used, set()).add(mark)
    assert {name for name in pinned if name.startswith("example/")} == {PROJECT, f"{PROJECT}/templates/installer"}
    kit = {name: marks for name, marks in pinned.items() if "kit-commissions" in name}
    assert set().union(*kit.values()) <= {COMMIT, "COMMIT"}
    for name, marks in pinned.items():
        assert len(marks) == 1, name
        assert name in kit or all(re.fullmatch("[0-9a-f]{40}", mark) for mark in marks), name
