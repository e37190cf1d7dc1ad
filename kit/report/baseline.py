"""The known errors of a repository that adopts the kit: a file that can only shrink, and that changes no verdict.

An entry says which rule, which file, which place; never the message, which could repeat a value.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import asdict, dataclass, replace
from typing import Any

from kit.errors import UsageError
from kit.findings.finding import Baseline, Finding, Report, Result, Severity
from kit.findings.fingerprint import fingerprints, mark, whole

VERSION = 1
_ANEW = "effacez ce fichier, puis relancez avec --write-baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One known error; the fingerprint is what the three others give, so that a reader can believe them."""

    file: str
    rule: str
    anchor: str
    fingerprint: str


def parse(raw: bytes, name: str) -> tuple[Entry, ...]:
    """Read a baseline; `name` is its file as shown to people. Raises UsageError for what `write` cannot have given."""
    try:
        plain = json.loads(raw)
    except (ValueError, RecursionError) as error:
        message = f"« {name} » n’est pas une référence lisible : {_ANEW}."
        raise UsageError(message) from error
    entries = tuple(_entries(plain, name))
    seen: Counter[tuple[str, str, str]] = Counter()
    for number, entry in enumerate(entries, 1):
        seen[_key(entry)] += 1
        if entry.fingerprint != mark(*_key(entry), seen[_key(entry)]):
            message = f"Dans « {name} », l’entrée n° {number} est répétée ou a été changée à la main : {_ANEW}."
            raise UsageError(message)
    return entries


def _entries(plain: Any, name: str) -> Iterator[Entry]:
    if not isinstance(plain, dict) or set(plain) != {"version", "known"} or not isinstance(plain["known"], list):
        message = f"« {name} » n’a pas la forme d’une référence (« version », « known ») : {_ANEW}."
        raise UsageError(message)
    if plain["version"] != VERSION:
        message = f"« {name} » a été écrit pour une autre version du kit (la version {VERSION} est attendue) : {_ANEW}."
        raise UsageError(message)
    for number, entry in enumerate(plain["known"], 1):
        texts = isinstance(entry, dict) and all(isinstance(value, str) for value in entry.values())
        if not texts or set(entry) != set(Entry.__slots__):
            message = f"Dans « {name} », l’entrée n° {number} n’a pas les quatre textes attendus : {_ANEW}."
            raise UsageError(message)
        yield Entry(**entry)


def write(entries: Iterable[Entry]) -> str:
    """Give the text of a baseline; the same errors give the same bytes."""
    known = [
        asdict(entry) for entry in sorted(entries, key=lambda entry: (whole(entry.file), entry.anchor, entry.rule))
    ]
    return json.dumps({"version": VERSION, "known": known}, ensure_ascii=False, indent=2) + "\n"


def acceptable(report: Report, never: Set[str]) -> tuple[Entry, ...]:
    """Give the errors of a report that a baseline may hold; those of the rules `never` it may not."""
    return _named(finding for finding in report.findings if _may_be_known(finding, never))


def kept(report: Report, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Give the entries of the baseline of a report, less what is gone: what may stand among findings that are only
    counted is not."""
    named, counted = _named(finding for finding in report.findings if finding.known), _counted(report)
    known = {entry.fingerprint for entry in named}
    return tuple(entry for entry in entries if entry.fingerprint in known or _key(entry)[:2] in counted)


def apply(report: Report, file: str, entries: Iterable[Entry], never: Set[str]) -> Report:
    """Give the report with its known errors marked; no outcome and no severity changes."""
    left = Counter(map(_key, entries))
    held = left.total()

    def marked(finding: Finding) -> Finding:
        if not left[_key(finding)] or not _may_be_known(finding, never):
            return finding
        left[_key(finding)] -= 1
        return replace(finding, known=True)

    def result(each: Result) -> Result:
        return replace(each, findings=tuple(map(marked, each.findings)))

    departments = tuple(replace(each, results=tuple(map(result, each.results))) for each in report.departments)
    national = tuple(map(result, report.national))
    counted = _counted(report)
    gone = sum(number for key, number in left.items() if key[:2] not in counted)
    baseline = Baseline(file=file, known=held - left.total(), gone=gone)
    return replace(report, departments=departments, national=national, baseline=baseline)


def _counted(report: Report) -> set[tuple[str, str]]:
    """Give the rules and files of which some findings are only counted."""
    return {_key(finding)[:2] for finding in report.findings if finding.others}


def _named(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    held = tuple(findings)
    return tuple(
        Entry(file=finding.file, rule=finding.rule, anchor=finding.anchor, fingerprint=fingerprint)
        for finding, fingerprint in zip(held, fingerprints(held), strict=True)
    )


def _key(named: Finding | Entry) -> tuple[str, str, str]:
    return (named.rule, whole(named.file), named.anchor)


def _may_be_known(finding: Finding, never: Set[str]) -> bool:
    # Un fichier qui ne se lit pas cache ce qu'il contient : le tenir pour connu cacherait aussi ses fautes à venir.
    unread = finding.provision is None and not finding.anchor
    # Ce qui n'est que compté n'a pas de place que l'on reconnaisse : un fichier coupé n'est jamais connu en entier.
    counted = finding.others > 0
    return finding.severity is Severity.ERROR and finding.rule not in never and not unread and not counted
