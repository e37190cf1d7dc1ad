"""What the format says of a session as it was held: who chaired, who was replaced, how the internal rules count."""

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from kit.judging import registry
from tests.conftest import DATA, Copy, golden, judge
from tests.rules.cases import FAIL, REVIEW, edit, found, sessions

FAULTY = DATA / "invalid" / "format"
PRESENT = "date: 2026-04-09, formation: politique, etat: tenue, convocation: {date: 2026-03-26}"
# L’Isère a quinze sièges, que tiennent vingt-quatre membres.
LIST = "liste_membres: complete\nreglement_interieur:\n  - "
SEVEN = "magistrat-3, ddets-1, police-2, pj-3, gendarmerie-3, etrangers-2, education-2"


def test_the_faulty_department_shows_every_finding() -> None:
    legal = {rule.id for rule in registry.legal_rules()}
    findings = [finding for finding in judge(FAULTY).findings if finding.rule != "departement-sans-dossier"]
    assert {finding.rule for finding in findings} <= legal
    lines = [f"{f.file}:{f.line}:{f.column} {f.rule} {f.outcome} | {f.message} | {f.remedy}" for f in findings]
    golden(FAULTY / "attendu.txt", "\n".join(lines) + "\n")


def test_a_member_replaced_by_a_deputy_counts_for_the_quorum(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, f"{PRESENT}, presents: [{SEVEN}]")
    assert [f.outcome for f in found(folder, "quorum-non-atteint")] == [REVIEW]
    replaced = "medecin-4, departement-3, assoc-le-passage-3, conseil-departemental-1, pjj-1"
    sessions(folder, f"{PRESENT}, presents: [{SEVEN}], supplees: [{replaced}]")
    assert found(folder, "quorum-non-atteint") == []
    sessions(folder, f"{PRESENT}, presents: [{SEVEN}], excuses: [{replaced}]")
    assert [f.outcome for f in found(folder, "quorum-non-atteint")] == [REVIEW]


@pytest.mark.parametrize(
    ("rules", "present", "outcomes"),
    [
        ("quorum: {compte: par_siege, presidence: false}", f"{SEVEN}, medecin-4", []),
        ("quorum: {compte: par_siege, presidence: false}", SEVEN, [FAIL]),
        ("quorum: {compte: par_siege, presidence: true}", SEVEN, []),
        ("quorum: {compte: par_membre, presidence: false}", f"{SEVEN}, medecin-4", [FAIL]),
        ("quorum: {compte: par_membre}", f"{SEVEN}, medecin-4", [FAIL]),
        ("quorum: {compte: par_siege}", SEVEN, [REVIEW]),
        ("quorum: {compte: par_siege, presidence: true}, fin: 2026-04-08", SEVEN, [REVIEW]),
        ("quorum: {compte: par_siege, presidence: true}, debut: 2026-04-10", SEVEN, [REVIEW]),
        ("quorum: {compte: par_siege, presidence: true}, a_verifier: 'non signé'", SEVEN, [REVIEW]),
        ("pouvoirs_par_membre: 2", SEVEN, [REVIEW]),
    ],
)
def test_the_internal_rules_say_how_the_quorum_is_counted(
    copy: Copy, rules: str, present: str, outcomes: list[Outcome]
) -> None:
    folder = copy("38")
    edit(folder, "commission", ("liste_membres: complete", f"{LIST}{{reference: 'Règlement intérieur', {rules}}}"))
    sessions(folder, f"{PRESENT}, presents: [{present}]")
    assert [finding.outcome for finding in found(folder, "quorum-non-atteint")] == outcomes


def test_what_is_said_of_a_quorum_that_the_text_counts_in_several_ways(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, f"{PRESENT}, presents: [{SEVEN}]")
    (finding,) = found(folder, "quorum-non-atteint")
    assert finding.remedy == spaced(
        "Écrivez sous « reglement_interieur » de commission.yaml comment le règlement intérieur compte le quorum ; "
        "sinon, complétez « presents », « supplees » ou « pouvoirs »."
    )


@pytest.mark.parametrize(("base", "outcomes"), [("siegent", []), ("tous", [FAIL])])
def test_the_internal_rules_say_which_seats_count_for_individual_files(
    copy: Copy, base: str, outcomes: list[Outcome]
) -> None:
    folder = copy("38")
    rules = f"quorum: {{compte: par_siege, base: {base}, presidence: false}}"
    edit(folder, "commission", ("liste_membres: complete", f"{LIST}{{reference: 'Règlement intérieur', {rules}}}"))
    sessions(folder, f"{PRESENT.replace('politique', 'individuelle')}, presents: [{SEVEN}]")
    assert [finding.outcome for finding in found(folder, "quorum-non-atteint")] == outcomes


@pytest.mark.parametrize(
    ("most", "outcomes"), [("", [FAIL]), ("pouvoirs_par_membre: 2", []), ("a_verifier: 'lu'", [FAIL])]
)
def test_the_internal_rules_may_allow_more_proxies(copy: Copy, most: str, outcomes: list[Outcome]) -> None:
    folder = copy("38")
    if most:
        edit(folder, "commission", ("liste_membres: complete", f"{LIST}{{reference: 'Arrêté', {most}}}"))
    proxies = "pouvoirs: [{de: medecin-4, a: ddets-1}, {de: pjj-1, a: ddets-1}]"
    sessions(folder, f"{PRESENT}, presents: [{SEVEN}], {proxies}")
    assert [finding.outcome for finding in found(folder, "pouvoir-irregulier")] == outcomes


def test_a_session_chaired_by_delegation_is_chaired_by_the_prefect(copy: Copy) -> None:
    folder = copy("38")
    chair = "autorite: prefet, titre: 'Préfète déléguée', representant: true, delegation: 'Arrêté du 2 mars 2026'"
    sessions(folder, f"{PRESENT}, presidence: {{{chair}}}")
    assert found(folder, "seance-mal-presidee") == []


def test_the_deputy_of_a_withdrawn_association_withdraws_too(copy: Copy) -> None:
    folder = copy("38")
    file = "dossiers: [{reference: '1', association: association-rive-gauche-2023, avis: favorable}]"
    line = f"date: 2026-10-08, formation: individuelle, etat: tenue, presents: [], {file}"
    sessions(folder, line)
    assert found(folder, "representant-non-retire") == []
    sessions(folder, f"{line}, supplees: [assoc-rive-gauche-4]")
    (finding,) = found(folder, "representant-non-retire")
    assert (finding.outcome, finding.pointer) == (FAIL, "/0/dossiers/0/retires")


def test_a_deputy_of_a_seat_left_out_of_individual_files_is_said_where_it_is_written(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, f"{PRESENT.replace('politique', 'individuelle')}, presents: [ddets-1], supplees: [pjj-1]")
    assert [f.pointer for f in found(folder, "siege-exclu-present")] == ["/0/supplees/0"]


def test_a_session_in_two_parts_is_not_written_twice(copy: Copy) -> None:
    folder = copy("38")
    line = "formation: politique, etat: tenue"
    sessions(folder, f"date: 2026-04-09, heure: '09:30', {line}", f"date: 2026-04-09, heure: '14:00', {line}",
             "date: 2027-01-28, formation: individuelle, etat: prevue")  # fmt: skip
    assert found(folder, "calendrier-sans-suite") == []
    (finding,) = found(folder, "quorum-non-atteint")
    assert finding.message == "Le fichier ne dit pas qui était présent pour la séance du 9 avril 2026."
