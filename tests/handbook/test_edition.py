"""What a public finding says: its own words when public values alone give them, else its rule and its place."""

from pathlib import Path

import pytest

from kit.findings.finding import DepartmentReport, Finding, Report
from kit.handbook.edition import edition
from kit.handbook.page import Profile
from kit.judging import pipeline
from tests.conftest import TODAY, Copy, without_seat
from tests.handbook.shown import pages

GENERAL = "Le détail de ce constat n’est pas publié."
REMEDY = "Ouvrez le fichier à cet endroit : l’édition interne donne le constat entier.".replace(" :", "\u00a0:")


@pytest.fixture
def folder(copy: Copy) -> Path:
    """The complete department, alone in a repository."""
    return copy("38")


def shown(root: Path) -> tuple[Report, Report]:
    """Give the whole report and the public one."""
    report, cases = pipeline.run(root, (), TODAY)
    return report, edition(report, cases, Profile.PUBLIC)[0]


def of(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_what_public_values_alone_say_is_said_in_the_same_words(folder: Path) -> None:
    members = folder / "membres.yaml"
    members.write_text(without_seat(members.read_text("utf-8"), "medecin"), "utf-8")
    whole, public = shown(folder.parent.parent)
    [told], [same] = of(whole, "siege-sans-titulaire"), of(public, "siege-sans-titulaire")
    assert "medecin-2" in told.message
    # Qui était présent n’est pas public : le public lit ce que disent les valeurs publiques, au même endroit.
    assert same.message == f"{told.message.partition(', et ')[0]}."
    assert (same.line, same.outcome, same.remedy[:7]) == (told.line, told.outcome, "Ajoutez")


def test_a_trap_is_told_by_its_rule_and_its_place_alone(folder: Path) -> None:
    edit(folder / "membres.yaml", "    titre:", "    zoltarine: Exempleuse\n    titre:")
    whole, public = shown(folder.parent.parent)
    [told], [general] = of(whole, "cle-inconnue"), of(public, "cle-inconnue")
    assert "zoltarine" in told.message
    assert (general.message, general.remedy, general.line) == (GENERAL, REMEDY, told.line)
    assert (general.pointer, general.anchor) == (told.pointer.removesuffix("/zoltarine"),) * 2


def test_an_electronic_address_of_the_wrong_form_is_not_repeated(folder: Path) -> None:
    text = (folder / "commission.yaml").read_text("utf-8")
    start = text.index("courriel:")
    end = text.index("\n", start)
    (folder / "commission.yaml").write_text(f'{text[:start]}courriel: "zoltarine,exempleuse"{text[end:]}', "utf-8")
    root = folder.parent.parent
    report, cases = edition(*pipeline.run(root, (), TODAY), Profile.PUBLIC)
    assert [f.message for f in of(report, "valeur-mal-ecrite")] == [GENERAL]
    assert [page.path for page in pages(report, cases, Profile.PUBLIC) if "zoltarine" in page.text] == []


def test_the_reason_of_a_vacancy_is_not_told(folder: Path) -> None:
    edit(
        folder / "commission.yaml",
        "secretariat:",
        "vacances:\n  - {siege: police_judiciaire, depuis: 2026-09-01, motif: Convalescence, jusqu_au: 2026-12-31}\n"
        "secretariat:",
    )
    members = folder / "membres.yaml"
    members.write_text(without_seat(members.read_text("utf-8"), "police_judiciaire"), "utf-8")
    whole, public = shown(folder.parent.parent)
    assert [f.derogation for f in of(whole, "siege-sans-titulaire")] == ["Convalescence"]
    assert [f.derogation for f in of(public, "siege-sans-titulaire")] == ["Elle n’est pas publiée."]


def test_a_name_that_a_public_text_repeats_is_hidden_in_what_the_rules_say_of_it(folder: Path) -> None:
    edit(folder / "membres.yaml", "    titre:", "    nom: Zoltarine Exempleuse\n    titre:")
    edit(folder / "membres.yaml", "organisme: DDPN", 'organisme: "DDSP, étude EXEMPLEUSE"')
    whole, public = shown(folder.parent.parent)
    told = [f.message for f in whole.findings if "EXEMPLEUSE" in f.message]
    assert told
    assert not [f for f in public.findings if "exempleuse" in f"{f.message}{f.remedy}".lower()]


def test_a_folder_that_is_badly_named_takes_the_name_of_its_department(folder: Path) -> None:
    folder.rename(folder.with_name("38-zoltarine"))
    _, public = shown(folder.parent.parent)
    [department] = public.departments
    assert department.folder == "departments/38-isere"
    assert {finding.file.rpartition("/")[0] for finding in department.findings} == {"departments/38-isere"}
    assert [f.message for f in department.findings if f.rule == "dossier-mal-nomme"] == [GENERAL]


def test_folders_of_one_department_or_of_none_are_told_apart_by_a_number(folder: Path) -> None:
    for name in ("zoltarine", "zoltarine-bis"):
        other = folder.with_name(name)
        other.mkdir()
        (other / "commission.yaml").write_text('departement: "00"\n', "utf-8")
    again = folder.with_name("38-zoltarine")
    again.mkdir()
    (again / "commission.yaml").write_text('departement: "38"\n', "utf-8")
    (folder.parent / "exempleuse.yaml").write_text("x: y\n", "utf-8")
    report, cases = edition(*pipeline.run(folder.parent.parent, (), TODAY), Profile.PUBLIC)
    names = [department.folder for department in report.departments]
    assert names == [
        "departments/38-isere", "departments/38-isere-2", "departments/dossier-1", "departments/dossier-2"
    ]  # fmt: skip
    lost = [finding for result in report.national for finding in result.findings if finding.rule == "fichier-inconnu"]
    assert [(finding.file, finding.message) for finding in lost] == [("departments", GENERAL)]
    told = [page.path for page in pages(report, cases, Profile.PUBLIC) if "zoltarine" in page.text + page.path]
    assert told == []


def test_the_public_edition_of_the_public_edition_is_itself(folder: Path) -> None:
    edit(folder / "membres.yaml", "    titre:", "    nom: Zoltarine Exempleuse\n    zoltarine: x\n    titre:")
    once = edition(*pipeline.run(folder.parent.parent, (), TODAY), Profile.PUBLIC)
    again = edition(*once, Profile.PUBLIC)
    assert again == once
    departments: tuple[DepartmentReport, ...] = again[0].departments
    assert [department.findings for department in departments] == [d.findings for d in once[0].departments]


def test_the_name_of_the_department_stays_though_a_file_that_cannot_be_read_writes_it_as_a_name(copy: Copy) -> None:
    folder = copy("88")
    members = folder / "membres.yaml"
    assert 'nom: "Département des Vosges"' in members.read_text("utf-8")
    members.write_text(f"{members.read_text('utf-8')}\n\t: [\n", "utf-8")
    _, [case] = edition(*pipeline.run(folder.parent.parent, (), TODAY), Profile.PUBLIC)
    assert case
    assert [each.titre for each in case.commission.presidence or ()] == ["Préfète des Vosges"]
    assert case.commission.secretariat
    assert "des Vosges" in (case.commission.secretariat.service or "")
