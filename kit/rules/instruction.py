"""Which association instructed a file, and who then may not sit (R. 121-12-7, last paragraph; R. 121-12-9)."""

import dataclasses
from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome
from kit.findings.remedy import Change, add, drop, put
from kit.findings.rule import Breach
from kit.judging import causes, specimens
from kit.judging.assembly import meets, members, represented
from kit.judging.case import Case
from kit.judging.examined import Examined, all_examined, at_file, listed, silence
from kit.judging.registry import rule
from kit.law.texts import Version
from kit.model.commission import Titulaire, covers
from kit.model.sessions import DossierExamine, Seance
from kit.rules.agrements import LIST, approved_now, completed, under
from kit.yaml.guesses import Identifiers


@rule("representant-non-retire", concerns=meets)
def representant_non_retire(case: Case, _: Version) -> Iterator[Breach]:
    """Look for representatives who sat on a file that their own association prepared."""
    known = members(case)
    identifiers = Identifiers(known)
    unknown: dict[str, list[tuple[Examined, int]]] = {}
    for session, file in all_examined(case):
        present, withdrawn = session.attending, file.retires or ()
        for member in representatives(case, known, file):
            if member not in withdrawn and (member in present or member in represented(session)):
                sentence, outcome = ("", Outcome.FAIL) if member in present else ("pouvoir", Outcome.REVIEW)
                yield at_file((session, file), ("retires",), sentence, outcome, qui=member)
        if case.commission.readable("membres"):
            for index, member in enumerate(withdrawn):
                if member not in identifiers:
                    unknown.setdefault(member, []).append(((session, file), index))
    for member, places in unknown.items():
        yield _not_a_member(member, identifiers, places)
    yield from _uninstructed(case, known, [(s, f) for s, f in all_examined(case) if f.association is None])


def _not_a_member(member: str, identifiers: Identifiers, places: list[tuple[Examined, int]]) -> Breach:
    """Say once who withdrew from files and is not a member; it does not prove that a representative sat."""
    near = identifiers.nearest(member)
    near = None if any(near in (file.retires or ()) for (_, file), _ in places) else near
    fields = {"qui": member, "dossiers": listed(file for (_, file), _ in places)}
    written = [(*file.pointer, "retires", index) for (_, file), index in places]
    changes = tuple(put(place, near) if near else drop(place) for place in written)
    (examined, index), sentence = places[0], "proche" if near else "inconnu"
    told = at_file(examined, ("retires", index), sentence, Outcome.REVIEW, **fields)
    return replace(told, of=(causes.member(member),), explains=(causes.member(member),), changes=changes)


def _uninstructed(case: Case, known: dict[str, list[Titulaire]], silent: list[Examined]) -> Iterator[Breach]:
    """Say once which files have no association, with an example: one of the list, that did not sit on them."""
    changes: list[Change] = []
    for session, file in silent:
        approved = dict.fromkeys([*approved_now(case, session.date), *approved_now(case)])
        absent = (i for i in approved if not _sat(case, known, session, dataclasses.replace(file, association=i)))
        changes += [put((*file.pointer, "association"), each) for each in list(absent)[:1]]
    whole = len(changes) == len(silent)
    for breach in silence((file for _, file in silent), "association", case="silence" if whole else "sans-liste"):
        entry = specimens.association(case, silent[0][0].date)
        yield dataclasses.replace(breach, changes=tuple(changes) if whole else (add(LIST, entry),))


def _sat(case: Case, known: dict[str, list[Titulaire]], session: Seance, file: DossierExamine) -> bool:
    """Tell whether a representative of the association of a file sat on it."""
    present = {*(session.presents or ()), *represented(session)} - set(file.retires or ())
    return not present.isdisjoint(representatives(case, known, file))


def representatives(case: Case, known: dict[str, list[Titulaire]], file: DossierExamine) -> list[str]:
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
            near = identifiers.nearest(file.association)
            fields = {"association": file.association, "proche": near or ""}
            entry = {**specimens.association(case, session.date), "id": file.association}
            breach = _association((session, file), "proche" if near else "", Outcome.FAIL, fields)
            yield dataclasses.replace(breach, changes=() if near else (add(LIST, entry),))
            continue
        fields = {"association": file.association, "nom": known[file.association].nom}
        approvals = [a.agrement for a in under(case, file.association) if a.agrement and a.agrement.debut]
        if not approvals:
            undated.setdefault(fields["nom"], []).append((session, file))
        elif not any(covers(approval.debut, approval.fin, session.date) for approval in approvals):
            entry = specimens.association(case, session.date, fields["nom"], file.association)
            breach = _association((session, file), "agrement", Outcome.REVIEW, fields)
            # L’agrément fini ou sans date d’une association qui siège est déjà dit là où il est écrit.
            same = len(approvals) < len(under(case, file.association)) or all(
                approval.fin and approval.fin < session.date for approval in approvals
            )
            of = (causes.approval(fields["nom"]),) if same else ()
            yield dataclasses.replace(breach, changes=(add(LIST, entry),), of=of)
    for name, files in undated.items():
        # Un agrément qui manque se dit une fois, quel que soit le nombre des dossiers.
        fields = {"nom": name, "dossiers": listed(file for _, file in files)}
        first = min(session.date for session, _ in files)
        changes = completed(case, known[files[0][1].association or ""], first)
        breach = _association(files[0], "silence", Outcome.OPEN, fields)
        yield dataclasses.replace(breach, changes=tuple(changes), of=(causes.approval(name),))


def _association(examined: Examined, sentence: str, outcome: Outcome, fields: dict[str, str]) -> Breach:
    return at_file(examined, ("association",), sentence, outcome, **fields)
