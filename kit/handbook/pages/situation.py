"""One commission on the day, as a page says it: where it stands, who presides, each seat and its state."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from kit.findings.finding import DepartmentReport, Finding, Outcome, Severity, worst
from kit.findings.verdicts import Verdict
from kit.french import count, date, listing
from kit.handbook.page import Link, Mark, mark, web
from kit.handbook.vocabulary import word
from kit.judging.case import Case
from kit.law.composition import snapshot
from kit.law.texts import Seat, composition_on, data
from kit.model.commission import Agrement, Mandat, Presidence, ReglementInterieur, Titulaire, covers
from kit.model.procedures import piece_fr

# Ce qui arrive bientôt : on le dit au pays entier, et on le montre au siège.
HORIZON = datetime.timedelta(days=int(data("maison")["alerte_mandat_jours"]))
INSTALLED, STARTING, NOT_INSTALLED, SILENT = "installee", "en_cours", "non_installee", "non_dit"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """A seat of the wording of the day, its whole title, who holds it, and its state."""

    seat: Seat
    title: str
    holders: tuple[Titulaire, ...]
    state: Mark


def installation(case: Case | None) -> str:
    """Give where the commission stands on the day, as the kit's key for it."""
    said = case.commission.installation if case else None
    if case is None or said is None:
        return SILENT
    late = said.date is not None and said.date > case.as_of
    return STARTING if said.etat == INSTALLED and late else said.etat


def installation_fr(case: Case | None) -> str:
    """Say where the commission stands on the day."""
    said = case.commission.installation if case else None
    day = said.date if said else None
    state = installation(case)
    if state == INSTALLED:
        doubt = f" (à vérifier : {said.a_verifier})" if said and said.a_verifier else ""
        return (f"installée depuis le {date(day)}" if day else "installée, date non dite") + doubt
    if state == STARTING:
        coming = day if case and day and day > case.as_of else None
        return f"installation prévue le {date(coming)}" if coming else "en cours d’installation"
    return "non installée" if state == NOT_INSTALLED else "état non renseigné"


def presidency_fr(case: Case) -> str:
    """Say who presides on the day."""
    if case.commission.presidence is None:
        return "présidence non renseignée"
    running = snapshot.presidency(case.commission, case.as_of)
    if not running:
        return "aucune présidence ne court ce jour"
    return listing(_chair(presidence) for presidence in running)


def _chair(presidence: Presidence) -> str:
    name = presidence.titre or word("autorites", presidence.autorite)
    whole = f"{name} ou son représentant" if presidence.representant and not presidence.delegation else name
    return f"{whole}, par délégation ({presidence.delegation})" if presidence.delegation else whole


def approval_runs(approval: Agrement | None, case: Case) -> bool | None:
    """Tell whether an approval runs; without a first day nobody knows, unless it is over."""
    if approval is None:
        return None
    if not covers(approval.debut, approval.fin, case.as_of):
        return False
    return True if approval.debut else None


def doubts(holder: Titulaire) -> tuple[str, ...]:
    """Give what is doubtful of a holder, its term, its designation, its deputy and its training, each once."""
    parts = (holder, holder.mandat, holder.designation, holder.suppleant, holder.formation)
    return tuple(dict.fromkeys(part.a_verifier for part in parts if part and part.a_verifier))


def documents(names: Iterable[str]) -> str:
    """Write the documents of a request one after the other; one written in plain words may hold a comma."""
    return " ; ".join(map(piece_fr, names))


def rules_link(rules: ReglementInterieur) -> Link:
    """Name the internal rules, with the days that they run."""
    term = term_fr(rules)
    return web(f"{rules.reference} ({term})" if rules.debut or rules.fin else rules.reference, rules.lien)


def rules_fr(rules: ReglementInterieur) -> str:
    """Say how the internal rules count the quorum, and how many proxies they allow."""
    said = rules.quorum
    told = [word("quorum", each) for each in (said.compte, said.base) if each] if said else []
    if said and said.presidence is not None:
        told.append(f"présidence {'comptée' if said.presidence else 'non comptée'}")
    quorum = [f"quorum {', '.join(told)}"] if told else []
    held, doubt = rules.pouvoirs_par_membre, rules.a_verifier
    proxies = [f"{count(held, 'pouvoir')} au plus par membre"] if held else []
    return " ; ".join([*quorum, *proxies, *([f"à vérifier : {doubt}"] if doubt else [])])


def seat_rows(report: DepartmentReport, case: Case) -> tuple[SeatRow, ...]:
    """Give every seat of the wording of the day, in the order of the text; those of a commission that is not installed
    are not judged, but to be filled."""
    if not case.installed:
        return tuple(_to_fill(seat, case.holders(seat.id)) for seat in case.composition.seats)
    return tuple(
        SeatRow(seat=seat, title=titled(seat), holders=case.holders(seat.id), state=_state(report, case, seat))
        for seat in case.composition.seats
    )


