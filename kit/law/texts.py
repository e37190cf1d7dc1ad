"""Texts and their dated wordings, read from `kit/law/*.yaml`."""

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.errors import LawError, UsageError
from kit.files import resources
from kit.findings.finding import Pointer
from kit.french import date as french_date
from kit.yaml import own
from kit.yaml.source import read

Day = datetime.date
CERTAIN = "verifiee"
# Ce qu’une rédaction non lue tient de celles d’avant et d’après.
CONCORDANT = "concordante"
CERTAINTY_FR = {
    "verifiee": "texte lu",
    "rapportee": "rapportée par un tiers fiable",
    "deduite": "déduite d’autres textes",
    "non_verifiee": "non vérifiée",
    "concordante": "non lue, mais identique dans les rédactions lues d’avant et d’après",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat of one wording: its stable id, its rank and its title in that wording, and how sure they are.

    `listed`: named by the prefect's list; `minimum` and `literal`: holders needed, and read literally;
    `several`: held by right by several representatives; `of_state`: a service of the State; `approved`: approved
    associations; `succeeds`: seats whose holders count.
    """

    id: str
    rank: int
    short: str
    title: str
    representative: str | None
    listed: bool
    minimum: int
    literal: int
    individual_files: bool
    trace: str
    certainty: str
    designated_by: str | None = None
    several: bool = False
    of_state: bool = False
    approved: bool = False
    with_epci: bool = False
    succeeds: tuple[str, ...] = ()

    @property
    def ordinal(self) -> str:
        """The rank as the text prints it: « 9° »."""
        return f"{self.rank}°"

    @property
    def certain(self) -> bool:
        """Whether its wording was read, or those before and after it were and say the same of it."""
        return self.certainty in (CERTAIN, CONCORDANT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presidency:
    """Who presides and who signs the list, in a kind of territory."""

    regime: str
    authorities: tuple[str, ...]
    signatories: tuple[str, ...]
    paragraph: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One wording of a text, in force from `start` (included) to `end` (excluded; None: still in force)."""

    provision: str
    start: Day
    end: Day | None
    act: str
    url: str
    certainty: str
    reread: Day
    source: str
    changes: str
    seats: tuple[Seat, ...] = ()
    presidencies: tuple[Presidency, ...] = ()
    term_years: int = 0
    replacements: tuple[dict[str, Any], ...] = ()
    undecided: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """Give a figure of this wording by its name in `valeurs`; raises LawError when it has none."""
        try:
            return int(self.values[name])
        except KeyError:
            message = f"Le texte « {self.provision} » n’a pas de valeur « {name} »."
            raise LawError(message) from None

    @property
    def replaced(self) -> tuple[str, ...]:
        """The seats that this wording replaces in equal number, in the order it names them."""
        return tuple(replacement["siege"] for replacement in self.replacements)

    @property
    def certain(self) -> bool:
        """Whether the text of this wording was read."""
        return self.certainty == CERTAIN

    @property
    def concordant(self) -> tuple[Seat, ...]:
        """The seats of a wording that was not read which those before and after it say alike."""
        return tuple(seat for seat in self.seats if seat.certainty == CONCORDANT)

    def seat(self, seat_id: str) -> Seat | None:
        """Give a seat of this wording, or None when the wording does not know it."""
        return next((seat for seat in self.seats if seat.id == seat_id), None)

    def presidency(self, regime: str) -> Presidency:
        """Give who presides under `commun`, `paris` or `bouches_du_rhone`."""
        return next(presidency for presidency in self.presidencies if presidency.regime == regime)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A text and its wordings, oldest first."""

    id: str
    title: str
    short: str
    subject: str
    versions: tuple[Version, ...]

    def in_force(self, as_of: Day) -> Version | None:
        """Give the wording in force on a day, or None before the first and after the last."""
        return next((v for v in self.versions if v.start <= as_of and (v.end is None or as_of < v.end)), None)


COMPOSITION = "casf-r121-12-7"
REPLACEMENT = "decret-2020-1545-24-ii"
MARSEILLE = "bouches-du-rhone"


def place(pointer: Pointer) -> tuple[str, int, int]:
    """Give the file, line and column of a value of `kit/law`; its pointer begins by the name of the file."""
    path = resources.LAW / f"{pointer[0]}.yaml"
    source = read(path, f"kit/law/{path.name}")
    return source.file, *source.place(pointer)


@functools.cache
def data(name: str) -> dict[str, Any]:
    """Give the values of a file of `kit/law`, each a text, and each wording whole; raises LawError when it cannot be
    read, and as `whole` does."""
    path = resources.LAW / f"{name}.yaml"
    try:
        values: dict[str, Any] = dict(own.values(path.read_text(encoding="utf-8")))
    except (OSError, TypeError, ValueError, own.YAMLError) as error:
        message = f"Le fichier de droit « {path.name} » n’est pas lisible ({error})."
        raise LawError(message) from None
    return {**values, "versions": list(whole(name, values["versions"]))} if "versions" in values else values


# Ce qu’une rédaction reprend de celle dont elle dit « comme », et le nom de chaque élément d’une liste.
_INHERITED = {"duree_mandat": None, "presidence": "regime", "sieges": "id", "valeurs": None}


def whole(name: str, wordings: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give wordings as if none was written after another: one that is `comme` an earlier one says what changes, and
    `sans` which seats are no more. Raises LawError for a wording that is like none before it."""
    known: dict[str, dict[str, Any]] = {}
    for written in wordings:
        # « fin: », dans la rédaction en vigueur, attend la suivante.
        found = wording = {key: value for key, value in written.items() if value != ""}
        if like := wording.get("comme"):
            if like not in known:
                message = f"kit/law/{name}.yaml : aucune rédaction du {like} ne précède celle du {wording['debut']}."
                raise LawError(message)
            found = {key: value for key, value in wording.items() if key not in ("comme", "sans", *_INHERITED)}
            found |= {key: _changed(key, known[like][key], wording) for key in _INHERITED if key in known[like]}
        known[wording["debut"]] = found
        yield found


def _changed(key: str, before: Any, wording: dict[str, Any]) -> Any:
    """Give what an earlier wording said under a key, with the changes of this one."""
    name, written = _INHERITED[key], wording.get(key)
    if name is None:
        return {**before, **(written or {})}
    changes = {each[name]: each for each in written or ()}
    kept = {each[name]: each for each in before if each[name] not in wording.get("sans", ())}
    found = [{**kept.get(one, {}), **changes.get(one, {})} for one in {**kept, **changes}]
    return sorted(found, key=lambda seat: int(seat["rang"])) if key == "sieges" else found


@functools.cache
def provisions() -> dict[str, Provision]:
    """Give every text that has wordings, by id, in the order of their ids."""
    names = sorted(path.stem for path in resources.LAW.glob("*.yaml"))
    return {name: provision(name) for name in names if "versions" in data(name)}


@functools.cache
def provision(provision_id: str) -> Provision:
    """Give one text; raises LawError for an unknown id."""
    if not (resources.LAW / f"{provision_id}.yaml").is_file() or "versions" not in data(provision_id):
        message = f"Le texte « {provision_id} » n’est pas dans kit/law."
        raise LawError(message)
    return _provision(data(provision_id))


def cited(text: str, place: str, day: Day) -> str | None:
    """Give how a finding cites, on a day, the paragraph of a text that `kit/law` calls so; None when it has no words of
    its own: a finding on a seat cites its rank. The demands of the instruction bear the number that cites them."""
    known = data(text)
    if place in {demand["paragraphe"] for demand in known.get("exigences", ())}:
        return place
    said = next((row.get("cite") for row in known.get("paragraphes", ()) if row["ou"] == place), None)
    if not isinstance(said, dict):
        return said
    since = [first for first in said if first <= day.isoformat()]
    return str(said[max(since)]) if since else None


def of_text(text: str, paragraph: str | None) -> str:
    """Give a text and the paragraph of it: « article R. 121-12-7 du CASF, alinéa de la liste »; an article says its
    code, without the articles that the short name of the text lists: « article R. 121-12-10 du CASF »."""
    short = str(data(text)["court"])
    if paragraph is None or not paragraph.startswith("article "):
        return ", ".join(filter(None, (short, paragraph)))
    comma = "," if "," in paragraph else ""
    return f"{paragraph}{comma} du {short.rpartition(' du ')[2]}"


def first_day_of(seat: str) -> Day:
    """Give the first day of the first wording that knows a seat of the composition."""
    return next(version.start for version in provision(COMPOSITION).versions if version.seat(seat))


def called(authority: str) -> str:
    """Give the words of an authority that presides or signs: « le préfet de police »."""
    return str(data(COMPOSITION)["autorites"][authority])


def composition_on(as_of: Day) -> Version:
    """Give R. 121-12-7 as it stood on a day; raises UsageError before its first wording."""
    version = provision(COMPOSITION).in_force(as_of)
    if version is None:
        first = provision(COMPOSITION).versions[0].start
        message = (
            f"L’article R. 121-12-7 n’existe que depuis le {french_date(first)} : "
            f"le kit ne juge pas une commission au {french_date(as_of)}."
        )
        raise UsageError(message)
    return version


def _provision(raw: dict[str, Any]) -> Provision:
    return Provision(
        id=raw["id"],
        title=raw["titre"],
        short=raw["court"],
        subject=raw["objet"],
        versions=tuple(_version(raw["id"], version) for version in raw["versions"]),
    )


def _version(provision_id: str, raw: dict[str, Any]) -> Version:
    term = raw.get("duree_mandat", {})
    return Version(
        provision=provision_id,
        start=Day.fromisoformat(raw["debut"]),
        end=Day.fromisoformat(raw["fin"]) if raw.get("fin") else None,
        act=raw["acte"]["titre"],
        url=raw["acte"]["href"],
        certainty=raw["certitude"],
        reread=Day.fromisoformat(raw["relu_le"]),
        source=raw["source"],
        changes=raw["changements"],
        seats=tuple(_seat(seat, _certainty(seat, raw)) for seat in raw.get("sieges", ())),
        presidencies=tuple(_presidency(presidency) for presidency in raw.get("presidence", ())),
        term_years=int(term.get("annees", 0)),
        replacements=tuple(raw.get("remplacements", ())),
        undecided=tuple(raw.get("sans_verdict", ())),
        values=raw.get("valeurs", {}),
    )


def _certainty(seat: dict[str, Any], wording: dict[str, Any]) -> str:
    return CONCORDANT if seat["id"] in wording.get("concordants", ()) else str(wording["certitude"])


def _seat(raw: dict[str, Any], certainty: str) -> Seat:
    return Seat(
        id=raw["id"],
        rank=int(raw["rang"]),
        short=raw["court"],
        title=raw["titre"],
        representative=raw.get("representant"),
        listed=raw["liste"] == "true",
        minimum=int(raw["minimum"]),
        literal=int(raw["lecture_litterale"]),
        individual_files=raw["dossiers"] == "true",
        trace=raw["trace"],
        certainty=certainty,
        designated_by=raw.get("designe_par"),
        several=raw.get("plusieurs") == "true",
        of_state=raw.get("etat") == "true",
        approved=raw.get("agrement") == "true",
        with_epci=raw.get("intercommunalite") == "true",
        succeeds=tuple(raw.get("succede", ())),
    )


def _presidency(raw: dict[str, Any]) -> Presidency:
    return Presidency(
        regime=raw["regime"],
        authorities=tuple(raw["autorites"]),
        signatories=tuple(raw["signataires"]),
        paragraph=raw["paragraphe"],
        who=raw["qui"],
    )
