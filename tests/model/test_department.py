"""A department read from its folder: what is kept, what cannot be trusted, and no cascade towards the law."""

from pathlib import Path

import pytest

from kit.model.department import load
from kit.model.folder import Folder
from tests.conftest import Copy, judge
from tests.yaml.table import department, shown

# Dossier, fichier, ce qui est écrit, ce qui l'aurait été par erreur, le seul constat attendu.
ONE_CAUSE = [
    ("13", "membres.yaml", "\nmedecin:", "\nmedcin:", "cle-inconnue"),
    ("13", "membres.yaml", "\nmedecin:", "\nMédecin:", "cle-inconnue"),
    ("13", "membres.yaml", "\nmedecin:", "\n8°:", "cle-inconnue"),
    ("13", "membres.yaml", "\nmedecin:", "\nmedecin\u00a0:", "yaml-espace-insecable"),
    ("13", "membres.yaml", "\nmedecin:", "\nmagistrat:", "yaml-cle-repetee"),
    ("13", "membres.yaml", "mandat: {debut: 2025-04-14", "mandat: {debut: 14/04/2025", "date-francaise"),
    ("13", "membres.yaml", "\nmedecin:", "\nmedecin", "yaml-illisible"),
    ("13", "commission.yaml", "liste_membres: complete", "liste_membres: complette", "valeur-inconnue"),
    ("13", "commission.yaml", "liste_membres: complete", "liste_membre: complete", "cle-inconnue"),
    ("13", "commission.yaml", 'departement: "13"', "departement: 13", "code-sans-guillemets"),
    ("13", "commission.yaml", 'departement: "13"', 'Departement: "13"', "cle-inconnue"),
    ("13", "commission.yaml", "exemple: true", "exemple: oui", "oui-non"),
    ("13", "commission.yaml", "\npresidence:", "\nprésidence:", "cle-inconnue"),
    ("13", "commission.yaml", "\narretes:", "\narretés :\u00a0", "yaml-espace-insecable"),
    ("13", "commission.yaml", 'departement: "13"', "", "valeur-absente"),
    ("23", "commission.yaml", "depuis: 2026-01-15", "depuis: 15 janvier 2026", "date-francaise"),
    ("23", "commission.yaml", "  - siege: associations\n", "  - siege: association\n", "valeur-inconnue"),
    ("23", "commission.yaml", "\nvacances:", "\nvacance:", "cle-inconnue"),
    ("23", "commission.yaml", "exemple: true", "exemple: [", "yaml-illisible"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "file", "right", "wrong", "rule"), ONE_CAUSE)
def test_one_mistake_gives_one_finding(copy: Copy, code: str, file: str, right: str, wrong: str, rule: str) -> None:
    folder = copy(code)
    before = {(f.rule, f.file, f.line, f.column) for f in judge(folder.parent.parent).findings}
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    # Une règle qui nomme des membres garde sa place, non sa liste ; la faute est faite partout où l'on écrit ainsi.
    (folder / file).write_text(text.replace(right, wrong), encoding="utf-8")
    after = [f for f in judge(folder.parent.parent).findings if (f.rule, f.file, f.line, f.column) not in before]
    assert {f.rule for f in after} == {rule}
    assert len(after) == 1 or text.count(right) > 1


@pytest.mark.parametrize("file", ["commission.yaml", "membres.yaml", "sessions.yaml", "procedures.yaml"])
@pytest.mark.parametrize("raw", ["a: [", "", "texte", "~", "- - -", "[]", "{}"])
def test_an_unreadable_file_is_never_conforming_and_never_a_breach(copy: Copy, file: str, raw: str) -> None:
    folder = copy("13")
    (folder / file).write_text(raw, encoding="utf-8")
    found = [f for f in judge(folder.parent.parent).findings if f.severity == "error" and f.provision]
    assert found == [] or raw in ("{}", "[]")


def test_the_four_files_make_one_tree(tmp_path: Path) -> None:
    dossier = load(department(tmp_path, {}))
    assert sorted(dossier.tree) == ["commission", "membres", "procedures", "sessions"]
    assert (dossier.findings, dossier.bad) == ((), frozenset())
    assert dossier.territory is not None
    assert dossier.territory.code == "48"


def test_a_value_knows_its_place(tmp_path: Path) -> None:
    dossier = load(department(tmp_path, {}))
    place = "departments/48-lozere/membres.yaml"
    assert dossier.place(("membres", "magistrat", 0, "titre")) == (place, 3, 12)
    assert dossier.place(("membres", "magistrat", 0, "mandat", "debut")) == (place, 2, 5)
    assert dossier.place(("membres", "medecin")) == (place, 1, 1)


def test_what_cannot_be_trusted_is_left_out(tmp_path: Path) -> None:
    raw = b"magistrat: []\nmagistrat: []\nmedecin: oui\n"
    dossier = load(department(tmp_path, {"membres.yaml": raw}))
    assert dossier.tree["membres"] == {}
    assert {("membres", "magistrat"), ("membres", "medecin")} <= dossier.bad


@pytest.mark.parametrize("name", ["48", "48-Lozere", "48_lozere", "23-creuse", "lozere", "2a-corse-du-sud"])
def test_a_folder_bears_the_name_of_its_department(tmp_path: Path, name: str) -> None:
    told = (
        "1:14 dossier-mal-nomme",
        f"Le répertoire «\u00a0{name}\u00a0» ne porte pas le nom du département 48.",
        "Renommez le répertoire en «\u00a048-lozere\u00a0», ou corrigez le code.",
    )
    assert shown(department(tmp_path, {}, name), "commission.yaml") == (told,)


@pytest.mark.parametrize("code", [b"", b"departement:\n", b'departement: "4"\n'])
def test_without_a_code_the_folder_tells_the_department(tmp_path: Path, code: bytes) -> None:
    dossier = load(department(tmp_path, {"commission.yaml": code}))
    assert dossier.territory is not None
    assert dossier.territory.code == "48"


def test_a_collectivity_outside_the_departments_is_not_judged(tmp_path: Path) -> None:
    assert load(department(tmp_path, {"commission.yaml": b'departement: "988"\n'})).territory is None


def test_an_absent_folder_gives_findings_no_traceback(tmp_path: Path) -> None:
    empty = tmp_path / "departments" / "48-lozere"
    empty.mkdir(parents=True)
    found = load(Folder(empty, "departments/48-lozere")).findings
    assert [finding.rule for finding in found] == ["fichier-manquant"] * 4
