"""The lists of a department told entry by entry: `phrases.yaml` says how an entry is known again, and in which words
it comes, goes or changes; here is only how that is found."""

import datetime
import functools
from collections.abc import Container, Iterator, Mapping, Sequence
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
# Ce qui fait reconnaître un élément compté : un dossier, un vote, un pouvoir.
_COUNTED = (("reference",), ("objet",), ("de", "a"), ("de",))
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

    def dates(self, entry: Any) -> _Dates:
        """Give the dates of an entry, none when the list has no dates."""
        return self.periode.dates(entry) if self.periode else {}


@functools.cache
def liste(name: str) -> Liste:
    """Give how a list is told."""
    told = phrases()["listes"][name]
    term = told.get("periode")
    periode = Periode(**{**term, "facultatif": "facultatif" in term}) if term else None
    return Liste(**{**told, "periode": periode})


@dataclass(frozen=True, slots=True)
class Telling:
    """A list at its place in a department, told in the words of the day."""

    words: Lexicon
    at: Pointer
    liste: Liste

    def all(self, before: Any, after: Any) -> Iterator[Change]:
        """Tell the list entry by entry, in order."""
        found = self.pairs(before, after)
        names = {self.who(pair.before) for pair in found if pair.before is not None}
        yield from self.silence(before, after)
        for pair in found:
            yield from self.whole(pair, names)
            yield from self.altered(pair)

    def silence(self, before: Any, after: Any) -> Iterator[Change]:
        """Tell that the list is now said, or no longer, when it holds nothing that says so by itself."""
        if before is None and after == []:
            yield added(f"{self.words.label(self.at)} : liste vide, auparavant non renseignée")
        elif after is None and before == []:
            yield removed(f"{self.words.label(self.at)} : liste vide, désormais non renseignée")

    def pairs(self, before: Any, after: Any) -> list[Pair]:
        """Pair the entries of both sides."""
        return list(pairs(before, after, *map(_key, self.liste.cles)))

    def whole(self, pair: Pair, names: Container[str] = ()) -> Iterator[Change]:
        """Tell an entry that comes, goes, or is at another day; `names` are those of the entries before."""
        told = self.liste
        if pair.before is None:
            past = told.ajout_passe if self._over(pair.after) else None
            again = told.retour if self.who(pair.after) in names else None
            yield added(self.say(past or again or told.ajout, pair.after))
        elif pair.after is None:
            past = told.retrait_passe if self._over(pair.before) else None
            yield removed(self.say(past or told.retrait, pair.before))
        elif told.deplace:
            old, new = (fields_of(side).get(told.deplace["champ"]) for side in (pair.before, pair.after))
            if not same(old, new):
                days = {"avant": self.words.day(old), "apres": self.words.day(new)}
                yield changed(self.say(told.deplace["phrase"], pair.before, **days))

    def altered(self, pair: Pair) -> Iterator[Change]:
        """Tell what changes in an entry that is there before and after: its dates, its fields, its counts."""
        if pair.before is None or pair.after is None:
            return
        told, term = self.liste, self.liste.periode
        named = pair.before if told.nomme == "avant" else pair.after
        head = "" if told.titre else self.say(told.tete, named)
        skip = {*told.comptes, told.deplace.get("champ", "")}
        if term:
            dates = term.told(self.words, self.who(named), term.dates(pair.before), term.dates(pair.after))
            yield from self._within(term, pair, head, dates) if term.dans else dates
            skip |= {term.dans} if term.dans else set(term.jours)
        yield from lines(self.words, (*self.at, 0), pair.before, pair.after, head, skip)
        for key in told.comptes:
            old, new = (fields_of(side).get(key) for side in (pair.before, pair.after))
            yield from _counted(self.words, (*self.at, 0, key), old, new)

    def _within(self, term: Periode, pair: Pair, head: str, dates: Iterator[Change]) -> Iterator[Change]:
        """Tell the field that holds the dates: these first, then its other fields."""
        field = str(term.dans)
        place = (*self.at, 0, field)
        old, new = (fields_of(side).get(field) for side in (pair.before, pair.after))
        if all(isinstance(held, dict) or (held is None and term.facultatif) for held in (old, new)):
            yield from dates
            about = f"{head}, {lowered(self.words.label(place))}"
            yield from lines(self.words, place, fields_of(old), fields_of(new), about, term.jours)
        else:
            yield from field_lines(self.words, place, old, new, head)

    def title(self, pair: Pair) -> str:
        """Give the title of the lines about an entry."""
        return self.say(self.liste.titre or "", pair.before if pair.after is None else pair.after)

    def who(self, entry: Any) -> str:
        """Name an entry."""
        return self.say("{qui}", entry)

    def say(self, phrase: str, entry: Any, **known: str) -> str:
        """Fill a sentence about an entry; `known` gives what is said otherwise than by a field."""
        held = fields_of(entry)

        def said(hole: Hole) -> str:
            match hole.name:
                case name if name in known:
                    return known[name]
                case "qui":
                    return next(filter(None, (filled(each, said) for each in self.liste.qui)), "")
                case "detail":
                    return filled(self.liste.detail, said)
                case "periode":
                    return self.words.term(self.liste.dates(entry))
                case "entree":
                    return self.words.value((*self.at, 0), entry)
                case "reste":
                    rest = {key: value for key, value in held.items() if key != self.liste.cles[0][0]}
                    return self.words.value((*self.at, 0), rest) if rest or not hole.optional else ""
            return self._field(held, hole)

        return filled(phrase, said)

    def _field(self, held: Mapping[str, Any], hole: Hole) -> str:
        *groups, last = hole.name.split(".")
        for name in groups:
            held = fields_of(held.get(name))
        raw, place = held.get(last), (*self.at, 0, *groups, last)
        if hole.counted:
            return count(len(entries(raw)), *hole.counted) if raw else ""
        if raw is None:
            return "" if hole.optional else self.words.value(place, "")
        return self.liste.mots.get(str(raw)) or self.words.value(place, raw)

    def _over(self, entry: Any) -> bool:
        end = day(self.liste.dates(entry).get("fin"))
        return end is not None and end < self.words.as_of


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
    found = list(pairs(before, after, *(pairing.by(*key) for key in _COUNTED)))
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
