"""Who designates the magistrate and the local authorities, who sits in person, and how long an approval runs."""

import datetime
from pathlib import Path

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from kit.law.courts import court_elsewhere
from kit.law.territories import Territory, territories
from tests.conftest import DATA, TODAY, Copy, golden, judge, rows, without_seat
from tests.rules.cases import found

Day = datetime.date
INVALID = DATA / "invalid" / "designations"
RULES = (
    "agrement-incomplet",
    "agrement-trop-long",
    "association-agreee-unique",
    "collectivite-mal-designee",
    "departement-sans-association-agreee",
    "formation-mal-assuree",
    "membre-sans-formation",
    "representant-sans-texte",
)


def seat(folder: Path, name: str, *holders: str) -> None:
    path = folder / "membres.yaml"
    lines = "".join(f"\n  - {{{holder}}}" for holder in holders) or " []"
    path.write_text(f"{without_seat(path.read_text(encoding='utf-8'), name)}\n{name}:{lines}\n", encoding="utf-8")


def approvals(folder: Path, *associations: str) -> None:
    """Write the approved associations, in the place of those of the example."""
    path = folder / "commission.yaml"
    text = without_seat(path.read_text(encoding="utf-8"), "associations_agreees")
    lines = "".join(f"\n  - {{{association}}}" for association in associations) or " []"
    path.write_text(f"{text}\nassociations_agreees:{lines}\n", encoding="utf-8")


def test_the_faulty_departments_give_the_findings_of_their_golden_file() -> None:
    findings = [finding for finding in judge(INVALID).findings if finding.rule in RULES]
    lines = [f"{row} | {finding.message}" for row, finding in zip(rows(tuple(findings)), findings, strict=True)]
    golden(INVALID / "attendu.txt", "\n".join(lines) + "\n")
    assert {finding.rule for finding in findings} == set(RULES)


@pytest.mark.parametrize(
    ("designation", "outcome"),
    [
        ("{par: organe_deliberant}", None),
        ("{par: association_elus}", None),
        ("{par: prefet}", Outcome.REVIEW),
        ("{date: 2024-01-01}", Outcome.OPEN),
        ("{par: autre}", Outcome.REVIEW),
    ],
)
def test_a_local_authority_is_proposed_by_its_assembly(copy: Copy, designation: str, outcome: Outcome | None) -> None:
    folder = copy("88")
    seat(folder, "collectivites", f"id: c, titre: Adjointe, designation: {designation}")
    findings = found(folder, "collectivite-mal-designee")
    assert [(f.outcome, f.severity) for f in findings] == ([(outcome, Severity.NOTE)] if outcome else [])
    assert all(finding.paragraph == "article 9, II" for finding in findings)


def test_the_decree_read_in_its_former_state_condemns_nobody(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "collectivites", "id: c, titre: Adjointe, designation: {par: prefet}")
    (finding,) = found(folder, "collectivite-mal-designee")
    assert finding.message == spaced(
        "Le représentant de collectivité « Adjointe » (9°) n’a été proposé ni par son assemblée, ni par une "
        "association d’élus."
    )


@pytest.mark.parametrize(
    ("agrement", "outcome", "severity"),
    [
        ("reference: r, debut: 2024-05-14, fin: 2027-05-13", None, None),
        ("reference: r, debut: 2024-05-14, fin: 2027-05-14", Outcome.REVIEW, Severity.NOTE),
        ("reference: r, debut: 2024-05-14, fin: 2027-05-15", Outcome.FAIL, Severity.ERROR),
        ("reference: r, debut: 2023-11-22", Outcome.FAIL, Severity.ERROR),
        ("reference: r, debut: 2023-11-24", Outcome.OPEN, Severity.NOTE),
        ("debut: 2024-05-14, fin: 2027-05-13", Outcome.OPEN, Severity.NOTE),
        ("reference: r", Outcome.OPEN, Severity.NOTE),
        ("reference: r, debut: 2019-01-01, fin: 2026-11-22", None, None),  # fini
    ],
)
def test_an_approval_runs_three_years(
    copy: Copy, agrement: str, outcome: Outcome | None, severity: Severity | None
) -> None:
    folder = copy("88")
    approvals(folder, f"id: a, nom: Association, agrement: {{{agrement}}}")
    # Ce qui manque à un agrément se dit sous un nom qui le dit, et jamais les deux.
    findings = {rule: found(folder, rule) for rule in (LONG, LACKING)}
    name = LACKING if outcome is Outcome.OPEN else LONG
    assert [(f.outcome, f.severity) for f in findings[name]] == ([(outcome, severity)] if outcome else [])
    assert findings[LONG] == [] or findings[LACKING] == []


