"""The rhythm of the commission and the keeping of its sessions, on edited copies and on a faulty department."""

import datetime
from pathlib import Path

import pytest

from kit.french import spaced
from kit.report import Finding, Outcome, Severity
from kit.rules import quorum, registry
from tests.conftest import DATA, TODAY, Copy, golden, judge

Day = datetime.date
FAULTY = DATA / "invalid" / "seances"
FAMILIES = {"annees", "seances", "tenue", "presents", "quorum", "instruction", "dossiers", "autorisations"}
RULES = {rule.id for rule in registry.legal_rules() if rule.family in FAMILIES}
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
FAIL, REVIEW, OPEN = Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN
CALLED = "convocation: {date: 2026-03-26}"


def sessions(folder: Path, *lines: str) -> None:
    """Replace the calendar; each line is the inside of one session."""
    text = "".join(f"- {{{line}}}\n" for line in lines) or "[]\n"
    (folder / "sessions.yaml").write_text(text, encoding="utf-8")


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(folder: Path, day: Day, rule: str) -> list[Finding]:
    report = judge(folder.parent.parent, day, rule)
    return [finding for finding in report.findings if finding.rule == rule]


def told(folder: Path, day: Day, rule: str) -> list[tuple[Outcome, Severity]]:
    return [(finding.outcome, finding.severity) for finding in found(folder, day, rule)]


def test_the_faulty_department_shows_every_finding() -> None:
    findings = [finding for finding in judge(FAULTY).findings if finding.rule in RULES]
    lines = [f"{f.file}:{f.line}:{f.column} {f.rule} {f.outcome} | {f.message}" for f in findings]
    golden(FAULTY / "attendu.txt", "\n".join(lines) + "\n")
    assert {finding.rule for finding in findings} == RULES


def test_the_faulty_department_falls_into_no_trap() -> None:
    legal = {rule.id for rule in registry.legal_rules()}
    assert [finding for finding in judge(FAULTY).findings if finding.rule not in legal] == []


ONE_A_YEAR = (
    "date: 2024-04-11, formation: politique, etat: tenue",
    "date: 2025-04-03, formation: politique, etat: tenue",
    "date: 2026-04-09, formation: politique, etat: tenue",
)


