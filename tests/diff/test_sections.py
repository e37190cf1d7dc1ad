"""A change of the files, the exact French lines that tell it; the Vosges unless said otherwise."""

import pytest

from kit.diff.sections import sections
from kit.model.department import load
from kit.model.folder import Folder
from tests.conftest import TODAY, Copy
from tests.diff.conftest import Edit, compared, edit, listed, original

MINUTES = "https://www.exemple.invalid/proces-verbal-2026-11-05"
C, M, S, P = "commission.yaml", "membres.yaml", "sessions.yaml", "procedures.yaml"
SEAT_1 = (
    "Membres | 1° Magistrat judiciaire en fonction dans une juridiction du département, ou magistrat honoraire, "
    "désigné par les chefs de la cour d’appel | "
)
SEAT_2 = "Membres | 2° Directeur départemental de l’emploi, du travail et des solidarités ou ses représentants | "
SEAT_3 = "Membres | 3° Directeur départemental ou interdépartemental de la police nationale ou son représentant | "
SEAT_4 = "Membres | 4° Directeur zonal de la police nationale ou son représentant | "
SEAT_8 = "Membres | 8° Médecin désigné par le conseil départemental de l’ordre des médecins | "
CHAIR = "Commission | Présidence | "
ORDERS = "Commission | Arrêtés | "
APPROVED = "Commission | Associations agréées | "
EXCEPTIONS = "Vacances et dérogations | "
APS = "Procédures | Autorisation provisoire de séjour | "
DOCTOR = 'titre: "Médecin généraliste à Saint-Dié-des-Vosges"'
PJ = """  - id: pj-2
    titre: "Représentant du directeur zonal de la police nationale (zone Est)"
    representant: true
    mandat: {debut: 2023-12-01}
    formation: {date: 2024-09-26, association: association-sapin-2024, niveau: departemental}
"""
VACANCY = """vacances:
  - {siege: medecin, depuis: 2026-09-01, motif: "Départ", autorite: "Préfète", document: "D-1", jusqu_au: 2027-03-31}
"""

