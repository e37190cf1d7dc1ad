"""What the page « Ma fiche » asks of the kit, and what it is answered: plain values, and files as bytes. The page holds
the files, and sends them back with each request."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from kit.diff.difference import Section as Told
from kit.edit.form import choosing, entering, gestures, papers, published, reading, remedies, sections
from kit.edit.form.draft import Draft, blank, code_of, opened
from kit.edit.form.nodes import identified, pointed
from kit.edit.form.words import file_title
from kit.errors import UsageError
from kit.findings.finding import Finding, Pointer, reached
from kit.findings.remedy import Change, add, drop, put
from kit.french import date as french_date
from kit.french import listing, spaced
from kit.judging import pipeline, standing
from kit.law.territories import territories
from kit.model.folder import branch_of
from kit.report.formats import citation, json
from kit.yaml import schema

Request = Mapping[str, Any]
Files = Mapping[str, bytes]
Answer = tuple[dict[str, Any], dict[str, bytes]]
# Les fichiers tels qu’on les a ouverts, pour dire ce qui a changé depuis.
_BEFORE = "avant/"
# Dans la page, les séances sont une seule liste, quel que soit le fichier de chacune.
_MISPLACED = "seance-mal-rangee"
_FAR = "Le kit ne peut pas juger à ce jour : choisissez-en un plus proche."


def answer(request: Request, files: Files) -> Answer:
    """Do what a request asks with files given by name. Raises UsageError for what cannot be asked."""
    done = _DOES.get(request.get("do", ""))
    if done is None:
        message = f"« {request.get('do')} » ne se demande pas."
        raise UsageError(message)
    try:
        return done(request, files)
    except OverflowError as error:
        raise UsageError(_FAR) from error


def _report(request: Request, files: Files) -> Answer:
    """Check the files of the folder `folder`, else of the one of their department, on the day `date` (AAAA-MM-JJ): the
    report as `kit check --format json` writes it."""
    return {"json": json.write(pipeline.given(request.get("folder") or _folder(files), files, _day(request)))}, {}


def _folder(files: Files) -> str:
    """Give the name of the folder of the department that the files name; a name that is nobody's when they do not."""
    known = territories().get(code_of(files))
    return known.folder if known else "departement"


def _day(request: Request) -> datetime.date:
    try:
        return datetime.date.fromisoformat(request["date"])
    except ValueError as error:
        raise UsageError(_FAR) from error


@dataclass(slots=True)
class _Shown:
    """The fiche last shown: a request that brings the same files is answered without reading them again, which takes
    longest where libyaml is not."""

    draft: Draft | None = None


_LAST = _Shown()


def _draft(request: Request, files: Files) -> Draft:
    """Read the fiche that the page holds: the department `code`, the day `date`."""
    last, held = _LAST.draft, {name: raw for name, raw in files.items() if branch_of(name)}
    if last and (last.files, last.territory.code, last.as_of) == (held, request["code"], _day(request)):
        return last
    return opened(held, request["code"], _day(request))


def _new(request: Request, _files: Files) -> Answer:
    """Begin the fiche of the department `code` from nothing."""
    if request["code"] not in territories():
        message = "Choisissez d’abord un département."
        raise UsageError(message)
    return _shown(blank(request["code"], _day(request)), request)


def _open(request: Request, files: Files) -> Answer:
    """Open files as they were chosen: each by its path, or a zip of them; of several departments, the one of `code`."""
    chosen = choosing.chosen(files, request.get("code", ""))
    shown, given = _shown(opened(chosen.files, chosen.code or None, _day(request)), request)
    return {**shown, "told": chosen.told}, given


def _edit(request: Request, files: Files) -> Answer:
    """Write `value` at the place `at`; nothing, and the place is taken away."""
    draft, pointer = _draft(request, files), pointed(request["at"])
    value = gestures.cleaned(request["value"])
    source = draft.dossier.sources.get(str(pointer[0]))
    held = reached({pointer[0]: source.data}, pointer) if source else None
    described = schema.at(str(pointer[0]), pointer[1:]) or {}
    if "uniqueItems" in described and isinstance(held, list):
        # Des cases cochées n’ont pas d’ordre : celui du fichier reste.
        value = [*(each for each in held if each in value), *(each for each in value if each not in held)]
    if value in ("", []) and held is None:
        return _shown(draft, request)
    if value in ("", []) and pointer[-1] in (schema.at(str(pointer[0]), pointer[1:-1]) or {}).get("required", ()):
        raise UsageError(_kept(draft, pointer))
    return _shown(draft.edited(_written_at(pointer, held, value)), request)


