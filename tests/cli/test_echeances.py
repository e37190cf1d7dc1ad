"""`kit echeances`: what falls due and what is overdue, in each of its forms; what is not known is said."""

import datetime
import json
import re
from email import message_from_string
from pathlib import Path

import click
import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker
from markdown_it import MarkdownIt

from kit.french import NBSP, NNBSP
from kit.model.folder import find
from kit.report.deadlines import formats
from kit.report.deadlines.watched import watch
from kit.report.style import Style
from tests.conftest import HOUSE, Copy, Kit

DAY = ("--date", "2026-11-23")
LATE = ("--date", "2027-11-23")
SCHEMA = json.loads((HOUSE / "schemas" / "echeances.schema.json").read_text(encoding="utf-8"))
_ONE = (
    "Lozère (48)\n"
    "  - 8 janvier 2027 : dernier jour pour que les membres reçoivent la convocation à la séance du 14 janvier 2027 "
    "(article R. 133-8 du CRPA). Envoyez-la le 6 janvier 2027 au plus tard, puis "
    "écrivez ce jour sous « convocation ».\n"
    "  - 14 janvier 2027 : séance « orientations politiques », à 14 h 30. Tenez prêts la convocation et l’ordre du "
    "jour ; ensuite, écrivez « etat: tenue » et qui était là.\n"
)


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


def of(copy: Copy, sessions: str) -> Path:
    """Give the root of a repository that holds the Lozère alone, with these sessions."""
    folder = copy("48")
    (folder / "sessions.yaml").write_text(sessions, encoding="utf-8")
    path = folder / "commission.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("exemple: true\n", ""), encoding="utf-8")
    return folder.parent.parent


def test_each_department_has_its_list_and_the_last_line_counts(kit: Kit, copy: Copy) -> None:
    root = of(copy, '- {date: 2027-01-14, heure: "14:30", formation: politique, etat: prevue}\n')
    done = kit("echeances", "48", *DAY, "--root", str(root))
    told = plain(done.stdout)
    assert done.returncode == 0
    assert told.startswith(f"Échéances au 23 novembre 2026, jusqu’au 21 février 2027\n\n{_ONE}")
    assert told.endswith("\n1 département, au 23 novembre 2026 : 2 échéances d’ici le 21 février 2027.\n")


def test_what_is_overdue_comes_first_and_makes_the_code_one(kit: Kit, copy: Copy) -> None:
    root = of(copy, "- {date: 2026-11-12, formation: politique, etat: prevue}\n")
    done = kit("echeances", *DAY, "--root", str(root))
    assert done.returncode == 1
    assert (
        "  - 12 novembre 2026, en retard : la séance est encore « prevue » (instruction du 13 avril 2022, 2.1). "
        "Écrivez « etat: tenue » si elle a eu lieu, sinon « reportee » ou « annulee ».\n"
    ) in plain(done.stdout)
    assert plain(done.stdout).endswith(": 1 échéance d’ici le 21 février 2027, dont 1 en retard.\n")


def test_the_horizon_is_that_of_the_home_page_unless_said(kit: Kit) -> None:
    known = json.loads(kit("echeances", "38", *DAY, "--format", "json").stdout)
    assert known["until"] == "2027-02-21"
    shorter = json.loads(kit("echeances", "38", *DAY, "--dans", "0", "--format", "json").stdout)
    assert (shorter["until"], shorter["summary"]["deadlines"]) == ("2026-11-23", 0)
    same = json.loads(kit("echeances", "38", *DAY, "--dans", f"{'0' * 12}90", "--format", "json").stdout)
    assert same["until"] == known["until"]
    # Au-delà du calendrier, on s’arrête à sa fin.
    last = json.loads(kit("echeances", "38", "--date", "2199-12-01", "--dans", "9" * 40, "--format", "json").stdout)
    assert last["until"] == "2199-12-31"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--dans", "-5"), "« -5 » n’est pas un nombre de jours : écrivez par exemple « --dans 90 »."),
        (("--dans", "dix"), "« dix » n’est pas un nombre de jours : écrivez par exemple « --dans 90 »."),
        (("--dans", "²"), "« ² » n’est pas un nombre de jours : écrivez par exemple « --dans 90 »."),
        (("01",), "Aucune fiche de l’Ain dans « departments » : « kit new 01 » l’écrit."),
        (("--date", "2010-01-01"), "n’existe que depuis le 31 octobre 2016"),
        (("--format", "html"), "« --format » attend l’une de ces valeurs : texte, markdown, json, courriel, ics."),
        (("--dans", "1", "--dans", "2"), "l’option « --dans » est donnée 2 fois : gardez une seule valeur."),
        (("--output", "departments/x.txt"), "« departments/x.txt » est dans « departments »"),
    ],
)
def test_what_cannot_be_done_is_said(kit: Kit, words: tuple[str, ...], said: str) -> None:
    done = kit("echeances", *words)
    assert done.returncode == 2
    assert said in plain(done.stderr)
    assert done.stdout == ""


