"""The open data: the files that anybody may take, the page that explains them, and the journal of the law."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from kit.files import resources
from kit.french import date
from kit.handbook.country import Country
from kit.handbook.data.tables import journal, tables
from kit.handbook.data.tabular import DELIMITER, YES_NO, Column, Table, as_csv, as_json, as_records
from kit.handbook.fragments import render
from kit.handbook.page import JOURNAL, OPEN_DATA, Page, Profile, web
from kit.handbook.pages.indicators import WITHHELD
from kit.judging import registry
from kit.law.texts import data, provisions
from kit.report.formats import json
from kit.yaml import schema

_FOLDER = "donnees"
_LICENCE, _LICENCE_URL = "Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


def files(country: Country) -> Iterator[Page]:
    """Give the files of the open data, from the edition for these readers."""
    known = tables(country)
    for table in known:
        yield Page(f"{_FOLDER}/{table.name}.csv", as_csv(table))
        yield Page(f"{_FOLDER}/{table.name}.json", as_records(table))
    yield Page(f"{_FOLDER}/report.json", json.write(country.open.report))
    yield Page(f"{_FOLDER}/droit.json", as_json(facts()))
    yield Page(f"{_FOLDER}/datapackage.json", as_json(_package(known)))
    for name in _schemas():
        yield Page(f"{_FOLDER}/schemas/{name}", (resources.SCHEMAS / name).read_text(encoding="utf-8"))


def facts() -> dict[str, Any]:
    """Give every file of `kit/law`, its wordings whole, each paragraph with the rules that check it: all its values are
    texts."""
    return {path.stem: _checked(path.stem, data(path.stem)) for path in sorted(resources.LAW.glob("*.yaml"))}


def _checked(name: str, values: dict[str, Any]) -> dict[str, Any]:
    if "paragraphes" not in values:
        return values
    return {**values, "paragraphes": [_paragraph(name, row) for row in values["paragraphes"]]}


def _paragraph(name: str, row: dict[str, Any]) -> dict[str, Any]:
    rules = [rule.id for rule in registry.checking(name, row["ou"])]
    return {"ou": row["ou"], "dit": row["dit"], **({"regles": rules} if rules else {}), **row}


def pages_and_files(country: Country) -> Iterator[Page]:
    """Give all that is about the open data."""
    yield from pages(country)
    yield from files(country)


def pages(country: Country) -> Iterator[Page]:
    """Give the page of the open data and the journal of the law."""
    yield render.page(
        OPEN_DATA,
        "donnees",
        day=date(country.report.as_of),
        public=country.profile is Profile.PUBLIC,
        tables=tables(country),
        licence=web(_LICENCE, _LICENCE_URL),
        schemas=tuple((name, schema.load(name.removesuffix(".schema.json"))["title"]) for name in _schemas()),
    )
    known = journal()
    rows = (dict(zip(known.keys, row, strict=True)) for row in known.rows)
    days = tuple((day, tuple(changes)) for day, changes in groupby(rows, lambda row: row["date"]))
    yield render.page(JOURNAL, "journal", days=days, texts=provisions())


def _schemas() -> list[str]:
    return sorted(path.relative_to(resources.SCHEMAS).as_posix() for path in resources.SCHEMAS.rglob("*.json"))


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
