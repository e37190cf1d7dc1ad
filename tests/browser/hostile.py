"""Departments whose every free text is hostile, one hostile text a department; the fields are read in the schemas."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.law.territories import territories
from kit.privacy.public import pruned
from kit.yaml import schema
from kit.yaml.schema import BRANCHES

HOSTILE = (
    "<script>alert(1)</script>",
    "</title></script></style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "[clic](javascript:alert(1)) ![x](javascript:alert(1))",
    "a](javascript:alert(1)) | b | c",
    "**gras** _italique_ `code` # titre ~~x~~ ==x==",
    "{{ 7 * 7 }} {% raw %} {# x #} ${7*7}",
    "{: onclick=alert(1) .kit-fail #tableau }",
    "```mermaid graph TD; A-->B ```",
    '%%{init: {"theme": "x"}}%% click A "javascript:alert(1)"',
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+33;DDE(1)",
    "fin\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:faux",
    "a;b,c:d\\n\\,",
    "--8<-- \"fichier\" {% include 'x' %}",
    "&lt;script&gt; &amp;#60; &#60;b&#62;",
    "\u202egauche\u202c \u2066x\u2069 \u200e\u200f",
    "zéro\u200blargeur\u2060\ufeff",
    "x" * 400,
)
# Un champ qui a une forme n'accepte que celle-ci, qui laisse pourtant passer ces signes.
_SHAPED = {
    "lien": 'https://x.invalid/"onmouseover="alert(1)"](javascript:alert(1))<script>alert(1)</script>',
    "courriel": '"><script>alert(1)</script>@x.invalid',
}
# Ce qui fait montrer le plus de champs.
_TOLD = {"etat": "installee", "regle": "siege-sans-titulaire", "siege": "gendarmerie", "piece": "autre"}
_CODES = tuple(territories())[: len(HOSTILE)]


def mark(number: int) -> str:
    """Give the sign that ends each text of a department, by which it is found again."""
    return f"zq{number}zq"


def write(root: Path, *, public: bool = False) -> None:
    """Write the departments under a root, with all their fields or only those that the public reads."""
    for number, hostile in enumerate(HOSTILE):
        folder = root / "departments" / territories()[_CODES[number]].folder
        folder.mkdir(parents=True)
        for branch in BRANCHES:
            tree = _sample(schema.load(branch), (), f"{hostile} {mark(number)}")
            if branch == "commission":
                tree |= {"departement": _CODES[number]}
            tree = pruned({branch: tree})[branch] if public else tree
            text = json.dumps(tree, ensure_ascii=False, indent=1)
            (folder / f"{branch}.yaml").write_text(text, encoding="utf-8")


def fields() -> Iterator[str]:
    """Give every free text of the four files."""
    for branch in BRANCHES:
        yield from (".".join(path) for path in _free(schema.load(branch), (branch,)))


def _free(described: schema.JsonSchema, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    described = schema.resolve(described)
    if described["type"] == "object":
        for key, field in described["properties"].items():
            yield from _free(field, (*path, key))
    elif described["type"] == "array":
        yield from _free(described["items"], path)
    elif _is_free(described):
        yield path


def _is_free(described: schema.JsonSchema) -> bool:
    return described["type"] == "string" and not {"enum", "format", "pattern"} & set(described)


def _sample(described: schema.JsonSchema, path: tuple[str, ...], hostile: str) -> Any:
    described = schema.resolve(described)
    if described["type"] == "object":
        return {key: _sample(field, (*path, key), hostile) for key, field in described["properties"].items()}
    if described["type"] == "array":
        return [_sample(described["items"], path, hostile)]
    if described["type"] in ("boolean", "integer"):
        return {"boolean": True, "integer": 3}[described["type"]]
    if _is_free(described):
        most = described.get("maxLength", len(hostile))
        return hostile if len(hostile) <= most else hostile[-most:]
    return _shaped(described, path)


def _shaped(described: schema.JsonSchema, path: tuple[str, ...]) -> str:
    if described.get("format") == "date":
        return "2026-10-01" if {"debut", "depuis", "installation"} & set(path) else "2027-03-01"
    known = described.get("enum") or schema.examples(described) or ["nom-1"]
    wanted = _SHAPED.get(path[-1], _TOLD.get(path[-1], str(known[0])))
    return wanted if wanted in known or "enum" not in described else str(known[0])
