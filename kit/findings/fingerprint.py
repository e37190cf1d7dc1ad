"""What makes two findings the same from one run to the next: the rule, the file, the place by names, not by numbers."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from kit.findings.finding import Finding

# Ce qui nomme un élément de liste dans les quatre fichiers, du plus précis au plus vague.
_NAMES = ("id", "reference", "regle", "siege", "piece", "date", "autorite")

_OF_A_YEAR = re.compile(r"(?<=/sessions)-[0-9]{4}(?=\.yaml$)")


def anchor(data: Any, pointer: str) -> str:
    """Give a pointer whose list numbers are replaced by what names each element, as far as the data go.

    `/medecin/0/mandat` gives `/medecin/medecin-1/mandat`: a member added above changes nothing."""
    named: list[str] = []
    for part in pointer.split("/")[1:]:
        data, name = _step(data, part)
        named.append(name)
    return "".join(f"/{name}" for name in named)


def _step(data: Any, part: str) -> tuple[Any, str]:
    if isinstance(data, dict):
        return data.get(part.replace("~1", "/").replace("~0", "~")), part
    if isinstance(data, list) and part.isdecimal() and int(part) < len(data):
        item = data[int(part)]
        values = [item.get(name) for name in _NAMES] if isinstance(item, dict) else []
        named = next((str(value) for value in values if isinstance(value, (str, int)) and value != ""), part)
        return item, named.replace("~", "~0").replace("/", "~1")
    return None, part


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Give each finding, in the order given, what identifies it: 64 hexadecimal digits, all different.

    Neither the line nor the words count: both change when a file is edited above, or when a day passes; nor does the
    year of a file of sessions: they go to it as they are."""
    seen: Counter[tuple[str, ...]] = Counter()
    marks: list[str] = []
    for finding in findings:
        key = (finding.rule, whole(finding.file), finding.anchor)
        seen[key] += 1
        marks.append(mark(*key, seen[key]))
    return marks


def whole(file: str) -> str:
    """Name a file by the one whose form it has: sessions.yaml for that of a year."""
    return _OF_A_YEAR.sub("", file)


def mark(rule: str, file: str, place: str, number: int) -> str:
    """Give the fingerprint of the finding of a rule at a place, the first, the second… of those that stand there."""
    return hashlib.sha256("\0".join((rule, file, place, str(number))).encode("utf-8", "surrogatepass")).hexdigest()
