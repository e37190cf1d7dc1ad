"""What a person typed, as one YAML value on one line, whatever it holds."""

import json
import unicodedata

# Retours à la ligne et caractères invisibles : le kit refuse un fichier qui en contient.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_NO_CHARACTERS = "\u2065\ufffe\uffff"


def tidy(text: str) -> str:
    """Give a text on one line, without what nobody sees."""
    seen = (_kept(char) for char in text)
    return "".join(seen).strip(" ")


def quoted(text: str) -> str:
    """Write any text as a YAML scalar in straight quotes, on one line."""
    return json.dumps(tidy(text), ensure_ascii=False)


def _kept(char: str) -> str:
    if unicodedata.category(char) not in _UNSEEN and char not in _NO_CHARACTERS:
        return char
    return " " if char.isspace() else ""
