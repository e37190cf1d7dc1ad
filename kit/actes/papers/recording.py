"""What a session leaves: the attendance sheet and the minutes (CRPA R. 133-9, R. 133-10, R. 133-13)."""

from collections.abc import Iterator

from kit.actes.catalogue import word
from kit.actes.paper import Row, Rows, blank, doubt, listed
from kit.actes.papers import withdrawing
from kit.actes.papers.calling import files
from kit.actes.subject import (
    Subject,
    empty,
    guests,
    heard,
    of_session,
    principal,
    seated,
    topics,
    undesignated,
)
from kit.french import NBSP, NNBSP, capital, count, listing, share, spaced
from kit.judging.assembly import members
from kit.law.texts import Seat, called
from kit.model.commission import Titulaire
from kit.model.sessions import Decompte, DossierExamine, Seance
from kit.rules.quorum import Reading, readings

_NOBODY = "aucun membre"
_UNITS = {"par_membre": "membre", "par_siege": "siège"}


def attendance(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give the attendance sheet: a row for each holder of each seat of the day, the quorum to reach."""
    rows = [_sheet_row(subject, seat, holder) for seat, holder in seated(subject)]
    lists = {
        "sieges": listed("rang siege membre suppleant pouvoir retrait", *rows),
        "invites": guests(subject),
        "entendus": heard(guests(subject)),
        "quorum": listed("texte", *({"texte": each} for each in _to_reach(subject))),
        "dossiers": files(subject),
    }
    return {"seance": of_session(subject)}, lists


def _sheet_row(subject: Subject, seat: Seat, holder: Titulaire | None) -> Row:
    if holder is None:
        nothing = dict.fromkeys(("suppleant", "pouvoir", "retrait"), "")
        return {"rang": seat.ordinal, "siege": seat.short, "membre": empty(subject.then, seat), **nothing}
    deputy = holder.suppleant
    given = next((each.a for each in subject.sitting.pouvoirs if each.de == holder.id), None)
    kept = [file.reference for file in subject.sitting.dossiers or () if holder.id in withdrawing.ids(subject, file)]
    return {
        "rang": seat.ordinal,
        "siege": seat.short,
        "membre": subject.who(holder),
        "suppleant": subject.called(deputy.titre, deputy.organisme, deputy.nom) if deputy else "",
        "pouvoir": f"donné à {_name(subject, given)}" if given else "",
        "retrait": f"ne siège pas{NBSP}: {listing(kept)}" if kept else "",
    }


def _name(subject: Subject, member: str) -> str:
    """Say who has an id on the day of the session."""
    holder = withdrawing.holder(subject, member) or next(iter(members(subject.case).get(member, ())), None)
    return subject.who(holder) if holder else f"{member} {doubt('personne n’a cet identifiant dans membres.yaml')}"


def _to_reach(subject: Subject) -> Iterator[str]:
    """Say how many make the quorum, by each way to count that the texts leave open."""
    denominator = _denominator(subject)
    called_again = subject.sitting.convocation
    if called_again and called_again.seconde:
        yield "Seconde convocation : aucun quorum n’est exigé."
        return
    if not _countable(subject):
        yield doubt("la liste des membres n’est pas entière : le quorum ne se compte pas")
        return
    known = _ways(subject)
    for way in known:
        yield f"{capital(_wanted(way, denominator))} sur {_size(way)}."
    if len(known) > 1:
        yield doubt(
            "aucun texte ne dit laquelle de ces façons de compter est la bonne : le règlement intérieur peut choisir"
        )


def _countable(subject: Subject) -> bool:
    """Tell whether the files say who the members are."""
    return not subject.case.commission.partial and any(holder for _, holder in seated(subject))


def _ways(subject: Subject) -> list[Reading]:
    """Give the distinct ways to count the quorum of a session."""
    ways = [way for base in readings(subject.case, subject.sitting, strangers_count=False) for way in base]
    return list({(way.members, way.unit, way.chaired): way for way in ways}.values())


def _wanted(way: Reading, denominator: int) -> str:
    needed = -(-way.members // denominator)
    return f"{share(denominator)}{NBSP}: {count(needed, _UNITS[way.unit])}"


def _size(way: Reading) -> str:
    return f"{way.members}, {'la présidence comptée' if way.chaired else 'la présidence non comptée'}"


def minutes(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give the minutes of a session held (CRPA R. 133-13): who was there and in what quality, the matters, the sense of
    each deliberation, the proxies; the dissents are nowhere in the files."""
    session = subject.sitting
    present = (
        guests(subject)
        if session.invites is not None
        else listed("titre", {"titre": blank("personnes entendues, ou « aucune »")})
    )
    lists = {
        "presents": _attending(subject, session.presents, "Présent"),
        "noms": listed("texte", *({"texte": each} for each in _unnamed(subject))),
        "supplees": _replaced(subject, session),
        "excuses": _people(subject, session.excuses),
        "absents": _people(subject, _absent(subject)),
        "pouvoirs": listed("de a", *({"de": _name(subject, p.de), "a": _name(subject, p.a)} for p in session.pouvoirs)),
        "invites": present,
        "entendus": heard(present),
        "points": topics(session),
        "dossiers": listed(
            "reference nature association retraits avis vote motif decision",
            *(_opinion(subject, each) for each in session.dossiers or ()),
        ),
        "votes": listed("objet sens decompte", *(_vote(each.objet, each.sens, each) for each in session.votes or ())),
        "quorum": listed("texte", *({"texte": each} for each in _reached(subject))),
        "comptes": listed("texte", *({"texte": each} for each in _open_ways(subject))),
    }
    fields: dict[str, Row] = {
        "seance": of_session(subject),
        "presidence": {"titre": _chair(subject)},
        "deliberation": {"quorum": _conclusion(subject)},
    }
    return fields, lists


def _chair(subject: Subject) -> str:
    """Say who chaired the session: as it is written there, else whoever presides that day."""
    chair = subject.sitting.presidence
    if chair is None:
        return blank("qui a présidé la séance")
    title = chair.titre or capital(called(chair.autorite))
    acting = f", représentant {principal(subject.then, chair.autorite)}" if chair.representant else ""
    by = f" ({chair.delegation})" if chair.delegation else ""
    return f"{title}{acting}{by}"


def _attending(subject: Subject, ids: tuple[str, ...] | None, quality: str) -> Rows:
    if ids is None:
        return listed("titre qualite", {"titre": blank("membres présents"), "qualite": blank("qualité")})
    return listed(
        "titre qualite", *({"titre": _name(subject, each), "qualite": _seat(subject, each) or quality} for each in ids)
    )


def _unnamed(subject: Subject) -> Iterator[str]:
    """Say that the names of those who were there, deputies and proxies included, are to be given, unless each is
    written (CRPA R. 133-13)."""
    session = subject.sitting
    proxies = (each for proxy in session.pouvoirs for each in (proxy.de, proxy.a))
    holders = [withdrawing.holder(subject, each) for each in (*(session.presents or ()), *proxies)]
    replaced = [withdrawing.holder(subject, each) for each in session.supplees]
    deputies = [each.suppleant if each else None for each in replaced]
    there = [*holders, *deputies]
    if not (subject.choice.names and session.presents and all(each and each.nom for each in there)):
        yield blank("noms, ou feuille d’émargement jointe")


def _seat(subject: Subject, member: str) -> str:
    """Say at which seat of the day a member sits."""
    found = [f"{seat.ordinal}, {seat.short}" for seat, holder in seated(subject) if holder and holder.id == member]
    return " ; ".join(found)


def _replaced(subject: Subject, session: Seance) -> Rows:
    rows = []
    for each in session.supplees:
        holder = withdrawing.holder(subject, each)
        deputy = holder.suppleant if holder else None
        by = subject.called(deputy.titre, deputy.organisme, deputy.nom) if deputy else blank("titre du suppléant")
        rows.append({"titulaire": _name(subject, each), "suppleant": by})
    return listed("titulaire suppleant", *rows)


def _people(subject: Subject, ids: tuple[str, ...]) -> Rows:
    return listed("titre", *({"titre": _name(subject, each)} for each in ids))


def _absent(subject: Subject) -> tuple[str, ...]:
    """Give the members of the day who are written nowhere in the session; none when it does not say who was there."""
    session = subject.sitting
    if session.presents is None:
        return ()
    told = {*session.attending, *session.excuses, *(each.de for each in session.pouvoirs)}
    # Qui se retire de tous les dossiers n’est pas absent : il ne siège pas.
    apart = [set(withdrawing.ids(subject, file)) for file in session.dossiers or ()]
    told |= set.intersection(*apart) if apart else set()
    named = (holder for _, holder in seated(subject) if holder and not undesignated(holder.titre))
    return tuple(dict.fromkeys(holder.id for holder in named if holder.id not in told))


def _reached(subject: Subject) -> Iterator[str]:
    """Say how many were there, by each way to count that the texts leave open."""
    if _known(subject):
        for way in _ways(subject):
            here = f"{count(way.there, _UNITS[way.unit])} sur {_size(way)}"
            yield f"{here}{NNBSP}; {_wanted(way, _denominator(subject))}."


def _open_ways(subject: Subject) -> Iterator[str]:
    """Say why the minutes count several times, before the counts; nothing when there is one way to count."""
    ways = _ways(subject) if _known(subject) else []
    again = subject.sitting.convocation
    if len(ways) < 2 or (again and again.seconde):
        return
    reached = {way.enough(_denominator(subject)) for way in ways}
    if len(reached) > 1:
        told = "selon la façon de compter, le quorum est atteint ou non"
    else:
        told = f"par chaque façon de compter, le quorum {'est' if True in reached else 'n’est pas'} atteint"
    yield spaced(f"Le texte ne dit ni qui se compte, ni si la présidence compte ; {told} :")


def _known(subject: Subject) -> bool:
    return subject.sitting.presents is not None and _countable(subject)


def _denominator(subject: Subject) -> int:
    return subject.then.version_of("crpa-r133").number("quorum_denominateur")


def _conclusion(subject: Subject) -> str:
    """Say whether the quorum was reached: by every way to count, by none, or as one counts."""
    again = subject.sitting.convocation
    if again and again.seconde:
        return "seconde convocation, aucun quorum n’est exigé"
    if not _known(subject):
        return blank("quorum, et nombre des membres présents ou représentés")
    reached = {way.enough(_denominator(subject)) for way in _ways(subject)}
    if len(reached) > 1:
        return doubt("le quorum est atteint ou non selon la façon de compter")
    return "le quorum est atteint" if reached == {True} else "le quorum n’est pas atteint"


def _opinion(subject: Subject, file: DossierExamine) -> Row:
    decided = file.decision
    return {
        "reference": file.reference,
        "nature": word("natures", file.nature) or blank("nature de la demande"),
        "association": withdrawing.instructed_by(subject, file),
        "retraits": _withdrawn(subject, file),
        "avis": word("avis", file.avis) or blank("sens de l’avis"),
        "vote": _count(file.vote),
        "motif": file.motif or (blank("motif") if file.avis in ("defavorable", "ajourne") else ""),
        "decision": word("decisions", decided.sens) or "" if decided else "",
    }


def _withdrawn(subject: Subject, file: DossierExamine) -> str:
    """Say who did not sit on a file, as the session says it: once it is held, nothing else proves a withdrawal."""
    if file.retires is None:
        return blank("qui s’est retiré")
    return " ; ".join(_name(subject, each) for each in file.retires) or _NOBODY


def _vote(topic: str, sense: str | None, counted: Decompte) -> Row:
    return {"objet": topic, "sens": word("sens", sense) or blank("sens du vote"), "decompte": _count(counted)}


def _count(counted: Decompte | None) -> str:
    """Write the voices of a vote: numbers, never who gave them."""
    if counted is None:
        return "sans décompte"
    said = {"pour": counted.pour, "contre": counted.contre}
    told = [f"{sense}{NBSP}: {number}" for sense, number in said.items() if number is not None]
    if (number := counted.abstentions) is not None:
        told.append(f"{'abstentions' if number > 1 else 'abstention'}{NBSP}: {number}")
    return f"{NNBSP}; ".join(told) or "sans décompte"
