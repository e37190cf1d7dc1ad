"""Days as people write them, and the one way the files want them: year-month-day."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from kit import french

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FRENCH = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_LETTERS = re.compile(r"(?:([a-z]+) )?(?:le )?([0-9]{1,2})(?:er)?[ -]([a-z]+)\.?[ -]([0-9]{4})")
_LOOSE = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[t ].*)?")
_GLUED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[t ].*)?")
# Ce qui précède des chiffres sans rien y changer : « le 27/05/2024 », « du 2024-05-27 ».
_BEFORE = re.compile(
    r"(?:(?:le|du|au|en date du|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche) )+(?=[0-9]+[-/. ][0-9])"
)
# Un mois et son année, une année : le jour manque, et rien ne permet de l’inventer.
_DAYLESS = re.compile(
    r"(?P<year>[0-9]{4})[-/. ]?(?P<month>[0-9]{2}|(?<=[-/. ])[0-9])(?:[-/. ](?:[jx?_]{1,2}|00)?)?"
    r"|(?:(?:[jx?_]{1,2}|00)[-/. ])?(?P<m>[0-9]{1,2})[-/. ](?P<y>[0-9]{4})"
    r"|(?:(?:le|en|fin|mi|debut|courant|mois|de|du)[ -])*(?P<name>[a-z]{3,})\.? (?P<of>[0-9]{4})"
)
_YEAR = re.compile(r"(?:en |annee )?([0-9]{4})(?:[-/. ](?:m{1,2}|00)[-/. ](?:j{1,2}|00))?")
# Les traits d’union qui ne sont pas celui du clavier, et qui lui ressemblent.
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
# Des chiffres qui n'ont qu'une lecture : l'année a ses quatre chiffres, et rien ne suit le jour.
_PLAIN = re.compile(r"[0-9]{1,2}([-/. ])[0-9]{1,2}\1[0-9]{4}|[0-9]{4}([-/. ])[0-9]{1,2}\2[0-9]{1,2}|[0-9]{8}")
_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_FORM = "Écrivez la date sous la forme année-mois-jour, par exemple 2026-03-12."


@functools.lru_cache(maxsize=4096)
def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, written year-month-day."""
    try:
        return bool(_ISO.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def told(text: str) -> tuple[str, str]:
    """Give the trap a wrong day fell into, and what to write instead."""
    plain = _ascii(text)
    if is_day(plain):
        return "date-mal-ecrite", f"Écrivez {plain} (année-mois-jour)."
    if found := _ISO.fullmatch(plain):
        return "date-impossible", _possible(*(int(part) for part in found.groups()))
    for year, month, day, spoken in _read(plain):
        written = f"{year:04}-{month:02}-{day:02}"
        if not is_day(written):
            return "date-impossible", _possible(year, month, day)
        return ("date-francaise", written) if spoken else ("date-mal-ecrite", f"Écrivez {written} (année-mois-jour).")
    return "date-mal-ecrite", _lacking(plain) or _FORM


def certain(text: str) -> str | None:
    """Give the day that a wrong text must mean, year-month-day, when nobody can read it otherwise."""
    parts = unicodedata.normalize("NFKD", text.translate(_HYPHENS))
    if not all(sign.isascii() or unicodedata.combining(sign) for sign in parts):
        return None
    plain = _ascii(text)
    if is_day(plain):
        return plain
    read = (f"{year:04}-{month:02}-{day:02}" for year, month, day, _ in _read(plain))
    return next((day for day in read if is_day(day) and (_PLAIN.fullmatch(plain) or _in_letters(plain, day))), None)


def meant(text: str) -> str | None:
    """Give the day that a wrong text proposes, year-month-day: read in figures or in letters, or with its month and its
    day exchanged; None when it says none."""
    plain = _ascii(text)
    if is_day(plain):
        return plain
    for year, month, day in _figures(plain):
        for written in (f"{year:04}-{month:02}-{day:02}", f"{year:04}-{day:02}-{month:02}" if month > 12 else ""):
            if is_day(written):
                return written
    return None


def near(text: str) -> str | None:
    """Give an example of a whole day for a text that lacks a part of one, or has one that no calendar knows."""
    plain = _ascii(text)
    for year, month, day in _figures(plain):
        last = (f"{year or 2024:04}-{min(max(month, 1), 12):02}-{each:02}" for each in range(min(day, 31), 0, -1))
        return next(filter(is_day, last), None)
    if found := _YEAR.fullmatch(plain) or _DAYLESS.fullmatch(plain):
        written = re.search("[0-9]{4}-[0-9]{2}|[0-9]{4}", _lacking(plain) or found[0])
        return f"{written[0]:-<7}-01".replace("---", "-01") if written else None
    return None


def plausible(text: str, year: int = 2024) -> str:
    """Give a day of which only the year is impossible, as an example, in a year, by default one that has all days."""
    day = f"{year:04}{text[4:]}"
    return day if is_day(day) else f"{day[:-2]}28"


def same_day(text: str, year: int, otherwise: str) -> str:
    """Give the same day of another year, else another day when that year does not have it."""
    found = f"{year:04}{text[4:]}"
    return found if is_day(found) else otherwise


def _figures(plain: str) -> Iterator[tuple[int, int, int]]:
    """Give the year, month and day of a text, whether the calendar knows them or not."""
    if found := _ISO.fullmatch(plain):
        yield int(found[1]), int(found[2]), int(found[3])
    else:
        yield from ((year, month, day) for year, month, day, _ in _read(plain))


def _in_letters(plain: str, written: str) -> bool:
    """Tell whether a day in letters has the name of its month, whole or cut, and no other weekday than its own."""
    found, day = _LETTERS.fullmatch(plain), date.fromisoformat(written)
    if not found or not _ascii(french.month(day)).startswith(found[3]):
        return False
    return found[1] in (None, "le", french.weekday(day).split()[0])


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_HYPHENS)).encode("ascii", "ignore").decode()
    return " ".join(plain.split())


