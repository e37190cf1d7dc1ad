"""The form of a fiche, section by section: the values of its four files, each in its place, with the gestures that each
list offers. Seats stand in the order and the words of the text of the day."""

import datetime
import functools
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from kit.diff.lexicon import phrases, seat_on
from kit.diff.lists import Telling, day, liste
from kit.edit.form import gestures
from kit.edit.form.draft import Draft
from kit.edit.form.fields import Fields
from kit.edit.form.nodes import Entry, Group, Listing, Node, Section, identified, pointed
from kit.edit.form.plan import listed, plan
from kit.findings.finding import Pointer, reached
from kit.french import capital
from kit.law.periods import period_on
from kit.model.commission import covers
from kit.yaml import schema
from kit.yaml.schema import JsonSchema

_SESSIONS: Pointer = (schema.SESSIONS,)
_MEMBERS, _ID, _DOUBT, _STANDS_FOR = "membres", "id", "a_verifier", "representant"


def titles() -> Mapping[str, str]:
    """Give the sections by id, with their titles, in order."""
    return {each["id"]: each["titre"] for each in plan()["rubriques"]}


def section(draft: Draft, section_id: str, opened: Set[str] = frozenset(), *, everything: bool = False) -> Section:
    """Give a section of the form, with what is inside the entries that are opened, or all of them; the first one for
    an id that is none."""
    known = {each["id"]: each for each in plan()["rubriques"]}
    told = known.get(section_id, plan()["rubriques"][0])
    form = _Form(draft, Fields(draft), opened, everything)
    unread = tuple(source.branch for source in draft.unread)
    places = [pointed(place) for place in told["places"]]
    nodes = tuple(node for place in places if place[0] not in unread for node in form.under(place))
    shown = {place[0] for place in places}
    left = [f"{branch}.yaml" for branch in unread if schema.kind(branch) in shown]
    return Section(id=told["id"], title=told["titre"], help=told["aide"], nodes=nodes, unread=tuple(left))


def way(draft: Draft, pointer: Pointer) -> tuple[str, ...]:
    """Give how the form leads to a place: its section, then the titles of what holds it."""
    form = _Form(draft, Fields(draft), frozenset(), everything=False)
    steps = (form.title(pointer[:size]) for size in range(2, len(pointer) + 1))
    return tuple(dict.fromkeys((titles()[holding(pointer)], *filter(None, steps))))


def holding(pointer: Pointer) -> str:
    """Give the section that has a place: the one that has most of its way."""
    pointer = (schema.kind(str(pointer[0])), *pointer[1:])
    places = [(pointed(place), each["id"]) for each in plan()["rubriques"] for place in each["places"]]
    found = [(len(place), name) for place, name in places if pointer[: len(place)] == place]
    if found:
        return str(max(found)[1])
    return str(next((name for place, name in places if place[0] == pointer[0]), places[0][1]))


