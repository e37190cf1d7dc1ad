"""The sentences on the baseline: the same words in every format and at the command line."""

from kit.findings.finding import Report
from kit.french import count, spaced

KNOWN = "déjà connue"


def covered(report: Report) -> str | None:
    """Say how many errors the baseline covers, for the last line of a format; None without a baseline."""
    if report.baseline is None:
        return None
    known = count(report.baseline.known, "erreur déjà connue", "erreurs déjà connues")
    return spaced(f"Référence « {report.baseline.file} » : {known}.")


def gone(report: Report) -> str | None:
    """Say how many entries of the baseline match nothing any more, and what to do; None when there is none."""
    if report.baseline is None or not report.baseline.gone:
        return None
    lost = count(report.baseline.gone, "constat de la référence a disparu", "constats de la référence ont disparu")
    return spaced(f"{lost} : relancez avec --write-baseline pour la réduire.")
