"""A remedy followed to the letter: the department where a sentence is said, what its remedy writes, what is said after.

An edit is applied by its lines and columns, as a forge would. Where there is none, the first text between « » that a
remedy gives is written at the place of the finding, and nowhere else: that is what a reader would do.
"""

import datetime
import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kit.findings.edit import Edit
from kit.findings.finding import OUTCOME_FR, Finding, Outcome, Pointer, Severity, json_pointer
from kit.findings.remedy import Change, Gesture, Grade
from kit.findings.rule import Breach, Example, Rule
from kit.judging import excuse, pipeline, registry
from kit.judging.judge import judgements
from kit.model import folder as folders
from kit.model.department import Dossier, assemble, identifiers, load, spots
from kit.privacy.mask import Found, mask
from kit.yaml import rewrite
from kit.yaml.names import line, name
from kit.yaml.source import Source, read_bytes
from kit.yaml.spot import applied
from kit.yaml.traps import TRAPS
from tests.conftest import DATA, HOUSE, TODAY
from tests.rules.examples import EXAMPLES, model
from tests.yaml.table import COMPLETE
from tests.yaml.traps import LONG, TABLES

Day = datetime.date
# Des jours où les textes se lisent chacun autrement.
DAYS = (TODAY, *map(Day.fromisoformat, ("2018-05-05", "2022-04-13", "2025-09-01", "2029-01-01")))
_SHOWN = re.compile("«[\u00a0\u202f ](.+?)[\u00a0\u202f ]»")
_HEAVY = 5_000
# Ces phrases donnent à choisir parmi des mots.
_WORDS = {"cle-inconnue", "valeur-inconnue", "valeur-mal-ecrite"}
# Une table de pièges se lit dans le dossier de la Lozère, quel que soit le code qu’elle écrit ; une ligne que rien ne
# lisait n’a pas encore ce qui manque à son groupe.
_BEYOND = {"dossier-mal-nomme", "valeur-absente"}
# Ce qu’un exemple entier n’a pas : des points de suspension, une date à remplir, une clé sans valeur.
_UNFINISHED = re.compile(r"…|AAAA|\bMM\b|:$")


@dataclass(frozen=True)
class Said:
    """A breach in a department on a day, with its sentence and its edit."""

    rule: Rule
    breach: Breach
    outcome: Outcome
    answer: rewrite.Answer
    origin: str = ""
    line: int = 0
    excused: bool = False

    @property
    def words(self) -> tuple[str, str]:
        """What is said, whatever the line."""
        return self.rule.id, self.answer.message

    def again(self, other: "Said") -> bool:
        """Tell whether another says the same, of the same place."""
        same = other.rule.id == self.rule.id and (not self.line or other.answer.message == self.answer.message)
        here = other.breach.pointer == self.breach.pointer and (bool(self.line) or other.key == self.key)
        return same and (here or bool(self.line and self.line == other.line))

    @property
    def key(self) -> tuple[str, str]:
        return self.rule.id, self.breach.case

    @property
    def error(self) -> bool:
        return self.rule.severity is Severity.ERROR and self.outcome is Outcome.FAIL and not self.excused


@dataclass(frozen=True)
class Scene:
    """A department on a day (none, when only its reading is looked at), and all that is said of it there."""

    dossier: Dossier
    day: Day | None
    said: tuple[Said, ...]


Case = tuple[Said, Scene]


@dataclass(frozen=True)
class Followed:
    """What came of a remedy: why it does not hold (nothing when it does), what was written, what is said after."""

    said: Said
    why: str = ""
    written: str = ""
    after: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        told = [
            f"{self.said.rule.id} | {self.said.breach.case} | {self.said.origin}",
            f"  lieu    {self.said.breach.pointer[0] if self.said.breach.pointer else ''}"
            f"{json_pointer(self.said.breach.pointer[1:])}",
            f"  constat {self.said.answer.message}",
            f"  remède  {self.said.answer.remedy}",
            f"  écrit   {self.written!r}",
            *(f"  après   {line}" for line in self.after),
            f"  pourquoi : {self.why}",
        ]
        return "\n".join(told)


def said(dossier: Dossier, day: Day, origin: str = "", personal: tuple[Found, ...] | None = None) -> list[Said]:
    """Give all that the rules say of a department on a day; what is personal in it is the same on every day."""
    case = pipeline.case(dossier, day)
    personal = mask(dossier.sources.values()).found if personal is None else personal
    return [
        Said(
            each.rule,
            breach,
            outcome,
            rewrite.answer(each.rule, breach, dossier.sources),
            origin,
            excused=case is not None and excuse.given(each.rule, breach, case) is not None,
        )
        for each in judgements(case, personal, registry.legal_rules())
        for breach, outcome, _ in each.breaches
    ]


