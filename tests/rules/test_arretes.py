"""Which orders are read for their signatures, and what a signature too many says."""

from pathlib import Path

import pytest

from kit.findings.finding import Outcome
from tests.conftest import Copy, Day, judge

FIRST = '{reference: "A", objet: [composition], date: 2026-02-02, signataires: [prefet]}'
JUNE = "2026-06-01"
FAIL, REVIEW, OPEN, PASS = Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN, Outcome.PASS
# (les arrêtés écrits, le jour demandé, l’issue et la référence de chaque constat)
ORDERS = [
    ([FIRST], "2026-11-23", []),
    # Deux arrêtés du même jour : les deux sont lus, pas le dernier dans l’ordre des références.
    ([FIRST, '{reference: "B", objet: [composition], date: 2026-02-02, signataires: [autre]}'], "2026-11-23", [FAIL]),
    (['{reference: "0", objet: [composition], date: 2026-02-02, signataires: [autre]}', FIRST], "2026-11-23", [FAIL]),
    ([FIRST, '{reference: "B", objet: [composition], date: 2026-02-02}'], "2026-11-23", [OPEN]),
    # Un arrêté plus ancien ne fixe plus la liste.
    (['{reference: "0", objet: [composition], date: 2026-02-01, signataires: [autre]}', FIRST], "2026-11-23", []),
    # Un arrêté modificatif : depuis la liste, à partir de son jour, et jamais plus qu’un doute.
    ([FIRST, '{reference: "C", objet: [modification], date: 2026-06-01, signataires: [autre]}'], "2026-05-31", []),
    ([FIRST, '{reference: "C", objet: [modification], date: 2026-06-01, signataires: [autre]}'], JUNE, [REVIEW]),
    ([FIRST, '{reference: "C", objet: [modification], date: 2026-06-01}'], "2026-11-23", []),
    ([FIRST, '{reference: "C", objet: [modification], date: 2026-02-02, signataires: [autre]}'], "2026-11-23", []),
    ([FIRST, '{reference: "C", objet: [fonctionnement], date: 2026-06-01, signataires: [autre]}'], "2026-11-23", []),
    # Une signature de plus n’est pas interdite.
    ([FIRST.replace("[prefet]", "[prefet, autre]")], "2026-11-23", [REVIEW]),
    # Sous une rédaction qui n’a pas été lue, le même défaut est un doute.
    (['{reference: "A", objet: [composition], date: 2023-12-01, signataires: [autre]}'], "2026-11-23", [REVIEW]),
    (['{reference: "A", objet: [composition], date: 2023-11-30, signataires: [autre]}'], "2026-11-23", [FAIL]),
]  # fmt: skip


def department(copy: Copy, installation: str, orders: list[str], sessions: str = "[]") -> Path:
    folder = copy("48")
    lines = "".join(f"  - {order}\n" for order in orders) or "  []\n"
    text = f'departement: "48"\ninstallation: {installation}\narretes:\n{lines}'
    (folder / "commission.yaml").write_text(text, encoding="utf-8")
    (folder / "sessions.yaml").write_text(f"{sessions}\n", encoding="utf-8")
    return folder.parent.parent


def outcomes(root: Path, rule: str, day: str = "2026-11-23") -> list[Outcome]:
    return [f.outcome for f in judge(root, Day.fromisoformat(day), rule).findings if f.rule == rule]


@pytest.mark.parametrize(("orders", "day", "told"), ORDERS)
def test_the_signatures_of_the_list(copy: Copy, orders: list[str], day: str, told: list[Outcome]) -> None:
    root = department(copy, "{etat: installee, date: 2018-01-01}", orders)
    assert outcomes(root, "liste-mal-signee", day) == told


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ('{reference: "C", objet: [modification], date: 2026-06-01}', [REVIEW]),
        ('{reference: "C", objet: [modification], date: 2026-11-23}', [REVIEW]),
        ('{reference: "C", objet: [modification], date: 2026-11-24}', [FAIL]),
        ('{reference: "C", objet: [modification]}', [FAIL]),
        ('{reference: "C", objet: [composition, modification], date: 2026-06-01}', []),
    ],
)
def test_an_order_that_modifies_another_does_not_show_the_list(copy: Copy, order: str, told: list[Outcome]) -> None:
    assert outcomes(department(copy, "{etat: installee}", [order]), "liste-non-arretee") == told


def test_the_order_offered_for_a_list_is_of_the_day_of_the_one_that_modifies_it(copy: Copy) -> None:
    order = '{reference: "C", objet: [modification], date: 2026-06-01}'
    root = department(copy, "{etat: installee}", [order])
    (finding,) = [
        f for f in judge(root, Day(2026, 11, 23), "liste-non-arretee").findings if f.rule == "liste-non-arretee"
    ]
    assert "objet: [composition], date: 2026-06-01" in finding.remedy


@pytest.mark.parametrize(
    ("installation", "orders", "sessions", "told"),
    [
        ("{etat: en_cours}", [], "[]", [OPEN]),
        ("{etat: en_cours}", [], "[{date: 2026-11-24, formation: politique, etat: tenue}]", [OPEN]),
        ("{etat: en_cours}", [], "[{date: 2026-11-23, formation: politique, etat: prevue}]", [OPEN]),
        ("{etat: en_cours}", [], "[{date: 2026-11-23, formation: politique, etat: tenue}]", [REVIEW]),
        ("{etat: en_cours}", [FIRST], "[]", [REVIEW]),
        ("{etat: non_installee}", [FIRST], "[]", [FAIL]),
        ("{etat: installee, date: 2026-11-24}", [], "[]", [FAIL]),
        ("{etat: installee, date: 2026-11-23}", [], "[]", []),
    ],
)
def test_an_installation_under_way_is_contradicted_by_what_is_done(
    copy: Copy, installation: str, orders: list[str], sessions: str, told: list[Outcome]
) -> None:
    assert outcomes(department(copy, installation, orders, sessions), "commission-non-installee") == told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("À désigner", [REVIEW]), ("a designer par la cour", [REVIEW]), ("VACANT", [REVIEW]),
        ("Siège vacant depuis mars", [REVIEW]), ("En attente", [REVIEW]), ("x", [REVIEW]),
        ("Médecin généraliste", []), ("Personne qualifiée", []), ("Vacante-Ville, médecin", []),
    ],
)  # fmt: skip
def test_a_title_that_names_nobody_does_not_fill_a_seat(copy: Copy, title: str, told: list[Outcome]) -> None:
    folder = copy("88")
    (folder / "membres.yaml").write_text(f'medecin: [{{id: m, titre: "{title}"}}]\n', encoding="utf-8")
    findings = judge(folder.parent.parent, Day(2026, 11, 23), "siege-sans-titulaire").findings
    assert [f.outcome for f in findings if f.rule == "siege-sans-titulaire" and f.paragraph == "8°"] == told


@pytest.mark.parametrize(
    ("where", "told"),
    [("", [REVIEW]), (', publication: "RAA 88-2026-4"', [PASS]), (", lien: https://exemple.invalid/raa", [PASS])],
)
def test_one_signature_more_is_only_shown_once_the_order_can_be_read(
    copy: Copy, where: str, told: list[Outcome]
) -> None:
    order = f'{{reference: "B", objet: [composition], date: 2026-03-02, signataires: [prefet, autre]{where}}}'
    assert outcomes(department(copy, "{etat: installee}", [order]), "liste-mal-signee") == told
