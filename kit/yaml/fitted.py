"""An example of the schema, made to go with what the files that it is for already say: the code of their department,
the files that a session examined."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kit.findings.finding import Pointer, reached
from kit.findings.remedy import Change, Gesture
from kit.yaml.sample import sample
from kit.yaml.source import Source

_CODE = re.compile(r"\d{2,3}|2[AB]")
# Un recueil numérote ses actes par le code du département, puis l’année.
_NUMBERED = re.compile(rf"(?:{_CODE.pattern})(?=-\d{{4}}-)")
_TOPIC, _EXAMINED = "formation", "individuelle"


def fitted(change: Change, sources: Mapping[str, Source]) -> Change:
    """Give a change whose value, when it is but the example of its place, contradicts nothing of these files."""
    if change.gesture is not Gesture.PUT or change.value is None or change.value != sample(change.pointer):
        return change
    branch = sources.get(str(change.pointer[0]))
    if change.pointer[-1] == _TOPIC and branch and _has_files(branch, change.pointer[:-1]):
        return replace(change, value=_EXAMINED)
    code = _code(sources)
    return replace(change, value=_numbered(change.value, code)) if code else change


def _has_files(source: Source, session: Pointer) -> bool:
    known = reached(source.data, session[1:]) if source.readable else None
    return isinstance(known, dict) and bool(known.get("dossiers"))


def _code(sources: Mapping[str, Source]) -> str | None:
    """Give the code that commission.yaml writes, when it has the form of one."""
    commission = sources.get("commission")
    data = commission.data if commission and commission.readable else None
    written = str(data.get("departement")).upper() if isinstance(data, dict) else ""
    return written if _CODE.fullmatch(written) else None


def _numbered(value: Any, code: str) -> Any:
    """Give an example with this code at the head of the references that it holds."""
    if isinstance(value, dict):
        return {key: _numbered(held, code) for key, held in value.items()}
    if isinstance(value, list):
        return [_numbered(held, code) for held in value]
    return _NUMBERED.sub(code, value, count=1) if isinstance(value, str) and _NUMBERED.match(value) else value
