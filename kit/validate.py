"""The shape of a file against its JSON Schema: each jsonschema error becomes one sentence of `traps`."""

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from kit import schema
from kit.french import quoted
from kit.report import Pointer
from kit.rule import Breach
from kit.suggest import nearest, question

Told = tuple[str, Breach]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FRENCH_DAY = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_BOOLEANS = {"oui": "true", "vrai": "true", "yes": "true", "on": "true", "non": "false", "faux": "false",
             "no": "false", "off": "false"}  # fmt: skip
_QUOTES = "“”„‘’«»"
_CONTAINERS = {"array": "une liste (lignes commençant par « - »)", "object": "un groupe de clés"}
_LAYOUT = {
    "array": "Mettez chaque élément sur sa ligne, sous la clé, après un tiret : « - ».",
    "object": "Mettez chaque clé sur sa ligne, sous celle-ci, deux espaces plus à droite.",
    "string": "Écrivez la valeur sur la même ligne que la clé.",
}
_CHECKER = FormatChecker(formats=())


@_CHECKER.checks("date")
def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return bool(_DAY.fullmatch(value)) and date.fromisoformat(value) is not None
    except ValueError:
        return False


@functools.cache
def _validator(branch: str) -> Draft202012Validator:
    return Draft202012Validator(schema.load(branch), registry=schema.registry(), format_checker=_CHECKER)


def validate(branch: str, data: Any) -> Iterator[Told]:
    """Yield the trap and the breach of each shape error of one file; pointers start with the branch."""
    told = set()
    for error in _validator(branch).iter_errors(data):
        pointer: Pointer = (branch, *error.absolute_path)
        for trap, breach in _TELL.get(str(error.validator), _unknown)(error, pointer):
            # Un constat par cause : « required » est rendu une fois par clé absente, pour la même liste.
            if breach.pointer not in told:
                told.add(breach.pointer)
                yield trap, breach


def unquoted(branch: str, pointer: Pointer, written: str) -> Told | None:
    """Tell a bare scalar that other YAML readers would type, where the schema wants a text."""
    described = schema.at(branch, pointer[1:])
    if not described or described.get("type") != "string":
        return None
    if described.get("format") == "date" or (described.get("enum") and written not in described["enum"]):
        return None
    genre = described.get("x-guillemets", "valeur")
    pattern = described.get("pattern")
    if genre != "valeur" and pattern and not re.search(pattern, written.upper()):
        return None  # La forme elle-même est fausse : un seul constat, celui du schéma.
    return f"{genre}-sans-guillemets", Breach(pointer=pointer, fields={"valeur": written, "champ": _name(pointer)})


def _name(pointer: Pointer) -> str:
    return next((part for part in reversed(pointer) if isinstance(part, str)), "")


def _additional(error: ValidationError, pointer: Pointer) -> Iterator[Told]:
    allowed = list(error.schema["properties"])
    for key in sorted(set(error.instance) - set(allowed)):
        near = nearest(key, [word for word in allowed if word not in error.instance] or allowed)
        advice = f"Écrivez « {near} »" if near else f"Choisissez parmi {quoted(allowed, 'ou')}, ou effacez la ligne"
        fields = {"cle": key, "suggestion": question(near), "conseil": f"{advice}.", "proche": near or ""}
        yield "cle-inconnue", Breach(pointer=(*pointer, key), fields=fields)


def _required(error: ValidationError, pointer: Pointer) -> Iterator[Told]:
    for key in error.validator_value:
        if key not in error.instance:
            described = schema.resolve(error.schema["properties"][key])
            fields = {"champ": key, "description": _lower(described["description"]).rstrip(".")}
            yield "valeur-absente", Breach(pointer=(*pointer, key), fields=fields)


def _enum(error: ValidationError, pointer: Pointer) -> Iterator[Told]:
    value = error.instance
    if not isinstance(value, str):
        return  # L'erreur de type est déjà dite.
    allowed = [word for word in error.validator_value if isinstance(word, str)]
    near = nearest(value, allowed)
    advice = f"Écrivez « {near} »." if near else f"Choisissez parmi {quoted(allowed, 'ou')}."
    fields = {"valeur": value, "champ": _name(pointer), "suggestion": question(near), "conseil": advice}
    yield "valeur-inconnue", Breach(pointer=pointer, fields=fields)


