"""The contacts of services that seem to be those of a person: doubted, and not shown to the public."""

import pytest

from kit.findings.finding import Finding
from kit.french import spaced
from kit.handbook.edition import edition
from kit.handbook.page import Profile
from kit.judging import pipeline
from tests.conftest import TODAY, Copy
from tests.rules.cases import REVIEW, edit, found

RULE = "contact-personnel"
DEPOT = 'courriel: "psp-88@exemple.invalid"'
DEROGATION = (
    "derogations: [{regle: contact-personnel, motif: Astreinte, autorite: Préfète, jusqu_au: 2027-03-01}]\n\ninvites:\n"
)


def said(copy: Copy, line: str) -> list[Finding]:
    folder = copy("88")
    edit(folder, "procedures", (DEPOT, line))
    return found(folder, RULE)


@pytest.mark.parametrize(
    "number", ["06 39 98 00 00", "07.39.98.00.00", "0639980000", "+33 6 39 98 00 00", "+262 692 98 00 00"]
)
def test_a_mobile_number_is_doubted(copy: Copy, number: str) -> None:
    (finding,) = said(copy, f'telephone: "{number}"')
    assert (finding.outcome, finding.line, finding.column) == (REVIEW, 7, 16)
    assert finding.message == spaced(
        "Le numéro écrit sous « depot » est celui d’un mobile, donc peut-être celui d’une personne, alors que tout le "
        "monde peut le lire."
    )


@pytest.mark.parametrize("box", ["gmail.com", "orange.fr", "free.fr", "laposte.net", "Wanadoo.fr", "hotmail.com"])
def test_a_box_of_ones_own_is_doubted(copy: Copy, box: str) -> None:
    (finding,) = said(copy, f'courriel: "depot.parcours88@{box}"')
    assert (finding.outcome, finding.line, finding.column) == (REVIEW, 7, 15)
    assert finding.message == spaced(
        "L’adresse écrite sous « depot » est d’une boîte que chacun peut ouvrir pour soi, donc peut-être celle d’une "
        "personne, alors que tout le monde peut la lire."
    )


@pytest.mark.parametrize(
    "line",
    [
        'telephone: "03 29 00 00 00"',
        'telephone: "36 39"',
        'telephone: "+33 3 29 00 00 00"',
        'courriel: "ddets-direction@vosges.gouv.fr"',
        'courriel: "commission@orange.com"',
        'courriel: "contact@free.association.fr"',
    ],
)
def test_the_contact_of_a_service_is_not_doubted(copy: Copy, line: str) -> None:
    assert said(copy, line) == []


def test_the_box_that_bears_a_name_is_told_once(copy: Copy) -> None:
    assert said(copy, 'courriel: "camille.exemple@gmail.com"') == []


def test_a_service_that_has_but_a_mobile_number_says_so(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("invites:\n", DEROGATION))
    edit(folder, "procedures", (DEPOT, 'telephone: "06 39 98 00 00"'))
    (finding,) = found(folder, RULE)
    assert finding.derogation == "Astreinte"


@pytest.mark.parametrize("line", ['telephone: "06 39 98 00 00"', 'courriel: "depot.parcours88@gmail.com"'])
def test_the_public_reads_neither_the_contact_nor_what_repeats_it(copy: Copy, line: str) -> None:
    folder = copy("88")
    value = line.split('"')[1]
    repeated = f"Le soir, {value}."
    edit(folder, "procedures", (DEPOT, line), ("Une place d’hébergement réservée, puis bail accompagné.", repeated))
    report, cases = pipeline.run(folder.parent.parent, (folder,), TODAY)
    assert value in str(cases)
    shown, bare = edition(report, cases, Profile.PUBLIC)
    assert value not in f"{shown}{[each.tree for each in bare if each]}"
    (depot,) = [each.tree["procedures"]["psp"]["depot"] for each in bare if each]
    assert depot == {"service": "Délégation départementale aux droits des femmes et à l’égalité"}
