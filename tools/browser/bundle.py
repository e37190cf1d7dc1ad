"""The engine made: images, each all its files one after the other, then the scripts that a page loads them from. The
first is what a check needs; the others, by name, are loaded when what they serve is asked for."""

import datetime
import gzip
import hashlib
import io
import json
import re
import tempfile
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

from kit.edit.form import entering
from kit.edit.form.draft import opened as opened_fiche
from tools.browser import contents
from tools.browser.node import HERE, PACKAGE, Asked, answers

# Ce qu’un contrôle ordinaire n’importe pas, et qu’un autre peut demander : les codages que le kit nomme, celui des noms
# dans une archive, ce qui raconte une erreur.
_MARGIN = tuple(
    f"{name}.py"
    for name in (
        "encodings/ascii", "encodings/cp1252", "encodings/cp437", "encodings/latin_1", "encodings/utf_16",
        "encodings/utf_16_be", "encodings/utf_16_le", "encodings/utf_8", "encodings/utf_8_sig", "difflib", "linecache",
        "tokenize", "traceback", "zipfile/__init__", "_colorize",
    )
)  # fmt: skip
_DAWN = (1980, 1, 1, 0, 0, 0)
# Multiple de trois : chaque script se lit seul. Une barre avance d’un cran à chacun.
_PART = 270_000
_HELD = re.compile(r'"([^"]+)"(?:, "\w+")?\);\n$')
TABLE = "tableur"
_EXPORT = re.compile(r"export\{(?P<load>\w+) as loadPyodide,\w+ as version\};\n//# sourceMappingURL=\S+\s*$")
_DEFAULT = "export default _createPyodideModule;"
_OWN_EXPORT = re.compile(r"^export (?=const|function)", re.MULTILINE)


def digest() -> str:
    """Give what tells one engine from another: all that it is made of."""
    own = {path.name: path.read_bytes() for path in _own()}
    return hashlib.sha256(_packed({**contents.site(), **contents.spreadsheet(), **own})).hexdigest()


def _own() -> list[Path]:
    return sorted(path for path in HERE.iterdir() if path.is_file())


def images() -> dict[str, bytes]:
    """Give the images of the engine, by name, the first having none: what Python runs, trimmed to what the examples and
    every module of the kit ask; then what a spreadsheet asks more."""
    site, more = contents.site(), contents.spreadsheet()
    with zipfile.ZipFile(PACKAGE / "python_stdlib.zip") as whole:
        library = {name: whole.read(name) for name in sorted(whole.namelist()) if not name.endswith("/")}
    seen = _watched(_packed(_files(site, library)), examples())
    left = {f"{module.replace('.', '/')}{end}" for module in seen["left"] for end in (".py", "/__init__.py")}
    kept = {name: raw for name, raw in library.items() if name in seen["library"] or name.startswith(_MARGIN)}
    asked = _watched(_packed(_files({**site, **more}, library)), spreadsheets())["library"]
    # De la bibliothèque de Python, ce que le premier chargement n’a pas se range avec les autres.
    added = {name: library[name] for name in sorted(asked) if name not in kept}
    return {
        "": _packed(_files({name: raw for name, raw in site.items() if name not in left}, kept)),
        TABLE: _packed({f"site/{name}": raw for name, raw in {**more, **added}.items()}),
    }


def scripts(image: bytes, name: str = "") -> dict[str, bytes]:
    """Give the scripts that a page loads an image from, by name, in the order in which they are loaded; the same image
    gives the same."""
    packed = gzip.compress(image, 9, mtime=0)
    parts = [packed[at : at + _PART] for at in range(0, len(packed), _PART)]
    stem, last = (f"{name}-", f', "{name}"') if name else ("", "")
    return {
        f"{stem}{rank:02}.js": f'KitEngine.part({rank}, {len(parts)}, "{b64encode(part).decode()}"{last});\n'.encode()
        for rank, part in enumerate(parts)
    }


