"""What a session may hold that the examples do not: files to come, proxies, a second call, empty seats."""

from pathlib import Path

import pytest

from kit.actes.catalogue import kinds
from kit.actes.subject import Choice, Subject
from kit.errors import UsageError
from kit.french import spaced
from kit.judging.pipeline import run
from tests.actes.asking import Day, asked, made
from tests.actes.reading import odt_lines
from tests.conftest import TODAY, Copy

_TO_COME = """
- date: 2026-12-20
  heure: "09:00"
  lieu: Préfecture
  formation: individuelle
  etat: prevue
  presidence: {autorite: prefet, titre: Secrétaire général, representant: true}
  convocation: {date: 2026-12-01, seconde: true}
  ordre_du_jour: [Approbation du procès-verbal]
  invites: [Déléguée régionale]
  pouvoirs: [{de: medecin-2, a: magistrat-2}, {de: gendarmerie-2, a: personne}]
  dossiers:
    - {reference: 2026-11, nature: engagement, association: association-sapin-2024}
"""
_HELD = """
- date: 2026-11-12
  formation: politique
  etat: tenue
  convocation: {date: 2026-10-20, seconde: true}
  presents: [magistrat-2]
  supplees: [medecin-2]
  excuses: [inconnu]
  votes:
    - {objet: Orientations, sens: adopte, pour: 2, contre: 0}
    - {objet: Calendrier}
"""


@pytest.fixture
def folder(copy: Copy) -> Path:
    there = copy("88")
    sessions = there / "sessions.yaml"
    sessions.write_text(sessions.read_text(encoding="utf-8") + _TO_COME + _HELD, encoding="utf-8")
    return there


def lines(folder: Path, kind: str, day: Day | None = None, choice: Choice | None = None) -> list[str]:
    [one] = made(folder, asked(kind, choice, session=day))
    return odt_lines(one.raw)


def test_the_agenda_says_who_withdraws_from_which_file(folder: Path) -> None:
    said = lines(folder, "ordre-du-jour", Day(2026, 12, 20))
    at = said.index("2026-11")
    assert said[at : at + 4] == [
        "2026-11", "engagement dans le parcours", "Association exemple Les Sapins",
        "Directrice, Association exemple Les Sapins",
    ]  # fmt: skip
    assert "– Approbation du procès-verbal" in said
    assert "Personne entendue sans voter : Déléguée régionale." in said


def test_the_convocation_to_files_leaves_out_the_seats_that_do_not_examine_them(folder: Path) -> None:
    said = lines(folder, "convocation", Day(2026, 12, 20))
    assert "11°" not in said
    assert "10°" in said
    assert any(line.startswith("Seconde convocation, sur le même ordre du jour") for line in said)
    assert any(line.startswith("– Dossier 2026-11 : engagement dans le parcours") for line in said)


def test_the_attendance_sheet_says_proxies_withdrawals_and_that_no_quorum_is_needed(folder: Path) -> None:
    said = lines(folder, "emargement", Day(2026, 12, 20))
    assert "donné à Substitut du procureur près le tribunal judiciaire d’Épinal" in said
    assert any(line.startswith("donné à personne [à vérifier : personne n’a cet identifiant") for line in said)
    assert "ne siège pas : 2026-11" in said
    assert "– Seconde convocation : aucun quorum n’est exigé." in said


def test_the_minutes_tell_deputies_votes_and_ids_that_nobody_has(folder: Path) -> None:
    said = lines(folder, "proces-verbal", Day(2026, 11, 12))
    assert "– Vote sur « Orientations » : adopté (pour : 2 ; contre : 0)" in said
    assert "– Vote sur « Calendrier » : [à compléter : sens du vote] (sans décompte)" in said
    assert "– Médecin généraliste à Saint-Dié-des-Vosges, suppléé(e) par : [à compléter : titre du suppléant]" in said
    assert "– Excusé(e) : inconnu [à vérifier : personne n’a cet identifiant dans membres.yaml]" in said
    assert any(line.startswith("Conclusion : seconde convocation, aucun quorum n’est exigé") for line in said)


