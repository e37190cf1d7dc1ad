"""Vacancies and derogations are dated, useful and decided by somebody; rules of the kit, judged after the others."""

from collections.abc import Iterator

from kit.calendar import Seance
from kit.french import count, date, listing
from kit.model import Arrete, Association, Derogation, Presidence, Titulaire, Vacance
from kit.report import Outcome, Severity
from kit.rule import Breach, Rule, Scope, Subject
from kit.rules import registry
from kit.rules.case import Case
from kit.rules.excuse import Judged, admits, derogation_counts, latest, vacancy_counts
from kit.rules.past import is_past
from kit.rules.registry import rule
from kit.suggest import nearest, question

_CLEAR = (Outcome.PASS, Outcome.NOT_APPLICABLE)
Doubted = Titulaire | Presidence | Arrete | Association | Seance


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
            yield _end(vacance, "", siege=_title(case, vacance.siege), fin=date(vacance.jusqu_au))
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
            fields = {"siege": _title(case, vacance.siege), "fin": date(vacance.jusqu_au)}
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


@rule(
    id="exception-a-surveiller",
    severity=Severity.WARNING,
    subject=Subject.JUDGED,
    provision=None,
    traces=(),
    needs=("commission",),
    sentences={
        "": (
            "La vacance du siège « {siege} » ne sert pas : le siège a un titulaire au {jour}.",
            "Retirez cette vacance.",
        ),
        "siege": (
            "La vacance porte sur « {siege} », un siège que l’article R. 121-12-7 ne connaît pas au {jour}.",
            "Retirez cette vacance, ou écrivez le nom court du siège qui lui a succédé.",
        ),
        "derogation": (
            "La dérogation à « {regle} »{pour} ne sert pas : la règle est respectée au {jour}.",
            "Retirez cette dérogation.",
        ),
        "autorite": (
            "Le fichier ne dit pas qui a constaté la vacance du siège « {siege} ».",
            "Ajoutez « autorite: » à cette vacance, avec le titre de l’autorité.",
        ),
        "en_cours": (
            "Exceptions déclarées et en cours au {jour} : {liste}.",
            "Rien à corriger : elles restent affichées, et deviendront des erreurs après leur terme.",
        ),
        "doutes": (
            "Doutes écrits dans le dossier, sans terme : {liste}.",
            "Levez chaque doute dès que possible : effacez « a_verifier », ou écrivez « liste_membres: complete ».",
        ),
    },
)
def exception_a_surveiller(case: Case) -> Iterator[Breach]:
    """Les exceptions déclarées servent, ont été décidées par quelqu’un et restent visibles.

    **Ce que dit le texte.** Aucun texte n’est cité : c’est une règle du kit. Une exception baisse le poids d’un
    constat, jamais son issue : elle ne cache rien.

    **Ce qui est vérifié.** Au jour demandé, le siège déclaré vacant existe et n’a pas de titulaire ; la règle à
    laquelle on déroge n’est pas respectée ; une vacance dit qui l’a constatée. Les exceptions en cours sont énumérées,
    et comptés les doutes que le fichier garde (`a_verifier`, `liste_membres: partielle`), qui n’ont pas de terme.
    Une vacance qui n’a pas commencé n’est pas jugée, ni une dérogation quand le jour demandé est un jour passé.

    **Comment corriger.** Retirer ce qui ne sert plus ; ajouter l’autorité.

    ```yaml title="non conforme au 2026-11-23"
    commission:
      vacances: [{siege: medecin, depuis: 2026-01-15, motif: "Démission", autorite: "Préfet", jusqu_au: 2026-12-31}]
    ```

    ```yaml title="conforme au 2026-11-23"
    commission:
      vacances: [{siege: medecin, depuis: 2026-12-01, motif: "Démission", autorite: "Préfet", jusqu_au: 2026-12-31}]
    ```
    """
    vacances = [vacance for vacance in case.commission.vacances if vacancy_counts(vacance, case)]
    derogations = [derogation for derogation in case.commission.derogations if _counts(derogation, case)]
    for vacance in vacances if case.installed else ():
        yield from _vacancy(case, vacance)
    for derogation in derogations:
        if not is_past(case) and _useless(case, derogation):
            here = (*derogation.pointer, "regle")
            yield Breach(pointer=here, case="derogation", fields=_about(case, derogation))
    running = [f"vacance du siège « {_title(case, v.siege)} » jusqu’au {date(v.jusqu_au)}" for v in vacances]
    running += [f"dérogation à « {d.regle} » jusqu’au {date(d.jusqu_au)}" for d in derogations]
    if running:
        first = ("commission", "vacances" if vacances else "derogations")
        fields = {"jour": date(case.as_of), "liste": listing(running)}
        yield Breach(pointer=first, case="en_cours", outcome=Outcome.PASS, fields=fields)
    yield from _doubts(case)


