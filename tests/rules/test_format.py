"""What the format says of a session as it was held: who chaired, who was replaced, how the internal rules count."""

from pathlib import Path

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from kit.judging import registry
from kit.model.procedures import piece_fr
from tests.conftest import DATA, Copy, golden, judge
from tests.rules.cases import FAIL, REVIEW, Day, edit, found, seat, sessions

FAULTY = DATA / "invalid" / "format"
PRESENT = "date: 2026-04-09, formation: politique, etat: tenue, convocation: {date: 2026-03-26}"
# L’Isère a quinze sièges, que tiennent vingt-quatre membres.
ENDED = "debut: 2023-05-14, fin: 2026-05-13, niveau: regional"
RENEWED = """  - id: association-ballon-2026
    nom: "Association exemple Ballon des Vosges solidaire"
    agrement: {reference: "DDETSPP-2026-046", debut: 2026-05-14, fin: 2029-05-13, niveau: regional}
"""
LIST = "liste_membres: complete\nreglement_interieur:\n  - "
SEVEN = "magistrat-3, ddets-1, police-2, pj-3, gendarmerie-3, etrangers-2, education-2"


def test_the_faulty_department_shows_every_finding() -> None:
    legal = {rule.id for rule in registry.legal_rules()}
    findings = [finding for finding in judge(FAULTY).findings if finding.rule != "departement-sans-dossier"]
    assert {finding.rule for finding in findings} <= legal
    lines = [f"{f.file}:{f.line}:{f.column} {f.rule} {f.outcome} | {f.message} | {f.remedy}" for f in findings]
    golden(FAULTY / "attendu.txt", "\n".join(lines) + "\n")


def test_a_member_replaced_by_a_deputy_counts_for_the_quorum(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, f"{PRESENT}, presents: [{SEVEN}]")
    assert [f.outcome for f in found(folder, "quorum-non-atteint")] == [REVIEW]
    replaced = "medecin-4, departement-3, assoc-le-passage-3, conseil-departemental-1, pjj-1"
    sessions(folder, f"{PRESENT}, presents: [{SEVEN}], supplees: [{replaced}]")
    assert found(folder, "quorum-non-atteint") == []
    sessions(folder, f"{PRESENT}, presents: [{SEVEN}], excuses: [{replaced}]")
    assert [f.outcome for f in found(folder, "quorum-non-atteint")] == [REVIEW]


@pytest.mark.parametrize(
    ("rules", "present", "outcomes"),
    [
        ("quorum: {compte: par_siege, presidence: false}", f"{SEVEN}, medecin-4", []),
        ("quorum: {compte: par_siege, presidence: false}", SEVEN, [FAIL]),
        ("quorum: {compte: par_siege, presidence: true}", SEVEN, []),
        ("quorum: {compte: par_membre, presidence: false}", f"{SEVEN}, medecin-4", [FAIL]),
        ("quorum: {compte: par_membre}", f"{SEVEN}, medecin-4", [FAIL]),
        ("quorum: {compte: par_siege}", SEVEN, [REVIEW]),
        ("quorum: {compte: par_siege, presidence: true}, fin: 2026-04-08", SEVEN, [REVIEW]),
        ("quorum: {compte: par_siege, presidence: true}, debut: 2026-04-10", SEVEN, [REVIEW]),
        ("quorum: {compte: par_siege, presidence: true}, a_verifier: 'non signé'", SEVEN, [REVIEW]),
        ("pouvoirs_par_membre: 2", SEVEN, [REVIEW]),
    ],
)
def test_the_internal_rules_say_how_the_quorum_is_counted(
    copy: Copy, rules: str, present: str, outcomes: list[Outcome]
) -> None:
    folder = copy("38")
    edit(folder, "commission", ("liste_membres: complete", f"{LIST}{{reference: 'Règlement intérieur', {rules}}}"))
    sessions(folder, f"{PRESENT}, presents: [{present}]")
    assert [finding.outcome for finding in found(folder, "quorum-non-atteint")] == outcomes


def test_what_is_said_of_a_quorum_that_the_text_counts_in_several_ways(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, f"{PRESENT}, presents: [{SEVEN}]")
    (finding,) = found(folder, "quorum-non-atteint")
    assert finding.remedy == spaced(
        "Écrivez sous « reglement_interieur » de commission.yaml sa référence et, sous « quorum », ce qu’il compte : "
        "« base: siegent » (les seuls sièges qui examinent ces dossiers) ou « base: tous », « compte: par_membre » ou "
        "« compte: par_siege », « presidence: true » ou « presidence: false » ; sinon, complétez « presents », "
        "« supplees » ou « pouvoirs »."
    )


