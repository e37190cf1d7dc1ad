"""The kit without the extra « site »: every command that makes no site works, and the others say what to install."""

import subprocess
import sys

import pytest

from kit.french import spaced
from tests.conftest import HOUSE, TODAY

SITE = ("icalendar", "jinja2", "markdown", "material", "mkdocs", "watchdog")
SCRIPT = """
import sys
for name in {names}:
    sys.modules[name] = None  # Python refuse alors de l’importer, comme s’il n’était pas là.
from kit.__main__ import main
sys.argv = ["kit", *{words}]
main()
"""


def kit(*words: str) -> subprocess.CompletedProcess[str]:
    script = SCRIPT.format(names=SITE, words=words)
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", "departments/88-vosges", "--date", TODAY.isoformat()), 0),
        (("diff", str(HOUSE), "--date", TODAY.isoformat()), 0),
        (("fix", "--dry-run", "departments/88-vosges"), 0),
        (("explain", "siege-sans-titulaire"), 0),
        (("rules",), 0),
        (("law", "--a-relire"), 0),
        (("schemas", "--help"), 0),
        (("new", "--help"), 0),
        (("seance", "88", "2027-03-11", "--dry-run", "--date", TODAY.isoformat()), 1),
        (("echeances", "88", "--date", TODAY.isoformat()), 0),
        (("histoire", "--help"), 0),
        (("renouveler", "--help"), 0),
        (("importer", "--help"), 0),
        (("exporter", "--help"), 0),
        (("--help",), 0),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else str(value),
)
def test_a_check_needs_no_engine_of_site(words: tuple[str, ...], code: int) -> None:
    done = kit(*words)
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout


def test_who_asks_for_a_calendar_is_told_what_to_install() -> None:
    done = kit("echeances", "88", "--format", "ics", "--date", TODAY.isoformat())
    assert (done.returncode, done.stdout) == (2, "")
    asked = spaced("« --format ics » demande plus qu’un contrôle :")
    assert done.stderr.strip() == f'kit : {asked} pip install "kit-commissions[site]"'


@pytest.mark.parametrize("words", [("build",), ("build", "--public", "--date", "2026-11-23"), ("serve",)])
def test_who_asks_for_the_site_is_told_what_to_install(words: tuple[str, ...]) -> None:
    done = kit(*words)
    assert done.returncode == 2
    asked = spaced(f"« kit {words[0]} » fait le site, et demande plus qu’un contrôle :")
    assert done.stderr.strip() == f'kit : {asked} pip install "kit-commissions[site]"'
