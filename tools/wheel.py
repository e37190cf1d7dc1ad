"""What travels in a wheel beside the package: what the kit reads of itself at the root of the repository, and what runs
the kit in a page, where it has been made."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_CARRIED = ("schemas", "site", "templates/depot", "mkdocs.yml")
_ENGINE = "build/moteur"


class CarriedHook(BuildHookInterface[Any]):
    """Put them under `kit/maison`, where kit/files/resources.py looks; an install from the folder reads them there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add them to a wheel; an editable install needs no copy, which would grow old."""
        if version == "standard" and self.target_name == "wheel":
            build_data["force_include"].update({name: f"kit/maison/{name}" for name in _CARRIED})
            if Path(self.root, _ENGINE).is_dir():
                build_data["force_include"][_ENGINE] = "kit/maison/moteur"
