"""The seats of the State: one representative by field of competence, the service under its name."""

import datetime
from pathlib import Path

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from tests.conftest import TODAY, Copy, without_seat
from tests.rules.cases import found

Day = datetime.date
REPLACED = Day(2022, 4, 13)
STATE = ("cohesion_sociale", "travail_emploi", "ddets")


def state(folder: Path, **holders: tuple[str, ...]) -> None:
    """Write the seats of the State, in the place of those of the example."""
    path = folder / "membres.yaml"
    text = path.read_text(encoding="utf-8")
    for name in STATE:
        text = without_seat(text, name)
    seats = (f"{name}:" + "".join(f"\n  - {{{line}}}" for line in lines) for name, lines in holders.items())
    path.write_text(f"{text}\n" + "\n".join(seats) + "\n", encoding="utf-8")


SOCIAL, WORK = "competence: cohesion_sociale", "competence: travail_emploi"
A, B, C = ("id: a, titre: Une", "id: b, titre: Deux", "id: c, titre: Trois")


@pytest.mark.parametrize(
    ("social", "work", "outcomes"),
    [
        ((f"{A}, {SOCIAL}",), (f"{B}, {WORK}",), []),
        ((A,), (B,), []),
        ((A,), (f"{B}, {WORK}",), []),
        ((f"{A}, {WORK}",), (f"{B}, {WORK}",), [Outcome.FAIL]),
        ((f"{A}, {WORK}",), (B,), [Outcome.FAIL]),
        ((f"{A}, {WORK}, a_verifier: non lu",), (B,), [Outcome.REVIEW]),
        ((f"{A}, {WORK}", f"{C}, {SOCIAL}"), (f"{B}, {WORK}",), [Outcome.REVIEW]),
        ((f"{A}, {WORK}", C), (f"{B}, {WORK}",), [Outcome.REVIEW]),
        ((f"{A}, {WORK}",), (f"{B}, {SOCIAL}",), [Outcome.REVIEW, Outcome.REVIEW]),  # échangés, mais les deux y sont
        ((A,), ("id: b, titre: UNE",), [Outcome.REVIEW]),  # le même titre deux fois, et rien d’autre
        ((f"{A}, {SOCIAL}",), ("id: b, titre: Une",), []),
        ((f"{A}, {WORK}",), (f"{A}, {WORK}",), [Outcome.FAIL]),  # une seule personne, dite une fois
    ],
)
def test_each_seat_has_a_representative_of_its_competence(
    copy: Copy, social: tuple[str, ...], work: tuple[str, ...], outcomes: list[Outcome]
) -> None:
    folder = copy("88")
    state(folder, cohesion_sociale=social, travail_emploi=work)
    assert [f.outcome for f in found(folder, "substitution-incomplete", REPLACED)] == outcomes
    assert found(folder, "substitution-incomplete") == []


def test_what_is_said_of_a_competence_that_is_not_that_of_the_seat(copy: Copy) -> None:
    folder = copy("88")
    state(folder, cohesion_sociale=(f"{A}, {WORK}",), travail_emploi=(f"{B}, {WORK}",))
    (finding,) = found(folder, "substitution-incomplete", REPLACED)
    assert finding.pointer == "/cohesion_sociale/0/competence"
    assert finding.message == spaced(
        "« Une » tient le siège « cohésion sociale » (2°), alors que sa compétence écrite est celle du siège « travail "
        "et emploi »."
    )


@pytest.mark.parametrize(
    ("code", "outcome", "reason"),
    [
        ("88", Outcome.FAIL, None),
        ("974", Outcome.FAIL, None),
        ("973", Outcome.REVIEW, "la direction générale de la cohésion et des populations a remplacé ici les services"),
        ("75", Outcome.REVIEW, "il n’y a pas de DDETS à Paris ni en petite couronne"),
        ("93", Outcome.REVIEW, "il n’y a pas de DDETS à Paris ni en petite couronne"),
    ],
)
def test_one_person_alone_is_not_condemned_where_the_source_was_not_read(
    copy: Copy, code: str, outcome: Outcome, reason: str | None
) -> None:
    folder = copy(code)
    state(folder, cohesion_sociale=(A,), travail_emploi=(A,))
    (finding,) = found(folder, "substitution-incomplete", REPLACED)
    assert finding.outcome is outcome
    assert ("mais" in finding.message) is bool(reason)
    assert reason is None or reason in finding.message


