"""What is personal in the files of a department, and the one mask that all that leaves goes through."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import accumulate

from kit.findings.edit import Edit
from kit.findings.finding import Finding, Pointer, Result, json_pointer
from kit.law.texts import data
from kit.privacy.canonical import Canonical, Words, canonical
from kit.privacy.identifiers import Identifiers, identifiers
from kit.privacy.placed import Span
from kit.privacy.shapes import FILE, Hit, contact_line, hits_of_file
from kit.privacy.texts import Text, contact, hits, keys_of, texts, unfit, unknown_designation, written
from kit.yaml import schema
from kit.yaml.contacts import key_meant
from kit.yaml.guesses import certain, nearest
from kit.yaml.repair import identifier
from kit.yaml.source import Source

# Une clé qui n’est pas un mot : « ? [a, b] », « {a: b}: c ».
_COMPLEX_KEY = re.compile(r"[ ]*(?:- +)*(?:\?(?= |$)|(?=[\[{].*[\]}] *:(?: |$)))")
HIDDEN = "ligne masquée : donnée personnelle"
MARK = "…"
# Ce qu'un message garde d'une valeur qu'il coupe, au moins, et ce qui suit là où il la coupe.
_SHORTEST = 20
_CUT = re.compile(r"\s*(?:…|»|\"|$)")
# Un nombre, quoi que l'on ait mis entre ses chiffres ; assez long pour ne désigner qu'une personne.
_NUMBER = re.compile(r"\d(?:[ ,/:()+]{0,3}\d){5,}")
_DIGITS = 6
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A datum found in a file: where, on which lines (from 1), and in which text as it is read, with the value or the
    key that holds it; `pointer` is that of the file when it stands outside the values. The contact of a service, in a
    file that cannot be read or in a group whose name is misspelt, is hidden and `proper`: it is no fault. `instead` is
    the identifier to write in place of one."""

    file: str
    pointer: Pointer
    lines: range
    hit: Hit
    loose: bool = False
    proper: bool = False
    holders: tuple[str, ...] = ()
    instead: str | None = None


@dataclass(frozen=True)
class Mask:
    """What must not be repeated: what was found, the lines (from 1) to hide in each file, and the texts that tell of
    it, whole or cut."""

    found: tuple[Found, ...] = ()
    lines: frozenset[tuple[str, int]] = frozenset()
    told: frozenset[str] = frozenset()

    def text(self, file: str, text: str) -> str:
        """Give the text of a file with its hidden lines replaced, as many lines as before."""
        lines = enumerate(text.split("\n"), 1)
        return "\n".join(HIDDEN if (file, number) in self.lines else line for number, line in lines)

    def result(self, result: Result) -> Result:
        """Give a result whose findings repeat nothing: neither a text, nor a line that is hidden whole."""
        if not self.told and not self.lines:
            return result
        return replace(result, findings=tuple(self.finding(finding) for finding in result.findings))

    def finding(self, finding: Finding) -> Finding:
        """Give a finding that repeats nothing."""
        return replace(
            finding,
            message=self.clean(finding.message),
            remedy=self.clean(finding.remedy),
            pointer=self._place(finding.pointer),
            anchor=self._place(finding.anchor),
            derogation=self.clean(finding.derogation) if finding.derogation else None,
            edit=finding.edit if finding.edit and self._shows(finding.edit) else None,
        )

    def _shows(self, edit: Edit) -> bool:
        """Tell whether an edit neither takes away, touches nor writes anything that must not be repeated."""
        lines = range(edit.line, edit.end_line + 1)
        hidden = any((edit.file, number) in self.lines for number in lines)
        return not hidden and all(self.clean(text) == text for text in (edit.old, edit.new))

    def clean(self, text: str) -> str:
        """Give a text in which nothing that must not be repeated is, however it is written."""
        if not self.told:
            return text
        pieces, done = [], 0
        for start, end in _merged(self._spans(Canonical(text))):
            pieces += [text[done:start], MARK]
            done = end
        return "".join((*pieces, text[done:]))

    def _place(self, pointer: str) -> str:
        # Une barre y est écrite « ~1 » : une date à barres ne se reconnaît que défaite de cet échappement.
        parts = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
        return json_pointer(tuple(part if self.clean(part) == part else MARK for part in parts))

    @cached_property
    def _words(self) -> Words:
        return Words(self.told)

    @cached_property
    def _numbers(self) -> Words:
        return Words(_compact(self.found), whole=False)

    def _spans(self, read: Canonical) -> Iterator[Span]:
        places = read.tokens()
        # De chaque mot : combien de mots s’y achèvent, et combien y commencent un texte caché.
        before = 0
        for rank, (whole, begun) in enumerate(self._words.ends(read.text[start:end] for start, end in places)):
            if whole:
                yield read.origin(places[rank - whole + 1][0], places[rank][1])
            # Coupé au milieu d’un mot, le texte finit par un mot qui n’est pas le sien.
            length = max(begun, before + 1 if before else 0)
            first = places[rank - length + 1][0] if length else places[rank][1]
            if places[rank][1] - first >= _SHORTEST and _CUT.match(read.original, read.origin(*places[rank])[1]):
                yield read.origin(first, places[rank][1])
            before = begun
        for number in _NUMBER.finditer(read.text) if self._numbers else ():
            digits = [place for place in range(*number.span()) if read.text[place].isdigit()]
            for rank, (whole, _) in enumerate(self._numbers.ends(read.text[place] for place in digits)):
                if whole:
                    yield read.origin(digits[rank - whole + 1], digits[rank] + 1)


