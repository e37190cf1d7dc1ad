"""The titles that name nobody, and those that only look like them."""

import pytest

from kit.french import spaced
from kit.judging.description import names_nobody
from kit.judging.placeholder import says_nothing
from tests.conftest import HOUSE, Copy
from tests.rules.cases import REVIEW, edit, found


@pytest.mark.parametrize(
    "title",
    [
        "Forces de l’ordre",
        "FORCES DE L'ORDRE",
        "Services de l'État",
        "Les services de l’Etat",
        "Un représentant",
        "N.N.",
        "voir arrêté",
        "idem",
        "TBD",
        "Sans titulaire",
        "Poste non pourvu",
        "Désignation en cours",
        "Représentant à désigner",
        "Vacant (recrutement en cours)",
        "Néant (poste gelé)",
        "Médecin (vacant)",
        "aucun",
        "à venir",
        "Représentant de l'ordre régional",
        "L’État et ses services",
        "Forces de sécurité intérieure",
        "Les forces de sécurité publique",
        "Représentants des collectivités territoriales",
        "Justice",
        "Partenaires institutionnels",
    ],
)
def test_a_title_that_names_nobody(title: str) -> None:
    assert names_nobody(title)


@pytest.mark.parametrize(
    "title",
    [
        "Représentante du directeur zonal",
        "Chef de service",
        "Représentant de la direction départementale",
        "Personne qualifiée",
        "Médecin",
        "Vice-présidente chargée des logements vacants",
        "Directrice des services de l’État en mer",
        "Représentant de l’ordre des médecins",
        "Police nationale",
        "Agent de police",
    ],
)
def test_a_title_that_names_somebody(title: str) -> None:
    assert not names_nobody(title)


def test_no_title_of_an_example_department_names_nobody() -> None:
    texts = (path.read_text(encoding="utf-8") for path in sorted((HOUSE / "departments").glob("*/membres.yaml")))
    titles = [
        line.split('titre: "')[1].split('"')[0] for text in texts for line in text.split("\n") if 'titre: "' in line
    ]
    assert len(titles) > 100
    assert [title for title in titles if names_nobody(title)] == []


@pytest.mark.parametrize(
    "text",
    [
        "À venir",
        "à venir",
        "A venir",
        "En attente",
        "En cours",
        "En cours de rédaction",
        "En cours d’élaboration",
        "Prochainement",
        "Bientôt",
        "À l’étude",
        "En projet",
        "En construction",
        "À préciser",
        "À définir",
        "À compléter",
        "Voir plus tard",
        "Néant",
        "NC",
        "N/A",
        "Non renseigné",
        "Sans objet",
        "?",
        "…",
        "-",
        "xxx",
        "À déterminer",
        "À voir",
        "Idem",
        "Cf. arrêté",
        "Rien",
        "Aucun",
        "Non",
        "tbd",
        "À renseigner",
        "Non communiqué",
        "Inconnu",
        "À rédiger",
        "En réflexion",
        "À discuter",
        "Pas encore défini",
        "À suivre",
        "En cours de discussion avec l’hôpital",
        "À venir en 2027",
        "Lorem ipsum",
        "test",
        "…………",
        "à faire",
        "En discussion",
        "Convention en cours de signature",
    ],
)
def test_a_text_that_describes_nothing_yet(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "En attente d’un logement, une place d’hébergement réservée",
        "En cours de parcours, bilan tous les six mois",
        "Voir le guichet de l’hôpital",
        "Une place",
        "Permanence",
        "CHRS",
        "Idem pour tous : bilan à l’entrée",
        "Aucune difficulté",
        "Test de français, puis cours",
    ],
)
def test_a_text_that_describes_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize("text", ["À venir", "En cours d’élaboration", "À l’étude (convention avec l’hôpital)"])
def test_a_text_to_come_is_no_answer(copy: Copy, text: str) -> None:
    folder = copy("88")
    edit(folder, "procedures", ('"Permanence d’accès aux soins de l’hôpital d’Épinal."', f'"{text}"'))
    (finding,) = found(folder, "parcours-non-decrit")
    assert (finding.outcome, finding.line, finding.column) == (REVIEW, 11, 12)
    assert finding.message == spaced("Le parcours de sortie est écrit, mais sans rien décrire sous « Soins ».")
    assert finding.remedy == spaced(
        "Écrivez en une phrase ce que fait le département, par exemple « soins: Permanence d’accès aux soins de "
        "l’hôpital », ou retirez la ligne en attendant."
    )
