"""The files examined: opinion and decision; on copies of an example department."""

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from tests.conftest import TODAY, Copy, judge
from tests.rules.cases import ERROR, FAIL, GRANTED, NOTE, OPEN, REVIEW, WARNING, Day, Told, examined, found, told


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("decision: {sens: autorise, date: 2026-10-14}", [(FAIL, WARNING)]),
        ("nature: engagement", [(OPEN, NOTE)]),
        ("nature: fin", []),
        ("avis: ajourne", []),
        ("avis: ajourne, decision: {sens: autorise, date: 2026-10-14}", [(FAIL, WARNING)]),
        ("avis: ajourne, decision: {sens: refuse, date: 2026-10-14}", [(FAIL, WARNING)]),
        ("avis: ajourne, decision: {sens: ajourne, date: 2026-10-14}", []),
    ],
)
def test_dossier_sans_avis(copy: Copy, file: str, expected: Told) -> None:
    folder = copy("38")
    examined(folder, file)
    assert told(folder, "dossier-sans-avis") == expected


@pytest.mark.parametrize(
    ("file", "day", "expected"),
    [
        ("avis: favorable, decision: {sens: autorise, date: 2026-10-07}", TODAY, [(FAIL, ERROR)]),
        ("avis: favorable, decision: {sens: autorise, date: 2026-10-08}", TODAY, []),
        ("avis: favorable, decision: {sens: autorise}", TODAY, [(OPEN, NOTE)]),
        ("avis: favorable, decision: {sens: autorise, date: 2026-11-24}", TODAY, [(REVIEW, NOTE)]),
        ("avis: favorable, decision: {sens: autorise, date: 2026-11-24}", Day(2026, 11, 22), []),
        ("avis: favorable", Day(2026, 12, 7), []),
        ("avis: favorable", Day(2026, 12, 8), [(OPEN, NOTE)]),
        ("avis: ajourne", Day(2026, 12, 8), []),
        ("nature: fin, avis: favorable", Day(2026, 12, 8), []),
    ],
)
def test_decision_avant_la_seance(copy: Copy, file: str, day: Day, expected: Told) -> None:
    folder = copy("38")
    examined(folder, file)
    assert told(folder, "decision-avant-la-seance", day) == expected


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("avis: defavorable", "a reçu un avis défavorable"),
        ("avis: ajourne", "a été ajourné"),
        ("avis: favorable, decision: {sens: refuse}", "a été refusé"),
        ("avis: favorable, decision: {sens: ajourne}", "a été ajourné"),
        ("avis: defavorable, motif: projet à préciser", None),
        ("avis: defavorable, decision: {sens: refuse, motif: projet à préciser}", None),
        (GRANTED, None),
    ],
)
def test_refus_sans_motif(copy: Copy, file: str, said: str | None) -> None:
    folder = copy("38")
    examined(folder, file)
    findings = found(folder, "refus-sans-motif")
    assert [(f.outcome, f.severity) for f in findings] == ([(FAIL, WARNING)] if said else [])
    if said:
        assert findings[0].message == spaced(
            f"Le dossier « 1 » de la séance du 8 octobre 2026 {said}, et aucun motif n’est écrit."
        )


@pytest.mark.parametrize("state", ["reportee", "annulee", "prevue"])
def test_a_session_that_was_not_held_examines_nothing(copy: Copy, state: str) -> None:
    folder = copy("38")
    examined(folder, "association: inconnue, decision: {sens: autorise, date: 2026-10-01, duree_mois: 30}")
    path = folder / "sessions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("tenue", state), encoding="utf-8")
    for rule in ("association-du-dossier-inconnue", "dossier-sans-avis", "autorisation-trop-longue"):
        assert told(folder, rule) == []


