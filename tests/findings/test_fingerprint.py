"""The same finding on two days, in two states of a file, is known to be the same."""

from typing import Any

import pytest

from kit.findings.finding import Finding, Outcome, Severity
from kit.findings.fingerprint import anchor, fingerprints
from tests.conftest import TODAY, Copy, judge, without_seat

DATA: dict[str, Any] = {"medecin": [{"id": "medecin-1", "mandat": {}}, {"titre": "sans nom"}], "a/b": ["x"], "vide": []}


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("", ""),
        ("/medecin", "/medecin"),
        ("/medecin/0/mandat/fin", "/medecin/medecin-1/mandat/fin"),
        ("/medecin/1", "/medecin/1"),
        ("/a~1b/0", "/a~1b/0"),
        ("/vide/3/x", "/vide/3/x"),
        ("/absent/0", "/absent/0"),
    ],
)
def test_a_place_is_named_as_the_file_names_it(pointer: str, expected: str) -> None:
    assert anchor(DATA, pointer) == expected


def test_a_list_at_the_root_is_named_too() -> None:
    assert anchor([{"date": "2026-03-12", "dossiers": [{"reference": "2026/07"}]}], "/0/dossiers/0") == (
        "/2026-03-12/dossiers/2026~107"
    )


def test_two_findings_of_one_place_keep_two_marks() -> None:
    one = Finding(rule="r", outcome=Outcome.FAIL, severity=Severity.ERROR, message="m", remedy="c", file="f")
    first, second = fingerprints([one, one])
    assert first != second
    assert [first, second] == fingerprints([one, one])


def test_a_comment_or_a_day_changes_no_mark_a_mended_fault_loses_its_own(copy: Copy) -> None:
    folder = copy("88")
    members = folder / "membres.yaml"
    whole = members.read_text(encoding="utf-8")
    members.write_text(without_seat(whole, "medecin"), encoding="utf-8")
    before = fingerprints(judge(folder.parent.parent).findings)
    members.write_text("# une ligne de plus\n\n" + without_seat(whole, "medecin"), encoding="utf-8")
    later = fingerprints(judge(folder.parent.parent, TODAY.replace(day=TODAY.day + 1)).findings)
    assert before == later
    [missing] = [f for f in judge(folder.parent.parent).findings if f.rule == "siege-sans-titulaire"]
    assert fingerprints([missing])[0] in before
    members.write_text(whole, encoding="utf-8")
    mended = fingerprints(judge(folder.parent.parent).findings)
    assert fingerprints([missing])[0] not in mended
