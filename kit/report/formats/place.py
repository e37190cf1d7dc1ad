"""Where a forge looks for the files of a report: from the root of the repository, which may stand above `--root`."""

from dataclasses import replace
from pathlib import PurePosixPath

from kit.findings.finding import DepartmentReport, Finding, Report, Result

# Les formes dont une forge lit les chemins, pour montrer chaque constat à sa ligne.
FORGES = frozenset({"github", "gitlab", "sarif-github"})


def under(report: Report, above: PurePosixPath) -> Report:
    """Give the report with its files named from a folder further up, of which `above` is the way down."""

    def finding(each: Finding) -> Finding:
        return replace(each, file=(above / each.file).as_posix())

    def result(each: Result) -> Result:
        return replace(each, findings=tuple(map(finding, each.findings)))

    def department(each: DepartmentReport) -> DepartmentReport:
        return replace(each, results=tuple(map(result, each.results)))

    return replace(
        report, departments=tuple(map(department, report.departments)), national=tuple(map(result, report.national))
    )
