"""What a wrong encoding makes of French letters, and the way back when it is certain."""

import re

from kit.yaml.spot import Edit

# Ce qu'un texte français écrit hors de l'alphabet anglais : un autre signe montre que la lecture n'est pas la bonne.
_LETTERS = "àâäçéèêëîïôöùûüÿœæ"
_FRENCH = frozenset(f"{_LETTERS}{_LETTERS.upper()}«»“”„‘’–—…€°§²³·\u00a0\u202f")
# Les octets d'un signe en UTF-8, lus un à un en Windows-1252.
_NEXT = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))
_TWICE = re.compile(f"[Â-ß][{_NEXT}]|[à-ï][{_NEXT}]{{2}}")


def french(text: str) -> bool:
    """Tell whether a text has only the letters and signs that French has."""
    return _signs(text) <= _FRENCH


def mended(text: str) -> tuple[Edit, ...]:
    """Give the edits that write again « é » for « Ã© », wherever that gives a French sign."""
    return tuple(
        Edit(found.start(), found.end(), sign)
        for found in _TWICE.finditer(text)
        if (sign := _once(found.group())) and french(sign)
    )


def from_windows(raw: bytes) -> str | None:
    """Read bytes as Windows-1252; None unless that gives French, with one of its small accented letters."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if french(text) and _signs(text) & set(_LETTERS) else None


def from_utf_16(raw: bytes) -> str | None:
    """Read bytes as UTF-16, when a mark at their head says in which order they go."""
    try:
        return raw.decode("utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else None
    except UnicodeDecodeError:
        return None


def _signs(text: str) -> set[str]:
    return {sign for sign in text if sign > "\x7f"}


def _once(sign: str) -> str | None:
    try:
        return sign.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
