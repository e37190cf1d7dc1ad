"""A period written backwards: the day that its remedy gives makes it sound, and brings nothing else about it."""

import re
from pathlib import Path

import pytest

from kit.findings.finding import Outcome, Severity
from kit.model.lasting import last_of
from tests.conftest import TODAY, Copy, Day, judge
from tests.rules.cases import edit, found

_VACANCY = "siege: medecin, depuis: 2026-05-14, motif: Démission, autorite: Préfète, jusqu_au: "
_VACANT = f"vacances:\n  - {{{_VACANCY}2027-05-13}}\nsecretariat:"
# Le dossier, le fichier, où est l’entrée, ce qui y est juste, et ce qui y finit avant de commencer.
WRITTEN = {
    "agrément": ("974", "commission", "/associations_agreees/1", "fin: 2027-02-25, niveau", "fin: 2023-02-25, niveau"),
    "agrément renouvelé": (
        "974", "commission", "/associations_agreees/0", "fin: 2024-02-25, niveau", "fin: 2020-02-25, niveau"
    ),
    "mandat": ("88", "membres", "/medecin/1", "fin: 2027-05-13", "fin: 2017-05-13"),
    "mandat fini": ("88", "membres", "/medecin/0", "fin: 2024-05-13", "fin: 2020-05-13"),
    "vacance": ("88", "commission", "/vacances/0", "jusqu_au: 2027-05-13", "jusqu_au: 2025-05-13"),
}  # fmt: skip


def about(folder: Path, pointer: str) -> set[tuple[str, str]]:
    """Give the errors and the warnings about an entry: their rule, and what each says."""
    every = judge(folder.parent.parent).findings
    heavy = [each for each in every if each.severity in (Severity.ERROR, Severity.WARNING)]
    return {(each.rule, each.message) for each in heavy if f"{each.pointer}/".startswith(f"{pointer}/")}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_day_that_is_given_makes_the_period_sound(name: str, copy: Copy) -> None:
    code, file, pointer, right, wrong = WRITTEN[name]
    folder = copy(code)
    if name == "vacance":
        edit(folder, file, ("secretariat:", _VACANT))
    before = about(folder, pointer)
    silent = {rule for rule, _ in before}
    edit(folder, file, (right, wrong))
    told = [each for each in found(folder, "date-impossible") if each.pointer.startswith(f"{pointer}/")]
    assert [each.outcome for each in told] == [Outcome.FAIL]
    written = re.search(r"par exemple «\xa0(.+?)\xa0»", told[0].remedy)
    assert written
    edit(folder, file, (wrong.partition(",")[0], written[1]))
    assert {rule for rule, _ in about(folder, pointer)} <= silent
    assert found(folder, "date-impossible") == []
    if "association" in pointer:
        assert found(folder, "association-sans-agrement") == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("debut: 2021-05-17}", "debut: 2021-05-17, fin: 2020-05-17}"),
        (
            "secretariat:",
            "reglement_interieur:\n  - {reference: R-1, debut: 2025-01-01, fin: 2024-12-31}\nsecretariat:",
        ),
    ],
)
def test_a_period_that_no_text_measures_is_given_no_day(right: str, wrong: str, copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", (right, wrong))
    [told] = found(folder, "date-impossible")
    assert not re.search(r"\d", told.remedy)
    assert "tels que le document les donne" in told.remedy


@pytest.mark.parametrize(
    ("pointer", "start", "last"),
    [
        (("membres", "medecin", 0, "mandat"), Day(2024, 5, 14), Day(2027, 5, 13)),
        (("membres", "medecin", 0, "mandat"), Day(2010, 5, 14), None),
        (("membres", "inconnu", 0, "mandat"), Day(2024, 5, 14), None),
        (("commission", "associations_agreees", 0, "agrement"), Day(2010, 1, 1), Day(2012, 12, 31)),
        (("commission", "associations_agreees", 0, "agrement"), Day(9999, 1, 1), None),
        (("commission", "presidence", 0), TODAY, None),
    ],
)
def test_a_period_lasts_as_its_text_says(pointer: tuple[str | int, ...], start: Day, last: Day | None) -> None:
    assert last_of(pointer, start) == last
