"""mkdocs driven closer than by its command: the same bytes, in less time, whatever changes and whatever is lost."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from mkdocs.structure.pages import Page

from kit import resources
from kit.errors import UsageError
from kit.handbook import engine
from kit.handbook.engine import Engine, quick, workers
from kit.handbook.engine.memory import Output
from tests.conftest import HOUSE

_EPOCH = 1795392000
_NOWHERE = Path("nulle-part")
_MEMORY = "memoire"
_TABLE = "| Siège | Nombre |\n|---|--:|\n| Magistrat | {0} |\n| Médecin | 1 |\n"
_NAV = "nav: [{Accueil: index.md}, {Règles: [regles/index.md, regles/page-01.md]}]\nnot_in_nav: /regles/*\n"


def _folder(work: Path) -> Path:
    """Write what a build starts from: a few pages, with the theme and the configuration of the kit."""
    shutil.copytree(resources.SITE / "overrides", work / "overrides")
    shutil.copyfile(resources.MKDOCS, work / engine.THEME_CONFIG)
    (work / engine.CONFIG).write_text(engine.config("23 novembre 2026") + _NAV, "utf-8")
    pages = work / "pages"
    (pages / "regles").mkdir(parents=True)
    shutil.copytree(resources.SITE / "assets", pages / "assets")
    (pages / "index.md").write_text("# Accueil\n\n[Les règles](regles/index.md#toutes)\n", "utf-8")
    (pages / "regles" / "index.md").write_text("# Règles\n\n## Toutes\n\n[Une](page-02.md)\n", "utf-8")
    for number in range(1, 23):
        text = f"# Règle {number}\n\n## Texte\n\n{_TABLE.format(number)}\n\n[Toutes](index.md#toutes)\n"
        (pages / "regles" / f"page-{number:02}.md").write_text(text, "utf-8")
    return work


def _bytes(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that was built, by processes of its own, with what is remembered of it."""
    work = _folder(tmp_path_factory.mktemp("avant"))
    (work / _MEMORY).mkdir()
    engine.build(work, _EPOCH, Engine.MKDOCS, _NOWHERE, _kept(work))
    return work


def _kept(work: Path) -> engine.Kept:
    return str(work / _MEMORY), "site", "ce kit"


def _entry(work: Path) -> Path:
    [entry] = (work / _MEMORY).iterdir()
    return entry


Build = Callable[[Path, Path], dict[str, bytes]]


def _typed(*lines: str) -> TextIOWrapper:
    """Give what somebody types."""
    return TextIOWrapper(BytesIO("".join(f"{line}\n" for line in lines).encode()))


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build here, without another process, from a site of before; gives the site."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")

    def built(work: Path, last: Path) -> dict[str, bytes]:
        monkeypatch.chdir(work)
        # Le site de départ sert à plusieurs tests : ce qui est retenu de lui ne se réécrit pas.
        shutil.rmtree(work / _MEMORY)
        shutil.copytree(last / _MEMORY, work / _MEMORY) if last.exists() else (work / _MEMORY).mkdir()
        told = [str(_EPOCH), str(work), str(last / engine.SITE), _kept(work)]
        monkeypatch.setattr(sys, "stdin", _typed(json.dumps(told), ""))
        assert quick.main() == 0
        return _bytes(work / engine.SITE)

    return built


