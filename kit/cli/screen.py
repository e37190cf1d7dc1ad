"""What goes out of the kit: the screen, the files a command writes, the exit code."""

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO

import click

from kit.cli import french
from kit.errors import UsageError
from kit.files import write as file
from kit.findings.finding import Report, Severity
from kit.french import spaced
from kit.privacy.names import untold
from kit.report.formats.clean import clean_lines, inert
from kit.report.style import Style

CONFORMING, BREACHES, UNUSABLE = 0, 1, 2


def code(report: Report) -> int:
    """Give the exit code of a report: 1 when it holds an error that no baseline knows."""
    new = (f for f in report.findings if f.severity is Severity.ERROR and not f.known)
    return BREACHES if any(new) else CONFORMING


def progress(step: str) -> None:
    """Say on the side what is being done."""
    click.echo(step, err=True)


def style(path: Path | None = None) -> Style:
    """Give the colours and the width of the screen; none when it is no terminal, nor for a file."""
    if path:
        return Style()
    terminal = _at_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
    coloured = terminal and not os.environ.get("NO_COLOR")
    return Style(coloured=coloured, width=min(110, shutil.get_terminal_size().columns) if terminal else 0)


def interactive() -> bool:
    """Tell whether somebody is there to answer, and to read what is asked."""
    return _at_terminal(sys.stdin) and _at_terminal(sys.stdout)


def _at_terminal(stream: TextIO | None) -> bool:
    # Un canal fermé (« >&- », un travail sans clavier) n'est pas un terminal : Python le donne alors comme None.
    return stream is not None and stream.isatty()


def look(path: Path | None, root: Path) -> None:
    """Raise UsageError when `write` would: before anything long is done, or anything else is written."""
    if path:
        with writing(path):
            file.look(path, root)


def give(path: Path | None, text: str, root: Path) -> None:
    """Write what a command gives in the file asked for, else print it."""
    if path:
        write(path, text, root)
    else:
        click.echo(text, nl=False)


def write(path: Path, content: str | bytes, root: Path) -> None:
    """Write a file that the user asked for, and the folders it needs; raises UsageError when that cannot be."""
    with writing(path):
        file.output(path, root, content)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say in French why a file, or a folder of files, could not be written."""
    try:
        yield
    except OSError as error:
        message = f"Impossible d’écrire « {error.filename or path} » : {french.cause(error)}."
        raise UsageError(message) from error


def prepare() -> None:
    """Make what is printed fit for any reader: UTF-8 where a file or a program reads, the letters of the terminal at a
    terminal. A code page of old has neither « → » nor the thin space, and a help page must not end there."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def leave(stream: TextIO | None) -> None:
    """Forget what could not be printed, or Python would try again, in English, on its way out."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def settle() -> None:
    """Forget what is left to print when the screen refuses it; whether it does, only trying again says."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            leave(sys.stdout)


def stop(message: str) -> NoReturn:
    """End with one sentence and exit code 2: beside, or on the screen when nothing can be said beside; what was typed
    and tells of somebody is not repeated."""
    said = inert(clean_lines(f"kit : {spaced(untold(message, sys.argv[1:]))}"))
    for stream, beside in ((sys.stderr, True), (sys.stdout, False)):
        try:
            click.echo(said, err=beside)
            break
        except OSError:
            leave(stream)
    sys.exit(UNUSABLE)
