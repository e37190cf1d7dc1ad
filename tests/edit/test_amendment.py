"""A file changed to hold other values: what differs is written, nothing else moves, and what cannot be is refused."""

from pathlib import Path

import pytest

from kit.edit import amendment
from kit.errors import UsageError
from kit.findings.remedy import Change, add, drop, put
from kit.model.department import Dossier, load
from tests.edit.sheet.books import said
from tests.yaml.table import department

AT = ("membres", "magistrat", 0)


def read(root: Path, **files: bytes) -> Dossier:
    return load(department(root, {f"{name}.yaml": raw for name, raw in files.items()}))


def amended(dossier: Dossier, branch: str, wanted: object) -> str:
    (file,) = amendment.amend(dossier, {branch: wanted}).files
    return file.after


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ({"a": "1", "b": {"c": "2"}}, []),
        ({"a": "9", "b": {"c": "2"}}, [put(("m", "a"), "9")]),
        ({"a": "1", "b": {"c": "2", "d": "3"}}, [put(("m", "b", "d"), "3")]),
        ({"b": {"c": "2"}}, [drop(("m", "a"))]),
        ({"a": ["1"], "b": {"c": "2"}}, [put(("m", "a"), ["1"])]),
    ],
)
def test_what_differs_is_changed_where_it_differs(after: object, expected: list[Change]) -> None:
    assert list(amendment.changes({"a": "1", "b": {"c": "2"}}, after, ("m",))) == expected


def test_a_list_that_grows_keeps_its_elements() -> None:
    before, after = [{"id": "a"}], [{"id": "a", "titre": "T"}, {"id": "b"}]
    wanted = [put(("m", 0, "titre"), "T"), add(("m",), {"id": "b"})]
    assert list(amendment.changes(before, after, ("m",))) == wanted
    assert list(amendment.changes(["a"], ["a", "b"], ("m",))) == [add(("m",), "b")]
    assert list(amendment.changes(["a", "c"], ["c"], ("m",))) == [put(("m",), ["c"])]


def test_comments_and_other_lines_stay(tmp_path: Path) -> None:
    before = b"# tenu \xc3\xa0 la main\nmagistrat:  # un\n  - id: m-1\n    titre: Juge   # en poste\n"
    dossier = read(tmp_path, membres=before)
    wanted = amendment.copied(dossier.sources["membres"].data)
    wanted["magistrat"][0]["mandat"] = {"debut": "2024-05-14"}
    assert amended(dossier, "membres", wanted) == f"{before.decode()}    mandat: {{debut: 2024-05-14}}\n"


def test_the_elements_of_a_list_that_was_empty_have_their_lines(tmp_path: Path) -> None:
    dossier = read(tmp_path, commission=b'departement: "48"\nassociations_agreees: []\nliste_membres: partielle\n')
    entries = [{"id": "a", "nom": "A"}, {"id": "b", "nom": "B"}]
    wanted = {**dossier.sources["commission"].data, "associations_agreees": entries}
    assert amended(dossier, "commission", wanted) == (
        'departement: "48"\nassociations_agreees:\n  - id: a\n    nom: A\n  - id: b\n    nom: B\n'
        "liste_membres: partielle\n"
    )
    other = read(tmp_path / "autre", commission=b'departement: "48"\nassociations_agreees: []  # aucune\n')
    assert amended(other, "commission", {"departement": "48", "associations_agreees": entries}) == (
        'departement: "48"\nassociations_agreees: [{id: a, nom: A}, {id: b, nom: B}]  # aucune\n'
    )


def test_an_empty_file_no_longer_says_that_it_is(tmp_path: Path) -> None:
    vide = "rien n’est encore écrit : effacez cette ligne dès que vous remplissez un bloc"
    dossier = read(tmp_path, sessions=f"# Les séances\n[]  # {vide}\n".encode())
    assert amended(dossier, "sessions", [{"date": "2027-03-11", "etat": "prevue"}]) == (
        "# Les séances\n- date: 2027-03-11\n  etat: prevue\n"
    )
    other = read(tmp_path / "autre", sessions=b"[]  # rien en 2026\n")
    assert "# rien en 2026\n" in amended(other, "sessions", [{"date": "2027-03-11", "etat": "prevue"}])


@pytest.mark.parametrize(
    "raw",
    [
        b"magistrat: Juge\n",
        b"magistrat: [Juge]\n",
        b"- magistrat\n",
        b"magistrat: [\n",
        b"magistrat: []\r\n",
        b"\xef\xbb\xbfmagistrat: []\n",
        b"m\xe9decin: []\n",
    ],
)
def test_a_file_that_is_not_read_as_it_is_is_not_changed(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(UsageError) as error:
        amendment.amend(read(tmp_path, membres=raw), {"membres": {}})
    assert said(str(error.value)) == (
        "« departments/48-lozere/membres.yaml » ne se lit pas tel qu’il est : « kit fix » et « kit check » disent quoi "
        "y corriger."
    )


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    folder = department(tmp_path, {})
    (folder.path / "membres.yaml").unlink()
    with pytest.raises(UsageError, match="kit check"):
        amendment.amend(load(folder), {"membres": {}})


def test_a_file_that_would_hold_other_values_is_refused(tmp_path: Path) -> None:
    """Un texte à plusieurs lignes ne s’écrit pas sur une seule comme les autres."""
    dossier = read(tmp_path, membres=b"magistrat: &un\n  - {id: m-1, titre: Juge}\nmedecin: *un\n")
    with pytest.raises(UsageError):
        amendment.amend(dossier, {"membres": {"magistrat": []}})


def test_what_would_be_a_fault_or_tell_of_somebody_is_refused(tmp_path: Path) -> None:
    dossier = read(tmp_path)
    made = amendment.amend(dossier, {"sessions": [{"date": "2027-02-30", "etat": "prevue"}]})
    with pytest.raises(UsageError, match="2027-02-30"):
        amendment.refuse(dossier, made)
    held = {"date": "2027-03-11", "etat": "prevue", "lieu": "Chez Mme Zoé Exemplard"}
    made = amendment.amend(dossier, {"sessions": [held]})
    with pytest.raises(UsageError) as error:
        amendment.refuse(dossier, made)
    assert said(str(error.value)) == "Ce qui serait écrit semble contenir le nom d’une personne : rien n’est écrit."
