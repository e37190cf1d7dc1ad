"""What a change does to the departments, in domain words, and to their compliance."""

from collections.abc import Callable, Mapping

from kit.diff import json, markdown, texte
from kit.diff.change import Diff
from kit.report.style import Style

FORMATS: Mapping[str, Callable[[Diff, Style], str]] = {
    "texte": texte.write,
    "markdown": markdown.write,
    "json": json.write,
}
