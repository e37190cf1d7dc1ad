"""The engine of « Ma fiche », in Node under the same Python as in a page: the reports and the papers are those of the
kit, to the byte."""

import random
import re
from importlib.metadata import version
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import pytest
import rpds
from hatchling.builders.wheel import WheelBuilder

from kit.files import resources
from tests.conftest import DATA, HOUSE
from tests.edit.form.fiche import files
from tests.edit.form.papers import ASKED, both, request
from tests.yaml.table import COMPLETE, rows
from tools.browser import bundle, node, wheels
from tools.browser import rpds as ours
from tools.browser.corpus import different, held
from tools.browser.node import PACKAGE, Asked
from tools.corpus.damage import damaged
from tools.wheel import CarriedHook

pytestmark = pytest.mark.proof

DAYS = ("2026-11-23", "2019-01-01", "2024-06-01")
FOLDERS = sorted((HOUSE / "departments").iterdir())
# Ce qu’une page charge au premier emploi.
MOST = 8_000_000
# Et ce qu’elle charge de plus pour un premier tableau.
MOST_OF_A_TABLE = 1_000_000


@pytest.fixture(scope="module")
def image() -> bytes:
    """The image that « make test » has made of the files as they are."""
    stamp = resources.ENGINE.with_suffix(".txt")
    assert stamp.is_file(), "« make moteur » fait le moteur de la page « Ma fiche »."
    assert stamp.read_text(encoding="utf-8") == bundle.digest(), "« make moteur » refait le moteur, qui a vieilli."
    return bundle.opened(resources.ENGINE)


def sample() -> list[Asked]:
    """Give the check of the examples, of traps, of broken rules and of damaged files."""
    rng = random.Random(11)
    asked = [(folder.name, day, held(folder)) for folder in FOLDERS for day in DAYS]
    traps = [row for table in ("fichier", "structure", "valeur") for row in rows(table)]
    ordinary = {name: text.encode() for name, text in COMPLETE.items()}
    asked += [("48-lozere", DAYS[0], {**ordinary, row.file: row.raw}) for row in traps[::8]]
    invalid = sorted((DATA / "invalid").glob("*/departments/*"))
    asked += [(folder.name, DAYS[0], held(folder)) for folder in invalid[::6]]
    for folder in FOLDERS * 2:
        files = held(folder)
        name = rng.choice(sorted(files))
        asked.append((folder.name, DAYS[0], {**files, name: damaged(files[name], rng)}))
    return [({"do": "report", "folder": name, "date": day}, files) for name, day, files in asked]


def papers() -> list[Asked]:
    """Ask papers of several departments, of each kind and in each form, those of which there is one a person, and what
    the published page would say."""
    asked = [(request(code, kind, day, values), files(code)) for code, day, kind, values, _ in ASKED]
    each = request("88", "convocation", DAYS[0], {"chacun": "chacun"})
    now = {**files("88"), "membres.yaml": files("88")["membres.yaml"].replace(b"Di\xc3\xa9-des", b"Di\xc3\xa9 des")}
    changed = request("88", "arrete-modificatif", DAYS[0], {})
    preview = {**changed, "do": "published"}
    return [*asked, (each, files("88")), (changed, both(now, files("88"))), (preview, files("88"))]


def test_a_page_and_the_kit_say_the_same(image: bytes) -> None:
    requests = [*sample(), *papers()]
    assert len(requests) > 100
    assert list(different(image, requests)) == []


def test_what_a_page_loads_is_small_and_made_again_alike(image: bytes) -> None:
    made = {path.name: path.read_bytes() for path in sorted(resources.ENGINE.iterdir())}
    first, table = bundle.scripts(image), bundle.scripts(bundle.opened(resources.ENGINE, bundle.TABLE), bundle.TABLE)
    assert sum(map(len, first.values())) <= MOST
    assert sum(map(len, table.values())) <= MOST_OF_A_TABLE
    assert {**first, **table} == made


def test_a_spreadsheet_is_read_and_written_as_here(image: bytes, tmp_path: Path) -> None:
    (tmp_path / "image").write_bytes(image)
    asked = bundle.spreadsheets()
    assert list(different(image, asked, bundle.opened(resources.ENGINE, bundle.TABLE))) == []
    # Sans ce qui se charge alors, un classeur ne se lit pas : rien d’autre ne le porte.
    xlsx = next(each for each in asked if each[0]["do"] == "import")
    with pytest.raises(CalledProcessError):
        list(node.answers(tmp_path / "image", [xlsx]))


def test_the_wheel_of_a_browser_is_of_the_version_that_is_pinned_here() -> None:
    pinned = re.search(r"^python-calamine==(\S+)", wheels.LOCK.read_text(encoding="utf-8"))
    assert pinned
    assert pinned[1] == version("python-calamine")


def test_the_image_runs_the_python_that_is_pinned(image: bytes) -> None:
    assert (PACKAGE / "pyodide.asm.wasm").read_bytes() in image


def test_nothing_of_others_is_in_the_repository() -> None:
    ours_alone = {"package.json", "package-lock.json"}
    kept = {path.name for path in Path(bundle.__file__).parent.iterdir() if path.is_file()}
    assert {name for name in kept if not name.endswith((".py", ".mjs"))} == ours_alone


@pytest.mark.parametrize("theirs", [rpds, ours], ids=["rpds", "nôtre"])
def test_the_collections_that_are_never_changed(theirs: Any) -> None:
    one = theirs.HashTrieMap.convert({"a": 1})
    assert theirs.HashTrieMap.convert(one) is one
    more = one.insert("b", 2).update({"c": 3})
    assert (dict(one), dict(more), dict(more.remove("a"))) == ({"a": 1}, {"a": 1, "b": 2, "c": 3}, {"b": 2, "c": 3})
    assert (len(more), more["c"], "d" in more, more.get("d")) == (3, 3, False, None)
    assert hash(one) == hash(theirs.HashTrieMap([("a", 1)]))
    with pytest.raises(KeyError):
        one.remove("z")
    assert set(theirs.HashTrieSet().insert("x").update({"y"})) == {"x", "y"}
    assert list(theirs.List([2]).push_front(1)) == [1, 2]
    assert list(theirs.List()) == []


def test_a_wheel_carries_the_engine_that_was_made(tmp_path: Path) -> None:
    assert "kit/maison/moteur" not in _carried(tmp_path)
    (tmp_path / "build" / "moteur").mkdir(parents=True)
    assert "kit/maison/moteur" in _carried(tmp_path)


def _carried(root: Path) -> set[str]:
    (root / "pyproject.toml").write_text('[project]\nname = "essai"\nversion = "1"\n', encoding="utf-8")
    builder = WheelBuilder(str(root))
    told: dict[str, Any] = {"force_include": {}}
    CarriedHook(str(root), {}, builder.config, builder.metadata, "", "wheel").initialize("standard", told)
    return set(told["force_include"].values())
