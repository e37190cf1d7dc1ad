"""A session put on the calendar: what is written, by when to call it, what a person has to see."""

import datetime
from pathlib import Path

import pytest

from kit.edit import planning
from kit.errors import UsageError
from kit.model.department import Dossier, load
from kit.model.folder import Folder
from tests.conftest import HOUSE, TODAY
from tests.edit.sheet.books import said
from tests.yaml.table import department

Day = datetime.date
FIRST = (
    "Convocation à envoyer le mercredi 3 mars 2027 au plus tard, reçue par chacun le vendredi 5 mars 2027 au plus tard "
)
ENDED = "« magistrat » (mandat fini le 21 mai 2027)"


def isere() -> Dossier:
    folder = HOUSE / "departments" / "38-isere"
    return load(Folder(folder, f"departments/{folder.name}"))


def refused(day: Day, **known: str) -> str:
    with pytest.raises(UsageError) as error:
        planning.planned(isere(), day, known, TODAY)
    return said(str(error.value))


def test_a_session_is_added_after_the_others_with_what_is_known() -> None:
    known = {"limite_de_depot": "2027-02-20", "heure": "14h30", "lieu": "Préfecture", "formation": "individuelle"}
    made = planning.planned(isere(), Day(2027, 3, 11), known, TODAY)
    (file,) = made.amendment.files
    assert file.after == file.before + (
        '- date: 2027-03-11\n  heure: "14:30"\n  lieu: Préfecture\n  formation: individuelle\n  etat: prevue\n'
        "  limite_de_depot: 2027-02-20\n"
    )
    assert said(" ".join(made.deadlines)) == f"{FIRST}(article R. 133-8 du CRPA), sauf urgence."
    assert made.doubts == ()


def test_a_comment_that_ends_the_last_session_stays_with_it(tmp_path: Path) -> None:
    session = "- date: 2026-03-12\n  etat: tenue  # le matin\n"
    for comment in ("  # Reportée deux fois.\n  # Salle pleine.\n", "\n  # Reportée.\n"):
        files = {"sessions.yaml": (session + comment).encode(), "membres.yaml": b"medecin: []\n"}
        dossier = load(department(tmp_path / str(len(comment)), files))
        (file,) = planning.planned(dossier, Day(2027, 3, 11), {}, TODAY).amendment.files
        assert file.after == f"{session}{comment}- date: 2027-03-11\n  etat: prevue\n"


def test_a_comment_of_the_whole_list_stays_at_its_end(tmp_path: Path) -> None:
    files = {"sessions.yaml": b"- date: 2026-03-12\n  etat: tenue\n# Fin.\n", "membres.yaml": b"medecin: []\n"}
    (file,) = planning.planned(load(department(tmp_path, files)), Day(2027, 3, 11), {}, TODAY).amendment.files
    assert file.after == "- date: 2026-03-12\n  etat: tenue\n- date: 2027-03-11\n  etat: prevue\n# Fin.\n"


@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        (Day(2027, 3, 13), "Le samedi 13 mars 2027 n’est pas un jour ouvré : le vendredi 12 mars 2027 l’est."),
        (Day(2027, 7, 14), "Le mercredi 14 juillet 2027 n’est pas un jour ouvré : le mardi 13 juillet 2027 l’est."),
        (
            Day(2026, 11, 27),
            "Une convocation envoyée aujourd’hui ne sera pas reçue à temps pour le 27 novembre 2026 : changez de jour, "
            "ou, si l’urgence le justifie, écrivez « convocation: {urgence: true} ».",
        ),
        (
            Day(2026, 11, 28),
            "La convocation du 28 novembre 2026 doit partir aujourd’hui, par un moyen qui la remet le jour même.",
        ),
    ],
)
def test_what_a_person_has_to_see_is_said_and_stops_nothing(day: Day, doubt: str) -> None:
    made = planning.planned(isere(), day, {}, TODAY)
    assert doubt in [said(each) for each in made.doubts]
    assert made.amendment.files


