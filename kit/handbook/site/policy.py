"""What lets a server forbid every inline script: those of the built pages are moved into files.

The theme writes a few scripts into each page, the same in all of them.
"""

import hashlib
import re

FOLDER = "assets/scripts"
_SCRIPT = re.compile(r"<script>(?P<code>.+?)</script>", re.DOTALL)


def detached(html: str, depth: int) -> tuple[str, dict[str, str]]:
    """Give a page, `depth` folders under the root of the site, without inline script, and the scripts that were in it,
    by path from the root."""
    files: dict[str, str] = {}

    def moved(found: re.Match[str]) -> str:
        path = f"{FOLDER}/{hashlib.sha256(found['code'].encode()).hexdigest()[:12]}.js"
        files[path] = found["code"]
        return f'<script src="{"../" * depth}{path}"></script>'

    return _SCRIPT.sub(moved, html), files
