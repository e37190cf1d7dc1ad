"""The sentences of a check in the words of the form: no file, no key, no brace.

In a sentence, what is written in a file stands between « ». A name of a key is said by its title, a value by its word,
a piece of YAML is read as YAML and told field by field. What cannot be told so is never shown raw: the fault is then
said by its title, and the place where to correct it by that of its field."""

import datetime
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.diff.lexicon import phrases, seat_on
from kit.findings.finding import Finding
from kit.french import capital, spaced
from kit.french import date as french_date
from kit.judging import registry, standing
from kit.law.texts import data
from kit.model.procedures import piece_fr
from kit.yaml import schema
from kit.yaml.days import is_day
from kit.yaml.schema import BRANCHES, REPOSITORY, JsonSchema
from kit.yaml.source import read_bytes

_OPENED, _CLOSED = "«", "»"
_FILE = re.compile(r"(?<![\w./-])(?P<name>commission|membres|sessions(?:-[0-9]{4})?|procedures|kit)\.yaml")
_WRITTEN = re.compile(r"-\s|[\[{]|(?P<key>[a-z_]+):(?:\s|$)")
# Ce qu’un formulaire ne montre jamais : un nom de fichier, une accolade, un crochet, une clé et ses deux-points.
_MACHINE = re.compile(r"\.ya?ml|[\[\]{}]|(?<![\w/])(?P<key>[a-z_]+):(?!/)")
_GAPS = " \u00a0\u202f"
# Ce que les fichiers appellent « identifiant » n’est, pour qui remplit un champ, qu’un nom court.
_IDENTIFIER = re.compile(r"\b(?:(?P<one>[LlDd])’|(?P<this>[Cc])et )?(?P<noun>[Ii])dentifiant(?P<many>s?)\b")


class UntoldError(Exception):
    """A piece of a file that has no words in the form."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a form on a day; `names` say what the identifiers of its fiche stand for."""

    as_of: datetime.date
    names: Mapping[str, str] = field(default_factory=dict)

    def message(self, finding: Finding) -> str:
        """Say what is wrong."""
        fault = registry.find(finding.rule).fault(standing.of_finding(finding))
        return self.sentence(finding.message) or _IDENTIFIER.sub(_named, f"{fault}.")

    def remedy(self, finding: Finding, place: str) -> str:
        """Say what to do; `place` is how the form calls the field of the finding."""
        return self.sentence(finding.remedy) or spaced(f"À corriger sous « {place} ».")

    def sentence(self, text: str) -> str:
        """Say a sentence of the kit in the words of the form, or nothing when it cannot be."""
        try:
            told = _IDENTIFIER.sub(_named, spaced("".join(self._pieces(text))))
        except UntoldError:
            return ""
        return "" if mechanical(told) else told

    def value(self, key: str, raw: Any) -> str:
        """Say a value read in a file, under its key; raises UntoldError for what the schemas do not know."""
        if isinstance(raw, dict):
            shown = {name: each for name, each in raw.items() if name != "id" or len(raw) == 1}
            return ", ".join(self._entry(name, each) for name, each in shown.items())
        if isinstance(raw, list):
            return " ; ".join(self.value(key, each) for each in raw)
        return self.word(key, "" if raw is None else str(raw))

    def word(self, key: str, text: str) -> str:
        """Say one word of a file: a day, a seat, a choice, what an identifier names; any other text is said as it
        is."""
        if is_day(text):
            return french_date(datetime.date.fromisoformat(text))
        if text in ("true", "false"):
            return "oui" if text == "true" else "non"
        if found := seat_on(text, self.as_of):
            return found[0].short
        if key == "piece":
            return _documents().get(text) or piece_fr(text)
        known = phrases()["mots"].get(text) or self.names.get(text)
        return str(known or (text.replace("_", " ") if text in _choices() else text))

    def _entry(self, name: str, inside: Any) -> str:
        title = titles(name)
        if title is None:
            raise UntoldError(name)
        told = self.value(name, inside)
        if isinstance(inside, (dict, list)) and any(isinstance(each, dict) for each in (inside, *inside)):
            return f"{title} ({told})" if told else title
        return f"{title} : {told}" if told else title

    def _pieces(self, text: str) -> Iterator[str]:
        """Give a sentence piece by piece: what stands between the outer « » is told, the rest keeps its words."""
        depth = begun = 0
        for place, sign in enumerate(text):
            if sign == _OPENED:
                if not depth:
                    yield _filed(text[begun:place])
                    begun = place + 1
                depth += 1
            elif sign == _CLOSED and depth:
                depth -= 1
                if not depth:
                    yield f"« {self._span(text[begun:place].strip(_GAPS))} »"
                    begun = place + 1
        yield _filed(text[begun:])

    def _span(self, text: str) -> str:
        if found := _FILE.fullmatch(text):
            return file_title(found["name"])
        if title := titles(text.removesuffix(":")):
            return title
        if not (start := _WRITTEN.match(text)) or (start["key"] and start["key"] not in _titles()):
            return self.word("", text)
        source = read_bytes(text.encode(), "", "sessions" if text.startswith("-") else "commission")
        if not source.readable:
            raise UntoldError(text)
        return capital(self.value("", source.data))


def _named(found: re.Match[str]) -> str:
    """Say « nom court » for « identifiant », with the article that goes with it."""
    article = f"{found['one']}e " if found["one"] else f"{found['this']}e " if found["this"] else ""
    noun = "Nom" if found["noun"].isupper() else "nom"
    return f"{article}{noun}{found['many']} court{found['many']}"


def titles(key: str) -> str | None:
    """Give the title of a key of the files, or None."""
    return _titles().get(key)


def mechanical(text: str) -> bool:
    """Tell whether a text shows what a form never does."""
    return any(not found["key"] or found["key"] in _titles() for found in _MACHINE.finditer(text))


def _filed(prose: str) -> str:
    return _FILE.sub(lambda found: f"« {file_title(found['name'])} »", prose)


def file_title(branch: str) -> str:
    """Give the title of a file, with the year of its sessions when it holds those of one."""
    title, year = str(schema.load(branch)["title"]), schema.year(branch)
    return f"{title} de {year}" if year else title


@functools.cache
def _titles() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in (*BRANCHES, REPOSITORY):
        for key, described in _keys(schema.load(name)):
            found.setdefault(key, str(described["title"]))
    return found


@functools.cache
def _documents() -> Mapping[str, str]:
    return {each["piece"]: each["libelle"] for each in data("ceseda-aps")["pieces"]}


@functools.cache
def _choices() -> frozenset[str]:
    return frozenset(
        word for name in BRANCHES for _, described in _keys(schema.load(name)) for word in described.get("enum", ())
    )


def _keys(described: JsonSchema) -> Iterator[tuple[str, JsonSchema]]:
    """Give every key of a schema with what it says, those above before those below."""
    inside = schema.resolve(described)
    known = {key: schema.resolve(each) for key, each in inside.get("properties", {}).items()}
    yield from known.items()
    for each in (*known.values(), *([inside["items"]] if "items" in inside else [])):
        yield from _keys(each)
