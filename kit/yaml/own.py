"""The YAML files of the kit itself, `kit/law` and the front matter of the sheets: each value is a text, without places.

Their tests keep them right; a department's files go through `source`, which says where each value stands."""

import json
from typing import Any

import yaml

from kit.yaml import parser

YAMLError = yaml.YAMLError


def values(text: str) -> Any:
    """Give the values of a text of YAML, all texts as they are written (an empty one is « »); raises YAMLError.

    One that is written in JSON, as the engine of the browser has them all, is YAML too: its own reader is faster."""
    return json.loads(text) if text.startswith('{"') else parser.values(text)
