"""A composition transcribed from what was published: no remedy invents, turns in circles, nor asks for what a source
cannot tell."""

from pathlib import Path

import pytest

from kit.findings.finding import Finding
from kit.french import spaced
from kit.law.territories import territories
from tests.conftest import judge
from tests.rules.cases import FAIL, OPEN, REVIEW, Day, found

THEN, NOW = Day(2021, 10, 8), Day(2026, 11, 30)
DEETS = 'cohesion_sociale: [{id: deets-1, titre: "Directeur adjoint de la DEETS", aussi_pour: [travail_emploi]}]\n'
INSTALLED = "installation: {etat: installee, date: 2021-05-17}\n"
STATE = (
    'cohesion_sociale: [{id: etat-1, titre: "L’État et ses services", '
    "aussi_pour: [police_nationale, gendarmerie, travail_emploi]}]\n"
)


def written(root: Path, code: str, members: str, sessions: str = "[]\n", more: str = "") -> Path:
    """Write a department whose list is partial; gives its folder."""
    folder = root / "departments" / territories()[code].folder
    folder.mkdir(parents=True)
    head = f'departement: "{code}"\nliste_membres: partielle\n'
    texts = {"commission": head + more, "membres": members, "sessions": sessions, "procedures": "{}\n"}
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def said(folder: Path, rule: str, day: Day) -> list[tuple[str, str]]:
    return [(each.message, each.remedy) for each in found(folder, rule, day)]


def seats(folder: Path, day: Day, rank: str) -> list[Finding]:
    """Give what is said of the holder of the seat of a rank."""
    return [each for each in found(folder, "siege-sans-titulaire", day) if f"({rank})" in each.message]


@pytest.mark.parametrize("day", [THEN, NOW])
def test_an_entry_that_names_no_service_is_not_asked_which(tmp_path: Path, day: Day) -> None:
    folder = written(tmp_path, "31", STATE)
    assert said(folder, "service-de-l-etat-inattendu", day) == [
        (
            spaced("Le fichier ne dit pas de quel service vient « L’État et ses services », qui n’en nomme aucun."),
            spaced(
                "Gardez cette entrée tant que la source n’en dit pas plus, et demandez l’arrêté de composition au "
                "secrétariat : il dit qui siège pour chaque service."
            ),
        )
    ]
    outcomes = {each.outcome for each in judge(tmp_path, day).findings}
    assert FAIL not in outcomes


def test_one_person_for_two_former_directors_is_told_both_steps(tmp_path: Path) -> None:
    folder = written(tmp_path, "974", DEETS)
    (finding,) = found(folder, "substitution-incomplete", THEN)
    assert finding.outcome is REVIEW
    assert finding.remedy == spaced(
        "Vérifiez dans l’arrêté, puis ajoutez sous « travail_emploi: » l’autre représentant, par exemple "
        "« travail_emploi: » puis « - {id: deets-2, titre: Représentant de la DEETS} », et ôtez « travail_emploi » de "
        "« aussi_pour »."
    )


def test_a_former_service_is_renamed_wherever_the_entry_names_it(tmp_path: Path) -> None:
    folder = written(
        tmp_path, "66", 'cohesion_sociale: [{id: a-1, titre: "Représentant de la DDCS", organisme: DDCS}]\n'
    )
    (told,) = said(folder, "ancien-service-nomme", NOW)
    assert told[1] == spaced(
        "Si ce titulaire siège encore, écrivez « DDETS » à la place de ce nom, par exemple « DDETS » et « Représentant "
        "de la DDETS » (aucun arrêté n’est à refaire pour cela) ; sinon, donnez une « fin » à son mandat."
    )


def test_who_designated_is_left_open_when_the_source_does_not_say(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        "974",
        "magistrat: [{id: m-1, titre: Juge, qualite: en_fonction}]\n"
        "medecin: [{id: o-1, titre: Médecin représentant l’ordre régional des médecins}]\n",
    )
    remedies = [each.remedy for rule in ("magistrat", "medecin") for each in found(folder, f"{rule}-mal-designe", THEN)]
    assert remedies[0].endswith(spaced("et le constat sera « non conforme »."))
    assert remedies[1] == spaced(
        "Vérifiez dans l’acte qui l’a désigné : si c’est le conseil départemental de l’ordre des médecins, ajoutez "
        "« designation: {par: conseil_departemental_ordre} » ; si l’acte nomme cet autre conseil, écrivez "
        "« designation: {par: conseil_regional_ordre} », et le constat sera « non conforme » ; si la source ne le dit "
        "pas, laissez ainsi."
    )
    assert all(spaced("si la source ne le dit pas, laissez ainsi") in remedy for remedy in remedies)


