"""`kit serve`: the site on this machine, built again at each saved file, and shown again by the open pages."""

import contextlib
import datetime
import errno
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from kit import check
from kit.check import Looked
from kit.cli import options, preview, publishing, recollection, screen
from kit.cli.french import FrenchCommand
from kit.cli.publishing import Order
from kit.crew import Crew
from kit.errors import KitError, UsageError
from kit.folder import Folder
from kit.french import spaced
from kit.report import Severity

_DEPARTMENTS = "departments"
_SAVED = {"created", "modified", "moved", "deleted"}
# Un éditeur enregistre en plusieurs fois, un « git pull » touche cent fichiers : une construction pour tous.
_QUIET = 0.15
_SHOWN = 10


class _Saved(FileSystemEventHandler):
    """Says that a file was saved; that it was opened or read is nothing."""

    def __init__(self, saved: threading.Event) -> None:
        self._saved = saved

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _SAVED:
            self._saved.set()


@dataclass(frozen=True, slots=True)
class _Recall:
    """What each folder gave, for as long as its bytes and the day stay the same and this process lives."""

    known: dict[str, tuple[str, Looked]] = field(default_factory=dict)

    def look(self, folder: Folder, as_of: datetime.date) -> Looked:
        """Give what a folder says, read again only when something of it has changed."""
        key = Crew(as_of=as_of).key(folder)
        kept = self.known.get(folder.name)
        if key is None or kept is None or kept[0] != key:
            found = check.checked(folder, as_of)
            if key is None or Crew(as_of=as_of).key(folder) != key:
                return found  # Un fichier changé pendant la lecture ne se retient pas.
            kept = self.known[folder.name] = (key, found)
        return kept[1]


@click.command(
    "serve", cls=FrenchCommand,
    help="Montre le site sur cette machine seulement, et le reconstruit à chaque fichier enregistré.",
)  # fmt: skip
@options.date
@publishing.profil
@publishing.depot
@click.option("--port", cls=options.Once, type=click.IntRange(0, 65535), metavar="NOMBRE",
              help="Port de l’adresse (par défaut : 8000 ; 0 : un port libre).")  # fmt: skip
@options.root
def command(as_of: datetime.date | None, profil: str | None, depot: str | None, port: int | None, root: Path) -> None:
    """Build, serve and follow until Ctrl-C."""
    order = replace(
        publishing.order(root, as_of, profil, depot), look=None if recollection.memory() else _Recall().look
    )
    versions, steady = preview.Versions(), threading.Lock()
    with _listening(order.site, 8000 if port is None else port, versions, steady) as address:
        try:
            _follow(order, versions, steady, address)
        except KeyboardInterrupt:
            click.echo("\nArrêté.")


@contextlib.contextmanager
def _listening(site: Path, port: int, versions: preview.Versions, steady: threading.Lock) -> Iterator[str]:
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


def _follow(order: Order, versions: preview.Versions, steady: threading.Lock, address: str) -> None:
    saved = threading.Event()
    observer = Observer()
    files = order.root / _DEPARTMENTS
    if files.is_dir():  # Sans lui, la construction dit elle-même ce qui manque.
        observer.schedule(_Saved(saved), str(files), recursive=True)
    observer.start()
    try:
        publishing.publish(order, screen.progress, steady)
        click.echo(f"{spaced('Site :')} {address} (Ctrl-C pour arrêter)")
        while True:
            _wait(saved)
            _again(order, steady)
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


def _again(order: Order, steady: threading.Lock) -> None:
    """Build again; a file that cannot be read leaves the site as it was, and says why."""
    try:
        report = publishing.publish(order, lambda _: None, steady)
    except (KitError, OSError) as error:
        click.echo(f"kit : {spaced(str(error))} La page montrée est la précédente.", err=True)
        return
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    for finding in errors[:_SHOWN]:
        click.echo(f"{finding.file}:{finding.line} {spaced(finding.message)}", err=True)
    click.echo(f"Mis à jour. {publishing.told(report)}")
