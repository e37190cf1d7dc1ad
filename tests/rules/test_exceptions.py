"""Vacancies and derogations: every finding on a faulty department, each limit, and what they can never hide."""

import datetime
import re
from pathlib import Path

import pytest

from kit.findings.finding import Finding, Outcome, Severity
from kit.french import spaced
from kit.judging import pipeline
from tests.conftest import DATA, HOUSE, TODAY, Copy, golden, judge, without_seat

Day = datetime.date
RULES = ("exception-expiree", "exception-trop-longue", "derogation-refusee", "exception-a-surveiller")
FAULTY = DATA / "invalid" / "exceptions"
ERROR, WARNING = (Outcome.FAIL, Severity.ERROR), (Outcome.FAIL, Severity.WARNING)
BIRTHDAY = (Outcome.REVIEW, Severity.NOTE)
RUNNING, SILENT = (Outcome.PASS, Severity.NOTE), (Outcome.OPEN, Severity.NOTE)


def vacancy(start: str, end: str, seat: str = "medecin", authority: str = ", autorite: Préfète") -> str:
    return f"vacances: [{{siege: {seat}, depuis: {start}, motif: Démission, jusqu_au: {end}{authority}}}]"


def derogation(rule: str, end: str, seat: str = "") -> str:
    about = f", siege: {seat}" if seat else ""
    return f"derogations: [{{regle: {rule}{about}, motif: Travaux, autorite: Préfète, jusqu_au: {end}}}]"


def declared(copy: Copy, lines: str, empty: str = "") -> Path:
    folder = copy("88")
    with (folder / "commission.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{lines}\n")
    if empty:
        path = folder / "membres.yaml"
        path.write_text(without_seat(path.read_text(encoding="utf-8"), empty), encoding="utf-8")
    return folder.parent.parent


def found(root: Path, day: Day, *rules: str) -> list[Finding]:
    return [finding for finding in judge(root, day).findings if finding.rule in (rules or RULES)]


def test_the_faulty_department_shows_every_finding() -> None:
    lines = [f"{f.file}:{f.line}:{f.column} {f.rule} {f.outcome} | {f.message}" for f in found(FAULTY, TODAY)]
    golden(FAULTY / "attendu.txt", "\n".join(lines) + "\n")
    assert {line.split()[1] for line in lines} == set(RULES)


@pytest.mark.parametrize(
    ("lines", "empty", "day", "expected"),
    [
        # Avant son début, pendant, le dernier jour, le lendemain.
        (vacancy("2026-09-01", "2026-12-31"), "medecin", Day(2026, 8, 31), []),
        (vacancy("2026-09-01", "2026-12-31"), "medecin", Day(2026, 9, 1), [RUNNING]),
        (vacancy("2026-09-01", "2026-12-31"), "medecin", Day(2026, 12, 31), [RUNNING]),
        (vacancy("2026-09-01", "2026-12-31"), "medecin", Day(2027, 1, 1), [ERROR]),
        (vacancy("2026-09-01", "2026-12-31"), "", Day(2026, 8, 31), []),
        (vacancy("2026-09-01", "2026-12-31"), "", TODAY, [WARNING]),
        # Un an après le début, puis un jour de plus.
        (vacancy("2026-09-01", "2027-08-31"), "medecin", TODAY, [RUNNING]),
        (vacancy("2026-09-01", "2027-09-01"), "medecin", TODAY, [BIRTHDAY, RUNNING]),
        (vacancy("2026-09-01", "2027-09-02"), "medecin", TODAY, [ERROR]),
        (vacancy("2027-09-01", "2030-09-03"), "medecin", TODAY, []),
        (vacancy("2026-09-01", "2026-12-31", authority=""), "medecin", TODAY, [SILENT, RUNNING]),
        # Un siège que la rédaction du jour ne connaît pas, puis celle de la veille.
        (vacancy("2025-12-01", "2026-11-30", "travail_emploi"), "", Day(2026, 1, 2), [WARNING]),
        (vacancy("2025-12-01", "2026-11-30", "travail_emploi"), "travail_emploi", Day(2026, 1, 1), [RUNNING]),
        (derogation("siege-sans-titulaire", "2026-12-31"), "medecin", TODAY, [RUNNING]),
        (derogation("siege-sans-titulaire", "2026-12-31", "medecin"), "medecin", TODAY, [RUNNING]),
        (derogation("siege-sans-titulaire", "2026-12-31", "education"), "medecin", TODAY, [WARNING]),
        (derogation("siege-sans-titulaire", "2026-12-31"), "", TODAY, [WARNING]),
        (derogation("siege-sans-titulaire", "2026-12-31"), "", Day(2026, 11, 22), [RUNNING]),
        (derogation("siege-sans-titulaire", "2026-11-22"), "medecin", TODAY, [ERROR]),
        (derogation("siege-sans-titulaire", "2027-11-22"), "medecin", TODAY, [RUNNING]),
        (derogation("siege-sans-titulaire", "2027-11-23"), "medecin", TODAY, [BIRTHDAY, RUNNING]),
        (derogation("siege-sans-titulaire", "2027-11-24"), "medecin", TODAY, [ERROR]),
        (derogation("siege-sans-titulaire", "2027-11-25"), "medecin", Day(2024, 6, 1), []),
        (derogation("rien-de-connu", "2026-12-31"), "", TODAY, [ERROR]),
        (derogation("rien-de-connu", "2026-11-22"), "", TODAY, [ERROR]),
        (derogation("cle-inconnue", "2026-12-31"), "", TODAY, [ERROR]),
        (derogation("exception-trop-longue", "2026-12-31"), "", TODAY, [ERROR]),
        (derogation("donnee-personnelle", "2026-12-31"), "", TODAY, [ERROR]),
        (derogation("droit-a-relire", "2026-12-31"), "", TODAY, [ERROR]),
        (derogation("departement-sans-dossier", "2026-12-31"), "", TODAY, [ERROR]),
    ],
)
def test_an_exception_on_a_day(
    copy: Copy, lines: str, empty: str, day: Day, expected: list[tuple[Outcome, Severity]]
) -> None:
    findings = found(declared(copy, lines, empty), day)
    assert sorted((f.outcome, f.severity) for f in findings) == sorted(expected)


