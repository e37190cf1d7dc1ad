"""What a department proves only with a doubt of its own author is to be checked, never « conforme »."""

import pytest

from kit.findings.finding import Outcome
from tests.conftest import Copy, judge
from tests.rules.cases import edit, found

DOUBT = 'a_verifier: "lu dans la presse"'


@pytest.mark.parametrize(
    ("rule", "branch", "changes"),
    [
        ("presidence-absente", "commission", [("{autorite: prefet,", f"{{autorite: prefet, {DOUBT},")]),
        ("liste-non-arretee", "commission", [
            ('{reference: "DDETSPP-2026-009",', f'{{reference: "DDETSPP-2026-009", {DOUBT},'),
        ]),
        ("association-sans-agrement", "commission", [
            ("  - id: association-sapin-2024\n", f"  - id: association-sapin-2024\n    {DOUBT}\n"),
            ("  - id: association-ballon-2024\n", f"  - id: association-ballon-2024\n    {DOUBT}\n"),
        ]),
        ("reunions-insuffisantes", "sessions", [("date: 2025-06-05", f"{DOUBT}\n  date: 2025-06-05")]),
    ],
)  # fmt: skip
def test_a_doubt_is_to_be_checked(copy: Copy, rule: str, branch: str, changes: list[tuple[str, str]]) -> None:
    folder = copy("88")
    edit(folder, branch, *changes)
    [finding] = found(folder, rule)
    assert (finding.outcome, finding.blocks) == (Outcome.REVIEW, True)
    assert "lu dans la presse" in finding.message
    assert finding.remedy.endswith("puis effacez «\u00a0a_verifier\u00a0».")
    assert judge(folder.parent.parent).departments[0].outcome is Outcome.REVIEW


def test_a_doubt_beside_what_is_certain_changes_nothing(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("  - id: association-sapin-2024\n", f"  - id: association-sapin-2024\n    {DOUBT}\n"))
    assert found(folder, "association-sans-agrement") == []


def test_another_authority_is_replaced_and_not_added(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("{autorite: prefet,", "{autorite: prefet_de_police,"))
    [finding] = found(folder, "presidence-absente")
    assert finding.outcome is Outcome.FAIL
    assert "écrivez à cette ligne «\u00a0autorite: prefet\u00a0»" in finding.remedy
    edit(folder, "commission", ("{autorite: prefet_de_police,", "{autorite: prefet, representant: true,"))
    assert (found(folder, "presidence-absente"), found(folder, "copresidence-sans-texte")) == ([], [])
