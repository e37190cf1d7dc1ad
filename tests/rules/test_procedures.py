"""How the procedures are applied: every finding on faulty departments, then each value, text and day of change."""

import datetime
import json
from pathlib import Path

import pytest

from kit.findings.finding import Finding, Outcome, Severity
from kit.french import spaced
from kit.judging import registry
from kit.law.texts import data
from kit.rules import justificatifs, pieces, precisions, procedures, sejour
from tests.conftest import DATA, HOUSE, TODAY, Copy, golden, judge

Day = datetime.date
FAULTY = DATA / "invalid" / "procedures"
FAMILIES = {module.__name__.rsplit(".", 1)[-1] for module in (procedures, pieces, precisions, justificatifs, sejour)}
OURS = {rule.id: rule for rule in registry.legal_rules() if rule.family in FAMILIES}
BEFORE_CODE, CODE = Day(2021, 4, 30), Day(2021, 5, 1)
BEFORE_INSTRUCTION, INSTRUCTION = Day(2022, 4, 12), Day(2022, 4, 13)
ERROR = (Outcome.FAIL, Severity.ERROR)
WARNING = (Outcome.FAIL, Severity.WARNING)
REVIEW = (Outcome.REVIEW, Severity.NOTE)
OPEN = (Outcome.OPEN, Severity.NOTE)
PASS = (Outcome.PASS, Severity.NOTE)
NATIONALITY = (
    "{piece: nationalite, passeport_exige: false, alternatives: [attestation_consulaire, carte_identite], "
    "document_perime: confirme_par_un_autre}"
)


def edited(copy: Copy, *changes: tuple[str, str]) -> Path:
    """Copy the Vosges and change its procedures."""
    path = copy("88") / "procedures.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path.parent


def found(folder: Path, day: Day = TODAY) -> list[Finding]:
    return [finding for finding in judge(folder.parent.parent, day).findings if finding.rule in OURS]


def told(folder: Path, day: Day, rule: str) -> list[tuple[Outcome, Severity]]:
    return [(f.outcome, f.severity) for f in found(folder, day) if f.rule == rule]


def outcome(folder: Path, day: Day, rule: str) -> Outcome:
    (result,) = [r for r in judge(folder.parent.parent, day, rule).departments[0].results if r.rule == rule]
    return result.outcome


def test_a_remedy_names_the_line_or_the_document_that_holds_a_key(copy: Copy) -> None:
    folder = edited(
        copy,
        ('    logement: "Une place d’hébergement réservée, puis bail accompagné."\n', ""),
        (", document_perime: confirme_par_un_autre", ""),
        ("  delai_cible_jours: 45\n", ""),
    )
    remedies = {finding.rule: finding.remedy for finding in found(folder) if finding.rule.endswith("non-decrit")}
    assert remedies["parcours-non-decrit"] == spaced(
        "Ajoutez « logement » (dans « accompagnement: ») et « delai_cible_jours » sous « psp: » de procedures.yaml, "
        "par exemple « logement: Place réservée en résidence sociale » puis « delai_cible_jours: 45 »."
    )
    (permit,) = [f for f in found(folder) if f.rule == "autorisation-de-sejour-non-decrite"]
    assert permit.remedy == spaced(
        "Ajoutez « document_perime » (dans la pièce « nationalite ») sous « aps: » de procedures.yaml, par exemple "
        "« document_perime: confirme_par_un_autre »."
    )


def test_the_faulty_departments_show_every_rule() -> None:
    findings = [finding for finding in judge(FAULTY).findings if finding.rule in OURS]
    lines = [f"{f.file}:{f.line}:{f.column} {f.rule} {f.outcome} | {f.message}" for f in findings]
    golden(FAULTY / "attendu.txt", "\n".join(lines) + "\n")
    assert {finding.rule for finding in findings} == set(OURS)