COMMISSION: list[tuple[str, list[Edit], list[str]]] = [
    (
        "installation",
        [(C, "{etat: installee, date: 2021-05-17}", "{etat: en_cours, date: 2027-01-18}")],
        ["Commission | ~ Installation : installée le 17 mai 2021 → en cours pour le 18 janvier 2027"],
    ),
    (
        "installation tue",
        [(C, "installation: {etat: installee, date: 2021-05-17}\n", "")],
        ["Commission | ~ Installation : installée le 17 mai 2021 → non renseignée"],
    ),
    (
        "changement de préfet",
        [
            (
                C,
                "debut: 2021-05-17}\n\n",
                'debut: 2021-05-17, fin: 2026-10-01}\n  - {autorite: prefet, titre: "Préfet", debut: 2026-10-02}\n\n',
            )
        ],
        [
            CHAIR + "- Ne préside plus : Préfète des Vosges (du 17 mai 2021 au 1er octobre 2026, auparavant sans date "
            "de fin)",
            CHAIR + "+ Préside : Préfet, depuis le 2 octobre 2026",
        ],
    ),
    (
        "présidence qui finira",
        [(C, "debut: 2021-05-17}\n\n", "debut: 2021-05-17, fin: 2027-10-01}\n\n")],
        [CHAIR + "~ Préfète des Vosges, présidence écourtée : sans date de fin → jusqu’au 1er octobre 2027"],
    ),
    (
        "arrêtés",
        [
            (C, '  - {reference: "DDETSPP-2021-052"', '  # - {reference: "DDETSPP-2021-052"'),
            (C, "objet: [composition], date: 2024-05-06", "objet: [composition, agrement], date: 2024-05-07"),
            (
                C,
                'publication: "RAA 88-2026-07"}\n',
                'publication: "RAA 88-2026-07"}\n  - {reference: "N-1", objet: [composition], date: 2026-11-02, '
                'signataires: [prefet], a_verifier: "non publié"}\n',
            ),
        ],
        [
            ORDERS + "+ Arrêté n° DDETSPP-2024-047, objet : agrément",
            ORDERS + "~ Arrêté n° DDETSPP-2024-047, date : 6 mai 2024 → 7 mai 2024",
            ORDERS + "+ Nouvel arrêté : n° N-1 du 2 novembre 2026 (composition), signé par : préfet ; à vérifier : "
            "non publié",
            ORDERS + "- Arrêté retiré : n° DDETSPP-2021-052 du 10 mai 2021 (installation, composition), signé par : "
            "préfet, publié au RAA 88-2021-21",
        ],
    ),
    (
        "secrétariat et invités",
        [(C, '"03 00 00 00 88"', '"03 00 00 00 99"\n  adresse: "1 rue Haute"'), (C, '"France Travail"', '"ARS"')],
        [
            "Commission | ~ Secrétariat, téléphone : 03 00 00 00 88 → 03 00 00 00 99",
            "Commission | + Secrétariat, adresse : 1 rue Haute",
            "Commission | + Invités : ARS",
            "Commission | - Invités : France Travail",
        ],
    ),
    (
        "agréments",
        [
            (
                C,
                "debut: 2024-05-14, fin: 2027-05-13, niveau: departemental}\n",
                "debut: 2024-05-14, fin: 2026-05-13, niveau: departemental}\n"
                '  - {id: sapin-2, nom: "Association exemple Les Sapins", agrement: {debut: 2026-12-01, '
                "fin: 2029-11-30, niveau: regional}}\n"
                '  - {id: neuve-1, nom: "Association neuve"}\n',
            ),
            (C, "fin: 2027-05-13, niveau: regional", "fin: 2028-05-13, niveau: national"),
        ],
        [
            APPROVED + "- Agrément terminé : Association exemple Les Sapins (du 14 mai 2024 au 13 mai 2026, auparavant "
            "jusqu’au 13 mai 2027)",
            APPROVED + "+ Agrément renouvelé : Association exemple Les Sapins, du 1er décembre 2026 au 30 novembre "
            "2029, niveau régional",
            APPROVED + "+ Association agréée : Association neuve, sans dates",
            APPROVED + "~ Association exemple Ballon des Vosges solidaire, agrément prolongé : jusqu’au 13 mai 2027 → "
            "jusqu’au 13 mai 2028",
            APPROVED + "~ Association exemple Ballon des Vosges solidaire, agrément, niveau : régional → national",
        ],
    ),
    (
        "liste et exemple",
        [(C, "liste_membres: complete", "liste_membres: partielle"), (C, "exemple: true", "exemple: false")],
        ["Commission | ~ Exemple : oui → non", "Commission | ~ Liste des membres : complète → partielle"],
    ),
    ("ce que le silence dit déjà", [(C, "liste_membres: complete", "vacances: []\nderogations: []")], []),
    (
        "listes vides",
        [(C, 'invites:\n  - "France Travail"\n', "invites: []\nsources: []\n")],
        ["Commission | - Invités : France Travail", "Commission | + Sources : liste vide"],
    ),
    (
        "vacance et dérogation",
        [
            (
                C,
                "liste_membres: complete\n",
                f"{VACANCY}derogations:\n"
                '  - {regle: epci-absent, motif: "Élection", autorite: "Préfète", jusqu_au: 2026-12-31}\n',
            )
        ],
        [
            EXCEPTIONS + "+ Siège déclaré vacant : 8° médecin, depuis le 1er septembre 2026, jusqu’au 31 mars 2027, "
            "motif « Départ », décision : Préfète, document : D-1",
            EXCEPTIONS + "+ Dérogation déclarée : « Une intercommunalité siège parmi les collectivités », jusqu’au 31 "
            "décembre 2026, motif « Élection », décision : Préfète",
        ],
    ),
    (
        "indicateurs",
        [
            (C, "date: 2024-12-31\n    psp_en_cours: 3\n", "date: 2024-12-31\n    psp_en_cours: 4\n"),
            (C, "sorties: {formation: 1, emploi: 0", "sorties: {formation: 0, emploi: 0"),
            (C, "aps_delai_median_jours: 31", "aps_delai_median_jours: 41"),
            (C, "indicateurs:\n", "indicateurs:\n  - {date: 2023-12-31, psp_en_cours: 2, sorties: {emploi: 1}}\n"),
        ],
        [
            "Indicateurs | Au 31 décembre 2023 | + Chiffres ajoutés : parcours en cours 2, sorties emploi 1",
            "Indicateurs | Au 31 décembre 2024 | ~ Parcours en cours : 3 → 4",
            "Indicateurs | Au 31 décembre 2025 | ~ Sorties, formation : 1 → 0",
            "Indicateurs | Au 31 décembre 2025 | ~ Délai médian des APS : 31 jours → 41 jours",
        ],
    ),
]