def test_a_rule_that_does_not_exist_is_named_with_the_nearest(copy: Copy) -> None:
    root = declared(copy, derogation("siege-sans-titulair", "2026-12-31"))
    (finding,) = found(root, TODAY)
    assert finding.message == spaced(
        "La règle « siege-sans-titulair », à laquelle cette dérogation se rapporte, n’existe pas : vouliez-vous dire "
        "« siege-sans-titulaire » ?"
    )


def test_an_exception_never_changes_the_outcome_nor_another_error(copy: Copy) -> None:
    root = declared(copy, derogation("siege-sans-titulaire", "2026-12-31", "medecin"), "medecin")
    path = next(root.glob("departments/*/membres.yaml"))
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "education"), encoding="utf-8")
    (department,) = judge(root).departments
    weights = {f.pointer: f.severity for f in department.findings if f.rule == "siege-sans-titulaire"}
    assert weights == {"/medecin": Severity.WARNING, "/education": Severity.ERROR}
    assert department.outcome is Outcome.FAIL


@pytest.mark.parametrize("rule", ["donnee-personnelle", "derogation-refusee", "exception-expiree"])
def test_no_derogation_lightens_a_rule_of_the_kit(copy: Copy, rule: str) -> None:
    text = derogation(rule, "2026-12-31").replace("Travaux", '"Voir Mme Exemple"')
    old = vacancy("2026-01-01", "2026-02-01")
    findings = found(declared(copy, f"{text}\n{old}"), TODAY, rule)
    assert {(f.severity, f.derogation) for f in findings} == {(Severity.ERROR, None)}


@pytest.mark.parametrize("rule", ["departement-sans-dossier", "droit-a-relire"])
def test_a_rule_of_the_country_is_said_to_be_one(copy: Copy, rule: str) -> None:
    (finding,) = found(declared(copy, derogation(rule, "2026-12-31")), TODAY, "derogation-refusee")
    told = f"La règle « {rule} » porte sur tout le pays : un département ne peut pas y déroger."
    assert finding.message.replace("\u00a0", " ") == told


def test_a_rule_of_the_kit_gives_errors_but_no_verdict(copy: Copy) -> None:
    root = declared(copy, vacancy("2026-01-01", "2026-02-01"))
    (department,) = judge(root).departments
    before = next(d for d in judge(HOUSE).departments if d.code == "88")
    assert department.outcome is before.outcome
    assert [f.severity for f in found(root, TODAY)] == [Severity.ERROR]
    assert {(f.provision, f.version, f.url) for f in found(root, TODAY)} == {(None, None, None)}


def test_selecting_the_rule_alone_says_the_same(copy: Copy) -> None:
    root = declared(copy, derogation("siege-sans-titulaire", "2026-12-31"), "medecin")
    assert [f.outcome for f in judge(root, TODAY, "exception-a-surveiller").findings] == [Outcome.PASS]