def opened(folder: Path, name: str = "") -> bytes:
    """Give the image of a name that the scripts of a folder hold."""
    stem = f"{name}-" if name else ""
    held = (_HELD.search(script.read_text(encoding="utf-8")) for script in sorted(folder.glob(f"{stem}[0-9]*.js")))
    return gzip.decompress(b"".join(b64decode(found[1]) for found in held if found))


def worker() -> bytes:
    """Give the program of the worker in one script, and no module: a page opened from a disk can load no other."""
    runtime = (PACKAGE / "pyodide.asm.mjs").read_text(encoding="utf-8")
    loader = (PACKAGE / "pyodide.mjs").read_text(encoding="utf-8")
    known = _EXPORT.search(loader)
    if not known or runtime.count(_DEFAULT) != 1:
        message = "Pyodide n’a plus la forme attendue : voyez tools/browser/bundle.py."
        raise ValueError(message)
    own = "".join((HERE / name).read_text(encoding="utf-8") for name in ("python.mjs", "worker.mjs"))
    pieces = (
        '"use strict";',
        runtime.replace(_DEFAULT, "").replace("import.meta.url", "location.href"),
        loader[: known.start()],
        f"const loadPyodide = {known['load']};",
        _OWN_EXPORT.sub("", own),
    )
    return "\n".join(pieces).encode()


def _files(site: Mapping[str, bytes], library: Mapping[str, bytes]) -> dict[str, bytes]:
    lock = json.loads((PACKAGE / "pyodide-lock.json").read_bytes())
    return {
        "worker.mjs": worker(),
        "pyodide.asm.wasm": (PACKAGE / "pyodide.asm.wasm").read_bytes(),
        "lock.json": json.dumps({"info": lock["info"], "packages": {}}).encode(),
        "python_stdlib.zip": _zipped(library),
        **{f"site/{name}": raw for name, raw in site.items()},
    }


def _packed(files: Mapping[str, bytes]) -> bytes:
    listed = json.dumps([[name, len(raw)] for name, raw in files.items()]).encode()
    return b"".join((len(listed).to_bytes(4, "big"), listed, *files.values()))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Give an archive that is not compressed: the whole image is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, raw in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DAWN), raw)
    return made.getvalue()


def _watched(image: bytes, asked: Sequence[Asked]) -> dict[str, list[str]]:
    """Ask an image that holds everything, and give what was imported."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "image")
        path.write_bytes(image)
        *_, seen = answers(path, asked, HERE / "watch.py")
    return dict(seen)


def examples() -> list[Asked]:
    """Give the check of each department of the repository, and of one that cannot be read; of one, the preview and a
    paper in each form."""
    day = "2026-11-23"
    folders = sorted((contents.KIT.parent / "departments").iterdir())
    held = [(folder.name, {file.name: file.read_bytes() for file in folder.glob("*.yaml")}) for folder in folders]
    unread = {"commission.yaml": b"a: [\n", "membres.yaml": "nommé: é".encode("cp1252"), "notes.txt": b""}
    name, files = held[-1]
    about = {"code": name.partition("-")[0].upper(), "date": day}
    papers = [
        ({"do": "paper", "kind": "convocation", "values": {"format": form}, **about}, files) for form in ("odt", "html")
    ]
    checks = [({"do": "report", "folder": name, "date": day}, files) for name, files in (*held, ("48-lozere", unread))]
    return [*checks, *papers, ({"do": "published", **about}, files)]


def spreadsheets() -> list[Asked]:
    """Give each kind of spreadsheet, written from an example, then read into an empty fiche."""
    day = datetime.date(2026, 11, 23)
    folder = contents.KIT.parent / "departments" / "38-isere"
    files = {file.name: file.read_bytes() for file in folder.glob("*.yaml")}
    asked: list[Asked] = []
    for ending in entering.TABLES:
        told = {"code": "38", "date": day.isoformat(), "ending": ending}
        asked += [({"do": "export", **told}, files), ({"do": "model", **told}, {})]
        written = entering.exported(opened_fiche(files, "38", day), ending)
        asked += [({"do": "import", **told, "table": name, "aside": []}, written) for name in written]
    return asked