@dataclass(frozen=True, slots=True)
class _Form:
    """What draws the nodes of a fiche."""

    draft: Draft
    fields: Fields
    opened: Set[str]
    everything: bool

    def title(self, pointer: Pointer) -> str:
        """Give the title of a place, or nothing for one that has none."""
        if isinstance(pointer[-1], int):
            held = reached(self._held, pointer)
            return self._named(pointer, held)[0] if isinstance(held, dict) else ""
        return self.fields.label(pointer) if schema.at(str(pointer[0]), pointer[1:]) else ""

    def under(self, pointer: Pointer) -> Iterator[Node]:
        """Give what stands at a place named by the plan; of the members, one list for each seat."""
        value = reached(self._held, pointer)
        if pointer != (_MEMBERS,):
            yield self._node(pointer, value)
            return
        for seat in self._seats(value):
            at = (*pointer, seat)
            if schema.at(_MEMBERS, (seat,)):
                yield self._node(at, reached(self._held, at))
            else:
                yield self.fields.field(at, reached(self._held, at))

    @property
    def _held(self) -> Mapping[str, Any]:
        """The values as typed where they could be, as written elsewhere."""
        sources = self.draft.dossier.sources
        return {branch: source.data for branch, source in sources.items() if source.readable}

    def _seats(self, value: Any) -> tuple[str, ...]:
        """Give the seats of the day in the order of its text, then those of another wording that the file has."""
        seats = (seat.id for seat in period_on(self.draft.as_of).composition.seats)
        return tuple(dict.fromkeys([*seats, *(map(str, value) if isinstance(value, dict) else ())]))

    def _node(self, pointer: Pointer, value: Any, *, required: bool = False, more: bool = False) -> Node:
        described = schema.at(str(pointer[0]), pointer[1:]) or {}
        if described.get("type") == "object" and (value is None or isinstance(value, dict)):
            apart = more and not value
            nodes = tuple(self._inside(pointer, described, value or {}, apart=apart))
            told = self.fields.help(described)
            return Group(
                id=identified(pointer), label=self.fields.label(pointer), nodes=nodes, help=told, more=apart,
                gestures=tuple(gestures.of_group(pointer, value or {})),
            )  # fmt: skip
        if _of_groups(described) and (value is None or isinstance(value, list)):
            return self._list(pointer, described, value or [], more=more)
        return self.fields.field(pointer, value, required=required, more=more)

    def _inside(
        self, pointer: Pointer, described: JsonSchema, value: Mapping[str, Any], *, apart: bool = False
    ) -> Iterator[Node]:
        """Give what a group has: all that its schema knows, then what it does not. What few people need stands apart,
        once: not again in a group that is apart itself."""
        needed, known = described.get("required", ()), described.get("properties", {})
        shown = gestures.filled_in(pointer)
        for key in known:
            held = value.get(key)
            if held is None and not _of_seat(pointer, key, self.draft.as_of):
                continue
            rare = key == _ID or (held is None and (key == _DOUBT or (bool(shown) and key not in (*shown, *needed))))
            yield self._node((*pointer, key), held, required=key in needed, more=rare and not apart)
        for key in value:
            if key not in known:
                yield self.fields.field((*pointer, str(key)), value[key])

    def _list(self, pointer: Pointer, described: JsonSchema, value: list[Any], *, more: bool) -> Listing:
        entries = tuple(self._entry(*each) for each in self._listed(pointer, value))
        return Listing(
            id=identified(pointer), label=self.fields.label(pointer), entries=entries,
            help=self.fields.help(described) if pointer[0] != _MEMBERS else "",
            gestures=tuple(gestures.of_list(self.fields, pointer, value)), more=more and not value,
        )  # fmt: skip

    def _listed(self, pointer: Pointer, value: list[Any]) -> Iterator[tuple[Pointer, Any]]:
        """Give the entries of a list, each at its place; the sessions, those that the file of a year holds too, from
        the last, after what has no day yet: what comes is what one looks for."""
        own = [((*pointer, rank), each) for rank, each in enumerate(value)]
        if pointer != _SESSIONS:
            yield from own
            return
        years = ((each, held) for each, held in self._held.items() if schema.year(each))
        split = [((each, rank), one) for each, held in years if isinstance(held, list) for rank, one in enumerate(held)]
        yield from sorted([*split, *own], key=_latest, reverse=True)

    def _entry(self, pointer: Pointer, value: Any) -> Entry:
        held, name = value if isinstance(value, dict) else {}, identified(pointer)
        title, period, state = self._named(pointer, held)
        if name not in self.opened and not self.everything:
            return Entry(id=name, title=title, period=period, state=state)
        described = schema.at(str(pointer[0]), pointer[1:]) or {}
        nodes = tuple(self._inside(pointer, described, held)) if held else (self.fields.field(pointer, value),)
        return Entry(
            id=name, title=title, period=period, state=state, opened=True, nodes=nodes,
            gestures=tuple(gestures.of_entry(self.fields, pointer, held)),
        )  # fmt: skip

    def _named(self, pointer: Pointer, held: Mapping[str, Any]) -> tuple[str, str, str]:
        """Give the name of an entry, its dates, and whether they run."""
        told = _telling(listed(pointer[:-1]))
        if told is None:
            first = next((value for value in held.values() if isinstance(value, str)), "")
            key = next((name for name in held if held[name] == first), "")
            return self.draft.words.value((*pointer, key), first) if key else "Entrée", "", ""
        typed = reached(self.draft.dossier.tree, self.draft.dossier.parts.whole(pointer))
        held = typed if isinstance(typed, dict) else held
        telling = Telling(self.draft.words, pointer[:-1], liste(told))
        dates = telling.liste.dates(held)
        period = self.draft.words.term(dates) if telling.liste.periode else ""
        title = capital(telling.say(telling.liste.titre or "{qui}", held)) or "Entrée"
        if "etat" in held:
            return title, period, self.draft.words.value((*pointer, "etat"), held["etat"])
        return title, period, self._state(dates)

    def _state(self, dates: Mapping[str, Any]) -> str:
        start, end = day(dates.get("debut")), day(dates.get("fin"))
        if start is None and end is None:
            return ""
        words: Mapping[str, str] = plan()["etats"]
        if covers(start, end, self.draft.as_of):
            return words["present"]
        return words["avenir"] if start and start > self.draft.as_of else words["passe"]


def _latest(entry: tuple[Pointer, Any]) -> tuple[bool, datetime.date]:
    """Rank a session: without a day before any that has one, then by its day."""
    held = day(entry[1].get("date")) if isinstance(entry[1], dict) else None
    return held is None, held or datetime.date.min


@functools.cache
def _telling(place: str) -> str | None:
    """Give under which name the words of a comparison know a list, or None."""
    name = place.rpartition("/")[2]
    return name if name in phrases()["listes"] else None


def _of_groups(described: JsonSchema) -> bool:
    return described.get("type") == "array" and schema.resolve(described["items"]).get("type") == "object"


def _of_seat(pointer: Pointer, key: str, as_of: datetime.date) -> bool:
    """Tell whether a field of a holder has a meaning at this seat: nobody stands for who holds it in person."""
    if pointer[0] != _MEMBERS or len(pointer) != 3:
        return True
    seat = seat_on(pointer[1], as_of)
    if key == _STANDS_FOR and seat and seat[0].representative is None:
        return False
    return pointer[1] in plan()["seulement"].get(key, (pointer[1],))
