"""The open data: the files that anybody may take, the page that explains them, and the journal of the law."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kit.files import resources
from kit.french import date
from kit.handbook.data import law_tables
from kit.handbook.data import tables as donnees_tables
from kit.handbook.data.tabular import DATE, DELIMITER, TEXT, WHOLE, YES_NO, Column, Table, as_csv, as_json, as_records
from kit.handbook.fragments import render
from kit.handbook.page import JOURNAL, LAW, OPEN_DATA, Here, Link, Page, Profile, text_path, web
from kit.handbook.pages.country import Country
from kit.handbook.pages.figures import WITHHELD
from kit.law.texts import CERTAINTY_FR, provision
from kit.report.formats import json
from kit.yaml import schema

_FOLDER = "donnees"
_LICENCE, _LICENCE_URL = "Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
_LAW, _REPORT, _PACKAGE = f"{_FOLDER}/droit.json", f"{_FOLDER}/report.json", f"{_FOLDER}/datapackage.json"
_SCHEMAS = f"{_FOLDER}/schemas"
_KINDS_FR = {DATE: "jour", WHOLE: "nombre entier", YES_NO: "oui ou non", TEXT: "texte"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A table as the page shows it: its two files, its number of rows, its columns."""

    table: Table
    csv: Link
    json: Link
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a text, in the journal."""

    text: Link
    said: str
    act: Link | None
    certainty: str


def files(country: Country) -> Iterator[Page]:
    """Give the files of the open data, from the edition for these readers."""
    known = tables(country)
    for table in known:
        yield Page(_path(table, "csv"), as_csv(table))
        yield Page(_path(table, "json"), as_records(table))
    yield Page(_REPORT, json.write(country.open.report))
    yield Page(_LAW, as_json(law_tables.facts()))
    yield Page(_PACKAGE, as_json(_package(known)))
    for name in _schemas():
        yield Page(f"{_SCHEMAS}/{name}", (resources.SCHEMAS / name).read_text(encoding="utf-8"))


def pages(country: Country) -> Iterator[Page]:
    """Give the page of the open data and the journal of the law."""
    here = Here(OPEN_DATA)
    yield render.page(
        OPEN_DATA,
        "donnees",
        day=date(country.report.as_of),
        public=country.profile is Profile.PUBLIC,
        tables=tuple(_shown(table, here) for table in tables(country)),
        kinds=_KINDS_FR,
        licence=web(_LICENCE, _LICENCE_URL),
        law=here.link("droit.json", _LAW),
        report=here.link("report.json", _REPORT),
        report_schema=here.link("report.schema.json", f"{_SCHEMAS}/report.schema.json"),
        package=here.link("datapackage.json", _PACKAGE),
        journal=here.link("Le journal du droit", JOURNAL),
        schemas=tuple(_schema_links(here)),
    )
    yield _journal()


def tables(country: Country) -> tuple[Table, ...]:
    """Give all tables of the open data."""
    return (*donnees_tables.tables(country), *law_tables.tables())


def _path(table: Table, ending: str) -> str:
    return f"{_FOLDER}/{table.name}.{ending}"


def _shown(table: Table, here: Here) -> Shown:
    return Shown(
        table=table,
        csv=here.link(f"{table.name}.csv", _path(table, "csv")),
        json=here.link(f"{table.name}.json", _path(table, "json")),
        rows=len(table.rows),
    )


def _schemas() -> list[str]:
    return sorted(path.relative_to(resources.SCHEMAS).as_posix() for path in resources.SCHEMAS.rglob("*.json"))


def _schema_links(here: Here) -> Iterator[tuple[Link, str]]:
    """Give each JSON Schema with its title."""
    for name in _schemas():
        yield here.link(name, f"{_SCHEMAS}/{name}"), schema.load(name.removesuffix(".schema.json"))["title"]


def _package(tables: tuple[Table, ...]) -> dict[str, Any]:
    """Describe the CSV files as a « data package » does, for the tools that read one."""
    return {
        "profile": "tabular-data-package",
        "name": "commissions-departementales",
        "title": "Commissions départementales de lutte contre la prostitution",
        "licenses": [{"name": "etalab-2.0", "title": _LICENCE, "path": _LICENCE_URL}],
        "resources": [
            {
                "name": table.name,
                "path": f"{table.name}.csv",
                "title": table.title,
                "description": table.about,
                "format": "csv",
                "encoding": "utf-8-sig",
                "dialect": {"delimiter": DELIMITER},
                "schema": {
                    "missingValues": ["", WITHHELD],
                    "fields": [_field(column) for column in table.columns],
                },
            }
            for table in tables
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    words = {"trueValues": ["oui"], "falseValues": ["non"]} if column.kind == YES_NO else {}
    return {"name": column.key, "type": column.kind, "description": column.said, **words}


def _journal() -> Page:
    here = Here(JOURNAL)
    table = next(table for table in law_tables.tables() if table.name == law_tables.JOURNAL)
    rows = (dict(zip(table.keys, row, strict=True)) for row in table.rows)
    return render.page(
        JOURNAL,
        "journal",
        days=tuple((_day(day), tuple(_change(row, here) for row in each)) for day, each in groupby(rows, _date)),
        csv=here.link("CSV", _path(table, "csv")),
        json=here.link("JSON", _path(table, "json")),
        law=here.link("Le droit que lit le kit", LAW),
        open_data=here.link("Données", OPEN_DATA),
    )


def _date(row: dict[str, Any]) -> datetime.date:
    day: datetime.date = row["date"]
    return day


def _day(day: datetime.date) -> tuple[str, str]:
    """Give a day and the name of its section."""
    return date(day), f"au-{day.isoformat()}"


def _change(row: dict[str, Any], here: Here) -> Change:
    short = provision(row["texte"]).short
    return Change(
        text=here.link(short[:1].upper() + short[1:], text_path(row["texte"])),
        said=row["changement"],
        act=web(row["acte"], row["adresse"]) if row["acte"] else None,
        certainty=CERTAINTY_FR[row["certitude"]],
    )
