"""What `rubriques.yaml` says: the sections of the form, and what each gesture asks."""

import functools
from typing import Any

from kit.files import resources
from kit.findings.finding import Pointer
from kit.yaml.schema import kind
from kit.yaml.source import read


@functools.cache
def plan() -> Any:
    """Read it, once."""
    return read(resources.SECTIONS, resources.SECTIONS.name).data


def listed(pointer: Pointer) -> str:
    """Give the name under which the plan knows a list: its way without ranks, and one name for all seats."""
    names = [kind(part) for part in pointer if isinstance(part, str)]
    return "membres" if names[0] == "membres" and len(names) == 2 else "/".join(names)
