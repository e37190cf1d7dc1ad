"""The report in SARIF 2.1.0, for the tools that gather the results of others.

Two formats: `sarif` gives every result, `kind` telling the five outcomes. `sarif-github` is for the upload to GitHub
code scanning, which ignores `kind` and makes an alert of every result: only what is not kept is there, the heaviest
first, within the limits that GitHub sets; a notification of the run counts the rest.
"""

import datetime
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from kit import __version__
from kit.findings.edit import Edit
from kit.findings.finding import Finding, Outcome, Report, Result
from kit.findings.fingerprint import fingerprints
from kit.findings.rule import Rule
from kit.french import count, spaced
from kit.judging import registry, standing
from kit.law.texts import provision
from kit.report.formats import words
from kit.report.formats.clean import as_json, clean, held
from kit.report.style import Style

Json = dict[str, Any]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# L’adresse du kit que donnent les pages du guide.
_ABOUT = "https://git.example.org/kit-commissions"
FINGERPRINT = "constat/v1"
# GitHub refuse au-delà de 25 000 résultats et n'en montre que 5 000 ; dix étiquettes par règle.
SHOWN_BY_GITHUB = 5_000
_TAGS = 10
_ROOT = "%SRCROOT%"


def write(report: Report, _style: Style | None = None) -> str:
    """Write every result: the findings, then the rules without a finding, department by department."""
    return _log(report, [*(_found(*each) for each in _marked(report)), *_silences(report)], [])


def write_for_github(report: Report, _style: Style | None = None) -> str:
    """Write what is not kept, errors first; what is left out is counted in notifications."""
    marked = _marked(report)
    broken = sorted((each for each in marked if each[0].outcome is Outcome.FAIL), key=lambda each: each[0].order)
    results = [_found(*each) for each in broken[:SHOWN_BY_GITHUB]]
    beyond = [finding for finding, _ in broken[SHOWN_BY_GITHUB:]]
    return _log(report, results, list(_left_out(beyond, len(marked) - len(broken))))


def _marked(report: Report) -> list[tuple[Finding, str]]:
    return list(zip(report.findings, fingerprints(report.findings), strict=True))


def _log(report: Report, results: list[Json], notifications: list[Json]) -> str:
    ids = sorted({result["ruleId"] for result in results})
    index = {rule_id: number for number, rule_id in enumerate(ids)}
    driver = {
        "name": "kit-commissions",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": _ABOUT,
        "language": "fr",
        "rules": [_rule(registry.find(rule_id), report.as_of) for rule_id in ids],
    }
    run = {
        "tool": {"driver": driver},
        "language": "fr",
        "automationDetails": {"id": f"kit-check/{report.as_of.isoformat()}"},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notifications}],
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "Le répertoire depuis lequel les fichiers sont nommés."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": [{**result, "ruleIndex": index[result["ruleId"]]} for result in results],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, as_of: datetime.date) -> Json:
    advice = _paragraph(rule, "Comment corriger")
    described = {
        "id": rule.id,
        "shortDescription": {"text": spaced(f"{rule.title}.")},
        "fullDescription": {"text": _plain(_paragraph(rule, "Ce que dit le texte"))},
        "help": {
            "text": _plain(advice),
            "markdown": spaced(f"{advice}\n\nPage de la règle : `kit explain {rule.id}`."),
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.family, *filter(None, [rule.provision]), *rule.traces][:_TAGS]},
    }
    if rule.provision:
        text = provision(rule.provision)
        described["helpUri"] = (text.in_force(as_of) or text.versions[-1]).url
    return described


def _paragraph(rule: Rule, title: str) -> str:
    """Give a paragraph of the page of a rule by its title, or the whole of a page that has none: it is short."""
    found = re.search(rf"\*\*{title}\.\*\* (.+?)(?=\n\n|\Z)", rule.page, re.DOTALL)
    return (found.group(1) if found else rule.page).replace("\n", " ")


def _found(finding: Finding, mark: str) -> Json:
    broken = finding.outcome is Outcome.FAIL
    details = {
        "pointer": finding.pointer,
        "provision": finding.provision,
        "paragraph": finding.paragraph,
        "version": finding.version,
        "derogation": finding.derogation,
        # « baselineState » dirait « nouveau » de tout le reste, notes comprises.
        "known": finding.known or None,
    }
    return {
        "ruleId": finding.rule,
        "kind": finding.outcome.value,
        "level": finding.severity.value if broken else "none",
        "message": {"text": _unlinked("\n".join(words.told(finding)))},
        "locations": [_location(finding.file, {"startLine": finding.line, "startColumn": finding.column})],
        "partialFingerprints": {FINGERPRINT: mark},
        **({"fixes": [_fix(finding, finding.edit)]} if finding.edit and held(finding.edit) else {}),
        "properties": {key: value for key, value in details.items() if value is not None},
    }


def _fix(finding: Finding, edit: Edit) -> Json:
    """Give the edit of a finding; the region that it takes away may be empty, where it only writes."""
    region = {
        "startLine": edit.line,
        "startColumn": edit.column,
        "endLine": edit.end_line,
        "endColumn": edit.end_column,
    }
    artifact = _location(edit.file, region)["physicalLocation"]["artifactLocation"]
    replacement = {"deletedRegion": region, "insertedContent": {"text": edit.new}}
    return {
        "description": {"text": _unlinked(clean(finding.remedy))},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
    }


def _silences(report: Report) -> Iterator[Json]:
    for department in report.departments:
        for result in department.results:
            if not result.findings:
                yield _silent(result, words.name(department), department.folder)
    for result in report.national:
        if not result.findings:
            yield _silent(result, words.COUNTRY, "departments")


def _silent(result: Result, subject: str, folder: str) -> Json:
    title = registry.find(result.rule).title
    return {
        "ruleId": result.rule,
        "kind": result.outcome.value,
        "level": "none",
        "message": {"text": spaced(f"{subject} : {standing.of_result(result).one}. Règle : {title}.")},
        "locations": [_location(folder)],
    }


def _location(path: str, region: Json | None = None) -> Json:
    """Give the address of a file with its region, or that of a folder without one."""
    end = "" if region else "/"
    uri = PurePosixPath("/", clean(path)).as_uri()
    # Un chemin hors du dépôt reste entier : il ne se rapporte à aucune racine.
    if path.startswith("/"):
        artifact = {"uri": f"{uri}{end}"}
    else:
        artifact = {"uri": f"{uri.removeprefix('file:///') or '.'}{end}", "uriBaseId": _ROOT}
    return {"physicalLocation": {"artifactLocation": artifact, **({"region": region} if region else {})}}


def _left_out(beyond: list[Finding], faultless: int) -> Iterator[Json]:
    if beyond:
        yield {"level": "warning", "message": {"text": words.left_out(beyond)}}
    if faultless:
        said = count(faultless, "constat qui n’établit pas de faute", "constats qui n’établissent pas de faute")
        yield {"level": "note", "message": {"text": spaced(f"Dans le format « sarif » seulement : {said}.")}}


def _plain(markdown: str) -> str:
    return spaced(markdown.replace("**", "").replace("`", ""))


def _unlinked(text: str) -> str:
    # SARIF lit « [texte](adresse) » comme un lien, même dans un texte simple.
    return text.replace("](", "] (")
