"""The slip that goes with the orders sent to the recueil des actes administratifs."""

from kit.actes.catalogue import word
from kit.actes.paper import Row, Rows, blank, listed
from kit.actes.subject import Subject, tells_person
from kit.errors import UsageError
from kit.french import capital, date, listing
from kit.law.texts import called
from kit.model.commission import Arrete


def slip(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give the orders to publish: the one asked for, else those whose publication is not written; raises UsageError
    when there is none."""
    lists = {"arretes": listed("reference date objet signataires publication", *map(_row, _wanted(subject)))}
    return {"bordereau": {"numero": blank("numéro du bordereau")}}, lists


def _wanted(subject: Subject) -> list[Arrete]:
    case, asked = subject.case, subject.choice.order
    known = [each for each in case.commission.arretes or () if each.date is None or each.date <= case.as_of]
    if asked is None:
        found = [each for each in known if each.publication is None]
        message = (
            "Chaque arrêté de commission.yaml dit sa publication : donnez la référence de celui que vous envoyez avec "
            "« --arrete »."
        )
    else:
        found = [each for each in known if each.reference == asked]
        last = listing((f"« {each.reference} »" for each in known[-3:] if each.reference), "ou")
        instead = last or "une autre référence"
        which = "L’arrêté donné par « --arrete »" if tells_person(asked) else f"L’arrêté « {asked} »"
        message = f"{which} n’est pas dans commission.yaml : écrivez-l’y, ou donnez {instead}."
    if not found:
        raise UsageError(message)
    return found


def _row(order: Arrete) -> Row:
    return {
        "reference": order.reference or blank("référence"),
        "date": date(order.date) if order.date else blank("date"),
        "objet": capital(listing(word("objets", each) or each for each in order.objet)) or blank("objet"),
        "signataires": capital(listing(map(called, order.signataires or ()))) or blank("signataires"),
        "publication": order.publication or blank("numéro et date du recueil"),
    }
