"""The lists of a department told entry by entry: `phrases.yaml` says how an entry is known again, and in which words
it comes, goes or changes; here is only how that is found."""

import datetime
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.diff import pairing
from kit.diff.difference import Change, added, changed, removed
from kit.diff.fields import field_lines, lines
from kit.diff.lexicon import Hole, Lexicon, filled, lowered, phrases
from kit.diff.pairing import Key, Pair, entries, fields_of, pairs, same
from kit.findings.finding import Pointer
from kit.french import count, listing
from kit.model.commission import covers
from kit.yaml.days import is_day

_TO_COME = ("prevue", "reportee")
_Dates = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Periode:
    """What is said of the dates of an entry: `dans` is the field that holds them (None: the entry itself), which is
    read as no dates when it is not there and `facultatif`; `jours` names the first day, if there is one, and the last.
    A sentence is for when they begin to run on the day, one for when they cease to, one for the rest."""

    change: str
    commence: str | None = None
    cesse: str | None = None
    dans: str | None = None
    facultatif: bool = False
    jours: Sequence[str] = ("debut", "fin")

    def dates(self, entry: Any) -> _Dates:
        """Give the first and last days of an entry, as far as they are written."""
        held = fields_of(fields_of(entry).get(self.dans)) if self.dans else fields_of(entry)
        found = zip(("fin", "debut"), (held.get(name) for name in reversed(self.jours)), strict=False)
        return {key: day for key, day in found if day is not None}

    def told(self, words: Lexicon, who: str, old: _Dates, new: _Dates) -> Iterator[Change]:
        """Tell what happens to dates; nothing when they are the same."""
        if same(old, new):
            return
        only_end = same(old.get("debut"), new.get("debut"))
        before, after = (_until(words, dates) if only_end else words.term(dates) for dates in (old, new))
        verb = _verb(old, new) if only_end else ""
        said = {"qui": who, "tout": words.term(new), "avant": before, "apres": after, "verbe": verb}
        ran, runs_now = runs(old, words.as_of), runs(new, words.as_of)
        # Une date illisible ne fait entrer ni sortir personne.
        sure = all(day(raw) for raw in (*old.values(), *new.values()))
        moved = (self.commence if runs_now else self.cesse) if sure and ran != runs_now else None
        tell = changed if moved is None else added if runs_now else removed
        yield tell(filled(moved or self.change, lambda hole: said[hole.name]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Liste:
    """How the entries of a list are known again and told, as `phrases.yaml` says it; `titre` heads the lines of an
    entry that changes, and `comptes` names the fields that are counted, never shown."""

    cles: Sequence[Any]
    qui: Sequence[str]
    ajout: str
    retrait: str
    ajout_passe: str | None = None
    retrait_passe: str | None = None
    retour: str | None = None
    detail: str = ""
    tete: str = "{qui}"
    titre: str | None = None
    nomme: str = "apres"
    deplace: Mapping[str, str] = field(default_factory=dict)
    comptes: Sequence[str] = ()
    mots: Mapping[str, str] = field(default_factory=dict)
    periode: Periode | None = None

    def pairs(self, before: Any, after: Any) -> list[Pair]:
        """Pair the entries of both sides."""
        return list(pairs(before, after, *map(_key, self.cles)))

    def say(self, words: Lexicon, at: Pointer, phrase: str, entry: Any, **known: str) -> str:
        """Fill a sentence about an entry; `known` gives what is said otherwise than by a field."""
        held = fields_of(entry)

        def said(hole: Hole) -> str:
            match hole.name:
                case name if name in known:
                    return known[name]
                case "qui":
                    return next(filter(None, (filled(each, said) for each in self.qui)), "")
                case "detail":
                    return filled(self.detail, said)
                case "periode":
                    return words.term(self.dates(entry))
                case "entree":
                    return words.value((*at, 0), entry)
                case "reste":
                    rest = {key: value for key, value in held.items() if key != self.cles[0][0]}
                    return words.value((*at, 0), rest) if rest or not hole.optional else ""
            return self._field(words, at, held, hole)

        return filled(phrase, said)

    def _field(self, words: Lexicon, at: Pointer, held: Mapping[str, Any], hole: Hole) -> str:
        *groups, last = hole.name.split(".")
        for name in groups:
            held = fields_of(held.get(name))
        raw = held.get(last)
        if hole.counted:
            return count(len(entries(raw)), *hole.counted) if raw else ""
        if raw is None:
            return "" if hole.optional else words.value((*at, 0, *groups, last), "")
        return self.mots.get(str(raw)) or words.value((*at, 0, *groups, last), raw)

    def dates(self, entry: Any) -> _Dates:
        """Give the dates of an entry, none when the list has no dates."""
        return self.periode.dates(entry) if self.periode else {}

    def whole(self, words: Lexicon, at: Pointer, pair: Pair, names: set[str] | None = None) -> Iterator[Change]:
        """Tell an entry that comes, goes, or is at another day; `names` are those of the entries before."""
        if pair.before is None:
            past = self.ajout_passe if self._over(words, pair.after) else None
            again = self.retour if self.retour and self.say(words, at, "{qui}", pair.after) in (names or ()) else None
            yield added(self.say(words, at, past or again or self.ajout, pair.after))
        elif pair.after is None:
            past = self.retrait_passe if self._over(words, pair.before) else None
            yield removed(self.say(words, at, past or self.retrait, pair.before))
        elif self.deplace:
            key = self.deplace["champ"]
            old, new = (fields_of(side).get(key) for side in (pair.before, pair.after))
            if not same(old, new):
                days = {"avant": words.day(old), "apres": words.day(new)}
                yield changed(self.say(words, at, self.deplace["phrase"], pair.before, **days))

    def _over(self, words: Lexicon, entry: Any) -> bool:
        end = day(self.dates(entry).get("fin"))
        return end is not None and end < words.as_of

    def altered(self, words: Lexicon, at: Pointer, pair: Pair) -> Iterator[Change]:
        """Tell what changes in an entry that is there before and after: its dates, its fields, its counts."""
        if pair.before is None or pair.after is None:
            return
        named = pair.before if self.nomme == "avant" else pair.after
        who = "" if self.titre else self.say(words, at, self.tete, named)
        skip = {*self.comptes, self.deplace.get("champ", "")}
        if self.periode:
            yield from self._term(words, at, self.periode, pair, who)
            skip |= {self.periode.dans} if self.periode.dans else set(self.periode.jours)
        yield from lines(words, (*at, 0), pair.before, pair.after, who, skip)
        for key in self.comptes:
            yield from _counted(words, (*at, 0, key), *(fields_of(side).get(key) for side in (pair.before, pair.after)))

    def title(self, words: Lexicon, at: Pointer, pair: Pair) -> str:
        """Give the title of the lines about an entry."""
        return self.say(words, at, self.titre or "", pair.before if pair.after is None else pair.after)

    def _term(self, words: Lexicon, at: Pointer, term: Periode, pair: Pair, who: str) -> Iterator[Change]:
        name = self.say(words, at, "{qui}", pair.before if self.nomme == "avant" else pair.after)
        told = term.told(words, name, term.dates(pair.before), term.dates(pair.after))
        if term.dans is None:
            yield from told
            return
        place = (*at, 0, term.dans)
        old, new = (fields_of(side).get(term.dans) for side in (pair.before, pair.after))
        if all(isinstance(held, dict) or (held is None and term.facultatif) for held in (old, new)):
            yield from told
            about = f"{who}, {lowered(words.label(place))}"
            yield from lines(words, place, fields_of(old), fields_of(new), about, term.jours)
        else:
            yield from field_lines(words, place, old, new, who)


@functools.cache
def liste(name: str) -> Liste:
    """Give how a list is told."""
    told = phrases()["listes"][name]
    term = told.get("periode")
    periode = Periode(**{**term, "facultatif": "facultatif" in term}) if term else None
    return Liste(**{**told, "periode": periode})


def told(words: Lexicon, at: Pointer, before: Any, after: Any) -> Iterator[Change]:
    """Tell a list entry by entry, in order."""
    known = liste(str(at[-1]))
    found = known.pairs(before, after)
    names = {known.say(words, at, "{qui}", pair.before) for pair in found if pair.before is not None}
    yield from silence(words, at, before, after)
    for pair in found:
        yield from known.whole(words, at, pair, names)
        yield from known.altered(words, at, pair)


def silence(words: Lexicon, at: Pointer, before: Any, after: Any) -> Iterator[Change]:
    """Tell that a list is now said, or no longer, when it holds nothing that says so by itself."""
    if before is None and after == []:
        yield added(f"{words.label(at)} : liste vide, auparavant non renseignée")
    elif after is None and before == []:
        yield removed(f"{words.label(at)} : liste vide, désormais non renseignée")


def runs(dates: Mapping[str, Any], on: datetime.date) -> bool:
    """Tell whether dates run on a day; one that cannot be read bounds nothing."""
    return covers(day(dates.get("debut")), day(dates.get("fin")), on)


def day(raw: Any) -> datetime.date | None:
    """Give a day, or None when there is none or when it cannot be read."""
    return datetime.date.fromisoformat(raw) if isinstance(raw, str) and is_day(raw) else None


def _key(told: Any) -> Key:
    if told == "a_venir":
        return _to_come
    return pairing.without(told["sauf"]) if isinstance(told, dict) else pairing.by(*told)


def _to_come(session: Any) -> Any:
    """Name a session that was not held by what it is about: written at another day, it was moved."""
    held = fields_of(session)
    return ["à venir", held.get("formation")] if held.get("etat") in _TO_COME else None


def _until(words: Lexicon, dates: _Dates) -> str:
    return f"jusqu’au {words.day(dates['fin'])}" if "fin" in dates else "sans date de fin"


def _verb(old: _Dates, new: _Dates) -> str:
    if any("fin" in dates and day(dates["fin"]) is None for dates in (old, new)):
        return ""
    last = datetime.date.max
    return "prolongé" if (day(new.get("fin")) or last) > (day(old.get("fin")) or last) else "écourté"


def _counted(words: Lexicon, at: Pointer, before: Any, after: Any) -> Iterator[Change]:
    """Tell how many entries a list has gained, lost or seen changed, and which of their fields, never what they say."""
    if same(before, after):
        return
    found = list(pairs(before, after, pairing.by("reference"), pairing.by("de", "a"), pairing.by("de")))
    both = [pair for pair in found if pair.before is not None and pair.after is not None]
    came, went = sum(pair.before is None for pair in found), sum(pair.after is None for pair in found)
    altered = [pair for pair in both if not same(pair.before, pair.after)]
    parts = [
        count(came, "ajouté") if came else "",
        count(went, "retiré") if went else "",
        f"{count(len(altered), 'modifié')}{_which(words, at, altered)}" if altered else "",
    ]
    numbers = [str(len(entries(side))) if side is not None else "non dit" for side in (before, after)]
    detail = f" ({listing(filter(None, parts))})" if any(parts) else ""
    yield changed(f"{words.label(at)} : {' → '.join(dict.fromkeys(numbers))}{detail}")


def _which(words: Lexicon, at: Pointer, altered: list[Pair]) -> str:
    sides = [(fields_of(pair.before), fields_of(pair.after)) for pair in altered]
    names = {name for old, new in sides for name in {**old, **new} if not same(old.get(name), new.get(name))}
    labels = sorted(lowered(words.label((*at, 0, name))) for name in names)
    return f" : {', '.join(labels)}" if labels else ""
