"""The edition for some readers: the report and the cases that pages, calendars, open data and reports are made of.

The public one is built again from the values that the schemas declare public. A finding keeps its words there when
these values alone, judged by the same rule, give the same words; of the others the rule and the outcome are told.
"""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kit.findings.finding import DepartmentReport, Finding, Outcome, Report, Result, json_pointer
from kit.findings.rule import Subject
from kit.french import spaced
from kit.handbook.page import Profile
from kit.handbook.pages.indicators import unnumbered
from kit.judging import registry
from kit.judging.case import Case, rebuilt
from kit.judging.judge import judgements
from kit.law.territories import territories
from kit.model.folder import branch_of
from kit.privacy.carried import carried
from kit.privacy.private import HIDDEN, declared, everything
from kit.privacy.public import prefix, pruned, rewritten, silent, unread, values
from kit.yaml import rewrite
from kit.yaml.traps import TRAPS

Cases = tuple[Case | None, ...]
# Leur issue dépend de nombres de personnes : « conforme » sans séance prévue voudrait dire « aucune demande ».
COUNTING = frozenset(
    {"delai-de-titre-depasse", "demandes-sans-seance", "indicateurs-incoherents", "seances-trop-espacees"}
)
_BASE = "departments"
_MESSAGE = "Le détail de ce constat n’est pas publié."
_REASON = "Elle n’est pas publiée."
_REMEDY = "Ouvrez le fichier à cet endroit : l’édition interne donne le constat entier."
# Ce qui ne va pas, et que faire.
_Words = tuple[str, str]


def edition(report: Report, cases: Cases, profile: Profile) -> tuple[Report, Cases]:
    """Give the report and the cases that pages and reports are made of; outcomes stay those of the whole files."""
    if profile is Profile.INTERNE:
        # Le rapport ne répète déjà rien de ce que la règle « donnee-personnelle » signale.
        return report, tuple(untold(case) if case else None for case in cases)
    read = zip(report.departments, cases, _folders(report.departments), strict=True)
    both = [_public(found, case, folder) for found, case, folder in read]
    national = tuple(_national(result) for result in report.national)
    shown = replace(report, departments=tuple(found for found, _ in both), national=national, texts={})
    return shown, tuple(case for _, case in both)


def untold(case: Case) -> Case:
    """Give the case of an internal edition: as it is, less what looks like a datum about a person out of its place."""
    telling = _telling(case, declared(case.tree, case.apart))
    if not telling:
        return case
    bare = rewritten(case.tree, lambda text: HIDDEN if text in telling else text)
    return replace(rebuilt(case, bare, case.commission.unreadable.spots), written=case.written, apart=case.apart)


def _telling(case: Case, kept: frozenset[str]) -> frozenset[str]:
    """Give the whole texts that hold a datum about a person, and the datum; what is kept is none."""
    told = ((value, found - kept) for value, found in case.told)
    return frozenset(look for value, found in told if found for look in (value, *found))


def _public(found: DepartmentReport, case: Case | None, folder: str) -> tuple[DepartmentReport, Case | None]:
    results = tuple(result for result in found.results if result.rule not in COUNTING)
    if case is None:
        return replace(found, folder=folder, results=tuple(_Told(folder).result(each) for each in results)), None
    bad = unread(case.commission.unreadable.spots)
    bare = rebuilt(case, pruned(case.tree, bad | frozenset(carried(case.tree))), bad)
    shown = _masked(bare, case)
    wanted = frozenset(result.rule for result in results if result.findings)
    said = _said(bare, wanted)
    words = said if shown is bare else _said(shown, wanted)
    alike = {(*key[:-1], known[0]): words.get(key) for key, known in said.items()}
    told = _Told(folder, {**_alone(words), **alike})
    return replace(found, folder=folder, results=tuple(told.result(each) for each in results)), shown


def _alone(words: Mapping[tuple[Any, ...], _Words]) -> dict[tuple[Any, ...], _Words]:
    """Give what is said once of a place: public values say it, even where the whole files say more."""
    ranks = Counter(key[:-1] for key in words)
    return {key[:-1]: said for key, said in words.items() if ranks[key[:-1]] == 1}


