"""GitHub and GitLab: where each keeps its tickets and its comments, what it allows, and who the watch is there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol
from urllib.parse import quote

from tools.forge.api import Api, ForgeError
from tools.forge.tickets import Ticket, Wanted

# Le répertoire qui contient « departments », dans le dépôt.
ROOT = "KIT_ROOT"
_TOKEN = "KIT_JETON"


def given(env: Mapping[str, str], name: str) -> str:
    """Give what the forge, or who keeps the repository, says to this work; raises ForgeError when nobody does."""
    if not (said := env.get(name, "").strip()):
        how = " Donnez-la comme le dit README.md, « À régler une fois »." if name == _TOKEN else ""
        message = f"La variable {name} n’est pas donnée à ce travail.{how}"
        raise ForgeError(message)
    return said


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a proposal, written by the same hand."""

    number: int
    body: str


class Forge(Protocol):
    """What the watch and the comment ask of a forge; only what the same hand wrote is given back, and changed."""

    most: int
    """The longest text that it takes, in signs."""

    def line(self, file: str, line: int) -> str:
        """Give the address of a line of a file."""

    def run(self) -> str:
        """Give the address where what this run made is found."""

    def tickets(self) -> Iterator[Ticket]:
        """Give the tickets, closed ones included."""

    def open(self, wanted: Wanted) -> None:
        """Open a ticket."""

    def write(self, number: int, wanted: Wanted, *, opened: bool) -> None:
        """Write a ticket again, open or closed."""

    def comments(self, proposal: str) -> Iterator[Comment]:
        """Give the comments of a proposal."""

    def comment(self, proposal: str, body: str, number: int | None) -> None:
        """Write a comment on a proposal, in the place of the one that has a number."""


class GitHub:
    """The repository that an action runs for; its token always writes as the same robot."""

    most = 65_536
    _ROBOT = "github-actions[bot]"

    def __init__(self, env: Mapping[str, str]) -> None:
        """Read what GitHub gives to each step. Raises ForgeError for what it did not."""
        version = {"X-GitHub-Api-Version": "2022-11-28"}
        self._api = Api(given(env, "GITHUB_API_URL"), {"Authorization": f"Bearer {given(env, _TOKEN)}", **version})
        self._repository = f"/repos/{given(env, 'GITHUB_REPOSITORY')}"
        self._page = f"{given(env, 'GITHUB_SERVER_URL')}/{given(env, 'GITHUB_REPOSITORY')}"
        self._run = given(env, "GITHUB_RUN_ID")
        self._root = PurePosixPath(env.get(ROOT, "."))

    def line(self, file: str, line: int) -> str:
        """Give its address in the main branch."""
        return f"{self._page}/blob/HEAD/{quote(str(self._root / file))}#L{line}"

    def run(self) -> str:
        """Give the page of the run, where its artifacts are."""
        return f"{self._page}/actions/runs/{self._run}"

    def tickets(self) -> Iterator[Ticket]:
        """Give the issues; GitHub lists the proposals among them."""
        for each in self._api.listed(f"{self._repository}/issues", state="all", sort="created", direction="asc"):
            if self._own(each) and "pull_request" not in each:
                yield Ticket(each["number"], each["state"] == "open", each["title"], each["body"] or "")

    def open(self, wanted: Wanted) -> None:
        """Open an issue."""
        self._api.call("POST", f"{self._repository}/issues", {"title": wanted.title, "body": wanted.body})

    def write(self, number: int, wanted: Wanted, *, opened: bool) -> None:
        """Write an issue again."""
        said = {"title": wanted.title, "body": wanted.body, "state": "open" if opened else "closed"}
        self._api.call("PATCH", f"{self._repository}/issues/{number}", said)

    def comments(self, proposal: str) -> Iterator[Comment]:
        """Give the comments of a pull request."""
        for each in self._api.listed(f"{self._repository}/issues/{proposal}/comments"):
            if self._own(each):
                yield Comment(each["id"], each["body"] or "")

    def comment(self, proposal: str, body: str, number: int | None) -> None:
        """Write one, or write one again."""
        if number is None:
            self._api.call("POST", f"{self._repository}/issues/{proposal}/comments", {"body": body})
        else:
            self._api.call("PATCH", f"{self._repository}/issues/comments/{number}", {"body": body})

    def _own(self, each: Mapping[str, Any]) -> bool:
        # Un ticket qu’un autre aurait écrit avec la même marque n’est pas celui de la veille.
        return bool((each["user"] or {}).get("login") == self._ROBOT)


