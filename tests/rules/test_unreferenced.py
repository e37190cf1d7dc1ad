"""An order whose reference is not written: it may be any of those that are cited, and it refuses nothing."""

import re

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from tests.conftest import TODAY, Copy
from tests.rules.cases import edit, found


def test_what_terms_cite_may_be_the_order_without_a_reference(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ('{reference: "DDETSPP-2026-009", ', "{"))
    told = found(folder, "mandat-sans-arrete")
    assert told
    assert Outcome.FAIL not in {finding.outcome for finding in told}


def test_who_cites_nothing_does_not_cite_an_order_without_a_reference(copy: Copy) -> None:
    folder = copy("88")
    edit(
        folder,
        "commission",
        ("arretes:\n", "arretes:\n  - {objet: [composition], date: 2021-05-17, signataires: [prefet]}\n"),
    )
    assert found(folder, "arrete-sur-siege-de-droit") == []


@pytest.mark.parametrize("day", ["2020-05-17", "2026-12-20"])
def test_the_reference_of_an_order_that_fixes_no_list_of_the_day_is_not_asked_for(copy: Copy, day: str) -> None:
    folder = copy("88")
    edit(
        folder,
        "commission",
        ("arretes:\n", f"arretes:\n  - {{objet: [composition], date: {day}, signataires: [prefet]}}\n"),
    )
    assert found(folder, "liste-non-arretee") == []


def test_a_session_that_examines_files_is_individual_whatever_it_says(copy: Copy) -> None:
    folder = copy("88")
    before = found(folder, "seances-trop-espacees")
    edit(
        folder,
        "sessions",
        ('2026-03-05\n  heure: "14:30"\n  formation: individuelle\n', '2026-03-05\n  heure: "14:30"\n'),
    )
    assert found(folder, "seances-trop-espacees") == before


def test_a_reception_to_come_proves_nothing(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "sessions.yaml"
    path.write_text(
        "- {date: 2026-12-03, formation: politique, etat: prevue,\n"
        "   convocation: {date: 2026-11-10, recue: 2026-12-01}}\n",
        encoding="utf-8",
    )
    assert Outcome.FAIL not in {finding.outcome for finding in found(folder, "convocation-tardive", TODAY)}


def test_orders_without_references_are_told_once_and_each_takes_its_own(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "commission.yaml"
    path.write_text(re.sub(r'reference: "DDETSPP-[^"]*", ', "", path.read_text("utf-8")), encoding="utf-8")
    (finding,) = found(folder, "liste-non-arretee")
    assert finding.outcome is Outcome.OPEN
    assert len(set(re.findall(r"reference: [\w-]+", finding.remedy))) >= 2


def test_another_order_is_not_cited_in_place_of_the_one_without_a_reference(copy: Copy) -> None:
    folder = copy("88")
    text = (folder / "membres.yaml").read_text("utf-8")
    (folder / "membres.yaml").write_text(text.replace(', arrete: "DDETSPP-2026-009"', ""), encoding="utf-8")
    edit(folder, "commission", ('{reference: "DDETSPP-2026-009", ', "{"))
    (finding,) = found(folder, "mandat-sans-arrete")
    assert "DDETSPP-2024-047" not in finding.remedy


def test_an_order_without_a_reference_is_never_quoted_as_if_it_had_one(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ('{reference: "DDETSPP-2026-009", ', "{"))
    edit(folder, "commission", ("2026-02-09, signataires: [prefet]", "2026-02-09, signataires: [prefet_de_police]"))
    (finding,) = found(folder, "liste-mal-signee")
    assert finding.message == spaced(
        "L’arrêté sans référence du 9 février 2026 est signé par le préfet de police, mais pas par le préfet."
    )
