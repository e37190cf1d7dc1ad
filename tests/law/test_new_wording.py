"""A wording of 2028, one seat more and one renamed, written in a copy: one file by hand, and all pages are right."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HOUSE

pytestmark = pytest.mark.proof

LAW = "kit/law/casf-r121-12-7.yaml"
EVE, DAY, AFTER = "2027-12-31", "2028-01-01", "2028-01-02"
OLD = "Médecin désigné par le conseil départemental de l’ordre des médecins"
NEW = "Médecin désigné par son ordre"
SEAT = "Directeur de la caisse d’allocations familiales"
WORDING = f"""
  - debut: {DAY}
    fin:
    comme: 2026-01-02
    acte: {{titre: "décret d’essai", href: "https://www.legifrance.gouv.fr/"}}
    certitude: verifiee
    relu_le: 2026-11-23
    source: "Rédaction d’essai."
    changements: "Un siège de plus ; le titre du 8° change."
    sieges:
      - {{id: medecin, titre: "{NEW}"}}
      - id: caf
        rang: 16
        court: "allocations familiales"
        titre: "{SEAT}"
        representant: "ou son représentant"
        liste: false
        minimum: 1
        lecture_litterale: 1
        dossiers: true
        trace: E-12-1
"""
# Les pages, leurs fragments compris, aux trois jours ; lancé dans la copie, dont c’est le droit qui se lit.
PAGES = """
import datetime, json, pathlib, sys
from kit.handbook.contents import book
from kit.handbook.country import Country
from kit.handbook.pages.history import past
from kit.judging import pipeline
found = {}
for day in sys.argv[1:]:
    report, cases = pipeline.run(pathlib.Path("."), (), datetime.date.fromisoformat(day))
    pasts = {each.folder: past(case) for each, case in zip(report.departments, cases, strict=True) if case}
    country = Country.of(report, cases, pasts=pasts)
    made = (page for page in book(country) if page.path.endswith(".md"))
    found[day] = {page.path: " ".join([page.text, *map(str, page.fragments)]) for page in made}
print(json.dumps(found))
"""
Books = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy where the wording is written, and the schemas rewritten."""
    copy = tmp_path_factory.mktemp("maison")
    for name in ("kit", "schemas", "site", "departments/88-vosges"):
        shutil.copytree(HOUSE / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "mkdocs.yml", copy)
    law = copy / LAW
    before, mark, after = law.read_text(encoding="utf-8").partition("# Chaque paragraphe")
    ended = before.replace("  - debut: 2026-01-02\n    fin:\n", f"  - debut: 2026-01-02\n    fin: {DAY}\n")
    assert ended != before
    # Ce que dit chaque paragraphe : un siège de plus, le reste inchangé.
    said = re.sub(r"(      2026-01-02: .*)", rf'\1\n      {DAY}: "Inchangé."', after)
    same, more = f'"Quinze sièges."\n      {DAY}: "Inchangé."', f'"Quinze sièges."\n      {DAY}: "Seize sièges."'
    said = said.replace(same, more)
    law.write_text(ended + WORDING.lstrip("\n") + mark + said, encoding="utf-8")
    run(copy, "-m", "kit", "schemas")
    return copy


def run(copy: Path, *words: str) -> str:
    """Run Python in a copy, by the kit of that copy."""
    done = subprocess.run(
        [sys.executable, "-P", *words], cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def books(house: Path) -> Books:
    found: Books = json.loads(run(house, "-c", PAGES, EVE, DAY, AFTER))
    return found


def test_the_schemas_follow(house: Path) -> None:
    members = json.loads((house / "schemas" / "membres.schema.json").read_text(encoding="utf-8"))["properties"]
    assert members["caf"]["description"] == f"{SEAT} ou son représentant. 16° depuis le 1er janvier 2028."
    assert members["medecin"]["description"].startswith(f"{NEW}. 9° jusqu’au 1er janvier 2026, 8° depuis le 2 ")
    assert (house / "schemas" / "r121-12-7" / f"{DAY}.schema.json").is_file()


def test_a_commission_is_judged_by_the_text_of_the_day(house: Path) -> None:
    told = {day: run(house, "-m", "kit", "check", "--date", day) for day in (EVE, DAY, AFTER)}
    empty = f"Le siège «\u00a0{SEAT}\u00a0» (16°) n’a pas de titulaire au"
    assert empty not in told[EVE]
    assert f"{empty} 1er janvier 2028" in told[DAY]
    assert f"{empty} 2 janvier 2028" in told[AFTER]
    path = house / "departments" / "88-vosges" / "membres.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{whole}\ncaf:\n  - id: caf-1\n    titre: Directrice adjointe\n", encoding="utf-8")
    held = run(house, "-m", "kit", "check", "--date", DAY)
    path.write_text(whole, encoding="utf-8")
    assert empty not in held
    assert "cle-inconnue" not in held


def test_the_pages_tell_the_wording_of_their_day(books: Books) -> None:
    page = "departements/88-vosges.md"
    assert OLD in books[EVE][page]
    assert SEAT not in books[EVE][page]
    for day in (DAY, AFTER):
        assert OLD not in books[day][page]
        assert NEW in books[day][page]
        assert SEAT in books[day][page]


def test_no_sentence_of_any_page_is_left_behind(books: Books) -> None:
    # Ce qui serait faux un de ces trois jours : un compte, un rang ou un jour sans sa fin.
    stale = re.compile(r"quinze depuis|[Qq]uinze sièges depuis|15 sièges|sièges \(1° à 15°\)")
    counted = "onze jusqu’au 1er janvier 2026, quinze jusqu’au 31 décembre 2027, seize depuis"
    for day, pages in books.items():
        plain = {path: re.sub("</?sup>", "", text).replace("\u00a0", " ") for path, text in pages.items()}
        assert [path for path, text in plain.items() if stale.search(text)] == [], day
        assert counted in plain["regles/siege-sans-titulaire.md"], day
        # Le titre d’hier ne se lit plus que là où les rédactions se comparent, et dans leur journal.
        if day != EVE:
            assert [path for path, text in plain.items() if OLD in text] == ["droit/casf-r121-12-7.md"], day
