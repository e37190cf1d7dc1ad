"""The table of the figures, with versions and the machine, in `bench/RESULTS.md`."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.engines import hugo
from bench.measure import HOUSE, machine

FILE = HOUSE / "bench" / "RESULTS.md"
_PROFILE = HOUSE / "bench" / "PROFILE.md"
_TOOLS = (
    "pyyaml",
    "jsonschema",
    "cerberus",
    "click",
    "check-jsonschema",
    "yamllint",
    "mkdocs",
    "mkdocs-material",
    "zensical",
)
_HEAD = """\
# Speed, measured side by side

`make bench` writes this page: every command of a row runs in turn with what it is compared to (A B A B…), on the same
files, in the same run; a figure is the median of the ratios, round by round. Only ratios are worth comparing: seconds
belong to the machine of the day.

- Files: `python -m tests.generator`, seed 1: {corpus}.
- Machine: {machine}.
- Versions: {versions}.

| What | Against | Figure | To reach | Reached |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure: what was measured against what, the bound it has to keep (`least`: not under; else not over)."""

    what: str
    against: str
    figure: float | None
    bound: float | None = None
    least: bool = False
    note: str = ""

    @property
    def reached(self) -> str:
        """Whether the bound is kept; nothing when a figure is only for the record."""
        if self.figure is None:
            return "not measured"
        if self.bound is None:
            return "for the record"
        kept = self.figure >= self.bound if self.least else self.figure <= self.bound
        return "yes" if kept else "**no**"


def write(rows: Sequence[Row], path: Path, corpus: str = "101 departments, 404 files") -> None:
    """Write the page; what the profile showed stands in its own file, written by hand."""
    versions = ", ".join(_versions())
    head = _HEAD.format(corpus=corpus, machine=machine(), versions=versions)
    notes = "".join(f"\n- {row.what}: {row.note}" for row in rows if row.note)
    table = "".join(_line(row) for row in rows)
    path.write_text(f"{head}{table}{notes}\n\n{_PROFILE.read_text(encoding='utf-8')}", encoding="utf-8")


def _line(row: Row) -> str:
    sign = "≥" if row.least else "≤"
    bound = "" if row.bound is None else f"{sign} {row.bound:g}"
    figure = "" if row.figure is None else f"{row.figure:.2f}"
    return f"| {row.what} | {row.against} | {figure} | {bound} | {row.reached} |\n"


def _versions() -> Iterator[str]:
    for name in _TOOLS:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"
    if program := hugo():
        told = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
        yield f"hugo {told.partition('hugo v')[2].partition('-')[0].partition('+')[0]}"
