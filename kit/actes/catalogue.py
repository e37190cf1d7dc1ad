"""The papers that the kit writes, and the texts that they cite, as `actes.yaml` names them."""

import datetime
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kit.actes.paper import Row, Rows, doubt, listed
from kit.files import resources
from kit.french import capital, date, spaced
from kit.law.texts import CERTAINTY_FR, Version, cited, data, provision
from kit.report.formats.citation import since, wording
from kit.yaml import own

Day = datetime.date
_NUMBER = re.compile(r"[LRD]\. ?\d")
_WHOLE = re.compile(r"[LRD]\.\s?\d+(?:-\d+)*")
_UNCHANGED, _ARTICLE = "Inchangé.", "article"
# Les articles d’un texte qui ont leurs propres rédactions, et ce qui se dit au lieu d’un jour.
_APART, _UNDATED = "redactions_propres", doubt("rédaction")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of paper: its title, the session it speaks of and the state that session must have, the option it needs
    and the one it may have, the list whose people may each have theirs, or have it as soon as
    there are two, the rules that may make it irregular, the texts
    that it visas."""

    id: str
    title: str
    said: str
    session: str | None = None
    state: str | None = None
    needs: str | None = None
    may: str | None = None
    each: str | None = None
    apart: bool = False
    of_session: tuple[str, ...] = ()
    of_commission: tuple[str, ...] = ()
    visas: tuple[str, ...] = ()


@functools.cache
def known() -> dict[str, Any]:
    """Give the values of `actes.yaml`, all texts."""
    return dict(own.values((resources.MODELS.parent / "actes.yaml").read_text(encoding="utf-8")))


@functools.cache
def kinds() -> dict[str, Kind]:
    """Give the papers by name, in the order in which a year needs them."""
    return {
        name: Kind(
            id=name,
            title=raw["titre"],
            said=raw["dit"],
            session=raw.get("seance"),
            state=raw.get("etat"),
            needs=raw.get("demande"),
            may=raw.get("permet"),
            each=raw.get("chacun"),
            apart=raw.get("separes", False),
            of_session=tuple(raw.get("seances", ())),
            of_commission=tuple(raw.get("composition", ())),
            visas=tuple(raw.get("visas", ())),
        )
        for name, raw in known()["papiers"].items()
    }


def word(table: str, key: str | None) -> str | None:
    """Give the words of a key of the files: « défavorable »; None for none."""
    return None if key is None else str(known()[table][key])


def law(day: Day) -> Row:
    """Give each citation on a day, by the name that a model uses; one that was not read is marked."""
    return {name: _cited(name, day) for name in known()["droit"]}


def told(day: Day) -> Row:
    """Give what each paragraph cited says on a day, in our words, by the same names; nothing for a whole text."""
    return {name: _told(place["texte"], place["ou"], day) for name, place in known()["droit"].items() if "ou" in place}


def _told(text: str, where: str, day: Day) -> str:
    said = next(row["dit"] for row in data(text)["paragraphes"] if row["ou"] == where)
    then = [words for first, words in sorted(said.items()) if first <= day.isoformat() and words != _UNCHANGED]
    return str(then[-1]).rstrip(".") if then else doubt("ce que dit ce texte ce jour-là n’est pas connu")


def citable(texts: Iterable[str], day: Day) -> Rows:
    """Give what a paper may cite on a day, for its foot: each text, with its wording, and the words that cite it; those
    of some texts are the visas of an order. A paper keeps at its foot what its model does cite."""
    rows = {each: each for each in law(day).values()}
    rows.update(found for text in texts if (found := _visa(text, day)))
    told = ({"cite": f"{capital(short)}.", "mots": said, "article": _alone(said)} for said, short in rows.items())
    return listed("cite mots article", *told)


def _alone(cited: str) -> str:
    """Give the number of the only article of a citation, as our own words may give it in brackets; else nothing."""
    found = _WHOLE.findall(cited)
    return found[0] if len(found) == 1 else ""


def visas(texts: Iterable[str], day: Day) -> Iterator[str]:
    """Give some texts as an order visas them on a day, « l’article R. 121-12-7 du code…, dans sa rédaction du… »; one
    whose articles have wordings of their own says no day."""
    yield from (found[0] for text in texts if (found := _visa(text, day)))


def _visa(text: str, day: Day) -> tuple[str, str] | None:
    """Give a text as an order visas it on a day, and as its foot cites it; None before its first wording."""
    version = provision(text).in_force(day)
    if version is None:
        return None
    title = provision(text).title
    visa, whole = _titled(title), next((name for name, each in known()["droit"].items() if each == {"texte": text}), "")
    whose = "leur" if visa.startswith("les ") else "sa"
    if _APART in data(text):
        return f"{visa} {_UNDATED}", f"{title} {_UNDATED}"
    dated = ", ".join(filter(None, (title, since(text, version.start)))) + unread(version)
    told = f"{visa}, dans {whose} rédaction du {date(version.start)}{unread(version)}"
    return told, _cited(whole, day) if whole else dated


def _titled(title: str) -> str:
    many = title.startswith("Articles ")
    return f"{'les ' if many else 'l’'}{title[0].lower()}{title[1:]}"


def unread(version: Version) -> str:
    """Give the mark of a wording that was not read, with a space before; nothing for one that was."""
    return "" if version.certain else f" {doubt(f'rédaction {CERTAINTY_FR[version.certainty]}')}"


def _cited(name: str, day: Day) -> str:
    place = known()["droit"][name]
    text, where = place["texte"], place.get("ou")
    version = provision(text).in_force(day)
    if version is None:
        return doubt(f"aucune rédaction de « {data(text)['court']} » n’est connue ce jour-là")
    paragraph = cited(text, where, day) or _rank(where) if where else None
    if paragraph is None or not paragraph.startswith(_ARTICLE):
        return wording(text, paragraph, version.start) + unread(version)
    # « article R. 133-10 du CRPA » : le code, sans les articles que le nom du texte énumère.
    code = data(text)["court"].rpartition(" du ")[2]
    if paragraph.removeprefix(f"{_ARTICLE} ") in data(text).get(_APART, ()):
        return spaced(f"{paragraph} du {code} {_UNDATED}")
    return spaced(", ".join(filter(None, (f"{paragraph} du {code}", since(text, version.start))))) + unread(version)


def _rank(where: str) -> str | None:
    """Give how a paragraph that no finding cites is named: « article R. 133-12 » for « R. 133-12, l’intérêt »; None for
    one that has no number."""
    head = where.partition(",")[0]
    if head.startswith("Article"):
        return head[:1].lower() + head[1:]
    return f"{_ARTICLE} {head}" if _NUMBER.match(head) else None
