"""An example that goes with the files it is for: the code of their department, what a session examined."""

import pytest

from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import edit, found, sessions

EXAMINED = "etat: tenue, dossiers: [{reference: '1', avis: favorable}]"


@pytest.mark.parametrize("code", ["88", "13", "38"])
def test_the_reference_proposed_is_of_the_department(copy: Copy, code: str) -> None:
    folder = copy(code)
    text = (folder / "commission.yaml").read_text(encoding="utf-8")
    orders = text[text.index("arretes:") : text.index("secretariat:")]
    written = orders[orders.index("reference:") : orders.index(", objet")]
    edit(folder, "commission", (written, 'reference: ""'))
    finding = found(folder, "valeur-absente")[0]
    told = f'par exemple « reference: "{code}-2025-04-14-00005" ».'
    assert str(finding.remedy).endswith(spaced(told))


@pytest.mark.parametrize(
    ("new", "rule"),
    [('arretes: ""', "valeur-absente"), ("arretes: null", "valeur-nulle"), ("arretes: oui", "forme-inattendue")],
)
def test_the_orders_proposed_are_of_the_department(copy: Copy, new: str, rule: str) -> None:
    folder = copy("88")
    text = (folder / "commission.yaml").read_text(encoding="utf-8")
    written = text[text.index("arretes:") : text.index("secretariat:")]
    edit(folder, "commission", (written, f"{new}\n\n"))
    (finding,) = found(folder, rule)
    assert spaced('« arretes: [{reference: "88-2025-04-14-00005", objet: [installation]}] »') in str(finding.remedy)


@pytest.mark.parametrize(
    ("rest", "told"),
    [(EXAMINED, "individuelle"), ("etat: tenue", "politique"), ("etat: tenue, dossiers: []", "politique")],
)
def test_the_topic_proposed_is_that_of_the_files(copy: Copy, rest: str, told: str) -> None:
    folder = copy("88")
    sessions(folder, f"date: 2026-03-05, formation: null, {rest}")
    (finding,) = found(folder, "valeur-nulle")
    assert spaced(f"par exemple « formation: {told} »") in str(finding.remedy)