@pytest.mark.parametrize(
    ("code", "day", "outcomes"),
    [
        ("88", REPLACED, [Outcome.FAIL, Outcome.FAIL]),
        ("973", REPLACED, [Outcome.REVIEW, Outcome.REVIEW]),
        ("93", REPLACED, [Outcome.REVIEW, Outcome.REVIEW]),
        ("88", TODAY, [Outcome.FAIL]),
        ("973", TODAY, [Outcome.REVIEW]),
        ("93", TODAY, [Outcome.REVIEW]),
    ],
)
def test_an_empty_seat_of_the_state(copy: Copy, code: str, day: Day, outcomes: list[Outcome]) -> None:
    folder = copy(code)
    state(folder)
    findings = [f for f in found(folder, "siege-sans-titulaire", day) if f.pointer.strip("/") in STATE]
    assert [f.outcome for f in findings] == outcomes


@pytest.mark.parametrize(
    ("code", "organisme", "rule"),
    [
        ("974", "Direction de l'économie, de l'emploi, du travail et des solidarités", None),
        ("974", "DEETS-pôle travail", None),
        ("974", "D.E.E.T.S.", None),
        ("93", "UD-DRIEETS", None),
        ("93", "UD DRIEETS 93", None),
        ("93", "DRIHL", None),
        ("88", "DDETS PP", None),
        ("88", "DDETS-PP", None),
        ("38", "DDETS-Pôle inclusion", None),
        ("973", "Direction générale de la cohésion et des populations", None),
        ("88", "DDETS", "service-de-l-etat-inattendu"),
        ("38", "Direction départementale de la cohésion sociale", "ancien-service-nomme"),
        ("38", "UD-DIRECCTE", "ancien-service-nomme"),
    ],
)
def test_the_right_service_is_not_refused(copy: Copy, code: str, organisme: str, rule: str | None) -> None:
    folder = copy(code)
    state(folder, ddets=(f'id: a, titre: Cheffe de service, organisme: "{organisme}"',))
    rules = ("service-de-l-etat-inattendu", "ancien-service-nomme")
    findings = [finding for name in rules for finding in found(folder, name)]
    assert [(f.rule, f.pointer) for f in findings] == ([(rule, "/ddets/0/organisme")] if rule else [])


@pytest.mark.parametrize(
    ("code", "organisme", "message", "remedy"),
    [
        (
            "974",
            "organisme: DDETS",
            "« Cheffe » ne vient pas de la DEETS, le service de l’État attendu pour la commission de La Réunion.",
            "Nommez un représentant de la DEETS ; si ce titulaire en vient bien, écrivez « organisme: DEETS ».",
        ),
        (
            "93",
            "organisme: DDETS",
            "« Cheffe » ne vient pas de la DRIEETS ou de la DRIHL, service que le kit attend pour la commission de la "
            "Seine-Saint-Denis sans en avoir lu la source.",
            "Vérifiez de quel service vient ce titulaire dans le département, et écrivez « organisme: DRIEETS » si "
            "c’est celui-là ; sinon, dites-le sous « derogations », avec le document qui le montre.",
        ),
        (
            "93",
            "qualite: en_fonction",
            "Le fichier ne dit pas de quel service vient « Cheffe ».",
            "Ajoutez « organisme: DRIEETS » ou « organisme: DRIHL » si c’est bien son service ; si la source ne le dit "
            "pas, laissez ainsi.",
        ),
    ],
)
def test_what_is_said_of_a_service(copy: Copy, code: str, organisme: str, message: str, remedy: str) -> None:
    folder = copy(code)
    state(folder, ddets=(f"id: a, titre: Cheffe, {organisme}",))
    (finding,) = found(folder, "service-de-l-etat-inattendu")
    assert (finding.message, finding.remedy) == (spaced(message), spaced(remedy))


def test_what_is_said_of_a_former_service(copy: Copy) -> None:
    folder = copy("93")
    state(folder, ddets=("id: a, titre: Cheffe de l’UD-DIRECCTE",))
    (finding,) = found(folder, "ancien-service-nomme")
    assert (finding.message, finding.remedy) == (
        spaced(
            "« Cheffe de l’UD-DIRECCTE » nomme encore la DIRECCTE, qui se lit comme la DRIEETS ou la DRIHL depuis le "
            "1er avril 2021."
        ),
        spaced(
            "Si ce titulaire siège encore, écrivez « DRIEETS » ou « DRIHL » à la place de ce nom, par exemple « Cheffe "
            "de l’UD-DRIEETS » (aucun arrêté n’est à refaire pour cela) ; sinon, donnez une « fin » à son mandat."
        ),
    )