@pytest.mark.parametrize(
    ("day", "year", "current"),
    [
        (Day(2025, 12, 31), [], []),
        (Day(2026, 1, 1), [], [(FAIL, WARNING)]),
        (Day(2026, 12, 31), [], [(FAIL, WARNING)]),
        (Day(2027, 1, 1), [(FAIL, ERROR)], [(FAIL, WARNING)]),
    ],
)
def test_a_year_is_judged_by_the_wording_of_its_last_day(
    copy: Copy, day: Day, year: list[tuple[Outcome, Severity]], current: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    sessions(folder, *ONE_A_YEAR)
    assert told(folder, day, "reunions-insuffisantes") == year
    assert told(folder, day, "annee-a-completer") == current


def test_the_sentences_of_a_year(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, *ONE_A_YEAR)
    (finding,) = found(folder, Day(2027, 1, 1), "reunions-insuffisantes")
    assert finding.message == spaced(
        "En 2026, la commission a tenu 1 réunion sur les orientations, alors que le texte en demande 2 au moins par an."
    )
    assert finding.version == "2026-01-02"
    (finding,) = found(folder, TODAY, "annee-a-completer")
    assert finding.message == spaced(
        "Pour 2026, le calendrier compte 1 réunion sur les orientations, séances prévues comprises, alors que le texte "
        "en demande 2 au moins dans l’année."
    )
    assert finding.remedy.startswith(spaced("Prévoyez-en une avant le 31 décembre 2026 :"))


def test_a_year_under_the_wording_that_was_not_read_is_to_be_checked(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, ONE_A_YEAR[0], "date: 2026-04-09, formation: politique, etat: tenue")
    (finding,) = found(folder, TODAY, "reunions-insuffisantes")
    assert (finding.outcome, finding.version) == (REVIEW, "2016-10-31")
    assert finding.message.startswith(spaced("En 2025, la commission n’a tenu aucune réunion"))


@pytest.mark.parametrize("state", ["reportee", "annulee"])
def test_a_meeting_that_was_not_held_does_not_count(copy: Copy, state: str) -> None:
    folder = copy("38")
    sessions(folder, *ONE_A_YEAR, f"date: 2026-12-10, formation: politique, etat: {state}")
    assert told(folder, TODAY, "annee-a-completer") == [(FAIL, WARNING)]
    assert told(folder, Day(2027, 1, 1), "reunions-insuffisantes") == [(FAIL, ERROR)]


def test_the_year_before_the_first_session_written_is_not_told(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, "date: 2026-04-09, formation: politique, etat: tenue")
    (finding,) = found(folder, TODAY, "reunions-insuffisantes")
    assert finding.outcome is OPEN
    assert finding.message == (
        "Le fichier ne dit pas combien de réunions sur les orientations la commission a tenues en 2025."
    )


def test_the_year_of_the_installation_is_not_judged(copy: Copy) -> None:
    folder = copy("38")
    edit(folder, "commission", "etat: installee, date: 2018-05-22", "etat: installee, date: 2026-01-05")
    sessions(folder, "date: 2026-04-09, formation: politique, etat: tenue")
    assert told(folder, TODAY, "annee-a-completer") == []
    assert told(folder, Day(2027, 1, 1), "reunions-insuffisantes") == []


def test_calendrier_sans_suite_only_when_nothing_else_asks_for_a_session(copy: Copy) -> None:
    folder = copy("38")
    held = (*ONE_A_YEAR, "date: 2026-11-12, formation: politique, etat: tenue")
    sessions(folder, *held, "date: 2026-06-11, formation: individuelle, etat: tenue")
    (finding,) = found(folder, TODAY, "calendrier-sans-suite")
    assert (finding.outcome, finding.severity) == (FAIL, WARNING)
    assert finding.message == "Aucune séance n’est prévue après le 23 novembre 2026."
    sessions(folder, *held)
    assert told(folder, TODAY, "calendrier-sans-suite") == []
    assert told(folder, TODAY, "demandes-sans-seance") == [(FAIL, WARNING)]


@pytest.mark.parametrize(("day", "passed"), [(Day(2026, 12, 10), False), (Day(2026, 12, 11), True)])
def test_a_planned_session_is_asked_about_the_day_after(copy: Copy, day: Day, passed: bool) -> None:
    folder = copy("38")
    found_then = [f.outcome for f in found(folder, day, "calendrier-sans-suite")]
    assert found_then == ([OPEN] if passed else [])


def test_demandes_sans_seance_when_the_last_count_is_silent(copy: Copy) -> None:
    folder = copy("38")
    edit(folder, "commission", "    demandes_en_attente: 3\n", "")
    (finding,) = found(folder, TODAY, "demandes-sans-seance")
    assert finding.outcome is OPEN
    assert finding.message == "Le fichier ne dit pas combien de demandes attendaient au 31 décembre 2025."


@pytest.mark.parametrize(
    ("before", "after", "wide"),
    [
        ("2026-02-28", "2026-08-28", False),
        ("2026-02-28", "2026-08-29", True),
        ("2025-08-31", "2026-02-28", False),
        ("2025-08-31", "2026-03-01", True),
    ],
)
def test_seances_trop_espacees_counts_whole_months(copy: Copy, before: str, after: str, wide: bool) -> None:
    folder = copy("38")
    sessions(folder, *(f"date: {day}, formation: individuelle, etat: tenue" for day in (before, after)))
    assert told(folder, Day.fromisoformat(after), "seances-trop-espacees") == ([(FAIL, WARNING)] if wide else [])


def test_a_session_of_the_day_is_a_start_and_is_no_longer_to_come(copy: Copy) -> None:
    folder = copy("38")
    day = TODAY.isoformat()
    sessions(
        folder,
        f"date: {day}, formation: individuelle, etat: tenue",
        "date: 2027-06-01, formation: individuelle, etat: prevue",
    )
    assert told(folder, TODAY, "seances-trop-espacees") == [(FAIL, WARNING)]
    sessions(folder, *ONE_A_YEAR, "date: 2026-06-11, formation: individuelle, etat: tenue",
             f"date: {day}, formation: politique, etat: tenue")  # fmt: skip
    assert told(folder, TODAY, "calendrier-sans-suite") == [(FAIL, WARNING)]


@pytest.mark.parametrize(("running", "expected"), [("42", [(FAIL, WARNING)]), ("0", [])])
def test_nobody_waits_for_a_session_when_no_way_out_runs(
    copy: Copy, running: str, expected: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    edit(folder, "commission", "psp_en_cours: 42", f"psp_en_cours: {running}")
    sessions(folder, "date: 2026-02-12, formation: individuelle, etat: tenue")
    assert told(folder, TODAY, "seances-trop-espacees") == expected


@pytest.mark.parametrize(("counted", "expected"), [("2026-08-29", []), ("2026-08-30", [(FAIL, WARNING)])])
def test_what_was_counted_on_the_day_of_the_next_session_says_who_waited(
    copy: Copy, counted: str, expected: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    edit(folder, "commission", "date: 2025-12-31", f"date: {counted}")
    edit(folder, "commission", "psp_en_cours: 42", "psp_en_cours: 0")
    sessions(folder, *(f"date: {day}, formation: individuelle, etat: tenue" for day in ("2026-02-28", "2026-08-29")))
    assert told(folder, Day(2026, 8, 30), "seances-trop-espacees") == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("{date: 2026-04-04}", []),
        ("{date: 2026-04-05}", [(FAIL, ERROR)]),
        ("{date: 2026-04-05, urgence: true}", []),
        ("{date: 2026-04-05, seconde: true}", [(REVIEW, NOTE)]),
        ("{date: 2026-04-10, urgence: true}", [(FAIL, ERROR)]),
        ("{urgence: true}", []),
        ("{seconde: true}", [(OPEN, NOTE)]),
    ],
)
def test_convocation_tardive(copy: Copy, call: str, expected: list[tuple[Outcome, Severity]]) -> None:
    folder = copy("38")
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, convocation: {call}")
    assert told(folder, TODAY, "convocation-tardive") == expected


def test_a_planned_session_needs_its_call_once_the_delay_is_near(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, "date: 2026-12-10, formation: politique, etat: prevue")
    assert told(folder, Day(2026, 12, 5), "convocation-tardive") == []
    assert told(folder, Day(2026, 12, 6), "convocation-tardive") == [(OPEN, NOTE)]
    edit(folder, "sessions", "prevue", "prevue, convocation: {date: 2026-12-06}")
    (finding,) = found(folder, Day(2026, 12, 6), "convocation-tardive")
    assert finding.message == spaced(
        "Les membres ont été convoqués le 6 décembre 2026 pour la séance du 10 décembre 2026, soit 4 jours avant, au "
        "lieu de 5 jours au moins."
    )


@pytest.mark.parametrize(("day", "asked"), [(Day(2026, 5, 9), []), (Day(2026, 5, 10), [OPEN])])
def test_the_minutes_are_asked_for_after_a_month(copy: Copy, day: Day, asked: list[Outcome]) -> None:
    folder = copy("38")
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, {CALLED}")
    assert [f.outcome for f in found(folder, day, "proces-verbal-avant-la-seance")] == asked


# Politique du 9 avril 2026 : 21 titulaires de quinze sièges à l'Isère, et une présidence.
SEATED = ("magistrat-3", "ddets-1", "ddets-2", "police-2", "pj-3", "gendarmerie-3", "etrangers-2", "education-2",
          "medecin-4", "departement-3", "metropole-3")  # fmt: skip
ONE_A_SEAT = ("magistrat-3", "ddets-1", "police-2", "pj-3", "gendarmerie-3", "etrangers-2", "education-2", "medecin-4")


@pytest.mark.parametrize(
    ("present", "more", "outcome"),
    [
        (("magistrat-3",), CALLED, FAIL),
        (("magistrat-3",), "convocation: {date: 2026-03-26, seconde: true}", None),
        (("magistrat-3",), "pv: {date: 2026-04-10}", REVIEW),
        (("magistrat-3",), f"{CALLED}, a_verifier: à relire", REVIEW),
        (ONE_A_SEAT, CALLED, REVIEW),
        ((*SEATED, "assoc-rive-gauche-4", "pjj-1"), CALLED, None),
        ((*SEATED, "inconnu-1", "inconnu-2"), CALLED, REVIEW),
    ],
)
def test_quorum_is_refused_only_when_no_reading_gives_half(
    copy: Copy, present: tuple[str, ...], more: str, outcome: Outcome | None
) -> None:
    folder = copy("38")
    there = ", ".join(present)
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, presents: [{there}], {more}")
    findings = found(folder, TODAY, "quorum-non-atteint")
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])


