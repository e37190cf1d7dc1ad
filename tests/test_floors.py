"""The house: floors that only look down, one door for each library and each effect, no room too large."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HOUSE

KIT = HOUSE / "kit"
# De bas en haut ; un module n'importe que des étages inférieurs, ou sa propre famille.
FLOORS: list[set[str]] = [
    {"errors", "french", "resources", "report"},
    {"rule", "style", "suggest", "schema", "identity", "pool", "cut", "writing"},
    {"traps", "names", "days", "baseline"},
    {"source", "repair", "records", "calendar", "procedure"},
    {"faults", "shape"},
    {"normalize", "validate", "law", "model"},
    {"privacy"},
    {"folder"},
    {"dossier", "snapshot"},
    {"rules"},
    {"judge"},
    {"check"},
    {"formats", "fix", "new"},
    {"handbook", "diff"},
    {"cli"},
]
DOORS = {
    "yaml": {"kit.source"},
    "jsonschema": {"kit.shape"},
    "jsonschema_rs": {"kit.shape"},
    "referencing": {"kit.shape"},
    "cerberus": {"kit.normalize"},
    "icalendar": {"kit.handbook.ics"},
    "jinja2": {"kit.handbook.render"},
    "click": {"kit.cli", "kit.style"},
    "multiprocessing": {"kit.pool"},
    "subprocess": {"kit.handbook.engine", "kit.diff.git"},
    # Le moteur se lance par sa commande : rien de ce dont il est fait ne se lit d’ici.
    "mkdocs": set(),
    "material": set(),
    "markdown": set(),
    "zensical": set(),
    "watchdog": {"kit.cli.serving"},
    "http.server": {"kit.cli.preview"},
    "time": set(),
    "requests": set(),
    "urllib.request": set(),
    "socket": set(),
}
# Qui écrit, remplace ou efface : une seule pièce. Le moteur du site n’écrit que dans son dossier.
WRITERS = ("kit.writing",)
WRITES = {
    "write_text", "write_bytes", "mkdir", "makedirs", "touch", "rename", "renames", "rmtree", "rmdir", "copy2",
    "copyfile", "copyfileobj", "copytree", "chmod", "chown", "truncate", "mkstemp", "mkdtemp",
    "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile",
}  # fmt: skip
CLOCK = {"today", "now", "utcnow", "monotonic", "perf_counter", "localtime"}
MODES = {first + rest for first in "wax" for rest in ("", "b", "t", "+", "b+", "+b")} | {"r+", "rb+", "r+b"}
MODULES = sorted(path for path in KIT.rglob("*.py"))


def name(path: Path) -> str:
    return ".".join(("kit", *path.relative_to(KIT).with_suffix("").parts)).removesuffix(".__init__")


def floor(module: str) -> int:
    family = module.split(".")[1] if "." in module else "cli"
    family = "cli" if family == "__main__" else family
    return next((number for number, families in enumerate(FLOORS) if family in families), -1)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" if node.module == "kit" else node.module for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_imports_lower_floors_only(path: Path) -> None:
    here = name(path)
    for imported in imports(path):
        if not imported.startswith("kit") or imported == "kit.__version__" or here == "kit.__main__":
            continue
        same = here.split(".")[1:2] == imported.split(".")[1:2]
        assert same or floor(imported) < floor(here), f"{here} importe {imported}"


@pytest.mark.parametrize("path", [p for p in MODULES if name(p) not in ("kit", "kit.__main__")], ids=name)
def test_a_module_has_a_floor(path: Path) -> None:
    assert floor(name(path)) >= 0


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_library_has_one_door(path: Path) -> None:
    here = name(path)
    for imported in imports(path):
        doors = DOORS.get(imported, DOORS.get(imported.split(".")[0]))
        if doors is not None:
            assert any(here == door or here.startswith(f"{door}.") for door in doors), f"{here} importe {imported}"


@pytest.mark.parametrize("path", [p for p in MODULES if not name(p).startswith("kit.cli")], ids=name)
def test_only_the_command_line_prints_exits_or_reads_the_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert called not in {"print", "exit", "input", *CLOCK}, f"{name(path)}:{node.lineno}"


@pytest.mark.parametrize("path", [p for p in MODULES if not name(p).startswith(WRITERS)], ids=name)
def test_one_room_writes(path: Path) -> None:
    for call in _calls(path.read_text(encoding="utf-8")):
        assert not _writes(call), f"{name(path)}:{call.lineno} écrit"


def test_what_writes_is_seen() -> None:
    for line in (
        "open('a', 'w')", "path.open('ab')", "path.open(mode='x')", "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "os.fdopen(handle, 'wb')", "path.replace(other)", "os.replace(one, two)", "path.write_text(text)",
        "shutil.rmtree(folder)", "shutil.copyfile(one, two)", "tempfile.mkdtemp()", "path.mkdir(parents=True)",
        "shutil.move(one, two)",
    ):  # fmt: skip
        assert any(map(_writes, _calls(line))), line
    for line in ("open('un')", "path.open('rb')", "text.replace('a', 'b')", "replace(report, texts=texts)"):
        assert not any(map(_writes, _calls(line))), line


def _calls(text: str) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))


def _writes(call: ast.Call) -> bool:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    owner = getattr(call.func.value, "id", "") if isinstance(call.func, ast.Attribute) else ""
    if called in ("open", "fdopen"):
        given = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant)]
        flags = {node.attr for node in ast.walk(call) if isinstance(node, ast.Attribute)}
        return any(each in MODES for each in given) or bool(flags & {"O_CREAT", "O_TRUNC", "O_APPEND"})
    if called in ("copy", "move"):  # Ailleurs, ce sont les mots de la pièce qui écrit.
        return owner == "shutil"
    if called == "replace":  # Un texte se remplace par deux mots, une valeur par des mots nommés.
        return owner == "os" or (len(call.args) == 1 and not call.keywords)
    return called in WRITES


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_rooms_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1 - _prose(node)
            assert length <= 34, f"{name(path)}:{node.lineno} {node.name} fait {length} lignes"
    # Pages des règles comprises : un module, un sujet que l’on cherche.
    assert text.count("\n") <= 300, f"{name(path)} fait {text.count(chr(10))} lignes"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_room_without_a_noun_and_no_silenced_check(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "manager", "base", "misc"}
    text = path.read_text(encoding="utf-8")
    for mark in ("# noqa", "type: ignore", "pragma: no cover"):
        assert mark not in text


def _prose(node: ast.AST) -> int:
    """Count the lines of a docstring: the pages of the rules are prose, not code."""
    if not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module)):
        return 0
    return (ast.get_docstring(node, clean=False) or "").count("\n")
