"""`python record.py`, where the inputs are: run every command by the kit of PYTHONPATH, and write what each has said.

A line of JSON for each, in the same order for any kit; the sites beside. Nothing of the kit is known here but its
command line."""

import gc
import io
import json
import os
import shutil
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from kit.__main__ import main

SAID, SITES = "dit.jsonl", "sites"
_DAY = ("--date", "2026-11-23")
_OTHER_DAYS = ("2019-01-01", "2022-04-13", "2024-06-01", "2025-12-31", "2027-12-01")
_FORMATS = ("texte", "json", "sarif", "sarif-github", "junit", "github", "gitlab", "markdown")
_OTHERS = tuple(form for form in _FORMATS if form != "json")
_DIFFS = ("texte", "json", "markdown")
_WIDTHS = (80, 120)
_MISUSES = """
--help
--version
--rien
rien
chek
check
check --rien
check --formt json
check --format csv
check --format
check --format json --format texte
check --date hier
check --date 3000-01-01
check --date 2010-01-01 --root exemples
check --root absent
check --output exemples
check --select rien --root exemples
check absent
diff
diff rien --root exemples
diff exemples reels
explain
explain siege-sans-titulair
fix --dry-rn
fix --dry-run=oui
fix absent
build trop
build --moteur hugo
build --depot x --root exemples
new rien
rules --format xml
serve --port x
"""
Words = tuple[str, ...]


def commands(inputs: Path) -> Iterator[tuple[Words, int]]:
    """Give each command and the width of its screen, 0 when it is no terminal."""
    small = ["exemples", "reels", *(f"invalides/{each.name}" for each in sorted((inputs / "invalides").iterdir()))]
    for root in [*small, "pays"]:
        yield from ((_check(root, form), 0) for form in _FORMATS)
        yield from ((_diff("complet", root, form), 0) for form in _DIFFS)
        yield _fix(root), 0
    for root in small:
        yield from ((("check", "--root", root, "--format", "json", "--date", day), 0) for day in _OTHER_DAYS)
        for width in _WIDTHS:
            yield _check(root, "texte"), width
            yield _diff("reels", root, "texte"), width
    for number, trap in enumerate(f"pieges/{each.name}" for each in sorted((inputs / "pieges").iterdir())):
        yield from ((_check(trap, form), 0) for form in ("json", _OTHERS[number % len(_OTHERS)]))
        yield _diff("complet", trap, _DIFFS[number % len(_DIFFS)]), 0
        yield from ((_fix(trap), width) for width in (0, _WIDTHS[number % len(_WIDTHS)]))
    for number, lot in enumerate(f"abimes/{each.name}" for each in sorted((inputs / "abimes").iterdir())):
        yield _check(lot, "json"), 0
        yield _fix(lot), 0
        # Le reste demande autant de temps pour en dire moins : un lot pour chaque forme.
        yield from ((_check(lot, form), 0) for form in _OTHERS[number : number + 1])
        yield from ((_diff("pays", lot, form), 0) for form in _DIFFS[number : number + 1])
    yield from _words()


def _check(root: str, form: str) -> Words:
    return "check", "--root", root, "--format", form, *_DAY


def _diff(before: str, root: str, form: str) -> Words:
    return "diff", before, "--root", root, "--format", form, *_DAY


def _fix(root: str) -> Words:
    return "fix", "--root", root, "--dry-run"


def _words() -> Iterator[tuple[Words, int]]:
    """Ask for the words of the kit itself: its help, its rules, what it answers to a misuse."""
    for command in ("build", "check", "diff", "explain", "fix", "new", "rules", "schemas", "serve"):
        yield from (((command, "--help"), width) for width in (0, *_WIDTHS))
    yield from ((tuple(line.split()), 0) for line in _MISUSES.splitlines())
    yield ("rules",), 0
    yield ("rules",), 80
    catalogue = ("rules", "--format", "json")
    yield catalogue, 0
    rules = json.loads(said(catalogue, 0)["sortie"])
    yield from ((("explain", rule["id"]), width) for rule in rules for width in (0, 80))


class _Screen(io.TextIOWrapper):
    """What a command writes on, kept; a terminal when it is told so."""

    def __init__(self, *, terminal: bool) -> None:
        self.kept = io.BytesIO()
        self.terminal = terminal
        super().__init__(self.kept, encoding="utf-8", newline="\n", write_through=True)

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        return self.kept.getvalue().decode()


def said(words: Words, width: int) -> dict[str, str]:
    """Run a command and give what it has said; the traceback in place of the code of a kit that broke."""
    out, err = _Screen(terminal=width > 0), _Screen(terminal=width > 0)
    kept = sys.argv, sys.stdout, sys.stderr
    sys.argv, sys.stdout, sys.stderr = ["kit", *words], out, err
    os.environ["COLUMNS"] = str(width or 80)
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    except Exception:
        code = traceback.format_exc()
    finally:
        sys.argv, sys.stdout, sys.stderr = kept
        gc.unfreeze()
    name = " ".join(("kit", *words)) + (f"  (à {width} colonnes)" if width else "")
    heard = {"code": str(code), "sortie": out.text(), "erreurs": err.text()}
    # Ni le dossier où l’on est ni celui du kit ne sont les mêmes des deux côtés.
    places = {str(Path.cwd()): "/ici", os.environ["PYTHONPATH"]: "/kit"}
    return {"commande": name, **{key: _without(text, places) for key, text in heard.items()}}


def _without(text: str, places: dict[str, str]) -> str:
    for place, name in places.items():
        text = text.replace(place, name)
    return text


def sites(folder: Path) -> Iterator[dict[str, str]]:
    """Build the sites for both sorts of readers, set each apart, and give what the builds have said."""
    for root in ("exemples", "pays"):
        for profile in ("interne", "public"):
            yield said(("build", "--root", root, "--profil", profile, *_DAY), 0)
            built = Path(root) / "build"
            for name in ("site", "reports"):
                shutil.move(built / name, folder / f"{root}-{profile}" / name)


def record() -> None:
    """Write what every command says, in the folder where we are."""
    os.environ.update({"KIT_CACHE": "non", "TERM": "xterm", "GIT_CEILING_DIRECTORIES": str(Path.cwd().resolve())})
    for name in ("GITHUB_STEP_SUMMARY", "NO_COLOR"):
        os.environ.pop(name, None)
    with Path(SAID).open("w", encoding="utf-8") as lines:
        for words, width in commands(Path()):
            lines.write(json.dumps(said(words, width)) + "\n")
        for each in sites(Path(SITES)):
            lines.write(json.dumps(each) + "\n")


if __name__ == "__main__":
    record()