# À l’Isère, dix sièges examinent un dossier individuel, et cinq autres composent aussi la commission.
@pytest.mark.parametrize(
    ("present", "outcome"),
    [(("police-2",), FAIL), (SEATED[:9], REVIEW), ((*SEATED, "assoc-rive-gauche-4"), None)],
)
def test_an_individual_session_is_judged_by_both_bases(
    copy: Copy, present: tuple[str, ...], outcome: Outcome | None
) -> None:
    folder = copy("38")
    line = "formation: individuelle, etat: tenue, convocation: {date: 2025-12-01}"
    sessions(folder, f"date: 2026-01-02, {line}, presents: [{', '.join(present)}]")
    assert [f.outcome for f in found(folder, TODAY, "quorum-non-atteint")] == ([outcome] if outcome else [])


def test_the_two_bases_of_an_individual_session_are_told(copy: Copy) -> None:
    folder = copy("38")
    line = "date: 2026-06-11, formation: individuelle, etat: tenue, convocation: {date: 2026-06-01}"
    sessions(folder, f"{line}, presents: [{', '.join(SEATED[:9])}]")
    (finding,) = found(folder, TODAY, "quorum-non-atteint")
    assert finding.message == spaced(
        "À la séance du 11 juin 2026, 9 membres sur 24 étaient présents ou représentés : le quorum est à vérifier, car "
        "le texte ne dit pas s’il se compte sur les seuls sièges qui examinent ces dossiers ou sur tous les sièges de "
        "la commission."
    )


