"""How a text is cited beside a finding: article, paragraph, wording, certainty."""

import datetime

from kit.findings.finding import Finding, Outcome
from kit.french import date as french_date
from kit.french import listing, spaced
from kit.law.texts import CERTAINTY_FR, CONCORDANT, of_text, provision


def cite(finding: Finding, *others: Finding) -> str | None:
    """Give « article R. 121-12-7 du CASF, 9°, rédaction du 1er janvier 2021 », or None without a text; with others of
    the same wording, their paragraphs too, « 7°, 13° et 14° »."""
    if finding.provision is None or finding.version is None:
        return None
    version = provision(finding.provision).in_force(datetime.date.fromisoformat(finding.version))
    ranked = sorted((finding, *others), key=lambda each: each.rank)
    paragraphs = listing(dict.fromkeys(each.paragraph for each in ranked if each.paragraph))
    said = wording(finding.provision, paragraphs, datetime.date.fromisoformat(finding.version))
    if version is None or version.certain:
        return said
    # D’une rédaction qui n’a pas été lue, seul ce qui est concordant refuse.
    sure = CONCORDANT if finding.outcome is Outcome.FAIL else version.certainty
    return f"{said}, {CERTAINTY_FR[sure]}"


def wording(provision_id: str, paragraph: str | None, start: datetime.date) -> str:
    """Give a text, the paragraph of it, and the wording that began on a day."""
    parts = [of_text(provision_id, paragraph or None), since(provision_id, start)]
    return spaced(", ".join(part for part in parts if part))


def since(provision_id: str, start: datetime.date) -> str | None:
    """Name the wording of a text that began on a day: « rédaction du 1er janvier 2021 », or « en vigueur depuis le… »
    for the only one."""
    text = provision(provision_id)
    if len(text.versions) > 1:
        return f"rédaction du {french_date(start)}"
    return f"en vigueur depuis le {french_date(start)}" if text.in_force(start) and start > datetime.date.min else None
