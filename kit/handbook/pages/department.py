"""The page of one department: verdict, seats, findings, declared exceptions, sources."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kit import __version__
from kit.composition import snapshot
from kit.findings.finding import DepartmentReport, Report, total
from kit.french import date, listing
from kit.handbook.fragments import charts, render
from kit.handbook.page import (
    CALENDAR,
    DEPARTMENTS,
    GUIDE,
    Here,
    Link,
    Origin,
    Page,
    Profile,
    calendar_path,
    mark,
    rule_path,
    split,
    text_path,
    web,
)
from kit.handbook.pages import figures
from kit.handbook.pages.applied import applied
from kit.handbook.pages.deadlines import coming
from kit.handbook.pages.history import Past, frieze
from kit.handbook.pages.meetings import meetings
from kit.handbook.pages.situation import SeatRow, installation_fr, presidency_fr, runs, seat_rows
from kit.handbook.pages.verdict import grouped, judged, outcomes, sentence
from kit.judging import registry
from kit.judging.case import Case
from kit.law.texts import CERTAINTY_FR, COMPOSITION
from kit.model.commission import Agrement, covers
from kit.yaml.schema import BRANCHES


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A vacancy or a derogation as declared."""

    about: Link
    reason: str
    authority: str
    document: str
    end: str
    state: str


def name(report: DepartmentReport) -> str:
    """Give the name of a department, or of its folder when it is none of the 101."""
    return f"{report.name} ({report.code})" if report.code else f"Dossier « {report.folder} »"


@dataclass(frozen=True, slots=True)
class View:
    """For whom a page is, where its files are kept, and what they said of the years before."""

    profile: Profile
    origin: Origin
    past: tuple[Past, ...]


def page(path: str, report: DepartmentReport, case: Case | None, country: Report, view: View) -> Page:
    """Give the page of a department."""
    law, public = country.law, view.profile is Profile.PUBLIC
    here = Here(path)
    rows = judged(report.results, here)
    return render.page(
        path,
        "departement",
        name=name(report),
        verdict=sentence(report),
        outcome=mark(report.outcome),
        example=report.example,
        day=date(country.as_of),
        public=public,
        department_list=here.link("Départements", DEPARTMENTS),
        guide=here.link("Lire un verdict", GUIDE),
        groups=grouped(report.findings, here, view.origin),
        number=total(report.findings),
        past=view.past,
        frieze=frieze(view.past) if view.past else None,
        coming=split(coming(case)) if case else ((), ()),
        commit=view.origin.commit,
        kit=__version__,
        judged=rows,
        outcomes=outcomes(rows),
        files=tuple(_file(f"{report.folder}/{branch}.yaml", view.origin) for branch in BRANCHES),
        read=report.files,
        law=here.link(law.title, text_path(COMPOSITION)),
        version=date(law.version),
        certainty=CERTAINTY_FR[law.certainty],
        commission=_commission(report, case, here, public=public) if case else None,
    )


def _file(name: str, origin: Origin) -> Link:
    return origin.place(name, name, None)


def _commission(report: DepartmentReport, case: Case, here: Here, *, public: bool) -> dict[str, Any]:
    commission = case.commission
    known = [each for each in commission.indicateurs or () if each.date <= case.as_of]
    seats = seat_rows(report, case) if case.installed else ()
    return {
        "facts": _facts(case),
        "seats": seats,
        "titles": _titles(seats),
        "partial": commission.partial,
        "vacancies": tuple(_vacancies(case)),
        "derogations": tuple(_derogations(case, here)),
        "guests": commission.invites,
        "figures": figures.table(known, public=public),
        "charts": tuple(charts.columns(title, values) for title, values in figures.series(known, public=public)),
        "sessions": meetings(report, case, here),
        "calendar": here.link("Calendrier de tous les départements", CALENDAR),
        "ics": here.link("fichier .ics du département", calendar_path(case.territory.code)),
        "applied": applied(report, case, here),
    }


def _titles(seats: Iterable[SeatRow]) -> tuple[str, ...]:
    """Give the words under which a seat or its holder is looked for."""
    titles = (title for seat in seats for title in (seat.title, *(holder.title for holder in seat.holders)))
    return tuple(dict.fromkeys(titles))


def _facts(case: Case) -> tuple[tuple[str, Link], ...]:
    commission = case.commission
    rows = [
        ("Commission", Link(installation_fr(case))),
        ("Présidence", Link(presidency_fr(case))),
        ("Liste des membres", _order(case)),
        ("Préfecture", Link(f"{case.territory.prefecture}, {case.territory.region}")),
    ]
    if office := commission.secretariat:
        contact = [office.service, *filter(None, [office.courriel])]
        rows.append(("Secrétariat", Link(", ".join(contact))))
    rows += [(label, Link(listing(names))) for label, names in _associations(case) if names]
    return tuple(rows)


def _order(case: Case) -> Link:
    order = snapshot.composition_order(case.commission, case.as_of)
    if order is None or order.date is None:
        return Link("aucun arrêté de composition dans le dossier")
    published = f", {order.publication}" if order.publication else ""
    return web(f"arrêté n° {order.reference} du {date(order.date)}{published}", order.lien)


def _associations(case: Case) -> tuple[tuple[str, list[str]], ...]:
    """Give the associations whose approval runs on the day, and apart those of which the file does not say."""
    known = [(a.nom, _runs(a.agrement, case.as_of)) for a in case.commission.associations_agreees or ()]
    approved = list(dict.fromkeys(name for name, runs in known if runs))
    silent = list(dict.fromkeys(name for name, runs in known if runs is None and name not in approved))
    return ("Associations agréées", approved), ("Agrément non renseigné", silent)


def _runs(approval: Agrement | None, day: datetime.date) -> bool | None:
    """Tell whether an approval runs; without a first day nobody knows, unless it is over."""
    if approval is None:
        return None
    if not covers(approval.debut, approval.fin, day):
        return False
    return True if approval.debut else None


def _seat_name(case: Case, seat_id: str | None) -> str:
    seat = case.composition.seat(seat_id) if seat_id else None
    return f"{seat.ordinal} {seat.short}" if seat else (seat_id or "toute la commission")


def _vacancies(case: Case) -> list[Declared]:
    return [
        Declared(
            about=Link(_seat_name(case, vacancy.siege)),
            reason=vacancy.motif,
            authority=vacancy.autorite or "non dite",
            document=vacancy.document or "non dit",
            end=date(vacancy.jusqu_au),
            state=runs(vacancy.depuis, vacancy.jusqu_au, case.as_of),
        )
        for vacancy in case.commission.vacances
    ]


def _derogations(case: Case, here: Here) -> list[Declared]:
    known = {rule.id: rule for rule in registry.catalogue()}
    found = []
    for derogation in case.commission.derogations:
        rule = known.get(derogation.regle)
        about = here.link(rule.title, rule_path(rule.id)) if rule else Link(derogation.regle)
        found.append(
            Declared(
                about=Link(f"{about.text} : {_seat_name(case, derogation.siege)}", about.target),
                reason=derogation.motif,
                authority=derogation.autorite,
                document=derogation.document or "non dit",
                end=date(derogation.jusqu_au),
                state=runs(None, derogation.jusqu_au, case.as_of),
            )
        )
    return found