def test_what_is_said_of_a_long_approval(copy: Copy) -> None:
    folder = copy("88")
    approvals(folder, "id: a, nom: Les Sapins, agrement: {reference: r, debut: 2024-05-14, fin: 2029-05-13}")
    (finding,) = found(folder, "agrement-trop-long")
    assert finding.message == spaced(
        "L’agrément de l’association « Les Sapins » dure plus de 3 ans : commencé le 14 mai 2024, il ne peut pas "
        "dépasser le 13 mai 2027."
    )
    approvals(folder, "id: a, nom: A, a_verifier: non lu, agrement: {reference: r, debut: 2024-05-14, fin: 2029-05-13}")
    assert [f.outcome for f in found(folder, "agrement-trop-long")] == [Outcome.REVIEW]


def test_an_association_that_sits_without_dates_is_told_once(copy: Copy) -> None:
    folder = copy("88")
    approvals(folder, "id: association-sapin-2024, nom: Les Sapins")
    assert found(folder, LONG) == found(folder, LACKING) == []
    assert Outcome.OPEN in [f.outcome for f in found(folder, "association-sans-agrement")]


@pytest.mark.parametrize(
    ("second", "alone"),
    [
        ((), True),
        (("id: b, nom: Une, agrement: {reference: s, debut: 2024-05-14, fin: 2027-05-13}",), True),
        (("id: b, nom: Deux, agrement: {reference: s, debut: 2024-05-14, fin: 2027-05-13}",), False),
        (("id: b, nom: Deux, agrement: {reference: s, debut: 2021-05-14, fin: 2024-05-13}",), True),
        (("id: b, nom: Deux",), False),
    ],
)
def test_an_association_alone_cannot_sit_on_its_own_files(copy: Copy, second: tuple[str, ...], alone: bool) -> None:
    folder = copy("88")
    approvals(folder, "id: a, nom: Une, agrement: {reference: r, debut: 2024-05-14, fin: 2027-05-13}", *second)
    findings = found(folder, "association-agreee-unique")
    assert [(f.outcome, f.severity) for f in findings] == ([(Outcome.REVIEW, Severity.NOTE)] if alone else [])


@pytest.mark.parametrize(
    ("associations", "sentence"),
    [
        ((), "Aucune association agréée n’est écrite pour la commission des Vosges au 23 novembre 2026"),
        (
            ("id: a, nom: Une, agrement: {reference: r, debut: 2021-05-14, fin: 2024-05-13}",),
            "Aucun des agréments écrits ne couvre le 23 novembre 2026 pour la commission des Vosges",
        ),
        (("id: a, nom: Une, agrement: {reference: r, debut: 2024-05-14, fin: 2027-05-13}",), None),
        (("id: a, nom: Une",), None),
    ],
)
def test_a_department_without_an_approved_association(
    copy: Copy, associations: tuple[str, ...], sentence: str | None
) -> None:
    folder = copy("88")
    seat(folder, "associations")
    approvals(folder, *associations)
    findings = found(folder, "departement-sans-association-agreee")
    assert [(f.outcome, f.severity) for f in findings] == ([(Outcome.FAIL, Severity.WARNING)] if sentence else [])
    if sentence:
        assert findings[0].message == spaced(
            f"{sentence} : sans agrément en cours, personne ne peut instruire une demande de parcours."
        )


@pytest.mark.parametrize(("more", "outcome"), [("", Outcome.FAIL), (", a_verifier: date à relire", Outcome.REVIEW)])
def test_an_approval_that_was_doubtful_when_it_ended_is_asked_about(copy: Copy, more: str, outcome: Outcome) -> None:
    folder = copy("88")
    seat(folder, "associations")
    term = 'agrement: {reference: "88-2020-01-01-00001", debut: 2020-01-01, fin: 2022-12-31}'
    approvals(folder, f"id: association-exemple-2020, nom: Association exemple, {term}{more}")
    assert [f.outcome for f in found(folder, "departement-sans-association-agreee")] == [outcome]


