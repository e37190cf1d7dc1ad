"""A file that no field can show: its whole text in the encoding that is its own, or no text at all."""

import io
import zipfile

import pytest

from kit.edit.form.worker import answer
from kit.errors import UsageError
from tests.conftest import TODAY
from tests.edit.form.fiche import Page, changed, files

ASKED = {"code": "88", "date": TODAY.isoformat()}
MEMBERS = files("88")["membres.yaml"]
UNSHOWN = "Le texte de « membres.yaml » ne peut pas être montré en entier : rien n’a été changé."


def said(text: object) -> str:
    return str(text).replace("\u00a0", " ").replace("\u202f", " ")


def archive() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as inside:
        inside.writestr("membres.yaml", MEMBERS)
    return whole.getvalue()


@pytest.mark.parametrize("raw", ids=range(4), argvalues=[
    MEMBERS.decode().encode("cp1252"),
    MEMBERS.decode().replace("\n", "\r\n").encode("cp1252"),
    MEMBERS.decode().encode("utf-16"),
    MEMBERS.decode().replace("\n", "\r\n").encode("utf-16"),
])  # fmt: skip
def test_the_text_of_another_encoding_loses_nothing(raw: bytes) -> None:
    page = Page("88", {**files("88"), "membres.yaml": raw})
    [unread] = page.shown["unread"]
    assert unread["text"] == MEMBERS.decode()
    page.ask("write", name="membres.yaml", text=f"{unread['text']}\n")
    assert page.shown["unread"] == []
    assert page.files["membres.yaml"].replace(b"\r\n", b"\n") == MEMBERS + b"\n"


def test_a_text_that_cannot_be_read_yet_is_shown_in_its_encoding() -> None:
    """Here `kit fix` proves nothing; a person sees whether the text is hers."""
    raw = f"{MEMBERS.decode()}suite: [é\n".encode("cp1252")
    page = Page("88", {**files("88"), "membres.yaml": raw})
    assert page.shown["unread"] == [{"name": "membres.yaml", "text": raw.decode("cp1252")}]
    [found] = [each for each in page.shown["findings"] if each["file"] == "membres.yaml"]
    assert (said(found["remedy"]), found["button"]) == (
        "Relisez le texte montré ici, corrigez-en ce qui doit l’être, puis appuyez sur « Relire ».", ""
    )  # fmt: skip
    page.ask("write", name="membres.yaml", text=MEMBERS.decode())
    assert changed(files("88"), page.files) == []


@pytest.mark.parametrize("raw", ids=range(6), argvalues=[
    b"\xff\xff\xfeabc", b"medecin: [] # \xe9\x81\n", "medecin: []\n".encode("utf-16-le"), b"%PDF-1.7", archive(),
    b"# " + b"x" * 1_000_001,
])  # fmt: skip
def test_what_cannot_be_shown_whole_is_neither_shown_nor_written(raw: bytes) -> None:
    held = {**files("88"), "membres.yaml": raw}
    page = Page("88", held)
    assert page.shown["unread"] == [{"name": "membres.yaml", "text": None}]
    with pytest.raises(UsageError) as refused:
        answer({"do": "write", **ASKED, "name": "membres.yaml", "text": "medecin: []\n"}, held)
    assert said(refused.value) == UNSHOWN


def test_a_long_text_is_shown_to_its_end() -> None:
    raw = f"# {'é' * 150_000}\nmedecin: \x07[]\n".encode()
    [unread] = Page("88", {**files("88"), "membres.yaml": raw}).shown["unread"]
    assert unread["text"] == raw.decode()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_set_right_by_a_button(encoding: str) -> None:
    page = Page("88", {**files("88"), "membres.yaml": MEMBERS.decode().encode(encoding)})
    [found] = [each for each in page.shown["findings"] if each["file"] == "membres.yaml"]
    assert said(found["remedy"]) == (
        "Appuyez sur « Corriger » : le fichier s’enregistre en UTF-8, sans que rien ne soit perdu."
    )
    assert found["button"] == "Corriger l’écriture"
    page.ask("apply", finding=found["rank"])
    assert changed(files("88"), page.files) == []


@pytest.mark.parametrize(
    ("name", "section", "left"),
    [
        ("membres", "membres", ["commission/liste_membres", "commission/vacances"]),
        ("sessions", "seances", []),
        ("procedures", "procedures", []),
        ("commission", "arretes", []),
    ],
)
def test_a_section_shows_no_field_of_a_file_that_is_not_read(name: str, section: str, left: list[str]) -> None:
    page = Page("88", {**files("88"), f"{name}.yaml": b"a: [\n"})
    shown = page.ask("show", section=section)["section"]
    assert [node["id"] for node in shown["nodes"]] == left
    assert list(shown["unread"]) == [f"{name}.yaml"]


def test_a_section_whose_files_are_read_is_whole() -> None:
    page = Page("88", {**files("88"), "membres.yaml": b"a: [\n"})
    shown = page.ask("show", section="seances")["section"]
    assert (list(shown["unread"]), bool(shown["nodes"])) == ([], True)
