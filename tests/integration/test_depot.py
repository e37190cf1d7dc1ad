"""From an empty folder to a published site and a watch: the repository that `kit new --depot` writes, pushed as it
says, and every job of its workflows run on it."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import HOUSE
from tests.forge.double import GitHubDouble, GitLabDouble, served
from tests.integration.conftest import run
from tests.integration.published import judged
from tests.integration.workflows import GitHub, GitLab, plain

pytestmark = pytest.mark.proof

KIT, PROJECT = "https://forge.exemple.invalid/equipe/kit.git", "equipe/kit"
FIRST, SECOND = "2026-11-16", "2026-11-23"
TEMPLATES = HOUSE / "templates"
WORKFLOWS = sorted((TEMPLATES / "depot" / "github" / ".github" / "workflows").glob("*.yml"))


# Ce qu’un travail a installé, et que trouvent ceux qui suivent.
Installed = dict[str, tuple[dict[str, str], list[str]]]


@dataclass
class Made:
    """A repository made by the kit, and pushed to a folder that stands for the forge."""

    pushed: Path
    work: Path
    machine: dict[str, str]

    def git(self, *words: str, cwd: Path | None = None) -> str:
        done = run("git", *words, cwd=cwd or self.work, env=self.machine)
        assert done.returncode == 0, done.stdout
        return done.stdout.strip()

    def commit(self, message: str, *words: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", message)
        self.git("push", "--quiet", *words)
        return self.git("rev-parse", "HEAD")

    def clone(self, to: Path, branch: str = "main") -> Path:
        self.git("clone", "--quiet", "--branch", branch, str(self.pushed), str(to), cwd=self.pushed)
        return to


@pytest.fixture(scope="session")
def known(machine: dict[str, str], clone: Path) -> dict[str, str]:
    """A machine where the address of the kit leads to the copy, and that speaks to itself without a proxy."""
    done = run("git", "config", "--global", "--add", f"url.{clone}.insteadOf", KIT, cwd=clone, env=machine)
    assert done.returncode == 0
    return machine | {"no_proxy": "127.0.0.1"}


def made(tmp: Path, forge: str, known: dict[str, str], commit: str) -> Made:
    """Make a repository from nothing: one command of the kit, then the one that it says, which ends by one push."""
    env = known | {"PYTHONPATH": f"{HOUSE}:{known['PYTHONPATH']}"}
    words = (
        "new",
        "--depot",
        "--forge",
        forge,
        "--departement",
        "48",
        "--kit",
        KIT,
        "--commit",
        commit,
        "--date",
        FIRST,
    )
    given = ("--association", "Association Exemple", "--debut-agrement", "2024-02-11", "--fin-agrement", "2027-02-10")
    done = run(sys.executable, "-P", "-m", "kit", *words, *given, "donnees", cwd=tmp, env=env)
    assert done.returncode == 0, done.stdout
    pushed = tmp / "forge.git"
    assert run("git", "init", "--quiet", "--bare", str(pushed), cwd=tmp, env=known).returncode == 0
    [typed] = re.findall(r"à son adresse : (.*)", plain(done.stdout))
    sent = run("bash", "-euc", typed.replace("ADRESSE", str(pushed)), cwd=tmp, env=known)
    assert sent.returncode == 0, sent.stdout
    assert plain(done.stdout).count("git push") == 1
    return Made(pushed, tmp / "donnees", known)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each edition of the site is kept once it is made."""
    return tmp_path_factory.mktemp("sites")


@pytest.fixture(scope="session")
def github(tmp_path_factory: pytest.TempPathFactory, known: dict[str, str], commit: str) -> Made:
    return made(tmp_path_factory.mktemp("github"), "github", known, commit)


@pytest.fixture(scope="session")
def gitlab(tmp_path_factory: pytest.TempPathFactory, known: dict[str, str], commit: str) -> Made:
    return made(tmp_path_factory.mktemp("gitlab"), "gitlab", known, commit)