MEMBERS: list[tuple[str, list[Edit], list[str]]] = [
    (
        "départ et arrivée",
        [
            (M, 'fin: 2027-05-13, arrete: "DDETSPP-2024-047"}\n    formation', "fin: 2026-10-31}\n    formation"),
            (
                M,
                "magistrat:\n",
                'magistrat:\n  - {id: magistrat-3, titre: "Vice-procureure", mandat: {debut: 2026-11-01, fin: '
                '2029-10-31}, remplace: magistrat-2, suppleant: {titre: "Juge"}, a_verifier: "arrêté non lu"}\n',
            ),
        ],
        [
            SEAT_1 + "- Sort : Substitut du procureur près le tribunal judiciaire d’Épinal (mandat du 14 mai 2024 au "
            "31 octobre 2026, auparavant jusqu’au 13 mai 2027)",
            SEAT_1 + "- Substitut du procureur près le tribunal judiciaire d’Épinal, mandat, arrêté : DDETSPP-2024-047",
            SEAT_1 + "+ Entre : Vice-procureure (mandat du 1er novembre 2026 au 31 octobre 2029) ; suppléant : Juge ; "
            "remplace : Substitut du procureur près le tribunal judiciaire d’Épinal ; à vérifier : arrêté non lu",
        ],
    ),
    (
        "mandat prolongé, suppléant, doute",
        [
            (M, "fin: 2027-05-13", "fin: 2028-05-13"),
            (M, DOCTOR, f'{DOCTOR}\n    suppleant: {{titre: "Médecin à Épinal"}}\n    a_verifier: "illisible"'),
        ],
        [
            SEAT_1 + "~ Substitut du procureur près le tribunal judiciaire d’Épinal, mandat prolongé : jusqu’au 13 mai "
            "2027 → jusqu’au 13 mai 2028",
            SEAT_8 + "+ Médecin généraliste à Saint-Dié-des-Vosges, suppléant : titre Médecin à Épinal",
            SEAT_8 + "+ Médecin généraliste à Saint-Dié-des-Vosges, à vérifier : illisible",
        ],
    ),
    (
        "fin annoncée, formation retirée, qualité",
        [
            (M, "    formation: {date: 2026-04-02, association: association-sapin-2024, niveau: departemental}\n", ""),
            (M, "    mandat: {debut: 2026-01-02}", "    mandat: {debut: 2026-01-02, fin: 2028-01-01}"),
        ],
        [
            SEAT_2 + "- Cheffe du service solidarités, représentant la DDETSPP, formation : date 2 avril 2026, "
            "association Association exemple Les Sapins, niveau de l’agrément départemental",
            SEAT_2 + "~ Cheffe du service solidarités, représentant la DDETSPP, mandat écourté : sans date de fin → "
            "jusqu’au 1er janvier 2028",
        ],
    ),
    (
        "change de siège",
        [(M, PJ, ""), (M, "police_nationale:\n", f"police_nationale:\n{PJ.replace('2023-12-01', '2024-01-01')}")],
        [
            SEAT_3
            + "+ Change de siège : Représentant du directeur zonal de la police nationale (zone Est), auparavant "
            "« 4° Directeur zonal de la police nationale ou son représentant »",
            SEAT_3 + "~ Représentant du directeur zonal de la police nationale (zone Est), mandat : depuis le 1er "
            "décembre 2023 → depuis le 1er janvier 2024",
            SEAT_4 + "- Passe à un autre siège : Représentant du directeur zonal de la police nationale (zone Est)",
        ],
    ),
    (
        "nouvel identifiant, nom jamais montré",
        [(M, DOCTOR, f'{DOCTOR}\n    nom: "Docteur Untel"'), (M, "id: magistrat-2", "id: magistrat-9")],
        [
            SEAT_1 + "~ Substitut du procureur près le tribunal judiciaire d’Épinal, identifiant : magistrat-2 → "
            "magistrat-9",
            SEAT_8 + "+ Médecin généraliste à Saint-Dié-des-Vosges, nom : non montré",
        ],
    ),
    (
        "anciens titulaires",
        [(M, '  - {id: police-1, titre: "Directeur', '  - {id: police-0, titre: "Commissaire')],
        [
            SEAT_3 + "- Ancien titulaire effacé : Directeur départemental de la sécurité publique (mandat du 1er avril "
            "2021 au 30 novembre 2023)",
            SEAT_3 + "+ Ancien titulaire ajouté : Commissaire départemental de la sécurité publique (mandat du 1er "
            "avril 2021 au 30 novembre 2023)",
        ],
    ),
    (
        "date illisible",
        [(M, "fin: 2023-11-30", "fin: 31/11/2023")],
        [
            SEAT_3 + "~ Directeur départemental de la sécurité publique, mandat : jusqu’au 30 novembre 2023 → jusqu’au "
            "« 31/11/2023 »"
        ],
    ),
    (
        "siège écrit sans titulaire, siège d’une autre rédaction",
        [(M, "cohesion_sociale:\n  - id: ddetspp-cohesion-1", "cohesion_sociale:\n  - id: autre-1")],
        [
            "Membres | Directeur départemental de la cohésion sociale ou son représentant (siège d’une autre "
            "rédaction) | ~ Cheffe du service solidarités, représentant la DDETSPP, identifiant : ddetspp-cohesion-1 → "
            "autre-1"
        ],
    ),
]

