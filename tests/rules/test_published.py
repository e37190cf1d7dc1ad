"""A composition copied from what was published: what it proves, what it leaves open, examples that invent nothing."""

from pathlib import Path

import pytest

from kit.findings.finding import Finding
from kit.french import spaced
from kit.handbook.pages.agenda import sessions_of
from kit.judging import pipeline
from kit.model.department import load
from kit.model.folder import Folder
from tests.conftest import TODAY, Copy, judge
from tests.rules.cases import FAIL, OPEN, REVIEW, Day, edit, found, seat, sessions

DAY = Day(2021, 10, 8)
INSTALLED = "installation: {etat: installee, date: 2021-05-17}"


def one(folder: Path, rule: str, day: Day = TODAY) -> Finding:
    (finding,) = found(folder, rule, day)
    return finding


def shown(finding: Finding) -> tuple[str, str, str]:
    return finding.pointer, finding.message, finding.remedy


def written(*told: str) -> tuple[str, ...]:
    return tuple(map(spaced, told))


@pytest.mark.parametrize(
    ("known", "example"),
    [
        ("", "installation: {etat: installee, date: 2021-10-20}"),
        ("installation: {etat: installee}\n", "date: 2021-10-20"),
    ],
)
def test_the_installation_is_proposed_whole(copy: Copy, known: str, example: str) -> None:
    folder = copy("88")
    edit(folder, "commission", (f"{INSTALLED}\n", known))
    sessions(folder, "date: 2021-10-20, formation: politique, etat: tenue")
    assert one(folder, "reunions-insuffisantes", Day(2021, 10, 20)).remedy == spaced(
        "Écrivez sous « installation » de commission.yaml le jour où la commission a été installée pour la première "
        f"fois, par exemple « {example} » si elle ne l’était pas avant sa première séance écrite, le 20 octobre 2021."
    )


@pytest.mark.parametrize(
    ("title", "mention", "outcomes"),
    [
        ("Forces de sécurité intérieure (DDPN ; gendarmerie)", ", aussi_pour: [gendarmerie]", []),
        ("Forces de sécurité intérieure (DDPN ; gendarmerie)", "", [REVIEW]),
        ("DDPN, police judiciaire et gendarmerie", ", aussi_pour: [gendarmerie, police_judiciaire]", []),
        # Un service d’aucun de ces sièges, ou le service d’un seul, reste dit.
        ("DDPN, gendarmerie et police municipale", ", aussi_pour: [gendarmerie]", [REVIEW, REVIEW]),
        ("DDPN", ", aussi_pour: [gendarmerie]", [FAIL]),
    ],
)
def test_an_entry_for_several_seats_names_the_service_of_each(
    copy: Copy, title: str, mention: str, outcomes: list[object]
) -> None:
    folder = copy("88")
    seat(folder, "gendarmerie", "id: autre, titre: Commandant du groupement, mandat: {fin: 2020-01-01}")
    seat(folder, "police_nationale", f'id: forces-1, titre: "{title}"{mention}')
    assert [each.outcome for each in found(folder, "service-etranger-au-siege")] == outcomes


def test_a_published_title_is_kept(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "police_nationale", 'id: f-1, titre: "Forces de sécurité intérieure (DDPN ; gendarmerie)"')
    assert one(folder, "service-etranger-au-siege").remedy == spaced(
        "Vérifiez dans l’arrêté : gardez le titre s’il y est écrit ainsi, dites sous « aussi_pour » s’il vaut pour un "
        "autre siège, et ne le corrigez que s’il a été mal recopié, par exemple « titre: Directeur départemental ou "
        "interdépartemental de la police nationale »."
    )


def test_who_names_nobody_is_not_said_to_have_a_doubt_written(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "gendarmerie", "id: g-1, titre: Police judiciaire, aussi_pour: [police_judiciaire]")
    seat(folder, "police_judiciaire", "id: autre, titre: Commissaire, mandat: {fin: 2020-01-01}")
    told = [each for each in found(folder, "siege-sans-titulaire") if "5°" in each.message]
    assert [each.message for each in told] == list(
        written(
            "Le siège « Commandant du groupement de gendarmerie départementale » (5°) n’a qu’un titulaire incertain : "
            "« Police judiciaire » ne nomme personne."
        )
    )
    assert told[0].remedy.startswith(
        spaced(
            "Vérifiez l’arrêté, puis écrivez sous « gendarmerie: » de membres.yaml qui tient ce siège, et mettez sous "
            "« police_judiciaire: » l’entrée « Police judiciaire », qui reste pour les autres sièges : "
        )
    )


def orders(folder: Path, line: str) -> None:
    text = (folder / "commission.yaml").read_text(encoding="utf-8")
    before, rest = text.split("\narretes:\n", 1)
    after = rest[rest.index("\nsecretariat") :]
    (folder / "commission.yaml").write_text(f"{before}\narretes:\n  - {{{line}}}{after}", encoding="utf-8")


