"""`kit serve`: the site on this machine, built again at each saved file, and shown again by the open pages."""

import contextlib
import datetime
import errno
import threading
from collections.abc import Iterator
from multiprocessing.synchronize import Lock
from pathlib import Path

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from kit.cli import building, options, preview, publishing, rebuilding
from kit.cli.french import FrenchCommand
from kit.cli.publishing import Order
from kit.cli.rebuilding import Builder
from kit.errors import UsageError
from kit.french import spaced
from kit.handbook import engine
from kit.handbook.engine import Engine

_DEPARTMENTS = "departments"
_SAVED = {"created", "modified", "moved", "deleted"}
# Un éditeur enregistre en plusieurs fois, un « git pull » touche cent fichiers : une construction pour tous.
_QUIET = 0.1


class _Saved(FileSystemEventHandler):
    """Says that a file was saved; that it was opened or read is nothing."""

    def __init__(self, saved: threading.Event) -> None:
        self._saved = saved

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _SAVED:
            self._saved.set()


@click.command(
    "serve", cls=FrenchCommand,
    help="Montre le site sur cette machine seulement, et le reconstruit à chaque fichier enregistré.",
)  # fmt: skip
@options.date
@building.profil
@building.depot
@click.option("--port", cls=options.Once, type=click.IntRange(0, 65535), metavar="NOMBRE",
              help="Port de l’adresse (par défaut : 8000 ; 0 : un port libre).")  # fmt: skip
@options.root
def command(as_of: datetime.date | None, profil: str | None, depot: str | None, port: int | None, root: Path) -> None:
    """Build, serve and follow until Ctrl-C."""
    engine.ready(Engine.MKDOCS)
    order = publishing.order(root, as_of, profil, depot)
    with rebuilding.started(order, as_of) as builder:
        versions = preview.Versions()
        with _listening(order.site, 8000 if port is None else port, versions, builder.steady) as address:
            try:
                _follow(order, builder, versions, address)
            except KeyboardInterrupt:
                click.echo("\nArrêté.")


@contextlib.contextmanager
def _listening(site: Path, port: int, versions: preview.Versions, steady: Lock) -> Iterator[str]:
    try:
        server = preview.server(site, port, versions, steady)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        message = f"le port {port} est déjà pris, ou réservé. Choisissez-en un autre avec « --port »."
        raise UsageError(message) from error
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    try:
        thread.start()
        yield f"http://{preview.HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _follow(order: Order, builder: Builder, versions: preview.Versions, address: str) -> None:
    saved = threading.Event()
    observer = Observer()
    files = order.root / _DEPARTMENTS
    # Sans lui, ou s’il est un lien, la construction dit elle-même ce qui ne va pas.
    if files.is_dir() and not files.is_symlink():
        observer.schedule(_Saved(saved), str(files), recursive=True)
    observer.start()
    try:
        builder.first()
        click.echo(f"{spaced('Site :')} {address} (Ctrl-C pour arrêter)")
        while True:
            _wait(saved)
            for line in builder.again():
                click.echo(line, err=True)
            versions.next()
    finally:
        observer.stop()
        observer.join()


def _wait(saved: threading.Event) -> None:
    """Wait for a saved file, then for the end of the burst it belongs to."""
    saved.wait()
    saved.clear()
    while saved.wait(_QUIET):
        saved.clear()
