"""The engine of the site: run beside us and kept quiet; nothing of it is imported here.

mkdocs is driven closer than by its command (`quick`) where its versions are those this was tested with, and run as
everybody runs it elsewhere: the bytes are the same, only the time differs.
"""

import enum
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from kit.errors import UsageError
from kit.handbook.engine.finish import finished

CONFIG, THEME_CONFIG, SITE, MEMORY = "mkdocs.yml", "kit.yml", "site", "memoire.json"
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


def build(folder: Path, epoch: int, engine: Engine, before: Path, kept: Path) -> None:
    """Build `folder/site` from `folder/pages`, its HTML finished; what nothing has touched comes from the site of
    before, with what was kept of it. Raises UsageError with the last words of the engine when it fails."""
    if engine is Engine.MKDOCS and tested():
        _run(folder, epoch, engine, "kit.handbook.engine.quick", str(before.resolve()), str(kept.resolve()))
        return
    strict = ("--strict",) if engine is Engine.ZENSICAL else ()
    _run(folder, epoch, engine, engine.value, "build", *strict)
    _finish(folder / SITE)


def tested() -> bool:
    """Say whether mkdocs, and what it is made of, are those that the kit knows how to drive."""
    return all(metadata.version(name) == version for name, version in _QUICK.items())


def _run(folder: Path, epoch: int, engine: Engine, module: str, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", module, *words],
        cwd=folder,
        env=_environment(os.environ, epoch),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        lines = [line for line in _COLOURS.sub("", done.stdout + done.stderr).splitlines() if line.strip()]
        said = "\n".join(f"    {line}" for line in lines[-_LAST_LINES:])
        message = f"Le site n’a pas pu être construit ; le précédent est intact. Derniers mots de {engine} :\n{said}"
        raise UsageError(message)


def _finish(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        html, scripts = finished(path.read_text(encoding="utf-8"), path.relative_to(site).as_posix())
        path.write_text(html, encoding="utf-8", newline="\n")
        for name, code in sorted(scripts.items()):
            script = site / name
            script.parent.mkdir(parents=True, exist_ok=True)
            script.write_text(code, encoding="utf-8", newline="\n")


def _environment(inherited: Mapping[str, str], epoch: int) -> dict[str, str]:
    # SOURCE_DATE_EPOCH : deux constructions du même jour donnent les mêmes octets.
    quiet = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(epoch), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    # Un kit lancé d’un dossier sans y être installé se retrouve là où il est.
    paths = os.pathsep.join(filter(None, (str(_KIT), inherited.get("PYTHONPATH", ""))))
    return {**inherited, **quiet, "PYTHONPATH": paths}
