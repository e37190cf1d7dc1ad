"""The pages of the tools: a form for the script, and what the law says for those who have none."""

import datetime
from collections.abc import Iterator

from kit.french import count, date, listing
from kit.handbook.fragments import render
from kit.handbook.page import Here, Link, Page, text_path
from kit.handbook.tools import afis, dossier, parcours
from kit.handbook.tools.days import FIRST, LAST
from kit.handbook.tools.law import Text, exported
from kit.handbook.tools.phrases import AFIS, DOSSIER, PARCOURS
from kit.law.texts import provision

INDEX = "outils/index.md"
FILE, WAY, AID = "outils/verificateur-de-dossier.md", "outils/echeancier.md", "outils/montant-afis.md"


def pages(as_of: datetime.date) -> Iterator[Page]:
    """Give the page of each tool; its index is hand-written."""
    yield _dossier(as_of)
    yield _parcours(as_of)
    yield _afis(as_of)


def _common(here: Here, as_of: datetime.date) -> dict[str, object]:
    return {
        "tools": here.link("Outils", INDEX),
        "day": date(as_of),
        "today": as_of.isoformat(),
        "first": FIRST.isoformat(),
        "last": LAST.isoformat(),
    }


def _dossier(as_of: datetime.date) -> Page:
    here = Here(FILE)
    law = dossier.law(here)
    pages = {text.id: text_path(text.id) for text in (law.text, law.instruction)}
    return render.page(
        FILE,
        "outil-dossier",
        **_common(here, as_of),
        pieces=tuple(piece for piece in law.pieces if piece.demand == dossier.ALWAYS),
        allowed=tuple(piece for piece in law.pieces if piece.demand == dossier.ALLOWED),
        refused=tuple(piece for piece in law.pieces if piece.demand == dossier.NEVER),
        documents=law.documents,
        listed=listing((found.label for found in law.documents if found.listed), "ou"),
        cites={piece.id: tuple(here.link(label, pages[name]) for name, label in piece.cites) for piece in law.pieces},
        data=exported(law, DOSSIER, as_of),
    )


def _parcours(as_of: datetime.date) -> Page:
    here = Here(WAY)
    law = parcours.law(here)
    wording = law.text.on(as_of) or law.text.wordings[-1]
    return render.page(
        WAY,
        "outil-parcours",
        **_common(here, as_of),
        usual=wording.values["autorisation_mois"],
        total=wording.values["total_mois"],
        most_margin=law.most_margin,
        ranks=tuple(range(1, law.most_interruptions + 1)),
        durations=tuple(_durations(here, as_of, law)),
        columns=parcours.columns(),
        example=tuple(parcours.example(law, as_of)),
        data=exported(law, PARCOURS, as_of),
    )


def _durations(here: Here, as_of: datetime.date, law: parcours.ParcoursLaw) -> Iterator[tuple[str, str, Link, str]]:
    """Give each figure the tool reads in the law: what it is, how much, its text, how sure."""
    for said, text, name, unit in (
        ("Durée d’une autorisation", law.text, "autorisation_mois", "mois"),
        ("Durée du parcours, renouvellements compris", law.text, "total_mois", "mois"),
        ("Entre la convocation et la séance, au moins, sauf urgence", law.call, "convocation_jours", "jour"),
    ):
        if wording := text.on(as_of):
            number = count(wording.values[name], unit, "mois" if unit == "mois" else None)
            yield said, number, here.link(text.short, text_path(text.id)), wording.certainty


def _afis(as_of: datetime.date) -> Page:
    here = Here(AID)
    law = afis.law(here)
    return render.page(
        AID,
        "outil-afis",
        **_common(here, as_of),
        text=here.link(provision(law.text.id).short, text_path(law.text.id)),
        most_children=law.most_children,
        amounts=tuple(amounts(law.text)),
        data=exported(law, AFIS, as_of),
    )


def amounts(text: Text) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Give each wording: its first day, its amounts, how sure it is; the latest first."""
    for wording in reversed(text.wordings):
        sums = tuple(afis.euros(wording.values[name]) for name in (*afis.SCALE, afis.MORE))
        yield date(wording.start), sums, wording.certainty
