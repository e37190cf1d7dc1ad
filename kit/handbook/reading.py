"""What the files of each department give a build: read by as many processes as there are cores, or recalled.

What a report hides is kept nowhere: nothing is remembered of a department that has something to hide."""

import datetime
import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from kit import check, dossier
from kit.checked import Checked, of_plain, plain
from kit.crew import Crew
from kit.folder import Folder
from kit.handbook import history, signs
from kit.handbook.history import Past
from kit.handbook.spread import spread
from kit.law.territories import territories
from kit.rules.case import Case
from kit.value import dataclass

# Lire un département coûte assez pour que le second vaille un second processus.
_FEW = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The check of a department, what is judged of it, its years before, and what identifies all that it was made of
    (None: nothing made of it is to be kept)."""

    checked: Checked
    case: Case | None
    past: tuple[Past, ...] | None
    mark: str | None


# Ce qu’un processus qui dure a lu, par dossier, avec ce qui identifie les octets lus.
Recent = dict[str, tuple[str, Reading]]


def readings(folders: Sequence[Folder], crew: Crew, recent: Recent | None = None) -> list[Reading]:
    """Read each folder, in order, or recall what the same bytes gave: to this process, which keeps its `recent`
    readings, or to another."""
    kept = recent is not None or crew.memory is not None
    marks = [crew.key(folder) if kept else None for folder in folders]
    known = [
        _recent(folder, mark, recent) or _recalled(folder, mark, crew)
        for folder, mark in zip(folders, marks, strict=True)
    ]
    missing = [number for number, reading in enumerate(known) if reading is None]
    for number, raw in zip(missing, spread(partial(_read, crew), [folders[n] for n in missing], few=_FEW), strict=True):
        known[number] = _reading(raw, raw["mark"], crew.as_of)
        # Un fichier changé pendant la lecture ne se retient pas.
        marks[number] = marks[number] if crew.key(folders[number]) == marks[number] else None
    found = [reading for reading in known if reading]
    if recent is not None:
        recent.clear()
        recent.update({f.name: (m, r) for f, m, r in zip(folders, marks, found, strict=True) if m})
    return found


def _recent(folder: Folder, mark: str | None, recent: Recent | None) -> Reading | None:
    known = recent.get(folder.name) if recent else None
    return known[1] if known and known[0] == mark else None


def _recalled(folder: Folder, mark: str | None, crew: Crew) -> Reading | None:
    text = crew.memory.text(_entry(folder), mark) if crew.memory and mark else None
    return None if text is None else _reading(json.loads(text), mark, crew.as_of)


def _read(crew: Crew, folder: Folder) -> dict[str, Any]:
    """Read a folder into plain values, and keep them when they are all that JSON can give back."""
    before = crew.key(folder) if crew.memory else None
    read = dossier.load(folder)
    checked, case, _ = check.judged(read, crew.as_of)
    # Un fichier changé pendant la lecture ne se retient pas.
    mark = before if before and crew.key(folder) == before and not checked.hidden else None
    raw = {
        "checked": plain(checked),
        "code": read.territory.code if read.territory else None,
        "tree": read.tree,
        "bad": sorted(map(list, read.bad), key=repr),
        "past": history.plain(history.past(case)),
        "signs": signs.plain(signs.signs(case.commission)) if case else None,
    }
    text = _text(raw) if mark else None
    if crew.memory and mark and text:
        crew.memory.keep_text(_entry(folder), mark, text)
    return {**raw, "mark": mark if text else None}


def _text(raw: dict[str, Any]) -> str | None:
    try:
        text = json.dumps(raw, ensure_ascii=True, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError):
        return None
    return text if json.loads(text)["tree"] == raw["tree"] else None


def _reading(raw: Any, mark: str | None, as_of: datetime.date) -> Reading:
    bad = frozenset(tuple(pointer) for pointer in raw["bad"])
    territory = territories()[raw["code"]] if raw["code"] else None
    case = check.case(raw["tree"], bad, territory, as_of)
    if case:
        signs.signs.know(signs.of_plain(raw["signs"]), case.commission)
    return Reading(checked=of_plain(raw["checked"]), case=case, past=history.of_plain(raw["past"]), mark=mark)


def _entry(folder: Folder) -> str:
    return f"lecture {folder.path.resolve()}"
