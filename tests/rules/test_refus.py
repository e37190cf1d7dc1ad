"""The free texts of the procedures that refuse a right, or set a condition to it, by one list of words."""

import pytest

from kit.french import spaced
from kit.judging.durations import lengths
from kit.judging.refusal import refusing
from kit.law.texts import data
from tests.conftest import Copy, judge
from tests.rules.cases import REVIEW, edit, found

RULE = "droit-refuse-dans-un-texte"
ALL = ("absences", "refus", "exigences", "publics", "conditions", "travail", "totales")
# (le texte, le mot qui refuse ; aucun quand rien n’est refusé)
TEXTS = [
    ("Non proposé", "non proposé"),
    ("Aucune évaluation n’est faite", "aucune"),
    ("Jamais examinée", "jamais"),
    ("Jamais proposé.", "jamais"),
    ("Arrêt préalable de la prostitution exigé", "exigé"),
    ("Suivi obligatoire, sans exception", "obligatoire"),
    ("Les soins ne sont pas organisés", "pas"),
    ("Réservé aux personnes en règle", "réservé aux"),
    ("Place d’hébergement, mais refusée aux demandeurs d’asile", "refusée"),
    ("Aucun accueil. Permanence d’accès aux soins", "aucun"),
    ("Permanence d’accès aux soins, aucun document n’est exigé", None),
    ("Jamais refusé", None),
    ("Sans être obligatoire", None),
    ("Aucune difficulté, aucun frais", None),
    ("Hébergement non mixte", None),
    ("En deux mois au plus", None),
    ("Un bail accompagné", None),
]


