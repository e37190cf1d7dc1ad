"""Each family of rules on edited copies of the example departments: the finding, its place, its sentence."""

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from tests.conftest import Copy, judge, without_seat
from tests.rules.cases import Day, edit, found


@pytest.mark.parametrize(
    ("code", "day"), [("13", Day(2022, 4, 13)), ("75", Day(2022, 4, 13)), ("75", Day(2026, 11, 23))]
)
def test_copresidence_absente_when_the_prefect_of_police_is_not_written(copy: Copy, code: str, day: Day) -> None:
    folder = copy(code)
    path = folder / "commission.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if "autorite: prefet_de_police" not in line), encoding="utf-8")
    findings = found(folder, "copresidence-absente", day)
    assert [(f.outcome, f.severity) for f in findings] == [(Outcome.FAIL, Severity.ERROR)]
    assert "doit être présidée conjointement par" in findings[0].message


def test_copresidence_sans_texte_in_the_bouches_du_rhone_since_2026(copy: Copy) -> None:
    folder = copy("13")
    edit(folder, "commission", ("fin: 2025-07-31", "fin: 2027-07-31"))
    assert found(folder, "copresidence-sans-texte", Day(2022, 4, 13)) == []
    (finding,) = found(folder, "copresidence-sans-texte", Day(2026, 11, 23))
    assert finding.outcome is Outcome.FAIL
    assert finding.message == spaced(
        "La commission des Bouches-du-Rhône est présidée au 23 novembre 2026 par une autorité de trop : le texte ne "
        "nomme que le préfet du département."
    )


def test_presidence_sans_verdict_between_the_two_texts(copy: Copy) -> None:
    folder = copy("13")
    (finding,) = found(folder, "presidence-sans-verdict", Day(2025, 9, 1))
    assert (finding.outcome, finding.severity) == (Outcome.REVIEW, Severity.NOTE)
    assert found(folder, "presidence-sans-verdict", Day(2025, 7, 15)) == []
    assert found(folder, "presidence-sans-verdict", Day(2026, 1, 2)) == []


def test_presidence_absente_after_its_last_day(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("debut: 2021-05-17}", "debut: 2021-05-17, fin: 2026-11-22}"))
    (finding,) = found(folder, "presidence-absente", Day(2026, 11, 23))
    assert finding.paragraph == "premier alinéa"
    assert found(folder, "presidence-absente", Day(2026, 11, 22)) == []


def test_the_list_is_judged_by_the_text_of_the_day_it_was_signed(copy: Copy) -> None:
    folder = copy("13")
    assert found(folder, "liste-mal-signee", Day(2026, 11, 23)) == []
    edit(folder, "commission", ("signataires: [prefet, prefet_de_police]", "signataires: [prefet]"))
    findings = found(folder, "liste-mal-signee", Day(2022, 4, 13))
    # Le dernier arrêté, et les deux plus anciens que citent des mandats en cours.
    assert [finding.outcome for finding in findings] == [Outcome.FAIL, Outcome.FAIL, Outcome.FAIL]
    assert findings[0].message.endswith(" est signé par le préfet, mais pas par le préfet de police.")


def test_liste_non_arretee_before_the_first_order(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("date: 2021-05-10", "date: 2024-04-10"))
    (finding,) = found(folder, "liste-non-arretee", Day(2022, 4, 13))
    assert "1°, 9°, 10° et 11°" in finding.message


def test_service_de_l_etat_inattendu_is_an_error_only_where_the_text_was_read(copy: Copy) -> None:
    overseas, vosges = copy("974"), copy("88")
    edit(overseas, "membres", ("organisme: DEETS", "organisme: DDETS"))
    edit(vosges, "membres", ("organisme: DDETSPP", "organisme: DDETS"))
    day = Day(2026, 11, 23)
    assert {f.outcome for f in found(overseas, "service-de-l-etat-inattendu", day)} == {Outcome.FAIL, Outcome.REVIEW}


