"""What a page says of the law, filled from its files: `[[casf-psp.autorisation_mois un mois]]` reads « six mois ».

After the name of a text, what is asked of its wordings:

- `valeur un mois`: a figure with its unit in the singular; `sieges un siège`, `remplacements un siège` count seats;
- `valeur part`: the share that a denominator makes (« la moitié »);
- `rang magistrat`, `rangs liste`: the rank of a seat, those of a group of seats;
- `depuis ddets`, `jusqu_au ddets`: the first or last day of a seat, of a group of seats or of a figure;
- `paragraphe Avis sur les parcours`: the first day of a wording where this paragraph says something;
- `debut`, `fin`, `lu_depuis`: the first day of the text, the first when it no longer applies, the first of a wording
  that was read; `annee` after a day gives its year alone.

`[[maison.decision_attendue_jours]]` is a delay that the kit gives itself; `de` after it gives « d’un an », `part` the
share that a denominator makes.

What differs from a wording to the next is told with its days: « onze jusqu’au 1er janvier 2026, quinze depuis »; so a
sentence is right whatever the day.
"""

import datetime
import re
from collections.abc import Callable, Iterator

from kit.errors import LawError
from kit.french import date, duration, letters, listing, share, years
from kit.law.texts import Seat, Version, data, provision

_PLACE = re.compile(r"\[\[(?P<text>[a-z0-9-]+)\.(?P<asked>[^\]]+)\]\]")
# Où commence une phrase : une page, un alinéa, ce qui suit un point.
_OPENING = re.compile(r"(?:\A|\n\n|\.\**\s)\Z")
# Les règles que le kit se donne, qu’aucun texte ne dit.
_HOUSE = "maison"
_DAY = datetime.timedelta(days=1)
_GROUPS: dict[str, Callable[[Seat], bool]] = {
    "liste": lambda seat: seat.listed,
    "sans_dossiers": lambda seat: not seat.individual_files,
}


def filled(page: str) -> str:
    """Give a page with what it takes from the law; raises LawError for what no text says."""
    return _PLACE.sub(_said, page) if "[[" in page else page


def _said(place: re.Match[str]) -> str:
    name, *more = place["asked"].split(" ")
    if place["text"] == _HOUSE:
        return _delay(name, more)
    said = _ASKED.get(name, _figure)(provision(place["text"]).versions, name, more)
    opens = _OPENING.search(place.string[max(0, place.start() - 4) : place.start()])
    return said[:1].upper() + said[1:] if opens else said


def _delay(name: str, more: list[str]) -> str:
    number = int(data(_HOUSE).get(name, 0))
    if more == ["part"]:
        return share(number)
    said = years(number) if name.endswith("_annees") else duration(number)
    if more != ["de"]:
        return said
    return f"d’{said}" if said[0] in "aeiou" else f"de {said}"


Versions = tuple[Version, ...]


def _figure(versions: Versions, name: str, more: list[str]) -> str:
    """Write a figure of each wording that has it, with its unit once."""
    known = [(version, number) for version in versions if (number := _number(version, name))]
    if not known:
        message = f"Une page demande à kit/law « {name} », qu’aucune rédaction ne donne."
        raise LawError(message)
    if more == ["part"]:
        return _history([(version, share(number)) for version, number in known])
    return _counted(known, more)


def _number(version: Version, name: str) -> int:
    """Give a figure of a wording, 0 when it has none."""
    if name == "duree_mandat":
        return version.term_years
    return version.number(name) if name in version.values else 0


def _sizes(versions: Versions, name: str, more: list[str]) -> str:
    """Count the seats of each wording, or those of a group named before the unit; wordings without any are left out."""
    if name == "remplacements":
        return _counted([(version, len(version.replacements)) for version in versions], more)
    kept = _GROUPS.get(more[0])
    sizes = [(version, sum(kept is None or kept(seat) for seat in version.seats)) for version in versions]
    return _counted([(version, size) for version, size in sizes if size], more[1:] if kept else more)


