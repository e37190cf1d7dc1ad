"""How a department applies the procedure, as procedures.yaml tells it."""

import re
from dataclasses import dataclass
from functools import reduce

from kit.findings.finding import Pointer

# Un nom court n’a ni accent ni apostrophe ; une pièce écrite en clair se dit comme elle s’écrit.
_SHORT = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_ELIDED = re.compile(r"\b([dl]|qu) (?=[aeiouyh])")


def piece_fr(name: str) -> str:
    """Give the words of a document of a request to enter the way out: as written, or from its short name."""
    if not _SHORT.fullmatch(name):
        return name
    return _ELIDED.sub(r"\1’", name.replace("_", " ").replace("-", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that receives: the secretariat, or where a request is handed in."""

    pointer: Pointer
    service: str
    courriel: str | None = None
    telephone: str | None = None
    adresse: str | None = None
    a_verifier: str | None = None


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
    depot: Service | None = None
    pieces: tuple[str, ...] | None = None
    accompagnement: Accompagnement | None = None
    evaluation_besoins: str | None = None
    delai_cible_jours: int | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document asked for; its greatest age is in months."""

    pointer: Pointer
    piece: str
    passeport_exige: bool | None = None
    alternatives: tuple[str, ...] | None = None
    document_perime: str | None = None
    anciennete_max_mois: int | None = None
    precision: str | None = None
    a_verifier: str | None = None


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
    courriel: str | None = None
    telephone: str | None = None
    adresse: str | None = None
    pieces: tuple[Piece, ...] | None = None
    duree_mois: int | None = None
    visa_long_sejour_exige: bool | None = None
    oqtf_anterieure: str | None = None
    demandeur_asile: str | None = None
    doute_arret_activite: DouteArret | None = None
    delai_cible_jours: int | None = None
    a_verifier: str | None = None

    def asked(self, piece: str) -> Piece | None:
        """Give a document of the list by its name, or None when it is not asked for."""
        return next((asked for asked in self.pieces or () if asked.piece == piece), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sortie:
    """What comes after the twenty-four months; delay aimed at in days."""

    pointer: Pointer
    carte_sejour_temporaire: str | None = None
    contrat_integration_republicaine: str | None = None
    delai_cible_jours: int | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Afis:
    """Who pays the financial support."""

    pointer: Pointer
    service: str | None = None
    courriel: str | None = None
    telephone: str | None = None
    adresse: str | None = None
    a_verifier: str | None = None


def _under(*names: str) -> property:
    """Give a property that follows names down from a record; None where the file does not say one of them."""
    return property(lambda record: reduce(lambda held, name: held and getattr(held, name), names, record))


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedures:
    """The four procedures of a department."""

    pointer: Pointer
    psp: Psp | None = None
    aps: Aps | None = None
    sortie: Sortie | None = None
    afis: Afis | None = None

    # Ce que les règles demandent par un seul nom, et qui s’écrit plus bas dans le fichier.
    aps_duree_mois = _under("aps", "duree_mois")
    aps_oqtf_anterieure = _under("aps", "oqtf_anterieure")
    aps_demandeur_asile = _under("aps", "demandeur_asile")
    aps_saisine_police = _under("aps", "doute_arret_activite", "saisine_police")
    aps_doute_a_defaut = _under("aps", "doute_arret_activite", "a_defaut")

    @property
    def aps_pieces(self) -> tuple[Piece, ...] | None:
        """The documents asked for the permit; this property and the next are None when the file does not say, and an
        empty list says nothing."""
        return (self.aps.pieces or None) if self.aps else None

    @property
    def aps_passeport(self) -> bool | None:
        """Whether the passport is demanded: by a word, as a document of its own, or not since others are accepted."""
        piece = self.aps.asked("nationalite") if self.aps else None
        if (self.aps and self.aps.asked("passeport")) or (piece and piece.passeport_exige):
            return True
        return False if piece and (piece.passeport_exige is False or piece.alternatives) else None

    @property
    def aps_document_perime(self) -> str | None:
        """What is done with a document of nationality that expired."""
        piece = self.aps.asked("nationalite") if self.aps else None
        return piece.document_perime if piece else None

    @property
    def aps_domicile_mois(self) -> int | None:
        """The greatest age of the proof of address, in months."""
        piece = self.aps.asked("domicile") if self.aps else None
        return piece.anciennete_max_mois if piece else None

    @property
    def aps_visa_long_sejour(self) -> bool | None:
        """Whether a long-stay visa is demanded, by a word or as a document of the list."""
        if self.aps and self.aps.asked("visa_long_sejour"):
            return True
        return self.aps.visa_long_sejour_exige if self.aps else None
