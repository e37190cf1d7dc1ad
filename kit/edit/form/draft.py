"""The fiche of a department while it is written: four files in memory, judged on a day. A change touches only the
characters that it must, and is refused unless the file, read again, holds exactly what was wanted."""

import codecs
import datetime
import functools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kit.diff.compare import of_department
from kit.diff.difference import Compliance, Section
from kit.diff.lexicon import Lexicon
from kit.diff.sections import lexicon, sections
from kit.edit.amendment import no_longer_empty
from kit.edit.fix import corrected as fix
from kit.edit.fix.file import CODINGS, legible
from kit.edit.form.change import emptied, made
from kit.edit.form.words import Words
from kit.edit.new.four_files import files as begun
from kit.errors import UsageError
from kit.files.archive import packed
from kit.findings.edit import Edit
from kit.findings.finding import DepartmentReport, Finding
from kit.findings.remedy import Change, Gesture
from kit.french import listing, spaced
from kit.judging import pipeline
from kit.judging.cut import by_reading
from kit.judging.pipeline import Checked
from kit.law.territories import Territory, territories
from kit.law.texts import composition_on
from kit.model import folder as folders
from kit.model.department import Dossier, assemble, load
from kit.model.folder import FILES, ordered
from kit.yaml import rewrite, spot
from kit.yaml.source import Source, read_bytes


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A fiche on a day: its files by name, and what reading them gives. What is asked of it often is made once."""

    territory: Territory
    as_of: datetime.date
    files: Mapping[str, bytes]
    dossier: Dossier

    @functools.cached_property
    def checked(self) -> Checked:
        """What its check leaves."""
        return pipeline.judged(self.dossier, self.as_of, cases=True, shown=by_reading)

    @property
    def report(self) -> DepartmentReport:
        """What the rules say of it on that day."""
        return self.checked.department

    @functools.cached_property
    def words(self) -> Lexicon:
        """What says its values in French, without what must not be repeated."""
        return lexicon([self.dossier], self.as_of, self.checked.hidden)

    @functools.cached_property
    def said(self) -> Words:
        """What says its findings as a form does."""
        return Words(self.as_of, self.words.names)

    @property
    def personal(self) -> tuple[Finding, ...]:
        """What it holds on persons, which no fiche may."""
        return tuple(found for found in self.report.findings if found.rule == pipeline.PERSONAL)

    @property
    def unread(self) -> tuple[Source, ...]:
        """The files that could not be read as values, which no field can show."""
        return tuple(source for source in self.dossier.sources.values() if not source.readable)

    def whole(self, source: Source) -> str | None:
        """Give the whole text of a file in the encoding that is its own, or None when nobody can tell it."""
        return source.text if source.readable else legible(self.files[f"{source.branch}.yaml"])

    def edited(self, changes: Iterable[Change]) -> "Draft":
        """Make changes one after the other. Raises UsageError for one that cannot be written exactly, and for a datum
        on a person, which the sentence of the check names: nothing is then changed."""
        draft, written = self, set()
        for change in changes:
            draft = draft._changed(change)
            written.add("/".join(map(str, change.pointer)))
        told = draft.personal
        known = Counter((found.file, found.message) for found in self.personal) if told else Counter[tuple[str, str]]()
        for found in told:
            known[found.file, found.message] -= 1
            place = f"{Path(found.file).stem}{found.pointer}"
            if place in written or known[found.file, found.message] < 0:
                raise UsageError(f"{self.said.message(found)} {self.said.remedy(found, found.rule)}")
        return draft

    def applied(self, finding: Finding) -> "Draft":
        """Do what the remedy of one of its findings proposes. Raises UsageError as `proposed`."""
        return self._with(self.proposed(finding))

    def proposed(self, finding: Finding) -> Source:
        """Give the file as the remedy of a finding proposes to write it. Raises UsageError when it proposes no text,
        or when what it would replace is no longer there."""
        edit = finding.edit
        source = self.dossier.sources.get(Path(edit.file if edit else finding.file).stem)
        text = _replaced(source.text, edit) if source and edit else None
        if source and self.mends(finding):
            text = self.whole(source)
        if source is None or text is None:
            message = "Ce remède ne peut pas être appliqué d’un bouton : écrivez-le dans le champ."
            raise UsageError(message)
        return read_bytes(_encoded(text, source.raw), source.file, source.branch)

    def mends(self, finding: Finding) -> bool:
        """Tell whether `fixed` answers what is found on the encoding of a file."""
        file = self._corrected.files.get(Path(finding.file).stem) if finding.rule in CODINGS else None
        return file is not None and any(made.rule == finding.rule for made in file.made)

    def fixed(self) -> "Draft":
        """Correct all that leaves no doubt, as `kit fix` does."""
        files = {f"{branch}.yaml": file.raw for branch, file in self._corrected.files.items()}
        return opened({**self.files, **files}, self.territory.code, self.as_of)

    def corrections(self) -> tuple[fix.Change, ...]:
        """Give what `fixed` changes, line by line."""
        return tuple(fix.changes(self._corrected))

    def rewritten(self, name: str, text: str) -> "Draft":
        """Give the fiche with another text of one of its files, which keeps its byte order mark and its line ends.
        Raises UsageError for a file whose text could not be shown whole: writing it would lose the rest."""
        source = self.dossier.sources.get(Path(name).stem)
        if source and self.whole(source) is None:
            message = f"Le texte de « {name} » ne peut pas être montré en entier : rien n’a été changé."
            raise UsageError(spaced(message))
        return opened({**self.files, name: _encoded(text, self.files.get(name))}, self.territory.code, self.as_of)

    def since(self, before: "Draft | None") -> tuple[tuple[Section, ...], Compliance]:
        """Tell what changes from another state of the fiche, and what that does to its findings, as `kit diff`."""
        told = sections(before.dossier if before else None, self.dossier, self.as_of)
        return told, of_department(before.report if before else None, self.report)

    def zipped(self) -> bytes:
        """Give the files in their folder, as one."""
        return packed({f"{self.territory.folder}/{name}": raw for name, raw in self.files.items()})

    @functools.cached_property
    def _corrected(self) -> fix.Department:
        return fix.corrected(self.dossier.folder, frozenset(self.dossier.sources))

    def _changed(self, change: Change) -> "Draft":
        branch = str(change.pointer[0])
        draft = self if branch in self.dossier.sources else self._begun(branch)
        source = draft.dossier.sources[branch]
        if not source.readable:
            message = "Ce fichier ne peut pas être lu : corrigez d’abord ce qui l’empêche de l’être."
            raise UsageError(message)
        if change.gesture is Gesture.DROP:
            change = replace(change, pointer=emptied(source.data, change.pointer))
        _, written = rewrite.changed({branch: source}, [change])
        text = spot.applied(source.text, (*written.edits, *no_longer_empty(source)))
        after = read_bytes(_encoded(text, source.raw), source.file, branch)
        if not written.edits or not after.readable or after.data != made(source.data, change):
            message = "Ce changement ne peut pas être écrit sans toucher à autre chose : rien n’a été changé."
            raise UsageError(message)
        return draft._with(after)

    def _begun(self, branch: str) -> "Draft":
        name = f"{branch}.yaml"
        text = begun(self.territory, {}, self.as_of)[name]
        return self._with(read_bytes(text.encode(), f"{self.dossier.folder.name}/{name}", branch))

    def _with(self, source: Source) -> "Draft":
        """Give the fiche with another state of one of its files."""
        files = {**self.files, f"{source.branch}.yaml": source.raw or b""}
        folder = folders.given(self.territory.folder, files)
        dossier = assemble(folder, {**self.dossier.sources, source.branch: source})
        return Draft(territory=self.territory, as_of=self.as_of, files=files, dossier=dossier)


def blank(code: str, as_of: datetime.date) -> Draft:
    """Begin the fiche of a department from nothing, as `kit new` writes it. Raises UsageError before the first text."""
    territory = territories()[code]
    return opened({name: text.encode() for name, text in begun(territory, {}, as_of).items()}, code, as_of)


def opened(files: Mapping[str, bytes], code: str | None, as_of: datetime.date) -> Draft:
    """Open a fiche from its files by name, whatever they hold; the department is the one given, else the one that
    they name. Raises UsageError when none of the four is there, when nobody says which department it is, and before the
    first wording of R. 121-12-7."""
    kept = {name: files[name] for name in ordered(files)}
    if not kept:
        message = f"Aucun des quatre fichiers n’est là : choisissez {listing(FILES)}, ou leur répertoire."
        raise UsageError(message)
    territory = territories().get(code or code_of(kept))
    if territory is None:
        message = "Ces fichiers ne disent pas de quel département ils sont : choisissez-le, puis ouvrez-les de nouveau."
        raise UsageError(message)
    composition_on(as_of)
    dossier = load(folders.given(territory.folder, kept))
    return Draft(territory=territory, as_of=as_of, files=kept, dossier=dossier)


def code_of(files: Mapping[str, bytes]) -> str:
    """Give the code of the department that the files name, or nothing."""
    data = read_bytes(files.get("commission.yaml", b""), "commission.yaml", "commission").data
    code: Any = data.get("departement") if isinstance(data, dict) else None
    return code if isinstance(code, str) else ""


def _encoded(text: str, before: bytes | None) -> bytes:
    """Give a text as the file that held it was written: its byte order mark, and its line ends when they are alike."""
    raw = before or b""
    ends = "\r\n" if raw.count(b"\r\n") == raw.count(b"\n") > 0 else "\n"
    return (codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b"") + text.replace("\n", ends).encode()


def _replaced(text: str, edit: Edit) -> str | None:
    """Give a text with an edit made; None when what it takes away is not what stands there."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    if max(edit.line, edit.end_line) >= len(starts):
        return None
    start, end = starts[edit.line - 1] + edit.column - 1, starts[edit.end_line - 1] + edit.end_column - 1
    return text[:start] + edit.new + text[end:] if text[start:end] == edit.old else None
