"""The procedures as the national texts have them: each paragraph with its text, the figures from `kit/law`."""

import datetime
from collections.abc import Iterator

from kit.files import resources
from kit.french import date
from kit.handbook.fragments import render
from kit.handbook.page import Page, Ready
from kit.handbook.tools import afis, dossier
from kit.law.texts import Version, data, provision

_NAMES = ("parcours", "aps", "situations", "afis", "apres", "fiche-aps")


def pages(as_of: datetime.date) -> Iterator[Page]:
    """Give the pages of the procedures: what one says of the law, all may say."""
    way = _wording("casf-psp", as_of)
    drawing = (resources.SITE / "diagrammes" / "parcours.svg").read_text(encoding="utf-8").strip()
    values = {
        "day": date(as_of),
        "months": way.number("autorisation_mois"),
        "total": way.number("total_mois"),
        "least": _wording("ceseda-aps", as_of).number("duree_minimale_mois"),
        "drawing": Ready(drawing),
        "pieces": dossier.pieces(),
        "documents": dossier.documents(),
        **afis.tables(),
        "payer": data(afis.TEXT)["payeur"]["libelle"],
    }
    yield render.page("procedures/index.md", "procedures", **values)
    for name in _NAMES:
        yield render.page(f"procedures/{name}.md", f"procedure-{name}", **values)


def _wording(text_id: str, as_of: datetime.date) -> Version:
    """Give the wording of a day; before the first one, the pages say what the first one says."""
    text = provision(text_id)
    return text.in_force(as_of) or text.versions[0]