def empty_seats(day: datetime.date) -> tuple[SeatRow, ...]:
    """Give every seat of the wording of a day, where nothing is known of who holds it."""
    unknown = mark(Verdict.TO_COMPLETE, "non connu")
    return tuple(
        SeatRow(seat=seat, title=titled(seat), holders=(), state=unknown) for seat in composition_on(day).seats
    )


def _to_fill(seat: Seat, holders: tuple[Titulaire, ...]) -> SeatRow:
    state = mark(Verdict.KEPT, "pourvu") if holders else mark(Verdict.TO_COMPLETE, "à pourvoir")
    return SeatRow(seat=seat, title=titled(seat), holders=holders, state=state)


def held_fr(case: Case) -> str:
    """Say how many seats are held; nothing when none is to be, or when the file says nothing of them."""
    known = held(case)
    return f"{count(known[0], 'siège pourvu', 'sièges pourvus')} sur {known[1]}." if known else ""


def held(case: Case | None) -> tuple[int, int] | None:
    """Give how many seats are held and how many there are; a commission that is not installed, or whose file says
    nothing of its seats, has none to hold."""
    if case is None or not case.installed or case.commission.sieges is None:
        return None
    seats = case.composition.seats
    return sum(bool(case.holders(seat.id)) for seat in seats), len(seats)


def titled(seat: Seat) -> str:
    """Give the whole title of a seat, the representative that the text allows included."""
    return f"{seat.title} {seat.representative}" if seat.representative else seat.title


def soon(end: datetime.date, day: datetime.date) -> bool:
    """Tell whether a day comes within the horizon."""
    return end - day <= HORIZON


def remaining(end: datetime.date, day: datetime.date) -> str:
    """Say what remains of a term, its last day included: « encore 5 mois », « encore 12 jours »."""
    months = (end.year - day.year) * 12 + end.month - day.month - (end.day < day.day)
    return f"encore {count(months, 'mois', 'mois')}" if months else f"encore {count((end - day).days + 1, 'jour')}"


def term_fr(term: Mandat | ReglementInterieur | None) -> str:
    """Say from when to when a term runs."""
    if term is None or (term.debut is None and term.fin is None):
        return "dates non dites"
    if term.fin is None:
        return f"depuis le {date(term.debut)}" if term.debut else ""
    return f"du {date(term.debut)} au {date(term.fin)}" if term.debut else f"jusqu’au {date(term.fin)}"


def _state(report: DepartmentReport, case: Case, seat: Seat) -> Mark:
    """Give the state of a seat: what the rules of weight « erreur » say of it, else whether it is held."""
    held = bool(case.holders(seat.id))
    outcome = worst([Outcome.PASS, *(finding.outcome for finding in _about(report, seat))])
    if case.commission.sieges is None or not case.seat_readable(seat.id):
        return mark(Outcome.OPEN)
    if outcome is not Outcome.PASS:
        return mark(outcome, None if held else _empty(case, seat, outcome))
    return mark(Outcome.PASS, "pourvu") if held else mark(Outcome.OPEN, "sans titulaire, non jugé")


def _empty(case: Case, seat: Seat, outcome: Outcome) -> str:
    if any(v.siege == seat.id and covers(v.depuis, v.jusqu_au, case.as_of) for v in case.commission.vacances):
        return "vacance déclarée"
    return "sans titulaire, à vérifier" if outcome is Outcome.REVIEW else "sans titulaire"


def _about(report: DepartmentReport, seat: Seat) -> list[Finding]:
    """Give the findings on a seat; those of the seats that it replaced are told by their paragraph."""
    grave = [result for result in report.results if result.severity is Severity.ERROR and result.provision]
    return [f for result in grave for f in result.findings if _names(f, seat)]


def seat_name(case: Case, seat_id: str | None) -> str:
    """Name the seat of an exception: « 8° médecin », or the whole commission."""
    seat = case.composition.seat(seat_id) if seat_id else None
    return f"{seat.ordinal} {seat.short}" if seat else (seat_id or "toute la commission")


def _names(finding: Finding, seat: Seat) -> bool:
    if not finding.file.endswith("/membres.yaml"):
        return False
    own = finding.pointer.split("/")[1:2] == [seat.id]
    return own or finding.paragraph == seat.ordinal


def runs(start: datetime.date | None, end: datetime.date, day: datetime.date) -> str:
    """Say whether a declared exception still runs."""
    if covers(start, end, day):
        return "en cours"
    return "terminée" if end < day else "à venir"
