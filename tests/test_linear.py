"""Every expression that meets the text of a file takes a time that its length bounds: no text makes it try again."""

import importlib
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Any

import pytest

from kit.files.resources import SCHEMAS
from kit.yaml.accents import mended
from kit.yaml.spaces import hard_spaces
from tests.conftest import HOUSE
from tests.growth import seconds

pytestmark = pytest.mark.proof

KIT = HOUSE / "kit"
# Les pièces où se lit ce qu'une personne a écrit, et celles qui l'écrivent de nouveau dans une phrase.
MODULES = sorted([*(KIT / "yaml").glob("*.py"), KIT / "french.py"])
# Ce qu'une expression peut avoir à essayer encore et encore : un signe, un mot, un signe puis un autre.
UNITS = [
    " ", "a", "1", "-", "_", ".", ":", "#", "&", "!", "*", "'", '"', "“", "”", "«", "\u00a0", "\t", "\n", "=", "•", "é",
    "@", "/", "+", "[", "{", ",", "1 ", "a ", "- ", "-a", "_a", ".a", " .", "a:", ": ", " :", "# ", "&a ", "!a ", "“”",
    "\u00a0 ", " \n", "\n ", "a\n", "a\u00a0", "1\u00a0", "Ã©", "- -", "a=", "a: ", "1/", "01", "://", "-1", " 1",
]  # fmt: skip
AROUND = [("", ""), ("", "!"), ("", "~"), ("a: ", "\n!"), ("- ", "é"), ('a: "', "”x"), ("1", "x,"), ("a@", " "),
          ("https://", " "), ("+33", "x")]  # fmt: skip
# Un temps quadratique se voit à la première taille, et la seconde est celle d'un texte entier.
SIZES = [(4_000, 0.02), (100_000, 0.3)]


def texts(size: int) -> Iterator[str]:
    for unit, (head, tail) in product(UNITS, AROUND):
        yield f"{head}{unit * (size // len(unit))}{tail}"


def expressions() -> Iterator[Any]:
    """Give each expression of these modules with the ways in which it is used."""
    sources = {path: path.read_text(encoding="utf-8") for path in MODULES}
    whole = "\n".join(sources.values())
    for path, source in sources.items():
        module = importlib.import_module(".".join(path.relative_to(HOUSE).with_suffix("").parts))
        for name in re.findall(r"^(_?[A-Z_]+) = (?:re\.compile|pattern)\(", source, re.MULTILINE):
            for way in sorted(set(re.findall(rf"\b{name}\.(search|match|fullmatch|finditer|findall|sub)\(", whole))):
                yield pytest.param(using(getattr(module, name), way), id=f"{path.stem}.{name}.{way}")


def using(found: Any, way: str) -> Callable[[str], object]:
    if way == "sub":
        return lambda text: found.sub("", text)
    if way == "finditer":
        return lambda text: sum(1 for _ in found.finditer(text))
    return lambda text: getattr(found, way)(text)


def patterns(described: Any) -> Iterator[str]:
    if isinstance(described, dict):
        if isinstance(described.get("pattern"), str):
            yield described["pattern"]
        described = list(described.values())
    if isinstance(described, list):
        for each in described:
            yield from patterns(each)


WRITTEN = sorted(
    {each for path in SCHEMAS.rglob("*.schema.json") for each in patterns(json.loads(path.read_text(encoding="utf-8")))}
)


def linear(run: Callable[[str], object]) -> None:
    for size, limit in SIZES:
        for text in texts(size):
            once = partial(run, text)
            if seconds(once, 1) > limit:
                assert seconds(once) <= limit, f"{text[:12]!r}… {text[-3:]!r}, {size}"


@pytest.mark.parametrize("run", list(expressions()))
def test_an_expression_of_the_reading_is_linear(run: Callable[[str], object]) -> None:
    linear(run)


@pytest.mark.parametrize("written", WRITTEN)
def test_a_pattern_of_the_schemas_is_linear(written: str) -> None:
    linear(re.compile(written).search)


def test_all_expressions_are_seen() -> None:
    """What this table does not find, nothing here would try."""
    names = {each.id for each in expressions()}
    assert {
        "compose._SUSPECT.match",
        "spaces._RUN.match",
        "unseen.WRITTEN.search",
        "days._LETTERS.fullmatch",
    } <= names
    assert len(names) > 30
    assert len(WRITTEN) > 8


@pytest.mark.parametrize("run", [hard_spaces, mended])
def test_what_several_expressions_do_together_is_linear(run: Callable[[str], object]) -> None:
    linear(run)
