"""Ways to write a report; each gives text and prints nothing."""

from collections.abc import Callable, Mapping

from kit.formats import json, texte
from kit.report import Report
from kit.style import Style

FORMATS: Mapping[str, Callable[[Report, Style], str]] = {"texte": texte.write, "json": json.write}
