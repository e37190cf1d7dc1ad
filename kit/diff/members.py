"""Who enters, who leaves, whose term changes, seat by seat; a person is a title, never a name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.diff import terms
from kit.diff.change import Change, Kind, Section, added, changed, grouped, removed, section
from kit.diff.fields import field, lines
from kit.diff.lexicon import Lexicon
from kit.diff.pairing import Pair, by, fields_of, pairs, without
from kit.findings.finding import Pointer
from kit.law.texts import composition_on
from kit.yaml.schema import load

_ORDER = {Kind.REMOVED: 0, Kind.ADDED: 1}


@dataclass(frozen=True, slots=True)
class _Move:
    """A holder written under another seat than before."""

    seat: str
    pair: Pair


def sections(words: Lexicon, before: Any, after: Any) -> Iterator[Section]:
    """Give the section of membres.yaml."""
    old, new = fields_of(before), fields_of(after)
    seats = _seats(words, old, new)
    found = {seat: list(pairs(old.get(seat), new.get(seat), by("id"), without("id"))) for seat in seats}
    moves = _moves(found)
    groups = (
        group
        for seat, paired in found.items()
        for group in grouped(words.seat_title(seat), _seat(words, seat, paired, moves, old.get(seat), new.get(seat)))
    )
    yield from section("Membres", groups)


def term(holder: Any) -> dict[str, Any]:
    """Give the term of a holder, empty when none is written."""
    return fields_of(fields_of(holder).get("mandat"))


def _seats(words: Lexicon, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Give the seats written on either side, in the order of the text of the day, then in that of the file."""
    ranks = [seat.id for seat in composition_on(words.as_of).seats]
    ordered = dict.fromkeys([*ranks, *load("membres")["properties"], *new, *old])
    return [seat for seat in ordered if seat in old or seat in new]


def _moves(found: Mapping[str, list[Pair]]) -> dict[str, _Move]:
    """Give by identifier the holders that leave one seat and enter another one."""
    left = {_id(pair.before): _Move(seat, pair) for seat, held in found.items() for pair in held if pair.after is None}
    entered = {_id(pair.after) for held in found.values() for pair in held if pair.before is None}
    return {name: move for name, move in left.items() if name and name in entered}


def _id(holder: Any) -> str:
    return str(fields_of(holder).get("id", ""))


def _seat(
    words: Lexicon, seat: str, paired: list[Pair], moves: Mapping[str, _Move], before: Any, after: Any
) -> list[Change]:
    told = [change for pair in paired for change in _holder(words, ("membres", seat, 0), pair, moves)]
    if not told and (before is None) != (after is None):
        told = [added("Siège écrit, sans titulaire") if before is None else removed("Siège qui n’est plus écrit")]
    return sorted(told, key=lambda change: _ORDER.get(change.kind, len(_ORDER)))


def _holder(words: Lexicon, at: Pointer, pair: Pair, moves: Mapping[str, _Move]) -> Iterator[Change]:
    if pair.before is None and (move := moves.get(_id(pair.after))):
        yield added(f"Change de siège : {_who(words, pair.after)}, auparavant « {words.seat_title(move.seat)} »")
        yield from _changed(words, at, Pair(move.pair.before, pair.after))
    elif pair.before is None:
        verb = "Ancien titulaire ajouté" if terms.over(term(pair.after), words.as_of) else "Entre"
        yield added(f"{verb} : {_presented(words, at, pair.after)}")
    elif pair.after is None and _id(pair.before) in moves:
        yield removed(f"Passe à un autre siège : {_who(words, pair.before)}")
    elif pair.after is None:
        verb = "Ancien titulaire effacé" if terms.over(term(pair.before), words.as_of) else "Sort"
        yield removed(f"{verb} : {_presented(words, at, pair.before)}")
    else:
        yield from _changed(words, at, pair)


def _who(words: Lexicon, holder: Any) -> str:
    return words.text(fields_of(holder).get("titre", "Titulaire sans titre"))


def _presented(words: Lexicon, at: Pointer, holder: Any) -> str:
    held = fields_of(holder)
    said = f"{_who(words, holder)} (mandat {words.term(term(holder))})"
    for key, label in (("suppleant", "suppléant"), ("remplace", "remplace"), ("a_verifier", "à vérifier")):
        if key in held:
            shown = fields_of(held[key]).get("titre", held[key])
            said += f" ; {label} : {words.value((*at, key, 'titre') if key == 'suppleant' else (*at, key), shown)}"
    return said


def _changed(words: Lexicon, at: Pointer, pair: Pair) -> Iterator[Change]:
    before, after = fields_of(pair.before).get("mandat"), fields_of(pair.after).get("mandat")
    who = _who(words, pair.before)
    if all(held is None or isinstance(held, dict) for held in (before, after)):
        yield from _mandate(words, who, pair)
        yield from lines(words, (*at, "mandat"), term(pair.before), term(pair.after), f"{who}, mandat", terms.DATES)
    else:
        yield from field(words, (*at, "mandat"), before, after, who)
    yield from lines(words, at, pair.before, pair.after, who, ("mandat",))


def _mandate(words: Lexicon, who: str, pair: Pair) -> Iterator[Change]:
    found = terms.shift(words, term(pair.before), term(pair.after))
    if found is None:
        return
    if found.ceases:
        yield removed(f"Sort : {who} (mandat {found.whole}, auparavant {found.before})")
    elif found.begins:
        yield added(f"Entre : {who} (mandat {found.whole}, auparavant {found.before})")
    else:
        yield changed(f"{who}, {' '.join(filter(None, ('mandat', found.verb)))} : {found.before} → {found.after}")
