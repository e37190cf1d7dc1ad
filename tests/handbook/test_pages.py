"""The pages: what they hold, that they agree with one another, and that two renders are equal."""

import datetime
import posixpath
import re
import shutil
from pathlib import Path

import pytest

from kit import check
from kit.handbook.edition import edition
from kit.handbook.page import Names, Page, Profile, department_paths
from kit.handbook.pages import pages
from kit.law.territories import territories
from kit.law.texts import COMPOSITION, data, provision, provisions
from kit.rules import registry
from tests.conftest import DATA, HOUSE, TODAY, golden
from tests.growth import MOST, calls

_GOLDEN = DATA / "golden" / "handbook"
_LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]*))?\)")
Book = dict[str, Page]


def test_a_department_page_is_golden(book: Book) -> None:
    golden(_GOLDEN / "38-isere.md", book["departements/38-isere.md"].text)


def test_a_rule_page_is_golden(tmp_path: Path) -> None:
    # Un seul département : la page d'une règle ne change pas quand un autre dossier change.
    shutil.copytree(HOUSE / "departments" / "38-isere", tmp_path / "departments" / "38-isere")
    report, cases = check.run(tmp_path, (), TODAY)
    found = {page.path: page.text for page in pages(report, cases)}
    golden(_GOLDEN / "magistrat-mal-designe.md", found["regles/magistrat-mal-designe.md"])


def test_two_renders_are_equal(book: Book) -> None:
    report, cases = check.run(HOUSE, (), TODAY)
    assert pages(report, cases) == tuple(book[path] for path in sorted(book))


def test_every_rule_has_its_page(book: Book) -> None:
    for rule in registry.catalogue():
        assert f"# {rule.title}" in book[f"regles/{rule.id}.md"].text.replace("\u00a0", " ")
        assert f"]({rule.id}.md)" in book["regles/index.md"].text


def test_every_text_has_its_page(book: Book) -> None:
    assert {f"droit/{text}.md" for text in provisions()} <= set(book)


def test_the_list_has_every_department(book: Book) -> None:
    rows = [line for line in book["departements/index.md"].text.splitlines() if re.match(r"\| \d", line)]
    assert [row.split("|")[1].strip() for row in rows] == list(territories())


def test_the_article_shows_every_seat_of_every_wording(book: Book) -> None:
    text = book[f"droit/{COMPOSITION}.md"].text.replace("&#95;", "_")
    for version in provision(COMPOSITION).versions:
        for seat in version.seats:
            assert f"<code>{seat.id}</code>" in text
            assert f"**{seat.ordinal}** {seat.title}" in text.replace("\u00a0", " ")


def test_the_matrix_has_every_demand(book: Book) -> None:
    text = book["droit/tracabilite.md"].text
    for demand in data("instruction-2022-7")["exigences"]:
        assert f'<span id="{demand["id"].lower()}">{demand["id"]}</span>' in text


def test_the_instruction_is_told_paragraph_by_paragraph(book: Book) -> None:
    text = book["droit/instruction-2022-7.md"].text
    demands = data("instruction-2022-7")["exigences"]
    rows = [line for line in text.splitlines() if re.search(r"^\| \*\*.*, E-", line)]
    assert [re.findall(r"E-\w+-\d+", row)[0] for row in rows] == [demand["id"] for demand in demands]
    for row in rows:
        assert "](../regles/" in row or "Pas contrôlé. Expliqué" in row, row
    own = {rule.id for rule in registry.legal_rules() if rule.provision == "instruction-2022-7"}
    assert own <= set(re.findall(r"\(\.\./regles/([a-z0-9-]+)\.md\)", text))


def test_the_home_page_shows_the_figures_as_those_of_the_source(book: Book) -> None:
    text = book["index.md"].text
    assert "80 + 20 = 100" in text
    assert "Les chiffres nationaux selon l’instruction" in text


def test_links_between_pages_lead_somewhere(book: Book, beside: Book) -> None:
    for page in book.values():
        for way, anchor in _LINK.findall(page.text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), way)) if way else page.path
            assert target in book or target in beside, f"{page.path} → {way}"
            if anchor:
                assert re.search(rf'id="{anchor}"|\{{: #{anchor} ', book[target].text), f"{page.path} → {way}#{anchor}"


def test_every_page_has_one_title(book: Book) -> None:
    for page in book.values():
        assert len(re.findall(r"^# ", page.text, re.MULTILINE)) == 1, page.path


def test_the_name_of_a_member_is_on_its_own_internal_page_alone(tmp_path: Path) -> None:
    folder = shutil.copytree(HOUSE / "departments" / "88-vosges", tmp_path / "departments" / "88-vosges")
    membres = folder / "membres.yaml"
    membres.write_text(membres.read_text("utf-8").replace("    titre:", '    nom: "Zzyzx"\n    titre:'), "utf-8")
    assert "Zzyzx" in membres.read_text("utf-8")
    report, cases = check.run(tmp_path, (), TODAY)
    assert [page.path for page in pages(report, cases) if "Zzyzx" in page.text] == ["departements/88-vosges.md"]
    shown = edition(report, cases, Profile.PUBLIC)
    assert not [page.path for page in pages(*shown, Profile.PUBLIC) if "Zzyzx" in page.text]


@pytest.mark.parametrize("day", [datetime.date(2018, 6, 1), datetime.date(2022, 6, 1), datetime.date(2025, 9, 1)])
def test_former_wordings_are_rendered_too(day: datetime.date) -> None:
    report, cases = check.run(HOUSE, (HOUSE / "departments" / "13-bouches-du-rhone",), day)
    text = next(page.text for page in pages(report, cases) if page.path == "departements/13-bouches-du-rhone.md")
    assert "| **11°** |" in text
    assert "| **12°** |" not in text


def test_an_example_says_its_file_and_hides_the_branch(book: Book) -> None:
    text = book["regles/siege-sans-titulaire.md"].text.replace("\u00a0", " ")
    assert "Dans membres.yaml, sans la clé « medecin »." in text
    assert "Dans membres.yaml :\n\n" in text
    for rule in registry.catalogue():
        page = book[f"regles/{rule.id}.md"].text
        for code in re.findall(r"<pre.*?</pre>", page, re.DOTALL):
            assert not re.search(r"<code>(commission|membres|sessions|procedures):|: null", code), rule.id


def test_numbers_in_the_index_of_rules_agree(book: Book) -> None:
    text = book["regles/index.md"].text
    assert not re.search(r"</span> ([2-9]|\d\d+) non (conforme|renseigné)</span>", text)


def test_every_row_of_a_table_has_the_cells_of_its_head(book: Book) -> None:
    for page in book.values():
        for table in re.findall(r"(?:^\|.*\n)+.*", page.text, re.MULTILINE):
            *rows, after = table.split("\n")
            assert not after, f"{page.path} : {after}"
            assert len({row.count("|") for row in rows}) == 1, f"{page.path} : {rows[0]}"


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
            r"\n(\d+ <span class=\"kit-issue.*)\n+<details.*\n<summary>Les (\d+) règles", page.text
        ):
            assert sum(map(int, re.findall(r"(?:^|· )(\d+) <span", line))) == int(rows), path
            counted += 1
    assert counted >= 12
