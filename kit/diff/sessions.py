"""Sessions added, taken away, moved, held or cancelled; files examined are counted, never shown one by one."""

from collections.abc import Iterator
from typing import Any

from kit.diff.change import Change, Group, Section, added, changed, grouped, removed, section
from kit.diff.commission import silence
from kit.diff.fields import lines
from kit.diff.lexicon import Lexicon, lowered
from kit.diff.pairing import Pair, by, entries, fields_of, pairs, same, without
from kit.french import count, listing

_AT = ("sessions", 0)
_TO_COME = ("prevue", "reportee")
_COUNTED = ("presents", "pouvoirs", "dossiers")
_ABOUT = {"mineurs": "sur les mineurs"}


def sections(words: Lexicon, before: Any, after: Any) -> Iterator[Section]:
    """Give the section of sessions.yaml."""
    found = list(pairs(before, after, by("date", "formation"), without("date"), _to_come, by("date")))
    loose = [
        *silence(words, ("sessions",), before, after),
        *(change for pair in found for change in _whole(words, pair)),
    ]
    groups = [*grouped(None, loose), *(group for pair in found for group in _changed(words, pair))]
    yield from section("Séances", groups)


def _to_come(session: Any) -> Any:
    """Name a session that was not held by what it is about: written at another day, it was moved."""
    held = fields_of(session)
    return ["à venir", held.get("formation")] if held.get("etat") in _TO_COME else None


def _whole(words: Lexicon, pair: Pair) -> Iterator[Change]:
    if pair.before is None:
        yield added(f"Nouvelle séance : {_told(words, pair.after)}")
    elif pair.after is None:
        yield removed(f"Séance retirée : {_told(words, pair.before)}")
    else:
        old, new = fields_of(pair.before), fields_of(pair.after)
        if not same(old.get("date"), new.get("date")):
            kind = _title(words, old).partition(" du ")[0]
            yield changed(f"{kind} déplacée : {words.day(old.get('date'))} → {words.day(new.get('date'))}")


def _title(words: Lexicon, session: Any) -> str:
    held = fields_of(session)
    kind = str(held.get("formation", ""))
    about = _ABOUT.get(kind) or words.value((*_AT, "formation"), kind)
    return f"Séance {about} du {words.day(held.get('date', ''))}"


def _told(words: Lexicon, session: Any) -> str:
    held = fields_of(session)
    said = [_title(words, session).removeprefix("Séance ")]
    if "etat" in held:
        said.append(words.value((*_AT, "etat"), held["etat"]))
    if "heure" in held:
        said.append(f"à {words.text(held['heure'])}")
    if held.get("dossiers"):
        said.append(count(len(entries(held["dossiers"])), "dossier examiné", "dossiers examinés"))
    if "a_verifier" in held:
        said.append(f"à vérifier : {words.text(held['a_verifier'])}")
    return ", ".join(said)


def _changed(words: Lexicon, pair: Pair) -> Iterator[Group]:
    if pair.before is None or pair.after is None:
        return
    old, new = fields_of(pair.before), fields_of(pair.after)
    told = [
        *lines(words, _AT, pair.before, pair.after, skip=("date", *_COUNTED)),
        *(change for key in _COUNTED for change in _counted(words, key, old.get(key), new.get(key))),
    ]
    yield from grouped(_title(words, pair.after), told)


def _counted(words: Lexicon, key: str, before: Any, after: Any) -> Iterator[Change]:
    if same(before, after):
        return
    found = list(pairs(before, after, by("reference"), by("de", "a"), by("de")))
    came, went = sum(pair.before is None for pair in found), sum(pair.after is None for pair in found)
    both = [pair for pair in found if pair.before is not None and pair.after is not None]
    altered = [pair for pair in both if not same(pair.before, pair.after)]
    parts = [
        count(came, "ajouté") if came else "",
        count(went, "retiré") if went else "",
        f"{count(len(altered), 'modifié')}{_which(words, key, altered)}" if altered else "",
    ]
    numbers = [str(len(entries(side))) if side is not None else "non dit" for side in (before, after)]
    detail = f" ({listing(filter(None, parts))})" if any(parts) else ""
    yield changed(f"{words.label((*_AT, key))} : {' → '.join(dict.fromkeys(numbers))}{detail}")


def _which(words: Lexicon, key: str, altered: list[Pair]) -> str:
    """Name the fields that differ, without what they say."""
    names = {
        name
        for pair in altered
        for name in {**fields_of(pair.before), **fields_of(pair.after)}
        if not same(fields_of(pair.before).get(name), fields_of(pair.after).get(name))
    }
    labels = sorted(lowered(words.label((*_AT, key, 0, name))) for name in names)
    return f" : {', '.join(labels)}" if labels else ""
