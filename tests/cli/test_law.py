"""`kit law`: the texts on a day, and what a lawyer reads again of them, for a person and for a machine."""

import json

from tests.conftest import Kit

DAY = ("--date", "2026-11-23")


def test_the_texts_on_a_day(kit: Kit) -> None:
    told = kit("law", *DAY).stdout.replace("\u00a0", " ").replace("\u202f", " ")
    assert "casf-r121-12-7               Article R. 121-12-7 du code de l’action sociale et des familles : " in told
    assert "rédaction du 2 janvier 2026, texte lu\n" in told
    before = kit("law", "--date", "2016-01-01").stdout.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Article R. 121-12-7 du code de l’action sociale et des familles : aucune rédaction ce jour\n" in before


def test_the_texts_for_machines(kit: Kit) -> None:
    known = {row["texte"]: row for row in json.loads(kit("law", *DAY, "--format", "json").stdout)}
    assert known["casf-r121-12-7"]["debut"] == "2026-01-02"
    assert "debut" not in known["bouches-du-rhone"]


def test_what_is_to_be_read_again(kit: Kit) -> None:
    told = kit("law", "--a-relire", *DAY).stdout.replace("\u00a0", " ").replace("\u202f", " ")
    first, _, *rest = told.split("\n")
    assert first.endswith("que personne n’a lues.")
    assert rest[1] == "    Jamais lue ; rapportée par un tiers fiable."
    assert "    Lue le 23 novembre 2026 ; texte lu." in rest
    address = "https://www.legifrance.gouv.fr/"
    assert any(line.endswith(f"(Légifrance, adresse exacte non connue) : {address}") for line in rest)
    assert "Combien de représentants un siège au pluriel demande-t-il ?" in told
    assert kit("law", "--a-relire", *DAY).stdout == kit("law", "--a-relire", *DAY).stdout


def test_what_is_to_be_read_again_for_machines(kit: Kit) -> None:
    rows = json.loads(kit("law", "--a-relire", "--format", "json", *DAY).stdout)
    assert [row["lu_le"] for row in rows] == sorted((row["lu_le"] for row in rows), key=lambda day: day or "")
    wanted = {"texte", "titre", "debut", "fin", "acte", "adresse", "certitude", "source", "lu_le", "doutes"}
    assert {frozenset(row) for row in rows} == {frozenset(wanted)}
    assert {row["certitude"] for row in rows if row["lu_le"]} == {"verifiee"}
