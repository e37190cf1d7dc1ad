"""The words of a title that say which service a holder of a seat comes from; all of them are data."""

import datetime
import enum
import functools
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kit.law.territories import read_as_names
from kit.law.texts import data

_FILE = "mots-des-sieges"


class Service(enum.Enum):
    """Whether a service is that of a seat: its own, surely another, perhaps another. Its value is the column of words
    that say so."""

    OWN = "siens"
    OTHER = "autres"
    DOUBTFUL = "douteux"


_COLUMNS = tuple((kind.value, kind) for kind in Service)
# Ce qui l’emporte sur un mot du siège, à coup sûr ou peut-être.
_ELSEWHERE, _UNSURE = "ailleurs", "incertains"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerService:
    """A service of the police that another replaced: its last day, and what replaced it, in full and in short."""

    seats: tuple[str, ...]
    names: tuple[str, ...]
    written: re.Pattern[str]
    last_day: datetime.date
    new: str
    short: str

    def renamed(self, text: str) -> str:
        """Write a text on a holder with the short name of today's service; that name alone when the former one is
        written otherwise."""
        return self.written.sub(self.short, text) if self.written.search(text) else self.short


def service_at(seat: str, texts: Iterable[str], shared: Collection[str] = ()) -> tuple[Service, str] | None:
    """Give which service texts on a holder of a seat, or on an authority that presides, name, and by which word; None
    when they name none. Beside a word of the seat, those of the seats `shared` by the same entry say nothing.

    The longest word wins over those that it holds; one that is the seat's own wins over all others, but those that
    name another service even beside it."""
    found = [each for text in texts for each in _found(seat, text)]
    own = any(Service.OWN.value in columns for columns, _ in found)
    if own and shared:
        found = [(columns, w) for columns, w in found if Service.OWN.value in columns or not is_own(w, shared)]
    order = ((_ELSEWHERE, Service.OTHER), *(((_UNSURE, Service.DOUBTFUL),) if own else ()), *_COLUMNS)
    for column, kind in order:
        for columns, word in found:
            if column in columns:
                return kind, word
    return None


def is_own(word: str, seats: Iterable[str]) -> bool:
    """Tell whether a word says that its holder comes from the service of one of some seats."""
    return any(word in table().get(seat, {}).get(Service.OWN.value, ()) for seat in seats)


def prevails(seat: str, word: str) -> bool:
    """Tell whether a word names another service even beside one that is the seat's own."""
    words = table().get(seat, {})
    return any(word in words.get(column, ()) for column in (_ELSEWHERE, _UNSURE))


def own_word(seat: str) -> str | None:
    """Give the first word by which a title says that its holder comes from the service of a seat, if any is known."""
    return next(iter(table().get(seat, {}).get(Service.OWN.value, ())), None)


def names_service(title: str) -> bool:
    """Tell whether a title is the name of a service, not what somebody does: « Police nationale »."""
    words = _words(title)
    return words[:1] in {(word,) for word in map(read_as_names, data(_FILE)["debuts_de_service"])} or is_service(title)


def is_service(title: str) -> bool:
    """Tell whether a title is nothing but a service or a body, that names nobody: « La justice »."""
    return _words(title) in _alone()


def is_too_wide(seat: str, title: str, place: str) -> bool:
    """Tell whether a title, the words of a place at its end aside, is nothing but a house that holds the service of a
    seat among others: « Préfecture des Vosges » at the seat of the service in charge of foreigners."""
    bare = read_as_names(title).removesuffix(f"-{read_as_names(place)}")
    return _words(bare) in {_words(word) for word in table().get(seat, {}).get("larges", ())}


def is_chair(title: str) -> bool:
    """Tell whether a title only says that somebody presides, not who: « Le président »."""
    return _words(title) in {_words(word) for word in data(_FILE)["presidents_seuls"]}


def former_police(seat: str, texts: Iterable[str], day: datetime.date) -> FormerService | None:
    """Give the former service of the police that texts on a holder of a seat name on a day; None when there is none."""
    written = [f"-{read_as_names(text)}-" for text in texts]
    for each in _former():
        if seat in each.seats and day > each.last_day and any(f"-{n}-" in text for n in each.names for text in written):
            return each
    return None


def authority_named(title: str) -> str:
    """Give the kind of local authority that a title names, as a file has it; « commune » when it names none."""
    return _called(title, "collectivites_nommees") or "commune"


def other_order(texts: Iterable[str]) -> str | None:
    """Give the council of the order of physicians that texts name, other than the department's, as a file says that it
    designates; None when they name none."""
    return next(filter(None, (_called(text, "autres_ordres") for text in texts)), None)


def _called(text: str, table_name: str) -> str | None:
    """Give the first key of a table one of whose words a text holds."""
    read = f"-{read_as_names(text)}-"
    table_of: dict[str, list[str]] = data(_FILE)[table_name]
    return next((key for key, words in table_of.items() if any(f"-{read_as_names(w)}-" in read for w in words)), None)


def table() -> dict[str, dict[str, list[str]]]:
    """Give the words of each seat, by what they say of it."""
    sieges: dict[str, dict[str, list[str]]] = data(_FILE)["sieges"]
    return sieges


def _found(seat: str, text: str) -> Iterator[tuple[frozenset[str], str]]:
    """Give the words of a text with the columns that each is of; what somebody was no longer counts beside the rest."""
    left = f"-{read_as_names(text)}-"
    for name, columns, word in _by_length(seat):
        if f"-{name}-" in left:
            past = any(f"-{before}-{name}-" in left for before in _past())
            yield (columns - {_ELSEWHERE, _UNSURE} if past else columns), word
            # Ce que ce mot contient n’est plus à lire.
            left = left.replace(f"-{name}-", "--")


@functools.cache
def _by_length(seat: str) -> tuple[tuple[str, frozenset[str], str], ...]:
    words = {**table(), **data(_FILE)["presidence"]}.get(seat, {})
    columns: dict[str, set[str]] = {}
    for column, several in words.items():
        for word in several:
            columns.setdefault(word, set()).add(column)
    every = ((read_as_names(word), frozenset(of), word) for word, of in columns.items())
    return tuple(sorted(every, key=lambda entry: -len(entry[0])))


@functools.cache
def _past() -> tuple[str, ...]:
    return tuple(map(read_as_names, data(_FILE)["passes"]))


def _words(title: str) -> tuple[str, ...]:
    links = {read_as_names(word) for word in data("maison")["articles"]}
    return tuple(word for word in read_as_names(title).split("-") if word and word not in links)


@functools.cache
def _alone() -> frozenset[tuple[str, ...]]:
    return frozenset(_words(word) for word in data(_FILE)["services_seuls"])


@functools.cache
def _former() -> tuple[FormerService, ...]:
    return tuple(_read(each) for each in data(_FILE)["anciens_services_de_police"])


def _read(raw: dict[str, Any]) -> FormerService:
    return FormerService(
        seats=tuple(raw["sieges"]),
        names=tuple(map(read_as_names, raw["noms"])),
        written=re.compile("|".join(map(re.escape, sorted(raw["noms"], key=len, reverse=True))), re.IGNORECASE),
        last_day=datetime.date.fromisoformat(raw["dernier_jour"]),
        new=raw["nouveau"],
        short=raw["sigle"],
    )