# Ce qui refuse, ou met une condition.
DENIES = [
    "Jamais proposé",
    "Aucune place n’est proposée",
    "Les soins ne sont pas pris en charge",
    "Pas d’hébergement",
    "Pas d’accès aux soins avant six mois",
    "Il n’y a plus de places",
    "Jamais avant la décision du préfet",
    "L’accompagnement n’est plus assuré",
    "Sans hébergement possible",
    "Nul accompagnement n’est prévu",
    "Seulement après un an de présence",
    "Uniquement sur dépôt de plainte",
    "À condition d’avoir quitté son logement",
    "L’arrêt de l’activité est un préalable",
    "L’arrêt de la prostitution est une condition préalable",
    "Le dépôt de plainte est un préalable à toute demande",
    "Exclu pour les demandeurs d’asile",
    "Ni soins ni hébergement",
    "On ne propose rien",
    "Jamais de contrat d’intégration",
    "Refusé à qui n’a pas de passeport",
    "Impossible sans titre de séjour",
    "La carte n’est jamais délivrée",
    "Rien n’est proposé",
    "Les personnes sans papiers ne sont pas reçues",
    "Non, faute de moyens",
    "Sur présentation obligatoire d’un passeport",
    "Il faut être en règle",
    "Pas de médecin disponible",
    "Aucun suivi",
    "Le droit n’est ouvert qu’aux femmes",
    "Interdit aux personnes sous OQTF",
    "Pas plus de trois séances",
    "Sous réserve d’un dépôt de plainte",
    "N’est pas possible",
    "Pas de prise en charge des soins",
    "Les soins sont refusés",
    "Aucune solution d’hébergement",
    "Pas de place en ce moment",
    "Nous ne proposons pas de logement",
    "L’hébergement n’est jamais garanti",
    "La demande est rejetée sans plainte",
    "Passeport requis",
    "La plainte est indispensable",
    "Sous condition de ressources",
    "Seulement si la personne a porté plainte",
    "Réservée aux Françaises",
    "Il n’y a plus d’accompagnement depuis 2024",
    "N’est pas accordée avant deux ans",
    "Suspendu depuis mars",
    "Non disponible",
    "Le dossier n’est pas examiné sans plainte",
    "Pas d’accompagnement pour les hommes",
    "Plus aucun suivi",
    "Aucun médecin",
    "Jamais pour les mineurs",
    "Exclut les personnes en demande d’asile",
    "Plus de places disponibles",
    "Plus de place en hébergement avant septembre",
    "Plus d’hébergement depuis mars",
    "Plus de médecin depuis janvier",
    "Plus de crédits pour cette année",
    "Plus de rendez-vous avant 2027",
    "Plus aucune permanence",
    "L’hébergement n’est plus financé",
    "Accueil fermé aux hommes",
    "Il faut avoir porté plainte",
    "La personne doit d’abord quitter son logement",
    "Seules les femmes sont accueillies",
    "Les demandes des hommes sont écartées",
    "Hébergement supprimé en 2025",
    "Permanences suspendues faute de bénévoles",
    "Sous conditions de ressources",
    "Sauf pour les demandeuses d’asile",
    "Faute d’interprète, le suivi se fait en français",
    "Les soins ne sont pas pris en charge si la demande est refusée",
    "Les frais sont à la charge de la personne",
    "Passeport présenté sans exception",
    "Ouvert à toutes, mais le passeport est requis sans exception",
    "Accompagnement abandonné depuis 2025",
    "Les places sont indisponibles",
    "La structure a fermé",
    "Nous avons cessé l’hébergement",
    "Réservé à celles qui ont porté plainte",
    "Limité aux personnes régularisées",
    "Uniquement pour les femmes",
    "Ne concerne que les majeures",
    "Hors demandeuses d’asile",
    "Sans exception, plainte déposée",
    "L’offre n’existe pas",
    "Hébergement conditionné à l’arrêt de la prostitution.",
    "Une aide conditionnée au dépôt d’une plainte",
    "Logement accordé si la personne a un titre de séjour.",
    "Accueil si elle a porté plainte",
    "Ouvert aux seules femmes avec enfants.",
    "Après dépôt de plainte.",
    "Personnes sans titre : non éligibles.",
    "Nous n’acceptons que les personnes majeures françaises.",
    "Le service n’accueille que des femmes",
    "Ne prend que les personnes orientées par la préfecture",
    "L’aide n’est accordée que sur décision du préfet",
    "Dès lors que la personne détient un titre de séjour valide.",
    "Sur présentation d’un passeport.",
    "Moyennant une participation de la personne.",
    "Carence de places.",
    "Manque de places.",
    "Pénurie de médecins",
    "Par manque de moyens, le suivi est reporté",
    "Soins à la charge de l’intéressée.",
    "Délivrée seulement avec un CDI.",
    "Uniquement en cas de contrat de travail.",
    "Examinée si la personne a un emploi.",
    "Examinée après 24 mois et deux ans d’emploi.",
    "Réservé aux titulaires d’une carte pluriannuelle.",
    "Guichet fermé.",
    "Bureau des étrangers (ne reçoit pas les personnes sous OQTF)",
    "La préfecture ne prend plus de demandes",
    "À condition que la personne soit française",
    "Lorsque la personne présente une pièce d’identité",
    "Sous la condition d’un arrêt de la prostitution.",
    "Soumis à un dépôt de plainte.",
    "Suppose un titre de séjour.",
    "Nécessite un titre de séjour.",
    "Exclusivement pour les femmes.",
    "Ouvert dès que la personne a un titre de séjour.",
    "Tant que la personne a un titre de séjour.",
    "À défaut de titre, non.",
    "Contre une participation de la personne.",
    "Capacité saturée.",
    "Dispositif complet jusqu’en juin.",
    "Une fois la plainte déposée.",
    "Dès le dépôt de plainte.",
    "Après avoir quitté la prostitution.",
    "Suite à l’arrêt de la prostitution.",
    "Réservées aux femmes avec enfants",
    "Aucun titre de séjour n’est délivré",
    "Plus proposé depuis 2024",
]
# Ce qui accorde, avec des mots de refus.
GRANTS = [
    "Jamais plus de trois semaines",
    "Réponse en jamais plus de trois semaines",
    "Sans jamais demander de pièce",
    "Le dépôt de plainte n’est pas un préalable",
    "L’arrêt de l’activité n’est pas un préalable",
    "Jamais refusé",
    "Jamais de refus",
    "Aucun refus",
    "Aucune condition",
    "Sans condition",
    "Sans aucune condition de nationalité",
    "Aucun document n’est exigé",
    "Aucune pièce n’est demandée",
    "Aucun justificatif demandé",
    "Pas de plainte à déposer",
    "Aucune plainte n’est demandée",
    "La plainte n’est jamais exigée",
    "Pas besoin de plainte",
    "Sans avoir à déposer plainte",
    "Le passeport n’est pas nécessaire",
    "Aucune personne n’est laissée sans solution",
    "Personne n’est laissé sans hébergement",
    "Pas de délai maximal",
    "L’absence de passeport ne bloque pas la demande",
    "Ne dépend pas d’une plainte",
    "Jamais moins de deux entretiens",
    "Pas moins d’un entretien par mois",
    "Pas plus de quinze jours d’attente",
    "Sans avance de frais",
    "Aucun frais à avancer",
    "Jamais interrompu sans solution",
    "Ce n’est pas une condition",
    "Sans exclure personne",
    "L’accueil ne s’arrête jamais",
    "N’oblige jamais à porter plainte",
    "Jamais sans l’accord de la personne",
    "Rien n’est demandé à la personne",
    "Aucun dépôt de plainte",
    "Aucun rendez-vous à prendre : accueil sans rendez-vous",
    "Ni plainte ni passeport ne sont demandés",
    "Aucune participation financière",
    "La personne n’est jamais seule",
    "Ouvert à toutes, y compris sans papiers",
    "Toujours accordé, sans condition",
    "Aucune obligation de porter plainte",
    "On ne demande jamais de plainte",
    "Le parcours n’est pas conditionné à un dépôt de plainte",
    "Rien n’est exigé de la personne",
    "Jamais de file d’attente",
    "Il n’y a pas de délai",
    "Il n’y a plus d’attente depuis 2025",
    "Aucune avance de frais",
    "N’impose aucun document",
    "Pas de condition de ressources",
    "Aucun passeport n’est demandé",
    "Délai de réponse : jamais plus de dix jours ouvrés",
    "Pas plus d’une semaine",
    "Sans jamais exiger de papiers",
    "Même sans papiers",
    "La personne n’a rien à payer",
    "La nationalité n’est pas un critère",
    "Elle n’est jamais laissée sans hébergement",
    "L’arrêt préalable n’est pas exigé",
    "Accessible sans rendez-vous",
    "Aucune limite de temps",
    "Tous les besoins, sans exclusion",
    "Le refus est toujours motivé",
    "Plus de quarante places",
    "L’accompagnement n’est pas supprimé en cas de retour à la prostitution",
    "L’aide n’est jamais suspendue",
    "Le suivi n’est pas abandonné après la sortie",
    "Plus jamais de nuit à la rue",
    "Plus jamais seule",
    "Plus aucune attente",
    "Plus aucune nuit dehors",
    "Ouvert à toutes sans exception",
    "Ouvert à toutes, sans exception",
    "Accessible à toute personne, sans exception",
    "Toutes les personnes sont reçues sans exception",
    "Ouvert à tous sans exception ni condition",
    "Aucune demande n’est écartée",
    "Aucune demande n’est rejetée d’office",
    "Les soins ne sont pas réservés aux assurées",
    "Plus de deux cents nuitées",
    "Plus de cinq médecins partenaires",
    "Plus de souplesse dans les horaires",
    "Plus de places qu’en 2024",
    "Nul n’est exclu",
    "Jamais de mise à la rue",
    "Aucune expulsion du logement",
    "Pas de sortie sèche",
    "Pas de rupture de droits",
    "Sans jamais renvoyer personne",
    "Sans jamais juger",
    "L’accès n’est interdit à personne",
    "Les places ne sont jamais indisponibles",
    "N’est ni suspendu ni supprimé pendant le recours",
    "Jamais laissée à la rue",
    "Plus jamais sans toit",
    "Toutes les demandes sont étudiées sans exception",
    "Le suivi se poursuit, sans exception, après la sortie",
    "Sans exception, toutes sont accueillies",
    "Aucune exclusion",
    "Il n’y a plus de liste d’attente",
    "Pas de durée maximale",
    "Plus de peur ni de violence",
    "Consultation gratuite, plus un suivi psychologique.",
    "Médecins du monde, plus la PASS.",
    "Une place est réservée, aucune personne n’est renvoyée.",
    "Aucune demande n’est refusée ni renvoyée",
    "Hébergement, y compris pour les personnes exclues de leur logement.",
    "Accueil, y compris des personnes interdites de séjour",
    "Sans limite de temps, et jamais à moins de deux.",
    "Le SIAO oriente, dans les 48 heures au plus, pas plus.",
    "Réponse en un mois, pas davantage",
    "L’hébergement n’est pas conditionné à l’arrêt de la prostitution",
    "Accueil, même si la personne n’a pas de titre de séjour",
    "Si la personne n’a pas de titre de séjour, le SIAO l’accueille aussi",
    "Y compris si elle a un emploi",
    "Que la personne ait ou non un titre de séjour",
    "Aucun manque de places",
    "Sans moyennant finance",
    "Guichet fermé le vendredi",
    "Si la personne le souhaite, un bail glissant",
    "Si la personne a des enfants, un logement plus grand",
    "Aide à la recherche d’emploi, au titre de séjour et au contrat de travail",
    "Conseil avant et après le dépôt de plainte",
    "Permanence, plus deux visites par mois",
    "PASS, plus permanence dentaire.",
    "Aucun refus de soins, personne n’attend plus d’une semaine.",
    "Réservée aux personnes du parcours.",
    "Deux places réservées aux parcours de sortie.",
    "Aucune n’est laissée dehors.",
    "Aucun loyer les trois premiers mois.",
    "Pas de liste d’attente, pas de durée.",
    "Chambre seule, uniquement si elle la demande.",
    "Bureau des étrangers, jamais le lundi",
    "Guichet unique, pas de permanence le vendredi",
    "Bail glissant dès que la personne est prête.",
    "Ne nécessite aucun titre de séjour",
    "L’accueil n’est pas soumis à un dépôt de plainte",
    "Tant que la personne en a besoin",
]


