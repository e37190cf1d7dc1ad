"""Where a doubt that a file writes counts: on the group that it is in, and on all that this group holds."""

import pytest

from kit.findings.finding import Pointer
from kit.judging.doubt import doubted_at, doubts

TREE = {
    "membres": {"pjj": [{"a_verifier": "x", "mandat": {"a_verifier": "x", "debut": "2026-01-02"}, "titre": "x"}]},
    "procedures": {"aps": {"a_verifier": "x", "pieces": [{"piece": "domicile"}]}, "afis": {"service": "x"}},
    "sessions": [{"a_verifier": "x", "date": "x", "pv": {"a_verifier": "x", "date": "x"}}],
}


@pytest.mark.parametrize(
    ("pointer", "doubtful"),
    [
        (("procedures", "aps"), True),
        (("procedures", "aps", "pieces", 0, "piece"), True),
        (("procedures", "aps", "duree_mois"), True),
        (("procedures", "afis", "service"), False),
        (("procedures",), False),
        (("membres", "pjj", 0, "mandat", "debut"), True),
        # Les règles pèsent elles-mêmes le doute d’un titulaire ou d’une séance.
        (("membres", "pjj", 0, "titre"), False),
        (("sessions", 0, "date"), False),
        (("sessions", 0, "pv"), True),
        (("sessions", 7, "pv"), False),
        (("sessions", 0, "date", "rien"), False),
        (("commission", "arretes", 0), False),
    ],
)
def test_a_doubt_covers_its_group_and_what_it_holds(pointer: Pointer, doubtful: bool) -> None:
    assert doubted_at(TREE, pointer) is doubtful


def test_the_doubts_are_given_in_the_order_of_the_files() -> None:
    assert list(doubts(TREE)) == [("membres", "pjj", 0, "mandat"), ("procedures", "aps"), ("sessions", 0, "pv")]
