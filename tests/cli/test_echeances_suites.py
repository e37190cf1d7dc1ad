"""`kit echeances`: what a follow-up is and what it is not, a call until its last day, and what an agenda and a mail say
to those who open no file."""

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from kit.french import NBSP, NNBSP
from tests.conftest import Copy, Kit

FRIDAY = "- {date: 2026-12-04, formation: politique, etat: prevue%s}\n"
_RECEIVE = "dernier jour pour que les membres reçoivent la convocation à la séance du 4 décembre 2026"
_CRPA = "(article R. 133-8 du CRPA)"


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


def appended(folder: Path, name: str, text: str) -> str:
    """Add lines to a file of a department; give the root of its repository."""
    with (folder / f"{name}.yaml").open("a", encoding="utf-8") as file:
        file.write(text)
    return str(folder.parent.parent)


def told(kit: Kit, code: str, root: str, day: str, *words: str) -> list[str]:
    """Give the lines of a list, each whole."""
    text = plain(kit("echeances", code, "--date", day, "--root", root, *words).stdout)
    return [line.removeprefix("  - ") for line in text.splitlines()]


def events(kit: Kit, code: str, root: str, day: str) -> dict[str, dict[str, str]]:
    """Give the events of an agenda by the first word of their names: what each says, and when it rings."""
    text = kit("echeances", code, "--date", day, "--root", root, "--format", "ics").stdout
    found = {}
    every: list[Any] = list(Calendar.from_ical(text).walk("VEVENT"))
    for event in every:
        known = {key.lower(): plain(str(event[key])) for key in ("SUMMARY", "DESCRIPTION") if key in event}
        known["day"] = event["DTSTART"].dt.isoformat()
        known["rings"] = ",".join(str(alarm["TRIGGER"].dt.days) for alarm in event.walk("VALARM"))
        found[str(event["UID"]).partition("-")[0]] = known
    return found


@pytest.fixture
def renewed(kit: Kit, copy: Copy) -> str:
    """Give a repository where « kit renouveler » has just kept the places of those to be named."""
    folder = copy("974")
    root = str(folder.parent.parent)
    done = kit("renouveler", "974", "--arrete", "2027-0001", "--date", "2027-02-26", "--root", root)
    assert done.returncode == 0
    return root


def test_a_place_kept_for_who_will_be_named_is_no_follow_up(kit: Kit, renewed: str) -> None:
    seats = "1° magistrat, 8° médecin, 9° collectivités et 10° associations agréées"
    remedy = "Écrivez qui est désigné, puis retirez « a_verifier » une fois l’arrêté vérifié."
    law = "(article R. 121-12-7 du CASF, alinéa de la liste)"
    said = f"25 février 2027 : fin de 7 mandats, suite à nommer : {seats} {law}. {remedy}"
    assert said in told(kit, "974", renewed, "2027-01-10")
    words = ("echeances", "974", "--date", "2027-01-10", "--root", renewed, "--format", "json")
    found = json.loads(kit(*words).stdout)["departments"][0]["deadlines"]
    terms = [each for each in found if each["kind"] == "mandat" and each["day"] == "2027-02-25"]
    assert [(each["to_do"], each["overdue"]) for each in terms] == [(True, False)] * 7
    assert "fin du mandat de « " in plain(terms[0]["message"]).lower()
    assert plain(terms[0]["message"]).endswith(", 1° magistrat, suite à nommer")


def test_a_place_still_kept_once_the_term_is_over_is_overdue(kit: Kit, renewed: str) -> None:
    seats = "1° magistrat, 8° médecin, 9° collectivités et 10° associations agréées"
    late = f"25 février 2027, en retard : 7 mandats sont finis, et leur suite est à nommer : {seats}"
    assert any(line.startswith(f"{late} (") for line in told(kit, "974", renewed, "2027-03-10"))
    members = Path(renewed) / "departments" / "974-la-reunion" / "membres.yaml"
    text = members.read_text(encoding="utf-8")
    checked = text.replace('    a_verifier: "titulaire à désigner, à la suite de magistrat-2"\n', "")
    assert checked != text
    # Un titre vide n’est personne, même sans « a_verifier » ; un titre, si.
    members.write_text(checked, encoding="utf-8")
    assert any("7 mandats sont finis" in line for line in told(kit, "974", renewed, "2027-03-10"))
    named = checked.replace('titre: "À désigner"', 'titre: "Présidente de chambre"', 1)
    members.write_text(named, encoding="utf-8")
    lines = told(kit, "974", renewed, "2027-03-10")
    assert any("6 mandats sont finis, et leur suite est à nommer : 8° médecin, 9°" in line for line in lines)


