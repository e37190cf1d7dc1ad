"""The sentences whose remedy, followed to the letter, does not hold yet, by family: « règle | cas »."""

A_REPRENDRE: dict[str, frozenset[str]] = {
    "agrements": frozenset(
        {
            "agrement-trop-long | silence",
            "association-sans-agrement | ",
            "association-sans-agrement | duree",
            "association-sans-agrement | silence",
            "association-sans-agrement | inconnue",
        }
    ),
    "annees": frozenset(
        {
            "annee-a-completer | ",
            "reunions-insuffisantes | ",
            "reunions-insuffisantes | incertaine",
            "reunions-insuffisantes | mixte",
            "reunions-insuffisantes | silence",
        }
    ),
    "arretes": frozenset(
        {
            "liste-mal-signee | ",
            "liste-mal-signee | de-trop",
            "liste-mal-signee | lisible",
            "liste-non-arretee | ",
            "liste-non-arretee | sans-date",
            "liste-non-arretee | modification",
        }
    ),
    "associations": frozenset(
        {
            "association-agreee-unique | ",
            "departement-sans-association-agreee | ",
            "departement-sans-association-agreee | expire",
        }
    ),
    "autorisations": frozenset(
        {
            "autorisation-trop-longue | silence",
            "parcours-trop-long | ",
            "parcours-trop-long | silence",
        }
    ),
    "composition": frozenset(
        {
            "epci-absent | ",
            "epci-absent | silence",
            "siege-pluriel-a-un-seul | ",
            "siege-sans-titulaire | ",
            "siege-sans-titulaire | partielle",
            "siege-sans-titulaire | adaptation",
            "siege-sans-titulaire | douteux",
            "siege-sans-titulaire | competence",
            "siege-sans-titulaire | sans-debut",
        }
    ),
    "designations": frozenset(
        {
            "magistrat-mal-designe | cour",
        }
    ),
    "dossiers": frozenset(
        {
            "decision-avant-la-seance | ",
            "decision-avant-la-seance | futur",
            "decision-avant-la-seance | silence",
            "decision-avant-la-seance | attendue",
            "dossier-sans-avis | ajourne",
            "refus-sans-motif | ",
        }
    ),
    "droit": frozenset(
        {
            "droit-a-relire | ",
            "droit-a-relire | donnees",
            "droit-a-relire | fin",
        }
    ),
    "exceptions": frozenset(
        {
            "derogation-refusee | ",
            "derogation-refusee | lecture",
            "derogation-refusee | maison",
            "derogation-refusee | pays",
            "exception-expiree | ",
            "exception-expiree | derogation",
        }
    ),
    "formation": frozenset(
        {
            "formation-mal-assuree | ",
            "formation-mal-assuree | ailleurs",
            "formation-mal-assuree | agrement",
            "formation-mal-assuree | silence",
            "membre-sans-formation | ",
            "membre-sans-formation | arrivee",
            "membre-sans-formation | date",
        }
    ),
    "indicateurs": frozenset(
        {
            "delai-de-titre-depasse | ",
            "delai-de-titre-depasse | silence",
            "indicateurs-incoherents | ",
            "indicateurs-incoherents | suite",
            "indicateurs-mal-dates | ",
            "indicateurs-mal-dates | double",
            "indicateurs-pas-a-jour | ",
            "indicateurs-pas-a-jour | absents",
            "indicateurs-pas-a-jour | incomplets",
        }
    ),
    "installation": frozenset(
        {
            "commission-non-installee | ",
            "commission-non-installee | silence",
            "departement-sans-dossier | ",
        }
    ),
    "instruction": frozenset(
        {
            "association-du-dossier-inconnue | ",
            "association-du-dossier-inconnue | agrement",
            "association-du-dossier-inconnue | silence",
            "representant-non-retire | inconnu",
            "representant-non-retire | silence",
        }
    ),
    "justificatifs": frozenset(
        {
            "nationalite-sans-autre-document | photographie",
            "passeport-exige | piece",
        }
    ),
}
