"""Where the address of a text leads, in words: a link says its target before anybody follows it."""

import datetime
import re
from urllib.parse import urlsplit

from kit.french import date

_OFFICIAL = "legifrance.gouv.fr"
# Une section d’un code, dans son état d’un jour.
_SECTION = re.compile(r"/codes/section_lc/[^/]+/[^/]+/(?P<day>\d{4}-\d{2}-\d{2})/")


def leading(words: str, url: str | None) -> str:
    """Give the words of a link to a text with where it leads, when they do not say it: another site than Légifrance, a
    code as it stood on a day, or no page in particular when no exact address is known. Without an address they stay."""
    if not url:
        return words
    place = urlsplit(url)
    host = (place.hostname or "").removeprefix("www.")
    if host != _OFFICIAL:
        return words if host in words else f"{words} (sur {host})"
    if place.path in ("", "/"):
        return f"{words} (Légifrance, adresse exacte non connue)"
    if section := _SECTION.fullmatch(place.path):
        return f"{words} (Légifrance, le code au {date(datetime.date.fromisoformat(section['day']))})"
    return f"{words} (Légifrance)"
