"""The four files of a new department, as text: what is known of it, and the examples of `formulaire`."""

import datetime
from collections.abc import Iterator
from typing import Any

from kit.edit.new import form
from kit.edit.new.form import Example, example, filled, prose
from kit.edit.new.questions import Answers, authorities, written
from kit.french import date as french_date
from kit.law.periods import Period, period_on
from kit.law.terms import last_day
from kit.law.territories import Territory, adaptation, forms
from kit.law.texts import CERTAINTY_FR, Seat, data, provision

_Words = dict[str, str]


def files(territory: Territory, answers: Answers, as_of: datetime.date) -> dict[str, str]:
    """Give the four files by name; `as_of` is the day whose seats and presidency the form shows.

    Raises UsageError before the first wording of R. 121-12-7."""
    given = written(answers, territory, authorities(territory, as_of))
    period, words = period_on(as_of), _words(territory, answers, as_of)
    for association in given["commission"].get("associations_agreees", ()):
        words["association"] = association["id"]
    told = example("explications", words)
    commission = _commission(territory, words, as_of)
    meetings = [(told["sessions"][each["etat"]], each) for each in example("sessions", words)]
    seats = _seats(period, words)
    heads = {seat.id: _head(seat, territory, period, as_of, told["siege"]) for seat in period.composition.seats}
    bodies = {
        "commission": form.groups("commission", commission, given["commission"], told["cles"]),
        "membres": form.groups("membres", seats, {}, heads),
        "sessions": form.items("sessions", meetings),
        "procedures": form.groups("procedures", example("procedures", words), given["procedures"], {}),
    }
    empty = {"membres": "{}", "sessions": "[]", "procedures": "" if given["procedures"] else "{}"}
    return {f"{branch}.yaml": _file(branch, told, body, empty.get(branch, "")) for branch, body in bodies.items()}


def _file(branch: str, told: dict[str, Any], body: Iterator[str], empty: str) -> str:
    lines = [f"# yaml-language-server: $schema=../../schemas/{branch}.schema.json"]
    lines += [*prose(told["titres"][branch]), "##", *prose(*told["conseils"]), *body]
    lines += ["", f"{empty}  # {told['vide']}"] if empty else []
    return "\n".join([*lines, ""])


def _commission(territory: Territory, words: _Words, as_of: datetime.date) -> Example:
    """Give the example of commission.yaml with the chairs and the signatories that the text of the day names."""
    presidency = period_on(as_of).composition.presidency(territory.regime)
    shown: Example = example("commission", words)
    shown["presidence"] = [chair for chair in shown["presidence"] if chair["autorite"] in presidency.authorities]
    shown["arretes"][0]["signataires"] = list(presidency.signatories)
    return shown


def _seats(period: Period, words: _Words) -> Example:
    """Give the example of membres.yaml: a holder for each seat of the day."""
    own = example("membres", words)
    return {seat.id: [_holder(seat, period, words, own.get(seat.id, {}))] for seat in period.composition.seats}


def _head(seat: Seat, territory: Territory, period: Period, as_of: datetime.date, told: _Words) -> str:
    """Say what the text of the day wants at a seat."""
    said = [f"{seat.ordinal} {seat.title}{f' {seat.representative}' if seat.representative else ''}."]
    if period.replacement:
        since = french_date(period.replacement.start)
        read = (each["lire"] for each in period.replacement.replacements if each["siege"] == seat.id)
        said += [filled(told["remplace"], {"jour_lu": since, "lire": each}) for each in read]
    if seat.listed and period.composition.term_years:
        said.append(filled(told["sur_la_liste"], {"annees": str(period.composition.term_years)}))
    if seat.literal > seat.minimum:
        said.append(told["plusieurs"])
    if found := adaptation(territory.code, seat.id, as_of):
        said.append(filled(told["adapte"], {"raison": found.reason}))
    return " ".join(said)


def _holder(seat: Seat, period: Period, words: _Words, own: Example) -> Example:
    """Give the example of a holder: the title of the text, then what is proper to the seat, then a term."""
    # Avant la DDETS, le texte nommait les directeurs eux-mêmes.
    renamed = not seat.of_state or seat.id in period.replaced or bool(seat.succeeds)
    holder = {"id": f"{seat.id.replace('_', '-')}-1", "titre": seat.title, **(own if renamed else {})}
    if seat.representative:
        holder["representant?"] = "true"
    start, years = words["jour_arrete"], period.composition.term_years
    term = {"debut": start}
    if seat.listed and years:
        end = last_day(datetime.date.fromisoformat(start), years)
        term |= {"fin?": end.isoformat(), "arrete": words["arrete"]}
    optional = {key: value for key, value in holder.items() if key.endswith("?")}
    return {**{key: value for key, value in holder.items() if key not in optional}, "mandat": term, **optional}


def _words(territory: Territory, answers: Answers, as_of: datetime.date) -> _Words:
    """Give what the braces of the examples stand for."""
    day, version = as_of.isoformat(), period_on(as_of).composition
    offsets = {name: datetime.timedelta(days=int(number)) for name, number in example("jours", {}).items()}
    return {
        "code": territory.code,
        "minuscules": territory.code.lower(),
        "de": territory.of,
        "prefecture": territory.prefecture,
        "cour": territory.court.value,
        "service": forms()[territory.service.value].services[0],
        "redaction": french_date(version.start),
        "certitude": CERTAINTY_FR[version.certainty],
        "jour": day,
        "annee": str(as_of.year),
        "fin_annee": f"{as_of.year}-12-31",
        "association": "association-exemple",
        "arrete": answers.get("arrete") or f"{territory.code}-{day}-00001",
        "jour_arrete": answers.get("date_arrete") or day,
        "fin_agrement": last_day(as_of, _number("casf-agrement", "duree_annees")).isoformat(),
        "autorisation_mois": str(_number("casf-psp", "autorisation_mois")),
        "aps_mois": str(_number("ceseda-aps", "duree_minimale_mois")),
        "domicile_mois": str(_number("ceseda-aps", "domicile_mois")),
        "payeur": data("casf-d121-12-14")["payeur"]["libelle"],
        **{name: (as_of + offset).isoformat() for name, offset in offsets.items()},
    }


def _number(text: str, name: str) -> int:
    """Give a figure of the last wording of a text, for an example."""
    return provision(text).versions[-1].number(name)
