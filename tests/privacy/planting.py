"""Departments in which every field of the schemas holds a word of its own, written in every way YAML has."""

import base64
import gzip
import html
import itertools
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kit.law.territories import territories
from kit.yaml import schema
from kit.yaml.schema import BRANCHES, JsonSchema
from tests.conftest import HOUSE, TODAY

_LETTERS = "abcdefghijklmnop"
# Les pages des règles ont les premiers numéros pour exemples.
_FIRST_NUMBER = 100
# Un mot qu’aucune page n’a d’elle-même, avec un accent, pour ce que l’on en fait.
_WORD = re.compile("z(?:e\u0301?|é|E\u0301?|É)quox([a-p]{4})", re.IGNORECASE)
_FIXED: Mapping[tuple[str, ...], Any] = {
    ("commission", "installation", "etat"): "installee",
    ("commission", "installation", "date"): "2020-01-06",
    ("commission", "arretes", "*", "objet"): ["composition"],
    ("commission", "arretes", "*", "signataires"): ["prefet"],
    ("commission", "exemple"): True,
}
_LAST = ("fin", "jusqu_au")
_FIRST = ("debut", "depuis")
# Deux séances : ce que le public lit de l’ordre du jour dépend de la formation.
_SESSIONS = (
    {"date": "2026-12-15", "formation": "politique", "etat": "prevue"},
    {"date": "2026-09-10", "formation": "individuelle", "etat": "tenue"},
)


@dataclass(frozen=True)
class Scalar:
    """A value to write: its text, and how."""

    text: str
    way: str


Way = Callable[[str, str], str]
WAYS: Mapping[str, Way] = {
    "simple": lambda text, _: text,
    "échappée": lambda text, _: '"' + "".join(f"\\u{ord(char):04x}" for char in text) + '"',
    "apostrophes": lambda text, _: f"'{text}'",
    "repliée": lambda text, margin: f">-\n{margin}  " + f"\n{margin}  ".join(text.split(" ")),
    "littérale": lambda text, margin: f"|-\n{margin}  {text}",
    "décomposée": lambda text, _: unicodedata.normalize("NFD", text),
    "capitales": lambda text, _: text.upper(),
}


# Un numéro que personne n’a (ARCEP : 06 39 98), et ses quatre derniers chiffres.
_NUMBER = re.compile(r"(?:0|33)\W{0,2}6\W?39\W?98\W?(\d\d)\W?(\d\d)")


@dataclass
class Planter:
    """Gives words, and knows for each where it is and whether the schemas declare that place public."""

    places: dict[str, tuple[str, bool]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(_FIRST_NUMBER))

    def word(self, place: str, *, public: bool) -> str:
        """Give a word never given before, remembered with its place."""
        ending = _ending(next(self.numbers))
        self.places[ending] = (place, public)
        return f"Zéquox{ending}"

    def withdraw(self, *beginnings: str) -> None:
        """Say that nothing of these places is public: their file, or their folder, cannot be read."""
        for ending, (place, _) in self.places.items():
            if place.startswith(beginnings):
                self.places[ending] = (place, False)

    def told(self, text: str) -> dict[str, bool]:
        """Give the places of the words found in a text, and whether they are public."""
        endings = (found.lower() for found in _WORD.findall(text))
        return dict(self.places[ending] for ending in endings if ending in self.places)

    def data(self, text: str) -> dict[str, bool]:
        """Give the places of the words, and of the telephone numbers, found in a text."""
        numbers = (_ending(int(first + last)) for first, last in _NUMBER.findall(text))
        return self.told(text) | dict(self.places[ending] for ending in numbers if ending in self.places)

    def department(
        self, code: str, way: str, *, wrong: bool = False, strange: bool = False, personal: bool = False
    ) -> dict[str, Any]:
        """Give the four files of a department as values to write: `wrong` ones have a word where a choice, a day, a
        number is expected, `strange` ones a key unknown to the schemas in each group; the words of `personal` ones are
        telephone numbers, and addresses."""
        maker = _Maker(self, way, code, wrong, strange, personal)
        files = {branch: maker.value(schema.load(branch), (branch,), public=True) for branch in BRANCHES}
        files["commission"]["departement"] = f'"{code}"'
        return files


def _ending(number: int) -> str:
    return "".join(_LETTERS[number >> shift & 15] for shift in (12, 8, 4, 0))


def _number(word: str) -> str:
    """Give the telephone number of a word."""
    number = sum(_LETTERS.index(letter) << shift for letter, shift in zip(word[-4:], (12, 8, 4, 0), strict=True))
    return f"06 39 98 {number // 100:02} {number % 100:02}"


