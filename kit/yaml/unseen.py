"""The characters that a file may not hold, nor write by an escape: nobody sees them, and they change what is shown."""

import re

# Caractères de contrôle, sens de lecture, marques invisibles d'un copier-coller, fins de ligne que seul YAML connaît,
# étiquettes et variantes qui cachent un texte dans un autre.
_SIGNS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
WRITTEN = re.compile(f"[{_SIGNS}]")
# Dans une valeur, une fin de ligne ne peut plus être celle d'un ancien ordinateur.
READ = re.compile(f"[{_SIGNS}\r\ud800-\udfff]")


def code(char: str) -> str:
    """Name a character as Unicode does: « U+200B »."""
    return f"U+{ord(char):04X}"