def patched(example: Example) -> Dossier:
    """Give the model department once an example is written in its files, by the kit's own way of writing."""
    read = dict(model().sources)
    for change in _changes((), yaml.load(example.text, Loader=yaml.BaseLoader), model().tree):
        branch = str(change.pointer[0])
        source = read[branch]
        edits = rewrite.rewritten(source, change).edits
        assert edits, change
        read[branch] = reread(source, applied(source.text, edits))
    return assemble(model().folder, read)


def _changes(pointer: Pointer, patch: Any, target: Any) -> Iterator[Change]:
    """Give the changes of a JSON Merge Patch."""
    if isinstance(patch, dict) and isinstance(target, dict):
        for key, value in patch.items():
            yield from _changes((*pointer, key), value, target.get(key))
    elif patch == "null":
        if target is not None:
            yield Change(Gesture.DROP, pointer)
    else:
        yield Change(Gesture.PUT, pointer, _bare(patch))


def _bare(patch: Any) -> Any:
    if isinstance(patch, dict):
        return {key: _bare(value) for key, value in patch.items() if value != "null"}
    return [_bare(each) for each in patch] if isinstance(patch, list) else patch


def reread(source: Source, text: str) -> Source:
    """Read a file again once its text has changed."""
    return read_bytes(text.encode(), source.file, source.branch)


@functools.cache
def cases() -> list[Case]:
    """Give each sentence of the rules, at each key where it is said, with the first example and the first folder that
    say it."""
    found: dict[tuple[tuple[str, str], str, str], Case] = {}
    for scene in _everywhere():
        for each in scene.said:
            source = "fiche" if each.origin.startswith(f"fiche de {each.rule.id},") else "ailleurs"
            found.setdefault((each.key, name(each.breach.pointer), source), (each, scene))
    return [found[key] for key in sorted(found)]


@functools.cache
def _everywhere() -> list[Scene]:
    """Give all that is said of the folders of the tests, then of the examples of the sheets."""
    found = []
    for root in (HOUSE, *sorted((DATA / "invalid").iterdir())):
        for folder in folders.find(root, ()):
            dossier = load(folder)
            personal = mask(dossier.sources.values()).found
            for day in DAYS:
                told = said(dossier, day, f"{folder.path.name} au {day}", personal)
                found.append(Scene(dossier, day, tuple(told)))
    for rule, example in EXAMPLES:
        if example.outcome is not Outcome.PASS:
            day = Day.fromisoformat(example.day) if example.day else TODAY
            dossier = patched(example)
            told = said(dossier, day, f"fiche de {rule.id}, {OUTCOME_FR[example.outcome]}")
            found.append(Scene(dossier, day, tuple(told)))
    return found


def opposed() -> list[tuple[Said, Said]]:
    """Give the findings shown together whose edits replace the same characters by different ones."""
    pairs: list[tuple[Said, Said]] = []
    for scene in _everywhere():
        told = [each for each in scene.said if each.answer.edit and each.answer.edit.old]
        pairs += itertools.combinations(told, 2)
    return [(one, two) for one, two in pairs if _opposed(one.answer.edit, two.answer.edit)]


def _opposed(one: Edit | None, two: Edit | None) -> bool:
    if one is None or two is None or one.file != two.file:
        return False
    (start, end), (first, last) = _stretch(one), _stretch(two)
    return start < last and first < end and (start, end, one.new) != (first, last, two.new)