def test_substitution_incomplete_when_one_person_holds_both_seats(copy: Copy) -> None:
    folder = copy("88")
    text = (folder / "membres.yaml").read_text(encoding="utf-8")
    text = without_seat(without_seat(text, "cohesion_sociale"), "travail_emploi")
    one = '  - {id: seule-1, titre: "Directrice de la DDETSPP", organisme: DDETSPP}\n'
    (folder / "membres.yaml").write_text(f"{text}\ncohesion_sociale:\n{one}travail_emploi:\n{one}", encoding="utf-8")
    (finding,) = found(folder, "substitution-incomplete", Day(2022, 4, 13))
    assert finding.message.startswith(
        spaced("Une seule personne (« Directrice de la DDETSPP ») tient les sièges 2° et 7°")
    )
    assert found(folder, "substitution-incomplete", Day(2026, 11, 23)) == []


def test_two_representatives_written_under_ddets_count_by_their_competence(copy: Copy) -> None:
    folder = copy("88")
    text = (folder / "membres.yaml").read_text(encoding="utf-8")
    for seat in ("cohesion_sociale", "travail_emploi", "ddets"):
        text = without_seat(text, seat)
    both = "ddets:\n  - {id: un, titre: Directrice, organisme: DDETSPP, competence: cohesion_sociale}\n"
    both += "  - {id: deux, titre: Directeur, organisme: DDETSPP, competence: travail_emploi}\n"
    (folder / "membres.yaml").write_text(f"{text}\n{both}", encoding="utf-8")
    edit(folder, "membres", ("DDETSPP, competence", "DDETSPP, mandat: {debut: 2021-05-17}, competence"))
    day = Day(2022, 4, 13)
    assert found(folder, "siege-sans-titulaire", day) == []
    edit(folder, "membres", (", competence: travail_emploi", ""))
    assert [f.outcome for f in found(folder, "siege-sans-titulaire", day)] == [Outcome.REVIEW]


@pytest.mark.parametrize(
    ("end", "refused"), [("2027-05-05", False), ("2027-05-06", False), ("2027-05-07", True), ("2030-01-01", True)]
)
def test_mandat_trop_long_counts_the_last_day(copy: Copy, end: str, refused: bool) -> None:
    folder = copy("88")
    text = without_seat((folder / "membres.yaml").read_text(encoding="utf-8"), "medecin")
    holder = f"{{id: m, titre: Médecin, mandat: {{debut: 2024-05-06, fin: {end}}}}}"
    (folder / "membres.yaml").write_text(f"{text}\nmedecin:\n  - {holder}\n", encoding="utf-8")
    findings = [f for f in found(folder, "mandat-trop-long", Day(2026, 11, 23)) if f.outcome is Outcome.FAIL]
    assert bool(findings) is refused
    if refused:
        assert findings[0].remedy.startswith(spaced("Écrivez « fin: 2027-05-05 » au plus tard"))


def test_an_agrement_that_ended_no_longer_covers_the_day(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("fin: 2027-05-13", "fin: 2026-11-22"))
    assert found(folder, "association-sans-agrement", Day(2026, 11, 22)) == []
    findings = found(folder, "association-sans-agrement", Day(2026, 11, 23))
    assert {finding.outcome for finding in findings} == {Outcome.FAIL}


def test_magistrat_and_medecin_mal_designe(copy: Copy) -> None:
    folder = copy("88")
    edit(
        folder,
        "membres",
        ("par: chefs_de_cour", "par: prefet"),
        ("conseil_departemental_ordre", "conseil_regional_ordre"),
    )
    day = Day(2026, 11, 23)
    assert [f.outcome for f in found(folder, "magistrat-mal-designe", day)] == [Outcome.FAIL]
    assert [f.outcome for f in found(folder, "medecin-mal-designe", day)] == [Outcome.FAIL]