SESSIONS: list[tuple[str, list[Edit], list[str]]] = [
    (
        "annulée, à une autre heure",
        [
            (
                S,
                'heure: "14:30"\n  formation: politique\n  etat: prevue',
                'heure: "15:00"\n  formation: politique\n  etat: annulee',
            )
        ],
        [
            "Séances | Séance politique du 3 décembre 2026 | ~ Heure : 14:30 → 15:00",
            "Séances | Séance politique du 3 décembre 2026 | ~ État : prévue → annulée",
        ],
    ),
    (
        "déplacée",
        [
            (S, "- date: 2026-12-03", "- date: 2027-01-07"),
            (
                S,
                'heure: "14:30"\n  formation: politique\n  etat: prevue',
                'heure: "09:00"\n  formation: politique\n  etat: prevue',
            ),
        ],
        [
            "Séances | ~ Séance politique déplacée : 3 décembre 2026 → 7 janvier 2027",
            "Séances | Séance politique du 7 janvier 2027 | ~ Heure : 14:30 → 09:00",
        ],
    ),
    (
        "ajoutée et retirée",
        [
            (
                S,
                "formation: politique\n  etat: prevue",
                "formation: individuelle\n  etat: tenue\n  dossiers: [{reference: 'z-1'}, {reference: 'z-2'}]",
            ),
            (S, "- date: 2026-12-03", "- date: 2026-11-19"),
        ],
        [
            "Séances | + Nouvelle séance : individuelle du 19 novembre 2026, tenue, à 14:30, 2 dossiers examinés",
            "Séances | - Séance retirée : politique du 3 décembre 2026, prévue, à 14:30",
        ],
    ),
    (
        "dossiers comptés, jamais montrés",
        [
            (S, "avis: favorable, decision: {sens: autorise", "avis: defavorable, decision: {sens: refuse"),
            (
                S,
                '    - {reference: "2026-03"',
                '    - {reference: "2026-99", nature: engagement}\n    - {reference: "2026-03"',
            ),
        ],
        [
            "Séances | Séance individuelle du 6 novembre 2025 | ~ Dossiers : 1 (1 modifié : avis, décision)",
            "Séances | Séance individuelle du 5 mars 2026 | ~ Dossiers : 1 → 2 (1 ajouté)",
        ],
    ),
    (
        "présents, pouvoirs, procès-verbal, convocation, ordre du jour",
        [
            (S, "[magistrat-2, ddetspp-1, pj-2, g", "[ddetspp-1, g"),
            (
                S,
                f'  pv: {{date: 2026-11-09, transmis: 2026-11-10, lien: "{MINUTES}"}}\n',
                "  pouvoirs: [{de: pj-2, a: ddetspp-1}]\n",
            ),
            (S, "convocation: {date: 2026-11-13}", "convocation: {date: 2026-11-13, urgence: true}"),
            (S, '"Orientations pour 2027"', '"Bilan de 2026"'),
        ],
        [
            "Séances | Séance individuelle du 5 novembre 2026 | - Procès-verbal : date 9 novembre 2026, transmis 10 "
            f"novembre 2026, lien {MINUTES}",
            "Séances | Séance individuelle du 5 novembre 2026 | ~ Présents : 10 → 8 (2 retirés)",
            "Séances | Séance individuelle du 5 novembre 2026 | ~ Pouvoirs : non dit → 1 (1 ajouté)",
            "Séances | Séance politique du 3 décembre 2026 | + Convocation, urgence : oui",
            "Séances | Séance politique du 3 décembre 2026 | + Ordre du jour : Bilan de 2026",
            "Séances | Séance politique du 3 décembre 2026 | - Ordre du jour : Orientations pour 2027",
        ],
    ),
    (
        "autre formation",
        [
            (
                S,
                "individuelle\n  etat: tenue\n  # La",
                "mineurs\n  etat: tenue\n  # La",
            )
        ],
        ["Séances | Séance sur les mineurs du 5 novembre 2026 | ~ Formation : individuelle → mineurs"],
    ),
]

