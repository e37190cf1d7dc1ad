"""The opinion of the commission on a file, then the decision of the prefect (L. 121-9, R. 121-12-10)."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kit.findings.finding import Outcome
from kit.findings.remedy import put
from kit.findings.rule import Breach
from kit.french import count, date, listing
from kit.judging import causes, specimens
from kit.judging.assembly import FILES, judged, meets, unsaid_at
from kit.judging.case import Case
from kit.judging.description import speaks_of
from kit.judging.examined import all_examined, at_file, listed, silence
from kit.judging.past import to_come
from kit.judging.patterns import unsaid
from kit.judging.placeholder import says_nothing
from kit.judging.registry import rule
from kit.law.texts import Version, data
from kit.model.sessions import ADJOURNED, EVENTS, GRANTED, WITHOUT_OPINION, DossierExamine

_REFUSED = "refuse"
_REASON = {"retrait": "engagements_non_tenus", "changement_de_departement": "depart"}
_SAID = {"effet": "le jour", "raison": "la raison"}
_UNFAVOURABLE = ("defavorable", ADJOURNED)


@rule("dossier-sans-avis", concerns=meets)
def dossier_sans_avis(case: Case, _: Version) -> Iterator[Breach]:
    """Look for files without an opinion, and sessions without files."""
    missing = [(s, f) for s, f in all_examined(case) if f.avis is None and f.nature not in WITHOUT_OPINION]
    for examined in missing:
        if examined[1].decision:
            yield at_file(examined, ("avis",), "", Outcome.FAIL)
    for session, file in all_examined(case):
        decided = file.decision is not None and file.decision.sens in (GRANTED, _REFUSED)
        if file.avis == ADJOURNED and decided and file.nature not in WITHOUT_OPINION:
            given = "defavorable" if file.decision and file.decision.sens == _REFUSED else "favorable"
            told = at_file((session, file), ("avis",), "ajourne", Outcome.FAIL, rendu=given)
            yield replace(told, explains=(causes.opinion(file.pointer),))
    yield from silence((f for _, f in missing if f.decision is None), "avis")
    empty = [s for s in judged(case) if s.formation == FILES and s.dossiers is None]
    yield from unsaid_at(empty, "dossiers", "dossiers")


@rule("decision-avant-la-seance", concerns=meets)
def decision_avant_la_seance(case: Case, version: Version) -> Iterator[Breach]:
    """Look for decisions of the prefect that come before the opinion of the commission."""
    undated = []
    for session, file in all_examined(case):
        decided = file.decision.date if file.decision else None
        if file.nature in WITHOUT_OPINION and decided and decided < session.date:
            continue  # Le texte ne demande pas l’avis de la commission : la décision a pu venir avant.
        if decided is None:
            undated += [file] if file.decision else []
            continue
        sentence, outcome = ("", Outcome.FAIL) if decided < session.date else ("futur", Outcome.REVIEW)
        if decided < session.date or to_come(case, decided):
            where, day = ("decision", "date"), date(decided)
            days = {"decision": day, "iso": session.date.isoformat()}
            yield at_file((session, file), where, sentence, outcome, **days)
    for breach in silence(undated, "decision"):
        dates = (put((*file.pointer, "decision", "date"), case.as_of.isoformat()) for file in undated)
        yield replace(breach, changes=tuple(dates))
    waited = int(data("maison")["decision_attendue_jours"])
    late = case.as_of - datetime.timedelta(days=waited)
    awaited = [f for s, f in all_examined(case) if s.date < late and _awaited(f)]
    places = [file.pointer for file in awaited]
    told = {"dossiers": listed(awaited), "attente": count(waited, "jour")}
    for breach in unsaid(places, "attendue", **told):
        example = {"sens": GRANTED, "date": case.as_of.isoformat(), "duree_mois": version.number("autorisation_mois")}
        yield replace(breach, changes=tuple(put((*place, "decision"), example) for place in places))


def _awaited(file: DossierExamine) -> bool:
    return file.decision is None and file.nature not in WITHOUT_OPINION and file.avis not in (None, ADJOURNED)


@rule("evenement-sans-effet", concerns=meets)
def evenement_sans_effet(case: Case, _: Version) -> Iterator[Breach]:
    """Look for what happens to a course without its day or its reason (R. 121-12-10)."""
    silent = [(s, f, missing) for s, f in all_examined(case) if (missing := _unsaid(f))]
    for session, file, missing in silent[:1]:
        known = {"effet": session.date.isoformat(), "raison": _REASON.get(str(file.nature), "autre")}
        keys = dict.fromkeys(key for _, _, each in silent for key in each)
        told = {"quoi": listing((_SAID[key] for key in keys), "ni"), "dossiers": listed(f for _, f, _ in silent)}
        changes = tuple(put((*file.pointer, key), known[key]) for key in missing)
        here = (*file.pointer, missing[0])
        yield Breach(pointer=here, outcome=Outcome.OPEN, fields=told, day=session.date, changes=changes)


def _unsaid(file: DossierExamine) -> list[str]:
    """Give what a file that tells of an event does not say; a course taken up again needs no reason."""
    if file.nature not in EVENTS:
        return []
    reason = [] if file.raison or file.nature == "reprise" else ["raison"]
    return [*([] if file.effet else ["effet"]), *reason]


@rule("refus-sans-motif", concerns=meets)
def refus_sans_motif(case: Case, _: Version) -> Iterator[Breach]:
    """Look for refusals and postponements without a reason."""
    cited = str(data("casf-psp")["cites"]["motif"])
    for examined in all_examined(case):
        file = examined[1]
        reasons = (file.motif, file.decision.motif if file.decision else None)
        if any(reason and not says_nothing(reason) for reason in reasons):
            continue
        if file.decision and file.decision.sens != GRANTED:
            said = "a été refusé" if file.decision.sens == _REFUSED else "a été ajourné"
            told = at_file(examined, ("decision", "motif"), "", Outcome.FAIL, sens=said)
            yield replace(told, paragraph=cited, changes=(put(told.pointer, specimens.reason(file)),))
        elif file.avis in _UNFAVOURABLE:
            said = "a été ajourné" if file.avis == ADJOURNED else "a reçu un avis défavorable"
            told = at_file(examined, ("avis",), "", Outcome.FAIL, sens=said)
            change = put((*file.pointer, "motif"), specimens.reason(file))
            # Contraire à ses voix, ou à ce qui est décidé, il n’est peut-être pas un refus : ces constats le disent.
            yield replace(told, paragraph=cited, of=(causes.opinion(file.pointer),), changes=(change,))


@rule("refus-pour-un-motif-ecarte", concerns=meets)
def refus_pour_un_motif_ecarte(case: Case, _: Version) -> Iterator[Breach]:
    """Doubt the reasons of files that are not granted when they speak of what the text does not let refuse for."""
    for examined in all_examined(case):
        for where, reason in _reasons(examined[1]):
            if found := _set_aside(reason):
                word, known = found
                told = at_file(examined, where, "", Outcome.REVIEW, mot=word, raison=known["raison"])
                change = put(told.pointer, specimens.reason(examined[1]))
                yield replace(told, paragraph=known["paragraphe"], changes=(change,))


def _reasons(file: DossierExamine) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the reasons written of a file that is not granted, each with where it stands."""
    decision = file.decision
    if decision.sens == GRANTED if decision else file.avis == "favorable":
        return
    if file.motif:
        yield ("motif",), file.motif
    if decision and decision.motif:
        yield ("decision", "motif"), decision.motif


def _set_aside(reason: str) -> tuple[str, dict[str, Any]] | None:
    """Give the first word of a reason that the text sets aside, with what is known of it; None when it has none."""
    for known in data("mots-de-refus")["motifs"]:
        word = next((each for each in known["mots"] if speaks_of(reason, [each])), None)
        beside = "avec" not in known or speaks_of(reason, known["avec"])
        if word and beside and not speaks_of(reason, known.get("sauf", ())):
            return word, known
    return None
