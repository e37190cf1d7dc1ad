"""Whatever a keyboard did to an example: what is corrected is corrected once, and nothing else moves."""

import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.edit.fix.corrected import changes, corrected, left
from kit.edit.fix.correction import Corrected
from kit.edit.fix.file import correct
from kit.model.department import spots
from kit.privacy.mask import HIDDEN
from kit.yaml.schema import BRANCHES
from kit.yaml.source import Source, read_bytes
from tests.conftest import HOUSE
from tests.yaml.nearly import NEARLY
from tests.yaml.table import COMPLETE, department

CALM = settings(derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
# Les exemples les plus courts de chaque sorte : un fichier se relit plusieurs fois.
FILES = sorted(
    path
    for branch in ("commission", "membres", "sessions", "procedures")
    for path in sorted((HOUSE / "departments").glob(f"*/{branch}.yaml"), key=lambda path: path.stat().st_size)[:2]
)
TOKENS = [
    "\t", "\u00a0", "\u202f", "“", "”", "« ", " »", "é", "É", "-", "–", "• ", ":", " :", " = ", "oui", "12/03/2026",
    "1er mars 2026", "14h30", '"', "'", " ", "\n", "#", " # ", "Ã©", "\r\n", "[", "]", "{", "}", ", ", "&a ", "*a", "s",
    "null", "\ufeff", "2A", "0466000000", "6 mois",
]  # fmt: skip
SLIPS = st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 3), st.sampled_from(["", *TOKENS])), max_size=4)
# Ce qu'un clavier ou un éditeur fait d'un fichier juste, et qui se défait sans aucun doute.
HABITS = [
    (r'^departement: "(\w+)"', r"departement: \1"),
    (r"^exemple: true", "Exemple: Oui"),
    (r"\b(date|debut|fin|depuis): (\d{4})-(\d\d)-(\d\d)(?=[,}]|$)", r"\1: \4/\3/\2"),
    (r'\bheure: "(\d\d):(\d\d)"', r"heure: \1h\2"),
    (r'\btelephone: "([^"]+)"', r"telephone: \1"),
    (r"\betat: (tenue|prevue|installee)\b", r"etat: “\1”"),
    (r"\bpresidence:", "présidence:"),
    (r"^(\s*(?:- )?)(formation|secretariat|psp|magistrat):", "\\1\\2\u00a0:"),
    (r"^(\s*- )?id: ", "\\1ID: "),
]
CODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16"]


def slipped(text: str, slips: list[tuple[int, int, str]]) -> str:
    """Take out some signs and put others, at places of a text."""
    for place, gone, put in slips:
        at = place % (len(text) + 1)
        text = text[:at] + put + text[at + gone :]
    return text


def leaves(source: Source, lines: set[int]) -> list[tuple[int, str]]:
    """Give the simple values that stand on other lines than these, with their lines."""
    spans = sorted(source.spans.values())
    written = [(source.text.count("\n", 0, start) + 1, source.text[start:end]) for start, end in spans]
    return [(line, text) for line, text in written if line not in lines]


def comments(text: str) -> list[str]:
    return re.findall(r"^\s*(#.*)$", text, re.MULTILINE)


@settings(CALM, max_examples=150)
@given(path=st.sampled_from(FILES), slips=SLIPS, coding=st.sampled_from(["utf-8", "utf-8", "utf-8", *CODINGS]))
def test_a_correction_is_made_once_and_moves_nothing_else(
    path: Path, slips: list[tuple[int, int, str]], coding: str
) -> None:
    raw = slipped(path.read_text(encoding="utf-8"), slips).encode(coding, "replace")
    done = correct(read_bytes(raw, path.name, path.stem))
    assert correct(read_bytes(done.raw, path.name, path.stem)) == Corrected(file=path.name, raw=done.raw)
    if not done.made:
        assert done.raw == raw
        return
    lines = {line for made in done.made for line in made.lines}
    pairs = zip(done.before.split("\n"), done.after.split("\n"), strict=True)
    assert all(before == after for line, (before, after) in enumerate(pairs, 1) if line not in lines)
    before, after = (read_bytes(text.encode(), path.name, path.stem) for text in (done.before, done.after))
    if before.readable:
        assert leaves(before, lines) == leaves(after, lines)
    if not {"accents-abimes", "yaml-tabulation"} & {made.rule for made in done.made}:
        assert comments(done.before) == comments(done.after)


@settings(CALM, max_examples=60)
@given(
    path=st.sampled_from(FILES), habits=st.sets(st.sampled_from(HABITS)), coding=st.sampled_from(CODINGS),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
)  # fmt: skip
def test_a_habit_of_the_keyboard_is_undone_byte_for_byte(
    path: Path, habits: set[tuple[str, str]], coding: str, newline: str
) -> None:
    right = path.read_text(encoding="utf-8")
    lines = right.split("\n")
    for pattern, put in sorted(habits):
        lines = [line if "#" in line else re.sub(pattern, put, line) for line in lines]
    wrong = newline.join(lines).encode(coding, "replace")
    assert correct(read_bytes(wrong, path.name, path.stem)).raw.decode() == right


def test_every_habit_is_met_and_is_a_fault() -> None:
    """A habit that no example had, or that nothing said was wrong, would prove nothing."""
    for pattern, put in HABITS:
        found = [path for path in FILES if re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)]
        assert found, pattern
        text = re.sub(pattern, put, found[0].read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
        assert spots(read_bytes(text.encode(), found[0].name, found[0].stem)), pattern


@settings(CALM, max_examples=60)
@given(files=st.dictionaries(st.sampled_from(sorted(COMPLETE)), NEARLY, min_size=1))
def test_any_department_is_corrected_or_left(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = department(Path(root), {file: text.encode() for file, text in files.items()})
        found = corrected(folder, frozenset(BRANCHES))
    for change in changes(found):
        assert change.rules
        assert change.before != change.after or change.before == HIDDEN
    for finding in left(found):
        assert "\n" not in finding.message + finding.remedy
