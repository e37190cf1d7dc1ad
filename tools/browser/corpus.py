"""`python -m tools.browser.corpus`: what the engine of the browser says of a corpus, beside what the kit says here.

The same bytes are asked of both, and each report, or paper, must be the same to the byte."""

import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from kit.edit.form.worker import answer
from tools.browser import bundle, node
from tools.browser.node import Asked
from tools.corpus import inputs

_DAY = "2026-11-23"
_OTHER_DAYS = ("2019-01-01", "2024-06-01")


def asked(corpus: Path) -> list[Asked]:
    """Give the check of each folder of a corpus; that of the examples on other days too."""
    return [
        ({"do": "report", "folder": folder.name, "date": day}, held(folder))
        for folder in sorted(corpus.glob("**/departments/*"))
        for day in (_DAY, *(_OTHER_DAYS if "exemples" in folder.parts else ()))
        if folder.is_dir()
    ]


def held(folder: Path) -> dict[str, bytes]:
    """Give the bytes of the files of a folder, by name."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def different(image: bytes, requests: Sequence[Asked], *more: bytes) -> Iterator[str]:
    """Give what is asked, of each answer that is not the same here and there, its files included; `more` is what the
    engine loads besides."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, str(rank)) for rank in range(1 + len(more))]
        for path, raw in zip(paths, (image, *more), strict=True):
            path.write_bytes(raw)
        said = list(node.answers(paths[0], requests, *paths[1:]))
    for (request, files), there in zip(requests, said, strict=True):
        here, made = answer(request, files)
        digests = {name: hashlib.sha256(raw).hexdigest() for name, raw in made.items()}
        if there != {"answer": json.loads(json.dumps(here)), "files": digests}:
            yield " ".join(str(said) for said in request.values())


def main() -> int:
    """Compare the whole corpus; 1 when a report differs."""
    begun = time.monotonic()
    node.install()
    with tempfile.TemporaryDirectory() as folder:
        inputs.write(Path(folder))
        requests = asked(Path(folder))
    found = list(different(bundle.images()[""], requests))
    sys.stdout.writelines(f"{each}\n" for each in found)
    seconds = round(time.monotonic() - begun)
    sys.stdout.write(f"{len(requests)} rapports, {len(found)} différents, en {seconds} secondes.\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
