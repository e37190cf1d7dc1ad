"""The shape of a file against its JSON Schema: each jsonschema error becomes one sentence of `traps`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kit import french
from kit.findings.finding import Pointer
from kit.findings.rule import Breach
from kit.yaml import faults, schema, shape
from kit.yaml.days import is_day, plausible
from kit.yaml.faults import Fault, Told
from kit.yaml.names import name, shown
from kit.yaml.repair import straight
from kit.yaml.written import Written, element

if TYPE_CHECKING:
    from kit.yaml.shape import Refusal

# Le premier et le dernier jour d’une période, tels que les fichiers les nomment.
_BARE = Written()
# Ce qui s’écrit sans guillemets, et ce que l’on en dit.
_QUOTED = {"integer": "nombre-mal-ecrit", "boolean": "oui-non"}
_PERIODS = (("debut", "fin"), ("depuis", "jusqu_au"))


def validate(branch: str, data: Any, written: Written = _BARE) -> Iterator[Told]:
    """Yield the trap and the breach of each shape error of one file; pointers start with the branch.

    The keys written without a value count as absent, and still must be known keys."""
    empty = set(written.empty)
    all_told = list(_told(branch, data, written))
    # Une clé mal écrite n'est pas, en plus, une clé absente ; un groupe mal placé n'a pas de clé absente.
    meant = {(*b.pointer[:-1], b.fields["proche"]) for _, b in all_told if b.fields.get("proche")}
    misplaced = {b.pointer[:-1] for _, b in all_told if b.case == "plusieurs"}
    done: set[Pointer] = set()
    for trap, breach in all_told:
        absent = trap == "valeur-absente"
        # Un constat par cause.
        if breach.pointer in done or (absent and (breach.pointer in meant or breach.pointer[:-1] in misplaced)):
            continue
        done.add(breach.pointer)
        if absent and breach.pointer in empty:
            breach = replace(breach, case="vide")
        yield trap, breach


def reversed_periods(data: Any, pointer: Pointer, last_of: Callable[[Pointer, date], date | None]) -> Iterator[Told]:
    """Tell the periods of a file whose last day comes before the first; `last_of` gives the last day of one that stands
    at a place and starts on a day, where something says how long it lasts."""
    if isinstance(data, dict):
        for first, last in _PERIODS:
            start, end = data.get(first), data.get(last)
            if isinstance(start, str) and isinstance(end, str) and is_day(start) and is_day(end) and end < start:
                fields = {"champ": last, "valeur": end, "premier": first, "jour": start}
                sound = last_of(pointer, date.fromisoformat(start))
                case = "inversee" if sound else "inversee-sans-duree"
                fields |= {"exemple": sound.isoformat()} if sound else {}
                yield "date-impossible", Breach(pointer=(*pointer, last), case=case, fields=fields)
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, (dict, list)):
            yield from reversed_periods(value, (*pointer, key), last_of)


# L’état d’une séance à venir.
_PLANNED = "prevue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The first day of the law, the last that may be written, and the year to come that examples are in."""

    first: date
    last: date
    coming: int


def unlikely(branch: str, data: Any, pointer: Pointer, span: Span) -> Iterator[Told]:
    """Tell the days of a file that come before the first day of the law, where nothing could be done before it, and
    those that come after any that may be written; the example of a planned session is a day to come."""
    planned = isinstance(data, dict) and data.get("etat") == _PLANNED
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        here = (*pointer, key)
        if isinstance(value, (dict, list)):
            yield from unlikely(branch, value, here, span)
        elif isinstance(value, str) and is_day(value) and not span.first.isoformat() <= value <= span.last.isoformat():
            described = schema.at(branch, here[1:]) or {}
            dated, late = re.search(described.get("pattern", ""), value), value > span.last.isoformat()
            if described.get("format") == "date" and dated and (late or not described.get("x-avant-la-loi")):
                fields = {"champ": name(here), "valeur": value, "premier": french.date(span.first)}
                fields["exemple"] = plausible(value, span.coming) if planned else plausible(value)
                yield "date-invraisemblable", Breach(pointer=here, case="" if late else "avant-loi", fields=fields)


