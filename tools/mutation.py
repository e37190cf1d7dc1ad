"""Break the law and the rules, one place at a time, and see whether a test notices.

`make mutation N=60 GRAINE=1` draws 60 places; `tools/mutation.py 0 1 kit/rules/liste.py:87` tries those it names.
Everything is done in a copy. Prints each survivor with its file and line, then the score. Not part of `make test`.
"""

import ast
import builtins
import importlib
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

# Ce que le kit et ses tests importent d'ailleurs se charge une fois, ici ; chaque essai part de cet état.
for library in ("cerberus", "click", "jinja2", "jsonschema", "yaml"):
    importlib.import_module(library)

ROOT = Path(__file__).resolve().parent.parent
# Du plus rapide au plus long : un mutant meurt d'ordinaire dès les premières.
TESTS = [
    "tests/law/test_territories.py",
    "tests/law/test_zones.py",
    "tests/test_traceability.py",
    "tests/law/composition/test_snapshot_schema.py",
    "tests/law/test_texts.py",
    "tests/rules",
    "tests/judging/test_pipeline.py",
    "tests/judging/test_days.py",
    "tests/test_departments.py",
    "tests/judging/test_judge.py",
    "tests/law/composition/test_snapshot.py",
    "tests/law/test_working_days.py",
    "tests/judging/test_citing.py",
    "tests/privacy/test_shapes.py",
    "tests/handbook/pages/test_national_figures.py",
    "tests/handbook/pages/test_home.py",
]
# Celles qui tiennent une donnée se lancent d’abord.
_FIRST = {
    "donnees-personnelles.yaml": ("tests/privacy/test_shapes.py", "tests/privacy/test_least.py"),
    "maison.yaml": ("tests/law/test_working_days.py",),
    "chiffres-publics.yaml": ("tests/handbook/pages/test_national_figures.py",),
}
LIMIT = 1500
_MARK = "_entered"
JOURNAL, ENTERED = Path("journal.txt"), Path("fonctions.json")
# Ce qu'une valeur du droit devient : un autre jour, un autre nombre, un autre mot.
_DAY = re.compile(r"\b(\d{4}-\d{2}-)(\d{2})\b")
_FLAG = re.compile(r": (true|false)\b")
_NUMBER = re.compile(r"(?<=[ \"{])(\d{1,3})(?=[\",}\n])")
_CERTAINTY = re.compile(r"certitude: (verifiee|rapportee|deduite|non_verifiee)")
# « ou » nomme l’endroit du texte qu’un résumé redit.
_PROSE = (
    "source:", "titre:", "href:", "relu_le:", "court:", "objet:", "changements:", "acte:", "libelle", "enonce:", "ou:",
)  # fmt: skip
_SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


_CHANGES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_DAY, lambda match: f"{match[1]}{29 - int(match[2]) % 28:02}"),
    (_FLAG, lambda match: ": false" if match[1] == "true" else ": true"),
    (_NUMBER, lambda match: str(int(match[1]) + 1)),
    (_CERTAINTY, lambda match: "certitude: deduite" if match[1] == "verifiee" else "certitude: verifiee"),
)


@dataclass(frozen=True)
class Mutant:
    """One change: the file, its line, what it was and what it becomes, and the whole new text."""

    path: Path
    line: int
    before: str
    after: str
    text: str


def of_law(path: Path) -> Iterator[Mutant]:
    """Change one value of a law file: a day, a flag, a number, a certainty."""
    text = path.read_text(encoding="utf-8")
    for pattern, changed in _CHANGES:
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            written = text.split("\n")[line - 1].strip()
            before = text[: match.start()].rsplit("\n", 1)[-1]
            if written.startswith("#") or _is_prose(before):
                continue
            after = changed(match)
            yield Mutant(path, line, match[0], after, text[: match.start()] + after + text[match.end() :])


def _is_prose(before: str) -> bool:
    """Tell whether what follows on a line is a value, quoted or not, of a key that only people read."""
    keys = re.findall(r"(\w+): (\"[^\"]*|[^\"{},]*)$", before)
    return bool(keys) and any(f"{keys[-1][0]}:".startswith(word) for word in _PROSE)


