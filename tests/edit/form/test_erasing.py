"""A field that cannot be emptied says which button erases what holds it; and that button is there."""

from collections.abc import Iterator
from typing import Any

import pytest

from kit.errors import UsageError
from tests.edit.form.fiche import Page, files


def said(page: Page, at: str) -> str:
    with pytest.raises(UsageError) as refused:
        page.edit(at, "")
    return str(refused.value).replace("\u00a0", " ")


def buttons(nodes: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give every button of a section: where it is done, and what it says."""
    for node in nodes:
        yield from ((each["at"], each["label"]) for each in node.get("gestures", ()))
        yield from buttons([*node.get("nodes", ()), *node.get("entries", ())])


@pytest.mark.parametrize(("section", "field", "group", "sentence"), [
    ("commission", "commission/secretariat/service", "commission/secretariat",
     "« Service » ne peut pas rester vide : effacez plutôt tout le groupe « Secrétariat »."),
    ("commission", "commission/installation/etat", "commission/installation",
     "« État » ne peut pas rester vide : effacez plutôt tout le groupe « Installation »."),
])  # fmt: skip
def test_a_group_that_may_be_missing_is_erased_as_a_whole(section: str, field: str, group: str, sentence: str) -> None:
    page = Page("88", files("88"))
    if field.endswith("etat"):
        page.edit(field, "en_installation")
    assert said(page, field) == sentence
    page.ask("show", section=section)
    assert (group, "Effacer ce groupe") in set(buttons(page.shown["section"]["nodes"]))
    page.act("effacer", group)
    assert f"\n{group.rpartition('/')[2]}:".encode() not in page.files["commission.yaml"]


def test_what_is_obligatory_is_to_be_corrected() -> None:
    assert (
        said(Page("88", files("88")), "commission/departement")
        == "« Code du département » est obligatoire : corrigez-le."
    )


def test_an_entry_is_erased_by_its_own_button() -> None:
    page = Page("88", files("88"))
    assert said(page, "sessions/7/date") == "« Date » ne peut pas rester vide : effacez plutôt toute l’entrée."
    page.ask("show", section="seances", opened=["sessions/7"])
    assert ("sessions/7", "Effacer cette entrée") in set(buttons(page.shown["section"]["nodes"]))


def test_a_group_that_empties_by_itself_has_no_button() -> None:
    page = Page("88", files("88"))
    page.ask("show", section="seances", opened=["sessions/7"])
    assert "sessions/7/convocation" not in {at for at, _ in buttons(page.shown["section"]["nodes"])}
