"""What the theme writes that HTML does not allow, or that French does not write so, set right in the built pages."""

import re

from kit.french import spaced

_BOX = re.compile(r'(<input\b[^>]*\btype="checkbox"[^>]*?) autocomplete="off"')
# Un titre repris dans un menu y perd ses espaces insécables.
_MENU = re.compile(r'(?<=<span class="md-ellipsis">)[^<]+')


def mended(html: str) -> str:
    """Give a built page without what no validator accepts (`autocomplete` on a box, an empty `tabindex`), and with the
    French spaces of its menus."""
    valid = _BOX.sub(r"\1", html).replace(' tabindex=""', "")
    return _MENU.sub(lambda found: spaced(found.group()), valid)
