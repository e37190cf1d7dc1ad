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
_UNCHANGED, _ARTICLE = "Inchangé.", "article"
# Les articles d’un texte qui ont leurs propres rédactions, et ce qui se dit au lieu d’un jour.
_APART, _UNDATED = "redactions_propres", doubt("rédaction")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of paper: its title, the session it speaks of and the state that session must have, the option it needs
    and the one it may have, the list whose people may each have theirs, the rules that may make it irregular, the texts
    that it visas and those that it applies."""

    id: str
    title: str
    said: str
    session: str | None = None
    state: str | None = None
    needs: str | None = None
    may: str | None = None
    each: str | None = None
    of_session: tuple[str, ...] = ()
    of_commission: tuple[str, ...] = ()
    visas: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


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
            of_session=tuple(raw.get("seances", ())),
            of_commission=tuple(raw.get("composition", ())),
            visas=tuple(raw.get("visas", ())),
            texts=tuple(raw.get("textes", ())),
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


def applied(names: Iterable[str], day: Day) -> Rows:
    """Give the texts that a paper applies on a day, for its foot: each once, with its wording."""
    return listed("cite", *({"cite": f"{capital(_cited(name, day))}."} for name in names))


def visas(texts: Iterable[str], day: Day) -> Iterator[str]:
    """Give some texts as an order visas them on a day, « l’article R. 121-12-7 du code…, dans sa rédaction du… »; one
    whose articles have wordings of their own says no day."""
    for text in texts:
        if version := provision(text).in_force(day):
            title = _titled(provision(text).title)
            whose = "leur" if title.startswith("les ") else "sa"
            if _APART in data(text):
                yield f"{title} {_UNDATED}"
            else:
                yield f"{title}, dans {whose} rédaction du {date(version.start)}{unread(version)}"


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
