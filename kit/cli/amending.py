"""What the commands that change a fiche share: which department is meant, the lines shown before and after, the files
written."""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kit.cli import screen
from kit.edit.amendment import Amended, Amendment
from kit.edit.fix import targets
from kit.edit.new import create
from kit.errors import UsageError
from kit.french import count, spaced
from kit.law.territories import territories
from kit.model.department import Dossier, load
from kit.model.folder import HOME, Folder, find
from kit.privacy.mask import mask
from kit.privacy.names import quotable
from kit.report.formats.clean import clean, inert
from kit.report.formats.frame import seen
from kit.report.style import Style

INDENT = "    "

department_argument = click.argument("word", metavar="DÉPARTEMENT")
dry_run = click.option("--dry-run", is_flag=True, help="Montre ce qui serait écrit, sans l’écrire.")


def folder(root: Path, word: str) -> Folder:
    """Give the folder of a department, named by its number, its name or its path; raises UsageError when there is
    none."""
    try:
        wanted = create.territory(word)
    except UsageError:
        place = next((path for path in (Path(word), root / HOME / word) if path.exists()), None)
        if place is None and _is_path(word):
            named = quotable(word, "le répertoire donné")
            message = f"« {named} » n’existe pas : donnez un numéro, un nom, ou un répertoire qui est là."
            raise UsageError(message) from None
        if place is None:
            raise
        found = find(root, (place,))
        if len(found) > 1:
            named = quotable(word, "le répertoire donné")
            message = f"« {named} » contient plusieurs départements : nommez-en un, par exemple 38 ou Isère."
            raise UsageError(message) from None
        return found[0]
    home = root / HOME
    near = [path for path in sorted(home.glob("*")) if path.name.partition("-")[0].upper() == wanted.code]
    near = [path for path in near if path.name == wanted.folder] or near
    if not near:
        message = f"Aucune fiche {wanted.of} dans « {home.as_posix()} » : « kit new {wanted.code} » l’écrit."
        raise UsageError(message)
    return find(root, (near[0],))[0]


def _is_path(word: str) -> bool:
    """Tell whether a word that names no department was meant for a folder: « departments/48-lozere », « 48-lozere »."""
    return "/" in word or "\\" in word or ("-" in word and word.partition("-")[0].upper() in territories())


def read(root: Path, word: str) -> Dossier:
    """Read the fiche of a department; raises as `folder`."""
    return load(folder(root, word))


def show(before: Dossier, amendment: Amendment, style: Style) -> None:
    """Show the lines that change, with the place of each in the file as it becomes; none that tells of somebody."""
    hidden, then = mask(before.sources.values()), mask(amendment.after.sources.values())
    for file in amendment.files:
        old, new = hidden.text(file.file, file.before), then.text(file.file, file.after)
        for line in _lines(file, old.split("\n"), new.split("\n"), style):
            click.echo(inert(line))


def _lines(file: Amended, old: list[str], new: list[str], style: Style) -> Iterator[str]:
    matcher = difflib.SequenceMatcher(None, file.before.split("\n"), file.after.split("\n"), autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        yield style.paint(clean(f"{file.file}:{start + 1}"), "gras")
        yield from (INDENT + style.paint(f"- {seen(line)}", "rouge") for line in old[first:last])
        yield from (INDENT + style.paint(f"+ {seen(line)}", "vert") for line in new[start:end])
        yield ""


def write(before: Dossier, amendment: Amendment) -> None:
    """Write the files that change, each whole, once it is known that all may be; raises UsageError when one cannot."""
    paths = before.folder.files
    for file in amendment.files:
        with screen.writing(paths[file.branch]):
            targets.look(paths[file.branch], file.file)
    for file in amendment.files:
        with screen.writing(paths[file.branch]):
            targets.write(paths[file.branch], file.after.encode(), file.file)


def told(style: Style, entries: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Say what a person has to see: where, what, and what to do."""
    for place, message, remedy in entries:
        yield f"  {style.paint(place, 'gras')}" if place else ""
        yield INDENT + style.wrap(clean(message), INDENT)
        if remedy:
            yield f"{INDENT}→ " + style.wrap(clean(remedy), f"{INDENT}  ")
        yield ""


def ending(amendment: Amendment, *, dry_run: bool) -> str:
    """Say in how many files something is, or would be, written."""
    if not amendment.files:
        return spaced("Tout est déjà dans la fiche : rien n’est à écrire.")
    number = count(len(amendment.files), "fichier")
    return spaced(
        f"{number} à écrire ; rien n’est écrit." if dry_run else f"{number} écrit{'s' * (len(amendment.files) > 1)}."
    )