class GitLab:
    """The project that a job runs for; each token of a project belongs to a robot of its own."""

    # La plus courte des deux limites : celle d’un commentaire.
    most = 1_000_000

    def __init__(self, env: Mapping[str, str]) -> None:
        """Read what GitLab gives to each job. Raises ForgeError for what it did not, and for a token
        that it does not know."""
        self._api = Api(given(env, "CI_API_V4_URL"), {"PRIVATE-TOKEN": given(env, _TOKEN)})
        self._project = f"/projects/{given(env, 'CI_PROJECT_ID')}"
        self._page, self._branch, self._job = (
            given(env, "CI_PROJECT_URL"),
            given(env, "CI_DEFAULT_BRANCH"),
            given(env, "CI_JOB_URL"),
        )
        self._root = PurePosixPath(env.get(ROOT, "."))
        # Chaque jeton de projet a son robot, dont le nom commence comme celui des autres.
        self._robots = re.compile(rf"project_{re.escape(given(env, 'CI_PROJECT_ID'))}_bot(?:\d*|_[0-9a-f]+)")
        self._me = self._api.call("GET", "/user")["id"]
        self._hands = {self._me: True}

    def line(self, file: str, line: int) -> str:
        """Give its address in the main branch."""
        return f"{self._page}/-/blob/{quote(self._branch)}/{quote(str(self._root / file))}#L{line}"

    def run(self) -> str:
        """Give the page where the artifacts of the job are read."""
        return f"{self._job}/artifacts/browse"

    def tickets(self) -> Iterator[Ticket]:
        """Give the issues."""
        for each in self._api.listed(
            f"{self._project}/issues", scope="all", state="all", order_by="created_at", sort="asc"
        ):
            if self._own(each):
                yield Ticket(each["iid"], each["state"] == "opened", each["title"], each["description"] or "")

    def open(self, wanted: Wanted) -> None:
        """Open an issue."""
        self._api.call("POST", f"{self._project}/issues", {"title": wanted.title, "description": wanted.body})

    def write(self, number: int, wanted: Wanted, *, opened: bool) -> None:
        """Write an issue again."""
        event = "reopen" if opened else "close"
        said = {"title": wanted.title, "description": wanted.body, "state_event": event}
        self._api.call("PUT", f"{self._project}/issues/{number}", said)

    def comments(self, proposal: str) -> Iterator[Comment]:
        """Give the notes of a merge request."""
        for each in self._api.listed(f"{self._project}/merge_requests/{proposal}/notes"):
            # Un robot change le ticket d’un autre, jamais son commentaire : la forge ne le permet pas.
            if each["author"]["id"] == self._me:
                yield Comment(each["id"], each["body"])

    def comment(self, proposal: str, body: str, number: int | None) -> None:
        """Write one, or write one again."""
        notes = f"{self._project}/merge_requests/{proposal}/notes"
        if number is None:
            self._api.call("POST", notes, {"body": body})
        else:
            self._api.call("PUT", f"{notes}/{number}", {"body": body})

    def _own(self, each: Mapping[str, Any]) -> bool:
        author = each["author"]
        if author["id"] not in self._hands:
            # Un nom se choisit ; qui est un robot, la forge seule le dit.
            named = self._robots.fullmatch(author["username"])
            robot = bool(named) and self._api.call("GET", f"/users/{author['id']}").get("bot") is True
            self._hands[author["id"]] = robot
        return self._hands[author["id"]]
