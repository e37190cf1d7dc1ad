"""The permit itself: its length, and what may not stand in its way (L. 425-4 CESEDA; instruction, 2.2 and annexe 2)."""

from collections.abc import Iterator

from kit.findings.finding import Severity
from kit.findings.rule import Breach
from kit.judging.case import Case
from kit.judging.registry import rule

_CODE = "ceseda-aps"
_INSTRUCTION = "instruction-2022-7"


@rule(
    id="autorisation-trop-courte",
    severity=Severity.ERROR,
    provision=_CODE,
    traces=("E-22-1",),
    needs=("procedures/aps_duree_mois",),
    sentences={
        "": (
            "L’autorisation de séjour est donnée pour {ecrit} mois, alors que le texte demande {mois} mois au moins.",
            "Écrivez « duree_mois: {mois} », ou davantage.",
        ),
    },
)
def autorisation_trop_courte(case: Case) -> Iterator[Breach]:
    """L’autorisation provisoire de séjour dure six mois au moins.

    **Ce que dit le texte.** Une durée minimale de six mois, renouvelée pendant toute la durée du parcours
    (article L. 425-4). L’instruction dit « six mois » ; le code permet davantage. L’autorisation peut être refusée pour
    une menace à l’ordre public : cette réserve est à l’article L. 412-5, que l’instruction cite comme s’il était dans
    L. 425-4.

    **Ce qui est vérifié.** Le nombre de mois écrit sous `aps` (`duree_mois`), jamais moins que le minimum du code. Rien
    d’écrit est « non renseigné ».

    **Comment corriger.** Délivrer l’autorisation pour la durée minimale ou plus.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {duree_mois: 3}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {duree_mois: 12}}
    ```
    """
    procedures = case.commission.procedures
    version = case.version_of(_CODE)
    written = procedures.aps_duree_mois if procedures else None
    if version and written is not None and written < (least := version.number("duree_minimale_mois")):
        fields = {"ecrit": str(written), "mois": str(least)}
        yield Breach(pointer=("procedures", "aps", "duree_mois"), fields=fields, paragraph="article L. 425-4")


@rule(
    id="visa-long-sejour-exige",
    severity=Severity.ERROR,
    provision=_CODE,
    traces=("E-22-2", "E-22-3"),
    needs=("procedures/aps_visa_long_sejour",),
    sentences={
        "": (
            "Un visa de long séjour est exigé, alors que l’autorisation de séjour n’y est pas soumise.",
            "Écrivez « visa_long_sejour_exige: false », et retirez le visa des pièces s’il y est.",
        ),
    },
)
def visa_long_sejour_exige(case: Case) -> Iterator[Breach]:
    """Aucun visa de long séjour n’est demandé.

    **Ce que dit le texte.** « La délivrance de cette APS n’est pas soumise à la présentation d’un visa de long séjour
    et permet l’exercice d’une activité professionnelle » (instruction, 2.2) ; l’article L. 425-4 écarte l’article L.
    412-1.

    **Ce qui est vérifié.** Dans procedures.yaml, `visa_long_sejour_exige` ne dit pas « true » (oui), et le visa n’est
    pas parmi les pièces de `aps`. Le droit de visa de régularisation est autre chose : une taxe, permise à la remise du
    titre.

    **Comment corriger.** Ne plus demander le visa, et écrire `visa_long_sejour_exige: false`.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {visa_long_sejour_exige: true}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {visa_long_sejour_exige: false}}
    ```
    """
    procedures = case.commission.procedures
    aps = procedures.aps if procedures else None
    if aps is None:
        return
    piece = aps.asked("visa_long_sejour")
    if aps.visa_long_sejour_exige:
        yield Breach(pointer=(*aps.pointer, "visa_long_sejour_exige"), paragraph="article L. 425-4")
    elif piece:
        yield Breach(pointer=(*piece.pointer, "piece"), paragraph="article L. 425-4")


@rule(
    id="oqtf-bloquante",
    severity=Severity.ERROR,
    provision=_INSTRUCTION,
    traces=("E-22-4",),
    needs=("procedures/aps_oqtf_anterieure",),
    sentences={
        "": (
            "Une obligation de quitter le territoire antérieure bloque la demande, alors qu’elle n’en empêche pas "
            "l’examen.",
            "Écrivez « oqtf_anterieure: examinee » : seul compte le motif de menace ou de trouble à l’ordre public.",
        ),
    },
)
def oqtf_bloquante(case: Case) -> Iterator[Breach]:
    """Une obligation de quitter le territoire antérieure n’empêche pas l’examen.

    **Ce que dit le texte.** Une OQTF antérieure « ne fait pas obstacle à l’examen d’une demande d’APS » ; le préfet
    vérifie seulement qu’elle n’était pas fondée sur une menace ou un trouble à l’ordre public (2.2). L’article L.
    432-1-1 du CESEDA, plus récent, ne nomme que les cartes de séjour temporaires et pluriannuelles, pas l’APS : il
    peut en revanche peser sur la carte examinée après le parcours.

    **Ce qui est vérifié.** La ligne `oqtf_anterieure` de procedures.yaml ne dit pas « bloquante ».

    **Comment corriger.** Examiner la demande comme les autres, et écrire `oqtf_anterieure: examinee`.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {oqtf_anterieure: bloquante}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {oqtf_anterieure: examinee}}
    ```
    """
    procedures = case.commission.procedures
    if procedures and procedures.aps_oqtf_anterieure == "bloquante":
        yield Breach(pointer=("procedures", "aps", "oqtf_anterieure"), paragraph="2.2")


