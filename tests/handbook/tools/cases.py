"""The table of cases of the tools, that the script of their pages goes through, and what it answers to each."""

import datetime
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from kit.handbook.tools import afis, dossier, parcours
from kit.handbook.tools.wordings import Text, sentences
from tests.conftest import DATA, TODAY

TABLES = DATA / "outils"
# Chaque outil : sa page, le droit qu'il lit, ses phrases.
PAGES = {"afis": "montant-afis", "dossier": "verificateur-de-dossier", "parcours": "echeancier"}
LAWS: Mapping[str, Any] = {"afis": afis.law(), "dossier": dossier.law(), "parcours": parcours.law()}
SENTENCES = {tool: sentences(tool) for tool in PAGES}


def blank(tool: str) -> dict[str, str]:
    """Give what a form holds when it opens."""
    today = TODAY.isoformat()
    if tool == "afis":
        return {"jour": today, "enfants": "0", "mayotte": ""}
    if tool == "parcours":
        cuts = {f"i{rank}-{name}": "" for rank in range(1, 5) for name in ("du", "au", "droits")}
        return {"jour": today, "debut": "", "duree": "6", "marge": "0", "departement": "", **cuts}
    law = LAWS["dossier"]
    shown = [f"a-{p.id}" for p in law["pieces"] if p.demand == "toujours" and p.id != "nationalite"]
    asked = [f"d-{p.id}" for p in law["pieces"] if p.demand != "toujours"]
    names = (*shown, *asked, *(f"doc-{d.id}" for d in law["documents"]), "d-perime", "domicile-jour", "domicile-mois")
    return {"jour": today, **dict.fromkeys(names, "")}


def table(tool: str) -> list[dict[str, Any]]:
    """Give the cases of a tool: a name, what is written in the form, what the answer holds."""
    found: list[dict[str, Any]] = yaml.safe_load((TABLES / f"{tool}.yaml").read_text(encoding="utf-8"))
    return found


def answers(tool: str) -> dict[str, list[str]]:
    """Give what the page answers to each case, by its name, a text a line."""
    blocks = (TABLES / f"{tool}.txt").read_text(encoding="utf-8").removeprefix("# ").rstrip("\n").split("\n\n# ")
    return {name: lines.split("\n") for name, _, lines in (block.partition("\n") for block in blocks)}


def plain(lines: Iterable[str]) -> list[str]:
    """Give lines with ordinary spaces, as one types them."""
    return [re.sub("[\u00a0\u202f]", " ", line) for line in lines]


def unread(tool: str) -> Any:
    """Give the law of a tool as if nobody had read its texts."""
    return _reworded(tool, lambda text: replace(text, wordings=tuple(
        replace(w, certain=False, certainty="déduite d’autres textes") for w in text.wordings)))  # fmt: skip


def amended() -> Any:
    """Give the law of a way out as if its texts had changed: durations on 1 January 2026, and another delay to call."""
    law, day = LAWS["parcours"], datetime.date(2026, 1, 1)
    (now,) = law["text"].wordings
    after_it = replace(now, start=day, values={"autorisation_mois": 9, "total_mois": 36})
    calls = tuple(replace(w, values={**w.values, "convocation_jours": 9}) for w in law["call"].wordings)
    text = replace(law["text"], wordings=(replace(now, end=day), after_it))
    return {**law, "text": text, "call": replace(law["call"], wordings=calls)}


def _reworded(tool: str, change: Callable[[Text], Text]) -> Any:
    law = LAWS[tool]
    return {name: change(value) if isinstance(value, Text) else value for name, value in law.items()}


def drawn(tool: str, number: int) -> Iterator[dict[str, str]]:
    """Give forms filled at random, mostly as one would, the same at each run."""
    chance = random.Random(tool)
    for _ in range(number):
        form = blank(tool)
        for field in form:
            if field != "debut" and chance.random() < _OFTEN[tool]:
                continue
            form[field] = _value(chance, field)
        yield form


def ways(number: int) -> Iterator[dict[str, str]]:
    """Give ways out without a fault: a first day, then interruptions one after the other, whose rights are all said."""
    chance = random.Random("parcours")
    for _ in range(number):
        day = start = _after(_START, chance.randrange(1800))
        form = blank("parcours") | {
            "debut": start.isoformat(),
            "jour": _after(start, chance.randrange(-30, 1500)).isoformat(),
        }
        for rank in range(1, chance.randrange(5) + 1):
            first = _after(day, chance.randrange(1, 300))
            day = _after(first, chance.randrange(200))
            cut = {"du": first.isoformat(), "au": day.isoformat(), "droits": chance.choice(_CHOICES["droits"])}
            form |= {f"i{rank}-{name}": value for name, value in cut.items()}
        yield form


def _after(day: datetime.date, days: int) -> datetime.date:
    return day + datetime.timedelta(days=days)


_OFTEN = {"afis": 0.2, "dossier": 0.4, "parcours": 0.6}
_START = datetime.date(2023, 1, 1)
_CHOICES = {
    "enfants": ("1", "3", "4", "12", "20", "", "21"),
    "duree": ("1", "2", "3", "4", "5", "7"),
    "marge": ("", "1", "15", "60", "180"),
    "departement": ("", "38", "88", "48"),
    "domicile-mois": ("1", "5", "6", "7", "100"),
    "doc": ("valide", "perime"),
    "droits": ("oui", "non"),
}


def _value(chance: random.Random, field: str) -> str:
    kind = "doc" if field.startswith("doc-") else "droits" if field.endswith("-droits") else field
    if kind in _CHOICES:
        return chance.choice(_CHOICES[kind])
    if field in ("jour", "debut", "domicile-jour") or field.endswith(("-du", "-au")):
        start = datetime.date(2016, 1, 1) if field == "jour" else _START
        return _after(start, chance.randrange(1800 if field != "jour" else 4300)).isoformat()
    return "oui"
