"""The papers of the next session are on the page of a department, and in the site, for insiders; nowhere for others."""

import io
from pathlib import Path

import pytest
from odfdo import Document as Odf

from kit.actes.catalogue import kinds
from kit.actes.subject import Choice
from kit.actes.writing import Request, documents, paper
from kit.cli import publishing
from kit.handbook import contents, papers
from kit.handbook.country import Country
from kit.handbook.page import Page, Profile
from kit.model.department import load
from kit.model.folder import find
from tests.conftest import HOUSE, TODAY, Copy
from tests.handbook import shown

_PAGE = "departements/88-vosges.md"
_KINDS = ("convocation", "ordre-du-jour", "emargement")
_TITLE = "Papiers de la prochaine séance"


def changed(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def folder(copy: Copy) -> Path:
    """A department that names one of its members."""
    there = copy("88")
    titled = 'titre: "Médecin généraliste à Saint-Dié-des-Vosges"'
    changed(there, "membres.yaml", titled, f'{titled}\n    nom: "Zoltarine Exempleuse"')
    return there


def country(folder: Path, profil: str = "interne") -> Country:
    """Give what the handbook is made of, as `kit build` does."""
    order = publishing.order(folder.parent.parent, TODAY, profil, None)
    return publishing.gathered(order, [publishing.read(order, each) for each in find(order.root, ())], None)[1]


def page(told: Country) -> Page:
    [entry] = told.filed()
    return contents.department(told, entry)


def written(told: Country) -> dict[str, bytes]:
    return papers.files(told.papers, told.paths)


def test_insiders_have_each_paper_in_both_formats_where_the_page_leads(folder: Path) -> None:
    told = country(folder)
    ways = {f"papiers/88-vosges/{kind}.{form}" for kind in _KINDS for form in ("odt", "html")}
    assert set(written(told)) == ways
    found = shown.document(page(told))
    links = {e.get("href", ""): e.get("download") for e in found.iter("a") if "papiers/" in e.get("href", "")}
    assert set(links) == {f"../{way}" for way in ways}
    assert links["../papiers/88-vosges/convocation.odt"] == "convocation-2026-12-03.odt"
    _, *rows = shown.tables(page(told), _TITLE)
    assert [shown.words(row[0]) for row in rows] == [kinds()[kind].title for kind in _KINDS]
    assert [shown.words(row[2]) for row in rows] == ["rien"] * 3
    assert "Séance du jeudi 3 décembre 2026 : ces papiers" in shown.whole(page(told))
    assert "Ils portent les noms écrits dans la fiche : ils ne se publient pas." in shown.whole(page(told))


def test_they_are_those_of_the_command_to_the_byte_and_the_same_each_time(folder: Path) -> None:
    dossier = load(find(folder.parent.parent, ())[0])
    for named in (True, False):
        if not named:
            changed(folder, "membres.yaml", '    nom: "Zoltarine Exempleuse"\n', "")
            dossier = load(find(folder.parent.parent, ())[0])
        made = written(country(folder))
        assert made == written(country(folder))
        for kind in _KINDS:
            said = paper(dossier, Request(kind=kinds()[kind], day=TODAY, choice=Choice(names=named)))
            for form in ("odt", "html"):
                [one] = documents(said, None, form)
                assert made[f"papiers/88-vosges/{kind}.{form}"] == one.raw
        text = Odf(io.BytesIO(made["papiers/88-vosges/emargement.odt"])).body.text_recursive
        assert ("Zoltarine Exempleuse" in text, "Édition interne" in text) == (named, named)


def test_others_have_neither_a_paper_nor_a_word_of_one(folder: Path) -> None:
    told = country(folder, "public")
    assert written(told) == {}
    assert _TITLE not in shown.written(page(told))
    assert "papiers/" not in shown.written(page(told))
    assert "Zoltarine" not in shown.written(page(told))
    inside = country(folder)
    # Même donnés par mégarde, ils n’y vont pas.
    given = Country.of(told.report, told.cases, Profile.PUBLIC, papers=inside.papers)
    assert written(given) == {}
    assert _TITLE not in shown.written(page(given))
    assert dict(inside.open.papers) == {}


def test_the_name_of_a_former_member_makes_no_paper_that_of_insiders(folder: Path) -> None:
    changed(folder, "membres.yaml", '    nom: "Zoltarine Exempleuse"\n', "")
    changed(folder, "membres.yaml", "  - id: medecin-1\n", '  - id: medecin-1\n    nom: "Zoltarine Exempleuse"\n')
    [known] = country(folder).papers.values()
    assert not known.named
    assert not any("Édition interne".encode() in raw for each in known.papers for raw in each.files.values())


def test_nothing_is_made_when_no_session_is_to_come(folder: Path) -> None:
    changed(folder, "sessions.yaml", "etat: prevue", "etat: annulee")
    told = country(folder)
    assert dict(told.papers) == {}
    assert _TITLE not in shown.written(page(told))


def test_an_irregular_paper_says_why_on_the_page(folder: Path) -> None:
    changed(folder, "sessions.yaml", "date: 2026-11-13", "date: 2026-12-01")
    _, *rows = shown.tables(page(country(folder)), _TITLE)
    assert all(
        shown.words(row[2]).startswith(
            "✕ irrégulier Les membres ont été convoqués le 1er décembre 2026 pour la séance du 3 décembre 2026"
        )
        for row in rows
    )


def test_the_first_of_two_sessions_of_one_day_is_the_next_one(folder: Path) -> None:
    text = (folder / "sessions.yaml").read_text("utf-8")
    twice = '- {date: 2026-12-03, heure: "09:00", formation: politique, etat: prevue}\n'
    (folder / "sessions.yaml").write_text(text + twice, "utf-8")
    [known] = country(folder).papers.values()
    assert known.papers[0].name == "convocation-2026-12-03-09h00"
    changed(folder, "sessions.yaml", 'heure: "09:00", formation: politique', "formation: politique")
    text = shown.whole(page(country(folder)))
    assert "Séance du jeudi 3 décembre 2026 : Plusieurs séances le 3 décembre 2026" in text


def test_a_model_that_cannot_be_filled_is_said_and_the_others_are_there(folder: Path) -> None:
    models = folder.parent.parent / "modeles"
    models.mkdir()
    (models / "convocation.odt").write_text("rien", "utf-8")
    told = country(folder)
    assert {way.rpartition("/")[2] for way in written(told)} == {
        "ordre-du-jour.odt", "ordre-du-jour.html", "emargement.odt", "emargement.html"
    }  # fmt: skip
    _, first, *_ = shown.tables(page(told), _TITLE)
    assert [shown.words(cell) for cell in first[1:]] == [
        "",
        "Le modèle « modeles/convocation.odt » n’est pas un texte OpenDocument lisible (ligne 1, colonne 1).",
    ]


def test_a_fault_beyond_those_that_a_page_shows_still_makes_a_paper_irregular(folder: Path) -> None:
    late = "".join(
        f"- {{date: {2028 + i // 300}-0{1 + i // 28 % 9}-{1 + i % 28:02}, etat: prevue, formation: politique, "
        f"convocation: {{date: {2028 + i // 300}-0{1 + i // 28 % 9}-{1 + i % 28:02}}}}}\n"
        for i in range(240)
    )
    text = (folder / "sessions.yaml").read_text("utf-8").replace("date: 2026-11-13", "date: 2026-12-01")
    (folder / "sessions.yaml").write_text(late + text, "utf-8")
    [known] = country(folder).papers.values()
    assert known.day == "jeudi 3 décembre 2026"
    assert all(any(remark.irregular for remark in each.remarks) for each in known.papers)


def test_the_year_of_the_guide_leads_to_each_of_its_papers_in_the_form() -> None:
    text = (HOUSE / "site" / "pages" / "guide" / "annee.md").read_text("utf-8")
    told = {id for id in kinds() if f"$ kit acte {id} " in text}
    assert len(told) > 8
    led = [line for line in text.split("\n") if "« Écrire un papier », puis" in line]
    assert {id for id, kind in kinds().items() if any(f"« {kind.title} »" in line for line in led)} >= told


def test_insiders_are_led_to_the_form_that_writes_the_others(folder: Path) -> None:
    assert (
        "`kit acte` et [Ma fiche](../ma-fiche.md) (« Écrire un papier ») les écrivent aussi, et "
        "[les autres](../guide/annee.md)."
    ) in page(country(folder)).text.replace("\u00a0", " ")