def test_a_seat_declared_vacant_is_said_so_and_other_authorities_are_named(folder: Path) -> None:
    members = folder / "membres.yaml"
    text = members.read_text(encoding="utf-8")
    assert "designation: {par: organe_deliberant}" in text
    text = text.replace("designation: {par: organe_deliberant}", "designation: {par: autre, qui: Maires ruraux}")
    text = text.replace(
        'par: chefs_de_cour, cour_appel: "Nancy"',
        "par: chefs_de_cour, cour_appel: Metz, date: 2024-04-02, reference: A-12",
    )
    members.write_text(
        text.replace("medecin:\n", "ancien:\n", 1).replace("ancien:", "medecin: []\nautrefois:"), encoding="utf-8"
    )
    commission = folder / "commission.yaml"
    vacancy = "{siege: medecin, depuis: 2026-05-14, motif: Démission, autorite: Préfet, jusqu_au: 2027-05-13}"
    commission.write_text(commission.read_text(encoding="utf-8") + f"\nvacances: [{vacancy}]\n", encoding="utf-8")
    said = lines(folder, "arrete-composition")
    assert "– Siège déclaré vacant depuis le 14 mai 2026" in said
    assert any("les chefs de la cour d’appel (Metz) (n° A-12 du 2 avril 2024)" in line for line in said)
    assert any("Vu la désignation faite par : Maires ruraux" in line for line in said)
    letter = lines(folder, "courrier", choice=Choice(seat="8"))
    assert (
        "À l’attention de : Madame ou Monsieur le président du conseil départemental de l’ordre des médecins (Vosges)"
        in letter
    )
    assert "– Siège déclaré vacant depuis le 14 mai 2026" in letter


def test_a_post_reported_vacant_is_marked(copy: Copy) -> None:
    [one] = made(copy("13"), asked("arrete-composition", day=Day(2025, 6, 1)))
    assert (
        "Préfet de police des Bouches-du-Rhône [à vérifier : poste rapporté vacant depuis le 12 mars 2025]"
        in odt_lines(one.raw)
    )


def test_a_list_that_is_not_whole_has_no_quorum(folder: Path) -> None:
    commission = folder / "commission.yaml"
    commission.write_text(
        commission.read_text(encoding="utf-8").replace("liste_membres: complete", "liste_membres: partielle"),
        encoding="utf-8",
    )
    said = lines(folder, "emargement", Day(2026, 12, 3))
    assert "– [à vérifier : la liste des membres n’est pas entière : le quorum ne se compte pas]" in said
    said = lines(folder, "proces-verbal", Day(2026, 11, 5))
    assert any(line.startswith("Conclusion : [à compléter : quorum") for line in said)


def test_a_folder_that_says_nothing_has_no_paper(copy: Copy) -> None:
    folder = copy("88")
    for path in folder.iterdir():
        path.write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="ne se lit pas"):
        made(folder, asked("convocation"))


def test_a_paper_of_a_session_wants_one(copy: Copy) -> None:
    _, [case] = run(copy("88").parent.parent, (), TODAY)
    assert case is not None
    with pytest.raises(ValueError, match="parle d’une séance"):
        assert Subject(kind=kinds()["convocation"], case=case, choice=Choice()).sitting


def test_who_holds_two_seats_is_written_to_once(copy: Copy) -> None:
    folder = copy("88")
    members = folder / "membres.yaml"
    text = members.read_text(encoding="utf-8")
    twice = text.replace("  - id: medecin-2\n", "  - id: medecin-2\n    aussi_pour: [gendarmerie]\n")
    assert twice != text
    members.write_text(twice, encoding="utf-8")
    [together] = made(folder, asked("convocation"))
    assert odt_lines(together.raw).count("Médecin généraliste à Saint-Dié-des-Vosges") == 2
    letters = [one.name for one in made(folder, asked("convocation"), each=True)]
    assert len(letters) == len(set(letters)) == 20
    asked_of = [one.name for one in made(folder, asked("courrier", Choice(seat="collectivites")), each=True)]
    assert asked_of == [
        "courrier-2026-11-23-collectivites-1-l-assemblee-deliberante-departement-des-vosges.odt",
        "courrier-2026-11-23-collectivites-2-l-assemblee-deliberante-ville-d-epinal.odt",
    ]


def test_a_procedure_that_cannot_be_read_is_nothing_to_a_paper(copy: Copy) -> None:
    folder = copy("88")
    (folder / "procedures.yaml").write_text("psp: [\n", encoding="utf-8")
    [one] = made(folder, asked("convocation"))
    assert one.remarks == ()


def _without(folder: Path, *changes: tuple[str, str]) -> None:
    """Change the sessions of a department, word for word."""
    sessions = folder / "sessions.yaml"
    text = sessions.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    sessions.write_text(text, encoding="utf-8")


def test_once_a_session_is_held_a_withdrawal_is_only_what_it_says(copy: Copy) -> None:
    folder = copy("88")
    _without(
        folder,
        ("  excuses: [assoc-ballon-2]\n", ""), (" retires: [assoc-ballon-2],", ""),
        ("assoc-sapins-2]", "assoc-sapins-2, assoc-ballon-2]"),
    )  # fmt: skip
    said = " ".join(lines(folder, "avis", choice=Choice(file="2026-06")))
    assert "hors la présence, pour ce dossier, de : [à compléter : qui s’est retiré] (" in said
    assert "[à compléter : qui s’est retiré]" in lines(folder, "proces-verbal")
    _without(folder, ('reference: "2026-06",', 'reference: "2026-06", retires: [],'))
    said = " ".join(lines(folder, "avis", choice=Choice(file="2026-06")))
    assert "hors la présence, pour ce dossier, de : aucun membre (" in said


