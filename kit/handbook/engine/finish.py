"""What the kit mends in a page that the theme has written: its tables, its own slips, and what is inline in it."""

from kit.handbook.engine import lines, policy, tables, theme

NOT_FOUND = "404.html"


def finished(html: str, path: str) -> tuple[str, dict[str, str]]:
    """Give a page of the site, at this path, tables named, theme mended and numbers whole, and the scripts taken out of
    it by path."""
    html = lines.whole(theme.mended(tables.named(html)))
    # La page d’erreur s’affiche à n’importe quelle adresse : elle garde tout en elle.
    return (html, {}) if path == NOT_FOUND else policy.detached(html, path.count("/"))