def _stretch(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    return (edit.line, edit.column), (edit.end_line, edit.end_column)


def traps() -> Iterator[Case]:
    """Give all that reading says of each row of the tables of traps, in a department that is otherwise complete."""
    for row in (*itertools.chain(*TABLES.values()), *(row for row in LONG if len(row.raw) < _HEAVY)):
        dossier = _row(row.file, row.raw)
        scene = Scene(dossier, None, ())
        source = dossier.sources[Path(row.file).stem]
        for spot in spots(source, identifiers(dossier.sources)):
            rule = TRAPS[spot.trap]
            answer = rewrite.answer(rule, spot.breach, {source.branch: source}, spot.edits)
            yield Said(rule, spot.breach, Outcome.FAIL, answer, row.name, spot.line), scene


def _row(file: str, raw: bytes) -> Dossier:
    files = {**{each: text.encode() for each, text in COMPLETE.items()}, file: raw}
    folder = folders.Folder(HOUSE / "departments" / "48-lozere", "departments/48-lozere")
    return assemble(
        folder, {Path(f).stem: read_bytes(each, f"{folder.name}/{f}", Path(f).stem) for f, each in files.items()}
    )


def follow(each: Said, scene: Scene) -> Followed:
    """Apply a remedy to the letter, and look at what is said after."""
    dossier, day = scene.dossier, scene.day
    declared = each.rule.remedies.get(each.breach.case)
    if declared and declared.nothing:
        return Followed(each)
    why, made = written(each, dossier.sources)
    if made is None:
        return Followed(each, why)
    source, text, new = made
    again = reread(source, text)
    # La lecture s’arrête à la première faute : la suivante, plus bas, ne pouvait pas se dire.
    if not again.readable and not (source.spots and all(spot.line > each.line > 0 for spot in again.spots)):
        return Followed(
            each, "le fichier ne se lit pas", new, tuple(f"{s.line}:{s.column} {s.trap}" for s in again.spots)
        )
    after = assemble(dossier.folder, {**dossier.sources, source.branch: again})
    known, now = [*_read(dossier), *scene.said, *_hidden(each, dossier, day)], _told(after, day)
    # Rien ne se dit d’un fichier où la lecture s’arrête encore, que la faute suivante.
    come = [other for other in now if again.readable and other.words not in {before.words for before in known}]
    if still := [other for other in now if each.again(other) and (other.words == each.words or not _moves(each))]:
        return Followed(each, "le constat reste", new, _shown([*still[:1], *come]))
    errors = (other for other in come if other.error and not _announced(other, each))
    if worse := [other for other in errors if day or other.rule.id not in _BEYOND]:
        return Followed(each, "une nouvelle erreur vient", new, _shown(worse))
    if source.readable and (lost := _lost(each.answer.edit, source, again)):
        return Followed(each, "autre chose a changé", new, tuple(lost))
    back = [other for other in come if _undoes(other, each, after, day)]
    return Followed(each, "un remède en défait un autre" if back else "", new, _shown(back))


def _hidden(each: Said, dossier: Dossier, day: Day | None) -> list[Said]:
    """Give what is already wrong in a commission that is not judged, and that its installation lets see."""
    if each.breach.pointer[:2] != ("commission", "installation"):
        return []
    source = dossier.sources["commission"]
    edits = rewrite.rewritten(source, Change(Gesture.DROP, ("commission", "installation"))).edits
    bare = reread(source, applied(source.text, edits))
    return _told(assemble(dossier.folder, {**dossier.sources, "commission": bare}), day)


def _announced(other: Said, each: Said) -> bool:
    """Tell whether a remedy said what comes after it: its own rule, at another key, which it names (« medecin: »)."""
    key = f"{other.breach.pointer[-1]}:" if other.breach.pointer else ""
    elsewhere = other.rule.id == each.rule.id and other.breach.pointer != each.breach.pointer
    return elsewhere and key in _texts(each.answer.remedy)


def _moves(each: Said) -> bool:
    """Tell whether a remedy takes an element out of a list: another then comes to its place, maybe at fault too."""
    declared = each.rule.remedies.get(each.breach.case)
    steps = (step.change(each.breach.pointer, each.breach.fields) for step in declared.steps) if declared else ()
    changes = each.breach.changes or tuple(steps)
    return any(change.gesture is Gesture.DROP and isinstance(change.pointer[-1], int) for change in changes)


def _told(dossier: Dossier, day: Day | None) -> list[Said]:
    """Give all that reading and the rules say of a department; a trap is looked at by itself (`day` is None)."""
    return [*_read(dossier), *(said(dossier, day) if day else ())]


def _read(dossier: Dossier) -> list[Said]:
    """Give all that reading says of a department."""
    return [
        Said(TRAPS[f.rule], _breach(f), f.outcome, rewrite.Answer(f.message, f.remedy, f.edit), "", f.line)
        for f in dossier.findings
    ]


def _breach(finding: Finding) -> Breach:
    """Give a breach at the place of a finding; its case is not known again."""
    branch = Path(finding.file).stem
    return Breach(pointer=(branch, *(_part(part) for part in finding.pointer.split("/")[1:])))


def _part(part: str) -> str | int:
    return int(part) if part.isdecimal() else part


def _shown(told: Iterable[Said]) -> tuple[str, ...]:
    return tuple(f"{each.rule.id} : {each.answer.message} → {each.answer.remedy}" for each in told)


def _lost(edit: Edit | None, before: Source, after: Source) -> list[str]:
    """Give the values that an edit took away, though they were not in what it replaced."""
    gone = (" ".join(value.split()) for value in leaves(before.data) - leaves(after.data))
    old = " ".join(edit.old.split()) if edit else ""
    return [value for value in gone if edit and value not in old and old not in value]


def _undoes(other: Said, first: Said, dossier: Dossier, day: Day | None) -> bool:
    """Tell whether following what is said after a remedy brings back what it answered."""
    _, made = written(other, dossier.sources)
    if made is None:
        return False
    source, text, _ = made
    after = assemble(dossier.folder, {**dossier.sources, source.branch: reread(source, text)})
    return any(first.again(each) for each in _told(after, day))


def written(each: Said, files: dict[str, Source]) -> tuple[str, tuple[Source, str, str] | None]:
    """Give the file that a remedy changes, its text after and what was written; else why nothing can be."""
    if edit := each.answer.edit:
        source = next(source for source in files.values() if source.file == edit.file)
        return "", (source, done(source.text, edit), edit.new)
    declared = each.rule.remedies.get(each.breach.case)
    # Ce qui est trop long pour qu’un rapport le propose se suit comme un exemple.
    example = declared is not None and declared.grade is Grade.EXAMPLE
    if declared and (example or each.breach.changes):
        steps = [step.change(each.breach.pointer, each.breach.fields) for step in declared.steps]
        source_, made = rewrite.changed(files, each.breach.changes or steps)
        if example and made.text and made.text not in each.answer.remedy.replace("\u00a0", " ").replace("\u202f", " "):
            return "la phrase ne montre pas ce qu’elle fait écrire", None
        return ("le lieu n’existe pas", None) if not made.edits or source_ is None else ("", _made(source_, made))
    return _literal(each, files)


def _made(source: Source, made: rewrite.Rewriting) -> tuple[Source, str, str]:
    return source, applied(source.text, made.edits), made.text


def done(text: str, edit: Edit) -> str:
    """Apply an edit by its lines and columns."""
    start, end = _index(text, edit.line, edit.column), _index(text, edit.end_line, edit.end_column)
    assert text[start:end] == edit.old
    return text[:start] + edit.new + text[end:]


def _index(text: str, line: int, column: int) -> int:
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def _literal(each: Said, files: dict[str, Source]) -> tuple[str, tuple[Source, str, str] | None]:
    """Write the first text that a remedy gives between « » at the place of the finding."""
    shown = _texts(each.answer.remedy)
    whole = [text for text in shown if not _UNFINISHED.search(text) and re.match(r"- |[a-z_]+: ", text)]
    words = [text for text in shown if re.fullmatch(r"[\w-]+", text)]
    if not whole and words and each.rule.id in _WORDS:
        whole = [words[0] if each.rule.id == "cle-inconnue" else line(each.breach.pointer, words[0])]
    if not whole:
        return "le remède ne donne aucun texte entier à écrire", None
    source = files.get(str(each.breach.pointer[0])) if each.breach.pointer else None
    if source is None:
        return "le constat n’a pas de lieu", None
    try:
        value = yaml.load(whole[0], Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return "le texte donné n’est pas du YAML", None
    made = rewrite.rewritten(source, _placed(each.breach.pointer, value, source))
    return ("le lieu n’existe pas", None) if not made.edits else ("", _made(source, made))


def _texts(remedy: str) -> list[str]:
    """Give the texts that a remedy gives between « »."""
    return [found.replace("\u00a0", " ").replace("\u202f", " ") for found in _SHOWN.findall(remedy)]


def _placed(pointer: Pointer, value: Any, source: Source) -> Change:
    if isinstance(value, str):
        return Change(Gesture.RENAME, pointer, value)
    if isinstance(value, list) and pointer in source.spans:
        return Change(Gesture.PUT, pointer, value[0])
    if isinstance(value, list):
        return Change(Gesture.ADD, pointer[:-1] if isinstance(pointer[-1], int) else pointer, value[0])
    ((key, inside),) = value.items()
    if pointer[-1] == key:
        return Change(Gesture.PUT, pointer, inside)
    here = source.data
    for part in pointer[1:]:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            here = None
    if isinstance(here, list):
        return Change(Gesture.ADD, pointer, {key: inside})
    group = len(pointer) == 1 or isinstance(here, dict) or (here is None and isinstance(pointer[-1], int))
    return Change(Gesture.PUT, (*(pointer if group else pointer[:-1]), key), inside)


def leaves(data: Any) -> Counter[str]:
    """Count the simple values of a file."""
    if isinstance(data, dict):
        return sum((leaves(value) for value in data.values()), Counter())
    if isinstance(data, list):
        return sum((leaves(value) for value in data), Counter())
    return Counter([str(data)])