def test_every_sentence_is_told_by_a_faulty_department_or_on_its_day() -> None:
    findings = [f for day in (TODAY, Day(2024, 6, 1)) for f in judge(FAULTY, day).findings]
    for rule in OURS.values():
        for case, sentence in rule.sentences.items():
            if "/" in case:
                continue  # Une phrase nommée comme un besoin est dite par l’exemple de sa fiche.
            start = spaced(sentence.message).split("{")[0]
            end = spaced(sentence.message).rsplit("}", 1)[-1]
            said = [f.message for f in findings if f.rule == rule.id]
            assert any(text.startswith(start) and text.endswith(end) for text in said), (rule.id, sentence.message)


@pytest.mark.parametrize(
    ("change", "rule", "expected"),
    [
        (("duree_mois: 6", "duree_mois: 5"), "autorisation-trop-courte", [ERROR]),
        (("duree_mois: 6", "duree_mois: 12"), "autorisation-trop-courte", []),
        (("visa_long_sejour_exige: false", "visa_long_sejour_exige: true"), "visa-long-sejour-exige", [ERROR]),
        (("{piece: avis_commission}", "{piece: visa_long_sejour}"), "visa-long-sejour-exige", [ERROR]),
        (("oqtf_anterieure: examinee", "oqtf_anterieure: bloquante"), "oqtf-bloquante", [ERROR]),
        (("psp_sans_aps_pendant_la_demande", "refuse"), "demandeur-asile-ecarte", [ERROR]),
        (("psp_sans_aps_pendant_la_demande", "aps_delivree"), "demandeur-asile-ecarte", []),
        (("psp_sans_aps_pendant_la_demande", "aps_delivree"), "autorisation-pendant-la-demande-d-asile", [WARNING]),
        (("a_defaut: condition_remplie", "a_defaut: refus"), "doute-tranche-par-un-refus", [ERROR]),
        (("saisine_police: possible", "saisine_police: systematique"), "police-toujours-saisie", [WARNING]),
        (("saisine_police: possible", "saisine_police: jamais"), "police-toujours-saisie", []),
        (("anciennete_max_mois: 6", "anciennete_max_mois: 5"), "justificatif-de-domicile-mal-date", [ERROR]),
        (("anciennete_max_mois: 6", "anciennete_max_mois: 7"), "justificatif-de-domicile-mal-date", [REVIEW]),
        (("passeport_exige: false", "passeport_exige: true"), "passeport-exige", [ERROR]),
        (("{piece: avis_commission}", "{piece: passeport}"), "passeport-exige", [ERROR]),
        ((NATIONALITY, "{piece: passeport}"), "passeport-exige", [ERROR]),
        ((NATIONALITY, "{piece: passeport}"), "piece-nationale-manquante", []),
        (("[attestation_consulaire, carte_identite]", "[]"), "nationalite-sans-autre-document", [WARNING]),
        (("[attestation_consulaire, carte_identite]", "[autre]"), "nationalite-sans-autre-document", [REVIEW]),
        (("[attestation_consulaire, carte_identite]", "[carte_consulaire]"), "nationalite-sans-autre-document", []),
        (("passeport_exige: false, alternatives: [attestation_consulaire, carte_identite]", "passeport_exige: true"),
         "nationalite-sans-autre-document", []),
        (("confirme_par_un_autre", "refuse"), "document-perime-refuse", [ERROR]),
        (("{piece: avis_commission}", "{piece: autre}"), "piece-hors-liste", [ERROR]),
        (("{piece: avis_commission}", "{piece: plainte}"), "piece-hors-liste", []),
        (("{piece: avis_commission}", "{piece: plainte}"), "plainte-exigee", [ERROR]),
        (("{piece: avis_commission}", "{piece: procedure_judiciaire}"), "plainte-exigee", [ERROR]),
        (("    - {piece: avis_commission}\n", ""), "piece-nationale-manquante", [REVIEW]),
        (("{piece: avis_commission}", "{piece: photographies}"), "pieces-permises", [PASS]),
        (("{piece: etat_civil}", "{piece: etat_civil, anciennete_max_mois: 6}"), "piece-autrement-demandee", [REVIEW]),
        (("{piece: etat_civil}", "{piece: etat_civil, precision: Livret de famille}"),
         "piece-autrement-demandee", [REVIEW]),
        (("Mutualité sociale agricole (MSA) Lorraine", "Direction départementale"),
         "aide-financiere-non-decrite", [REVIEW]),
        (("Mutualité sociale agricole (MSA) Lorraine", "mutualite sociale agricole"),
         "aide-financiere-non-decrite", []),
        (("Proposé avec l’OFII.", "à compléter avec l’OFII"), "sortie-non-decrite", [OPEN, REVIEW]),
    ],
)  # fmt: skip
def test_a_value_of_the_file(
    copy: Copy, change: tuple[str, str], rule: str, expected: list[tuple[Outcome, Severity]]
) -> None:
    assert sorted(told(edited(copy, change), TODAY, rule)) == sorted(expected)


