"""How long `kit serve` takes from a saved file to the page shown."""

import re
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from bench.measure import HOUSE, python
from bench.publishing import DAY, edit
from bench.results import Row
from tests.generator.write import write

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
_PAGE = "departements/88-vosges.html"
_SAVES = 5
_LOOK = 0.02
_PATIENCE = 600


def rows(folder: Path) -> Iterator[Row]:
    """Save a file several times, and ask for its page until it shows."""
    country = folder / "servi"
    write(country)
    with _served(country, folder / "servi.txt") as address:
        taken = [_shown(country, address) for _ in range(_SAVES)]
    yield Row(
        what="`kit serve`, 101 departments, from a saved file to its page shown", against="seconds of this machine",
        figure=statistics.median(taken), bound=2, note=f"median of {_SAVES} saves",
    )  # fmt: skip


def _shown(country: Path, address: str) -> float:
    started = time.perf_counter()
    sign = edit(country)
    while sign not in _page(address):
        _wait(started)
    return time.perf_counter() - started


def _page(address: str) -> str:
    host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
    # Une réponse coupée n'est pas encore la page attendue.
    with suppress(ConnectionError), closing(HTTPConnection(host, int(port), timeout=_PATIENCE)) as connection:
        connection.request("GET", f"/{_PAGE}")
        return connection.getresponse().read().decode()
    return ""


def _wait(started: float) -> None:
    if time.perf_counter() - started > _PATIENCE:
        message = "kit serve: the saved file has not shown"
        raise RuntimeError(message)
    time.sleep(_LOOK)


@contextmanager
def _served(country: Path, said: Path) -> Iterator[str]:
    """Start the server; give its address once the site is there."""
    words = python("-u", "-m", "kit", "serve", "--root", str(country), "--date", DAY, "--port", "0")
    with said.open("wb") as output:
        process = subprocess.Popen(words, cwd=HOUSE, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield _address(said, process)
    finally:
        process.terminate()  # Un shell qui lance la mesure au fond la rend sourde à Ctrl-C.
        process.wait()


def _address(said: Path, process: subprocess.Popen[bytes]) -> str:
    started = time.perf_counter()
    while not (found := _ADDRESS.search(said.read_text(encoding="utf-8"))):
        if process.poll() is not None:
            message = f"kit serve: {said.read_text(encoding='utf-8')[-2000:]}"
            raise RuntimeError(message)
        _wait(started)
    return found[0]
