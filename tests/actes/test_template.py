"""A model made in LibreOffice: its fields are found however they are split, and what it may not hold is refused."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from kit.actes import template
from kit.actes.catalogue import kinds
from kit.actes.opendocument import packed
from kit.errors import UsageError
from tests.actes.asking import asked, made
from tests.actes.reading import html_lines, odt_lines
from tests.conftest import DATA, HOUSE

FOLDER = HOUSE / "departments" / "88-vosges"
# Notre modèle, ouvert puis enregistré par LibreOffice 7.4 ; sans ses réglages, que rien ne lit.
SAVED = (DATA / "actes" / "convocation-libreoffice.fodt").read_text(encoding="utf-8")
_FIRST = '<text:p text:style-name="Corps">Madame, Monsieur,</text:p>'


def written(flat: str) -> list[str]:
    [one] = made(FOLDER, asked("convocation"), model=template.read(flat.encode(), "modeles/convocation.fodt"))
    return odt_lines(one.raw)


def line(inside: str, around: str = "{}") -> list[str]:
    """Give what is written in the place of one paragraph of a model."""
    assert _FIRST in SAVED
    before = written(SAVED.replace(_FIRST, ""))
    after = written(SAVED.replace(_FIRST, around.format(f"<text:p>{inside}</text:p>")))
    return [each for each in after if each not in before]


def test_a_model_saved_by_libreoffice_gives_the_same_words() -> None:
    [ours] = made(FOLDER, asked("convocation"))
    assert written(SAVED) == odt_lines(ours.raw)


@pytest.mark.parametrize(
    "inside",
    [
        "Le [seance.jour].",
        "Le [<text:span>seance</text:span>.jour].",
        "Le [sean<text:span text:style-name='T1'>ce.<text:span>jo</text:span></text:span>ur].",
        "Le <text:span>[</text:span>seance.jour<text:span>]</text:span>.",
        "Le [seance.<text:bookmark text:name='ici'/>jour].",
        "Le [Seance.Jour].",
        "Le [ séance.jour ].",
        "Le [seance.<text:soft-page-break/>jour].",
    ],
)
def test_a_field_is_found_however_its_letters_are_split(inside: str) -> None:
    assert line(inside) == ["Le 3 décembre 2026."]


def test_what_is_no_field_stays_as_it_is() -> None:
    said = "[sic], [1], [à compléter : voir art. 3], a[i], [seance], prix [5.5 €]."
    assert line(said) == [said]


def test_a_list_repeats_the_row_the_item_the_section_or_the_paragraph_that_names_it() -> None:
    titles = ["Entend France Travail"]
    assert line("Entend [invites.titre]") == titles
    item = "<text:list><text:list-item>{}</text:list-item></text:list>"
    assert line("Entend [invites.titre]", item) == titles
    row = "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"
    assert line("Membre [destinataires.rang]", row)[:2] == ["Membre 1°", "Membre 2°"]
    section = '<text:section text:name="Invités">{}<text:p>bis [seance.jour]</text:p></text:section>'
    assert line("Entend [invites.titre]", section) == [*titles, "bis 3 décembre 2026"]


def test_a_table_or_a_list_of_nothing_goes_with_its_frame() -> None:
    row = "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"
    flat = SAVED.replace(_FIRST, row.format("<text:p>Urgent [precisions.texte]</text:p>"))
    [one] = made(FOLDER, asked("convocation"), model=template.read(flat.encode(), "m"))
    content = zipfile.ZipFile(io.BytesIO(one.raw)).read("content.xml").decode()
    assert content.count("<table:table>") == 0
    assert "Urgent" not in content


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("Le [seance.jours].", "demande le champ « [seance.jours] », qui n’existe pas dans ce papier"),
        ("Le [seance.jours].", "; vouliez-vous « [seance.jour] » ?"),
        ("Le [<text:span>sceance</text:span>.jour].", "demande le champ « [sceance.jour] », qui n’existe pas"),
        ("[dossier.avis]", "demande le champ « [dossier.avis] », qui n’existe pas"),
        ("Le [seance.jour, à", "commence un champ qui ne se lit pas, « [seance.jour, à »"),
        ("Le [seance. jour].", "commence un champ qui ne se lit pas, « [seance. jour] »"),
        ("[invites.nom]", "demande le champ « [invites.nom] », qui n’existe pas"),
        ("[invites.titre] [points.texte]", "mêle les listes « invites » et « points » : une ligne n’en suit qu’une"),
    ],
)  # fmt: skip
def test_a_field_that_does_not_exist_is_named_with_its_place(inside: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        line(inside)
    assert said in str(refused.value)
    assert str(refused.value).startswith("Le modèle « modeles/convocation.fodt », au paragraphe « ")


def whole(**parts: str | bytes) -> bytes:
    """Give a whole file, as LibreOffice packs it: compressed, with parts of its own."""
    held = io.BytesIO()
    ours = zipfile.ZipFile(io.BytesIO(packed(template.own("convocation"), "modèle")))
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ours.namelist():
            archive.writestr(name, parts.pop(name.replace(".", "_"), "") or ours.read(name))
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def test_a_whole_file_keeps_its_pictures_and_leaves_what_tells_its_author() -> None:
    raw = whole(
        **{
            "Pictures/logo.png": "image",
            "Thumbnails/thumbnail.png": "vue",
            "settings.xml": "<a/>",
            "meta_xml": "<m>Jeanne Exemple</m>",
        }
    )
    [one] = made(FOLDER, asked("convocation"), model=template.read(raw, "convocation.odt"))
    archive = zipfile.ZipFile(io.BytesIO(one.raw))
    assert archive.namelist() == [
        "mimetype",
        "content.xml",
        "styles.xml",
        "meta.xml",
        "Pictures/logo.png",
        "META-INF/manifest.xml",
    ]
    assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
    assert b"Jeanne" not in one.raw


_LOGO = "data:image/png;base64,iVBORw0KGgo="
PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        ('<draw:image xlink:href="Pictures/logo.png"/>', _LOGO),
        ("<draw:image><office:binary-data>iVBO\n Rw0KGgo=</office:binary-data></draw:image>", _LOGO),
        ('<draw:image xlink:href="Pictures/absent.png"/>', None),
        ('<draw:image xlink:href="https://exemple.invalid/logo.png"/>', None),
        ('<draw:image><office:binary-data>"&gt;&lt;script&gt;</office:binary-data></draw:image>', None),
    ],
)  # fmt: skip
def test_a_logo_is_in_the_page_and_nothing_is_fetched(image: str, shown: str | None) -> None:
    flat = f'<text:h text:outline-level="x">Ici</text:h><text:p><draw:frame>{image}</draw:frame></text:p>'
    wide = '<table:table-cell table:number-columns-spanned="2"/>'
    content = zipfile.ZipFile(io.BytesIO(whole())).read("content.xml").decode()
    body = content.replace(
        "<text:p", f"{flat}<table:table><table:table-row>{wide}</table:table-row></table:table><text:p", 1
    )
    parts: dict[str, str | bytes] = {"content_xml": body, "Pictures/logo.png": PICTURE}
    model = template.read(whole(**parts), "m")
    [page] = made(FOLDER, asked("convocation"), "html", model)
    said = page.raw.decode()
    assert re.findall(r'<img alt="" src="([^"]*)">', said) == ([shown] if shown else [])
    assert "exemple.invalid/logo" not in said
    assert '<td colspan="2"></td>' in said
    assert "<h6>Ici</h6>" in said


def test_a_comment_goes_and_the_field_that_tells_an_author_with_it() -> None:
    told = (
        "Reçu<office:annotation><dc:creator>Jeanne Exemple</dc:creator><text:p>À revoir</text:p></office:annotation>"
        " par <text:author-name>Jeanne Exemple</text:author-name>nous"
    )
    assert line(told) == ["Reçu par nous"]


def test_a_letterhead_in_the_header_is_filled_too() -> None:
    header = "<style:header><text:p>Affaire suivie par [secretariat.service]</text:p></style:header>"
    flat = SAVED.replace("<style:footer>", f"{header}<style:footer>", 1)
    model = template.read(flat.encode(), "m")
    [one] = made(FOLDER, asked("convocation"), model=model)
    assert (
        "Affaire suivie par Délégation départementale"
        in zipfile.ZipFile(io.BytesIO(one.raw)).read("styles.xml").decode()
    )
    [page] = made(FOLDER, asked("convocation"), "html", model)
    assert html_lines(page.raw)[0].startswith("Affaire suivie par Délégation départementale")


_FORMAT, _UNREADABLE = "n’est pas un texte OpenDocument : enregistrez-le", "n’est pas un texte OpenDocument lisible"
_TRACKED = "<text:tracked-changes><text:changed-region/></text:tracked-changes>"
REFUSED: list[tuple[Callable[[], bytes], str]] = [
    (lambda: b"%PDF-1.7", _UNREADABLE),
    (lambda: b"", _UNREADABLE),
    (lambda: b"PK\x03\x04cut", "ne s’ouvre pas"),
    (lambda: b"<a/>", _FORMAT),
    (lambda: whole(mimetype="application/vnd.oasis.opendocument.spreadsheet"), _FORMAT),
    (lambda: whole(content_xml="<office:document-content/>"), _FORMAT),
    (lambda: whole(content_xml="<a>" * 200 + "</a>" * 200), "emboîte trop de niveaux"),
    (lambda: whole(content_xml="<a/>" + " " * 20_000_001), "est trop gros"),
    (lambda: SAVED.encode() + b" " * 20_000_001, "est trop gros"),
    (lambda: SAVED.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1).encode(), "déclare des entités"),
    (lambda: SAVED.replace("office:text", "office:texte").encode(), _FORMAT),
    (lambda: SAVED.replace(_FIRST, _TRACKED).encode(), "porte des modifications suivies"),
]


@pytest.mark.parametrize(("raw", "said"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_model_is_refused(raw: Callable[[], bytes], said: str) -> None:
    with pytest.raises(UsageError, match=r"^Le modèle « m » ") as refused:
        made(FOLDER, asked("convocation"), model=template.read(raw(), "m"))
    assert said in str(refused.value)


@pytest.mark.parametrize("kind", kinds())
def test_each_of_our_models_can_be_the_one_of_a_department(kind: str) -> None:
    raw = packed(template.own(kind), kinds()[kind].title)
    said = ["".join(template.read(raw, kind).text.itertext()), "".join(template.own(kind).text.itertext())]
    assert said[0] == said[1]
    assert "[acte.titre]" in "".join(template.read(raw, kind).styles.itertext())


@pytest.mark.parametrize("coding", ["foo", "rot13", "base64", "utf-7", "shift_jis", "idna"])
def test_a_coding_that_cannot_be_read_is_one_sentence(coding: str) -> None:
    with pytest.raises(UsageError) as refused:
        template.read(f'<?xml version="1.0" encoding="{coding}"?><a/>'.encode(), "m")
    assert str(refused.value) == ("Le modèle « m » déclare un codage qui ne se lit pas : enregistrez-le en UTF-8.")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_damaged_file_is_one_sentence(method: int) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        archive.writestr("content.xml", bytes(range(256)) * 40)
    raw = bytearray(held.getvalue())
    start = 30 + len("content.xml")
    raw[start : start + 40] = b"\xff" * 40
    with pytest.raises(UsageError, match="Le modèle « m » ne s’ouvre pas"):
        template.read(bytes(raw), "m")


def test_a_type_of_too_many_bytes_is_not_inflated() -> None:
    with pytest.raises(UsageError, match="Le modèle « m » est trop gros"):
        template.read(whole(mimetype=b" " * 20_000_001), "m")


def test_a_question_ends_with_one_mark() -> None:
    with pytest.raises(UsageError) as refused:
        line("Le [seance.jours].")
    assert str(refused.value).endswith("; vouliez-vous « [seance.jour] » ?")