def of_rules(path: Path) -> Iterator[Mutant]:
    """Turn one comparison, one condition or one « and » of a rule around."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        new = _turned(node)
        if new is not None and isinstance(node, ast.expr):
            yield _replaced(path, text, node, new)


def _turned(node: ast.AST) -> str | None:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _SWAPS:
        swapped = ast.Compare(node.left, [_SWAPS[type(node.ops[0])]()], node.comparators)
        return ast.unparse(swapped)
    if isinstance(node, ast.BoolOp):
        other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return f"({ast.unparse(ast.BoolOp(other, node.values))})"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ast.unparse(node.operand)
    if isinstance(node, ast.Attribute) and node.attr in ("FAIL", "REVIEW") and ast.unparse(node.value) == "Outcome":
        return "Outcome.REVIEW" if node.attr == "FAIL" else "Outcome.FAIL"
    return None


def _replaced(path: Path, text: str, node: ast.expr, new: str) -> Mutant:
    lines = text.encode().split(b"\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    begin = starts[node.lineno - 1] + node.col_offset
    end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
    raw = text.encode()
    changed = raw[:begin] + new.encode() + raw[end:]
    return Mutant(path, node.lineno, raw[begin:end].decode(), new, changed.decode())


def every() -> list[Mutant]:
    """Give every mutant of the law and of the rules, in a fixed order."""
    law = [mutant for path in sorted((ROOT / "kit" / "law").glob("*.yaml")) for mutant in of_law(path)]
    rules = [mutant for path in sorted((ROOT / "kit" / "rules").glob("*.py")) for mutant in of_rules(path)]
    return [*law, *rules]


class Seen:
    """A pytest plugin: which tests enter each function of the rules, and how long each test takes."""

    def __init__(self) -> None:
        """Offer to the marked functions the set in which they write their name."""
        self.tests: dict[str, set[str]] = {}
        self.seconds: dict[str, float] = {}
        self.entered: set[str] = set()
        setattr(builtins, _MARK, self.entered.add)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how long a test took."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Note what a test entered."""
        self.entered.clear()
        result = yield
        for function in self.entered:
            self.tests.setdefault(function, set()).add(item.nodeid)
        return result

    def told(self) -> dict[str, list[str]]:
        """Give the tests of each function, the quickest first."""
        return {name: sorted(tests, key=lambda t: self.seconds.get(t, 0)) for name, tests in self.tests.items()}


def marked(path: Path) -> str:
    """Give a module whose functions say that they were entered."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in _functions(tree):
        mark = ast.parse(f"{_MARK}({_name(path, node)!r})").body[0]
        node.body.insert(1 if ast.get_docstring(node) else 0, mark)
    return ast.unparse(tree)


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _name(path: Path, node: ast.FunctionDef) -> str:
    return f"{path.name}:{node.name}:{node.lineno}"


def around(mutant: Mutant) -> str:
    """Name the function whose body holds a mutant, or nothing: its line is run when the module is read."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    inside = [node for node in _functions(tree) if node.body[0].lineno <= mutant.line <= (node.end_lineno or 0)]
    return _name(mutant.path, inside[-1]) if inside else ""


