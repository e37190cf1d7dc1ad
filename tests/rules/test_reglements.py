"""Two internal rules of one day: what they say differently is to be checked, whichever is written first."""

from pathlib import Path

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import CALLED, FAIL, REVIEW, found, sessions

RULE = "reglements-du-meme-jour"
# Sept sièges sur quinze, sept membres sur vingt-quatre.
HALF = "presents: [magistrat-3, medecin-4, education-2, police-2, pj-3, etrangers-2, pjj-1]"
SEATS = "quorum: {base: tous, compte: par_siege, presidence: true}, pouvoirs_par_membre: 2"
MEMBERS = "quorum: {base: tous, compte: par_membre, presidence: false}, pouvoirs_par_membre: 1"
NEW, OLD, UNDATED = "debut: 2026-01-01, ", "debut: 2024-01-01, ", ""


def ruled(copy: Copy, *rules: str) -> Path:
    """Write internal rules, and one session that one way of counting lets decide."""
    folder = copy("38")
    lines = "".join(f"  - {{reference: R{number}, {each}}}\n" for number, each in enumerate(rules))
    with (folder / "commission.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\nreglement_interieur:\n{lines}")
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, {CALLED}, {HALF}")
    return folder


@pytest.mark.parametrize(
    ("rules", "quorum", "doubt"),
    [
        ((NEW + SEATS, NEW + MEMBERS), [REVIEW], [REVIEW]),
        ((NEW + MEMBERS, NEW + SEATS), [REVIEW], [REVIEW]),
        ((UNDATED + MEMBERS, UNDATED + SEATS), [REVIEW], [REVIEW]),
        # D’accord entre eux, ils se disent encore, mais ne laissent aucun doute sur la séance.
        ((NEW + MEMBERS, NEW + MEMBERS), [FAIL], [REVIEW]),
        # Le plus récent l’emporte, écrit avant ou après.
        ((OLD + SEATS, NEW + MEMBERS), [FAIL], [REVIEW]),
        ((NEW + SEATS, OLD + MEMBERS), [], [REVIEW]),
        ((OLD + "fin: 2025-12-31, " + MEMBERS, NEW + SEATS), [], []),
        # Celui qui ne parle pas du quorum ne remplace pas celui qui en parle.
        ((OLD + MEMBERS, NEW + "lien: 'https://exemple.invalid/ri.pdf'"), [FAIL], []),
        ((OLD + SEATS, NEW + MEMBERS + ", a_verifier: relire"), [], []),
    ],
)
def test_two_rules_of_a_day(copy: Copy, rules: tuple[str, ...], quorum: list[Outcome], doubt: list[Outcome]) -> None:
    folder = ruled(copy, *rules)
    assert [f.outcome for f in found(folder, "quorum-non-atteint")] == quorum
    assert [f.outcome for f in found(folder, RULE)] == doubt


def test_the_doubt_names_both_rules_and_the_way_out(copy: Copy) -> None:
    folder = ruled(copy, NEW + SEATS, NEW + MEMBERS)
    (finding,) = found(folder, RULE)
    assert finding.pointer == "/reglement_interieur/1/debut"
    assert finding.message == spaced(
        "Les règlements « R0 » et « R1 » commencent le même jour, et rien ne dit lequel s’applique : ce qu’ils disent "
        "autrement est « à vérifier »."
    )
    (told,) = found(folder, "quorum-non-atteint")
    assert told.message == spaced(
        "À la séance du 9 avril 2026, 7 membres sur 24 étaient présents ou représentés : le quorum est à vérifier, car "
        "plusieurs règlements intérieurs s’appliquent ce jour-là, et ne le comptent pas de la même façon."
    )


def test_an_earlier_rule_ends_the_day_before(copy: Copy) -> None:
    (finding,) = found(ruled(copy, OLD + SEATS, NEW + MEMBERS), RULE)
    assert finding.pointer == "/reglement_interieur/0/fin"
    assert spaced("« fin: 2025-12-31 »") in finding.remedy


@pytest.mark.parametrize("order", [(NEW + SEATS, NEW + MEMBERS), (NEW + MEMBERS, NEW + SEATS)])
@pytest.mark.parametrize(("borne", "told"), [(1, []), (2, [REVIEW]), (3, [FAIL])])
def test_proxies_that_one_rule_lets_bear(copy: Copy, order: tuple[str, ...], borne: int, told: list[Outcome]) -> None:
    folder = ruled(copy, *order)
    given = ", ".join(f"{{de: {who}, a: magistrat-3}}" for who in ("ddets-1", "ddets-2", "ville-3")[:borne])
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, {CALLED}, {HALF}, pouvoirs: [{given}]")
    findings = found(folder, "pouvoir-irregulier")
    assert [finding.outcome for finding in findings] == told
    assert all("n’en permet pas plus d’un" in f.message for f in findings if f.outcome is REVIEW)
    assert all("ne peut pas en détenir plus de deux" in f.message for f in findings if f.outcome is FAIL)


def test_a_quorum_counted_by_seat_speaks_of_seats(copy: Copy) -> None:
    folder = ruled(copy, NEW + "quorum: {base: tous, compte: par_siege, presidence: false}")
    (finding,) = found(folder, "quorum-non-atteint")
    assert spaced("7 sièges sur 15 avaient un membre présent ou représenté : le quorum") in finding.message


def test_a_quorum_counted_by_seat_speaks_of_one_seat(copy: Copy) -> None:
    folder = ruled(copy, NEW + "quorum: {base: tous, compte: par_siege, presidence: false}")
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, {CALLED}, presents: [magistrat-3]")
    (finding,) = found(folder, "quorum-non-atteint")
    assert spaced("1 siège sur 15 avait un membre présent ou représenté : le quorum") in finding.message
