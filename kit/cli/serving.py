"""`kit serve`: the site on this machine, built again at each saved file, and shown again by the open pages."""

import contextlib
import datetime
import errno
import os
import threading
from collections.abc import Callable, Iterator, Set
from dataclasses import replace
from pathlib import Path

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from kit.cli import building, french, options, preview, publishing, screen
from kit.cli.following import Following
from kit.cli.french import FrenchCommand
from kit.cli.publishing import Order
from kit.errors import KitError, UsageError
from kit.files.work import apart
from kit.findings.finding import Report, Severity
from kit.french import spaced
from kit.handbook import contents, papers
from kit.handbook.page import Page, built
from kit.handbook.site import engine
from kit.handbook.site.engine import Engine
from kit.handbook.site.publication import Shells

_DEPARTMENTS = "departments"
_SAVED = {"created", "modified", "moved", "deleted"}
# Un éditeur enregistre en plusieurs fois, un « git pull » touche cent fichiers : une construction pour tous.
_QUIET = 0.1
_SHOWN = 10


class _Saved(FileSystemEventHandler):
    """Says in which folders files were saved; that one was opened or read is nothing."""

    def __init__(self, base: Path) -> None:
        self._base, self._event = base, threading.Event()
        self._names: set[str | None] = set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _SAVED:
            self._names |= {self._folder(path) for path in (event.src_path, event.dest_path) if path}
            self._event.set()

    def _folder(self, path: str | bytes) -> str | None:
        file = Path(os.fsdecode(path))
        inside = file.relative_to(self._base).parts if file.is_relative_to(self._base) else ()
        return inside[0] if inside else None

    def waited(self) -> Set[str] | None:
        """Wait for a saved file, then for the end of the burst it belongs to; give the names of the folders, or None
        when all may have changed."""
        self._event.wait()
        self._event.clear()
        while self._event.wait(_QUIET):
            self._event.clear()
        names, self._names = self._names, set()
        return None if None in names else {name for name in names if name}


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
    with apart("kit-apercu-") as kept, contextlib.ExitStack() as stack:
        site = _Site(order, as_of, Shells(kept / engine.SITE))
        address = stack.enter_context(_listening(site, 8000 if port is None else port))
        try:
            _follow(site, address)
        except KeyboardInterrupt:
            click.echo("\nArrêté.")


class _Site:
    """What is shown: made again when it is asked, and not given while it is replaced. Without a day, each time reads
    the day again."""

    def __init__(self, order: Order, as_of: datetime.date | None, shells: Shells) -> None:
        self.order, self._as_of, self._shells = order, as_of, shells
        self.versions, self.steady = preview.Versions(), threading.Lock()
        # Ce qui a changé depuis le dernier site écrit : ses fragments se montrent sans attendre le moteur.
        self.fresh: dict[str, bytes] = {}
        self._following, self._shown = Following(), dict[str, Page]()

    def built(self, progress: Callable[[str], None], changed: Set[str] | None = None) -> Report:
        """Follow the folders of these names (None: all); show at once what changed in the data, then write the site,
        made by the engine again when the prose changed. Raises KitError or OSError when it cannot be done, and the
        site stays as it was."""
        order = replace(self.order, day=self._as_of or options.today())
        with publishing.drafted(order) as draft:
            progress("Contrôle…")
            state = self._following.state(order, changed, self._show, draft.home)
            self._show(*state.pages)
            progress("Pages…")
            book = (*state.pages, *contents.beside(state.country))
            with screen.writing(order.root / "build"):
                beside = papers.files(state.country.papers, state.country.paths)
                ran = draft.publish(state.country.report, book, progress, self._replaced(), self._shells, beside)
        self._shown = {page.path: page for page in state.pages}
        if ran:
            self.versions.next()
        return state.report

    def _show(self, *made: Page) -> None:
        changed = [page for page in made if (known := self._shown.get(page.path)) and known != page]
        filled = {str(built(page.path)): html.encode() for page in changed if (html := self._shells.filled(page))}
        # Une page déjà montrée ne se remontre pas.
        if any(self.fresh.get(path) != html for path, html in filled.items()):
            with self.steady:
                self.fresh.update(filled)
            self.versions.next()

    @contextlib.contextmanager
    def _replaced(self) -> Iterator[None]:
        with self.steady:
            yield
            self.fresh.clear()

    def again(self, changed: Set[str] | None) -> Iterator[str]:
        """Follow what was saved, and give what there is to say."""
        try:
            report = self.built(lambda _: None, changed)
        except KitError as error:
            yield self._failed(str(error))
        except OSError as error:
            yield self._failed(f"impossible de lire ou d’écrire « {error.filename} » : {french.cause(error)}.")
        else:
            errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
            yield from (f"{found.file}:{found.line} {spaced(found.message)}" for found in errors[:_SHOWN])
            yield f"Mis à jour. {publishing.told(report)}"

    def _failed(self, said: str) -> str:
        with self.steady:
            self.fresh.clear()
        self._following = Following()
        self.versions.next()
        return f"kit : {spaced(said)} La page montrée est la précédente."


@contextlib.contextmanager
def _listening(site: _Site, port: int) -> Iterator[str]:
    try:
        server = preview.server(site.order.site, port, site.versions, site.steady, site.fresh)
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
    saved = _Saved(site.order.root / _DEPARTMENTS)
    observer = Observer()
    files = site.order.root / _DEPARTMENTS
    # Sans lui, ou s’il est un lien, la construction dit elle-même ce qui ne va pas.
    if files.is_dir() and not files.is_symlink():
        observer.schedule(saved, str(files), recursive=True)
    observer.start()
    try:
        site.built(screen.progress)
        click.echo(f"{spaced('Site :')} {address} (Ctrl-C pour arrêter)")
        while True:
            for line in site.again(saved.waited()):
                click.echo(line, err=True)
    finally:
        observer.stop()
        observer.join()