def test_a_base_that_was_read_decides_alone(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy("38")
    line = "date: 2026-06-11, formation: individuelle, etat: tenue, convocation: {date: 2026-06-01}"
    sessions(folder, f"{line}, presents: [{', '.join(SEATED[:9])}]")
    law = [{"base": "siegent", "certitude": "verifiee", "dit": ""}, {"base": "tous", "certitude": "deduite", "dit": ""}]
    monkeypatch.setattr(quorum, "data", {"crpa-r133": {"bases_du_quorum": law}}.__getitem__)
    assert told(folder, TODAY, "quorum-non-atteint") == []


def test_a_proxy_counts_for_the_quorum(copy: Copy) -> None:
    folder = copy("23")
    line = "date: 2026-04-16, formation: politique, etat: tenue, convocation: {date: 2026-04-02}"
    ids = ["magistrat-3", "police-2", "pj-2", "education-1", "medecin-3", "departement-3", "grand-gueret-3", "ase-1"]
    sessions(folder, f"{line}, presents: [{', '.join(ids)}]")
    before = told(folder, TODAY, "quorum-non-atteint")
    given = ", ".join(f"{{de: {a}, a: {b}}}" for a, b in (("odpe-1", "ase-1"), ("pjj-1", "medecin-3")))
    sessions(folder, f"{line}, presents: [{', '.join(ids)}], pouvoirs: [{given}]")
    assert (before, told(folder, TODAY, "quorum-non-atteint")) == ([(REVIEW, NOTE)], [])


def test_a_partial_list_proves_neither_quorum_nor_stranger(copy: Copy) -> None:
    folder = copy("38")
    edit(folder, "commission", "liste_membres: complete", "liste_membres: partielle")
    line = f"date: 2026-04-09, formation: politique, etat: tenue, {CALLED}, presents: [inconnu-1]"
    sessions(folder, f"{line}, pouvoirs: [{{de: inconnu-2, a: inconnu-1}}]")
    (finding,) = found(folder, TODAY, "quorum-non-atteint")
    assert (finding.outcome, finding.message) == (
        REVIEW,
        "Le quorum ne peut pas être compté pour la séance du 9 avril 2026, car le fichier dit que la liste des membres "
        "est partielle.",
    )
    assert told(folder, TODAY, "present-inconnu") == [(REVIEW, NOTE)]
    assert told(folder, TODAY, "pouvoir-irregulier") == [(REVIEW, NOTE)]


@pytest.mark.parametrize(("day", "refused"), [("2026-01-01", False), ("2026-01-02", True)])
def test_the_seats_of_child_protection_are_kept_out_since_2026(copy: Copy, day: str, refused: bool) -> None:
    folder = copy("38")
    edit(folder, "membres", "- id: pjj-1", "- id: pjj-2\n    titre: Directeur\n  - id: pjj-1")
    line = f"date: {day}, formation: individuelle, etat: tenue, presents: [pjj-2]"
    sessions(folder, line)
    assert told(folder, TODAY, "siege-exclu-present") == ([(FAIL, ERROR)] if refused else [])
    assert told(folder, TODAY, "present-inconnu") == ([] if refused else [(REVIEW, NOTE)])
    sessions(folder, line.replace("individuelle", "politique"))
    assert told(folder, TODAY, "siege-exclu-present") == []


@pytest.mark.parametrize("formation", ["politique", "mineurs"])
def test_files_are_examined_by_an_individual_session_whatever_it_is_called(copy: Copy, formation: str) -> None:
    folder = copy("38")
    files = "dossiers: [{reference: '1', avis: favorable}]"
    sessions(folder, f"date: 2026-06-11, formation: {formation}, etat: tenue, presents: [magistrat-3, pjj-1], {files}")
    findings = found(folder, TODAY, "siege-exclu-present")
    assert [(f.outcome, f.pointer) for f in findings] == [(REVIEW, "/0/formation"), (FAIL, "/0/presents/1")]


@pytest.mark.parametrize(("day", "expected"), [("2026-01-01", [(REVIEW, NOTE)]), ("2026-01-02", [])])
def test_a_meeting_on_minors_is_doubtful_before_the_text_speaks_of_any(
    copy: Copy, day: str, expected: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    sessions(folder, f"date: {day}, formation: mineurs, etat: tenue")
    findings = found(folder, TODAY, "siege-exclu-present")
    assert [(f.outcome, f.severity) for f in findings] == expected
    for finding in findings:
        assert finding.message == spaced(
            "La séance du 1er janvier 2026 est écrite « formation: mineurs », alors que le texte ne prévoit de "
            "réunions pour les mineurs que depuis le 2 janvier 2026."
        )


def test_a_policy_meeting_that_examined_files_is_to_be_checked(copy: Copy) -> None:
    folder = copy("38")
    other = "date: 2026-11-12, formation: politique, etat: tenue"
    sessions(folder, *ONE_A_YEAR, f"{other}, dossiers: [{{reference: '1', avis: favorable}}]")
    (finding,) = found(folder, Day(2027, 1, 4), "reunions-insuffisantes")
    assert (finding.outcome, finding.pointer) == (REVIEW, "/3/formation")
    sessions(folder, *ONE_A_YEAR, other)
    assert found(folder, Day(2027, 1, 4), "reunions-insuffisantes") == []


def test_a_meeting_written_twice_counts_once_and_is_said(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, *ONE_A_YEAR, ONE_A_YEAR[-1])
    assert told(folder, Day(2027, 1, 4), "reunions-insuffisantes") == [(FAIL, ERROR)]
    assert [f.pointer for f in found(folder, Day(2027, 1, 4), "calendrier-sans-suite")][:1] == ["/3/date"]


def test_a_session_held_on_a_day_to_come_is_said_unless_the_day_asked_for_is_past(copy: Copy) -> None:
    folder = copy("38")
    line = "date: 2026-12-03, formation: politique, etat: tenue"
    sessions(folder, *ONE_A_YEAR, f"{line}, pv: {{date: 2026-12-07}}")
    assert told(folder, TODAY, "calendrier-sans-suite") == [(REVIEW, NOTE)]
    assert told(folder, Day(2026, 11, 22), "calendrier-sans-suite") == []
    assert (REVIEW, NOTE) in told(folder, Day(2026, 12, 4), "proces-verbal-avant-la-seance")


def test_who_is_represented_at_an_individual_session_is_kept_out_too(copy: Copy) -> None:
    folder = copy("38")
    line = "date: 2026-06-11, formation: individuelle, etat: tenue, presents: [magistrat-3]"
    sessions(folder, f"{line}, pouvoirs: [{{de: pjj-1, a: magistrat-3}}]")
    (finding,) = found(folder, TODAY, "siege-exclu-present")
    assert finding.pointer == "/0/pouvoirs/0/de"
    assert finding.message == spaced(
        "« pjj-1 » (14° : protection judiciaire de la jeunesse) siège à l’examen de dossiers individuels le 11 juin "
        "2026, alors que ce siège n’y participe pas."
    )


def test_present_inconnu_groups_the_sessions_of_one_person(copy: Copy) -> None:
    folder = copy("38")
    sessions(
        folder,
        "date: 2026-04-09, formation: politique, etat: tenue, presents: [magistrat-4]",
        "date: 2026-06-11, formation: individuelle, etat: tenue, presents: [medecin-4, magistrat-4]",
    )
    (finding,) = found(folder, TODAY, "present-inconnu")
    assert (finding.outcome, finding.pointer) == (FAIL, "/0/presents/0")
    assert finding.message.startswith(
        spaced("L’identifiant « magistrat-4 », parmi les présents pour les séances du 9 avril 2026 et du 11 juin 2026,")
    )


@pytest.mark.parametrize("day", [Day(2026, 4, 8), Day(2026, 4, 9)])
def test_nothing_is_said_of_a_session_before_its_day_or_before_the_commission(copy: Copy, day: Day) -> None:
    folder = copy("38")
    line = "formation: politique, etat: tenue, presents: [inconnu-1], pouvoirs: [{de: inconnu-2, a: inconnu-3}]"
    sessions(folder, f"date: 2018-05-21, {line}", f"date: 2026-04-09, {line}")
    expected = [(FAIL, WARNING)] if day == Day(2026, 4, 9) else []
    assert told(folder, day, "present-inconnu") == expected
    assert len(found(folder, day, "quorum-non-atteint")) == len(expected)


def test_no_calendar_is_not_a_proof(copy: Copy) -> None:
    folder = copy("38")
    (folder / "sessions.yaml").unlink()
    report = judge(folder.parent.parent, TODAY)
    results = [result for result in report.departments[0].results if result.rule in RULES]
    assert {result.outcome for result in results} == {OPEN}
    assert [finding for finding in report.findings if finding.rule in RULES] == []
