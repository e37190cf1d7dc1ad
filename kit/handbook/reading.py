"""What the files of each department give a build: read by as many processes as there are cores, or recalled.

What a report hides is kept nowhere: nothing is remembered of a department that has something to hide."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from kit import check, dossier
from kit.checked import Checked, of_plain, plain
from kit.crew import Crew
from kit.folder import Folder
from kit.handbook import history, signs
from kit.handbook.history import Past
from kit.handbook.spread import ahead
from kit.law.territories import territories
from kit.rules.case import Case


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
    marks = [crew.key(folder) if crew.memory or recent is not None else None for folder in folders]
    known = [_recent(folder, mark, recent) for folder, mark in zip(folders, marks, strict=True)]
    texts = [None if r else _told(f, mark, crew) for r, f, mark in zip(known, folders, marks, strict=True)]
    missing = [number for number, both in enumerate(zip(known, texts, strict=True)) if both == (None, None)]
    # D’autres processus lisent déjà ce qui manque pendant que celui-ci relit ce qui est retenu.
    with ahead(partial(_read, crew), [folders[number] for number in missing]) as read:
        for number, text in enumerate(texts):
            if text is not None:
                known[number] = _reading(json.loads(text), marks[number], crew.as_of)
        fresh = read()
    for number, raw in zip(missing, fresh, strict=True):
        known[number] = _reading(raw, raw["mark"], crew.as_of)
    if recent is not None:
        # Un fichier changé pendant la lecture ne se retient pas.
        changed = {number for number in missing if crew.key(folders[number]) != marks[number]}
        kept = [None if number in changed else mark for number, mark in enumerate(marks)]
        recent.clear()
        recent.update({f.name: (mark, r) for f, mark, r in zip(folders, kept, known, strict=True) if mark and r})
    return [reading for reading in known if reading]


def _recent(folder: Folder, mark: str | None, recent: Recent | None) -> Reading | None:
    known = recent.get(folder.name) if recent else None
    return known[1] if known and known[0] == mark else None


def _told(folder: Folder, mark: str | None, crew: Crew) -> str | None:
    return crew.memory.text(_entry(folder), mark) if crew.memory and mark else None


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
        "apart": read.apart,
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
    apart = tuple((branch, node) for branch, node in raw["apart"])
    case = check.case(raw["tree"], bad, territory, as_of, apart)
    if case:
        signs.signs.know(signs.of_plain(raw["signs"]), case.commission)
    return Reading(checked=of_plain(raw["checked"]), case=case, past=history.of_plain(raw["past"]), mark=mark)


def _entry(folder: Folder) -> str:
    return f"lecture {folder.path.resolve()}"
