"""The lengths of time that a free text says, in figures or in letters, in months."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kit.french import letters

_KNOWN = {letters(number): number for number in range(1, 70)}
_UNITS = {"mois": 1, "an": 12, "ans": 12, "année": 12, "années": 12}
# Les plus longs d’abord : « vingt-quatre » n’est pas « vingt ».
_NUMBERS = "|".join(sorted(_KNOWN, key=len, reverse=True))
_LENGTH = re.compile(rf"\b(?P<number>\d+|{_NUMBERS})\s+(?P<unit>{'|'.join(_UNITS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time as a text writes it, in months, with what stands before it."""

    written: str
    months: int
    before: str
    start: int


def lengths(text: str) -> Iterator[Length]:
    """Give the lengths of time of a text, in order."""
    for found in _LENGTH.finditer(text):
        number = found["number"].lower()
        months = (int(number) if number.isdecimal() else _KNOWN[number]) * _UNITS[found["unit"].lower()]
        yield Length(written=found[0], months=months, before=text[: found.start()], start=found.start())
