"""The figures of `kit build`, beside other engines on the very same pages, and of a build after one change."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench import engines
from bench.measure import Command, Cost, once, paired, python, ratio
from bench.results import Row
from tests.generator.write import write

DAY = "2026-11-23"
_KINDS = (("seconds", ""), ("processor", ", processor time of all processes"))
_LARGE = 10
_AGAIN = 3


def rows(folder: Path, rounds: int, copies: int) -> Iterator[Row]:
    """Measure a full build, then one after one change, at 101 departments and at ten times as many."""
    country = folder / "site"
    write(country)
    yield from _small(country, folder / "memoire", folder, rounds)
    many = min(copies, _LARGE)
    large = folder / "grand"
    _merged(large, folder / "copies", many)
    yield from _large(large, folder / "grande-memoire", 101 * many)


def edit(country: Path) -> str:
    """Add a session to a department; give the day that its page must then show."""
    path = country / "departments" / "88-vosges" / "sessions.yaml"
    text = path.read_text(encoding="utf-8")
    year = 2027 + text.count("\n") % 70
    path.write_text(f"{text}- {{date: {year}-03-04, formation: politique, etat: prevue}}\n", "utf-8")
    return f"4 mars {year}"


def _small(country: Path, cache: Path, folder: Path, rounds: int) -> Iterator[Row]:
    costs = paired(
        {
            "full": _full(country, cache),
            **dict(engines.commands(country, folder)),
            "edited": _edited(country, cache),
        },
        rounds,
    )
    full = costs["full"]
    what, against = "`kit build`, 101 departments, check and reports included", "`mkdocs build`, the very same pages"
    for kind, more in _KINDS:
        figure = ratio(full, costs["mkdocs"], kind)
        yield Row(what=what + more, against=against, figure=figure, bound=None if more else 0.8)
    what = "`kit build` after one change, 101 departments"
    for kind, more in _KINDS:
        figure = ratio(costs["edited"], full, kind)
        yield Row(what=what + more, against="the full build", figure=figure, bound=None if more else 0.2)
    for name, words in (("zensical", "Zensical, the same pages and theme"), ("hugo", "Hugo, the same Markdown, bare")):
        against = "`mkdocs build`, the very same pages"
        beside = ratio(costs[name], costs["mkdocs"]) if name in costs else None
        yield Row(what=words, against=against, figure=beside, note="" if beside else "not installed here")


def _large(country: Path, cache: Path, number: int) -> Iterator[Row]:
    """Build once, then change one file several times: a full build is too long to be done at each round."""
    full = once(_full(country, cache))
    again = [once(_edited(country, cache)) for _ in range(_AGAIN)]
    pages = sum(1 for _ in (country / "build" / "pages").rglob("*.md"))
    what = f"`kit build` after one change, {number:,} departments, {pages:,} pages"
    for kind, more in _KINDS:
        figure = ratio(again, _as_many(full), kind)
        yield Row(what=what + more, against="the full build", figure=figure, bound=None if more else 0.08)


def _as_many(full: Cost) -> Sequence[Cost]:
    return [full] * _AGAIN


def _merged(large: Path, parts: Path, copies: int) -> None:
    """Write the departments of several copies under one root; all but the first are said to be badly named."""
    write(parts, copies=max(2, copies))
    home = large / "departments"
    home.mkdir(parents=True)
    for number, copy in enumerate(sorted(parts.iterdir())[:copies]):
        for path in sorted((copy / "departments").iterdir()):
            path.rename(home / (f"{path.name}-{number}" if number else path.name))


def _full(country: Path, cache: Path) -> Command:
    def nothing() -> None:
        for known in (country / "build", cache):
            shutil.rmtree(known, ignore_errors=True)

    return _build(country, cache, nothing)


def _edited(country: Path, cache: Path) -> Command:
    def change() -> None:
        edit(country)

    return _build(country, cache, change)


def _build(country: Path, cache: Path, before: Callable[[], None]) -> Command:
    words = python("-m", "kit", "build", "--root", str(country), "--date", DAY)
    return Command(words=words, before=before, environment={"KIT_CACHE": str(cache)})
