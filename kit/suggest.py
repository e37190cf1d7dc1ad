"""« Vouliez-vous dire … ? »: the nearest word of a list, or none when nothing is near."""

import difflib
import unicodedata
from collections.abc import Iterable


def nearest(word: str, among: Iterable[str]) -> str | None:
    """Give the word of `among` that looks most like `word`, accents and case set aside."""
    plain = {_plain(candidate): candidate for candidate in among}
    found = difflib.get_close_matches(_plain(word), list(plain), n=1, cutoff=0.66)
    return plain[found[0]] if found else None


def question(near: str | None) -> str:
    """End a statement with « : vouliez-vous dire « … » ? », or with a full stop when nothing is near."""
    return f" : vouliez-vous dire « {near} » ?" if near else "."


def _plain(word: str) -> str:
    text = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()
    return text.replace("-", "_").replace(" ", "_")
