"""Files as somebody chose them: which of them make one fiche, and what is said of the others."""

from collections.abc import Mapping
from typing import Any

import pytest

from kit.edit.form.worker import answer
from kit.errors import UsageError
from tests.conftest import TODAY
from tests.edit.form.fiche import files, zipped
from tests.edit.sheet.books import said

ASKED = {"do": "open", "date": TODAY.isoformat()}


def under(folder: str, held: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{name}": raw for name, raw in held.items()}


def opened(held: Mapping[str, bytes], code: str = "") -> tuple[dict[str, Any], Mapping[str, bytes]]:
    return answer({**ASKED, "code": code}, held)


def refused(held: Mapping[str, bytes], code: str = "") -> str:
    with pytest.raises(UsageError) as error:
        opened(held, code)
    return said(str(error.value))


OLD = {name: raw.replace(b"2026", b"2025") for name, raw in files("88").items()}
BOTH = {**under("a/88-vosges", files("88")), **under("vieux/88-vosges", OLD)}


@pytest.mark.parametrize("code", ["", "88"])
@pytest.mark.parametrize(
    ("held", "places"),
    [
        (BOTH, "« a/88-vosges » et « vieux/88-vosges »"),
        ({"tout.zip": zipped(BOTH)}, "« tout.zip/a/88-vosges » et « tout.zip/vieux/88-vosges »"),
        (
            {"a.zip": zipped(under("88-vosges", files("88"))), "b.zip": zipped(under("88-vosges", OLD))},
            "« a.zip/88-vosges » et « b.zip/88-vosges »",
        ),
        ({**files("88"), **under("copie", OLD)}, "« commission.yaml » et « copie »"),
    ],
)
def test_a_department_that_is_there_twice_is_said_to_be(held: Mapping[str, bytes], places: str, code: str) -> None:
    assert refused(held, code) == f"Ce département est là deux fois ({places}) : gardez-en une."


def test_three_copies_are_counted() -> None:
    assert refused({**BOTH, **under("c", OLD)}) == (
        "Ce département est là 3 fois (« a/88-vosges », « vieux/88-vosges » et « c ») : gardez-en une."
    )


def test_copies_of_another_department_do_not_hinder_the_one_chosen() -> None:
    assert opened({**BOTH, **under("48", files("48"))}, "48")[0]["name"] == "Lozère"


def test_several_departments_without_the_one_chosen_are_said_to_lack_it() -> None:
    held = {**under("88-vosges", files("88")), **under("48-lozere", files("48"))}
    assert refused(held, "01") == ("La fiche de l’Ain (01) n’est pas parmi ces fichiers : choisissez-en d’autres.")
    assert refused(held) == "Il y a là plusieurs départements (2) : choisissez le vôtre, puis ouvrez-les de nouveau."


def test_files_that_name_no_department_are_said_to_be_opened_as_those_of_the_one_chosen() -> None:
    alone = {"membres.yaml": files("88")["membres.yaml"]}
    assert said(opened(alone, "75")[0]["told"]) == (
        "Ces fichiers ne disent pas leur département : ils sont ouverts comme ceux de Paris (75)."
    )
    assert opened(files("88"), "88")[0]["told"] == ""
    assert refused(alone).startswith("Ces fichiers ne disent pas de quel département ils sont")
    # Le nom de leur répertoire le dit aussi.
    shown, _ = opened(under("88-vosges", alone))
    assert (shown["name"], shown["told"]) == ("Vosges", "")


def test_a_folder_that_names_no_department_is_left_beside_one_that_does() -> None:
    held = {**under("88-vosges", files("88")), "notes/membres.yaml": b"x: 1\n"}
    shown, given = opened(held)
    assert (given, said(shown["told"])) == (
        files("88"),
        "Rien ne dit le département de « notes » : ce n’est pas ouvert.",
    )
    two = {f"{folder}/membres.yaml": b"x: 1\n" for folder in ("un", "deux")}
    assert refused(two, "88") == (
        "Rien ne dit de quel département sont « un » et « deux » : gardez les fichiers d’un seul."
    )


def test_the_four_names_are_known_whatever_their_case() -> None:
    held = {name.upper(): raw for name, raw in files("88").items()}
    assert opened(held)[1] == files("88")
    assert read(list(held)) == (list(held), [])
    # Écrit exactement, un nom l’emporte.
    assert opened({**{name.title(): b"x" for name in held}, **files("88")})[1] == files("88")


def read(paths: list[str]) -> tuple[list[str], list[str]]:
    told, _ = answer({"do": "strangers", "paths": paths}, {})
    return told["kept"], list(map(said, told["said"]))


def test_in_a_large_folder_only_what_is_useful_is_read_wherever_it_stands() -> None:
    far = "depot/departments/88-vosges/membres.yaml"
    beside = [f"depot/notes/{rank}.yaml" for rank in range(2000)]
    assert read([*beside, far]) == ([far], [])
    many = [f"depot/{rank}/membres.yaml" for rank in range(502)]
    kept, left = read(many)
    assert kept == many[:500]
    assert left == ["2 fichiers n’ont pas été lus : choisissez le répertoire d’un seul département."]
    _, left = read(many[:501])
    assert left == ["1 fichier n’a pas été lu : choisissez le répertoire d’un seul département."]
