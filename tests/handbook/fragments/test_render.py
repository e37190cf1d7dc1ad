"""Escaping: whatever a file holds is shown as it was written, in a cell, a title or an attribute."""

import html
import importlib
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kit.files import resources
from kit.handbook.fragments.render import FILTERS, code_block, escape, hand_written, typeset
from kit.handbook.fragments.table import loosened
from kit.judging import pipeline
from tests.conftest import HOUSE, TODAY
from tests.handbook import shown
from tests.handbook.fragments.hostile import HOSTILE
from tests.handbook.shown import pages

_MARKDOWN = importlib.import_module("markdown")  # sans annotations de types
_EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]


class _Text(HTMLParser):
    """What a reader sees, and the tags and attributes that the page has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.seen += data


def _html(text: str) -> _Text:
    return _Text(_MARKDOWN.markdown(text, extensions=_EXTENSIONS))


def test_a_table_of_a_written_page_is_named_after_its_heading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "essai.md").write_text(
        "# Essai\n\n## Les mots : deux {: #mots }\n\n| Un | Deux |\n| --- | --- |\n| `<a>` | b ; c |\n", "utf-8"
    )
    monkeypatch.setattr(resources, "SITE", tmp_path)
    [page] = hand_written()
    [table] = page.fragments
    assert '<table class="kit-table" aria-label="Les mots\u00a0: deux">' in table
    assert '<th scope="row"><code>&#60;a&#62;</code></th><td data-colonne="Deux">b\u202f; c</td>' in table
    assert "b\u202f; c" in page.text
    assert "|" not in page.text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_paragraph_shows_the_text(hostile: str) -> None:
    found = _html(escape(hostile))
    assert found.seen == hostile
    assert found.tags == ["p"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_cell_shows_the_text(hostile: str) -> None:
    found = _html(f"| a | b |\n| --- | --- |\n| {escape(hostile)} | fin |")
    assert found.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert hostile in found.seen


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_heading_a_list_and_a_notice_show_the_text(hostile: str) -> None:
    safe = escape(hostile)
    found = _html(f'# {safe}\n\n- {safe}\n\nMot\n:   {safe}\n\n!!! note "{safe}"\n\n    {safe}\n')
    assert found.seen.count(hostile) == 5
    assert found.tags == ["h1", "ul", "li", "dl", "dt", "dd", "div", "p", "p"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_attribute_and_a_link_show_the_text(hostile: str) -> None:
    found = _html(f'<div title="{escape(hostile)}"></div>\n\n[{escape(hostile)}](page.md)')
    assert ("title", hostile) in found.attributes
    assert ("href", "page.md") in found.attributes
    assert found.tags == ["div", "p", "a"]
    assert found.seen.strip() == hostile


def test_lines_and_invisible_signs_are_flattened() -> None:
    assert escape("a\n\n# b\tc\u202e\x00d") == "a &#35; b cd"


def test_code_keeps_its_lines() -> None:
    found = _Text(code_block("a: <b>\n\n  - *c*"))
    assert found.seen.split("\n") == ["a: <b>", "", "  - *c*"]


def test_french_spaces_leave_code_and_tags_alone() -> None:
    assert typeset("Où : <code>a : b</code> « x » ; `c : d`") == (
        "Où\u00a0: <code>a : b</code> «\u00a0x\u00a0»\u202f; `c : d`"
    )


# Ceux du moteur qui rendent des valeurs telles quelles.
_PLAIN = ("length", "map", "rejectattr", "round", "selectattr", "sum", "last")


def test_templates_never_mark_a_value_as_safe() -> None:
    # « ~ », « join », « safe », « format » rendraient un texte sans passer par l'échappement.
    for path in (resources.SITE / "templates").glob("*.j2"):
        for code in re.findall(r"\{[{%].*?[%}]\}", path.read_text("utf-8"), re.DOTALL):
            assert "~" not in code, path.name
            assert set(re.findall(r"\|\s*(\w+)", code)) <= {*_PLAIN, *FILTERS}, path.name


def test_a_hostile_folder_stays_text(tmp_path: Path) -> None:
    hostile = "</title><script>alert(1)</script> [x](javascript:alert(1)) | {{ 7 * 7 }}"
    folder = shutil.copytree(HOUSE / "departments" / "88-vosges", tmp_path / "departments" / "88-vosges")
    for name in ("commission.yaml", "membres.yaml"):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(re.sub(r'(titre|nom|service|motif): "[^"]*"', rf'\1: "{hostile}"', text), "utf-8")
    report, cases = pipeline.run(tmp_path, (), TODAY)
    page = {page.path: page for page in pages(report, cases)}["departements/88-vosges.md"]
    assert "<script" not in shown.written(page)
    assert "](javascript" not in shown.written(page)
    found = _Text(shown.html(page))
    assert hostile in found.seen
    # Dans la prose comme dans les fragments.
    assert all(hostile in _Text(part).seen for part in shown.html(page).split("Les constats</h2>"))
    assert "script" not in found.tags


def test_a_block_of_code_of_a_written_page_is_a_fragment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages" / "guide").mkdir(parents=True)
    (tmp_path / "pages" / "guide" / "essai.md").write_text(
        "# Essai\n\n```yaml\na: <b> # c : d\n\ne\n```\n\nFin\n", "utf-8"
    )
    monkeypatch.setattr(resources, "SITE", tmp_path)
    [page] = hand_written()
    assert page.fragments == ('<pre><code class="language-yaml">a: &#60;b&#62; # c\u00a0: d\n\ne\n</code></pre>\n',)
    assert "```" not in page.text
    assert _Text(shown.html(page)).seen.split() == ["Essai", "a:", "<b>", "#", "c", ":", "d", "e", "Fin"]


def test_the_button_of_a_session_copies_what_is_typed_alone() -> None:
    written = {page.path: page for page in hand_written()}
    (first, *_) = [held for held in written["guide/debuter.md"].fragments if "language-console" in held]
    assert html.unescape(first.partition('data-copy="')[2].partition('"')[0]).splitlines() == [
        "python3 -m venv outils",
        "source outils/bin/activate",
        "pip install --quiet git+https://git.example.org/kit-commissions.git",
        "kit --version",
    ]
    assert "$ python3 -m venv outils" in _Text(first).seen
    assert all("data-copy" not in held for held in written["guide/debuter.md"].fragments if "language-yaml" in held)


def test_a_command_keeps_its_options_and_its_days_whole() -> None:
    written = {page.path: page for page in hand_written()}
    held = next(each for each in written["guide/annee.md"].fragments if "kit seance 88" in each)
    for word in ("--formation", "--date", "2027-01-11"):
        assert f'<span class="kit-numero">{word}</span>' in held
    # Ce qui se lit, et se copie, n’a pas changé.
    assert "$ kit seance 88 2027-03-11 --heure 14:00 --formation individuelle --date 2027-01-11" in _Text(held).seen


def test_a_day_in_a_table_may_be_cut_before_its_year_alone() -> None:
    told = "le 2\u00a0janvier\u00a02026"
    assert loosened(f"<p>{told}</p><table><td>{told}</td></table>") == (
        f"<p>{told}</p><table><td>le 2\u00a0janvier 2026</td></table>"
    )


def test_a_date_in_a_code_of_a_sentence_is_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    written = (
        "# Essai\n\nOn écrit `a_b: {date: 2027-02-25} # *<x>*`, ou `kit --date 2027-02-25`, et `12-2027-02-251`.\n"
    )
    (tmp_path / "pages" / "essai.md").write_text(written, "utf-8")
    monkeypatch.setattr(resources, "SITE", tmp_path)
    [page] = hand_written()
    assert page.text.count('<span class="kit-numero">2027-02-25</span>') == 2
    assert "`12-2027-02-251`" in page.text
    assert "a_b: {date: 2027-02-25} # *<x>*" in _html(page.text).seen


@pytest.mark.parametrize("there", [True, False])
def test_a_site_without_the_form_leads_nobody_to_it(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "ENGINE", tmp_path if there else tmp_path / "absent")
    written = {page.path: page.text for page in hand_written()}
    year, guide = written["guide/annee.md"], written["guide/index.md"]
    assert ("Dans Ma fiche" in year, "Écrire un papier" in year) == (there, there)
    assert ("Un formulaire." in guide, "ou «\u00a0Ma fiche\u00a0» ajoute" in guide) == (there, there)
    assert ("un tableau à remplir" in year) == (not there)
    assert not any("le formulaire -->" in text or "<!-- fin" in text for text in written.values())