def test_a_vacancy_declared_of_a_seat_to_be_named_is_what_is_due_of_it(kit: Kit, renewed: str) -> None:
    vacancy = "{siege: medecin, depuis: 2027-02-26, motif: Démission, autorite: Préfet, jusqu_au: 2027-12-31}"
    appended(Path(renewed) / "departments" / "974-la-reunion", "commission", f"vacances:\n  - {vacancy}\n")
    lines = told(kit, "974", renewed, "2027-03-10")
    assert any("6 mandats sont finis" in line and "médecin" not in line for line in lines)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-23", f"27 novembre 2026 : {_RECEIVE} {_CRPA}. Envoyez-la le 25 novembre 2026 au plus tard, "
                       "puis écrivez ce jour sous « convocation »."),
        ("2026-11-27", f"27 novembre 2026 : {_RECEIVE} {_CRPA}. Remettez-la par un moyen qui la fait recevoir à "
                       "temps, puis écrivez le jour sous « convocation »."),
        ("2026-11-28", f"29 novembre 2026 : {_RECEIVE} {_CRPA}. Remettez-la aujourd’hui, par un moyen qui la fait "
                       "recevoir à temps, puis écrivez le jour sous « convocation »."),
        ("2026-11-29", f"29 novembre 2026 : {_RECEIVE} {_CRPA}. Remettez-la aujourd’hui, par un moyen qui la fait "
                       "recevoir à temps, puis écrivez le jour sous « convocation »."),
        ("2026-11-30", "29 novembre 2026, en retard : la convocation à la séance du 4 décembre 2026 devait être "
                       f"reçue, et la fiche ne dit pas qu’elle est partie {_CRPA}. Écrivez le jour de son envoi ; si "
                       "elle n’est pas partie, changez de jour ou justifiez l’urgence."),
    ],
)  # fmt: skip
def test_a_call_is_late_after_the_last_day_of_the_text(kit: Kit, copy: Copy, day: str, said: str) -> None:
    root = appended(copy("75"), "sessions", FRIDAY % "")
    assert [line for line in told(kit, "75", root, day) if "la séance du 4 décembre" in line] == [said]


def test_no_call_is_late_of_a_commission_that_is_not_installed(kit: Kit, copy: Copy) -> None:
    root = appended(copy("48"), "sessions", FRIDAY % "")
    assert any(_RECEIVE in line for line in told(kit, "48", root, "2026-11-23"))
    assert not any("convocation à la séance du 4 décembre" in line for line in told(kit, "48", root, "2026-11-30"))


def test_a_call_that_is_planned_in_time_is_told_as_planned(kit: Kit, copy: Copy) -> None:
    session = "- {date: 2026-12-17, formation: politique, etat: prevue, convocation: {date: %s}}\n"
    folder = copy("75")
    before = (folder / "sessions.yaml").read_text(encoding="utf-8")
    root = appended(folder, "sessions", session % "2026-12-07")
    receive = "11 décembre 2026 : dernier jour pour que les membres reçoivent la convocation à la séance du 17 décembre"
    planned = "Elle est prévue le 7 décembre 2026 : si ce jour change, corrigez-le sous « convocation »."
    assert f"{receive} 2026 {_CRPA}. {planned}" in told(kit, "75", root, "2026-11-30")
    # Prévue trop tard, elle reste à avancer.
    (folder / "sessions.yaml").write_text(before + session % "2026-12-14", encoding="utf-8")
    [said] = [line for line in told(kit, "75", root, "2026-11-30") if line.startswith(receive)]
    assert said.endswith("Envoyez-la le 9 décembre 2026 au plus tard, puis écrivez ce jour sous « convocation ».")


