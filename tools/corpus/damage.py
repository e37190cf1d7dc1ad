"""A file of a department written badly, as a person, a word processor or a cut transfer would; always the same way."""

import random
import re
from collections.abc import Callable

_VALUE = re.compile(r"(?<=: )[^\s#{\[].*$", re.MULTILINE)
_KEY = re.compile(r"\w+(?=:(?:\s|$))", re.MULTILINE)
_DIGIT = re.compile(r"\d")
_SIGNS = "'\"’“»«\t:#-[]{},&*!|>%@`é\u00a0\u202f 0lO"
_STRANGE = (
    "", "~", "oui", "non", "true", "-1", "0", "1e3", "3,5", "999", "48", "6 mois", "14h30", "2026-02-30", "2099-01-01",
    "1999-12-31", "12/03/2026", "12 mars 2026", '"Un texte : avec deux points"', "Un texte # coupé",
    "“entre guillemets”", "association-x", "prefet", "06 00 00 00 00", "inconnue@exemple.fr", "née le 3 mars 1990",
    "<b>gras</b>",
)  # fmt: skip
_OTHER_TYPES = ("[{}]", "{{valeur: {}}}", '"{}"', "[]", "{{}}", "[{}, {}]", "!!str {}", "&nom {}", "*nom")
Damage = Callable[[str, random.Random], str]


def damaged(raw: bytes, rng: random.Random) -> bytes:
    """Give the bytes of a file, damaged once, sometimes twice or three times."""
    text = raw.decode()
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        text = rng.choice(_WAYS)(text, rng)
    return _cut(text.encode(), rng) if rng.random() < 1 / len(_WAYS) else text.encode()


def _cut(raw: bytes, rng: random.Random) -> bytes:
    """Lose the end, or some bytes in the middle, perhaps within a letter; or save as another program would."""
    start = rng.randrange(len(raw) + 1)
    ends = (raw[:start], raw[:start] + raw[start + rng.randrange(1, 40) :])
    others = (raw.replace(b"\n", b"\r\n"), raw.decode().encode("cp1252", "replace"), raw.decode().encode("utf-16"))
    return rng.choice((*ends, *ends, *others))


def _line(text: str, rng: random.Random, change: Callable[[str], list[str]]) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    return "\n".join([*lines[:at], *change(lines[at]), *lines[at + 1 :]])


def _match(text: str, rng: random.Random, searched: re.Pattern[str], change: Callable[[str], str]) -> str:
    found = list(searched.finditer(text))
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start()] + change(one[0]) + text[one.end() :]


def _dropped(text: str, rng: random.Random) -> str:
    return _line(text, rng, lambda _: [])


def _doubled(text: str, rng: random.Random) -> str:
    return _line(text, rng, lambda line: [line, line])


def _shifted(text: str, rng: random.Random) -> str:
    moves = (lambda line: [f" {line}"], lambda line: [f"  {line}"], lambda line: [f"\t{line}"], lambda line: [line[1:]])
    return _line(text, rng, rng.choice(moves))


def _sign(text: str, rng: random.Random) -> str:
    at, sign = rng.randrange(len(text) + 1), rng.choice(_SIGNS)
    return text[:at] + sign + text[at + rng.choice((0, 1)) :]


def _digit(text: str, rng: random.Random) -> str:
    return _match(text, rng, _DIGIT, lambda _: str(rng.randrange(10)))


def _renamed(text: str, rng: random.Random) -> str:
    other = rng.choice(_KEY.findall(text) or [""])
    names: tuple[Callable[[str], str], ...] = (
        lambda key: f"{key}s", lambda key: key[:-1], lambda key: key[1:] + key[:1], str.upper, str.title,
        lambda key: key.replace("e", "é", 1), lambda key: key.replace("_", " "), lambda _: other, lambda key: f"x{key}",
    )  # fmt: skip
    return _match(text, rng, _KEY, rng.choice(names))


def _replaced(text: str, rng: random.Random) -> str:
    values = rng.choice((_STRANGE, _VALUE.findall(text) or _STRANGE))
    return _match(text, rng, _VALUE, lambda _: rng.choice(values))


def _retyped(text: str, rng: random.Random) -> str:
    return _match(text, rng, _VALUE, lambda value: rng.choice(_OTHER_TYPES).format(value, value))


_WAYS: tuple[Damage, ...] = (
    _dropped, _doubled, _shifted, _sign, _digit, _digit, _renamed, _replaced, _replaced, _retyped,
)  # fmt: skip
