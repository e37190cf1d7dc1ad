"""How many persons hold a seat at a time, and how many seats a person."""

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from tests.conftest import TODAY, Copy
from tests.rules.cases import DOUBTED, Day, found, seat


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ("debut: 2024-05-14, fin: 2026-05-31", "debut: 2026-06-01", None),
        ("debut: 2024-05-14", "debut: 2026-06-01", Outcome.FAIL),
        ("arrete: X", "debut: 2026-06-01", Outcome.REVIEW),
    ],
)
def test_a_seat_for_one_is_held_by_one(copy: Copy, first: str, second: str, outcome: Outcome | None) -> None:
    folder = copy("88")
    holders = (f"id: {name}, titre: Médecin {name}, mandat: {{{term}}}" for name, term in (("a", first), ("b", second)))
    seat(folder, "medecin", *holders)
    findings = found(folder, "siege-a-deux-titulaires")
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])
    if outcome:
        held = {
            Outcome.FAIL: "tiennent le siège « médecin » (8°) au 23 novembre 2026",
            Outcome.REVIEW: "sont écrites au siège « médecin » (8°) au 23 novembre 2026, sans que leurs dates disent "
            "laquelle le tient",
        }
        assert findings[0].message == spaced(
            f"Plusieurs personnes {held[outcome]}, alors que le texte n’en nomme qu’une : « Médecin a » et « Médecin "
            "b »."
        )
    assert found(folder, "siege-a-deux-titulaires", Day(2026, 5, 31))[1:] == []


def test_one_term_at_a_time(copy: Copy) -> None:
    folder = copy("88")
    sentence = "« Maire » (9°) a deux mandats en cours au 23 novembre 2026 sous l’identifiant « a »."
    for end, messages in (("2026-11-22", []), ("2026-11-23", [spaced(sentence)])):
        one = f"id: a, titre: Maire, mandat: {{debut: 2024-05-14, fin: {end}}}"
        seat(folder, "collectivites", one, "id: a, titre: Maire, mandat: {debut: 2026-05-14}")
        findings = found(folder, "mandats-qui-se-chevauchent")
        assert [finding.message for finding in findings] == messages


@pytest.mark.parametrize(
    ("code", "seats", "day", "outcome"),
    [
        ("88", ("etrangers", "education"), TODAY, Outcome.FAIL),
        ("88", ("police_nationale", "police_judiciaire"), TODAY, Outcome.FAIL),
        ("974", ("police_nationale", "police_judiciaire"), TODAY, Outcome.REVIEW),
        ("974", ("police_nationale", "police_judiciaire"), Day(2021, 12, 31), Outcome.FAIL),
        ("88", ("cohesion_sociale", "travail_emploi"), Day(2022, 4, 13), None),
    ],
)
def test_a_person_holds_one_seat(
    copy: Copy, code: str, seats: tuple[str, str], day: Day, outcome: Outcome | None
) -> None:
    folder = copy(code)
    for name in seats:
        seat(folder, name, "id: seule, titre: Directrice, organisme: DDETSPP")
    findings = found(folder, "personne-dans-deux-sieges", day)
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("representatives", "told"),
    [((False,), []), ((False, True), []), ((False, False), [DOUBTED]), ((False, True, True), [DOUBTED])],
)
def test_a_seat_by_right_is_held_by_an_authority_or_who_represents_it(
    copy: Copy, representatives: tuple[bool, ...], told: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("88")
    titles = ("Commandant", "Commandante", "Capitaine")
    seat(folder, "gendarmerie", *(
        f"id: g-{rank}, titre: {title}, representant: {str(stands).lower()}, mandat: {{debut: 2024-01-01}}"
        for rank, (title, stands) in enumerate(zip(titles, representatives, strict=False))
    ))  # fmt: skip
    findings = found(folder, "siege-a-deux-titulaires")
    assert [(finding.outcome, finding.severity) for finding in findings] == told
    if len(representatives) > 2:
        assert findings[0].message == spaced(
            "3 personnes tiennent le siège « gendarmerie » (5°) au 23 novembre 2026, alors que le texte nomme une "
            "seule autorité, « ou son représentant » : « Commandant », « Commandante » et « Capitaine »."
        )


@pytest.mark.parametrize(("first", "end"), [("arrete: X", "2026-11-22"), ("debut: 2025-01-01", "2026-05-31")])
def test_a_term_ends_the_day_before_another_only_when_both_have_a_first_day(copy: Copy, first: str, end: str) -> None:
    folder = copy("88")
    seat(folder, "gendarmerie", f"id: a, titre: Commandant, mandat: {{{first}}}",
         "id: b, titre: Commandante, mandat: {debut: 2026-06-01}")  # fmt: skip
    (finding,) = found(folder, "siege-a-deux-titulaires")
    assert f"fin: {end}" in finding.remedy
