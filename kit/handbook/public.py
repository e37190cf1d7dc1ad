"""What the public may read: the same commissions without a name, a private contact, a single file or minutes."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kit.calendar import Seance
from kit.handbook.hiding import NONE, Private, without
from kit.handbook.page import Profile
from kit.handbook.signs import few
from kit.model import Commission, Seats, Titulaire
from kit.procedure import Procedures
from kit.report import DepartmentReport, Finding, Report
from kit.rules.assembly import POLICY
from kit.rules.case import Case

# Un mot d’un nom, écrit seul ailleurs.
_PART = re.compile(r"\b[^\W\d_]{3,}")
# Ce qui parle d'un dossier, d'un procès-verbal, de qui était là, ou d'un nombre de personnes.
_PRIVATE = re.compile(r"sessions\.yaml/\d+/(dossiers|pv|presents|pouvoirs)\b|commission\.yaml/indicateurs\b")
# Leur issue dépend de nombres de personnes : « conforme » sans séance prévue voudrait dire « aucune demande ».
COUNTING = frozenset(
    {"delai-de-titre-depasse", "demandes-sans-seance", "indicateurs-incoherents", "seances-trop-espacees"}
)

Cases = tuple[Case | None, ...]


def edition(report: Report, cases: Cases, profile: Profile) -> tuple[Report, Cases]:
    """Give the report and the cases that pages and reports are made of; outcomes stay those of the whole files."""
    if profile is Profile.INTERNE:
        # Le rapport ne répète déjà rien de ce que la règle « donnee-personnelle » signale.
        return report, tuple(_untold(case) if case else None for case in cases)
    told = [_told(case) if case else (NONE, None) for case in cases]
    return (
        replace(
            report,
            departments=tuple(
                _department(found, hidden) for found, (hidden, _) in zip(report.departments, told, strict=True)
            ),
            texts={},
        ),
        tuple(case for _, case in told),
    )


def _told(case: Case) -> tuple[Private, Case]:
    """Give what no public text of a department may hold, and its case without it."""
    words = _words(case)
    return words, _case(case, words)


def _untold(case: Case) -> Case:
    """Give the case of an internal edition: as it is, less what looks like a datum about a person out of its place."""
    commission = case.commission
    looks = _looks(case, _declared(commission) | frozenset(_holders(commission)))
    return replace(case, commission=without(commission, Private(looks=looks))) if looks else case


def _department(found: DepartmentReport, words: Private) -> DepartmentReport:
    told = (result for result in found.results if result.rule not in COUNTING)
    results = (replace(r, findings=tuple(_public(r.findings, words))) if r.findings else r for r in told)
    return replace(found, results=tuple(results))


def _public(findings: tuple[Finding, ...], words: Private) -> Iterator[Finding]:
    for finding in findings:
        if not _PRIVATE.search(finding.file + finding.pointer):
            yield without(finding, words)


def _case(case: Case, words: Private) -> Case:
    commission = case.commission
    seats = commission.sieges
    bare = replace(
        commission,
        sieges=Seats({seat: tuple(map(_nameless, held)) for seat, held in seats.items()}) if seats else seats,
        sessions=tuple(map(_session, commission.sessions)) if commission.sessions else commission.sessions,
        procedures=_procedures(commission.procedures) if commission.procedures else None,
    )
    return replace(case, commission=without(bare, words))


def _nameless(holder: Titulaire) -> Titulaire:
    substitute = holder.suppleant
    if holder.nom is None and (substitute is None or substitute.nom is None):
        return holder
    return replace(holder, nom=None, suppleant=replace(substitute, nom=None) if substitute else None)


def _session(session: Seance) -> Seance:
    # L'ordre du jour d'une séance où l'on examine des dossiers parle de chacun.
    topics = session.ordre_du_jour if session.formation == POLICY else None
    return replace(session, presents=None, pouvoirs=(), dossiers=None, pv=None, ordre_du_jour=topics)


def _procedures(procedures: Procedures) -> Procedures:
    psp = procedures.psp
    if psp is None or psp.depot is None:
        return procedures
    desk = replace(psp.depot, courriel=None, telephone=None, adresse=None)
    return replace(procedures, psp=replace(psp, depot=desk))


def private_words(commission: Commission) -> Private:
    """Give what no calendar may hold, even written where it has no place: names, contacts, references of files."""
    names = _holders(commission)
    parts = [part for name in names for part in _PART.findall(name) if part[0].isupper()]
    references = [file.reference for session in commission.sessions or () for file in session.dossiers or ()]
    words = frozenset(word for word in (*names, *parts, *_declared(commission), *references) if word)
    return Private(words - _open(commission))


def _words(case: Case) -> Private:
    """Give what no public text may hold: also small numbers of people, and all that looks like a datum about one."""
    commission = case.commission
    return Private(private_words(commission).words | few(commission), _looks(case, _open(commission)))


def _looks(case: Case, kept: frozenset[str]) -> frozenset[str]:
    """Give what looks like a datum about a person, and the whole texts that hold it; what is kept is none."""
    told = ((value, found - kept) for value, found in case.told)
    return frozenset(look for value, found in told if found for look in (value, *found))


def _holders(commission: Commission) -> list[str]:
    people = [holder for held in (commission.sieges or {}).values() for holder in held]
    return [name for each in people for name in (each.nom, each.suppleant.nom if each.suppleant else None) if name]


def _declared(commission: Commission) -> frozenset[str]:
    """Give the contacts written where contacts have their place."""
    psp = commission.procedures.psp if commission.procedures else None
    desk = [psp.depot.courriel, psp.depot.telephone] if psp and psp.depot else []
    return frozenset(contact for contact in desk if contact) | _open(commission)


def _open(commission: Commission) -> frozenset[str]:
    office = commission.secretariat
    return frozenset(contact for contact in (office.courriel, office.telephone) if contact) if office else frozenset()
