"""The feeds to follow (Atom, RFC 4287): the journal of the law, and what each department has written; only where the
address of the site is known, since an entry is named by it.

The name of an entry never changes: the page of the site, and in it the text and the day, the order by its day and its
place among those of that day (its reference may be filled in later), or the session as its calendar names it. Its date
is that of the fact, never that of the build.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kit.french import date, spaced
from kit.handbook.country import Country, Entry
from kit.handbook.data import ics
from kit.handbook.data.tables import journal
from kit.handbook.page import JOURNAL, Page, built, feed_path
from kit.handbook.pages.agenda import SessionRow
from kit.law.texts import provision
from kit.model.commission import Arrete
from kit.report.formats.clean import clean

_ATOM = "http://www.w3.org/2005/Atom"
_SITE = "Commissions départementales"
# Ce qu’un lecteur de flux relit à chaque fois : le plus récent suffit, les pages ont le reste.
_MOST = 50


class Fact(NamedTuple):
    """An entry of a feed: its name in its page, the day of the fact, what happened and what more there is to say."""

    anchor: str
    day: datetime.date
    title: str
    summary: str


def files(country: Country) -> Iterator[Page]:
    """Give the feed of the law, then that of each department, where the address of the site is known."""
    if not country.home.adresse:
        return
    yield _feed(country, JOURNAL, "Journal du droit", _law())
    for entry in country.filed():
        if entry.case:
            name = f"Commission départementale {entry.case.territory.of}"
            yield _feed(country, entry.path, name, _department(country, entry))


def _law() -> Iterator[Fact]:
    """Give each change of a text, as the journal has it."""
    known = journal()
    for row in (dict(zip(known.keys, each, strict=True)) for each in known.rows):
        day, text = datetime.date.fromisoformat(str(row["date"])), str(row["texte"])
        yield Fact(f"au-{day}-{text}", day, f"{provision(text).short}, {date(day)}", str(row["changement"]))


def _department(country: Country, entry: Entry) -> Iterator[Fact]:
    """Give the orders and the sessions of a department, as far as the day of the build."""
    case = entry.case
    orders = case.commission.arretes or () if case else ()
    seen: Counter[datetime.date] = Counter()
    for order in orders:
        if order.date and order.date <= country.report.as_of:
            seen[order.date] += 1
            yield _order(order, order.date, seen[order.date])
    for row in country.sessions[entry.path]:
        yield _session(row)


def _order(order: Arrete, day: datetime.date, rank: int) -> Fact:
    number = f" n° {order.reference}" if order.reference else ""
    return Fact(
        f"arrete-{day}-{rank}", day,
        f"Arrêté{number} du {date(day)}", f"Publié : {order.publication.rstrip('.')}." if order.publication else "",
    )  # fmt: skip


def _session(row: SessionRow) -> Fact:
    title = f"Séance du {date(row.day)} : {row.standing_fr}"
    return Fact(f"seance-{ics.key(row)}", row.known, title, f"{row.formation_fr}.")


def _feed(country: Country, path: str, name: str, facts: Iterable[Fact]) -> Page:
    root = (country.home.adresse or "").rstrip("/")
    page = f"{root}/{built(path)}"
    known = {fact.anchor: fact for fact in facts}.values()
    latest = sorted(known, key=lambda fact: (fact.day, fact.anchor), reverse=True)[:_MOST]
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "fr"})
    _told(feed, "id", page)
    _told(feed, "title", f"{name} – {_SITE}")
    _told(feed, "updated", _moment(latest[0].day if latest else country.report.as_of))
    _told(SubElement(feed, "author"), "name", country.home.editeur or _SITE)
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{root}/{feed_path(path)}"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    for fact in latest:
        entry = SubElement(feed, "entry")
        _told(entry, "id", f"{page}#{fact.anchor}")
        _told(entry, "title", fact.title)
        _told(entry, "updated", _moment(fact.day))
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
        _told(entry, "summary", fact.summary or fact.title)
    indent(feed)
    written = tostring(feed, encoding="unicode")
    return Page(feed_path(path), f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n')


def _told(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = spaced(clean(text)) if name not in ("id", "updated") else text


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