def _lacking(plain: str) -> str | None:
    """Say which part of a day is not written; the kit never makes one up."""
    if found := _YEAR.fullmatch(plain):
        return f"Le mois et le jour manquent : écrivez « {found[1]}-MM-JJ », tels que le document les donne."
    found = _DAYLESS.fullmatch(plain)
    if not found:
        return None
    if found["name"]:
        ranks = [rank for rank in range(1, 13) if _ascii(french.month(date(1, rank, 1))).startswith(found["name"])]
    else:
        ranks = [int(found["month"] or found["m"])]
    if len(ranks) != 1 or not 1 <= ranks[0] <= len(_MONTHS):
        return None
    year = found["year"] or found["y"] or found["of"]
    return f"Le jour manque : écrivez « {year}-{ranks[0]:02}-JJ », tel que le document le donne."


def _named(name: str) -> Iterator[int]:
    """Give the rank of the month that a word begins as."""
    return (rank for rank, month in enumerate(_MONTHS, 1) if name.startswith(month))


def _read(plain: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the year, month and day that a text must mean, and whether it is written the French way."""
    if before := _BEFORE.match(plain):
        plain = plain[before.end() :]
    if found := _FRENCH.fullmatch(plain):
        day, month, year = (int(part) for part in found.groups())
        yield year if year > 99 else 2000 + year, month, day, True
    elif found := _LETTERS.fullmatch(plain):
        yield from ((int(found[4]), month, int(found[2]), True) for month in _named(found[3]))
    elif found := _LOOSE.fullmatch(plain) or _GLUED.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
        yield year, month, day, False
    elif found := _ISO.fullmatch(plain.replace(" ", "")):  # Une espace s’est glissée : « 20 21-03-12 ».
        yield int(found[1]), int(found[2]), int(found[3]), False


def _possible(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        swapped = f"{year:04}-{day:02}-{month:02}"
        guess = f" : vouliez-vous écrire {swapped} ?" if is_day(swapped) else ", corrigez-le."
        return f"Le mois va de 01 à 12{guess}"
    if not year:
        return "Écrivez l’année sur quatre chiffres."
    last = next(d for d in (31, 30, 29, 28) if is_day(f"{year:04}-{month:02}-{d:02}"))
    return f"Ce mois-là va du 01 au {last} : corrigez le jour."
