"""mkdocs driven closer than by its command: the same bytes, in less time."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from kit import resources
from kit.errors import UsageError
from kit.handbook import engine
from kit.handbook.engine import Engine, quick
from tests.conftest import HOUSE

_EPOCH = 1795392000
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
    """A folder that was built, by processes of its own."""
    work = _folder(tmp_path_factory.mktemp("avant"))
    engine.build(work, _EPOCH, Engine.MKDOCS)
    return work


Build = Callable[[Path], dict[str, bytes]]


def _typed(*lines: str) -> TextIOWrapper:
    """Give what somebody types."""
    return TextIOWrapper(BytesIO("".join(f"{line}\n" for line in lines).encode()))


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build here, without another process; gives the site."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")

    def built(work: Path) -> dict[str, bytes]:
        monkeypatch.chdir(work)
        monkeypatch.setattr(sys, "stdin", _typed(json.dumps([str(_EPOCH), str(work)]), ""))
        assert quick.main() == 0
        return _bytes(work / engine.SITE)

    return built


def test_alone_it_builds_what_several_processes_build(before: Path, build: Build, tmp_path: Path) -> None:
    assert build(_folder(tmp_path / "seul")) == _bytes(before / engine.SITE)


@pytest.mark.parametrize("begun", [False, True])
def test_nothing_is_built_for_who_asks_nothing(begun: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = _folder(tmp_path)
    monkeypatch.chdir(work)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    told = json.dumps([str(_EPOCH), str(work)])
    monkeypatch.setattr(sys, "stdin", _typed(told) if begun else _typed())
    assert quick.main() == 0
    with engine.loading(Engine.MKDOCS) as loaded:
        run = engine.started(work, _EPOCH, Engine.MKDOCS, loaded)
        if begun:
            run.stop()
    assert not (work / engine.SITE).exists()


def test_the_bytes_are_those_of_the_plain_command(
    before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _folder(tmp_path / "plain")
    monkeypatch.setattr(engine, "_QUICK", {"mkdocs": "0"})
    engine.build(plain, _EPOCH, Engine.MKDOCS)
    assert _bytes(plain / engine.SITE) == _bytes(before / engine.SITE)


@pytest.mark.parametrize("link", ["absente.md", "index.md#nulle-part"])
def test_a_link_that_leads_nowhere_stops_the_build(link: str, before: Path, tmp_path: Path) -> None:
    work = Path(shutil.copytree(before, tmp_path / "apres"))
    (work / "pages/regles/page-07.md").write_text(f"# Autre\n\n[Nulle part]({link})\n", "utf-8")
    with pytest.raises(UsageError, match=link.partition("#")[2] or "absente"):
        engine.build(work, _EPOCH, Engine.MKDOCS)


def test_a_check_never_loads_the_engine() -> None:
    code = "import sys, kit.cli; sys.exit(bool({'mkdocs', 'zensical', 'markdown'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=HOUSE, check=False).returncode == 0
