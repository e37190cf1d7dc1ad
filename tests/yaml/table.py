r"""Tables of traps: the text of one file, in an otherwise complete department, and everything that is found.

A table is a text file of `tests/data/traps`. A row is its name and its file, what a person wrote, then the findings:

    ## clé au pluriel (commission.yaml)
    departement: "48"
    exemples: true
    ##>
    2:1 cle-inconnue
    La clé « exemples » n’existe pas ici : vouliez-vous dire « exemple » ?
    → Écrivez « exemple ».

What cannot be seen is escaped: `\u00a0`, `\t`, `\r`, `\x93` (a byte), `\\`; `\c` at the end takes the last line end
away. The sentences have ordinary spaces: `kit.french.spaced` puts the others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.findings.finding import Finding
from kit.french import spaced
from kit.model.department import load
from kit.model.folder import Folder
from tests.conftest import DATA

COMPLETE = {
    "commission.yaml": 'departement: "48"\n',
    "membres.yaml": "magistrat:\n  - id: magistrat-1\n    titre: Juge\n",
    "sessions.yaml": "- date: 2026-03-12\n  formation: politique\n  etat: tenue\n",
    "procedures.yaml": "psp: {}\n",
}
_HEAD = re.compile(r"^## (?P<name>.+) \((?P<file>[a-z]+\.yaml)\)\n", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:u(?P<char>[0-9a-f]{4})|x(?P<byte>[0-9a-f]{2})|(?P<sign>[tr\\]))")


@dataclass(frozen=True)
class Row:
    """A file as a person wrote it, and the findings: (line:column rule, message, remedy) each."""

    name: str
    file: str
    raw: bytes
    found: tuple[tuple[str, str, str], ...] = ()

    @property
    def rules(self) -> set[str]:
        """The traps of this row."""
        return {head.split()[1] for head, _, _ in self.found}


def rows(table: str) -> list[Row]:
    """Read a table of `tests/data/traps`."""
    text = (DATA / "traps" / f"{table}.txt").read_text(encoding="utf-8")
    parts = _HEAD.split(text)[1:]
    return [_row(*parts[at : at + 3]) for at in range(0, len(parts), 3)]


def _row(name: str, file: str, body: str) -> Row:
    text, _, expected = body.partition("##>\n")
    lines = [line for line in expected.splitlines() if line]
    found = ((lines[at], spaced(lines[at + 1]), spaced(lines[at + 2])) for at in range(0, len(lines), 3))
    return Row(name, file, _raw(text), tuple((head, message, remedy[2:]) for head, message, remedy in found))


def _raw(text: str) -> bytes:
    return b"".join(_pieces(text.replace("\\c\n", "")))


def _pieces(text: str) -> Iterator[bytes]:
    at = 0
    for found in _ESCAPE.finditer(text):
        yield text[at : found.start()].encode()
        if found["byte"]:
            yield bytes.fromhex(found["byte"])
        else:
            sign = {"t": "\t", "r": "\r", "\\": "\\"}.get(found["sign"] or "")
            yield (sign or chr(int(found["char"], 16))).encode()
        at = found.end()
    yield text[at:].encode()


def department(root: Path, files: dict[str, bytes], name: str = "48-lozere") -> Folder:
    """Write a folder of a department: its four files, some of them replaced."""
    path = root / "departments" / name
    path.mkdir(parents=True)
    for file, raw in {**{file: text.encode() for file, text in COMPLETE.items()}, **files}.items():
        (path / file).write_bytes(raw)
    return Folder(path, f"departments/{name}")


def findings(folder: Folder) -> tuple[Finding, ...]:
    """Read a department and give what is found, in reading order."""
    return tuple(sorted(load(folder).findings, key=lambda finding: finding.order))


def shown(folder: Folder, file: str) -> tuple[tuple[str, str, str], ...]:
    """Give what is found in the way of a row; what concerns another file says so."""
    place = f"{folder.name}/{file}"
    return tuple(
        (f"{'' if f.file == place else f.file + ':'}{f.line}:{f.column} {f.rule}", f.message, f.remedy)
        for f in findings(folder)
    )
