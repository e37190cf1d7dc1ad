"""The figures of `kit build`, beside plain mkdocs on the very same pages and configuration."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measure import Command, paired, python, ratio
from bench.results import Row
from kit import resources
from kit.handbook import engine
from tests.generator.write import write

_DAY = "2026-11-23"
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795392000"}


def rows(folder: Path, rounds: int) -> Iterator[Row]:
    """Measure a full build, then one after one change, at 101 departments."""
    country, plain, cache = folder / "site", folder / "mkdocs", folder / "memoire"

    def nothing() -> None:
        for known in (country / "build", cache):
            shutil.rmtree(known, ignore_errors=True)

    write(country)
    costs = paired(
        {
            "full": _build(country, cache, nothing),
            "mkdocs": _mkdocs(country, plain),
            "edited": _build(country, cache, lambda: _edit(country)),
        },
        rounds,
    )
    what, against = "`kit build`, 101 departments, check and reports included", "`mkdocs build`, the very same pages"
    yield Row(what=what, against=against, figure=ratio(costs["full"], costs["mkdocs"]), bound=0.8)
    processor = ratio(costs["full"], costs["mkdocs"], "processor")
    yield Row(what="the same, processor time of all processes", against=against, figure=processor)
    what = "`kit build` after one change, 101 departments"
    yield Row(what=what, against="the full build", figure=ratio(costs["edited"], costs["full"]), bound=0.2)
    processor = ratio(costs["edited"], costs["full"], "processor")
    yield Row(what="the same, processor time of all processes", against="the full build", figure=processor)


def _build(country: Path, cache: Path, before: Callable[[], None]) -> Command:
    words = python("-m", "kit", "build", "--root", str(country), "--date", _DAY)
    return Command(words=words, before=before, environment={"KIT_CACHE": str(cache)})


def _mkdocs(country: Path, plain: Path) -> Command:
    """Give plain mkdocs on the pages that were built just before."""

    def ready() -> None:
        shutil.rmtree(plain, ignore_errors=True)
        shutil.copytree(country / "build" / "pages", plain / "pages")
        shutil.copytree(resources.SITE / "overrides", plain / "overrides")
        shutil.copyfile(resources.MKDOCS, plain / engine.THEME_CONFIG)
        (plain / engine.CONFIG).write_text(engine.config("23 novembre 2026"), encoding="utf-8")

    return Command(words=python("-P", "-m", "mkdocs", "build", "-q"), folder=plain, before=ready, environment=_QUIET)


def _edit(country: Path) -> None:
    path = country / "departments" / "88-vosges" / "sessions.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}- {{date: {2027 + len(text) % 9}-03-04, formation: politique, etat: prevue}}\n", "utf-8")
