"""Vacancies and derogations have a term and a rule that admits them; rules of the kit, judged after the others."""

from collections.abc import Iterator

from kit.findings.finding import Severity
from kit.findings.rule import Breach, Rule, Scope, Subject
from kit.french import date
from kit.judging import registry
from kit.judging.case import Case
from kit.judging.excuse import admits, latest, seat_name
from kit.judging.past import is_past
from kit.judging.registry import rule
from kit.model.commission import Derogation, Vacance
from kit.yaml.guesses import nearest, question


@rule(
    id="exception-expiree",
    severity=Severity.ERROR,
    subject=Subject.JUDGED,
    provision=None,
    traces=(),
    needs=("commission",),
    sentences={
        "": (
            "La vacance du siège « {siege} » a pris fin le {fin}, elle ne compte plus.",
            "Retirez-la ou renouvelez-la avec une nouvelle date « jusqu_au », décidée par l’autorité.",
        ),
        "derogation": (
            "La dérogation à « {regle} » a pris fin le {fin}, elle ne compte plus.",
            "Retirez-la ou renouvelez-la avec une nouvelle date « jusqu_au », décidée par l’autorité.",
        ),
    },
)
def exception_expiree(case: Case) -> Iterator[Breach]:
    """Une vacance ou une dérogation dont le terme est passé ne reste pas dans le fichier.

    **Ce que dit le texte.** Aucun texte n’est cité : c’est une règle du kit. Une exception a un terme, pour que
    quelqu’un décide de nouveau.

    **Ce qui est vérifié.** Au jour demandé, le dernier jour de l’exception (`jusqu_au`, compris) n’est pas passé.

    **Comment corriger.** La retirer ou, après une nouvelle décision, écrire un nouveau terme.

    ```yaml title="non conforme au 2026-11-23"
    commission:
      vacances: [{siege: medecin, depuis: 2026-01-15, motif: "Démission", autorite: "Préfet", jusqu_au: 2026-11-22}]
    ```

    ```yaml title="conforme au 2026-11-23"
    commission:
      vacances: [{siege: medecin, depuis: 2026-01-15, motif: "Démission", autorite: "Préfet", jusqu_au: 2026-11-23}]
    ```
    """
    for vacance in case.commission.vacances:
        if vacance.jusqu_au < case.as_of:
            yield _end(vacance, "", siege=seat_name(case, vacance.siege), fin=date(vacance.jusqu_au))
    for derogation in case.commission.derogations:
        if derogation.jusqu_au < case.as_of:
            yield _end(derogation, "derogation", regle=derogation.regle, fin=date(derogation.jusqu_au))


@rule(
    id="exception-trop-longue",
    severity=Severity.ERROR,
    subject=Subject.JUDGED,
    provision=None,
    traces=(),
    needs=("commission",),
    sentences={
        "": (
            "La vacance du siège « {siege} » court jusqu’au {fin}, plus d’un an après son début : elle ne compte pas.",
            "Écrivez « jusqu_au: {limite} » au plus tard, ou prononcez-vous plus tôt.",
        ),
        "derogation": (
            "La dérogation à « {regle} » court jusqu’au {fin}, plus d’un an après le {jour} : elle ne compte pas.",
            "Écrivez « jusqu_au: {limite} » au plus tard, ou prononcez-vous plus tôt.",
        ),
    },
)
def exception_trop_longue(case: Case) -> Iterator[Breach]:
    """Une vacance ou une dérogation dure un an au plus.

    **Ce que dit le texte.** Aucun texte n’est cité : c’est une règle du kit. Au-delà d’un an, ce n’est plus une
    exception.

    **Ce qui est vérifié.** Le terme d’une vacance, un an au plus après son début ; celui d’une dérogation, qui n’a pas
    de date de début, un an au plus après le jour demandé. Une vacance qui n’a pas commencé n’est pas jugée, ni une
    dérogation quand le jour demandé est un jour passé.

    **Comment corriger.** Rapprocher le terme, puis décider de nouveau à cette date.

    ```yaml title="non conforme au 2026-11-23"
    commission:
      derogations: [{regle: epci-absent, motif: "Élection à venir", autorite: "Préfet", jusqu_au: 2028-12-31}]
    ```

    ```yaml title="conforme au 2026-11-23"
    commission:
      derogations: [{regle: epci-absent, motif: "Élection à venir", autorite: "Préfet", jusqu_au: 2027-06-30}]
    ```
    """
    for vacance in case.commission.vacances:
        limit = latest(vacance.depuis)
        if vacance.depuis <= case.as_of <= vacance.jusqu_au and vacance.jusqu_au > limit:
            fields = {"siege": seat_name(case, vacance.siege), "fin": date(vacance.jusqu_au)}
            yield _end(vacance, "", **fields, limite=limit.isoformat())
    limit = latest(case.as_of)
    for derogation in case.commission.derogations:
        if derogation.jusqu_au > limit and not is_past(case):
            fields = {"regle": derogation.regle, "fin": date(derogation.jusqu_au), "jour": date(case.as_of)}
            yield _end(derogation, "derogation", **fields, limite=limit.isoformat())


