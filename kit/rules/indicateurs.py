"""The figures of a commission: there, recent, coherent, and delays measured (instruction, 2.1 and 2.3)."""

import datetime
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from kit.findings.finding import Outcome, doubted
from kit.findings.remedy import Change, add, put
from kit.findings.rule import Breach
from kit.french import count, date, quoted
from kit.judging import description
from kit.judging.case import Case
from kit.judging.past import to_come
from kit.judging.registry import rule
from kit.law.texts import Version, data
from kit.model.commission import Indicateurs

_HERE = ("commission", "indicateurs")
# Ce dont viennent les nombres qui manquent, quand ceux qui sont écrits portent un jour à venir.
_AHEAD = "indicateurs à venir"
_DAY = datetime.timedelta(days=1)
_COUNTS = ("psp_en_cours", "psp_engages", "psp_termines")
_ENDED = _COUNTS[2]
# Un exemple de délai, là où le département n’en vise aucun.
_DELAY = 30
_EXITS = ("formation", "emploi", "logement")


def _within(case: Case, name: str) -> datetime.date:
    """Give the day that lies as many days before the day of the case as a value of the kit says."""
    return case.as_of - _days(name)


def _days(name: str) -> datetime.timedelta:
    return datetime.timedelta(days=int(data("maison")[name]))


def figures_by(case: Case) -> datetime.date | None:
    """Give the last day by which new figures are expected: those written last become old, or those of a commission
    installed on a known day are awaited; None when nobody knows."""
    last = next(reversed(case.figures), None)
    if last:
        return last.date + _days("indicateurs_anciens_jours")
    installation = case.commission.installation
    started = installation.date if installation else None
    return started + _days("indicateurs_attendus_jours") if started else None


def _settled(case: Case) -> bool:
    """Tell whether the commission has been installed long enough to have figures; without a date, it has."""
    installation = case.commission.installation
    started = installation.date if installation else None
    return started is None or started <= _within(case, "indicateurs_attendus_jours")


@rule("indicateurs-pas-a-jour", concerns=_settled)
def indicateurs_pas_a_jour(case: Case, _: Version) -> Iterator[Breach]:
    """Look for figures that are missing, old or not complete."""
    fields = {"de": case.territory.of, "jour": date(case.as_of)}
    entries = case.figures
    if not case.commission.readable(*_HERE):
        return
    ahead = (_AHEAD,) if any(to_come(case, entry.date) for entry in case.commission.figures) else ()
    if not entries:
        yield Breach(
            pointer=_HERE,
            case="absents",
            outcome=Outcome.OPEN,
            fields=fields,
            of=ahead,
            changes=(add(_HERE, _recent(case, None)),),
        )
        return
    last = entries[-1]
    fields["date"] = date(last.date)
    if last.date < _within(case, "indicateurs_anciens_jours"):
        change = add(_HERE, _recent(case, last))
        yield Breach(pointer=(*last.pointer, "date"), fields=fields, of=ahead, changes=(change,))
    if missing := [name for name in _COUNTS if getattr(last, name) is None]:
        fields["manquants"] = quoted((description.title((*last.pointer, name)) for name in missing), "ni")
        ended = [getattr(last.sorties, name) or 0 for name in _EXITS] if last.sorties else [0]
        changes = tuple(put((*last.pointer, name), max(ended) if name == _ENDED else 0) for name in missing)
        yield Breach(
            pointer=last.pointer,
            case="incomplets",
            outcome=Outcome.OPEN,
            fields=fields,
            changes=changes,
        )


def _recent(case: Case, last: Indicateurs | None) -> dict[str, Any]:
    """Give an example of all the figures of the day: those of the last ones, as if nothing had happened since."""
    same_year = last is not None and last.date.year == case.as_of.year
    counts = {name: getattr(last, name, None) if same_year or name == _COUNTS[0] else 0 for name in _COUNTS}
    aimed = {name: days or _DELAY for name, (days, _) in _aimed(case).items()}
    waiting = {"demandes_en_attente": last.demandes_en_attente if last else None}
    numbers = {name: number or 0 for name, number in (counts | waiting).items()}
    return {"date": case.as_of.isoformat(), **numbers, **aimed}


@rule("indicateurs-incoherents", evidence=lambda case: bool(case.commission.indicateurs))
def indicateurs_incoherents(case: Case, _: Version) -> Iterator[Breach]:
    """Look for figures that cannot be true together."""
    entries = case.commission.figures
    for entry in entries:
        yield from _exits(entry)
    for before, entry in pairwise(entries):
        yield from _follows(before, entry)


