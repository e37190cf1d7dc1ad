"""The sessions of a commission, as sessions.yaml tells them."""

import datetime
from dataclasses import dataclass

from kit.findings.finding import Pointer

Day = datetime.date
HELD, PLANNED = "tenue", "prevue"
GRANTED, ADJOURNED = "autorise", "ajourne"
# L’article L. 121-9 ne demande l’avis que pour s’engager dans le parcours et pour le continuer.
EVENTS = ("retrait", "interruption", "reprise", "changement_de_departement")
WITHOUT_OPINION = ("fin", *EVENTS)
# Une première demande.
ENTRY = "engagement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Convocation:
    """How the members were called: the day it was sent, the day the last of them received it."""

    pointer: Pointer
    date: Day | None = None
    recue: Day | None = None
    urgence: bool = False
    seconde: bool = False
    lien: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PresidenceDeSeance:
    """Who chaired one session, in whose name, and by what delegation."""

    pointer: Pointer
    autorite: str
    titre: str | None = None
    representant: bool | None = None
    delegation: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pouvoir:
    """A proxy: who gives it, who holds it."""

    pointer: Pointer
    de: str
    a: str
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decompte:
    """The voices of a vote: numbers, never who gave them."""

    pointer: Pointer
    pour: int | None = None
    contre: int | None = None
    abstentions: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Decompte):
    """A vote of a session: what on, which way it went."""

    objet: str
    sens: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the prefect decided."""

    pointer: Pointer
    sens: str
    date: Day | None = None
    motif: str | None = None
    duree_mois: int | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierExamine:
    """A file examined, by an opaque reference: never a person."""

    pointer: Pointer
    reference: str
    nature: str | None = None
    effet: Day | None = None
    raison: str | None = None
    association: str | None = None
    retires: tuple[str, ...] | None = None
    avis: str | None = None
    vote: Decompte | None = None
    motif: str | None = None
    rang_mois: int | None = None
    decision: Decision | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcesVerbal:
    """The minutes: their day, and the day they were sent."""

    pointer: Pointer
    date: Day | None = None
    transmis: Day | None = None
    lien: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seance:
    """A session, past or to come."""

    pointer: Pointer
    date: Day
    etat: str
    formation: str | None = None
    id: str | None = None
    reporte_au: Day | None = None
    limite_de_depot: Day | None = None
    presidence: PresidenceDeSeance | None = None
    heure: str | None = None
    lieu: str | None = None
    convocation: Convocation | None = None
    ordre_du_jour: tuple[str, ...] | None = None
    presents: tuple[str, ...] | None = None
    supplees: tuple[str, ...] = ()
    excuses: tuple[str, ...] = ()
    invites: tuple[str, ...] | None = None
    pouvoirs: tuple[Pouvoir, ...] = ()
    dossiers: tuple[DossierExamine, ...] | None = None
    votes: tuple[Vote, ...] | None = None
    pv: ProcesVerbal | None = None
    a_verifier: str | None = None

    @property
    def attending(self) -> frozenset[str]:
        """The ids of the members who were there, by themselves or by their deputy (CRPA R. 133-3)."""
        return frozenset((*(self.presents or ()), *self.supplees))
