"""What `kit serve` follows: after each saved file, all is as if read anew; what did not change is the same."""

import shutil
from pathlib import Path

import pytest

from kit.cli import publishing
from kit.cli.following import Following, State
from kit.cli.publishing import Order
from kit.errors import UsageError
from kit.handbook.page import Page
from kit.judging import pool
from tests.conftest import HOUSE, TODAY

pytestmark = pytest.mark.proof

_FOLDERS = ("38-isere", "48-lozere", "88-vosges")


@pytest.fixture
def order(tmp_path: Path) -> Order:
    for name in _FOLDERS:
        shutil.copytree(HOUSE / "departments" / name, tmp_path / "departments" / name)
    return publishing.order(tmp_path, TODAY, None, None)


def _quietly(_: Page) -> None:
    """Show nothing."""


def _same(state: State, order: Order) -> dict[str, Page]:
    anew = Following().state(order, None, _quietly)
    assert (state.report, state.pages) == (anew.report, anew.pages)
    return {page.path: page for page in state.pages}


def test_a_saved_file_changes_its_page_and_leaves_the_others_as_they_were(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    # « kit serve » a plusieurs fils : tout s’y fait dans un seul processus.
    monkeypatch.setattr(pool, "mapped", lambda work, things: [work(thing) for thing in things])
    following = Following()
    before = _same(following.state(order, None, _quietly), order)
    membres = order.root / "departments" / "88-vosges" / "membres.yaml"
    membres.write_text(membres.read_text("utf-8").replace("Médecin généraliste", "Médecin du travail"), "utf-8")
    shown: list[Page] = []
    after = _same(following.state(order, {"88-vosges"}, shown.append), order)
    assert shown == [after["departements/88-vosges.md"]]
    changed = {path for path, page in after.items() if page != before[path]}
    assert "departements/88-vosges.md" in changed
    assert all(after[f"departements/{name}.md"] is before[f"departements/{name}.md"] for name in _FOLDERS[:2])


def test_a_folder_that_comes_or_goes_is_followed(order: Order) -> None:
    following = Following()
    following.state(order, None, _quietly)
    shutil.rmtree(order.root / "departments" / "48-lozere")
    after = _same(following.state(order, {"48-lozere"}, _quietly), order)
    assert "fiche non déposée" in after["departements/48-lozere.md"].text
    shutil.copytree(HOUSE / "departments" / "23-creuse", order.root / "departments" / "23-creuse")
    assert "departements/23-creuse.md" in _same(following.state(order, {"23-creuse"}, _quietly), order)


def test_a_department_written_twice_is_said_on_the_pages_of_both(order: Order) -> None:
    following = Following()
    following.state(order, None, _quietly)
    shutil.copytree(order.root / "departments" / "38-isere", order.root / "departments" / "38-isere-bis")
    _same(following.state(order, {"38-isere-bis"}, _quietly), order)


def test_nothing_to_show_is_said_and_what_comes_back_is_read(order: Order) -> None:
    following = Following()
    following.state(order, None, _quietly)
    (order.root / "departments").rename(order.root / "ailleurs")
    with pytest.raises(UsageError):
        following.state(order, None, _quietly)
    (order.root / "ailleurs").rename(order.root / "departments")
    _same(following.state(order, None, _quietly), order)
