"""What the script of a tool reads: dated wordings with their figures, how sure they are, and its sentences."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from kit.findings.finding import Outcome
from kit.french import capital, date, month, spaced, weekday
from kit.handbook.fragments import render
from kit.handbook.page import Page, Ready, built, mark, text_path
from kit.handbook.tools.months import FIRST, LAST
from kit.handbook.vocabulary import words
from kit.law.texts import CERTAINTY_FR, provision

# Ce que disent une forme et une couleur, sous le nom de leur style.
SHAPES = {found.style: found.shape for found in map(mark, Outcome)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One wording: in force from `start` (included) to `end` (excluded), with its figures."""

    start: datetime.date
    end: datetime.date | None
    certain: bool
    certainty: str
    act: str
    source: str
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text, the address of its page from that of a tool, its wordings, oldest first."""

    id: str
    short: str
    href: str
    wordings: tuple[Wording, ...]

    def on(self, day: datetime.date) -> Wording | None:
        """Give the wording in force on a day, or None."""
        return next((w for w in self.wordings if w.start <= day and (w.end is None or day < w.end)), None)


def text(provision_id: str, read: Callable[[str], int] = int) -> Text:
    """Give a text of `kit/law` as the tools see it; `read` turns what it values into numbers."""
    found = provision(provision_id)
    return Text(
        id=found.id,
        short=spaced(capital(found.short)),
        href=built(f"../{text_path(found.id)}"),
        wordings=tuple(
            Wording(
                start=version.start,
                end=version.end,
                certain=version.certain,
                certainty=CERTAINTY_FR[version.certainty],
                act=spaced(f"{capital(version.act)}."),
                source=spaced(version.source),
                values={name: read(value) for name, value in version.values.items()},
            )
            for version in found.versions
        ),
    )


def page(path: str, tool: str, law: Mapping[str, Any], as_of: datetime.date, **values: Any) -> Page:
    """Give the page of a tool: its form, what its script reads of the law, what the page says without it."""
    return render.page(
        path,
        f"outil-{tool}",
        day=date(as_of),
        today=as_of.isoformat(),
        first=FIRST.isoformat(),
        last=LAST.isoformat(),
        law=law,
        data=exported(tool, law, as_of),
        waiting=sentences(tool)["attente"],
        **values,
    )


def sentences(tool: str) -> dict[str, str]:
    """Give what a tool says, with its French spaces; its script fills them."""
    said = {**words("outils")["commun"], **words("outils")[tool]}
    return {name: spaced(sentence) for name, sentence in said.items()}


def exported(tool: str, law: Mapping[str, Any], as_of: datetime.date) -> Ready:
    """Give what the script of a page needs, as a block of data: no tag in it, its French spaces already there."""
    data = {
        "droit": law,
        "phrases": sentences(tool),
        "jour": as_of,
        "bornes": (FIRST, LAST),
        "formes": SHAPES,
        "mots": words("outils")["mots"],
        "mois": [month(datetime.date(2000, number, 1)).split()[0] for number in range(1, 13)],
        "semaine": [weekday(datetime.date(2000, 1, number)).split()[0] for number in range(2, 9)],
    }
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return Ready(plain.replace("<", "\\u003c"))


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)