def test_a_list_that_is_not_there_says_nothing(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "associations")
    path = folder / "commission.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "associations_agreees"), encoding="utf-8")
    report = judge(folder.parent.parent, TODAY, "departement-sans-association-agreee")
    (result,) = (r for r in report.departments[0].results if r.rule == "departement-sans-association-agreee")
    assert (result.outcome, result.findings) == (Outcome.OPEN, ())


def test_the_past_of_creuse_is_not_judged_by_its_present_list(copy: Copy) -> None:
    folder = copy("23")
    assert found(folder, "departement-sans-association-agreee", Day(2026, 1, 14)) == []
    assert len(found(folder, "departement-sans-association-agreee", Day(2026, 1, 15))) == 1


@pytest.mark.parametrize(
    ("code", "written", "outcome"),
    [
        ("38", "Grenoble", None),
        ("38", "cour d’appel de Grenoble", None),
        ("38", "Cour d'appel de Grenoble", None),
        ("38", "CA Grenoble", None),
        ("38", "C.A. de GRENOBLE", None),
        ("38", "Grenoblette", Outcome.REVIEW),
        ("38", "cour d’appel", Outcome.OPEN),
        ("13", "Cour d'appel d'Aix-en-Provence", None),
        ("13", "la cour d’appel d’Aix en Provence", None),
        ("13", "CA Caen", Outcome.FAIL),
        ("974", "Saint-Denis de La Réunion", None),
        ("974", "cour d’appel de Saint-Denis", None),
    ],
)
def test_a_court_of_appeal_is_known_by_its_town(copy: Copy, code: str, written: str, outcome: Outcome | None) -> None:
    folder = copy(code)
    holder = f'designation: {{par: chefs_de_cour, cour_appel: "{written}"}}'
    seat(folder, "magistrat", f"id: m, titre: Juge, qualite: honoraire, {holder}")
    findings = found(folder, "magistrat-mal-designe")
    assert [f.outcome for f in findings] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("designation", "message", "remedy"),
    [
        (
            'par: chefs_de_cour, cour_appel: "Cour d’appel d’Angers"',
            "a été désigné par la cour d’appel d’Angers, et non par celle d’Aix-en-Provence, dont le ressort contient "
            "le département.",
            "Relisez l’acte : s’il nomme la cour d’appel d’Aix-en-Provence, écrivez « cour_appel: Aix-en-Provence » ; "
            "sinon, gardez ce qui est écrit et demandez la désignation aux chefs de cette cour.",
        ),
        (
            "par: prefet",
            "n’a pas été désigné par les chefs de la cour d’appel.",
            "Si les chefs de la cour d’appel d’Aix-en-Provence l’ont désigné, écrivez « par: chefs_de_cour » puis "
            "« cour_appel: Aix-en-Provence » ; sinon, gardez ce qui est écrit et demandez-leur la désignation.",
        ),
        (
            "par: chefs_de_cour",
            "est désigné par les chefs d’une cour d’appel, mais le fichier ne dit pas de quelle cour.",
            'Si c’est celle d’Aix-en-Provence, ajoutez « cour_appel: "Aix-en-Provence" » ; sinon, écrivez de même '
            "celle que nomme l’acte.",
        ),
    ],
)
def test_what_is_said_of_the_court(copy: Copy, designation: str, message: str, remedy: str) -> None:
    folder = copy("13")
    seat(folder, "magistrat", f"id: m, titre: Juge, qualite: honoraire, designation: {{{designation}}}")
    (finding,) = found(folder, "magistrat-mal-designe")
    assert (finding.message, finding.remedy) == (spaced(f"Le magistrat « Juge » (1°) {message}"), spaced(remedy))