def _kept(draft: Draft, pointer: Pointer) -> str:
    """Say why a field cannot be emptied, and what its button is, when what holds it may be erased."""
    *_, holder, label = ("", *sections.way(draft, pointer))
    if not gestures.erased(pointer[:-1]):
        return spaced(f"« {label} » est obligatoire : corrigez-le.")
    whole = "toute l’entrée" if isinstance(pointer[-2], int) else f"tout le groupe « {holder} »"
    return spaced(f"« {label} » ne peut pas rester vide : effacez plutôt {whole}.")


def _written_at(pointer: Pointer, held: Any, value: Any) -> list[Change]:
    """Give the changes that write a value at a place: of a list of texts, those of its elements that differ only, the
    comments of the others being left where they stand."""
    if value in ("", []):
        return [drop(pointer)]
    if not isinstance(held, list) or not isinstance(value, list):
        return [put(pointer, value)]
    other = [rank for rank, (old, new) in enumerate(zip(held, value, strict=False)) if old != new]
    if len(held) == len(value) and all(held[rank] not in value and value[rank] not in held for rank in other):
        return [put((*pointer, rank), value[rank]) for rank in other]
    kept = [each for each in held if each in value]
    if kept and kept == value[: len(kept)]:
        gone = [rank for rank, each in enumerate(held) if each not in value]
        return [*(add(pointer, each) for each in value[len(kept) :]), *(drop((*pointer, rank)) for rank in gone[::-1])]
    return [put(pointer, value)]


def _act(request: Request, files: Files) -> Answer:
    """Do the gesture `gesture` at the place `at`, with the `values` that it asked."""
    draft = _draft(request, files)
    return _shown(gestures.done(draft, request["gesture"], pointed(request["at"]), request["values"]), request)


def _apply(request: Request, files: Files) -> Answer:
    """Do what the finding of rank `finding` proposes."""
    draft = _draft(request, files)
    found = draft.report.findings
    if not 0 <= request["finding"] < len(found):
        message = "Ce constat n’est plus là."
        raise UsageError(message)
    return _shown(draft.applied(found[request["finding"]]), request)


def _fix(request: Request, files: Files) -> Answer:
    """Correct all that leaves no doubt."""
    return _shown(_draft(request, files).fixed(), request)


def _show(request: Request, files: Files) -> Answer:
    """Show another section, or the inside of other entries."""
    return _shown(_draft(request, files), request)


def _changes(request: Request, files: Files) -> Answer:
    """Tell what changed since the files named « avant/… », which may be none, and in which files."""
    draft = _draft(request, files)
    first, before = _first(files), _before(request, files)
    told, compliance = draft.since(before)
    return {
        "sections": [asdict(each) for each in told],
        "before": compliance.before,
        "after": compliance.after,
        "text": _written(draft, told, compliance.before, compliance.after),
        "files": [
            {
                "name": name,
                "title": file_title(PurePosixPath(name).stem),
                "path": f"{draft.dossier.folder.name}/{name}",
                "fresh": name not in first,
            }
            for name, raw in draft.files.items()
            if first.get(name) != raw
        ],
    }, {}


def _preview(request: Request, files: Files) -> Answer:
    """Give the fiche to be read or printed."""
    return {"parts": [asdict(each) for each in reading.read(_draft(request, files))]}, {}


def _published(request: Request, files: Files) -> Answer:
    """Give what the page of the department will say, in HTML."""
    return {"html": published.html(_draft(request, files))}, {}


def _zip(request: Request, files: Files) -> Answer:
    """Give the four files as one."""
    draft = _draft(request, files)
    return {}, {f"{draft.territory.folder}{choosing.ZIP}": draft.zipped()}


def _import(request: Request, files: Files) -> Answer:
    """Put the spreadsheet of the name `table`, that stands among the files, into the fiche, or into an empty one when
    there is none, and show it; what has a title of `aside` is left out. What is wrong is said, and nothing is shown."""
    name, code = request["table"], request["code"]
    known = any(map(branch_of, files))
    draft = _draft(request, files) if known else blank(code, _day(request))
    told, after = entering.imported(draft, name, files[name], request["aside"])
    if told["faults"]:
        return told, dict(after.files)
    shown, given = _shown(after, request)
    return {**shown, **told}, given


def _export(request: Request, files: Files) -> Answer:
    """Give the fiche as a spreadsheet of the kind `ending`."""
    return {}, entering.exported(_draft(request, files), request["ending"])


def _model(request: Request, _files: Files) -> Answer:
    """Give an empty spreadsheet of the kind `ending`."""
    return {}, entering.model(_day(request), request["ending"])


def _write(request: Request, files: Files) -> Answer:
    """Write the file `name`, that no field can show, as the text `text`."""
    return _shown(_draft(request, files).rewritten(request["name"], request["text"]), request)