@pytest.mark.parametrize(("code", "outcome"), [("13", Outcome.FAIL), ("88", Outcome.REVIEW)])
def test_another_court_is_refused_only_where_the_district_was_reread(copy: Copy, code: str, outcome: Outcome) -> None:
    folder = copy(code)
    path = folder / "membres.yaml"
    text = path.read_text(encoding="utf-8").replace('"Aix-en-Provence"', '"Nîmes"').replace('"Nancy"', '"Nîmes"')
    path.write_text(text, encoding="utf-8")
    findings = found(folder, "magistrat-mal-designe", Day(2026, 11, 23))
    assert [finding.outcome for finding in findings] == [outcome]


def test_a_declared_vacancy_warns_until_its_last_day_and_is_never_conform(copy: Copy) -> None:
    folder = copy("23")
    for day, severity in ((Day(2026, 12, 31), Severity.WARNING), (Day(2027, 1, 1), Severity.ERROR)):
        report = judge(folder.parent.parent, day, "siege-sans-titulaire")
        empty = [f for f in report.findings if f.pointer == "/associations"]
        assert [(f.outcome, f.severity) for f in empty] == [(Outcome.FAIL, severity)]
        assert report.departments[0].outcome is Outcome.FAIL


def test_a_derogation_warns_but_only_for_its_rule_and_for_a_year(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    commission = (folder / "commission.yaml").read_text(encoding="utf-8")
    for until, severity in (
        ("2026-12-31", Severity.WARNING),
        ("2026-11-22", Severity.ERROR),
        ("2099-12-31", Severity.ERROR),
    ):
        derogation = (
            f"{{regle: siege-sans-titulaire, siege: medecin, motif: Relance, autorite: Préfète, jusqu_au: {until}}}"
        )
        (folder / "commission.yaml").write_text(f"{commission}\nderogations:\n  - {derogation}\n", encoding="utf-8")
        (finding,) = found(folder, "siege-sans-titulaire", Day(2026, 11, 23))
        assert (finding.outcome, finding.severity) == (Outcome.FAIL, severity), until


def test_commission_non_installee_by_state(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("etat: installee, date: 2021-05-17", "etat: non_installee"))
    (finding,) = found(folder, "commission-non-installee", Day(2026, 11, 23))
    assert (finding.outcome, finding.severity) == (Outcome.FAIL, Severity.ERROR)
    report = judge(folder.parent.parent, Day(2026, 11, 23))
    legal = [r for r in report.departments[0].results if r.rule == "siege-sans-titulaire"]
    assert [result.outcome for result in legal] == [Outcome.OPEN]


def test_a_partial_list_is_to_be_checked(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    edit(folder, "commission", ("liste_membres: complete", "liste_membres: partielle"))
    (finding,) = found(folder, "siege-sans-titulaire", Day(2026, 11, 23))
    assert finding.outcome is Outcome.REVIEW


def test_a_doubtful_holder_is_to_be_checked(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    text = without_seat(path.read_text(encoding="utf-8"), "gendarmerie")
    holder = '{id: g, titre: "Forces de l’ordre", a_verifier: "l’arrêté ne nomme pas le service"}'
    path.write_text(f"{text}\ngendarmerie:\n  - {holder}\n", encoding="utf-8")
    (finding,) = found(folder, "siege-sans-titulaire", Day(2026, 11, 23))
    assert finding.outcome is Outcome.REVIEW
    assert "l’arrêté ne nomme pas le service" in finding.message


@pytest.mark.parametrize(
    ("code", "seat", "day", "outcome"),
    [
        ("974", "police_judiciaire", Day(2021, 10, 8), Outcome.FAIL),
        ("974", "police_judiciaire", Day(2022, 4, 13), Outcome.REVIEW),
        ("88", "police_judiciaire", Day(2022, 4, 13), Outcome.FAIL),
        ("69", "conseil_departemental", Day(2026, 11, 23), Outcome.REVIEW),
        ("88", "conseil_departemental", Day(2026, 11, 23), Outcome.FAIL),
        # Une rédaction non lue ne juge que les sièges que celles d’avant et d’après disent de même.
        ("88", "magistrat", Day(2023, 12, 1), Outcome.FAIL),
        ("88", "magistrat", Day(2024, 6, 1), Outcome.FAIL),
        ("88", "magistrat", Day(2026, 1, 1), Outcome.FAIL),
        ("88", "police_nationale", Day(2024, 6, 1), Outcome.REVIEW),
        ("88", "police_judiciaire", Day(2024, 6, 1), Outcome.REVIEW),
    ],
)
def test_where_the_text_does_not_settle_an_empty_seat(
    copy: Copy, code: str, seat: str, day: Day, outcome: Outcome
) -> None:
    folder = copy(code)
    path = folder / "membres.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), seat), encoding="utf-8")
    findings = found(folder, "siege-sans-titulaire", day)
    assert [finding.outcome for finding in findings] == [outcome]


@pytest.mark.parametrize(("day", "told"), [(Day(2026, 11, 22), [Outcome.OPEN]), (Day(2026, 11, 23), [])])
def test_a_holder_without_a_first_day_proves_nothing_of_a_past_day(copy: Copy, day: Day, told: list[Outcome]) -> None:
    folder = copy("88")
    text = without_seat((folder / "membres.yaml").read_text(encoding="utf-8"), "gendarmerie")
    holder = "gendarmerie: [{id: g, titre: Commandant du groupement}]"
    (folder / "membres.yaml").write_text(f"{text}\n{holder}\n", encoding="utf-8")
    findings = found(folder, "siege-sans-titulaire", day)
    assert [finding.outcome for finding in findings] == told
    for finding in findings:
        assert finding.message == spaced(
            "Le fichier ne donne pas la date de prise de fonctions, ni la présence à une séance, de qui siégeait au 22 "
            "novembre 2026 : « Commandant du groupement » (5°)."
        )


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ('titre: "Préfet des Vosges", debut: 2024-01-01', [Outcome.REVIEW]),
        ('titre: "Secrétaire général", representant: true, debut: 2024-01-01', []),
        ('titre: "Préfet des Vosges", debut: 2027-01-01', []),
    ],
)
def test_one_prefect_presides_at_a_time(copy: Copy, second: str, told: list[Outcome]) -> None:
    folder = copy("88")
    first = "debut: 2021-05-17}"
    edit(folder, "commission", (first, f"{first}\n  - {{autorite: prefet, {second}}}"))
    findings = found(folder, "copresidence-sans-texte", Day(2026, 11, 23))
    assert [finding.outcome for finding in findings] == told
    for finding in findings:
        assert finding.message == spaced(
            "Deux lignes de « presidence » font présider la commission des Vosges au 23 novembre 2026 par la même "
            "autorité (« prefet »), alors qu’une seule personne a cette fonction : « Préfète des Vosges » et « Préfet "
            "des Vosges »."
        )


def test_agrement_bientot_fini_as_the_terms_of_the_same_day(copy: Copy) -> None:
    folder = copy("88")
    day = Day(2027, 3, 1)
    (finding,) = found(folder, "agrement-bientot-fini", day)
    assert (finding.outcome, finding.severity) == (Outcome.FAIL, Severity.WARNING)
    assert finding.message == spaced(
        "Il reste jusqu’au 13 mai 2027 pour renouveler l’agrément de « Association exemple Les Sapins » et "
        "« Association exemple Ballon des Vosges solidaire »."
    )
    assert [f.message[:27] for f in found(folder, "mandat-bientot-fini", day)] == [finding.message[:27]]
    assert found(folder, "agrement-bientot-fini", Day(2026, 11, 23)) == []
    assert found(folder, "agrement-bientot-fini", Day(2027, 5, 14)) == []


@pytest.mark.parametrize(
    ("rule", "file", "line", "pointer"),
    [
        (
            "reglements-du-meme-jour",
            "commission",
            "reglement_interieur: [{reference: A, debut: 2026-01-05}, {reference: B, debut: 2026-01-05}]",
            "/reglement_interieur/1/debut",
        ),
        (
            "agrement-repete",
            "commission",
            "associations_agreees: [{id: a, nom: A, agrement: {reference: X, debut: 2024-01-01, fin: 2026-12-31}}, "
            "{id: b, nom: B, agrement: {reference: x, debut: 2025-01-01, fin: 2027-12-31}}]",
            "/associations_agreees/1/agrement/reference",
        ),
        (
            "mention-perimee",
            "membres",
            "medecin: [{id: medecin-2, titre: Médecin, aussi_pour: [magistrat]}]",
            "/medecin/0/aussi_pour/0",
        ),
        (
            "nombre-de-membres-different",
            "commission",
            "arretes: [{reference: A, objet: [composition], date: 2026-01-05, nombre_membres: 1}]",
            "/arretes/0/nombre_membres",
        ),
        (
            "exception-sans-raison",
            "commission",
            "derogations: [{regle: epci-absent, motif: À venir, autorite: Préfet, jusqu_au: 2027-03-01}]",
            "/derogations/0/motif",
        ),
        ("texte-a-venir", "commission", "secretariat: {service: À venir}", "/secretariat/service"),
    ],
)
def test_what_does_not_hold_together(copy: Copy, rule: str, file: str, line: str, pointer: str) -> None:
    path = copy("88") / f"{file}.yaml"
    text = without_seat(path.read_text(encoding="utf-8"), line.split(":")[0])
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")
    (finding,) = found(path.parent, rule)
    assert finding.pointer == pointer


@pytest.mark.parametrize(
    ("designated", "day", "told"),
    [
        ("2026-11-23", Day(2026, 11, 23), []),
        ("2026-11-24", Day(2026, 11, 23), [Outcome.REVIEW]),
        ("2026-11-24", Day(2026, 11, 24), []),
    ],
)
def test_who_is_not_designated_yet_fills_no_seat(copy: Copy, designated: str, day: Day, told: list[Outcome]) -> None:
    folder = copy("38")
    edit(folder, "membres", ("date: 2024-04-22, reference", f"date: {designated}, reference"))
    findings = found(folder, "siege-sans-titulaire", day)
    assert [f.outcome for f in findings] == told
    assert [f.paragraph for f in findings] == ["1°"] * len(told)


@pytest.mark.parametrize(
    ("vacancy", "told"),
    [
        ("", "déclarez la vacance dans commission.yaml."),
        ("2025-06-15 2025-12-31", "corrigez sous « vacances » de commission.yaml la vacance déjà écrite"),
        ("2026-06-15 2026-12-31", "n’y laissez aucun titulaire : sa vacance est déjà déclarée dans commission.yaml."),
    ],
)
@pytest.mark.parametrize(
    "holder",
    [
        '{id: medecin-9, titre: "Médecin", a_verifier: "arrêté illisible"}',
        '{id: medecin-9, titre: "À désigner"}',
        '{id: medecin-9, titre: "À désigner", aussi_pour: [education]}',
    ],
)
def test_an_uncertain_holder_is_told_with_the_vacancy_that_is_written(
    copy: Copy, holder: str, vacancy: str, told: str
) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    path.write_text(
        f"{without_seat(path.read_text(encoding='utf-8'), 'medecin')}\nmedecin: [{holder}]\n", encoding="utf-8"
    )
    if vacancy:
        since, until = vacancy.split()
        entry = f"{{siege: medecin, depuis: {since}, motif: Démission, autorite: Préfet, jusqu_au: {until}}}"
        with (folder / "commission.yaml").open("a", encoding="utf-8") as written:
            written.write(f"\nvacances: [{entry}]\n")
    (finding,) = [f for f in found(folder, "siege-sans-titulaire") if f.paragraph == "8°"]
    assert spaced(told) in str(finding.remedy)
