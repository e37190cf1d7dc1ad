"""What calls the members to a session: the convocation and the agenda (CRPA R. 133-5 and R. 133-8)."""

from collections.abc import Iterator

from kit.actes import catalogue
from kit.actes.catalogue import word
from kit.actes.paper import Remark, Row, Rows, blank, listed
from kit.actes.papers import withdrawing
from kit.actes.subject import Subject, empty, guests, of_session, seated, topics, undesignated
from kit.french import NBSP, count, date
from kit.judging.proposed import called_by
from kit.model.sessions import DossierExamine


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
        "precisions": listed("texte", *urgent, *again),
    }
    return fields, lists


def agenda(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give the agenda of a session: its points, its files by their references, who withdraws from which."""
    lists = {"points": topics(subject.sitting), "dossiers": files(subject), "invites": guests(subject)}
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
