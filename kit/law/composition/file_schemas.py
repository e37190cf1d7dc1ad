"""What the law writes in the schemas of the files: the seats, with their titles, ranks and days, and two delays."""

import copy
import datetime
import json
from collections.abc import Iterator
from typing import Any

from kit.french import date, quoted
from kit.law import prose
from kit.law.texts import COMPOSITION, REPLACEMENT, Seat, Version, provision
from kit.yaml import schema
from kit.yaml.schema import JsonSchema

_HOLDERS = {"$ref": "definitions.schema.json#/$defs/titulaire"}
_DAY = datetime.timedelta(days=1)
# Ce que procedures.yaml décrit d’un délai du droit.
_EXIT = "Après [[casf-psp.total_mois un mois]] de parcours."
# L’éditeur souligne la clé elle-même : la phrase n’a pas à la nommer.
_ONLY = " ; une clé que l’éditeur ne propose pas n’existe pas ici."
# Ce que l’éditeur dit d’une valeur d’un autre type.
_TYPES = {
    "object": f"Un groupe de clés est attendu{_ONLY}",
    "string": "Un texte est attendu, entre guillemets droits s’il ressemble à un nombre, à une date ou à true.",
    "integer": "Un nombre entier est attendu, sans guillemets.",
    "boolean": "Écrivez true ou false, sans guillemets.",
    "array": "Une liste est attendue : un tiret et une espace devant chaque élément, ou des crochets autour de tous.",
}
# Ce que sessions.yaml dit d’une réunion que le droit ne connaît que depuis un jour.
_MINORS = "Réunion de coordination pour les mineurs, depuis le [[casf-r121-12-8.depuis reunions_mineurs]]."
_TOPIC = (
    "« politique » : orientations ; « individuelle » : demandes de parcours ; « mineurs » : coordination pour les "
    "mineurs, depuis le [[casf-r121-12-8.depuis reunions_mineurs]] ; « autre » : un autre sujet. Sans cette ligne, la "
    "séance est « à compléter »."
)
_ADDRESS = "Justificatif de domicile de moins de [[ceseda-aps.domicile_mois un mois]]."


def texts() -> dict[str, str]:
    """Give the files that `kit schemas` rewrites after a change of the law, by name."""
    built = {name: schema.load(name) for name in (*schema.BRANCHES, schema.REPOSITORY, "definitions")}
    built |= {
        "membres": _members(),
        "definitions": _definitions(),
        "procedures": _procedures(),
        "sessions": _sessions(),
    }
    return {
        f"{name}.schema.json": json.dumps(_told(each), ensure_ascii=False, indent=2) + "\n"
        for name, each in built.items()
    }


def _told(described: Any) -> Any:
    """Give a schema where each value says in French what an editor shows when it is refused: its own sentence, the
    values it admits, the keys it demands, or what its type asks."""
    if isinstance(described, list):
        return [_told(each) for each in described]
    if not isinstance(described, dict):
        return described
    inside = {key: _told(value) for key, value in described.items()}
    if isinstance(inside.get("enum"), list):
        inside["errorMessage"] = f"Choisissez parmi : {', '.join(map(str, inside['enum']))}."
    elif isinstance(inside.get("required"), list):
        inside["errorMessage"] = f"Ce groupe demande {quoted(inside['required'])}{_ONLY}"
    elif isinstance(inside.get("type"), str):
        inside.setdefault("errorMessage", _TYPES[inside["type"]])
    return inside


def _members() -> JsonSchema:
    seats = list(_seats())
    return {
        **schema.load("membres"),
        "properties": {
            seat.id: {
                "type": "array",
                "title": seat.short[:1].upper() + seat.short[1:],
                "description": _described(seat),
                "items": _HOLDERS,
            }
            for seat in seats
        },
        "x-public": {seat.id: True for seat in seats},
    }


def _definitions() -> JsonSchema:
    described = copy.deepcopy(schema.load("definitions"))
    shared = described["$defs"]
    shared["siege"]["enum"] = [seat.id for seat in _seats()]
    replaced = [each["competence"] for version in provision(REPLACEMENT).versions for each in version.replacements]
    shared["titulaire"]["properties"]["competence"]["enum"] = replaced
    return described


def _procedures() -> JsonSchema:
    described = copy.deepcopy(schema.load("procedures"))
    described["properties"]["sortie"]["description"] = prose.filled(_EXIT)
    piece = described["properties"]["aps"]["properties"]["pieces"]["items"]["properties"]["piece"]
    piece["enumDescriptions"][piece["enum"].index("domicile")] = prose.filled(_ADDRESS)
    return described


def _sessions() -> JsonSchema:
    described = copy.deepcopy(schema.load("sessions"))
    topic = described["items"]["properties"]["formation"]
    topic["description"] = prose.filled(_TOPIC)
    topic["enumDescriptions"][topic["enum"].index("mineurs")] = prose.filled(_MINORS)
    topic["x-depuis"] = {"mineurs": prose.filled("[[casf-r121-12-8.depuis reunions_mineurs]]")}
    return described


def _seats() -> Iterator[Seat]:
    """Give every seat, as its last wording has it: in the order of the wording in force, those of the past before the
    one that takes their place, or at the end."""
    versions = provision(COMPOSITION).versions
    known = {seat.id: seat for version in versions for seat in version.seats}
    heirs = {former: seat.id for version in versions for seat in version.seats for former in seat.succeeds}
    for seat in versions[-1].seats:
        yield from (former for former in known.values() if heirs.get(former.id) == seat.id)
        yield seat
    current = {seat.id for seat in versions[-1].seats}
    yield from (seat for seat in known.values() if seat.id not in current and heirs.get(seat.id) not in current)


def _described(seat: Seat) -> str:
    """Say what the law calls a seat, its rank in each wording, and what it takes the place of."""
    title = f"{seat.title} {seat.representative}" if seat.representative else seat.title
    versions = provision(COMPOSITION).versions
    heir = next((other.id for version in versions for other in version.seats if seat.id in other.succeeds), None)
    told = [f"{title}.", f"{', '.join(_ranks(seat, versions))}."]
    if heir:
        told.append(f"Ensuite, utilisez « {heir} ».")
    if seat.succeeds:
        told.append(f"Succède à {quoted(seat.succeeds, 'et à')}.")
    return " ".join(told)


def _ranks(seat: Seat, versions: tuple[Version, ...]) -> Iterator[str]:
    """Write each rank of a seat with its days: « 9° jusqu’au 1er janvier 2026 », « 8° depuis le 2 janvier 2026 »."""
    runs: list[tuple[str, Version, Version]] = []
    for version in versions:
        held = version.seat(seat.id)
        if held is None:
            continue
        if runs and runs[-1][0] == held.ordinal and runs[-1][2].end == version.start:
            runs[-1] = (held.ordinal, runs[-1][1], version)
        else:
            runs.append((held.ordinal, version, version))
    for rank, first, last in runs:
        until = date(last.end - _DAY) if last.end else ""
        if first is versions[0]:
            yield f"{rank} jusqu’au {until}" if until else f"{rank} dans toutes les rédactions"
        else:
            yield f"{rank} du {date(first.start)} au {until}" if until else f"{rank} depuis le {date(first.start)}"
