"""A paper that is not regular says so first; a hostile text breaks none; a name comes by its field alone."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import html5lib
import pytest

from kit.actes.catalogue import kinds, known
from kit.actes.paper import Rows
from kit.actes.papers import PAPERS
from kit.actes.subject import Choice
from kit.actes.writing import Request, documents, paper
from kit.files import resources
from kit.law.texts import data, provision
from kit.model.department import load
from kit.model.folder import Folder
from kit.rules import registry
from tests.actes.asking import Day, asked, both, made, pairs
from tests.actes.reading import html_lines, odt_lines
from tests.conftest import Copy

EVERY = [
    asked("convocation"), asked("ordre-du-jour"), asked("emargement"), asked("proces-verbal"),
    asked("avis", Choice(file="2026-06")), asked("arrete-composition"), asked("courrier", Choice(seat="medecin")),
    asked("courrier", Choice(seat="collectivites")), asked("bordereau", Choice(order="DDETSPP-2026-009")),
    asked("fiche-annuelle", Choice(year=2026)),
]  # fmt: skip


def changed(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return folder


_TERM = "debut: 2024-05-14, fin: 2027-05-13"
_LATE = "Les membres ont été convoqués le 1er décembre 2026 pour la séance du 3 décembre 2026, soit 2 jours avant"
_SENT = "Envoyée le 1er décembre 2026, jour de ce papier, la convocation partirait 2 jours avant la séance"
IRREGULAR = [
    (asked("convocation"), "sessions.yaml", "date: 2026-11-13", "date: 2026-12-01", _LATE),
    (asked("convocation", day=Day(2026, 12, 1)), "sessions.yaml", "  convocation: {date: 2026-11-13}\n", "", _SENT),
    (asked("convocation"), "membres.yaml", _TERM, "debut: 2023-05-14, fin: 2026-05-13", "a pris fin le 13 mai 2026"),
    (asked("arrete-composition"), "membres.yaml", _TERM, "debut: 2024-05-14, fin: 2028-05-13", "dure plus de 3 ans"),
]


@pytest.mark.parametrize(("wanted", "name", "old", "new", "said"), IRREGULAR)
def test_an_irregular_paper_is_written_with_a_note_that_says_so(
    copy: Copy, wanted: Request, name: str, old: str, new: str, said: str
) -> None:
    folder = changed(copy("88"), name, (old, new))
    text, page = both(folder, wanted)
    for one, lines in ((text, odt_lines(text.raw)), (page, html_lines(page.raw))):
        assert one.irregular
        assert lines[0] == f"Note à lire avant de signer : {kinds()[wanted.kind.id].title}"
        assert lines[2] == "Irrégulier"
        assert said in lines[3].replace("\u00a0", " ")
        assert any(line.startswith("→ ") for line in lines)
        assert "Textes appliqués" in lines  # Le papier suit sa note.


def test_a_paper_called_in_time_or_in_a_hurry_has_no_note(copy: Copy) -> None:
    folder = changed(copy("88"), "sessions.yaml", ("{date: 2026-11-13}", "{date: 2026-12-01, urgence: true}"))
    [one] = made(folder, asked("convocation"))
    assert one.remarks == ()
    assert "Cette convocation est faite en urgence." in odt_lines(one.raw)


def test_too_few_members_make_the_minutes_and_the_opinion_irregular(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "sessions.yaml"
    head, mark, tail = path.read_text(encoding="utf-8").partition("- date: 2026-11-05")
    few = re.sub(
        r"presents: \[[^\]]*\]",
        "presents: [magistrat-2]",
        re.sub(r"supplees: \[[^\]]*\]", "supplees: []", tail),
        count=1,
    )
    path.write_text(head + mark + few, encoding="utf-8")
    for wanted in (asked("proces-verbal"), asked("avis", Choice(file="2026-06"))):
        [one] = made(folder, wanted)
        assert any("le quorum, la moitié au moins, n’est pas atteint" in remark.message for remark in one.remarks)
        assert one.irregular
        assert any("le quorum n’est pas atteint" in line for line in odt_lines(one.raw)[8:])
    [one] = made(folder, asked("convocation"))
    assert one.remarks == ()  # Une autre séance n’y est pour rien.


def test_an_opinion_that_is_not_favourable_has_a_reason_tied_to_a_text(copy: Copy) -> None:
    folder = changed(
        copy("88"),
        "sessions.yaml",
        (
            "retires: [assoc-ballon-2], avis: favorable, vote",
            "retires: [assoc-ballon-2], avis: defavorable, motif: Actions à préciser., vote",
        ),
    )
    [one] = made(folder, asked("avis", Choice(file="2026-06")))
    reason = next(line for line in odt_lines(one.raw) if line.startswith("Motif"))
    assert reason.startswith("Motif : Actions à préciser. Texte sur lequel il se fonde : article L. 121-9 du CASF [à v")
    changed(folder, "sessions.yaml", (" motif: Actions à préciser.,", ""))
    [one] = made(folder, asked("avis", Choice(file="2026-06")))
    assert one.irregular
    assert any("[à compléter : motif" in line for line in odt_lines(one.raw))


HOSTILE = "</text:p><script>alert(1)</script> & \"' ]]> [seance.jour] {{ x }} <!-- -->"


@pytest.mark.parametrize("wanted", EVERY, ids=lambda wanted: wanted.kind.id)
def test_a_hostile_title_breaks_no_paper(copy: Copy, wanted: Request) -> None:
    title = HOSTILE.replace('"', '\\"')
    folder = changed(
        copy("88"), "membres.yaml",
        ('"Médecin généraliste à Saint-Dié-des-Vosges"', f'"{title}"'), ('"Ville d’Épinal"', f'"{title}"'),
    )  # fmt: skip
    changed(
        folder, "commission.yaml", ("Les Sapins", "Les Sapins <b>]]> [droit.quorum]"), ("RAA 88-2026-07", "<i>&amp;")
    )
    changed(folder, "sessions.yaml", ("Orientations pour 2027", "Orientations </p><script>x</script> [seance.jour]"))
    for one, page in pairs(folder, wanted):
        lines = odt_lines(one.raw)
        assert html_lines(page.raw) == lines
        read = html5lib.parse(page.raw.decode(), namespaceHTMLElements=False)
        assert not [each.tag for each in read.iter() if each.tag in ("script", "b", "i", "img")]
    if wanted.kind.id in ("convocation", "emargement", "proces-verbal", "arrete-composition"):
        assert any("<script>alert(1)</script>" in line and "[seance.jour]" in line for line in lines)


@pytest.mark.parametrize("wanted", EVERY, ids=lambda wanted: wanted.kind.id)
def test_a_name_comes_by_its_field_alone_and_only_when_asked(copy: Copy, wanted: Request) -> None:
    folder = changed(
        copy("88"), "membres.yaml",
        ('"Médecin généraliste à Saint-Dié-des-Vosges"', '"Médecin généraliste"\n    nom: "Jeanne Exemplaire"'),
        ('titre: "Cheffe du bureau des étrangers de la préfecture"', 'titre: "Mme Odile Modelle, cheffe du bureau"'),
    )  # fmt: skip
    shows = wanted.choice.seat == "medecin" or wanted.kind.id in (
        "convocation", "emargement", "proces-verbal", "arrete-composition",
    )  # fmt: skip
    for names in (False, True):
        made_of_it = pairs(folder, asked(wanted.kind.id, replace(wanted.choice, names=names)))
        for one in (each for pair in made_of_it for each in pair):
            text = one.raw.decode("utf-8", "replace")
            assert "Modelle" not in text
            assert ("Exemplaire" in text) == (names and shows)
            assert ("Édition interne" in text) == names


def test_what_the_internal_edition_hides_is_to_be_written_otherwise(copy: Copy) -> None:
    folder = changed(
        copy("88"), "sessions.yaml", ("Orientations pour 2027", "Cas de Mme Jeanne Exemplaire, née le 12/03/1990")
    )
    [one] = made(folder, asked("ordre-du-jour"))
    assert "– [à compléter : texte sans donnée sur une personne]" in odt_lines(one.raw)
    assert b"Exemplaire" not in one.raw


def test_a_file_that_cannot_be_read_makes_no_paper_or_says_so(copy: Copy) -> None:
    folder = copy("88")
    (folder / "membres.yaml").write_text("medecin: [\n", encoding="utf-8")
    [one] = made(folder, asked("convocation"))
    assert one.irregular
    assert one.remarks[0].text == ""
    assert one.remarks[0].source == "Fichier : membres.yaml, ligne 1"


def test_what_xml_cannot_hold_is_left_out_and_a_line_is_cut_where_it_was(copy: Copy) -> None:
    """What the reading of the files refuses today may come by another way tomorrow."""
    dossier = load(Folder(copy("88"), "88"))
    said = paper(dossier, asked("ordre-du-jour"))
    rows = Rows(("texte",), ({"texte": "Un\x00\x07\x1b\ufffe\nDeux\ud800 \U0001f4c4"},))
    [one] = documents(replace(said, lists={**said.lists, "points": rows}), None, "odt")
    assert "– Un Deux \U0001f4c4" in odt_lines(one.raw)
    content = zipfile.ZipFile(BytesIO(one.raw)).read("content.xml").decode()
    assert "Un<text:line-break />Deux" in content


def test_a_blank_stands_out() -> None:
    [one] = made(Path(resources.LAW.parent.parent / "departments" / "88-vosges"), asked("convocation"))
    content = zipfile.ZipFile(BytesIO(one.raw)).read("content.xml").decode()
    assert '<text:span text:style-name="KitBlanc">[à compléter\u00a0: lieu]</text:span>' in content
    assert 'style:name="KitBlanc"' in content


def test_the_catalogue_names_what_exists() -> None:
    rules = {rule.id for rule in registry.catalogue()}
    assert set(PAPERS) == set(kinds())
    for kind in kinds().values():
        assert {*kind.of_session, *kind.of_commission} <= rules
        assert (resources.MODELS / f"{kind.id}.xml").is_file()
        assert all(provision(text).versions for text in kind.visas)
    for place in known()["droit"].values():
        if "ou" in place:
            assert place["ou"] in [row["ou"] for row in data(place["texte"])["paragraphes"]]
    files = {path.stem for path in resources.MODELS.glob("*.xml")}
    assert files == {*kinds(), "note"}
