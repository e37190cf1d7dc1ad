"""What the engine carries: the kit, the libraries of a check as they are installed here, and what stands for others."""

import json
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import files as installed
from pathlib import Path

from kit.files import resources
from kit.yaml import own
from tools.browser import wheels

HERE = Path(__file__).parent
KIT = resources.LAW.parent
# Celles d’un contrôle et d’un aperçu, en Python ; leurs versions sont celles de l’environnement.
LIBRARIES = (
    "attrs", "cerberus", "click", "jinja2", "jsonschema", "jsonschema-specifications", "markupsafe", "pyyaml",
    "referencing",
)  # fmt: skip
# Ce qui écrit un classeur ; ce qui le lit n’est pas que du Python, et vient d’une roue.
SPREADSHEET = ("xlsxwriter",)
# Du calendrier, le seul jour de Pâques.
_EASTER = ("dateutil/__init__.py", "dateutil/_version.py", "dateutil/easter.py")
_OURS = ("bridge.py", "rpds.py")
_SUFFIXES = {".py", ".json", ".yaml", ".md", ".j2", ".svg", ".xml", ".fodt"}
_FRONT = re.compile(r"---\n(.*?)---\n", re.DOTALL)
# Ce qu’une page n’appelle pas : la ligne de commande, et ce qui publie un site.
_LEFT = ("cli", "handbook/site", "__main__.py")


def site() -> dict[str, bytes]:
    """Give what stands in the folder of the libraries, by path."""
    return dict(
        sorted(
            {
                **dict(_libraries(LIBRARIES)),
                **dict(_easter()),
                **dict(_kit()),
                **{name: _read(HERE / name) for name in _OURS},
            }.items()
        )
    )


def spreadsheet() -> dict[str, bytes]:
    """Give what stands there too once a spreadsheet is opened, by path."""
    return dict(sorted({**dict(_libraries(SPREADSHEET)), **dict(wheels.files())}.items()))


def _libraries(names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for library in names:
        for file in installed(library) or ():
            kept = file.suffix in _SUFFIXES or file.name == "METADATA"
            if kept and ".." not in file.parts and "tests" not in file.parts:
                yield file.as_posix(), _read(Path(str(file.locate())))


def _easter() -> Iterator[tuple[str, bytes]]:
    for file in installed("python-dateutil") or ():
        if file.as_posix() in _EASTER:
            yield file.as_posix(), _read(Path(str(file.locate())))


def _kit() -> Iterator[tuple[str, bytes]]:
    for path in KIT.rglob("*"):
        name = path.relative_to(KIT).as_posix()
        if path.suffix in _SUFFIXES and not name.startswith(_LEFT) and "maison" not in path.parts:
            yield f"kit/{name}", _quick(path)
    for name, folder in (("schemas", resources.SCHEMAS), ("site", resources.SITE)):
        for path in folder.rglob("*"):
            if path.suffix in _SUFFIXES and "pages" not in path.parts:
                yield f"kit/maison/{name}/{path.relative_to(folder).as_posix()}", _read(path)


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _quick(path: Path) -> bytes:
    """Give a file of the kit; its values written in JSON, that Python reads at once where libyaml is not."""
    text = path.read_text(encoding="utf-8")
    if path.parent == resources.LAW and path.suffix == ".yaml":
        return _json(text).encode()
    if path.is_relative_to(resources.RULES) and (front := _FRONT.match(text)):
        return f"---\n{_json(front[1])}\n---\n{text[front.end() :]}".encode()
    return text.encode()


def _json(text: str) -> str:
    return json.dumps(own.values(text), ensure_ascii=False, separators=(",", ":"))
