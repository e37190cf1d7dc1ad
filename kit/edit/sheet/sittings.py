"""A session as a sheet names it: by its day, and by its rank when that day has several."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

_RANKED = re.compile(r"(?P<day>.*?)(?P<rank> \([0-9]+\))?")


def labels(sessions: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give the name of each session, in the order of the file: « 2026-03-12 », « 2026-03-12 (2) »."""
    seen: Counter[str] = Counter()
    names = []
    for session in sessions:
        day = str(session.get("date"))
        seen[day] += 1
        names.append(day if seen[day] == 1 else f"{day} ({seen[day]})")
    return names


def parted(text: str) -> tuple[str, str]:
    """Give the day that a name writes, and the rank that follows it, or nothing."""
    found = _RANKED.fullmatch(text)
    return (found["day"], found["rank"] or "") if found else (text, "")