def _exits(entry: Indicateurs) -> Iterator[Breach]:
    if entry.sorties is None or entry.psp_termines is None:
        return
    told = {name: getattr(entry.sorties, name) for name in _EXITS}
    over = [name for name, number in told.items() if number is not None and number > entry.psp_termines]
    if over:
        fields = {
            "date": date(entry.date),
            "sorties": quoted(f"{name}: {told[name]}" for name in over),
            "termines": str(entry.psp_termines),
        }
        changes = tuple(put((*entry.sorties.pointer, name), entry.psp_termines) for name in over)
        yield Breach(pointer=(*entry.sorties.pointer, over[0]), fields=fields, changes=changes)


def _follows(before: Indicateurs, entry: Indicateurs) -> Iterator[Breach]:
    """Compare what is under way on two dates with what began and ended between them."""
    after_year_end = (before.date + _DAY).year == entry.date.year > before.date.year
    if not after_year_end and before.date.year != entry.date.year:
        return
    started, ended = entry.psp_engages, entry.psp_termines
    if before.date.year == entry.date.year and started is not None and ended is not None:
        if before.psp_engages is None or before.psp_termines is None or before.date == entry.date:
            return
        started, ended = started - before.psp_engages, ended - before.psp_termines
    if before.psp_en_cours is None or started is None or ended is None or entry.psp_en_cours is None:
        return
    expected = before.psp_en_cours + started - ended
    if expected == entry.psp_en_cours:
        return
    whole_year = after_year_end and (entry.date + _DAY).year > entry.date.year
    counted = f"{count(started, 'engagé')} et {count(ended, 'terminé')} font {expected}"
    sum_ = f"{before.psp_en_cours} en cours, {counted}"
    fields = {"avant": date(before.date), "date": date(entry.date), "calcul": sum_, "lu": str(entry.psp_en_cours)}
    change = put((*entry.pointer, "psp_en_cours"), max(expected, 0))
    outcome = doubted(Outcome.FAIL, not whole_year)
    yield Breach(
        pointer=(*entry.pointer, "psp_en_cours"),
        case="suite",
        outcome=outcome,
        fields=fields,
        changes=(change,),
    )


@rule("indicateurs-mal-dates", evidence=lambda case: bool(case.commission.indicateurs))
def indicateurs_mal_dates(case: Case, _: Version) -> Iterator[Breach]:
    """Look for figures of a day to come, or given twice."""
    seen = set()
    taken = {entry.date for entry in case.commission.indicateurs or ()}
    days = (case.as_of - datetime.timedelta(days=back) for back in range(len(taken) + 1))
    free = next(day for day in days if day not in taken).isoformat()
    for entry in case.commission.indicateurs or ():
        fields = {"date": date(entry.date), "jour": date(case.as_of), "iso": free}
        here = (*entry.pointer, "date")
        if entry.date in seen:
            yield Breach(pointer=here, case="double", fields=fields)
        elif to_come(case, entry.date):
            yield Breach(pointer=here, fields=fields, explains=(_AHEAD,))
        seen.add(entry.date)


@rule("delai-de-titre-depasse", concerns=_settled, evidence=lambda case: bool(case.figures))
def delai_de_titre_depasse(case: Case, _: Version) -> Iterator[Breach]:
    """Judge the measured delays against those that the department gives itself."""
    entries = case.figures
    if not entries:
        return
    last = entries[-1]
    targets = _aimed(case)
    for name, (aimed, title) in targets.items():
        days = getattr(last, name)
        if days is not None and aimed is not None and days > aimed:
            fields = {"date": date(last.date), "titre": title, "mesure": str(days), "vise": str(aimed)}
            yield Breach(pointer=(*last.pointer, name), fields=fields, changes=(_better(case, last),))
    if missing := [name for name in targets if getattr(last, name) is None]:
        fields = {
            "date": date(last.date),
            "manquants": quoted((description.title((*last.pointer, name)) for name in missing), "ni"),
        }
        changes = tuple(put((*last.pointer, name), targets[name][0] or _DELAY) for name in missing)
        yield Breach(pointer=last.pointer, case="silence", outcome=Outcome.OPEN, fields=fields, changes=changes)


def _aimed(case: Case) -> dict[str, tuple[int | None, str]]:
    """Give the delay in days that the department gives itself for each title, under the key that measures it."""
    procedures = case.commission.procedures
    aps = procedures.aps.delai_cible_jours if procedures and procedures.aps else None
    card = procedures.sortie.delai_cible_jours if procedures and procedures.sortie else None
    return {
        "aps_delai_median_jours": (aps, "de délivrance de l’APS"),
        "carte_delai_median_jours": (card, "de délivrance de la carte de séjour"),
    }


def _better(case: Case, last: Indicateurs) -> Change:
    """Write an example of figures of the day that keep the delays; in place of the last ones when these are of the
    day."""
    if last.date == case.as_of:
        return put(last.pointer, _recent(case, last))
    return add(_HERE, _recent(case, last))
