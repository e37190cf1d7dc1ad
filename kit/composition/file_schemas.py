"""What the law writes in the schemas of the files: the seats, with their titles, ranks and days, and two delays."""

import copy
import datetime
import json
from collections.abc import Iterator

from kit.french import date, quoted
from kit.law import prose
from kit.law.texts import COMPOSITION, REPLACEMENT, Seat, Version, provision
from kit.yaml import schema
from kit.yaml.schema import JsonSchema

_HOLDERS = {"$ref": "definitions.schema.json#/$defs/titulaire"}
_DAY = datetime.timedelta(days=1)
# Ce que procedures.yaml décrit d’un délai du droit.
_EXIT = "Après [[casf-psp.total_mois un mois]] de parcours."
_ADDRESS = "Justificatif de domicile de moins de [[ceseda-aps.domicile_mois un mois]]."


def texts() -> dict[str, str]:
    """Give the files that `kit schemas` rewrites after a change of the law, by name."""
    built = {"membres": _members(), "definitions": _definitions(), "procedures": _procedures()}
    return {
        f"{name}.schema.json": json.dumps(each, ensure_ascii=False, indent=2) + "\n" for name, each in built.items()
    }


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
