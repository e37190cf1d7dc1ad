"""The public edition holds nothing of a person, of a single file, of minutes, and no small number."""

import gzip
import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from kit.handbook.edition import COUNTING, edition
from kit.handbook.page import Profile
from kit.handbook.site.publication import reports
from kit.judging import pipeline
from tests.conftest import HOUSE, TODAY
from tests.handbook import shown
from tests.handbook.personal import COMMISSION, CONTACTS, NAMES, REFERENCES, SESSION
from tests.handbook.shown import files, pages

pytestmark = pytest.mark.proof

# Ce que quelqu'un a écrit là où cela n'a pas sa place.
STRAY = ("06 11 22 33 44", "bureau-prive@exemple.test", "3 dossiers", "deux demandes", "98765")
AGENDA = "Situation de la famille Zélandine"
MINUTES = ("3 octobre 2026", "2026-10-03", "27 septembre 2026", "2026-09-27", "19 septembre 2026", "2026-09-19")
PUBLIC = ("secretariat@exemple.test", *CONTACTS)


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


def output(depot: Path, profile: Profile) -> dict[str, str]:
    """Give all that an edition writes, by path, before the engine of the site puts its own round it."""
    report, cases = edition(*pipeline.run(depot, (), TODAY), profile)
    written = [*pages(report, cases, profile), *files(report, cases, profile)]
    return {page.path: "\n".join((page.text, *page.fragments)) for page in written} | reports(report)


def readings(raw: bytes) -> str:
    """Give a file as it is and as its readers read it: unpacked, entities, escapes and folded lines undone."""
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8", errors="replace")
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), unfolded)
    forms = [text, plain, html.unescape(plain), unquote(plain), re.sub(r"<[^<>]*>", "", html.unescape(plain))]
    return re.sub("[\u00a0\u202f]", " ", "\n".join(forms))


def held(written: Mapping[str, bytes], values: Iterable[str]) -> dict[str, list[str]]:
    """Give, by value, the files in which it is read."""
    read = {path: readings(raw) for path, raw in written.items()}
    return {value: [path for path, text in read.items() if value in text] for value in values}


def test_the_data_of_this_test_are_read(depot: Path) -> None:
    report, _ = pipeline.run(depot, (), TODAY)
    reading = [
        f"{f.file}:{f.line} {f.message}" for f in report.findings if f.rule in ("cle-inconnue", "yaml-illisible")
    ]
    assert reading == []
    assert any(re.search(r"sessions\.yaml", f.file) and "/dossiers/" in f.pointer for f in report.findings)


PRIVATE = (*NAMES, "Exempleuse", "Zoltarine", "Suppléantier", *REFERENCES, *STRAY, AGENDA, *MINUTES)


def test_a_private_value_is_nowhere_in_the_public_edition(depot: Path) -> None:
    written = {path: text.encode() for path, text in output(depot, Profile.PUBLIC).items()}
    assert {value: paths for value, paths in held(written, PRIVATE).items() if paths} == {}


def test_the_search_for_private_values_can_fail(depot: Path) -> None:
    written = {path: text.encode() for path, text in output(depot, Profile.INTERNE).items()}
    said = (NAMES[0], "dossier-zx-41", "3 dossiers", "deux demandes", "98765", AGENDA, "3 octobre 2026")
    assert [value for value, paths in held(written, said).items() if not paths] == []


@pytest.mark.parametrize(
    "raw",
    [
        "Suppléantier".encode(),
        json.dumps("Suppléantier").encode(),
        b"Suppl&#233;antier",
        b"Suppl&eacute;an<b>tier</b>",
        b"Suppl%C3%A9antier",
        "DESCRIPTION:Sup\r\n pléantier".encode(),
        gzip.compress("<loc>Suppléantier</loc>".encode(), mtime=0),
    ],
)
def test_a_value_is_seen_in_whatever_form_it_is_written(raw: bytes) -> None:
    assert held({"a": raw}, ["Suppléantier"]) == {"Suppléantier": ["a"]}


def test_no_small_number_is_in_the_public_table(depot: Path) -> None:
    report, cases = edition(*pipeline.run(depot, (), TODAY), Profile.PUBLIC)
    book = {page.path: page for page in pages(report, cases, Profile.PUBLIC)}
    head, *table = shown.tables(book["departements/38-isere.md"], "Les nombres du département")
    days = ["31 décembre 2024", "31 décembre 2025", "15 septembre 2026"]
    assert [shown.words(cell) for cell in head] == ["Ce qui est compté", *days]
    once = ["–", "np", "–"]
    told = [[shown.words(cell) for cell in row[1:]] for row in table]
    assert told == [["49", "58", "np"], *[once] * 4, ["–", "np", "np"], once, once]
    section = shown.whole(book["departements/38-isere.md"]).partition("{: #nombres ")[2].partition("\n## ")[0]
    assert "np" in section
    assert "61" not in section


# Chaque nombre qui reste petit : rien de ce qui est public ne doit en dépendre.
VARIANTS = (
    ("psp_engages: 12\n    psp_termines: 3", "psp_engages: 9\n    psp_termines: 0"),
    ("formation: 2, emploi: 3", "formation: 0, emploi: 1"),
    ("demandes_en_attente: 3", "demandes_en_attente: 0"),
    ("demandes_en_attente: 1", "demandes_en_attente: 0"),
    ("psp_en_cours: 3", "psp_en_cours: 0"),
    ("psp_en_cours: 4,", "psp_en_cours: 1,"),
    ("aps_delivrees: 2", "aps_delivrees: 4"),
    ("aps_delai_median_jours: 98765", "aps_delai_median_jours: 12"),
    ("psp_en_cours: 55, psp_engages: 8, psp_termines: 2", "psp_en_cours: 52, psp_engages: 5, psp_termines: 2"),
)


