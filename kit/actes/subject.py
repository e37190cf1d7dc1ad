"""What papers speak of: a commission on the day of the paper, one of its sessions, and how its people are called."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kit.actes import catalogue
from kit.actes.catalogue import Kind, word
from kit.actes.paper import Row, Rows, blank, doubt, listed
from kit.actes.titles import in_sentence
from kit.french import NBSP, capital, date, hour, listing, long_date
from kit.handbook.vocabulary import words
from kit.judging.assembly import assembly
from kit.judging.case import Case
from kit.judging.specimens import NOBODY
from kit.law.composition import snapshot
from kit.law.posts import vacant_since
from kit.law.territories import slug
from kit.law.texts import CERTAINTY_FR, Seat, called
from kit.model.commission import Arrete, Presidence, Titulaire
from kit.model.procedures import Service
from kit.model.sessions import Seance
from kit.privacy.private import HIDDEN
from kit.privacy.shapes import hits_in, hits_in_name

Day = datetime.date
_REFERENCE = ("sessions", 0, "dossiers", 0, "reference")
_UNSAID = Service(pointer=(), service="")
_PREFECT = "prefet"
# Un blanc n’en contient pas un autre.
_FLAT = str.maketrans("[]", "()")


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
    presidency = subject.then.composition.presidency(territory.regime)
    several, signing = len(presidency.authorities) > 1, presidency.signatories
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
            "auteurs": _together(in_sentence(_title(subject.then, each)) for each in signing),
            "delegation": blank(_to_visa(subject.then, signing)),
            "honneur": "Nous avons l’honneur" if several else "J’ai l’honneur",
            "prie": "Nous vous prions" if several else "Je vous prie",
            "me": "nous" if several else "me",
            "ma": "notre" if several else "ma",
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
    presidency = subject.then.composition.presidency(subject.case.territory.regime)
    return {
        "textes": catalogue.citable(subject.kind.visas, day),
        "mentions": listed("texte", *({"texte": each} for each in said)),
        "presidents": _authorities(subject.then, presidency.authorities, _presiding),
        "signataires": _authorities(subject.then, presidency.signatories, _title),
    }


def _authorities(case: Case, authorities: Iterable[str], titled: Callable[[Case, str], str]) -> Rows:
    """Give the titles of the authorities that the text of the day names, as the files write them, and how each signs:
    whoever stands in for one does so for it."""
    rows = ({"titre": titled(case, each), "signature": _signature(case, each)} for each in authorities)
    return listed("titre signature", *rows)


def _presiding(case: Case, authority: str) -> str:
    """Give the title of who presides for an authority: itself, or whoever does so by delegation."""
    acting = acting_for(case, authority)
    return _shown_title(acting.titre) if acting else _title(case, authority)


def _signature(case: Case, authority: str) -> str:
    acting = acting_for(case, authority)
    if acting is None:
        return _title(case, authority)
    signs = _to_sign(acting.delegation)
    sure = "" if signs else " " + doubt("sa délégation de signature")
    return f"Pour {called(authority)} et par délégation, {in_sentence(_shown_title(acting.titre))}{sure}"


def _shown_title(title: str | None) -> str:
    return title if title and title != HIDDEN else blank("titre exact")


def _together(authors: Iterable[str]) -> str:
    """Name who decides, at the head of an order; a title that has a comma asks for another before « et »."""
    told = list(authors)
    return capital(f"{told[0]}, et {told[1]}" if len(told) == 2 and "," in told[0] else listing(told))


def acting_for(case: Case, authority: str) -> Presidence | None:
    """Give who presides in the name of an authority; None when it does so itself, or when nobody is written."""
    running = [each for each in snapshot.presidency(case.commission, case.as_of) if each.autorite == authority]
    return running[0] if running and all(_stands_in(case, each) for each in running) else None


def _stands_in(case: Case, chair: Presidence) -> bool:
    """Tell whether who presides is not the authority itself: the prefect is, whatever is said of representatives."""
    own = tuple(f"{each}-{slug(case.territory.of)}" for each in ("prefet", "prefete"))
    return bool(chair.representant) and not slug(chair.titre or "").startswith(own)


def _to_sign(delegation: str | None) -> bool:
    """Tell whether a delegation says that it is one to sign: one to preside is not."""
    return "signature" in slug(delegation or "")


def delegations(case: Case, authorities: Iterable[str]) -> Iterator[str]:
    """Give the delegations to sign of those who stand in for some authorities, as an order visas them."""
    for acting in filter(None, (acting_for(case, each) for each in authorities)):
        if acting.delegation and acting.delegation != HIDDEN and _to_sign(acting.delegation):
            yield in_sentence(acting.delegation)


def _to_visa(case: Case, authorities: Iterable[str]) -> str:
    """Say what an order may still have to visa: the delegation to sign, that of whoever presides being named."""
    acting = [found for each in authorities if (found := acting_for(case, each))]
    known = [each.delegation for each in acting if each.delegation and each.delegation != HIDDEN]
    if any(map(_to_sign, known)):
        return "autres textes, s’il y en a"
    if not acting:
        return "autres textes, dont l’arrêté de délégation de signature s’il y en a un"
    to_preside = listing(f"« {each} »" for each in known).translate(_FLAT)
    named = f" ; pour présider, celle qui est connue est {to_preside}" if known else ""
    return f"autres textes, dont la délégation de signature{named}"


def principal(case: Case, authority: str) -> str:
    """Name an authority in a sentence, by the title of who holds it on a day, else by its office."""
    title = _own_title(case, authority)
    return in_sentence(title) if title else called(authority)


def _own_title(case: Case, authority: str) -> str | None:
    """Give the title written of an authority itself, on a day."""
    own = (
        each.titre
        for each in snapshot.presidency(case.commission, case.as_of)
        if each.autorite == authority and not _stands_in(case, each)
    )
    return next((title for title in own if title and title != HIDDEN), None)


def _title(case: Case, authority: str) -> str:
    undecided = case.period.undecided
    if undecided and case.territory.regime in undecided.undecided:
        why = undecided.changes.rstrip(".")
        said = doubt(f"qui préside et signe : {why[:1].lower()}{why[1:]}")
    elif since := vacant_since(authority, case.territory.regime, case.as_of):
        said = doubt(f"poste rapporté vacant depuis le {date(since)}")
    else:
        said = ""
    title = _own_title(case, authority)
    if title is None and acting_for(case, authority):
        title = capital(called(authority).removeprefix("le "))
        title += f" {case.territory.of}" if authority == _PREFECT else ""
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


def heard(people: Rows) -> Rows:
    """Give who is heard without a vote as one line, in a list that has one row at most."""
    told = [row["titre"] for row in people.rows]
    who = "Personnes entendues" if len(told) > 1 else "Personne entendue"
    return listed("qui titres", *([{"qui": f"{who} sans voter", "titres": " ; ".join(told)}] if told else []))


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
