"""What an adverse reading once found: each case stays mended."""

import datetime
from pathlib import Path

import pytest

from kit.findings.finding import Finding, Outcome, Severity
from kit.french import spaced
from tests.conftest import TODAY, Copy, judge
from tests.rules.cases import edit, found

Day = datetime.date
WINDOW = Day(2025, 9, 15)


def presidency(folder: Path, *lines: str) -> None:
    """Write the whole of `presidence` anew."""
    path = folder / "commission.yaml"
    kept, inside = [], False
    for line in path.read_text(encoding="utf-8").split("\n"):
        inside = line.startswith("presidence:") or (inside and line[:1] in (" ", "#"))
        if not inside:
            kept.append(line)
    written = "\n".join(["presidence:", *(f"  - {{{line}}}" for line in lines)]) if lines else "presidence: []"
    path.write_text("\n".join([*kept, written, ""]), encoding="utf-8")


@pytest.mark.parametrize(
    "lines", [[], ["autorite: prefet, fin: 2020-01-01"], ["autorite: autre"], ["autorite: prefet"]]
)
def test_between_the_two_texts_no_presidency_of_marseille_is_conform(copy: Copy, lines: list[str]) -> None:
    folder = copy("13")
    presidency(folder, *lines)
    (finding,) = found(folder, "presidence-sans-verdict", WINDOW)
    assert finding.outcome is Outcome.REVIEW
    assert judge(folder.parent.parent, WINDOW).departments[0].outcome is not Outcome.PASS


def test_choosing_a_rule_changes_what_is_shown_and_not_the_verdict(copy: Copy) -> None:
    folder = copy("38")
    presidency(folder, "autorite: autre")
    for select in ((), ("siege-sans-titulaire",), ("epci-absent",)):
        report = judge(folder.parent.parent, TODAY, *select)
        assert report.departments[0].outcome is Outcome.FAIL
        assert report.rules > 100
        assert not select or {r.rule for r in report.departments[0].results} == set(select)


def signed(copy: Copy) -> Path:
    folder = copy("13")
    edit(folder, "commission", ("signataires: [prefet, prefet_de_police]", "signataires: [prefet]"))
    path = folder / "commission.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(x for x in lines if "date: 2025-04-14" not in x and "2026-0" not in x), encoding="utf-8")
    return folder


@pytest.mark.parametrize("day", [Day(2022, 6, 1), Day(2024, 6, 1), TODAY])
def test_a_list_is_cited_by_the_wording_of_the_day_it_was_signed(copy: Copy, day: Day) -> None:
    # Les arrêtés plus anciens que citent des mandats en cours sont jugés aussi : celui-ci est le dernier.
    *_, finding = found(signed(copy), "liste-mal-signee", day)
    cited = (finding.outcome, finding.version, finding.paragraph)
    assert cited == (Outcome.FAIL, "2021-01-01", "alinéa sur les Bouches-du-Rhône")


def test_seats_of_a_wording_that_was_not_read_condemn_nobody_by_another_text(copy: Copy) -> None:
    folder = copy("974")
    edit(folder, "membres", ("organisme: DEETS", "organisme: DDETS"))
    outcomes = {day: {f.outcome for f in found(folder, "service-de-l-etat-inattendu", day)} for day in
                (Day(2022, 4, 13), Day(2024, 6, 1))}  # fmt: skip
    assert outcomes == {Day(2022, 4, 13): {Outcome.FAIL}, Day(2024, 6, 1): {Outcome.REVIEW}}


def test_a_doubt_of_the_past_does_not_cover_today(copy: Copy) -> None:
    folder = copy("38")
    presidency(folder, "autorite: prefet, debut: 2018-05-22, fin: 2019-12-31, a_verifier: on ne sait plus")
    (finding,) = found(folder, "presidence-absente")
    assert (finding.outcome, finding.severity) == (Outcome.FAIL, Severity.ERROR)


