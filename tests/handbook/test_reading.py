"""What is recalled of a department for a build is what its files say, and holds nothing that a report hides."""

import pytest

from kit import check
from kit.crew import Crew
from kit.folder import find
from kit.handbook import history
from kit.handbook.reading import Reading, readings
from kit.handbook.signs import signs
from kit.memory import Memory, open_in
from tests.conftest import TODAY, Copy
from tests.rules.test_personnes import FAULTY

_EDITS = {
    "membres.yaml": ("\npjj:", "\npjjj:"),
    "sessions.yaml": ("formation:", "formation: inconnue #"),
    "commission.yaml": ("departement:", "departement: 2A #"),
}


@pytest.fixture
def crew(copy: Copy) -> Crew:
    memory = open_in(copy("48").parent.parent / "memoire")
    assert memory
    return Crew(as_of=TODAY, memory=memory)


def _memory(crew: Crew) -> Memory:
    assert crew.memory
    return crew.memory


@pytest.mark.parametrize("name", sorted(_EDITS))
def test_what_is_recalled_is_what_the_files_say(crew: Crew, name: str) -> None:
    root = _memory(crew).folder.parent
    path = next(root.glob(f"departments/*/{name}"))
    for _ in range(2):
        [folder] = find(root, ())
        checked, case, _ = check.checked(folder, TODAY)
        first, again = (readings([folder], crew)[0] for _ in range(2))
        assert case
        assert again.case
        assert signs(again.case.commission) == signs(case.commission)
        assert first == again == Reading(checked=checked, case=case, past=history.past(case), mark=crew.key(folder))
        path.write_text(path.read_text("utf-8").replace(*_EDITS[name]), "utf-8")


def test_nothing_is_kept_of_a_department_that_has_something_to_hide(crew: Crew) -> None:
    [folder] = find(FAULTY, ())
    first, again = (readings([folder], crew)[0] for _ in range(2))
    assert first == again
    assert first.mark is None
    assert not list(_memory(crew).folder.iterdir())


def test_what_was_written_by_another_is_read_again(crew: Crew) -> None:
    [folder] = find(_memory(crew).folder.parent, ())
    first = readings([folder], crew)
    for entry in _memory(crew).folder.iterdir():
        entry.write_text(entry.read_text("utf-8").replace("Loz", "Loi"), "utf-8")
    assert readings([folder], crew) == first
