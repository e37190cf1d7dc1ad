"""A page as the engine has made it, around the data: its theme mended, its scripts in files of their own."""

from kit.handbook.site import policy, theme

# Elle s’affiche à n’importe quelle adresse : elle garde tout en elle.
_NOT_FOUND = "404.html"


def shell(html: str, path: str) -> tuple[str, dict[str, str]]:
    """Give a page of the site, at this path, theme mended, and the scripts taken out of it by path."""
    mended = theme.mended(html)
    return (mended, {}) if path == _NOT_FOUND else policy.detached(mended, path.count("/"))
