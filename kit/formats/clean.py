"""What a report may send to a machine or a terminal: no control character, no half of a character, no reversed text."""

import json
import re
from typing import Any

# Commandes de terminal, fins de ligne, sens de lecture retourné, et ce que XML ou UTF-8 refusent.
_REFUSED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Give a text that stays on one line and that every format can hold; what it cannot hold becomes « � »."""
    return _REFUSED.sub("\ufffd", text)


def as_json(plain: Any) -> str:
    """Write plain values as JSON, keys in their order, every line of every text clean."""
    return json.dumps(_cleaned(plain), ensure_ascii=False, indent=2) + "\n"


def _cleaned(plain: Any) -> Any:
    if isinstance(plain, str):
        return "\n".join(map(clean, plain.split("\n")))
    if isinstance(plain, dict):
        return {key: _cleaned(value) for key, value in plain.items()}
    if isinstance(plain, (list, tuple)):
        return [_cleaned(value) for value in plain]
    return plain
