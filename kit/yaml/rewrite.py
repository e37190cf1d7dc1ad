"""From a remedy to the characters that it changes: gestures at the places of a file that was read, each written as its
neighbours are. What a sentence proposes and what `kit fix` writes both come from here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kit.findings import edit as findings
from kit.findings.finding import Pointer, reached
from kit.findings.remedy import Change, Gesture, Grade
from kit.findings.rule import Breach, Rule
from kit.yaml import key as keys
from kit.yaml import layout, names
from kit.yaml.fitted import fitted
from kit.yaml.source import Source
from kit.yaml.spot import Edit, applied

_KEY, _UNREAD = "cle-inconnue", "yaml-illisible"
# Au-delà, personne ne relit ce qu’un rapport propose.
_LONGEST = 3_000
_PUTS = " » puis « "
# Où une phrase montre le texte que son remède écrit.
_TEXT = "{remede}"
# Le retrait d’un élément : son tiret peut tenir une ligne à lui seul.
_DASH = re.compile(r"^( *)-(?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a change writes: the text that a sentence shows of it, and the characters of the file that it replaces;
    none when the file could not be read there."""

    text: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a breach, and the edit that its remedy proposes."""

    message: str
    remedy: str
    edit: findings.Edit | None = None


def answer(rule: Rule, breach: Breach, sources: Mapping[str, Source], edits: tuple[Edit, ...] = ()) -> Answer:
    """Fill the sentence of a breach, with the text that its remedy proposes as the file has it; `edits` are those that
    reading has found already."""
    declared = rule.remedies.get(breach.case)
    source = sources.get(str(breach.pointer[0])) if breach.pointer else next(iter(sources.values()), None)
    made = Rewriting(edits=edits or (instead(source, rule.id, breach) if source else ()))
    # Une règle de droit se juge à un jour : elle propose, et ne corrige pas.
    grade = Grade.SURE if breach.sure and rule.check is None else Grade.OFFERED
    steps = breach.changes
    if declared and not steps:
        steps = tuple(step.change(breach.pointer, breach.fields) for step in declared.steps)
    sentence = rule.sentences[breach.case]
    if steps and not made.edits:
        grade = declared.grade if declared else Grade.OFFERED
        if grade is not Grade.EXAMPLE or _TEXT in sentence.remedy:
            source, made = changed(sources, tuple(fitted(step, sources) for step in steps))
    first = {} if breach.repeats is None else {"ligne": _line(breach.repeats, breach.pointer, sources)}
    message, remedy = sentence.filled({**breach.fields, **first, "remede": made.text})
    shown = source and made.edits and grade is not Grade.EXAMPLE
    return Answer(
        message,
        remedy,
        located(source, breach.pointer, made.edits, sure=grade is Grade.SURE) if source and shown else None,
    )


def _line(first: Pointer, again: Pointer, sources: Mapping[str, Source]) -> str:
    """Give the line of what is repeated, and its file when it is another."""
    source = sources.get(str(first[0]))
    line = source.place(first)[0] if source else 1
    return str(line) if first[0] == again[0] else f"{line} de « {first[0]}.yaml »"


def changed(sources: Mapping[str, Source], changes: Iterable[Change]) -> tuple[Source | None, Rewriting]:
    """Make changes in the file that they touch; nothing is replaced when they touch several, or one not read."""
    asked = list(changes)
    branches = {str(each.pointer[0]) for each in asked if each.pointer}
    source = sources.get(min(branches)) if len(branches) == 1 else None
    found = [rewritten(source if source and source.readable else None, each) for each in asked]
    edits = tuple(edit for each in found for edit in each.edits) if all(each.edits for each in found) else ()
    return source, Rewriting(_PUTS.join(_shown(each.text for each in found)), _gathered(edits))


def _shown(texts: Iterable[str]) -> list[str]:
    """Give texts once each; one that another holds whole is the same line, added where more of it is written."""
    every = list(dict.fromkeys(text for text in texts if text))
    return [text for text in every if not any(text in other for other in every if other != text)]


def _gathered(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Give edits as one for each place: the first elements of a list that was empty go one below the other."""
    placed: dict[tuple[int, int], list[str]] = {}
    for edit in edits:
        placed.setdefault((edit.start, edit.end), []).append(edit.text)
    one_each = (Edit(*place, ("\n" if place[0] < place[1] else "").join(texts)) for place, texts in placed.items())
    gathered: list[Edit] = []
    for edit in sorted(one_each, key=lambda each: (each.start, each.end)):
        # Les lignes ajoutées sous des lignes qui partent prennent leur place.
        if gathered and gathered[-1].start < edit.start == edit.end < gathered[-1].end:
            gone = gathered.pop()
            gathered.append(Edit(gone.start, gone.end, gone.text + edit.text.removeprefix("\n") + "\n"))
        else:
            gathered.append(edit)
    return tuple(gathered)


