"""Building: one real site, what it loads, what it says; and what stays when a build fails."""

import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest

from kit.errors import UsageError
from kit.files import resources
from kit.handbook.fragments.slots import slot
from kit.handbook.page import Page
from kit.handbook.site import engine
from kit.handbook.site.engine import Engine
from kit.handbook.site.publication import Shells, drafted, publish, reports
from kit.judging import pipeline
from kit.law.texts import composition_on
from tests.browser.pages import Built, pages_of
from tests.conftest import HOUSE, TODAY, Done
from tests.handbook.shown import files, pages
from tests.trust import command

pytestmark = pytest.mark.proof

_CODES = ("38-isere", "88-vosges")
_LOADED = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src")}
_CSS_URL = re.compile(r"(?:url\(|@import)\s*[\"']?\s*([^\"')\s]+)")
_HEADING = re.compile(r"<h([1-3])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


def _root(folder: Path) -> Path:
    for code in _CODES:
        shutil.copytree(HOUSE / "departments" / code, folder / "departments" / code)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built by the command line from a repository that has only `departments`."""
    root = _root(tmp_path_factory.mktemp("depot"))
    done = _kit(root)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == ["Contrôle…", "Pages…", "Site…"]
    assert str(root / "build" / "site" / "index.html") in done.stdout
    return root / "build"


def _kit(root: Path, *words: str) -> Done:
    return Done(*command.run("build", "--root", str(root), *command.DAY, *words))


def _fresh(root: Path, *words: str) -> int:
    """Build in a process of its own; give how it ended."""
    return command.apart("build", "--root", str(root), *command.DAY, *words).returncode


@pytest.fixture(scope="module")
def documents(built: Path) -> list[Built]:
    """Every page of the site, read once."""
    return [Built(path) for path in pages_of(built / "site")]


def test_the_reports_are_beside(built: Path) -> None:
    names = sorted(path.name for path in (built / "reports").iterdir())
    assert names == ["38.json", "88.json", "report.json"]


def test_nothing_else_stays_in_the_folder(built: Path) -> None:
    assert sorted(path.name for path in built.iterdir()) == ["pages", "reports", "site"]


def test_no_page_loads_anything_from_elsewhere(built: Path, documents: list[Built]) -> None:
    for page in documents:
        for tag in page.tags:
            for name, attribute in _LOADED:
                if tag.name == name and (address := tag.attributes.get(attribute)):
                    assert not urlsplit(address).netloc, f"{page.path.name} : {address}"
    for sheet in (built / "site").rglob("*.css"):
        for address in _CSS_URL.findall(sheet.read_text("utf-8")):
            assert not urlsplit(address).netloc, f"{sheet.name} : {address}"


def test_every_table_has_a_name_and_headers(built: Path, documents: list[Built]) -> None:
    for page in documents:
        assert all(tag.attributes.get("aria-label") for tag in page.tags if tag.name == "table"), page.path.name
        assert {tag.attributes.get("scope") for tag in page.tags if tag.name == "th"} <= {"col", "row"}, page.path.name
        section = ""
        for tag in page.tags:
            section = tag.name if tag.name in ("thead", "tbody") else section
            assert (section, tag.name) != ("tbody", "td") or "data-colonne" in tag.attributes, page.path.name
    document = html5lib.parse((built / "site" / "departements" / "38-isere.html").read_text("utf-8"))
    assert [cell.get("scope") for cell in document.iter("{http://www.w3.org/1999/xhtml}th")].count("row") >= 15


def test_a_page_not_found_needs_nothing_and_leads_from_any_folder_to_the_pages_and_to_the_search(built: Path) -> None:
    site = built / "site"
    document = html5lib.parse((site / "404.html").read_text("utf-8"), namespaceHTMLElements=False)
    addresses = [value for e in document.iter() for name in ("href", "src", "action") if (value := e.get(name))]
    assert len(addresses) > 6
    assert {address for address in addresses if not (site / address.removeprefix("/")).is_file()} == set()
    assert all(address.startswith("/") for address in addresses)
    assert [field.get("name") for field in document.iter("input")] == ["q"]


def test_a_site_without_its_address_lists_none(built: Path) -> None:
    assert not (built / "site" / "sitemap.xml").exists()


def test_a_site_at_an_address_lists_its_pages_and_has_its_menu_on_a_page_not_found(tmp_path: Path) -> None:
    root = _root(tmp_path)
    (root / "kit.yaml").write_text("adresse: https://exemple.invalid/prefixe\n", "utf-8")
    assert _kit(root).returncode == 0
    site = root / "build" / "site"
    listed = (site / "sitemap.xml").read_text("utf-8")
    assert listed.startswith("<?xml")
    known = re.findall(r"<loc>(.*?)</loc>", listed)
    built = {f"https://exemple.invalid/prefixe/{path.relative_to(site).as_posix()}" for path in pages_of(site)}
    assert {f"{way}index.html" if way.endswith("/") else way for way in known} == built - {
        "https://exemple.invalid/prefixe/404.html"
    }
    document = html5lib.parse((site / "404.html").read_text("utf-8"), namespaceHTMLElements=False)
    ways = [value for e in document.iter() for name in ("href", "src") if (value := e.get(name)) and value[0] != "#"]
    assert {way for way in ways if not way.startswith("/prefixe/")} == set()
    # Le thème prend « rel=alternate » pour une autre langue, et demande le plan de ce site-là, qui n’existe pas.
    rels = {link.get("rel") for link in document.iter("link")}
    assert "alternate" in {rel.strip() for rel in rels if rel} - rels
    # Ce que montre un message d’un lien vers ce site : une image, à une adresse entière, de la taille que la page dit.
    told = {e.get("property"): e.get("content", "") for e in document.iter("meta")}
    card = (site / told["og:image"].removeprefix("https://exemple.invalid/prefixe/")).read_bytes()
    size = int(told["og:image:width"]), int(told["og:image:height"])
    assert (card[:8], struct.unpack(">II", card[16:24])) == (b"\x89PNG\r\n\x1a\n", size)
    assert any(e.get("data-md-component") == "search-query" for e in document.iter("input"))
    assert "<script>" not in (site / "404.html").read_text("utf-8")


def test_every_seat_of_the_day_is_on_the_page(built: Path) -> None:
    for code in _CODES:
        document = html5lib.parse(
            (built / "site" / "departements" / f"{code}.html").read_text("utf-8"), namespaceHTMLElements=False
        )
        cells = ["".join(cell.itertext()).strip() for cell in document.iter() if cell.tag in ("td", "th")]
        for seat in composition_on(TODAY).seats:
            assert seat.ordinal in cells


def test_the_foot_of_a_page_says_the_day(built: Path) -> None:
    assert "Généré par le kit, au 23 novembre 2026" in (built / "site" / "index.html").read_text("utf-8")


def test_a_second_build_gives_the_same_bytes_whatever_was_put_in_the_site_of_before(built: Path) -> None:
    before = _bytes(built)
    forged, gone = (built / "site" / "departements" / f"{code}.html" for code in _CODES)
    forged.write_text("<p>Avis favorable</p>", "utf-8")
    gone.unlink()
    assert _kit(built.parent).returncode == 0
    assert _bytes(built) == before


def test_the_other_engine_builds_the_same_pages_headings_and_tables(built: Path, tmp_path: Path) -> None:
    root = _root(tmp_path)
    assert _kit(root, "--moteur", "zensical").returncode == 0
    other = root / "build" / "site"
    there, here = _headings(other), _headings(built / "site")
    assert set(there) == set(here) == {_place(path.relative_to(built / "pages")) for path in _sources(built)}
    assert there == here
    assert min(len(headings) for headings in here.values()) >= 1
    assert _tables(other) == _tables(built / "site")
    for page in other.rglob("*.html"):
        assert page.name == "404.html" or "<script>" not in page.read_text("utf-8")


def _sources(built: Path) -> Iterator[Path]:
    """Give the pages as they were written, and that of what does not exist, which the theme makes."""
    yield from (built / "pages").rglob("*.md")
    yield built / "pages" / "404.md"


def _place(source: Path) -> str:
    return source.with_suffix(".html").as_posix()


def _tables(site: Path) -> dict[str, list[str]]:
    return {
        path.relative_to(site).as_posix(): re.findall(r"<table.*?</table>", path.read_text("utf-8"), re.DOTALL)
        for path in pages_of(site)
    }


def _headings(site: Path) -> dict[str, list[tuple[str, str]]]:
    return {
        path.relative_to(site).as_posix(): [
            (level, " ".join(re.sub(r"<[^>]+>", "", _PERMALINK.sub("", inside)).split()))
            for level, inside in _HEADING.findall(path.read_text("utf-8"))
        ]
        for path in pages_of(site)
    }


def test_an_engine_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="n’est pas installé"):
        engine.ready(Engine.ZENSICAL)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".gz"
    }


@pytest.mark.parametrize(("link", "said"), [("absente.md", "absente"), ("#nulle-part", "nulle-part")])
def test_orphans_go_and_a_failed_build_leaves_the_site_whole(tmp_path: Path, link: str, said: str) -> None:
    root = _root(tmp_path)
    report, _ = pipeline.run(root, (), TODAY)
    broken = Page("index.md", f"# Accueil\n\n[nulle part]({link})\n")
    (root / "build" / "site").mkdir(parents=True)
    (root / "build" / "site" / "index.html").write_text("ancien", "utf-8")
    with pytest.raises(UsageError, match=said):
        publish(root, report, (broken,))
    assert (root / "build" / "site" / "index.html").read_text("utf-8") == "ancien"
    assert [path.name for path in (root / "build").iterdir()] == ["site"]


def test_an_output_that_cannot_be_written_is_said_in_french(tmp_path: Path) -> None:
    root = _root(tmp_path)
    (root / "build").write_text("un fichier, pas un dossier", "utf-8")
    done = _kit(root)
    assert done.returncode == 2
    assert re.search(
        r"« .*build » est un fichier, et c’est un répertoire qui doit s’écrire là : déplacez-le, puis relancez\.",
        _plain(done.stderr),
    )
    assert "Traceback" not in done.stderr


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture
def ended() -> int:
    """The number of a process that is no more."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_what_a_killed_build_left_is_taken_away_and_never_taken_up(tmp_path: Path, ended: int) -> None:
    root, elsewhere = _root(tmp_path / "depot"), tmp_path / "ailleurs"
    left, link, running = (root / "build" / f".en-cours-{pid}-abc" for pid in (ended, f"0{ended}", os.getpid()))
    for folder in (left, running, elsewhere):
        for name in ("avant/site", "site"):
            (folder / name).mkdir(parents=True)
            (folder / name / "index.html").write_text("planté", "utf-8")
    (left / "vers").symlink_to(elsewhere)
    link.symlink_to(elsewhere)
    kept = _bytes(elsewhere)
    report, _ = pipeline.run(root, (), TODAY)
    with pytest.raises(UsageError):
        publish(root, report, (Page("index.md", "# Accueil\n\n[nulle part](absente.md)\n"),))
    assert not (root / "build" / "site").exists()
    assert _kit(root).returncode == 0
    assert sorted(path.name for path in (root / "build").iterdir()) == [running.name, "pages", "reports", "site"]
    assert "planté" not in (root / "build" / "site" / "index.html").read_text("utf-8")
    assert _bytes(elsewhere) == kept


def test_a_breach_gives_exit_code_1_and_a_site_all_the_same_and_the_site_of_before_changes_no_byte(
    built: Path, tmp_path: Path
) -> None:
    before, root = _bytes(built), built.parent
    assert {path.suffix for path in (built / "site" / "papiers" / "88-vosges").iterdir()} == {".html", ".odt"}
    left, membres = root / "departments" / "38-isere", root / "departments" / "88-vosges" / "membres.yaml"
    sound = membres.read_text("utf-8")
    left.rename(tmp_path / "ailleurs")
    membres.write_text(sound.replace("\npjj:", "\npjjj:"), "utf-8")
    try:
        assert _kit(root, "--profil", "public").returncode == 1
        assert {path.stem for path in built.rglob("38*")} == {"38-isere"}
        assert "fiche non déposée" in (built / "pages" / "departements" / "38-isere.md").read_text("utf-8")
        assert not (built / "site" / "papiers").exists()
        # Rien d’un autre profil ni d’une fiche partie ne se montre.
        fresh = tmp_path / "ailleurs-encore"
        shutil.copytree(root / "departments", fresh / "departments")
        assert _fresh(fresh, "--profil", "public") == 1
        assert _bytes(built) == _bytes(fresh / "build")
    finally:
        membres.write_text(sound, "utf-8")
        (tmp_path / "ailleurs").rename(left)
    assert _kit(root).returncode == 0
    assert _bytes(built) == before


def test_reports_of_two_folders_of_one_code_are_both_kept(tmp_path: Path) -> None:
    root = _root(tmp_path)
    shutil.copytree(root / "departments" / "88-vosges", root / "departments" / "88-autre")
    report, _ = pipeline.run(root, (), TODAY)
    assert sorted(reports(report)) == ["38.json", "88-2.json", "88.json", "report.json"]


def test_reports_whose_names_differ_by_a_capital_are_both_kept(tmp_path: Path) -> None:
    report, _ = pipeline.run(_root(tmp_path), (), TODAY)
    isere, vosges = report.departments
    corsica, nobody = replace(isere, code="2A"), replace(vosges, code=None, folder="departments/2a")
    names = list(reports(replace(report, departments=(corsica, nobody))))
    assert names == ["report.json", "2A.json", "2a-2.json"]
    assert len({name.casefold() for name in names}) == 3


def test_the_configuration_holds_no_address_of_this_computer() -> None:
    assert str(HOUSE) not in resources.MKDOCS.read_text("utf-8")
    assert os.sep + "home" not in resources.MKDOCS.read_text("utf-8")


def test_the_same_prose_is_filled_again_without_the_engine_and_gives_the_same_bytes(tmp_path: Path) -> None:
    root, other = _root(tmp_path / "depot"), _root(tmp_path / "autre")
    report, cases = pipeline.run(root, (), TODAY)
    book = {page.path: page for page in (*pages(report, cases), *files(report, cases))}
    shells = Shells(tmp_path / "coquilles")

    def publish(root: Path, said: str, prose: str, shells: Shells | None) -> bool:
        book["procedures/apres.md"] = Page("procedures/apres.md", f"# Après\n\n{prose}{slot(0, said)}", (said,))
        with drafted(root, TODAY) as draft:
            return draft.publish(report, (*book.values(), Page("donnees/a.csv", said)), shells=shells)

    assert publish(root, "<p>un</p>", "Rien.", shells)
    assert not publish(root, "<p>deux</p>", "Rien.", shells)
    assert publish(other, "<p>deux</p>", "Rien.", None)
    assert _bytes(root / "build") == _bytes(other / "build")
    assert "<p>deux</p>" in (root / "build" / "site" / "procedures" / "apres.html").read_text("utf-8")
    html = shells.filled(Page("procedures/apres.md", "", ("<p>trois</p>",)))
    assert html == (root / "build" / "site" / "procedures" / "apres.html").read_text("utf-8").replace("deux", "trois")
    # Une autre prose, ou autant de places qu’il n’y a pas, demande le moteur.
    assert shells.filled(Page("procedures/apres.md", "", ("<p>un</p>", "<p>deux</p>"))) is None
    assert shells.filled(Page("absente.md", "")) is None
    assert publish(root, "<p>deux</p>", "Autre chose.", shells)
