"""One YAML file read: its values, where each stands, and the traps it fell into."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.findings.finding import Pointer, Severity
from kit.findings.rule import Breach
from kit.yaml import schema
from kit.yaml.compose import Composed, compose
from kit.yaml.decode import SIZE_LIMIT, Decoded, decode, refused, too_big
from kit.yaml.repair import fits
from kit.yaml.spot import Edit, Spot
from kit.yaml.traps import TRAPS

_MINIMUM = {
    "kit": '« departements: ["13"] », avec vos codes',
    "commission": '« departement: "13" », avec votre code',
    "membres": "un siège, par exemple « medecin: [] »",
    "sessions": "une liste vide : []",
    "procedures": "« psp: {} »",
}
# Ce qui suffit à un fichier, sans rien supposer de la commission.
_LEAST = {"membres": "medecin: []", "sessions": "[]", "procedures": "psp: {}"}

# Ce que l’on tient d’un fichier sans disque : son contenu, ou sa taille s’il est trop gros, ou rien s’il est illisible.
Held = bytes | int | None


@dataclass(frozen=True, slots=True)
class Source:
    """A file read. `branch` is its name without ending; pointers start with it; `readable` is false when no
    value could be read at all; `raw` are its bytes, None when nobody reads them."""

    file: str
    branch: str
    data: Any
    readable: bool
    text: str = ""
    raw: bytes | None = None
    marks: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    spans: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    key_spans: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    suspects: tuple[Pointer, ...] = ()
    curly: tuple[Pointer, ...] = ()
    empty: tuple[Pointer, ...] = ()
    tainted: tuple[Pointer, ...] = ()
    brackets: tuple[Pointer, ...] = ()
    flows: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    quoted: tuple[Pointer, ...] = ()
    spots: tuple[Spot, ...] = ()

    def place(self, pointer: Pointer) -> tuple[int, int]:
        """Give the line and column (from 1) of a value, or of its nearest written ancestor; of a block that a new file
        has as a comment only, the line of that comment."""
        for length in range(len(pointer), 0, -1):
            if mark := self.marks.get(pointer[:length]):
                return (length == 1 and self._commented(pointer)) or mark
        return (1, 1)

    def _commented(self, pointer: Pointer) -> tuple[int, int] | None:
        """Give the place of the comment that holds the first key of a pointer, ready to be filled in."""
        key = re.escape(str(pointer[1])) if len(pointer) > 1 else None
        found = re.search(rf"^# {key}:", self.text, re.MULTILINE) if key else None
        return (self.text.count("\n", 0, found.start()) + 1, 1) if found else None

    def key_place(self, pointer: Pointer) -> tuple[int, int]:
        """Give the line and column (from 1) of the key of a value."""
        return self.keys.get(pointer) or self.place(pointer)


def read(path: Path, file: str) -> Source:
    """Read one file of a department; `file` is the name shown to people. Never raises."""
    taken = take(path)
    return _source(None, taken, file, path.stem) if isinstance(taken, Decoded) else read_bytes(taken, file, path.stem)


def take(path: Path) -> bytes | Decoded:
    """Give the bytes of a file, or say why nobody reads them. Never raises."""
    try:
        broken = path.is_symlink() and not path.exists()
        if not broken and _leaves(path):
            return refused("fichier-inaccessible", {}, "lien")
        if broken or path.is_dir():
            return refused("fichier-inaccessible", {}, "repertoire")
        size = path.stat().st_size
        if not path.is_file():  # Un tuyau ou un appareil ne finirait pas de se lire.
            return refused("fichier-inaccessible", {})
        if size > SIZE_LIMIT:
            return too_big(size)
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)  # Il a pu grandir depuis, ou taire sa taille comme ceux de « /proc ».
    except (OSError, RuntimeError):
        return refused("fichier-inaccessible", {})


def _leaves(path: Path) -> bool:
    """Tell whether a link leads out of the folder of the departments: a report would show somebody else's text."""
    if not path.is_symlink() and not path.parent.is_symlink():
        return False
    return not path.resolve(strict=True).is_relative_to(path.parent.parent.resolve())


def read_bytes(raw: bytes, file: str, branch: str) -> Source:
    """Read the bytes of a file: whatever they are, the answer is values, or spots that say why there are none."""
    return _source(raw, decode(raw), file, branch)


def given(raw: Held, file: str, branch: str) -> Source:
    """Read the bytes of a file that is on no disk as if it were: of too big a file nothing is kept, or only its
    size is given, and None is one that cannot be read."""
    if isinstance(raw, int):
        return _source(None, too_big(raw), file, branch)
    if raw is None:
        return _source(None, refused("fichier-inaccessible", {}), file, branch)
    return read_bytes(raw, file, branch) if len(raw) <= SIZE_LIMIT else _source(None, decode(raw), file, branch)


def _source(raw: bytes | None, decoded: Decoded, file: str, branch: str) -> Source:
    if decoded.text is None:
        return Source(file, branch, None, readable=False, text=_shown(raw or b""), raw=raw, spots=decoded.spots)
    composed = compose(decoded.text, (branch,))
    spots = (*decoded.spots, *composed.spots)
    if composed.data is None:
        if not any(TRAPS[spot.trap].severity is Severity.ERROR for spot in spots):
            spots = (*spots, _empty(file, branch, decoded.text, composed))
        return Source(file, branch, None, readable=False, text=decoded.text, raw=raw, spots=spots)
    return Source(
        file, branch, composed.data, readable=True, text=decoded.text, raw=raw, marks=composed.marks,
        keys=composed.keys, spans=composed.spans, key_spans=composed.key_spans, suspects=tuple(composed.suspects),
        curly=tuple(composed.curly), empty=tuple(composed.empty), tainted=tuple(composed.tainted),
        brackets=tuple(composed.brackets), flows=composed.flows, quoted=tuple(composed.quoted), spots=spots,
    )  # fmt: skip


def _empty(file: str, branch: str, text: str, composed: Composed) -> Spot:
    line, column = composed.marks.get((branch,), (1, 1))
    fields = {"fichier": file.rsplit("/", 1)[-1], "minimum": _MINIMUM.get(schema.kind(branch), "une ligne")}
    least = _LEAST.get(schema.kind(branch))
    code = Path(file).parent.name.partition("-")[0].upper()
    if branch == "commission" and fits(schema.at(branch, ("departement",)) or {}, code):
        least = f'departement: "{code}"'
        fields["minimum"] = f"« {least} »"
    edits = (_begun(text, least, *composed.spans.get((branch,), (0, 0))),) if least else ()
    return Spot(line, column, "fichier-vide", Breach(pointer=(branch,), fields=fields, sure=False), edits)


def _begun(text: str, least: str, start: int, end: int) -> Edit:
    """Write the least that a file holds: in the place of the « ~ » that is all of it, between `start` and `end`, else
    at the end."""
    if start < end:
        return Edit(text.rfind("\n", 0, start) + 1, end, least)
    gap = "\n" if text and not text.endswith("\n") else ""
    return Edit(len(text), len(text), f"{gap}{least}\n")


def _shown(raw: bytes) -> str:
    # Seulement pour montrer la ligne fautive : les octets illisibles deviennent « ? ».
    return raw[:200_000].decode("utf-8", "replace").replace("\ufffd", "?").replace("\x00", "")
