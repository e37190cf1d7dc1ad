"""Vacancies and derogations declared, ended, prolonged or shortened."""

from collections.abc import Iterator
from typing import Any

from kit.diff import terms
from kit.diff.change import Change, Section, added, changed, grouped, removed, section
from kit.diff.commission import silence
from kit.diff.fields import lines
from kit.diff.lexicon import Lexicon
from kit.diff.pairing import Pair, by, fields_of, pairs, without

_VACANCIES, _DEROGATIONS = ("commission", "vacances"), ("commission", "derogations")


def sections(words: Lexicon, before: Any, after: Any) -> Iterator[Section]:
    """Give the section of the exceptions declared in commission.yaml."""
    old, new = fields_of(before), fields_of(after)
    changes = [
        *_vacancies(words, old.get("vacances"), new.get("vacances")),
        *_derogations(words, old.get("derogations"), new.get("derogations")),
    ]
    yield from section("Vacances et dérogations", grouped(None, changes))


def _vacancies(words: Lexicon, before: Any, after: Any) -> Iterator[Change]:
    yield from silence(words, _VACANCIES, before, after)
    for pair in pairs(before, after, by("siege", "depuis"), by("siege"), without("siege")):
        held = fields_of(pair.before if pair.after is None else pair.after)
        seat = words.seat(str(held.get("siege", "")))
        said = f"{seat}, depuis le {words.day(held.get('depuis'))}, {_reason(words, held)}"
        if pair.before is None:
            yield added(f"Siège déclaré vacant : {said}")
        elif pair.after is None:
            yield removed(f"Vacance levée : {said}")
        else:
            yield from _end(words, f"Vacance, {seat}", pair)
            yield from lines(words, (*_VACANCIES, 0), pair.before, pair.after, f"Vacance, {seat}", ("jusqu_au",))


def _derogations(words: Lexicon, before: Any, after: Any) -> Iterator[Change]:
    yield from silence(words, _DEROGATIONS, before, after)
    for pair in pairs(before, after, by("regle", "siege", "document"), by("regle", "siege"), without("regle")):
        held = fields_of(pair.before if pair.after is None else pair.after)
        what = words.rule(str(held.get("regle", "")))
        what += f" ({words.seat(str(held['siege']))})" if "siege" in held else ""
        said = f"{what}, {_reason(words, held)}"
        if pair.before is None:
            yield added(f"Dérogation déclarée : {said}")
        elif pair.after is None:
            yield removed(f"Dérogation levée : {said}")
        else:
            yield from _end(words, f"Dérogation, {what}", pair)
            yield from lines(words, (*_DEROGATIONS, 0), pair.before, pair.after, f"Dérogation, {what}", ("jusqu_au",))


def _reason(words: Lexicon, held: dict[str, Any]) -> str:
    who = f", décision : {words.text(held['autorite'])}" if "autorite" in held else ""
    paper = f", document : {words.text(held['document'])}" if "document" in held else ""
    end, reason = words.day(held.get("jusqu_au", "")), words.text(held.get("motif", ""))
    return f"jusqu’au {end}, motif « {reason} »{who}{paper}"


def _end(words: Lexicon, who: str, pair: Pair) -> Iterator[Change]:
    before, after = ({"fin": fields_of(side).get("jusqu_au")} for side in (pair.before, pair.after))
    if found := terms.shift(words, before, after):
        yield changed(f"{who}{f', {found.verb}e' if found.verb else ''} : {found.before} → {found.after}")
