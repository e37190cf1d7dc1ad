"""`kit serve`: the site on this machine, built again at each saved file, and shown again by the open pages."""

import contextlib
import datetime
import errno
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from kit.cli import building, french, options, preview, publishing, screen
from kit.cli.french import FrenchCommand
from kit.cli.publishing import Order
from kit.errors import KitError, UsageError
from kit.french import spaced
from kit.handbook import engine
from kit.handbook.engine import Engine
from kit.report import Report, Severity

_DEPARTMENTS = "departments"
_SAVED = {"created", "modified", "moved", "deleted"}
# Un éditeur enregistre en plusieurs fois, un « git pull » touche cent fichiers : une construction pour tous.
_QUIET = 0.1
_SHOWN = 10


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
    site = _Site(order, as_of)
    with _listening(site, 8000 if port is None else port) as address:
        try:
            _follow(site, address)
        except KeyboardInterrupt:
            click.echo("\nArrêté.")


class _Site:
    """What is shown: built again when it is asked, and not given while it is replaced. Without a day, each build reads
    the day again."""

    def __init__(self, order: Order, as_of: datetime.date | None) -> None:
        self.order, self._as_of = order, as_of
        self.versions, self.steady = preview.Versions(), threading.Lock()

    def built(self, progress: Callable[[str], None]) -> Report:
        """Build; raises KitError or OSError when it cannot be done, and the site stays as it was."""
        order = replace(self.order, day=self._as_of or options.today())
        with publishing.drafted(order) as draft:
            return publishing.publish(order, draft, progress, self.steady)

    def again(self) -> Iterator[str]:
        """Build again, and give what there is to say."""
        try:
            report = self.built(lambda _: None)
        except KitError as error:
            yield _failed(str(error))
        except OSError as error:
            yield _failed(f"impossible de lire ou d’écrire « {error.filename} » : {french.cause(error)}.")
        else:
            errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
            yield from (f"{found.file}:{found.line} {spaced(found.message)}" for found in errors[:_SHOWN])
            yield f"Mis à jour. {publishing.told(report)}"


def _failed(said: str) -> str:
    return f"kit : {spaced(said)} La page montrée est la précédente."


@contextlib.contextmanager
def _listening(site: _Site, port: int) -> Iterator[str]:
    try:
        server = preview.server(site.order.site, port, site.versions, site.steady)
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


def _follow(site: _Site, address: str) -> None:
    saved = threading.Event()
    observer = Observer()
    files = site.order.root / _DEPARTMENTS
    # Sans lui, ou s’il est un lien, la construction dit elle-même ce qui ne va pas.
    if files.is_dir() and not files.is_symlink():
        observer.schedule(_Saved(saved), str(files), recursive=True)
    observer.start()
    try:
        site.built(screen.progress)
        click.echo(f"{spaced('Site :')} {address} (Ctrl-C pour arrêter)")
        while True:
            _wait(saved)
            for line in site.again():
                click.echo(line, err=True)
            site.versions.next()
    finally:
        observer.stop()
        observer.join()


def _wait(saved: threading.Event) -> None:
    """Wait for a saved file, then for the end of the burst it belongs to."""
    saved.wait()
    saved.clear()
    while saved.wait(_QUIET):
        saved.clear()
