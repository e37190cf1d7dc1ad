"""A spreadsheet at the command line: read and written where the user says, and what is wrong in it, told."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from kit.cli import amending, inputs, screen
from kit.edit.sheet import faults, guard, workbook, writing
from kit.edit.sheet.exporting import Written
from kit.edit.sheet.faults import Fault, UnusableError
from kit.edit.sheet.workbook import Sheet
from kit.french import count, spaced
from kit.report.formats.clean import inert
from kit.report.style import Style


def read(path: Path, command: str) -> tuple[Sheet, ...]:
    """Read a file for a command; raises UsageError, in one sentence, for one that is no spreadsheet."""
    try:
        with path.open("rb") as file:
            # Rien ne se lit au-delà de ce que le kit accepte, fût-ce un tuyau sans fin.
            return workbook.read(file.read(guard.MOST_BYTES + 1))
    except UnusableError as error:
        raise faults.unusable(error.case, path.name, error.fields) from error
    except ModuleNotFoundError as error:
        raise faults.unusable("bibliotheque", path.name, {"commande": command}) from error
    except (OSError, ValueError) as error:
        raise faults.unusable("absent", str(path)) from error


replace = click.option("--remplacer", "over", is_flag=True, help="Remplace un tableau qui est déjà là, même rempli.")


def write(
    sheets: Sequence[Written], path: Path, option: str, root: Path, day: datetime.date, command: str, *, over: bool
) -> None:
    """Write sheets where an option of a command says, `over` another file only when that is asked for; raises
    UsageError when that cannot be."""
    inputs.spare(option, path, root)
    try:
        raw = writing.written(sheets, path.name, day)
    except UnusableError as error:
        raise faults.unusable(error.case, path.name, error.fields) from error
    except ModuleNotFoundError as error:
        raise faults.unusable("bibliotheque", path.name, {"commande": command}) from error
    if not over:
        inputs.keep(path, raw)
    screen.write(path, raw, root)


def tell(wrong: Iterable[Fault], style: Style) -> None:
    """Say all that is wrong, sheet by sheet, in the order of the rows."""
    told = dict.fromkeys((fault.place, fault.message, fault.remedy) for fault in sorted(wrong, key=Fault.order))
    for line in amending.told(style, told):
        click.echo(inert(line))
    click.echo(style.wrap(spaced(f"{count(len(told), 'faute')} dans ce tableau ; rien n’est écrit."), ""))
