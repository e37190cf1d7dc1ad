"""The law in the open data: the catalogue of the rules, the journal of the changes, every dated fact."""

import datetime
from collections.abc import Iterator
from typing import Any

from kit.files import resources
from kit.findings.finding import SEVERITY_FR
from kit.findings.rule import Scope
from kit.handbook.data.tabular import DATE, Column, Row, Table
from kit.handbook.pages.verdict import family_fr
from kit.judging import registry
from kit.law.texts import Provision, Version, data, provisions

JOURNAL = "journal-du-droit"


def tables() -> tuple[Table, ...]:
    """Give the tables of the law."""
    return (
        Table(
            name="regles",
            title="Règles",
            about="Le catalogue des règles du kit.",
            columns=_RULE_COLUMNS,
            rows=tuple(_rules()),
        ),
        Table(
            name=JOURNAL,
            title="Journal du droit",
            about="Ce qui a changé dans les textes que lit le kit, du plus récent au plus ancien.",
            columns=_JOURNAL_COLUMNS,
            rows=tuple(_journal()),
        ),
    )


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


_RULE_COLUMNS = (
    Column("regle", "identifiant de la règle"),
    Column("titre", "ce que demande la règle"),
    Column("famille", "famille de la règle"),
    Column("poids", "erreur, avertissement ou note"),
    Column("texte", "identifiant du texte, dans droit.json ; vide pour une règle de lecture"),
    Column("exigences", "énoncés de l’instruction du 13 avril 2022 que la règle contrôle"),
    Column("portee", "departement, ou national pour une règle sur tout le pays"),
)


def _rules() -> Iterator[Row]:
    for rule in registry.catalogue():
        scope = "national" if rule.scope is Scope.NATIONAL else "departement"
        yield (
            rule.id, rule.title, family_fr(rule.family), SEVERITY_FR[rule.severity], rule.provision,
            " ".join(rule.traces), scope,
        )  # fmt: skip


_JOURNAL_COLUMNS = (
    Column("date", "jour du changement", DATE),
    Column("texte", "identifiant du texte, dans droit.json"),
    Column("titre", "titre du texte"),
    Column("changement", "ce qui change ce jour-là"),
    Column("acte", "acte qui change le texte ; vide quand le texte prend fin sans qu’un acte soit connu"),
    Column("adresse", "adresse de l’acte"),
    Column("certitude", "verifiee : texte lu ; rapportee ; deduite ; non_verifiee"),
    Column("source", "d’où le kit le tient"),
    Column("relu_le", "dernier jour où la source a été relue", DATE),
)


def _journal() -> Iterator[Row]:
    """Give every change of every text, the latest first."""
    known = [entry for text in provisions().values() for entry in _changes(text)]
    return (row for _, _, row in sorted(known, key=lambda entry: (-entry[0].toordinal(), entry[1])))


def _changes(text: Provision) -> Iterator[tuple[datetime.date, str, Row]]:
    for version in text.versions:
        told = (version.changes, version.act, version.url)
        yield version.start, text.id, (version.start, text.id, text.title, *told, *_known(version))
    last = text.versions[-1]
    if last.end is not None:
        over = ("Ce texte ne s’applique plus.", None, None)
        yield last.end, text.id, (last.end, text.id, text.title, *over, *_known(last))


def _known(version: Version) -> Row:
    return version.certainty, version.source, version.reread
