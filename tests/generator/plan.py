"""What is drawn for a department before a line is written: how far its commission is, its terms, its associations."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from kit.law.territories import Territory, territories

Day = datetime.date
# Le jour d'où l'on regarde : ce qui suit est prévu, ce qui précède est passé.
TODAY = Day(2026, 11, 23)
# L'article R. 121-12-7 dans sa rédaction du 2 janvier 2026 : cinq sièges de plus, la DDETS à la place de deux autres.
NEW_WORDING = Day(2026, 1, 2)

# Combien de départements, sur 101, dans chaque situation ; les autres sont tenus à jour.
KINDS = {
    "non_installee": 6,
    "en_cours": 8,
    "siege_vide": 8,
    "liste_partielle": 7,
    "vacance": 6,
    "derogation": 5,
    "derogation_expiree": 3,
    "mandats_finis": 5,
    "pieces_en_trop": 6,
    "sans_association": 4,
    "mal_ecrit": 6,
}
_NAMES = ("Rive", "Horizon", "Passerelle", "Clairière", "Escale", "Lanterne", "Verger", "Chemin", "Source", "Tilleul")
_PLAIN = str.maketrans("èéê ", "eee-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The years between two lists of members: `end` is the last day."""

    rank: int
    start: Day
    end: Day
    decree: str
    signed: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """An invented association and the level of its approval."""

    slug: str
    name: str
    level: str

    def at(self, term: Term) -> str:
        """The id of its approval during a term."""
        return f"association-{self.slug}-{term.start.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One department; `rng` draws the rest, in the order of the files."""

    territory: Territory
    kind: str
    rng: random.Random
    terms: tuple[Term, ...]
    associations: tuple[Association, ...]

    @property
    def code(self) -> str:
        """The code of the department."""
        return self.territory.code

    @property
    def signers(self) -> str:
        """Who signs the list of members today, as a YAML list."""
        return "[prefet, prefet_de_police]" if self.territory.regime == "paris" else "[prefet]"

    @property
    def vacant(self) -> str:
        """The seat that nobody holds, where one is meant to be empty."""
        return ("medecin", "gendarmerie", "protection_enfance", "education")[self.terms[0].start.day % 4]

    @property
    def installed(self) -> bool:
        """Whether an order has installed the commission."""
        return self.kind not in ("non_installee", "en_cours")

    def term(self, day: Day) -> Term | None:
        """The term that holds a day."""
        return next((term for term in self.terms if term.start <= day <= term.end), None)


def plans(seed: int, copy: int = 1) -> Iterator[Plan]:
    """Give the 101 departments in the order of their codes, drawn anew for each seed and each copy."""
    country = random.Random(f"{seed}/{copy}")
    codes = sorted(territories())
    country.shuffle(codes)
    drawn = [kind for kind, count in KINDS.items() for _ in range(count)]
    kinds = dict(zip(codes, drawn, strict=False))
    for code, territory in sorted(territories().items()):
        rng = random.Random(f"{seed}/{copy}/{code}")
        kind = kinds.get(code, "a_jour")
        yield Plan(
            territory=territory, kind=kind, rng=rng, terms=tuple(_terms(code, kind, rng)),
            associations=tuple(_associations(rng)),
        )  # fmt: skip


def years_later(day: Day, years: int) -> Day:
    """The same day some years later; no day here is a 29 February."""
    return day.replace(year=day.year + years)


def _terms(code: str, kind: str, rng: random.Random) -> Iterator[Term]:
    """Two or three terms of three years; the last one holds today, unless the mandates have run out."""
    latest = Day(2023, rng.randint(2, 10), rng.randint(1, 28))
    if kind != "mandats_finis":
        latest = Day(2024, 1, 1) + datetime.timedelta(days=rng.randrange(900))
        latest = latest.replace(day=min(latest.day, 28))
    count = 3 if rng.random() < 0.1 else 2
    for rank in range(count):
        start = years_later(latest, 3 * (rank + 1 - count))
        signed = start - datetime.timedelta(days=rng.randint(3, 9))
        decree = f"{code}-{signed:%Y-%m-%d}-{rng.randint(1, 40):05}"
        end = years_later(start, 3) - datetime.timedelta(days=1)
        yield Term(rank=rank + 1, start=start, end=end, decree=decree, signed=signed)


def _associations(rng: random.Random) -> Iterator[Association]:
    for name in rng.sample(_NAMES, 3 if rng.random() < 0.25 else 2):
        level = rng.choice(["departemental", "departemental", "regional"])
        yield Association(slug=name.lower().translate(_PLAIN), name=f"Association exemple {name}", level=level)
