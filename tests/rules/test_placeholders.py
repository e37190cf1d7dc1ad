"""What a file says « à venir » is no answer: a reference, a reason, a service, internal rules."""

import pytest

from kit.french import spaced
from tests.conftest import Copy, judge
from tests.rules.cases import ERROR, FAIL, OPEN, ORDER, REVIEW, edit, found

APPROVAL = 'reference: "DDETSPP-2024-046"'
GUESTS = "invites:\n"
DEROGATION = "derogations: [{regle: epci-absent, motif: %s, autorite: %s, jusqu_au: 2027-03-01}]\n\ninvites:\n"
VACANCY = "vacances: [{siege: medecin, depuis: 2026-11-01, motif: %s, jusqu_au: 2027-03-01}]\n\ninvites:\n"


@pytest.mark.parametrize("text", ["À venir", "en cours de signature", "NC", "à préciser"])
def test_the_reference_of_an_approval_to_come_is_not_written(copy: Copy, text: str) -> None:
    folder = copy("88")
    edit(folder, "commission", (APPROVAL, f'reference: "{text}"'))
    (finding,) = found(folder, "agrement-incomplet")
    assert (finding.outcome, finding.line, finding.column) == (OPEN, 40, 27)
    assert finding.message == spaced(
        "La référence ou les deux dates de l’agrément ne sont pas écrites pour « Association exemple Ballon des Vosges "
        "solidaire »."
    )


def test_a_tacit_approval_has_a_reference(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", (APPROVAL, "reference: tacite"))
    assert found(folder, "agrement-incomplet") == []


def test_an_order_without_a_reference_yet_fixes_no_list(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("DDETSPP-2026-009", "à venir"))
    (finding,) = found(folder, "liste-non-arretee")
    assert (finding.outcome, finding.line, finding.column, finding.blocks) == (OPEN, 20, 17, True)
    assert finding.message == spaced(
        "L’arrêté qui fixe la liste de la commission des Vosges au 23 novembre 2026 n’a pas encore de référence : "
        "« à venir » ne permet pas de le retrouver."
    )


def test_a_term_that_cites_an_order_to_come_cites_none(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", (ORDER, "À venir"))
    edit(folder, "membres", (ORDER, "À venir"))
    (finding,) = found(folder, "mandat-sans-arrete")
    assert finding.outcome is OPEN
    assert finding.message.startswith(spaced("Le fichier ne dit pas quel arrêté nomme « Substitut du procureur"))


@pytest.mark.parametrize(
    ("reason", "authority", "keys", "column"),
    [("À venir", "Préfète", "« motif »", 43), ("Élection", "à préciser", "« autorite »", 63)],
)
def test_a_derogation_that_says_nothing_does_not_count(
    copy: Copy, reason: str, authority: str, keys: str, column: int
) -> None:
    folder = copy("88")
    edit(folder, "commission", (GUESTS, DEROGATION % (reason, authority)))
    (finding,) = found(folder, "exception-sans-raison")
    assert (finding.outcome, finding.severity, finding.line, finding.column) == (FAIL, ERROR, 45, column)
    said = reason if reason == "À venir" else authority
    assert finding.message == spaced(
        f"La dérogation à « epci-absent » ne compte pas, car elle ne dit encore rien : « {said} »."
    )
    assert finding.remedy == spaced(
        f"Écrivez sous {keys} ce qui a été décidé, et par qui, ou retirez cette dérogation en attendant."
    )
    (doubted,) = found(folder, "epci-absent")
    assert doubted.derogation is None


def test_a_vacancy_that_says_nothing_excuses_no_empty_seat(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "membres", ("id: medecin-2\n", "id: medecin-2\n    # parti\n"), ("fin: 2027-05-13, arrete: ", "fin: "
         "2026-10-31, arrete: "))  # fmt: skip
    edit(folder, "commission", (GUESTS, VACANCY % "à venir"))
    empty = [f for f in found(folder, "siege-sans-titulaire") if "8°" in f.message]
    assert [(f.outcome, f.severity, f.derogation) for f in empty] == [(FAIL, ERROR, None)]
    (finding,) = found(folder, "exception-sans-raison")
    assert finding.message == spaced(
        "La vacance du siège « médecin » ne compte pas, car elle ne dit encore rien : « à venir »."
    )


@pytest.mark.parametrize(
    ("branch", "old", "new", "told"),
    [
        ("commission", "service: \"Délégation départementale aux droits des femmes et à l’égalité des Vosges\"",
         "service: \"À venir\"", "« À venir » (service)"),
        ("membres", "organisme: \"Association exemple La Clairière\"", "organisme: \"En cours\"",
         "« En cours » (organisme)"),
        ("commission", GUESTS, "reglement_interieur: [{reference: \"À rédiger\", quorum: {base: tous}}]\n\ninvites:\n",
         "« À rédiger » (reference)"),
    ],
)  # fmt: skip
def test_a_text_to_come_elsewhere_is_named_once(copy: Copy, branch: str, old: str, new: str, told: str) -> None:
    folder = copy("88")
    edit(folder, branch, (old, new))
    (finding,) = found(folder, "texte-a-venir")
    assert finding.outcome is REVIEW
    assert finding.message == spaced(f"Des textes ne disent encore rien : {told}.")


def test_the_examples_say_something(copy: Copy) -> None:
    assert found(copy("88"), "texte-a-venir") == found(copy("13"), "texte-a-venir") == []
    assert all(f.rule != "exception-sans-raison" for f in judge(copy("69").parent.parent).findings)
