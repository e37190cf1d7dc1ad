"""Break the law and the rules, one place at a time, and see whether a test notices.

Run in a copy of the repository, never in the repository itself: `.venv/bin/python tools/mutation.py [NUMBER] [SEED]`.
Prints each survivor with its file and line, then the score. Not part of `make test`: it takes minutes.
"""

import ast
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Du plus rapide au plus long : un mutant meurt d'ordinaire dès les premières.
TESTS = ["tests/law", "tests/test_traceability.py", "tests/rules", "tests/test_check.py", "tests/test_departments.py"]
LEFT_OUT = "not every_subset and not ajv"
# Ce qu'une valeur du droit devient : un autre jour, un autre nombre, un autre mot.
_DAY = re.compile(r"\b(\d{4}-\d{2}-)(\d{2})\b")
_FLAG = re.compile(r": (true|false)\b")
_NUMBER = re.compile(r"(?<=[ \"{])(\d{1,3})(?=[\",}\n])")
_CERTAINTY = re.compile(r"certitude: (verifiee|rapportee|deduite|non_verifiee)")
_PROSE = ("source:", "titre:", "href:", "relu_le:", "court:", "objet:", "changements:", "acte:", "libelle", "enonce:")
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


def noticed(mutant: Mutant, copy: Path) -> bool:
    """Tell whether a test fails when the mutant takes the place of the file."""
    target = copy / mutant.path.relative_to(ROOT)
    original = target.read_text(encoding="utf-8")
    target.write_text(mutant.text, encoding="utf-8")
    own = f"tests/rules/test_{mutant.path.stem}.py"
    first = [own] if (copy / own).is_file() else []
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-k", LEFT_OUT, *first, *TESTS]
    try:
        return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode != 0
    finally:
        target.write_text(original, encoding="utf-8")


def main(number: int, seed: int) -> None:
    """Try a seeded sample of mutants and print the score."""
    mutants = every()
    sample = random.Random(seed).sample(mutants, min(number, len(mutants)))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kit"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "build", "*_cache", "node_modules"))
        killed = 0
        for mutant in sample:
            if noticed(mutant, copy):
                killed += 1
            else:
                where = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
                print(f"survit  {where}  {mutant.before[:60]!r} -> {mutant.after[:60]!r}", flush=True)
    print(f"{killed} mutants tués sur {len(sample)} tirés de {len(mutants)} ({100 * killed // max(1, len(sample))} %)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
