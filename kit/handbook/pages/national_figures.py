"""The figures of the country that public documents give, each with its source and its day: no file has a part in it."""

from collections.abc import Iterator

from kit.handbook.fragments import render
from kit.handbook.page import NATIONAL_FIGURES, Page
from kit.handbook.pages import indicators
from kit.law.texts import data

_INSTRUCTION, _AFTER = "instruction-2022-7", "chiffres-publics"


def page() -> Page:
    """Give the page of the public figures, drawn and in tables."""
    published = data(_AFTER)
    return render.page(
        NATIONAL_FIGURES,
        "chiffres-nationaux",
        source=data(_INSTRUCTION)["chiffres"],
        published=published,
        figures=sorted(published["chiffres"], key=lambda raw: raw["quand"]),
        series=tuple(_series()),
    )


def _series() -> Iterator[indicators.Series]:
    """Give the figures that count the same thing, from the instruction and from what came after."""
    known = [(raw["date"], raw) for raw in data(_INSTRUCTION)["chiffres"]]
    known += [(raw["quand"], raw) for raw in data(_AFTER)["chiffres"]]
    for series in data(_AFTER)["courbes"]:
        points = sorted((when, int(raw["valeur"])) for when, raw in known if raw["libelle"] in series["libelles"])
        yield indicators.drawn(series["titre"], [(when[:4], number) for when, number in points])
