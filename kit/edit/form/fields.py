"""One value as a field of the form: how it is filled in, in which words, with which choices; all of it comes from its
schema."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.diff.lists import day, runs
from kit.edit.form.draft import Draft
from kit.edit.form.nodes import Field, Kind, Option, identified
from kit.edit.form.plan import plan
from kit.findings.finding import Pointer, reached
from kit.french import capital
from kit.judging import registry
from kit.law.periods import period_on
from kit.yaml import schema
from kit.yaml.schema import JsonSchema

_HOUR, _ID = "heure", "id"
_OF_FILES = re.compile(r"Identifiants? (?:des |du |de l’|de la |de )|Fichier [^:]+: ")


@dataclass(frozen=True, slots=True)
class Fields:
    """What makes the fields of a fiche: its day, and what its identifiers name."""

    draft: Draft

    def field(self, pointer: Pointer, value: Any, *, required: bool = False, more: bool = False) -> Field:
        """Give the field of a value (None: nothing is written there); `more`: it stands apart."""
        described = schema.at(str(pointer[0]), pointer[1:])
        if described is None or not _fits(described, value):
            return Field(id=identified(pointer), label=self.label(pointer), kind=Kind.RAW, value=self._raw(value))
        kind, options = self._filled_in(described, pointer)
        written = () if kind in (Kind.CHOICES, Kind.LINES) else ""
        held = written if value is None else tuple(map(_text, value)) if isinstance(value, list) else _text(value)
        known = {option.value for option in options}
        if kind in (Kind.CHOICE, Kind.CHOICES):
            # Une valeur que personne ne propose reste choisie : la montrer autrement serait la perdre.
            others = (each for each in ([held] if isinstance(held, str) else held) if each and each not in known)
            options = (*options, *(Option(value=each, label=each) for each in others))
        return Field(
            id=identified(pointer), label=self.label(pointer), kind=kind, help=self._told(pointer, described),
            value=held, options=options, required=required, more=more,
        )  # fmt: skip

    def label(self, pointer: Pointer) -> str:
        """Give the title of a place."""
        if pointer[-1] == _ID:
            return str(plan()["identifiant"]["titre"])
        if len(pointer) == 2 and pointer[0] == "membres":
            return self.draft.words.seat_title(pointer[1])
        return self.draft.words.label(pointer)

    def _told(self, pointer: Pointer, described: JsonSchema) -> str:
        return str(plan()["identifiant"]["aide"]) if pointer[-1] == _ID else self.help(described)

    def help(self, described: JsonSchema) -> str:
        """Give what a schema says of a place, in the words of the form."""
        inner = schema.resolve(described["items"]) if described.get("type") == "array" else described
        said = _begun(str(described.get("description", "")))
        # Les mots d’une liste se lisent dans la liste : les énumérer encore n’aide personne.
        if "enum" in inner and f"« {inner['enum'][0]} »" in said:
            return ""
        kept = (part for part in said.split(". ") if not any(word in part.lower() for word in plan()["ecriture"]))
        return self.draft.said.sentence(". ".join(kept))

    def _filled_in(self, described: JsonSchema, pointer: Pointer) -> tuple[Kind, tuple[Option, ...]]:
        if described.get("type") == "array":
            inner = schema.resolve(described["items"])
            options = self._options(inner, (*pointer, 0))
            return (Kind.CHOICES, options) if options or "x-reference" in inner else (Kind.LINES, ())
        if described.get("type") == "boolean":
            return Kind.YES_NO, ()
        if described.get("type") == "integer":
            return Kind.NUMBER, ()
        if described.get("format") == "date":
            return Kind.DATE, ()
        if pointer[-1] == _HOUR:
            return Kind.TIME, ()
        options = self._options(described, pointer)
        closed = "enum" in described or "x-reference" in described or pointer[-1] == "regle"
        return (Kind.CHOICE if closed else Kind.TEXT), options

    def _options(self, described: JsonSchema, pointer: Pointer) -> tuple[Option, ...]:
        if "enum" in described:
            return tuple(Option(value=each, label=self._choice(pointer, each)) for each in self._offered(described))
        if "x-reference" in described:
            return tuple(self._named(described["x-reference"], pointer))
        if pointer[-1] == "regle":
            return tuple(Option(value=rule.id, label=rule.title) for rule in registry.legal_rules())
        if pointer[-1] == "cour_appel":
            return (Option(value=self.draft.territory.court.value, label=self.draft.territory.court.value),)
        if pointer[-1] == "arrete":
            orders = reached(self.draft.dossier.tree, ("commission", "arretes"))
            known = (each.get("reference") for each in orders or () if isinstance(each, dict))
            return tuple(Option(value=each, label=each) for each in known if isinstance(each, str))
        return ()

    def _offered(self, described: JsonSchema) -> tuple[str, ...]:
        """Give the values of a list; of all seats, those of the day, in the order of its text."""
        values: tuple[str, ...] = tuple(described["enum"])
        seats = tuple(seat.id for seat in period_on(self.draft.as_of).composition.seats)
        return seats if set(seats) < set(values) else values

    def _choice(self, pointer: Pointer, word: str) -> str:
        return capital(self.draft.words.value(pointer, word))

    def _named(self, list_name: str, pointer: Pointer) -> Iterator[Option]:
        """Give what may be referred to, by identifier: who holds a seat, with it, or an association; for a session,
        those of its day, and for who replaces somebody, the holders of the same seat."""
        tree, said, on = self.draft.dossier.tree, self.draft.words, self._session_day(pointer)
        members = tree.get("membres") if list_name == "membres" else {"": reached(tree, ("commission", list_name))}
        for seat, entries in (members if isinstance(members, dict) else {}).items():
            if pointer[0] == "membres" and seat and seat != pointer[1]:
                continue
            for entry in _groups(entries):
                term = entry.get("mandat") or entry.get("agrement")
                dates = term if isinstance(term, dict) else {}
                if "id" in entry and (on is None or runs(dates, on)):
                    name, seated = said.text(entry.get("titre") or entry.get("nom") or ""), said.seat(seat)
                    where = f", {seated}" if seat and pointer[0] != "membres" else ""
                    when = f" ({said.term(dates)})" if dates and on is None else ""
                    yield Option(value=str(entry["id"]), label=f"{name}{where}{when}")

    def _session_day(self, pointer: Pointer) -> datetime.date | None:
        whole = self.draft.dossier.parts.whole(pointer)
        return day(reached(self.draft.dossier.tree, (*whole[:2], "date"))) if whole[0] == schema.SESSIONS else None

    def _raw(self, value: Any) -> str:
        return self.draft.words.text(value) if isinstance(value, (str, int, bool)) else "écrit sous une autre forme"


def _begun(said: str) -> str:
    """Say what is chosen, and not how a file writes it: « Membres présents », for « Identifiants des membres présents »
    or « Fichier membres.yaml : »."""
    start = _OF_FILES.match(said)
    return capital(said[start.end() :]) if start else said


def _groups(entries: Any) -> tuple[Mapping[str, Any], ...]:
    return tuple(each for each in entries if isinstance(each, dict)) if isinstance(entries, list) else ()


def _text(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _fits(described: JsonSchema, value: Any) -> bool:
    """Tell whether a value has the form that its field can show; a word that is not the right one has it."""
    if value is None:
        return True
    if described.get("type") == "array":
        return isinstance(value, list) and not any(isinstance(each, (dict, list)) for each in value)
    return not isinstance(value, (dict, list))
