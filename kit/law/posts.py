"""The posts named by the text of a day that nobody was reported to hold then."""

import datetime

from kit.law.texts import MARSEILLE, data


def vacant_since(authority: str, regime: str, day: datetime.date) -> datetime.date | None:
    """Give since when nobody held the post of an authority that presides in a kind of territory, None when somebody
    did, or when nothing was reported."""
    for post in data(MARSEILLE).get("postes_vacants", ()):
        first, after = datetime.date.fromisoformat(post["debut"]), datetime.date.fromisoformat(post["fin"])
        if (post["autorite"], post["regime"]) == (authority, regime) and first <= day < after:
            return first
    return None
