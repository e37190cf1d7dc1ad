"""The fiche of each department as this edition shows it, written as its four files: what the page « Ma fiche » starts
from. Nothing is there that the pages of the edition do not hold: no comment of the files, no hidden text; and of the
public one, nothing internal, nor any count of people, which its pages withhold when it is small."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from kit.edit.form.change import plain
from kit.findings.finding import DepartmentReport
from kit.french import date
from kit.handbook.country import Country
from kit.handbook.page import Page, Profile
from kit.judging import pipeline, standing
from kit.judging.case import Case
from kit.privacy.private import HIDDEN
from kit.privacy.public import NOT_PUBLISHED, THRESHOLD, Place, root
from kit.yaml import layout
from kit.yaml.schema import BRANCHES

FOLDER = "assets/fiches"
# Une clé mal tapée se garde, pour être corrigée ; celle qui ne s’écrit pas telle quelle, non.
_KEY = re.compile(r"\w+")
Shown = Callable[[str], bool]
# Une fiche qui dit quelque chose d’une personne ne se remet à personne, dans aucune édition.


def codes(country: Country) -> tuple[str, ...]:
    """Give the departments that have a fiche to start from."""
    return tuple(sorted(code for code, _, _ in _handed(country)))


def files(country: Country) -> Iterator[Page]:
    """Give a script for each of them, which hands its files, its verdict and the day of it to the page that asks."""
    for code, report, case in _handed(country):
        given = {
            "code": code,
            "verdict": standing.of_department(report).one,
            "day": date(country.report.as_of),
            "files": texts(case.tree, country.profile),
        }
        yield Page(f"{FOLDER}/{code}.js", f"KitEntrees.published({json.dumps(given, ensure_ascii=False)});\n")


def _handed(country: Country) -> Iterator[tuple[str, DepartmentReport, Case]]:
    """Give those that could be read, and that the check finds no datum about a person in."""
    for code, entry in country.by_code().items():
        if entry.case and not any(found.rule == pipeline.PERSONAL for found in entry.report.findings):
            yield code, entry.report, entry.case


def texts(tree: Any, profile: Profile) -> dict[str, str]:
    """Write the values of a case of an edition as files, by name."""
    public = profile is Profile.PUBLIC
    shown: Shown = (lambda text: HIDDEN not in text) if public else (lambda text: text != HIDDEN)
    kept = {name: _kept(tree[name], root().keys[name], shown, counts=not public) for name in BRANCHES if name in tree}
    return {f"{name}.yaml": f"{layout.whole((name,), held)}\n" for name, held in kept.items() if held is not None}


def _kept(node: Any, place: Place | None, shown: Shown, *, counts: bool) -> Any:
    """Give what can be written of values; None for what cannot, and for a group that nothing is left of."""
    if isinstance(node, dict):
        keys = place.keys if place else {}
        known = {key: keys.get(key) for key in node if isinstance(key, str) and _KEY.fullmatch(key)}
        told = (key for key, each in known.items() if counts or each is None or each.shown != THRESHOLD)
        inside = {key: _kept(node[key], known[key], shown, counts=counts) for key in told}
        left = {key: value for key, value in inside.items() if value is not None}
        return left if left or not node else None
    if isinstance(node, list):
        items = (_kept(each, place.items if place else None, shown, counts=counts) for each in node)
        listed = [each for each in items if each is not None]
        return listed if listed or not node else None
    text = "" if node is None else str(plain(node))
    return text if text and text != NOT_PUBLISHED and shown(text) else None