@pytest.mark.parametrize(("base", "outcomes"), [("siegent", []), ("tous", [FAIL])])
def test_the_internal_rules_say_which_seats_count_for_individual_files(
    copy: Copy, base: str, outcomes: list[Outcome]
) -> None:
    folder = copy("38")
    rules = f"quorum: {{compte: par_siege, base: {base}, presidence: false}}"
    edit(folder, "commission", ("liste_membres: complete", f"{LIST}{{reference: 'Règlement intérieur', {rules}}}"))
    sessions(folder, f"{PRESENT.replace('politique', 'individuelle')}, presents: [{SEVEN}]")
    assert [finding.outcome for finding in found(folder, "quorum-non-atteint")] == outcomes


@pytest.mark.parametrize(
    ("most", "outcomes"), [("", [FAIL]), ("pouvoirs_par_membre: 2", []), ("a_verifier: 'lu'", [FAIL])]
)
def test_the_internal_rules_may_allow_more_proxies(copy: Copy, most: str, outcomes: list[Outcome]) -> None:
    folder = copy("38")
    if most:
        edit(folder, "commission", ("liste_membres: complete", f"{LIST}{{reference: 'Arrêté', {most}}}"))
    proxies = "pouvoirs: [{de: medecin-4, a: ddets-1}, {de: pjj-1, a: ddets-1}]"
    sessions(folder, f"{PRESENT}, presents: [{SEVEN}], {proxies}")
    assert [finding.outcome for finding in found(folder, "pouvoir-irregulier")] == outcomes


def test_a_session_chaired_by_delegation_is_chaired_by_the_prefect(copy: Copy) -> None:
    folder = copy("38")
    chair = "autorite: prefet, titre: 'Préfète déléguée', representant: true, delegation: 'Arrêté du 2 mars 2026'"
    sessions(folder, f"{PRESENT}, presidence: {{{chair}}}")
    assert found(folder, "seance-mal-presidee") == []


def test_the_deputy_of_a_withdrawn_association_withdraws_too(copy: Copy) -> None:
    folder = copy("38")
    file = "dossiers: [{reference: '1', association: association-rive-gauche-2023, avis: favorable}]"
    line = f"date: 2026-10-08, formation: individuelle, etat: tenue, presents: [], {file}"
    sessions(folder, line)
    assert found(folder, "representant-non-retire") == []
    sessions(folder, f"{line}, supplees: [assoc-rive-gauche-4]")
    (finding,) = found(folder, "representant-non-retire")
    assert (finding.outcome, finding.pointer) == (FAIL, "/0/dossiers/0/retires")


def test_a_deputy_of_a_seat_left_out_of_individual_files_is_said_where_it_is_written(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, f"{PRESENT.replace('politique', 'individuelle')}, presents: [ddets-1], supplees: [pjj-1]")
    assert [f.pointer for f in found(folder, "siege-exclu-present")] == ["/0/supplees/0"]


@pytest.mark.parametrize(
    ("key", "among"), [("presents", "les présents"), ("supplees", "les membres suppléés"), ("excuses", "les excusés")]
)
def test_an_unknown_identifier_is_said_where_it_is_written(copy: Copy, key: str, among: str) -> None:
    folder = copy("38")
    sessions(folder, f"{PRESENT}, {key}: [magistrat-33]")
    (finding,) = found(folder, "present-inconnu")
    assert finding.pointer == f"/0/{key}/0"
    assert finding.message.startswith(
        spaced(
            f"L’identifiant « magistrat-33 », parmi {among} pour la séance du 9 avril 2026, n’est pas dans membres.yaml"
        )
    )


def test_a_session_in_two_parts_is_not_written_twice(copy: Copy) -> None:
    folder = copy("38")
    line = "formation: politique, etat: tenue"
    sessions(folder, f"date: 2026-04-09, heure: '09:30', {line}", f"date: 2026-04-09, heure: '14:00', {line}",
             "date: 2027-01-28, formation: individuelle, etat: prevue")  # fmt: skip
    assert found(folder, "calendrier-sans-suite") == []
    (finding,) = found(folder, "quorum-non-atteint")
    assert finding.message == "Le fichier ne dit pas qui était présent pour la séance du 9 avril 2026."


def test_one_mention_that_stands_for_several_seats_is_to_be_checked(copy: Copy) -> None:
    folder = copy("38")
    seat(folder, "police_judiciaire")
    edit(folder, "membres", ("  - id: police-2\n", "  - id: police-2\n    aussi_pour: [police_judiciaire]\n"),
         ("\npolice_judiciaire:\n", ""))  # fmt: skip
    assert found(folder, "siege-sans-titulaire") == []
    (finding,) = found(folder, "personne-dans-deux-sieges")
    assert finding.outcome is REVIEW
    assert finding.message.endswith(spaced("« police nationale du département » (3°) et « police judiciaire » (4°)."))


