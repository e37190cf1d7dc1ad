"""Another validator gives the same verdict: ajv over the published schemas, on seeded snapshots and real files."""

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kit.law.composition import snapshot_schema
from kit.law.periods import Period, periods
from kit.law.territories import former_services, forms
from kit.model.department import load
from kit.model.folder import Folder
from kit.yaml import schema, shape
from kit.yaml.schema import BRANCHES
from kit.yaml.validate import validate
from tests.conftest import HOUSE
from tests.yaml.node import NODE

pytestmark = pytest.mark.proof

SCRIPT = HOUSE / "tests" / "node" / "verdicts.mjs"
Cases = list[tuple[str, Any]]


def ajv(schemas: dict[str, Any], cases: Cases, folder: Path) -> list[bool]:
    """Give ajv's verdict on each case."""
    source, target = folder / "cas.json", folder / "verdicts.json"
    source.write_text(json.dumps({"schemas": schemas, "cas": cases}), encoding="utf-8")
    subprocess.run([NODE, SCRIPT, source, target], check=True)
    verdicts: list[bool] = json.loads(target.read_text(encoding="utf-8"))
    return verdicts


def drawn(rng: random.Random, period: Period) -> dict[str, Any]:
    """Draw a snapshot that is right more often than not, wrong in any of the ways the law knows."""
    service = rng.choice(sorted(forms()))
    names = [*forms()[service].services] * 6 + [*former_services(), "DDETS", None]
    people = [f"personne-{number}" for number in range(4)]

    def holder() -> dict[str, Any]:
        former = rng.choice([None] * 20 + [*former_services()])
        return {"id": rng.choice(people), "service": rng.choice(names), "ancien_service": former}

    seats = {
        seat.id: [holder() for _ in range(rng.choice([0, 1, 1, 1, 1, 1, 1, 2]))] for seat in period.composition.seats
    }
    for seat in seats:
        if rng.random() < 0.9 and not seats[seat]:
            seats[seat] = [holder()]
    authorities = [["prefet"], ["prefet"], ["prefet", "prefet_de_police"], [], ["autre"], ["prefet_de_police"]]
    return {
        "departement": "00",
        "regime": rng.choice(["commun", "commun", "paris", "bouches_du_rhone"]),
        "service": service,
        "sieges": seats,
        "presidence": rng.choice(authorities),
        "signataires": rng.choice([None, *authorities]),
        "representants": sorted({h["id"] for seat in period.replaced for h in seats[seat]}),
    }


@pytest.mark.parametrize("period", periods(), ids=lambda period: period.id)
def test_ajv_judges_snapshots_as_the_kit_does(period: Period, tmp_path: Path) -> None:
    rng = random.Random(period.id)
    published = json.loads(snapshot_schema.text(period))
    cases: Cases = [("composition", drawn(rng, period)) for _ in range(800)]
    ours = [Draft202012Validator(published).is_valid(value) for _, value in cases]
    refused = shape.refusals(published)
    assert ajv({"composition": published}, cases, tmp_path) == ours
    assert [not list(refused(value)) for _, value in cases] == ours
    assert 0 < sum(ours) < len(ours)


def test_ajv_judges_the_files_of_the_departments_as_the_kit_does(tmp_path: Path) -> None:
    schemas = {name: schema.load(name) for name in ("definitions", *BRANCHES)}
    cases: Cases = []
    for path in sorted((HOUSE / "departments").iterdir()):
        dossier = load(Folder(path, path.name))
        cases += [(branch, dossier.tree[branch]) for branch in BRANCHES]
    cases += [(branch, broken) for branch, value in cases[:4] for broken in _broken(value)]
    ours = [not list(validate(branch, value)) for branch, value in cases]
    assert ajv(schemas, cases, tmp_path) == ours
    assert 0 < sum(ours) < len(ours)


def _broken(value: Any) -> list[Any]:
    """Give variants with a value of another type or an unknown key."""
    if isinstance(value, list):
        return [[*value, {"date": "2026-02-30", "formation": "politique", "etat": "prevue"}], [*value, "x"], {}]
    return [{**value, "inconnue": "x"}, *({**value, key: "x"} for key in value), []]


def test_the_schema_of_the_repository_is_read_by_a_strict_reader(tmp_path: Path) -> None:
    schemas = {"definitions": schema.load("definitions"), "kit": schema.load("kit")}
    wrong = {"departements": ["88"], "adresse": "http://site.exemple.invalid/"}
    cases: Cases = [("kit", {"departements": ["88"], "adresse": "https://site.exemple.invalid/"}), ("kit", wrong)]
    assert ajv(schemas, cases, tmp_path) == [True, False]
