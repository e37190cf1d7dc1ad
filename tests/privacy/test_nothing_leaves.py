"""Each datum, written in each way a file allows, is told, and is in no byte of what leaves."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kit.diff.compare import compare
from kit.diff.formats import FORMATS as DIFFS
from kit.findings.finding import Report, Severity
from kit.privacy.canonical import Canonical, Words, canonical
from kit.report import baseline
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import HOUSE, TODAY, Copy, Kit, judge

pytestmark = pytest.mark.proof

DATA = {
    "téléphone": "06 39 98 12 34",
    "courriel": "zoe.exemplaire@exemple.invalid",
    "nom": "Mme Zoé Exemplaire",
}
# Ce qui d’un datum ne doit pas se lire, seul.
TRACES = {
    "téléphone": ["06 39 98 12 34", "0639981234", "639981234", "39 98 12"],
    "courriel": ["zoe.exemplaire"],
    "nom": ["Exemplaire", "Zoe"],
}
EXAMPLE = "exemple: true\n"
AGENDA = '  ordre_du_jour:\n    - "Bilan de l’année 2023"\n'
PRESENT = "presents: [magistrat-2, ddetspp-cohesion-1, ddetspp-travail-1, police-2, pj-2, gendarmerie-1"
REASON = "  etat: tenue\n"
Edit = tuple[str, str, str]


def escaped(datum: str) -> str:
    return "".join(f"\\u{ord(char):04x}" for char in datum)


def parted(datum: str) -> list[str]:
    return datum.replace("@", " @ ").split(" ")


def glued(datum: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", canonical(datum))


def agenda(written: str) -> Edit:
    return ("sessions.yaml", AGENDA, f"  ordre_du_jour:\n{written}\n")


def unknown(written: str) -> Edit:
    return ("sessions.yaml", REASON, f"{REASON}{written}\n")


WRITINGS: dict[str, Callable[[str], Edit]] = {
    "nu": lambda datum: agenda(f"    - Voir {datum} demain"),
    "entre guillemets": lambda datum: agenda(f'    - "Voir {datum} demain"'),
    "entre apostrophes": lambda datum: agenda(f"    - 'Voir {datum} demain'"),
    "échappé": lambda datum: agenda(f'    - "Voir {escaped(datum)} demain"'),
    "plié": lambda datum: agenda("    - >-\n" + "".join(f"        {part}\n" for part in datum.split(" "))),
    "littéral": lambda datum: agenda("    - |\n" + "".join(f"        {part}\n" for part in datum.split(" "))),
    "coupé par une barre": lambda datum: agenda(f'    - "Voir {datum[:5]}\\\n        {datum[5:]} demain"'),
    "sur deux lignes": lambda datum: agenda('    - "Voir ' + "\n        ".join(datum.split(" ")) + ' demain"'),
    "éléments d’une liste": lambda datum: agenda("\n".join(f'    - "{part}"' for part in parted(datum))),
    "clé": lambda datum: unknown(f'  "{datum}": vu'),
    "clé échappée": lambda datum: unknown(f'  "{escaped(datum)}": vu'),
    "clé à espaces insécables": lambda datum: unknown(f"  {datum.replace(' ', chr(0xA0))}: vu"),
    "clé et valeur": lambda datum: unknown(f"  {parted(datum)[0]}: \"{' '.join(parted(datum)[1:])}\""),
    "clé inconnue": lambda datum: unknown(f'  remarque: "{datum}"'),
    "clé collée": lambda datum: unknown(f"  remarque:{datum}"),
    "identifiant d’un présent": lambda datum: ("sessions.yaml", PRESENT, f'presents: ["{datum}"'),
    "identifiant d’un membre": lambda datum: ("membres.yaml", "  - id: medecin-1\n", f'  - id: "{datum}"\n'),
    "identifiant échappé": lambda datum: ("membres.yaml", "- id: medecin-1\n", f'- id: "{escaped(datum)}"\n'),
    "énumération": lambda datum: unknown(f'  formation: "{datum}"'),
    "énumération échappée": lambda datum: ("sessions.yaml", REASON, f'  etat: "{escaped(datum)}"\n'),
    "date": lambda datum: ("commission.yaml", "date: 2021-05-17}", f'date: "{datum}"}}'),
    "date échappée": lambda datum: ("commission.yaml", "date: 2021-05-17}", f'date: "{escaped(datum)}"}}'),
    "nombre": lambda datum: ("sessions.yaml", "duree_mois: 6", f'duree_mois: "{datum}"'),
    "vrai ou faux": lambda datum: ("commission.yaml", EXAMPLE, f'exemple: "{escaped(datum)}"\n'),
    "heure": lambda datum: ("sessions.yaml", '  heure: "14:30"\n', f'  heure: "{datum}"\n'),
    "code": lambda datum: ("commission.yaml", 'departement: "88"', f'departement: "{escaped(datum)}"'),
    "règle d’une dérogation": lambda datum: (
        "commission.yaml", EXAMPLE,
        f'{EXAMPLE}derogations:\n  - {{regle: "{datum}", motif: "x", autorite: "Préfète", jusqu_au: 2026-12-31}}\n',
    ),
    "motif d’une dérogation": lambda datum: (
        "commission.yaml", EXAMPLE,
        f'{EXAMPLE}derogations:\n  - {{regle: epci-absent, motif: "{datum}", autorite: "P", jusqu_au: 2026-12-31}}\n',
    ),
    "groupe": lambda datum: ("membres.yaml", "    mandat: {debut: 2021-05-14, fin: 2024-05-13, arrete",
                             f'    formation: "{datum}"\n    mandat: {{debut: 2021-05-14, fin: 2024-05-13, arrete'),
    "commentaire": lambda datum: ("commission.yaml", EXAMPLE, f"{EXAMPLE}# Voir {datum} demain\n"),
    "commentaire en fin de ligne": lambda datum: ("sessions.yaml", REASON, f"  etat: tenue # Voir {datum}\n"),
    "dièse collé": lambda datum: ("sessions.yaml", REASON, f"  etat: tenue #{datum}\n"),
    "ancre": lambda datum: agenda(f"    - &{re.sub(r'[ .@]', '_', datum)} Bilan"),
    "étiquette": lambda datum: agenda(f"    - !{datum.replace(' ', '_')} Bilan"),
    "fichier illisible": lambda datum: ("sessions.yaml", REASON, f"  etat: tenue\n  note: {datum}: [\n"),
    "deux-points collés": lambda datum: ("commission.yaml", EXAMPLE, f"{EXAMPLE}note:Voir {datum} demain\n"),
    "à moitié accentué": lambda datum: agenda(f"    - \"Voir {datum.replace('é', 'e' + chr(0x301))} demain\""),
    "en pleine chasse": lambda datum: agenda("    - \"Voir " + "".join(
        chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in datum) + ' demain"'),
}  # fmt: skip
# Une adresse sans son arobase, un nom sans « Mme » ni espace ne se reconnaissent plus.
UNKNOWABLE = {("courriel", "ancre"), ("courriel", "étiquette"), ("courriel", "coupé par une barre")}


def leaving(folder: Path, report: Report, before: Path, kit: Kit) -> Iterator[tuple[str, str]]:
    """Give all that leaves of a department, with its name."""
    root = folder.parent.parent
    for form, write in FORMATS.items():
        yield form, write(report, Style())
    yield "textes", "\n".join(report.texts.values())
    yield "référence", baseline.write(baseline.acceptable(report, set()))
    for sides in ((before, root), (root, before)):
        found = compare(*sides, TODAY, "main")
        for form, shown in DIFFS.items():
            yield f"diff {form}", shown(found, Style())
    done = kit("fix", "--dry-run", "--root", root.as_posix())
    yield "fix", done.stdout + done.stderr


def read(text: str) -> str:
    """Give a text as somebody reads it, the escapes of its format undone."""
    for sign, char in (("\\u00e9", "é"), ("&#64;", "@"), ("&#8203;", ""), ("&#95;", "_"), ("%20", " "), ("\\n", "\n")):
        text = text.replace(sign, char)
    return text


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("avant")
    (root / "departments").mkdir()
    (root / "departments" / "88-vosges").symlink_to(HOUSE / "departments" / "88-vosges")
    return root


CASES = [(kind, way) for kind in DATA for way in WRITINGS if (kind, way) not in UNKNOWABLE]


@pytest.mark.parametrize(("kind", "way"), CASES, ids=[f"{kind}, {way}" for kind, way in CASES])
def test_a_datum_is_told_and_leaves_nowhere(copy: Copy, kit: Kit, before: Path, kind: str, way: str) -> None:
    folder = copy("88")
    file, old, new = WRITINGS[way](DATA[kind])
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    report = judge(folder.parent.parent)
    assert any(f.severity is Severity.ERROR and f.rule == "donnee-personnelle" for f in report.findings)
    traces = Words(TRACES[kind])
    leaks = [(name, said[start:end]) for name, out in leaving(folder, report, before, kit) for said in [read(out)]
             for start, end in Canonical(said).spans(traces)]  # fmt: skip
    assert leaks == []


@pytest.mark.parametrize("written", [
    "nom: {a: Exempleuse}", "nom: [Exempleuse]", "adresse: [Exempleuse]",
    "prenom:\n    - Exempleuse\n    - Blandiflore",
    "nom:\n    famille: Exempleuse",
])  # fmt: skip
def test_what_a_personal_key_holds_leaves_nowhere(copy: Copy, kit: Kit, before: Path, written: str) -> None:
    folder = copy("88")
    path = folder / "sessions.yaml"
    path.write_text(path.read_text("utf-8").replace(REASON, f"{REASON}  {written}\n", 1), encoding="utf-8")
    report = judge(folder.parent.parent)
    assert any(f.rule == "donnee-personnelle" for f in report.findings)
    traces = Words(["Exempleuse", "Blandiflore"])
    leaks = [(name, said[start:end]) for name, out in leaving(folder, report, before, kit) for said in [read(out)]
             for start, end in Canonical(said).spans(traces)]  # fmt: skip
    assert leaks == []


@pytest.mark.parametrize(("file", "old", "new"), [
    ("sessions", REASON, f"{REASON}  mme_exempleuse: x\n"),
    ("sessions", REASON, f"{REASON}  jeanne_exempleuse: absente\n"),
    ("sessions", REASON, f"{REASON}  jeanne-exempleuse: absente\n"),
    ("membres", "medecin:\n", "jeanne_exempleuse:\n"),
    ("membres", "medecin:\n", "dr_exempleuse:\n"),
    ("commission", EXAMPLE, f"{EXAMPLE}jeanne_exempleuse: x\n"),
])  # fmt: skip
def test_a_key_made_of_a_name_leaves_nowhere(copy: Copy, kit: Kit, before: Path, file: str, old: str, new: str) -> None:
    folder = copy("88")
    path = folder / f"{file}.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    report = judge(folder.parent.parent)
    assert any(f.rule == "donnee-personnelle" for f in report.findings)
    traces = Words(["Exempleuse"])
    leaks = [(name, said[start:end]) for name, out in leaving(folder, report, before, kit) for said in [read(out)]
             for start, end in Canonical(said).spans(traces)]  # fmt: skip
    assert leaks == []


@pytest.mark.parametrize("written", [
    "? {nom: Exempleuse}\n  : y", "? [nom, Exempleuse]\n  : y", "? nom: Exempleuse\n  : y", "? - Exempleuse\n  : y",
    "? {adresse: Exempleuse, x: }\n  : y", "{nom: Exempleuse}: y", "[Exempleuse]: y", 'nom: "Exempleuse',
    "nom: Exempleuse: x", "prenom: @Exempleuse", "nom: [Exempleuse", "dossier: {nom: Exempleuse",
    "- {reference: a, prenom: Exempleuse", "  adresse: Exempleuse",
])  # fmt: skip
def test_what_is_read_as_no_value_leaves_nowhere(copy: Copy, kit: Kit, before: Path, written: str) -> None:
    folder = copy("88")
    path = folder / "sessions.yaml"
    path.write_text(path.read_text("utf-8").replace(REASON, f"{REASON}  {written}\n", 1), encoding="utf-8")
    report = judge(folder.parent.parent)
    assert any(f.rule == "yaml-illisible" for f in report.findings)
    traces = Words(["Exempleuse"])
    leaks = [(name, said[start:end]) for name, out in leaving(folder, report, before, kit) for said in [read(out)]
             for start, end in Canonical(said).spans(traces)]  # fmt: skip
    assert leaks == []


@pytest.mark.parametrize("key", [
    "prenom", "prénom", "initiales", "nom_de_naissance", "lieu_de_naissance", "age", "sexe", "nationalite", "domicile",
    "adresse", "telephone", "courriel", "agdref",
])  # fmt: skip
def test_a_key_about_a_person_leaves_nowhere_with_what_it_holds(copy: Copy, kit: Kit, before: Path, key: str) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    holder = "  - id: magistrat-2\n"
    path.write_text(path.read_text("utf-8").replace(holder, f"{holder}    {key}: Exempleuse\n", 1), encoding="utf-8")
    report = judge(folder.parent.parent)
    assert any(f.file.endswith("membres.yaml") and f.severity is Severity.ERROR for f in report.findings)
    traces = Words(["Exempleuse"])
    leaks = [(name, said[start:end]) for name, out in leaving(folder, report, before, kit) for said in [read(out)]
             for start, end in Canonical(said).spans(traces)]  # fmt: skip
    assert leaks == []


@pytest.mark.parametrize("written", ["prenom: a", 'prenom: "a"', "age: 34", "initiales: a."])
@pytest.mark.parametrize(("file", "old"), [("sessions", REASON), ("membres", "  - id: magistrat-2\n  ")])
def test_one_letter_is_hidden_nowhere(copy: Copy, file: str, old: str, written: str) -> None:
    folder = copy("88")
    path = folder / f"{file}.yaml"
    path.write_text(path.read_text("utf-8").replace(old, f"{old}  {written}\n{old[-2:]}", 1), encoding="utf-8")
    findings = judge(folder.parent.parent).findings
    assert [each.message for each in findings if " … " in each.message + each.remedy] == []


@pytest.mark.parametrize(("file", "old", "new"), [
    ("sessions", "presents: [magistrat-2", 'presents: ["Exempleuse, Jeanne"'),
    ("sessions", "presents: [magistrat-2", 'presents: ["Exempleuse, Blandiflore"'),
    ("sessions", "presents: [magistrat-2", "presents: [Blandiflore Exempleuse"),
    ("sessions", "presents: [magistrat-2", "presents: [Exempleuse"),
    ("sessions", REASON, f"{REASON}  supplees: Exempleuse\n"),
    ("sessions", REASON, f"{REASON}  pouvoirs:\n    - {{de: Exempleuse, a: medecin-2}}\n"),
    ("commission", EXAMPLE, f"{EXAMPLE}vacances:\n  - {{siege: Exempleuse, depuis: 2026-01-01}}\n"),
])  # fmt: skip
def test_a_word_that_designates_nobody_known_leaves_nowhere(
    copy: Copy, kit: Kit, before: Path, file: str, old: str, new: str
) -> None:
    folder = copy("88")
    path = folder / f"{file}.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    report = judge(folder.parent.parent)
    assert report.findings
    traces = Words(["Exempleuse", "Blandiflore"])
    leaks = [(name, said[start:end]) for name, out in leaving(folder, report, before, kit) for said in [read(out)]
             for start, end in Canonical(said).spans(traces)]  # fmt: skip
    assert leaks == []


@pytest.mark.parametrize("written", ["Médecin", "Les Sapins", "Ballon des Vosges", "PJ"])
def test_what_designates_a_known_member_badly_is_shown(copy: Copy, written: str) -> None:
    folder = copy("88")
    path = folder / "sessions.yaml"
    path.write_text(path.read_text("utf-8").replace("presents: [magistrat-2", f"presents: [{written}", 1), "utf-8")
    [told] = [each for each in judge(folder.parent.parent).findings if each.rule == "valeur-mal-ecrite"]
    assert written in told.message


@pytest.mark.parametrize("kind", list(DATA))
@pytest.mark.parametrize("way", ["fichier", "dossier", "fichier à côté"])
def test_a_name_of_a_file_or_folder_is_told_and_leaves_nowhere(
    copy: Copy, kit: Kit, before: Path, kind: str, way: str
) -> None:
    folder = copy("88")
    if way == "dossier":
        folder = folder.rename(folder.with_name(f"88-{DATA[kind]}"))
    else:
        place = folder if way == "fichier" else folder.parent
        (place / f"{DATA[kind]}.pdf").write_bytes(b"")
    report = judge(folder.parent.parent)
    findings = report.findings if way != "fichier à côté" else ()
    rule = "dossier-mal-nomme" if way == "dossier" else "fichier-inconnu"
    if findings:
        [told] = [finding for finding in findings if finding.rule == rule]
        assert told.file.startswith("departments/88-")
        assert "…" in told.file
    whole = kit("check", "--root", folder.parent.parent.as_posix())
    assert whole.returncode == 1
    assert "il n’est donc pas répété" in whole.stdout
    traces = Words(TRACES[kind])
    shown = [*leaving(folder, report, before, kit), ("tout", whole.stdout)]
    leaks = [(name, said[start:end]) for name, out in shown for said in [read(out)]
             for start, end in Canonical(said).spans(traces)]  # fmt: skip
    assert leaks == []
