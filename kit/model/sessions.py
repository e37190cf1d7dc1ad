"""The sessions of a commission, as sessions.yaml tells them."""

import datetime
from dataclasses import dataclass

from kit.findings.finding import Pointer

Day = datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Convocation:
    """How the members were called."""

    pointer: Pointer
    date: Day | None = None
    urgence: bool = False
    seconde: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pouvoir:
    """A proxy: who gives it, who holds it."""

    pointer: Pointer
    de: str
    a: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the prefect decided."""

    pointer: Pointer
    sens: str
    date: Day | None = None
    motif: str | None = None
    duree_mois: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierExamine:
    """A file examined, by an opaque reference: never a person."""

    pointer: Pointer
    reference: str
    nature: str | None = None
    association: str | None = None
    retires: tuple[str, ...] | None = None
    avis: str | None = None
    motif: str | None = None
    rang_mois: int | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcesVerbal:
    """The minutes: their day, and the day they were sent."""

    pointer: Pointer
    date: Day | None = None
    transmis: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seance:
    """A session, past or to come."""

    pointer: Pointer
    date: Day
    formation: str
    etat: str
    heure: str | None = None
    lieu: str | None = None
    convocation: Convocation | None = None
    ordre_du_jour: tuple[str, ...] | None = None
    presents: tuple[str, ...] | None = None
    pouvoirs: tuple[Pouvoir, ...] = ()
    dossiers: tuple[DossierExamine, ...] | None = None
    pv: ProcesVerbal | None = None
    a_verifier: str | None = None