@pytest.mark.parametrize(
    ("name", "designation", "remedy"),
    [
        (
            "magistrat",
            "date: 2024-01-01",
            "Si ce sont les chefs de la cour d’appel d’Aix-en-Provence, ajoutez « designation: {par: chefs_de_cour, "
            'cour_appel: "Aix-en-Provence"} » ; si la source ne le dit pas, laissez ainsi ; si elle nomme quelqu’un '
            'd’autre, écrivez-le, par exemple « designation: {par: autre, qui: "Président du tribunal judiciaire"} », '
            "et le constat sera « non conforme ».",
        ),
        (
            "medecin",
            "date: 2024-01-01",
            "Si c’est le conseil départemental de l’ordre des médecins, ajoutez « designation: {par: "
            "conseil_departemental_ordre} » ; si la source ne le dit pas, laissez ainsi ; si elle nomme un autre "
            "conseil, écrivez-le, par exemple « designation: {par: conseil_regional_ordre} », et le constat sera « non "
            "conforme ».",
        ),
        (
            "medecin",
            "par: conseil_regional_ordre",
            "Si ce conseil l’a désigné, écrivez « par: conseil_departemental_ordre » ; si un autre conseil de l’ordre "
            "tient ici lieu de conseil départemental, gardez ce qui est écrit et ajoutez au titulaire « a_verifier » "
            "avec cette raison ; sinon, demandez la désignation au conseil départemental.",
        ),
    ],
)
def test_a_remedy_offers_what_is_true(copy: Copy, name: str, designation: str, remedy: str) -> None:
    folder = copy("13")
    seat(folder, name, f"id: m, titre: Juge, qualite: honoraire, designation: {{{designation}}}")
    (finding,) = found(folder, f"{name}-mal-designe")
    assert finding.remedy == spaced(remedy)
    doubted = f"id: m, titre: Juge, qualite: honoraire, designation: {{{designation}}}, a_verifier: Instance régionale"
    seat(folder, name, doubted)
    (finding,) = found(folder, f"{name}-mal-designe")
    assert finding.outcome is not Outcome.FAIL


@pytest.mark.parametrize(
    ("name", "representative", "told"),
    [
        ("magistrat", "true", True),
        ("medecin", "true", True),
        ("medecin", "false", False),
        ("etrangers", "true", False),
        ("aide_sociale_enfance", "true", False),  # « représentants », au pluriel
    ],
)
def test_who_is_designated_sits_in_person(copy: Copy, name: str, representative: str, told: bool) -> None:
    folder = copy("88")
    seat(folder, name, f"id: h, titre: Juge, representant: {representative}")
    findings = found(folder, "representant-sans-texte")
    assert [(f.outcome, f.severity) for f in findings] == ([(Outcome.REVIEW, Severity.NOTE)] if told else [])


SAT = "id: a, titre: Directrice, association: une"
PAST = "id: une, nom: Une, agrement: {reference: q, debut: 2020-05-14, fin: 2023-05-13}"
NOW = "id: une, nom: Une, agrement: {reference: r, debut: 2025-05-14, fin: 2028-05-13}"
ENDLESS = "id: une, nom: Une, agrement: {reference: r, debut: 2017-01-01}"
TWENTY_YEARS = "id: une, nom: Une, agrement: {reference: r, debut: 2017-01-01, fin: 2037-12-31}"
FIVE_YEARS = "id: une, nom: Une, agrement: {reference: r, debut: 2024-05-14, fin: 2029-05-13}"
SITS, LONG, LACKING = "association-sans-agrement", "agrement-trop-long", "agrement-incomplet"


@pytest.mark.parametrize(
    ("associations", "told"),
    [
        ((NOW,), []),
        ((PAST,), [(SITS, Outcome.FAIL)]),
        ((ENDLESS,), [(SITS, Outcome.FAIL)]),
        ((TWENTY_YEARS,), [(SITS, Outcome.FAIL)]),
        ((f"{TWENTY_YEARS}, a_verifier: non lu",), [(SITS, Outcome.REVIEW)]),
        ((FIVE_YEARS,), [(LONG, Outcome.FAIL)]),
        (("id: une, nom: Une, agrement: {reference: r, debut: 2023-11-24}",), [(LACKING, Outcome.OPEN)]),
        (("id: une, nom: Une, agrement: {reference: r, debut: 2023-11-23}",), [(SITS, Outcome.FAIL)]),
        ((NOW, PAST), []),
        ((PAST, NOW), []),
        ((NOW, TWENTY_YEARS), [(LONG, Outcome.FAIL)]),
        ((PAST, "id: une, nom: Une"), [(SITS, Outcome.OPEN)]),
        ((NOW, "id: une, nom: Une"), [(LACKING, Outcome.OPEN)]),
    ],
)
def test_an_approval_covers_no_more_than_the_text_allows_and_is_told_once(
    copy: Copy, associations: tuple[str, ...], told: list[tuple[str, Outcome]]
) -> None:
    folder = copy("88")
    seat(folder, "associations", SAT)
    approvals(folder, *associations)
    assert [(f.rule, f.outcome) for rule in (SITS, LONG, LACKING) for f in found(folder, rule)] == told


