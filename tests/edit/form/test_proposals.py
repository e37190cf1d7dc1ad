"""What a new entry is proposed: what the text or the fiche already says, and nothing for who takes over."""

from typing import Any

import pytest

from tests.edit.form.fiche import Page, files


def proposed(page: Page, seat: str, gesture: str = "ajouter", **more: Any) -> dict[str, str]:
    """Give what a gesture of a seat proposes."""
    nodes = page.ask("show", section="membres", **more)["section"]["nodes"]
    [held] = [each for each in nodes if each["id"] == f"membres/{seat}"]
    offered = [*held["gestures"], *(one for entry in held["entries"] for one in entry["gestures"])]
    [found] = [each for each in offered if each["name"] == gesture]
    return {field["way"]: field["value"] for field in found["fields"] if field["value"]}


@pytest.fixture
def begun() -> Page:
    """A fiche begun from nothing, with the order on its composition."""
    page = Page("48")
    page.act("ajouter", "commission/arretes", reference="48-2026-001", objet=["composition"], date="2026-01-15")
    return page


TERM = {"mandat/debut": "2026-01-15", "mandat/fin": "2029-01-14", "mandat/arrete": "48-2026-001"}


def test_who_is_on_the_list_has_the_term_that_the_order_opens(begun: Page) -> None:
    assert proposed(begun, "protection_enfance") == TERM
    assert proposed(begun, "medecin") == {**TERM, "designation/par": "conseil_departemental_ordre"}
    begun.act("ajouter", "membres/collectivites", titre="Élue", **TERM)
    assert proposed(begun, "collectivites") == TERM


def test_who_sits_by_right_has_no_term_proposed(begun: Page) -> None:
    assert proposed(begun, "gendarmerie") == {}


def test_without_an_order_no_term_is_proposed() -> None:
    assert proposed(Page("48"), "protection_enfance") == {}


def test_who_takes_over_from_another_has_its_own_term() -> None:
    page = Page("88", files("88"))
    assert proposed(page, "medecin") == {"designation/par": "conseil_departemental_ordre"}
    replaced = proposed(page, "medecin", "remplacer", opened=["membres/medecin/1"])
    assert replaced == {"designation/par": "conseil_departemental_ordre"}


def test_the_court_of_the_department_is_only_suggested() -> None:
    page = Page("48")
    nodes = page.ask("show", section="membres")["section"]["nodes"]
    [judge] = [each for each in nodes if each["id"] == "membres/magistrat"]
    [court] = [each for each in judge["gestures"][0]["fields"] if each["way"] == "designation/cour_appel"]
    assert (court["value"], [each["label"] for each in court["options"]]) == ("", ["Nîmes"])
