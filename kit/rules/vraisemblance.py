"""What the files say that can hardly be right: a day too far away, a session before the installation, an example left.

Rules of the kit."""

import calendar
import datetime
from collections.abc import Iterator
from typing import Any

from kit.findings.finding import Outcome, Pointer
from kit.findings.rule import Breach
from kit.french import date, listing
from kit.judging.case import Case
from kit.judging.past import reread
from kit.judging.registry import rule
from kit.law.territories import slug
from kit.law.texts import data
from kit.model.records import leaves
from kit.yaml.names import name

Day = datetime.date


@rule("date-trop-lointaine")
def date_trop_lointaine(case: Case, _: None) -> Iterator[Breach]:
    """Doubt the days written further after the day than anybody plans; a year was mistyped."""
    today = max(case.as_of, reread())
    years = {key: int(number) for key, number in data("maison")["annees_a_venir"].items()}
    for pointer, day in leaves(case.commission, Day):
        most = years.get(str(pointer[-1]))
        if most is not None and day.year > today.year + most:
            fields = {"champ": name(pointer), "valeur": day.isoformat(), "annees": str(most), "jour": date(today)}
            fields["proche"] = _in_year(day, today.year).isoformat()
            yield Breach(pointer=pointer, outcome=Outcome.REVIEW, fields=fields)


def _in_year(day: Day, year: int) -> Day:
    """Give the same day of another year; 29 February comes not every year."""
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


@rule("installation-apres-les-seances")
def installation_apres_les_seances(case: Case, _: None) -> Iterator[Breach]:
    """Doubt an installation dated after a session that was held."""
    installation = case.commission.installation
    if installation is None or installation.date is None:
        return
    before = [session.date for session in case.sessions if session.etat == "tenue" and session.date < installation.date]
    if before:
        fields = {"jour": date(installation.date), "seance": date(before[0]), "au_plus_tard": before[0].isoformat()}
        yield Breach(pointer=(*installation.pointer, "date"), outcome=Outcome.REVIEW, fields=fields)


@rule("exemple-du-modele-laisse")
def exemple_du_modele_laisse(case: Case, _: None) -> Iterator[Breach]:
    """Name once the values of a true department that are still those of the model."""
    if case.commission.exemple or not case.commission.readable("commission", "exemple"):
        return
    words = [slug(word) for word in data("maison")["exemples_du_modele"]]
    written = ((pointer, slug(text)) for pointer, text in _texts(case.tree, ()) if pointer[-1] != "id")
    left = [pointer for pointer, text in written if any(word in text for word in words)]
    if left:
        fields = {"champs": listing(dict.fromkeys(f"« {name(pointer)} »" for pointer in left))}
        yield Breach(pointer=left[0], outcome=Outcome.REVIEW, fields=fields)


def _texts(node: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(node, str):
        yield pointer, node
    elif isinstance(node, (dict, list)):
        for key, held in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _texts(held, (*pointer, key))