def test_what_is_said_of_an_approval_that_ended_with_the_text(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "associations", SAT)
    approvals(folder, TWENTY_YEARS)
    (finding,) = found(folder, SITS)
    assert finding.message == spaced(
        "L’agrément de l’association « Une » (10°) ne couvre plus le 23 novembre 2026 : commencé le 1er janvier 2017, "
        "il n’a pu durer que 3 ans, jusqu’au 31 décembre 2019."
    )


def test_an_approval_written_for_too_long_is_told_alone_where_nobody_sits(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "associations")
    approvals(folder, TWENTY_YEARS)
    rules = (SITS, LONG, "association-agreee-unique", "departement-sans-association-agreee")
    assert [f.rule for rule in rules for f in found(folder, rule)] == [LONG]


@pytest.mark.parametrize(
    ("code", "title", "town"),
    [
        ("88", "Vice-procureur près le tribunal judiciaire de Nancy", "Nancy"),
        ("88", "Conseillère à la cour d’appel de Metz", "Metz"),
        ("88", "Substitute du procureur de la République de Strasbourg", "Strasbourg"),
        ("88", "Présidente du TJ du Puy-en-Velay", "Le Puy-en-Velay"),
        ("88", "Juge au tribunal judiciaire de La Rochelle", "La Rochelle"),
        ("88", "Vice-présidente du tribunal de Bar-le-Duc", "Bar-le-Duc"),
        ("88", "Juge au tribunal pour enfants de Nancy", "Nancy"),
        ("88", "Substitut du procureur de Nancy", "Nancy"),
        ("88", "Juge d’instruction à Strasbourg", "Strasbourg"),
        ("88", "Avocate générale à Metz", "Metz"),
        ("88", "Substitut général à la cour de Metz", "Metz"),
        ("88", "Avocat général à Nancy", None),
        ("88", "Conseillère à la cour de Nancy", None),
        ("88", "Juge d’instruction à Épinal", None),
        ("88", "Procureur d’Épinal, ancien substitut à Metz", None),
        ("93", "Juge au tribunal de Saint-Denis", None),
        ("88", "Conseillère à la cour d’appel de Nancy", None),
        ("88", "Juge au tribunal judiciaire d’Épinal", None),
        ("88", "Juge des enfants au tribunal judiciaire de Saint-Dié-des-Vosges", None),
        ("88", "Substitut au tribunal judiciaire de Nancy, délégué au tribunal judiciaire d’Épinal", None),
        ("88", "Magistrat, ancien élève à Metz", None),
        ("93", "Vice-présidente au tribunal judiciaire de Bobigny", None),
        ("13", "Vice-procureure près le tribunal judiciaire d’Aix-en-Provence", None),
        ("974", "Vice-présidente au tribunal judiciaire de Saint-Pierre", None),
        ("976", "Substitute du procureur près le tribunal judiciaire de Mamoudzou", None),
    ],
)
def test_a_magistrate_in_office_is_of_a_court_of_the_department(
    copy: Copy, code: str, title: str, town: str | None
) -> None:
    folder = copy(code)
    seat(folder, "magistrat", f'id: m-9, titre: "{title}", qualite: en_fonction')
    told = [f for f in found(folder, "magistrat-mal-designe") if f.pointer == "/magistrat/0/titre"]
    assert [f.outcome for f in told] == ([Outcome.REVIEW] if town else [])
    assert all(spaced(f"une juridiction de {town}, ") in f.message for f in told)


def test_an_honorary_magistrate_is_of_no_court(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "magistrat", 'id: m-9, titre: "Magistrat, tribunal judiciaire de Nancy", qualite: honoraire')
    assert [f.pointer for f in found(folder, "magistrat-mal-designe")] == ["/magistrat/0/designation"]


@pytest.mark.parametrize("here", territories().values(), ids=lambda here: here.code)
def test_the_courts_of_a_department_are_its_own(here: Territory) -> None:
    for court in (f"tribunal judiciaire de {here.prefecture}", f"cour d’appel de {here.court.value}"):
        assert court_elsewhere(f"Juge au {court}", here) is None
