"""What a report says beside a verdict, and what it puts first: that makes the verdict, before what does not."""

import re
from pathlib import Path

import pytest

from kit.french import spaced
from tests.conftest import Copy, Kit
from tests.rules.cases import edit, seat

DAY = ("--date", "2026-11-23")


def said(kit: Kit, folder: Path, *words: str) -> str:
    return kit("check", "--root", str(folder.parent.parent), *DAY, *words).stdout


def test_a_doubt_that_does_not_count_is_said_beside_the_verdict(copy: Copy, kit: Kit) -> None:
    folder = copy("88")
    assert spaced("Vosges (88) (données d’exemple) : conforme ; 1 constat à vérifier n’y compte pas") in said(
        kit, folder
    )
    edit(folder, "commission", ('- "France Travail"', '- "France Travail"\n  - "À désigner"'))
    assert spaced(": conforme ; 2 constats à vérifier n’y comptent pas") in said(kit, folder)
    seat(folder, "medecin", "id: medecin-2, titre: Médecin, a_verifier: arrêté illisible, mandat: {debut: 2024-05-23}")
    assert re.search(spaced(r"\(données d’exemple\) : à vérifier$"), said(kit, folder), re.M)


def test_what_makes_the_verdict_comes_first(copy: Copy, kit: Kit) -> None:
    folder = copy("88")
    edit(folder, "commission", ("installation: {etat: installee, date: 2021-05-17}", "installation: {etat: installee}"))
    seat(folder, "medecin", "id: medecin-2, titre: Médecin, a_verifier: arrêté illisible, mandat: {debut: 2024-05-23}")
    report = said(kit, folder)
    first = next(line for line in report.splitlines() if line.startswith("  1. "))
    assert "a_verifier" in first


@pytest.mark.parametrize(
    ("least", "counted"),
    [
        ("avertissement", "Aucun verdict n’en dépend"),
        ("erreur", "Les verdicts tiennent compte de 1 d’entre eux"),
    ],
)
def test_what_is_not_shown_says_whether_it_counts(copy: Copy, kit: Kit, least: str, counted: str) -> None:
    folder = copy("88")
    edit(folder, "commission", ("liste_membres: complete", "liste_membres: partielle"))
    edit(folder, "membres", ("\npjj:", "\n# pjj:"))
    assert spaced(f"{counted} ; « --severite note » montre tout.") in said(kit, folder, "--severite", least)
