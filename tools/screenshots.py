"""Photograph a few pages of the built site into `docs`, for the README: needs a Chromium on this machine."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
SCREEN, PHONE = "1440,1500", "360,1500"
# Chaque image : la page, et la fenêtre où on la voit. Seul le Chromium sans fenêtre en ouvre une de 360.
SHOTS = {
    "accueil": ("index.html", SCREEN),
    "fiche": ("departements/88-vosges.html", SCREEN),
    "accueil-telephone": ("index.html", PHONE),
    "fiche-telephone": ("departements/88-vosges.html", PHONE),
}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serve files; a line for what is missing only."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of what was found."""


def main() -> None:
    """Serve the site on a free port of this machine, take every shot, stop."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("Aucun navigateur Chromium sur cette machine. Sous Debian : sudo apt-get install chromium.")
    missing = [page for page, _ in SHOTS.values() if not (SITE / page).is_file()]
    if missing:
        sys.exit(f"Ces pages ne sont pas dans build/site : {', '.join(missing)}. Lancez d’abord « make site ».")
    handler = functools.partial(_Quiet, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, (page, window) in SHOTS.items():
            shoot(browser, f"http://127.0.0.1:{server.server_port}/{page}", ROOT / "docs" / f"{name}.png", window)
        server.shutdown()


def shoot(browser: str, url: str, target: Path, window: str) -> None:
    """Take one picture, with a profile that is thrown away."""
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        options = [
            "--headless",
            "--lang=fr-FR",
            "--hide-scrollbars",
            "--virtual-time-budget=5000",
            f"--user-data-dir={profile}",
        ]
        if os.geteuid() == 0:
            options.append("--no-sandbox")  # Chromium refuse son bac à sable à root
        command = [browser, *options, f"--window-size={window}", f"--screenshot={target}", url]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    print(f"Écrit : {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
