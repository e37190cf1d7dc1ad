"""What the tests of the form share: a fiche of the examples, and the page that asks."""

import difflib
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from kit.edit.form.draft import Draft, opened
from kit.edit.form.worker import answer
from tests.conftest import HOUSE, TODAY

Files = Mapping[str, bytes]


def files(code: str) -> dict[str, bytes]:
    """Give the four files of an example department, by name."""
    folder = next((HOUSE / "departments").glob(f"{code}-*"))
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def draft(code: str = "88", **texts: str) -> Draft:
    """Open an example department, some of its files having another text."""
    return opened({**files(code), **{f"{name}.yaml": text.encode() for name, text in texts.items()}}, code, TODAY)


def zipped(held: dict[str, bytes]) -> bytes:
    """Give an archive as a person makes one."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, mode="w") as archive:
        for name, raw in held.items():
            archive.writestr(name, raw)
    return written.getvalue()


def changed(before: Files, after: Files) -> list[str]:
    """Give the lines that differ, each after its sign."""
    lines = []
    for name in after:
        old, new = (side.get(name, b"").decode().split("\n") for side in (before, after))
        lines += [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
    return lines


class Page:
    """What a page does: it holds the files, and sends them back with each request."""

    def __init__(self, code: str, held: Files | None = None) -> None:
        """Begin from nothing, or open files."""
        self.code, self.files, self.asked = code, dict(held or {}), 0
        self.shown: dict[str, Any] = {}
        self.ask("open" if held else "new")
        self.asked = 0

    def ask(self, do: str, **request: Any) -> dict[str, Any]:
        """Ask something whose answer is the fiche."""
        whole = {"do": do, "code": self.code, "date": TODAY.isoformat(), **request}
        self.shown, self.files = answer(whole, self.files)
        self.asked += 1
        return self.shown

    def edit(self, at: str, value: Any) -> None:
        """Fill in a field."""
        self.ask("edit", at=at, value=value)

    def act(self, gesture: str, at: str, **values: Any) -> None:
        """Do a gesture; « mandat__debut » is the way « mandat/debut »."""
        self.ask("act", gesture=gesture, at=at, values={way.replace("__", "/"): said for way, said in values.items()})

    @property
    def verdict(self) -> str:
        """What the fiche is said to be."""
        return str(self.shown["verdict"]["word"])
