"""How many policy meetings a year has, and lacks (R. 121-12-8)."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome
from kit.findings.remedy import Change, add, put
from kit.findings.rule import Breach
from kit.french import count, date, listing
from kit.judging import causes, specimens
from kit.judging.assembly import FILES, POLICY, examines, since, topicless
from kit.judging.case import Case
from kit.judging.closed import closed_year
from kit.judging.patterns import settled
from kit.judging.proposed import first_session
from kit.judging.registry import rule
from kit.law.texts import Version, provision
from kit.model.sessions import HELD, PLANNED, Seance

_RHYTHM = "casf-r121-12-8"
_HERE = ("sessions",)
_INSTALLED = ("commission", "installation")


def _first_year(case: Case) -> int:
    """Give the first whole civil year of the commission."""
    start = max(since(case), provision(_RHYTHM).versions[0].start)
    return start.year if start == datetime.date(start.year, 1, 1) else start.year + 1


def _last_day(year: int) -> datetime.date:
    return datetime.date(year, 12, 31)


def _needed(year: int) -> int:
    """Give how many policy meetings a year needs, by the wording in force on its last day."""
    version = provision(_RHYTHM).in_force(_last_day(year))
    return version.number("politiques_par_an") if version else 0


def _policy(case: Case, year: int, *states: str) -> list[Seance]:
    """Give the policy meetings of a year, each day once."""
    found = [s for s in case.sessions if s.formation == POLICY and s.date.year == year and s.etat in states]
    return list({session.date: session for session in reversed(found)}.values())[::-1]


def _whole_years(case: Case) -> bool:
    return _first_year(case) < case.as_of.year


def _current_year_told(case: Case) -> bool:
    """Tell whether the calendar reaches the year of the day: one that starts later with a session held does not."""
    year, sessions = case.as_of.year, case.sessions
    started = not sessions or sessions[0].date.year <= year or sessions[0].etat == PLANNED
    return _first_year(case) <= year and started


@rule("reunions-insuffisantes", concerns=_whole_years)
def reunions_insuffisantes(case: Case, _: Version) -> Iterator[Breach]:
    """Count the meetings on the orientations of each whole year."""
    if not case.commission.readable("sessions"):
        return
    first = case.sessions[0].date.year if case.sessions else case.as_of.year
    last = case.as_of.year - 1
    every = range(max(_first_year(case), min(first, last)), case.as_of.year)
    yield from _history(case, [year for year in every if closed_year(year, case.as_of) and year > first])
    open_years = [year for year in every if not closed_year(year, case.as_of)]
    untold = [year for year in open_years if _partly_told(case, year, first)]
    for year in (year for year in open_years if year not in untold):
        yield from _of_year(case, year, first)
    if untold:
        yield _partial(case, untold)


def _of_year(case: Case, year: int, first: int) -> Iterator[Breach]:
    """Judge one year, the calendar beginning in a `first` one."""
    held = _policy(case, year, HELD)
    if len(held) >= _needed(year):
        yield from _doubtful(year, held) or _mixed(year, held)
        return
    if _unfounded(case, year, first):
        yield _unknown(case, year)
        return
    if silent := _untold(case, year, len(held)):
        yield replace(_silence(case, year, len(held)), of=silent)
        return
    unsure = _policy(case, year, PLANNED)
    fields = {"annee": str(year), "tenues": _met(len(held)), "n": str(_needed(year))}
    # La première année écrite peut n'être écrite qu'en partie.
    if year > first and len(held) + len(unsure) < _needed(year):
        changes = _met_then(case, year, _needed(year) - len(held), HELD)
        yield Breach(pointer=_place(case, year), fields=fields, day=_last_day(year), changes=changes)
    elif unsure:
        where = (*unsure[0].pointer, "etat")
        told = Breach(pointer=where, case="incertaine", outcome=Outcome.OPEN, fields=fields, day=_last_day(year))
        # Ce qui attend la même réponse est dit ici : c’est ce qui empêche d’être conforme.
        undecided = tuple(causes.undecided(session.pointer) for session in unsure)
        yield replace(told, of=undecided, explains=undecided)
    elif year == case.as_of.year - 1:
        yield _silence(case, year, len(held))


def _unfounded(case: Case, year: int, first: int) -> bool:
    """Tell whether nothing shows that there was a commission in a year: it comes before the first session written."""
    return year < first and bool(case.sessions) and not _founded(case)


def _partly_told(case: Case, year: int, first: int) -> bool:
    """Tell whether a transcription, whose list is partial, may leave out meetings that a year lacks."""
    lacks = len(_policy(case, year, HELD, PLANNED)) < _needed(year)
    return case.commission.partial and lacks and not _unfounded(case, year, first)


def _partial(case: Case, years: list[int]) -> Breach:
    """Say of which years a transcription, whose list is partial, does not tell how many meetings they had."""
    lacking = {year: _needed(year) - len(_policy(case, year, HELD)) for year in years}
    return Breach(
        pointer=_HERE,
        case="partielle",
        outcome=Outcome.OPEN,
        fields={"annees": listing(f"en {year}" for year in years)},
        day=_last_day(years[-1]),
        changes=tuple(each for year, number in lacking.items() for each in _met_then(case, year, number, HELD)),
    )


def _silence(case: Case, year: int, held: int) -> Breach:
    """Say that nothing tells how many meetings a year had."""
    return Breach(
        pointer=_HERE,
        case="silence",
        outcome=Outcome.OPEN,
        fields={"annee": str(year)},
        day=_last_day(year),
        changes=_met_then(case, year, _needed(year) - held, HELD),
    )


def _untold(case: Case, year: int, counted: int) -> tuple[str, ...]:
    """Give the causes of what nobody knows of a year: its sessions whose topic is not said, when they may be those
    that it lacks."""
    silent = topicless(case, datetime.date(year, 1, 1), _last_day(year))
    enough = counted + len(silent) >= _needed(year)
    return tuple(causes.topic(session.pointer) for session in silent) if enough else ()


def _founded(case: Case) -> bool:
    """Tell whether the file says since when there is a commission."""
    return case.commission.installation is not None and case.commission.installation.date is not None


def _unknown(case: Case, year: int) -> Breach:
    """Say that nothing tells whether there was a commission in a year that comes before its first session written."""
    first = case.sessions[0].date
    fields = {"annee": str(year), "premiere": date(first)}
    told = put((*_INSTALLED, "date"), first.isoformat())
    if case.commission.installation is None:
        told = put(_INSTALLED, {"etat": "installee", "date": first.isoformat()})
    return Breach(
        pointer=(*_INSTALLED, "date"),
        case="installation",
        outcome=Outcome.OPEN,
        fields=fields,
        day=_last_day(year),
        changes=(told,),
        of=(causes.INSTALLED,),
    )


def _history(case: Case, years: list[int]) -> Iterator[Breach]:
    """Recall the closed years that had too few meetings; none of them weighs on the day."""
    lacking = [year for year in years if len(_policy(case, year, HELD, PLANNED)) < _needed(year)]
    if lacking:
        fields = {"annees": listing(map(str, lacking))}
        yield Breach(pointer=_place(case, lacking[0]), case="close", outcome=Outcome.PASS, fields=fields, closed=True)


def _doubtful(year: int, held: list[Seance]) -> list[Breach]:
    """Doubt a year that has enough policy meetings only with those that their own author doubts."""
    doubted = [session for session in held if session.a_verifier]
    if len(held) - len(doubted) >= _needed(year):
        return []
    fields = {"annee": str(year), "doute": listing(dict.fromkeys(str(session.a_verifier) for session in doubted))}
    told = settled([session.pointer for session in doubted], "douteuse", **fields)
    return [replace(breach, day=_last_day(year)) for breach in told]


def _mixed(year: int, held: list[Seance]) -> Iterator[Breach]:
    """Doubt a year that has enough policy meetings only with those that examined individual files."""
    both = [session for session in held if examines(session)]
    if both and len(held) - len(both) < _needed(year):
        where = (*both[0].pointer, "formation")
        fields = {"annee": str(year)}
        known, other = both[0].date.isoformat(), {"formation": POLICY, "etat": HELD}
        changes = (put(where, FILES), add(_HERE, {"date": known, **other}))
        yield Breach(
            pointer=where, case="mixte", outcome=Outcome.REVIEW, fields=fields, day=_last_day(year), changes=changes
        )


def _met_then(case: Case, year: int, number: int, state: str) -> tuple[Change, ...]:
    """Write examples of meetings in a year: those held before the day, those planned after it."""
    after = first_session(case) if state == PLANNED else datetime.date(year, 1, 1)
    alike = [session.date for session in _policy(case, year, HELD, PLANNED)]
    return tuple(add(_HERE, meeting) for meeting in specimens.meetings(case, year, number, state, after, alike))


def _met(number: int, verb: str = "note") -> str:
    """Say how many meetings the file has, which may not be all that were held."""
    return f"{verb} {count(number, 'réunion')}" if number else f"ne {verb} aucune réunion"


def _place(case: Case, year: int) -> tuple[str | int, ...]:
    """Point at the first session of a year, else at the file."""
    return next((s.pointer for s in case.sessions if s.date.year == year), _HERE)


@rule("annee-a-completer", concerns=_current_year_told)
def annee_a_completer(case: Case, version: Version) -> Iterator[Breach]:
    """Count the meetings on the orientations held and planned in the current year, by the text of the day."""
    if lacks_meetings(case):
        year, needed = case.as_of.year, version.number("politiques_par_an")
        counted = len(_policy(case, year, HELD, PLANNED))
        missing = needed - counted
        fields = {
            "annee": str(year),
            "comptees": _met(counted, "compte"),
            "manque": str(missing) if missing > 1 else "une",
            "n": str(needed),
            "fin": date(_last_day(year)),
        }
        changes = _met_then(case, year, missing, PLANNED)
        # Trop tard pour convoquer à temps : il ne reste que l’urgence (CRPA R. 133-8).
        short = "tard" if missing > 1 else "urgence"
        sentence = "" if len(changes) == missing else short
        silent = _untold(case, year, counted)
        outcome = Outcome.OPEN if silent else Outcome.FAIL
        if case.commission.partial and not silent:
            sentence, outcome = "partielle", Outcome.OPEN
        yield Breach(
            pointer=_place(case, year), case=sentence, outcome=outcome, fields=fields, changes=changes, of=silent
        )


def missing_meetings(case: Case) -> int:
    """Give how many policy meetings the year of the day lacks, as far as the calendar tells: none when it leaves open
    what some sessions are for, or says that it is not whole."""
    year = case.as_of.year
    counted = len(_policy(case, year, HELD, PLANNED))
    if not lacks_meetings(case) or case.commission.partial or _untold(case, year, counted):
        return 0
    return case.version_of(_RHYTHM).number("politiques_par_an") - counted


def lacks_meetings(case: Case) -> bool:
    """Tell whether the year of the day lacks policy meetings, those planned included, by the text of the day."""
    version = provision(_RHYTHM).in_force(case.as_of)
    needed = version.number("politiques_par_an") if version else 0
    enough = len(_policy(case, case.as_of.year, HELD, PLANNED)) >= needed
    return _current_year_told(case) and case.commission.readable("sessions") and not enough