def _masked(bare: Case, whole: Case) -> Case:
    """Give a public case whose texts repeat nothing that is not public, no datum about a person, no small number."""
    hidden = whole.commission.unreadable.spots | frozenset(carried(whole.tree))
    hide = everything(whole.tree, whole.apart, whole.territory.name, hidden)
    telling = _telling(whole, hide.kept)
    hides = hide.needed(value.text for value in values(bare.tree))

    def told(text: str) -> str:
        fewer = HIDDEN if text in telling else unnumbered(text)
        return hide(fewer) if hides else fewer

    tree = rewritten(bare.tree, told)
    return bare if tree == bare.tree else rebuilt(bare, tree, bare.commission.unreadable.spots)


def _said(case: Case, wanted: frozenset[str]) -> dict[tuple[Any, ...], _Words]:
    """Give what these rules say of a case, by rule, place, outcome and paragraph, then by rank among those."""
    every = registry.legal_rules()
    rules = tuple(rule for rule in every if rule.id in wanted)
    # Les règles sur les exceptions regardent ce que toutes les autres ont dit.
    judged = every if any(rule.subject is Subject.JUDGED for rule in rules) else rules
    seen: Counter[tuple[Any, ...]] = Counter()
    found: dict[tuple[Any, ...], _Words] = {}
    for told in judgements(case, None, judged):
        for breach, outcome, _ in told.breaches:
            pointer = case.parts.local(breach.pointer)
            place = (str(pointer[0]) if pointer else "", json_pointer(pointer[1:]))
            key = (told.rule.id, *place, outcome, breach.paragraph)
            seen[key] += 1
            said = rewrite.answer(told.rule, breach, {})
            found[*key, seen[key]] = (said.message, said.remedy)
    return found


def _folders(departments: Iterable[DepartmentReport]) -> list[str]:
    """Give each department the name under which the public knows its folder: that of its territory, or a number."""
    seen: Counter[str] = Counter()
    names = []
    for department in departments:
        stem = territories()[department.code].folder if department.code else "dossier"
        seen[stem] += 1
        first = department.code and seen[stem] == 1
        names.append(f"{_BASE}/{stem}" if first else f"{_BASE}/{stem}-{seen[stem]}")
    return names


def _national(result: Result) -> Result:
    """Give what is said of the country: a file lost among the departments is not named."""
    if result.rule not in TRAPS:
        return result
    return _Told(_BASE).result(result)


def _place(finding: Finding) -> tuple[str, str, str, Outcome, str | None]:
    """Give what names a finding in both editions but for its words: its rule, its file, its place, its weight."""
    branch = branch_of(posixpath.basename(finding.file)) or ""
    return finding.rule, branch, finding.pointer, finding.outcome, finding.paragraph


@dataclass(frozen=True, slots=True)
class _Told:
    """The findings of a folder as the public reads them: its name, and what its public values alone say by rule, place,
    outcome, paragraph and message, once what they repeat is hidden."""

    folder: str
    known: Mapping[tuple[Any, ...], _Words | None] = field(default_factory=dict)

    def result(self, result: Result) -> Result:
        """Give the result of a rule, its findings told."""
        return replace(result, findings=tuple(self._findings(result))) if result.findings else result

    def _findings(self, result: Result) -> Iterator[Finding]:
        counted: set[str] = set()
        places = Counter(_place(finding) for finding in result.findings)
        for finding in result.findings:
            place = _place(finding)
            branch = place[1]
            if finding.others:
                # Combien d’autres : le public le lit là où il en lit un.
                if branch in counted:
                    yield self._finding(finding, branch, (finding.message, finding.remedy))
            elif not (branch and silent(branch, finding.pointer)):
                counted.add(branch)
                alone = self.known.get(place) if places[place] == 1 else None
                yield self._finding(finding, branch, self.known.get((*place, finding.message)) or alone)

    def _finding(self, finding: Finding, branch: str, words: _Words | None) -> Finding:
        message, remedy = words or (spaced(_MESSAGE), spaced(_REMEDY))
        pointer = json_pointer(prefix(branch, finding.pointer)) if branch else ""
        return replace(
            finding,
            message=message,
            remedy=remedy,
            file=f"{self.folder}/{branch}.yaml" if branch else self.folder,
            pointer=pointer,
            anchor=pointer,
            edit=None,
            derogation=spaced(_REASON) if finding.derogation else None,
        )
