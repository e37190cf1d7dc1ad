"""Which past is closed: what nothing makes up for any more is recalled, and no longer weighs on the verdict of the day.

A session is closed when its year is, when dated minutes record it, and when nothing of it still runs or is awaited: a
decision in force, or one that was never written, is of today.
"""

import datetime

from kit.law.terms import months_after
from kit.law.texts import data, provision
from kit.model.sessions import ADJOURNED, GRANTED, WITHOUT_OPINION, Decision, DossierExamine, Seance

Day = datetime.date
# Ce qu’il y a à faire de ce qu’une règle dit d’une séance close, quelle que soit la règle.
NOTHING_TO_DO = (
    "Rien à corriger : ce passé est clos, et ne compte plus dans le verdict ; si le fichier se trompe sur ce qui a eu "
    "lieu, corrigez-le."
)
_COURSE = "casf-psp"


def closed_year(year: int, as_of: Day) -> bool:
    """Tell whether what a year lacks is history on a day: nothing makes up for it, and it is no longer judged."""
    judged = datetime.timedelta(days=int(data("maison")["annee_jugee_jours"]))
    return Day(year, 12, 31) + judged < as_of


def closed_session(session: Seance, as_of: Day) -> bool:
    """Tell whether a session is history on a day: held in a closed year, recorded, with nothing left to come of it."""
    return (
        session.etat == "tenue"
        and closed_year(session.date.year, as_of)
        and _recorded(session, as_of)
        and not any(_lasts(file, as_of) for file in session.dossiers or ())
    )


def _recorded(session: Seance, as_of: Day) -> bool:
    """Tell whether minutes, that nobody doubts and that can be of this session, prove it (CRPA R. 133-13)."""
    minutes = session.pv
    if minutes is None or minutes.date is None or minutes.a_verifier or session.a_verifier:
        return False
    return session.date <= minutes.date <= as_of


def _lasts(file: DossierExamine, as_of: Day) -> bool:
    """Tell whether a decision on a file is still awaited, may have effect on the day, or is doubted by its author."""
    if file.a_verifier:
        return True
    if file.decision is None:
        return file.nature not in WITHOUT_OPINION and file.avis != ADJOURNED
    return file.decision.date is None or bool(file.decision.a_verifier) or _ends(file.decision, as_of) > as_of


def _ends(decision: Decision, as_of: Day) -> Day:
    """Give the day on which what was decided ends; a refusal has no effect that lasts (R. 121-12-10)."""
    decided = decision.date or as_of
    if decision.sens != GRANTED:
        return decided
    version = provision(_COURSE).in_force(decided) or provision(_COURSE).in_force(as_of)
    most = version.number("autorisation_mois") if version else 0
    return months_after(decided, decision.duree_mois or most)
