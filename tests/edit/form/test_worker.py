"""What the page asks, and what it is answered."""

import json
from typing import Any

import pytest

from kit.edit.form.worker import answer
from kit.errors import UsageError
from tests.conftest import TODAY
from tests.edit.form.fiche import Page, changed, draft, files, zipped

ASKED = {"code": "88", "date": TODAY.isoformat()}


def test_opening_tells_the_verdict_the_sections_and_the_findings() -> None:
    shown = Page("", files("88")).shown
    assert (shown["name"], shown["code"], shown["verdict"]["word"]) == ("Vosges", "88", "conforme")
    assert [each["title"] for each in shown["sections"]][:4] == [
        "La commission",
        "Les arrêtés",
        "Les associations",
        "Les membres",
    ]
    assert sum(each["findings"] for each in shown["sections"]) == len(shown["findings"])
    assert json.dumps(shown)


def test_a_finding_says_where_it_stands_in_the_words_of_the_form() -> None:
    found = Page("88", files("88")).shown["findings"][0]
    assert found["at"] == "membres/medecin/1/formation"
    assert found["opens"] == ["membres/medecin/1"]
    assert found["way"] == [
        "Les membres",
        "8° Médecin désigné par le conseil départemental de l’ordre des médecins",
        "Médecin généraliste à Saint-Dié-des-Vosges",
        "Formation",
    ]


def test_a_finding_that_can_be_mended_has_a_button_that_says_how() -> None:
    page = Page("88", files("88"))
    page.edit("membres/medecin/1/mandat/fin", "2026-10-31")
    [found] = [each for each in page.shown["findings"] if each["button"]]
    assert (
        found["button"].replace("\u00a0", " ")
        == "Retirer « Médecin généraliste à Saint-Dié-des-Vosges » de « Présents »"
    )
    page.ask("apply", finding=found["rank"])
    assert not any(each["button"] for each in page.shown["findings"])


@pytest.mark.parametrize("folder", ["", "88-vosges/", "depot/departments/88-vosges/"])
def test_files_are_opened_from_a_folder_or_from_an_archive(folder: str) -> None:
    held = {f"{folder}{name}": raw for name, raw in files("88").items()}
    beside = {f"{folder}LISEZ-MOI.txt": b"rien", **held}
    for given in (beside, {"fiche.zip": zipped(beside)}):
        assert answer({"do": "open", **ASKED}, given)[1] == files("88")


def test_of_several_departments_the_one_chosen_is_opened() -> None:
    held = {f"{code}-nom/{name}": raw for code in ("88", "48") for name, raw in files(code).items()}
    held = {path.replace("88-nom", "88-vosges"): raw for path, raw in held.items()}
    assert answer({"do": "open", **ASKED}, held)[0]["name"] == "Vosges"
    with pytest.raises(UsageError, match="Il y a là plusieurs départements"):
        answer({"do": "open", **ASKED, "code": ""}, held)


def test_files_of_another_department_are_not_opened_as_those_of_the_one_chosen() -> None:
    with pytest.raises(UsageError) as refused:
        answer({"do": "open", **ASKED, "code": "12"}, files("88"))
    assert str(refused.value) == (
        "Ces fichiers sont ceux des Vosges (88) : effacez « Aveyron (12) » du champ « Département », "
        "puis ouvrez-les de nouveau."
    )
    assert answer({"do": "open", **ASKED, "code": ""}, files("88"))[0]["name"] == "Vosges"


@pytest.mark.parametrize("day", ["9999-12-31", "20266-11-23"])
def test_a_day_too_far_is_refused(day: str) -> None:
    with pytest.raises(UsageError, match="Le kit ne peut pas juger à ce jour : choisissez-en un plus proche"):
        answer({"do": "open", "code": "88", "date": day}, files("88"))


def test_a_day_is_written_where_it_stands_and_an_empty_field_goes() -> None:
    page = Page("88", files("88"))
    page.edit("sessions/7/lieu", "  Préfecture\u200b ")
    assert "lieu: Préfecture\n" in page.files["sessions.yaml"].decode()
    page.edit("sessions/7/lieu", "")
    page.edit("sessions/7/lieu", "")
    assert page.files == files("88")


def test_boxes_that_are_ticked_keep_the_order_of_the_file() -> None:
    page = Page("88", files("88"))
    page.edit("sessions/6/excuses", ["assoc-ballon-2", "etrangers-1"])
    page.edit("sessions/6/excuses", ["etrangers-1", "assoc-ballon-2", "magistrat-2"])
    assert "excuses: [assoc-ballon-2, etrangers-1, magistrat-2]" in page.files["sessions.yaml"].decode()


