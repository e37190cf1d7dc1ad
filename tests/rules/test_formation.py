"""The training of the new members: who must have had it, and from whom."""

import datetime
from pathlib import Path

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from tests.conftest import TODAY, Copy, judge, without_seat
from tests.rules.cases import found

Day = datetime.date
DAY = "mandat: {debut: 2024-09-01}"


def only(folder: Path, holder: str, *more: str) -> None:
    """Leave one written member, who sits for the foreigners' service, and lines besides."""
    lines = "\n".join(more)
    (folder / "membres.yaml").write_text(
        f"etrangers:\n  - {{id: e-1, titre: Cheffe, {holder}}}\n{lines}\n", encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("holder", "outcome"),
    [
        ("mandat: {debut: 2022-04-12}", None),
        ("mandat: {debut: 2022-04-13}", Outcome.FAIL),
        ("mandat: {debut: 2022-04-13}, a_verifier: date non lue", Outcome.REVIEW),
        ("mandat: {debut: 2022-04-13}, formation: {date: 2026-11-23}", None),
        ("mandat: {debut: 2022-04-13}, formation: {date: 2022-01-10}", None),
        ("mandat: {debut: 2022-04-13}, formation: {date: 2026-11-24}", Outcome.FAIL),
        ("mandat: {debut: 2022-04-13}, formation: {niveau: national}", Outcome.OPEN),
        ("organisme: Préfecture", Outcome.OPEN),
        ("formation: {date: 2026-04-02}", None),
    ],
)
def test_who_arrived_since_the_instruction_is_trained(copy: Copy, holder: str, outcome: Outcome | None) -> None:
    folder = copy("88")
    only(folder, holder)
    findings = found(folder, "membre-sans-formation")
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])
    if outcome is Outcome.FAIL:
        assert findings[0].severity is Severity.WARNING
        ahead = "2026-11-24" in holder
        said = (
            "La formation qui est écrite pour un membre arrivé depuis le 13 avril 2022 porte une date à venir, après "
            "le 23 novembre 2026"
            if ahead
            else "Aucune formation n’est écrite au 23 novembre 2026 pour un membre arrivé depuis le 13 avril 2022"
        )
        assert findings[0].message == spaced(f"{said} : « Cheffe » (6°).")
        assert findings[0].pointer == "/etrangers/0/formation" + ("/date" if ahead else "")


def test_one_finding_names_all_the_members_of_a_department(copy: Copy) -> None:
    folder = copy("93")
    (finding,) = found(folder, "membre-sans-formation")
    assert finding.message.endswith(
        spaced(
            "« Responsable du pôle insertion de l’unité départementale » (2°) et « Adjoint chargé de la tranquillité "
            "publique » (9°)."
        )
    )


def test_nothing_is_asked_before_the_instruction(copy: Copy) -> None:
    folder = copy("88")
    only(folder, "mandat: {debut: 2022-04-12}")
    assert found(folder, "membre-sans-formation", Day(2022, 4, 12)) == []
    assert found(folder, "membre-sans-formation", Day(2022, 4, 13)) == []


def test_a_renewed_member_is_not_new_and_keeps_its_training(copy: Copy) -> None:
    folder = copy("88")
    for earlier in ("2020-01-01, fin: 2024-08-31}", "2023-01-01, fin: 2024-08-31}, formation: {date: 2023-02-01}"):
        only(folder, DAY, f"  - {{id: e-1, titre: Cheffe, mandat: {{debut: {earlier}}}")
        assert found(folder, "membre-sans-formation") == []


def test_a_term_without_a_first_day_hides_when_a_member_came(copy: Copy) -> None:
    folder = copy("88")
    only(folder, DAY, "  - {id: e-1, titre: Cheffe, mandat: {fin: 2024-08-31}}")
    [finding] = found(folder, "membre-sans-formation")
    assert finding.outcome is Outcome.OPEN


def test_all_the_members_of_a_new_commission_are_new(copy: Copy) -> None:
    folder = copy("88")
    only(folder, "organisme: Préfecture")
    path = folder / "commission.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("date: 2021-05-17", "date: 2023-05-17"), encoding="utf-8")
    assert [finding.outcome for finding in found(folder, "membre-sans-formation")] == [Outcome.FAIL]


@pytest.mark.parametrize(
    ("training", "outcome"),
    [
        ("date: 2024-09-26, association: association-sapin-2024, niveau: departemental", None),
        ("date: 2024-05-14, association: association-sapin-2024", None),  # le niveau est sur l’agrément
        ("date: 2024-05-13, association: association-sapin-2024", Outcome.FAIL),
        ("date: 2024-09-26, association: inconnue, niveau: departemental", Outcome.FAIL),
        ("date: 2024-09-26, association: inconnue, niveau: national", Outcome.REVIEW),
        ("date: 2024-09-26, association: inconnue, niveau: regional", Outcome.REVIEW),
        ("date: 2024-09-26, niveau: national", Outcome.REVIEW),
        ("date: 2024-09-26", Outcome.OPEN),
        ("date: 2024-09-26, niveau: departemental", Outcome.OPEN),
        ("date: 2026-11-23", Outcome.OPEN),
        ("date: 2026-11-24", None),
        ("date: 2027-09-26", None),  # pas encore suivie : « membre-sans-formation » le dit
    ],
)
def test_the_training_is_given_by_an_approved_association(copy: Copy, training: str, outcome: Outcome | None) -> None:
    folder = copy("88")
    only(folder, f"{DAY}, formation: {{{training}}}")
    findings = found(folder, "formation-mal-assuree")
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])
    if outcome is Outcome.FAIL:
        assert findings[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            ", niveau: departemental",
            "",
            "Le fichier ne dit pas à quel niveau est agréée l’association qui a formé « Cheffe » (6°).",
        ),
        (
            "debut: 2024-05-14, ",
            "",
            "Les dates de l’agrément de « Association exemple Les Sapins », qui a formé « Cheffe » (6°), ne sont pas "
            "écrites.",
        ),
    ],
)
def test_an_approval_without_level_or_date_leaves_it_open(copy: Copy, old: str, new: str, message: str) -> None:
    folder = copy("88")
    only(folder, f"{DAY}, formation: {{date: 2024-09-26, association: association-sapin-2024}}")
    path = folder / "commission.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (finding,) = found(folder, "formation-mal-assuree")
    assert finding.outcome is Outcome.OPEN
    assert finding.message == spaced(message)


def test_members_trained_on_the_same_day_are_told_together(copy: Copy) -> None:
    (finding,) = found(copy("23"), "formation-mal-assuree")
    assert finding.outcome is Outcome.REVIEW
    assert finding.message.count("°)") > 10


def test_without_members_nothing_is_proved(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    path.write_text(without_seat("etrangers:\n  - {id: a, titre: b}\n", "etrangers") + "{}\n", encoding="utf-8")
    report = judge(folder.parent.parent, TODAY, "membre-sans-formation")
    assert [f for f in report.findings if f.rule == "membre-sans-formation"] == []


def test_members_of_one_title_at_one_seat_are_counted(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    holders = "".join(f"  - {{id: p-{rank}, titre: À désigner, mandat: {{debut: 2026-11-23}}}}\n" for rank in (1, 2))
    kept = without_seat(path.read_text(encoding="utf-8"), "protection_enfance")
    path.write_text(f"{kept}\nprotection_enfance:\n{holders}", encoding="utf-8")
    [told] = found(folder, "membre-sans-formation")
    assert spaced("« À désigner » (15°, 2 titulaires)") in told.message
    assert spaced("pour des membres arrivés") in told.message
