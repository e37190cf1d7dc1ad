"""The order that names each member of the list."""

import re

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import ORDER, Day, edit, found, seat, told


@pytest.mark.parametrize(
    ("mandat", "outcome", "severity"),
    [
        (f"debut: 2024-05-14, arrete: {ORDER}", None, None),
        ("debut: 2024-05-14, arrete: DDETSPP-2024-999", Outcome.FAIL, Severity.ERROR),
        ("debut: 2024-05-14", Outcome.OPEN, Severity.NOTE),
    ],
)
def test_the_order_of_a_term_is_known(
    copy: Copy, mandat: str, outcome: Outcome | None, severity: Severity | None
) -> None:
    folder = copy("88")
    seat(folder, "medecin", f"id: m, titre: Médecin, mandat: {{{mandat}}}")
    assert told(folder, "mandat-sans-arrete") == ([(outcome, severity)] if outcome else [])


def test_a_doubtful_member_or_an_empty_list_of_orders_is_not_an_error(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "medecin", "id: m, titre: Médecin, mandat: {debut: 2024-05-14, arrete: Z}, a_verifier: arrêté non lu")
    assert told(folder, "mandat-sans-arrete") == [(Outcome.REVIEW, Severity.NOTE)]
    path = folder / "commission.yaml"
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if "objet:" not in line]
    path.write_text("\n".join(lines).replace("arretes:", "arretes: []"), encoding="utf-8")
    assert found(folder, "mandat-sans-arrete") == []
    assert told(folder, "liste-non-arretee") == [(Outcome.FAIL, Severity.ERROR)]


def test_the_order_that_names_fixes_or_modifies_the_list(copy: Copy) -> None:
    folder = copy("88")
    edit(
        folder,
        "commission",
        ("arretes:", "arretes:\n  - {reference: F, objet: [agrement], date: 2024-05-06, signataires: [prefet]}"),
    )
    seat(folder, "medecin", "id: m, titre: Médecin, mandat: {debut: 2024-05-14, fin: 2027-05-13, arrete: F}")
    (finding,) = found(folder, "mandat-sans-arrete")
    assert (finding.outcome, finding.pointer) == (Outcome.REVIEW, "/medecin/0/mandat/arrete")
    edit(
        folder,
        "commission",
        ("objet: [agrement], date: 2024-05-06", "objet: [agrement, modification], date: 2024-05-06"),
    )
    assert found(folder, "mandat-sans-arrete") == []


@pytest.mark.parametrize("cited", [True, False])
def test_an_older_order_that_a_running_term_cites_is_signed_too(copy: Copy, *, cited: bool) -> None:
    folder = copy("88")
    old = "arretes:\n  - {reference: V, objet: [composition], date: 2024-05-02, signataires: [autre]}"
    edit(folder, "commission", ("arretes:", old))
    order = "V" if cited else ORDER
    seat(folder, "medecin", f"id: m, titre: Médecin, mandat: {{debut: 2024-05-14, fin: 2027-05-13, arrete: {order}}}")
    assert told(folder, "liste-mal-signee") == ([(Outcome.REVIEW, Severity.NOTE)] if cited else [])


@pytest.mark.parametrize(("start", "late"), [("2024-05-05", True), ("2024-05-06", False)])
def test_an_order_is_signed_on_the_first_day_at_the_latest(copy: Copy, start: str, late: bool) -> None:
    folder = copy("88")
    seat(folder, "medecin", f"id: m, titre: Médecin, mandat: {{debut: {start}, arrete: {ORDER}}}")
    findings = found(folder, "arrete-posterieur-au-mandat")
    assert [(f.outcome, f.severity) for f in findings] == ([(Outcome.FAIL, Severity.ERROR)] if late else [])
    if late:
        assert findings[0].remedy.startswith(spaced("Écrivez « debut: 2024-05-06 » au plus tôt"))
        # Le siège et sa place sur la liste sont les mêmes avant et après la rédaction qui n’a pas été lue.
        assert found(folder, "arrete-posterieur-au-mandat", Day(2024, 6, 1))[0].outcome is Outcome.FAIL


def test_an_order_without_a_day_proves_nothing(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("date: 2024-05-06, ", ""))
    assert told(folder, "arrete-posterieur-au-mandat") == [(Outcome.OPEN, Severity.NOTE)]


def test_a_seat_held_by_office_needs_no_order(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "pjj", "id: p, titre: Directrice, mandat: {debut: 2026-02-16, arrete: DDETSPP-2026-009}")
    (finding,) = found(folder, "arrete-sur-siege-de-droit")
    assert (finding.outcome, finding.severity) == (Outcome.REVIEW, Severity.NOTE)
    assert finding.message == spaced(
        "Des membres qui siègent de droit citent un arrêté de composition, alors que le texte ne les fait pas nommer : "
        "« Directrice » (14°)."
    )
    assert found(folder, "arrete-sur-siege-de-droit", Day(2024, 6, 1)) == []


@pytest.mark.parametrize(("day", "purpose", "told_then"), [
    ("", "composition", True), ("", "agrement", False), ("date: 2027-01-04, ", "composition", False),
])  # fmt: skip
def test_only_the_order_of_the_day_or_one_without_a_day_announces_its_members(
    copy: Copy, day: str, purpose: str, *, told_then: bool
) -> None:
    folder = copy("88")
    text = (folder / "commission.yaml").read_text(encoding="utf-8")
    orders = re.search(r"^arretes:\n(?:  .*\n)+", text, re.MULTILINE)
    assert orders
    edit(folder, "commission", (orders[0], (
        f"arretes:\n  - {{reference: A-1, objet: [{purpose}], {day}signataires: [prefet], nombre_membres: 2}}\n"
    )))  # fmt: skip
    assert bool(told(folder, "nombre-de-membres-different")) == told_then


@pytest.mark.parametrize(
    ("signed", "example"),
    [
        ("2027-05-06", "2024-05-06"),
        ("2027-05-14", "2024-05-14"),
        ("2027-05-20", "2023-05-20"),
        ("2028-02-29", "2024-02-29"),
    ],
)
def test_an_order_to_come_that_a_running_term_cites_is_what_is_doubted(copy: Copy, signed: str, example: str) -> None:
    folder = copy("88")
    edit(folder, "commission", ("date: 2024-05-06", f"date: {signed}"))
    [said] = found(folder, "arrete-posterieur-au-mandat")
    assert (said.outcome, said.pointer) == (Outcome.REVIEW, "/arretes/1/date")
    assert "porte une date à venir" in said.message.replace("\xa0", " ")
    assert f"date: {example}" in said.remedy
    edit(folder, "commission", (f"date: {signed}", f"date: {example}"))
    assert found(folder, "arrete-posterieur-au-mandat") == []
