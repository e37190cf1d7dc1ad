"""What is written in a cell, as a file of the department has it: by the schema of the place that its column fills."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kit.diff.lexicon import phrases
from kit.edit.sheet import seats
from kit.edit.sheet.tables import Column, comparable, nothing, truths, values
from kit.french import quoted
from kit.yaml import days
from kit.yaml.guesses import same
from kit.yaml.names import shown
from kit.yaml.repair import counted, fits, repaired
from kit.yaml.schema import JsonSchema, examples, resolve
from kit.yaml.written import Known

# Entre deux mots d’une liste ; entre deux textes libres, qui ont leurs propres signes, seulement un retour à la ligne.
_BETWEEN, _APART = re.compile(r"\s*[,;\n/]\s*|\s+et\s+"), re.compile(r"\s*\n\s*")
_LONG_DATE = re.compile(r"\s+[0-9]{1,2}[:hH][0-9]{2}(?::[0-9]{2})?$")
_FEW = 3
Data = str | list[str]


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a text is not what a column wants: a case of `phrases.yaml` and its fields."""

    case: str
    fields: dict[str, str]


def understood(text: str, column: Column, described: JsonSchema, known: Known | None = None) -> Data | Misread:
    """Give what a file holds for the text of a cell; `known` are the identifiers that the column may cite."""
    if described.get("type") != "array":
        return _one(text, column, described, known)
    if comparable(text) in nothing():
        return []
    items = resolve(described["items"])
    free = _is_free(items)
    found: list[str] = []
    for part in (_APART if free else _BETWEEN).split(text.strip()):
        read = _one(part, column, items, known, listed=True) if part else None
        if isinstance(read, Misread):
            return read
        found += [read] if read and (free or read not in found) else []
    return found


def shown_in_cell(value: object, described: JsonSchema) -> str:
    """Write what a file holds as a cell has it: a value chosen among others in the words of the pages."""
    if isinstance(value, list):
        items = resolve(described["items"])
        free = _is_free(items)
        told = (_listed(str(each)) if "enum" in items else str(each) for each in value)
        return nothing()[0] if not value else ("\n" if free else ", ").join(told)
    if described.get("type") == "boolean":
        return {"true": "oui", "false": "non"}.get(str(value), str(value))
    return worded(str(value)) if "enum" in described else str(value)


def _is_free(described: JsonSchema) -> bool:
    return described.get("type") == "string" and not {"enum", "pattern", "format"} & set(described)


def _one(
    text: str, column: Column, described: JsonSchema, known: Known | None, *, listed: bool = False
) -> str | Misread:
    if described.get("format") == "date":
        return _day(text)
    if described.get("type") == "boolean":
        return truths().get(comparable(text)) or Misread("oui-non", {"valeur": shown(text)})
    if described.get("type") == "integer":
        number = counted(text, column.place[-1])
        return str(number) if number is not None else Misread("nombre", {"valeur": shown(text)})
    if "enum" in described:
        return _chosen(text, column, described, listed=listed)
    if known is not None:
        return _cited(text, described, known)
    if "pattern" in described:
        return _formed(text, column, described)
    return " ".join(text.split("\n"))


def _day(text: str) -> str | Misread:
    bare = _LONG_DATE.sub("", text)
    found = bare if days.is_day(bare) else days.certain(bare) or days.meant(bare)
    if found and not _turned(bare):
        return found
    _, advice = days.told(bare)
    return Misread("date", {"valeur": shown(text), "conseil": advice})


def _turned(text: str) -> bool:
    """Tell a text of which only the month and the day, exchanged, make a day: nobody knows that they were."""
    trap, _ = days.told(text)
    return trap == "date-impossible"


def _chosen(text: str, column: Column, described: JsonSchema, *, listed: bool) -> str | Misread:
    choice: list[str] = described["enum"]
    words = {(_listed if listed else worded)(each): each for each in choice}
    found = same(text, choice) or values(column.name).get(comparable(text))
    found = found or {comparable(word): each for word, each in words.items()}.get(comparable(text))
    otherwise = f" {column.otherwise}" if column.otherwise else ""
    fields = {"valeur": shown(text), "titre": column.title, "choix": quoted(words, "ou"), "sinon": otherwise}
    return found or Misread("choix", fields)


@functools.cache
def worded(value: str) -> str:
    """Give a value of a file in the words of the pages: « chefs de la cour d’appel », « cohésion sociale »."""
    told: str | None = phrases()["mots"].get(value)
    return told or seats.short(value).replace("_", " ")


def _listed(value: str) -> str:
    """Give the words of a value inside a list, that no sign of theirs cuts in two."""
    return value.replace("_", " ") if _BETWEEN.search(worded(value)) else worded(value)


def _cited(text: str, described: JsonSchema, known: Known) -> str | Misread:
    """Give the identifier that a text means among those of the department; one that may come later is kept."""
    meant = known.meant(text)
    if len(meant) == 1 and (text in known.ids or not fits(described, text)):
        return meant[0]
    if fits(described, text):
        return text
    few = known.ids[:_FEW]
    if not few:
        return Misread("reference-aucune", {"valeur": shown(text)})
    return Misread("reference", {"valeur": shown(text), "choix": f", par exemple {quoted(few, 'ou')}"})


def _formed(text: str, column: Column, described: JsonSchema) -> str | Misread:
    if fits(described, text):
        return text
    near = repaired(described, text)
    if near and comparable(near) == comparable(text):
        return near  # « 14h00 » et « 14:00 », « 04.76.00.00.38 » et « 04 76 00 00 38 » : la même chose.
    example = near or next(_examples(described), "")
    advice = f"Écrivez « {example} »." if near else f"Écrivez par exemple « {example} »." if example else "Corrigez-la."
    return Misread("forme", {"valeur": shown(text), "titre": column.title, "conseil": advice})


def _examples(described: JsonSchema) -> Iterator[str]:
    return iter(examples(described))
