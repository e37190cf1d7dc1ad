"""What a public text of a department may not repeat: names, contacts, references, what is written where nothing is
public; and the hand that takes it out, whatever way it is written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.privacy.canonical import Canonical, Words, canonical
from kit.privacy.public import NOT_PUBLISHED, Bad, Value, values

HIDDEN = "…"
_NAMES = frozenset({"nom", "noms", "prenom", "prenoms", "nom de famille", "nom usage"})
# « nom: » dans un fichier que YAML ne lit pas, sur sa ligne ou entre accolades.
_NAMED = re.compile(r"(?:pr[ée])?noms?[\"']?[^\S\n]*:[^\S\n]*([^\n,}\]#]*)", re.IGNORECASE)
_CIVILITY = frozenset({"mme", "mmes", "mlle", "mlles", "madame", "mademoiselle", "monsieur", "messieurs", "maitre"})
# Plus court, un mot est une particule, ou de la langue de tous.
_SHORTEST_PART, _SHORTEST_TEXT, _SHORTEST_JOINED = 3, 4, 6
_CONTACT = frozenset({"courriel", "telephone"})
# Un texte qui ne peut pas être de confiance : sa branche, et ses valeurs, ou les octets d’un fichier illisible.
Apart = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Hider:
    """Takes words out of texts: `words` where they stand alone, `inside` also within longer words; `kept` are the texts
    left as they are, and `place` the name of the department, that is nobody's."""

    words: Words
    inside: Words
    kept: frozenset[str]
    place: Words

    def needed(self, texts: Iterable[str]) -> bool:
        """Tell whether any of these texts holds something to take out: most have nothing, and are read at once."""
        told = "\n".join(texts)
        if not (self.words or self.inside):
            return False
        read = canonical(told)
        whole = next(self.words.ends(Words.parts(read)), None)
        return whole is not None or next(self.inside.ends(read), None) is not None

    def __call__(self, text: str) -> str:
        """Give a text without these words."""
        if text in self.kept:
            return text
        for words in (self.inside, self.words):
            text = _without(text, words, self.place)
        return text


def everything(tree: Mapping[str, Any], apart: Apart, place: str, bad: Bad = frozenset()) -> Hider:
    """Give what takes out of a public text all that the files hold elsewhere than where the public reads; `place` is
    the name of the department, which stays."""
    found = _found(tree, apart, bad)
    public = {canonical(value.text) for value in found if value.shown}
    telling = (value.text for value in found if not value.shown and (_contact(value) or _free(value)))
    texts = (text for text in telling if len(canonical(text)) >= _SHORTEST_TEXT and canonical(text) not in public)
    return _hider(found, apart, place, texts)


def personal(tree: Mapping[str, Any], apart: Apart, place: str) -> Hider:
    """Give what takes the names, the private contacts and the references of files out of a text for insiders; `place`
    is the name of the department, which stays."""
    found = _found(tree, apart)
    return _hider(found, apart, place, (value.text for value in found if _reference(value) or _contact(value)))


def declared(tree: Mapping[str, Any], apart: Apart) -> frozenset[str]:
    """Give what stands at its own place, though it speaks of somebody: contacts of services, names of members."""
    found = _found(tree, apart)
    contacts = (value.text for value in found if _contact(value) or _open(value))
    return frozenset((*contacts, *_names(found, apart)))


def _found(tree: Mapping[str, Any], apart: Apart, bad: Bad = frozenset()) -> list[Value]:
    unsure = ({branch: node} for branch, node in apart if not isinstance(node, str))
    return [*values(tree, bad), *(value for each in unsure for value in values(each, bad))]


def _hider(found: Iterable[Value], apart: Apart, place: str, texts: Iterable[str]) -> Hider:
    known = tuple(found)
    people = sorted(set(_names(known, apart)))
    parts = {part for name in people for part in _parts(name)}
    joined = {word for name in people for word in _joined(name)}
    return Hider(
        words=Words((*people, *(form for part in parts for form in _forms(part)), *texts)),
        inside=Words(joined, whole=False),
        kept=frozenset(value.text for value in known if value.shown and _open(value)),
        place=Words((place,)),
    )


def _names(found: Iterable[Value], apart: Apart) -> Iterator[str]:
    for value in found:
        key = value.pointer[-1]
        if isinstance(key, str) and canonical(key) in _NAMES and not value.shown and value.text != key:
            yield value.text
    for _, node in apart:
        if isinstance(node, str):
            yield from (name for each in _NAMED.finditer(node) if (name := each[1].strip(" \t\"'")))


def _parts(name: str) -> Iterator[str]:
    """Give the words of a name that are its own: not its particles, nor a civility."""
    seen = "".join(char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char) != "Cf")
    told = re.findall(r"[^\W\d_]+", seen)
    proper = [part for part in told if part[0].isupper()] or told
    for part in map(canonical, proper):
        if len(part) >= _SHORTEST_PART and part not in _CIVILITY:
            yield part


def _forms(part: str) -> Iterator[str]:
    """Give a word, and those that differ from it by the mark of the plural."""
    yield from (part, f"{part}s", f"{part}x")
    if len(part) > _SHORTEST_PART and part[-1] in "sx":
        yield part[:-1]


def _joined(name: str) -> Iterator[str]:
    """Give a name as an address or an identifier may hold it, without a space, in either order."""
    parts = list(_parts(name))
    for order in (parts, parts[::-1]):
        word = "".join(order)
        if len(parts) > 1 and len(word) >= _SHORTEST_JOINED:
            yield word


def _reference(value: Value) -> bool:
    return value.pointer[0] == "sessions" and value.pointer[-1] == "reference" and not value.shown


def _free(value: Value) -> bool:
    return value.text != NOT_PUBLISHED and (value.place is None or not value.place.chosen)


def _contact(value: Value) -> bool:
    hidden = value.place is not None and not (value.place.shown and value.shown)
    return hidden and value.pointer[-1] in _CONTACT


def _open(value: Value) -> bool:
    return value.place is not None and bool(value.place.shown) and value.pointer[-1] in _CONTACT


def _without(text: str, words: Words, place: Words) -> str:
    if not words:
        return text
    read = Canonical(text)
    named = tuple(read.spans(place))
    pieces, done = [], 0
    for start, end in read.spans(words):
        of_place = any(first <= start and end <= last for first, last in named)
        if not of_place and not _number_within(text, start, end):
            pieces += [text[done:start], HIDDEN]
            done = end
    return "".join((*pieces, text[done:]))


def _number_within(text: str, start: int, end: int) -> bool:
    """Tell whether a word made of figures is a part of a longer reference, or of a date: « 2026-07 » in
    « 38-2026-07-14-00005 »."""
    if any(char.isalpha() for char in text[start:end]):
        return False
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return any(char.isalnum() or char in "-/." for char in around)
