"""What a fault of `kit.yaml` asks to write, written: the file is then right, or says the next thing."""

import re
from pathlib import Path

import pytest

from kit.french import spaced
from kit.model import repository
from kit.yaml import layout
from kit.yaml.sample import sample

_SHOWN = re.compile("«[\u00a0\u202f ]([a-z]+: [^»]+?)[\u00a0\u202f ]»")
_LIST = "« departements » attend une liste (lignes commençant par « - »), et non "
_HTTPS = "n’a pas la forme attendue pour « adresse »."
CASES = [
    ("~\n", "1:1", "Le fichier « kit.yaml » ne contient aucune donnée.", 'departements: ["13"]'),
    ("--- null # rien\n", "1:5", "Le fichier « kit.yaml » ne contient aucune donnée.", 'departements: ["13"]'),
    ('departements: "88"\n', "1:15", f"{_LIST}une valeur simple.", 'departements: ["88"]'),
    ("departements: 2A\n", "1:15", f"{_LIST}une valeur simple.", 'departements: ["2A"]'),
    ("departements: 88, 974\n", "1:15", f"{_LIST}une valeur simple.", 'departements: ["88", "974"]'),
    ("departements: Vosges\n", "1:15", f"{_LIST}une valeur simple.", 'departements: ["88"]'),
    ("departements: rien du tout\n", "1:15", f"{_LIST}une valeur simple.", 'departements: ["01"]'),
    ("departements: {a: b}\n", "1:1", f"{_LIST}un groupe de clés.", 'departements: ["01"]'),
    ("departements: []\n", "1:1", "« departements » attend au moins un élément, et non une liste vide.",
     'departements: ["01"]'),
    ("adresse: http://exemple.invalid/a\n", "1:10", f"La valeur « http://exemple.invalid/a » {_HTTPS}",
     "adresse: https://exemple.invalid/a"),
    ("adresse: exemple.invalid\n", "1:10", f"La valeur « exemple.invalid » {_HTTPS}",
     "adresse: https://exemple.invalid"),
    ("adresse: https:/exemple.invalid\n", "1:10", f"La valeur « https:/exemple.invalid » {_HTTPS}",
     "adresse: https://exemple.invalid"),
    ("adresse: le site\n", "1:10", f"La valeur « le site » {_HTTPS}", 'adresse: "https://site.exemple.invalid/"'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "message", "written"), CASES)
def test_a_remedy_followed_to_the_letter_leaves_nothing_to_say(
    tmp_path: Path, text: str, place: str, message: str, written: str
) -> None:
    (tmp_path / "kit.yaml").write_text(text, encoding="utf-8")
    [found] = repository.load(tmp_path).findings
    assert (f"{found.line}:{found.column}", found.message) == (place, spaced(message))
    shown = _SHOWN.search(found.remedy)
    assert shown, found.remedy
    assert shown[1] == written
    (tmp_path / "kit.yaml").write_text(f"{shown[1]}\n", encoding="utf-8")
    assert repository.load(tmp_path).findings == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('departements: ["Vosges"]\n', ['["88"]']),
        ("departements: [les Vosges, 38 - Isère]\n", ['["88", …]', '[…, "38"]']),
        ("departements:\n  - Corse-du-Sud\n", ['- "2A"']),
        ('departements: ["088"]\n', ['["01"]']),
    ],
)
def test_a_department_that_is_named_has_its_code_written_as_the_list_is(
    tmp_path: Path, text: str, written: list[str]
) -> None:
    (tmp_path / "kit.yaml").write_text(text, encoding="utf-8")
    found = repository.load(tmp_path).findings
    assert len(found) == len(written)
    assert all(spaced(f"« {code} »") in each.remedy for each, code in zip(found, written, strict=True)), found


def test_the_example_of_the_list_is_right() -> None:
    pointer = ("kit", "departements")
    assert layout.inline(pointer, sample(pointer)) == '["01"]'
