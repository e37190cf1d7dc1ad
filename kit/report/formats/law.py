"""The texts that the kit reads, and what is to be read again of them, for a terminal and as JSON."""

import json
from collections.abc import Iterable, Iterator

from kit.french import count, date, spaced
from kit.law.addresses import leading
from kit.law.rereading import Reading
from kit.law.texts import CERTAINTY_FR, Provision, Version
from kit.report.style import Style

_UNDER = " " * 4
Known = Iterable[tuple[Provision, Version | None]]


def table(known: Known, style: Style) -> str:
    """Give one line a text: its id, its title, the wording in force on the day and how sure it is."""
    return "".join(f"{style.paint(f'{text.id:<28}', 'gras')} {spaced(_standing(text, now))}\n" for text, now in known)


def _standing(text: Provision, now: Version | None) -> str:
    told = f"rédaction du {date(now.start)}, {CERTAINTY_FR[now.certainty]}" if now else "aucune rédaction ce jour"
    return f"{text.title} : {told}"


def as_json(known: Known) -> str:
    """Give the texts for machines, with the wording in force."""
    return _json(
        {"texte": text.id, "titre": text.title, "objet": text.subject, **(_wording(now) if now else {})}
        for text, now in known
    )


def rereading(readings: Iterable[Reading], style: Style) -> str:
    """Give what is to be read again, one wording a paragraph: where, how sure, read when, which questions stay open."""
    found = tuple(readings)
    never = sum(reading.read is None for reading in found)
    head = f"{count(len(found), 'rédaction')} à relire, dont {never} que personne n’a lue{'s' if never > 1 else ''}."
    return "\n".join((spaced(head), *(line for reading in found for line in _lines(reading, style)))) + "\n"


def _lines(reading: Reading, style: Style) -> Iterator[str]:
    version = reading.version
    read = f"lue le {date(reading.read)}" if reading.read else "jamais lue"
    yield ""
    yield style.paint(spaced(f"{reading.text.title}, rédaction du {date(version.start)}"), "gras")
    yield spaced(f"{_UNDER}{read[0].upper()}{read[1:]} ; {CERTAINTY_FR[version.certainty]}.")
    yield f"{_UNDER}{spaced(leading(version.act, version.url))} : {version.url}"
    yield _UNDER + style.wrap(spaced(f"Source : {version.source}"), _UNDER)
    for question, effect in reading.doubts:
        yield _UNDER + style.wrap(spaced(f"- {question} {effect}"), f"{_UNDER}  ")


def rereading_as_json(readings: Iterable[Reading]) -> str:
    """Give the same for machines; `lu_le` is null for what nobody has read."""
    return _json(
        {
            "texte": reading.text.id,
            "titre": reading.text.title,
            **_wording(reading.version),
            "lu_le": reading.read.isoformat() if reading.read else None,
            "doutes": [{"question": question, "effet": effect} for question, effect in reading.doubts],
        }
        for reading in readings
    )


def _wording(version: Version) -> dict[str, str | None]:
    return {
        "debut": version.start.isoformat(),
        "fin": version.end.isoformat() if version.end else None,
        "acte": version.act,
        "adresse": version.url,
        "certitude": version.certainty,
        "source": version.source,
    }


def _json(rows: Iterable[dict[str, object]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"
