"""How many approved associations a department has (R. 121-12-1 to R. 121-12-5)."""

from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome, doubted
from kit.findings.remedy import add
from kit.findings.rule import Breach
from kit.french import date
from kit.judging import causes, specimens
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import Version
from kit.rules.agrements import approved_in_law, renewal, runs, start_known

_HERE = ("commission", "associations_agreees")


@rule("association-agreee-unique")
def association_agreee_unique(case: Case, _: Version) -> Iterator[Breach]:
    """Warn where one approved association alone sits, which then judges its own files."""
    written = case.commission.associations_agreees or ()
    approved = tuple(association for association in written if approved_in_law(association, case))
    if len({a.nom for a in approved}) != 1 or not all(map(start_known, written)):
        return
    if case.commission.readable(*_HERE):
        fields = {"nom": approved[0].nom, "jour": date(case.as_of)}
        told = Breach(pointer=approved[0].pointer, outcome=Outcome.REVIEW, fields=fields)
        # Seule parce que l’agrément d’une autre, qui siège, vient de finir : cela est déjà dit.
        others = dict.fromkeys(entry.nom for entry in written if entry.nom != approved[0].nom)
        yield replace(told, of=tuple(map(causes.approval, others)))


@rule("departement-sans-association-agreee")
def departement_sans_association_agreee(case: Case, _: Version) -> Iterator[Breach]:
    """Look for an approval of an association that covers the day."""
    written = case.commission.associations_agreees or ()
    sitting = any(case.holders(seat.id) for seat in case.composition.seats if seat.approved)
    # Un agrément écrit pour trop longtemps est dit par « agrement-trop-long ».
    running = any(start_known(association) and runs(association, case) for association in written)
    if sitting or running or not all(map(start_known, written)) or not case.commission.readable(*_HERE):
        return
    partial = case.commission.partial
    fields = {
        "ou": f"pour la commission {case.territory.of}",
        "jour": date(case.as_of),
        "suite": " ; la fiche, qui dit sa liste de membres partielle, peut ne pas les citer tous"
        if partial
        else " : sans agrément en cours, personne ne peut instruire une demande de parcours",
    }
    outcome = doubted(Outcome.FAIL, partial or any(association.a_verifier for association in written))
    sentence = "expire" if written else ""
    change = renewal(case, written[-1]) if written else add(_HERE, specimens.association(case, case.as_of))
    yield Breach(pointer=_HERE, case=sentence, outcome=outcome, fields=fields, changes=(change,))