@pytest.mark.parametrize(
    ("file", "missing"),
    [
        ("nature: retrait", "le jour ni la raison"),
        ("nature: interruption, effet: 2026-10-15", "la raison"),
        ("nature: changement_de_departement, raison: depart", "le jour"),
        ("nature: reprise", "le jour"),
        ("nature: reprise, effet: 2026-10-15", None),
        ("nature: retrait, effet: 2026-10-15, raison: depart", None),
        ("nature: fin", None),
        ("nature: engagement", None),
    ],
)
def test_an_event_says_its_day_and_its_reason(copy: Copy, file: str, missing: str | None) -> None:
    folder = copy("38")
    examined(folder, file)
    findings = found(folder, "evenement-sans-effet")
    assert [f.outcome for f in findings] == ([OPEN] if missing else [])
    assert all(f"ne dit pas {missing} de ce qui arrive" in finding.message for finding in findings)


@pytest.mark.parametrize(("nature", "outcomes"), [("engagement", [FAIL]), ("retrait", [])])
def test_only_what_needs_an_opinion_waits_for_it(copy: Copy, nature: str, outcomes: list[Outcome]) -> None:
    folder = copy("38")
    examined(folder, f"nature: {nature}, avis: favorable, decision: {{sens: autorise, date: 2026-10-01}}")
    found_then = [f.outcome for f in found(folder, "decision-avant-la-seance")]
    assert found_then == outcomes


@pytest.mark.parametrize(("sense", "opinion"), [("autorise", "favorable"), ("refuse", "defavorable")])
def test_an_opinion_put_off_is_written_as_what_was_decided(copy: Copy, sense: str, opinion: str) -> None:
    folder = copy("38")
    examined(folder, f"avis: ajourne, decision: {{sens: {sense}, date: 2026-10-14}}")
    (finding,) = found(folder, "dossier-sans-avis")
    assert f"avis: {opinion}" in finding.remedy.replace("\xa0", " ")


REFUSED = "avis: defavorable, decision: {sens: refuse, date: 2026-10-14}"


@pytest.mark.parametrize(
    ("reason", "word", "paragraph"),
    [
        ("Pas de dépôt de plainte", "plainte", "annexe 2"),
        ("Refus de témoigner", "témoigner", "annexe 2"),
        ("Sans titre de séjour", "titre de séjour", "2.2"),
        ("En situation irrégulière", "situation irrégulière", "2.2"),
        ("Sous OQTF", "OQTF", "2.2"),
        ("Demande d’asile en cours", "demande d’asile", "2.2"),
        ("Défaut de passeport", "passeport", "annexe 2"),
        ("Pas d’arrêt de la prostitution depuis trois mois", "arrêt de la prostitution", "annexe 2"),
        ("Plus de places cette année", "plus de places", "2.1"),
        ("Prostitution récente", "prostitution récente", "annexe 2"),
        ("Refus de coopérer avec les enquêteurs", "coopérer", "annexe 2"),
        ("Ne collabore pas avec la justice", "collabore", "annexe 2"),
        ("Déboutée du droit d’asile", "droit d’asile", "2.2"),
        ("Carte de séjour non obtenue", "séjour", "2.2"),
        ("Sans justificatif d’identité", "identité", "annexe 2"),
        ("Continue la prostitution", "continue la prostitution", "annexe 2"),
        ("Arrêt trop récent", "arrêt trop récent", "annexe 2"),
        ("Arrêt non prouvé de la prostitution", "arrêt non prouvé", "annexe 2"),
        ("Nombre maximal de parcours atteint", "nombre maximal", "2.1"),
        ("Budget épuisé", "budget épuisé", "2.1"),
        ("Capacité d’accueil atteinte", "capacité d’accueil", "2.1"),
        ("A obtenu une carte de séjour par une autre voie", None, None),
        ("Le projet d’insertion ne prévoit pas l’arrêt de la prostitution", None, None),
        ("L’arrêt de l’activité et les actions prévues restent à préciser", None, None),
        ("OQTF fondée sur une menace à l’ordre public", None, None),
        ("Engagements du parcours non tenus", None, None),
        ("Projet d’insertion à préciser", None, None),
        ("Rendez-vous manqués sans raison", None, None),
    ],
)
@pytest.mark.parametrize("where", ["/motif", "/decision/motif"])
def test_a_refusal_does_not_rest_on_what_the_text_sets_aside(
    copy: Copy, reason: str, word: str | None, paragraph: str | None, where: str
) -> None:
    folder = copy("38")
    inside = where != "/motif"
    file = REFUSED.replace("}", f', motif: "{reason}"}}') if inside else f'{REFUSED}, motif: "{reason}"'
    examined(folder, file)
    findings = found(folder, "refus-pour-un-motif-ecarte")
    assert [(f.outcome, f.pointer, f.paragraph) for f in findings] == (
        [(REVIEW, f"/0/dossiers/0{where}", paragraph)] if word else []
    )
    assert all(spaced(f" parle de « {word} » : ") in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("file", "outcomes"),
    [
        (GRANTED, []),
        ("avis: favorable", []),
        ("nature: engagement", [REVIEW]),
        ("avis: ajourne", [REVIEW]),
        ("nature: retrait", [REVIEW]),
        ("avis: defavorable, decision: {sens: autorise, date: 2026-10-14, duree_mois: 6}", []),
    ],
)
def test_the_reason_of_a_file_that_is_granted_refuses_nothing(copy: Copy, file: str, outcomes: list[Outcome]) -> None:
    folder = copy("38")
    examined(folder, f'{file}, motif: "Sans titre de séjour"')
    assert [f.outcome for f in found(folder, "refus-pour-un-motif-ecarte")] == outcomes


