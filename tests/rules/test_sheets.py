"""The sheets of the rules: each is well formed, judged by Python and by nothing else, and all it can say is said."""

import ast
import datetime
import json
import re
import shutil
import string
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from kit import rules
from kit.errors import RuleError
from kit.files import resources
from kit.findings.finding import SEVERITY_FR, Finding, Severity
from kit.findings.rule import Breach, Rule, Scope, Sentence, Subject
from kit.french import NBSP, NNBSP
from kit.judging import pipeline, registry
from kit.judging.codes import codes
from kit.judging.judge import judgements
from kit.law.territories import territories
from kit.model import folder as folders
from kit.model.department import load
from kit.privacy.mask import mask
from kit.yaml import rewrite, sheets
from kit.yaml.traps import FAMILY, TRAPS
from tests.conftest import DATA, HOUSE, TODAY
from tests.rules.examples import EXAMPLES, judged
from tests.yaml.traps import ELSEWHERE, LONG, TABLES

ALL = registry.catalogue()
FILES = sorted(resources.RULES.glob("*/*.md"))
SCHEMA = json.loads((resources.RULES / "regle.schema.json").read_text(encoding="utf-8"))
# Des jours où les textes se lisent chacun autrement : le jour des exemples, et ceux de rédactions passées ou à venir.
DAYS = (TODAY, *map(datetime.date.fromisoformat, ("2018-05-05", "2022-04-13", "2025-09-01", "2029-01-01")))
FAR = datetime.date(2200, 1, 1)
# Ce qu’aucun fichier ne fait dire : test_droit.py fait finir un texte, test_traps.py lit un dossier comme un fichier.
SAID_BY_ITS_OWN_TEST = {
    ("fins-de-ligne-windows", "plusieurs"), ("droit-a-relire", "fin"), ("fichier-inaccessible", ""),
    ("substitution-incomplete", "service"), ("departement-repete", "copie"),
}  # fmt: skip
Said = dict[tuple[str, str], list[tuple[str, str]]]


def at(path: Path, words: str = "---") -> str:
    """Give the place of the first line that holds some words, as `file:line`."""
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next((number for number, line in enumerate(lines, 1) if words in line), 1)
    return f"{path.relative_to(HOUSE).as_posix()}:{number}"


def sheet(rule: Rule) -> Path:
    return resources.RULES / rule.family / f"{rule.id}.md"


def of_file(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", FILES, ids=of_file)
def test_a_front_matter_follows_its_schema(path: Path) -> None:
    _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    known = yaml.load(front, Loader=yaml.BaseLoader)
    faults = [(error.json_path, error.message) for error in Draft202012Validator(SCHEMA).iter_errors(known)]
    assert faults == [], at(path)
    assert known["id"] == path.stem, at(path, "id: ")


def test_the_schema_of_the_front_matter_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]["gravite"]["enum"]) == set(SEVERITY_FR.values())
    assert {*SCHEMA["properties"]["sujet"]["enum"], Subject.CASE.value} == {subject.value for subject in Subject}


def test_each_sheet_is_judged_and_each_judgement_has_its_sheet() -> None:
    known = {sheet(rule) for rule in ALL}
    assert [at(path) for path in FILES if path not in known] == []
    assert [str(path) for path in known if not path.is_file()] == []


def test_each_family_has_its_folder_and_each_folder_its_family() -> None:
    families = {module.__name__.rpartition(".")[2] for module in rules.FAMILIES}
    assert {path.parent.name for path in FILES} == families | {FAMILY}


def test_a_judgement_without_a_sheet_is_named() -> None:
    with pytest.raises(RuleError, match=r"« kit/rules/mandats/mandat-inconnu\.md » manque"):
        sheets.read("mandats", "mandat-inconnu")


@pytest.mark.parametrize("text", ["# Titre\n", "---\nid: a\n---\n", "---\ngravite: grave\n---\n", "---\na: [\n---\n"])
def test_a_sheet_that_cannot_be_read_is_named(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "RULES", tmp_path / "kit" / "rules")
    (tmp_path / "kit" / "rules" / "essai").mkdir(parents=True)
    (tmp_path / "kit" / "rules" / "essai" / "a.md").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"« kit/rules/essai/a\.md » n’a pas de données lisibles"):
        sheets.read("essai", "a")


