"""Who does not sit on a file: those written as withdrawn, and whoever represents the association that prepared it
(R. 121-12-7, last paragraph)."""

from kit.actes.paper import blank
from kit.actes.subject import Subject
from kit.judging.assembly import members
from kit.model.commission import Titulaire
from kit.model.sessions import DossierExamine
from kit.rules.instruction import representatives


def instructed_by(subject: Subject, file: DossierExamine) -> str:
    """Name the association that prepared a file."""
    known = subject.case.commission.associations_agreees or ()
    return next(
        (each.nom for each in known if each.id == file.association), blank("association qui a instruit la demande")
    )


def ids(subject: Subject, file: DossierExamine) -> list[str]:
    """Give the ids of those who do not sit on a file, of those who hold a seat on the day of its session."""
    known = members(subject.case)
    wanted = (*(file.retires or ()), *representatives(subject.case, known, file))
    return [each for each in dict.fromkeys(wanted) if holder(subject, each)]


def from_file(subject: Subject, file: DossierExamine) -> list[str]:
    """Say who does not sit on a file."""
    return [subject.who(found) for each in ids(subject, file) if (found := holder(subject, each))]


def holder(subject: Subject, member: str) -> Titulaire | None:
    """Give who has an id and holds a seat on the day of the session; None when nobody does."""
    written = members(subject.case).get(member, ())
    return next((each for each in written if each.sits_on(subject.sitting.date)), None)
