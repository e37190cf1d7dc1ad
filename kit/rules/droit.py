"""The law that the kit holds is itself reread: a rule of the kit, about its own files and not about a department."""

import datetime
from collections.abc import Iterator

from kit.files import resources
from kit.findings.finding import Outcome, Pointer
from kit.findings.rule import Breach
from kit.french import date
from kit.judging.registry import rule
from kit.law.rereading import reread_by
from kit.law.texts import Provision, Version, data, provisions


@rule("droit-a-relire")
def droit_a_relire(as_of: datetime.date) -> Iterator[Breach]:
    """Name the texts of `kit/law` that nobody has reread for long, and those whose wording is over."""
    ended = data("maison")["textes_sans_suite"]
    for text in provisions().values():
        if current := text.in_force(as_of):
            pointer = (text.id, "versions", text.versions.index(current), "relu_le")
            yield from _old("", text.short, current.reread, pointer, as_of)
        elif text.id not in ended and _over(text, as_of):
            last = text.versions[-1]
            fields = {"texte": text.short, "fin": date(_end(last))}
            here = (text.id, "versions", len(text.versions) - 1, "fin")
            yield Breach(pointer=here, case="fin", outcome=Outcome.FAIL, fields=fields)
    for path in sorted(resources.LAW.glob("*.yaml")):
        if "versions" not in (raw := data(path.stem)):
            reread = datetime.date.fromisoformat(raw["relu_le"])
            yield from _old("donnees", f"kit/law/{path.name}", reread, (path.stem, "relu_le"), as_of)


def _old(sentence: str, text: str, reread: datetime.date, pointer: Pointer, as_of: datetime.date) -> Iterator[Breach]:
    if reread_by(reread) < as_of:
        yield Breach(
            pointer=pointer, case=sentence, fields={"texte": text, "relu": date(reread), "iso": as_of.isoformat()}
        )


def _over(text: Provision, as_of: datetime.date) -> bool:
    return text.versions[0].start <= as_of


def _end(version: Version) -> datetime.date:
    return version.end or version.start