def run(copy: Path, tests: list[str], seen: Seen | None = None) -> int:
    """Run tests in a copy of the house, in a process of its own that has what they import already; give its code."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        signal.alarm(0 if seen else LIMIT)  # Un mutant qui ne finit pas est vu, et dit.
        code = _child(copy, tests, seen)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _child(copy: Path, tests: list[str], seen: Seen | None) -> int:
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    with JOURNAL.open("w", encoding="utf-8") as journal:
        os.dup2(journal.fileno(), 1)
        os.dup2(journal.fileno(), 2)
    # Les tests se rangent par groupes, que connaît xdist.
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "xdist"]
    code = 0
    for some in by_file(copy, tests):
        code = code or int(pytest.main([*options, *some], plugins=[seen] if seen else []))
    if seen:
        ENTERED.write_text(json.dumps(seen.told()), encoding="utf-8")
    return code


def by_file(copy: Path, tests: list[str]) -> list[list[str]]:
    """Give files one after another, as most mutants die before the others are even collected; then, together and in
    their order, the tests that are named one by one."""
    named = [test for test in tests if "::" in test]
    files: list[str] = []
    for test in tests:
        if "::" not in test:
            here = sorted((copy / test).glob("test_*.py")) if (copy / test).is_dir() else [copy / test]
            files += [str(path.relative_to(copy)) for path in here]
    return [*([each] for each in dict.fromkeys(files)), *([named] if named else [])]


def entered(copy: Path) -> dict[str, list[str]]:
    """Run all tests once in a copy without mutant; give those that enter each function of the rules."""
    modules = sorted((copy / "kit" / "rules").glob("*.py"))
    was = {module: (module.read_bytes(), module.stat()) for module in modules}
    for module in modules:
        module.write_text(marked(module), encoding="utf-8")
    code = run(copy, TESTS, Seen())
    for module, (raw, stat) in was.items():
        module.write_bytes(raw)
        os.utime(module, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    if code:
        print((copy / JOURNAL).read_text(encoding="utf-8"))
        sys.exit(f"Les tests échouent déjà sans mutant (code {code}).")
    known: dict[str, list[str]] = json.loads((copy / ENTERED).read_text(encoding="utf-8"))
    return known


def noticed(mutant: Mutant, copy: Path, known: dict[str, list[str]]) -> bool:
    """Tell whether a test fails when the mutant takes the place of the file: those that enter its function, the
    quickest first; all of them for what is run when a file is read."""
    target = copy / mutant.path.relative_to(ROOT)
    was = target.stat()
    original = target.read_text(encoding="utf-8")
    target.write_text(mutant.text, encoding="utf-8")
    first = f"tests/rules/test_{mutant.path.stem}.py"
    own = [first] if (copy / first).is_file() else [*_FIRST.get(mutant.path.name, ())]
    rest = [*own, *TESTS]
    inside = known.get(around(mutant)) if mutant.path.suffix == ".py" else None
    chosen = rest if inside is None else [*own, *inside]
    try:
        code = run(copy, chosen)
        if code == -signal.SIGALRM:
            print(f"sans fin  {_told(mutant)}", flush=True)
        return code != 0
    finally:
        target.write_text(original, encoding="utf-8")
        os.utime(target, ns=(was.st_atime_ns, was.st_mtime_ns))


def _told(mutant: Mutant) -> str:
    return f"{mutant.path.relative_to(ROOT)}:{mutant.line}  {mutant.before[:60]!r} -> {mutant.after[:60]!r}"


def drawn(number: int, seed: int, only: list[str]) -> tuple[list[Mutant], int]:
    """Draw mutants, or take those of the places named (`file:line`); and say of how many."""
    mutants = every()
    if only:
        return [m for m in mutants if f"{m.path.relative_to(ROOT)}:{m.line}" in only], len(mutants)
    return random.Random(seed).sample(mutants, min(number, len(mutants))), len(mutants)


def main(number: int, seed: int, *only: str) -> None:
    """Try a seeded sample of mutants and print the score."""
    sample, total = drawn(number, seed, list(only))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kit"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "build", "*_cache", "node_modules"))
        sys.dont_write_bytecode = True
        known = entered(copy)
        killed = 0
        for done, mutant in enumerate(sample, 1):
            if noticed(mutant, copy, known):
                killed += 1
            else:
                print(f"survit  {_told(mutant)}", flush=True)
            if done % 25 == 0:
                print(f"        {killed} tués sur {done}", flush=True)
    share = 100 * killed // max(1, len(sample))
    print(f"{killed} mutants tués sur {len(sample)} tirés de {total}, graine {seed} ({share} %)")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 60,
        int(sys.argv[2]) if len(sys.argv) > 2 else 1,
        *sys.argv[3:],
    )
