"""`kit.yaml` of a repository that receives a department: written when it is not there, else its code added to the list,
and not one other sign changed."""

import enum
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kit.edit.new import form
from kit.edit.new.form import example, prose
from kit.files.place import under
from kit.files.write import replace
from kit.findings.remedy import add
from kit.law.territories import Territory, territories
from kit.model.repository import FILE
from kit.yaml.rewrite import rewritten
from kit.yaml.schema import REPOSITORY
from kit.yaml.source import Source, read, read_bytes
from kit.yaml.spot import applied

LIST = "departements"
_HELD = (REPOSITORY, LIST)
# Le département des exemples, tant que le dépôt n’en tient aucun.
_SHOWN = "88"


class Done(enum.Enum):
    """What was done of `kit.yaml`: written, completed, or left as it is, with the code in it or for a person to add."""

    WRITTEN = enum.auto()
    ADDED = enum.auto()
    THERE = enum.auto()
    LEFT = enum.auto()


def tell(root: Path, territory: Territory, others: Iterable[str]) -> Done:
    """Make `kit.yaml` name a department; one that is not there, or in which nobody wrote yet, names `others` too, the
    departments that have a folder. Raises as `kit.files.write.replace`."""
    target = under(root, FILE)
    source = read(root.resolve() / FILE, FILE) if os.path.lexists(root / FILE) else None
    if source is None or source.text == blank():
        replace(target, _text(territory, {LIST: sorted({territory.code, *others})}).encode())
        return Done.WRITTEN
    held = source.data.get(LIST) if isinstance(source.data, dict) else None
    if isinstance(held, list) and territory.code in held:
        return Done.THERE
    text = _added(source, held, territory.code)
    if text is None or source.raw is None:
        return Done.LEFT
    replace(target, text.encode())
    return Done.ADDED


def blank() -> str:
    """Give the `kit.yaml` of a repository that holds no department yet: examples, and nothing said."""
    return _text(territories()[_SHOWN], {}) + f"\n{{}}  # {example('explications', {})['vide']}\n"


def _text(territory: Territory, held: dict[str, list[str]]) -> str:
    words = {"code": territory.code, "de": territory.of, "minuscules": territory.code.lower()}
    shown, told = example(REPOSITORY, words), example("explications", words)
    lines = [f"# yaml-language-server: $schema=schemas/{REPOSITORY}.schema.json", *prose(told["titres"][REPOSITORY])]
    return "\n".join([*lines, *form.groups(REPOSITORY, shown, held, {}), ""])


def _added(source: Source, held: Any, code: str) -> str | None:
    """Give the text with a code after the last of the list; None where it would not be read so."""
    if not isinstance(held, list):
        return None
    written = applied(source.text, rewritten(source, add(_HELD, code)).edits)
    wanted = {**source.data, LIST: [*held, code]}
    return written if read_bytes(written.encode(), FILE, REPOSITORY).data == wanted else None