@pytest.mark.parametrize(
    ("order", "outcomes"),
    [
        ('{reference: "A", date: 2024-01-01, signataires: [prefet]}', [Outcome.OPEN]),
        ('{reference: "A", objet: [composition], signataires: [prefet]}', [Outcome.OPEN]),
        ('{reference: "A", objet: [agrement], date: 2024-01-01}', [Outcome.FAIL]),
    ],
)
def test_an_order_that_proves_no_list(copy: Copy, order: str, outcomes: list[Outcome]) -> None:
    folder = copy("48")
    commission = 'departement: "48"\ninstallation: {etat: installee, date: 2023-01-01}\narretes:\n'
    (folder / "commission.yaml").write_text(f"{commission}  - {order}\n", encoding="utf-8")
    assert [finding.outcome for finding in found(folder, "liste-non-arretee")] == outcomes


def test_a_later_order_without_date_is_asked_about(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("arretes:\n", 'arretes:\n  - {reference: "Z-1", objet: [composition]}\n'))
    findings: list[Finding] = found(folder, "liste-non-arretee")
    assert [finding.outcome for finding in findings] == [Outcome.OPEN]


def test_the_same_person_twice_is_not_several(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    text = path.read_text(encoding="utf-8")
    holder = '  - {id: seule, titre: "Conseillère", collectivite: {type: epci}}\n'
    edited = text.replace("\ncollectivites:\n", "\nautrefois:\n", 1)
    path.write_text(edited[: edited.index("\nautrefois:")] + f"\ncollectivites:\n{holder}{holder}", encoding="utf-8")
    seats = [f.paragraph for f in found(folder, "siege-pluriel-a-un-seul")]
    assert "9°" in seats


def test_a_file_without_plural_seats_says_nothing_of_them(copy: Copy) -> None:
    folder = copy("88")
    (folder / "membres.yaml").write_text("medecin: [{id: m, titre: Médecin}]\n", encoding="utf-8")
    results = judge(folder.parent.parent, TODAY, "siege-pluriel-a-un-seul").departments[0].results
    assert [r.outcome for r in results if r.rule == "siege-pluriel-a-un-seul"] == [Outcome.OPEN]


@pytest.mark.parametrize(
    ("file", "old", "new", "remedy"),
    [
        ("commission", "autorite: prefet,", "autorite: Préfet des Vosges,", "Écrivez « prefet »."),
        ("membres", "qualite: en_fonction", "prenom: Jeanne", "Effacez « prenom » et sa valeur : ces fichiers"),
    ],
)
def test_no_advice_leads_into_a_fault(copy: Copy, file: str, old: str, new: str, remedy: str) -> None:
    folder = copy("88")
    path = folder / f"{file}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    findings = judge(folder.parent.parent, TODAY).departments[0].findings
    told = [f.remedy for f in findings if f.severity is Severity.ERROR]
    assert any(text.startswith(spaced(remedy)) for text in told), told


# Ce qui reste conforme d'un dossier dont toutes les listes sont écrites et vides : ce qu'un silence suffit à tenir.
HELD_BY_SILENCE = {
    "commission-non-installee",
    "presidence-absente",
    "copresidence-sans-texte",
    "remplacement-trop-long",
    "service-etranger-au-siege",
    "siege-a-deux-titulaires",
    "montant-ecrit-dans-le-dossier",
    "droit-refuse-dans-un-texte",
}


def test_lists_that_are_written_and_empty_prove_nothing(copy: Copy) -> None:
    folder = copy("38")
    empty = "".join(f"{name}: []\n" for name in ("arretes", "associations_agreees", "invites", "indicateurs"))
    commission = 'departement: "38"\ninstallation: {etat: installee}\npresidence: [{autorite: prefet}]\n'
    (folder / "commission.yaml").write_text(commission + empty, encoding="utf-8")
    (folder / "membres.yaml").write_text('magistrat: [{id: m, titre: "x"}]\nassociations: []\n', encoding="utf-8")
    (folder / "sessions.yaml").write_text(
        "[{date: 2027-01-10, formation: politique, etat: prevue}]\n", encoding="utf-8"
    )
    (folder / "procedures.yaml").write_text("psp: {pieces: []}\naps: {pieces: []}\n", encoding="utf-8")
    results = judge(folder.parent.parent, TODAY).departments[0].results
    passed = {r.rule for r in results if r.outcome is Outcome.PASS and r.severity is Severity.ERROR}
    assert passed == HELD_BY_SILENCE


def alone(copy: Copy, commission: str, membres: str, sessions: str = "[]") -> Path:
    """Write a department of three lines; gives its repository."""
    folder = copy("88")
    head = 'departement: "88"\ninstallation: {etat: installee, date: 2018-01-01}\n'
    for name, text in (("commission", head + commission), ("membres", membres), ("sessions", sessions)):
        (folder / f"{name}.yaml").write_text(f"{text}\n", encoding="utf-8")
    return folder.parent.parent


def told(root: Path, rule: str) -> list[Outcome]:
    return [f.outcome for f in judge(root, TODAY, rule).findings if f.rule == rule]


@pytest.mark.parametrize(("doubt", "outcome"), [("", Outcome.FAIL), (", a_verifier: date mal lue", Outcome.REVIEW)])
def test_a_doubt_on_the_approval_is_a_doubt_on_the_training(copy: Copy, doubt: str, outcome: Outcome) -> None:
    agreed = f"{{id: une, nom: Une, agrement: {{debut: 2020-01-01, fin: 2022-12-31, niveau: regional}}{doubt}}}"
    member = "{id: m, titre: Juge, mandat: {debut: 2026-01-05}, formation: {date: 2026-03-03, association: une}}"
    root = alone(copy, f"associations_agreees: [{agreed}]", f"magistrat: [{member}]")
    assert told(root, "formation-mal-assuree") == [outcome]


@pytest.mark.parametrize(
    ("own", "other", "outcomes"),
    [("DDPN", "DDPN des Vosges", []), ("DDPN des Vosges", "DDPN", []), ("DDPN", "Préfecture", [Outcome.REVIEW])],
)
def test_a_service_named_with_or_without_its_place_is_the_same(
    copy: Copy, own: str, other: str, outcomes: list[Outcome]
) -> None:
    member = f"{{id: p, titre: Directrice, organisme: {own}, suppleant: {{titre: Adjoint, organisme: {other}}}}}"
    assert told(alone(copy, "", f"police_nationale: [{member}]"), "suppleant-mal-choisi") == outcomes


@pytest.mark.parametrize(("whole", "outcome"), [("complete", Outcome.FAIL), ("partielle", Outcome.REVIEW)])
def test_somebody_present_may_be_missing_from_a_partial_list(copy: Copy, whole: str, outcome: Outcome) -> None:
    session = "[{date: 2026-04-09, formation: politique, etat: tenue, presents: [inconnu-1]}]"
    root = alone(copy, f"liste_membres: {whole}", "magistrat: [{id: m, titre: Juge}]", session)
    assert told(root, "present-inconnu") == [outcome]


@pytest.mark.parametrize(
    ("sessions", "outcome"),
    [
        ("[{date: 2027-04-09, formation: politique, etat: prevue}]", Outcome.NOT_APPLICABLE),
        ("[{date: 2027-04-09, formation: politique, etat: prevus}]", Outcome.OPEN),
    ],
)
def test_sessions_to_come_have_no_quorum_and_unreadable_ones_leave_it_open(
    copy: Copy, sessions: str, outcome: Outcome
) -> None:
    root = alone(copy, "", "magistrat: [{id: m, titre: Juge}]", sessions)
    results = judge(root, TODAY, "quorum-non-atteint").departments[0].results
    assert [r.outcome for r in results if r.rule == "quorum-non-atteint"] == [outcome]