@rule(
    id="derogation-refusee",
    severity=Severity.ERROR,
    subject=Subject.JUDGED,
    provision=None,
    traces=(),
    needs=("commission",),
    sentences={
        "": (
            "La règle « {regle} », à laquelle cette dérogation se rapporte, n’existe pas{suggestion}",
            "Écrivez sous « regle » le nom d’une règle, tel que « kit rules » le donne.",
        ),
        "lecture": (
            "La règle « {regle} » est une règle de lecture du fichier : aucune dérogation n’y change rien.",
            "Corrigez le fichier, puis retirez cette dérogation.",
        ),
        "maison": (
            "La règle « {regle} » protège les personnes ou encadre les exceptions : aucune dérogation n’y change rien.",
            "Corrigez ce que cette règle signale, puis retirez cette dérogation.",
        ),
        "pays": (
            "La règle « {regle} » porte sur tout le pays : un département ne peut pas y déroger.",
            "Retirez cette dérogation.",
        ),
    },
)
def derogation_refusee(case: Case) -> Iterator[Breach]:
    """Une dérogation se rapporte à une règle qui existe et qui l’admet.

    **Ce que dit le texte.** Aucun texte n’est cité : c’est une règle du kit. Une dérogation qui ne se rapporte à rien
    donnerait l’impression d’une décision.

    **Ce qui est vérifié.** Le nom de la règle existe. Il n’est ni celui d’une règle de lecture, ni celui d’une règle
    sur les exceptions ou sur les données personnelles, ni celui d’une règle qui porte sur tout le pays.

    **Comment corriger.** Corriger le nom, ou retirer la dérogation.

    ```yaml title="non conforme"
    commission:
      derogations: [{regle: donnee-personnelle, motif: "Nom utile", autorite: "Préfet", jusqu_au: 2026-12-31}]
    ```

    ```yaml title="conforme"
    commission:
      derogations: [{regle: epci-absent, motif: "Élection à venir", autorite: "Préfet", jusqu_au: 2026-12-31}]
    ```
    """
    known = {known.id: known for known in registry.catalogue()}
    for derogation in case.commission.derogations:
        target = known.get(derogation.regle)
        if derogation.jusqu_au < case.as_of or (target and admits(target)):
            continue
        near = nearest(derogation.regle, [known.id for known in known.values() if admits(known)])
        fields = {"regle": derogation.regle, "suggestion": question(near)}
        yield Breach(pointer=(*derogation.pointer, "regle"), case=_refusal(target), fields=fields)


def _refusal(target: Rule | None) -> str:
    if target is None:
        return ""
    if target.check is None:
        return "lecture"
    return "pays" if target.scope is Scope.NATIONAL and target.provision else "maison"


def _end(exception: Vacance | Derogation, sentence: str, **fields: str) -> Breach:
    return Breach(pointer=(*exception.pointer, "jusqu_au"), case=sentence, fields=fields)
