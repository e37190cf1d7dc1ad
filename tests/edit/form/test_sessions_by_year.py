"""« Ma fiche » with sessions parted by year: one list, and each change in the file of its session."""

import pytest

from kit.edit.form.draft import opened
from kit.edit.form.entering import strangers
from kit.edit.form.reading import read
from kit.edit.form.worker import answer
from kit.errors import UsageError
from kit.files.archive import unpacked
from tests.conftest import TODAY
from tests.edit.form.fiche import Page, zipped
from tests.edit.sheet.books import said
from tests.model.years import Files, files, parted

ASKED = {"code": "88", "date": TODAY.isoformat()}
SPLIT, ONE = parted(files("88-vosges"), ("2024", "2025"))


def entries(page: Page) -> list[tuple[str, str]]:
    [listing] = page.ask("show", section="seances")["section"]["nodes"]
    return [(each["id"], each["title"]) for each in listing["entries"]]


def touched(page: Page, before: Files) -> list[str]:
    return [name for name, raw in page.files.items() if before.get(name) != raw]


@pytest.mark.parametrize("zip_", [False, True])
def test_a_folder_or_an_archive_opens_with_the_files_of_its_years_and_gives_all_back(zip_: bool) -> None:
    held = {f"88-vosges/{name}": raw for name, raw in SPLIT.items()}
    _, given = answer({"do": "open", **ASKED}, {"fiche.zip": zipped(held)} if zip_ else held)
    assert given == SPLIT
    [raw] = answer({"do": "zip", **ASKED}, given)[1].values()
    assert unpacked(raw) == held
    assert answer({"do": "strangers", "paths": list(held)}, {})[0] == {"kept": list(held), "said": []}


def test_a_misnamed_file_of_a_year_is_told_its_name() -> None:
    [told] = strangers(["88-vosges/sessions_2024.yaml"])
    assert "nommez-le « sessions-2024.yaml »" in said(told)


@pytest.mark.parametrize("name", ["sessions-2024 (1).yaml", "se\u0301ances-2024 - Copie.yaml", "sessions-20244.yaml"])
def test_a_copy_of_the_file_of_a_year_never_takes_the_place_of_another(name: str) -> None:
    [told] = strangers([f"88-vosges/{name}"])
    assert "nommez-le « sessions-2024.yaml »" in said(told)
    [told] = strangers(["88-vosges/sessions-2024.yaml", f"88-vosges/{name}"])
    assert said(told).endswith("la fiche a déjà « sessions-2024.yaml », dont il semble une copie.")


def test_a_file_of_two_years_is_to_be_parted() -> None:
    [told] = strangers(["sessions-2024-2025.yaml"])
    assert said(told).endswith(
        "rangez dans « sessions-2024.yaml » et « sessions-2025.yaml » celles de ses séances qui n’y sont pas."
    )


def test_all_sessions_are_one_list_from_the_last_with_their_words() -> None:
    parts, whole = Page("88", SPLIT), Page("88", ONE)
    shown = entries(parts)
    assert [name for name, _ in shown] == [
        *(f"sessions/{rank}" for rank in reversed(range(5))), "sessions-2025/1", "sessions-2025/0", "sessions-2024/0",
    ]  # fmt: skip
    assert [title for _, title in shown] == [title for _, title in entries(whole)]
    assert read(opened(SPLIT, "88", TODAY)) == read(opened(ONE, "88", TODAY))


def test_a_change_is_written_in_the_file_of_its_session_alone() -> None:
    page = Page("88", SPLIT)
    page.edit("sessions-2025/1/lieu", "Préfecture")
    assert touched(page, SPLIT) == ["sessions-2025.yaml"]
    before = {f"avant/{name}": raw for name, raw in SPLIT.items()}
    told = answer({"do": "changes", **ASKED}, {**page.files, **before})[0]
    assert [(each["name"], each["title"]) for each in told["files"]] == [("sessions-2025.yaml", "Les séances de 2025")]
    assert "Lieu : Préfecture" in said(told["text"])
    assert "  lieu: Préfecture\n" in page.files["sessions-2025.yaml"].decode()
    page.act("effacer", "sessions-2024/0")
    assert touched(page, SPLIT) == ["sessions-2024.yaml", "sessions-2025.yaml"]
    assert page.files["sessions-2024.yaml"].strip() == b"[]"