def test_a_designation_that_the_file_doubts_is_not_asserted(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        "974",
        "medecin: [{id: o-1, titre: Médecin, designation: {par: conseil_regional_ordre}, a_verifier: presse}]\n",
    )
    (finding,) = found(folder, "medecin-mal-designe", THEN)
    assert (finding.outcome, finding.message) == (
        REVIEW,
        spaced(
            "Le médecin « Médecin » (9°) n’a pas été désigné par le conseil départemental de l’ordre, d’après une "
            "entrée que le fichier dit à vérifier."
        ),
    )


@pytest.mark.parametrize(
    ("session", "told"),
    [
        ("- {date: 2021-10-08, etat: tenue, presents: [g-1]}\n", False),
        ("- {date: 2021-10-01, etat: tenue, presents: [g-1]}\n", False),
        ("- {date: 2021-10-09, etat: tenue, presents: [g-1]}\n", True),
        ("- {date: 2021-10-08, etat: tenue, presents: [g-2]}\n", True),
        ("- {date: 2021-10-08, etat: prevue, presents: [g-1]}\n", True),
        ("[]\n", True),
    ],
)
def test_who_came_that_day_sat(tmp_path: Path, session: str, told: bool) -> None:
    folder = written(tmp_path, "92", "gendarmerie: [{id: g-1, titre: Commandant du groupement}]\n", session)
    message = spaced(
        "Le fichier ne donne pas la date de prise de fonctions, ni la présence à une séance, de qui siégeait au 8 "
        "octobre 2021 : « Commandant du groupement » (5°)."
    )
    assert [each.message for each in seats(folder, THEN, "5°")] == [message] * told


def test_a_term_that_is_over_is_said_to_be_over(tmp_path: Path) -> None:
    folder = written(
        tmp_path, "66", "magistrat: [{id: m-1, titre: Juge, mandat: {debut: 2019-12-04, fin: 2022-12-03}}]\n"
    )
    (finding,) = seats(folder, NOW, "1°")
    assert (finding.outcome, finding.message, finding.remedy) == (
        REVIEW,
        spaced(
            "Le siège « Magistrat judiciaire en fonction dans une juridiction du département, ou magistrat honoraire, "
            "désigné par les chefs de la cour d’appel » (1°) n’a pas de titulaire au 30 novembre 2026 dans "
            "membres.yaml, que commission.yaml dit partiel : le dernier mandat a pris fin le 3 décembre 2022."
        ),
        spaced(
            "Demandez au secrétariat qui tient ce siège : ajoutez le nouveau mandat à membres.yaml, par exemple "
            "« […, {id: magistrat-1, titre: Magistrat judiciaire en fonction dans une juridiction du département, "
            "mandat: {debut: 2026-11-30, fin: 2029-11-29}}] », sans effacer l’ancien."
        ),
    )


def test_a_seat_that_another_service_holds_is_named_by_it(tmp_path: Path) -> None:
    folder = written(tmp_path, "92", "education: [{id: e-1, titre: Référente}]\n")
    told = {rank: seats(folder, THEN, rank)[0] for rank in ("2°", "5°", "7°")}
    for rank in ("2°", "7°"):
        assert spaced("titre: Représentant de la DRIEETS, mandat: {debut: 2021-10-08}") in told[rank].remedy
    # Ce siège peut se tenir autrement ici : une liste partielle ne le fait pas taire.
    assert told["5°"].message == spaced(
        "Le siège « Commandant du groupement de gendarmerie départementale » (5°) n’a pas de titulaire dans "
        "membres.yaml, que commission.yaml dit partiel ; mais il peut ne pas y avoir de groupement de gendarmerie "
        "départementale."
    )


@pytest.mark.parametrize(
    ("line", "example"),
    [
        ("titre: Collectivités territoriales", spaced("titre: Maire » puis « collectivite: {type: commune}")),
        ("titre: Collectivités territoriales, collectivite: {type: region}", "titre: Maire"),
    ],
)
def test_a_title_that_names_nobody_is_not_replaced_by_another(tmp_path: Path, line: str, example: str) -> None:
    folder = written(tmp_path, "31", f"collectivites: [{{id: c-1, {line}}}]\n")
    for finding in seats(folder, NOW, "9°"):
        assert example in finding.remedy


def test_a_mention_is_taken_out_where_it_is_written(tmp_path: Path) -> None:
    folder = written(tmp_path, "31", STATE)
    own, police = seats(folder, NOW, "2°")[0], seats(folder, NOW, "3°")[0]
    assert spaced("puis écrivez sous « ddets: » de membres.yaml qui tient ce siège") in own.remedy
    assert spaced("et mettez sous « police_nationale: » l’entrée « L’État et ses services »") in own.remedy
    assert spaced("aussi_pour: [gendarmerie]") in own.remedy
    assert spaced("et ôtez « police_nationale » de « aussi_pour »") in police.remedy


