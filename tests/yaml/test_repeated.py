"""Identifiers and references in double: said on the second, with the line of the first, and nothing else is said."""

import pytest

from kit.findings.finding import Severity
from tests.conftest import Copy, judge

RULE = "identifiant-repete"
CASES = [
    (
        {"membres": [("id: medecin-2", "id: medecin-1")], "sessions": [("medecin-2", "medecin-1")]},
        "membres.yaml:81:9",
        "L’identifiant « medecin-1 » est déjà celui d’un autre titulaire du même siège, ligne 77.",
    ),
    (
        {"membres": [("id: medecin-2", "id: medecin-1")]},
        "membres.yaml:81:9",
        "L’identifiant « medecin-1 » est déjà celui d’un autre titulaire du même siège, ligne 77.",
    ),
    (
        {"commission": [("id: association-sapin-2021", "id: association-sapin-2024")]},
        "commission.yaml:32:9",
        "L’identifiant « association-sapin-2024 » est déjà celui de la même association, ligne 29.",
    ),
    (
        {
            "commission": [("id: association-ballon-2024", "id: association-sapin-2024")],
            "membres": [("association-ballon-2024", "association-sapin-2024")],
            "sessions": [("association-ballon-2024", "association-sapin-2024")],
        },
        "commission.yaml:38:9",
        "L’identifiant « association-sapin-2024 » est déjà celui de l’association de la ligne 32.",
    ),
    (
        {"commission": [('"DDETSPP-2024-047"', '"DDETSPP-2021-052"')]},
        "commission.yaml:18:17",
        "La référence « DDETSPP-2021-052 » est déjà celle de l’arrêté de la ligne 17.",
    ),
    (
        {"sessions": [('- {reference: "2025-04"', '- {reference: "2025-04"}\n    - {reference: "2025-04"')]},
        "sessions.yaml:36:19",
        "La référence « 2025-04 » est déjà celle d’un dossier de la même séance, ligne 35.",
    ),
]


@pytest.mark.parametrize(("edits", "place", "message"), CASES)
def test_the_second_is_told_and_accuses_nobody(
    copy: Copy, edits: dict[str, list[tuple[str, str]]], place: str, message: str
) -> None:
    folder = copy("88")
    before = {(f.rule, f.message) for f in judge(folder.parent.parent).findings}
    for branch, changes in edits.items():
        path = folder / f"{branch}.yaml"
        for old, new in changes:
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new), encoding="utf-8")
    new_ones = [f for f in judge(folder.parent.parent).findings if (f.rule, f.message) not in before]
    [found] = new_ones
    assert (found.rule, found.severity) == (RULE, Severity.ERROR)
    assert f"{found.file.rpartition('/')[2]}:{found.line}:{found.column}" == place
    assert found.message.replace("\u00a0", " ").replace("\u202f", " ") == message


@pytest.mark.parametrize("title", ["Médecin généraliste à Épinal", "MÉDECIN GÉNÉRALISTE À ÉPINAL"])
def test_a_member_keeps_an_identifier_from_one_term_to_the_next(copy: Copy, title: str) -> None:
    path = copy("88") / "membres.yaml"
    text = path.read_text(encoding="utf-8").replace("id: medecin-2", "id: medecin-1")
    path.write_text(text.replace("Médecin généraliste à Saint-Dié-des-Vosges", title), encoding="utf-8")
    assert RULE not in {f.rule for f in judge(path.parent.parent.parent).findings}


def test_a_file_comes_back_at_another_session(copy: Copy) -> None:
    path = copy("88") / "sessions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"2026-03"', '"2025-04"'), encoding="utf-8")
    assert RULE not in {f.rule for f in judge(path.parent.parent.parent).findings}
