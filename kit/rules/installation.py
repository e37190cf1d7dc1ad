"""One commission in every department, installed (instruction of 13 April 2022, 1.1)."""

import datetime
from collections.abc import Iterator

from kit.findings.finding import Outcome, Pointer
from kit.findings.rule import Breach
from kit.french import count, date, listing
from kit.judging import causes
from kit.judging.case import Case
from kit.judging.codes import Codes
from kit.judging.registry import rule
from kit.law.composition.snapshot import list_orders
from kit.law.texts import Version
from kit.model.sessions import Seance


@rule("commission-non-installee")
def commission_non_installee(case: Case, _: Version) -> Iterator[Breach]:
    """Look for a commission whose file does not say that it is installed on the day (instruction of 2022, 1.1)."""
    installation = case.commission.installation
    fields = {"de": case.territory.of, "jour": date(case.as_of), "iso": _shown(case).isoformat()}
    if installation is None:
        if case.commission.readable("commission", "installation"):
            where, cause = ("commission", "installation"), (causes.INSTALLED,)
            yield Breach(pointer=where, case="silence", outcome=Outcome.OPEN, fields=fields, explains=cause)
    elif installation.etat == "en_cours":
        yield _under_way(case, (*installation.pointer, "etat"), fields)
    elif installation.etat == "installee" and installation.date and not case.installed and case.held:
        told = {**fields, "date": date(installation.date), "fait": _met(case.held[0])}
        late = (*installation.pointer, "date")
        yield Breach(pointer=late, case="plus-tard", outcome=Outcome.REVIEW, fields=told, explains=(causes.LATE,))
    elif not case.installed:
        yield Breach(pointer=(*installation.pointer, "etat"), fields=fields)


def _under_way(case: Case, here: Pointer, fields: dict[str, str]) -> Breach:
    """Say that the installation is not over, or that what is written shows that it is."""
    fact = None
    if case.held:
        fact = _met(case.held[0])
    elif case.order:
        fact = f"l’arrêté {case.order.called} fixe la liste des membres"
    if fact is None:
        return Breach(pointer=here, case="en_cours", outcome=Outcome.OPEN, fields=fields)
    return Breach(pointer=here, case="contredit", outcome=Outcome.REVIEW, fields={**fields, "fait": fact})


def _met(session: Seance) -> str:
    return f"la séance du {date(session.date)} est notée tenue"


def _shown(case: Case) -> datetime.date:
    """Give the last day on which the commission can have been installed: that of the first session it held, or of the
    first order on its list; else the day asked for, which nothing contradicts."""
    orders = list_orders(case.written, case.as_of)
    known = [session.date for session in case.held] + [order.date for order in orders if order.date]
    return min(known, default=case.as_of)


@rule("departement-sans-dossier", concerns=lambda codes: codes.wanted is not None)
def departement_sans_dossier(codes: Codes) -> Iterator[Breach]:
    """Name the departments that have no folder among those that the repository holds (instruction of 2022, 1.1)."""
    wanted = codes.wanted or frozenset()
    if missing := sorted(wanted - codes.filed):
        fields = {
            "nombre": count(len(missing), "département"),
            "ont": "ont" if len(missing) > 1 else "a",
            "total": str(len(wanted)),
            "liste": listing(missing),
            "premier": missing[0],
        }
        yield Breach(pointer=(), outcome=Outcome.OPEN, fields=fields)
