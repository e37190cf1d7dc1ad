"""Changes at the places of a file, each written as its neighbours are."""

import pytest

from kit.findings.remedy import Change, Gesture
from kit.yaml.rewrite import changed, rewritten
from kit.yaml.source import read_bytes
from kit.yaml.spot import applied

PUT, ADD, DROP, RENAME = Gesture.PUT, Gesture.ADD, Gesture.DROP, Gesture.RENAME
MEMBERS = """magistrat:
  - id: magistrat-1
    titre: "Juge"   # honoraire
    mandat: {debut: 2024-05-14}
medecin:
  - {id: medecin-1, titre: "Médecin"}
"""


@pytest.mark.parametrize(
    ("change", "line", "shown"),
    [
        (Change(PUT, ("magistrat", 0, "titre"), "Juge"), "    titre: Juge   # honoraire", "titre: Juge"),
        (
            Change(PUT, ("magistrat", 0, "mandat", "fin"), "2027-05-13"),
            "    mandat: {debut: 2024-05-14, fin: 2027-05-13}",
            "fin: 2027-05-13",
        ),
        (Change(PUT, ("magistrat", 0, "qualite"), "honoraire"), "    qualite: honoraire", "qualite: honoraire"),
        (
            Change(PUT, ("magistrat", 0, "designation", "cour_appel"), "Aix-en-Provence"),
            "    designation: {cour_appel: Aix-en-Provence}",
            "designation: {cour_appel: Aix-en-Provence}",
        ),
        (
            Change(PUT, ("medecin", 0, "mandat"), {"arrete": "A, 1"}),
            '  - {id: medecin-1, titre: "Médecin", mandat: {arrete: "A, 1"}}',
            'mandat: {arrete: "A, 1"}',
        ),
        (
            Change(ADD, ("medecin",), {"id": "medecin-2", "titre": "Médecin"}),
            "  - {id: medecin-2, titre: Médecin}",
            "- {id: medecin-2, titre: Médecin}",
        ),
        (
            Change(ADD, ("magistrat",), {"id": "magistrat-2", "titre": "Juge"}),
            "  - id: magistrat-2\n    titre: Juge",
            "- {id: magistrat-2, titre: Juge}",
        ),
        (
            Change(ADD, ("pjj",), {"id": "pjj-1", "titre": "Directrice"}),
            "pjj:\n  - {id: pjj-1, titre: Directrice}",
            "pjj: » puis « - {id: pjj-1, titre: Directrice}",
        ),
        (Change(RENAME, ("medecin",), "pjj"), "pjj:\n  - {id: medecin-1", "pjj:"),
    ],
)
def test_a_change_is_written_as_its_neighbours(change: Change, line: str, shown: str) -> None:
    source = read_bytes(MEMBERS.encode(), "membres.yaml", "membres")
    made = rewritten(source, Change(change.gesture, ("membres", *change.pointer), change.value))
    after = applied(source.text, made.edits)
    assert line in after
    assert made.text == shown
    assert read_bytes(after.encode(), "membres.yaml", "membres").readable


@pytest.mark.parametrize(
    ("pointer", "gone"),
    [
        (("magistrat", 0, "id"), ("id: magistrat-1\n    ",)),
        (("magistrat", 0, "titre"), ('    titre: "Juge"   # honoraire\n',)),
        (("magistrat", 0, "mandat", "debut"), ("debut: 2024-05-14",)),
        (("medecin", 0, "id"), ("id: medecin-1, ",)),
        (("medecin", 0, "titre"), (', titre: "Médecin"',)),
        (("medecin",), ("medecin:\n", '  - {id: medecin-1, titre: "Médecin"}\n')),
        (("medecin", 0), ("medecin:\n", '  - {id: medecin-1, titre: "Médecin"}\n')),
    ],
)
def test_what_is_taken_away_leaves_the_rest(pointer: tuple[str | int, ...], gone: tuple[str, ...]) -> None:
    source = read_bytes(MEMBERS.encode(), "membres.yaml", "membres")
    expected = MEMBERS
    for text in gone:
        expected = expected.replace(text, "", 1)
    assert applied(MEMBERS, rewritten(source, Change(DROP, ("membres", *pointer))).edits) == expected


def test_a_place_that_nothing_leads_to_is_left() -> None:
    source = read_bytes(MEMBERS.encode(), "membres.yaml", "membres")
    assert rewritten(source, Change(DROP, ("membres", "pjj"))).edits == ()
    assert rewritten(source, Change(PUT, ("membres", "magistrat", "titre"), "Juge")).edits == ()


@pytest.mark.parametrize(
    ("text", "after"), [("[]\n", "- date: 2026-03-12\n"), ("[] # rien\n", "- date: 2026-03-12 # rien\n")]
)
def test_the_first_session_takes_the_place_of_an_empty_list(text: str, after: str) -> None:
    source = read_bytes(text.encode(), "sessions.yaml", "sessions")
    made = rewritten(source, Change(ADD, ("sessions",), {"date": "2026-03-12"}))
    assert applied(text, made.edits) == after


def test_an_element_is_added_below_one_whose_dash_stands_alone() -> None:
    source = read_bytes(b"medecin:\n  -\n    id: medecin-1\n    titre: a\n", "membres.yaml", "membres")
    made = rewritten(source, Change(ADD, ("membres", "medecin"), {"id": "medecin-2", "titre": "b"}))
    after = applied(source.text, made.edits)
    assert after == f"{source.text}  - id: medecin-2\n    titre: b\n"


@pytest.mark.parametrize("text", ["[]\n", "- {date: 2026-01-08, etat: tenue}\n"])
def test_several_elements_are_added_one_below_the_other(text: str) -> None:
    source = read_bytes(text.encode(), "sessions.yaml", "sessions")
    days = ("2026-06-15", "2026-06-16")
    asked = [Change(ADD, ("sessions",), {"date": day, "etat": "tenue"}) for day in days]
    _, made = changed({"sessions": source}, asked)
    after = read_bytes(applied(source.text, made.edits).encode(), "sessions.yaml", "sessions")
    assert [str(each["date"]) for each in after.data][-2:] == list(days)


def test_what_is_written_at_several_places_is_shown_once() -> None:
    source = read_bytes(MEMBERS.encode(), "membres.yaml", "membres")
    places = [("membres", seat, 0, "qualite") for seat in ("magistrat", "medecin")]
    _, made = changed({"membres": source}, [Change(PUT, place, "honoraire") for place in places])
    assert (made.text, len(made.edits)) == ("qualite: honoraire", 2)