@pytest.mark.parametrize(
    ("vacancies", "told"),
    [
        (
            ["depuis: 2024-11-01, jusqu_au: 2025-10-31", "depuis: 2025-11-01, jusqu_au: 2026-10-31"],
            ["/vacances/1/jusqu_au"],
        ),
        (["depuis: 2025-11-01, jusqu_au: 2026-10-31", "depuis: 2026-11-01, jusqu_au: 2027-10-31"], []),
        (
            ["depuis: 2025-11-01, jusqu_au: 2026-10-31", "depuis: 2026-11-02, jusqu_au: 2027-10-31"],
            ["/vacances/0/jusqu_au"],
        ),
    ],
)
def test_a_vacancy_of_more_than_a_year_is_renewed_by_another(copy: Copy, vacancies: list[str], told: list[str]) -> None:
    folder = copy("38")
    _vacancies(folder, vacancies)
    assert [finding.pointer for finding in found(folder, "exception-expiree")] == told
    assert found(folder, "exception-trop-longue") == []


def test_the_remedies_of_a_long_vacancy_lead_somewhere(copy: Copy) -> None:
    folder = copy("38")
    _vacancies(folder, ["depuis: 2025-11-01, jusqu_au: 2027-03-01"])
    (finding,) = found(folder, "exception-trop-longue", Day(2026, 6, 1))
    assert finding.remedy == spaced(
        "Écrivez au plus tard « jusqu_au: 2026-10-31 » ; si le siège reste vide, une nouvelle vacance commence le "
        "lendemain, avec « depuis: 2026-11-01 »."
    )
    folder = copy("88")
    _vacancies(folder, ["depuis: 2025-11-01, jusqu_au: 2026-10-31"])
    (finding,) = found(folder, "exception-expiree")
    assert finding.remedy == spaced(
        "Retirez-la : le siège est pourvu, une autre vacance le dit vide, ou le texte du jour ne le connaît pas."
    )


def _vacancies(folder: Path, vacancies: list[str]) -> None:
    lines = "".join(f"  - {{siege: medecin, motif: 'Vacance', autorite: 'Préfet', {each}}}\n" for each in vacancies)
    edit(folder, "commission", ("liste_membres: complete", f"liste_membres: complete\nvacances:\n{lines}"))


def test_an_approval_is_renewed_under_the_same_name(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("debut: 2024-05-14, fin: 2027-05-13, niveau: regional", ENDED))
    (finding,) = found(folder, "association-sans-agrement")
    assert finding.message == spaced(
        "L’agrément de l’association « Association exemple Ballon des Vosges solidaire » (10°) ne couvre pas le "
        "23 novembre 2026."
    )
    edit(folder, "commission", ("\nliste_membres", f"{RENEWED}\nliste_membres"))
    assert found(folder, "association-sans-agrement") == []


@pytest.mark.parametrize(
    ("designation", "message"),
    [
        (
            "par: autre, qui: 'Procureur général'",
            "n’a pas été désigné par les chefs de la cour d’appel, mais par « Procureur général ».",
        ),
        ("par: autre", "n’a pas été désigné par les chefs de la cour d’appel."),
    ],
)
def test_who_else_designated_is_said(copy: Copy, designation: str, message: str) -> None:
    folder = copy("88")
    edit(
        folder, "membres", ('designation: {par: chefs_de_cour, cour_appel: "Nancy"}', f"designation: {{{designation}}}")
    )
    (finding,) = found(folder, "magistrat-mal-designe")
    assert finding.message.endswith(spaced(message))
    assert finding.remedy == spaced(
        "Si les chefs de la cour d’appel de Nancy l’ont désigné, écrivez « par: chefs_de_cour » puis "
        "« cour_appel: Nancy » ; sinon, gardez ce qui est écrit et demandez-leur la désignation."
    )


@pytest.mark.parametrize(
    ("more", "outcome"), [("", FAIL), (", representant: true", REVIEW), (", delegation: 'Arrêté du 2 mars'", REVIEW)]
)
def test_who_presides_by_delegation_is_asked_in_whose_name(copy: Copy, more: str, outcome: Outcome) -> None:
    folder = copy("88")
    edit(folder, "commission", ('{autorite: prefet, titre: "Préfète des Vosges", debut: 2021-05-17}',
                                f"{{autorite: autre, titre: 'Préfète déléguée'{more}}}"))  # fmt: skip
    (finding,) = found(folder, "presidence-absente")
    assert (finding.outcome, finding.pointer) == (outcome, "/presidence/0/autorite")
    assert finding.remedy.startswith("Si cette personne représente le préfet, écrivez à cette ligne")