class Hosted:
    """A runner of GitHub on a branch, at a day, before a double of the forge."""

    def __init__(self, made: Made, clone: Path, sites: Path, temp: Path) -> None:
        self.made, self.kit, self.sites, self.temp = made, clone, sites, temp
        self.installed: Installed = {}

    def on(self, name: str, day: str, forge: GitHubDouble | None = None, branch: str = "main") -> GitHub:
        top = self.temp / name
        (top / "temp").mkdir(parents=True)
        workspace = self.made.clone(top / "donnees", branch)
        known = {
            "github.event.pull_request.base.sha": self.made.git("rev-parse", "origin/main") if branch != "main" else "",
            "github.event.pull_request.number": "5",
            "github.token": forge.env["KIT_JETON"] if forge else "",
        }
        given = (forge or GitHubDouble()).env
        machine = self.made.machine | {name: value for name, value in given.items() if not name.startswith("KIT_")}
        return GitHub(workspace, top / "temp", self.kit, PROJECT, machine, known, day, self.sites, [], self.installed)


@pytest.fixture(scope="session")
def hosted(github: Made, clone: Path, sites: Path, tmp_path_factory: pytest.TempPathFactory) -> Hosted:
    return Hosted(github, clone, sites, tmp_path_factory.mktemp("travaux"))


def test_the_first_push_is_checked_and_published(hosted: Hosted) -> None:
    check = hosted.on("controle", FIRST)
    assert check.job("controle", "controle") == ["actions/checkout", PROJECT]
    assert "Lozère (48)" in check.summary
    publish = hosted.on("publier", FIRST)
    publish.job("publier", "construire")
    assert publish.job("publier", "publier") == ["actions/deploy-pages"]
    public = publish.temp.parent / "public"
    assert "Lozère" in (public / "departements" / "48-lozere.html").read_text(encoding="utf-8")
    inside = hosted.on("interne", FIRST)
    inside.job("publier", "interne")
    assert (inside.temp.parent / "artifacts" / "edition-interne" / "index.html").is_file()
    assert (public / "index.html").read_bytes() != (
        inside.temp.parent / "artifacts" / "edition-interne" / "index.html"
    ).read_bytes()


def test_a_proposal_is_shown_in_one_comment(hosted: Hosted, github: Made) -> None:
    forge = GitHubDouble()
    with served(forge):
        for number, meeting in enumerate(("2027-03-12", "2027-04-12")):
            github.git("checkout", "--quiet", "-B", "proposition", "main")
            sessions = github.work / "departments" / "48-lozere" / "sessions.yaml"
            sessions.write_text(f"- {{date: {meeting}, formation: politique, etat: prevue}}\n", encoding="utf-8")
            github.commit("Une réunion", "--force", "origin", "proposition")
            github.git("checkout", "--quiet", "main")
            runner = hosted.on(f"apercu-{number}", FIRST, forge, "proposition")
            runner.job("apercu", "construire")
            assert "Nouvelle séance" in runner.summary
            runner.job("apercu", "commenter")
    [note] = forge.notes
    assert "12 avril 2027" in plain(note.body)
    assert note.body.startswith("<!-- kit-apercu -->\n<!-- kit-diff -->\n")
    assert len(forge.writes) == 2
    assert (runner.temp.parent / "artifacts" / "apercu-du-site" / "departements" / "48-lozere.html").is_file()


def mistaken(text: str) -> str:
    return text.replace("departement:", "departemant:", 1)


def renewed(text: str) -> str:
    return re.sub(r"^associations_agreees:\n(?:  .*\n)+", "", text, flags=re.MULTILINE)


def test_two_weeks_of_watch_open_update_and_close_one_ticket(hosted: Hosted, github: Made) -> None:
    forge = GitHubDouble()
    file = github.work / "departments" / "48-lozere" / "commission.yaml"
    right = file.read_text(encoding="utf-8")
    with served(forge):
        hosted.on("semaine-1", FIRST, forge).job("veille", "veiller")
        [ticket] = forge.issues
        assert plain(ticket.title) == "Lozère (48) : 1 échéance"
        assert "**10 février 2027** : Fin de l’agrément" in plain(ticket.body)
        assert "/groupe/donnees/blob/HEAD/departments/48-lozere/commission.yaml#L" in ticket.body
        file.write_text(mistaken(right), encoding="utf-8")
        github.commit("Une faute de frappe", "origin", "main")
        hosted.on("semaine-2", SECOND, forge).job("veille", "veiller")
        assert len(forge.issues) == 1
        assert "erreur" in ticket.title
        assert "« departemant »" in plain(ticket.body)
        file.write_text(renewed(right), encoding="utf-8")
        github.commit("L’agrément n’est pas renouvelé", "origin", "main")
        hosted.on("corrigee", SECOND, forge).job("veille", "veiller")
    assert [(each.number, each.open) for each in forge.issues] == [(1, False)]
    assert "Aucune erreur, et rien d’écrit n’arrive à terme." in ticket.body


