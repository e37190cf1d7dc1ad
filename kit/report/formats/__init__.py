"""Ways to write a report; each gives text and prints nothing, and is read when it is wanted."""

import importlib
from collections.abc import Callable, Iterator, Mapping

from kit.findings.finding import Report
from kit.report.style import Style

Writer = Callable[[Report, Style], str]
_PLACES = {
    "texte": ("texte", "write"),
    "json": ("json", "write"),
    "sarif": ("sarif", "write"),
    "sarif-github": ("sarif", "write_for_github"),
    "junit": ("junit", "write"),
    "github": ("github", "write"),
    "gitlab": ("gitlab", "write"),
    "markdown": ("markdown", "write"),
}


class _Formats(Mapping[str, Writer]):
    def __getitem__(self, name: str) -> Writer:
        module, attribute = _PLACES[name]
        writer: Writer = getattr(importlib.import_module(f"kit.report.formats.{module}"), attribute)
        return writer

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


FORMATS: Mapping[str, Writer] = _Formats()