@pytest.mark.parametrize("text", DENIES)
def test_a_sentence_that_denies_is_doubted(text: str) -> None:
    assert refusing(text, ALL)


@pytest.mark.parametrize("text", GRANTS)
def test_a_negation_that_grants_is_no_refusal(text: str) -> None:
    assert refusing(text, ALL) is None


@pytest.mark.parametrize(("text", "word"), TEXTS)
def test_a_text_that_refuses_is_told_by_its_word(text: str, word: str | None) -> None:
    assert refusing(text, ALL) == word


@pytest.mark.parametrize(
    "name", ["absences", "refus", "exigences", "publics", "totales", "partielles", "autres_mains", "autres_voies"]
)
def test_each_word_of_the_list_refuses(name: str) -> None:
    for word in data("mots-de-refus")[name]:
        assert refusing(f"Ici {word} dans le département", [name]), word


# (le fichier avant, après, le lieu, le début du constat)
WRITTEN = [
    ("soins: ", "Non proposé", "/psp/accompagnement/soins",
     "Sous « Soins », le mot « non proposé » semble refuser un droit du parcours, ou y mettre une condition."),
    ("evaluation_besoins: ", "Aucune évaluation n’est faite", "/psp/evaluation_besoins",
     "Sous « Évaluation des besoins », le mot « aucune » semble refuser un droit"),
    ("carte_sejour_temporaire: ", "Jamais examinée", "/sortie/carte_sejour_temporaire",
     "Sous « Carte de séjour temporaire », le mot « jamais » semble refuser un droit"),
    ("evaluation_besoins: ", "Besoins sanitaires non évalués.", "/psp/evaluation_besoins",
     "Sous « Évaluation des besoins », le mot « non évalués » semble refuser un droit"),
    ("evaluation_besoins: ", "Bilan professionnel seul.", "/psp/evaluation_besoins",
     "Sous « Évaluation des besoins », le mot « professionnel seul » semble refuser un droit"),
    ("evaluation_besoins: ", "Réalisée par la préfecture.", "/psp/evaluation_besoins",
     "Sous « Évaluation des besoins », le mot « par la préfecture » semble refuser un droit"),
    ("carte_sejour_temporaire: ", "Les dossiers sont renvoyés vers l’admission exceptionnelle au séjour.",
     "/sortie/carte_sejour_temporaire",
     "Sous « Carte de séjour temporaire », le mot « admission exceptionnelle » semble refuser un droit"),
    ("contrat_integration_republicaine: ", "Réservé aux titulaires d’une carte pluriannuelle.",
     "/sortie/contrat_integration_republicaine",
     "Sous « Contrat d’intégration républicaine », le mot « réservé aux » semble refuser un droit"),
    ("  service: \"Préfecture", "Guichet fermé.", "/aps/service", "Sous « Service », le mot « guichet fermé »"),
    ("  service: \"Préfecture", "Bureau des étrangers (ne reçoit pas les personnes sous OQTF)", "/aps/service",
     "Sous « Service », le mot « pas » semble refuser un droit"),
    ("    service: ", "La préfecture ne prend plus de demandes", "/psp/depot/service",
     "Sous « Service », le mot « plus » semble refuser un droit"),
    ("contrat_integration_republicaine: ", "Jamais proposé", "/sortie/contrat_integration_republicaine",
     "Sous « Contrat d’intégration républicaine », le mot « jamais » semble refuser un droit"),
]  # fmt: skip


