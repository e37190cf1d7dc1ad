"""The file for the residence permit: what is asked for it, and what may not be (annexe 10 of the CESEDA, annexe 2)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.french import capital, spaced
from kit.handbook.page import Page
from kit.handbook.tools import wordings
from kit.law.texts import data

TEXT, INSTRUCTION = "ceseda-aps", "instruction-2022-7"
MOST_MONTHS = 99
NATIONALITY, _PASSPORT = "nationalite", "passeport"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of nationality; `photo`: it surely bears a photograph; `listed`: the text names it besides the
    passport."""

    id: str
    label: str
    photo: bool
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document of the law's list: how it is asked, the texts that say so (id and words), what bounds its age or its
    time."""

    id: str
    label: str
    demand: str
    cites: tuple[tuple[str, str], ...]
    age: str | None
    replaces: str | None
    certain_since: datetime.date | None


def law() -> dict[str, Any]:
    """Give what the tool reads of the law."""
    return {
        "text": wordings.text(TEXT),
        "instruction": wordings.text(INSTRUCTION),
        "pieces": pieces(),
        "documents": documents(),
        "most_months": MOST_MONTHS,
    }


def page(as_of: datetime.date) -> Page:
    """Give the page of the tool."""
    return wordings.page("outils/verificateur-de-dossier.md", "dossier", law(), as_of)


def pieces() -> tuple[Piece, ...]:
    """Give the documents of the law's list, in its order."""
    return tuple(
        Piece(
            id=row["piece"],
            label=spaced(capital(row["libelle"])),
            demand=row["demandee"],
            cites=tuple(_cited(row["source"])),
            age=row.get("anciennete"),
            replaces=row.get("au_lieu_de"),
            certain_since=(since := row.get("certaine_depuis")) and datetime.date.fromisoformat(since),
        )
        for row in data(TEXT)["pieces"]
    )


def _cited(source: str) -> Iterator[tuple[str, str]]:
    """Give the text that each part of a source names."""
    for part in source.split(" ; "):
        yield (INSTRUCTION if part.startswith("instruction") else TEXT), spaced(part)


def documents() -> tuple[Document, ...]:
    """Give the passport, then what replaces it, then any other document."""
    row = next(row for row in data(TEXT)["pieces"] if row["piece"] == NATIONALITY)
    without, listed = set(row["sans_photographie"]), row["remplacantes"]
    others = (
        Document(id=name, label=spaced(label), photo=name not in without, listed=name in listed)
        for name, label in data(TEXT)["documents"].items()
    )
    return Document(id=_PASSPORT, label=_PASSPORT, photo=True, listed=False), *others