def unquoted(branch: str, pointer: Pointer, written: str, size: int = 0) -> Told | None:
    """Tell a bare scalar that other YAML readers would type, where the schema wants a text."""
    described = schema.at(branch, pointer[1:])
    if not described or described.get("type") != "string":
        return None
    if described.get("format") == "date" or "enum" in described:
        return None
    genre = described.get("x-guillemets", "valeur")
    proper = written.upper() if genre == "code" else written
    pattern = described.get("pattern")
    if pattern and not re.search(pattern, proper):
        return None  # La forme elle-même est fausse : un seul constat, celui du schéma.
    advice = element(pointer, (f'"{shown(proper)}"',), size)
    fields = {"valeur": shown(written), "champ": str(pointer[-1]), "conseil": advice}
    return f"{genre}-sans-guillemets", Breach(pointer=pointer, fields=fields, fix=straight(proper))


def tidied(branch: str, pointer: Pointer, written: str, value: Any, size: int = 0) -> Told | None:
    """Tell a value between straight quotes that the kit understands though it is not written as the schema wants: a
    number, « true », a code with blanks around it. Any other reader of the schemas would refuse it."""
    described = schema.at(branch, pointer[1:]) or {}
    trap = _QUOTED.get(described.get("type", ""))
    if not trap and not described.keys() & {"enum", "format", "pattern"}:
        return None
    text = written.strip() if trap else str(value)
    mark = '"' if "x-guillemets" in described else ""
    fields = {"champ": name(pointer), "conseil": element(pointer, (f"{mark}{text}{mark}",), size)}
    case = "guillemets" if trap else "espaces" if text.lower() != written.lower() else "majuscules"
    return trap or "valeur-mal-ecrite", Breach(pointer=pointer, case=case, fields=fields, fix=f"{mark}{text}{mark}")


def curled(branch: str, pointer: Pointer, written: str) -> Told | None:
    """Tell a free text that stands between typographic quotes, as if they were the quotes of YAML."""
    if not schema.at(branch, pointer[1:]):
        return None
    inner = written[1:-1].strip()
    if not inner:
        return None
    fields = {"quoi": "La valeur", "lus": f"{written[0]} {written[-1]}", "conseil": f'"{shown(inner)}"'}
    return "yaml-guillemets-typographiques", Breach(pointer=pointer, fields=fields, fix=straight(inner))


def _told(branch: str, data: Any, written: Written) -> Iterator[Told]:
    unknown: dict[Pointer, list[str]] = {}
    lacking: set[Pointer] = set()
    for error in shape.of_file(schema.kind(branch))(data):
        fault = _fault(branch, error, data, written)
        if fault.keyword == "additionalProperties":
            allowed = fault.described.get("properties", {})
            unknown[fault.pointer] = [key for key in fault.value if key not in allowed]
        elif fault.keyword != "required" or fault.pointer not in lacking:
            yield from faults.tell(fault)
        if fault.keyword == "required":  # Rendu une fois par clé absente, pour la même liste.
            lacking.add(fault.pointer)
    for pointer in sorted(set(written.empty), key=str):
        unknown.setdefault(pointer[:-1], []).append(str(pointer[-1]))
    for parent, keys in unknown.items():
        allowed = (schema.at(branch, parent[1:]) or {}).get("properties", {})
        strangers = [key for key in keys if key not in allowed]
        if allowed and strangers:
            yield from faults.unknown_keys(allowed, strangers, _present(data, parent) & set(allowed), parent)


def _present(data: Any, pointer: Pointer) -> set[str]:
    for part in pointer[1:]:
        data = data[part]
    return set(data)


def _fault(branch: str, error: "Refusal", data: Any, written: Written) -> Fault:
    path = tuple(error.absolute_path)
    return Fault(
        keyword=str(error.validator),
        wanted=error.validator_value,
        value=error.instance,
        described=schema.at(branch, path) or {},
        pointer=(branch, *path),
        size=size(data, (branch, *path), written.brackets),
        known=written.known,
    )


def size(data: Any, pointer: Pointer, brackets: frozenset[Pointer]) -> int:
    """Give how many elements the list in brackets at whose element a pointer leads has; zero for a list on lines."""
    if pointer[:-1] not in brackets:
        return 0
    for part in pointer[1:-1]:
        data = data[part]
    return len(data)
