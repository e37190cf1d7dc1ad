"""A detail that lets nothing stand for the passport is doubted, however it says so."""

import pytest

from kit.findings.finding import Outcome
from tests.conftest import Copy
from tests.rules.cases import edit, found

RULE = "demande-interdite-dans-une-precision"


@pytest.mark.parametrize(
    "text",
    [
        "Passeport exigé", "Passeport en cours de validité obligatoire", "Le passeport est obligatoire, sans exception",
        "Passeport indispensable", "Passeport requis", "Passeport à produire impérativement",
        "Passeport en cours de validité, sans exception", "Le passeport biométrique est exigé",
    ],
)  # fmt: skip
def test_an_imposed_passport_is_seen(copy: Copy, text: str) -> None:
    folder = copy("88")
    edit(folder, "procedures", ("{piece: etat_civil}", f'{{piece: etat_civil, precision: "{text}"}}'))
    [finding] = found(folder, RULE)
    assert (finding.outcome, finding.line) == (Outcome.REVIEW, 20)


@pytest.mark.parametrize(
    "text",
    [
        "Passeport ou attestation consulaire", "Le passeport n’est pas obligatoire", "Aucun passeport exigé",
        "Passeport s’il existe. L’acte de naissance est obligatoire", "Passeport, à défaut une attestation, exigé",
        "Copie intégrale obligatoire",
    ],
)  # fmt: skip
def test_what_leaves_a_choice_is_left_alone(copy: Copy, text: str) -> None:
    folder = copy("88")
    edit(folder, "procedures", ("{piece: etat_civil}", f'{{piece: etat_civil, precision: "{text}"}}'))
    assert found(folder, RULE) == []