PROCEDURES: list[tuple[str, list[Edit], list[str]]] = [
    (
        "pièces",
        [
            (P, '["Document de suivi", "Avis de l’association"]', '["Document de suivi", "Projet d’insertion"]'),
            (P, "alternatives: [attestation_consulaire, carte_identite]", "alternatives: [carte_identite]"),
            (P, "anciennete_max_mois: 6", "anciennete_max_mois: 3"),
            (P, "    - {piece: avis_commission}\n", '    - {piece: plainte}\n    - {piece: autre, precision: "RIB"}\n'),
        ],
        [
            "Procédures | Parcours de sortie | + Pièce demandée : Projet d’insertion",
            "Procédures | Parcours de sortie | - Pièce qui n’est plus demandée : Avis de l’association",
            APS
            + "- Pièce « passeport ou, à défaut, d’autres documents dont un avec photographie », autres documents : "
            "attestation consulaire",
            APS + "~ Pièce « justificatif de domicile de moins de six mois », ancienneté : 6 mois → 3 mois",
            APS + "+ Pièce demandée : récépissé de dépôt de plainte",
            APS + "+ Pièce demandée : pièce qui n’est pas dans la liste (précision RIB)",
            APS + "- Pièce qui n’est plus demandée : avis de la commission",
        ],
    ),
    (
        "réglages",
        [
            (P, "visa_long_sejour_exige: false", "visa_long_sejour_exige: true"),
            (P, "oqtf_anterieure: examinee", "oqtf_anterieure: bloquante"),
            (P, "psp_sans_aps_pendant_la_demande", "refuse"),
            (P, "a_defaut: condition_remplie", "a_defaut: refus"),
            (P, "delai_cible_jours: 45", "delai_cible_jours: 60"),
            (P, 'service: "Préfecture des Vosges, bureau des étrangers"', 'service: "Guichet unique"'),
        ],
        [
            "Procédures | Parcours de sortie | ~ Délai visé : 45 jours → 60 jours",
            APS + "~ Service : Préfecture des Vosges, bureau des étrangers → Guichet unique",
            APS + "~ Visa de long séjour exigé : non → oui",
            APS + "~ OQTF antérieure : examinée → bloquante",
            APS + "~ Demandeur d’asile : parcours sans autorisation provisoire pendant la demande d’asile → refusé",
            APS + "~ Doute sur l’arrêt, à défaut : condition remplie → refus",
        ],
    ),
    (
        "procédure qui n’est plus décrite",
        [(P, 'afis:\n  service: "Mutualité sociale agricole (MSA) Lorraine"', "")],
        [
            "Procédures | AFIS | - Procédure qui n’est plus décrite",
            "Procédures | AFIS | - Service : Mutualité sociale agricole (MSA) Lorraine",
        ],
    ),
    (
        "long texte",
        [
            (
                P,
                "Entretien commun de l’association et du travailleur social.",
                "Entretien commun de l’association et de l’assistante sociale.",
            )
        ],
        [
            "Procédures | Parcours de sortie | ~ Évaluation des besoins : … de l’association et du travailleur social. "
            "→ … de l’association et de l’assistante sociale."
        ],
    ),
]