def test_a_call_is_sent_and_received_on_worked_days(copy: Copy) -> None:
    folder = copy("88")
    _without(folder, ("date: 2026-12-03", "date: 2027-03-11"), ("  convocation: {date: 2026-11-13}\n", ""))
    said = lines(folder, "convocation", Day(2027, 3, 11))
    assert "Épinal, le [à compléter : jour de l’envoi, le 3 mars 2027 au plus tard]" in said
    assert any(line.endswith("Cette convocation doit être reçue le 5 mars 2027 au plus tard.") for line in said)
    _without(folder, ("date: 2027-03-11", "date: 2026-11-28"))
    assert "Épinal, le [à compléter : jour de l’envoi]" in lines(folder, "convocation", Day(2026, 11, 28))


def test_a_convocation_to_a_session_that_is_past_is_irregular(copy: Copy) -> None:
    [one] = made(copy("88"), asked("convocation", session=Day(2026, 11, 5)))
    assert one.irregular
    said = odt_lines(one.raw)
    assert "La séance du 5 novembre 2026 est passée : elle ne se convoque plus." in said
    assert "Texte : article R. 133-8 du CRPA, en vigueur depuis le 1er janvier 2016" in said


@pytest.mark.parametrize(
    ("called", "day", "message", "remedy"),
    [
        (
            "",
            "2027-03-10",
            "Envoyée le 10 mars 2027, jour de ce papier, la convocation partirait 1 jour avant la séance : le délai de "
            "5 jours au moins ne serait pas tenu.",
            "Prévoyez la séance un autre jour, par exemple « date: 2027-03-17 » ; si l’urgence le justifie, écrivez « "
            "convocation: {urgence: true} » à cette séance dans sessions.yaml.",
        ),
        (
            "",
            "2027-03-11",
            "Envoyée le 11 mars 2027, jour de ce papier, la convocation partirait le jour même de la séance : le délai "
            "de 5 jours au moins ne serait pas tenu.",
            "Prévoyez la séance un autre jour, par exemple « date: 2027-03-18 » ; si l’urgence le justifie, écrivez « "
            "convocation: {urgence: true} » à cette séance dans sessions.yaml.",
        ),
        (
            "",
            "2027-03-05",
            "Envoyée le 5 mars 2027, jour de ce papier, la convocation partirait 6 jours avant la séance : les membres "
            "doivent l’avoir reçue 5 jours au moins avant.",
            "Faites-la remettre à chacun le 5 mars 2027 au plus tard, par un moyen qui date la remise ; sinon, si "
            "l’urgence le justifie, écrivez « convocation: {urgence: true} » à cette séance dans sessions.yaml.",
        ),
        (
            "  convocation: {seconde: true}\n",
            "2027-03-10",
            "Envoyée le 10 mars 2027, jour de ce papier, la convocation partirait 1 jour avant la séance : le texte ne "
            "dit pas si le délai de 5 jours vaut aussi pour une seconde convocation.",
            "Prévoyez la séance un autre jour, par exemple « date: 2027-03-17 », qui laisse ce délai ; si l’urgence le "
            "justifie, écrivez « urgence: true » sous « convocation » dans sessions.yaml.",
        ),
    ],
)
def test_a_convocation_written_too_late_speaks_of_the_day_of_the_paper(
    copy: Copy, called: str, day: str, message: str, remedy: str
) -> None:
    folder, written = copy("88"), Day.fromisoformat(day)
    _without(folder, ("date: 2026-12-03", "date: 2027-03-11"), ("  convocation: {date: 2026-11-13}\n", called))
    [one] = made(folder, asked("convocation", day=written, session=Day(2027, 3, 11)))
    said = {(each.message, each.remedy) for each in one.remarks}
    assert said == {(spaced(message), spaced(remedy))}
    # Le remède à la lettre ôte la remarque : l’urgence.
    urgent = "{seconde: true, urgence: true}" if called else "{urgence: true}"
    _without(
        folder,
        (called or "  etat: prevue\n", f"{'' if called else '  etat: prevue' + chr(10)}  convocation: {urgent}\n"),
    )
    [one] = made(folder, asked("convocation", day=written, session=Day(2027, 3, 11)))
    assert one.remarks == ()
