"""Who is enough to decide: every reading that the text leaves possible."""

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from kit.rules import quorum
from tests.conftest import Copy
from tests.rules.cases import CALLED, FAIL, NOTE, REVIEW, edit, found, sessions, told

# Politique du 9 avril 2026 : 21 titulaires de quinze sièges à l'Isère, et une présidence.
SEATED = ("magistrat-3", "ddets-1", "ddets-2", "police-2", "pj-3", "gendarmerie-3", "etrangers-2", "education-2",
          "medecin-4", "departement-3", "metropole-3")  # fmt: skip
ONE_A_SEAT = ("magistrat-3", "ddets-1", "police-2", "pj-3", "gendarmerie-3", "etrangers-2", "education-2", "medecin-4")


@pytest.mark.parametrize(
    ("present", "more", "outcome"),
    [
        (("magistrat-3",), CALLED, FAIL),
        (("magistrat-3",), "convocation: {date: 2026-03-26, seconde: true}", None),
        (("magistrat-3",), "pv: {date: 2026-04-10}", REVIEW),
        (("magistrat-3",), f"{CALLED}, a_verifier: à relire", REVIEW),
        (ONE_A_SEAT, CALLED, REVIEW),
        ((*SEATED, "assoc-rive-gauche-4", "pjj-1"), CALLED, None),
        # Les inconnus sont dits par « present-inconnu » : le quorum, à vérifier, n’est pas un constat de plus.
        ((*SEATED, "inconnu-1", "inconnu-2"), CALLED, None),
    ],
)
def test_quorum_is_refused_only_when_no_reading_gives_half(
    copy: Copy, present: tuple[str, ...], more: str, outcome: Outcome | None
) -> None:
    folder = copy("38")
    there = ", ".join(present)
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, presents: [{there}], {more}")
    findings = found(folder, "quorum-non-atteint")
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])


# À l’Isère, dix sièges examinent un dossier individuel, et cinq autres composent aussi la commission.
@pytest.mark.parametrize(
    ("present", "outcome"),
    [(("police-2",), FAIL), (SEATED[:9], REVIEW), ((*SEATED, "assoc-rive-gauche-4"), None)],
)
def test_an_individual_session_is_judged_by_both_bases(
    copy: Copy, present: tuple[str, ...], outcome: Outcome | None
) -> None:
    folder = copy("38")
    line = "formation: individuelle, etat: tenue, convocation: {date: 2025-12-01}"
    sessions(folder, f"date: 2026-01-02, {line}, presents: [{', '.join(present)}]")
    assert [f.outcome for f in found(folder, "quorum-non-atteint")] == ([outcome] if outcome else [])


def test_the_two_bases_of_an_individual_session_are_told(copy: Copy) -> None:
    folder = copy("38")
    line = "date: 2026-06-11, formation: individuelle, etat: tenue, convocation: {date: 2026-06-01}"
    sessions(folder, f"{line}, presents: [{', '.join(SEATED[:9])}]")
    (finding,) = found(folder, "quorum-non-atteint")
    assert finding.message == spaced(
        "À la séance du 11 juin 2026, 9 membres sur 24 étaient présents ou représentés : le quorum est à vérifier, car "
        "le texte ne dit pas s’il se compte sur les seuls sièges qui examinent ces dossiers ou sur tous les sièges de "
        "la commission."
    )


def test_a_base_that_was_read_decides_alone(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy("38")
    line = "date: 2026-06-11, formation: individuelle, etat: tenue, convocation: {date: 2026-06-01}"
    sessions(folder, f"{line}, presents: [{', '.join(SEATED[:9])}]")
    law = [{"base": "siegent", "certitude": "verifiee", "dit": ""}, {"base": "tous", "certitude": "deduite", "dit": ""}]
    monkeypatch.setattr(quorum, "data", {"crpa-r133": {"bases_du_quorum": law}}.__getitem__)
    assert told(folder, "quorum-non-atteint") == []


def test_a_proxy_counts_for_the_quorum(copy: Copy) -> None:
    folder = copy("23")
    line = "date: 2026-04-16, formation: politique, etat: tenue, convocation: {date: 2026-04-02}"
    ids = ["magistrat-3", "police-2", "pj-2", "education-1", "medecin-3", "departement-3", "grand-gueret-3", "ase-1"]
    sessions(folder, f"{line}, presents: [{', '.join(ids)}]")
    before = told(folder, "quorum-non-atteint")
    given = ", ".join(f"{{de: {a}, a: {b}}}" for a, b in (("odpe-1", "ase-1"), ("pjj-1", "medecin-3")))
    sessions(folder, f"{line}, presents: [{', '.join(ids)}], pouvoirs: [{given}]")
    assert (before, told(folder, "quorum-non-atteint")) == ([(REVIEW, NOTE)], [])


def test_a_partial_list_proves_neither_quorum_nor_stranger(copy: Copy) -> None:
    folder = copy("38")
    edit(folder, "commission", ("liste_membres: complete", "liste_membres: partielle"))
    line = f"date: 2026-04-09, formation: politique, etat: tenue, {CALLED}, presents: [inconnu-1]"
    sessions(folder, f"{line}, pouvoirs: [{{de: inconnu-2, a: inconnu-1}}]")
    (finding,) = found(folder, "quorum-non-atteint")
    assert (finding.outcome, finding.message) == (
        REVIEW,
        "Le quorum ne peut pas être compté pour la séance du 9 avril 2026, car le fichier dit que la liste des membres "
        "est partielle.",
    )
    assert told(folder, "present-inconnu") == [(REVIEW, NOTE)]
    assert told(folder, "pouvoir-irregulier") == [(REVIEW, NOTE)]


@pytest.mark.parametrize(
    ("told_so", "outcome"),
    [("dossiers: [{reference: '1'}]", FAIL), ("formation: politique", FAIL), ("lieu: X", REVIEW)],
)
def test_a_session_whose_kind_nothing_tells_is_only_doubted(copy: Copy, told_so: str, outcome: Outcome) -> None:
    folder = copy("38")
    sessions(folder, f"date: 2026-04-09, etat: tenue, presents: [magistrat-3], {CALLED}, {told_so}")
    (finding,) = found(folder, "quorum-non-atteint")
    assert finding.outcome is outcome
