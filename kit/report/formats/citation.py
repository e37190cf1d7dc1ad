"""How a text is cited beside a finding: article, paragraph, wording, certainty."""

import datetime

from kit.findings.finding import Finding, Outcome
from kit.french import date as french_date
from kit.french import listing, spaced
from kit.law.texts import CERTAINTY_FR, CONCORDANT, provision


def cite(finding: Finding, *others: Finding) -> str | None:
    """Give « article R. 121-12-7 du CASF, 9°, rédaction du 1er janvier 2021 », or None without a text; with others of
    the same wording, their paragraphs too, « 7°, 13° et 14° »."""
    if finding.provision is None or finding.version is None:
        return None
    text = provision(finding.provision)
    start = datetime.date.fromisoformat(finding.version)
    version = text.in_force(start)
    ranked = sorted((finding, *others), key=lambda each: each.rank)
    paragraphs = dict.fromkeys(each.paragraph for each in ranked if each.paragraph)
    parts = [text.short, *([listing(paragraphs)] if paragraphs else [])]
    if len(text.versions) > 1:
        parts.append(f"rédaction du {french_date(start)}")
    elif version and start > datetime.date.min:
        parts.append(f"en vigueur depuis le {french_date(start)}")
    if version and not version.certain:
        # D’une rédaction qui n’a pas été lue, seul ce qui est concordant refuse.
        sure = CONCORDANT if finding.outcome is Outcome.FAIL else version.certainty
        parts.append(CERTAINTY_FR[sure])
    return spaced(", ".join(parts))