def _counted(known: list[tuple[Version, int]], unit: list[str]) -> str:
    """Write numbers in letters, the first with its unit: « une réunion jusqu’au 1er janvier 2026, deux depuis »."""
    one, *noun = unit
    words = [(version, letters(number, one)) for version, number in known]
    said = _history(words)
    if not noun:
        return said
    plural = noun[0] if known[0][1] == 1 or noun[0].endswith("s") else f"{noun[0]}s"
    return f"{words[0][1]} {plural}{said.removeprefix(words[0][1])}"


def _rank(versions: Versions, _: str, more: list[str]) -> str:
    seats = [(version, version.seat(more[0])) for version in versions]
    return _history([(version, seat.ordinal) for version, seat in seats if seat])


def _ranks(versions: Versions, _: str, more: list[str]) -> str:
    kept = _GROUPS[more[0]]
    seats = [(version, [seat for seat in version.seats if kept(seat)]) for version in versions]
    return _history([(version, _run(held)) for version, held in seats if held])


def _run(seats: list[Seat]) -> str:
    """Write « 11° à 15° », or « 1°, 8° et 9° » when they do not follow one another."""
    first, last = seats[0], seats[-1]
    if len(seats) > 2 and last.rank - first.rank == len(seats) - 1:
        return f"{first.ordinal} à {last.ordinal}"
    return listing(seat.ordinal for seat in seats)


def _since(versions: Versions, _: str, more: list[str]) -> str:
    return _day(next((version.start for version in versions if _has(version, more[0])), None), more[1:])


def _until(versions: Versions, _: str, more: list[str]) -> str:
    ends = [version.end for version in versions if _has(version, more[0])]
    return _day(ends[-1] - _DAY if ends and ends[-1] else None, more[1:])


def _has(version: Version, name: str) -> bool:
    if kept := _GROUPS.get(name):
        return any(map(kept, version.seats))
    return name in version.values or version.seat(name) is not None


def _start(versions: Versions, _: str, more: list[str]) -> str:
    return _day(versions[0].start, more)


def _end(versions: Versions, _: str, more: list[str]) -> str:
    return _day(versions[-1].end, more)


def _read(versions: Versions, _: str, more: list[str]) -> str:
    return _day(next((version.start for version in versions if version.certain), None), more)


def _paragraph(versions: Versions, _: str, more: list[str]) -> str:
    rows = data(versions[0].provision).get("paragraphes", ())
    first = next((min(row["dit"]) for row in rows if row["ou"] == " ".join(more)), None)
    return _day(datetime.date.fromisoformat(first) if first else None, [])


def _day(day: datetime.date | None, more: list[str]) -> str:
    if day is None:
        message = "Une page demande à kit/law un jour qu’aucune rédaction ne donne."
        raise LawError(message)
    return str(day.year) if more == ["annee"] else date(day)


_ASKED: dict[str, Callable[[Versions, str, list[str]], str]] = {
    "sieges": _sizes,
    "remplacements": _sizes,
    "rang": _rank,
    "rangs": _ranks,
    "depuis": _since,
    "jusqu_au": _until,
    "debut": _start,
    "fin": _end,
    "lu_depuis": _read,
    "paragraphe": _paragraph,
}


def _history(told: list[tuple[Version, str]]) -> str:
    """Tell one thing of each wording, in order; what did not change is told once."""
    changes = list(_changes(told))
    said = [f"{word} jusqu’au {date(after - _DAY)}" if after else word for word, after in changes]
    if len(said) > 1:
        said[-1] += " depuis"
    return (" ; " if any("," in word for word, _ in changes) else ", ").join(said)


def _changes(told: list[tuple[Version, str]]) -> Iterator[tuple[str, datetime.date | None]]:
    """Give each thing told, with the first day of the next."""
    for rank, (_, word) in enumerate(told):
        after = [version.start for version, other in told[rank + 1 :] if other != word]
        if rank == 0 or told[rank - 1][1] != word:
            yield word, after[0] if after else None
