"""The page where the kit itself runs, on files that never leave the computer; it says so where it cannot."""

import datetime

from kit.files import resources
from kit.handbook.fragments import render
from kit.handbook.page import Page
from kit.handbook.tools.months import FIRST
from kit.law.territories import territories

PATH = "ma-fiche.md"


def page(as_of: datetime.date, forge: str | None = None) -> Page:
    """Give the page, on a day, with the departments to choose from and the address of the repository where it is
    known; without the engine it names the command."""
    departments = [(each.code, each.name) for each in territories().values()]
    return render.page(
        PATH, "ma-fiche", engine=resources.ENGINE.is_dir(), departments=departments, forge=forge,
        today=as_of.isoformat(), first=FIRST.isoformat(),
    )  # fmt: skip
