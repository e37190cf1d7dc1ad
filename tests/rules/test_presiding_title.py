"""Who presides under the title of another authority is to be checked."""

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from kit.law.prefects import other_prefect
from kit.law.seat_words import is_chair
from kit.law.territories import territories
from kit.law.texts import data
from tests.conftest import Copy
from tests.rules.cases import edit, found, sessions

RULE = "titre-d-une-autre-autorite"
WRITTEN = 'titre: "Préfète des Vosges"'
WORDS = data("mots-des-sieges")["presidence"]["prefet"]


@pytest.mark.parametrize("word", WORDS["douteux"])
def test_another_authority_is_doubted_unless_it_represents(copy: Copy, word: str) -> None:
    folder = copy("88")
    edit(folder, "commission", (WRITTEN, f'titre: "{word.capitalize()}"'))
    assert [finding.outcome for finding in found(folder, RULE)] == [Outcome.REVIEW]
    edit(folder, "commission", (f'titre: "{word.capitalize()}"', f'titre: "{word.capitalize()}", representant: true'))
    # Qui représente l’autorité a une fonction : « Présidente » n’en dit pas.
    assert [finding.outcome for finding in found(folder, RULE)] == [Outcome.REVIEW] * is_chair(word)


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


@pytest.mark.parametrize(
    ("title", "case"),
    [
        ("Le président", "sans-nom"),
        ("Présidente de la commission", "sans-nom"),
        ("À désigner", "sans-nom"),
        ("Préfecture", "sans-nom"),
        ("Préfecture des Vosges", "sans-nom"),
        ("La préfecture", "sans-nom"),
        ("Non communiqué", "sans-nom"),
        ("Préfète à nommer", "sans-nom"),
        ("Corps préfectoral", "sans-nom"),
        ("Préfet du Rhône", "ailleurs"),
        ("Préfète de la Loire-Atlantique", "ailleurs"),
        ("Secrétaire générale de la préfecture du Bas-Rhin", "ailleurs"),
        ("Préfet de région", "ailleurs"),
        ("Préfète de la région Grand Est", "ailleurs"),
        ("Présidente du conseil départemental", ""),
        ("Vice-président du conseil régional", ""),
        ("Secrétaire général de la mairie", ""),
        ("Directrice de cabinet du maire", ""),
        ("Déléguée du préfet", ""),
        ("Préfet maritime", ""),
        ("Préfet honoraire", ""),
        ("Préfet des Vosges", None),
        ("Préfète de la région Grand Est, préfète des Vosges", None),
        ("Préfète (intérim)", None),
        ("Préfet par intérim", None),
        ("Préfète déléguée pour l’égalité des chances", None),
        ("Sous-préfète de Saint-Dié-des-Vosges", None),
        ("Préfecture des Vosges, secrétaire générale", None),
        ("Directrice de cabinet du préfet", None),
    ],
)
def test_a_title_is_that_of_the_authority_or_is_doubted(copy: Copy, title: str, case: str | None) -> None:
    folder = copy("88")
    edit(folder, "commission", (WRITTEN, f'titre: "{title}"'))
    told = found(folder, RULE)
    assert [finding.outcome for finding in told] == ([] if case is None else [Outcome.REVIEW])
    ends = {"sans-nom": "qui ne nomme personne.", "ailleurs": "non des Vosges.", "": "celui d’une autre fonction."}
    assert all(finding.message.endswith(spaced(ends[case or ""])) for finding in told)
    line = f'date: 2026-04-09, formation: politique, etat: tenue, presidence: {{autorite: prefet, titre: "{title}"}}'
    sessions(folder, line)
    held = found(folder, "seance-mal-presidee")
    assert [finding.outcome for finding in held] == ([] if case is None else [Outcome.REVIEW])


def test_the_sentence_of_another_prefect(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", (WRITTEN, 'titre: "Préfet du Rhône"'))
    [finding] = found(folder, RULE)
    assert finding.message == spaced(
        "La présidence est écrite « autorite: prefet » avec le titre « Préfet du Rhône », qui est celui du préfet du "
        "Rhône, non des Vosges."
    )
    assert (finding.line, finding.column) == (13, 31)


@pytest.mark.parametrize("code", territories())
def test_each_prefect_is_that_of_one_department(code: str) -> None:
    """Nobody else's title is taken for it, even when a name holds another: « du Lot », « du Lot-et-Garonne »."""
    here = territories()[code]
    assert other_prefect(f"Préfet {here.of}", here) is None
    elsewhere = [each.of for each in territories().values() if other_prefect(f"Préfet {here.of}", each) != here.of]
    assert elsewhere == [here.of]
    assert (other_prefect(f"Préfète de la région {here.region}", here) is None) is here.region_seat


@pytest.mark.parametrize("region", sorted({each.region for each in territories().values()}))
def test_each_region_has_one_seat(region: str) -> None:
    assert sum(each.region_seat for each in territories().values() if each.region == region) == 1