def _type(error: ValidationError, pointer: Pointer) -> Iterator[Told]:
    expected, value = str(error.validator_value), error.instance
    champ = _name(pointer)
    if expected == "boolean" and isinstance(value, str):
        advice = _BOOLEANS.get(value.strip(f"{_QUOTES} ").lower(), "true")
        yield "oui-non", Breach(pointer=pointer, fields={"champ": champ, "valeur": value, "conseil": advice})
    elif expected == "integer" and isinstance(value, str):
        yield "nombre-mal-ecrit", Breach(pointer=pointer, fields={"champ": champ, "valeur": value, "minimum": ""})
    else:
        wanted = _CONTAINERS.get(expected, "une valeur simple")
        read = "un élément vide" if value is None else "une valeur simple"
        if isinstance(value, (list, dict)):
            read = _CONTAINERS["array" if isinstance(value, list) else "object"]
        advice = _LAYOUT.get(expected, _LAYOUT["string"])
        fields = {"champ": champ, "attendu": wanted, "lu": read, "conseil": advice}
        yield "forme-inattendue", Breach(pointer=pointer, fields=fields)


def _format(error: ValidationError, pointer: Pointer) -> Iterator[Told]:
    value = str(error.instance).strip(f"{_QUOTES} ")
    fields = {"valeur": value}
    if french := _FRENCH_DAY.fullmatch(value):
        day, month, year = french.groups()
        written = f"{year if len(year) == 4 else '20' + year}-{int(month):02}-{int(day):02}"
        if _is_day(written):
            yield "date-francaise", Breach(pointer=pointer, fields={**fields, "conseil": written})
            return
    if _DAY.fullmatch(value):
        yield "date-impossible", Breach(pointer=pointer, fields={**fields, "conseil": _possible(value)})
    else:
        yield "date-mal-ecrite", Breach(pointer=pointer, fields=fields)


def _possible(value: str) -> str:
    year, month, day = (int(part) for part in value.split("-"))
    if not 1 <= month <= 12:
        swapped = f"{year:04}-{day:02}-{month:02}"
        return f"Le mois va de 01 à 12 : vouliez-vous écrire « {swapped} » ?" if _is_day(swapped) else (
            "Le mois va de 01 à 12 : corrigez-le.")  # fmt: skip
    last = next((d for d in (31, 30, 29, 28) if _is_day(f"{year:04}-{month:02}-{d:02}")), 28)
    return f"Ce mois-là finit le {last} : corrigez le jour."


def _pattern(error: ValidationError, pointer: Pointer) -> Iterator[Told]:
    described = error.schema
    examples = described.get("examples") or ["voir la description"]
    if any(quote in str(error.instance) for quote in _QUOTES):
        inner = str(error.instance).strip(f"{_QUOTES}\u00a0\u202f ")
        fields = {"quoi": "La valeur", "lus": "“ ”", "valeur": inner}
        yield "yaml-guillemets-typographiques", Breach(pointer=pointer, fields=fields)
        return
    fields = {
        "valeur": str(error.instance),
        "champ": _name(pointer),
        "exemple": str(examples[0]),
        "description": _lower(described.get("description", "forme attendue")).rstrip("."),
    }
    yield "valeur-mal-ecrite", Breach(pointer=pointer, fields=fields)


def _length(error: ValidationError, pointer: Pointer) -> Iterator[Told]:
    if error.validator == "minLength":
        described = _lower(str(error.schema.get("description", ""))).rstrip(".")
        yield "valeur-absente", Breach(pointer=pointer, fields={"champ": _name(pointer), "description": described})
        return
    fields = {"champ": _name(pointer), "longueur": str(len(error.instance)), "limite": str(error.validator_value)}
    yield "valeur-trop-longue", Breach(pointer=pointer, fields=fields)


def _minimum(error: ValidationError, pointer: Pointer) -> Iterator[Told]:
    fields = {
        "champ": _name(pointer),
        "valeur": str(error.instance),
        "minimum": f", {error.validator_value} au moins",
    }
    yield "nombre-mal-ecrit", Breach(pointer=pointer, fields=fields)


def _unique(_error: ValidationError, pointer: Pointer) -> Iterator[Told]:
    yield "valeur-repetee", Breach(pointer=pointer, fields={"champ": _name(pointer)})


def _unknown(error: ValidationError, pointer: Pointer) -> Iterator[Told]:
    fields = {"champ": _name(pointer), "attendu": "autre chose", "lu": f"« {error.instance} »"[:80]}
    yield "forme-inattendue", Breach(pointer=pointer, fields={**fields, "conseil": "Reprenez le modèle."})


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


_TELL: dict[str, Callable[[ValidationError, Pointer], Iterable[Told]]] = {
    "additionalProperties": _additional,
    "required": _required,
    "enum": _enum,
    "type": _type,
    "format": _format,
    "pattern": _pattern,
    "minLength": _length,
    "maxLength": _length,
    "minimum": _minimum,
    "uniqueItems": _unique,
}
