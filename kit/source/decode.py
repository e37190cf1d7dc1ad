"""From bytes to text: says which encoding trap a file has fallen into; never guesses a meaning."""

import re
from dataclasses import dataclass

from kit.rule import Breach
from kit.source.spot import Spot, spot_at

# Garde-fou contre une erreur de copie, sans rapport avec le droit : les plus gros fichiers réels font 50 ko.
SIZE_LIMIT = 1_000_000
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file (None: it could not be read) and what was wrong with its bytes."""

    text: str | None
    spots: tuple[Spot, ...]


def decode(raw: bytes) -> Decoded:
    """Read bytes as UTF-8; a byte order mark and Windows line ends are passed over and reported."""
    if len(raw) > SIZE_LIMIT:
        fields = {"taille": f"{len(raw) // 1000} ko", "limite": f"{SIZE_LIMIT // 1000} ko"}
        return _refused("fichier-trop-gros", fields)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in raw[:4]:
        return _refused("encodage-utf-16", {})
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error)
    spots = []
    if text.startswith("\ufeff"):
        text = text[1:]
        spots.append(Spot(1, 1, "encodage-bom", Breach(pointer=())))
    if match := _FORBIDDEN.search(text):
        fields = {"code": f"U+{ord(match.group()):04X}"}
        spots.append(spot_at(text, match.start(), "caractere-interdit", Breach(pointer=(), fields=fields)))
        return Decoded(None, tuple(spots))
    if "\r" in text:
        if (at := text.find("\r\n")) >= 0:
            spots.append(spot_at(text, at, "fins-de-ligne-windows", Breach(pointer=())))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, tuple(spots))


def _refused(trap: str, fields: dict[str, str]) -> Decoded:
    return Decoded(None, (Spot(1, 1, trap, Breach(pointer=(), fields=fields)),))


def _not_utf8(raw: bytes, error: UnicodeDecodeError) -> Decoded:
    before = raw[: error.start].decode("utf-8", "replace").replace("\r\n", "\n")
    read = raw[error.start : error.start + 1].decode("cp1252", "replace")
    breach = Breach(pointer=(), fields={"lu": read})
    return Decoded(None, (spot_at(before, len(before), "encodage-windows-1252", breach),))