def _line(text: str, key: str) -> str:
    return next(line for line in text.split("\n") if line.strip().startswith(key) or line.startswith(key))


@pytest.mark.parametrize(("key", "text", "pointer", "opening"), WRITTEN)
def test_a_right_refused_in_the_file_is_to_be_checked(
    copy: Copy, key: str, text: str, pointer: str, opening: str
) -> None:
    folder = copy("38")
    line = _line((folder / "procedures.yaml").read_text(encoding="utf-8"), key)
    edit(folder, "procedures", (line, f'{line.partition(":")[0]}: "{text}"'))
    (finding,) = found(folder, RULE)
    assert (finding.outcome, finding.pointer) == (REVIEW, pointer)
    assert finding.message.startswith(spaced(opening))


@pytest.mark.parametrize("text", ["Aucun", "Rien", "Pas encore défini"])
def test_a_text_that_refuses_and_describes_nothing_is_told_once(copy: Copy, text: str) -> None:
    folder = copy("88")
    edit(folder, "procedures", ('"Permanence d’accès aux soins de l’hôpital d’Épinal."', f'"{text}"'))
    assert [f.pointer for f in found(folder, RULE)] == ["/psp/accompagnement/soins"]
    assert found(folder, "parcours-non-decrit") == []


def test_signing_may_be_compulsory_and_a_document_of_the_list_too(copy: Copy) -> None:
    folder = copy("38")
    written = (folder / "procedures.yaml").read_text(encoding="utf-8")
    line = _line(written, "contrat_integration_republicaine: ")
    edit(folder, "procedures", (line, '  contrat_integration_republicaine: "Signature obligatoire"'))
    edit(folder, "procedures", ("{piece: avis_commission}", '{piece: avis_commission, precision: "obligatoire"}'))
    assert found(folder, RULE) == []


