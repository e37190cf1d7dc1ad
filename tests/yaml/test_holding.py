"""What stands alone where a group is wanted, or names several words of a list: it is kept, and nothing is chosen."""

import pytest

from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import REVIEW, edit, found, seat

INSTALLED = "{etat: installee, date: 2021-05-17}"
CALLED = "convocation: {date: 2026-11-13}"
TERM = 'id: medecin-2, titre: "Médecin"'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (INSTALLED, "oui", "installation: {etat: installee}"),
        (INSTALLED, "17 mai 2021", "installation: {etat: installee, date: 2021-05-17}"),
        (INSTALLED, "en cours", "installation: {etat: en_cours}"),
    ],
)
def test_what_is_written_of_an_installation_is_kept(copy: Copy, old: str, new: str, told: str) -> None:
    folder = copy("88")
    edit(folder, "commission", (old, new))
    (finding,) = found(folder, "forme-inattendue")
    assert finding.remedy == spaced(f"Écrivez par exemple « {told} », avec vos valeurs.")


@pytest.mark.parametrize("day", ["2026-11-12", "12/11/2026", "12 novembre 2026"])
def test_the_day_of_a_call_is_kept(copy: Copy, day: str) -> None:
    folder = copy("88")
    edit(folder, "sessions", (CALLED, f"convocation: {day}"))
    (finding,) = found(folder, "forme-inattendue")
    assert finding.remedy == spaced("Écrivez par exemple « convocation: {date: 2026-11-12} », avec vos valeurs.")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("mandat: 2024-05-14", "mandat: {debut: 2024-05-14}"),
        ("designation: conseil départemental de l’ordre", "designation: {par: conseil_departemental_ordre}"),
        ("formation: oui", "formation: {date: 2026-03-12, association: association-ballon-2024}"),
    ],
)
def test_what_is_written_of_a_member_is_kept(copy: Copy, line: str, told: str) -> None:
    folder = copy("88")
    seat(folder, "medecin", f"{TERM}, {line}")
    (finding,) = found(folder, "forme-inattendue")
    assert finding.remedy == spaced(f"Écrivez par exemple « {told} », avec vos valeurs.")


@pytest.mark.parametrize("word", ["conseil_ordre", "conseil de l’ordre"])
def test_a_word_that_may_shorten_two_is_not_chosen(copy: Copy, word: str) -> None:
    folder = copy("88")
    seat(folder, "medecin", f'{TERM}, designation: {{par: "{word}"}}')
    (finding,) = found(folder, "valeur-inconnue")
    assert str(finding.remedy).startswith(spaced("Choisissez parmi « chefs_de_cour »"))


def test_a_text_that_names_two_words_of_a_list_is_not_cut(copy: Copy) -> None:
    folder = copy("88")
    edit(
        folder,
        "sessions",
        ("formation: politique\n  etat: prevue", "formation: politique et individuelle\n  etat: prevue"),
    )
    (finding,) = found(folder, "valeur-inconnue")
    assert str(finding.remedy).startswith(spaced("Choisissez parmi « politique », « individuelle »"))


@pytest.mark.parametrize(("word", "told"), [("jamais", "false"), ("aucun", "false"), ("toujours", "true")])
def test_never_and_always_are_no_and_yes(copy: Copy, word: str, told: str) -> None:
    folder = copy("88")
    edit(folder, "procedures", ("visa_long_sejour_exige: false", f"visa_long_sejour_exige: {word}"))
    (finding,) = found(folder, "oui-non")
    assert finding.remedy == spaced(f"Écrivez « visa_long_sejour_exige: {told} ».")


@pytest.mark.parametrize("word", ["oui", "OK", "Prévu", "C’est fait"])
def test_yes_describes_no_support(copy: Copy, word: str) -> None:
    folder = copy("88")
    edit(folder, "procedures", ("Une place d’hébergement réservée, puis bail accompagné.", word))
    (finding,) = found(folder, "parcours-non-decrit")
    assert finding.outcome is REVIEW


def test_a_publication_that_waits_is_no_publication(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ('publication: "RAA 88-2026-07"', 'publication: "parution en attente"'))
    (finding,) = found(folder, "texte-a-venir")
    assert finding.message == spaced("Des textes ne disent encore rien : « parution en attente » (publication).")
