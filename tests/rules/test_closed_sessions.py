"""A session of a closed year that was recorded is history: what the rules say of it is recalled, and weighs nothing."""

import datetime

import pytest

from kit.findings.finding import Outcome, Severity
from kit.judging import registry
from kit.judging.case import Case
from kit.judging.deadlines import Kind, deadlines
from kit.judging.pipeline import alone
from kit.model import folder as folders
from tests.conftest import Copy, Kit
from tests.rules.cases import FAIL, OPEN, REVIEW, edit, found, sessions

Day = datetime.date
PASS = Outcome.PASS
# Une séance de 2023 se juge encore le 30 décembre 2025, et n’est plus que rappelée le lendemain.
LAST, CLOSED = Day(2025, 12, 30), Day(2025, 12, 31)
MINUTES = "pv: {date: 2023-06-20, transmis: 2023-06-20}"
HELD = "date: 2023-06-15, formation: individuelle, etat: tenue"
FILE = 'reference: "2023-04", nature: engagement, association: association-sapin-2024'
DECIDED = "decision: {sens: autorise, date: 2023-06-27, duree_mois: 6}"
LATE = "convocation: {date: 2023-06-14}"
BY_RULE = {
    "convocation-tardive": (LATE, FAIL),
    "proces-verbal-absent": ("pv: {date: 2023-06-20}", OPEN),
    "proces-verbal-avant-la-seance": ("pv: {date: 2023-06-20, transmis: 2023-06-16}", REVIEW),
    "quorum-non-atteint": ("convocation: {date: 2023-05-02}, presents: [magistrat-2]", FAIL),
    "pouvoir-irregulier": ("presents: [magistrat-2], pouvoirs: [{de: magistrat-2, a: magistrat-2}]", FAIL),
    "present-inconnu": ("presents: [inconnu-9]", FAIL),
    "seance-mal-presidee": ("presidence: {autorite: prefet_de_police}", FAIL),
    "vote-mal-compte": ("votes: [{objet: Bilan, sens: adopte, pour: 1, contre: 8}]", FAIL),
    "dossier-sans-avis": (f"dossiers: [{{{FILE}, {DECIDED}}}]", FAIL),
    "decision-avant-la-seance": (
        f"dossiers: [{{{FILE}, avis: favorable, decision: {{sens: autorise, date: 2023-06-01, duree_mois: 6}}}}]",
        FAIL,
    ),
    "evenement-sans-effet": (f"dossiers: [{{{FILE.replace('engagement', 'retrait')}}}]", OPEN),
    "refus-pour-un-motif-ecarte": (
        f"dossiers: [{{{FILE}, avis: defavorable, motif: Sans titre de séjour, "
        "decision: {sens: refuse, date: 2023-06-27}}]",
        REVIEW,
    ),
    "refus-sans-motif": (
        f"dossiers: [{{{FILE}, avis: defavorable, decision: {{sens: refuse, date: 2023-06-27}}}}]",
        FAIL,
    ),
    "association-du-dossier-inconnue": (
        f"dossiers: [{{{FILE.replace('association-sapin-2024', 'autre')}, avis: favorable, {DECIDED}}}]",
        FAIL,
    ),
    "autorisation-trop-longue": (
        f"dossiers: [{{{FILE}, avis: favorable, decision: {{sens: autorise, date: 2023-06-27, duree_mois: 12}}}}]",
        FAIL,
    ),
    "formation-de-seance-douteuse": (f"dossiers: [{{{FILE}, avis: favorable, {DECIDED}}}]", REVIEW),
    "representant-non-retire": (f"dossiers: [{{{FILE}, retires: [inconnu-9], avis: favorable, {DECIDED}}}]", REVIEW),
    "suppleant-mal-choisi": ("supplees: [medecin-1]", REVIEW),
    "parcours-trop-long": (f"dossiers: [{{{FILE}, rang_mois: 24, avis: favorable, {DECIDED}}}]", FAIL),
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def session(fault: str) -> str:
    return f"{HELD}, {fault}" if "pv:" in fault else f"{HELD}, {MINUTES}, {fault}"


@pytest.mark.parametrize(("rule", "fault", "outcome"), [(rule, *each) for rule, each in BY_RULE.items()])
def test_what_a_rule_says_of_a_session_weighs_until_it_is_closed(
    copy: Copy, rule: str, fault: str, outcome: Outcome
) -> None:
    folder = copy("88")
    topic = "politique" if rule == "formation-de-seance-douteuse" else "individuelle"
    sessions(folder, session(fault).replace("individuelle", topic))
    assert outcome in [finding.outcome for finding in found(folder, rule, LAST)]
    before, after = found(folder, rule, LAST), found(folder, rule, CLOSED)
    assert {finding.outcome for finding in after} == {PASS}
    assert {finding.severity for finding in after} == {Severity.NOTE}
    assert {finding.message for finding in after} == {finding.message for finding in before}
    assert {finding.line for finding in after} == {1}
    assert all(finding.closed and finding.edit is None for finding in after)


@pytest.mark.parametrize(("day", "outcome"), [(Day(2028, 12, 30), FAIL), (Day(2028, 12, 31), PASS)])
def test_a_seat_that_was_to_stay_out_weighs_until_its_session_is_closed(copy: Copy, day: Day, outcome: Outcome) -> None:
    folder = copy("88")
    sessions(folder, session("presents: [ase-1]").replace("2023-", "2026-"))
    assert {finding.outcome for finding in found(folder, "siege-exclu-present", day)} == {outcome}


def test_every_rule_that_judges_sessions_is_tried_here() -> None:
    assert {*BY_RULE, "siege-exclu-present"} == {rule.id for rule in registry.legal_rules() if rule.by_session}


@pytest.mark.parametrize(
    "left",
    [
        "",
        "pv: {transmis: 2023-06-20}",
        "pv: {date: 2023-06-14}",
        "pv: {date: 2026-12-01}",
        "pv: {date: 2023-06-20, a_verifier: le registre}",
        f"{MINUTES}, a_verifier: le registre",
        f"{MINUTES}, dossiers: [{{{FILE}, avis: favorable}}]",
        f"{MINUTES}, dossiers: [{{{FILE}}}]",
        f"{MINUTES}, dossiers: [{{{FILE}, avis: favorable, decision: {{sens: autorise}}}}]",
        f"{MINUTES}, dossiers: [{{{FILE}, avis: favorable, {DECIDED.replace('6}', '36}')}}}]",
        f"{MINUTES}, dossiers: [{{{FILE}, avis: favorable, a_verifier: le registre, {DECIDED}}}]",
    ],
    ids=lambda left: left or "sans procès-verbal",
)
def test_a_session_that_nothing_settles_is_judged_for_ever(copy: Copy, left: str) -> None:
    folder = copy("88")
    sessions(folder, ", ".join(filter(None, (HELD, LATE, left))))
    outcomes = {finding.outcome for finding in found(folder, "convocation-tardive", CLOSED)}
    assert outcomes == {REVIEW if left.endswith("20}, a_verifier: le registre") else FAIL}


@pytest.mark.parametrize(("day", "outcome"), [(Day(2026, 6, 26), FAIL), (Day(2026, 6, 27), PASS)])
def test_a_decision_is_judged_as_long_as_it_has_effect(copy: Copy, day: Day, outcome: Outcome) -> None:
    folder = copy("88")
    sessions(folder, session(f"dossiers: [{{{FILE}, avis: favorable, {DECIDED.replace('6}', '36}')}}}]"))
    assert {finding.outcome for finding in found(folder, "autorisation-trop-longue", day)} == {outcome}


def test_what_several_sessions_leave_out_is_told_apart_of_those_that_are_closed(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, session("presents: [magistrat-2]"), "date: 2025-06-12, formation: politique, etat: tenue")
    told = [(each.outcome, each.line, each.message) for each in found(folder, "convocation-tardive", CLOSED)]
    silent = "Le fichier ne dit pas quand les membres ont été convoqués pour la séance du"
    assert told == [(OPEN, 2, f"{silent} 12 juin 2025."), (PASS, 1, f"{silent} 15 juin 2023.")]


def test_a_closed_session_says_what_is_left_to_do_of_it(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, session(LATE))
    [recalled] = found(folder, "convocation-tardive", CLOSED)
    assert plain(recalled.remedy) == (
        "Rien à corriger : ce passé est clos, et ne compte plus dans le verdict ; si le fichier se trompe sur ce qui a "
        "eu lieu, corrigez-le."
    )


def test_a_closed_fault_does_not_hide_what_is_judged_of_the_same_member(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, session("presents: [inconnu-9]"), "date: 2025-06-12, etat: tenue, presents: [inconnu-9]")
    told = {(each.outcome, each.line) for each in found(folder, "present-inconnu", CLOSED)}
    assert told == {(FAIL, 2), (PASS, 1)}


def test_a_datum_on_a_person_in_a_closed_session_is_refused(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, session('ordre_du_jour: ["Appeler le 06 12 34 56 78"]'))
    assert Severity.ERROR in [finding.severity for finding in found(folder, "donnee-personnelle", CLOSED)]


def test_a_form_that_is_wrong_in_a_closed_session_is_refused(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, session("lieux: Épinal"))
    assert [finding.severity for finding in found(folder, "cle-inconnue", CLOSED)] == [Severity.ERROR]


def test_the_minutes_of_a_closed_session_are_no_longer_awaited(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, session("pv: {date: 2023-06-20}"))
    for day, awaited in ((LAST, 1), (CLOSED, 0)):
        case = alone(next(iter(folders.find(folder.parent.parent, ()))), day).case
        assert isinstance(case, Case)
        assert sum(each.kind is Kind.MINUTES for each in deadlines(case, day)) == awaited


def test_the_check_does_not_fail_for_what_is_only_recalled(copy: Copy, kit: Kit) -> None:
    folder = copy("88")
    text = (folder / "sessions.yaml").read_text(encoding="utf-8")
    old = f"\n- {{{session(LATE)}, presents: [magistrat-2]}}\n"
    (folder / "sessions.yaml").write_text(text + old, encoding="utf-8")
    edit(folder, "sessions", ("2023-06-20}", "2023-06-21}"))
    done = kit("check", "--root", str(folder.parent.parent), "--date", "2026-11-23")
    assert (done.returncode, "pour information convocation-tardive" in done.stdout) == (0, True)


def test_each_rule_that_judges_sessions_says_on_its_page_that_closed_ones_are_recalled() -> None:
    said = {rule.id for rule in registry.legal_rules() if "Une séance close n’est plus que rappelée" in rule.page}
    assert {rule.id for rule in registry.legal_rules() if rule.by_session} == said | {"proces-verbal-absent"}
    assert "ans après la fin de son\nannée" in plain(registry.find("proces-verbal-absent").page)
