"""The 101 departments, the form of the State's service in each, and where a seat is held otherwise."""

import datetime
import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from kit.law.texts import CERTAIN, data

_Held = TypeVar("_Held")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A fact of a territory and how sure we are of it."""

    value: str
    certainty: str

    @property
    def certain(self) -> bool:
        """Whether the text that says so was read."""
        return self.certainty == CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A department: names, kind of presidency, whether its prefect is that of the region, State service, court of
    appeal."""

    code: str
    name: str
    of: str
    prefecture: str
    region: str
    overseas: bool
    regime: str
    region_seat: bool
    service: Sourced
    court: Sourced

    @property
    def folder(self) -> str:
        """The name of its folder: « 2a-corse-du-sud »."""
        return f"{self.code.lower()}-{slug(self.name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceForm:
    """A form of the State's service: its title, and the short names accepted for its representatives."""

    id: str
    title: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """Seats that a territory may hold otherwise, from `start` on, and why."""

    departments: tuple[str, ...]
    seats: tuple[str, ...]
    start: datetime.date
    certainty: str
    reason: str


# Les apostrophes et les tirets hors du clavier, qui séparent comme ceux du clavier.
_PARTING = re.compile(r"[’ʼ‘‐‑–—]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_ARTICLE = re.compile(r"^(?:de-|d-)?(?:les?-|la-|l-|du-|des-)?")
_ENDING = re.compile(r"(?<=\w)\([^()]*\)")


@functools.lru_cache(maxsize=8192)
def slug(name: str) -> str:
    """Write a name in lower case without accents, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", _PARTING.sub(" ", name)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def read_as_names(text: str) -> str:
    """Write a text as names are compared: « D.E.E.T.S. » as « deets », « DDETS(PP) » without its doubtful ending."""
    return slug(_DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), _ENDING.sub("", text)))


@functools.cache
def territories() -> dict[str, Territory]:
    """Give the 101 departments by code, in the order of the codes."""
    return {
        code: Territory(
            code=code,
            name=raw["nom"],
            of=raw["de"],
            prefecture=raw["prefecture"],
            region=raw["region"],
            overseas=raw["outre_mer"] == "true",
            regime=raw["presidence"],
            region_seat=code in data("territoires")["chefs_lieux_de_region"],
            service=Sourced(value=raw["service"]["forme"], certainty=raw["service"]["certitude"]),
            court=Sourced(value=raw["cour_appel"]["siege"], certainty=raw["cour_appel"]["certitude"]),
        )
        for code, raw in sorted(data("territoires")["departements"].items())
    }


def firsts(folders: Iterable[tuple[str | None, str, _Held]]) -> dict[str, _Held]:
    """Give what stands for each code, of folders told by their code and their name: the one that has the name of its
    department, else the first."""
    found: dict[str, _Held] = {}
    for code, name, held in folders:
        if code and (code not in found or name == territories()[code].folder):
            found[code] = held
    return found


@functools.lru_cache(maxsize=256)
def territory_named(text: str) -> Territory | None:
    """Give the department that a text names, with or without its code: « Vosges », « 88 - Vosges », « département des
    Vosges »; None when it names none, or another than its code."""
    plain = slug(text).removeprefix("departement-")
    codes = [
        code for code in territories() if plain.startswith(f"{code.lower()}-") or plain.endswith(f"-{code.lower()}")
    ]
    for code in codes:
        plain = plain.removeprefix(f"{code.lower()}-").removesuffix(f"-{code.lower()}")
    plain = _ARTICLE.sub("", plain)
    named = [
        each
        for each in territories().values()
        if plain in (_ARTICLE.sub("", slug(each.name)), _ARTICLE.sub("", slug(each.of)))
    ]
    return named[0] if named and codes in ([], [named[0].code]) else None


@functools.cache
def forms() -> dict[str, ServiceForm]:
    """Give the forms of the State's service by id."""
    raw = data("territoires")["formes"]
    return {
        form: ServiceForm(id=form, title=value["titre"], services=tuple(value["services"]))
        for form, value in sorted(raw.items())
    }


@functools.cache
def former_services() -> tuple[str, ...]:
    """Give the short names of the services that the DDETS replaced, longest first."""
    return tuple(sorted(data("territoires")["anciens_services"], key=lambda name: (-len(name), name)))


@functools.cache
def _names(*groups: str) -> dict[str, str]:
    """Give the short name of a service by each of its names, longest first so that DDETSPP is seen before DDETS."""
    raw = {short: value["noms"] for group in groups for short, value in data("territoires")[group].items()}
    names = {read_as_names(name): short for short, others in raw.items() for name in (short, *others)}
    return dict(sorted(names.items(), key=lambda entry: (-len(entry[0]), entry[0])))


def _first(text: str, names: dict[str, str]) -> str | None:
    # Les mots d'un nom ne sont séparés que par des tirets : deux de plus le bornent.
    read = f"-{read_as_names(text)}-"
    found = ((read.find(f"-{name}-"), short) for name, short in names.items())
    return min((each for each in found if each[0] >= 0), key=lambda each: each[0], default=(0, None))[1]


@functools.lru_cache(maxsize=4096)
def service_named(text: str) -> str | None:
    """Give the short name of the first service, old or new, that a text names, whole or by its initials."""
    return _first(text, _names("services", "anciens_services"))


@functools.lru_cache(maxsize=4096)
def former_service_named(text: str) -> str | None:
    """Give the short name of the first former service that a text names, or None."""
    return _first(text, _names("anciens_services"))


def is_former_service(text: str) -> bool:
    """Tell whether a text is the name of a former service, and nothing else."""
    return read_as_names(text) in _names("anciens_services")


@functools.cache
def _adaptations() -> tuple[Adaptation, ...]:
    return tuple(
        Adaptation(
            departments=tuple(raw["departements"]),
            seats=tuple(raw["sieges"]),
            start=datetime.date.fromisoformat(raw["debut"]),
            certainty=raw["certitude"],
            reason=raw["raison"],
        )
        for raw in data("adaptations")["adaptations"]
    )


def adaptation(code: str, seat: str, as_of: datetime.date) -> Adaptation | None:
    """Tell whether a seat may be held otherwise in a department on a day."""
    return next((a for a in _adaptations() if code in a.departments and seat in a.seats and a.start <= as_of), None)