def _doubts(case: Case) -> Iterator[Breach]:
    """Count what the files say to be doubtful: a doubt has no term, and must not be forgotten."""
    commission = case.commission
    lists: dict[str, tuple[Doubted, ...]] = {
        "titulaire": tuple(holder for holders in (commission.sieges or {}).values() for holder in holders),
        "présidence": commission.presidence or (),
        "arrêté": commission.arretes or (),
        "association": commission.associations_agreees or (),
        "séance": commission.sessions or (),
    }
    marked = {name: [one for one in found if one.a_verifier] for name, found in lists.items()}
    told = [count(len(found), name) for name, found in marked.items() if found]
    partial = commission.liste_membres == "partielle"
    places = [(*one.pointer, "a_verifier") for found in marked.values() for one in found]
    if told or partial:
        where = places[0] if places else ("commission", "liste_membres")
        fields = {"liste": listing([*told, *(["une liste des membres partielle"] if partial else [])])}
        yield Breach(pointer=where, case="doutes", outcome=Outcome.PASS, fields=fields)


def _counts(derogation: Derogation, case: Case) -> bool:
    target = next((known for known in registry.legal_rules() if known.id == derogation.regle), None)
    return target is not None and admits(target) and derogation_counts(derogation, case)


def _vacancy(case: Case, vacance: Vacance) -> Iterator[Breach]:
    fields = {"siege": _title(case, vacance.siege), "jour": date(case.as_of)}
    here = (*vacance.pointer, "siege")
    if case.composition.seat(vacance.siege) is None:
        yield Breach(pointer=here, case="siege", fields=fields)
        return
    if case.seat_readable(vacance.siege) and case.holders(vacance.siege):
        yield Breach(pointer=here, fields=fields)
    if vacance.autorite is None:
        yield Breach(pointer=(*vacance.pointer, "autorite"), case="autorite", outcome=Outcome.OPEN, fields=fields)


def _useless(case: Case, derogation: Derogation) -> bool:
    """Tell whether the rule says nothing, on the day, of what the derogation is about."""
    said = case.said.get(derogation.regle) if isinstance(case, Judged) else None
    if said is None:
        return False
    outcome, breaches = said
    if outcome in _CLEAR or outcome is Outcome.OPEN:
        return outcome in _CLEAR
    seats = {breach.siege for breach in breaches if breach.outcome is not Outcome.PASS}
    return derogation.siege is not None and derogation.siege not in seats


def _about(case: Case, derogation: Derogation) -> dict[str, str]:
    seat = f" pour le siège « {_title(case, derogation.siege)} »" if derogation.siege else ""
    return {"regle": derogation.regle, "pour": seat, "jour": date(case.as_of)}


def _title(case: Case, seat_id: str) -> str:
    seat = case.composition.seat(seat_id)
    return seat.short if seat else seat_id


def _end(exception: Vacance | Derogation, sentence: str, **fields: str) -> Breach:
    return Breach(pointer=(*exception.pointer, "jusqu_au"), case=sentence, fields=fields)