@rule(
    id="demandeur-asile-ecarte",
    severity=Severity.ERROR,
    provision=_INSTRUCTION,
    traces=("E-22-5",),
    needs=("procedures/aps_demandeur_asile",),
    sentences={
        "": (
            "Le demandeur d’asile est écarté du parcours, alors qu’il peut y entrer avec son attestation de demandeur.",
            "Écrivez « demandeur_asile: psp_sans_aps_pendant_la_demande ».",
        ),
    },
)
def demandeur_asile_ecarte(case: Case) -> Iterator[Breach]:
    """Un demandeur d’asile peut entrer dans le parcours.

    **Ce que dit le texte.** « Le demandeur d’asile peut solliciter son entrée dans le parcours de sortie de
    prostitution sous couvert d’une attestation de demandeur d’asile » (2.2). Si la protection lui est refusée, il
    peut avoir l’autorisation de séjour, s’il est toujours dans le parcours.

    **Ce qui est vérifié.** La ligne `demandeur_asile` de procedures.yaml ne dit pas « refuse ».

    **Comment corriger.** Instruire la demande de parcours, sans autorisation de séjour pendant la demande d’asile.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {demandeur_asile: refuse}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {demandeur_asile: psp_sans_aps_pendant_la_demande}}
    ```
    """
    procedures = case.commission.procedures
    if procedures and procedures.aps_demandeur_asile == "refuse":
        yield Breach(pointer=("procedures", "aps", "demandeur_asile"), paragraph="2.2")


@rule(
    id="autorisation-pendant-la-demande-d-asile",
    severity=Severity.WARNING,
    provision=_INSTRUCTION,
    traces=("E-22-5",),
    needs=("procedures/aps_demandeur_asile",),
    sentences={
        "": (
            "L’autorisation de séjour est délivrée pendant la demande d’asile, alors que l’attestation de demandeur en "
            "tient lieu jusqu’à la réponse.",
            "Écrivez « demandeur_asile: psp_sans_aps_pendant_la_demande », et délivrez l’autorisation si la protection "
            "est refusée.",
        ),
    },
)
def autorisation_pendant_la_demande_d_asile(case: Case) -> Iterator[Breach]:
    """L’autorisation de séjour attend la fin de la demande d’asile.

    **Ce que dit le texte.** « Vous ne lui délivrerez alors pas d’APS » tant que la demande d’asile est examinée (2.2).

    **Ce qui est vérifié.** La ligne `demandeur_asile` de procedures.yaml ne dit pas « aps_delivree ». C’est un
    avertissement et non une erreur : l’instruction s’adresse au préfet, et le code n’interdit pas d’être plus
    favorable.

    **Comment corriger.** Garder l’attestation de demandeur d’asile pendant la demande.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {demandeur_asile: aps_delivree}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {demandeur_asile: psp_sans_aps_pendant_la_demande}}
    ```
    """
    procedures = case.commission.procedures
    if procedures and procedures.aps_demandeur_asile == "aps_delivree":
        yield Breach(pointer=("procedures", "aps", "demandeur_asile"), paragraph="2.2")


@rule(
    id="doute-tranche-par-un-refus",
    severity=Severity.ERROR,
    provision=_INSTRUCTION,
    traces=("E-A2-9", "E-A2-6"),
    needs=("procedures/aps_doute_a_defaut",),
    sentences={
        "": (
            "Un doute sur l’arrêt de la prostitution mène à un refus, alors que la condition est réputée remplie.",
            "Écrivez « a_defaut: condition_remplie ».",
        ),
    },
)
def doute_tranche_par_un_refus(case: Case) -> Iterator[Breach]:
    """Le doute sur l’arrêt de la prostitution profite à la personne.

    **Ce que dit le texte.** « En cas de doute, vous pouvez solliciter les forces de police ou de gendarmerie. À défaut,
    vous considérerez que la condition est remplie » (annexe 2).

    **Ce qui est vérifié.** Sous `doute_arret_activite`, la ligne `a_defaut` de procedures.yaml ne dit pas « refus » :
    c’est ce que fait le département quand personne n’a pu lever le doute.

    **Comment corriger.** Considérer la condition comme remplie, et écrire `a_defaut: condition_remplie`.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {doute_arret_activite: {a_defaut: refus}}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {doute_arret_activite: {a_defaut: condition_remplie}}}
    ```
    """
    procedures = case.commission.procedures
    if procedures and procedures.aps_doute_a_defaut == "refus":
        yield Breach(pointer=("procedures", "aps", "doute_arret_activite", "a_defaut"), paragraph="annexe 2")


@rule(
    id="police-toujours-saisie",
    severity=Severity.WARNING,
    provision=_INSTRUCTION,
    traces=("E-A2-9",),
    needs=("procedures/aps_saisine_police",),
    sentences={
        "": (
            "La police ou la gendarmerie est saisie pour chaque demande, alors que le texte en fait une possibilité, "
            "en cas de doute.",
            "Écrivez « saisine_police: possible », ou « jamais ».",
        ),
    },
)
def police_toujours_saisie(case: Case) -> Iterator[Breach]:
    """La police n’est saisie qu’en cas de doute.

    **Ce que dit le texte.** « En cas de doute, vous pouvez solliciter les forces de police ou de gendarmerie »
    (annexe 2) : une possibilité, et seulement pour lever un doute. Ne jamais les saisir est permis.

    **Ce qui est vérifié.** Sous `doute_arret_activite`, la ligne `saisine_police` de procedures.yaml ne dit pas
    « systematique ».

    **Comment corriger.** Réserver la saisine aux dossiers où un doute existe vraiment.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {doute_arret_activite: {saisine_police: systematique}}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {doute_arret_activite: {saisine_police: possible}}}
    ```
    """
    procedures = case.commission.procedures
    if procedures and procedures.aps_saisine_police == "systematique":
        yield Breach(pointer=("procedures", "aps", "doute_arret_activite", "saisine_police"), paragraph="annexe 2")
