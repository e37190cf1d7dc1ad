"""A post that the press reports vacant: what lacks it is to be checked, before, in between and after."""

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from kit.judging import pipeline
from kit.judging.registry import find
from kit.law.posts import vacant_since
from kit.model import folder as folders
from kit.model.department import load
from tests.conftest import Copy, judge
from tests.rules.cases import Day, edit

ALONE = (
    '- {autorite: prefet_de_police, titre: "Préfet de police des Bouches-du-Rhône", debut: 2017-06-12, fin: 2025-07-31}'
)


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (Day(2025, 3, 11), None),
        (Day(2025, 3, 12), Day(2025, 3, 12)),
        (Day(2025, 7, 15), Day(2025, 3, 12)),
        (Day(2025, 7, 16), None),
    ],
)
def test_the_post_was_vacant_between_two_days(day: Day, since: Day | None) -> None:
    assert vacant_since("prefet_de_police", "bouches_du_rhone", day) == since
    assert vacant_since("prefet", "bouches_du_rhone", day) is None
    assert vacant_since("prefet_de_police", "paris", day) is None


# La rédaction de 2023 n’a pas été lue : avant la vacance aussi, le constat est « à vérifier », avec une autre phrase.
JOINT = "La commission des Bouches-du-Rhône doit être présidée conjointement par"
VACANT = (
    "La commission des Bouches-du-Rhône devait être présidée conjointement par le préfet de département et le préfet "
    "de police des Bouches-du-Rhône au 12 mars 2025, mais le poste qui manque (le préfet de police) était vacant "
    "depuis le 12 mars 2025, selon la presse."
)
UNDECIDED = "La présidence de la commission des Bouches-du-Rhône ne peut pas être jugée au"


@pytest.mark.parametrize(
    ("day", "rule", "outcome", "message"),
    [
        (Day(2023, 11, 30), "copresidence-absente", Outcome.FAIL, JOINT),
        (Day(2025, 3, 11), "copresidence-absente", Outcome.REVIEW, JOINT),
        (Day(2025, 3, 12), "copresidence-absente", Outcome.REVIEW, VACANT),
        (Day(2025, 7, 15), "copresidence-absente", Outcome.REVIEW, VACANT[:120]),
        (Day(2025, 7, 16), "presidence-sans-verdict", Outcome.REVIEW, UNDECIDED),
        (Day(2025, 7, 24), "presidence-sans-verdict", Outcome.REVIEW, UNDECIDED),
        (Day(2026, 1, 1), "presidence-sans-verdict", Outcome.REVIEW, UNDECIDED),
        (Day(2026, 1, 2), None, None, ""),
    ],
)
def test_one_authority_where_the_text_names_two(
    copy: Copy, day: Day, rule: str | None, outcome: Outcome | None, message: str
) -> None:
    folder = copy("13")
    edit(folder, "commission", (f"  {ALONE}\n", ""))
    rules = ("copresidence-absente", "copresidence-sans-texte", "presidence-sans-verdict")
    found = [f for f in judge(folder.parent.parent, day, *rules).findings if f.rule in rules]
    assert [(f.rule, f.outcome) for f in found] == ([(rule, outcome)] if rule else [])
    assert all(f.message.startswith(spaced(message)) for f in found)


def test_both_authorities_satisfy_the_text_while_the_post_is_reported_vacant(copy: Copy) -> None:
    folder = copy("13")
    rules = ("copresidence-absente", "presidence-absente")
    assert judge(folder.parent.parent, Day(2025, 5, 12), *rules).findings == ()


def test_an_order_that_the_vacant_post_did_not_sign_is_to_be_checked(copy: Copy) -> None:
    folder = copy("13")
    order = '{reference: "13-2025-04-14-00005", objet: [composition], date: 2025-04-14, signataires: [prefet'
    edit(folder, "commission", (f"{order}, prefet_de_police]", f"{order}]"))
    report = judge(folder.parent.parent, Day(2026, 11, 23), "liste-mal-signee")
    (found,) = [f for f in report.findings if f.rule == "liste-mal-signee"]
    assert found.outcome is Outcome.REVIEW
    assert found.message == spaced(
        "L’arrêté « 13-2025-04-14-00005 » du 14 avril 2025 est signé par le préfet, mais pas par le préfet de police, "
        "dont le poste était vacant depuis le 12 mars 2025, selon la presse."
    )


@pytest.mark.parametrize("rule", ["copresidence-absente", "liste-mal-signee"])
def test_the_doubt_stays_once_the_wording_of_that_day_is_read(copy: Copy, rule: str) -> None:
    folder = copy("13")
    order = '{reference: "13-2025-04-14-00005", objet: [composition], date: 2025-04-14, signataires: [prefet'
    edit(folder, "commission", (f"{order}, prefet_de_police]", f"{order}]"), (f"  {ALONE}\n", ""))
    (read,) = map(load, folders.find(folder.parent.parent, ()))
    case = pipeline.case(read, Day(2025, 5, 12))
    check = find(rule).check
    assert check is not None
    # Ce que dit le jugement lui-même, avant qu’une rédaction non lue n’en fasse de toute façon un doute.
    assert [(breach.case, breach.outcome) for breach in check(case, None)] == [("vacant", Outcome.REVIEW)]
