"""The least that is enough of each shape, and what it takes of it: one sign less or more, and it is something else."""

from collections.abc import Iterator

import pytest
import yaml

from kit.law.texts import data
from kit.privacy.shapes import FILE, Read, shapes
from tests.conftest import DATA

_SHAPES = dict(zip((each["id"] for each in data(FILE)["formes"]), shapes(), strict=True))


def _rows() -> Iterator[tuple[str, str, list[str]]]:
    """Give a shape, a text, and what it takes of it; all of it, for a text alone."""
    told = yaml.safe_load((DATA / "formes.yaml").read_text(encoding="utf-8"))
    for name, rows in told.items():
        for row in rows:
            text, taken = (row, [row]) if isinstance(row, str) else row
            yield name, text, taken


@pytest.mark.parametrize(("name", "text", "taken"), [*_rows()])
def test_a_shape_takes_this_of_that(name: str, text: str, taken: list[str]) -> None:
    shape = _SHAPES[name]
    assert sorted({text[start:end] for start, end in shape.found(Read(text), shape.patterns)}) == taken
