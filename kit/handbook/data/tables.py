"""The rows of the open data; what each table and each column says is in `site/donnees.yaml`.

The tables of the commissions are made from the public edition, for every reader: no name, no single file, no minutes.
Only the figures of the departments follow the profile: the public ones withhold small numbers.
"""

import datetime
from collections.abc import Callable, Iterator

from kit.findings.finding import SEVERITY_FR, DepartmentReport, Severity, weights
from kit.findings.rule import Scope
from kit.findings.verdicts import OF_DEPARTMENTS
from kit.handbook.country import Country
from kit.handbook.data.tabular import Row, Table, Value, described
from kit.handbook.fragments import carte
from kit.handbook.page import Profile
from kit.handbook.pages import indicators
from kit.handbook.pages.situation import approval_runs, held, installation, seat_rows
from kit.handbook.vocabulary import word
from kit.judging import registry, standing
from kit.judging.case import Case
from kit.law.territories import territories
from kit.law.texts import Version, provisions
from kit.model.commission import Association
from kit.model.procedures import Afis, Aps, Service

Desk = Service | Aps | Afis | Association
JOURNAL, DAYS = "journal-du-droit", "histoire"


def tables(country: Country) -> tuple[Table, ...]:
    """Give all tables of the open data, from the edition for these readers; that of the days before, when it was asked
    for."""
    kept = ((name, rows) for name, rows in _ROWS.items() if country.days or name != DAYS)
    return tuple(described(name, tuple(rows(country.open))) for name, rows in kept)


def journal() -> Table:
    """Give the changes of the law, the latest first."""
    return described(JOURNAL, tuple(_journal()))


def _read(country: Country) -> Iterator[tuple[DepartmentReport, Case]]:
    """Give the first folder of each department that could be read."""
    return ((found, case) for found, case, _ in country.by_code().values() if case)


def _departments(country: Country) -> Iterator[Row]:
    filed = country.by_code()
    for code, territory in territories().items():
        known = (code, territory.name, territory.region)
        entry = filed.get(code)
        state = carte.state(entry).said(1)
        if entry is None:
            yield (*known, False, False, state, *[None] * 9)
            continue
        found, case, _ = entry
        seats = held(case) or (None, None)
        numbers = weights(found.findings)
        said = case.commission.installation if case else None
        yield (
            *known, True, found.example, state, installation(case), said.date if said else None, country.report.as_of,
            standing.of_department(found).one, *seats, *(numbers[severity] for severity in Severity),
        )  # fmt: skip


def _seats(country: Country) -> Iterator[Row]:
    for found, case in _read(country):
        if held(case) is None:
            continue
        for seat, row in zip(case.composition.seats, seat_rows(found, case), strict=True):
            known = (found.code, found.example, seat.id, seat.ordinal, row.title, row.state.word)
            for holder in case.holders(seat.id):
                term = holder.mandat
                days = (term.debut, term.fin) if term else (None, None)
                yield (*known, holder.titre, holder.organisme, *days)
            if not case.holders(seat.id):
                yield (*known, None, None, None, None)


def _sessions(country: Country) -> Iterator[Row]:
    for found, case in _read(country):
        for session in case.sessions:
            called = session.convocation
            call = (called.date, called.urgence) if called else (None, None)
            received = called.recue if called else None
            days = (session.reporte_au, session.limite_de_depot)
            known = (session.date, session.heure, session.formation, session.etat)
            yield (found.code, found.example, *known, *call, *days, received)


def _contacts(country: Country) -> Iterator[Row]:
    for found, case in _read(country):
        for role, name, desk in _desks(case):
            yield (found.code, found.example, role, name, desk.courriel, desk.telephone, desk.adresse)


def _desks(case: Case) -> Iterator[tuple[str, str, Desk]]:
    """Give whom to write to: the secretariat, the desks of each procedure, the associations approved on the day."""
    if office := case.commission.secretariat:
        yield "secretariat", office.service, office
    known = case.commission.procedures
    if known and known.psp and known.psp.depot:
        yield "parcours", known.psp.depot.service, known.psp.depot
    if known and known.aps and known.aps.service:
        yield "sejour", known.aps.service, known.aps
    if known and known.afis and known.afis.service:
        yield "afis", known.afis.service, known.afis
    approved = (a for a in case.commission.associations_agreees or () if approval_runs(a.agrement, case))
    for association in {each.nom: each for each in approved}.values():
        yield "association", association.nom, association


def _findings(country: Country) -> Iterator[Row]:
    places = [(found.code, found.example, found.findings) for found in country.report.departments]
    nation = tuple(finding for result in country.report.national for finding in result.findings)
    for code, example, findings in (*places, (None, None, nation)):
        for f in findings:
            version = datetime.date.fromisoformat(f.version) if f.version else None
            yield (
                code, example, f.rule, standing.of_finding(f).one, SEVERITY_FR[f.severity], f.message, f.remedy,
                f.derogation, f.provision, f.paragraph, version, f.file, f.line if f.file.endswith(".yaml") else None,
            )  # fmt: skip


def _figures(country: Country) -> Iterator[Row]:
    hides = country.profile is Profile.PUBLIC
    for found, case in _read(country):
        for day, cells in indicators.rows(indicators.written(case), public=hides):
            yield (found.code, found.example, day, *map(_number, cells))


def _number(cell: str) -> Value:
    if cell == indicators.SILENT:
        return None
    return cell if cell == indicators.WITHHELD else int(cell)


def _rules(_: Country) -> Iterator[Row]:
    for rule in registry.catalogue():
        scope = "national" if rule.scope is Scope.NATIONAL else "departement"
        yield (
            rule.id, rule.title, word("familles", rule.family), SEVERITY_FR[rule.severity], rule.provision,
            " ".join(rule.traces), scope,
        )  # fmt: skip


def _days(country: Country) -> Iterator[Row]:
    for stand in country.days.stands if country.days else ():
        why = "commit" if stand.commit else "redaction"
        known = (stand.day, why, stand.commit, stand.law.version, stand.law.certainty)
        yield (*known, stand.filed, *(stand.numbers[each] for each in OF_DEPARTMENTS), stand.examples)


def _journal() -> Iterator[Row]:
    changes: list[tuple[datetime.date, str, Row]] = []
    for text in provisions().values():
        for version in text.versions:
            told = (text.title, version.changes, version.act, version.url)
            changes.append((version.start, text.id, (*told, *_known(version))))
        if ended := version.end:
            over = (text.title, "Ce texte ne s’applique plus.", None, None)
            changes.append((ended, text.id, (*over, *_known(version))))
    for day, text_id, row in sorted(changes, key=lambda change: (-change[0].toordinal(), change[1])):
        yield (day, text_id, *row)


def _known(version: Version) -> Row:
    return version.certainty, version.source, version.reread


_ROWS: dict[str, Callable[[Country], Iterator[Row]]] = {
    "departements": _departments,
    "sieges": _seats,
    "sessions": _sessions,
    "contacts": _contacts,
    "constats": _findings,
    "indicateurs": _figures,
    "regles": _rules,
    JOURNAL: lambda _: _journal(),
    DAYS: _days,
}
