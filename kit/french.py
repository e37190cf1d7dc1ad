"""How French writes dates, lists, ordinals and spaces; knows nothing of the law."""

import datetime
import re
from collections.abc import Iterable

_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
           "novembre", "décembre")  # fmt: skip
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
            "treize", "quatorze", "quinze", "seize")  # fmt: skip
_TENS = ("", "dix", "vingt", "trente", "quarante", "cinquante", "soixante")
NBSP = "\u00a0"
NNBSP = "\u202f"
# Une espace ordinaire là où la typographie française en veut une insécable.
_BEFORE = re.compile(r" (?=[:»%€])|(?<=«) ")
_BEFORE_THIN = re.compile(r" (?=[;?!])")
_NUMBERED = re.compile(r"\b(n°|article|R\.|L\.|D\.|art\.|al\.|ligne|lignes|page) (?=[RLD\d]|(?<=n° )\w)")
# Un jour, son mois et, s’il est dit, son année : « 1er janvier 2021 », « 3 mars ».
_DATE = re.compile(rf"\b(\d{{1,2}}(?:er)?) ({'|'.join(_MONTHS)})\b(?: (?=\d{{4}}\b))?")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")


def date(day: datetime.date) -> str:
    """Write a day as « 1er janvier 2021 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def weekday(day: datetime.date) -> str:
    """Write a day without its year, as « vendredi 1er janvier »."""
    return f"{_DAYS[day.weekday()]} {date(day).rpartition(' ')[0]}"


def long_date(day: datetime.date) -> str:
    """Write a day with its name, as « vendredi 1er janvier 2021 »."""
    return f"{_DAYS[day.weekday()]} {date(day)}"


def ahead(day: datetime.date, of: datetime.date) -> str:
    """Say how far a day is from another, on or before it: « demain », « dans 4 jours », « dans 3 mois »."""
    days = (day - of).days
    if days < 2:
        return "demain" if days else "aujourd’hui"
    months = (day.year - of.year) * 12 + day.month - of.month - (day.day < of.day)
    return f"dans {count(months, 'mois', 'mois')}" if months > 1 else f"dans {count(days, 'jour')}"


def dialled(number: str) -> str:
    """Write a telephone number as a telephone takes it: « 01 23 45 67 89 » gives « 0123456789 »."""
    return "".join(number.split())


def month(day: datetime.date) -> str:
    """Write the month of a day as « janvier 2021 »."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def hour(written: str) -> str:
    """Write an hour of the files, « 09:00 » or « 14:30 », as « 9 h » or « 14 h 30 », with no-break spaces."""
    hours, minutes = written.split(":")
    return f"{int(hours)}{NBSP}h{NBSP}{minutes}" if int(minutes) else f"{int(hours)}{NBSP}h"


def listing(items: Iterable[str], last: str = "et") -> str:
    """Join words as « a, b et c »; an empty iterable gives an empty text."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def quoted(items: Iterable[str], last: str = "et") -> str:
    """Join words as « a », « b » et « c »."""
    return listing((f"« {item} »" for item in items), last)


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Write « 1 erreur », « 3 erreurs », « aucune » being left to the caller (zero is singular in French)."""
    word = singular if abs(number) < 2 else plural or f"{singular}s"
    return f"{number} {word}"


def more_than(number: str) -> str:
    """Write « plus d’un an », « plus de deux ans » from a number in letters and what follows it."""
    return f"plus d’{number}" if number.startswith("un") else f"plus de {number}"


def capital(words: str) -> str:
    """Give words that open a sentence."""
    return words[:1].upper() + words[1:]


def letters(number: int, one: str = "un") -> str:
    """Write a number in letters up to soixante-neuf, in figures beyond: « onze », « vingt-quatre »; `one` is the first,
    « un » or « une »."""
    tens, unit = divmod(number, 10)
    if number < len(_NUMBERS):
        return one if number == 1 else _NUMBERS[number]
    if tens >= len(_TENS):
        return str(number)
    if not unit:
        return _TENS[tens]
    return f"{_TENS[tens]} et {one}" if unit == 1 and tens > 1 else f"{_TENS[tens]}-{_NUMBERS[unit]}"


def years(number: int) -> str:
    """Write a number of years in words: « un an », « trois ans »."""
    return f"{letters(number)} {'an' if number == 1 else 'ans'}"


def duration(days: int) -> str:
    """Write a number of days in words, as years or months when it makes whole ones: « un an », « deux mois »."""
    whole, more = divmod(days, 365)
    if whole and more in (0, 1):
        return years(whole)
    months, more = divmod(days, 30)
    return f"{letters(months)} mois" if not more else f"{letters(days)} jours"


def share(denominator: int) -> str:
    """Write one part of a whole: « la moitié », « le quart »; beyond, « 1/5 »."""
    return {2: "la moitié", 3: "le tiers", 4: "le quart"}.get(denominator, f"1/{denominator}")


def ordinal(number: int) -> str:
    """Write the ordinal of a list in a French text: « 1° », « 12° »."""
    return f"{number}°"


def whole_dates(text: str) -> str:
    """Give a text whose dates no line cuts, with no-break spaces."""
    return _DATE.sub(lambda found: found.group().replace(" ", NBSP), text)


def spaced(text: str) -> str:
    """Give a sentence its no-break spaces: « », colons, question marks, « n° 12 », « R. 121-12-7 », thousands."""
    text = _BEFORE.sub(NBSP, text)
    text = _BEFORE_THIN.sub(NNBSP, text)
    text = _NUMBERED.sub(lambda match: match.group(1) + NBSP, text)
    return _THOUSANDS.sub(NNBSP, text)
