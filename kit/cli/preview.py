"""The built site, shown on this machine only, with a script that shows a page again when it has changed.

Nothing of it is in the published site: the script and its address exist here alone. Another site open in the same
browser cannot read the pages through a name of its own: the host asked for must be this machine.
"""

import mimetypes
import sys
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from kit.files import resources

HOST = "127.0.0.1"
_SCRIPT, _VERSION = "/kit-apercu.js", "/kit-apercu"
# La page attend la réponse ; passé ce délai, elle demande de nouveau, même après une mise en veille.
_PATIENCE = 20.0
_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'"
)
# La page où le kit lui-même tourne, et qui s’interdit toute connexion.
_ALONE = b"connect-src 'none'"
_OF_ENGINE = "; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:"


class Versions:
    """The number of the site that is shown, which the pages wait for."""

    def __init__(self) -> None:
        """Begin with the first site."""
        self._number = 1
        self._changed = threading.Condition()

    def next(self) -> None:
        """Say that another site is there."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def now(self) -> str:
        """Give the number of the site that is shown."""
        with self._changed:
            return str(self._number)

    def after(self, known: str) -> str:
        """Give the number once it is not the one known, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: str(self._number) != known, timeout=_PATIENCE)
            return str(self._number)


def server(
    site: Path,
    port: int,
    versions: Versions,
    steady: AbstractContextManager[object],
    fresh: Mapping[str, bytes] = MappingProxyType({}),
) -> ThreadingHTTPServer:
    """Give a server of a site, not started; `steady` is held while the site is being replaced, or `fresh`: the pages,
    by path, that are newer than those of the site. Raises OSError when the port is taken."""

    shown = {"site": site, "versions": versions, "steady": steady, "fresh": fresh}
    served = _Server((HOST, port), type("Handler", (_Handler,), shown))
    served.daemon_threads = True
    return served


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a page that was closed before its answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Path
    versions: Versions
    steady: AbstractContextManager[object]
    fresh: Mapping[str, bytes]

    def log_message(self, said: str, *args: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        """Give a page, or refuse it."""
        try:
            address = urlsplit(self.path)
        except ValueError:  # « http://[ » n’est pas une adresse.
            self._send(HTTPStatus.BAD_REQUEST, b"", "text/plain")
            return
        if (self.headers.get("Host") or "").rpartition(":")[0] not in (HOST, "localhost"):
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
        elif address.path == _VERSION:
            known = parse_qs(address.query).get("connue", [""])[0]
            self._send(HTTPStatus.OK, self.versions.after(known).encode(), "text/plain")
        elif address.path == _SCRIPT:
            self._send(HTTPStatus.OK, (resources.SITE / "apercu.js").read_bytes(), "text/javascript")
        else:
            # Lu avant la page : un site remplacé entre-temps se remontre une fois de trop, jamais une fois de moins.
            known = self.versions.now()
            with self.steady:
                status, body, kind = _file(self.site, unquote(address.path), self.fresh)
            if _ALONE in body:  # Elle ne peut rien demander, et donc pas si le site a changé.
                self._send(status, body, kind, _POLICY + _OF_ENGINE)
            else:
                self._send(status, _followed(body, known) if kind == "text/html" else body, kind)

    def _send(self, status: HTTPStatus, body: bytes, kind: str, policy: str = _POLICY) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # La page a été fermée entre-temps.


def _file(site: Path, path: str, fresh: Mapping[str, bytes]) -> tuple[HTTPStatus, bytes, str]:
    """Give a file of the site, or its page for what does not exist; nothing out of the site."""
    base = site.resolve()
    try:
        found = (base / path.lstrip("/")).resolve()
        found = found / "index.html" if found.is_dir() else found
        status = HTTPStatus.OK if found.is_relative_to(base) and found.is_file() else HTTPStatus.NOT_FOUND
        name = found.relative_to(base).as_posix() if status is HTTPStatus.OK else "404.html"
        body = fresh.get(name) or (base / name).read_bytes()
    except (OSError, ValueError):
        return HTTPStatus.NOT_FOUND, b"", "text/plain"
    kind = (mimetypes.guess_type(found)[0] or "application/octet-stream") if status is HTTPStatus.OK else "text/html"
    return status, body, kind


def _followed(page: bytes, known: str) -> bytes:
    head, end, tail = page.rpartition(b"</body>")
    return head + f'<script src="{_SCRIPT}" data-connue="{known}" async></script>'.encode() + end + tail
