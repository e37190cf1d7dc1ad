"""The ways into a fiche that are not its four files, and out of it: a spreadsheet, the text of a file that no field can
show; and what is said of chosen files that are none of these."""

import datetime
from collections.abc import Container, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from kit.edit.form.choosing import ZIP
from kit.edit.form.draft import Draft, opened
from kit.edit.sheet import exporting, faults, importing, workbook, writing
from kit.edit.sheet.exporting import Written
from kit.edit.sheet.faults import Fault, UnusableError
from kit.edit.sheet.tables import comparable, tables
from kit.errors import UsageError
from kit.french import count, listing, quoted, spaced
from kit.model.folder import FILES, branch_of, meant_for_years
from kit.model.folder import near as meant
from kit.model.repository import FILE as HOUSE
from kit.privacy.names import quotable
from kit.yaml.source import Source

TABLES = (".xlsx", ".ods", ".csv")
_MODEL = "modele"
_YAML = (".yaml", ".yml")
_STEMS = tuple(PurePosixPath(name).stem for name in FILES)
# Ce qui se dit un par un des fichiers que l’on n’ouvre pas.
_MOST = 5
_REFUSED = "refus"
_UNFIT = (
    "Un fichier de cette fiche manque, ou ne se lit pas tel qu’il est écrit : corrigez-le d’abord, puis ouvrez de "
    "nouveau le tableau."
)


def imported(draft: Draft, name: str, raw: bytes, aside: Iterable[str]) -> tuple[dict[str, Any], Draft]:
    """Put the rows of a spreadsheet into a fiche, as `kit importer` does; columns and sheets of the titles `aside` are
    left out. Gives what is said, and the fiche: as it was when something is wrong. Raises UsageError for a file that is
    no spreadsheet, and for a fiche that cannot be completed."""
    sheets = _sheets(name, raw)
    # Ni marque d’ordre, ni fins de ligne d’un autre système : elles se remettent ensuite.
    plain = {file: source.text.encode() for file, source in _sources(draft)}
    try:
        dossier = opened(plain, draft.territory.code, draft.as_of).dossier
        made = importing.imported(dossier, sheets, draft.as_of, set(map(comparable, aside)))
    except UsageError as error:
        raise UsageError(spaced(_UNFIT)) from error
    told = [_told(draft, fault) for fault in sorted(made.faults, key=Fault.order)]
    wrong = [each for rank, each in enumerate(told) if each not in told[:rank]]
    if made.amendment is None or wrong:
        return {"faults": wrong}, draft
    for file in made.amendment.files:
        draft = draft.rewritten(f"{file.branch}.yaml", file.after)
    return {"faults": [], "told": f"{made.told}.", "names": _names(made.names), "named": list(made.named)}, draft


def exported(draft: Draft, ending: str) -> dict[str, bytes]:
    """Give a fiche as a spreadsheet of this kind, as `kit exporter` does, by name. Raises UsageError as
    `exporting.exported`, in the words of the page, and for a kind that is not written."""
    try:
        sheets = exporting.exported(draft.dossier, draft.as_of)
    except UsageError as error:
        raise UsageError(spaced(_hindering(draft))) from error
    return _written(sheets, f"{draft.territory.folder}{ending}", draft.as_of)


def _hindering(draft: Draft) -> str:
    """Say what keeps a fiche from being a spreadsheet: files that are missing, that cannot be read, then values."""
    names = dict.fromkeys(f"{table.branch}.yaml" for table in tables().values())
    missing = [name for name in names if name not in draft.files]
    unread = [f"{source.branch}.yaml" for source in draft.unread]
    if missing:
        them = "le" if len(missing) == 1 else "les"
        told = f"Il manque {quoted(missing)} : ouvrez-{them} avec les autres fichiers"
    elif unread:
        verb, its = ("lit", "son") if len(unread) == 1 else ("lisent", "leur")
        told = f"{quoted(unread)} ne se {verb} pas : corrigez {its} texte, sous le titre de la fiche"
    else:
        told = "Une valeur ne se lit pas, ou parle d’une personne : corrigez ce que disent les constats"
    return f"{told}, puis téléchargez de nouveau le tableau."


