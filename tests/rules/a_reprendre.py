"""The sentences whose remedy, followed to the letter, does not hold yet, by family: « règle | cas »."""

A_REPRENDRE: dict[str, frozenset[str]] = {
    "composition": frozenset(
        {
            "siege-sans-titulaire | membres",
        }
    ),
    "lecture": frozenset(
        {
            "accents-abimes | ",
            "caractere-interdit | ",
            "caractere-interdit | echappe",
            "cle-inconnue | ",
            "cle-inconnue | plusieurs",
            "conflit-git | ",
            "departement-hors-liste | ",
            "fichier-trop-profond | ",
            "fichier-vide | ",
            "forme-inattendue | ",
            "yaml-alias | ",
            "yaml-alias | inutile",
            "yaml-cle-repetee | ",
            "yaml-cle-repetee | element",
            "yaml-espace-insecable | ",
            "yaml-etiquette | ",
            "yaml-fusion | ",
            "yaml-illisible | ",
            "yaml-tabulation | ",
        }
    ),
    "liste": frozenset(
        {
            "arrete-posterieur-au-mandat | silence",
            "arrete-sur-siege-de-droit | ",
            "mandat-sans-arrete | ",
            "mandat-sans-arrete | objet",
            "mandat-sans-arrete | silence",
        }
    ),
    "mandats": frozenset(
        {
            "mandat-bientot-fini | ",
            "mandat-expire | ",
            "mandat-trop-long | silence",
        }
    ),
    "personnes": frozenset(
        {
            "donnee-personnelle | ",
            "donnee-personnelle | contact",
            "donnee-personnelle | ligne",
            "donnee-personnelle | reference",
        }
    ),
    "pieces": frozenset(
        {
            "piece-hors-liste | ",
            "piece-nationale-manquante | ",
            "pieces-permises | ",
            "pieces-permises | tot",
            "plainte-exigee | ",
        }
    ),
    "precisions": frozenset(
        {
            "demande-interdite-dans-une-precision | ",
            "piece-autrement-demandee | age",
            "piece-autrement-demandee | mots",
        }
    ),
    "presents": frozenset(
        {
            "present-inconnu | ",
            "present-inconnu | mandat",
            "present-inconnu | siege",
            "siege-exclu-present | ",
        }
    ),
    "presidence": frozenset(
        {
            "copresidence-absente | ",
            "copresidence-sans-texte | ",
            "presidence-absente | ",
            "presidence-sans-verdict | ",
        }
    ),
    "procedures": frozenset(
        {
            "aide-financiere-non-decrite | silence",
            "aide-financiere-non-decrite | vide",
            "aide-financiere-non-decrite | caisse",
            "autorisation-de-sejour-non-decrite | silence",
            "autorisation-de-sejour-non-decrite | vide",
            "montant-ecrit-dans-le-dossier | ",
            "parcours-non-decrit | silence",
            "parcours-non-decrit | vide",
            "sortie-non-decrite | silence",
            "sortie-non-decrite | vide",
            "sortie-non-decrite | mois",
        }
    ),
    "quorum": frozenset(
        {
            "pouvoir-irregulier | ",
            "pouvoir-irregulier | present",
            "pouvoir-irregulier | absent",
            "pouvoir-irregulier | inconnu",
            "quorum-non-atteint | ",
            "quorum-non-atteint | douteux",
            "quorum-non-atteint | partielle",
            "quorum-non-atteint | silence",
        }
    ),
    "seances": frozenset(
        {
            "calendrier-sans-suite | ",
            "calendrier-sans-suite | repetee",
            "demandes-sans-seance | ",
            "demandes-sans-seance | silence",
            "seances-trop-espacees | ",
            "seances-trop-espacees | depuis",
            "seances-trop-espacees | silence",
        }
    ),
    "sejour": frozenset(
        {
            "visa-long-sejour-exige | ",
        }
    ),
    "services": frozenset(
        {
            "ancien-service-nomme | ",
            "service-de-l-etat-inattendu | ",
            "service-de-l-etat-inattendu | incertain",
            "substitution-incomplete | ",
            "substitution-incomplete | adaptation",
            "substitution-incomplete | meme-titre",
            "substitution-incomplete | competence",
        }
    ),
    "suppleance": frozenset(
        {
            "remplacement-trop-long | inconnu",
            "remplacement-trop-long | succession",
            "remplacement-trop-long | silence",
            "suppleant-mal-choisi | assemblee",
            "suppleant-mal-choisi | service",
            "suppleant-mal-choisi | personnalite",
            "suppleant-mal-choisi | silence",
        }
    ),
    "surveillance": frozenset(
        {
            "exception-a-surveiller | ",
            "exception-a-surveiller | siege",
            "exception-a-surveiller | derogation",
            "exception-a-surveiller | autorite",
            "exception-a-surveiller | en_cours",
            "exception-a-surveiller | doutes",
        }
    ),
    "tenue": frozenset(
        {
            "convocation-tardive | apres",
            "convocation-tardive | silence",
            "proces-verbal-avant-la-seance | ",
            "proces-verbal-avant-la-seance | transmis_avant",
            "proces-verbal-avant-la-seance | futur",
            "proces-verbal-avant-la-seance | silence",
            "proces-verbal-avant-la-seance | transmis",
        }
    ),
    "titulaires": frozenset(
        {
            "mandats-qui-se-chevauchent | ",
            "mandats-qui-se-chevauchent | partage",
            "personne-dans-deux-sieges | ",
            "personne-dans-deux-sieges | adaptation",
            "siege-a-deux-titulaires | ",
            "siege-a-deux-titulaires | droit",
        }
    ),
}