@pytest.mark.parametrize(
    ("value", "moved"),
    [
        (["France Travail", "Cada", "OFII"], ["+   - OFII"]),
        (["France Travail"], ["-   - Cada  # depuis 2025"]),
        (["Cada", "OFII", "Caf"], ["-   - France Travail  # chaque fois", "+   - OFII", "+   - Caf"]),
        (
            ["France Travail", "Cada de Saint-Dié"],
            ["-   - Cada  # depuis 2025", "+   - Cada de Saint-Dié  # depuis 2025"],
        ),
    ],
)
def test_a_list_of_texts_keeps_the_comments_of_what_stays(value: list[str], moved: list[str]) -> None:
    held = files("88")
    text = "  # Sans voix\n  - France Travail  # chaque fois\n  - Cada  # depuis 2025\n"
    held["commission.yaml"] = held["commission.yaml"].replace(b'  - "France Travail"\n', text.encode())
    page = Page("88", held)
    page.edit("commission/invites", value)
    assert changed(held, page.files) == moved


def test_what_an_entry_cannot_do_without_does_not_stay_empty() -> None:
    page = Page("88", files("88"))
    with pytest.raises(UsageError, match="«\u00a0Titre\u00a0» ne peut pas rester vide"):
        page.edit("membres/medecin/1/titre", "")


def test_what_changed_is_told_as_a_comparison_tells_it() -> None:
    page = Page("88", files("88"))
    page.act("ajouter", "sessions", date="2027-03-04", formation="individuelle")
    before = {f"avant/{name}": raw for name, raw in files("88").items()}
    told, _ = answer({"do": "changes", **ASKED}, {**page.files, **before})
    assert told["text"].replace("\u00a0", " ") == (
        "Vosges (88), au 23 novembre 2026\n\nSéances\n    Nouvelle séance : individuelle du 4 mars 2027, prévue.\n\n"
        "Verdict : conforme.\n"
    )
    told, _ = answer({"do": "changes", **ASKED}, {**files("88"), **before})
    assert "Rien n’a changé." in told["text"]
    assert told["files"] == []
    told, _ = answer({"do": "changes", **ASKED}, files("88"))
    assert "Nouvelle fiche" in told["text"]


def test_the_files_that_changed_are_named() -> None:
    page = Page("88", files("88"))
    page.act("ajouter", "sessions", date="2027-03-04", formation="individuelle")
    before = {f"avant/{name}": raw for name, raw in files("88").items() if name != "procedures.yaml"}
    told, _ = answer({"do": "changes", **ASKED}, {**page.files, **before})
    assert [(each["title"], each["path"], each["fresh"]) for each in told["files"]] == [
        ("Les séances", "departments/88-vosges/sessions.yaml", False),
        ("Les procédures", "departments/88-vosges/procedures.yaml", True),
    ]


def test_a_file_that_cannot_be_read_is_shown_with_what_can_be_corrected() -> None:
    held = {**files("88"), "procedures.yaml": b"psp: {delai_cible_jours: 45\nafis:\n\tservice: Caisse\n"}
    shown = Page("88", held).shown
    assert shown["unread"] == [{"name": "procedures.yaml", "text": held["procedures.yaml"].decode()}]
    [found] = [each for each in shown["findings"] if each["section"] == "procedures"]
    assert found["way"][-1].startswith("ligne ")
    mended = Page("88", {**held, "procedures.yaml": b"afis:\n\tservice: Caisse\n"})
    assert [each["after"] for each in mended.shown["corrections"]] == ["  service: Caisse"]
    assert mended.ask("fix")["unread"] == []


def test_a_page_to_print_says_what_the_fiche_says() -> None:
    told, _ = answer({"do": "preview", **ASKED}, files("88"))
    lines = {(line["label"], line["value"]) for each in told["parts"] for line in each["lines"]}
    assert ("Courriel", "commission-psp-88@exemple.invalid") in lines
    assert ("Désigné par", "Conseil départemental de l’ordre") in lines
    assert not any(label == "Nom court" for label, _ in lines)


def test_the_report_is_that_of_the_command() -> None:
    told, _ = answer({"do": "report", "folder": "88-vosges", "date": TODAY.isoformat()}, files("88"))
    assert json.loads(told["json"])["departments"][0]["outcome"] == draft().report.outcome


def test_files_without_a_folder_are_of_the_department_that_they_name() -> None:
    given = {"do": "report", "date": TODAY.isoformat()}
    assert answer(given, files("88")) == answer({**given, "folder": "88-vosges"}, files("88"))
    for held in ({}, {"commission.yaml": b"departement: x"}, {"commission.yaml": b"- a"}):
        assert answer(given, held) == answer({**given, "folder": "departement"}, held)


@pytest.mark.parametrize(
    ("request_", "held", "said"),
    [
        ({"do": "dance"}, {}, "ne se demande pas"),
        ({"do": "new", "code": ""}, {}, "Choisissez d’abord un département"),
        ({"do": "open"}, {"notes.txt": b""}, "Aucun des quatre fichiers n’est là"),
        ({"do": "open"}, {"fiche.zip": b"PK rien"}, "ne peut pas être ouverte"),
        ({"do": "apply", "finding": 99}, files("88"), "Ce constat n’est plus là"),
    ],
)
def test_what_cannot_be_asked_says_why(request_: dict[str, Any], held: dict[str, bytes], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        answer({**ASKED, **request_}, held)
