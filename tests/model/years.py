"""A department whose sessions are parted by year, and the same in one file: what both must say alike."""

import itertools
import re
from collections.abc import Iterator, Mapping

from tests.conftest import HOUSE

Files = dict[str, bytes]
_SESSION = re.compile(r"^- ", re.MULTILINE)
_YEAR = re.compile(r"\bdate: \"?([0-9]{4})-")
FOLDERS = tuple(sorted(path.name for path in (HOUSE / "departments").iterdir() if path.is_dir()))


def files(folder: str) -> Files:
    """Give the files of an example department, by name."""
    return {path.name: path.read_bytes() for path in sorted((HOUSE / "departments" / folder).glob("*.yaml"))}


def blocks(text: str) -> tuple[str, list[str]]:
    """Give what stands before the sessions of a file, then each of them."""
    starts = [found.start() for found in _SESSION.finditer(text)]
    return text[: starts[0]] if starts else text, [text[a:b] for a, b in itertools.pairwise([*starts, len(text)])]


def parted(held: Mapping[str, bytes], years: tuple[str, ...]) -> tuple[Files, Files]:
    """Give a department whose sessions of some years have their own files, and the same whose one file has them in the
    order in which those are read."""
    head, sessions = blocks(held["sessions.yaml"].decode())
    own = {year: [each for each in sessions if _year(each) == year] for year in years}
    left = [each for each in sessions if not any(each in found for found in own.values())]
    texts = {f"sessions-{year}.yaml": "".join(found) for year, found in own.items()}
    rest = "".join(left) or "[]\n"
    split = {**held, **{name: text.encode() for name, text in texts.items()}, "sessions.yaml": (head + rest).encode()}
    ordered = "".join(each for year in sorted(years) for each in own[year])
    return split, {**held, "sessions.yaml": (head + ordered + "".join(left)).encode()}


def splits(held: Mapping[str, bytes]) -> Iterator[tuple[str, ...]]:
    """Give every set of years whose sessions may leave the one file."""
    _, sessions = blocks(held["sessions.yaml"].decode())
    years = sorted(set(map(_year, sessions)))
    for size in range(1, len(years) + 1):
        yield from itertools.combinations(years, size)


def _year(session: str) -> str:
    found = _YEAR.search(session)
    assert found, session
    return found[1]
