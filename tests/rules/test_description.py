"""The titles that name nobody, and those that only look like them."""

import pytest

from kit.judging.description import names_nobody
from tests.conftest import HOUSE


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