def _strangers(request: Request, _files: Files) -> Answer:
    """Say which of the `paths` chosen are to be read, and which are not opened."""
    kept, left = choosing.read(request["paths"])
    return {"kept": kept, "said": [*entering.strangers(request["paths"]), *left]}, {}


def _papers(request: Request, files: Files) -> Answer:
    """Give the papers that may be written, and what each asks."""
    draft = _draft(request, files)
    return {"papers": [asdict(each) for each in papers.offers(draft, _before(request, files))]}, {}


def _paper(request: Request, files: Files) -> Answer:
    """Write the paper `kind` with the `values` chosen for what it asks; what its cover note says, and its file."""
    made = papers.written(_draft(request, files), _before(request, files), request["kind"], request["values"])
    return {"irregular": made.irregular, "remarks": [asdict(each) for each in made.remarks]}, {made.name: made.raw}


def _before(request: Request, files: Files) -> Draft | None:
    """Give the fiche as it was opened, from the files named « avant/… »; None when there was none."""
    first = _first(files)
    return opened(first, request["code"], _day(request)) if first else None


def _first(files: Files) -> dict[str, bytes]:
    return {name.removeprefix(_BEFORE): raw for name, raw in files.items() if name.startswith(_BEFORE)}


def _shown(draft: Draft, request: Request) -> Answer:
    """Give the form: one section with what is inside the entries `opened`, all findings, and the files as they are."""
    _LAST.draft = draft
    shown = sections.section(draft, request.get("section", ""), frozenset(request.get("opened", ())))
    told = ((rank, each) for rank, each in enumerate(draft.report.findings) if each.rule != _MISPLACED)
    found = [_finding(draft, rank, each) for rank, each in told]
    verdict = standing.of_department(draft.report)
    numbers = {name: sum(each["section"] == name for each in found) for name in sections.titles()}
    return {
        "code": draft.territory.code,
        "name": draft.territory.name,
        "folder": draft.territory.folder,
        "day": french_date(draft.as_of),
        "verdict": {"style": verdict.value, "word": verdict.one},
        "sections": [{"id": id, "title": said, "findings": numbers[id]} for id, said in sections.titles().items()],
        "section": asdict(shown),
        "findings": found,
        "unread": [{"name": PurePosixPath(each.file).name, "text": draft.whole(each)} for each in draft.unread],
        "corrections": [asdict(each) for each in draft.corrections()] if draft.unread else [],
    }, dict(draft.files)


def _finding(draft: Draft, rank: int, finding: Finding) -> dict[str, Any]:
    """Give a finding in the words of the form: where it stands, and what its button does."""
    pointer = _pointer(finding)
    way, verdict = sections.way(draft, pointer), standing.of_finding(finding)
    told = remedies.told(draft, finding, " › ".join(way))
    source = draft.dossier.sources.get(str(pointer[0]))
    lined = (*way, f"ligne {finding.line}") if source and not source.readable else way
    entries = [identified(pointer[:size]) for size in range(1, len(pointer) + 1) if isinstance(pointer[size - 1], int)]
    return {
        "rank": rank,
        "style": verdict.value,
        "word": verdict.one,
        "section": sections.holding(pointer),
        "at": identified(pointer),
        "opens": entries,
        "way": list(lined),
        "file": PurePosixPath(finding.file).name,
        "line": finding.line if source and not source.readable else 0,
        "message": told.message,
        "remedy": told.remedy,
        "text": citation.cite(finding) or "",
        "button": told.button,
    }


def _pointer(finding: Finding) -> Pointer:
    branch, *parts = f"{PurePosixPath(finding.file).stem}{finding.pointer}".split("/")
    return (branch, *(int(each) if each.isdecimal() else each for each in parts))


def _written(draft: Draft, told: tuple[Told, ...], before: str | None, after: str | None) -> str:
    """Write what changed, to be kept or sent beside the files."""
    lines = [f"{draft.territory.name} ({draft.territory.code}), au {french_date(draft.as_of)}", ""]
    for each in told:
        lines.append(each.title)
        for group in each.groups:
            lines += [f"  {group.title}"] if group.title else []
            lines += [f"    {change.text}." for change in group.changes]
        lines.append("")
    if not told:
        lines += ["Rien n’a changé.", ""]
    return "\n".join([*lines, f"Verdict : {listing(filter(None, dict.fromkeys((before, after))), 'puis')}.", ""])


_DOES: Mapping[str, Callable[[Request, Files], Answer]] = {
    "report": _report, "new": _new, "open": _open, "edit": _edit, "act": _act,
    "apply": _apply, "fix": _fix, "show": _show, "changes": _changes, "preview": _preview, "zip": _zip,
    "import": _import, "export": _export, "model": _model, "write": _write, "strangers": _strangers,
    "papers": _papers, "paper": _paper, "published": _published,
}  # fmt: skip
