"""The composition that the law demands, derived as one JSON Schema for each period.

Each subschema that can fail names its rule in `x-regle`: the sentence is the rule's, not the validator's.
Kinds of territory are branches of the same schema (`regime` for the presidency, `service` for the State).
"""

import json
from collections.abc import Iterator
from typing import Any

from kit.french import date as french_date
from kit.law.periods import Period
from kit.law.territories import ServiceForm, former_services, forms
from kit.law.texts import Presidency, Seat

JsonSchema = dict[str, Any]
_SIGNED = "liste-mal-signee"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def build(period: Period) -> JsonSchema:
    """Derive the schema of a period, over the snapshot of a commission on a day of that period."""
    branches = [_replacement(period)] if period.replaced else []
    for presidency in period.composition.presidencies:
        branches += _presidency(period, presidency)
    if state := _state_seats(period):
        branches += [_services(form, state) for form in forms().values()]
    return {
        "$schema": _DIALECT,
        "title": f"Composition de la commission à partir du {french_date(period.start)}",
        "description": f"Article R. 121-12-7 du CASF, rédaction du {french_date(period.composition.start)} "
        f"({period.composition.act}). Schéma dérivé de kit/law, ne pas modifier à la main.",
        "x-redaction": period.composition.start.isoformat(),
        "x-certitude": period.composition.certainty,
        "type": "object",
        "required": ["departement", "regime", "service", "sieges", "presidence", "signataires", "representants"],
        "properties": {
            "departement": {"type": "string"},
            "regime": {"enum": [presidency.regime for presidency in period.composition.presidencies]},
            "service": {"enum": list(forms())},
            "presidence": _authorities(),
            "signataires": {**_authorities(), "type": ["array", "null"]},
            "representants": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
            "sieges": _seats(period),
        },
        "allOf": branches,
    }


def signatures(period: Period) -> JsonSchema:
    """Give the part of the schema that says who signs the list: it reads `regime` and `signataires` alone."""
    return {"allOf": [branch for branch in build(period)["allOf"] if _SIGNED in named(branch)]}


def named(described: Any) -> Iterator[str]:
    """Give the rules that a schema names, wherever it can refuse."""
    if isinstance(described, dict):
        if "x-regle" in described:
            yield described["x-regle"]
        described = list(described.values())
    if isinstance(described, list):
        for inside in described:
            yield from named(inside)


def text(period: Period) -> str:
    """Give the file of a schema as the repository carries it."""
    return json.dumps(build(period), ensure_ascii=False, indent=2) + "\n"


def _authorities() -> JsonSchema:
    return {"type": "array", "items": {"enum": ["prefet", "prefet_de_police", "autre"]}, "uniqueItems": True}


def _seats(period: Period) -> JsonSchema:
    seats = period.composition.seats
    return {
        "type": "object",
        "required": [seat.id for seat in seats],
        "properties": {seat.id: _seat(seat) for seat in seats},
    }


def _seat(seat: Seat) -> JsonSchema:
    return {
        "title": f"{seat.ordinal} {seat.title}",
        "x-certitude": seat.certainty,
        "type": "array",
        "minItems": seat.minimum,
        "x-regle": "siege-sans-titulaire",
        "x-paragraphe": seat.ordinal,
        "items": {
            "type": "object",
            "required": ["id", "service", "ancien_service"],
            "properties": {"service": {"type": ["string", "null"]}, "ancien_service": {"type": ["string", "null"]}},
        },
    }


def _state_seats(period: Period) -> list[Seat]:
    """The seats whose service is judged: since the new services were born (article 24, II, then the article)."""
    seats = period.composition.seats
    return [seat for seat in seats if seat.of_state and (seat.id in period.replaced or seat.succeeds)]


def _when(field: str, value: str, then: JsonSchema) -> JsonSchema:
    return {"if": {"properties": {field: {"const": value}}, "required": [field]}, "then": then}


def _services(form: ServiceForm, seats: list[Seat]) -> JsonSchema:
    """Seats of the State: a former name is said as such, any other foreign service as such."""
    former = {"type": "null", "x-regle": "ancien-service-nomme"}
    expected = {"enum": [*form.services, *former_services()], "x-regle": "service-de-l-etat-inattendu"}
    holder = {"properties": {"service": expected, "ancien_service": former}}
    sieges = {"properties": {seat.id: {"items": holder} for seat in seats}}
    return _when("service", form.id, {"properties": {"sieges": sieges}})


def _replacement(period: Period) -> JsonSchema:
    """Article 24, II: as many persons as seats. An empty seat is already told by its own rule."""
    filled = {"properties": {seat: {"minItems": 1} for seat in period.replaced}}
    as_many = {"representants": {"minItems": len(period.replaced), "x-regle": "substitution-incomplete"}}
    return {"if": {"properties": {"sieges": filled}}, "then": {"properties": as_many}}


def _presidency(period: Period, presidency: Presidency) -> list[JsonSchema]:
    if period.undecided and presidency.regime in period.undecided.undecided:
        undecided = {
            "presidence": {"not": {}, "x-regle": "presidence-sans-verdict"},
            # Deux signatures contentent l’un et l’autre textes ; une seule reste à vérifier.
            "signataires": _signatories(presidency),
        }
        return [_when("regime", presidency.regime, {"properties": undecided})]
    joint = len(presidency.authorities) > 1
    return [
        _when("regime", presidency.regime, {"properties": {"presidence": rule}})
        for rule in (_joint(presidency) if joint else _single(presidency))
    ] + [_when("regime", presidency.regime, {"properties": {"signataires": _signatories(presidency)}})]


def _single(presidency: Presidency) -> list[JsonSchema]:
    chair = presidency.authorities[0]
    return [
        {"contains": {"const": chair}, "x-regle": "presidence-absente", "x-paragraphe": presidency.paragraph},
        {
            "if": {"contains": {"const": chair}},
            "then": {"maxItems": 1, "x-regle": "copresidence-sans-texte", "x-paragraphe": presidency.paragraph},
        },
    ]


def _joint(presidency: Presidency) -> list[JsonSchema]:
    # « not: {not: …} » : un seul défaut, au sous-schéma qui nomme la règle, quel que soit l'absent.
    both = {"allOf": [{"contains": {"const": authority}} for authority in presidency.authorities]}
    named = {"x-paragraphe": presidency.paragraph}
    return [
        {"minItems": 1, "x-regle": "presidence-absente", **named},
        {"if": {"minItems": 1}, "then": {"not": {"not": both}, "x-regle": "copresidence-absente", **named}},
        {
            "if": both,
            "then": {"maxItems": len(presidency.authorities), "x-regle": "copresidence-sans-texte", **named},
        },
    ]


def _signatories(presidency: Presidency) -> JsonSchema:
    signed = {"allOf": [{"contains": {"const": authority}} for authority in presidency.signatories]}
    return {
        "if": {"type": "array"},
        "then": {
            "not": {"not": signed},
            "x-regle": _SIGNED,
            "x-paragraphe": presidency.paragraph,
        },
    }