def test_what_is_withheld_changes_nothing_that_is_public(depot: Path) -> None:
    path = depot / "departments" / "38-isere" / "commission.yaml"
    first, text = output(depot, Profile.PUBLIC), path.read_text(encoding="utf-8")
    for number, other in VARIANTS:
        assert text.count(number) == 1
        text = text.replace(number, other)
    path.write_text(text, encoding="utf-8")
    changed = output(depot, Profile.PUBLIC)
    assert {name for name in first | changed if first.get(name) != changed.get(name)} == set()


def test_the_same_change_is_seen_in_the_internal_edition(depot: Path) -> None:
    path = depot / "departments" / "38-isere" / "commission.yaml"
    first, text = output(depot, Profile.INTERNE), path.read_text(encoding="utf-8")
    number, other = VARIANTS[3]
    path.write_text(text.replace(number, other), encoding="utf-8")
    changed = output(depot, Profile.INTERNE)
    assert {name for name in first if first[name] != changed[name]} >= {
        "departements/38-isere.md", "donnees/indicateurs.csv", "regles/demandes-sans-seance.md"
    }  # fmt: skip


def test_nothing_is_said_of_a_single_file_or_of_minutes(depot: Path) -> None:
    report, cases = edition(*pipeline.run(depot, (), TODAY), Profile.PUBLIC)
    spoken = [f.pointer for f in report.findings if f.file.endswith("sessions.yaml")]
    assert [pointer for pointer in spoken if re.search("dossiers|pv|presents|pouvoirs", pointer)] == []
    assert all(
        not session.dossiers and not session.pv for case in cases if case for session in case.commission.sessions or ()
    )


def test_the_verdict_and_the_secretariat_stay(depot: Path) -> None:
    whole, _ = pipeline.run(depot, (), TODAY)
    public, _ = edition(*pipeline.run(depot, (), TODAY), Profile.PUBLIC)
    assert [d.outcome for d in public.departments] == [d.outcome for d in whole.departments]
    told = [(r.rule, r.outcome) for d in whole.departments for r in d.results if r.rule not in COUNTING]
    assert [(r.rule, r.outcome) for d in public.departments for r in d.results] == told
    assert PUBLIC[0] in readings(output(depot, Profile.PUBLIC)["departements/38-isere.md"].encode())


def test_the_internal_edition_is_the_report_itself() -> None:
    report, cases = pipeline.run(HOUSE, (HOUSE / "departments" / "38-isere",), TODAY)
    assert edition(report, cases, Profile.INTERNE) == (report, cases)


# Ce qu’un texte libre dit d’une personne, et où : tout le texte se cache, les coordonnées déclarées restent.
BORN = "née le 14/05/1998, logée au 12 rue des Lilas"
AHEAD = f'- {{date: 2026-12-15, formation: politique, etat: prevue, ordre_du_jour: ["Point sur une fille {BORN}"]}}\n'
TELLING = (
    ("commission.yaml", 'motif: "', f'motif: "Partie avec Mlle Inventine EXEMPLE, {BORN}. '),
    ("membres.yaml", 'titre: "', 'titre: "Docteure Fictive, 06.39.98.76.54, '),
    ("sessions.yaml", "ordre_du_jour: [", f'lieu: "Salle, chez elle, {BORN}"\n  ordre_du_jour: ['),
    ("sessions.yaml", "- {date: 2025-11-15,", f"{AHEAD}- {{date: 2025-11-15,"),
    ("procedures.yaml", "psp:\n", f'psp:\n  evaluation_besoins: "Avec sa mère, {BORN}"\n'),
)
FRAGMENTS = (
    "Inventine", "EXEMPLE", "14/05", "05/1998", "Lilas", "Docteure Fictive", "06.39", "chez elle", "une fille",
    "sa mère",
)  # fmt: skip


@pytest.mark.parametrize("profile", list(Profile))
def test_a_text_that_tells_of_a_person_is_in_no_edition(depot: Path, profile: Profile) -> None:
    for name, old, new in TELLING:
        path = depot / "departments" / "38-isere" / name
        text = path.read_text(encoding="utf-8")
        if "evaluation_besoins" in new:
            text = re.sub(r"^  evaluation_besoins:.*\n(?:    .*\n)*", "", text, flags=re.MULTILINE)
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    written = {path: text.encode() for path, text in output(depot, profile).items()}
    assert {value: paths for value, paths in held(written, FRAGMENTS).items() if paths} == {}
    declared = [*CONTACTS, NAMES[0]] if profile is Profile.INTERNE else []
    assert [value for value, paths in held(written, (*PUBLIC, *declared)).items() if not paths] == []


def test_the_whole_public_site_holds_no_private_value(depot: Path) -> None:
    command = [sys.executable, "-m", "kit", "build", "--root", str(depot), "--date", TODAY.isoformat()]
    done = subprocess.run([*command, "--profil", "public"], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    built = {
        path.relative_to(depot).as_posix(): path.read_bytes() for path in (depot / "build").rglob("*") if path.is_file()
    }
    assert {Path(name).suffix for name in built} >= {".html", ".json", ".csv", ".ics", ".txt", ".js", ".css"}
    assert "build/site/search/search_index.json" in built
    # Le code du thème et celui du moteur ne sont pas des données, et tiennent dans des lignes où tout nombre se trouve.
    code = ("build/site/assets/", "build/pages/assets/")
    told = {name: raw for name, raw in built.items() if not name.startswith(code)}
    assert {value: paths for value, paths in held(told, PRIVATE).items() if paths} == {}