def test_a_line_that_is_no_sentence_is_named() -> None:
    wrong = Rule(id="a", family="essai", severity=Severity.NOTE, sheet="# Titre\n\n## Phrases\n\n| un | deux |\n")
    with pytest.raises(RuleError, match=r"kit/rules/essai/a\.md : cette ligne .* \| un \| deux \|"):
        _ = wrong.sentences


def test_a_trap_is_sprung_by_the_code_that_reads() -> None:
    named = {word for room in ("yaml", "model", "judging") for word in _words(resources.RULES.parent / room)}
    # Un nom peut être fait de deux mots : le genre de la valeur, puis la faute.
    endings = tuple(word for word in named if re.fullmatch(r"(-[a-z]{4,})+", word))
    assert [at(sheet(t)) for t in TRAPS.values() if t.id not in named and not t.id.endswith(endings)] == []


def _words(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_the_sections_of_a_sheet_are_in_order(rule: Rule) -> None:
    heads = re.findall(r"^(?:#+ .+|\*\*(?:Ce que dit|Ce qui est|Comment).+?\*\*|\| Cas .+)", rule.sheet, re.MULTILINE)
    told = [] if rule.id in TRAPS else ["**Ce que dit le texte.**", "**Ce qui est vérifié.**", "**Comment corriger.**"]
    first, *_ = rule.sheet.split("\n")
    assert first.startswith("# "), at(sheet(rule), "# ")
    assert heads == [first, *told, "## Phrases", "| Cas | Ce qui ne va pas | Ce qu’il faut écrire |"]
    assert rule.sheet.count("```yaml title=") == len(rule.examples), at(sheet(rule), "```yaml title=")


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_sentence_is_a_line_of_the_table(rule: Rule) -> None:
    _, _, table = rule.sheet.partition("| --- | --- | --- |\n")
    lines = [line for line in table.split("\n") if line]
    assert len(lines) == len(rule.sentences), at(sheet(rule), "| Cas |")
    for case, sentence in rule.sentences.items():
        assert sentence.message, at(sheet(rule), f"| {case} |")
        assert sentence.remedy, at(sheet(rule), f"| {case} |")


@pytest.fixture(scope="module")
def said() -> Said:
    """What is said of the examples of the sheets and of the example departments: by rule and case, the sentences."""
    found: Said = {}
    for rule, breach in _breaches():
        # Une place sans valeur arrête ici, avec le nom de la règle et de la phrase.
        try:
            told = rewrite.answer(rule, breach, {})
        except KeyError as missing:
            pytest.fail(f"{at(sheet(rule), f'| {breach.case} |')} : {missing} n’a pas de valeur")
        found.setdefault((rule.id, breach.case), []).append((told.message, told.remedy))
    return found


def _breaches() -> Iterator[tuple[Rule, Breach]]:
    for _, example in EXAMPLES:
        yield from judged(example)
    for root in (HOUSE, *(DATA / "invalid").iterdir()):
        for read in map(load, folders.find(root, ())):
            for day in DAYS:
                case = pipeline.case(read, day)
                personal = mask(read.sources.values()).found
                for told in judgements(case, personal, registry.legal_rules()):
                    yield from ((told.rule, breach) for breach, _, _ in told.breaches)
    for rule in registry.legal_rules():
        if rule.scope is Scope.NATIONAL and rule.check is not None:
            subject: Any = FAR if rule.subject is Subject.DAY else codes(frozenset(), frozenset(territories()))
            yield from ((rule, breach) for breach in rule.check(subject))


def test_every_sentence_of_a_rule_is_said(said: Said) -> None:
    silent = [
        at(sheet(rule), f"| {case} |" if case else "| | ")
        for rule in registry.legal_rules()
        for case in rule.sentences
        if (rule.id, case) not in {*said, *SAID_BY_ITS_OWN_TEST}
    ]
    assert silent == [], "aucun exemple de la fiche, aucun département d’exemple ne fait dire ces phrases"


# Ce que l’on contracte toujours devant un nom : « du », « des », « au », « aux », « d’un ».
UNCONTRACTED = re.compile(
    r"\b(?:de|De|à|À) (?:le|les) (?!faire|dire|\w+(?:er|ir)\b)|\b(?:de|à) (?:du|des|au|aux|de|à)\b|\bde (?:un|une)\b"
)


def test_no_sentence_forgets_a_contraction(said: Said) -> None:
    quoted = re.compile(r"«[^»]*»")
    sentences = {text for told in said.values() for both in told for text in both}
    assert sentences
    assert [text for text in sentences if UNCONTRACTED.search(quoted.sub("…", text))] == []


def test_every_sentence_that_is_said_is_in_a_sheet(said: Said) -> None:
    written = {(rule.id, case) for rule in registry.legal_rules() for case in rule.sentences}
    assert set(said) <= written


def _matches(sentence: Sentence, told: Iterable[tuple[str, str]]) -> bool:
    shapes = [_shape(sentence.message), _shape(sentence.remedy)]
    return any(all(map(re.Pattern.fullmatch, shapes, map(_plain, texts))) for texts in told)


def _shape(template: str) -> re.Pattern[str]:
    parts = string.Formatter().parse(template)
    return re.compile("".join(re.escape(_plain(text)) + (".*" if name else "") for text, name, _, _ in parts))


def _plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


@pytest.mark.parametrize("trap_id", sorted(set(TRAPS) - set(ELSEWHERE)))
def test_every_sentence_of_a_trap_is_said_by_a_row(trap_id: str) -> None:
    trap = TRAPS[trap_id]
    told = [
        (message, remedy)
        for row in (*(row for table in TABLES.values() for row in table), *LONG)
        for head, message, remedy in row.found
        if head.split()[1] == trap.id
    ]
    for case, sentence in trap.sentences.items():
        said = _matches(sentence, told) or (trap_id, case) in SAID_BY_ITS_OWN_TEST
        assert said, at(sheet(trap), f"| {case} |" if case else "| | ")


@pytest.fixture(scope="module")
def misplaced(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """What is said of folders and of files that are not where they should be."""
    root, away = tmp_path_factory.mktemp("depot"), tmp_path_factory.mktemp("ailleurs")
    model = HOUSE / "departments" / "48-lozere"
    for name in ("48-lozere", "48-lozerre", "48-inconnue@exemple.fr"):
        shutil.copytree(model, root / "departments" / name)
    shutil.copytree(HOUSE / "departments" / "88-vosges", root / "departments" / "88-voges")
    (root / "kit.yaml").write_text('departements: ["48"]\n', encoding="utf-8")
    odd = root / "departments" / "48-lozere"
    for name in ("membres", "sessions", "procedures"):
        (odd / f"{name}.yaml").unlink()
    (odd / "membres.yaml").symlink_to(model / "membres.yaml")
    (odd / "notes.yaml").write_text("a: b\n", encoding="utf-8")
    (odd / "sessions-2025.yaml").write_text("- {date: 2024-05-23, etat: tenue}\n", encoding="utf-8")
    (odd / "sessions-2024.yaml").mkdir()
    (odd / "inconnue@exemple.fr.yaml").write_text("a: b\n", encoding="utf-8")
    (root / "departments" / "07-ardeche").symlink_to(away)
    report, _ = pipeline.run(root, (), TODAY)
    return list(report.findings)


@pytest.mark.parametrize("trap_id", sorted(set(ELSEWHERE) - {"code-sans-guillemets"}))
def test_every_sentence_of_a_folder_is_said(trap_id: str, misplaced: list[Finding]) -> None:
    told = [(finding.message, finding.remedy) for finding in misplaced if finding.rule == trap_id]
    for case, sentence in TRAPS[trap_id].sentences.items():
        said = _matches(sentence, told) or (trap_id, case) in SAID_BY_ITS_OWN_TEST
        assert said, at(sheet(TRAPS[trap_id]), f"| {case} |" if case else "| | ")
