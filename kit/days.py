"""Days as people write them, and the one way the files want them: year-month-day."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FRENCH = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_LETTERS = re.compile(r"(?:[a-z]+ )?(?:le )?([0-9]{1,2})(?:er)?[ -]([a-z]+)\.?[ -]([0-9]{4})")
_LOOSE = re.compile(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})(?:[t ].*)?")
_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_FORM = "Écrivez la date sous la forme année-mois-jour, par exemple 2026-03-12."


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, written year-month-day."""
    try:
        return bool(_ISO.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def told(text: str) -> tuple[str, str]:
    """Give the trap a wrong day fell into, and what to write instead."""
    plain = " ".join(unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode().split())
    if found := _ISO.fullmatch(plain):
        return "date-impossible", _possible(*(int(part) for part in found.groups()))
    for year, month, day, french in _read(plain):
        written = f"{year:04}-{month:02}-{day:02}"
        if not is_day(written):
            return "date-impossible", _possible(year, month, day)
        return ("date-francaise", written) if french else ("date-mal-ecrite", f"Écrivez {written} (année-mois-jour).")
    return "date-mal-ecrite", _FORM


def _read(plain: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the year, month and day that a text must mean, and whether it is written the French way."""
    if found := _FRENCH.fullmatch(plain):
        day, month, year = (int(part) for part in found.groups())
        yield year if year > 99 else 2000 + year, month, day, True
    elif found := _LETTERS.fullmatch(plain):
        months = [rank for rank, name in enumerate(_MONTHS, 1) if found[2].startswith(name)]
        yield from ((int(found[3]), month, int(found[1]), True) for month in months)
    elif found := _LOOSE.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
        yield year, month, day, False


def _possible(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        swapped = f"{year:04}-{day:02}-{month:02}"
        guess = f" : vouliez-vous écrire {swapped} ?" if is_day(swapped) else ", corrigez-le."
        return f"Le mois va de 01 à 12{guess}"
    if not year:
        return "Écrivez l’année sur quatre chiffres, par exemple 2026."
    last = next(d for d in (31, 30, 29, 28) if is_day(f"{year:04}-{month:02}-{d:02}"))
    return f"Ce mois-là va du 01 au {last} : corrigez le jour."
