"""By which paragraph of its text a rule says that a commission breaks it, on the day that judges."""

import datetime
from dataclasses import replace

from kit.findings.rule import Breach, Rule
from kit.french import listing
from kit.judging.judgement import Judgement
from kit.law.texts import COMPOSITION, cited, composition_on


def citing(told: Judgement, as_of: datetime.date) -> Judgement:
    """Give what a rule says, each breach with its paragraph."""
    breaches = tuple((placed(told.rule, breach, as_of), outcome, own) for breach, outcome, own in told.breaches)
    return replace(told, breaches=breaches) if breaches else told


def placed(rule: Rule, breach: Breach, as_of: datetime.date) -> Breach:
    """Give a breach with the paragraph that the sheet of its rule names, for its sentence or for all, as `kit/law`
    cites it on the day; else with the rank of its seat. One that knows its own keeps it: that of Paris on the list."""
    if breach.paragraph or rule.provision is None:
        return breach
    day = breach.day or as_of
    checked = rule.paragraphs.get(rule.provision)
    places = rule.cites.get(breach.case, [checked] if checked else [])
    paragraph = listing(each for place in places if (each := cited(rule.provision, place, day))) or None
    if paragraph is None and breach.siege and rule.provision == COMPOSITION:
        seat = composition_on(day).seat(breach.siege)
        paragraph = seat.ordinal if seat else None
    return replace(breach, paragraph=paragraph) if paragraph else breach
