"""What the files do not say, told once for all the rules that wait for it.

A rule whose needs are not met judges nothing. The findings of another may already say what is missing (`repond_de` in
its sheet); else the first rule that has a sentence of the name of the need says it, with a whole example.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kit.findings.finding import Outcome
from kit.findings.remedy import Change, add, put
from kit.findings.rule import Breach
from kit.french import date, quoted
from kit.judging import bodies, specimens
from kit.judging.case import Case
from kit.judging.judgement import Judgement

# Ce qu’attendent toutes les règles tant que la commission n’est pas installée.
INSTALLED = "commission/installation"
_ADDRESS = "domicile"


def spoken(judged: Iterable[Judgement], case: Case) -> Iterator[Judgement]:
    """Give what the rules of law say, each need that is not met told by one of them at least; each rule that waits
    names those that tell what it waits for."""
    told: dict[str, list[str]] = {}
    every = tuple(judged)
    for judgement in every:
        if any(outcome is not Outcome.PASS for _, outcome, _ in judgement.breaches):
            for need in judgement.rule.answers:
                told.setdefault(need, []).append(judgement.rule.id)
    for judgement in [_speaking(each, told, case) for each in every]:
        by = dict.fromkeys(rule for need in judgement.lacks for rule in told.get(need, ()))
        yield replace(judgement, told_by=tuple(rule for rule in by if rule != judgement.rule.id)) if by else judgement


def _speaking(judgement: Judgement, told: dict[str, list[str]], case: Case) -> Judgement:
    """Make a rule that waits say what nothing tells, when its sheet can; `told` then knows that it does."""
    needs = [
        need
        for need in judgement.lacks
        # Ce qui n’a pas pu être lu a déjà son constat.
        if need not in told and need in judgement.rule.sentences and case.commission.readable(*_place(need))
    ]
    for need in needs:
        told[need] = [judgement.rule.id]
    said = tuple((_breach(need, case), Outcome.OPEN, judgement.version) for need in needs)
    return replace(judgement, breaches=(*judgement.breaches, *said)) if said else judgement


def _breach(need: str, case: Case) -> Breach:
    fields = {
        "de": case.territory.of,
        "jour": date(case.as_of),
        "iso": case.as_of.isoformat(),
        "cles": quoted(f"{seat.id}:" for seat in case.composition.seats),
    }
    if need == INSTALLED:
        fields |= _installed(case)
    changes = (_EXAMPLES[need](case),) if need in _EXAMPLES else ()
    return Breach(pointer=tuple(_place(need)), case=need, outcome=Outcome.OPEN, fields=fields, changes=changes)


def _installed(case: Case) -> dict[str, str]:
    """Say how a commission is written as not installed yet, what belies it, and the last day on which it can have been
    installed."""
    written = case.commission.installation
    said = {"en_cours": "en cours d’installation", "non_installee": "non installée"}.get(str(written and written.etat))
    if said is None and written and written.date:
        said = f"installée le {date(written.date)} seulement"
    first = min((session.date for session in case.held), default=None)
    belied = f", alors que la séance du {date(first)} est notée tenue" if first else ""
    return {"etat": f"{said or 'non installée'}{belied}", "iso": (first or case.as_of).isoformat()}


def _presiding(case: Case) -> Change:
    """Write who presides by the text of the day, for this department."""
    authorities = case.composition.presidency(case.territory.regime).authorities
    presiding = [{"autorite": each, "debut": case.as_of.isoformat()} for each in authorities]
    return put(("commission", "presidence"), presiding)


def _members(case: Case) -> Change:
    """Write an example of who holds the first seat of the text of the day."""
    first = case.composition.seats[0]
    return add(("membres", first.id), specimens.holder(case, first))


def _orders(case: Case) -> Change:
    return put(("commission", "arretes"), specimens.orders(case))


def _associations(case: Case) -> Change:
    return put(("commission", "associations_agreees"), bodies.associations(case))


def _permit(case: Case) -> Change:
    """Write how long a permit lasts at least, as the text says (L. 425-4 du CESEDA)."""
    return put(("procedures", "aps", "duree_mois"), case.version_of("ceseda-aps").number("duree_minimale_mois"))


def _proof_of_address(case: Case) -> Change:
    """Write how old a proof of address may be, as the text says (annexe 10 du CESEDA, ligne 45)."""
    months = case.version_of("ceseda-aps").number("domicile_mois")
    piece = case.aps.asked(_ADDRESS) if case.aps else None
    if piece is None:
        return add(("procedures", "aps", "pieces"), {"piece": _ADDRESS, "anciennete_max_mois": months})
    return put((*piece.pointer, "anciennete_max_mois"), months)


# Ce que montre la phrase d’un besoin, quand l’exemple tient au jour et au département.
_EXAMPLES: Mapping[str, Callable[[Case], Change]] = {
    "membres": _members,
    "commission/presidence": _presiding,
    "commission/arretes": _orders,
    "commission/associations_agreees": _associations,
    "procedures/aps": _permit,
    "procedures/aps_duree_mois": _permit,
    "procedures/aps_domicile_mois": _proof_of_address,
}


def _place(need: str) -> list[str]:
    """Point at what a need is written in: what is said of the permit is under one key."""
    branch, _, name = need.partition("/")
    return [branch, name.partition("_")[0] if branch == "procedures" else name] if name else [branch]
