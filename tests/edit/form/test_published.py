"""The preview of the published page: what anybody would read, from the templates of the handbook."""

import pytest

from kit.edit.form.draft import blank
from kit.edit.form.published import html
from tests.conftest import TODAY
from tests.edit.form.fiche import draft


@pytest.mark.parametrize(
    "told",
    [
        "<strong>Vosges (88) : conforme aux textes</strong>",
        "jeudi 3 décembre 2026",
        "Présidence : Préfète des Vosges. 15 sièges pourvus sur 15.",
        "Médecin généraliste à Saint-Dié-des-Vosges",
    ],
)
def test_it_says_what_the_page_says(told: str) -> None:
    assert told in html(draft()).replace("\u00a0", " ")


@pytest.mark.parametrize("code", ["75", "88", "93", "974"])
def test_it_asks_for_nothing_that_only_insiders_are_told(code: str) -> None:
    # Ni procès-verbal, ni séance que demande le nombre de personnes : la page publiée ne les dit pas.
    said = html(draft(code))
    assert [each for each in ("procès-verbal", "à prévoir") if each in said] == []


def test_a_fiche_from_nothing_announces_no_session() -> None:
    said = html(blank("48", TODAY))
    assert "Prochaine séance\u00a0: aucune annoncée." in said
    assert "présidence non renseignée" in said


def test_a_text_is_shown_as_it_is_written_and_opens_nothing() -> None:
    before = "Médecin généraliste à Saint-Dié-des-Vosges"
    text = draft().files["membres.yaml"].decode().replace(before, "<img src=x onerror=alert(1)>")
    said = html(draft(membres=text))
    assert "onerror" in said
    assert "<img" not in said


def test_what_cannot_be_read_leaves_the_name_of_the_department() -> None:
    said = html(draft(commission="a: ["))
    assert "Vosges (88)\u00a0: " in said


@pytest.mark.parametrize(
    ("name", "sentence", "untold"),
    [
        ("membres", "Les membres ne se lisent pas.", ["aucun titulaire", "0 siège pourvu"]),
        (
            "commission",
            "La commission ne se lit pas. Sans elle, on ne sait pas qui siège.",
            ["aucun titulaire", "Présidence"],
        ),
        ("sessions", "Les séances ne se lisent pas.", ["aucune annoncée"]),
    ],
)
def test_what_is_not_read_is_not_told_to_be_missing(name: str, sentence: str, untold: list[str]) -> None:
    said = html(draft(**{name: "a: ["})).replace("\u00a0", " ")
    assert sentence in said
    assert not any(each in said for each in untold)
