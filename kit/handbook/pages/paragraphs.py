"""A text paragraph by paragraph, its wordings side by side, with what the kit checks of it and what it does not."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.french import date, spaced
from kit.handbook.pages.side_by_side import ABSENT, Run, Told, alike, runs, told_silent
from kit.judging import registry
from kit.law.rereading import open_questions
from kit.law.texts import CERTAINTY_FR, Provision, Version, data

_SAME = "Inchangé."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paragraph wording after wording, the rules that check it and why others do not; `said` is each of its sentences
    once."""

    place: str
    runs: tuple[Run, ...]
    said: tuple[str, ...]
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


def facts(text: Provision) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Give what is known of each wording of a text: what it changes, how sure it is, where and when it was read."""
    versions = text.versions
    yield "Ce qui change", alike(versions, (version.changes for version in versions))
    yield "Certitude", alike(versions, (CERTAINTY_FR[version.certainty] for version in versions))
    yield "Source", alike(versions, (version.source for version in versions))
    yield "Relu le", alike(versions, (date(version.reread) for version in versions))


def rows(text: Provision) -> Iterator[Row]:
    """Give the paragraphs of a text, in the order of `kit/law`."""
    for raw in data(text.id).get("paragraphes", ()):
        said = [raw["dit"].get(version.start.isoformat()) for version in text.versions]
        yield row(
            text.versions,
            raw["ou"],
            said,
            rules=tuple(rule.id for rule in registry.checking(text.id, raw["ou"])),
            unchecked=raw.get("sans_controle", ""),
        )


def row(
    versions: Sequence[Version], place: str, said: Sequence[str | None], *, rules: tuple[str, ...], unchecked: str
) -> Row:
    """Give a paragraph from what each of the wordings says of it; None where one says nothing."""
    sentences = dict.fromkeys(each for each in said if each and each != _SAME)
    found = tuple(runs(versions, _told(versions, said)))
    return Row(place=place, runs=found, said=tuple(sentences), rules=rules, unchecked=unchecked)


def words(rows: Iterable[Row]) -> tuple[str, ...]:
    """Give what is looked for in the paragraphs: each sentence once."""
    return tuple(dict.fromkeys(sentence for row in rows for sentence in row.said))


def _told(versions: Sequence[Version], wordings: Iterable[str | None]) -> Iterator[Told]:
    """Give what each wording says; a paragraph that comes, changes or goes says so, when the wording before was known
    to be silent or not."""
    before: str | None = None
    known = False
    for version, written in zip(versions, wordings, strict=True):
        said = before if written == _SAME else written
        change = "" if said == before or not known else _change(before, said)
        yield Told((said,) if said else (), change, version.certain)
        before, known = said, bool(said) or told_silent(version)


def _change(before: str | None, said: str | None) -> str:
    return "supprimé" if said is None else "changé" if before else "nouveau"


def values(text: Provision) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each figure that the kit reads in a text, wording by wording."""
    labels = data(text.id).get("libelles", {})
    names = dict.fromkeys(name for version in text.versions for name in version.values)
    for name in names:
        shown = (version.values.get(name, ABSENT).replace(".", ",") for version in text.versions)
        yield labels.get(name, name), tuple(spaced(value) for value in shown)