def test_an_opinion_that_becomes_unfavourable_says_why(copy: Copy) -> None:
    folder = copy("38")
    examined(folder, "avis: favorable, vote: {pour: 0, contre: 1}")
    (finding,) = found(folder, "vote-mal-compte")
    assert "avis: defavorable" in finding.remedy
    assert "motif: Engagements du parcours non tenus" in finding.remedy


def test_an_opinion_contrary_to_its_voices_asks_for_no_reason(copy: Copy) -> None:
    folder = copy("38")
    examined(folder, "avis: defavorable, vote: {pour: 10, contre: 0}")
    findings = judge(folder.parent.parent).findings
    told = [f.rule for f in findings if f.rule in ("vote-mal-compte", "refus-sans-motif") and f.outcome is FAIL]
    assert told == ["vote-mal-compte"]


def test_a_refusal_without_a_reason_cites_the_common_law(copy: Copy) -> None:
    folder = copy("38")
    examined(folder, "avis: defavorable")
    (finding,) = found(folder, "refus-sans-motif")
    assert finding.paragraph == "R. 121-12-10, et par déduction l’article L. 211-2 du CRPA"


@pytest.mark.parametrize(
    ("nature", "reason"),
    [("engagement", "Projet d’insertion à préciser"), ("renouvellement", "Engagements du parcours non tenus")],
)
@pytest.mark.parametrize("file", ["avis: defavorable", "decision: {sens: refuse, date: 2026-10-14}"])
def test_the_reason_shown_is_one_that_such_a_request_may_have(copy: Copy, nature: str, reason: str, file: str) -> None:
    folder = copy("38")
    examined(folder, f"nature: {nature}, {file}")
    (finding,) = found(folder, "refus-sans-motif")
    assert f"motif: {reason}" in finding.remedy


def test_an_opinion_put_off_that_was_granted_is_told_once(copy: Copy) -> None:
    folder = copy("38")
    examined(folder, "avis: ajourne, decision: {sens: autorise, date: 2026-10-14, duree_mois: 6}")
    assert told(folder, "dossier-sans-avis") == [(FAIL, WARNING)]
    assert found(folder, "refus-sans-motif") == []
