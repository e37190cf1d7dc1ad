"""What the kit mends in a page that the theme has written: its own slips, and what is inline in it."""

from kit.handbook.engine import policy, theme

NOT_FOUND = "404.html"


def finished(html: str, path: str) -> tuple[str, dict[str, str]]:
    """Give a page of the site, at this path, its theme mended, and the scripts taken out of it by path."""
    html = theme.mended(html)
    # La page d’erreur s’affiche à n’importe quelle adresse : elle garde tout en elle.
    return (html, {}) if path == NOT_FOUND else policy.detached(html, path.count("/"))