@pytest.mark.parametrize(
    ("card", "told"),
    [
        ("Réponse en 2 mois, examinée après vingt-quatre mois", ""),
        ("Réponse en 2 mois", ""),
        ("Examinée après deux ans", ""),
        ("Examinée après trois ans", "trois ans"),
        ("Réponse en 2 mois, examinée après 36 mois", "36 mois"),
        ("Examinée au bout de dix-huit mois", "dix-huit mois"),
        ("Examinée à l’issue d’une année", ""),
        ("Examinée à l’issue de un an", "un an"),
    ],
)
def test_the_length_that_is_judged_is_the_one_after_which_the_card_is_examined(
    copy: Copy, card: str, told: str
) -> None:
    folder = copy("38")
    line = _line((folder / "procedures.yaml").read_text(encoding="utf-8"), "carte_sejour_temporaire: ")
    edit(folder, "procedures", (line, f'  carte_sejour_temporaire: "{card}"'))
    said = [f.message for f in found(folder, "sortie-non-decrite")]
    sentence = (
        f"La carte de séjour temporaire est examinée après « {told} », alors que l’instruction parle de 24 mois de"
    )
    assert [message.startswith(spaced(sentence)) for message in said] == ([True] if told else [])


@pytest.mark.parametrize(
    ("text", "months"),
    [("vingt-quatre mois", [24]), ("24 mois ou deux ans", [24, 24]), ("un an et 6 mois", [12, 6]), ("moisson", [])],
)
def test_lengths_are_read_in_figures_and_in_letters(text: str, months: list[int]) -> None:
    assert [each.months for each in lengths(text)] == months