@dataclass(frozen=True)
class _Maker:
    planter: Planter
    way: str
    code: str
    wrong: bool
    strange: bool
    personal: bool

    def value(self, described: JsonSchema, path: tuple[str, ...], *, public: bool) -> Any:
        """Give a value of a schema, a word in each of its texts."""
        described = schema.resolve(described)
        if path in _FIXED and not self.wrong:
            return _FIXED[path]
        match described["type"]:
            case "object":
                return self._group(described, path, {}, public=public)
            case "array" if path == ("sessions",):
                items = schema.resolve(described["items"])
                return [self._group(items, (*path, str(n)), known, public=True) for n, known in enumerate(_SESSIONS)]
            case "array":
                return [self.value(described["items"], (*path, "*"), public=public)]
            case kind:
                return self._scalar(kind, described, path, public=public)

    def _group(
        self, described: JsonSchema, path: tuple[str, ...], known: Mapping[str, str], *, public: bool
    ) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, each in described["properties"].items():
            if key in known:
                made[key] = known[key]
            else:
                read = described.get("x-public", {}).get(key, False)
                here = (
                    all(known.get(k) in v for k, v in read.items())
                    if isinstance(read, dict)
                    else read in (True, "seuil")
                )
                made[key] = self.value(each, (*path, key), public=public and here)
        if self.strange:
            key = self._datum(self._word((*path, "(clé)"), public=False))
            made[key] = self._datum(self._word((*path, "(clé inconnue)"), public=False))
        return made

    def _word(self, path: tuple[str, ...], *, public: bool) -> str:
        return self.planter.word(f"{self.code} {self.way} {'/'.join(path)}", public=public)

    def _scalar(self, kind: str, described: JsonSchema, path: tuple[str, ...], *, public: bool) -> Any:
        pattern, key = described.get("pattern", ""), path[-1]
        chosen = "enum" in described or "format" in described or "x-guillemets" in described or kind != "string"
        if chosen and not self.wrong:
            return _valid(kind, described, key)
        word = self._word(path, public=public and not chosen)
        if "@" in pattern:
            return f"{_plain(word)}@exemple.test"
        if pattern.startswith("^https"):
            return f"https://exemple.test/{_number(word).replace(' ', '.') if self.personal else _plain(word)}"
        if pattern and not chosen:
            return _number(word).replace(" ", "-") if self.personal else _plain(word)
        return Scalar(f"note {self._datum(word)} notée", self.way)

    def _datum(self, word: str) -> str:
        """Give what is planted in a free text: the word, or a datum about somebody that holds it."""
        if not self.personal:
            return word
        return _number(word) if word[-1] in _LETTERS[::2] else f"{_plain(word)}@exemple.test"


def _valid(kind: str, described: JsonSchema, key: str) -> Any:
    """Give a value that its schema accepts, and that runs on the day of the tests."""
    if "enum" in described:
        return described["enum"][0]
    if "format" in described:
        return "2027-01-31" if key in _LAST else "2026-02-02" if key in _FIRST else "2026-03-12"
    if kind == "string":
        return f'"{schema.examples(described)[0]}"'
    return True if kind == "boolean" else 12


def _plain(word: str) -> str:
    return word.lower().replace("é", "e")


def written(node: Any, margin: str = "", remark: Callable[[], str] | None = None) -> str:
    """Write values as YAML, block by block; `remark` gives the comments of the lines."""
    if isinstance(node, dict):
        return "".join(f"{margin}{key}:{_after(value, margin, remark)}" for key, value in node.items())
    lines = (f"{margin}-{_after(value, margin, remark)}" for value in node)
    return "".join(lines)


def _after(value: Any, margin: str, remark: Callable[[], str] | None) -> str:
    if isinstance(value, (dict, list)):
        return f"\n{written(value, margin + '  ', remark)}" if value else " []\n"
    if isinstance(value, Scalar):
        text = WAYS[value.way](value.text, margin)
    else:
        text = str(value).lower() if isinstance(value, bool) else str(value)
    comment = f" # {remark()}" if remark and "\n" not in text else ""
    return f" {text}{comment}\n"


def put(root: Path, code: str, files: Mapping[str, Any], remark: Callable[[], str] | None = None) -> Path:
    """Write the files of a department in its folder."""
    folder = root / "departments" / territories()[code].folder
    folder.mkdir(parents=True)
    for branch, values in files.items():
        (folder / f"{branch}.yaml").write_text(written(values, remark=remark), encoding="utf-8")
    return folder


def readings(raw: bytes) -> str:
    """Give a file as it is and as its readers read it: unpacked, entities, escapes, folded lines and data undone."""
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8", errors="replace")
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), unfolded)
    seen = html.unescape(plain)
    packed = (base64.b64decode(found + "===") for found in re.findall(r";base64,([A-Za-z0-9+/]+)", text))
    inside = [each.decode("utf-8", errors="replace") for each in packed]
    return "\n".join([text, plain, seen, unquote(seen), re.sub(r"<[^<>]*>", "", seen), *inside])


def outputs(folder: Path) -> dict[str, str]:
    """Give every file of a folder as its readers read it, and its name too."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): f"{path.relative_to(folder)}\n{readings(path.read_bytes())}"
        for path in files
    }


def built(depot: Path, profile: str) -> dict[str, str]:
    """Build for a profile; give all that was written, and what the command says."""
    command = [sys.executable, "-m", "kit", "build", "--root", str(depot), "--date", TODAY.isoformat()]
    done = subprocess.run([*command, "--profil", profile], cwd=HOUSE, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr.decode()
    said = {"(sortie)": readings(done.stdout) + readings(done.stderr)}
    return outputs(depot / "build") | said
