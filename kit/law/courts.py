"""The court that a title names, as far as the towns of the 101 departments say where it is."""

import functools
import itertools
import re

from kit.law.territories import Territory, slug, territories
from kit.law.texts import data

_ARTICLE = re.compile(r"^(?:le|la|les)-")


def court_elsewhere(title: str, here: Territory) -> str | None:
    """Give the town of a court that a title names when it is another court of appeal than that of a department, or the
    court of the main town of another department; None when it names none, or one of this department too."""
    plain = f"-{slug(title)}-"
    known = data("territoires")["juridictions"]
    tribunals = _named(plain, tuple(known["tribunaux"]), _prefectures())
    appeals = _named(plain, tuple(known["cours"]), _courts())
    if here.prefecture in tribunals or here.court.value in appeals:
        return None
    # « Saint-Denis », en Seine-Saint-Denis, n’est pas le chef-lieu de La Réunion.
    return next((town for town in (*appeals, *tribunals) if slug(town) not in slug(here.name)), None)


def _named(plain: str, courts: tuple[str, ...], towns: tuple[str, ...]) -> list[str]:
    """Give the towns whose name follows that of a court, with or without its article."""
    links = data("territoires")["juridictions"]["liens"]
    named = (f"-{slug(court)}-{link}-" for court, link in itertools.product(courts, links))
    after = [each for words in named for each in plain.split(words)[1:]]
    return [town for town in towns if any(each.startswith(f"{_bare(town)}-") for each in after)]


@functools.cache
def _prefectures() -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.prefecture for each in territories().values()))


@functools.cache
def _courts() -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.court.value for each in territories().values()))


def _bare(town: str) -> str:
    """Write a town without its article: « du Puy-en-Velay », « de La Rochelle »."""
    return _ARTICLE.sub("", slug(town))
