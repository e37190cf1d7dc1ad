"""The name of a file or of a folder as it may be shown: one that tells of somebody is not repeated, and still found."""

import re
from collections.abc import Iterable
from pathlib import Path

from kit.privacy.shapes import hits_in_name
from kit.yaml.names import shown

_KEPT = re.compile(
    r"(?P<code>(?:\d{2,3}|2[ab])(?=[-_ .]))?.*?(?P<ending>\.(?:ya?ml|pdf|docx?|xlsx?|odt|ods|txt|csv))?", re.I | re.S
)


def printable(name: str) -> str:
    """Give a name of a file as it can be shown: one that comes from another encoding cannot, as it is."""
    return name.encode("utf-8", "replace").decode()


def personal(name: str) -> str | None:
    """Give what a name tells of a person, as a sentence says it, or None."""
    return next((hit.label for hit in hits_in_name(name)), None)


def quotable(text: str, instead: str) -> str:
    """Give what somebody typed as a sentence may repeat it, on one line; words instead when it tells of somebody."""
    return shown(text) if personal(text) is None else instead


def typed(text: str, instead: str) -> str:
    """Give what somebody typed between « », on one line; words instead, which nobody typed, when it tells of
    somebody."""
    return f"« {shown(text)} »" if personal(text) is None else instead


def untold(sentence: str, words: Iterable[str]) -> str:
    """Give a sentence without what the words somebody typed (an option, a path and each of its folders) tell of
    somebody."""
    whole = [(word.strip("-"), [part.strip("-") for part in re.split(r"[/\\=]", word)]) for word in words]
    told = {said for word, parts in whole for said in list(filter(personal, parts)) or filter(personal, [word])}
    for word in sorted(told, key=len, reverse=True):
        for said in (word, shown(word).rstrip("…")):
            sentence = sentence.replace(said, "…")
    return sentence


def safe(name: str, rank: int) -> str:
    """Give a name that may be shown; of one that tells of somebody, the code of a department before it, the kind of
    file after it, and its rank (from 1) among those that stand beside it."""
    if personal(name) is None:
        return printable(name)
    kept = _KEPT.fullmatch(name)
    code, ending = (kept["code"], kept["ending"]) if kept else (None, None)
    return f"{f'{code}-' if code else ''}…{ending or ''} (n° {rank})"


def safe_name(path: Path) -> str:
    """Give the last name of a path as it may be shown; its rank is read in the folder that holds it."""
    if personal(path.name) is None:
        return printable(path.name)
    return safe(path.name, sum(beside.name <= path.name for beside in path.parent.iterdir()))
