"""The page where a fiche is filled in, in the browser: what it shows before anything is loaded."""

from kit.files import resources
from kit.handbook.fragments import render
from kit.handbook.page import Page
from kit.law.territories import territories

# Ce qui fait tourner le kit dans le navigateur ; sans lui, la page dit qu’elle ne peut rien.
_ENGINE = "ma-fiche-moteur.js"


def page() -> Page:
    """Give the page, with the departments to choose from."""
    departments = [(each.code, each.name) for each in territories().values()]
    engine = _ENGINE if (resources.SITE / "assets" / _ENGINE).is_file() else None
    return render.page("ma-fiche.md", "ma-fiche", departments=departments, engine=engine)
