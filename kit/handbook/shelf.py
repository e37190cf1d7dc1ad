"""What was made of one department alone, taken again when all that it was made of is the same."""

import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kit import resources
from kit.memory import Memory
from kit.report import DepartmentReport


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
        key = hashlib.sha256("\0".join((mark, self.ground, path, house(), repr(report))).encode()).hexdigest()
        known = self.memory.text(name, key)
        if known is None:
            known = make()
            self.memory.keep_text(name, key, known)
        return known


@functools.cache
def house() -> str:
    """Give what identifies the templates and the glossary: the code of the kit is in the mark of a folder."""
    seen = hashlib.sha256()
    for path in sorted((*(resources.SITE / "templates").rglob("*"), *resources.SITE.glob("*.yaml"))):
        if path.is_file():
            content = path.read_bytes()
            seen.update(f"{path.name}\0{len(content)}\0".encode())
            seen.update(content)
    return seen.hexdigest()
