"""The parser in Python reads what libyaml reads, alike; and whatever libyaml refuses is explained by it alone."""

import random
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pytest
import yaml

from kit.yaml.compose import compose
from kit.yaml.parser import PlainLoader, parsed, tokens
from kit.yaml.unseen import WRITTEN, legible
from tests.conftest import DATA, HOUSE
from tests.yaml.table import rows
from tools.corpus.damage import damaged

# Ce que chacun lirait à sa façon si rien n’y veillait, puis des mots et des signes pour les mêler.
PIECES = (
    "a: b\n", "- x\n", "  - y\n", "  c: d\n", "[a, b]", "{a: b}", '"q"', "'q'", "?", "!", "&n ", "*n", "# c", "\t",
    " ", ":", "-", ",", "|\n  t\n", ">\n  t\n", "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "é", "\u00a0", "?x",
    "!t ", "!!str ", "!<x> ", "@", "`", "\\", "\\x41", "\\u00e9", "0", "\n", "\n\n", "  ", "]", "}", "{", "[", '"',
    "'", "|", ">", "|-", "|2", ">+", "=", "<<: ", "~", "k:\tv\n", "- \tz\n", "-\tz\n", "\ta: b\n", "a:b", "a :b",
    " :", ": ", '"\\UFFFFFFFF"', '"\\ud800"', "%9\n", "http://x", "x?", "? ", "a#b", "a #b", "🙂",
)  # fmt: skip
ORDINARY = sorted((HOUSE / "departments").rglob("*.yaml"))
Read = list[tuple[Any, ...]]


def texts() -> Iterator[str]:
    """Give texts as people write them, and as nobody would."""
    rng = random.Random(7)
    raws = [path.read_bytes() for path in ORDINARY]
    raws += [row.raw for table in ("fichier", "structure", "valeur") for row in rows(table)]
    raws += [path.read_bytes() for path in sorted((DATA / "invalid").rglob("*.yaml"))]
    raws += [damaged(path.read_bytes(), rng) for path in ORDINARY for _ in range(4)]
    for raw in raws:
        text = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        if not WRITTEN.search(text):
            yield legible(text)
    yield from ("".join(rng.choices(PIECES, k=rng.randrange(1, 9))) for _ in range(6000))


def told(made: Iterable[Any]) -> Read:
    """Give all that the kit uses of the events of a text."""
    read: Read = []
    flows: list[bool] = []
    for event in made:
        start, end = event.start_mark, event.end_mark
        what: tuple[Any, ...] = (type(event).__name__,)
        if isinstance(event, yaml.NodeEvent):
            what += (start.index, start.line, start.column, event.anchor, getattr(event, "tag", None))
        if isinstance(event, yaml.ScalarEvent):
            what += (event.value, event.style or None, end.index)
        if isinstance(event, yaml.CollectionStartEvent):
            flows.append(bool(event.flow_style))
        if isinstance(event, yaml.CollectionEndEvent) and flows.pop():
            what += (end.index,)
        read.append(what)
    return read


def in_python(text: str) -> Read:
    return told(yaml.parse(text, Loader=PlainLoader))


def taken(read: Callable[[], Read]) -> Read | str:
    """Give what is read, or the words of the refusal."""
    try:
        return read()
    except yaml.MarkedYAMLError as error:
        return f"{error.context} {error.problem} {error.problem_mark}"


def test_what_libyaml_reads_is_read_alike() -> None:
    alone = {text: taken(partial(in_python, text)) for text in texts()}
    assert [text for text, read in alone.items() if taken(partial(parsed, text, told)) != read] == []
    assert sum(isinstance(read, list) for read in alone.values()) > 1000


def test_the_texts_of_a_file_are_found_alike() -> None:
    for path in ORDINARY:
        text = path.read_text(encoding="utf-8")
        assert _scalars(tokens(text)) == _scalars(yaml.scan(text, Loader=PlainLoader)), path


def _scalars(found: Iterable[Any]) -> list[tuple[int, int, str | None]]:
    return [
        (each.start_mark.index, each.end_mark.index, each.style)
        for each in found
        if isinstance(each, yaml.ScalarToken) and each.style
    ]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('a: "x\\UFFFFFFFF"\n', "la barre « \\ » n’est pas permise entre guillemets doubles"),
        ('a: "x\\U00110000"\n', "la barre « \\ » n’est pas permise entre guillemets doubles"),
        (f"%YAML 1.{'9' * 5000}\n---\na: b\n", "la ligne commence par un signe réservé (« % »)"),
        ("%9\na: b\n", "la ligne commence par un signe réservé (« % »)"),
        ("% avis\na: b\n", "la ligne commence par un signe réservé (« % »)"),
    ],
)
def test_a_number_that_is_too_large_is_told(text: str, cause: str) -> None:
    [spot] = compose(text, ("commission",)).spots
    assert (spot.trap, spot.breach.fields["cause"]) == ("yaml-illisible", cause)
