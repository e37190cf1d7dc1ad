"""The commission as the law speaks of it: dated holders, presidencies, orders; each knows its pointer.

Built from values that `validate` accepted. A record that holds an unreadable value is left out, and the place
where it stood is kept in `unreadable`: what cannot be read is neither a breach nor a proof.
"""

import copyreg
import datetime
import types
from dataclasses import dataclass
from typing import Any

from kit.findings.finding import Pointer
from kit.model import records
from kit.model.procedures import Procedures, Service
from kit.model.sessions import Seance

Day = datetime.date
_READ = records.Doubt()
# Les champs de Commission qui viennent des trois autres fichiers, ou de la lecture.
_ELSEWHERE = ("sieges", "sessions", "procedures", "unreadable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Where the commission stands."""

    pointer: Pointer
    etat: str
    date: Day | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presidence:
    """An authority that presides, from `debut` to `fin`, both included."""

    pointer: Pointer
    autorite: str
    titre: str | None = None
    representant: bool | None = None
    delegation: str | None = None
    debut: Day | None = None
    fin: Day | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrete:
    """An order of the prefect."""

    pointer: Pointer
    reference: str | None = None
    objet: tuple[str, ...] = ()
    date: Day | None = None
    signataires: tuple[str, ...] | None = None
    delegation: str | None = None
    publication: str | None = None
    nombre_membres: int | None = None
    lien: str | None = None
    a_verifier: str | None = None

    @property
    def called(self) -> str:
        """What a sentence calls it: its reference between quotation marks, or that it has none that was published."""
        return f"« {self.reference} »" if self.reference else "sans référence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agrement:
    """An approval under R. 121-12-2, from `debut` to `fin`, both included."""

    pointer: Pointer
    reference: str | None = None
    debut: Day | None = None
    fin: Day | None = None
    niveau: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """An association approved for the department."""

    pointer: Pointer
    id: str
    nom: str
    agrement: Agrement | None = None
    courriel: str | None = None
    telephone: str | None = None
    adresse: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacance:
    """A seat known to be empty, from `depuis` to `jusqu_au`, both included."""

    pointer: Pointer
    siege: str
    depuis: Day
    motif: str
    jusqu_au: Day
    autorite: str | None = None
    document: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derogation:
    """A rule known not to be kept, until `jusqu_au` included."""

    pointer: Pointer
    regle: str
    motif: str
    autorite: str
    jusqu_au: Day
    siege: str | None = None
    document: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompteDuQuorum:
    """How the internal rules count the quorum, where the text does not say; None: they do not say either."""

    pointer: Pointer
    compte: str | None = None
    base: str | None = None
    presidence: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglementInterieur:
    """The internal rules, or the order on the way of working, from `debut` to `fin`, both included."""

    pointer: Pointer
    reference: str
    debut: Day | None = None
    fin: Day | None = None
    lien: str | None = None
    quorum: CompteDuQuorum | None = None
    pouvoirs_par_membre: int | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandat:
    """A term, from `debut` to `fin`, both included."""

    pointer: Pointer
    debut: Day | None = None
    fin: Day | None = None
    arrete: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """Who designated a member."""

    pointer: Pointer
    par: str | None = None
    qui: str | None = None
    cour_appel: str | None = None
    date: Day | None = None
    reference: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppleant:
    """Who replaces a holder."""

    pointer: Pointer
    titre: str
    nom: str | None = None
    organisme: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Formation:
    """The training of a new member."""

    pointer: Pointer
    date: Day | None = None
    association: str | None = None
    organisme: str | None = None
    niveau: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collectivite:
    """The local authority that a member represents."""

    pointer: Pointer
    type: str
    nom: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Titulaire:
    """Who holds a seat during a term."""

    pointer: Pointer
    id: str
    titre: str
    nom: str | None = None
    organisme: str | None = None
    competence: str | None = None
    aussi_pour: tuple[str, ...] = ()
    representant: bool | None = None
    qualite: str | None = None
    designation: Designation | None = None
    mandat: Mandat | None = None
    suppleant: Suppleant | None = None
    formation: Formation | None = None
    association: str | None = None
    collectivite: Collectivite | None = None
    remplace: str | None = None
    a_verifier: str | None = None

    def sits_on(self, day: Day) -> bool:
        """Tell whether the term covers a day; without dates it is taken to run."""
        return self.mandat is None or covers(self.mandat.debut, self.mandat.fin, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorties:
    """Of the ways out that ended: how many with a training, a job, a home."""

    pointer: Pointer
    formation: int | None = None
    emploi: int | None = None
    logement: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicateurs:
    """Aggregates at a date, never a person; delays are in days."""

    pointer: Pointer
    date: Day
    psp_en_cours: int | None = None
    psp_engages: int | None = None
    psp_termines: int | None = None
    sorties: Sorties | None = None
    demandes_en_attente: int | None = None
    aps_delivrees: int | None = None
    aps_delai_median_jours: int | None = None
    carte_delai_median_jours: int | None = None
    source: str | None = None
    a_verifier: str | None = None


Seats = types.MappingProxyType[str, tuple[Titulaire, ...]]


def _fixed(held: dict[str, tuple[Titulaire, ...]]) -> Seats:
    return Seats(held)


# La bibliothèque ne sait pas envoyer cela d’un processus à l’autre.
copyreg.pickle(types.MappingProxyType, lambda seats: (_fixed, (dict(seats),)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """One commission: what its four files say; None means that nothing is said."""

    departement: str
    exemple: bool = False
    installation: Installation | None = None
    presidence: tuple[Presidence, ...] | None = None
    arretes: tuple[Arrete, ...] | None = None
    secretariat: Service | None = None
    associations_agreees: tuple[Association, ...] | None = None
    liste_membres: str = "complete"
    reglement_interieur: tuple[ReglementInterieur, ...] = ()
    invites: tuple[str, ...] | None = None
    vacances: tuple[Vacance, ...] = ()
    derogations: tuple[Derogation, ...] = ()
    indicateurs: tuple[Indicateurs, ...] | None = None
    sieges: Seats | None = None
    sessions: tuple[Seance, ...] | None = None
    procedures: Procedures | None = None
    unreadable: records.Doubt = _READ

    @property
    def partial(self) -> bool:
        """Whether its author says that the list of the members is not whole."""
        return self.liste_membres == "partielle"

    @property
    def figures(self) -> list[Indicateurs]:
        """The figures written, oldest first."""
        return sorted(self.indicateurs or (), key=lambda entry: entry.date)

    def seat(self, seat_id: str) -> tuple[Titulaire, ...]:
        """Give everybody written under a seat, past holders included."""
        return self.sieges.get(seat_id, ()) if self.sieges is not None else ()

    def readable(self, *pointer: str) -> bool:
        """Tell whether everything under a pointer could be read."""
        above = (pointer[:size] for size in range(1, len(pointer)))
        return pointer not in self.unreadable.around and not any(each in self.unreadable.spots for each in above)


def covers(start: Day | None, end: Day | None, day: Day) -> bool:
    """Tell whether a stretch of time, both ends included, holds a day; an absent end is open."""
    return (start is None or start <= day) and (end is None or day <= end)


def build(tree: dict[str, Any], bad: records.Bad) -> Commission:
    """Build the commission from its four branches, leaving out records that hold a pointer of `bad`."""
    raw, doubt = tree.get("commission") or {}, records.Doubt.of(bad)
    values: dict[str, Any] = {}
    for name, kind in records.hints(Commission).items():
        pointer = ("commission", name)
        if name in raw and name not in _ELSEWHERE and pointer not in bad:
            values[name] = records.value(kind, raw[name], pointer, doubt)
    values = {name: value for name, value in values.items() if value is not None}
    values.setdefault("departement", "")
    return Commission(
        **values,
        sieges=_seats(tree, doubt),
        sessions=records.value(tuple[Seance, ...], tree.get("sessions"), ("sessions",), doubt),
        procedures=_procedures(tree, doubt),
        unreadable=doubt,
    )


def _seats(tree: dict[str, Any], doubt: records.Doubt) -> Seats | None:
    raw = tree.get("membres")
    if not isinstance(raw, dict) or not raw:
        return None  # Un dossier à peine ouvert ne dit pas que les sièges sont vides : il ne dit rien.
    kind = tuple[Titulaire, ...]
    lists = {seat: holders for seat, holders in raw.items() if isinstance(holders, list)}
    read = {seat: records.value(kind, held, ("membres", seat), doubt) or () for seat, held in lists.items()}
    # Une seule mention vaut pour plusieurs sièges : chacun la tient, et elle reste écrite une fois.
    for seat, held in list(read.items()):
        for holder in held:
            for other in holder.aussi_pour:
                if other != seat:
                    read[other] = (*read.get(other, ()), holder)
    return Seats(read)


def _procedures(tree: dict[str, Any], doubt: records.Doubt) -> Procedures | None:
    """Build each procedure by itself, so that one that cannot be read does not hide the others."""
    raw = tree.get("procedures")
    if not isinstance(raw, dict):
        return None
    kinds = {name: kind for name, kind in records.hints(Procedures).items() if name in raw and name != "pointer"}
    read = {name: records.value(kind, raw[name], ("procedures", name), doubt) for name, kind in kinds.items()}
    return Procedures(pointer=("procedures",), **read)