NOISE: list[tuple[str, list[Edit], list[str]]] = [
    ("commentaire", [(C, "# Petite commission.", "# Très petite commission.")], []),
    ("guillemets", [(C, 'titre: "Préfète des Vosges"', "titre: Préfète des Vosges")], []),
    (
        "ordre des clés",
        [
            (
                P,
                "{saisine_police: possible, a_defaut: condition_remplie}",
                "{a_defaut: condition_remplie, saisine_police: possible}",
            )
        ],
        [],
    ),
    ("ordre d’une liste", [(S, "[magistrat-2, ddetspp-1, pj-2, g", "[pj-2, magistrat-2, ddetspp-1, g")], []),
    ("espaces d’un texte", [(C, '"Préfète des Vosges"', '"Préfète  des\u00a0Vosges "')], []),
    ("ordre des titulaires", [(M, PJ, ""), (M, "police_judiciaire:\n", f"police_judiciaire:\n{PJ}")], []),
]


@pytest.mark.parametrize(
    ("edits", "lines"),
    [pytest.param(*case[1:], id=case[0]) for case in [*COMMISSION, *MEMBERS, *SESSIONS, *PROCEDURES, *NOISE]],
)
def test_a_change_is_told_in_these_lines(copy: Copy, edits: list[Edit], lines: list[str]) -> None:
    folder = edit(copy("88"), *edits)
    assert compared(original(folder), folder) == lines


def test_a_vacancy_is_prolonged_shortened_or_lifted(copy: Copy) -> None:
    folder = copy("23")
    end = (C, "jusqu_au: 2026-12-31", "jusqu_au: 2027-06-30")
    seat = EXCEPTIONS + "~ Vacance, 10° associations agréées, "
    edit(folder, end)
    assert compared(original(folder), folder) == [
        seat + "prolongée : jusqu’au 31 décembre 2026 → jusqu’au 30 juin 2027"
    ]
    assert compared(folder, original(folder)) == [seat + "écourtée : jusqu’au 30 juin 2027 → jusqu’au 31 décembre 2026"]


def test_a_folder_that_comes_or_goes_is_summed_up(copy: Copy) -> None:
    found = copy("23")
    read = load(Folder(found, f"departments/{found.name}"))
    portrait = (
        "commission installée le 12 avril 2021, 19 membres en place au 23 novembre 2026, 5 séances, 1 vacance déclarée"
    )
    assert listed(sections(None, read, TODAY)) == [f"Fiche | + Nouvelle fiche : {portrait}"]
    assert listed(sections(read, None, TODAY)) == [f"Fiche | - Fiche retirée : {portrait}"]
