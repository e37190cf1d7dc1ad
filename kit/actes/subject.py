"""What papers speak of: a commission on the day of the paper, one of its sessions, and how its people are called."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kit.actes import catalogue
from kit.actes.catalogue import Kind, word
from kit.actes.paper import Row, Rows, blank, doubt, listed
from kit.french import NBSP, capital, date, hour, long_date
from kit.handbook.vocabulary import words
from kit.judging.assembly import assembly
from kit.judging.case import Case
from kit.judging.specimens import NOBODY
from kit.law.composition import snapshot
from kit.law.posts import vacant_since
from kit.law.territories import slug
from kit.law.texts import CERTAINTY_FR, Seat, called
from kit.model.commission import Arrete, Titulaire
from kit.model.procedures import Service
from kit.model.sessions import Seance
from kit.privacy.private import HIDDEN
from kit.privacy.shapes import hits_in, hits_in_name

Day = datetime.date
_REFERENCE = ("sessions", 0, "dossiers", 0, "reference")
_UNSAID = Service(pointer=(), service="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was asked for: whether names are written, the file, the seat, the order, the year that a paper is about;
    since another state of the files, what changed (a title, a line), and the orders that it knew."""

    names: bool = False
    file: str | None = None
    seat: str | None = None
    order: str | None = None
    year: int | None = None
    changes: tuple[tuple[str, str], ...] = ()
    orders: tuple[Arrete, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A commission on the day of the paper, and what the paper is about."""

    kind: Kind
    case: Case
    choice: Choice
    session: Seance | None = None

    @property
    def day(self) -> Day:
        """The day whose law the paper is under: that of its session, the last of its year, else its own."""
        if self.session:
            return self.session.date
        year = self.choice.year
        return min(self.case.as_of, Day(year, 12, 31)) if year else self.case.as_of

    @property
    def then(self) -> Case:
        """The commission on that day."""
        return replace(self.case, as_of=self.day)

    @property
    def sitting(self) -> Seance:
        """The session of a paper that has one."""
        if self.session is None:
            message = f"Le papier « {self.kind.id} » parle d’une séance."
            raise ValueError(message)
        return self.session

    def who(self, holder: Titulaire) -> str:
        """Say who holds a seat: the title, the body, and the name where names are wanted."""
        body = holder.organisme or (holder.collectivite.nom if holder.collectivite else None)
        association = next(
            (a.nom for a in self.case.commission.associations_agreees or () if a.id == holder.association), None
        )
        return self.called(holder.titre, body or association, holder.nom)

    def called(self, title: str, body: str | None, name: str | None) -> str:
        """Write a person as a title and a body; the name only where names are wanted."""
        # Un titre que l’édition interne cache contenait la donnée d’une personne.
        said = blank("titre, sans donnée sur une personne") if title == HIDDEN else title
        if undesignated(title):
            said = blank("qui est désigné")
        parts = [name if self.choice.names else None, said, body if body and body not in said else None]
        return ", ".join(part for part in parts if part and part != HIDDEN)


def tells_person(text: str) -> bool:
    """Tell whether what was asked for has the form of data about a person, which no message then repeats."""
    return bool(hits_in(text, _REFERENCE) or hits_in_name(text))


def undesignated(title: str) -> bool:
    """Tell whether a title says that somebody is yet to be designated, as `kit renouveler` writes it."""
    return slug(title).startswith(slug(NOBODY))


def common(subject: Subject) -> dict[str, Row]:
    """Give the groups of fields that every paper has."""
    territory, commission, day = subject.case.territory, subject.case.commission, subject.day
    office = commission.secretariat or _UNSAID
    signing = subject.then.composition.presidency(territory.regime).signatories
    return {
        "departement": {
            "nom": territory.name,
            "code": territory.code,
            "de": territory.of,
            "prefecture": territory.prefecture,
            "region": territory.region,
        },
        "acte": {
            "titre": subject.kind.title,
            "jour": date(subject.case.as_of),
            "lieu": territory.prefecture,
            "arrete": "Arrêtent" if len(signing) > 1 else "Arrête",
        },
        "secretariat": {
            "service": office.service or blank("service qui tient le secrétariat"),
            "courriel": office.courriel or blank("courriel du secrétariat"),
            "telephone": office.telephone or blank("téléphone du secrétariat"),
            "adresse": office.adresse or blank("adresse du secrétariat"),
        },
        "droit": catalogue.law(day),
        "dit": catalogue.told(day),
    }


def common_lists(subject: Subject) -> dict[str, Rows]:
    """Give the lists that every paper has."""
    day = subject.day
    said = []
    if subject.case.commission.exemple:
        said.append(f"Données d’exemple{NBSP}: ce papier ne décrit aucune commission réelle.")
    if subject.choice.names:
        said.append(f"Édition interne, avec des noms{NBSP}: ne pas publier.")
    return {
        "textes": catalogue.applied(subject.kind.texts, day),
        "mentions": listed("texte", *({"texte": each} for each in said)),
        "presidents": _authorities(
            subject.then, subject.then.composition.presidency(subject.case.territory.regime).authorities
        ),
        "signataires": _authorities(
            subject.then, subject.then.composition.presidency(subject.case.territory.regime).signatories
        ),
    }


def _authorities(case: Case, authorities: Iterable[str]) -> Rows:
    """Give the titles of the authorities that the text of the day names, as the files write them."""
    return listed("titre", *({"titre": _title(case, each)} for each in authorities))


def _title(case: Case, authority: str) -> str:
    undecided = case.period.undecided
    if undecided and case.territory.regime in undecided.undecided:
        why = undecided.changes.rstrip(".")
        said = doubt(f"qui préside et signe : {why[:1].lower()}{why[1:]}")
    elif since := vacant_since(authority, case.territory.regime, case.as_of):
        said = doubt(f"poste rapporté vacant depuis le {date(since)}")
    else:
        said = ""
    running = snapshot.presidency(case.commission, case.as_of)
    title = next((p.titre for p in running if p.autorite == authority and p.titre and p.titre != HIDDEN), None)
    return f"{title or capital(called(authority)) + ' ' + blank('titre exact')} {said}".strip()


def of_session(subject: Subject) -> Row:
    """Give what the files say of a session."""
    session = subject.sitting
    sent = session.convocation.date if session.convocation else None
    return {
        "date": long_date(session.date),
        "jour": date(session.date),
        "heure": hour(session.heure) if session.heure else blank("heure"),
        "lieu": session.lieu or blank("lieu"),
        "formation": words("libelles")["formations"][session.formation]
        if session.formation
        else blank("objet de la séance"),
        "depot": date(session.limite_de_depot)
        if session.limite_de_depot
        else blank("dernier jour pour déposer une demande"),
        "convocation": date(sent) if sent else blank("jour d’envoi de la convocation"),
        "proces_verbal": date(session.pv.date) if session.pv and session.pv.date else blank("date du procès-verbal"),
    }


def seated(subject: Subject) -> list[tuple[Seat, Titulaire | None]]:
    """Give the seats that compose the commission for a session, in the order of the text, each with each of its
    holders, or with nobody."""
    case, session = subject.then, subject.sitting
    out = assembly(subject.case, session).kept_out(session)
    found: list[tuple[Seat, Titulaire | None]] = []
    for seat in sorted(case.composition.seats, key=lambda each: each.rank):
        if not seat.individual_files and out:
            continue
        holders = [holder for holder in case.holders(seat.id) if holder.id not in out]
        found += [(seat, holder) for holder in holders] or [(seat, None)]
    return found


def empty(case: Case, seat: Seat) -> str:
    """Say that a seat has no holder: declared so, or not said by the files."""
    for vacancy in case.commission.vacances:
        if vacancy.siege == seat.id and vacancy.depuis <= case.as_of <= vacancy.jusqu_au:
            return f"Siège déclaré vacant depuis le {date(vacancy.depuis)}"
    return blank("titulaire de ce siège")


def topics(session: Seance) -> Rows:
    """Give the agenda of a session, its files aside."""
    said = session.ordre_du_jour or ((blank("points de l’ordre du jour"),) if not session.dossiers else ())
    return listed("texte", *({"texte": each} for each in said))


def guests(subject: Subject) -> Rows:
    """Give who is heard without a vote: those of the session, else of the commission."""
    session = subject.sitting
    said = session.invites if session.invites is not None else subject.case.commission.invites or ()
    return listed("titre", *({"titre": each} for each in said))


def term(holder: Titulaire) -> str:
    """Say from when to when somebody is named, after a comma."""
    held = holder.mandat
    first = date(held.debut) if held and held.debut else blank("premier jour du mandat")
    last = date(held.fin) if held and held.fin else blank("dernier jour du mandat")
    return f", du {first} au {last}"


def authority_of(subject: Subject, seat: Seat, holder: Titulaire | None) -> str:
    """Name the authority that designates to a seat, as its holder says or as the text does."""
    given = holder.designation if holder else None
    by = (given.par if given else None) or seat.designated_by or ("organe_deliberant" if seat.with_epci else None)
    here, body = subject.case.territory, None
    if by == "chefs_de_cour":
        court = (given.cour_appel if given else None) or here.court.value
        sure = (
            ""
            if here.court.certain or (given and given.cour_appel)
            else " " + doubt(f"indication {CERTAINTY_FR[here.court.certainty]}")
        )
        body = f"{court}{sure}"
    elif by in ("conseil_departemental_ordre", "conseil_regional_ordre"):
        body = here.name if by == "conseil_departemental_ordre" else here.region
    elif by == "organe_deliberant":
        body = (holder.collectivite.nom if holder and holder.collectivite else None) or blank(
            "collectivité ou groupement"
        )
    elif by == "autre" and given and given.qui:
        return given.qui
    elif holder and holder.organisme:
        return holder.organisme
    said = word("designations", by) or blank("autorité qui désigne")
    return f"{said} ({body})" if body else said
