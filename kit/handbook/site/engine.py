"""The engine of the site, mkdocs or Zensical: run by its command, beside us and kept quiet; nothing is imported."""

import enum
import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from kit.errors import UsageError
from kit.handbook.page import Profile
from kit.model.repository import Repository

CONFIG, THEME_CONFIG, SITE = "mkdocs.yml", "kit.yml", "site"
_LAST_LINES = 12
# Ce que Python et Rust disent d’un disque plein, d’un quota atteint, d’un fichier trop grand.
_REFUSED = re.compile(rf"(?:\[Errno |os error )({errno.ENOSPC}|{errno.EDQUOT}|{errno.EFBIG})[\])]")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Engine(enum.StrEnum):
    """Who makes the site out of the pages."""

    MKDOCS = "mkdocs"
    ZENSICAL = "zensical"


def config(day: str, home: Repository, profile: Profile) -> str:
    """Give the configuration of one build: that of the kit, with the folders of the build, the day, the address where
    the site is read and what the foot of each page says."""
    told: dict[str, object] = {
        "INHERIT": THEME_CONFIG,
        "docs_dir": "pages",
        "site_dir": SITE,
        "theme": {"custom_dir": "overrides"},
        "copyright": f"Généré par le kit, au {day}",
        "extra": {"interne": profile is Profile.INTERNE, "editeur": home.editeur or ""},
    }
    if home.adresse:
        told["site_url"] = f"{home.adresse.rstrip('/')}/"
    # Ce qu’un dépôt écrit de lui n’est qu’un texte : en JSON, que YAML lit, rien ne s’en échappe.
    return json.dumps(told, ensure_ascii=False)


def ready(engine: Engine) -> None:
    """Raise UsageError when an engine is not installed."""
    if find_spec(engine.value) is None:
        message = (
            f"le moteur « {engine} » n’est pas installé. Installez-le (« pip install 'kit-commissions[{engine}]' »), "
            "ou construisez le site sans l’option « --moteur »."
        )
        raise UsageError(message)


def build(folder: Path, epoch: int, engine: Engine) -> None:
    """Build `folder/site` from `folder/pages` and the configuration that is there; two builds of the same day give the
    same bytes. Raises OSError for a disk that is full, UsageError with the last words of the engine when it fails."""
    command = [sys.executable, "-P", "-m", engine.value, "build", "--strict"]
    environment = {**_environment(os.environ), "SOURCE_DATE_EPOCH": str(epoch)}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        if refused := _REFUSED.findall(done.stdout):
            number = int(refused[-1])
            raise OSError(number, os.strerror(number), str(folder))
        lines = [line for line in _COLOURS.sub("", done.stdout).splitlines() if line.strip()]
        last = "\n".join(f"    {line}" for line in lines[-_LAST_LINES:])
        message = f"Le site n’a pas pu être construit ; le précédent est intact. Derniers mots de {engine} :\n{last}"
        raise UsageError(message)


def _environment(inherited: Mapping[str, str]) -> dict[str, str]:
    return {**inherited, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "NO_COLOR": "1"}
