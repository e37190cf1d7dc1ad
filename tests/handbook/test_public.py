"""The public edition holds nothing of a person, of a single file, of minutes, and no small number."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kit import check
from kit.handbook.page import Profile
from kit.handbook.pages import pages
from kit.handbook.public import edition
from kit.handbook.write import reports
from tests.conftest import HOUSE, TODAY

# Chaque valeur privée du dossier, unique, et d'autres répétées là où elles n'ont pas leur place.
NAMES = ("Zoltarine Exempleuse", "Quentarin Suppléantier")
CONTACTS = ("guichet-prive@exemple.test", "04 76 00 99 88")
REFERENCES = ("dossier-zx-41", "dossier-zx-42")
PUBLIC = ("secretariat@exemple.test",)
COMMISSION = """\
secretariat:
  service: "Délégation aux droits des femmes"
  courriel: "secretariat@exemple.test"
  telephone: "04 76 00 11 22"
vacances:
  - siege: medecin
    depuis: 2026-09-01
    motif: "Zoltarine Exempleuse est partie, voir dossier-zx-41"
    autorite: "Préfète"
    document: "note de Mme Exempleuse"
    jusqu_au: 2026-12-31
indicateurs:
  - {date: 2024-12-31, psp_en_cours: 49, source: "Zoltarine Exempleuse"}
  - date: 2025-12-31
    psp_en_cours: 58
    psp_engages: 12
    psp_termines: 3
    sorties: {formation: 4, emploi: 900}
    aps_delivrees: 2
    aps_delai_median_jours: 777
"""
SESSION = """\
- date: 2026-10-01
  formation: individuelle
  etat: tenue
  presents: [magistrat-1]
  dossiers:
    - {reference: "dossier-zx-41", nature: engagement, avis: defavorable, association: inconnue}
    - {reference: "dossier-zx-42", nature: renouvellement, avis: favorable, decision: {sens: refuse, date: 2026-09-19}}
  pv: {date: 2026-10-03, transmis: 2026-09-27}
"""


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    """The complete department, its private fields filled with values found nowhere else."""
    folder = Path(shutil.copytree(HOUSE / "departments" / "38-isere", tmp_path / "departments" / "38-isere"))
    commission = (folder / "commission.yaml").read_text(encoding="utf-8")
    for key in ("secretariat", "vacances", "indicateurs"):
        commission = re.sub(rf"^{key}:.*\n(?:[ #].*\n|\n)*", "", commission, flags=re.MULTILINE)
    (folder / "commission.yaml").write_text(commission + COMMISSION, encoding="utf-8")
    members = (folder / "membres.yaml").read_text(encoding="utf-8")
    first = members.index("titre:", members.index("magistrat:"))
    named = f'nom: "{NAMES[0]}"\n    suppleant: {{titre: "Juge", nom: "{NAMES[1]}"}}\n    '
    (folder / "membres.yaml").write_text(members[:first] + named + members[first:], encoding="utf-8")
    (folder / "sessions.yaml").write_text(SESSION, encoding="utf-8")
    procedures = (folder / "procedures.yaml").read_text(encoding="utf-8")
    desk = f'{{service: "Guichet", courriel: "{CONTACTS[0]}", telephone: "{CONTACTS[1]}"}}'
    procedures = re.sub(r"^  depot:.*\n(?:    .*\n)*", f"  depot: {desk}\n", procedures, flags=re.MULTILINE)
    assert desk in procedures
    (folder / "procedures.yaml").write_text(procedures, encoding="utf-8")
    return tmp_path


def output(depot: Path, profile: Profile) -> str:
    report, cases = edition(*check.run(depot, (), TODAY), profile)
    written = [page.text for page in pages(report, cases, profile)]
    return "\n".join([*written, *reports(report).values()]).replace("&#45;", "-").replace("&#46;", ".")


def test_the_data_of_this_test_are_read(depot: Path) -> None:
    report, _ = check.run(depot, (), TODAY)
    reading = [
        f"{f.file}:{f.line} {f.message}" for f in report.findings if f.rule in ("cle-inconnue", "yaml-illisible")
    ]
    assert reading == []
    assert any(re.search(r"sessions\.yaml", f.file) and "/dossiers/" in f.pointer for f in report.findings)


@pytest.mark.parametrize("value", [*NAMES, "Exempleuse", "Zoltarine", "Suppléantier", *CONTACTS, *REFERENCES])
def test_a_private_value_is_nowhere_in_the_public_edition(depot: Path, value: str) -> None:
    assert value not in output(depot, Profile.PUBLIC)


def test_no_small_number_is_in_the_public_table(depot: Path) -> None:
    shown = edition(*check.run(depot, (), TODAY), Profile.PUBLIC)
    [text] = [page.text for page in pages(*shown, Profile.PUBLIC) if page.path == "departements/38-isere.md"]
    [now, before] = re.findall(r"^\| 31 décembre 202[45] (?:\|[^|]*){10}\|$", text, flags=re.MULTILINE)
    assert [cell.strip() for cell in now.strip("| ").split("|")] == [
        "31 décembre 2025", "58", "np", "np", "np", "900", "–", "–", "np", "np", "–",
    ]  # fmt: skip
    assert "49" in before
    assert "| 777 |" not in text


def test_nothing_is_said_of_a_single_file_or_of_minutes(depot: Path) -> None:
    report, cases = edition(*check.run(depot, (), TODAY), Profile.PUBLIC)
    spoken = [f.pointer for f in report.findings if f.file.endswith("sessions.yaml")]
    assert [pointer for pointer in spoken if re.search("dossiers|pv|presents|pouvoirs", pointer)] == []
    assert all(
        not session.dossiers and not session.pv for case in cases if case for session in case.commission.sessions or ()
    )


def test_the_verdict_and_the_secretariat_stay(depot: Path) -> None:
    whole, _ = check.run(depot, (), TODAY)
    public, _ = edition(*check.run(depot, (), TODAY), Profile.PUBLIC)
    assert [d.outcome for d in public.departments] == [d.outcome for d in whole.departments]
    assert [r.outcome for d in public.departments for r in d.results] == [
        r.outcome for d in whole.departments for r in d.results
    ]
    assert PUBLIC[0] in output(depot, Profile.PUBLIC)


def test_the_internal_edition_is_the_report_itself(depot: Path) -> None:
    report, cases = check.run(depot, (), TODAY)
    assert edition(report, cases, Profile.INTERNE) == (report, cases)


def test_the_whole_public_site_holds_no_private_value(depot: Path) -> None:
    command = [sys.executable, "-m", "kit", "build", "--root", str(depot), "--date", TODAY.isoformat()]
    done = subprocess.run([*command, "--profil", "public"], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    values = [*NAMES, "Exempleuse", "Suppléantier", *CONTACTS, *REFERENCES]
    values += [json.dumps(value)[1:-1] for value in values]
    for path in sorted((depot / "build").rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            assert [value for value in values if value.encode() in raw] == [], path
