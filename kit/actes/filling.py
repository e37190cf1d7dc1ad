"""The filling of a model: each `[seance.date]` gives way to its value, what holds a list is repeated for each row."""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, SubElement

from kit.actes.paper import MARK, Paper, Row, Rows
from kit.actes.template import Template, removed
from kit.errors import UsageError
from kit.french import listing
from kit.law.territories import slug
from kit.yaml.guesses import nearest

# Un champ : des mots sans espace joints par un point, entre crochets. « [sic] », « [à compléter : …] » n’en sont pas.
_FIELD = re.compile(r"\[\s*([^\[\]\s.]+)\.([^\[\]\s]+?)\s*\]")
# Un champ commencé et mal fini : « [seance.date », « [seance. date] ».
_OPENED = re.compile(r"\[\s*([^\[\]\s.]+)\.[^\[\]]{0,20}\]?")
_PARAGRAPHS = frozenset({"text:p", "text:h"})
# Ce qui se répète, du plus grand au plus petit ; une section se répète aussi, quand elle a le nom d’une liste.
_REPEATED = frozenset({"table:table-row", "text:list-item", *_PARAGRAPHS})
_SECTION = "text:section"
_TEXTS = "textes"
# Ce que XML ne peut pas porter, même échappé.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = "\u2028"
_CUT = re.compile(f"({_BREAK}|{MARK.pattern})")
_MARKED = "KitBlanc"
_SHOWN = 60
Bound = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of text of a paragraph: that which opens an element, or that which follows its child of that rank."""

    element: Element
    after: int | None = None

    @property
    def text(self) -> str:
        """What it holds."""
        held = self.element.text if self.after is None else self.element[self.after].tail
        return held or ""

    def put(self, text: str) -> None:
        """Write in its place."""
        if self.after is None:
            self.element.text = text
        else:
            self.element[self.after].tail = text


def filled(template: Template, paper: Paper) -> Template:
    """Give a model with its fields filled; raises UsageError for a field that the paper does not have, and says where
    it stands."""
    whole = template.copied()
    filler = _Filler(whole.name, paper)
    for part in (whole.content, whole.styles):
        filler.fill(part, {})
    _Filler(whole.name, _citing(paper, whole)).fill_last(filler.last)
    for part in (whole.content, whole.styles):
        _mark(part)
    return whole


def _citing(paper: Paper, whole: Template) -> Paper:
    """Give a paper whose list of texts is of those that its words cite, in their order there."""
    known = paper.lists[_TEXTS]
    body = "\n".join("".join(each.itertext()) for each in _paragraphs(whole.text))
    found = [(at, row) for row in known.rows if (at := body.find(_fit(row["mots"]))) >= 0]
    # Nos mots nomment parfois un autre article, entre parenthèses et sans sa rédaction.
    said = " ".join(row["mots"] for _, row in found)
    bare = [row for row in known.rows if row["article"] and not _number(row["article"]).search(said)]
    found += [(seen.start(), row) for row in bare if (seen := _number(row["article"]).search(body))]
    cited = {row["cite"]: row for _, row in sorted(found, key=lambda each: each[0])}
    return replace(paper, lists={**paper.lists, _TEXTS: Rows(known.keys, tuple(cited.values()))})


@dataclass(frozen=True, slots=True)
class _Filler:
    name: str
    paper: Paper
    # Ce qui se remplit après tout le reste : les textes cités se lisent dans le papier rempli.
    last: list[tuple[Element, Element]] = field(default_factory=list)

    def fill_last(self, kept: list[tuple[Element, Element]]) -> None:
        """Fill what was kept for last: an element and what holds it."""
        for parent, child in kept:
            self._repeat(parent, child, _TEXTS, {})

    def fill(self, parent: Element, bound: Bound) -> None:
        """Fill what an element holds, once: `bound` is the row of each list that is being repeated."""
        for child in list(parent):
            wanted = self._repeats(child, bound)
            if wanted is None:
                held = _rows(child)
                self.fill(child, bound)
                if held and not _rows(child):
                    removed(parent, child)  # Un tableau ou une liste dont il ne reste rien.
                continue
            if wanted == _TEXTS:
                self.last.append((parent, child))
                continue
            self._repeat(parent, child, wanted, bound)
        if parent.tag in _PARAGRAPHS:
            self._write(parent, bound)

    def _repeat(self, parent: Element, child: Element, wanted: str, bound: Bound) -> None:
        """Put an element once for each row of a list, in its place."""
        at = list(parent).index(child)
        for number, row in enumerate(self.paper.lists[wanted].rows, at):
            each = copy.deepcopy(child)
            if each.tag == _SECTION:
                each.set("text:name", f"{wanted} {number}")  # Deux sections n’ont pas le même nom.
            self.fill(each, {**bound, wanted: row})
            parent.insert(number, each)
        removed(parent, child)

    def _repeats(self, element: Element, bound: Bound) -> str | None:
        """Give the list for each row of which an element is repeated, or None."""
        if element.tag == _SECTION:
            name = _plain(element.get("text:name", ""))
            return name if name in self.paper.lists and name not in bound else None
        if element.tag not in _REPEATED:
            return None
        used = {group for paragraph in _paragraphs(element) for group, _, _ in _fields(paragraph)}
        wanted = sorted(name for name in used if name in self.paper.lists and name not in bound)
        if len(wanted) > 1:
            lists = listing(f"« {name} »" for name in wanted)
            raise self._fault(next(_paragraphs(element)), f"mêle les listes {lists} : une ligne n’en suit qu’une")
        return wanted[0] if wanted else None

    def _write(self, paragraph: Element, bound: Bound) -> None:
        """Write the values of the fields of a paragraph, whatever the spans that part their letters."""
        slots = list(_slots(paragraph))
        text = "".join(slot.text for slot in slots)
        for begun in _OPENED.finditer(_FIELD.sub("", text)):
            if _plain(begun[1]) in {*self.paper.fields, *self.paper.lists}:
                raise self._fault(paragraph, f"commence un champ qui ne se lit pas, « {begun.group().strip()} »")
        for found in reversed(list(_FIELD.finditer(text))):
            value = self._value(paragraph, found, bound)
            _replace(slots, found.start(), found.end(), _fit(value))

    def _value(self, paragraph: Element, found: re.Match[str], bound: Bound) -> str:
        group, key = _plain(found[1]), _plain(found[2])
        row = bound.get(group, self.paper.fields.get(group, {}))
        if key in row:
            return row[key]
        known = [f"{name}.{each}" for name, each_row in self.paper.fields.items() for each in each_row]
        known += [f"{name}.{each}" for name, rows in self.paper.lists.items() for each in rows.keys]
        near = nearest(f"{group}.{key}", known)
        meant = f" ; vouliez-vous « [{near}] » ?" if near else ""
        raise self._fault(paragraph, f"demande le champ « {found.group()} », qui n’existe pas dans ce papier{meant}")

    def _fault(self, paragraph: Element, why: str) -> UsageError:
        text = " ".join("".join(slot.text for slot in _slots(paragraph)).split())
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        return UsageError(
            f"Le modèle « {self.name} », au paragraphe « {shown} », {why}{'' if why.endswith('?') else '.'}"
        )


def _fit(value: str) -> str:
    """Give a value as a paper holds it."""
    return _UNFIT.sub("", value).replace("\n", _BREAK)


def _number(article: str) -> re.Pattern[str]:
    """Give what finds the number of an article, whatever the spaces that part its letter from it."""
    letter, _, number = article.partition(".")
    return re.compile(rf"{re.escape(letter)}\.\s?{re.escape(number.strip())}(?![-\d])")


def _rows(element: Element) -> int:
    """Count the rows of a table, those of its heads aside, or the items of a list."""
    wanted = {"table:table": "table:table-row", "text:list": "text:list-item"}.get(element.tag)
    return sum(child.tag == wanted for child in element)


def _plain(word: str) -> str:
    """Read a name of a field as it is meant: LibreOffice puts a capital letter where a sentence begins."""
    return slug(word).replace("-", "_")


def _fields(paragraph: Element) -> Iterator[tuple[str, str, str]]:
    text = "".join(slot.text for slot in _slots(paragraph))
    return ((_plain(found[1]), _plain(found[2]), found.group()) for found in _FIELD.finditer(text))


def _paragraphs(element: Element) -> Iterator[Element]:
    return (each for each in element.iter() if each.tag in _PARAGRAPHS)


def _slots(element: Element) -> Iterator[Slot]:
    """Give the stretches of text of a paragraph, in order; those of a paragraph that it frames are not its own."""
    yield Slot(element)
    for rank, child in enumerate(element):
        if not any(True for _ in _paragraphs(child)):
            yield from _slots(child)
        yield Slot(element, rank)


def _replace(slots: list[Slot], start: int, end: int, value: str) -> None:
    """Put a value in the place of some letters of the slots; it takes the look of the first of them."""
    at = 0
    for slot in slots:
        text = slot.text
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            slot.put(text[:first] + (value if at <= start else "") + text[last:])
        at += len(text)


def _mark(part: Element) -> None:
    """Give what is to be completed or checked a look of its own, and what breaks a line its element."""
    for paragraph in list(_paragraphs(part)):
        for slot in reversed(list(_slots(paragraph))):
            pieces = _CUT.split(slot.text)
            if len(pieces) > 1:
                slot.put(pieces[0])
                _insert(slot, pieces[1:])
    for styles in part.iter("office:automatic-styles"):
        style = SubElement(styles, "style:style", {"style:name": _MARKED, "style:family": "text"})
        SubElement(style, "style:text-properties", {"fo:background-color": "#fff2a8", "fo:font-weight": "bold"})


def _insert(slot: Slot, pieces: list[str]) -> None:
    """Put after a stretch of text what it was cut into: a mark or a break, then text, and so on."""
    at = 0 if slot.after is None else slot.after + 1
    for cut, following in reversed(list(zip(pieces[::2], pieces[1::2], strict=True))):
        breaks = cut == _BREAK
        new = Element("text:line-break") if breaks else Element("text:span", {"text:style-name": _MARKED})
        new.text = None if breaks else cut
        new.tail = following
        slot.element.insert(at, new)
