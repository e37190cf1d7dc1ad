"""The words of the pages: one for each key that a file may hold or that the kit gives, and none left over."""

from functools import reduce
from pathlib import Path

import pytest

from kit.errors import LawError
from kit.files import resources
from kit.handbook.data.tabular import DATE, TEXT, WHOLE, YES_NO
from kit.handbook.fragments.carte import State
from kit.handbook.pages.agenda import UNTOLD
from kit.handbook.pages.situation import INSTALLED, NOT_INSTALLED, SILENT, STARTING
from kit.handbook.vocabulary import word, words
from kit.judging import registry
from kit.law.texts import COMPOSITION, data, provision
from kit.yaml import schema

_APS = "properties/aps/properties"


def _values(branch: str, place: str) -> set[str]:
    """Give what a schema lets be written at a place."""
    found: set[str] = set(reduce(lambda part, key: part[key], place.split("/"), schema.load(branch))["enum"])
    return found


KEYS = {
    "familles": {rule.family for rule in registry.catalogue()},
    "valeurs": {DATE, TEXT, WHOLE, YES_NO},
    "carte": {state.value for state in State},
    "installation": {INSTALLED, STARTING, NOT_INSTALLED, SILENT},
    "formations": _values("sessions", "items/properties/formation") | {UNTOLD},
    "seances": _values("sessions", "items/properties/etat"),
    "oqtf": _values("procedures", f"{_APS}/oqtf_anterieure"),
    "asile": _values("procedures", f"{_APS}/demandeur_asile"),
    "saisine": _values("procedures", f"{_APS}/doute_arret_activite/properties/saisine_police"),
    "defaut": _values("procedures", f"{_APS}/doute_arret_activite/properties/a_defaut"),
    "demandes": {row["demandee"] for row in data("ceseda-aps")["pieces"]},
    "natures": {nature for demand in data("instruction-2022-7")["exigences"] for nature in demand["nature"]},
    "regimes": {each.regime for version in provision(COMPOSITION).versions for each in version.presidencies},
}


@pytest.mark.parametrize("kind", KEYS)
def test_each_key_has_its_word_and_no_word_is_left_over(kind: str) -> None:
    assert set(words("libelles")[kind]) == KEYS[kind]


def test_a_key_without_a_word_is_shown_as_it_is_written() -> None:
    assert word("formations", "plénière") == "plénière"


@pytest.mark.parametrize("text", ["a: [", "- a\n", 'a: "b\n'])
def test_a_file_of_words_that_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "essai.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(resources, "SITE", tmp_path)
    with pytest.raises(LawError, match=r"« site/essai\.yaml » n’est pas lisible"):
        words("essai")
