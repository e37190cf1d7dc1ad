"""The texts that only hold the place of an answer, and those that look like them, in every field that must say
something."""

import pytest

from kit.french import spaced
from kit.judging.placeholder import says_nothing
from tests.conftest import Copy, judge
from tests.rules.cases import OPEN, REVIEW, edit, found

NOTHING = [
    "À confirmer", "à voir avec la préfecture", "En attente de la signature du préfet", "NC", "idem", "???", "xxx",
    "sans objet", "Arrêté n° XXXX", "Arrêté préfectoral n° …", "XX/XX/2026", "13-2025-XX-XX", "DDETSPP-2026-XXXX",
    "Référence à venir", "Numéro à compléter", "Arrêté en cours de signature", "À fixer par arrêté",
    "Non communiqué par la préfecture", "[référence]", "<à remplir>", "En attente des précisions de la DDETS", "R.A.S.",
    "s/o", "N.D.", "Lieu à définir", "Date et lieu à préciser", "Dans l’attente d’un retour de l’hôpital",
    "Pas encore de convention", "Courant 2027", "à arbitrer", "TBC", "000", "Inconnu à ce jour", "Je ne sais pas",
    "voir l’annexe", "Idem ci-dessus", "à valider par le préfet", "n°", "n° ?", "RAA n° __", "En cours de numérotation",
    "À vérifier auprès du greffe", "…", "À trancher", "à convenir avec l’association", "En cours", "à caler",
    "Convention à signer", "Prévu courant 2027", "à préciser (salle)",
]  # fmt: skip
SOMETHING = [
    "La commission confirme l’avis", "À domicile", "À la demande de la personne", "Arrêté préfectoral du 6 mai 2024",
    "DDETSPP-2024-047", "13-2025-04-14-00005", "tacite", "RAA 88-2024-18", "En cours de journée",
    "En cours d’emploi, le suivi continue", "Salle du conseil", "XXe arrondissement", "Préfecture, salle X",
    "Idem pour tous : bilan à l’entrée", "En attente d’un logement, une place d’hébergement réservée",
    "Le service valide le dossier", "Aucune difficulté", "Non, sauf urgence", "Le préfet a confirmé sa décision",
    "Confirmée par la cour", "Formulaire à compléter au guichet", "Dossier à retirer à l’accueil", "À compter du dépôt",
    "À défaut de réponse, relance", "Rien n’est demandé", "Voir le guichet de l’hôpital", "Numéro vert", "Démission",
    "Mutation", "Arrêté", "Nantes", "NC Habitat", "Absence prolongée", "Projet à construire avec la personne",
    "10 000 habitants", "Référence unique 2024", "Texte adopté en séance", "Le lieu est à préciser sur la convocation",
    "Information donnée en séance", "Publication au recueil n° 18", "arrêté n° 2024-047", "Cour d’appel de Nancy",
    "Délai de deux mois", "En cours d’année, un bilan", "Prévu pour toutes", "Prévue par la convention",
    "À vérifier chaque semestre : les ressources",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_a_text_that_only_announces_one(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", SOMETHING)
def test_a_text_that_says_something(text: str) -> None:
    assert not says_nothing(text)


FIELDS = [
    ("commission", 'reference: "DDETSPP-2021-052"', "reference"),
    ("commission", 'publication: "RAA 88-2024-18"', "publication"),
    ("sessions", "formation: politique\n  etat: prevue", "lieu"),
]


@pytest.mark.parametrize(("branch", "old", "key"), FIELDS)
@pytest.mark.parametrize(
    "text", ["À confirmer", "à voir avec la préfecture", "En attente de la signature", "NC", "xxx"]
)
def test_each_field_that_proves_something_is_treated_alike(
    copy: Copy, branch: str, old: str, key: str, text: str
) -> None:
    folder = copy("88")
    new = f'{old}\n  {key}: "{text}"' if key == "lieu" else f'{key}: "{text}"'
    edit(folder, branch, (old, new))
    (finding,) = found(folder, "texte-a-venir")
    assert finding.outcome is REVIEW
    assert finding.message == spaced(f"Des textes ne disent encore rien : « {text} » ({key}).")


DEPUTY = ', organisme: "Protection judiciaire de la jeunesse"}'


def test_a_deputy_of_nowhere_yet_is_told_once(copy: Copy) -> None:
    folder = copy("38")
    edit(folder, "membres", (DEPUTY, ', organisme: "à confirmer"}'))
    (finding,) = found(folder, "texte-a-venir")
    assert finding.message == spaced("Des textes ne disent encore rien : « à confirmer » (organisme).")
    assert found(folder, "suppleant-mal-choisi") == []
    outcomes = {each.rule: each.outcome for each in judge(folder.parent.parent).departments[0].results}
    assert outcomes["suppleant-mal-choisi"] is OPEN


def test_a_deputy_whose_service_is_not_written_is_still_asked_for(copy: Copy) -> None:
    folder = copy("38")
    edit(folder, "membres", (DEPUTY, "}"))
    (finding,) = found(folder, "suppleant-mal-choisi")
    assert finding.outcome is OPEN


def test_a_document_of_the_course_to_come_is_named(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "procedures.yaml"
    line = next(line for line in path.read_text(encoding="utf-8").split("\n") if line.strip().startswith("pieces: ["))
    edit(folder, "procedures", (line, '  pieces: ["à définir"]'))
    (finding,) = found(folder, "texte-a-venir")
    assert finding.outcome is REVIEW
