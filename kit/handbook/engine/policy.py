"""What lets a server forbid every inline script and style: those of the built pages are moved into files.

The theme writes a few scripts into each page, the same in all of them; Markdown aligns the cells of a table by a style.
"""

import hashlib
import re

FOLDER = "assets/scripts"
_SCRIPT = re.compile(r"<script>(?P<code>.+?)</script>", re.DOTALL)
_RIGHT = re.compile(r' style="text-align: right;"')


def detached(html: str, depth: int) -> tuple[str, dict[str, str]]:
    """Give a page, `depth` folders under the root of the site, without inline script nor aligned cell, and the scripts
    that were in it, by path from the root."""
    files: dict[str, str] = {}

    def moved(found: re.Match[str]) -> str:
        path = f"{FOLDER}/{hashlib.sha256(found['code'].encode()).hexdigest()[:12]}.js"
        files[path] = found["code"]
        return f'<script src="{"../" * depth}{path}"></script>'

    return _RIGHT.sub(' class="kit-nombre"', _SCRIPT.sub(moved, html)), files