def rewritten(source: Source | None, change: Change) -> Rewriting:
    """Make one change in a file; without a file, give the text that it would write."""
    places = _Places(source or Source("", str(change.pointer[0]), None, readable=False))
    if change.gesture is Gesture.PUT:
        return places.put(change.pointer, change.value)
    if change.gesture is Gesture.ADD:
        return places.add(change.pointer, change.value)
    if change.gesture is Gesture.DROP:
        return Rewriting(edits=places.drop(change.pointer))
    return places.renamed(change.pointer, str(change.value))


def instead(source: Source, rule: str, breach: Breach) -> tuple[Edit, ...]:
    """Give the edit of a breach that knows what to write in place of its value, or of its key."""
    spans = source.key_spans if rule == _KEY else source.spans
    if breach.pointer not in spans:
        return ()
    start, end = spans[breach.pointer]
    if rule == _KEY and breach.fix and ": " in breach.fix:
        # La clé est la valeur d’une autre : ses deux-points, s’il y en a, partent avec elle.
        end += len(source.text[end:]) - len(source.text[end:].removeprefix(":"))
    before = source.text[start:end]
    text = keys.spaced(before) if rule == _UNREAD else breach.fix if "\n" not in before else None
    return () if text is None else (Edit(start, end, text),)


def certain(source: Source, rule: Rule, breach: Breach) -> tuple[Edit, ...]:
    """Give the edits of a trap whose sheet says that its remedy leaves no doubt."""
    declared = rule.remedies.get(breach.case)
    if declared is None or declared.grade is not Grade.SURE:
        return ()
    steps = breach.changes or tuple(step.change(breach.pointer, breach.fields) for step in declared.steps)
    return changed({source.branch: source}, steps)[1].edits


def located(source: Source, pointer: Pointer, edits: tuple[Edit, ...], *, sure: bool) -> findings.Edit | None:
    """Give one edit that does all of these, by lines and columns; None when nobody would read it whole. `pointer` is
    where the fault was found."""
    start, end = min(edit.start for edit in edits), max(edit.end for edit in edits)
    old = source.text[start:end]
    inside = (Edit(edit.start - start, edit.end - start, edit.text) for edit in edits)
    new = applied(old, inside)
    if len(old) + len(new) > _LONGEST:
        return None
    (line, column), (last, after) = _place(source, pointer, start), _place(source, pointer, end)
    return findings.Edit(
        file=source.file, line=line, column=column, end_line=last, end_column=after, old=old, new=new, sure=sure
    )


def _place(source: Source, pointer: Pointer, index: int) -> tuple[int, int]:
    """Give the line and column of a character. Lines are counted from a place that is known: from the head of the file,
    for each finding, that would take a square of its length."""
    while pointer and pointer not in source.key_spans:
        pointer = pointer[:-1]
    known, line = source.key_spans.get(pointer, (0, 0))[0], source.keys.get(pointer, (1, 1))[0]
    below = source.text.count("\n", known, index) if index >= known else -source.text.count("\n", index, known)
    return line + below, index - source.text.rfind("\n", 0, index)


