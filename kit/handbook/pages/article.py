"""The article R. 121-12-7, its wordings side by side, and what the kit does not judge of it."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from kit.french import listing
from kit.handbook.fragments import render
from kit.handbook.page import Page, text_path
from kit.handbook.pages.paragraphs import doubts, facts, rows, words
from kit.handbook.pages.side_by_side import Run, Told, alike, runs
from kit.handbook.pages.situation import titled
from kit.judging import registry
from kit.law.territories import territories
from kit.law.texts import COMPOSITION, MARSEILLE, REPLACEMENT, Presidency, Seat, Version, data, provision


def page(as_of: datetime.date) -> Page:
    """Give the page of the article."""
    text = provision(COMPOSITION)
    versions, paragraphs = text.versions, tuple(rows(text))
    regimes = dict.fromkeys(presidency.regime for version in versions for presidency in version.presidencies)
    return render.page(
        text_path(COMPOSITION),
        "article",
        text=text,
        as_of=as_of,
        current=text.in_force(as_of),
        facts=(*facts(text), *_list_facts(versions)),
        seats=tuple((_short(seat, versions), seat, tuple(_seat(seat, versions))) for seat in _order(versions)),
        titles=tuple(dict.fromkeys(seat.title for version in versions for seat in version.seats)),
        presidencies={regime: tuple(_presidency(regime, versions)) for regime in regimes},
        rows=paragraphs,
        words=words(paragraphs),
        doubts=tuple(doubts(COMPOSITION)),
        replacement=provision(REPLACEMENT),
        marseille=provision(MARSEILLE),
        plural=listing(seat.ordinal for seat in versions[-1].seats if seat.literal > seat.minimum),
        adaptations=tuple(_adaptations(versions)),
        untraced=tuple(_untraced()),
    )


def _list_facts(versions: Sequence[Version]) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Give which seats each wording puts on the prefect's list, for how long, and which hear no individual file."""
    listed = (listing(seat.ordinal for seat in version.seats if seat.listed) for version in versions)
    away = (listing(seat.ordinal for seat in version.seats if not seat.individual_files) for version in versions)
    yield "Sur la liste du préfet", alike(versions, listed)
    terms = (f"{version.term_years} ans" if version.term_years else "non dit" for version in versions)
    yield "Durée du mandat de ces membres", alike(versions, terms)
    yield "Ne siègent pas sur un dossier individuel", alike(versions, (each or "tous y siègent" for each in away))


def _order(versions: Sequence[Version]) -> list[str]:
    """Order the seats as the last wording does; one that it lost stands where it stood before."""
    ranks: dict[str, float] = {}
    for version in reversed(versions):
        for seat in version.seats:
            ranks.setdefault(seat.id, seat.rank if version is versions[-1] else seat.rank - 0.5)
    return sorted(ranks, key=lambda seat: (ranks[seat], seat))


def _short(seat_id: str, versions: Sequence[Version]) -> str:
    """Give the short name of a seat in the last wording that knows it."""
    return [seat.short for version in versions for seat in version.seats if seat.id == seat_id][-1]


def _seat(seat_id: str, versions: Sequence[Version]) -> Iterator[Run]:
    """Give the rank and the title of a seat, wording after wording."""
    seats = [version.seat(seat_id) for version in versions]
    told: list[Told] = []
    for version, (before, seat) in zip(versions, pairwise([None, *seats]), strict=True):
        change = ("supprimé" if before else "") if seat is None else _change(before, seat) if told else ""
        texts = (seat.ordinal, titled(seat)) if seat else ()
        told.append(Told(texts, change, version.certain or seat in version.concordant))
    return runs(versions, told)


def _change(before: Seat | None, seat: Seat) -> str:
    if before is None:
        return "nouveau"
    changed = ["rang"] if seat.rank != before.rank else []
    if titled(seat) != titled(before):
        changed.append("titre")
    return f"{listing(changed)} changé{'s' if len(changed) > 1 else ''}" if changed else ""


def _presidency(regime: str, versions: Sequence[Version]) -> Iterator[Run]:
    """Give who chairs under a regime, wording after wording."""
    said = [_chairs(version.presidency(regime)) for version in versions]
    told = (
        Told((text,), "changée" if before not in (None, text) else "", version.certain)
        for version, before, text in zip(versions, [None, *said], said, strict=False)
    )
    return runs(versions, told)


def _chairs(presidency: Presidency) -> str:
    several = len(presidency.authorities) > 1
    return f"{presidency.who} ensemble, ou leurs représentants" if several else f"{presidency.who} ou son représentant"


def _adaptations(versions: Sequence[Version]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give what is said of the seats that some territories hold otherwise, with the names of both."""
    seats = {seat.id: seat.short for version in versions for seat in version.seats}
    for raw in data("adaptations")["adaptations"]:
        where = listing(territories()[code].name for code in raw["departements"])
        yield where, listing(seats.get(seat, seat) for seat in raw["sieges"]), raw


def _untraced() -> Iterator[str]:
    """Give what the annexe demands of the composition and that no rule traces yet."""
    traced = {trace for rule in registry.legal_rules() for trace in rule.traces}
    for demand in data("instruction-2022-7")["exigences"]:
        if demand["paragraphe"] == "annexe 1" and demand["id"] not in traced:
            yield f"{demand['id']} : {demand['enonce']}"
