"""What a report may send to a machine or a terminal: no control character, no half of a character, no reversed text,
no mark that nobody sees, no command of a forge."""

import json
import re
from typing import Any

from kit.findings.edit import Edit

# Commandes de terminal, fins de ligne, sens de lecture, marques invisibles, et ce que XML ou UTF-8 refusent. Ce qui
# joint deux signes d'un même dessin reste.
_REFUSED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
# « ##[error] » et « ##vso[ » sont lus par GitHub et par Azure où qu'ils soient dans une ligne.
_COMMAND = re.compile(r"##(?=\[|vso\[)")


def clean(text: str) -> str:
    """Give a text that stays on one line and that every format can hold; what it cannot hold becomes « � »."""
    return _REFUSED.sub("\ufffd", text)


def clean_lines(text: str) -> str:
    """Give a text of as many lines and tabs, all the rest of it clean."""
    return "\n".join("\t".join(map(clean, line.split("\t"))) for line in text.split("\n"))


def held(edit: Edit) -> bool:
    """Tell whether a report can hold an edit to the letter: no sign of it would be replaced."""
    return all(clean_lines(text) == text for text in (edit.old, edit.new))


def inert(text: str) -> str:
    """Give what is written on a terminal so that no forge that shows it takes a part of it for a command."""
    return _COMMAND.sub("# #", text)


def as_json(plain: Any) -> str:
    """Write plain values as JSON, keys in their order, every line of every text clean."""
    return json.dumps(_cleaned(plain), ensure_ascii=False, indent=2) + "\n"


def _cleaned(plain: Any) -> Any:
    if isinstance(plain, str):
        return clean_lines(plain)
    if isinstance(plain, dict):
        return {key: _cleaned(value) for key, value in plain.items()}
    if isinstance(plain, (list, tuple)):
        return [_cleaned(value) for value in plain]
    return plain
