"""The pages: what they hold, that they agree with one another, and that two renders are equal."""

import datetime
import posixpath
import re
import shutil
from pathlib import Path

import pytest

from kit.handbook.edition import edition
from kit.handbook.fragments import slots
from kit.handbook.page import Names, Page, Profile, built, department_paths
from kit.judging import pipeline, registry
from kit.law.territories import territories
from kit.law.texts import COMPOSITION, data, provision, provisions
from tests.conftest import DATA, HOUSE, TODAY, golden
from tests.growth import MOST, calls
from tests.handbook import shown
from tests.handbook.shown import pages

_GOLDEN = DATA / "golden" / "handbook"
_HREF = re.compile(r'<a href="(?!https?://)([^"#]*)(?:#([^"]*))?"')
_LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]*))?\)")
Book = dict[str, Page]


def _whole(page: Page) -> str:
    """Give all of a page as it was written, each fragment in its place."""
    return slots.filled(page.text, page.fragments, page.path)


def test_a_department_page_is_golden(book: Book) -> None:
    golden(_GOLDEN / "38-isere.md", _whole(book["departements/38-isere.md"]))


def test_a_rule_page_is_golden(tmp_path: Path) -> None:
    # Un seul département : la page d'une règle ne change pas quand un autre dossier change.
    shutil.copytree(HOUSE / "departments" / "38-isere", tmp_path / "departments" / "38-isere")
    report, cases = pipeline.run(tmp_path, (), TODAY)
    found = {page.path: page for page in pages(report, cases)}
    golden(_GOLDEN / "magistrat-mal-designe.md", _whole(found["regles/magistrat-mal-designe.md"]))


def test_two_renders_are_equal(book: Book) -> None:
    report, cases = pipeline.run(HOUSE, (), TODAY)
    assert pages(report, cases) == [book[path] for path in sorted(book)]


def test_every_rule_has_its_page(book: Book) -> None:
    listed = shown.ways(shown.document(book["regles/index.md"]))
    for rule in registry.catalogue():
        assert f"# {rule.title}" in book[f"regles/{rule.id}.md"].text.replace("\u00a0", " ")
        assert f"{rule.id}.html" in listed


def test_every_text_has_its_page(book: Book) -> None:
    assert {f"droit/{text}.md" for text in provisions()} <= set(book)


def test_the_list_has_every_department(book: Book) -> None:
    rows = shown.rows(book["departements/index.md"], "Les 101 départements au 23 novembre 2026")
    assert [code for code, *_ in rows] == list(territories())


def test_the_article_shows_every_seat_of_every_wording(book: Book) -> None:
    rows = shown.rows(book[f"droit/{COMPOSITION}.md"], "Les sièges, rédaction par rédaction")
    said = {name: cells for name, *cells in rows}
    for rank, version in enumerate(provision(COMPOSITION).versions):
        for seat in version.seats:
            [cells] = [cells for name, cells in said.items() if name.endswith(f" {seat.id}")]
            unread = cells[rank].startswith("Inchangé.") and not version.certain
            assert cells[rank - unread].startswith(f"{seat.ordinal} {seat.title}")


def test_the_matrix_has_every_demand(book: Book) -> None:
    known = {each.get("id"): shown.words(each) for each in shown.document(book["droit/tracabilite.md"]).iter("span")}
    for demand in data("instruction-2022-7")["exigences"]:
        assert known[demand["id"].lower()] == demand["id"]


def test_the_instruction_is_told_paragraph_by_paragraph(book: Book) -> None:
    demands = data("instruction-2022-7")["exigences"]
    _, *rows = shown.tables(book["droit/instruction-2022-7.md"], "Paragraphe par paragraphe")
    assert [shown.words(row[0]).rpartition(", ")[2] for row in rows[::2]] == [demand["id"] for demand in demands]
    ways: set[str] = set()
    for *_, checked in rows[1::2]:
        own = {way for way in shown.ways(checked) if way.startswith("../regles/")}
        assert own or "Pas contrôlé. Expliqué" in shown.words(checked), shown.words(checked)
        ways |= own
    for rule in registry.legal_rules():
        assert rule.provision != "instruction-2022-7" or f"../regles/{rule.id}.html" in ways


def test_the_figures_of_the_country_are_shown_as_those_of_the_source(book: Book) -> None:
    text = shown.whole(book["donnees/chiffres-nationaux.md"])
    assert "80 + 20 = 100" in text
    assert "Les chiffres nationaux selon l’instruction" in text


def test_links_between_pages_lead_somewhere(book: Book, beside: Book) -> None:
    known: dict[str, Page] = {built(page.path): page for page in book.values()}
    for page in book.values():
        found = [(built(way) if way else way, anchor) for way, anchor in _LINK.findall(page.text)]
        found += [(way, "") for way in re.findall(r'^fil: .*vers: "([^"]+)"', page.text, re.MULTILINE)]
        found += [link for fragment in page.fragments for link in _HREF.findall(fragment)]
        for way, anchor in found:
            if way.startswith(("mailto:", "tel:")):
                continue
            here = built(page.path)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(here), way.partition("?")[0])) if way else here
            assert target in known or target in beside, f"{page.path} → {way}"
            if anchor:
                there = shown.written(known[target])
                assert re.search(rf'id="{anchor}"|\{{: #{anchor} ', there), f"{page.path} → {way}#{anchor}"


