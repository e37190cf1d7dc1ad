"""A real chromium, and the site of the example departments, built once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.native import answered
from tests.browser.quality import Open
from tests.conftest import HOUSE, TODAY

# Le chromium de Debian sans sa fenêtre : le même moteur, deux fois plus vite.
_CHROMIUM = "/usr/bin/chromium-headless-shell"
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
          "--disable-sync", "--process-per-site", "--renderer-process-limit=1"]  # fmt: skip


def git(root: Path, *words: str, **more: str) -> str:
    """Run git in a folder, whatever repository a hook may have named."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | more
    command = ["git", "-C", str(root), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.strip()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A chromium that asks nothing of the network."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET)
        yield found
        found.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the internal site of all example departments, as the command line builds it."""
    root = tmp_path_factory.mktemp("depot")
    shutil.copytree(HOUSE / "departments", root / "departments")
    # Un dépôt, comme les dossiers en ont un : les pages disent de quel état elles viennent, et d’où elles partent.
    who = ("-c", "user.name=essai", "-c", "user.email=essai@exemple.invalid")
    git(root, "init", "--quiet")
    for day, folders in (("2025-06-02", "departments/[0-6]*"), ("2026-11-20", ".")):
        when = f"{day}T12:00:00Z"
        git(root, "add", folders)
        git(root, *who, "commit", "--quiet", "--message", "Fiches", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
    return made(root, "--histoire")


def made(root: Path, *options: str) -> Path:
    """Build the site of a folder by the command line, and give where it is."""
    command = [sys.executable, "-m", "kit", "build", "--root", str(root), "--date", TODAY.isoformat(), *options]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return root / "build" / "site"


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Open]:
    """Open a page of the site from its folder, as a double click does; « Ma fiche » without its engine if told."""
    contexts = []

    def open_page(path: str, *, width: int = 1280, scheme: Any = "light", natively: bool = False) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="fr-FR")
        # Une machine occupée ailleurs peut s’arrêter une demi-minute.
        context.set_default_timeout(120_000)
        contexts.append(context)
        page = context.new_page()
        if natively:
            answered(page)
        page.goto((site / path).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
