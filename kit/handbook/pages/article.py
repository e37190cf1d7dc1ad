"""The article R. 121-12-7, its wordings side by side, and what the kit does not judge of it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kit.french import date, listing
from kit.handbook.fragments import render
from kit.handbook.page import LAW, MATRIX, Here, Link, Page, text_path, web
from kit.handbook.pages import paragraphs
from kit.judging import registry
from kit.law.territories import territories
from kit.law.texts import CERTAINTY_FR, COMPOSITION, MARSEILLE, REPLACEMENT, Seat, Version, data, provision

_REGIMES_FR = {"commun": "Cas général", "paris": "Paris", "bouches_du_rhone": "Bouches-du-Rhône"}
_NEW, _GONE = "nouveau", "supprimé"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The head of one column."""

    period: str
    act: Link
    certainty: str
    certain: bool
    source: str
    changes: str
    reread: str
    listed: str
    individual: str
    term: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A seat, or a presidency, in one wording; `change` says what differs from the wording before."""

    ordinal: str
    text: str
    change: str


def page(as_of: datetime.date) -> Page:
    """Give the page of the article."""
    here = Here(text_path(COMPOSITION))
    text = provision(COMPOSITION)
    versions = text.versions
    current = text.in_force(as_of)
    rows = tuple(paragraphs.rows(text, here))
    return render.page(
        here.path,
        "article",
        title=text.title,
        subject=text.subject,
        day=date(as_of),
        law=here.link("Droit", LAW),
        wordings=tuple(_wording(version, current) for version in versions),
        seats=tuple((_short(seat, versions), seat, _seat_cells(seat, versions)) for seat in _seat_order(versions)),
        titles=tuple(dict.fromkeys(seat.title for version in versions for seat in version.seats)),
        presidencies=tuple((_REGIMES_FR.get(r, r), _presidency_cells(r, versions)) for r in _regimes(versions)),
        columns=tuple(paragraphs.column(v, current, period_fr(v.start, v.end)) for v in versions),
        rows=rows,
        words=paragraphs.words(rows),
        doubts=tuple(doubts(COMPOSITION)),
        replacement=here.link(provision(REPLACEMENT).short, text_path(REPLACEMENT)),
        undecided=_undecided(here),
        uncertain=tuple(_wording(version, current) for version in versions if not version.certain),
        plural=listing(seat.ordinal for seat in versions[-1].seats if seat.literal > seat.minimum),
        adaptations=tuple(_adaptations()),
        untraced=tuple(_untraced()),
        matrix=here.link("Le tableau de traçabilité", MATRIX),
    )


def period_fr(start: datetime.date, end: datetime.date | None) -> str:
    """Say from when to when a wording is in force; `end` is the first day without it."""
    if end is None:
        return f"depuis le {date(start)}"
    return f"du {date(start)} au {date(end - datetime.timedelta(days=1))}"


def doubts(text_id: str) -> Iterator[tuple[str, str]]:
    """Give what is not known of a text, and what that does to its findings."""
    for raw in data("doutes")["doutes"]:
        if raw["texte"] == text_id:
            yield raw["question"], raw["effet"]


def _wording(version: Version, current: Version | None) -> Wording:
    return Wording(
        period=period_fr(version.start, version.end),
        act=web(version.act, version.url),
        certainty=CERTAINTY_FR[version.certainty],
        certain=version.certain,
        source=version.source,
        changes=version.changes,
        reread=date(version.reread),
        listed=listing(seat.ordinal for seat in version.seats if seat.listed),
        individual=listing(seat.ordinal for seat in version.seats if not seat.individual_files) or "tous y siègent",
        term=f"{version.term_years} ans" if version.term_years else "non dit",
        current=version is current,
    )


def _seat_order(versions: tuple[Version, ...]) -> tuple[str, ...]:
    """Order the seats as the last wording does; one that it lost stands where it stood before."""
    ranks: dict[str, float] = {}
    for version in reversed(versions):
        for seat in version.seats:
            ranks.setdefault(seat.id, seat.rank if version is versions[-1] else seat.rank - 0.5)
    return tuple(sorted(ranks, key=lambda seat: (ranks[seat], seat)))


def _short(seat_id: str, versions: tuple[Version, ...]) -> str:
    """Give the short name of a seat in the last wording that knows it."""
    return [seat.short for version in versions for seat in version.seats if seat.id == seat_id][-1]


def _seat_cells(seat_id: str, versions: tuple[Version, ...]) -> tuple[Cell | None, ...]:
    seats = [version.seat(seat_id) for version in versions]
    first = _seat_cell(None, seats[0], "") if seats[0] else None
    return first, *(_seat_cell(before, seat, _change(before, seat)) for before, seat in pairwise(seats))


def _seat_cell(before: Seat | None, seat: Seat | None, change: str) -> Cell | None:
    if seat is None:
        return Cell(ordinal="", text="", change=change) if before else None
    text = f"{seat.title} {seat.representative}" if seat.representative else seat.title
    return Cell(ordinal=seat.ordinal, text=text, change=change)


def _change(before: Seat | None, seat: Seat | None) -> str:
    if seat is None or before is None:
        return _GONE if before else _NEW
    changed = [
        word
        for word, differs in (
            ("rang", seat.rank != before.rank),
            ("titre", (seat.title, seat.representative) != (before.title, before.representative)),
        )
        if differs
    ]
    return f"{listing(changed)} changé{'s' if len(changed) > 1 else ''}" if changed else ""


def _regimes(versions: tuple[Version, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(presidency.regime for version in versions for presidency in version.presidencies))


def _presidency_cells(regime: str, versions: tuple[Version, ...]) -> tuple[Cell, ...]:
    said = [version.presidency(regime) for version in versions]
    texts = [
        f"{p.who} ensemble, ou leurs représentants" if len(p.authorities) > 1 else f"{p.who} ou son représentant"
        for p in said
    ]
    changes = ["", *("changée" if before != after else "" for before, after in pairwise(texts))]
    return tuple(
        Cell(ordinal=presidency.paragraph, text=text, change=change)
        for presidency, text, change in zip(said, texts, changes, strict=True)
    )


def _undecided(here: Here) -> tuple[tuple[Link, str, str], ...]:
    text = provision(MARSEILLE)
    return tuple(
        (here.link(text.short, text_path(text.id)), period_fr(version.start, version.end), version.source)
        for version in text.versions
    )


def _adaptations() -> Iterator[tuple[str, str, str, str, str, str]]:
    seats = {seat.id: seat.short for version in provision(COMPOSITION).versions for seat in version.seats}
    for raw in data("adaptations")["adaptations"]:
        yield (
            listing(territories()[code].name for code in raw["departements"]),
            listing(seats.get(seat, seat) for seat in raw["sieges"]),
            date(datetime.date.fromisoformat(raw["debut"])),
            raw["raison"],
            CERTAINTY_FR[raw["certitude"]],
            raw["source"],
        )


def _untraced() -> Iterator[str]:
    """Give what the annexe demands of the composition and that no rule traces yet."""
    traced = {trace for rule in registry.legal_rules() for trace in rule.traces}
    for demand in data("instruction-2022-7")["exigences"]:
        if demand["paragraphe"] == "annexe 1" and demand["id"] not in traced:
            yield f"{demand['id']} : {demand['enonce']}"
