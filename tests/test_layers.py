"""The house: five layers that only look down, one door for each library and each effect, nothing private of others."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.conftest import HOUSE

KIT = HOUSE / "kit"
# De haut en bas ; une pièce n’importe que des étages inférieurs, ou de son propre étage.
LAYERS: list[set[str]] = [
    {"cli", "__main__"},
    {"handbook", "actes", "diff", "edit", "report"},
    {"judging", "rules"},
    {"model", "privacy", "law"},
    {"yaml", "findings", "files", "french", "errors"},
]
DOORS = {
    "yaml": {"kit.yaml"},
    "jsonschema": {"kit.yaml.shape"},
    "jsonschema_rs": {"kit.yaml.shape"},
    "referencing": {"kit.yaml.shape"},
    "cerberus": {"kit.yaml.normalize"},
    "python_calamine": {"kit.edit.sheet.workbook"},
    "xlsxwriter": {"kit.edit.sheet.writing"},
    "zipfile": {"kit.files.archive"},
    "xml.parsers": {"kit.actes.template", "kit.edit.sheet.guard"},
    "dateutil": {"kit.law.working_days"},
    "icalendar": {"kit.handbook.data.ics"},
    "jinja2": {"kit.handbook.fragments.render"},
    "click": {"kit.cli", "kit.report.style"},
    "multiprocessing": {"kit.judging.forked"},
    "concurrent.futures": {"kit.judging.forked"},
    "pickle": {"kit.judging.pool"},
    "subprocess": {"kit.handbook.site.engine", "kit.diff.git"},
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
WRITERS = ("kit.files",)
WRITES = {
    "write_text", "write_bytes", "mkdir", "makedirs", "touch", "rename", "renames", "rmtree", "rmdir", "copy2",
    "copyfile", "copyfileobj", "copytree", "chmod", "chown", "truncate", "mkstemp", "mkdtemp",
    "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile",
}  # fmt: skip
PRINTS = {"print", "exit", "input", "today", "now", "utcnow", "monotonic", "perf_counter", "localtime"}
# Ce qui remplace un processus ou du code par un autre sans que la bibliothèque le sache.
MACHINERY = {"exec", "eval", "fork", "forkpty", "pipe", "Pipe", "socketpair", "mkfifo"}
MODES = {first + rest for first in "wax" for rest in ("", "b", "t", "+", "b+", "+b")} | {"r+", "rb+", "r+b"}


def name(path: Path) -> str:
    return ".".join(("kit", *path.relative_to(KIT).with_suffix("").parts)).removesuffix(".__init__")


TREES = {name(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(KIT.rglob("*.py"))}


def room(module: str) -> str:
    return (*module.split("."), "")[1]


def layer(module: str) -> int:
    return next((number for number, rooms in enumerate(LAYERS) if room(module) in rooms), -1)


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def faults(wrong: Callable[[str, ast.Call], bool]) -> list[str]:
    """Give where a call is made that should not be, as `module:line`."""
    return [
        f"{module}:{node.lineno}"
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and wrong(module, node)
    ]


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_every_room_has_a_layer_and_they_are_few() -> None:
    files = (path.relative_to(KIT) for path in KIT.rglob("*.py"))
    rooms = {Path(path.parts[0]).stem for path in files if not path.parts[0].startswith("__")}
    assert rooms == set().union(*LAYERS) - {"__main__"}
    assert len(rooms) <= 16


def test_the_readme_draws_the_layers() -> None:
    drawn = re.search(r"```text\n(cli\n.*?)```", (HOUSE / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert drawn
    assert [set(line.split(", ")) for line in drawn[1].splitlines()] == [rooms - {"__main__"} for rooms in LAYERS]


def test_a_room_imports_from_its_layer_or_below() -> None:
    assert [
        f"{module} importe {imported}"
        for module, tree in TREES.items()
        for imported in imports(tree)
        if imported.startswith("kit.") and imported != "kit.__version__" and layer(imported) < layer(module)
    ] == []


def test_each_library_has_one_door() -> None:
    assert [
        f"{module} importe {imported}"
        for module, tree in TREES.items()
        for imported in imports(tree)
        for library, doors in DOORS.items()
        if f"{imported}.".startswith(f"{library}.") and not any(f"{module}.".startswith(f"{door}.") for door in doors)
    ] == []


def test_nothing_private_of_a_library_nor_of_another_module_is_used() -> None:
    found = []
    for module, tree in TREES.items():
        foreign = set()
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                foreign |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in foreign:
                used = node.attr
            elif isinstance(node, ast.ImportFrom):
                used = next((each.name for each in node.names if private(each.name)), "")
            else:
                continue
            if private(used) and used not in PUBLIC:
                found.append(f"{module}:{node.lineno} {used}")
    assert found == []


# Documenté par la bibliothèque malgré son trait.
PUBLIC = {"_exit"}


def private(word: str) -> bool:
    return word.startswith("_") and not word.startswith("__")


def test_no_machinery_of_its_own() -> None:
    assert faults(lambda _, call: called(call) in MACHINERY) == []


def test_only_the_command_line_prints_exits_or_reads_the_clock() -> None:
    assert faults(lambda module, call: room(module) != "cli" and called(call) in PRINTS) == []


def test_one_room_writes() -> None:
    assert faults(lambda module, call: not module.startswith(WRITERS) and _writes(call)) == []


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
    owner = getattr(call.func.value, "id", "") if isinstance(call.func, ast.Attribute) else ""
    if called(call) in ("open", "fdopen"):
        given = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant)]
        flags = {node.attr for node in ast.walk(call) if isinstance(node, ast.Attribute)}
        return any(each in MODES for each in given) or bool(flags & {"O_CREAT", "O_TRUNC", "O_APPEND"})
    if called(call) in ("copy", "move"):  # Ailleurs, ce sont les mots de la pièce qui écrit.
        return owner == "shutil"
    if called(call) == "replace":  # Un texte se remplace par deux mots, une valeur par des mots nommés.
        return owner == "os" or (len(call.args) == 1 and not call.keywords)
    return called(call) in WRITES


def test_no_module_without_a_noun_and_no_silenced_check() -> None:
    assert {module.rpartition(".")[2] for module in TREES} & {"utils", "helpers", "common", "manager", "misc"} == set()
    # Ces marques sont écrites ici même, et nulle part ailleurs.
    for path in sorted({*KIT.rglob("*.py"), *Path(__file__).parent.rglob("*.py")} - {Path(__file__)}):
        text = path.read_text(encoding="utf-8")
        assert not any(mark in text for mark in ("# noqa", "type: ignore", "pragma: no cover")), path


def test_no_test_imports_from_another() -> None:
    """What several tests share stands in a module that holds none."""
    assert [
        f"{path.relative_to(HOUSE)} importe {imported}"
        for path in sorted((HOUSE / "tests").rglob("*.py"))
        if "node_modules" not in path.parts
        for imported in imports(ast.parse(path.read_text(encoding="utf-8")))
        if imported.startswith("tests.") and ".test_" in imported
    ] == []