def test_an_order_signed_by_delegation_is_to_be_checked_until_its_authority_is_written(copy: Copy) -> None:
    folder = copy("88")
    order = 'reference: "DDETSPP-2026-009", objet: [composition, modification], date: 2026-02-09, signataires: [prefet]'
    signed = order.replace("[prefet]", "[autre], delegation: 'Secrétaire générale'")
    edit(folder, "commission", (order, signed))
    (finding,) = found(folder, "liste-mal-signee")
    assert finding.outcome is REVIEW
    assert finding.remedy == spaced(
        "Vérifiez l’arrêté ; s’il est signé ainsi, même « pour le préfet et par délégation », écrivez "
        "« signataires: [prefet] »."
    )
    edit(folder, "commission", ("[autre]", "[prefet]"))
    assert found(folder, "liste-mal-signee") == []


@pytest.mark.parametrize("nature", ["fin", "retrait", "interruption", "reprise", "changement_de_departement"])
def test_what_ends_or_moves_a_way_out_asks_for_no_opinion(copy: Copy, nature: str) -> None:
    folder = copy("38")
    more = ", effet: 2026-10-01, raison: depart"
    file = f"dossiers: [{{reference: '1', nature: {nature}{more}, association: association-le-passage-2024}}]"
    sessions(folder, f"date: 2026-10-08, formation: individuelle, etat: tenue, {file}")
    assert found(folder, "dossier-sans-avis") == []


@pytest.mark.parametrize(
    ("doubt", "outcome"),
    [("", FAIL), (", a_verifier: 'note en révision'", REVIEW)],
)
def test_what_its_author_doubts_is_never_refused(copy: Copy, doubt: str, outcome: Outcome) -> None:
    folder = copy("88")
    edit(folder, "procedures", ("  duree_mois: 6\n  visa", "  duree_mois: 3\n  visa"))
    if doubt:
        edit(folder, "procedures", ("aps:\n", "aps:\n  a_verifier: 'note en révision'\n"))
    (finding,) = found(folder, "autorisation-trop-courte")
    assert finding.outcome is outcome


def test_every_doubt_is_kept_in_sight(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("date: 2021-05-17}", "date: 2021-05-17, a_verifier: 'ou le 18'}"))
    edit(
        folder,
        "membres",
        ("mandat: {debut: 2025-08-01}", "mandat: {debut: 2025-08-01, a_verifier: 'le mois seul est lu'}"),
    )
    told = [finding.message for finding in found(folder, "exception-a-surveiller")]
    assert told == [spaced("Doutes que garde la fiche : 1 sous « installation: » et 1 sous « mandat: ».")]


def test_a_list_of_documents_is_written_in_plain_french(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "procedures", ('pieces: ["Document de suivi", "Avis de l’association"]',
                                'pieces: ["Attestation sur l’honneur", attestation-d-agrement]'))  # fmt: skip
    assert found(folder, "valeur-mal-ecrite") == []
    assert piece_fr("attestation-sur-l-honneur-et-copie-de-l-arrete-d-agrement") == (
        "attestation sur l’honneur et copie de l’arrete d’agrement"
    )
    assert piece_fr("Attestation sur l’honneur") == "Attestation sur l’honneur"


def test_an_old_page_may_be_known_by_http_only(copy: Copy) -> None:
    folder = copy("88")
    link = 'publication: "RAA 88-2021-21", lien: "http://www.exemple.invalid/raa-2021"}'
    edit(folder, "commission", ('publication: "RAA 88-2021-21"}', link))
    assert found(folder, "valeur-mal-ecrite") == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("procedures", "aps:\n", "aps:\n  {}\n"),
        ("procedures", "afis:\n", "afis:\n  {}\n"),
        ("commission", "  - id: association-sapin-2024\n", "  - id: association-sapin-2024\n    {}\n"),
    ],
)
@pytest.mark.parametrize(
    "contact", ['courriel: "bureau@exemple.invalid"', 'telephone: "03 00 00 00 88"', 'adresse: "Place Foch, Épinal"']
)
def test_the_contact_of_a_desk_is_at_home(copy: Copy, file: str, old: str, new: str, contact: str) -> None:
    folder = copy("88")
    edit(folder, file, (old, new.format(contact)))
    assert found(folder, "cle-inconnue") == []
    assert found(folder, "donnee-personnelle") == []
