"""What calls the members to a session: the convocation and the agenda (CRPA R. 133-5 and R. 133-8)."""

from collections.abc import Iterator
from dataclasses import replace

from kit.actes import catalogue
from kit.actes.catalogue import word
from kit.actes.paper import Remark, Row, Rows, blank, listed
from kit.actes.papers import withdrawing
from kit.actes.subject import Subject, empty, guests, heard, of_session, seated, topics, undesignated
from kit.french import NBSP, count, date, spaced
from kit.judging.proposed import called_by, first_session
from kit.model.sessions import Convocation, DossierExamine
from kit.rules.tenue import late

# La règle dont les phrases parlent d’une convocation déjà partie.
LATE = "convocation-tardive"


def convocation(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give what a convocation says: when, where, on what, to whom, and until when it may arrive."""
    session, law = subject.sitting, subject.case.version_of("crpa-r133")
    delay = law.number("convocation_jours")
    called = session.convocation
    last, received = called_by(subject.case, session.date)
    # Un jour passé ne se conseille pas.
    by = f", le {date(last)} au plus tard" if last >= subject.case.as_of else ""
    sent = date(called.date) if called and called.date else blank(f"jour de l’envoi{by}")
    fields: dict[str, Row] = {
        "seance": of_session(subject),
        "convocation": {"date": sent, "delai": count(delay, "jour"), "limite": date(received)},
    }
    people = [(seat, holder) for seat, holder in seated(subject) if holder and not undesignated(holder.titre)]
    rows = (
        {"titre": subject.who(holder), "siege": seat.short, "rang": seat.ordinal, "id": holder.id}
        for seat, holder in people
    )
    vacant = (
        {
            "rang": seat.ordinal,
            "siege": seat.title,
            "etat": subject.who(holder) if holder else empty(subject.then, seat),
        }
        for seat, holder in seated(subject)
        if holder is None or undesignated(holder.titre)
    )
    urgent = [{"texte": "Cette convocation est faite en urgence."}] if called and called.urgence else []
    again = (
        [{"texte": "Seconde convocation, sur le même ordre du jour : la commission délibère sans condition de quorum."}]
        if called and called.seconde
        else []
    )
    lists = {
        "destinataires": listed("titre siege rang id", *rows),
        "destinataire": listed("titre siege rang id"),
        "sieges_vides": listed("rang siege etat", *vacant),
        "points": topics(session),
        "dossiers": files(subject),
        "invites": guests(subject),
        "entendus": heard(guests(subject)),
        "precisions": listed("texte", *urgent, *again),
    }
    return fields, lists


def agenda(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give the agenda of a session: its points, its files by their references, who withdraws from which."""
    lists = {
        "points": topics(subject.sitting),
        "dossiers": files(subject),
        "invites": guests(subject),
        "entendus": heard(guests(subject)),
    }
    return {"seance": of_session(subject)}, lists


def files(subject: Subject) -> Rows:
    """Give the files of a session: an opaque reference, never a person."""
    return listed(
        "reference nature association retraits", *(_file(subject, each) for each in subject.sitting.dossiers or ())
    )


def _file(subject: Subject, file: DossierExamine) -> Row:
    out = withdrawing.from_file(subject, file)
    return {
        "reference": file.reference,
        "nature": word("natures", file.nature) or blank("nature de la demande"),
        "association": withdrawing.instructed_by(subject, file),
        "retraits": " ; ".join(out) or "Aucun membre ne représente cette association.",
    }


def too_late(subject: Subject) -> Iterator[Remark]:
    """Say that the session of a convocation is past."""
    if subject.sitting.date < subject.case.as_of:
        yield Remark(
            irregular=True,
            message=f"La séance du {date(subject.sitting.date)} est passée{NBSP}: elle ne se convoque plus.",
            remedy="Donnez une séance à venir avec « --seance ».",
            text=catalogue.law(subject.day)["convocation"],
        )


def sent_today(subject: Subject) -> tuple[str, str] | None:
    """Give the message and the remedy of a convocation that, sent on the day of the paper, the members would not, or
    might not, receive in time; None when they would."""
    case, session = subject.case, subject.sitting
    delay = case.version_of("crpa-r133").number("convocation_jours")
    called = session.convocation or Convocation(pointer=session.pointer)
    found = late(session, replace(called, date=case.as_of), delay)
    if found is None:
        return None
    left, in_time, received = (session.date - case.as_of).days, count(delay, "jour"), called_by(case, session.date)[1]
    ahead = f"{count(left, 'jour')} avant la séance" if left else "le jour même de la séance"
    message = f"Envoyée le {date(case.as_of)}, jour de ce papier, la convocation partirait {ahead} : "
    other = f"Prévoyez la séance un autre jour, par exemple « date: {first_session(case)} »"
    urgent = "urgence: true" if session.convocation else "convocation: {urgence: true}"
    where = "sous « convocation »" if session.convocation else "à cette séance"
    hurry = f"si l’urgence le justifie, écrivez « {urgent} » {where} dans sessions.yaml"
    match found[0]:
        case "envoyee":
            message += f"les membres doivent l’avoir reçue {in_time} au moins avant."
            by_hand = f"Faites-la remettre à chacun le {date(received)} au plus tard, par un moyen qui date la remise"
            remedy = f"{by_hand} ; sinon, {hurry}."
        case "seconde":
            message += f"le texte ne dit pas si le délai de {in_time} vaut aussi pour une seconde convocation."
            remedy = f"{other}, qui laisse ce délai ; {hurry}."
        case _:
            message += f"le délai de {in_time} au moins ne serait pas tenu."
            remedy = f"{other} ; {hurry}."
    return spaced(message), spaced(remedy)