def test_a_department_that_does_not_exist_stops_the_others_too(kit: Kit) -> None:
    done = kit("echeances", "38", "nulle-part", *DAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nulle-part" in done.stderr


def test_a_file_that_cannot_be_read_is_said_and_proves_nothing(kit: Kit, copy: Copy) -> None:
    root = of(copy, "- {date: 2027-01-14, formation: politique, etat: [prevue\n")
    done = kit("echeances", *DAY, "--root", str(root))
    assert done.returncode == 1
    told = plain(done.stdout)
    lost = "  Manque ou ne se lit pas en entier : « departments/48-lozere/sessions.yaml ». "
    assert f"{lost}« kit check » dit quoi y corriger.\n" in told
    assert "n’arrive à terme" not in told
    assert told.endswith(", 1 fiche qui ne se lit pas en entier.\n")
    (root / "departments" / "48-lozere" / "commission.yaml").write_text("departement: 48x\n", encoding="utf-8")
    known = json.loads(kit("echeances", *DAY, "--root", str(root), "--format", "json").stdout)
    both = ["departments/48-lozere/commission.yaml", "departments/48-lozere/sessions.yaml"]
    assert [each["unread"] for each in known["departments"]] == [both]


def test_a_file_that_is_not_there_is_said(kit: Kit, copy: Copy) -> None:
    folder = copy("48")
    (folder / "membres.yaml").unlink()
    done = kit("echeances", *DAY, "--root", str(folder.parent.parent))
    assert done.returncode == 1
    told = plain(done.stdout)
    assert "  Manque ou ne se lit pas en entier : « departments/48-lozere/membres.yaml »." in told
    assert "Non renseigné : les chiffres." in told


def test_a_folder_of_no_department_is_said(kit: Kit, copy: Copy) -> None:
    folder = copy("48")
    folder = folder.rename(folder.parent / "essai")
    (folder / "commission.yaml").write_text("exemple: true\n", encoding="utf-8")
    done = kit("echeances", *DAY, "--root", str(folder.parent.parent))
    assert done.returncode == 1
    assert "departments/essai\n  Manque ou ne se lit pas en entier : « departments/essai »." in plain(done.stdout)


def test_a_silent_file_is_not_taken_for_one_where_nothing_is_due(kit: Kit, copy: Copy) -> None:
    root = of(copy, "[]\n")
    told = plain(kit("echeances", *DAY, "--root", str(root)).stdout)
    assert "  Rien d’écrit n’arrive à terme d’ici le 21 février 2027.\n" in told
    assert "  Non renseigné : les séances et les chiffres.\n" in told


def test_what_is_followed_asks_for_nothing(kit: Kit, copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    later = "  - {id: medecin-3, titre: Médecin, mandat: {debut: 2027-05-14, fin: 2030-05-13}}\n"
    path.write_text(path.read_text(encoding="utf-8").replace("\nmedecin:\n", f"\nmedecin:\n{later}"), encoding="utf-8")
    words = ("echeances", "88", *DAY, "--dans", "200", "--root", str(folder.parent.parent))
    told = plain(kit(*words).stdout)
    assert re.search(r"  - 13 mai 2027 : fin du mandat de « .* », 8° médecin, suite déjà écrite .*\.\n", told)
    known = json.loads(kit(*words, "--format", "json").stdout)["departments"][0]["deadlines"]
    followed = [each for each in known if not each["to_do"]]
    assert [(each["kind"], each["remedy"], each["overdue"]) for each in followed] == [("mandat", "", False)]


@pytest.mark.parametrize("words", [DAY, LATE, ("--date", "2021-06-01")])
def test_the_json_holds_to_its_schema(kit: Kit, words: tuple[str, ...]) -> None:
    done = kit("echeances", *words, "--format", "json")
    known = json.loads(done.stdout)
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(known)
    every = [each for department in known["departments"] for each in department["deadlines"]] + known["law"]
    assert known["summary"]["deadlines"] == len(every)
    assert known["summary"]["overdue"] == sum(each["overdue"] for each in every)
    assert done.returncode == int(known["summary"]["overdue"] > 0)
    assert all((each["day"] < known["date"]) == each["overdue"] for each in every if each["to_do"])
    assert len({each["id"] for each in every}) == len(every)


def test_an_id_stays_the_same_from_one_week_to_the_next(kit: Kit) -> None:
    ids = [
        {each["id"] for each in json.loads(kit("echeances", "38", "--date", day, "--format", "json").stdout)
         ["departments"][0]["deadlines"] if each["day"] == "2027-01-14"}
        for day in ("2026-11-23", "2026-11-30")
    ]  # fmt: skip
    assert ids[0] == ids[1] != set()


def test_the_law_is_told_of_the_whole_country_alone(kit: Kit) -> None:
    day = ("--date", "2027-11-30", "--format", "json")
    assert json.loads(kit("echeances", *day).stdout)["law"]
    assert json.loads(kit("echeances", "38", *day).stdout)["law"] == []


def test_the_markdown_has_a_title_and_a_list_for_each_department(kit: Kit) -> None:
    text = kit("echeances", "38", "88", *LATE, "--format", "markdown").stdout
    tokens = MarkdownIt().parse(text)
    heads = [tokens[number + 1].content for number, token in enumerate(tokens) if token.type == "heading_open"]
    assert [plain(each) for each in heads] == [
        "Échéances au 23 novembre 2027, jusqu’au 21 février 2028",
        "Isère (38) (données d’exemple)",
        "Vosges (88) (données d’exemple)",
    ]
    assert "- **10 décembre 2026, en retard** : la séance est encore" in plain(text)
    assert "[ ]" not in text


def test_what_a_file_holds_calls_nobody_and_stays_on_its_line(kit: Kit, copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    text = path.read_text(encoding="utf-8")
    hostile = "@maire **de** #12 <b> https://exemple.invalid ##[error]"
    path.write_text(_doctor(text, hostile), encoding="utf-8")
    words = ("echeances", "88", *DAY, "--dans", "200", "--root", str(folder.parent.parent))
    assert "@maire" in kit(*words, "--format", "json").stdout
    written = kit(*words, "--format", "markdown").stdout
    assert not re.search(r"@maire|<b>|#12|\*\*de", written)
    assert "##[error]" not in kit(*words).stdout


def _doctor(members: str, title: str) -> str:
    """Give another title to the doctor, and a term that ends alone."""
    known = 'titre: "Médecin généraliste à Saint-Dié-des-Vosges"\n'
    assert known in members
    before, after = members.split(known)
    return f'{before}titre: "{title}"\n    nom: "Nomquelconque"\n{after.replace("2027-05-13", "2027-05-12", 1)}'


def test_a_name_is_never_told(kit: Kit, copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    text = path.read_text(encoding="utf-8")
    named = _doctor(text, "Médecin Nomquelconque à Épinal")
    path.write_text(named, encoding="utf-8")
    words = ("echeances", "88", *DAY, "--dans", "400", "--root", str(folder.parent.parent))
    assert "Médecin … à Épinal" in kit(*words).stdout
    for form in ("texte", "markdown", "json", "courriel", "ics"):
        for day in ("2026-11-23", "2027-06-01"):
            words = ("--date", day, "--dans", "400", "--root", str(folder.parent.parent), "--format", form)
            assert "Nomquelconque" not in kit("echeances", "88", *words).stdout


def test_the_mail_is_ready_to_be_sent(kit: Kit) -> None:
    text = kit("echeances", "93", *LATE, "--format", "courriel").stdout
    subject, empty, greeting, *body = plain(text).split("\n")
    assert subject == (
        "Objet : Commission départementale de la Seine-Saint-Denis (données d’exemple) : 6 échéances d’ici le "
        "21 février 2028, dont 5 en retard"
    )
    # Le nombre est celui des lignes : des mandats finis le même jour n’en font qu’une.
    assert sum(line.startswith("  - ") for line in body) == 6
    assert sum(line.startswith("  - ") and ", en retard :" in line for line in body) == 5
    assert (empty, greeting) == ("", "Bonjour,")
    assert max(map(len, body)) <= 78
    assert body[-3:] == [
        "Liste faite par le kit des commissions départementales, d’après la fiche du",
        "département : les textes font foi.",
        "",
    ]
    assert message_from_string(f"Subject: {subject}\n\n{text}").defects == []


def test_the_calendar_names_a_session_as_those_of_the_site(kit: Kit) -> None:
    text = kit("echeances", "93", *DAY, "--dans", "200", "--format", "ics").stdout
    found = {str(part["UID"]).partition("@")[0]: part for part in Calendar.from_ical(text).walk() if "UID" in part}
    site = ("seance-93-2026-5", "seance-93-2027-1", "convocation-93-2027-1", "echeance-93-2027-1")
    assert set(site) < set(found)
    others = [uid for uid in found if not re.fullmatch(r"\w+-93-\d+-\d+", uid)]
    assert {uid.partition("-")[0] for uid in others} == {"mandat", "agrement", "indicateurs"}
    [figures] = [part for uid, part in found.items() if uid.startswith("indicateurs")]
    assert figures["DTSTART"].to_ical() == b"20270405"
    assert plain(str(figures["SUMMARY"])) == (
        "Seine-Saint-Denis (93) (données d’exemple) : chiffres de l’année à relever"
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text == kit("echeances", "93", *DAY, "--dans", "200", "--format", "ics").stdout


def test_two_things_that_are_named_alike_have_each_their_event(kit: Kit, copy: Copy) -> None:
    folder = copy("88")
    twice = (
        '  - {regle: epci-absent, motif: "Élections", autorite: Préfet, document: "N-1", jusqu_au: 2027-01-31}\n' * 2
    )
    with (folder / "commission.yaml").open("a", encoding="utf-8") as file:
        file.write(f"derogations:\n{twice}")
    words = ("echeances", "88", *DAY, "--root", str(folder.parent.parent), "--format", "ics")
    uids = [str(part["UID"]) for part in Calendar.from_ical(kit(*words).stdout).walk() if "UID" in part]
    assert sum(uid.startswith("derogation-") for uid in uids) == 2
    assert len(set(uids)) == len(uids)


def test_at_a_terminal_the_lines_fit_and_what_is_overdue_is_red() -> None:
    day = datetime.date(2027, 11, 23)
    watched = watch(find(HOUSE, ()), day, day, law=True)
    told = formats.text(watched, Style(coloured=True, width=80))
    assert max(len(click.unstyle(line)) for line in told.splitlines()) <= 80
    red = click.style("15 décembre 2026, en retard", fg="red")
    assert f"\n  - {red} : la séance est encore" in plain(told)
    assert click.unstyle(told).replace("\n    ", " ").startswith("Échéances au 23")


def test_the_list_can_be_written_in_a_file(kit: Kit, copy: Copy) -> None:
    root = of(copy, "[]\n")
    path = root / "build" / "echeances.md"
    done = kit("echeances", *DAY, "--root", str(root), "--format", "markdown", "--output", str(path))
    assert (done.returncode, done.stdout) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("## Échéances au 23")


def test_the_help_says_how_it_ends(kit: Kit) -> None:
    told = plain(" ".join(kit("echeances", "--help").stdout.split()))
    assert "Finit par 0 si rien n’est en retard, par 1 quand quelque chose l’est" in told
    assert "la première ligne est l’objet" in told
