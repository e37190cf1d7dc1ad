"""The model holds exactly the fields of the schemas, and leaves out what could not be read."""

import dataclasses
from typing import Any

import pytest

from kit.model import commission as model
from kit.model import procedures, sessions
from kit.model.commission import build
from kit.model.records import hints
from kit.yaml import schema
from kit.yaml.schema import JsonSchema

# Champs du schéma que le modèle laisse au site, sans que le droit en dépende.
SHOWN_ONLY = {"commission": {"sources"}}
RECORDS: list[tuple[Any, str, tuple[str | int, ...]]] = [
    (model.Commission, "commission", ()),
    (model.Installation, "commission", ("installation",)),
    (model.Presidence, "commission", ("presidence", 0)),
    (model.Arrete, "commission", ("arretes", 0)),
    (procedures.Service, "commission", ("secretariat",)),
    (model.Association, "commission", ("associations_agreees", 0)),
    (model.Agrement, "commission", ("associations_agreees", 0, "agrement")),
    (model.Vacance, "commission", ("vacances", 0)),
    (model.Derogation, "commission", ("derogations", 0)),
    (model.Indicateurs, "commission", ("indicateurs", 0)),
    (model.Sorties, "commission", ("indicateurs", 0, "sorties")),
    (model.Titulaire, "membres", ("magistrat", 0)),
    (model.Mandat, "membres", ("magistrat", 0, "mandat")),
    (model.Designation, "membres", ("magistrat", 0, "designation")),
    (model.Suppleant, "membres", ("magistrat", 0, "suppleant")),
    (model.Formation, "membres", ("magistrat", 0, "formation")),
    (model.Collectivite, "membres", ("magistrat", 0, "collectivite")),
    (sessions.Seance, "sessions", (0,)),
    (sessions.Convocation, "sessions", (0, "convocation")),
    (sessions.Pouvoir, "sessions", (0, "pouvoirs", 0)),
    (sessions.DossierExamine, "sessions", (0, "dossiers", 0)),
    (sessions.Decision, "sessions", (0, "dossiers", 0, "decision")),
    (sessions.ProcesVerbal, "sessions", (0, "pv")),
    (procedures.Procedures, "procedures", ()),
    (procedures.Psp, "procedures", ("psp",)),
    (procedures.Service, "procedures", ("psp", "depot")),
    (procedures.Accompagnement, "procedures", ("psp", "accompagnement")),
    (procedures.Aps, "procedures", ("aps",)),
    (procedures.Piece, "procedures", ("aps", "pieces", 0)),
    (procedures.DouteArret, "procedures", ("aps", "doute_arret_activite")),
    (procedures.Sortie, "procedures", ("sortie",)),
    (procedures.Afis, "procedures", ("afis",)),
]


@pytest.mark.parametrize(("cls", "branch", "pointer"), RECORDS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_record_has_the_fields_of_its_schema(cls: Any, branch: str, pointer: tuple[str | int, ...]) -> None:
    described: JsonSchema | None = schema.at(branch, pointer)
    assert described is not None
    fields = {field.name for field in dataclasses.fields(cls)} - {"pointer", "unreadable"}
    if cls is model.Commission:
        fields -= {"sieges", "sessions", "procedures"}
    assert fields == set(described["properties"]) - (SHOWN_ONLY.get(branch, set()) if not pointer else set())


@pytest.mark.parametrize(("cls", "branch", "pointer"), RECORDS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_record_demands_no_more_than_its_schema(cls: Any, branch: str, pointer: tuple[str | int, ...]) -> None:
    described = schema.at(branch, pointer) or {}
    demanded = {
        field.name
        for field in dataclasses.fields(cls)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    assert demanded - {"pointer"} <= set(described.get("required", ()))
    assert set(hints(cls)) >= demanded


def test_a_record_that_could_not_be_read_is_left_out_and_remembered() -> None:
    tree = {
        "commission": {"departement": "38", "presidence": [{"autorite": "prefet"}, {"autorite": "x"}]},
        "membres": {"medecin": [{"id": "a", "titre": "A"}, {"id": "b", "titre": "B", "mandat": {"debut": "hier"}}]},
    }
    bad = frozenset({("membres", "medecin", 1, "mandat", "debut"), ("commission", "presidence", 1, "autorite")})
    commission = build(tree, bad)
    assert [holder.id for holder in commission.seat("medecin")] == ["a"]
    assert len(commission.presidence or ()) == 1
    assert not commission.readable("membres", "medecin")
    assert not commission.readable("commission", "presidence")
    assert commission.readable("membres", "magistrat")
    assert commission.readable("commission", "arretes")


def test_what_is_not_written_is_none() -> None:
    commission = build({"commission": {"departement": "38"}}, frozenset())
    assert commission.sieges is None
    assert commission.presidence is None
    assert commission.sessions is None
    assert commission.procedures is None