def test_every_page_has_one_title(book: Book) -> None:
    for page in book.values():
        assert len(re.findall(r"^# ", page.text, re.MULTILINE)) == 1, page.path


def test_the_name_of_a_member_is_on_its_own_internal_page_alone(tmp_path: Path) -> None:
    folder = shutil.copytree(HOUSE / "departments" / "88-vosges", tmp_path / "departments" / "88-vosges")
    membres = folder / "membres.yaml"
    membres.write_text(membres.read_text("utf-8").replace("    titre:", '    nom: "Zzyzx"\n    titre:'), "utf-8")
    assert "Zzyzx" in membres.read_text("utf-8")
    report, cases = pipeline.run(tmp_path, (), TODAY)
    named = [page.path for page in pages(report, cases) if "Zzyzx" in shown.written(page)]
    assert named == ["departements/88-vosges.md"]
    public = edition(report, cases, Profile.PUBLIC)
    assert not [page.path for page in pages(*public, Profile.PUBLIC) if "Zzyzx" in shown.written(page)]


@pytest.mark.parametrize("day", [datetime.date(2018, 6, 1), datetime.date(2022, 6, 1), datetime.date(2025, 9, 1)])
def test_former_wordings_are_rendered_too(day: datetime.date) -> None:
    report, cases = pipeline.run(HOUSE, (HOUSE / "departments" / "13-bouches-du-rhone",), day)
    [page] = [page for page in shown.standing(report, cases) if page.path == "departements/13-bouches-du-rhone.md"]
    [name] = set(re.findall(r'<table class="kit-table" aria-label="(Les sièges au [^"]*)"', shown.whole(page)))
    assert [rank for rank, *_ in shown.rows(page, name)] == [f"{number}°" for number in range(1, 12)]


def test_an_example_says_its_file_and_hides_the_branch(book: Book) -> None:
    text = shown.whole(book["regles/siege-sans-titulaire.md"])
    assert "Dans membres.yaml, sans la clé « medecin »." in text
    assert "<p>Dans membres.yaml :</p>\n<pre" in text
    seen = 0
    for rule in registry.catalogue():
        page = shown.whole(book[f"regles/{rule.id}.md"])
        for code in re.findall(r"<pre.*?</pre>", page, re.DOTALL):
            seen += 1
            assert not re.search(r"<code>(commission|membres|sessions|procedures):|: null", code), rule.id
    assert seen > len(registry.legal_rules())


def test_numbers_in_the_index_of_rules_agree(book: Book) -> None:
    text = shown.whole(book["regles/index.md"])
    assert "</span> 2 non conformes</span>" in text or "</span> 1 non conforme</span>" in text
    assert not re.search(r"</span> ([2-9]|\d\d+) non (conforme|renseigné)</span>", text)


def test_every_row_of_a_table_has_the_cells_of_its_head(book: Book) -> None:
    seen = 0
    for page in book.values():
        for table in shown.document(page).iter("table"):
            numbers = {len(shown.cells(row)) for row in table.iter("tr")}
            assert len(numbers) == 1, f"{page.path} : {table.get('aria-label')}"
            seen += 1
    assert seen > len(book)


def test_no_table_is_left_to_the_engine(book: Book) -> None:
    assert [page.path for page in book.values() if re.search(r"^\|", page.text, re.MULTILINE)] == []


def test_two_folders_never_share_a_page() -> None:
    paths = department_paths(["departments/38-isere", "departments/38 isere", "departments/index", "departments/é"])
    assert len(set(paths.values())) == len(paths)
    assert "departements/index.md" not in paths.values()


def test_names_that_collapse_are_numbered_in_order() -> None:
    folders = ["a/38-isere", "a/38-isere-2", "a/38 isere", "a/38.isere", "a/38-ISERE", "a/é", "a/à"]
    assert list(department_paths(folders).values()) == [
        f"departements/{name}.md"
        for name in ("38-isere", "38-isere-2", "38-isere-3", "38-isere-4", "38-isere-5", "dossier", "dossier-2")
    ]


@pytest.mark.parametrize("name", ["é", "38 isere", "index"])
def test_thousands_of_folders_of_one_name_have_each_their_page(name: str) -> None:
    def named(number: int) -> int:
        return len(set(department_paths(f"d/{name}{'.' * size}" for size in range(number)).values()))

    assert named(2000) == 2000
    assert calls(lambda: named(2000)) <= calls(lambda: named(1000)) * MOST


def test_a_long_name_of_folder_has_a_short_page_of_its_own() -> None:
    paths = department_paths([f"departments/{'n' * 250}{end}" for end in "ab"])
    assert {len(path) for path in paths.values()} == {len("departements/.md") + 100}
    assert len(set(paths.values())) == 2


def test_a_name_is_free_whatever_its_case() -> None:
    names = Names("report")
    assert [names.free(name) for name in ("2A", "2a", "Report", "2a-2")] == ["2A", "2a-2", "Report-2", "2a-2-2"]


def test_the_counts_above_the_table_of_rules_are_those_of_its_rows(book: dict[str, Page]) -> None:
    counted = 0
    for path, page in book.items():
        for line, rows in re.findall(
            r"\nIci se comptent .*\. (\d+ <span class=\"kit-issue.*)\n+<details.*\n<summary>Les (\d+) règles",
            shown.whole(page),
        ):
            assert sum(map(int, re.findall(r"(?:^|· )(\d+) <span", line))) == int(rows), path
            counted += 1
    assert counted >= 12