def model(day: datetime.date, ending: str) -> dict[str, bytes]:
    """Give the empty spreadsheet of this kind that `kit exporter --modele` writes on a day, by name."""
    return _written((exporting.model(day),), f"{_MODEL}{ending}", day)


def strangers(paths: Iterable[str]) -> list[str]:
    """Say, a sentence each, which of the files chosen are not opened, and what can be done about it; of those of a
    folder, only the ones that seem to be meant. Beyond a few, they are counted."""
    every = [PurePosixPath(path) for path in paths]
    there = {path.name.lower() for path in every}
    said = [spaced(each) for path in every if (each := _strange(path, there))]
    left = len(said) - _MOST
    if left <= 1:
        return said
    return [*said[:_MOST], spaced(f"{left} autres fichiers n’ont pas été ouverts.")]


def _sources(draft: Draft) -> Iterator[tuple[str, Source]]:
    return ((f"{branch}.yaml", source) for branch, source in draft.dossier.sources.items())


def _sheets(name: str, raw: bytes) -> tuple[workbook.Sheet, ...]:
    try:
        return workbook.read(raw)
    except UnusableError as error:
        raise faults.unusable(error.case, name, error.fields, in_page=True) from error


def _told(draft: Draft, fault: Fault) -> dict[str, str]:
    """Say a fault as the command does, but for what the page has no command or no key for."""
    message, remedy = fault.message, fault.page_remedy
    if fault.case == _REFUSED:
        message, remedy = draft.said.sentence(message) or message, draft.said.sentence(fault.remedy) or remedy
    return {"place": fault.place, "message": message, "remedy": remedy, "aside": fault.aside}


def _names(number: int) -> str:
    """Say what becomes of the names of persons that were read; nothing when there is none."""
    if not number:
        return ""
    kept = (
        "ils restent dans vos fichiers et n’apparaissent" if number > 1 else "il reste dans vos fichiers et n’apparaît"
    )
    return spaced(f"{count(number, 'nom lu', 'noms lus')} : {kept} que dans l’édition interne.")


def _written(sheets: tuple[Written, ...], name: str, day: datetime.date) -> dict[str, bytes]:
    try:
        return {name: writing.written(sheets, name, day)}
    except UnusableError as error:
        raise faults.unusable(error.case, name, error.fields, in_page=True) from error


def _strange(path: PurePosixPath, there: Container[str]) -> str | None:
    """Say of one file, beside those that are `there`, why it is not opened; nothing for one that is, nor for one that
    nobody meant."""
    kind, name = path.suffix.lower(), quotable(path.name, "Un fichier")
    hidden = any(part.startswith(".") for part in path.parts)
    if hidden or branch_of(path.name.lower()) or path.name.lower() == HOUSE or kind in (ZIP, *TABLES):
        return None
    years = meant_for_years(path.name)
    near = years or tuple(f"{each}.yaml" for each in (meant(path.stem, _STEMS),) if each)
    if len(path.parts) > 1 and not (near and kind in _YAML):
        return None
    if kind not in _YAML:
        return f"« {name} » n’a pas été ouvert : la page lit les quatre fichiers, une archive ou un tableau."
    if len(years) > 1:
        held = f"rangez dans {quoted(years)} celles de ses séances qui n’y sont pas"
        return f"« {name} » n’a pas été ouvert : un fichier tient les séances d’une seule année ; {held}."
    if near and near[0] in there:
        return f"« {name} » n’a pas été ouvert : la fiche a déjà « {near[0]} », dont il semble une copie."
    wanted = f"nommez-le « {near[0]} »" if near else f"donnez-lui le nom de l’un des quatre, {listing(FILES, 'ou')}"
    return f"« {name} » n’a pas été ouvert : s’il est de cette fiche, {wanted}, puis ouvrez-le de nouveau."