@pytest.mark.parametrize(
    ("piece", "text", "rule"),
    [
        ("etat_civil", "copie intégrale de moins de trois mois", "piece-autrement-demandee"),
        ("etat_civil", "copie intégrale, avec apostille", "piece-autrement-demandee"),
        ("etat_civil", "De moins de trois mois, apostillée", "piece-autrement-demandee"),
        ("arret_activite", "Audition par la police", "piece-autrement-demandee"),
        ("arret_activite", "Attestation de la brigade des mœurs", "piece-autrement-demandee"),
        ("domicile, anciennete_max_mois: 6", "Bail à son nom uniquement", "piece-autrement-demandee"),
        ("domicile, anciennete_max_mois: 6", "Facture à son nom exclusivement", "piece-autrement-demandee"),
        ("domicile, anciennete_max_mois: 6", "Seulement un bail", "piece-autrement-demandee"),
        ("domicile, anciennete_max_mois: 6", "Bail exclusivement", "piece-autrement-demandee"),
        ("arret_activite", "Enquête de gendarmerie", "demande-interdite-dans-une-precision"),
        ("arret_activite", "témoignage devant les enquêteurs", "demande-interdite-dans-une-precision"),
        ("arret_activite", "attestation de l’association refusée", RULE),
    ],
)
def test_a_detail_that_asks_for_more_is_to_be_checked(copy: Copy, piece: str, text: str, rule: str) -> None:
    folder = copy("88")
    old = f"{{piece: {piece}"
    edit(folder, "procedures", (f"{old}}}", f'{old}, precision: "{text}"}}'))
    (finding,) = found(folder, rule)
    assert finding.outcome is REVIEW
    assert finding.pointer.endswith("/precision")


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("domicile, anciennete_max_mois: 6", "Un bail à son nom ou une attestation d’hébergement"),
        ("domicile, anciennete_max_mois: 6", "Bail à son nom, attestation d’hébergement ou domiciliation"),
        ("arret_activite", "Aucune audition par la police n’est demandée"),
        ("arret_activite", "Attestation de l’association, sans passer par la police"),
        ("arret_activite", "La police n’est saisie qu’en cas de doute"),
    ],
)
def test_a_detail_that_leaves_a_choice_or_asks_for_nothing_is_no_doubt(copy: Copy, piece: str, text: str) -> None:
    folder = copy("88")
    old = f"{{piece: {piece}"
    edit(folder, "procedures", (f"{old}}}", f'{old}, precision: "{text}"}}'))
    told = judge(folder.parent.parent).findings
    assert [f.rule for f in told if f.pointer.endswith("/precision")] == []


def test_a_detail_that_two_rules_doubt_is_one_finding(copy: Copy) -> None:
    folder = copy("88")
    edit(
        folder,
        "procedures",
        ("{piece: arret_activite}", '{piece: arret_activite, precision: "Enquête de gendarmerie"}'),
    )
    told = judge(folder.parent.parent).findings
    assert [f.rule for f in told if f.pointer.endswith("/precision")] == ["demande-interdite-dans-une-precision"]


@pytest.mark.parametrize(
    ("piece", "told"),
    [
        ("récépissé de plainte", [REVIEW]),
        ("Titre de séjour en cours de validité", [REVIEW]),
        ("Main courante", [REVIEW]),
        ("Attestation d’arrêt de la prostitution", [REVIEW]),
        ("Passeport", [REVIEW]),
        ("carte_identite", [REVIEW]),
        ("Carte nationale d’identité", [REVIEW]),
        ("Justificatif d’identité", [REVIEW]),
        ("Justificatif de régularité du séjour", [REVIEW]),
        ("Attestation de la brigade des mœurs", [REVIEW]),
        ("Procès-verbal de gendarmerie", [REVIEW]),
        # Ce qui se donne si on l’a n’est pas exigé ; l’instruction (2.2) parle elle-même de la dernière.
        ("Copie du passeport s’il existe", []),
        ("Pièce d’identité, si la personne en a une", []),
        ("Aucun titre de séjour n’est demandé", []),
        ("Attestation de demande d’asile", []),
        ("projet_insertion", []),
        ("Document de suivi", []),
        ("Avis de l’association", []),
        ("Attestation de l’association", []),
        ("Lettre de la personne", []),
    ],
)
def test_no_complaint_is_asked_for_to_enter_the_course(copy: Copy, piece: str, told: list[object]) -> None:
    folder = copy("38")
    line = _line((folder / "procedures.yaml").read_text(encoding="utf-8"), 'pieces: ["Document')
    edit(folder, "procedures", (line, f'  pieces: ["{piece}"]'))
    assert [(f.outcome, f.pointer) for f in found(folder, RULE)] == [(each, "/psp/pieces/0") for each in told]
