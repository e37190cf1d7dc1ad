"""The kit and the JSON Schemas give the same verdict on every scalar, whoever reads the YAML.

A value that the kit accepts is accepted by the schemas, whether its file is read as YAML 1.1 or 1.2 says. What they
accept and the kit does not is only what a schema cannot see: quotes that are missing, a number or a « true » that is
not written as the schemas' own language writes it."""

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kit.findings.finding import Severity
from kit.model.department import spots
from kit.yaml import shape
from kit.yaml.source import read_bytes
from kit.yaml.traps import TRAPS

# Pour chaque forme de valeur : un fichier, où « {} » tient sa place, et une valeur juste.
FIELDS = {
    "code": ("commission", "departement: {}\n", "48"),
    "booléen": ("commission", 'departement: "48"\nexemple: {}\n', "true"),
    "énumération": ("commission", 'departement: "48"\nliste_membres: {}\n', "complete"),
    "texte": ("commission", 'departement: "48"\ninvites:\n  - {}\n', "Agence"),
    "lien": ("commission", 'departement: "48"\nsources:\n  - lien: {}\n    titre: A\n', "https://a.fr"),
    "nombre": ("commission", 'departement: "48"\nindicateurs:\n  - date: 2026-03-12\n    psp_en_cours: {}\n', "3"),
    "téléphone": ("commission", 'departement: "48"\nsecretariat:\n  telephone: {}\n  service: A\n', "36 39"),
    "courriel": ("commission", 'departement: "48"\nsecretariat:\n  courriel: {}\n  service: A\n', "a@b.fr"),
    "identifiant": ("membres", "magistrat:\n  - id: {}\n    titre: Juge\n", "a-1"),
    "référence": ("membres", "magistrat:\n  - id: a\n    titre: Juge\n    remplace: {}\n", "a-1"),
    "date": ("membres", "magistrat:\n  - id: a\n    titre: Juge\n    mandat:\n      debut: {}\n", "2024-05-14"),
    "heure": ("sessions", "- date: 2026-03-12\n  formation: politique\n  etat: tenue\n  heure: {}\n", "14:00"),
    "nombre positif": ("procedures", "aps:\n  duree_mois: {}\n", "6"),
}
WORDS = st.sampled_from([
    "3", "03", "0", "-0", "-3", "+3", "3.0", "3.", ".5", "1e3", "1.5e-3", "1_000", "0x1F", "0b11", "0o17", "010",
    "1:30", "190:20:30", "12345678901", "999999999", ".inf", "-.Inf", ".nan", "true", "True", "TRUE", "false",
    "yes", "No", "on", "y", "oui", "null", "~", "Null", "88", "2A", "2a", "974", "08", "complete", "Complete",
    "complète", "a-1", "A-1", "a b", "a--1", "14:00", "24:00", "9:30", "2026-03-12", "2026-02-30", "0224-05-23",
    "2014-05-14", "2026-03", "20260312", "04 66 00 00 00", "04.66.00.00.00", "0466000000", "+33 4 66 00 00 00",
    "+33 04 66 00 00 00", "+33 (0)4 66 00 00 00", "36 39", "3977", "115", "04-66-00-00-00", "+262 262 40 00 00",
    "https://a.fr", "http://a.fr", "https://", "a@b.fr", "<a@b.fr>", "a@b..fr", "a@b.fr.", "a@b,fr", ".a@b.fr",
    "a@-b.fr", "a@b", "é@b.fr", "Juge", "« Juge »", "“Juge”", "é", "A, B", "12,5", "1 2", "n°3", "=", "=1+1",
])  # fmt: skip
BLANKS = st.sampled_from(["", " ", "  ", "\u00a0", "\t", "\u3000"])
TEXTS = st.one_of(
    st.tuples(BLANKS, WORDS, BLANKS).map("".join),
    BLANKS,
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Cn"]), max_size=12),
)
# Ce que le droit refuse, et non la forme.
LAW = {"date-invraisemblable"}
# Ce que le kit demande de plus, et qu’un schéma ne peut pas voir.
QUOTES = re.compile(r".*-sans-guillemets|yaml-guillemets-typographiques|yaml-espace-insecable")


class Old(yaml.SafeLoader):
    """YAML 1.1, as PyYAML reads it; a day stays the text that it is in JSON."""


class New(yaml.SafeLoader):
    """YAML 1.2, by its core schema."""


def texts(loader: Any, node: Any) -> Any:
    return loader.construct_scalar(node)


Old.add_constructor("tag:yaml.org,2002:timestamp", texts)
Old.add_constructor("tag:yaml.org,2002:value", texts)
New.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
     "-+.0123456789"),
):  # fmt: skip
    New.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))
New.add_constructor(
    "tag:yaml.org,2002:int", lambda _, node: int(node.value, 0 if node.value[:2] in ("0x", "0o") else 10)
)


def written(text: str, style: str) -> str:
    """Write a text as one scalar."""
    if style == '"':
        return json.dumps(text, ensure_ascii=False)
    return f"'{text.replace(chr(39), chr(39) * 2)}'" if style == "'" else text.strip(" \t")


def one_scalar(raw: str, scalar: str) -> bool:
    """Tell whether what was put in the place of a value is that value, whole, in the eyes of YAML."""
    try:
        found = [token for token in yaml.scan(raw) if isinstance(token, yaml.ScalarToken)]
    except yaml.YAMLError:
        return False
    return any(raw[token.start_mark.index : token.end_mark.index] == scalar for token in found)


def accepted(branch: str, data: Any) -> bool:
    return not list(shape.of_file(branch)(data))


def path(data: Any, mark: str, at: tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
    """Give where a text stands in a value."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = (path(value, mark, (*at, key)) for key, value in inside)
    return at if data == mark else next((each for each in found if each), None)


def value(data: Any, at: tuple[Any, ...]) -> Any:
    for part in at:
        data = data[part]
    return data


@pytest.mark.parametrize("field", FIELDS)
def test_kit_and_schemas_give_the_same_verdict(field: str) -> None:
    branch, template, right = FIELDS[field]
    place = path(yaml.safe_load(template.format("MARQUE")), "MARQUE") or ()
    seen = {True: 0, False: 0}
    texts = st.one_of(TEXTS, st.tuples(BLANKS, st.just(right), BLANKS).map("".join))

    @settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(text=texts, style=st.sampled_from(["", '"', "'"]))
    @example(text="3", style='"')
    @example(text="true", style='"')
    @example(text=" 88 ", style='"')
    @example(text=" ", style="'")
    def same(text: str, style: str) -> None:
        scalar = written(text, style)
        raw = template.format(scalar)
        # Une clé sans valeur compte comme absente ; un signe de YAML fait autre chose qu’une valeur.
        if not scalar or not one_scalar(raw, scalar):
            return
        told = {spot.trap for spot in spots(read_bytes(raw.encode(), f"{branch}.yaml", branch))}
        errors = {trap for trap in told if TRAPS[trap].severity is Severity.ERROR} - LAW
        old, new = yaml.load(raw, Loader=Old), yaml.load(raw, Loader=New)
        both = accepted(branch, old) and accepted(branch, new)
        seen[both] += 1
        if not errors:
            assert both or told & LAW, (raw, old, new)
        elif both:
            read = value(new, place)
            another = read != value(old, place) or (not isinstance(read, str) and json.dumps(read) != scalar)
            assert another or all(QUOTES.fullmatch(trap) for trap in errors), (raw, errors)

    same()
    assert all(seen.values())
