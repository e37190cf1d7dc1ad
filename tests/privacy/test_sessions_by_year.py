"""What is personal in the file of a year is found at its own line, hidden everywhere, and mixed with no other file."""

from dataclasses import replace

import pytest

from kit.judging import pipeline
from kit.judging.cut import by_reading
from kit.model import folder as folders
from kit.model.department import Dossier, load
from kit.privacy.mask import HIDDEN, mask
from tests.conftest import TODAY
from tests.model.years import Files, files, parted

NAME = "Élodie Tartempion"
SPLIT, _ = parted(files("88-vosges"), ("2024", "2025"))
TOPIC = b'    - "Bilan de l\xe2\x80\x99ann\xc3\xa9e 202'


def told(*names: str, comment: bool = False) -> Files:
    """Write a name in the first session of some files, in a topic or in a comment."""
    held = dict(SPLIT)
    for name in names:
        line = f"    # Mme {NAME}\n" if comment else f"    - Situation de Mme {NAME}\n"
        held[name] = held[name].replace(b"  ordre_du_jour:\n", f"  ordre_du_jour:\n{line}".encode(), 1)
        assert held[name] != SPLIT[name]
    return held


def read(held: Files) -> Dossier:
    return load(folders.given("88-vosges", held))


@pytest.mark.parametrize("comment", [False, True])
@pytest.mark.parametrize(
    "names", [("sessions-2024.yaml",), ("sessions.yaml",), ("sessions-2025.yaml", "sessions.yaml")],
)  # fmt: skip
def test_a_datum_is_told_at_its_line_in_its_file_and_repeated_nowhere(names: tuple[str, ...], comment: bool) -> None:
    held = told(*names, comment=comment)
    checked = pipeline.judged(read(held), TODAY, cases=False, shown=by_reading)
    found = [each for each in checked.department.findings if each.rule == "donnee-personnelle"]
    assert [each.file.rpartition("/")[2] for each in found] == list(names)
    for each in found:
        name = each.file.rpartition("/")[2]
        assert NAME in held[name].decode().split("\n")[each.line - 1]
        assert checked.texts[each.file].split("\n")[each.line - 1] == HIDDEN
    assert NAME not in repr((checked.department, checked.texts))


def test_the_lines_to_hide_are_those_of_the_file_read_alone() -> None:
    held = told("sessions-2024.yaml", "sessions.yaml")
    sources = list(read(held).sources.values())
    together = mask(sources)
    alone = [mask([each]) for each in sources]
    assert together.lines == frozenset(line for each in alone for line in each.lines)
    # Le même fichier sous le nom de l’autre se cache de même.
    [year] = [each for each in sources if each.branch == "sessions-2024"]
    renamed = mask(
        [load(folders.given("88-vosges", {"sessions.yaml": held["sessions-2024.yaml"]})).sources["sessions"]]
    )
    assert {number for _, number in renamed.lines} == {number for _, number in mask([year]).lines}
    assert [replace(each, file="", pointer=each.pointer[1:]) for each in renamed.found] == [
        replace(each, file="", pointer=each.pointer[1:]) for each in mask([year]).found
    ]


def test_a_datum_in_a_file_that_is_not_read_is_told_there() -> None:
    held = {**SPLIT, "sessions-2024.yaml": f"- date: [\n# Mme {NAME}\n".encode()}
    checked = pipeline.judged(read(held), TODAY, cases=False, shown=by_reading)
    [found] = [each for each in checked.department.findings if each.rule == "donnee-personnelle"]
    assert (found.file, found.line) == ("departments/88-vosges/sessions-2024.yaml", 2)
    assert NAME not in repr((checked.department, checked.texts))
