"""The figures of `kit build`, beside other engines on the very same pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench import engines
from bench.measure import Command, paired, python, ratio
from bench.results import Row
from tests.generator.write import write

DAY = "2026-11-23"
_KINDS = (("seconds", ""), ("processor", ", processor time of all processes"))


def rows(folder: Path, rounds: int) -> Iterator[Row]:
    """Measure a full build of 101 departments."""
    country = folder / "site"
    write(country)
    yield from _full(country, folder, rounds)


def edit(country: Path) -> str:
    """Add a session to a department; give the day that its page must then show."""
    path = country / "departments" / "88-vosges" / "sessions.yaml"
    text = path.read_text(encoding="utf-8")
    year = 2027 + text.count("\n") % 70
    path.write_text(f"{text}- {{date: {year}-03-04, formation: politique, etat: prevue}}\n", "utf-8")
    return f"4 mars {year}"


def _full(country: Path, folder: Path, rounds: int) -> Iterator[Row]:
    costs = paired({"full": _build(country), **dict(engines.commands(country, folder))}, rounds)
    what, against = "`kit build`, 101 departments, check and reports included", "`mkdocs build`, the very same pages"
    for kind, more in _KINDS:
        figure = ratio(costs["full"], costs["mkdocs"], kind)
        yield Row(what=what + more, against=against, figure=figure, bound=None if more else 0.8)
    for name, words in (("zensical", "Zensical, the same pages and theme"), ("hugo", "Hugo, the same Markdown, bare")):
        beside = ratio(costs[name], costs["mkdocs"]) if name in costs else None
        yield Row(what=words, against=against, figure=beside, note="" if beside else "not installed here")


def _build(country: Path) -> Command:
    def nothing() -> None:
        shutil.rmtree(country / "build", ignore_errors=True)

    return Command(words=python("-m", "kit", "build", "--root", str(country), "--date", DAY), before=nothing)
