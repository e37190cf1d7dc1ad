"""From bytes to text: says which encoding trap a file has fallen into; never guesses a meaning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kit.findings.rule import Breach
from kit.yaml import unseen
from kit.yaml.accents import mended
from kit.yaml.spaces import others
from kit.yaml.spot import Spot, applied, spot_at

# Garde-fou contre une erreur de copie, sans rapport avec le droit : les plus gros fichiers réels font 50 ko.
SIZE_LIMIT = 1_000_000
# Ce que devient « é » lu dans un codage et enregistré dans un autre.
_DAMAGED = re.compile(
    "\ufffd|Ã[\xa0-\xbf\u0152\u0153\u0160\u0161\u0178\u0192\u02c6\u02dc\u2013-\u203a€]|â€|Â[\xa0-\xbf]"
)
_COUNTED = 99
_SIGNATURES = (
    (b"PK\x03\x04", "Word, Excel ou LibreOffice"),
    (b"\xd0\xcf\x11\xe0", "Word ou Excel"),
    (b"{\\rtf", "Word (RTF)"),
    (b"%PDF", "PDF"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file (None: it could not be read) and what was wrong with its bytes."""

    text: str | None
    spots: tuple[Spot, ...]


def decode(raw: bytes) -> Decoded:
    """Read bytes as UTF-8; a byte order mark, Windows line ends and what nobody sees are passed over and reported."""
    if len(raw) > SIZE_LIMIT:
        return too_big(len(raw))
    if found := next((name for sign, name in _SIGNATURES if raw.startswith(sign)), None):
        return refused("fichier-autre-format", {"format": found})
    if _is_utf_16(raw):
        return refused("encodage-utf-16", {})
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error)
    marked = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    spots = [Spot(1, 1, "encodage-bom", Breach(pointer=()))] if marked else []
    if match := unseen.WRITTEN.search(plain):
        fields = {"code": unseen.code(match.group())}
        forbidden = spot_at(plain, match.start(), "caractere-interdit", Breach(pointer=(), fields=fields))
        return Decoded(None, (*spots, forbidden))
    clear = unseen.legible(plain)
    return Decoded(clear, (*spots, *_line_ends(text), *_left(plain), *_damaged(clear)))


def too_big(size: int) -> Decoded:
    """Refuse a file by its size."""
    fields = {"taille": f"{-(-size // 1000)} ko", "limite": f"{SIZE_LIMIT // 1000} ko"}
    return refused("fichier-trop-gros", fields)


def refused(trap: str, fields: dict[str, str], case: str = "") -> Decoded:
    """Refuse a file as a whole."""
    return Decoded(None, (Spot(1, 1, trap, Breach(pointer=(), case=case, fields=fields)),))


def _is_utf_16(raw: bytes) -> bool:
    head = raw[:2000]
    # Sans marque, un texte français en UTF-16 a un octet nul sur deux.
    return raw[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(head) > 1 and head.count(0) * 3 >= len(head))


def _line_ends(text: str) -> Iterator[Spot]:
    at = text.find("\r")
    if at >= 0:
        case = "" if text[at + 1 : at + 2] == "\n" else "cr"
        yield spot_at(text, at, "fins-de-ligne-windows", Breach(pointer=(), case=case))


def _left(text: str) -> Iterator[Spot]:
    """Say once that characters that nobody sees were passed over."""
    if found := unseen.LEFT.search(text):
        fields = {"code": unseen.code(found[0]), "autres": _more(len(unseen.LEFT.findall(text)) - 1)}
        yield spot_at(text, found.start(), "caractere-invisible", Breach(pointer=(), fields=fields))


def _more(number: int) -> str:
    if not number:
        return ""
    return " (1 autre aussi)" if number == 1 else f" ({number} autres aussi)"


def _damaged(text: str) -> Iterator[Spot]:
    if found := list(_DAMAGED.finditer(text)):
        lines = {text.count("\n", 0, match.start()) for match in found[:_COUNTED]}
        fields = {"lu": found[0].group(), "autres": others(len(lines) - 1)}
        edits = mended(text)
        # À moitié réparé, un texte ne se distingue plus d'un texte juste.
        whole = not _DAMAGED.search(applied(text, edits))
        breach = Breach(pointer=(), case="" if whole else "perdus", fields=fields)
        yield spot_at(text, found[0].start(), "accents-abimes", breach, edits if whole else ())


def _not_utf8(raw: bytes, error: UnicodeDecodeError) -> Decoded:
    before = raw[: error.start].decode("utf-8", "replace").removeprefix("\ufeff")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    read = raw[error.start : error.start + 1].decode("cp1252", "replace")
    breach = Breach(pointer=(), fields={"lu": read})
    return Decoded(None, (spot_at(before, len(before), "encodage-windows-1252", breach),))