def test_nothing_declared_gives_no_result() -> None:
    report, _ = pipeline.run(HOUSE, (HOUSE / "departments" / "88-vosges",), TODAY)
    assert {result.rule for result in report.departments[0].results} & set(RULES) == set()


def test_the_exceptions_of_the_country_are_listed() -> None:
    assert sorted(finding.message for finding in found(HOUSE, TODAY)) == [
        spaced("Doutes que garde la fiche : 1 sous « mandat: »."),
        spaced("Doutes que garde la fiche : 1 séance."),
        spaced("Doutes que garde la fiche : 1 titulaire."),
        spaced(
            "Exceptions déclarées et en cours au 23 novembre 2026 : vacance du siège « associations agréées » jusqu’au "
            "31 décembre 2026."
        ),
        spaced("La liste des membres est dite partielle : un siège qui n’y est pas reste à vérifier."),
    ]


def test_a_derogation_says_who_lifted_a_doubt(copy: Copy) -> None:
    folder = copy("93")
    path = folder / "membres.yaml"
    text = path.read_text(encoding="utf-8").replace("organisme: DRIEETS", "organisme: DDETS")
    path.write_text(text, encoding="utf-8")
    doubts = [f for f in judge(folder.parent.parent).findings if f.rule == "service-de-l-etat-inattendu"]
    assert {(f.outcome, f.derogation) for f in doubts} == {(Outcome.REVIEW, None)}
    path = folder / "commission.yaml"
    lifted = (
        "derogations:\n  - {regle: service-de-l-etat-inattendu, motif: Lu, autorite: Préfet, jusqu_au: 2027-03-01}\n"
    )
    path.write_text(f"{without_seat(path.read_text(encoding='utf-8'), 'derogations')}\n{lifted}", encoding="utf-8")
    found = [f for f in judge(folder.parent.parent).findings if f.rule == "service-de-l-etat-inattendu"]
    assert {(f.outcome, f.derogation) for f in found} == {(Outcome.REVIEW, "Lu")}


def test_what_is_to_be_removed_is_not_said_to_stay(copy: Copy) -> None:
    two = vacancy("2026-09-01", "2026-12-31").replace("]", f", {vacancy('2026-09-01', '2027-03-31')[11:]}")
    said = found(declared(copy, f"{two}\n{derogation('epci-absent', '2026-12-31')}", "medecin"), TODAY)
    [kept] = [each.message for each in said if each.outcome is Outcome.PASS]
    # « epci-absent » dit quelque chose des Vosges : cette dérogation sert, et l’une des deux vacances s’en va.
    assert kept.count("vacance du siège") == kept.count("dérogation à") == 1


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (vacancy("2026-01-15", "2028-01-14"), "elle dure plus d’un an"),
        (vacancy("2026-01-15", "2026-11-22"), "elle va jusqu’au 22 novembre 2026"),
        (vacancy("2027-01-15", "2027-12-31"), "elle ne commence que le 15 janvier 2027"),
        (vacancy("2026-09-01", "2026-12-31").replace("Démission", "À venir"), "elle ne dit encore rien sous « motif »"),
    ],
)
@pytest.mark.parametrize("cited", [False, True])
def test_a_seat_whose_vacancy_is_written_is_given_no_other(copy: Copy, written: str, why: str, cited: bool) -> None:
    root = declared(copy, written, "medecin")
    if not cited:
        path = root / "departments" / "88-vosges" / "sessions.yaml"
        path.write_text(re.sub(r"medecin-2, |, medecin-2", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    [told] = found(root, TODAY, "siege-sans-titulaire")
    assert ("medecin-2" in told.message) is cited
    said = f"la vacance écrite pour lui ne compte pas ce jour-là ({why})"
    assert said in told.message.replace("\xa0", " ")
    assert "siege: medecin" not in told.remedy


@pytest.mark.parametrize(("day", "said"), [(Day(2026, 12, 31), True), (Day(2027, 1, 1), False)])
def test_an_exception_that_says_nothing_is_told_until_its_last_day(copy: Copy, day: Day, *, said: bool) -> None:
    folder = copy("88")
    path = folder / "commission.yaml"
    entry = "{siege: medecin, depuis: 2026-06-15, motif: À compléter, autorite: Préfète, jusqu_au: 2026-12-31}"
    path.write_text(f"{path.read_text('utf-8')}\nvacances: [{entry}]\n", "utf-8")
    assert bool(found(folder.parent.parent, day, "exception-sans-raison")) == said
