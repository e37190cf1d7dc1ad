"""The day that is proposed for an installation: no session and no order of the files comes before it."""

import re

import pytest

from kit.findings.finding import Finding
from kit.french import spaced
from tests.conftest import TODAY, Copy, judge
from tests.rules.cases import FAIL, REVIEW, edit, found, sessions

RULE = "commission-non-installee"
WRITTEN = "{etat: installee, date: 2021-05-17}"
HELD = "date: 2024-03-07, formation: politique, etat: tenue"


def followed(copy: Copy, state: str, *lines: str) -> tuple[list[Finding], set[str]]:
    """Give what is said of an installation, and the rules that say something else once its remedy is written."""
    folder = copy("88")
    if lines:
        sessions(folder, *lines)
    before = {(f.rule, f.message) for f in judge(folder.parent.parent, TODAY).findings}
    edit(folder, "commission", (WRITTEN, state))
    told = [f for f in judge(folder.parent.parent, TODAY).findings if "installation" in f.pointer]
    day = re.search(r"date: (\d{4}-\d\d-\d\d)", str(told[0].remedy))
    assert day
    edit(folder, "commission", (state, f"{{etat: installee, date: {day[1]}}}"))
    after = {(f.rule, f.message) for f in judge(folder.parent.parent, TODAY).findings}
    return told, {rule for rule, _ in after - before}


@pytest.mark.parametrize("state", ["{etat: en_cours}", "{etat: non_installee}", "{etat: installee, date: 2027-01-15}"])
def test_an_installation_contradicted_is_told_once_and_mended_at_once(copy: Copy, state: str) -> None:
    told, come = followed(copy, state)
    assert [finding.rule for finding in told] == [RULE]
    assert come == set()


@pytest.mark.parametrize("state", ["{etat: en_cours}", "{etat: installee, date: 2027-01-15}"])
def test_a_session_before_the_first_order_gives_the_day(copy: Copy, state: str) -> None:
    told, come = followed(copy, state, HELD, "date: 2026-11-05, formation: individuelle, etat: tenue")
    assert told[0].message.endswith(spaced("alors que la séance du 7 mars 2024 est notée tenue."))
    assert "date: 2024-03-07" in str(told[0].remedy)
    assert come == set()


def test_an_installation_to_come_after_a_session_is_to_be_checked(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", (WRITTEN, "{etat: installee, date: 2027-01-15}"))
    (finding,) = found(folder, RULE)
    assert (finding.outcome, finding.line, finding.column) == (REVIEW, 10, 39)
    assert finding.message == spaced(
        "La commission des Vosges est dite installée le 15 janvier 2027 seulement, alors que la séance du 23 mai 2024 "
        "est notée tenue."
    )
    assert finding.remedy == spaced(
        "Écrivez la date de la première installation, celle-ci au plus tard (« date: 2024-05-06 »), ou corrigez celle "
        "de la séance : sa composition sera jugée."
    )


def test_an_installation_to_come_that_nothing_contradicts_is_refused(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", (WRITTEN, "{etat: installee, date: 2027-01-15}"))
    sessions(folder)
    assert [finding.outcome for finding in found(folder, RULE)] == [FAIL]
