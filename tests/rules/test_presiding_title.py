"""Who presides under the title of another authority is to be checked."""

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from kit.law.texts import data
from tests.conftest import Copy
from tests.rules.cases import edit, found

RULE = "titre-d-une-autre-autorite"
WRITTEN = 'titre: "Préfète des Vosges"'
WORDS = data("mots-des-sieges")["presidence"]["prefet"]


@pytest.mark.parametrize("word", WORDS["douteux"])
def test_another_authority_is_doubted_unless_it_represents(copy: Copy, word: str) -> None:
    folder = copy("88")
    edit(folder, "commission", (WRITTEN, f'titre: "{word.capitalize()}"'))
    assert [finding.outcome for finding in found(folder, RULE)] == [Outcome.REVIEW]
    edit(folder, "commission", (f'titre: "{word.capitalize()}"', f'titre: "{word.capitalize()}", representant: true'))
    assert found(folder, RULE) == []


@pytest.mark.parametrize("word", WORDS["siens"])
def test_the_authority_itself_is_right(copy: Copy, word: str) -> None:
    folder = copy("88")
    edit(folder, "commission", (WRITTEN, f'titre: "{word.capitalize()}, déléguée"'))
    assert found(folder, RULE) == []


def test_the_sentence_says_what_to_write(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", (WRITTEN, 'titre: "Déléguée départementale aux droits des femmes"'))
    [finding] = found(folder, RULE)
    assert (finding.line, finding.column) == (13, 31)
    assert finding.remedy == spaced(
        "Si cette personne représente l’autorité, ajoutez « representant: true » ; sinon, corrigez « titre » ou "
        "« autorite »."
    )
