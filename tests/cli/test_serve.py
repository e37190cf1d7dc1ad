"""`kit serve`: a real process, asked over HTTP; a saved file shows, a burst is one build, Ctrl-C ends it."""

import re
import shutil
import signal
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from threading import Lock, Thread
from typing import IO

import pytest

from kit.cli import preview
from tests.cli.serving import port, start
from tests.conftest import HOUSE, Kit

pytestmark = pytest.mark.proof

_SECRETARIAT = re.compile(r"^secretariat:.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Served:
    """A site that is being served: its files, its process, its port."""

    root: Path
    process: subprocess.Popen[str]
    port: int

    def get(self, path: str, host: str = "") -> tuple[int, str, HTTPMessage]:
        with closing(HTTPConnection(preview.HOST, self.port, timeout=60)) as connection:
            connection.request("GET", path, headers={"Host": host or f"{preview.HOST}:{self.port}"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.headers

    def after(self, version: str) -> str:
        """Wait for another version, as a page does."""
        while (found := self.get(f"/kit-apercu?connue={version}")[1]) == version:
            pass
        return found

    @property
    def said(self) -> IO[str]:
        assert self.process.stdout
        return self.process.stdout


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One department, served on a free port; the process must end well on Ctrl-C."""
    root = tmp_path_factory.mktemp("depot")
    shutil.copytree(HOUSE / "departments" / "88-vosges", root / "departments" / "88-vosges")
    process = start(root, "--port", "0")
    yield Served(root, process, port(process))
    process.send_signal(signal.SIGINT)
    ending, _ = process.communicate(timeout=60)
    assert (process.returncode, ending.split("\n")[-2]) == (0, "Arrêté.")


def test_a_page_is_served_with_a_strict_policy_and_the_published_one_is_not_touched(served: Served) -> None:
    status, page, headers = served.get("/departements/88-vosges.html")
    assert (status, page.count("/kit-apercu.js")) == (200, 1)
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "kit-apercu" not in (served.root / "build/site/departements/88-vosges.html").read_text("utf-8")


@pytest.mark.parametrize("host", ["ailleurs.example", "ailleurs.example:80", "127.0.0.1.ailleurs.example:8000"])
def test_no_other_name_gets_a_page(host: str, served: Served) -> None:
    assert served.get("/index.html", host)[:2] == (403, "")


@pytest.mark.parametrize("path", ["/absente.html", "/../departments/88-vosges/membres.yaml", "/%2e%2e/reports/88.json"])
def test_what_is_not_of_the_site_is_a_page_not_found(path: str, served: Served) -> None:
    status, page, _ = served.get(path)
    assert status == 404
    assert "<html" in page


def test_a_saved_file_shows_and_a_burst_is_one_build(served: Served) -> None:
    version = served.get("/kit-apercu?connue=")[1]
    path = served.root / "departments/88-vosges/membres.yaml"
    text = path.read_text("utf-8")
    for number in range(20):
        path.write_text(f"# {number}\n{text}".replace("\npjj:", "\npjjj:"), "utf-8")
    first = version
    while "pjjj" not in served.get("/departements/88-vosges.html")[1]:
        version = served.after(version)
    # Sur une machine occupée, une rafale peut se couper en deux ; jamais une construction par écriture.
    assert int(version) - int(first) < 10
    assert any("membres.yaml" in said for said in served.said)
    path.write_text(text, "utf-8")
    assert any("Mis à jour. 1 département\u00a0: 1 à corriger" in said for said in served.said)
    assert "pjjj" not in served.get("/departements/88-vosges.html")[1]


def test_a_port_that_is_taken_is_said(kit: Kit, tmp_path: Path) -> None:
    with socket.create_server((preview.HOST, 0)) as taken:
        number = taken.getsockname()[1]
        done = kit("serve", "--root", str(tmp_path), "--port", str(number))
    assert done.returncode == 2
    assert f"le port {number} est déjà pris" in done.stderr.replace("\u00a0", " ")


def test_a_folder_that_has_nothing_to_show_is_said_and_leaves_the_port(kit: Kit, tmp_path: Path) -> None:
    done = kit("serve", "--root", str(tmp_path), "--port", "0")
    assert done.returncode == 2
    assert "« departments » n’existe pas" in done.stderr.replace("\u00a0", " ")
    assert not [thread for thread in threading.enumerate() if "serve_forever" in thread.name]


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[int]:
    """The port of a site of one page, served from here."""
    (tmp_path / "index.html").write_text("<body></body>", "utf-8")
    server = preview.server(tmp_path, 0, preview.Versions(), Lock())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def asked(port: int, request: str) -> bytes:
    with socket.create_connection((preview.HOST, port), timeout=60) as line:
        line.sendall(request.encode())
        return line.makefile("rb").readline()


def test_an_address_that_is_none_is_refused(shown: int, capfd: pytest.CaptureFixture[str]) -> None:
    request = f"GET http://[ HTTP/1.1\r\nHost: {preview.HOST}:{shown}\r\n\r\n"
    assert asked(shown, request) == b"HTTP/1.1 400 Bad Request\r\n"
    assert capfd.readouterr() == ("", "")


def test_a_reader_that_hangs_up_is_nothing_to_say(shown: int, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_connection((preview.HOST, shown), timeout=60) as line:
        line.sendall(b"GET / HTTP")
        # Fermer ainsi une ligne la coupe, au lieu de la finir.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert asked(shown, f"GET / HTTP/1.1\r\nHost: {preview.HOST}:{shown}\r\n\r\n") == b"HTTP/1.1 200 OK\r\n"
    assert capfd.readouterr() == ("", "")


def test_a_fresh_page_is_shown_before_that_of_the_site_and_goes_through_the_same_door(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<body>ancienne</body>", "utf-8")
    fresh = {"index.html": b"<body>nouvelle</body>", "../dehors.html": b"<body>jamais</body>"}
    server = preview.server(tmp_path, 0, preview.Versions(), Lock(), fresh)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    said = []
    for path in ("/", "/index.html", "/../dehors.html"):
        with closing(HTTPConnection(preview.HOST, server.server_port, timeout=60)) as connection:
            connection.request("GET", path)
            said.append(connection.getresponse().read().decode())
    server.shutdown()
    server.server_close()
    assert ["nouvelle" in page and "kit-apercu" in page for page in said] == [True, True, False]
    assert "jamais" not in said[2]


def test_the_page_waits_while_the_site_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<body></body>", "utf-8")
    steady = Lock()
    server = preview.server(tmp_path, 0, preview.Versions(), steady)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with steady, socket.create_connection((preview.HOST, server.server_port), timeout=60) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: {preview.HOST}:1\r\n\r\n".encode())
        line.settimeout(0.2)
        with pytest.raises(TimeoutError):
            line.recv(1)
    server.shutdown()
    server.server_close()


def test_an_address_that_is_none_and_a_page_that_is_closed_print_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text("<body></body>", "utf-8")
    server = preview.server(tmp_path, 0, preview.Versions(), Lock())
    answers = []
    for asked in (b"GET http://[ HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", b"GET http://[::1 HTTP/1.0\r\n\r\n", b"GET /"):
        with socket.create_connection((preview.HOST, server.server_port), timeout=60) as line:
            line.sendall(asked)
            if not asked.endswith(b"\n"):
                # Fermée sans attendre : le système dit « reset » à qui lit encore.
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                line.close()
                server.daemon_threads, server.block_on_close = False, True
            server.handle_request()
            answers += [line.recv(100)] if asked.endswith(b"\n") else []
    server.server_close()
    assert [answer.split(b" ", 2)[1] for answer in answers] == [b"400", b"400"]
    assert capfd.readouterr() == ("", "")