@pytest.fixture(scope="session")
def home(gitlab: Made, clone: Path, commit: str) -> str:
    """The line that says where the first part of the job, run once, has put the kit."""
    body = (TEMPLATES / "depot.yml").read_text(encoding="utf-8").split("\n---\n")[1]
    script = "\n".join([*yaml.safe_load(body)["pages"]["before_script"], 'echo "KIT_HOME=$KIT_HOME"'])
    assert clone.is_dir()
    env = gitlab.machine | {"KIT_DEPOT": KIT, "KIT_VERSION": commit}
    done = run("bash", "-eo", "pipefail", cwd=gitlab.work, env=env, stdin=script)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("\n") == 1, done.stdout
    return done.stdout


@pytest.fixture
def project(gitlab: Made, home: str, sites: Path, tmp_path: Path) -> Iterator[tuple[Any, GitLabDouble]]:
    """Make a runner of GitLab on a clone of a branch, at a day, before a double of the forge."""
    forge = GitLabDouble()

    def on(name: str, day: str, branch: str = "main", **variables: str) -> GitLab:
        workspace = gitlab.clone(tmp_path / name, branch)
        env = {name: value for name, value in forge.env.items() if not name.startswith("KIT_")}
        given = {"CI_JOB_ID": "12", **env, **variables}
        return GitLab(workspace, home, TEMPLATES, gitlab.machine, given, day, sites)

    with served(forge):
        yield on, forge


def test_gitlab_checks_publishes_and_keeps_the_internal_edition(project: tuple[Any, GitLabDouble]) -> None:
    on, _ = project
    assert "Lozère (48)" in on("controle", FIRST).job("kit", "kit-check")[""]
    public = Path(on("pages", FIRST).job("depot", "pages")["public"])
    assert "Lozère" in (public / "departements" / "48-lozere.html").read_text(encoding="utf-8")
    inside = Path(on("interne", FIRST).job("depot", "edition-interne")["edition-interne"])
    assert (inside / "index.html").read_bytes() != (public / "index.html").read_bytes()


def test_gitlab_shows_a_merge_request_with_and_without_a_token(project: tuple[Any, GitLabDouble], gitlab: Made) -> None:
    on, forge = project
    gitlab.git("checkout", "--quiet", "-B", "proposition", "main")
    sessions = gitlab.work / "departments" / "48-lozere" / "sessions.yaml"
    sessions.write_text("- {date: 2027-03-12, formation: politique, etat: prevue}\n", encoding="utf-8")
    gitlab.commit("Une réunion", "--force", "origin", "proposition")
    gitlab.git("checkout", "--quiet", "main")
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": gitlab.git("rev-parse", "main"), "CI_MERGE_REQUEST_IID": "5"}
    shown = on("sans", FIRST, "proposition", **base).job("depot", "apercu")
    assert "Nouvelle séance" in shown[""]
    assert forge.asked == []
    for name in ("avec", "encore"):
        on(name, FIRST, "proposition", **base, KIT_JETON_APERCU=forge.env["KIT_JETON"]).job("depot", "apercu")
    [note] = forge.notes
    assert "12 mars 2027" in plain(note.body)
    assert len(forge.writes) == 1


