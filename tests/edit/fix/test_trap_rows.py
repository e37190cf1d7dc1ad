"""Every row of the tables of traps, corrected: what is written, to the letter, and never one finding more."""

import itertools
from collections import Counter
from pathlib import Path

import pytest

from kit.edit.fix.correction import Corrected
from kit.edit.fix.file import correct
from kit.model.department import finding, spots
from kit.yaml.source import read_bytes
from tests.conftest import DATA, golden
from tests.yaml.table import Row
from tests.yaml.traps import LONG, TABLES

ROWS = [*itertools.chain(*TABLES.values()), *LONG]
# Ce qui a empêché de lire un fichier, ou un groupe, a pu y cacher d'autres fautes.
HIDING = {"encodage-windows-1252", "encodage-utf-16", "yaml-illisible", "yaml-tabulation", "yaml-espace-insecable"}


def traps(raw: bytes, row: Row) -> Counter[str]:
    return Counter(spot.trap for spot in spots(read_bytes(raw, row.file, Path(row.file).stem)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_correction_adds_no_finding_and_is_made_once(row: Row) -> None:
    once = correct(read_bytes(row.raw, row.file, Path(row.file).stem))
    if not once.made:
        assert once == Corrected(file=row.file, raw=row.raw)
        return
    before, after = traps(row.raw, row), traps(once.raw, row)
    assert before != after
    assert not after - before or row.rules & HIDING
    assert correct(read_bytes(once.raw, row.file, Path(row.file).stem)) == Corrected(file=row.file, raw=once.raw)


@pytest.mark.parametrize("row", [row for row in ROWS if not row.found], ids=lambda row: row.name)
def test_what_is_right_is_left_byte_for_byte(row: Row) -> None:
    assert correct(read_bytes(row.raw, row.file, Path(row.file).stem)) == Corrected(file=row.file, raw=row.raw)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_written_is_what_the_remedy_says(row: Row) -> None:
    """One definition: the correction is in the sentence, but for a number that a report does not repeat."""
    branch = Path(row.file).stem
    for spot in spots(read_bytes(row.raw, row.file, branch)):
        told = finding(spot.trap, spot.breach, row.file)
        if spot.breach.fix and spot.trap != "telephone-sans-guillemets":
            proposed = told.remedy.replace("\u00a0", " ").replace("\u202f", " ")
            # Une valeur longue est coupée dans la phrase ; une valeur d'une liste y est après un tiret.
            assert spot.breach.fix[:20] in proposed


def test_what_each_row_becomes() -> None:
    golden(DATA / "golden" / "fix-pieges.txt", "".join(told(row) for row in ROWS if row.found))


def told(row: Row) -> str:
    """Write what a row becomes: the lines corrected (« * »: the whole file) with their rules, then the text."""
    after = correct(read_bytes(row.raw, row.file, Path(row.file).stem))
    if after.raw == row.raw:
        return f"## {row.name} : laissé\n\n"
    made = "\n".join(f"{','.join(map(str, each.lines)) or '*'} {each.rule}" for each in after.made)
    text = "".join(sign if sign == "\n" or sign.isprintable() else f"\\u{ord(sign):04x}" for sign in after.after)
    return f"## {row.name}\n{made}\n##>\n{text}\n"