@pytest.mark.parametrize("begun", [False, True])
def test_nothing_is_built_for_who_asks_nothing(begun: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = _folder(tmp_path)
    monkeypatch.chdir(work)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    told = json.dumps([str(_EPOCH), str(work), str(_NOWHERE), None])
    monkeypatch.setattr(sys, "stdin", _typed(told) if begun else _typed())
    assert quick.main() == 0
    with engine.loading(Engine.MKDOCS) as loaded:
        run = engine.started(work, _EPOCH, Engine.MKDOCS, _NOWHERE, None, loaded)
        if begun:
            run.stop()
    assert not (work / engine.SITE).exists()


def test_the_bytes_are_those_of_the_plain_command(
    before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _folder(tmp_path / "plain")
    monkeypatch.setattr(engine, "_QUICK", {"mkdocs": "0"})
    engine.build(plain, _EPOCH, Engine.MKDOCS, _NOWHERE)
    assert _bytes(plain / engine.SITE) == _bytes(before / engine.SITE)


def _one_page(work: Path) -> None:
    (work / "pages/regles/page-07.md").write_text("# Autre\n\n[Toutes](index.md#toutes)\n", "utf-8")


def _title_in_the_navigation(work: Path) -> None:
    (work / "pages/regles/page-01.md").write_text("# Un autre titre\n", "utf-8")


def _a_page_less(work: Path) -> None:
    (work / "pages/regles/page-09.md").unlink()


def _theme(work: Path) -> None:
    (work / "overrides/partials/logo.html").write_text("<b>Kit</b>", "utf-8")


def _day(work: Path) -> None:
    (work / engine.CONFIG).write_text(engine.config("24 novembre 2026") + _NAV, "utf-8")


def _memory_cut(last: Path) -> None:
    text = _entry(last).read_text("utf-8")
    _entry(last).write_text(text[: len(text) // 2], "utf-8")


def _memory_false(last: Path) -> None:
    text = _entry(last).read_text("utf-8")
    _entry(last).write_text(text.replace("Règle 3", "Règle 4"), "utf-8")


def _memory_gone(last: Path) -> None:
    _entry(last).unlink()


def _memory_no_text(last: Path) -> None:
    _entry(last).write_bytes(b"\xff\x00")


def _site_touched(last: Path) -> None:
    (last / "site/regles/page-05.html").write_text("autre chose", "utf-8")


def _site_gone(last: Path) -> None:
    shutil.rmtree(last / "site")


_CHANGES = (_one_page, _title_in_the_navigation, _a_page_less, _theme, _day)
_LOSSES = (_memory_cut, _memory_false, _memory_gone, _memory_no_text, _site_touched, _site_gone)


@pytest.mark.parametrize("change", _CHANGES)
def test_what_is_taken_again_never_changes_a_byte(
    change: Callable[[Path], None], before: Path, build: Build, tmp_path: Path
) -> None:
    work = Path(shutil.copytree(before, tmp_path / "apres"))
    change(work)
    again = build(work, before)
    assert again == build(work, _NOWHERE) != _bytes(before / engine.SITE)


@pytest.mark.parametrize("loss", _LOSSES)
def test_what_is_lost_or_false_is_made_again(
    loss: Callable[[Path], None], before: Path, build: Build, tmp_path: Path
) -> None:
    last = Path(shutil.copytree(before, tmp_path / "avant"))
    loss(last)
    assert build(Path(shutil.copytree(before, tmp_path / "apres")), last) == _bytes(before / engine.SITE)


@pytest.mark.parametrize(("change", "pages"), [(_one_page, 1), (_title_in_the_navigation, 24)])
def test_only_what_has_changed_is_made_again(
    change: Callable[[Path], None],
    pages: int,
    before: Path,
    build: Build,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    write = workers.written

    def counted(stale: list[Page], *rest: Any) -> dict[str, Output]:
        made.extend(page.file.src_uri for page in stale)
        return write(stale, *rest)

    monkeypatch.setattr(workers, "written", counted)
    work = Path(shutil.copytree(before, tmp_path / "apres"))
    change(work)
    build(work, before)
    assert len(made) == pages


@pytest.mark.parametrize("link", ["absente.md", "index.md#nulle-part"])
def test_a_link_that_leads_nowhere_stops_the_build(link: str, before: Path, tmp_path: Path) -> None:
    work = Path(shutil.copytree(before, tmp_path / "apres"))
    (work / "pages/regles/page-07.md").write_text(f"# Autre\n\n[Nulle part]({link})\n", "utf-8")
    with pytest.raises(UsageError, match=link.partition("#")[2] or "absente"):
        engine.build(work, _EPOCH, Engine.MKDOCS, before / engine.SITE, _kept(work))


def test_a_check_never_loads_the_engine() -> None:
    code = "import sys, kit.cli; sys.exit(bool({'mkdocs', 'zensical', 'markdown'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=HOUSE, check=False).returncode == 0