def test_a_last_day_for_requests_that_follows_the_session_is_no_advice(kit: Kit, copy: Copy) -> None:
    folder = copy("75")
    before = (folder / "sessions.yaml").read_text(encoding="utf-8")
    limit = "dernier jour pour déposer une demande avant la séance du 4 décembre 2026"
    for day, said in (("2026-12-03", True), ("2026-12-05", False)):
        (folder / "sessions.yaml").write_text(before, encoding="utf-8")
        root = appended(folder, "sessions", FRIDAY % f", limite_de_depot: {day}")
        assert any(limit in line for line in told(kit, "75", root, "2026-11-23")) is said


def test_a_derogation_that_another_outlasts_is_followed(kit: Kit, copy: Copy) -> None:
    entry = '  - {regle: %s, motif: "Élections", autorite: Préfet, document: "N-1", jusqu_au: %s}\n'
    folder = copy("88")
    before = (folder / "commission.yaml").read_text(encoding="utf-8")
    first, second = entry % ("epci-absent", "2026-11-01"), entry % ("epci-absent", "2027-05-01")
    root = appended(folder, "commission", f"derogations:\n{first}{second}")
    assert not any("dérogation" in line and "en retard" in line for line in told(kit, "88", root, "2026-11-23"))
    said = "1er novembre 2026 : fin de la dérogation à la règle « epci-absent », suite déjà écrite"
    assert f"{said} (règle « exception-expiree »)." in told(kit, "88", root, "2026-10-01")
    (folder / "commission.yaml").write_text(before, encoding="utf-8")
    appended(folder, "commission", f"derogations:\n{first}{entry % ('quorum-non-atteint', '2027-05-01')}")
    late = "1er novembre 2026, en retard : la dérogation à la règle « epci-absent » est finie"
    assert any(line.startswith(late) for line in told(kit, "88", root, "2026-11-23"))


def test_the_terms_of_one_day_are_in_the_order_of_the_text(kit: Kit) -> None:
    lines = plain(kit("echeances", "13", "--date", "2029-02-01").stdout).splitlines()
    several = [line for line in lines if "mandats" in line and ", en retard" in line]
    assert several
    for line in several:
        ranks = [int(each) for each in _ranks(line)]
        assert ranks == sorted(ranks)


def _ranks(line: str) -> list[str]:
    return [word.removesuffix("°") for word in line.split() if word.endswith("°")]


def test_an_agenda_says_when_to_send_a_call_and_rings_before(kit: Kit, copy: Copy) -> None:
    folder = copy("48")
    (folder / "sessions.yaml").write_text(FRIDAY % "", encoding="utf-8")
    root = str(folder.parent.parent)
    reminder = events(kit, "48", root, "2026-11-23")["echeance"]
    assert reminder["day"] == "2026-11-27"
    assert reminder["description"] == "À envoyer le 25 novembre 2026 au plus tard."
    assert reminder["rings"] == "-3"  # La veille de l’envoi, et non celle de la réception.


def test_an_agenda_says_that_a_file_could_not_be_read(kit: Kit, copy: Copy) -> None:
    folder = copy("88")
    assert "fiche" not in events(kit, "88", str(folder.parent.parent), "2026-11-23")
    (folder / "sessions.yaml").write_text("- {date: [", encoding="utf-8")
    wrong = events(kit, "88", str(folder.parent.parent), "2026-11-23")["fiche"]
    assert wrong["day"] == "2026-11-23"
    assert wrong["summary"] == (
        "Vosges (88) (données d’exemple) : fiche à corriger, manque ou ne se lit pas en entier : « sessions.yaml »"
    )
    assert wrong["description"] == "« kit check » dit quoi y corriger."


def test_a_mail_asks_nothing_that_is_written_in_a_file(kit: Kit, copy: Copy) -> None:
    folder = copy("48")
    (folder / "sessions.yaml").write_text(FRIDAY % "", encoding="utf-8")
    root = str(folder.parent.parent)
    text = "\n".join(told(kit, "48", root, "2026-11-23", "--format", "courriel")).replace("\n    ", " ")
    assert "Envoyez-la le 25 novembre 2026 au plus tard, puis dites quel jour elle est partie." in text
    assert "ensuite, dites qu’elle s’est tenue et qui était là." in text
    assert "etat:" not in text


def test_a_mail_of_several_departments_speaks_of_their_files(kit: Kit) -> None:
    text = plain(kit("echeances", "38", "88", "--date", "2026-11-23", "--format", "courriel").stdout)
    assert text.endswith("d’après les fiches\ndes départements : les textes font foi.\n")
