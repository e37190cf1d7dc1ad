"""Hold a threshold on branches alone, which lines would hide: `python tools/branches.py COUVERTURE.JSON POUR-CENT`.

Ends with 0 when enough of them were taken by the tests, 1 when too few were, 2 when nothing was measured.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# De quoi savoir où commencer, sans faire défiler le reste.
_SHOWN = 8


def main(path: str, wanted: str) -> int:
    """Read what slipcover wrote; say the figure, and the files that miss most."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError:
        text = ""
    code, lines = verdict(text, int(wanted))
    print("\n".join(lines))
    return code


def verdict(text: str, wanted: int) -> tuple[int, list[str]]:
    """Give the exit code, and what to say, from what slipcover wrote."""
    try:
        files = json.loads(text)["files"]
        seen, missed = (sum(len(file[name]) for file in files.values()) for name in _NAMES)
    except (ValueError, KeyError, TypeError, AttributeError):
        seen = missed = 0
    if not seen + missed:
        return 2, ["Aucune branche n’a été mesurée : slipcover n’a rien écrit, ou a tourné sans « --branch »."]
    # En nombres entiers, et sans arrondir vers le haut : 94,99 ne se lit pas 95.
    figure = "{},{}".format(*divmod(1000 * seen // (seen + missed), 10))
    enough = 100 * seen >= wanted * (seen + missed)
    ending = "." if enough else f" : il en faut {wanted} %."
    return 0 if enough else 1, [f"Branches vues : {seen} sur {seen + missed}, soit {figure} %{ending}", *_lowest(files)]


def _lowest(files: dict[str, Any]) -> Iterator[str]:
    ranked = sorted(files.items(), key=lambda each: (-len(each[1]["missing_branches"]), each[0]))
    for path, file in ranked[:_SHOWN]:
        seen, missed = (len(file[name]) for name in _NAMES)
        if missed:
            starts = ", ".join(str(line) for line in sorted({start for start, _ in file["missing_branches"]}))
            yield f"  {path} : {seen} sur {seen + missed} ; il en manque aux lignes {starts}."


_NAMES = ("executed_branches", "missing_branches")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