def test_one_example_is_shown_of_what_several_lack(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        "66",
        "police_nationale: [{id: p-1, titre: DDSP, mandat: {fin: 2022-12-03}}]\n"
        "gendarmerie: [{id: g-1, titre: Commandant du groupement}]\n",
    )
    (finding,) = [each for each in found(folder, "siege-sans-titulaire", THEN) if each.outcome is OPEN]
    assert finding.remedy == spaced(
        "Ajoutez à chacun le jour de sa prise de fonctions, par exemple « mandat: {debut: 2021-10-08} »."
    )


def test_an_example_of_a_list_is_shown_on_one_line(tmp_path: Path) -> None:
    folder = written(tmp_path, "66", "education: [{id: e-1, titre: Rectorat}]\n")
    (finding,) = found(folder, "presidence-absente", THEN)
    assert spaced("« presidence: » puis « - {autorite: prefet, debut: 2021-10-08} »") in finding.remedy
    assert spaced("si la source ne le dit pas, laissez ainsi") in finding.remedy


@pytest.mark.parametrize("sessions", ["- {date: 2021-10-20, formation: autre, etat: tenue}\n", "[]\n"])
def test_what_a_transcription_does_not_note_of_a_calendar_is_left_open(tmp_path: Path, sessions: str) -> None:
    folder = written(tmp_path, "92", "education: [{id: e-1, titre: Rectorat}]\n", sessions, INSTALLED)
    past = found(folder, "reunions-insuffisantes", NOW)
    assert FAIL not in {each.outcome for each in judge(tmp_path, NOW).findings}
    now = found(folder, "annee-a-completer", NOW)
    if sessions == "[]\n":
        assert {each.outcome for each in (*past, *now)} == {OPEN}
        return
    told = [each for each in past if each.outcome is OPEN]
    assert [(each.message, each.remedy) for each in told] == [
        (
            spaced(
                "Le fichier, qui dit sa liste de membres partielle, ne note pas assez de réunions sur les orientations "
                "en 2024 et en 2025 pour dire combien la commission en a tenu."
            ),
            spaced(
                "Si la source en parle, ajoutez-les à sessions.yaml, par exemple « - {date: 2024-06-17, formation: "
                "politique, etat: tenue} » puis « - {date: 2025-06-16, formation: politique, etat: tenue} » ; sinon, "
                "laissez ainsi, et demandez les procès-verbaux au secrétariat."
            ),
        )
    ]
    assert [each.message for each in past if each not in told] == [
        spaced(
            "Pour mémoire, le fichier note moins de réunions sur les orientations que le texte n’en demandait en 2022 "
            "et 2023 : ce passé est clos, et ne compte plus dans le verdict."
        )
    ]
    assert [(each.outcome, each.message, each.remedy) for each in now] == [
        (
            OPEN,
            spaced(
                "Pour 2026, le calendrier ne compte aucune réunion sur les orientations, séances prévues comprises ; "
                "la fiche, qui dit sa liste de membres partielle, peut ne pas les noter toutes."
            ),
            spaced(
                "Si la source en parle, ajoutez-les à sessions.yaml, par exemple « - {date: 2026-12-07, formation: "
                "politique, etat: prevue} » puis « - {date: 2026-12-21, formation: politique, etat: prevue} » ; sinon, "
                "laissez ainsi, et demandez le calendrier au secrétariat."
            ),
        )
    ]


MEMBERS = "gendarmerie: [{id: g-1, titre: Commandant du groupement}]\nassociations:\n  - {id: a-1, titre: Les Hêtres}\n"


def test_who_sat_before_the_instruction_is_not_new(tmp_path: Path) -> None:
    session = "- {date: 2021-10-20, etat: tenue, presents: [g-1]}\n"
    folder = written(tmp_path, "92", MEMBERS, session, "installation: {etat: installee, date: 2026-11-30}\n")
    assert [(each.outcome, each.message) for each in found(folder, "membre-sans-formation", NOW)] == [
        (
            OPEN,
            spaced("Le fichier ne dit pas depuis quand siège un membre sans formation écrite : « Les Hêtres » (10°)."),
        )
    ]


