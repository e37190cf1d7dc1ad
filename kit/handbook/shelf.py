"""What was made of a department alone, or of the kit and little more: taken again when all of that is the same."""

import datetime
import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from kit import memory, resources
from kit.handbook.page import Page
from kit.memory import Memory
from kit.report import DepartmentReport, Result

# Ce que disent les pages, en dehors du code et du droit.
_SAID = ("templates", "pages", "diagrammes")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The memory, whose it is (repository and profile), what else every text is made of, and the mark of each folder
    whose texts may be kept: that of its bytes, of the day and of the kit."""

    memory: Memory | None = None
    owner: str = ""
    ground: str = ""
    marks: Mapping[str, str | None] = field(default_factory=dict)

    def text(self, kind: str, path: str, report: DepartmentReport, make: Callable[[], str]) -> str:
        """Give a text made of a department, made again when anything of it has changed."""
        mark = self.marks.get(report.folder)
        if self.memory is None or mark is None:
            return make()
        name = f"{kind} {report.folder} {self.owner}"
        key = hashlib.sha256("\0".join((mark, self.ground, path, house(), _said(report))).encode()).hexdigest()
        known = self.memory.text(name, key)
        if known is None:
            known = make()
            self.memory.keep_text(name, key, known)
        return known

    def pages(
        self, kind: str, as_of: datetime.date, make: Callable[[], Iterable[Page]], *, told: object = None
    ) -> tuple[Page, ...]:
        """Give pages where nothing is but the kit, the day and what is `told`; made again when one of them has
        changed."""
        if self.memory is None:
            return tuple(make())
        name, key = f"pages {kind} {self.owner if told else ''}", f"{memory.house()} {house()} {as_of} {told!r}"
        known = self.memory.text(name, hashlib.sha256(key.encode()).hexdigest())
        if known is not None:
            return tuple(Page(path, text, tuple(held)) for path, text, held in json.loads(known))
        made = tuple(make())
        written = json.dumps([[page.path, page.text, page.fragments] for page in made])
        self.memory.keep_text(name, hashlib.sha256(key.encode()).hexdigest(), written)
        return made


def _said(report: DepartmentReport) -> str:
    """Give all that a report says; what is said of most departments is written once."""
    results = (repr(result) if result.findings else _silent(result) for result in report.results)
    return "\n".join((repr(replace(report, results=())), *results))


@functools.lru_cache(maxsize=4096)
def _silent(result: Result) -> str:
    return repr(result)


@functools.cache
def house() -> str:
    """Give what identifies the templates, the written pages, the glossary: code and law are in a mark of their own."""
    seen = hashlib.sha256()
    folders = (path for name in _SAID for path in (resources.SITE / name).rglob("*"))
    for path in sorted((*folders, *resources.SITE.glob("*.yaml"))):
        if path.is_file():
            content = path.read_bytes()
            seen.update(f"{path.name}\0{len(content)}\0".encode())
            seen.update(content)
    return seen.hexdigest()
