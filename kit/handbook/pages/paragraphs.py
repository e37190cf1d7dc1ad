"""A text paragraph by paragraph, its wordings side by side, with what the kit checks of it and what it does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kit.french import date, spaced
from kit.handbook.page import Here, Link, rule_path, web
from kit.judging import registry
from kit.law.texts import CERTAINTY_FR, Provision, Version, data

_SAME = "Inchangé."
_SILENT = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a wording: from when to when, who wrote it, how sure the kit is of it."""

    period: str
    current: bool
    act: Link
    certainty: str
    source: str
    changes: str
    reread: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paragraph in each wording, with the mark of a change, the rules that check it and why others do not."""

    place: str
    cells: tuple[tuple[str, str], ...]
    rules: tuple[Link, ...]
    unchecked: str


def column(version: Version, current: Version | None, period: str) -> Column:
    """Give the head of a wording."""
    return Column(
        period=period,
        current=version is current,
        act=web(version.act, version.url),
        certainty=CERTAINTY_FR[version.certainty],
        source=version.source,
        changes=version.changes,
        reread=date(version.reread),
    )


def rows(text: Provision, here: Here) -> Iterator[Row]:
    """Give the paragraphs of a text, in the order of `kit/law`."""
    for raw in data(text.id).get("paragraphes", ()):
        yield Row(
            place=raw["ou"],
            cells=tuple(_cells(raw, text)),
            rules=tuple(here.link(rule.title, rule_path(rule.id)) for rule in registry.checking(text.id, raw["ou"])),
            unchecked=raw.get("sans_controle", ""),
        )


def words(rows: Iterable[Row]) -> tuple[str, ...]:
    """Give what is looked for in the paragraphs: each sentence once."""
    said = (cell for row in rows for cell, _ in row.cells if cell not in (_SAME, _SILENT))
    return tuple(dict.fromkeys(said))


def _cells(raw: dict[str, Any], text: Provision) -> Iterator[tuple[str, str]]:
    """Give what each wording says; a paragraph that comes or changes says so."""
    before: str | None = None
    for rank, version in enumerate(text.versions):
        said = raw["dit"].get(version.start.isoformat())
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