@pytest.mark.parametrize("doubt", ["", ", a_verifier: la référence n’est pas publiée"])
def test_an_order_whose_reference_is_not_published_is_to_be_completed(copy: Copy, doubt: str) -> None:
    folder = copy("88")
    orders(folder, f"objet: [composition], nombre_membres: 19{doubt}")
    report = judge(folder.parent.parent)
    assert [each.rule for each in report.findings if each.rule == "valeur-absente"] == []
    finding = one(folder, "liste-non-arretee")
    assert (finding.outcome, finding.message) == (
        OPEN,
        spaced("Le fichier ne donne pas la référence de l’arrêté qui fixe la liste de la commission des Vosges."),
    )
    assert finding.remedy.startswith(
        spaced("Demandez cet arrêté au secrétariat, puis écrivez ce qu’il porte, par exemple « reference: ")
    )


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("13-2025-04-14-00005", True),
        ("RAA 13-2025-112", True),
        ("2A-2025-00001", True),
        ("971-2025-00001", True),
        ("88-2025-00001", False),
        ("R13-2025-00001", False),
        ("2025-04-14", False),
        ("DDETSPP-2025-112", False),
    ],
)
def test_a_reference_of_another_department_is_to_be_checked(copy: Copy, reference: str, told: bool) -> None:
    folder = copy("88")
    orders(folder, f'reference: "{reference}", objet: [composition], date: 2025-04-14, signataires: [prefet]')
    findings = found(folder, "reference-d-un-autre-departement")
    assert [(each.outcome, each.pointer) for each in findings] == [(REVIEW, "/arretes/0/reference")] * told


def test_an_example_left_is_named_with_both_departments(copy: Copy) -> None:
    folder = copy("88")
    orders(folder, 'reference: "13-2025-04-14-00005", objet: [composition], date: 2025-04-14')
    assert shown(one(folder, "reference-d-un-autre-departement")) == (
        "/arretes/0/reference",
        *written(
            "La référence « 13-2025-04-14-00005 » porte le code des Bouches-du-Rhône (13), alors que la fiche est "
            "celle des Vosges (88).",
            "Vérifiez-la sur l’arrêté ; si ce n’est qu’un exemple recopié, effacez-la et dites sous « a_verifier » "
            "qu’elle n’est pas publiée.",
        ),
    )


def test_a_session_that_does_not_say_what_it_was_is_to_be_completed(copy: Copy) -> None:
    folder = copy("88")
    days = ("2025-04-03", "2026-04-09", "2026-10-08")
    sessions(folder, *(f"date: {day}, etat: tenue" for day in days))
    (told,) = found(folder, "formation-de-seance-douteuse")
    assert (told.outcome, told.pointer, told.line) == (OPEN, "/0/formation", 1)
    assert told.message == spaced(
        "Le fichier ne dit pas ce qu’étaient les séances du 3 avril 2025, du 9 avril 2026 et du 8 octobre 2026."
    )
    # Elle peut être celle que l’on cherche : rien n’est refusé, et rien n’est tenu pour fait.
    outcomes = {each.rule: each.outcome for each in judge(folder.parent.parent).departments[0].results}
    assert outcomes["reunions-insuffisantes"] is OPEN
    assert outcomes["annee-a-completer"] is OPEN
    assert found(folder, "reunions-insuffisantes") == found(folder, "annee-a-completer") == []


@pytest.mark.parametrize("formation", ["mineurs", "autre"])
def test_a_meeting_that_the_text_does_not_ask_for_counts_for_no_year(copy: Copy, formation: str) -> None:
    folder = copy("88")
    edit(folder, "commission", (INSTALLED, "installation: {etat: installee, date: 2020-01-01}"))
    sessions(folder, f"date: 2021-10-08, formation: {formation}, etat: tenue")
    assert [each.outcome for each in found(folder, "annee-a-completer", DAY)] == [REVIEW]


def test_a_meeting_on_minors_before_the_text_is_kept(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, "date: 2021-10-20, formation: mineurs, etat: tenue")
    assert shown(one(folder, "formation-de-seance-douteuse")) == (
        "/0/formation",
        *written(
            "La séance du 20 octobre 2021 est écrite « formation: mineurs », alors que le texte ne prévoit de réunions "
            "pour les mineurs que depuis le 2 janvier 2026.",
            "Si la date est juste, gardez la séance et écrivez « formation: autre » : le texte ne connaissait pas "
            "encore cette réunion, qui ne compte pas parmi celles sur les orientations.",
        ),
    )


def test_the_formations_offered_say_since_when(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, "date: 2021-10-20, formation: plénière, etat: tenue")
    assert one(folder, "valeur-inconnue").remedy == spaced(
        "Choisissez parmi « politique », « individuelle », « mineurs » ou « autre » (« mineurs » depuis le 2 janvier "
        "2026)."
    )


