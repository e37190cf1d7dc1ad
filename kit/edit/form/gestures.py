"""The gestures of the form that do more than write one value: what each asks, and the changes that it makes."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from kit.diff.lexicon import lowered
from kit.edit.form.draft import Draft
from kit.edit.form.fields import Fields
from kit.edit.form.nodes import Field, Gesture, Kind, identified
from kit.edit.form.plan import listed, plan
from kit.edit.form.proposals import proposed
from kit.edit.new.form import tidy
from kit.errors import UsageError
from kit.findings.finding import Pointer, reached
from kit.findings.remedy import Change, add, drop, put
from kit.french import spaced
from kit.law.periods import period_on
from kit.law.territories import slug
from kit.yaml import schema
from kit.yaml.days import is_day

Values = Mapping[str, Any]
_ADD, _REPLACE, _VACANT, _DROP = "ajouter", "remplacer", "vacant", "effacer"
_VACANCIES: Pointer = ("commission", "vacances")
_LAST, _START, _END = "dernier", "mandat/debut", "mandat/fin"
_SEAT = "siege"


def asked(entry: Pointer) -> list[list[str]]:
    """Give what a new entry at this place is asked, as ways from it; nothing where no gesture makes one."""
    told = plan()["ajouts"].get(listed(entry[:-1])) if isinstance(entry[-1], int) else None
    if told is None:
        return []
    own = told.get("propres", {}).get(entry[1], ()) if entry[0] == "membres" else ()
    return [way.split("/") for way in (*told["demande"], *told["propose"], *own)]


def filled_in(pointer: Pointer) -> tuple[str, ...]:
    """Give the keys of a group, an entry or inside one, that most people fill in."""
    ranks = [rank for rank, part in enumerate(pointer) if isinstance(part, int)]
    if not ranks:
        return ()
    entry, inside = pointer[: ranks[-1] + 1], list(map(str, pointer[ranks[-1] + 1 :]))
    ways = [*asked(entry), *(way.split("/") for way in plan()["ajouts"].get(listed(entry[:-1]), {}).get("montre", ()))]
    size = len(inside)
    return tuple(way[size] for way in ways if way[:size] == inside and len(way) > size)


def of_list(fields: Fields, pointer: Pointer, value: Sequence[Any]) -> Iterator[Gesture]:
    """Give what a list offers: one more entry; a seat without anybody, to be declared vacant."""
    told = plan()["ajouts"].get(listed(pointer))
    if told is None:
        return
    at = identified(pointer)
    asks = tuple(_fields(fields, _ADD, at, (*pointer, len(value))))
    yield Gesture(name=_ADD, at=at, label=told["bouton"], fields=asks)
    seats = {seat.id for seat in period_on(fields.draft.as_of).composition.seats}
    if pointer[0] == "membres" and pointer[1] in seats and not _sitting(fields.draft, value):
        asks = tuple(each for each in _fields(fields, _VACANT, at, (*_VACANCIES, 0)) if each.way != _SEAT)
        yield Gesture(name=_VACANT, at=at, label=plan()["vacant"]["bouton"], fields=asks)


def of_entry(fields: Fields, pointer: Pointer, value: Mapping[str, Any]) -> Iterator[Gesture]:
    """Give what an entry offers: to be erased and, for who sits, to be replaced."""
    at = identified(pointer)
    if pointer[0] == "membres" and len(pointer) == 3 and _sitting(fields.draft, [value]):
        told = plan()["remplacer"]
        last = Field(id=_asked_id(_REPLACE, at, _LAST), way=_LAST, label=told["dernier"], kind=Kind.DATE, required=True)
        asks = (each for each in _fields(fields, _REPLACE, at, pointer) if each.way != _END)
        needed = (replace(each, required=True) if each.way == _START else each for each in asks)
        yield Gesture(name=_REPLACE, at=at, label=told["bouton"], told=told["dit"], fields=(last, *needed))
    if erased(pointer):
        told = plan()["effacer"]
        said = told["titulaire" if pointer[0] == "membres" else "dit"]
        yield Gesture(name=_DROP, at=at, label=told["bouton"], told=said)


def of_group(pointer: Pointer, value: Mapping[str, Any]) -> Iterator[Gesture]:
    """Give what a group offers: to be erased as a whole, where emptying its fields one by one cannot do it."""
    if value and erased(pointer):
        told = plan()["effacer"]
        yield Gesture(name=_DROP, at=identified(pointer), label=told["groupe"], told=told["groupe_dit"])


def erased(pointer: Pointer) -> bool:
    """Tell whether what holds required fields offers to be erased: an entry that a button makes, or a group that its
    schema lets be missing."""
    if isinstance(pointer[-1], int):
        return listed(pointer[:-1]) in plan()["ajouts"]
    if len(pointer) == 1:
        return False
    described, holder = (schema.at(str(each[0]), each[1:]) or {} for each in (pointer, pointer[:-1]))
    return bool(described.get("required")) and pointer[-1] not in holder.get("required", ())


def done(draft: Draft, name: str, pointer: Pointer, values: Values) -> Draft:
    """Do a gesture with the values that were given, by the way of each from the entry that is made. Raises UsageError
    for a gesture that is not known, one that lacks a value, and as `Draft.edited` does."""
    makes = _MAKES.get(name)
    if makes is None:
        message = f"« {name} » ne se fait pas ici."
        raise UsageError(message)
    return draft.edited(makes(draft, pointer, values))


def _added(draft: Draft, pointer: Pointer, values: Values) -> Iterator[Change]:
    told = plan()["ajouts"][listed(pointer)]
    _refuse_missing(pointer, told["demande"], values)
    entry: dict[str, Any] = {}
    if "id" in (schema.at(str(pointer[0]), (*pointer[1:], 0)) or {}).get("required", ()):
        entry["id"] = _identifier(draft, pointer, values)
    for way, value in {**told.get("fixe", {}), **values}.items():
        if (kept := cleaned(value)) not in ("", []):
            _put(entry, way.split("/"), kept)
    yield add(pointer, _ordered(pointer, entry))


def _replaced(draft: Draft, pointer: Pointer, values: Values) -> Iterator[Change]:
    """Give an end to a term and begin the next one; who replaces somebody before the end of a term finishes it
    (« remplace », and the same last day)."""
    former = reached(draft.dossier.tree, pointer) or {}
    last, given = str(values.get(_LAST, "")), {way: value for way, value in values.items() if way != _LAST}
    if not is_day(last):
        message = "Écrivez le dernier jour du mandat de la personne remplacée."
        raise UsageError(message)
    _refuse_missing(pointer[:-1], [_START], values)
    term = former.get("mandat") if isinstance(former.get("mandat"), dict) else {}
    planned = str((term or {}).get("fin", ""))
    yield put((*pointer, "mandat", "fin"), last)
    if is_day(planned) and datetime.date.fromisoformat(planned) > datetime.date.fromisoformat(last):
        given = {**given, _END: planned, "remplace": former.get("id", "")}
    yield from _added(draft, pointer[:-1], given)


def _vacated(draft: Draft, pointer: Pointer, values: Values) -> Iterator[Change]:
    yield from _added(draft, _VACANCIES, {"siege": str(pointer[1]), **values})


def _dropped(_draft: Draft, pointer: Pointer, _values: Values) -> Iterator[Change]:
    yield drop(pointer)


_MAKES: Mapping[str, Callable[[Draft, Pointer, Values], Iterator[Change]]] = {
    _ADD: _added, _REPLACE: _replaced, _VACANT: _vacated, _DROP: _dropped,
}  # fmt: skip


def cleaned(value: Any) -> Any:
    """Give a value typed in a page as it is written: on one line, without what nobody sees, empty lines aside."""
    if isinstance(value, list):
        return [text for each in value if (text := tidy(str(each)))]
    return tidy(str(value))


def _refuse_missing(pointer: Pointer, ways: Sequence[str], values: Values) -> None:
    for way in ways:
        if cleaned(values.get(way, "")) in ("", []):
            described = schema.at(str(pointer[0]), (*pointer[1:], 0, *way.split("/"))) or {}
            message = f"Remplissez « {described['title']} »."
            raise UsageError(message)


def _fields(fields: Fields, name: str, at: str, entry: Pointer) -> Iterator[Field]:
    """Give the fields that a gesture asks for a new entry, with what may be proposed."""
    needed = plan()["ajouts"][listed(entry[:-1])]["demande"]
    for steps in asked(entry):
        place, way = (*entry, *steps), "/".join(steps)
        value = proposed(fields.draft, entry, way, successor=name == _REPLACE)
        field = fields.field(place, value, required=way in needed)
        label = field.label
        if len(steps) > 1:
            label = spaced(f"{fields.label(place[:-1])} : {lowered(label)}")
        yield replace(field, id=_asked_id(name, at, way), way=way, label=label)


def _asked_id(name: str, at: str, way: str) -> str:
    return f"{name}:{at}:{way}"


def _sitting(draft: Draft, entries: Sequence[Any]) -> bool:
    """Tell whether somebody may sit on the day: without a last day that is past."""
    ends = (reached(each, ("mandat", "fin")) for each in entries if isinstance(each, dict))
    return any(not is_day(str(end)) or str(end) >= draft.as_of.isoformat() for end in ends)


def _identifier(draft: Draft, pointer: Pointer, values: Values) -> str:
    """Give an identifier that nobody has: of a seat, its name and a rank; of an association, its name and the year of
    its approval."""
    taken = {name for list_name in ("membres", "associations_agreees") for name in _identifiers(draft, list_name)}
    if pointer[0] == "membres":
        stem = str(pointer[1]).replace("_", "-")
        return next(name for rank in count(1) if (name := f"{stem}-{rank}") not in taken)
    year = str(values.get("agrement/debut", ""))[:4]
    longest = int((schema.at(str(pointer[0]), (*pointer[1:], 0, "id")) or {})["maxLength"])
    stem = "-".join(filter(None, (slug(str(values["nom"]))[: longest - len("-2026-99")].strip("-"), year)))
    others = (f"{stem}-{rank}" for rank in count(2))
    return next(name for name in (stem, *_first(others, taken)) if name not in taken)


def _first(names: Iterator[str], taken: set[str]) -> Iterator[str]:
    yield next(name for name in names if name not in taken)


def _identifiers(draft: Draft, list_name: str) -> Iterator[str]:
    tree = draft.dossier.tree
    lists = [(tree.get("commission") or {}).get(list_name)]
    if list_name == "membres":
        lists = list((tree.get(list_name) or {}).values())
    yield from (str(each["id"]) for held in lists for each in held or () if isinstance(each, dict) and "id" in each)


def _put(entry: dict[str, Any], way: Sequence[str], value: Any) -> None:
    for part in way[:-1]:
        entry = entry.setdefault(part, {})
    entry[way[-1]] = value


def _ordered(pointer: Pointer, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Give the keys of an entry in the order of its schema, as the files have them."""
    known = list((schema.at(str(pointer[0]), (*pointer[1:], 0)) or {}).get("properties", ()))
    return {key: entry[key] for key in sorted(entry, key=known.index)}
