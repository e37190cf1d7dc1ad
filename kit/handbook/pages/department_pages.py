"""The list of the 101 departments, and the page of each: verdict, seats, findings, declared exceptions, sources."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath

from kit import __version__
from kit.actes.paper import Remark
from kit.findings.finding import DepartmentReport
from kit.findings.verdicts import Verdict
from kit.french import count, date
from kit.handbook import papers
from kit.handbook.country import Country, Entry
from kit.handbook.fragments import render
from kit.handbook.page import (
    DEPARTMENTS,
    NO_FILE,
    Link,
    Mark,
    Origin,
    Page,
    Profile,
    calendar_path,
    feed_path,
    mark,
    web,
)
from kit.handbook.pages import applied, indicators, situation, verdict
from kit.handbook.pages.agenda import SessionRow, lacking
from kit.handbook.pages.deadlines import soon
from kit.judging import standing
from kit.judging.case import Case
from kit.law.composition import snapshot
from kit.law.territories import territories
from kit.law.texts import composition_on
from kit.model.commission import Association
from kit.model.folder import FILES, ordered
from kit.model.procedures import Service


def index(country: Country) -> Page:
    """Give the list of the 101 departments, and of the folders that are none of them."""
    filed = country.by_code()
    read = {entry.path for entry in filed.values()}
    return render.page(
        DEPARTMENTS,
        "departements",
        day=date(country.report.as_of),
        territories=territories(),
        filed=filed,
        no_file=NO_FILE,
        ways=country.ways,
        verdict_of=standing.of_department,
        counted=verdict.departments(entry.report for entry in filed.values()),
        situation=situation,
        named=verdict.name,
        others=tuple(entry for entry in country.filed() if entry.path not in read),
        national=tuple(finding for result in country.report.national for finding in result.findings),
        state=verdict.state,
        standing=standing.of_finding,
        origin=country.origin,
    )


def blank(country: Country) -> Iterator[Page]:
    """Give the page of each department that has no file: who presides, the seats to fill, how to begin."""
    day, filed = country.report.as_of, country.by_code()
    version, seats = composition_on(day), situation.empty_seats(day)
    for code, territory in territories().items():
        if code not in filed:
            yield render.page(
                country.ways[code],
                "departement-a-remplir",
                territory=territory,
                name=f"{territory.name} ({code})",
                day=date(day),
                presidency=version.presidency(territory.regime),
                version=version,
                seats=seats,
            )


def page(country: Country, filed: Entry, sessions: Sequence[SessionRow]) -> Page:
    """Give the page of a department, with its sessions."""
    report, case, path = filed
    past = country.pasts.get(report.folder, ())
    rows, public = verdict.judged(report.results), country.profile is Profile.PUBLIC
    return render.page(
        path,
        "departement",
        report=report,
        case=case,
        name=verdict.name(report),
        verdict=verdict.sentence(report),
        day=date(country.report.as_of),
        public=public,
        sections=verdict.sections(report.findings),
        tally=standing.tally(report.findings),
        state=verdict.state,
        standing=standing.of_finding,
        of_files=verdict.of_files,
        past=past,
        as_of=country.report.as_of,
        outcome=standing.of_department(report),
        coming=soon(case, sessions, public=public) if case else ((), ()),
        papers=country.papers.get(report.folder),
        paper_path=partial(papers.way, path),
        noted=_noted,
        unread=case is None or case.commission.sessions is None,
        to_come=any(row.announced for row in sessions),
        origin=country.origin,
        home=country.home,
        feed=feed_path(path) if case and country.home.adresse else None,
        kit=__version__,
        judged=rows,
        outcomes=verdict.outcomes(rows),
        files=tuple(_file(f"{report.folder}/{name}", country.origin) for name in _files(country, report.folder)),
        law=country.report.law,
        sessions=tuple((row, lacking(report, row)) for row in sessions[::-1]),
        **(_commission(report, case, public=public) if case else {}),
    )


def _noted(remark: Remark) -> Mark:
    return mark(Verdict.BROKEN, "irrégulier") if remark.irregular else mark(Verdict.TO_CHECK)


def _files(country: Country, folder: str) -> list[str]:
    """Give the four files of a department, and those that were read of the years of its sessions."""
    read = (PurePosixPath(file) for file in country.report.texts)
    return ordered({*FILES, *(path.name for path in read if str(path.parent) == folder)})


def _file(name: str, origin: Origin) -> Link:
    return origin.place(name, name, None)


def _commission(report: DepartmentReport, case: Case, *, public: bool) -> dict[str, object]:
    """Give what is said of a commission whose files could be read."""
    known = indicators.written(case)
    seats = situation.seat_rows(report, case)
    approved, silent = _associations(case)
    return {
        "situation": situation,
        "presidency": situation.presidency_fr(case),
        "order": _order(case),
        "approved": approved,
        "silent": silent,
        "seats": seats,
        "held": situation.held_fr(case),
        "depot": _depot(case),
        # Les titres des sièges se cherchent à la page de l’article ; ici, ceux de qui les tient.
        "titles": tuple(dict.fromkeys(holder.titre for seat in seats for holder in seat.holders)),
        "figures": indicators.table(known, public=public),
        "series": tuple(indicators.series(known, public=public)),
        "ics": calendar_path(case.territory.code),
        "differs": applied.differing(report),
        "least": applied.least(case),
        "pieces": tuple(applied.pieces(report, case)),
    }


def _order(case: Case) -> Link:
    order = snapshot.composition_order(case.commission, case.as_of)
    if order is None or order.date is None:
        return Link("aucun arrêté de composition dans la fiche")
    published = f", {order.publication}" if order.publication else ""
    signed = f", signé par délégation ({order.delegation})" if order.delegation else ""
    members = f", {count(order.nombre_membres, 'membre')}" if order.nombre_membres else ""
    number = f"n° {order.reference}" if order.reference else "sans référence publiée"
    return web(f"arrêté {number} du {date(order.date)}{published}{signed}{members}", order.lien)


def _depot(case: Case) -> Service | None:
    """Give where a request is filed, when the file says it."""
    known = case.commission.procedures
    return known.psp.depot if known and known.psp else None


def _associations(case: Case) -> tuple[list[Association], list[str]]:
    """Give the associations whose approval runs on the day, and apart those of which the file does not say."""
    known = [(a, situation.approval_runs(a.agrement, case)) for a in case.commission.associations_agreees or ()]
    approved = {a.nom: a for a, runs in known if runs}
    silent = dict.fromkeys(a.nom for a, runs in known if runs is None and a.nom not in approved)
    return list(approved.values()), list(silent)