def test_gitlab_watches(project: tuple[Any, GitLabDouble], gitlab: Made) -> None:
    on, forge = project
    file = gitlab.work / "departments" / "48-lozere" / "commission.yaml"
    right = file.read_text(encoding="utf-8")
    token = {"KIT_JETON": forge.env["KIT_JETON"]}
    assert "Ticket ouvert : Lozère (48)" in on("semaine-1", FIRST, **token).job("depot", "veille")[""]
    file.write_text(mistaken(right), encoding="utf-8")
    gitlab.commit("Une faute de frappe", "origin", "main")
    assert "Ticket 1 mis à jour" in on("semaine-2", SECOND, **token).job("depot", "veille")[""]
    file.write_text(renewed(right), encoding="utf-8")
    gitlab.commit("L’agrément n’est pas renouvelé", "origin", "main")
    assert "Ticket 1 fermé" in on("corrigee", SECOND, **token).job("depot", "veille")[""]
    assert [(each.number, each.open) for each in forge.issues] == [(1, False)]


def test_each_template_keeps_the_schema_of_its_forge(known: dict[str, str], tmp_path: Path) -> None:
    body = (TEMPLATES / "depot.yml").read_text(encoding="utf-8").split("\n---\n")[1]
    (tmp_path / "depot.yml").write_text(yaml.safe_dump(yaml.safe_load(body)), encoding="utf-8")
    for schema, path in (
        *(("github-workflows", path) for path in WORKFLOWS),
        ("github-actions", TEMPLATES / "installer" / "action.yml"),
        ("gitlab-ci", TEMPLATES / "depot" / "gitlab" / ".gitlab-ci.yml"),
        ("gitlab-ci", tmp_path / "depot.yml"),
    ):
        assert judged(schema, path, known) == "", path


def test_the_hook_is_one_that_pre_commit_reads(github: Made) -> None:
    done = run("pre-commit", "validate-config", cwd=github.work, env=github.machine)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_gives_away_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    # YAML lit « on » comme un oui.
    assert "pull_request_target" not in text
    assert (workflow["permissions"], set(workflow["concurrency"])) == ({}, {"group", "cancel-in-progress"})
    writing = {
        (path.stem, name, right)
        for name, job in workflow["jobs"].items()
        for right, level in job["permissions"].items()
        if level == "write"
    }
    assert writing <= {
        ("publier", "publier", "pages"), ("publier", "publier", "id-token"), ("apercu", "commenter", "pull-requests"),
        ("veille", "veiller", "issues"),
    }  # fmt: skip
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 20
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            # Le jeton n’est qu’au pas qui s’en sert, et ce pas n’exécute que le kit.
            if "KIT_JETON" in step.get("env", {}):
                assert "\npython -P -m tools.forge " in step["run"]
            assert not set(step.get("env", {})) & {"GITHUB_TOKEN", "GH_TOKEN"}


def test_who_writes_on_a_proposal_does_not_read_it() -> None:
    jobs = yaml.safe_load((WORKFLOWS[0].parent / "apercu.yml").read_text(encoding="utf-8"))["jobs"]
    assert not [step for step in jobs["commenter"]["steps"] if "checkout" in step.get("uses", "")]
    assert jobs["commenter"]["if"] == "github.event.pull_request.head.repo.full_name == github.repository"
    assert jobs["construire"]["permissions"] == {"contents": "read"}


def test_the_internal_edition_is_never_within_reach_of_all() -> None:
    jobs = yaml.safe_load((WORKFLOWS[0].parent / "publier.yml").read_text(encoding="utf-8"))["jobs"]
    assert jobs["interne"]["if"].startswith("github.event.repository.private && ")
    body = yaml.safe_load((TEMPLATES / "depot.yml").read_text(encoding="utf-8").split("\n---\n")[1])
    assert (body["edition-interne"]["artifacts"]["access"], body["edition-interne"]["artifacts"]["expire_in"]) == (
        "developer",
        "7 days",
    )
    for kept, history in (("pages", " --histoire"), ("apercu", "")):
        assert body[kept]["script"][0] == f"kit build --profil public{history} || [ $? -eq 1 ]"


def test_no_input_of_the_component_is_ever_a_command() -> None:
    head, body = (TEMPLATES / "depot.yml").read_text(encoding="utf-8").split("\n---\n")
    assert set(re.findall(r"\$\[\[ inputs\.([a-z]+) \]\]", body)) == set(yaml.safe_load(head)["spec"]["inputs"])
    for job in yaml.safe_load(body).values():
        for line in (*job["before_script"], *job["script"]):
            assert "$[[" not in line
