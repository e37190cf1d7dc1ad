"""The engine of the site: run beside us and kept quiet; nothing of it is imported here.

mkdocs is driven closer than by its command (`quick`) where its versions are those this was tested with, and run as
everybody runs it elsewhere: the bytes are the same, only the time differs.
"""

import enum
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from kit.errors import UsageError
from kit.handbook.engine.finish import finished

CONFIG, THEME_CONFIG, SITE = "mkdocs.yml", "kit.yml", "site"
_QUICK = {"mkdocs": "1.6.1", "mkdocs-material": "9.8.1", "markdown": "3.11.3"}
_KIT = Path(__file__).parents[3]
_LAST_LINES = 12
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Engine(enum.StrEnum):
    """Who makes the site out of the pages."""

    MKDOCS = "mkdocs"
    ZENSICAL = "zensical"


def config(day: str) -> str:
    """Give the configuration of one build: that of the kit, with the folders of the build and the day."""
    return (
        f"INHERIT: {THEME_CONFIG}\n"
        "docs_dir: pages\n"
        f"site_dir: {SITE}\n"
        "theme: {custom_dir: overrides}\n"
        f'copyright: "Généré par le kit, au {day}"\n'
    )


def ready(engine: Engine) -> None:
    """Raise UsageError when an engine is not installed."""
    if find_spec(engine.value) is None:
        message = (
            f"le moteur « {engine} » n’est pas installé. Installez-le (« pip install 'kit-commissions[{engine}]' »), "
            "ou construisez le site sans l’option « --moteur »."
        )
        raise UsageError(message)


class Run(Protocol):
    """One build: begun once the pages are there, then waited for."""

    def begin(self) -> None:
        """Begin to build, and come back at once."""

    def end(self) -> None:
        """Wait for the site, its HTML finished. Raises UsageError with the last words of the engine when it failed."""

    def stop(self) -> None:
        """Stop what has begun and was not waited for."""


Loading = subprocess.Popen[str]


@contextmanager
def loading(engine: Engine) -> Iterator[Loading | None]:
    """Start to load an engine before anybody knows what it is to build; None when it cannot be told to wait. It goes
    with the block, without a word."""
    if engine is Engine.MKDOCS and tested():
        with _process(Path.cwd(), "kit.handbook.engine.quick") as process:
            yield process
    else:
        yield None


def started(folder: Path, epoch: int, engine: Engine, loaded: Loading | None = None) -> Run:
    """Start an engine in a folder where its configuration is, so that it reads it while the pages are being made.

    Give what then builds `folder/site` from `folder/pages`."""
    if loaded is None:
        return _Plain(folder, epoch, engine)
    _tell(loaded, json.dumps([str(epoch), str(folder.resolve())]))
    return _Loaded(loaded)


def build(folder: Path, epoch: int, engine: Engine) -> None:
    """Build at once what `started` builds when it is told to."""
    with loading(engine) as loaded:
        run = started(folder, epoch, engine, loaded)
        run.begin()
        run.end()


@dataclass(frozen=True, slots=True)
class _Loaded:
    """mkdocs as the kit drives it: loaded, it waits for a line."""

    process: Loading

    def begin(self) -> None:
        _tell(self.process, "")

    def end(self) -> None:
        _heard(self.process, Engine.MKDOCS)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@dataclass(frozen=True, slots=True)
class _Plain:
    """An engine run as everybody runs it."""

    folder: Path
    epoch: int
    engine: Engine

    def begin(self) -> None:
        """Do nothing: this engine cannot be told to wait."""

    def end(self) -> None:
        strict = ("--strict",) if self.engine is Engine.ZENSICAL else ()
        date = {"SOURCE_DATE_EPOCH": str(self.epoch)}
        with _process(self.folder, self.engine.value, "build", *strict, **date) as process:
            _heard(process, self.engine)
        _finish(self.folder / SITE)

    def stop(self) -> None:
        """Do nothing: it never outlives `end`."""


def _tell(process: Loading, line: str) -> None:
    if process.stdin:
        with suppress(BrokenPipeError):  # Déjà arrêté : ses derniers mots diront pourquoi.
            process.stdin.write(f"{line}\n")
            process.stdin.flush()


def tested() -> bool:
    """Say whether mkdocs, and what it is made of, are those that the kit knows how to drive."""
    return all(metadata.version(name) == version for name, version in _QUICK.items())


@contextmanager
def _process(folder: Path, module: str, *words: str, **more: str) -> Iterator[Loading]:
    command = [sys.executable, "-P", "-m", module, *words]
    pipe, environment = subprocess.PIPE, {**_environment(os.environ), **more}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8", errors="replace"
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def _heard(process: Loading, engine: Engine) -> None:
    said = "".join(process.communicate())
    if process.returncode:
        lines = [line for line in _COLOURS.sub("", said).splitlines() if line.strip()]
        last = "\n".join(f"    {line}" for line in lines[-_LAST_LINES:])
        message = f"Le site n’a pas pu être construit ; le précédent est intact. Derniers mots de {engine} :\n{last}"
        raise UsageError(message)


def _finish(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        html, scripts = finished(path.read_text(encoding="utf-8"), path.relative_to(site).as_posix())
        path.write_text(html, encoding="utf-8", newline="\n")
        for name, code in sorted(scripts.items()):
            script = site / name
            script.parent.mkdir(parents=True, exist_ok=True)
            script.write_text(code, encoding="utf-8", newline="\n")


def _environment(inherited: Mapping[str, str]) -> dict[str, str]:
    quiet = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    # Un kit lancé d’un dossier sans y être installé se retrouve là où il est.
    paths = os.pathsep.join(filter(None, (str(_KIT), inherited.get("PYTHONPATH", ""))))
    return {**inherited, **quiet, "PYTHONPATH": paths}
