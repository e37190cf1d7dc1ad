"""Values said in French: every word of the schemas, seats of the day, units, long texts, terms."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from kit.diff.lexicon import Lexicon, lowered, phrases
from kit.findings.finding import Pointer
from kit.privacy.mask import Mask
from kit.yaml import schema
from kit.yaml.schema import BRANCHES
from tests.conftest import DATA, TODAY, golden

WORDS = Lexicon(as_of=TODAY, mask=Mask(), names={"assoc-1": "Association exemple"})


def enumerated(pointer: Pointer, described: schema.JsonSchema) -> Iterator[tuple[Pointer, str]]:
    described = schema.resolve(described)
    for key, field in described.get("properties", {}).items():
        yield from enumerated((*pointer, key), field)
    if "items" in described:
        yield from enumerated((*pointer, 0), described["items"])
    yield from ((pointer, value) for value in described.get("enum", ()))


PLACES = [place for branch in BRANCHES for place in enumerated((branch,), schema.load(branch))]


def test_every_word_of_the_schemas_has_its_french() -> None:
    said = {f"{pointer[-1] or pointer[-2]} : {value} → {WORDS.value(pointer, value)}" for pointer, value in PLACES}
    golden(DATA / "golden" / "diff" / "mots.txt", "\n".join(sorted(said)) + "\n")
    assert not [line for line in said if "_" in line.partition(" → ")[2]]


def test_no_word_is_kept_that_no_schema_has() -> None:
    assert set(phrases()["mots"]) <= {value for _, value in PLACES}


@pytest.mark.parametrize(
    ("day", "seat", "title"),
    [
        ("2026-11-23", "police_judiciaire", "4° Directeur zonal de la police nationale ou son représentant"),
        (
            "2019-01-01",
            "police_judiciaire",
            "4° Directeur interrégional ou régional de la police judiciaire ou leur représentant",
        ),
        (
            "2019-01-01",
            "pjj",
            "Directeur territorial de la protection judiciaire de la jeunesse ou son représentant "
            "(siège d’une autre rédaction)",
        ),
        ("2026-11-23", "inconnu", "Siège « inconnu »"),
    ],
)
def test_a_seat_has_the_title_of_the_day(day: str, seat: str, title: str) -> None:
    words = Lexicon(as_of=datetime.date.fromisoformat(day), mask=WORDS.mask)
    assert words.seat_title(seat) == title


RULE = ("commission", "derogations", 0, "regle")


@pytest.mark.parametrize(
    ("pointer", "value", "said"),
    [
        (("procedures", "psp", "delai_cible_jours"), 1, "1 jour"),
        (("procedures", "psp", "delai_cible_jours"), 45, "45 jours"),
        (("procedures", "aps", "duree_mois"), 6, "6 mois"),
        (("commission", "indicateurs", 0, "psp_engages"), 12, "12"),
        (("procedures", "aps", "visa_long_sejour_exige"), False, "non"),
        (("membres", "magistrat", 0, "association"), "assoc-1", "Association exemple"),
        (("membres", "magistrat", 0, "id"), "assoc-1", "assoc-1"),
        (("sessions", 0, "date"), "2026-01-01", "1er janvier 2026"),
        (("sessions", 0, "date"), "hier", "« hier »"),
        (("sessions", 0, "ordre_du_jour"), [], "liste vide"),
        (("sessions", 0, "ordre_du_jour"), ["a", "b"], "a, b"),
        (("sessions", 0, "pv"), None, "rien"),
        (("sessions", 0, "pv"), {"transmis": "2026-01-02"}, "transmis 2 janvier 2026"),
        (("sessions", 0, "lieu"), "une\nsalle\x1b[31m", "une salle�[31m"),
        (("sessions", 0, "lieu"), "x" * 5000, "x" * 240 + "…"),
        (("sessions", 0, "cle-inconnue"), "secret", "non montré"),
        (("membres", "collectivites", 0, "collectivite", "nom"), "Ville", "Ville"),
        (("membres", "collectivites", 0, "nom"), "Zoé", "non montré"),
        (RULE, "epci-absent", "« Une intercommunalité siège parmi les collectivités »"),
        (RULE, "autre-regle", "« autre-regle »"),
    ],
)  # fmt: skip
def test_a_value_is_said(pointer: Pointer, value: Any, said: str) -> None:
    assert WORDS.value(pointer, value) == said


LIEU = ("sessions", 0, "lieu")
HEAD = "La grande salle du conseil de la préfecture de région, au premier étage"
TAIL = "par la cour, sonner deux fois"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("salle A", "salle B", "salle A → salle B"),
        (
            f"{HEAD} {TAIL}",
            f"{HEAD}, {TAIL}",
            "… région, au premier étage par la cour, … → … région, au premier étage, par la cour, …",
        ),
        (
            f"{HEAD} {TAIL}",
            f"{HEAD} nord {TAIL}",
            "… au premier étage par la cour, … → … au premier étage nord par la cour, …",
        ),
        (f"{HEAD} fin", f"{HEAD} fin.", "… au premier étage fin → … au premier étage fin."),
        (HEAD, f"Hall. {HEAD}", "La grande salle … → Hall. La grande salle …"),
        (f"{HEAD} fin fin", f"{HEAD} fin", "… premier étage fin fin → … premier étage fin"),
        (HEAD, TAIL, f"{HEAD} → {TAIL}"),
    ],
)
def test_of_two_long_texts_only_what_differs_is_said(before: str, after: str, said: str) -> None:
    assert WORDS.arrow(LIEU, before, after) == said


def test_a_label_inside_a_sentence() -> None:
    assert [lowered(label) for label in ("Début", "AFIS", "À vérifier", "")] == ["début", "AFIS", "à vérifier", ""]
