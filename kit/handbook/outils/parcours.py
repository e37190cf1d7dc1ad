"""The calendar of a way out: each renewal and the last session in time for it, months used and left, its last day."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from kit.french import date
from kit.handbook.outils.days import (
    FIRST,
    LAST,
    after,
    counted,
    duration,
    on_weekday,
    read_day,
    read_number,
)
from kit.handbook.outils.interruptions import Interruption, faults, interruptions, readings
from kit.handbook.outils.law import Text, Wording, doubts, text, wording_line
from kit.handbook.outils.phrases import PARCOURS
from kit.handbook.outils.plan import Gap, Plan, plan
from kit.handbook.outils.sheet import Answer, Answers, Cite, Fault, Line, Part, Say, Sheet, Table, speaker
from kit.handbook.page import Here

TEXT, CALL, INSTRUCTION = "casf-psp", "crpa-r133", "instruction-2022-7"
MOST_INTERRUPTIONS, MOST_MARGIN = 4, 180
_COLUMNS = ("periode", "du", "au", "cumul", "decision", "seance", "envoi")
_say: Say = speaker(PARCOURS)
Day = datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcoursLaw:
    """What the tool reads of the law."""

    text: Text
    call: Text
    instruction: Text
    most_interruptions: int
    most_margin: int


def law(here: Here) -> ParcoursLaw:
    """Give the durations and delays of `kit/law`, as a page sees them."""
    return ParcoursLaw(
        text=text(TEXT, here),
        call=text(CALL, here),
        instruction=text(INSTRUCTION, here),
        most_interruptions=MOST_INTERRUPTIONS,
        most_margin=MOST_MARGIN,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """What was written in the form, with the wordings it is judged by."""

    law: ParcoursLaw
    wording: Wording
    call: Wording
    start: Day
    day: Day
    months: int
    margin: int
    interruptions: tuple[Interruption, ...]

    @property
    def total(self) -> int:
        """The months that no way out exceeds."""
        return self.wording.values["total_mois"]

    @property
    def usual(self) -> int:
        """The months of an authorisation."""
        return self.wording.values["autorisation_mois"]

    @property
    def delay(self) -> int:
        """The days between a call and its session."""
        return self.call.values["convocation_jours"]


def answer(answers: Answers, known: ParcoursLaw, as_of: Day) -> Answer:
    """Give the calendar of a way out, in as many readings as the text leaves."""
    start, day = read_day(answers["debut"]), read_day(answers["jour"])
    wording = (known.text.on(start) if start else None) or known.text.wordings[0]
    call = (known.call.on(day) if day else None) or known.call.wordings[0]
    months = read_number(answers["duree"], 1, wording.values["autorisation_mois"])
    margin = read_number(answers["marge"] or "0", 0, known.most_margin)
    found = tuple(_faults(answers, known, wording))
    if found or start is None or day is None or months is None or margin is None:
        return found
    course = _Course(
        law=known,
        wording=wording,
        call=call,
        start=start,
        day=day,
        months=months,
        margin=margin,
        interruptions=interruptions(answers, known.most_interruptions),
    )
    return _sheet(course, as_of)


def _faults(answers: Answers, known: ParcoursLaw, wording: Wording) -> Iterator[Fault]:
    start, wrong = read_day(answers["debut"]), _say("date", premiere=date(FIRST), derniere=date(LAST))
    most = wording.values["autorisation_mois"]
    if start is None:
        yield Fault("debut", wrong)
    elif known.text.on(start) is None:
        yield Fault("debut", _say("avant_texte", debut=date(known.text.wordings[0].start)))
    if read_day(answers["jour"]) is None:
        yield Fault("jour", wrong)
    if read_number(answers["duree"], 1, most) is None:
        yield Fault("duree", _say("nombre", moins=1, plus=most))
    if answers["marge"] and read_number(answers["marge"], 0, known.most_margin) is None:
        yield Fault("marge", _say("nombre", moins=0, plus=known.most_margin))
    yield from faults(_say, answers, start, known.most_interruptions)


def _sheet(course: _Course, as_of: Day) -> Sheet:
    plans = [(title, _plan(course, gaps)) for title, gaps in readings(course.interruptions)]
    warnings = tuple(_warnings(course, as_of))
    if len(plans) > 1:
        headline = Line(style="review", word=_say("a_verifier"), text=_say("lectures"), notes=warnings)
    else:
        word, said = _state(course, plans[0][1])
        style = "review" if warnings else "none"
        headline = Line(style=style, word=_say("a_verifier") if warnings else word, text=said, notes=warnings)
    return Sheet(
        headline=headline,
        entered=tuple(_entered(course)),
        parts=(
            *(_part(course, title, each) for title, each in plans),
            Part(title=_say("textes"), lines=tuple(_texts(course))),
        ),
    )


def _plan(course: _Course, gaps: tuple[Gap, ...]) -> Plan:
    return plan(course.start, course.months, course.total, gaps)


def _warnings(course: _Course, as_of: Day) -> Iterator[str]:
    yield from doubts(_say, course.day, as_of, course.wording, course.call)
    if course.months < course.usual:
        yield _say("courte", mois=counted(course.usual, "mois"))
    if course.law.text.on(course.day) not in (None, course.wording):
        yield _say("change")


def _entered(course: _Course) -> Iterator[str]:
    yield _say("saisie_jour", jour=date(course.day))
    yield _say("saisie_debut", jour=date(course.start))
    yield _say("saisie_duree", mois=counted(course.months, "mois"))
    if course.margin:
        yield _say("saisie_marge", jours=counted(course.margin, "jour"))
    for each in course.interruptions:
        rights = _say(f"droits_{each.rights}")
        if each.last:
            yield _say("saisie_interruption", debut=date(each.first), fin=date(each.last), droits=rights)
        else:
            yield _say("saisie_sans_fin", debut=date(each.first), droits=rights)


def _state(course: _Course, found: Plan) -> tuple[str, str]:
    """Say where the way out stands on the day: a word, a sentence."""
    total = counted(course.total, "mois")
    if course.day < course.start:
        return _say("mot_avant"), _say("avant", debut=date(course.start))
    if found.end and course.day > found.end:
        return _say("mot_termine"), _say("termine", fin=date(found.end), total=total)
    gap, rank = found.gap(course.day), found.to_come(course.day)
    if gap and gap.last:
        return _say("mot_interrompu"), _say("jusqu_au", fin=date(gap.last))
    if rank is not None:
        fields = {"fin": date(found.periods[rank - 1].last), "limite": date(after(found.periods[rank].first, -1))}
        return _say("mot_cours"), _say("cours", **fields)
    if found.end is None:
        return _say("mot_interrompu"), _say("interrompu", debut=date(found.gaps[-1].first))
    return _say("mot_derniere"), _say("derniere", fin=date(found.end), total=total)


def _part(course: _Course, title: str, found: Plan) -> Part:
    return Part(
        title=_say(title, jour=date(course.day)), lines=tuple(_lines(course, found)), table=_table(course, found)
    )


def _lines(course: _Course, found: Plan) -> Iterator[Line]:
    cites = (Cite(_say("source"), course.law.text.href),)
    yield Line(text=_say("utilises", duree=duration(*found.spent(course.day)), total=counted(course.total, "mois")))
    yield Line(text=_say("restent", duree=duration(*found.left(course.day))))
    yield Line(text=_say("fin", jour=date(found.end)) if found.end else _say("sans_fin"), cites=cites)
    rank = found.to_come(course.day)
    if rank:
        yield _next(course, found.periods[rank].first)
    if any(found.end is None or gap.first <= found.end for gap in found.gaps):
        notes = (_say("silence"),)
        yield Line(style="review", word=_say("a_verifier"), text=_say("compte"), notes=notes, cites=cites)
    for each in course.interruptions:
        if found.end and each.first > found.end:
            yield Line(text=_say("sans_effet", debut=date(each.first)))
    if found.end:
        yield _card(course, found.end)


def _dates(course: _Course, first: Day) -> tuple[Day, Day, Day]:
    """Give, for an authorisation that starts on a day, the last days to decide it, to sit, to call."""
    limit = after(first, -1)
    session = after(limit, -course.margin)
    return limit, session, after(session, -course.delay)


def _next(course: _Course, first: Day) -> Line:
    limit, session, call = _dates(course, first)
    name, style = ("temps", "pass") if course.day <= call else ("urgence", "review")
    if course.day > session:
        name = "passee"
    fields = {"limite": date(limit), "seance": on_weekday(session), "envoi": on_weekday(call)}
    return Line(
        style=style,
        word=_say(f"mot_{name}"),
        text=_say(name, jours=counted(course.delay, "jour"), **fields),
        notes=(_say("sans_delai"),),
        cites=(Cite(_say("source_envoi"), course.law.call.href),),
    )


def _card(course: _Course, end: Day) -> Line:
    cites = (Cite(_say("carte_source"), course.law.instruction.href),)
    said = _say("carte", total=counted(course.total, "mois"))
    if not any(each.first <= end for each in course.interruptions):
        return Line(text=said, cites=cites)
    return Line(style="review", word=_say("a_verifier"), text=said, notes=(_say("consecutifs"),), cites=cites)


def _table(course: _Course, found: Plan) -> Table:
    rows = [(period.first, _row(course, found, rank)) for rank, period in enumerate(found.periods)]
    rows += [
        (each.first, _cut(found, each)) for each in course.interruptions if found.end is None or each.first <= found.end
    ]
    return Table(
        title=_say("table"),
        head=tuple(_say(f"col_{name}") for name in _COLUMNS),
        rows=tuple(row for _, row in sorted(rows, key=lambda row: row[0])),
    )


def _row(course: _Course, found: Plan, rank: int) -> tuple[str, ...]:
    period = found.periods[rank]
    told = (date(period.first), date(period.last), duration(*found.spent(period.last)))
    if not rank:
        return _say("autorisation"), *told, "", "", ""
    limit, session, call = _dates(course, period.first)
    name = _say("premier") if rank == 1 else _say("suivant", rang=rank)
    return name, *told, date(limit), on_weekday(session), on_weekday(call)


def _cut(found: Plan, each: Interruption) -> tuple[str, ...]:
    counted_too = Gap(each.first, each.last) not in found.gaps
    end = date(each.last) if each.last else _say("sans_reprise")
    return _say("interruption"), date(each.first), end, _say("comptee" if counted_too else "non_comptee"), "", "", ""


def _texts(course: _Course) -> Iterator[Line]:
    yield wording_line(_say, course.law.text, course.wording)
    yield wording_line(_say, course.law.call, course.call)
