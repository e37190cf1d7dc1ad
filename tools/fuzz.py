"""Guided fuzzing of the reading of a department: `make fuzz` runs it, from the corpus of `tests/data/fuzz`.

The first byte of an input says which of the four files it is; the rest are the bytes of that file. When the second bit
from the left of that byte is not set, they are repeated until they make a long file: what is read in more than five
seconds of processor time, or takes 300 MB more, is a fault too.
"""

import resource
import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kit"]):
    from kit.edit.fix.file import correct
    from kit.findings.finding import Severity
    from kit.model.department import spots
    from kit.yaml.normalize import normalize
    from kit.yaml.rewrite import answer
    from kit.yaml.schema import BRANCHES
    from kit.yaml.source import read_bytes
    from kit.yaml.traps import TRAPS
    from kit.yaml.validate import validate
from kit.yaml.written import Written

CORPUS = Path("tests") / "data" / "fuzz"
# Le corpus commence par des lettres, qui ont ce bit.
_ALONE = 0x40
_LONG = 100_000
_SECONDS, _KILOBYTES = 5, 300_000


def one(raw: bytes) -> None:
    """Read bytes as one of the four files, within bounds: an exception is what is looked for."""
    branch = BRANCHES[raw[0] % len(BRANCHES)] if raw else BRANCHES[0]
    before, start = _memory(), time.process_time()
    if raw[1:] and not raw[0] & _ALONE:
        repeated(raw[1:], branch)
    else:
        alone(raw, branch)
    spent, taken = time.process_time() - start, _memory() - before
    if spent > _SECONDS or taken > _KILOBYTES:
        raise AssertionError(branch, spent, taken)


def repeated(unit: bytes, branch: str) -> None:
    """Read a long file made of the same bytes again and again."""
    spots(read_bytes(unit * (_LONG // len(unit)), f"{branch}.yaml", branch))


def _memory() -> int:
    """Give the most memory that this process had so far, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def alone(raw: bytes, branch: str) -> None:
    """Read bytes as one of the four files, judge their shape, correct them."""
    name = f"{branch}.yaml"
    source = read_bytes(raw[1:], name, branch)
    if source.readable:
        for trap, breach in validate(branch, normalize(branch, source.data), Written(empty=source.empty)):
            answer(TRAPS[trap], breach, {branch: source})
    elif not any(TRAPS[spot.trap].severity is Severity.ERROR for spot in source.spots):
        raise AssertionError(name)
    once = correct(source).raw
    if correct(read_bytes(once, name, branch)).raw != once:
        raise AssertionError(name)


if __name__ == "__main__":
    found = Path("build") / "trouvailles"
    found.mkdir(parents=True, exist_ok=True)
    bounds = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=4096", f"-artifact_prefix={found}/"]
    # Le premier dossier reçoit ce qui est trouvé ; le corpus, versionné, ne change pas.
    atheris.Setup([sys.argv[0], *bounds, *sys.argv[1:], str(found), str(CORPUS)], one)
    atheris.Fuzz()
