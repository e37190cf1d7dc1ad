"""A key that means the contact of a service is no datum about anybody; a file is spoken of where there is one."""

import pytest

from kit.french import spaced
from tests.conftest import Copy, judge
from tests.rules.cases import edit, found

FILE = '- {reference: "2025-04", '
PHONE, MAIL = "  telephone: ", "  courriel: "


@pytest.mark.parametrize(("old", "key", "meant"), [
    *((PHONE, key, "telephone") for key in ("tel", "tél", "Tel", "telphone", "fixe")),
    *((MAIL, key, "courriel") for key in ("mail", "email", "e-mail", "adresse_mail", "couriel")),
])  # fmt: skip
def test_a_usual_key_means_that_of_a_contact(copy: Copy, old: str, key: str, meant: str) -> None:
    folder = copy("88")
    edit(folder, "commission", (old, f"  {key}: "))
    assert found(folder, "donnee-personnelle") == []
    [told] = [each for each in judge(folder.parent.parent).findings if each.rule == "cle-inconnue"]
    assert f"vouliez-vous dire «\u00a0{meant}\u00a0»" in told.message


def test_a_file_is_spoken_of_where_there_is_one(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "sessions", (FILE, f"{FILE}prenom: Jo, "))
    [told] = [each for each in judge(folder.parent.parent).findings if each.rule == "donnee-personnelle"]
    assert told.remedy.endswith("un dossier se désigne par sa seule référence.")


def test_no_file_is_spoken_of_elsewhere(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "sessions", ("  etat: prevue\n", "  etat: prevue\n  prenom: Jo\n"))
    [told] = [each for each in judge(folder.parent.parent).findings if each.rule == "donnee-personnelle"]
    assert told.remedy == spaced("Effacez « prenom » et sa valeur.")
