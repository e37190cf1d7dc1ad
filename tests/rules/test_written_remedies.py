"""What a few remedies bid to write, to the letter: an example whole and valid, or an identifier of the files."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import CALLED, Day, edit, found, seat, sessions
from tests.rules.remedies import done


def test_who_presides_for_the_prefect_is_written_so(copy: Copy) -> None:
    folder = copy("88")
    text = (folder / "commission.yaml").read_text(encoding="utf-8")
    before = text[text.index("presidence:") : text.index("arretes:")]
    edit(folder, "commission", (before, 'presidence:\n  - {autorite: autre, titre: "Préfète déléguée"}\n\n'))
    (finding,) = found(folder, "presidence-absente")
    assert (finding.message, finding.remedy) == (
        spaced(
            "La commission des Vosges est présidée au 23 novembre 2026 par « Préfète déléguée », écrite comme une "
            "autre autorité, alors que le texte nomme le préfet du département."
        ),
        spaced(
            "Si cette personne représente le préfet, écrivez à cette ligne « autorite: prefet » puis « representant: "
            "true » ; sinon, donnez-lui une date de « fin » et ajoutez une ligne « autorite: prefet »."
        ),
    )
    edit(folder, "commission", ("autorite: autre", "autorite: prefet, representant: true"))
    assert found(folder, "presidence-absente") == found(folder, "copresidence-sans-texte") == []


def test_a_second_call_is_written_whole(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, presents: [magistrat-3], {CALLED}")
    (finding,) = found(folder, "quorum-non-atteint")
    assert finding.remedy == spaced(
        "Complétez « presents », « supplees » et « pouvoirs » s’il en manque ; si c’était une seconde "
        "convocation, écrivez « convocation: {date: 2026-03-26, seconde: true} » à cette séance."
    )
    edit(folder, "sessions", (CALLED, "convocation: {date: 2026-03-26, seconde: true}"))
    assert found(folder, "quorum-non-atteint") == []


def test_those_who_were_there_are_named_as_many_as_the_quorum_asks_for(copy: Copy) -> None:
    folder = copy("38")
    line = f"date: 2026-04-09, formation: politique, etat: tenue, {CALLED}"
    sessions(folder, line)
    (finding,) = found(folder, "quorum-non-atteint")
    there = finding.remedy.partition("presents: [")[2].partition("]")[0]
    sessions(folder, f"{line}, presents: [{there}]")
    assert found(folder, "quorum-non-atteint") == found(folder, "present-inconnu") == []


def test_a_term_that_follows_begins_the_next_day_and_lasts_as_long_as_the_text_allows(copy: Copy) -> None:
    folder = copy("38")
    seat(folder, "medecin", "id: m-1, titre: Médecin, mandat: {debut: 2023-12-02, fin: 2026-12-01}")
    (finding,) = found(folder, "mandat-bientot-fini")
    written = "id: m-1, titre: Médecin, mandat: {debut: 2026-12-02, fin: 2029-12-01}"
    assert finding.remedy == spaced(
        "Demandez dès maintenant les désignations ; l’arrêté pris, écrivez-le dans commission.yaml et ajoutez au siège "
        f"le nouveau mandat, par exemple « - {{{written}}} »."
    )
    seat(folder, "medecin", "id: m-1, titre: Médecin, mandat: {debut: 2023-12-02, fin: 2026-12-01}", written)
    assert found(folder, "mandat-bientot-fini") == found(folder, "mandats-qui-se-chevauchent") == []


def test_an_order_to_come_is_written_with_who_signs_it(copy: Copy) -> None:
    folder = copy("75")
    seat(folder, "medecin", "id: m-1, titre: Médecin, mandat: {debut: 2026-01-05, fin: 2029-01-04, arrete: '75-99'}")
    (finding,) = found(folder, "mandat-sans-arrete")
    assert "date: 2026-01-05" in finding.remedy
    assert "signataires: [prefet, prefet_de_police]" in finding.remedy


def test_the_first_of_two_terms_ends_the_day_before_the_second(copy: Copy) -> None:
    folder = copy("88")
    one = "id: a, titre: Maire, mandat: {debut: 2024-05-14, fin: 2027-05-13}"
    seat(folder, "collectivites", one, "id: a, titre: Maire, mandat: {debut: 2026-05-14, fin: 2029-05-13}")
    assert rewritten(folder, "membres", "mandats-qui-se-chevauchent", "/collectivites") == [
        {"id": "a", "titre": "Maire", "mandat": {"debut": Day(2024, 5, 14), "fin": Day(2026, 5, 13)}},
        {"id": "a", "titre": "Maire", "mandat": {"debut": Day(2026, 5, 14), "fin": Day(2029, 5, 13)}},
    ]


def test_who_held_the_seat_that_day_takes_the_place_of_who_did_not(copy: Copy) -> None:
    folder = copy("88")
    before = "id: m-1, titre: Médecin, mandat: {debut: 2023-05-14, fin: 2026-05-13}"
    seat(folder, "medecin", before, "id: m-2, titre: Médecin, mandat: {debut: 2026-05-14, fin: 2029-05-13}")
    sessions(folder, "date: 2026-05-12, formation: politique, etat: tenue, presents: [m-2]")
    assert rewritten(folder, "sessions", "present-inconnu", "/0/presents") == ["m-1"]


@pytest.mark.parametrize(("start", "cited"), [("2024-06-02", "DDETSPP-2024-047"), ("2024-06-03", "88-2024-00001")])
def test_a_term_cites_the_last_order_signed_on_its_first_day(copy: Copy, start: str, cited: str) -> None:
    folder = copy("88")
    orders = "arretes:\n  - {objet: [composition], date: 2024-06-03, signataires: [prefet]}"
    edit(folder, "commission", ("arretes:", orders))
    seat(folder, "medecin", f"id: m, titre: Médecin, mandat: {{debut: {start}, fin: 2027-06-01}}")
    (finding,) = found(folder, "mandat-sans-arrete")
    assert cited in finding.remedy


def rewritten(folder: Path, file: str, rule: str, pointer: str) -> Any:
    """Do what the remedy of the only finding of a rule says; give what is then at a place of the file."""
    (finding,) = found(folder, rule)
    assert finding.edit
    path = folder / f"{file}.yaml"
    value = yaml.safe_load(done(path.read_text(encoding="utf-8"), finding.edit))
    for key in pointer.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value
