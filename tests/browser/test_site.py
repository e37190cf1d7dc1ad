"""The whole built site, page by page: good French, nothing in English, valid HTML, and every way leads somewhere."""

import json
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kit.french import NBSP, NNBSP
from tests.browser.pages import HELD, Built, pages_of
from tests.conftest import HOUSE
from tests.yaml.node import NODE

pytestmark = pytest.mark.proof

_VALIDATOR = HOUSE / "tests" / "node" / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
_RULES = HOUSE / "tests" / "node" / "html-validate.json"
_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
# Chaque faute de typographie, et ce qui la trahit dans une phrase.
_FAULTS = {
    "espace ordinaire avant un signe double": re.compile(r"\S [:;!?»%](?!\w)"),
    "pas d’espace avant un signe double": re.compile(rf"[^\s{NBSP}{NNBSP}{HELD}/(«…]([;!?](?=\s|$)|»|:(?=\s|$))"),
    "guillemet ouvrant sans espace insécable": re.compile(rf"«[^{NBSP}{NNBSP}]"),
    "guillemet droit": re.compile(r"[\"“”]"),
    "apostrophe droite": re.compile(r"\w'\w"),
    "numéro sans espace insécable": re.compile(r"\b[nN]°(?![\u00a0\u202f])"),
    "article sans espace insécable": re.compile(r"\b[LRD]\. \d"),
    "premier du mois": re.compile(rf"\b(1|01|0\d) ({_MONTHS})\b"),
    "date à l’anglaise": re.compile(rf"\b({_MONTHS}) \d{{1,2}},"),
    "points de suspension": re.compile(r"\.\.\."),
    "ordinal": re.compile(r"\b(1ère|1ere|2ème|2eme|\d+ème|\d+eme)\b"),
    "deux espaces": re.compile(r"[^\s.]  +\S"),
}
_WORDS = """
about above after again all already also always and any are back because been before below between both but by
can cannot check checked click close content contents copied copy could dark day days deadline default did does
done down download draft each edit empty error errors every expired fail failed false field file files find
first footer for found from get had has have header help here hide home how if into is issue its keyword last
law less light line link list loading look made matching member members menu missing month more most name nan
never new next no none nor not now null of off one only open other our out over own pending permanent previous
print read record required results review rule rules same search searching seat see select settings share should
show since skip some switch than that the their them then there these they this those through to toggle top true
type undefined under unknown until up updated use value view was week were what when where which while
who will with without would year years yes you your
"""
_ENGLISH = re.compile(rf"\b({'|'.join(_WORDS.split())})\b", re.IGNORECASE)
# Ce qui se tape dans un fichier n'a pas la typographie d'une phrase : « etat: prevue », « true », … : "…".
_TYPED = re.compile(
    rf"«{NBSP}[^»]*?(?:[\w…]+:(?!\w)[^»]*|true|false|null|kit rules)[^»]*?{NBSP}»|[\w…]+{NBSP}?: \"[^\"]+\""
)
# Des mots français qui s'écrivent comme des mots anglais ; des noms : celui d'un numéro, d'un dossier, d'une licence.
_NAMES = re.compile(rf"\bNOR\b|kit/law|kit new|CC BY|«{NBSP}Settings{NBSP}»")
_FRENCH_TOO = {"close", "content", "issue", "menu", "type"}


@pytest.fixture(scope="module")
def built(site: Path) -> dict[Path, Built]:
    return {path.relative_to(site): Built(path) for path in pages_of(site)}


@pytest.fixture(scope="module")
def words(built: dict[Path, Built]) -> dict[str, Path]:
    """Each text of the site, without what is typed in a file, and the first page that has it."""
    found: dict[str, Path] = {}
    for path, page in built.items():
        for text in (*page.blocks, *page.told, *_theme_words(page.path)):
            found.setdefault(_TYPED.sub(HELD, re.sub(r"[ \n]+", " ", text).strip()), path)
    return found


def test_every_page_is_written_as_french_is(words: dict[str, Path]) -> None:
    said = [
        f"{path} : {name} : {text[:120]}"
        for text, path in words.items()
        for name, fault in _FAULTS.items()
        if fault.search(text)
    ]
    assert said == []


def test_no_page_has_an_english_word(words: dict[str, Path]) -> None:
    said = []
    for text, path in words.items():
        found = {word.group().lower() for word in _ENGLISH.finditer(_NAMES.sub("", text))} - _FRENCH_TOO
        said += [f"{path} : {word} : {text[:100]}" for word in sorted(found)]
    assert said == []


def _theme_words(path: Path) -> list[str]:
    """Give what the scripts of the theme say, which no page shows at first."""
    found = re.search(r'<script id="__config" type="application/json">(.*?)</script>', path.read_text("utf-8"))
    return list(json.loads(found[1])["translations"].values()) if found else []


def test_every_way_leads_somewhere(built: dict[Path, Built], site: Path) -> None:
    ids = {(site / path).resolve(): page.ids for path, page in built.items()}
    said = []
    for path, page in built.items():
        for way in page.ways:
            address = urlsplit(way)
            if address.scheme or address.netloc or path.name == "404.html":
                continue
            target = (
                ((site / path).parent / unquote(address.path)).resolve() if address.path else (site / path).resolve()
            )
            anchors = ids.get(target, {unquote(address.fragment)})
            if not target.is_file() or (address.fragment and unquote(address.fragment) not in anchors):
                said.append(f"{path} → {way}")
    for sheet in site.rglob("*.css"):
        for way in _CSS_URL.findall(sheet.read_text("utf-8")):
            if not way.startswith(("data:", "#")) and not (sheet.parent / urlsplit(way).path).is_file():
                said.append(f"{sheet.name} → {way}")
    assert said == []


def test_every_page_is_valid(site: Path) -> None:
    pages = [str(path) for path in sorted(site.rglob("*.html"))]
    command = [str(NODE), str(_VALIDATOR), "--config", str(_RULES), "--formatter", "json", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = {
        f"{message['ruleId']} : {message['message']} : {message.get('selector')}"
        for page in json.loads(done.stdout)
        for message in page["messages"]
    }
    assert done.stderr == ""
    assert said == set()


def test_every_page_names_itself(built: dict[Path, Built]) -> None:
    titles: dict[str, Path] = {}
    for path, page in built.items():
        (root,) = [tag for tag in page.tags if tag.name == "html"]
        assert root.attributes["lang"] == "fr", path
        assert sum(tag.name == "h1" for tag in page.tags) == 1, path
        text = page.path.read_text("utf-8")
        title = re.search(r"<title>(.*?)</title>", text)
        assert title, path
        assert titles.setdefault(title[1], path) == path, title[1]


def test_every_label_names_a_field_of_its_page(built: dict[Path, Built]) -> None:
    named = {path: [tag.attributes["for"] for tag in page.tags if tag.name == "label"] for path, page in built.items()}
    assert sum(map(len, named.values())) > len(built)
    assert {path: lost for path, of in named.items() if (lost := set(of) - built[path].ids)} == {}
