"""A text paragraph by paragraph, its wordings side by side, with what the kit checks of it and what it does not."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.french import date, spaced
from kit.judging import registry
from kit.law.rereading import open_questions
from kit.law.texts import Provision, data

_SAME = "Inchangé."
_SILENT = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paragraph in each wording, with the mark of a change, the rules that check it and why others do not."""

    place: str
    cells: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    unchecked: str


def period_fr(start: datetime.date, end: datetime.date | None) -> str:
    """Say from when to when a wording is in force; `end` is the first day without it."""
    if end is None:
        return f"depuis le {date(start)}"
    return f"du {date(start)} au {date(end - datetime.timedelta(days=1))}"


def doubts(text_id: str) -> Iterator[tuple[str, str]]:
    """Give what is not known of a text, and what that does to its findings."""
    yield from open_questions(text_id)


def rows(text: Provision) -> Iterator[Row]:
    """Give the paragraphs of a text, in the order of `kit/law`."""
    for raw in data(text.id).get("paragraphes", ()):
        said = [raw["dit"].get(version.start.isoformat()) for version in text.versions]
        rules = tuple(rule.id for rule in registry.checking(text.id, raw["ou"]))
        yield Row(place=raw["ou"], cells=tuple(_cells(said)), rules=rules, unchecked=raw.get("sans_controle", ""))


def words(rows: Iterable[Row]) -> tuple[str, ...]:
    """Give what is looked for in the paragraphs: each sentence once."""
    said = (cell for row in rows for cell, _ in row.cells if cell not in (_SAME, _SILENT))
    return tuple(dict.fromkeys(said))


def _cells(wordings: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """Give what each wording says; a paragraph that comes or changes says so."""
    before: str | None = None
    for rank, said in enumerate(wordings):
        if said is None or said == _SAME:
            yield said or _SILENT, "supprimé" if said is None and before else ""
        else:
            yield said, "" if not rank else "changé" if before else "nouveau"
        before = said and (before if said == _SAME else said)


def values(text: Provision) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each figure that the kit reads in a text, wording by wording."""
    labels = data(text.id).get("libelles", {})
    names = dict.fromkeys(name for version in text.versions for name in version.values)
    for name in names:
        shown = (version.values.get(name, _SILENT).replace(".", ",") for version in text.versions)
        yield labels.get(name, name), tuple(spaced(value) for value in shown)
