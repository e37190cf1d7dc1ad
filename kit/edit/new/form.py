"""A file to fill in like a form: what is known written, all the rest commented, each line explained by its schema.

Three kinds of lines. `##` explains and stays; `# ` is an example, good once that mark is taken away; inside an
example, a second `# ` keeps what is optional. An editor that takes one mark away leaves the other two as comments.
"""

import functools
import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kit.files import resources
from kit.french import NBSP, NNBSP, listing, spaced
from kit.yaml import schema
from kit.yaml.schema import JsonSchema
from kit.yaml.source import read

Example = dict[str, Any]
_WIDTH = 110
# Une longue liste de valeurs se lit dans l'éditeur, pas dans un commentaire.
_VALUES = 8
_OPTIONAL = "?"
_WORD = re.compile(r"[a-z][a-z0-9_-]*")
_BRACES = re.compile(r"\{(\w+)\}")
# Retours à la ligne et caractères invisibles : le kit refuse un fichier qui en contient.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_NO_CHARACTERS = "\u2065\ufffe\uffff"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line before it is written: its indent, the columns of its comment marks, what explains it."""

    indent: int
    text: str
    marks: tuple[int, ...]
    said: str = ""

    def written(self) -> str:
        done, text = 0, ""
        for column in self.marks:
            text += " " * (column - done) + "# "
            done = column
        return text + " " * (self.indent - done) + self.text


def example(name: str, words: Mapping[str, str]) -> Any:
    """Give a file of `formulaire` with its words in the place of the braces."""
    return filled(_read(name), words)


@functools.cache
def _read(name: str) -> Any:
    path = resources.FORM / f"{name}.yaml"
    return read(path, path.name).data


def filled(value: Any, words: Mapping[str, str]) -> Any:
    """Put words in the place of the braces of a text, or of all the texts of a group or of a list."""
    if isinstance(value, dict):
        return {key: filled(each, words) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each, words) for each in value]
    return _BRACES.sub(lambda found: words.get(found[1], found[0]), value)


def tidy(text: str) -> str:
    """Give a text on one line, without what nobody sees."""
    seen = (_kept(char) for char in text)
    return "".join(seen).strip(" ")


def quoted(text: str) -> str:
    """Write any text as a YAML scalar in straight quotes, on one line."""
    return json.dumps(tidy(text), ensure_ascii=False)


def _kept(char: str) -> str:
    if unicodedata.category(char) not in _UNSEEN and char not in _NO_CHARACTERS:
        return char
    return " " if char.isspace() else ""


def prose(*sentences: str) -> Iterator[str]:
    """Write lines that explain."""
    for sentence in sentences:
        yield from _wrapped(sentence, "## ")


def groups(branch: str, example: Example, data: Example, heads: Mapping[str, str]) -> Iterator[str]:
    """Give the lines of a file that is a group of keys, in the order of the example; `heads` explain its keys, or else
    the schema does."""
    described = schema.resolve(schema.load(branch))
    told: set[str] = set()
    for key, shown in example.items():
        inner = schema.resolve(described["properties"][key.removesuffix(_OPTIONAL)])
        yield ""
        yield from prose(heads.get(key) or f"{inner['title']}. {_explained(inner)}")
        first, *rest = _entries(described, {key: shown}, data, 0, ())
        yield from _explain([replace(first, said=""), *rest], told)


def items(branch: str, examples: list[tuple[str, Example]]) -> Iterator[str]:
    """Give the lines of a file that is a list: each example, explained by its own sentence."""
    described = schema.resolve(schema.resolve(schema.load(branch))["items"])
    told: set[str] = set()
    for said, shown in examples:
        yield ""
        yield from prose(said)
        yield from _explain(_item(described, shown, None, 0, (0,)), told)


def _explain(lines: list[_Line], told: set[str]) -> Iterator[str]:
    """Write lines, each with its explanation the first time it comes: on the line, or above it when it is long."""
    for line in lines:
        text = line.written()
        said = "" if line.said in told else line.said
        told.add(said)
        if said and len(text) + len(said) + len("  # ") > _WIDTH:
            yield from _wrapped(said, f"## {' ' * line.indent}")
            said = ""
        yield f"{text}  # {said}" if said else text


def _wrapped(text: str, head: str) -> Iterator[str]:
    # Un guillemet ne reste pas seul au bout d'une ligne ; le fichier, lui, n'a que des espaces ordinaires.
    for line in textwrap.wrap(spaced(text), _WIDTH, initial_indent=head, subsequent_indent=head,
                              break_on_hyphens=False):  # fmt: skip
        yield line.replace(NBSP, " ").replace(NNBSP, " ")


def _entries(described: JsonSchema, example: Example, data: Example | None, indent: int,
             marks: tuple[int, ...]) -> Iterator[_Line]:  # fmt: skip
    for written, shown in example.items():
        key = written.removesuffix(_OPTIONAL)
        inner = schema.resolve(described["properties"][key])
        value = (data or {}).get(key)
        if value is not None:
            yield from _entry(key, inner, shown, value, indent, ())
        elif not marks:
            yield from _entry(key, inner, shown, None, indent, (indent,))
        else:
            optional = written.endswith(_OPTIONAL) and len(marks) == 1
            yield from _entry(key, inner, shown, None, indent, (*marks, indent) if optional else marks)


def _entry(key: str, described: JsonSchema, example: Any, data: Any, indent: int,
           marks: tuple[int, ...]) -> Iterator[_Line]:  # fmt: skip
    said = _explained(described)
    shown = example if data is None else data
    if described["type"] == "object":
        yield _Line(indent, f"{key}:", marks, said)
        yield from _entries(described, example, data, indent + 2, marks)
    elif described["type"] != "array":
        yield _Line(indent, f"{key}: {_scalar(described, shown)}", marks, said)
    elif (inner := schema.resolve(described["items"]))["type"] == "object":
        yield _Line(indent, f"{key}:", marks, said)
        for index, each in enumerate(shown):
            model = example[min(index, len(example) - 1)]
            yield from _item(inner, model, None if data is None else each, indent + 2, marks)
    else:
        yield from _listed(key, [_scalar(inner, each) for each in shown], indent, marks, said)


def _item(described: JsonSchema, example: Example, data: Example | None, indent: int,
          marks: tuple[int, ...]) -> list[_Line]:  # fmt: skip
    first, *rest = _entries(described, example, data, indent + 2, marks)
    return [replace(first, indent=indent, text=f"- {first.text}"), *rest]


def _listed(key: str, words: list[str], indent: int, marks: tuple[int, ...], said: str) -> Iterator[_Line]:
    if any(word.startswith('"') for word in words):
        yield _Line(indent, f"{key}:", marks, said)
        yield from (_Line(indent + 2, f"- {word}", marks) for word in words)
    else:
        yield _Line(indent, f"{key}: [{', '.join(words)}]", marks, said)


def _scalar(described: JsonSchema, value: str) -> str:
    """Write a value as the house does: days, numbers and words of a list bare, all the rest between quotes."""
    named = ("enum" in described or "pattern" in described) and _WORD.fullmatch(value)
    bare = named or described["type"] in ("integer", "boolean") or described.get("format") == "date"
    return value if bare else quoted(value)


def _explained(described: JsonSchema) -> str:
    said = str(described["description"])
    inner = schema.resolve(described["items"]) if described["type"] == "array" else described
    values = inner.get("enum", ())
    if not values or len(values) > _VALUES or values[0] in said:
        return said
    return f"{said.rstrip('.')} ({listing(values, 'ou')})."
