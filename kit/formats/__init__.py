"""Ways to write a report; each gives text and prints nothing."""

from collections.abc import Callable, Mapping

from kit.formats import github, gitlab, json, junit, markdown, sarif, texte
from kit.report import Report
from kit.style import Style

FORMATS: Mapping[str, Callable[[Report, Style], str]] = {
    "texte": texte.write,
    "json": json.write,
    "sarif": sarif.write,
    "sarif-github": sarif.write_for_github,
    "junit": junit.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "markdown": markdown.write,
}
