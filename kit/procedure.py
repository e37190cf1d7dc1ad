"""How a department applies the procedure, as procedures.yaml tells it."""

from dataclasses import dataclass

from kit.report import Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Depot:
    """Where a request is handed in."""

    pointer: Pointer
    service: str
    courriel: str | None = None
    telephone: str | None = None
    adresse: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accompagnement:
    """The four fields of the support."""

    pointer: Pointer
    logement: str | None = None
    soins: str | None = None
    droits: str | None = None
    insertion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Psp:
    """The way out of prostitution: request, support, delay aimed at in days."""

    pointer: Pointer
    depot: Depot | None = None
    pieces: tuple[str, ...] | None = None
    accompagnement: Accompagnement | None = None
    evaluation_besoins: str | None = None
    delai_cible_jours: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document asked for; its greatest age is in months."""

    pointer: Pointer
    piece: str
    passeport_exige: bool | None = None
    alternatives: tuple[str, ...] | None = None
    anciennete_max_mois: int | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DouteArret:
    """What is done when the end of prostitution is in doubt."""

    pointer: Pointer
    saisine_police: str | None = None
    a_defaut: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aps:
    """The provisional permit: documents, length in months, delay aimed at in days."""

    pointer: Pointer
    service: str | None = None
    pieces: tuple[Piece, ...] | None = None
    duree_mois: int | None = None
    visa_long_sejour_exige: bool | None = None
    oqtf_anterieure: str | None = None
    demandeur_asile: str | None = None
    doute_arret_activite: DouteArret | None = None
    delai_cible_jours: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sortie:
    """What comes after the twenty-four months; delay aimed at in days."""

    pointer: Pointer
    carte_sejour_temporaire: str | None = None
    contrat_integration_republicaine: str | None = None
    delai_cible_jours: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Afis:
    """Who pays the financial support."""

    pointer: Pointer
    service: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedures:
    """The four procedures of a department."""

    pointer: Pointer
    psp: Psp | None = None
    aps: Aps | None = None
    sortie: Sortie | None = None
    afis: Afis | None = None