@pytest.mark.parametrize(
    ("change", "rule", "day", "expected"),
    [
        (("duree_mois: 6", "duree_mois: 3"), "autorisation-trop-courte", BEFORE_CODE, Outcome.REVIEW),
        (("duree_mois: 6", "duree_mois: 3"), "autorisation-trop-courte", CODE, Outcome.FAIL),
        (("oqtf_anterieure: examinee", "oqtf_anterieure: bloquante"), "oqtf-bloquante", BEFORE_INSTRUCTION,
         Outcome.NOT_APPLICABLE),
        (("oqtf_anterieure: examinee", "oqtf_anterieure: bloquante"), "oqtf-bloquante", INSTRUCTION, Outcome.FAIL),
        (("{piece: avis_commission}", "{piece: plainte}"), "piece-hors-liste", BEFORE_INSTRUCTION, Outcome.FAIL),
        (("{piece: avis_commission}", "{piece: plainte}"), "piece-hors-liste", INSTRUCTION, Outcome.PASS),
        (("{piece: avis_commission}", "{piece: plainte}"), "plainte-exigee", BEFORE_INSTRUCTION,
         Outcome.NOT_APPLICABLE),
        (("{piece: avis_commission}", "{piece: plainte}"), "plainte-exigee", INSTRUCTION, Outcome.FAIL),
        (("{piece: avis_commission}", "{piece: contrat_engagement}"), "pieces-permises", Day(2024, 7, 16),
         Outcome.REVIEW),
        (("{piece: avis_commission}", "{piece: contrat_engagement}"), "pieces-permises", Day(2024, 7, 17),
         Outcome.PASS),
        (("(MSA) Lorraine", "(MSA), 343,20 €"), "montant-ecrit-dans-le-dossier", Day(2025, 12, 3), Outcome.REVIEW),
        (("(MSA) Lorraine", "(MSA), 343,20 €"), "montant-ecrit-dans-le-dossier", Day(2025, 12, 4), Outcome.FAIL),
    ],
)  # fmt: skip
def test_the_day_before_and_the_day_of_a_text(
    copy: Copy, change: tuple[str, str], rule: str, day: Day, expected: Outcome
) -> None:
    # Installée plus tôt qu'en vrai, pour que seul le texte décide.
    folder = edited(copy, change)
    path = folder / "commission.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2021-05-17", "2020-05-17"), encoding="utf-8")
    assert outcome(folder, day, rule) is expected


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("avec le récépissé de plainte", True),
        ("Récépissé de PLAINTE ou attestation", True),
        ("aucune plainte n’est demandée", False),
        ("attestation de l’association, sans plainte", False),
        ("une plainte ; le visa n’est pas demandé", True),
        ("visa de long séjour", True),
        ("droit de visa de régularisation", False),
        ("seul le passeport est accepté", True),
        ("passeport ou carte d’identité", False),
        ("référence de la procédure judiciaire", True),
        ("attestation de l’association, qui accompagne les plaignantes", False),
    ],
)
def test_a_demand_hidden_in_a_text_is_a_doubt(copy: Copy, text: str, doubtful: bool) -> None:
    folder = edited(copy, ("{piece: arret_activite}", f'{{piece: arret_activite, precision: "{text}"}}'))
    findings = told(folder, TODAY, "demande-interdite-dans-une-precision")
    assert findings == ([REVIEW] if doubtful else [])


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("MSA, 559,43 €", True),
        ("MSA, 1 200 euros", True),
        ("MSA, 330€ par mois", True),
        ("MSA, 343.20 EUR", True),
        ("MSA, pendant 24 mois", False),
        ("MSA, euros versés chaque mois", False),
        ("MSA, 2 rue de l’Europe", False),
    ],
)
def test_an_amount_in_figures_is_refused(copy: Copy, text: str, refused: bool) -> None:
    folder = edited(copy, ("Mutualité sociale agricole (MSA) Lorraine", text))
    assert told(folder, TODAY, "montant-ecrit-dans-le-dossier") == ([ERROR] if refused else [])