@pytest.mark.parametrize(
    ("name", "day", "doubt"),
    [
        (
            "973-guyane",
            Day(2027, 6, 10),
            "Le jeudi 10 juin 2027 n’est pas un jour ouvré dans ce département (article L. 3422-2 du code du travail, "
            "rédaction rapportée par un tiers fiable) : le mercredi 9 juin 2027 l’est.",
        ),
        # Férié ailleurs seulement.
        ("974-la-reunion", Day(2027, 6, 10), None),
        (
            "67-bas-rhin",
            Day(2027, 3, 29),
            "Le lundi 29 mars 2027 n’est pas un jour ouvré : le jeudi 25 mars 2027 l’est.",
        ),
    ],
)
def test_a_holiday_of_the_department_is_not_worked(tmp_path: Path, name: str, day: Day, doubt: str | None) -> None:
    folder = tmp_path / name
    folder.mkdir()
    code = name.partition("-")[0]
    (folder / "commission.yaml").write_text(f'departement: "{code}"\n', encoding="utf-8")
    (folder / "sessions.yaml").write_text("[]\n", encoding="utf-8")
    made = planning.planned(load(Folder(folder, f"departments/{name}")), day, {}, TODAY)
    assert [said(each) for each in made.doubts if "ouvré" in each] == ([doubt] if doubt else [])


def test_a_call_is_not_to_be_received_on_a_holiday_of_the_department(tmp_path: Path) -> None:
    folder = tmp_path / "67-bas-rhin"
    folder.mkdir()
    (folder / "commission.yaml").write_text('departement: "67"\n', encoding="utf-8")
    (folder / "sessions.yaml").write_text("[]\n", encoding="utf-8")
    made = planning.planned(load(Folder(folder, "departments/67-bas-rhin")), Day(2027, 4, 1), {}, TODAY)
    assert said(" ".join(made.deadlines)).startswith(
        "Convocation à envoyer le mardi 23 mars 2027 au plus tard, reçue par chacun le jeudi 25 mars 2027 au plus tard"
    )


def test_a_day_to_send_that_is_past_is_never_advised() -> None:
    made = planning.planned(isere(), Day(2026, 11, 28), {}, TODAY)
    assert made.deadlines == ()
    assert [said(each) for each in made.doubts if "partir" in each] == [
        "La convocation du 28 novembre 2026 doit partir aujourd’hui, par un moyen qui la remet le jour même."
    ]


def test_terms_that_are_over_by_then_are_named() -> None:
    made = planning.planned(isere(), Day(2027, 6, 3), {}, TODAY)
    (doubt,) = made.doubts
    assert said(doubt).startswith(f"Au 3 juin 2027, la fiche n’a plus de titulaire pour {ENDED}, ")


def test_a_day_that_is_past_or_taken_is_refused() -> None:
    past = (
        "Le 22 novembre 2026 est passé : une séance prévue est à venir, et une séance tenue s’écrit dans sessions.yaml."
    )
    assert refused(Day(2026, 11, 22)) == past
    taken = "Une séance du 10 décembre 2026 est déjà dans sessions.yaml : rien n’est écrit."
    assert refused(Day(2026, 12, 10)) == refused(Day(2026, 12, 10), formation="politique") == taken
    other = planning.planned(isere(), Day(2026, 12, 10), {"formation": "individuelle"}, TODAY)
    assert other.amendment.files


def test_a_last_day_for_files_after_the_session_is_refused() -> None:
    assert refused(Day(2027, 3, 11), limite_de_depot="2027-03-12") == (
        "Le 12 mars 2027 est après la séance du 11 mars 2027 : donnez à « --limite » un jour qui la précède."
    )


def test_an_hour_that_is_none_is_refused() -> None:
    assert (
        refused(Day(2027, 3, 11), heure="midi")
        == "« midi » ne convient pas à « heure » : écrivez par exemple « 14:00 »."
    )


def test_a_commission_that_is_not_installed_is_said(tmp_path: Path) -> None:
    folder = department(tmp_path, {"commission.yaml": b'departement: "48"\ninstallation: {etat: non_installee}\n'})
    made = planning.planned(load(folder), Day(2027, 3, 11), {}, TODAY)
    assert [said(each) for each in made.doubts] == ["La commission n’est pas installée, d’après commission.yaml."]


def test_a_seat_that_is_not_read_whole_is_said(tmp_path: Path) -> None:
    members = b'medecin:\n  - {id: m-1, titre: "M\\u2028d", mandat: {debut: 2024-05-22, fin: 2026-11-01}}\n'
    made = planning.planned(load(department(tmp_path, {"membres.yaml": members})), Day(2027, 3, 11), {}, TODAY)
    told = [said(each) for each in made.doubts]
    assert "Le siège « médecin » ne se lit pas en entier : « kit check » dit quoi y corriger." in told
    assert not any("mandat fini" in each for each in told)
