"""The engine of the site: mkdocs, run beside us and kept quiet; nothing of it is imported."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from kit.errors import UsageError

CONFIG, THEME_CONFIG = "mkdocs.yml", "kit.yml"
_LAST_LINES = 12
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def config(day: str) -> str:
    """Give the configuration of one build: that of the kit, with the folders of the build and the day."""
    return (
        f"INHERIT: {THEME_CONFIG}\n"
        "docs_dir: pages\n"
        "site_dir: site\n"
        "theme: {custom_dir: overrides}\n"
        f'copyright: "Généré par le kit, au {day}"\n'
    )


def build(folder: Path, epoch: int) -> None:
    """Build `folder/site` from `folder/pages`; raises UsageError with the last words of mkdocs when it fails."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "mkdocs", "build"],
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
        message = f"Le site n’a pas pu être construit ; le précédent est intact. Derniers mots de mkdocs :\n{said}"
        raise UsageError(message)


def _environment(inherited: Mapping[str, str], epoch: int) -> dict[str, str]:
    # SOURCE_DATE_EPOCH : deux constructions du même jour donnent les mêmes octets.
    quiet = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(epoch), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    return {**inherited, **quiet}