@pytest.mark.parametrize("months", ["24 mois", "vingt-quatre mois", "24 mois, puis tous les 12 mois"])
def test_the_card_after_the_whole_support_is_no_doubt(copy: Copy, months: str) -> None:
    folder = edited(copy, ("Examinée par le bureau des étrangers, sur bilan de l’association.", f"Après {months}."))
    assert told(folder, TODAY, "sortie-non-decrite") == [OPEN]


@pytest.mark.parametrize(
    ("written", "group", "rule", "days", "opening"),
    [
        ("delai_cible_jours: 45", "psp", "parcours-non-decrit", 400,
         "Le délai visé entre une demande de parcours et sa décision est de 400 jours : aucun texte n’en fixe, et le "
         "kit relève ce qui dépasse 184 jours."),
        ("delai_cible_jours: 45", "psp", "parcours-non-decrit", 185,
         "Le délai visé entre une demande de parcours et sa décision est de 185 jours"),
        ("delai_cible_jours: 45", "psp", "parcours-non-decrit", 184, ""),
        ("delai_cible_jours: 35", "aps", "autorisation-de-sejour-non-decrite", 365,
         "Le délai visé pour délivrer l’autorisation de séjour est de 365 jours, alors que l’instruction demande « les "
         "meilleurs délais possibles » ; elle n’en fixe pas le nombre, et le kit relève ce qui dépasse 184 jours."),
        ("delai_cible_jours: 35", "aps", "autorisation-de-sejour-non-decrite", 184, ""),
        ('"Proposé avec l’OFII."', "sortie", "sortie-non-decrite", 730,
         "Le délai visé pour délivrer la carte de séjour temporaire est de 730 jours, alors que l’instruction demande"),
        ('"Proposé avec l’OFII."', "sortie", "sortie-non-decrite", 90, ""),
    ],
)  # fmt: skip
def test_a_delay_aimed_at_that_outlasts_an_authorisation_is_a_doubt(
    copy: Copy, written: str, group: str, rule: str, days: int, opening: str
) -> None:
    line = f"delai_cible_jours: {days}"
    folder = edited(copy, (written, line if written.startswith("delai") else f"{written}\n  {line}"))
    findings = [f for f in found(folder) if f.rule == rule and f.outcome is Outcome.REVIEW]
    assert [f.pointer for f in findings] == ([f"/{group}/delai_cible_jours"] if opening else [])
    assert all(f.message.startswith(spaced(opening)) for f in findings)


