"""The terms of the members on the list, and the faulty departments of all terms."""

import pytest

from kit.findings.finding import Outcome, Severity
from tests.conftest import DATA, Copy, golden, judge, rows
from tests.rules.cases import ORDER, Day, found, seat, told

INVALID = DATA / "invalid" / "mandats"
RULES = (
    "arrete-posterieur-au-mandat",
    "arrete-sur-siege-de-droit",
    "mandat-bientot-fini",
    "mandat-expire",
    "mandat-sans-arrete",
    "mandats-qui-se-chevauchent",
    "personne-dans-deux-sieges",
    "remplacement-trop-long",
    "siege-a-deux-titulaires",
    "suppleant-mal-choisi",
)
TERM = f"debut: 2024-05-14, fin: 2027-05-13, arrete: {ORDER}"


def test_the_faulty_departments_give_the_findings_of_their_golden_file() -> None:
    findings = [finding for finding in judge(INVALID).findings if finding.rule in RULES]
    lines = [f"{row} | {finding.message}" for row, finding in zip(rows(tuple(findings)), findings, strict=True)]
    golden(INVALID / "attendu.txt", "\n".join(lines) + "\n")
    assert {finding.rule for finding in findings} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("code", ["38", "88"])
def test_a_careful_department_breaks_none(copy: Copy, code: str, rule: str) -> None:
    assert found(copy(code), rule) == []


@pytest.mark.parametrize(
    ("day", "warned"),
    [
        (Day(2027, 2, 11), False),
        (Day(2027, 2, 12), True),
        (Day(2027, 5, 13), True),
        (Day(2027, 5, 14), False),
    ],
)
def test_a_term_is_announced_from_ninety_days_before_its_last_day(copy: Copy, day: Day, warned: bool) -> None:
    folder = copy("88")
    findings = found(folder, "mandat-bientot-fini", day)
    assert [finding.severity for finding in findings] == ([Severity.WARNING] if warned else [])
    if warned:
        assert findings[0].message.startswith("Il reste jusqu’au 13 mai 2027 pour renouveler ou remplacer")


@pytest.mark.parametrize(
    ("terms", "warned"),
    [
        (("id: m-1, titre: Médecin, mandat: {debut: 2024-01-01, fin: 2026-12-31}",), True),
        (("id: m-1, titre: Médecin, mandat: {debut: 2024-01-01}",), True),
        (("id: m-1, titre: Médecin, mandat: {debut: 2023-01-01}",), False),  # trop long, dit ailleurs
        (
            (
                "id: m-1, titre: Médecin, mandat: {debut: 2024-01-01, fin: 2026-12-31}",
                "id: m-2, titre: Médecin, mandat: {debut: 2027-01-01, fin: 2029-12-31}",
            ),
            False,
        ),
    ],
)
def test_a_term_that_has_a_successor_or_no_legal_day_left_is_not_announced(
    copy: Copy, terms: tuple[str, ...], warned: bool
) -> None:
    folder = copy("88")
    seat(folder, "medecin", *terms)
    assert told(folder, "mandat-bientot-fini") == ([(Outcome.FAIL, Severity.WARNING)] if warned else [])


def test_a_doubtful_member_is_asked_about_and_not_accused(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "medecin", "id: m, titre: Médecin, mandat: {debut: 2024-01-01, fin: 2026-12-31}, a_verifier: non lu")
    assert told(folder, "mandat-bientot-fini") == [(Outcome.REVIEW, Severity.NOTE)]


def test_a_term_whose_first_day_nobody_wrote_follows_no_other(copy: Copy) -> None:
    folder = copy("88")
    town = "collectivite: {type: commune, nom: Épinal}"
    seat(
        folder,
        "collectivites",
        f"id: a, titre: Adjointe, {town}, mandat: {{debut: 2022-05-14, fin: 2025-05-13}}",
        "id: b, titre: Maire, collectivite: {type: epci}, mandat: {fin: 2025-12-31}",
        "id: c, titre: Maire, collectivite: {type: epci}, mandat: {debut: 2024-01-01}",
    )
    assert "/collectivites/0/mandat/fin" in [finding.pointer for finding in found(folder, "mandat-expire")]


