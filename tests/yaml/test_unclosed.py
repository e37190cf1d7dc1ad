"""A bracket or a brace that is not closed is told where it was opened, and its edit gives the file back."""

import re
from collections.abc import Iterator

import pytest

from kit.yaml.compose import compose
from kit.yaml.spot import applied
from tests.conftest import HOUSE

FOLDER = HOUSE / "departments" / "88-vosges"
PAIRS = {"]": "[", "}": "{"}


def _opened(text: str, closing: int) -> int:
    """Give where what is closed at an index was opened."""
    depth = 0
    for index in range(closing, -1, -1):
        depth += (text[index] in PAIRS) - (text[index] in PAIRS.values())
        if not depth:
            return index
    raise AssertionError(closing)


def _cases() -> Iterator[tuple[str, str, int]]:
    """Give, of each file, one closing sign of each kind for each key that has one, on its line or lower."""
    for branch in ("commission", "membres", "sessions", "procedures"):
        text = (FOLDER / f"{branch}.yaml").read_text("utf-8")
        seen = set()
        for found in re.finditer(r"[\]}](?=.?)", text):
            first = text.rfind("\n", 0, found.start()) + 1
            line = text[first : text.find("\n", first)]
            opened = _opened(text, found.start()) if "#" not in line[: found.start() - first] else None
            kind = (line.split(":")[0].strip(), text[found.start() : found.start() + 2])
            # Une accolade que d’autres clés suivent : rien ne dit de laquelle des deux elles sont.
            if opened is not None and kind not in seen and kind[1] != "},":
                seen.add(kind)
                yield branch, text, found.start()


CASES = list(_cases())


@pytest.mark.parametrize(("branch", "text", "closing"), CASES, ids=[f"{branch}-{at}" for branch, _, at in CASES])
def test_what_is_not_closed_is_told_where_it_opens(branch: str, text: str, closing: int) -> None:
    broken = text[:closing] + text[closing + 1 :]
    [told] = compose(broken, (branch,)).spots
    at = sum(len(line) for line in broken.splitlines(keepends=True)[: told.line - 1]) + told.column - 1
    sign = PAIRS[text[closing]]
    assert "ne se referme pas" in told.breach.fields["cause"]
    assert broken[at] == sign
    # De deux accolades qui se ferment ensemble, rien ne dit laquelle manque.
    if text[closing + 1] not in PAIRS:
        assert at == _opened(text, closing)
    assert applied(broken, told.edits) == text
