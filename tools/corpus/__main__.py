"""`python -m tools.corpus BASE`: does the kit of this folder say, over the whole corpus, what the one of BASE said?

All is kept in `build/corpus`, so that a difference can be seen again."""

import difflib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import zip_longest
from pathlib import Path

from tests.conftest import HOUSE
from tools.corpus import inputs, pages, record

WORK = HOUSE / "build" / "corpus"
SHOWN, LINES = 10, 40
# La recherche et l'habillage du site ne sont pas ce qu'il dit.
_DRESS = ("site/assets", "site/search", "site/sitemap")
Difference = tuple[str, list[str], list[str]]


def main(base: str) -> int:
    """Compare, print the first differences, and give 1 when there is any."""
    shutil.rmtree(WORK, ignore_errors=True)
    kits = {"avant": WORK / "kit-avant", "apres": WORK / "kit-apres"}
    with tarfile.open(fileobj=io.BytesIO(_git("archive", base))) as files:
        files.extractall(kits["avant"], filter="data")
    # Une copie : ce dossier peut changer pendant que le kit se lit.
    for name in filter(None, _git("ls-files", "-z", "--cached", "--others", "--exclude-standard").decode().split("\0")):
        if (HOUSE / name).is_file():
            (kits["apres"] / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOUSE / name, kits["apres"] / name)
    inputs.write(WORK / "avant")
    shutil.copytree(WORK / "avant", WORK / "apres")
    started = [_recording(kit, WORK / side) for side, kit in kits.items()]
    if any(process.wait() for process in started):
        return 1
    number = 0
    for number, (name, before, after) in enumerate(differences(WORK / "avant", WORK / "apres"), 1):
        if number <= SHOWN:
            print(f"\n{name}")
            print("\n".join([*difflib.unified_diff(before, after, "avant", "après", lineterm="", n=1)][:LINES]))
    print(f"\n{number} différence(s) avec {base} ; pour en revoir une : cd {WORK.relative_to(HOUSE)}/apres, puis :")
    print(f"PYTHONPATH=../kit-apres KIT_CACHE=non {sys.executable} -P -m kit …")
    return 1 if number else 0


def _git(*words: str) -> bytes:
    return subprocess.run([shutil.which("git") or "git", *words], cwd=HOUSE, stdout=subprocess.PIPE, check=True).stdout


def _recording(kit: Path, folder: Path) -> subprocess.Popen[bytes]:
    script = Path(record.__file__).resolve()
    return subprocess.Popen([sys.executable, "-P", str(script)], cwd=folder, env={**os.environ, "PYTHONPATH": str(kit)})


def differences(before: Path, after: Path) -> Iterator[Difference]:
    """Give what differs: its name, and the lines on both sides."""
    with (before / record.SAID).open(encoding="utf-8") as old, (after / record.SAID).open(encoding="utf-8") as new:
        for one, other in zip_longest(old, new, fillvalue="{}"):
            if one != other:
                first, second = json.loads(one), json.loads(other)
                yield first.get("commande") or second["commande"], _lines(first), _lines(second)
    names = sorted({*_files(before / record.SITES), *_files(after / record.SITES)})
    with ProcessPoolExecutor() as pool:
        pairs = [(before / record.SITES / name, after / record.SITES / name) for name in names]
        for name, sides in zip(names, pool.map(_both, pairs, chunksize=8), strict=True):
            if sides is not None:
                yield name, *sides


def _lines(said: dict[str, str]) -> list[str]:
    return [line for key, text in said.items() for line in f"{key} : {text}".split("\n")]


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(f"/{dress}" in name for dress in _DRESS):
            yield name


def _both(pair: tuple[Path, Path]) -> tuple[list[str], list[str]] | None:
    """Give what a file of the sites says on both sides, or nothing when it says the same."""
    raws = [path.read_bytes() if path.is_file() else b"" for path in pair]
    if raws[0] == raws[1]:
        return None
    read = pages.found if pair[0].suffix == ".html" else str.splitlines
    old, new = (read(raw.decode("utf-8", "replace")) if raw else [] for raw in raws)
    return (old, new) if old != new or pair[0].suffix != ".html" else None


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Emploi : make corpus BASE=<commit>")
    sys.exit(main(sys.argv[1]))
