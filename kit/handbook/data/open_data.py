"""The open data: the files that anybody may take, the page that explains them, and the journal of the law."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from kit.files import resources
from kit.french import date
from kit.handbook.country import Country
from kit.handbook.data.tables import journal, tables
from kit.handbook.data.tabular import DELIMITER, MARK, YES_NO, Column, Table, as_csv, as_json, as_records
from kit.handbook.fragments import render
from kit.handbook.page import JOURNAL, OPEN_DATA, Page, Profile, feed_path, web
from kit.handbook.pages.indicators import WITHHELD
from kit.judging import registry
from kit.law.texts import data, provisions
from kit.report.formats import json
from kit.yaml import schema

_FOLDER = "donnees"
# Les mêmes tableaux pour les programmes, chacun avec son schéma.
_BARE = "tables"
_NAME, _TITLE = "commissions-departementales", "Commissions départementales de lutte contre la prostitution"
_CSV = "text/csv"
_FRENCH = "http://publications.europa.eu/resource/authority/language/FRA"
_LICENCE, _LICENCE_URL = "Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


def files(country: Country) -> Iterator[Page]:
    """Give the files of the open data, from the edition for these readers."""
    known = tables(country)
    for table in known:
        yield Page(f"{_FOLDER}/{table.name}.csv", as_csv(table))
        # La même, sans la marque que demande un tableur français et qui se colle au premier nom de colonne ailleurs.
        yield Page(f"{_FOLDER}/{_BARE}/{table.name}.csv", as_csv(table).removeprefix(MARK))
        yield Page(f"{_FOLDER}/{_BARE}/{table.name}.schema.json", as_json(_table_schema(table)))
        yield Page(f"{_FOLDER}/{table.name}.json", as_records(table))
    yield Page(f"{_FOLDER}/report.json", json.write(country.open.report))
    yield Page(f"{_FOLDER}/droit.json", as_json(facts()))
    yield Page(f"{_FOLDER}/datapackage.json", as_json(_package(known)))
    yield Page(f"{_FOLDER}/catalogue.jsonld", as_json(_catalogue(country, known)))
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
        days=country.days,
        tables=tables(country),
        licence=web(_LICENCE, _LICENCE_URL),
        schemas=tuple((name, schema.load(name.removesuffix(".schema.json"))["title"]) for name in _schemas()),
    )
    known = journal()
    rows = (dict(zip(known.keys, row, strict=True)) for row in known.rows)
    days = tuple((day, tuple(changes)) for day, changes in groupby(rows, lambda row: row["date"]))
    feed = feed_path(JOURNAL) if country.home.adresse else None
    yield render.page(JOURNAL, "journal", days=days, texts=provisions(), feed=feed)


def _schemas() -> list[str]:
    return sorted(path.relative_to(resources.SCHEMAS).as_posix() for path in resources.SCHEMAS.rglob("*.json"))


def _package(tables: tuple[Table, ...]) -> dict[str, Any]:
    """Describe the CSV files as a « data package » does, for the tools that read one."""
    return {
        "profile": "tabular-data-package",
        "name": _NAME,
        "title": _TITLE,
        "licenses": [{"name": "etalab-2.0", "title": _LICENCE, "path": _LICENCE_URL}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.name,
                "path": f"{_BARE}/{table.name}.csv",
                "title": table.title,
                "description": table.about,
                "format": "csv",
                "mediatype": _CSV,
                "encoding": "utf-8",
                "dialect": {
                    "delimiter": DELIMITER,
                    "lineTerminator": "\r\n",
                    "quoteChar": '"',
                    "doubleQuote": True,
                    "header": True,
                },
                "schema": _table_schema(table),
            }
            for table in tables
        ],
    }


def _table_schema(table: Table) -> dict[str, Any]:
    """Describe a table column by column, as Table Schema does."""
    return {"fields": [_field(column) for column in table.columns], "missingValues": ["", WITHHELD]}


def _catalogue(country: Country, tables: tuple[Table, ...]) -> dict[str, Any]:
    """Describe the same files as DCAT does, for the catalogues of open data; addresses are relative to this file."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": "catalogue.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _said(_TITLE),
        "dct:language": {"@id": _FRENCH},
        "dct:license": {"@id": _LICENCE_URL},
        "dct:modified": {"@type": "xsd:date", "@value": country.report.as_of.isoformat()},
        "dcat:dataset": [
            {
                "@id": f"#{table.name}",
                "@type": "dcat:Dataset",
                "dct:identifier": table.name,
                "dct:title": _said(table.title),
                "dct:description": _said(table.about),
                "dct:language": {"@id": _FRENCH},
                "dcat:distribution": [
                    _distribution(f"{_BARE}/{table.name}.csv", _CSV, f"{_BARE}/{table.name}.schema.json"),
                    _distribution(f"{table.name}.json", "application/json"),
                ],
            }
            for table in tables
        ],
    }


def _said(text: str) -> dict[str, str]:
    return {"@language": "fr", "@value": text}


def _distribution(path: str, kind: str, schema: str | None = None) -> dict[str, Any]:
    described = {"dct:conformsTo": {"@id": schema}} if schema else {}
    return {
        "@type": "dcat:Distribution",
        "dcat:downloadURL": {"@id": path},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind}"},
        "dct:license": {"@id": _LICENCE_URL},
        **described,
    }


def _field(column: Column) -> dict[str, Any]:
    words = {"trueValues": ["oui"], "falseValues": ["non"]} if column.kind == YES_NO else {}
    return {"name": column.key, "type": column.kind, "description": column.said, **words}
