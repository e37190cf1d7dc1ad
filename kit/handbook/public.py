"""What the public may read: the same commissions without a name, a private contact, a single file or minutes."""

import dataclasses
import datetime
import functools
import operator
import re
import types
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kit.calendar import Seance
from kit.handbook.figures import least
from kit.handbook.once import once
from kit.handbook.page import Profile
from kit.model import Commission, Seats, Titulaire
from kit.procedure import Procedures
from kit.report import DepartmentReport, Finding, Report
from kit.rules.assembly import POLICY
from kit.rules.case import Case
from kit.rules.shapes import hits, texts

HIDDEN = "…"
# Un mot d’un nom, écrit seul ailleurs.
_PART = re.compile(r"\b[^\W\d_]{3,}")
# Ce qui parle d'un dossier, d'un procès-verbal, de qui était là, ou d'un nombre de personnes.
_PRIVATE = re.compile(r"sessions\.yaml/\d+/(dossiers|pv|presents|pouvoirs)\b|commission\.yaml/indicateurs\b")
# Leur issue dépend de nombres de personnes : « conforme » sans séance prévue voudrait dire « aucune demande ».
COUNTING = frozenset(
    {"delai-de-titre-depasse", "demandes-sans-seance", "indicateurs-incoherents", "seances-trop-espacees"}
)

_NUMBERS_FR = ("zéro|aucune?", "une? seule?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_PEOPLE = "dossiers?|demandes?|parcours|personnes?|femmes?|hommes?|mineure?s?|bénéficiaires?|renouvellements?"

Cases = tuple[Case | None, ...]


@once(most=2)
def edition(report: Report, cases: Cases, profile: Profile) -> tuple[Report, Cases]:
    """Give the report and the cases that pages and reports are made of; outcomes stay those of the whole files."""
    if profile is Profile.INTERNE:
        return report, cases
    words = [_words(case.commission) if case else frozenset[str]() for case in cases]
    return (
        replace(
            report,
            departments=tuple(
                _department(found, hidden) for found, hidden in zip(report.departments, words, strict=True)
            ),
            texts={},
        ),
        tuple(_case(case, hidden) if case else None for case, hidden in zip(cases, words, strict=True)),
    )


def _department(found: DepartmentReport, words: frozenset[str]) -> DepartmentReport:
    told = (result for result in found.results if result.rule not in COUNTING)
    results = (replace(result, findings=tuple(_public(result.findings, words))) for result in told)
    return replace(found, results=tuple(results))


def _public(findings: tuple[Finding, ...], words: frozenset[str]) -> Iterator[Finding]:
    for finding in findings:
        if not _PRIVATE.search(finding.file + finding.pointer):
            yield without(finding, words)


def _case(case: Case, words: frozenset[str]) -> Case:
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
    substitute = replace(holder.suppleant, nom=None) if holder.suppleant else None
    return replace(holder, nom=None, suppleant=substitute)


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


def private_words(commission: Commission) -> frozenset[str]:
    """Give what no calendar may hold, even written where it has no place: names, contacts, references of files."""
    people = [holder for held in (commission.sieges or {}).values() for holder in held]
    names = [name for each in people for name in (each.nom, each.suppleant.nom if each.suppleant else None) if name]
    parts = [part for name in names for part in _PART.findall(name) if part[0].isupper()]
    psp = commission.procedures.psp if commission.procedures else None
    desk = [psp.depot.courriel, psp.depot.telephone] if psp and psp.depot else []
    office = commission.secretariat
    open_to_all = {office.courriel, office.telephone} if office else set()
    references = [file.reference for session in commission.sessions or () for file in session.dossiers or ()]
    return frozenset(word for word in (*names, *parts, *desk, *references) if word and word not in open_to_all)


def _words(commission: Commission) -> frozenset[str]:
    """Give what no public text may hold: also small numbers of people, and all that looks like a datum about one."""
    written = list(texts(commission))
    looks = (hit.matched for text in written for hit in hits(text))
    few = (found for text in written for found in _few().findall(text.value))
    office = commission.secretariat
    open_to_all = {office.courriel, office.telephone} if office else set()
    return private_words(commission) | (frozenset((*looks, *few)) - open_to_all)


@functools.cache
def _few() -> re.Pattern[str]:
    """Give what finds a small number of people or of files in a text: « 3 dossiers », « une seule demande »."""
    numbers = [*map(str, range(least())), *_NUMBERS_FR[: least()]]
    return re.compile(rf"(?<![\w,.-])(?:{'|'.join(numbers)})\s+(?:{_PEOPLE})\b", re.IGNORECASE)


def without(value: Any, words: frozenset[str]) -> Any:
    """Give a value, records within records included, with the words taken out of its texts."""
    if not words:
        return value
    if type(value) is str:  # Les issues et les poids, qui en sont aussi, ne se réécrivent pas.
        bare = _pattern(words).sub(HIDDEN, value)
        return value if bare == value else bare
    if value is None or isinstance(value, (int, datetime.date)):
        return value
    if isinstance(value, types.MappingProxyType):
        return Seats({seat: without(held, words) for seat, held in value.items()})
    if isinstance(value, tuple):
        items = tuple(without(item, words) for item in value)
        return items if any(map(operator.is_not, items, value)) else value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((name, getattr(value, name)) for name in _names(type(value)))
        changed = {name: bare for name, item in fields if (bare := without(item, words)) is not item}
        return replace(value, **changed) if changed else value
    return value


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.name != "unreadable")


@functools.lru_cache(maxsize=256)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in longest))
