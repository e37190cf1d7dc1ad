"""The exceptions that run and the doubts that stay are kept in sight; a rule of the kit, judged after the others."""

from collections import Counter
from collections.abc import Iterator

from kit.findings.finding import Outcome
from kit.findings.remedy import drop, put
from kit.findings.rule import Breach
from kit.french import count, date, listing
from kit.judging import registry
from kit.judging.case import Case
from kit.judging.doubt import doubts
from kit.judging.excuse import Judged, admits, derogation_counts, seat_name, vacancy_counts
from kit.judging.past import is_past
from kit.judging.proposed import eve
from kit.judging.registry import rule
from kit.model.commission import Arrete, Association, Derogation, Presidence, Titulaire, Vacance
from kit.model.sessions import Seance
from kit.yaml.names import name

_CLEAR = (Outcome.PASS, Outcome.NOT_APPLICABLE)
# Les phrases qui font retirer l’exception dont elles parlent.
_REMOVED = frozenset({"", "siege", "derogation", "double", "derogation-double"})
Doubted = Titulaire | Presidence | Arrete | Association | Seance


@rule("exception-a-surveiller")
def exception_a_surveiller(case: Case) -> Iterator[Breach]:
    """Name the exceptions that count, that serve nothing, or that nobody is said to have decided."""
    vacances = [vacance for vacance in case.commission.vacances if vacancy_counts(vacance, case)]
    derogations = [derogation for derogation in case.commission.derogations if _counts(derogation, case)]
    told = [breach for vacance in vacances if case.installed for breach in _vacancy(case, vacance)]
    for derogation in derogations:
        if not is_past(case) and _useless(case, derogation):
            here = (*derogation.pointer, "regle")
            told.append(Breach(pointer=here, case="derogation", fields=_about(case, derogation)))
    told += _together(case)
    yield from told
    # Ce que l’on fait retirer ne reste pas affiché.
    removed = {breach.pointer[:-1] for breach in told if breach.case in _REMOVED}
    kept = [vacance for vacance in vacances if vacance.pointer not in removed]
    left = [derogation for derogation in derogations if derogation.pointer not in removed]
    running = [f"vacance du siège « {seat_name(case, v.siege)} » jusqu’au {date(v.jusqu_au)}" for v in kept]
    running += [f"dérogation à « {d.regle} » jusqu’au {date(d.jusqu_au)}" for d in left]
    if running:
        first = ("commission", "vacances" if kept else "derogations")
        fields = {"jour": date(case.as_of), "liste": listing(running)}
        yield Breach(pointer=first, case="en_cours", outcome=Outcome.PASS, fields=fields)
    yield from _doubts(case)


def _together(case: Case) -> Iterator[Breach]:
    """Doubt two vacancies of one seat that run on a same day, of which nobody knows the one that counts, and two
    derogations to one rule for one seat; those whose term is over have their own finding."""
    last: dict[str, Vacance] = {}
    for after in sorted(case.commission.vacances, key=lambda each: each.depuis):
        if after.jusqu_au < case.as_of:
            continue
        before = last.get(after.siege)
        if before and after.depuis <= before.jusqu_au:
            yield _overlapping(case, before, after)
        # De celles qui courent, la dernière à finir : chacune ne se compare qu’à une.
        if not before or after.jusqu_au > before.jusqu_au:
            last[after.siege] = after
    known = set[tuple[str, str | None]]()
    for derogation in case.commission.derogations:
        what = (derogation.regle, derogation.siege)
        if derogation.jusqu_au < case.as_of:
            continue
        if what in known:
            here, fields = (*derogation.pointer, "regle"), _about(case, derogation)
            yield Breach(pointer=here, case="derogation-double", outcome=Outcome.REVIEW, fields=fields)
        known.add(what)


def _overlapping(case: Case, before: Vacance, after: Vacance) -> Breach:
    """Doubt a vacancy that begins while another one of its seat runs."""
    follows = before.depuis < after.depuis
    gesture = put((*before.pointer, "jusqu_au"), eve(after.depuis)) if follows else drop(after.pointer)
    return Breach(
        pointer=(*after.pointer, "depuis"),
        case="chevauche" if follows else "double",
        outcome=Outcome.REVIEW,
        fields={"siege": seat_name(case, after.siege), "debut": date(after.depuis), "fin": date(before.jusqu_au)},
        changes=(gesture,),
    )


def _doubts(case: Case) -> Iterator[Breach]:
    """Count what the files say to be doubtful, so that it is not forgotten; what is in no list goes by its key."""
    commission = case.commission
    # Une mention qui vaut pour plusieurs sièges n’est écrite, et douteuse, qu’une fois.
    holders = {holder.pointer: holder for seated in (commission.sieges or {}).values() for holder in seated}
    lists: dict[str, tuple[Doubted, ...]] = {
        "titulaire": tuple(holders.values()),
        "présidence": commission.presidence or (),
        "arrêté": commission.arretes or (),
        "association": commission.associations_agreees or (),
        "séance": commission.sessions or (),
    }
    marked = {kind: [one for one in found if one.a_verifier] for kind, found in lists.items()}
    told = [count(len(found), kind) for kind, found in marked.items() if found]
    others = list(doubts(case.tree))
    groups = Counter(name(place) for place in others)
    told += [f"{number} sous « {group}: »" for group, number in groups.items()]
    places = [(*one.pointer, "a_verifier") for found in marked.values() for one in found]
    places += [(*place, "a_verifier") for place in others]
    if told:
        yield Breach(pointer=places[0], case="doutes", outcome=Outcome.PASS, fields={"liste": listing(told)})
    if commission.partial:
        yield Breach(pointer=("commission", "liste_membres"), case="partielle", outcome=Outcome.PASS)


def _counts(derogation: Derogation, case: Case) -> bool:
    target = next((known for known in registry.legal_rules() if known.id == derogation.regle), None)
    return target is not None and admits(target) and derogation_counts(derogation, case)


def _vacancy(case: Case, vacance: Vacance) -> Iterator[Breach]:
    fields = {"siege": seat_name(case, vacance.siege), "jour": date(case.as_of)}
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
    seat = f" pour le siège « {seat_name(case, derogation.siege)} »" if derogation.siege else ""
    return {"regle": derogation.regle, "pour": seat, "jour": date(case.as_of)}