def test_one_title_at_two_seats_proves_no_two_persons(copy: Copy) -> None:
    folder = copy("88")
    title = 'titre: "Forces de sécurité intérieure (DDPN ; gendarmerie)"'
    seat(folder, "police_nationale", f"id: forces-1, {title}")
    seat(folder, "gendarmerie", f"id: gendarmerie-9, {title}")
    finding = one(folder, "personne-dans-deux-sieges")
    assert finding.outcome is REVIEW
    assert finding.message == spaced(
        "Le même titre, « Forces de sécurité intérieure (DDPN ; gendarmerie) », est écrit sous plusieurs identifiants "
        "aux sièges « police nationale du département » (3°) et « gendarmerie » (5°) : rien ne montre que ce sont "
        "plusieurs personnes."
    )
    assert finding.paragraph == "3° et 5°"
    seat(folder, "gendarmerie", f"id: gendarmerie-9, {title}, organisme: Gendarmerie nationale")
    assert found(folder, "personne-dans-deux-sieges") == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Vice-présidente du conseil départemental", "departement"),
        ("Conseiller régional", "region"),
        ("Vice-président de la communauté de communes", "epci"),
        ("Adjointe au maire", "commune"),
        ("Élue", "commune"),
    ],
)
def test_the_local_authority_proposed_is_the_one_that_the_title_names(copy: Copy, title: str, kind: str) -> None:
    folder = copy("88")
    seat(folder, "collectivites", f"id: c-1, titre: {title}")
    assert one(folder, "epci-absent").remedy == spaced(
        f"Ajoutez à chaque titulaire ce qu’il représente, par exemple « collectivite: {{type: {kind}}} » : "
        "« commune », « departement », « region », « epci » (communauté ou métropole) ou « autre »."
    )


def test_a_partial_list_does_not_say_that_no_group_of_municipalities_sits(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", ("liste_membres: complete", "liste_membres: partielle"))
    seat(folder, "collectivites", "id: c-1, titre: Maire, collectivite: {type: commune}")
    finding = one(folder, "epci-absent")
    assert finding.message == spaced(
        "Aucune intercommunalité (EPCI) n’est écrite parmi les collectivités (9°), dans une liste que le fichier dit "
        "partielle."
    )
    assert finding.remedy.startswith(spaced("Demandez l’arrêté de composition au secrétariat : s’il en nomme une, "))


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("Médecin représentant l’ordre régional des médecins", REVIEW),
        ("Médecin, conseil régional de l’ordre", REVIEW),
        ("Médecin, CROM Grand Est", REVIEW),
        ("Médecin désigné par l’ordre national", REVIEW),
        ("Médecin désigné par le conseil départemental de l’ordre", OPEN),
        ("Médecin représentant l’ordre des médecins", OPEN),
    ],
)
def test_a_title_that_names_another_council_of_the_order_is_to_be_checked(
    copy: Copy, title: str, outcome: object
) -> None:
    folder = copy("88")
    seat(folder, "medecin", f'id: medecin-1, titre: "{title}"')
    finding = one(folder, "medecin-mal-designe")
    assert (finding.outcome, finding.pointer) == (outcome, "/medecin/0/designation")


def test_an_entry_for_two_seats_is_asked_for_its_service_once(copy: Copy) -> None:
    folder = copy("974")
    seat(folder, "cohesion_sociale", "id: deets-9, titre: Directrice adjointe, aussi_pour: [travail_emploi]")
    seat(folder, "travail_emploi", "id: autre-9, titre: Directeur, mandat: {fin: 2020-01-01}")
    told = [each for each in found(folder, "service-de-l-etat-inattendu", DAY) if "Directrice adjointe" in each.message]
    assert len(told) == 1


def test_a_term_proposed_does_not_end_on_the_day_asked_for(copy: Copy) -> None:
    folder = copy("88")
    orders(folder, "objet: [installation], reference: '88-1', date: 2021-05-17")
    for name in ("magistrat", "collectivites", "associations"):
        seat(folder, name, f"id: {name}-9, titre: Titre de {name}")
    seat(folder, "medecin", "id: medecin-9, titre: Médecin")
    assert one(folder, "mandat-trop-long", DAY).remedy == spaced(
        "Ajoutez à chacun les dates de son mandat, par exemple « mandat: {debut: 2021-05-17, fin: 2024-05-16} »."
    )


def test_the_calendar_shows_a_session_that_does_not_say_what_it_is(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, "date: 2026-12-10, etat: prevue")
    dossier = load(Folder(folder, "departments/88-vosges"))
    case = pipeline.case(dossier, TODAY)
    assert case is not None
    assert [(row.formation_fr, row.to_come) for row in sessions_of(case)] == [("Sujet non dit", True)]
