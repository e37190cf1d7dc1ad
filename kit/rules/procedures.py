"""What the procedures describe: the support, the permit, what comes after, who pays (instruction of 2022, 2)."""

import re
from collections.abc import Iterator

from kit.findings.finding import Outcome, Pointer, Severity
from kit.findings.rule import Breach
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import data, provision
from kit.model.procedures import Aps
from kit.rules.description import silent, speaks_of, texts
from kit.yaml import names

_EUROS = re.compile(r"\d[\d\s.,]*(?:€|euros?\b|eur\b)", re.IGNORECASE)
_MONTHS = re.compile(r"(\d+)\s+mois\b", re.IGNORECASE)
_PSP = (
    "depot",
    "accompagnement/logement",
    "accompagnement/soins",
    "accompagnement/droits",
    "accompagnement/insertion",
    "evaluation_besoins",
    "delai_cible_jours",
)
_APS = (
    "service",
    "pieces",
    "duree_mois",
    "visa_long_sejour_exige",
    "oqtf_anterieure",
    "demandeur_asile",
    "doute_arret_activite/saisine_police",
    "doute_arret_activite/a_defaut",
    "delai_cible_jours",
)
_SORTIE = ("carte_sejour_temporaire", "contrat_integration_republicaine", "delai_cible_jours")


@rule(
    id="parcours-non-decrit",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-20-1", "E-21-1", "E-23-2"),
    needs=("procedures",),
    sentences={
        "silence": (
            "Le fichier ne dit pas tout du parcours de sortie : il manque {quoi}.",
            "Ajoutez {cles} sous « psp: » de procedures.yaml.",
        ),
        "vide": (
            "Le parcours de sortie est écrit, mais sans rien décrire sous {quoi}.",
            "Écrivez en une phrase ce que fait le département, sous {cles}, ou retirez la ligne en attendant.",
        ),
    },
)
def parcours_non_decrit(case: Case) -> Iterator[Breach]:
    """Le parcours de sortie est décrit : à qui écrire, quelle évaluation, quel accompagnement, quel délai.

    **Ce que dit le texte.** L’accompagnement repose sur un projet d’insertion, élaboré avec la personne « à l’issue
    d’une évaluation de ses besoins sanitaires, sociaux et professionnels » (2). Le parcours couvre « logement,
    hébergement, accès aux soins, accès aux droits, action d’insertion sociale et professionnelle » (2.1).

    **Ce qui est vérifié.** `psp` de procedures.yaml : `depot` (qui reçoit la demande), `evaluation_besoins`, les quatre
    champs de `accompagnement`, `delai_cible_jours`. Ce qui n’est pas écrit est « non renseigné », en un seul
    constat ; un texte qui ne décrit rien (« à compléter ») est « à vérifier ». Le contenu n’est pas jugé.

    **Comment corriger.** Écrire une phrase par champ. Le dossier du parcours n’a pas de liste fermée de pièces : le kit
    ne juge que les pièces de l’autorisation de séjour.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {psp: {evaluation_besoins: "À compléter"}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {psp: {evaluation_besoins: "Un bilan (santé, logement, emploi) à l’entrée, puis chaque semestre."}}
    ```
    """
    yield from silent(case, "psp", _PSP, "2 et 2.1")