class _Places:
    """The places of a file that was read, and what is written at each."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text

    def put(self, pointer: Pointer, value: Any) -> Rewriting:
        """Set a value, in place of the one that is there, or in a new key or element."""
        parent = pointer[:-1]
        written = layout.inline(pointer, value) if parent else layout.whole(pointer, value)
        if edits := self._itemised(pointer, value):
            shown = self._said(pointer, written) if parent else _lines(layout.whole(pointer, value, inside=True))
            return Rewriting(shown, edits)
        if found := self._extent(pointer):
            start, end = found
            glued = self._text[start - 1 : start] == ":"
            return Rewriting(self._said(pointer, written), (Edit(start, end, f" {written}" if glued else written),))
        if not self._source.readable or not parent:
            return Rewriting(names.line(pointer, written))
        if isinstance(pointer[-1], int):
            return self.add(parent, value)
        inside = self._at(parent)
        if inside is None:
            return self.put(parent, {pointer[-1]: value})
        if isinstance(inside, dict):
            return self._key(parent, pointer, value)
        return Rewriting(names.line(pointer, written))

    def _itemised(self, pointer: Pointer, value: Any) -> tuple[Edit, ...]:
        """Put a dash before a group that stands on its own lines and becomes the only element of a list, and before
        each line where its first key comes again; the other lines keep their place under it."""
        inside, around = self._at(pointer), self._children(pointer)
        if not isinstance(inside, dict) or value != [inside] or pointer in self._source.flows or not around:
            return ()
        first = self._start(around[0]) or 0
        head = self._head(first)
        column = first - head
        if self._text[head:first].strip():
            return ()
        edits, begins = [], re.compile(rf"{re.escape(str(around[0][-1]))} *:")
        for line in self._text[head:].split("\n"):
            indent = len(line) - len(line.lstrip(" "))
            if line.strip() and indent < column:
                break
            if line.strip():
                dash = "- " if indent == column and begins.match(line, indent) else "  "
                edits.append(Edit(head + column, head + column, dash))
            head += len(line) + 1
        return tuple(edits)

    def add(self, pointer: Pointer, value: Any) -> Rewriting:
        """Add an element at the end of a list."""
        elements = self._at(pointer)
        if not isinstance(elements, list):
            first = (*pointer, 0)
            return self.put(pointer, [value]) if self._source.readable else Rewriting(self._dashed(first, value))
        here = (*pointer, len(elements))
        if pointer in self._source.flows and (elements or len(pointer) > 1):
            text = self._bracketed(pointer, elements, layout.inline(here, value))
            return Rewriting(text, (self._inserted(pointer, layout.inline(here, value)),))
        if not elements:
            written = layout.entry(here, value, "", inside=False)
            return Rewriting(self._dashed(here, value), (Edit(*self._source.flows.get(pointer, (0, 0)), written),))
        last = (*pointer, len(elements) - 1)
        start, at = self._start(last), self._end(last)
        dashes = _DASH.findall(self._text, 0, start) if start is not None else []
        if not dashes or at is None:
            return Rewriting(self._dashed(here, value))
        written = layout.entry(here, value, dashes[-1], inside=last in self._source.flows)
        return Rewriting(self._dashed(here, value), (self._below(self._noted(at, dashes[-1]), written),))

    def drop(self, pointer: Pointer) -> tuple[Edit, ...]:
        """Take away a key with its value, or an element of a list; a group left without anything goes with it."""
        parent = pointer[:-1]
        around = self._children(parent)
        start, end = self._start(pointer), self._end(pointer)
        if start is None or end is None or pointer not in around:
            return ()
        rank = around.index(pointer)
        following = self._start(around[rank + 1]) if rank + 1 < len(around) else None
        previous = self._end(around[rank - 1]) if rank else None
        if parent in self._source.flows:
            return (Edit(start, following, "") if following else Edit(previous or start, end, ""),)
        if len(around) == 1:
            empty = "[]" if isinstance(pointer[-1], int) else "{}"
            return self.drop(parent) if len(parent) > 1 else (Edit(self._head(start), end, empty),)
        head = self._head(start)
        if self._text[head:start].strip() and isinstance(pointer[-1], str) and following:
            return (Edit(start, following, ""),)  # La première clé d’un élément : la suivante prend sa place.
        after = self._text.find("\n", end)
        return (Edit(head, len(self._text) if after < 0 else after + 1, ""),)

    def renamed(self, pointer: Pointer, key: str) -> Rewriting:
        """Give a key another name."""
        found = self._source.key_spans.get(pointer)
        return Rewriting(f"{key}:", (Edit(*found, key),) if found else ())

    def _key(self, parent: Pointer, pointer: Pointer, value: Any) -> Rewriting:
        """Add a key to a group."""
        around = self._children(parent)
        written = f"{pointer[-1]}: {layout.inline(pointer, value)}"
        if parent in self._source.flows and (around or len(parent) > 1):
            return Rewriting(written, (self._inserted(parent, written),))
        at, first = self._end(parent), self._start(around[0]) if around else None
        if at is None or first is None:
            written = layout.keyed(pointer, value, "", inside=False)
            return Rewriting(_keyed(pointer, value), (Edit(*self._source.flows.get(parent, (0, 0)), written),))
        indent = " " * (first - self._text.rfind("\n", 0, first) - 1)
        written = layout.keyed(pointer, value, indent, inside=self._braced(around))
        return Rewriting(_keyed(pointer, value), (self._below(at, written),))

    def _braced(self, around: Iterable[Pointer]) -> bool:
        """Tell whether the groups that the neighbours of a list hold are in braces."""
        return any((*each, 0) in self._source.flows for each in around)

    def _inserted(self, pointer: Pointer, written: str) -> Edit:
        """Write an element or a key at the end of what is in brackets or in braces."""
        around = self._children(pointer)
        at = self._end(around[-1]) if around else None
        if at is None:
            start = self._source.flows[pointer][0] + 1
            return Edit(start, start, written)
        return Edit(at, at, f", {written}")

    def _noted(self, at: int, indent: str) -> int:
        """Give the end of the comments that follow an element of a list and stand deeper than its dash: they are its
        own."""
        deeper = re.compile(rf"[^\n]*(?:(?:\n[ ]*)*\n{indent} +#[^\n]*)*")
        found = deeper.match(self._text, at)
        return found.end() if found else at

    def _below(self, at: int, written: str) -> Edit:
        """Write lines after the line of a character."""
        end = self._text.find("\n", at)
        end = len(self._text) if end < 0 else end
        return Edit(end, end, f"\n{written}")

    def _said(self, pointer: Pointer, written: str) -> str:
        """Write a value with its key; an element, as its list has it."""
        if not isinstance(pointer[-1], int) or pointer[:-1] not in self._source.flows:
            return names.line(pointer, written)
        size = len(self._at(pointer[:-1]))
        before, after = ["…"] * (pointer[-1] > 0), ["…"] * (pointer[-1] < size - 1)
        return f"[{', '.join([*before, written, *after])}]"

    def _bracketed(self, pointer: Pointer, elements: list[Any], written: str) -> str:
        """Write a list in brackets with one more element; whole when it has only words."""
        if any(isinstance(each, (dict, list)) for each in elements):
            return f"[…, {written}]" if elements else f"[{written}]"
        before = [layout.inline((*pointer, rank), each) for rank, each in enumerate(elements)]
        return names.line(pointer, f"[{', '.join([*before, written])}]")

    def _dashed(self, pointer: Pointer, value: Any) -> str:
        return layout.entry(pointer, value, "", inside=True)

    def _at(self, pointer: Pointer) -> Any:
        """Give what is written at a place, or None."""
        return reached(self._source.data, pointer[1:])

    def _children(self, pointer: Pointer) -> list[Pointer]:
        """Give the places of the keys of a group, those without a value included, or of the elements of a list."""
        data = self._at(pointer)
        if isinstance(data, list):
            return [(*pointer, rank) for rank in range(len(data))]
        keys_ = [(*pointer, key) for key in data] if isinstance(data, dict) else []
        written = [*keys_, *(each for each in self._source.empty if each[:-1] == pointer)]
        return sorted(written, key=self._source.key_spans.__getitem__)

    def _extent(self, pointer: Pointer) -> tuple[int, int] | None:
        """Give the first and last character of a value."""
        if found := self._source.spans.get(pointer) or self._source.flows.get(pointer):
            start, end = found
            return start, start + len(self._text[start:end].rstrip("\n"))
        if len(pointer) == 1:
            first, last = self._start(pointer), self._end(pointer)
            return (self._head(first), last) if first is not None and last is not None else None
        if self._at(pointer) is None or not isinstance(pointer[-1], str):
            return None
        key, last = self._source.key_spans.get(pointer), self._end(pointer)
        return (self._text.index(":", key[1]) + 1, last) if key and last else None

    def _start(self, pointer: Pointer) -> int | None:
        """Give the first character of a key, or of an element without its dash."""
        for found in (self._source.key_spans, self._source.spans, self._source.flows):
            if pointer in found:
                return found[pointer][0]
        inside = self._children(pointer)
        return self._start(inside[0]) if inside else None

    def _end(self, pointer: Pointer) -> int | None:
        """Give the character after the last of a value."""
        if found := self._source.spans.get(pointer) or self._source.flows.get(pointer):
            return found[0] + len(self._text[found[0] : found[1]].rstrip())
        ends = [end for child in self._children(pointer) if (end := self._end(child)) is not None]
        if not ends and pointer in self._source.key_spans:
            return self._text.find(":", self._source.key_spans[pointer][1]) + 1
        return max(ends, default=None)

    def _head(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1


def _keyed(pointer: Pointer, value: Any) -> str:
    """Give a key and its value as a sentence shows them."""
    return _lines(layout.keyed(pointer, value, "", inside=True))


def _lines(written: str) -> str:
    """Give lines as a sentence shows them: where they stand does not show, so that no group has more than one."""
    return _PUTS.join(each.strip() for each in written.split("\n"))