def mask(sources: Iterable[Source]) -> Mask:
    """Look for what must not be repeated, in the values as they are read and anywhere else in the files."""
    read = [(source, tuple(texts(source.data, (schema.kind(source.branch),)))) for source in sources]
    known = identifiers((source.branch, source.data) for source, _ in read)
    found = tuple(each for source, held in read for each in _found(source, held, known))
    wrong = [(source, text) for source, held in read for text in held if _wrong(text, known)]
    if not found and not wrong:
        return Mask()
    told = Words(_told(found))
    words = {each.hit.matched for each in found if not _is_its_name(each.hit)} | _compact(found)
    words.update(text.value for _, text in wrong)
    lines = {(each.file, number) for each in found for number in each.lines}
    lines.update((source.file, source.place(_own(source, text.pointer))[0]) for source, text in wrong)
    lines.update((source.file, number) for source, _ in read for number in _repeating(source, told))
    holders = {holder for source, _ in read for holder in _holding(source, found, told)}
    slugs = {identifier(holder) for holder in holders | words}
    return Mask(found, frozenset(lines), frozenset(text for text in words | holders | slugs if _letters(text) > 1))


def _letters(text: str) -> int:
    """Give how many letters and figures a text has: one alone would be hidden everywhere."""
    return sum(map(str.isalnum, text))


def _wrong(text: Text, known: Identifiers) -> bool:
    """Tell a text that is in its place and has not its form, so that nobody knows of whom it tells."""
    return unfit(text) and (contact(text) or (unknown_designation(text) and not known.near(text.value)))


def joined(masks: Iterable[Mask]) -> Mask:
    """Give what hides all that any of these hides."""
    every = tuple(masks)
    return Mask(
        tuple(found for each in every for found in each.found),
        frozenset(line for each in every for line in each.lines),
        frozenset(text for each in every for text in each.told),
    )


def _is_its_name(hit: Hit) -> bool:
    """Tell a datum that says no more than its label does, and that messages need: « date de naissance »."""
    return canonical(hit.matched) in canonical(hit.label)


def _told(found: Iterable[Found]) -> Iterator[str]:
    """Give the data that would be known again elsewhere: one word alone may be anybody's."""
    for each in found:
        parts = Words.parts(canonical(each.hit.matched))
        if _is_its_name(each.hit):
            continue
        if len(parts) > 1 or sum(map(str.isdigit, each.hit.matched)) >= _DIGITS:
            yield each.hit.matched


def _compact(found: Iterable[Found]) -> set[str]:
    """Give the long numbers found, their digits alone, with the zeros before them and without."""
    digits = (re.sub(r"\D", "", canonical(each.hit.matched)) for each in found)
    return {form for number in digits if len(number) >= _DIGITS for form in (number, number.lstrip("0"))}


def _holding(source: Source, found: Iterable[Found], told: Words) -> Iterator[str]:
    """Give the values of a file that hold what was found, in that file or in another."""
    yield from (holder for each in found for holder in each.holders)
    yield from _parts(source, found)
    if told:
        yield from (value for value in written(source.data) if any(True for _ in Canonical(value).spans(told)))


def _repeating(source: Source, told: Words) -> Iterator[int]:
    """Give the lines that repeat, elsewhere in a file, what was found in another place."""
    spans = tuple(Canonical(source.text).spans(told)) if told else ()
    starts = _starts(source.text) if spans else []
    proper = _contact_lines(source) if spans else frozenset()
    for start, end in spans:
        lines = range(bisect_right(starts, start), bisect_right(starts, end - 1) + 1)
        yield from () if lines.start in proper else lines


def _contact_lines(source: Source) -> frozenset[int]:
    """Give the lines of a file that hold the contact of a service."""
    lines = enumerate(source.text.split("\n"), 1)
    return frozenset(number for number, line in lines if contact_line().search(line))


