"""The examples as shown: where each part stands, and nothing that the kit would refuse when pasted."""

import pytest

from kit.judging import registry
from kit.report.formats import catalogue, example
from kit.report.style import Style
from kit.yaml.normalize import normalize
from kit.yaml.source import read_bytes
from kit.yaml.validate import validate
from kit.yaml.written import Written

_SHOWN = [
    pytest.param(part, id=f"{rule.id}-{number}")
    for rule in registry.catalogue()
    for number, told in enumerate(rule.examples)
    for part in example.parts(told.text)
]


@pytest.mark.parametrize("part", _SHOWN)
def test_what_is_shown_can_be_pasted(part: example.Part) -> None:
    if not part.text:
        assert part.without
        return
    branch = part.file.removesuffix(".yaml")
    source = read_bytes(part.text.encode(), part.file, branch)
    assert (source.readable, source.spots) == (True, ())
    found = validate(branch, normalize(branch, source.data), Written(empty=source.empty))
    # Un morceau de commission.yaml ne répète pas le code du département.
    assert [trap for trap, breach in found if breach.pointer != ("commission", "departement")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("membres: {medecin: null}\n", [("dans membres.yaml, sans la clé « medecin »", "")]),
        ("membres: {medecin: null, pjj: null}\n", [("dans membres.yaml, sans les clés « medecin » et « pjj »", "")]),
        (
            "commission: {installation: {etat: non_installee, date: null}}\n",
            [("dans commission.yaml, sans la clé « date »", "installation: {etat: non_installee}")],
        ),
        (
            'commission: {departement: "974"}\nmembres: {associations: []}\n',
            [("dans commission.yaml", 'departement: "974"'), ("dans membres.yaml", "associations: []")],
        ),
        ("sessions: []\n", [("dans sessions.yaml", "[]")]),
        ('sessions: [{pv: "a, b"}, {}]\n', [("dans sessions.yaml", '- {pv: "a, b"}\n- {}')]),
        ("sessions:\n  - date: 2026-10-08\n    etat: x\n", [("dans sessions.yaml", "- date: 2026-10-08\n  etat: x")]),
    ],
)  # fmt: skip
def test_parts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(part.place, part.text) for part in example.parts(text)] == expected


def test_explain_names_the_file() -> None:
    said = catalogue.explain(registry.find("siege-sans-titulaire"), Style()).replace("\u00a0", " ")
    assert "Dans membres.yaml, sans la clé « medecin »." in said
    assert "Dans membres.yaml :\n        medecin: [" in said
    assert "null" not in said
