"""The law as the tools read it: dated wordings with their figures, how sure they are, the way to their page."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kit.findings.finding import Outcome
from kit.french import month, spaced, weekday
from kit.handbook.page import Here, Ready, built, mark, text_path
from kit.handbook.tools.days import FIRST, LAST, UNITS
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
    """A text, the address of its page, its wordings, oldest first."""

    id: str
    short: str
    href: str
    wordings: tuple[Wording, ...]

    def on(self, day: datetime.date) -> Wording | None:
        """Give the wording in force on a day, or None."""
        return next((w for w in self.wordings if w.start <= day and (w.end is None or day < w.end)), None)


def text(provision_id: str, here: Here, read: Callable[[str], int] = int) -> Text:
    """Give a text of `kit/law` as a page sees it; `read` turns what it values into numbers."""
    found = provision(provision_id)
    return Text(
        id=found.id,
        short=spaced(capital(found.short)),
        href=address(here, text_path(found.id)),
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


def address(here: Here, path: str) -> str:
    """Give the way to a page once it is built, which no engine rewrites in a script."""
    return built(here.to(path))


def exported(law: Any, sentences: Mapping[str, str], as_of: datetime.date) -> Ready:
    """Give what the script of a page needs, as a block of data: no tag in it, its French spaces already there."""
    data = {
        "droit": asdict(law),
        "phrases": sentences,
        "jour": as_of,
        "bornes": (FIRST, LAST),
        "formes": SHAPES,
        "mots": UNITS,
        "mois": [month(datetime.date(2000, number, 1)).split()[0] for number in range(1, 13)],
        "semaine": [weekday(datetime.date(2000, 1, number)).split()[0] for number in range(2, 9)],
    }
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return Ready(plain.replace("<", "\\u003c"))


def capital(words: str) -> str:
    """Give words that open a sentence."""
    return words[:1].upper() + words[1:]
