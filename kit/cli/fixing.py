"""`kit fix`: write the corrections that leave no doubt, show them, and say what is left to a person."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kit.cli import options, screen
from kit.cli.french import FrenchCommand
from kit.edit.fix.corrected import Change, Department, changes, corrected, left
from kit.edit.fix.targets import asked, write
from kit.errors import UsageError
from kit.findings.finding import Finding, total
from kit.french import count, spaced
from kit.judging.standing import errs
from kit.model.folder import Folder
from kit.report.formats import words
from kit.report.formats.clean import clean, inert
from kit.report.formats.frame import seen
from kit.report.style import Style

_INDENT = "    "
_UNOPENED = "fichier-inaccessible"


@click.command(
    "fix",
    cls=FrenchCommand,
    help="Corrige ce qui ne laisse aucun doute dans les fichiers des départements, ou dans ceux des CHEMINS donnés : "
    "guillemets, dates, accents, clés mal tapées, anciens noms de service, encodages. Le reste n’est pas touché. "
    "Finit par 0 quand tout ce qui pouvait l’être est corrigé, par 1 quand --dry-run trouve de quoi corriger, par 2 "
    "quand un fichier n’a pas pu être lu ou écrit.",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[CHEMINS]…")
@click.option("--dry-run", is_flag=True, help="Montre les corrections sans les écrire.")
@options.root
def command(paths: tuple[Path, ...], *, dry_run: bool, root: Path) -> None:
    """Correct, file after file; one that cannot be written stops no other."""
    style = screen.style()
    found: list[Change] = []
    rest: list[Finding] = []
    read = failed = 0
    for folder, branches in asked(root, paths).items():
        department = corrected(folder, branches)
        refused = set() if dry_run else set(_written(folder, department))
        shown = [change for change in changes(department) if change.file not in refused]
        for change in shown:
            click.echo(inert("\n".join(_told(change, style))))
        found += shown
        rest += left(department)
        read += len(department.files)
        failed += len(refused)
    for line in (*_rest(rest, style), *_last(found, rest, read, style, dry_run=dry_run)):
        click.echo(inert(line))
    unopened = any(finding.rule == _UNOPENED for finding in rest)
    sys.exit(screen.UNUSABLE if failed or unopened else screen.BREACHES if dry_run and found else screen.CONFORMING)


def _written(folder: Folder, department: Department) -> Iterator[str]:
    """Write the files that change; give the names of those that could not be, once the reason was said."""
    for branch, file in department.files.items():
        if not file.made:
            continue
        path = folder.files[branch]
        try:
            with screen.writing(path):
                write(path, file.raw, file.file)
        except UsageError as error:
            click.echo(spaced(f"kit : {error}"), err=True)
            yield file.file


def _told(change: Change, style: Style) -> Iterator[str]:
    """Say a change: where, by which rules, the line before and after, why."""
    place = clean(change.file if change.line is None else f"{change.file}:{change.line}")
    yield f"{style.paint(place, 'gras')} {style.paint(', '.join(change.rules), 'gris')}"
    before, after = _cut(seen(change.before), seen(change.after), style.width)
    yield _INDENT + style.paint(f"- {before}", "rouge")
    yield _INDENT + style.paint(f"+ {after}", "vert")
    for reason in change.reasons:
        yield _INDENT + style.wrap(clean(reason), _INDENT)
    yield ""


def _cut(before: str, after: str, width: int) -> tuple[str, str]:
    """Keep of two long lines what fits a terminal, around the first sign that differs."""
    room = width - len(_INDENT) - len("- ……")
    if not width or max(len(before), len(after)) <= room:
        return before, after
    differs = next((at for at, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), 0)
    first = max(0, differs - room // 2)
    return _part(before, first, room), _part(after, first, room)


def _part(line: str, first: int, room: int) -> str:
    return f"{'…' if first else ''}{line[first : first + room]}{'…' if len(line) > first + room else ''}"


def _rest(rest: list[Finding], style: Style) -> Iterator[str]:
    if rest:
        yield style.paint(spaced("À voir par une personne :"), "gras")
        yield ""
    for finding in rest:
        yield f"  {style.paint(words.place(finding), 'gras')} {style.paint(finding.rule, 'gris')}"
        yield _INDENT + style.wrap(clean(finding.message), _INDENT)
        yield f"{_INDENT}→ " + style.wrap(clean(finding.remedy), f"{_INDENT}  ")
        yield ""


def _last(found: list[Change], rest: list[Finding], read: int, style: Style, *, dry_run: bool) -> Iterator[str]:
    number = count(len(found), "correction possible", "corrections possibles")
    if not dry_run:
        number = count(len(found), "correction écrite", "corrections écrites")
    where = count(len({change.file for change in found}), "fichier")
    nothing = "aucune correction qui ne laisse aucun doute" if rest else "rien à corriger"
    done = f"{number} dans {where}{' ; rien n’est écrit' if dry_run else ''}" if found else nothing
    remains = f"{count(total(rest), 'constat')} à voir par une personne" if rest else "aucune erreur dans les fichiers"
    if errors := total(each for each in rest if errs(each)):
        remains += f", dont {count(errors, 'erreur')} dans les fichiers"
    said = f"{count(read, 'fichier lu', 'fichiers lus')} : {done} ; {remains}."
    yield style.wrap(spaced(said), "")
