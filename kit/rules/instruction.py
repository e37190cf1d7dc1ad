"""Which association instructed a file, and who then may not sit (R. 121-12-7, last paragraph; R. 121-12-9)."""

from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome
from kit.findings.rule import Breach
from kit.judging import causes
from kit.judging.assembly import meets, members, represented
from kit.judging.case import Case
from kit.judging.examined import Examined, all_examined, at_file, listed, silence
from kit.judging.registry import rule
from kit.law.texts import Version
from kit.model.commission import Titulaire, covers
from kit.model.sessions import DossierExamine
from kit.rules.agrements import under
from kit.yaml.guesses import Identifiers


@rule("representant-non-retire", concerns=meets)
def representant_non_retire(case: Case, _: Version) -> Iterator[Breach]:
    """Look for representatives who sat on a file that their own association prepared."""
    known = members(case)
    identifiers = Identifiers(known)
    unknown: dict[str, list[tuple[Examined, int]]] = {}
    for session, file in all_examined(case):
        present, withdrawn = session.attending, file.retires or ()
        for member in _representatives(case, known, file):
            if member not in withdrawn and (member in present or member in represented(session)):
                sentence, outcome = ("", Outcome.FAIL) if member in present else ("pouvoir", Outcome.REVIEW)
                yield at_file((session, file), ("retires",), sentence, outcome, "dernier alinéa", qui=member)
        if case.commission.readable("membres"):
            for index, member in enumerate(withdrawn):
                if member not in identifiers:
                    unknown.setdefault(member, []).append(((session, file), index))
    for member, places in unknown.items():
        # Un identifiant inconnu ne prouve pas qu'un représentant a siégé : il est à vérifier.
        fields = {
            "qui": member,
            "proche": identifiers.question(member),
            "dossiers": listed(file for (_, file), _ in places),
        }
        examined, index = places[0]
        told = at_file(examined, ("retires", index), "inconnu", Outcome.REVIEW, "dernier alinéa", **fields)
        yield replace(told, of=(causes.member(member),), explains=(causes.member(member),))
    yield from silence((f for _, f in all_examined(case) if f.association is None), "association")


def _representatives(case: Case, known: dict[str, list[Titulaire]], file: DossierExamine) -> list[str]:
    """Give the ids of all who represent or represented the association that instructed a file."""
    same = {association.id for association in under(case, file.association)}
    if not same and not case.commission.readable("commission", "associations_agreees"):
        return []  # Un identifiant en double ne dit pas de quelle association il s’agit.
    same.add(file.association or "")
    return sorted(i for i, holders in known.items() if any(h.association and h.association in same for h in holders))


@rule("association-du-dossier-inconnue", concerns=meets)
def association_du_dossier_inconnue(case: Case, _: Version) -> Iterator[Breach]:
    """Judge whether each file was prepared by an association approved on the day of the session."""
    if not case.commission.readable("commission", "associations_agreees"):
        return
    known = {association.id: association for association in case.commission.associations_agreees or ()}
    identifiers = Identifiers(known)
    undated: dict[str, list[Examined]] = {}
    for session, file in all_examined(case):
        if file.association is None:
            continue
        if file.association not in identifiers:
            fields = {"association": file.association, "proche": identifiers.question(file.association)}
            yield _association((session, file), "", Outcome.FAIL, fields)
            continue
        fields = {"association": file.association, "nom": known[file.association].nom}
        approvals = [a.agrement for a in under(case, file.association) if a.agrement and a.agrement.debut]
        if not approvals:
            undated.setdefault(fields["nom"], []).append((session, file))
        elif not any(covers(approval.debut, approval.fin, session.date) for approval in approvals):
            yield _association((session, file), "agrement", Outcome.REVIEW, fields)
    for name, files in undated.items():
        # Un agrément qui manque se dit une fois, quel que soit le nombre des dossiers.
        fields = {"nom": name, "dossiers": listed(file for _, file in files)}
        yield _association(files[0], "silence", Outcome.OPEN, fields)


def _association(examined: Examined, sentence: str, outcome: Outcome, fields: dict[str, str]) -> Breach:
    return at_file(examined, ("association",), sentence, outcome, "article R. 121-12-9", **fields)