def test_a_new_session_goes_into_sessions_yaml() -> None:
    page = Page("88", SPLIT)
    page.act("ajouter", "sessions", date="2026-12-17", formation="individuelle")
    assert touched(page, SPLIT) == ["sessions.yaml"]
    assert page.shown["findings"] is not None
    before = {f"avant/{name}": raw for name, raw in SPLIT.items()}
    told = answer({"do": "changes", **ASKED}, {**page.files, **before})[0]["files"]
    assert [each["name"] for each in told] == ["sessions.yaml"]


def test_a_finding_leads_to_the_field_of_its_session_and_its_button_writes_there() -> None:
    wrong = {**SPLIT, "sessions-2025.yaml": SPLIT["sessions-2025.yaml"].replace(b"etat: tenue", b"etat: tenu", 1)}
    page = Page("88", wrong)
    [found] = [each for each in page.shown["findings"] if each["file"] == "sessions-2025.yaml"]
    assert (found["at"], found["opens"], found["section"]) == ("sessions-2025/0/etat", ["sessions-2025/0"], "seances")
    assert found["way"][0] == "Les séances"
    page.ask("apply", finding=found["rank"])
    assert page.files == SPLIT
    page = Page("88", wrong)
    page.ask("fix")
    assert page.files == SPLIT


def test_the_members_offered_to_a_past_session_are_those_of_its_day() -> None:
    parts, whole = Page("88", SPLIT), Page("88", ONE)
    [one] = parts.ask("show", section="seances", opened=["sessions-2024/0"])["section"]["nodes"]
    [other] = whole.ask("show", section="seances", opened=["sessions/0"])["section"]["nodes"]
    fields = [
        [(node["label"], node.get("value"), node.get("options")) for node in listing["entries"][0]["nodes"]]
        for listing in (one, other)
    ]
    assert fields[0] == fields[1]


def test_a_file_of_a_year_that_is_not_read_is_shown_as_text_and_corrected() -> None:
    page = Page("88", {**SPLIT, "sessions-2024.yaml": b"- date: [\n"})
    assert page.shown["unread"] == [{"name": "sessions-2024.yaml", "text": "- date: [\n"}]
    section = page.ask("show", section="seances")["section"]
    assert tuple(section["unread"]) == ("sessions-2024.yaml",)
    # Ce qui se lit se montre, et ne se juge pas comme s’il était tout.
    assert len(section["nodes"][0]["entries"]) == 7
    page.ask("write", name="sessions-2024.yaml", text=SPLIT["sessions-2024.yaml"].decode())
    assert (page.files, page.shown["unread"]) == (SPLIT, [])


def test_a_table_comes_back_into_each_file() -> None:
    [raw] = answer({"do": "export", **ASKED, "ending": ".xlsx"}, SPLIT)[1].values()
    _, after = answer({"do": "import", **ASKED, "table": "88.xlsx", "aside": []}, {**SPLIT, "88.xlsx": raw})
    assert after == SPLIT


def test_what_tells_of_somebody_is_refused_in_the_file_of_a_year() -> None:
    page = Page("88", SPLIT)
    with pytest.raises(UsageError):
        page.edit("sessions-2025/1/ordre_du_jour", ["Situation de Mme Élodie Tartempion"])


def test_a_session_moved_to_another_year_is_no_finding_of_the_list() -> None:
    page = Page("88", SPLIT)
    before = page.shown["findings"]
    page.edit("sessions-2025/0/date", "2024-06-05")
    assert touched(page, SPLIT) == ["sessions-2025.yaml"]
    told = [said(f"{each['message']} {each['remedy']}") for each in page.shown["findings"]]
    assert before != page.shown["findings"]
    assert not [each for each in told if "Déplacez" in each]


def test_to_erase_a_session_says_nothing_of_members() -> None:
    page = Page("88", SPLIT)
    [listing] = page.ask("show", section="seances", opened=["sessions-2024/0"])["section"]["nodes"]
    assert "titulaire" not in repr(listing["entries"][0])