@pytest.mark.parametrize(
    ("installation", "said_", "day"),
    [
        ("{etat: en_cours}", "en cours d’installation", "2021-10-01"),
        ("{etat: non_installee}", "non installée", "2021-10-01"),
        ("{etat: installee, date: 2021-12-01}", "installée le 1er décembre 2021 seulement", "2021-10-01"),
    ],
)
def test_what_is_not_installed_is_said_as_it_is_written(
    tmp_path: Path, installation: str, said_: str, day: str
) -> None:
    session = f"- {{date: {day}, etat: tenue}}\n"
    folder = written(tmp_path, "974", MEMBERS, session, f"installation: {installation}\n")
    ((message, remedy),) = said(folder, "siege-sans-titulaire", THEN)
    assert message == spaced(
        f"Le fichier dit la commission de La Réunion {said_}, alors que la séance du 1er octobre 2021 est notée tenue "
        ": rien d’autre n’est jugé au 8 octobre 2021."
    )
    assert spaced(f"date: {day}") in remedy


def test_a_transcription_does_not_prove_that_nobody_is_approved(tmp_path: Path) -> None:
    approved = "associations_agreees: [{id: a, nom: A, agrement: {reference: r, debut: 2018-01-01, fin: 2020-12-31}}]\n"
    folder = written(tmp_path, "66", "education: [{id: e-1, titre: Rectorat}]\n", more=INSTALLED + approved)
    (finding,) = found(folder, "departement-sans-association-agreee", NOW)
    assert (finding.outcome, finding.message) == (
        REVIEW,
        spaced(
            "Aucun des agréments écrits ne couvre le 30 novembre 2026 pour la commission des Pyrénées-Orientales ; la "
            "fiche, qui dit sa liste de membres partielle, peut ne pas les citer tous."
        ),
    )


def test_an_approval_is_proposed_for_each_association_that_sits(tmp_path: Path) -> None:
    members = (
        "associations:\n  - {id: a-1, titre: Les Hêtres}\n  - {id: a-2, titre: Directrice, organisme: Le Chêne}\n"
        "  - {id: a-3, titre: Représentante d’une association}\n"
    )
    folder = written(tmp_path, "66", members, more=INSTALLED)
    (finding,) = found(folder, "agrement-incomplet", THEN)
    assert "nom: Les Hêtres" in finding.remedy
    assert "nom: Le Chêne" in finding.remedy
    assert "Représentante" not in finding.remedy
    known = (
        "associations_agreees:\n  - {id: hetres-2021, nom: Les Hêtres, agrement: {debut: 2021-01-01}}\n"
        "  - {id: chene-2021, nom: Le Chêne, agrement: {debut: 2021-01-01}}\n"
    )
    (folder / "commission.yaml").write_text(
        f'departement: "66"\nliste_membres: partielle\n{INSTALLED}{known}', encoding="utf-8"
    )
    (silent,) = [each for each in found(folder, "association-sans-agrement", THEN) if each.outcome is OPEN]
    assert spaced("« association: hetres-2021 » puis « association: chene-2021 »") in silent.remedy


def test_presence_is_not_asked_of_a_transcription(tmp_path: Path) -> None:
    folder = written(tmp_path, "66", MEMBERS, "- {date: 2021-10-08, etat: tenue}\n", INSTALLED)
    (finding,) = found(folder, "quorum-non-atteint", THEN)
    assert (finding.outcome, finding.message, finding.remedy) == (
        OPEN,
        spaced(
            "Le fichier ne dit pas qui était présent pour la séance du 8 octobre 2021, et dit la liste des membres "
            "partielle : le quorum ne peut pas être compté."
        ),
        spaced(
            "Demandez l’arrêté de composition au secrétariat et recopiez-en les membres ; les présents n’y serviront "
            "qu’ensuite."
        ),
    )


def test_two_persons_that_a_source_gives_for_one_seat_are_kept(tmp_path: Path) -> None:
    members = "magistrat:\n" + "".join(
        f"  - {{id: m-{rank}, titre: Procureur {place}}}\n" for rank, place in ((1, "du nord"), (2, "du sud"))
    )
    folder = written(tmp_path, "971", members)
    (finding,) = found(folder, "siege-a-deux-titulaires", THEN)
    assert (finding.outcome, finding.message, finding.remedy) == (
        REVIEW,
        spaced(
            "Plusieurs personnes sont écrites au siège « magistrat » (1°) au 8 octobre 2021, sans que leurs dates "
            "disent laquelle le tient, alors que le texte n’en nomme qu’une : « Procureur du nord » et « Procureur du "
            "sud »."
        ),
        spaced(
            "Gardez-les telles que la source les donne, et demandez l’arrêté de composition au secrétariat : qui est "
            "parti reçoit une « fin », qui remplace le titulaire à l’occasion s’écrit sous « suppleant », et qui n’est "
            "qu’invité sous « invites » de commission.yaml."
        ),
    )


def test_the_permit_is_shown_at_its_least(tmp_path: Path) -> None:
    folder = written(tmp_path, "66", MEMBERS, more=INSTALLED)
    (finding,) = found(folder, "autorisation-trop-courte", THEN)
    assert "duree_mois: 6" in finding.remedy
