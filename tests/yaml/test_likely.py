"""Days that cannot be right, and periods written backwards: one finding for one cause, and a remedy that holds."""

from pathlib import Path

import pytest

from kit.findings.finding import Finding
from tests.conftest import Copy, judge
from tests.rules.cases import edit

TERM = "mandat: {debut: 2024-05-14, fin: 2027-05-13, arrete"
APPROVAL = 'reference: "DDETSPP-2024-045", debut: 2024-05-14, fin: 2027-05-13'
VACANT = "siege: medecin, motif: Démission, autorite: Préfète, depuis: 2024-05-14, jusqu_au: 2027-05-13"


def said(folder: Path) -> list[Finding]:
    found = judge(folder.parent.parent).findings
    return [each for each in found if each.rule in ("date-impossible", "date-invraisemblable")]


def written(folder: Path, file: str, right: str, bounds: tuple[str, str]) -> Path:
    """Write a period with other bounds, in the only place or in the first one."""
    path = folder / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    start, end = bounds
    path.write_text(
        text.replace(right, right.replace("2024-05-14", start).replace("2027-05-13", end), 1), encoding="utf-8"
    )
    return path


@pytest.mark.parametrize(
    ("file", "right", "bounds", "after"),
    [
        # Trop loin : le début, puis la fin, d’un agrément, d’un mandat, d’une vacance.
        ("commission", APPROVAL, ("2042-05-14", "2027-05-13"), ("2024-05-14", "")),
        ("membres", TERM, ("2042-05-14", "2027-05-13"), ("2024-05-14", "")),
        ("commission", VACANT, ("2042-05-14", "2027-05-13"), ("2024-05-14", "")),
        ("membres", TERM, ("2042-05-14", "2023-05-13"), ("2022-05-14", "")),
        ("membres", TERM, ("2042-05-14", "2023-05-14"), ("2023-05-14", "")),
        ("membres", TERM, ("2044-02-29", "2023-05-14"), ("2023-05-14", "")),
        ("membres", TERM, ("2025-06-01", "2082-05-31"), ("", "2028-05-31")),
        ("commission", APPROVAL, ("2025-06-01", "2082-05-31"), ("", "2028-05-31")),
        ("membres", TERM, ("2040-06-01", "2082-05-31"), ("", "2041-05-31")),
        # Avant la loi : le début, la fin, les deux.
        ("membres", TERM, ("2010-05-14", "2027-05-13"), ("2024-05-14", "")),
        ("membres", TERM, ("2024-05-14", "2009-05-13"), ("", "2027-05-13")),
        ("membres", TERM, ("2010-05-14", "2009-05-13"), ("2024-05-14", "2027-05-13")),
        ("commission", APPROVAL, ("2010-05-14", "2009-05-13"), ("2024-05-14", "2027-05-13")),
    ],
)
def test_a_bound_that_cannot_be_right_is_the_only_cause(
    copy: Copy, file: str, right: str, bounds: tuple[str, str], after: tuple[str, str]
) -> None:
    folder = copy("88")
    if right == VACANT:
        edit(folder, file, ("secretariat:", f"vacances:\n  - {{{VACANT}}}\nsecretariat:"))
    path = written(folder, file, right, bounds)
    found = said(folder)
    assert [each.rule for each in found] == ["date-invraisemblable"] * len([day for day in after if day])
    for wrong, day in zip(bounds, after, strict=True):
        if day:
            [told] = [each for each in found if wrong in each.message]
            assert day in told.remedy
            path.write_text(path.read_text(encoding="utf-8").replace(wrong, day, 1), encoding="utf-8")
    assert said(folder) == []


def test_an_end_that_nobody_may_write_is_not_proposed(copy: Copy) -> None:
    folder = copy("88")
    written(folder, "membres", TERM, ("2040-05-14", "2027-05-13"))
    [told] = said(folder)
    assert told.rule == "date-impossible"
    assert "2043" not in told.remedy
    assert "tels que le document les donne" in told.remedy