def test_what_is_missing_is_said_once_for_each_procedure_and_each_rule_stays_open(copy: Copy) -> None:
    folder = copy("88")
    (folder / "procedures.yaml").write_text("psp: {delai_cible_jours: 45}\naps: {service: Bureau}\n", encoding="utf-8")
    findings = found(folder)
    assert [(f.rule, f.line, f.outcome) for f in findings] == [
        ("autorisation-de-sejour-non-decrite", 2, Outcome.OPEN),
        ("aide-financiere-non-decrite", 1, Outcome.OPEN),
        ("parcours-non-decrit", 1, Outcome.OPEN),
        ("sortie-non-decrite", 1, Outcome.OPEN),
    ]
    silent = {rule.id for rule in OURS.values() if any(need.startswith("procedures/") for need in rule.needs)}
    results = judge(folder.parent.parent).departments[0].results
    assert {r.rule: r.outcome for r in results if r.rule in silent} == dict.fromkeys(silent, Outcome.OPEN)
    assert findings[2].message == spaced(
        "Le fichier ne dit pas tout du parcours de sortie : il manque « Dépôt », « Logement », « Soins », « Droits », "
        "« Insertion » et « Évaluation des besoins »."
    )


def test_one_missing_line_is_pointed_at_under_its_parent(copy: Copy) -> None:
    folder = edited(copy, (", document_perime: confirme_par_un_autre", ""))
    (finding,) = [f for f in found(folder) if f.rule == "autorisation-de-sejour-non-decrite"]
    assert (finding.pointer, finding.outcome) == ("/aps/pieces/1/document_perime", Outcome.OPEN)
    assert outcome(folder, TODAY, "document-perime-refuse") is Outcome.OPEN
    assert (folder / "procedures.yaml").read_text(encoding="utf-8").split("\n")[finding.line - 1].strip().startswith(
        "- {piece: nationalite"
    )  # fmt: skip


def test_a_file_without_procedures_or_unreadable_is_open_without_a_word(copy: Copy) -> None:
    folder = edited(copy, ("duree_mois: 6", "duree_mois: six mois"))
    assert [f.rule for f in found(folder)] == ["sortie-non-decrite"]
    assert outcome(folder, TODAY, "autorisation-trop-courte") is Outcome.OPEN
    (folder / "procedures.yaml").unlink()
    assert found(folder) == []
    assert {outcome(folder, TODAY, rule) for rule in OURS} == {Outcome.OPEN}


def test_one_cause_is_said_once(copy: Copy) -> None:
    demanded = NATIONALITY.replace("passeport_exige: false", 'passeport_exige: true, precision: "passeport exigé"')
    folder = edited(
        copy,
        (NATIONALITY, demanded),
        ("{piece: etat_civil}", "{piece: etat_civil}\n    - {piece: passeport}\n    - {piece: visa_long_sejour}"),
        ("visa_long_sejour_exige: false", "visa_long_sejour_exige: true"),
    )  # fmt: skip
    assert sorted(f.rule for f in found(folder)) == ["passeport-exige", "sortie-non-decrite", "visa-long-sejour-exige"]


def test_a_finding_cites_its_text_and_says_what_to_write(copy: Copy) -> None:
    (finding,) = [
        f for f in found(edited(copy, ("duree_mois: 6", "duree_mois: 3"))) if f.rule == "autorisation-trop-courte"
    ]
    assert (finding.provision, finding.paragraph, finding.pointer) == (
        "ceseda-aps",
        "article L. 425-4",
        "/aps/duree_mois",
    )
    assert finding.message == spaced(
        "L’autorisation de séjour est donnée pour 3 mois, alors que le texte demande 6 mois au moins."
    )
    assert finding.remedy == spaced("Écrivez « duree_mois: 6 », ou davantage.")


def test_the_documents_of_the_law_are_those_of_the_schema() -> None:
    schema = (HOUSE / "schemas" / "procedures.schema.json").read_text(encoding="utf-8")
    described = json.loads(schema)["properties"]["aps"]["properties"]["pieces"]["items"]["properties"]
    assert {row["piece"] for row in data("ceseda-aps")["pieces"]} == set(described["piece"]["enum"])
    row = next(row for row in data("ceseda-aps")["pieces"] if row["piece"] == "nationalite")
    assert {*row["remplacantes"], "autre"} == set(described["alternatives"]["items"]["enum"])