@rule(
    id="autorisation-de-sejour-non-decrite",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-22-1", "E-22-3", "E-23-2"),
    needs=("procedures",),
    sentences={
        "silence": (
            "Le fichier ne dit pas tout de l’autorisation provisoire de séjour : il manque {quoi}.",
            "Ajoutez {cles} sous « aps: » de procedures.yaml.",
        ),
        "vide": (
            "L’autorisation provisoire de séjour est écrite, mais sans rien décrire sous {quoi}.",
            "Écrivez ce que fait la préfecture, sous {cles}, ou retirez la ligne en attendant.",
        ),
    },
)
def autorisation_de_sejour_non_decrite(case: Case) -> Iterator[Breach]:
    """L’autorisation provisoire de séjour est décrite : service, pièces, durée, cas particuliers, délai.

    **Ce que dit le texte.** L’instruction (2.2) regrette « le manque d’harmonisation » des critères, des pièces et des
    délais, et demande une bonne application du code : encore faut-il que chacun dise ce qu’il fait.

    **Ce qui est vérifié.** Chaque ligne de `aps` est écrite, en un seul constat. Ce qui manque est « non renseigné »
    ici, et la règle qui en a besoin reste elle aussi « non renseignée ».

    **Comment corriger.** Ajouter les lignes, comme dans le dossier d’exemple de l’Isère.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {service: "à définir"}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {service: "Bureau du séjour de la préfecture", delai_cible_jours: 30}}
    ```
    """
    procedures = case.commission.procedures
    aps = procedures.aps if procedures else None
    yield from silent(case, "aps", _APS, "2.2", tuple(_documents(aps)) if aps else ())


def _documents(aps: Aps) -> Iterator[Pointer]:
    """Give what the documents of the list leave unsaid."""
    nationality, address = aps.asked("nationalite"), aps.asked("domicile")
    if nationality and nationality.document_perime is None:
        yield (*nationality.pointer, "document_perime")
    if address and address.anciennete_max_mois is None:
        yield (*address.pointer, "anciennete_max_mois")


@rule(
    id="sortie-non-decrite",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-23-1", "E-23-2", "E-23-3"),
    needs=("procedures",),
    sentences={
        "silence": (
            "Le fichier ne dit pas tout de ce qui suit le parcours : il manque {quoi}.",
            "Ajoutez {cles} sous « sortie: » de procedures.yaml.",
        ),
        "vide": (
            "La suite du parcours est écrite, mais sans rien décrire sous {quoi}.",
            "Écrivez en une phrase ce que fait le département, sous {cles}, ou retirez la ligne en attendant.",
        ),
        "mois": (
            "La carte de séjour temporaire est examinée après « {ecrit} », alors que l’instruction parle de {mois} "
            "mois de parcours.",
            "Vérifiez la durée, et écrivez « {mois} mois » si c’est bien celle du parcours.",
        ),
    },
)
def sortie_non_decrite(case: Case) -> Iterator[Breach]:
    """La suite du parcours est décrite : carte de séjour temporaire, contrat d’intégration, délai.

    **Ce que dit le texte.** Après vingt-quatre mois de parcours, des engagements tenus et une autorisation renouvelée
    régulièrement, le préfet examine si le séjour peut continuer par une carte de séjour temporaire ; le titre est
    délivré « dans les meilleurs délais possibles », pour permettre la signature du contrat d’intégration républicaine
    (2.3). C’est un pouvoir d’appréciation : la carte n’est pas de droit.

    **Ce qui est vérifié.** Les trois lignes de `sortie` sont écrites, en un seul constat « non renseigné ». Une durée
    en chiffres qui n’est pas celle du parcours (article R. 121-12-10 du CASF) est « à vérifier ».

    **Comment corriger.** Dire qui examine la carte et quand, comment le contrat est proposé, en combien de jours.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {sortie: {carte_sejour_temporaire: "Examinée après 36 mois de parcours."}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {sortie: {carte_sejour_temporaire: "Examinée par le bureau du séjour après 24 mois de parcours."}}
    ```
    """
    yield from silent(case, "sortie", _SORTIE, "2.3")
    procedures = case.commission.procedures
    card = procedures.sortie.carte_sejour_temporaire if procedures and procedures.sortie else None
    version = provision("casf-psp").in_force(case.as_of)
    if not card or version is None:
        return
    total = str(version.number("total_mois"))
    written = list(_MONTHS.finditer(card))
    if written and total not in [months[1] for months in written]:
        yield Breach(
            pointer=("procedures", "sortie", "carte_sejour_temporaire"),
            case="mois",
            outcome=Outcome.REVIEW,
            fields={"ecrit": written[0][0], "mois": total},
            paragraph="2.3",
        )


