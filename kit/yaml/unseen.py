"""The characters that a file may not hold, nor write by an escape: nobody sees them, and they change what is shown."""

import re

# Ce qu’un copier-coller laisse entre les lettres : sens de lecture, marques sans largeur, césures, liens entre dessins,
# étiquettes et variantes qui cachent un texte dans un autre. Sans elles, le texte dit ce qu’il montre.
_BETWEEN = (
    "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    "\U000e0100-\U000e01ef"
)
# Des fins de ligne que seul YAML connaît.
_BREAKS = "\x85\u2028\u2029"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
WRITTEN = re.compile(f"[{_CONTROL}]")
LEFT = re.compile(f"[{_BETWEEN}{_BREAKS}]")
# Dans une valeur, une fin de ligne ne peut plus être celle d'un ancien ordinateur.
READ = re.compile(f"[{_CONTROL}{_BETWEEN}{_BREAKS}\r\ud800-\udfff]")
_RUN = re.compile(f"[{_BREAKS}](?P<blanks> *)(?P<line>(?=\n|\\Z|- |#|[^\\W\\d]\\w*:(?:[ \n{_BREAKS}]|\\Z)))?")
_ERASED = re.compile(f"[{_BETWEEN}]+")


def code(char: str) -> str:
    """Name a character as Unicode does: « U+200B »."""
    return f"U+{ord(char):04X}"


def legible(text: str) -> str:
    """Give a text without what nobody sees: a line end of its own is one where a line of a file follows, else a
    space."""
    return _RUN.sub(_broken, _ERASED.sub("", text))


def _broken(found: re.Match[str]) -> str:
    if found["line"] is None:
        return " "
    return "" if found.string[found.end() : found.end() + 1] == "\n" else f"\n{found['blanks']}"