def test_in_a_plural_seat_only_a_successor_of_the_same_body_counts(copy: Copy) -> None:
    folder = copy("88")
    town = "collectivite: {type: commune, nom: Épinal}"
    first = f"id: v-1, titre: Adjointe, {town}, mandat: {{debut: 2024-01-01, fin: 2026-12-31}}"
    for name, announced in (("Golbey", True), ("Épinal", False)):
        later = f"id: v-2, titre: Adjoint, collectivite: {{type: commune, nom: {name}}}, mandat: {{debut: 2027-01-01}}"
        seat(folder, "collectivites", first, later)
        assert bool(found(folder, "mandat-bientot-fini")) is announced


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("id: b, titre: Maire, collectivite: {type: epci}, mandat: {debut: 2024-05-14, fin: 2027-05-13}", True),
        ("id: b, titre: Maire, collectivite: {type: epci}, mandat: {debut: 2026-06-01, fin: 2029-05-31}", False),
        ("id: b, titre: Maire, collectivite: {type: commune, nom: Épinal}, mandat: {debut: 2026-05-01}", False),
        ("id: b, titre: Maire, remplace: a, mandat: {debut: 2026-05-01}", False),
        ("id: b, titre: Maire, collectivite: {type: commune, nom: Épinal}, mandat: {debut: 2026-11-23}", False),
        ("id: b, titre: Maire", False),
    ],
    ids=["autre", "plus récent", "même commune", "remplace", "commence ce jour", "sans date"],
)
def test_an_expired_term_asks_for_what_follows(copy: Copy, second: str, said: bool) -> None:
    folder = copy("88")
    town = "collectivite: {type: commune, nom: Épinal}"
    first = f"id: a, titre: Adjointe, {town}, mandat: {{debut: 2024-05-14, fin: 2026-05-13}}"
    seat(folder, "collectivites", first, second)
    assert told(folder, "mandat-expire") == ([(Outcome.REVIEW, Severity.NOTE)] if said else [])
    assert found(folder, "mandat-expire", Day(2026, 5, 13)) == []


def test_an_empty_seat_is_left_to_the_rule_of_seats(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "collectivites", "id: a, titre: Adjointe, mandat: {debut: 2023-01-01, fin: 2025-12-31}")
    assert found(folder, "mandat-expire") == []
    assert "/collectivites" in {finding.pointer for finding in found(folder, "siege-sans-titulaire")}


def test_a_term_that_ends_before_it_starts_is_said_once_and_does_not_empty_the_seat(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "medecin", f"id: m, titre: Médecin, mandat: {{debut: 2024-05-14, fin: 2017-05-13, arrete: {ORDER}}}")
    said = [f for f in judge(folder.parent.parent).findings if f.pointer.startswith("/medecin")]
    assert [(f.rule, f.pointer) for f in said] == [("date-impossible", "/medecin/0/mandat/fin")]


@pytest.mark.parametrize(("end", "outcome"), [("2027-05-14", Outcome.REVIEW), ("2027-05-15", Outcome.FAIL)])
def test_a_term_that_ends_on_its_birthday_is_to_be_checked(copy: Copy, end: str, outcome: Outcome) -> None:
    folder = copy("88")
    seat(folder, "medecin", f"id: med-9, titre: Médecin, mandat: {{debut: 2024-05-14, fin: {end}, arrete: {ORDER}}}")
    [finding] = found(folder, "mandat-trop-long")
    assert finding.outcome is outcome
    assert "2027-05-13" in finding.remedy


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-05-14", "2024-05-13"),
        # Le suivant commence avant le terme que donne le texte, puis bien après.
        ("2024-03-01", "2024-02-29"),
        ("2025-01-01", "2024-05-13"),
    ],
)
@pytest.mark.parametrize(("name", "later"), [("medecin", "m-2"), ("collectivites", "m-2"), ("collectivites", "m-1")])
def test_a_term_too_long_that_another_follows_only_ends(
    copy: Copy, name: str, later: str, start: str, end: str
) -> None:
    folder = copy("88")
    body = "titre: Élue, collectivite: {type: departement, nom: Vosges}, mandat:"
    seat(folder, name, f"id: m-1, {body} {{debut: 2021-05-14}}", f"id: {later}, {body} {{debut: {start}}}")
    [told] = found(folder, "mandat-trop-long")
    assert told.remedy.replace("\xa0", " ").startswith(f"Écrivez « fin: {end} » : la suite est déjà écrite")
    assert "debut:" not in told.remedy


@pytest.mark.parametrize(("day", "first"), [(Day(2029, 2, 8), "2026-02-09"), (Day(2029, 2, 9), "2029-02-09")])
def test_a_term_is_proposed_from_the_order_until_its_own_last_day(copy: Copy, day: Day, first: str) -> None:
    folder = copy("88")
    seat(folder, "medecin", "id: m-1, titre: Médecin")
    (finding,) = found(folder, "mandat-trop-long", day)
    assert f"debut: {first}" in finding.remedy
