"""The sentences of `phrases.yaml`: each hole is a field of the schemas, or one of the words that any list knows."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from kit.diff.lexicon import Hole, filled, phrases
from kit.diff.lists import liste
from kit.findings.finding import Pointer
from kit.yaml import schema

PLACES: dict[str, Pointer] = {
    "membres": ("membres", "magistrat", 0),
    "sessions": ("sessions", 0),
    "pieces": ("procedures", "aps", "pieces", 0),
}
EVERYWHERE = {"qui", "detail", "periode", "reste", "entree"}
WHEN_IT_CHANGES = {"qui", "tout", "avant", "apres", "verbe"}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)
    else:
        yield str(value)


def holes(value: Any) -> set[str]:
    return {name for text in texts(value) for name in re.findall(r"\{([\w.]+)", text)}


@pytest.mark.parametrize("name", phrases()["listes"])
def test_a_hole_is_a_field_or_a_word_of_every_list(name: str) -> None:
    told = {key: value for key, value in phrases()["listes"][name].items() if key not in ("periode", "deplace")}
    branch, *place = PLACES.get(name, ("commission", name, 0))
    unknown = [hole for hole in holes(told) - EVERYWHERE if schema.at(str(branch), (*place, *hole.split("."))) is None]
    assert unknown == []
    assert holes(phrases()["listes"][name].get("periode", {})) <= WHEN_IT_CHANGES
    assert liste(name).ajout


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("Entre : {qui}", "Entre : Zoé"),
        ("{qui}[ du {date}]", "Zoé"),
        ("{qui}[ du {date}][ à {heure}]", "Zoé à 14:00"),
        ("{date}, {qui}", ", Zoé"),
        ("[{qui} {date}]", ""),
        ("{signes}[ ({signes})]", "{qui} [x] ({qui} [x])"),
    ],
)
def test_a_sentence_is_filled(phrase: str, said: str) -> None:
    values = {"qui": "Zoé", "heure": "14:00", "date": "", "signes": "{qui} [x]"}
    assert filled(phrase, lambda hole: values[hole.name]) == said


def test_a_hole_may_count() -> None:
    heard: list[Hole] = []

    def said(hole: Hole) -> str:
        heard.append(hole)
        return hole.name

    assert filled("[{dossiers:dossier/dossiers}] {qui}", said) == "dossiers qui"
    assert heard == [Hole("dossiers", ("dossier", "dossiers"), optional=True), Hole("qui")]
