"""Other engines of sites, on the very same Markdown; one that is not installed has no figure."""

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bench.measure import HOUSE, Command, python
from kit.files import resources
from kit.handbook.site import engine

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795392000"}
_HUGO = HOUSE / "build" / "bench" / "bin" / "hugo"
_TOML = """\
title = "Commissions départementales"
disableKinds = ["taxonomy", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
"""
_LAYOUT = "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>\n"


def hugo() -> str | None:
    """Give the Hugo of `make bench`, or that of the machine."""
    return str(_HUGO) if _HUGO.exists() else shutil.which("hugo")


def commands(built: Path, work: Path) -> Iterator[tuple[str, Command]]:
    """Give each engine by its name, on the pages of a repository that the kit has built just before."""
    yield "mkdocs", _engine(built, work / "mkdocs", "mkdocs")
    if find_spec("zensical"):
        yield "zensical", _engine(built, work / "zensical", "zensical")
    if program := hugo():
        yield "hugo", _hugo(program, built, work / "hugo")


def _engine(built: Path, plain: Path, module: str) -> Command:
    def ready() -> None:
        shutil.rmtree(plain, ignore_errors=True)
        shutil.copytree(built / "build" / "pages", plain / "pages")
        shutil.copytree(resources.SITE / "overrides", plain / "overrides")
        shutil.copyfile(resources.MKDOCS, plain / engine.THEME_CONFIG)
        (plain / engine.CONFIG).write_text(engine.config("23 novembre 2026"), encoding="utf-8")

    quiet = ("-q",) if module == "mkdocs" else ()
    words = python("-P", "-m", module, "build", *quiet)
    return Command(words=words, folder=plain, before=ready, environment=_QUIET)


def _hugo(program: str, built: Path, plain: Path) -> Command:
    """Give Hugo with a layout of one line: no theme, no navigation, no search."""

    def ready() -> None:
        shutil.rmtree(plain, ignore_errors=True)
        shutil.copytree(built / "build" / "pages", plain / "content")
        # Pour Hugo, les voisines d'un « index.md » en seraient les pièces jointes.
        for page in sorted((plain / "content").rglob("index.md")):
            page.rename(page.with_name("_index.md"))
        (plain / "layouts" / "_default").mkdir(parents=True)
        for name in ("single", "list"):
            (plain / "layouts" / "_default" / f"{name}.html").write_text(_LAYOUT, encoding="utf-8")
        (plain / "hugo.toml").write_text(_TOML, encoding="utf-8")

    words = (program, "--quiet", "--noBuildLock", "--cacheDir", str(plain / "cache"))
    return Command(words=words, folder=plain, before=ready)