def _found(source: Source, held: Iterable[Text], known: Identifiers) -> Iterator[Found]:
    """Give the data found in the values, then those that stand on other lines, contacts of services aside."""
    values = tuple(_in_values(source, held, known))
    yield from values
    hidden = {number for each in values for number in each.lines}
    contacts = _contact_lines(source)
    for each in hits_of_file(source.text, schema.kind(source.branch)):
        proper = each.hit.contact and each.first in contacts
        if each.first not in hidden and not (proper and source.readable):
            place = (source.branch,)
            yield Found(source.file, place, range(each.first, each.last + 1), each.hit, loose=True, proper=proper)
            hidden.update(range(each.first, each.last + 1))
    for number, hit in _not_values(source):
        if number not in hidden:
            yield Found(source.file, (source.branch,), range(number, number + 1), hit, loose=True, proper=True)


def _not_values(source: Source) -> Iterator[tuple[int, Hit]]:
    """Give the lines that may tell of somebody, whatever their values are: a key that is a group or a list, and a key
    that none of its kind has and that persons have."""
    label = data(FILE)["cles"]["libelle"]
    personal = _personal_line(schema.kind(source.branch))
    for number, line in enumerate(source.text.split("\n"), 1):
        found = _COMPLEX_KEY.match(line) or personal.search(line)
        if found:
            said = line[found.end() :].strip(" \"'")
            # Trop court, ce qui est écrit là se retrouverait partout : sa ligne suffit.
            yield number, Hit(label, said if _letters(said) >= _TELLING else "")


@cache
def _personal_line(branch: str) -> re.Pattern[str]:
    """Give what begins, in a file of a kind, what is written under a key about a person."""
    written = "|".join(word for word in data(FILE)["cles"]["noms"] if word not in keys_of(branch))
    return re.compile(rf"(?:^|[{{,?-])[ ]{{0,99}}[\"']?(?:{written})[\"']?[ ]{{0,9}}:", re.IGNORECASE)


def _in_values(source: Source, held: Iterable[Text], known: Identifiers) -> Iterator[Found]:
    """Give the data found in the values, with all lines that each value takes; an identifier may repeat the texts of
    its own entry."""
    told = [(text, hit) for text in held for hit in hits(text) if not known.explains(text.value, hit.matched)]
    starts = sorted({line for line, _ in (*source.marks.values(), *source.keys.values())}) if told else []
    last = source.text.count("\n") + 1
    for text, hit in told:
        pointer = _own(source, text.pointer)
        first, final = source.place(pointer)[0], source.place(_own(source, _last(text)))[0]
        after = bisect_right(starts, final)
        lines = range(first, starts[after] if after < len(starts) else last + 1)
        named = text.key is not None and hit.matched != text.value
        parts = text.parts or (text.key if named and text.key else text.value,)
        proper = hit.contact and _meant_for_a_contact(text.pointer)
        instead = known.free.get(text.value) if hit.named else None
        holders = (text.value, *parts)
        yield Found(source.file, pointer, lines, hit, proper=proper, holders=holders, instead=instead)


def _own(source: Source, pointer: Pointer) -> Pointer:
    """Give a place of a file of its kind as this file has it: « sessions-2024 » for « sessions »."""
    return (source.branch, *pointer[1:])


def _meant_for_a_contact(pointer: Pointer) -> bool:
    """Tell a place that would be that of a contact, were its own name, or that of a group above it, right: what is
    wrong has its own finding."""
    branch, *keys = pointer
    right: list[str | int] = []
    sure = False
    for key in keys:
        known = (schema.at(str(branch), tuple(right)) or {}).get("properties", {})
        near = key if isinstance(key, int) or key in known else key_meant(key, known) or nearest(key, known)
        if near is None:
            return False
        sure = near == key or near in (key_meant(str(key), known), certain(str(key), known))
        right.append(near)
    return right != keys and sure and right[-1] in data(FILE)["contacts"]


def _last(text: Text) -> Pointer:
    """Give the place of what a text ends with: the last item of a list, or the value itself."""
    return (*text.pointer, text.items - 1) if text.items else text.pointer


def _parts(source: Source, found: Iterable[Found]) -> Iterator[str]:
    """Give the lines of a file where something was found outside the values, and what a message may take of each:
    what follows the colon, or the sign of a comment."""
    lines = source.text.split("\n")
    for number in {number for each in found if each.loose and each.file == source.file for number in each.lines}:
        line = lines[number - 1]
        told = (line.strip(), line.partition(":")[2].strip(), line.partition("#")[2].strip())
        yield from (text for text in told if _letters(text) >= _TELLING)


def _starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Give spans in their order, those that touch as one."""
    at: Span | None = None
    for start, end in sorted(spans):
        if at is None or start > at[1]:
            if at:
                yield at
            at = (start, end)
        else:
            at = (at[0], max(at[1], end))
    if at:
        yield at