@rule(
    id="aide-financiere-non-decrite",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-21-2",),
    needs=("procedures",),
    sentences={
        "silence": (
            "Le fichier ne dit pas qui verse l’aide financière à l’insertion (AFIS) : il manque {quoi}.",
            "Ajoutez {cles} sous « afis: » de procedures.yaml, avec le nom de la caisse de mutualité sociale agricole.",
        ),
        "vide": (
            "L’aide financière à l’insertion (AFIS) est écrite, mais sans rien décrire sous {quoi}.",
            "Écrivez sous {cles} le nom de la caisse de mutualité sociale agricole qui verse l’aide.",
        ),
        "caisse": (
            "« {ecrit} » n’est pas une caisse de mutualité sociale agricole (MSA), qui verse l’aide financière (AFIS).",
            "Vérifiez qui verse l’aide, et nommez la caisse de MSA sous « service ».",
        ),
    },
)
def aide_financiere_non_decrite(case: Case) -> Iterator[Breach]:
    """Le dossier dit qui verse l’aide financière à l’insertion (AFIS).

    **Ce que dit le texte.** L’entrée dans le parcours ouvre, sous conditions, l’aide prévue aux articles R.
    121-12-13-1 et suivants du CASF (2.1). Ces articles (D. 121-12-15 à D. 121-12-18) la font verser par la mutualité
    sociale agricole.

    **Ce qui est vérifié.** `service` sous `afis` est écrit ; un service qui ne nomme pas la MSA est « à vérifier »,
    car plusieurs services peuvent recevoir la demande.

    **Comment corriger.** Nommer la caisse. Le montant ne s’écrit pas : le site donne celui du texte, à sa date.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {afis: {service: "Caisse d’allocations familiales"}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {afis: {service: "MSA Alpes du Nord"}}
    ```
    """
    told = tuple(silent(case, "afis", ("service",), "2.1"))
    yield from told
    procedures = case.commission.procedures
    afis = procedures.afis if procedures else None
    payers = data("casf-d121-12-14")["payeur"]["mots"]
    if not told and afis and afis.service and not speaks_of(afis.service, payers):
        yield Breach(
            pointer=(*afis.pointer, "service"),
            case="caisse",
            outcome=Outcome.REVIEW,
            fields={"ecrit": names.shown(afis.service)},
            paragraph="2.1",
        )


@rule(
    id="montant-ecrit-dans-le-dossier",
    severity=Severity.ERROR,
    provision="casf-d121-12-14",
    traces=("E-21-2",),
    needs=("procedures",),
    sentences={
        "": (
            "Un montant en euros (« {ecrit} ») est écrit dans le dossier, alors que les montants viennent des textes "
            "et changent avec eux.",
            "Effacez le montant : le site donne celui du texte en vigueur à chaque date.",
        ),
    },
)
def montant_ecrit_dans_le_dossier(case: Case) -> Iterator[Breach]:
    """Aucun montant n’est écrit à la main.

    **Ce que dit le texte.** L’article D. 121-12-14 fixe le montant de l’aide financière (AFIS) pour tout le pays ; il a
    changé plusieurs fois, une fois avec effet rétroactif. Mayotte a son propre barème, dont la rédaction actuelle
    n’a pas été relue.

    **Ce qui est vérifié.** Aucun texte libre de `afis` ni de `psp` ne contient un nombre suivi de « € » ou
    d’« euros ». Là où la rédaction n’a pas été lue (avant le 4 décembre 2025), le constat est « à vérifier ».

    **Comment corriger.** Effacer le montant. Un montant faux ou vieilli prive des personnes de leur droit.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {afis: {service: "MSA Alpes du Nord, 343,20 € par mois"}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {afis: {service: "MSA Alpes du Nord, 24 mois au plus"}}
    ```
    """
    procedures = case.commission.procedures
    if procedures is None:
        return
    for record in (procedures.psp, procedures.afis):
        for pointer, text in texts(record):
            if found := _EUROS.search(text):
                yield Breach(pointer=pointer, fields={"ecrit": found[0].strip()}, paragraph="article D. 121-12-14")
