"""A finding as the form shows it: what is wrong, what to do, and, when its remedy proposes a text, what a button that
writes it says. What the button says is read from what the text changes, not from the sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from kit.edit.fix.file import CODINGS
from kit.edit.form import sections, words
from kit.edit.form.draft import Draft
from kit.errors import UsageError
from kit.findings.finding import Finding, Pointer
from kit.french import spaced
from kit.yaml.source import Source

_REWRITTEN, _APPLIED = "Corriger l’écriture", "Appliquer ce remède"
_LONGEST = 120
_RECODED = "Appuyez sur « Corriger » : le fichier s’enregistre en UTF-8, sans que rien ne soit perdu."
_SHOWN = "Relisez le texte montré ici, corrigez-en ce qui doit l’être, puis appuyez sur « Relire »."


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a finding; `button` is empty when nothing can be written for her."""

    message: str
    remedy: str
    button: str = ""


def told(draft: Draft, finding: Finding, place: str) -> Said:
    """Say a finding; `place` is how the form leads to its field. Of a file that cannot be read, which is shown as it is
    written, the sentence of the check is the one that helps."""
    source = draft.dossier.sources.get(PurePosixPath(finding.file).stem)
    if source and not source.readable:
        return _unread(draft, finding, source)
    button = _button(draft, finding) if finding.edit else ""
    return Said(draft.said.message(finding), draft.said.remedy(finding, place), button)


def _unread(draft: Draft, finding: Finding, source: Source) -> Said:
    """Say what keeps a file from being read: one in another encoding is not taken elsewhere when it can be set right
    here."""
    if draft.mends(finding):
        return Said(finding.message, spaced(_RECODED), _REWRITTEN)
    if finding.rule in CODINGS and draft.whole(source) is not None:
        return Said(finding.message, spaced(_SHOWN))
    return Said(finding.message, finding.remedy, _button(draft, finding) if finding.edit else "")


def _button(draft: Draft, finding: Finding) -> str:
    branch = PurePosixPath(finding.edit.file if finding.edit else finding.file).stem
    try:
        after = draft.proposed(finding)
    except UsageError:
        return ""
    before = draft.dossier.sources[branch]
    if not before.readable or not after.readable:
        return _REWRITTEN
    changed = [_said(draft, *each) for each in _differences((branch,), before.data, after.data)]
    said = spaced(" ; ".join(changed))
    if not changed:
        return _REWRITTEN
    return said if len(said) <= _LONGEST and not words.mechanical(said) else _APPLIED


def _said(draft: Draft, pointer: Pointer, before: Any, after: Any) -> str:
    place, key = sections.way(draft, pointer)[-1], str(pointer[-1])
    if after is None:
        return f"Retirer « {place} »"
    if isinstance(before, list) and isinstance(after, list):
        gone, come = ([each for each in one if each not in other] for one, other in ((before, after), (after, before)))
        told = [f"Retirer {_named(draft, key, gone)}de « {place} »"] if gone else []
        return " ; ".join([*told, *([f"Ajouter {_named(draft, key, come)}sous « {place} »"] if come else [])])
    if isinstance(after, (dict, list)):
        return f"Ajouter sous « {place} »"
    return f"Écrire « {draft.said.word(key, after)} » dans « {place} »"


def _named(draft: Draft, key: str, values: list[Any]) -> str:
    return "" if any(isinstance(each, (dict, list)) for each in values) else f"« {draft.said.value(key, values)} » "


def _differences(pointer: Pointer, before: Any, after: Any) -> Iterator[tuple[Pointer, Any, Any]]:
    """Give the places whose values differ, the deepest ones."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _differences((*pointer, key), before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for rank, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _differences((*pointer, rank), one, other)
    elif before != after:
        yield pointer, before, after
