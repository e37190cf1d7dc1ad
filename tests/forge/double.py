"""A small double of each forge: the few addresses that the watch asks for, over HTTP, with the limits of the true."""

import json
import re
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "jeton-d-essai"
ROBOT, STRANGER = 41, 7
# Sur GitLab, le robot d’un jeton d’avant, et quelqu’un qui a pris un nom de robot.
FORMER, FALSE = 40, 8
GITHUB_LIMIT, GITLAB_ISSUE, GITLAB_NOTE = 65_536, 1_048_576, 1_000_000


@dataclass
class Issue:
    """A ticket, as both forges keep it."""

    number: int
    title: str
    body: str
    author: int = ROBOT
    open: bool = True
    proposal: bool = False


@dataclass
class Note:
    """A comment on a proposal."""

    number: int
    body: str
    author: int = ROBOT


@dataclass
class Answer:
    """What the double answers: a status, JSON, headers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Double(ABC):
    """What the forge holds, and what it was asked; `refuses` is what it answers to the next writings, first to last,
    None when it obeys."""

    address: str = ""
    issues: list[Issue] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    refuses: list[Answer | None] = field(default_factory=list)
    lists: Answer | None = None

    def answer(
        self, method: str, path: str, query: dict[str, str], data: dict[str, Any], proof: Mapping[str, str]
    ) -> Answer:
        self.asked.append(f"{method} {path}")
        if not self.proven(proof):
            return Answer(401, {"message": "Bad credentials"})
        if method == "GET" and path.endswith("/issues") and self.lists is not None:
            return self.lists
        if method != "GET" and self.refuses and (refused := self.refuses.pop(0)):
            return refused
        for pattern, known, action in self.routes():
            if method == known and (found := re.fullmatch(pattern, path)):
                done = getattr(self, action)(*found.groups(), query if method == "GET" else data)
                return done if isinstance(done, Answer) else Answer(200, done)
        return Answer(404, {"message": "Not Found"})

    @abstractmethod
    def proven(self, proof: Mapping[str, str]) -> bool:
        """Tell whether what proves who asks is the token."""

    @abstractmethod
    def routes(self) -> tuple[tuple[str, str, str], ...]:
        """Give the addresses: each a pattern, its method, and what answers."""

    @abstractmethod
    def opened(self, data: dict[str, Any]) -> Answer:
        """Open a ticket."""

    def page(self, rows: list[Any], query: dict[str, str]) -> Answer:
        """Give a page of a list, and where the next one is."""
        size, page = min(int(query.get("per_page", "20")), 100), int(query.get("page", "1"))
        shown = rows[(page - 1) * size : page * size]
        more = {"Link": f'<{self.address}/suite?page={page + 1}>; rel="next"'} if len(rows) > page * size else {}
        return Answer(200, shown, more)

    def add(self, title: str, body: str) -> Issue:
        made = Issue(max((each.number for each in self.issues), default=0) + 1, title, body)
        self.issues.append(made)
        return made

    def add_note(self, body: str) -> Note:
        made = Note(len(self.notes) + 1, body)
        self.notes.append(made)
        return made

    @property
    def writes(self) -> list[str]:
        """What was asked of it, reading aside."""
        return [each for each in self.asked if not each.startswith("GET ")]


class GitHubDouble(Double):
    """What GitHub answers for « groupe/donnees »."""

    _OWN = "/repos/groupe/donnees"

    @property
    def env(self) -> dict[str, str]:
        return {
            "GITHUB_API_URL": self.address, "GITHUB_SERVER_URL": "https://github.exemple.invalid",
            "GITHUB_REPOSITORY": "groupe/donnees", "GITHUB_RUN_ID": "12", "KIT_JETON": TOKEN, "KIT_PROPOSITION": "5",
        }  # fmt: skip

    def proven(self, proof: Mapping[str, str]) -> bool:
        return proof.get("authorization") == f"Bearer {TOKEN}"

    def routes(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (rf"{self._OWN}/issues", "GET", "listed"),
            (rf"{self._OWN}/issues", "POST", "opened"),
            (rf"{self._OWN}/issues/(\d+)", "PATCH", "changed"),
            (rf"{self._OWN}/issues/5/comments", "GET", "noted"),
            (rf"{self._OWN}/issues/5/comments", "POST", "note"),
            (rf"{self._OWN}/issues/comments/(\d+)", "PATCH", "renote"),
        )

    def listed(self, query: dict[str, str]) -> Answer:
        wanted = query.get("state", "open")
        rows = [self._shown(each) for each in self.issues if wanted == "all" or each.open == (wanted == "open")]
        return self.page(rows if query.get("direction") == "asc" else rows[::-1], query)

    def opened(self, data: dict[str, Any]) -> Answer:
        if self._too_long(data) or not data.get("title"):
            return Answer(422, {"message": "Validation Failed"})
        return Answer(201, self._shown(self.add(data["title"], data["body"])))

    def changed(self, number: str, data: dict[str, Any]) -> Answer:
        if self._too_long(data) or data.get("state") not in ("open", "closed"):
            return Answer(422, {"message": "Validation Failed"})
        [issue] = [each for each in self.issues if each.number == int(number)]
        issue.title, issue.body, issue.open = data["title"], data["body"], data["state"] == "open"
        return Answer(200, self._shown(issue))

    def noted(self, query: dict[str, str]) -> Answer:
        return self.page([self._note(each) for each in self.notes], query)

    def note(self, data: dict[str, Any]) -> Answer:
        return Answer(422) if self._too_long(data) else Answer(201, self._note(self.add_note(data["body"])))

    def renote(self, number: str, data: dict[str, Any]) -> Answer:
        if self._too_long(data):
            return Answer(422)
        self.notes[int(number) - 1].body = data["body"]
        return Answer(200, self._note(self.notes[int(number) - 1]))

    def _too_long(self, data: dict[str, Any]) -> bool:
        return len(data["body"]) > GITHUB_LIMIT

    def _shown(self, issue: Issue) -> dict[str, Any]:
        shown = {
            "number": issue.number, "title": issue.title, "body": issue.body or None, "user": self._user(issue.author),
            "state": "open" if issue.open else "closed",
        }  # fmt: skip
        return shown | ({"pull_request": {}} if issue.proposal else {})

    def _note(self, note: Note) -> dict[str, Any]:
        return {"id": note.number, "body": note.body, "user": self._user(note.author)}

    def _user(self, author: int) -> dict[str, str]:
        return {"login": "github-actions[bot]" if author == ROBOT else "quelqu-un"}


class GitLabDouble(Double):
    """What GitLab answers for the project 9."""

    _OWN = "/projects/9"

    @property
    def env(self) -> dict[str, str]:
        return {
            "CI_API_V4_URL": self.address, "CI_PROJECT_ID": "9", "CI_DEFAULT_BRANCH": "main", "KIT_JETON": TOKEN,
            "CI_PROJECT_URL": "https://gitlab.exemple.invalid/groupe/donnees", "KIT_PROPOSITION": "5",
            "CI_JOB_URL": "https://gitlab.exemple.invalid/groupe/donnees/-/jobs/12",
        }  # fmt: skip

    def proven(self, proof: Mapping[str, str]) -> bool:
        return proof.get("private-token") == TOKEN

    def routes(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (r"/user", "GET", "user"),
            (r"/users/(\d+)", "GET", "known"),
            (rf"{self._OWN}/issues", "GET", "listed"),
            (rf"{self._OWN}/issues", "POST", "opened"),
            (rf"{self._OWN}/issues/(\d+)", "PUT", "changed"),
            (rf"{self._OWN}/merge_requests/5/notes", "GET", "noted"),
            (rf"{self._OWN}/merge_requests/5/notes", "POST", "note"),
            (rf"{self._OWN}/merge_requests/5/notes/(\d+)", "PUT", "renote"),
        )

    def user(self, _query: dict[str, str]) -> dict[str, int]:
        return {"id": ROBOT}

    def known(self, author: str, _query: dict[str, str]) -> dict[str, Any]:
        return self._author(int(author)) | {"bot": int(author) in (ROBOT, FORMER)}

    def listed(self, query: dict[str, str]) -> Answer:
        wanted = query.get("state", "all")
        rows = [self._shown(each) for each in self.issues if wanted == "all" or each.open == (wanted == "opened")]
        return self.page(rows if query.get("sort") == "asc" else rows[::-1], query)

    def opened(self, data: dict[str, Any]) -> Answer:
        if len(data["description"]) > GITLAB_ISSUE or not data.get("title"):
            return Answer(400, {"message": "too long"})
        return Answer(201, self._shown(self.add(data["title"], data["description"])))

    def changed(self, number: str, data: dict[str, Any]) -> Answer:
        if len(data["description"]) > GITLAB_ISSUE or data["state_event"] not in ("close", "reopen"):
            return Answer(400, {"message": "too long"})
        [issue] = [each for each in self.issues if each.number == int(number)]
        issue.title, issue.body, issue.open = data["title"], data["description"], data["state_event"] == "reopen"
        return Answer(200, self._shown(issue))

    def noted(self, query: dict[str, str]) -> Answer:
        return self.page([self._note(each) for each in self.notes], query)

    def note(self, data: dict[str, Any]) -> Answer:
        if len(data["body"]) > GITLAB_NOTE:
            return Answer(400)
        return Answer(201, self._note(self.add_note(data["body"])))

    def renote(self, number: str, data: dict[str, Any]) -> Answer:
        self.notes[int(number) - 1].body = data["body"]
        return Answer(200, self._note(self.notes[int(number) - 1]))

    def _shown(self, issue: Issue) -> dict[str, Any]:
        return {
            "iid": issue.number, "title": issue.title, "description": issue.body or None,
            "author": self._author(issue.author), "state": "opened" if issue.open else "closed",
        }  # fmt: skip

    def _note(self, note: Note) -> dict[str, Any]:
        return {"id": note.number, "body": note.body, "author": self._author(note.author)}

    def _author(self, author: int) -> dict[str, Any]:
        names = {ROBOT: f"project_9_bot_{'a' * 32}", FORMER: f"project_9_bot_{'b' * 32}", FALSE: "project_9_bot"}
        return {"id": author, "username": names.get(author, "quelqu-un")}


DOUBLES: dict[str, type[GitHubDouble | GitLabDouble]] = {"github": GitHubDouble, "gitlab": GitLabDouble}


@contextmanager
def served(double: Double) -> Iterator[None]:
    """Answer on this machine until the end, in a thread."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._do()

        def do_POST(self) -> None:
            self._do()

        def do_PATCH(self) -> None:
            self._do()

        def do_PUT(self) -> None:
            self._do()

        def _do(self) -> None:
            asked = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            raw = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            proof = {name.lower(): value for name, value in self.headers.items()}
            answer = double.answer(self.command, asked.path, query, json.loads(raw or b"{}"), proof)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            body = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
            self.wfile.write(body.encode())

        def log_message(self, *_words: object) -> None:
            """Say nothing of each request."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        double.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
