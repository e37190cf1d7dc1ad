"""Who replaces a member, and who stands in for one."""

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import found, seat, told


@pytest.mark.parametrize(
    ("replacement", "outcome"),
    [
        ("remplace: a, mandat: {debut: 2025-07-01, fin: 2027-05-13}", None),
        ("remplace: a, mandat: {debut: 2025-07-01, fin: 2027-05-14}", Outcome.FAIL),
        ("remplace: a, mandat: {debut: 2025-07-01, fin: 2028-07-01}", None),  # « mandat-trop-long » le dit
        ("remplace: z, mandat: {debut: 2025-07-01, fin: 2027-05-13}", Outcome.FAIL),
        ("remplace: z, mandat: {debut: 2025-07-01, fin: 2027-05-13}, a_verifier: non lu", Outcome.REVIEW),
        ("remplace: a, mandat: {debut: 2025-07-01}", Outcome.OPEN),
        ("remplace: a", Outcome.OPEN),
    ],
)
def test_a_replacement_serves_what_was_left(copy: Copy, replacement: str, outcome: Outcome | None) -> None:
    folder = copy("88")
    gone = "id: a, titre: Médecin, mandat: {debut: 2024-05-14, fin: 2025-06-30}"
    seat(folder, "medecin", gone, f"id: b, titre: Médecin, {replacement}")
    findings = found(folder, "remplacement-trop-long")
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])
    assert all(finding.paragraph == "article R. 133-4" for finding in findings)
    if outcome is Outcome.FAIL:
        assert findings[0].severity is Severity.ERROR


def test_a_replacement_of_a_replacement_ends_with_the_first_term(copy: Copy) -> None:
    folder = copy("88")
    seat(
        folder,
        "medecin",
        "id: a, titre: Médecin, mandat: {debut: 2024-05-14, fin: 2025-06-30}",
        "id: b, titre: Médecin, remplace: a, mandat: {debut: 2025-07-01, fin: 2026-06-30}",
        "id: c, titre: Médecin, remplace: b, mandat: {debut: 2026-07-01, fin: 2028-06-30}",
    )
    (finding,) = found(folder, "remplacement-trop-long")
    assert finding.remedy == spaced(
        "Écrivez « fin: 2027-05-13 » au plus tard, ou effacez « remplace » si l’arrêté ouvre un nouveau mandat."
    )


def test_a_new_term_is_not_a_replacement(copy: Copy) -> None:
    folder = copy("88")
    seat(
        folder,
        "medecin",
        "id: a, titre: Médecin, mandat: {debut: 2021-05-14, fin: 2024-05-13}",
        "id: b, titre: Médecin, remplace: a, mandat: {debut: 2024-05-14, fin: 2027-05-13}",
    )
    assert told(folder, "remplacement-trop-long") == [(Outcome.REVIEW, Severity.NOTE)]


@pytest.mark.parametrize(
    ("name", "holder", "outcome"),
    [
        ("etrangers", "organisme: Préfecture, suppleant: {titre: Adjointe, organisme: Préfecture des Vosges}", None),
        ("etrangers", "organisme: Préfecture, suppleant: {titre: Adjointe, organisme: DDETSPP}", Outcome.REVIEW),
        ("etrangers", "organisme: Préfecture, suppleant: {titre: Adjointe}", Outcome.OPEN),
        ("etrangers", "suppleant: {titre: Adjointe, organisme: Préfecture}", Outcome.OPEN),
        (
            "collectivites",
            "collectivite: {type: commune, nom: Épinal}, suppleant: {titre: Adjointe, organisme: Golbey}",
            Outcome.REVIEW,
        ),
        (
            "collectivites",
            "collectivite: {type: commune, nom: Épinal}, suppleant: {titre: Adjointe, organisme: Ville d’Épinal}",
            None,
        ),
        (
            "associations",
            "association: association-sapin-2024, suppleant: {titre: A, organisme: Association exemple Les Sapins}",
            None,
        ),
        ("magistrat", "suppleant: {titre: Juge, organisme: Tribunal}", Outcome.REVIEW),
    ],
)
def test_a_substitute_comes_from_the_same_place(copy: Copy, name: str, holder: str, outcome: Outcome | None) -> None:
    folder = copy("88")
    seat(folder, name, f"id: a, titre: Titulaire, {holder}")
    findings = found(folder, "suppleant-mal-choisi")
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])
    assert all(finding.paragraph == "article R. 133-3" for finding in findings)


def test_two_members_that_replace_each_other_are_read_to_an_end(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "medecin",
         "id: a, titre: Médecin, remplace: b, mandat: {debut: 2024-05-14, fin: 2025-06-30}",
         "id: b, titre: Médecin, remplace: a, mandat: {debut: 2025-07-01, fin: 2028-06-30}")  # fmt: skip
    assert found(folder, "remplacement-trop-long") == []
