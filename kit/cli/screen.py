"""What goes out of the kit: the screen, the files a command writes, the exit code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO

import click

from kit.cli import french
from kit.errors import UsageError
from kit.formats.clean import clean_lines, inert
from kit.french import spaced
from kit.later import shutil
from kit.report import Report, Severity
from kit.style import Style

CONFORMING, BREACHES, UNUSABLE = 0, 1, 2


def code(report: Report) -> int:
    """Give the exit code of a report: 1 when it holds an error that no baseline knows."""
    new = (f for f in report.findings if f.severity is Severity.ERROR and not f.known)
    return BREACHES if any(new) else CONFORMING


def progress(step: str) -> None:
    """Say on the side what is being done."""
    click.echo(step, err=True)


def style() -> Style:
    """Give the colours and the width of the screen; none when it is no terminal."""
    terminal = _at_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
    coloured = terminal and not os.environ.get("NO_COLOR")
    return Style(coloured=coloured, width=min(110, shutil.get_terminal_size().columns) if terminal else 0)


def interactive() -> bool:
    """Tell whether somebody is there to answer, and to read what is asked."""
    return _at_terminal(sys.stdin) and _at_terminal(sys.stdout)


def _at_terminal(stream: TextIO | None) -> bool:
    # Un canal fermé (« >&- », un travail sans clavier) n'est pas un terminal : Python le donne alors comme None.
    return stream is not None and stream.isatty()


def write(path: Path, text: str) -> None:
    """Write a file and the folders it needs, whole or not at all; raises UsageError when that cannot be."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.resolve()
        plain = target.is_file() or not target.exists()
        if plain and os.access(target.parent, os.W_OK):
            _replace(target, text)
        else:  # « /dev/stdout », un tuyau, ou un dossier où rien ne se crée.
            target.write_text(text, encoding="utf-8", newline="\n")


def _replace(target: Path, text: str) -> None:
    beside = target.with_name(f".kit-{os.getpid()}.en-cours")
    beside.unlink(missing_ok=True)  # Celui d'un kit arrêté là, qui portait le même numéro.
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say in French why a file, or a folder of files, could not be written."""
    try:
        yield
    except OSError as error:
        message = f"Impossible d’écrire « {error.filename or path} » : {french.cause(error)}."
        raise UsageError(message) from error


def leave_output() -> None:
    """Forget what could not be printed, or Python would try again, in English, on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def stop(message: str) -> NoReturn:
    """End with one sentence and exit code 2."""
    click.echo(inert(clean_lines(f"kit : {spaced(message)}")), err=True)
    sys.exit(UNUSABLE)
