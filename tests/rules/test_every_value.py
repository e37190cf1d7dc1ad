"""Each value of an example changed a little, or taken away: what the rules then say that they did not say, where, and
what they bid to write. A bound moved by a day, a word taken for another, an example drawn from the wrong place show."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.findings.finding import Pointer, json_pointer
from kit.findings.remedy import Change, Gesture, drop, put
from kit.model import folder as folders
from kit.model.department import Dossier, assemble, load
from kit.yaml import rewrite, schema
from kit.yaml.spot import applied
from tests.conftest import DATA, HOUSE, TODAY, golden
from tests.rules.remedies import Said, reread, said, written

pytestmark = pytest.mark.proof

CODES = ("23", "88")
_LENGTH = 100


def values(pointer: Pointer, held: Any) -> Iterator[tuple[Pointer, Any]]:
    """Give each place of a file and what it holds, a group before what is in it."""
    yield pointer, held
    inside = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    for key, each in inside:
        yield from values((*pointer, key), each)


def others(pointer: Pointer, held: Any) -> Iterator[tuple[str, Change]]:
    """Give what may stand in the place of a value: nothing; the days around a day, the same of the years around; a
    number less and more; the other words of its list; and an element of a list once more."""
    yield "retiré", drop(pointer)
    if isinstance(pointer[-1], int):
        yield "en double", Change(Gesture.ADD, pointer[:-1], held)
    if isinstance(held, str):
        for each in near(pointer, held):
            yield f"{held} → {each}", put(pointer, each)


def near(pointer: Pointer, held: str) -> Iterator[str]:
    """Give the values that are nearest to one."""
    described = schema.at(str(pointer[0]), pointer[1:]) or {}
    yield from (each for each in described.get("enum", ()) if each != held)
    if held in ("true", "false"):
        yield "false" if held == "true" else "true"
    elif held.isdecimal():
        yield from (str(max(0, int(held) + step)) for step in (-1, 1))
    else:
        yield from map(str, around(held))


def around(held: str) -> Iterator[datetime.date]:
    """Give the days around a day, of its year and of the two others."""
    try:
        day = datetime.date.fromisoformat(held)
    except ValueError:
        return
    yield from (day + datetime.timedelta(days=step) for step in (-1, 1, -365, 365))


def told(dossier: Dossier) -> dict[tuple[Any, ...], Said]:
    return {(each.rule.id, each.breach.pointer, each.answer): each for each in said(dossier, TODAY, personal=())}


def shown(each: Said, dossier: Dossier) -> str:
    """Write a finding in a line: the rule, the case, the outcome, the place, and what its remedy writes."""
    place = f"{each.breach.pointer[0]}{json_pointer(each.breach.pointer[1:])}" if each.breach.pointer else "pays"
    _, made = written(each, dossier.sources)
    bid = " ".join(made[2].split())[:_LENGTH] if made else ""
    return f"  {each.rule.id} {each.breach.case} {each.outcome} {place}{f' + {bid}' if bid else ''}".replace("  ", " ")


def lines(folder: folders.Folder) -> Iterator[str]:
    """Give, for each change that makes a rule say something, what it says; a change that says the same as the one
    before it is not written again."""
    dossier = load(folder)
    before = told(dossier)
    for branch, source in dossier.sources.items():
        for pointer, held in values((branch,), source.data):
            for name, change in others(pointer, held) if len(pointer) > 1 else ():
                edits = rewrite.rewritten(source, change).edits
                again = reread(source, applied(source.text, edits)) if edits else source
                if not edits or not again.readable:
                    continue
                after = assemble(dossier.folder, {**dossier.sources, branch: again})
                new = [shown(each, after) for key, each in told(after).items() if key not in before]
                if new:
                    yield f"{branch}{json_pointer(pointer[1:])} {name}"
                    yield from sorted(new)


@pytest.mark.parametrize("code", CODES)
def test_what_each_change_makes_the_rules_say(code: str) -> None:
    [folder] = [each for each in folders.find(HOUSE, ()) if Path(each.name).name.startswith(f"{code}-")]
    golden(DATA / "golden" / "valeurs" / f"{code}.txt", "\n".join(lines(folder)) + "\n")
