"""The tools in a real browser: the table of cases, through the form; and what a page keeps to itself."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from kit.handbook.tools import months
from kit.handbook.tools.wordings import exported
from tests.browser.quality import COLOURS, POLICY, WCAG, judged
from tests.conftest import TODAY, golden
from tests.handbook.tools.cases import (
    PAGES,
    TABLES,
    amended,
    answers,
    blank,
    drawn,
    plain,
    table,
    unread,
    ways,
)

TOOLS = sorted(PAGES)
_ODD = (
    "",
    " ",
    "0",
    "-1",
    "1e3",
    "٣",
    "9999",
    "2026-02-30",
    "2000-01-01",
    "2099-12-31",
    "10000-01-01",
    "oui",
    "<b>",
    "{}",
)
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre")  # fmt: skip
# Ce que la page dit, dans l'ordre : les fautes du formulaire ou les textes de la réponse.
_SAID = """() => {
  const faults = [...document.querySelectorAll(".kit-faute:not([hidden])")];
  const told = (place) => `${place.id.replace(/-faute$/, "")} → ${place.textContent}`;
  if (faults.length) return { fautes: true, dit: faults.map(told) };
  const dit = [...document.querySelectorAll("[data-dit]")].map((each) => {
    if (each.tagName === "TR") return [...each.cells].map((cell) => cell.textContent).join(" | ");
    return each.tagName === "A" ? `${each.textContent} → ${each.getAttribute("href")}` : each.textContent;
  });
  return { fautes: false, dit };
}"""
# Remplit le formulaire d'un seul trait. Un navigateur sans calendrier laisse écrire n'importe quoi : celui-ci aussi, le
# temps d'une réponse.
_FILLED = """(answers) => {
  document.querySelector("form.kit-outil button[type=reset]").click();
  for (const [field, value] of Object.entries(answers)) {
    const control = document.getElementById(field);
    if (control.type === "checkbox") control.checked = value === "oui";
    else {
      control.value = value;
      if (control.value === value) continue;
      control.type = "text";
      control.value = value;
      control.form.addEventListener("reset", () => { control.type = "date"; }, { once: true });
    }
  }
  document.querySelector("form.kit-outil").requestSubmit();
}"""
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Open]:
    """Open the page of a tool from its folder, as a double click does."""
    contexts = []

    def open_page(tool: str, *, width: int = 1280, page: str = "", **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="fr-FR", **options)
        context.set_default_timeout(5000)
        contexts.append(context)
        found = context.new_page()
        found.goto((site / "outils" / f"{page or PAGES[tool]}.html").as_uri())
        return found

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def reworded(site: Path) -> Iterator[Callable[[str, Any], str]]:
    """Copy the page of a tool with another law in it; gives the name of the copy."""
    copies = []

    def copied(tool: str, law: Any) -> str:
        page = (site / "outils" / f"{PAGES[tool]}.html").read_text("utf-8")
        data = exported(tool, law, TODAY)
        page, number = re.subn(
            r'(id="outil-donnees">).*?(</script>)', lambda m: f"{m[1]}{data}{m[2]}", page, flags=re.S
        )
        assert number == 1
        copies.append(site / "outils" / f"essai-{tool}.html")
        copies[-1].write_text(page, encoding="utf-8")
        return copies[-1].stem

    yield copied
    for copy in copies:
        copy.unlink()


def _type(page: Page, field: str, value: str) -> None:
    control = page.locator(f'[data-champ="{field}"]')
    # Une interruption se montre quand on la demande.
    while not control.is_visible():
        page.get_by_role("button", name="Ajouter une interruption").click()
    kind = control.evaluate("control => control.type")
    if kind == "checkbox":
        control.set_checked(value == "oui")
    elif kind == "select-one":
        control.select_option(value)
    else:
        control.fill(value)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_form_opens_as_the_table_expects(opened: Open, tool: str) -> None:
    page = opened(tool)
    held = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('[data-champ]')].map((each) => [each.dataset.champ,"
        " each.type === 'checkbox' ? (each.checked ? 'oui' : '') : each.value]))"
    )
    assert held == blank(tool)
    assert page.get_by_role("status").inner_text() == "La réponse s’affichera ici."


@pytest.mark.parametrize("tool", TOOLS)
def test_the_page_answers_every_case_as_the_table_says(opened: Open, tool: str) -> None:
    cases = table(tool)
    told = _told(opened(tool), [case["entree"] for case in cases])
    blocks = ["\n".join([f"# {case['nom']}", *each["dit"]]) for case, each in zip(cases, told, strict=True)]
    golden(TABLES / f"{tool}.txt", "\n\n".join(blocks) + "\n")


@pytest.mark.parametrize(("tool", "name"), [("afis", "cinq enfants"), ("dossier", "tout est demandé"),
                                            ("parcours", "quatre interruptions, droits mêlés")])  # fmt: skip
def test_a_form_filled_by_hand_is_answered_too(opened: Open, tool: str, name: str) -> None:
    page = opened(tool)
    case = next(case for case in table(tool) if case["nom"] == name)
    for field, value in case["entree"].items():
        _type(page, field, value)
    page.locator(".kit-outil button[type=submit]").click()
    assert page.evaluate(_SAID)["dit"] == answers(tool)[name]


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_that_is_written_breaks_a_tool(opened: Open, tool: str) -> None:
    page = opened(tool)
    odd = (
        [{**_WAY, field: text} for field in blank(tool) for text in _ODD]
        if tool == "parcours"
        else [{field: text} for field in blank(tool) for text in _ODD]
    )
    told = _told(page, [*drawn(tool, 400), *odd])
    assert all(each["dit"] and all(line.strip() for line in each["dit"]) for each in told)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_text_that_nobody_read_makes_every_answer_to_be_checked(
    opened: Open, reworded: Callable[[str, Any], str], tool: str
) -> None:
    told = _told(
        opened(tool, page=reworded(tool, unread(tool))), [*drawn(tool, 60), *(ways(60) if tool == "parcours" else ())]
    )
    found = [each["dit"] for each in told if not each["fautes"]]
    assert len(found) > 10
    for lines in found:
        assert not [line for line in lines if line.startswith("✕")]
        if lines[0].startswith("–"):
            assert "pas d’aide" in lines[0] or "sans réponse" in lines[0], lines[0]
        else:
            assert lines[0].startswith("▲ à vérifier")


def test_a_text_that_changed_along_the_way_is_said(opened: Open, reworded: Callable[[str, Any], str]) -> None:
    page = opened("parcours", page=reworded("parcours", amended()))
    cases = ({"debut": "2025-12-31"}, {"debut": "2026-01-01", "duree": "9"})
    before, after = (plain(each["dit"]) for each in _told(page, cases))
    assert "Le texte a changé depuis le premier jour du parcours : les durées sont celles de ce jour-là." in before
    assert "Dernier jour du parcours : 30 décembre 2027." in before
    assert "Dernier jour du parcours : 31 décembre 2028." in after


def test_a_way_out_counts_the_days_with_rights_and_no_other(opened: Open) -> None:
    forms = list(ways(300))
    for form, each in zip(forms, _told(opened("parcours"), forms), strict=True):
        told = "\n".join(plain(each["dit"]))
        end = re.search(r"Dernier jour du parcours : (\d+)(?:er)? (\S+) (\d{4})\.", told)
        cuts = [_cut(form, rank) for rank in range(1, 5) if form[f"i{rank}-du"]]
        assert not each["fautes"], form
        assert end, form
        start = datetime.date.fromisoformat(form["debut"])
        last = datetime.date(int(end[3]), _MONTHS.index(end[2]) + 1, int(end[1]))
        # Jour par jour : ce que le texte compte, à la longueur des mois incomplets près.
        every = [start + datetime.timedelta(days=number) for number in range((last - start).days + 1)]
        entitled = [day for day in every if not any(first <= day <= until for first, until in cuts)]
        assert abs(len(entitled) - (months.last_day(start, 24) - start).days - 1) <= 4 * len(cuts), form
        assert entitled[-1] == last, form
        used, left = (_span(told, word) for word in ("Utilisés", "Restent"))
        if form["jour"] < last.isoformat():
            # Un mois incomplet en a de vingt-huit à trente et un.
            assert -3 <= 30 * (used[0] + left[0] - 24) + used[1] + left[1] <= 2, form
        else:
            assert (used, left) == ((24, 0), (0, 0)), form


def _told(page: Page, forms: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Fill the form with each of these in turn, and give what the page says."""
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    told: list[dict[str, Any]] = page.evaluate(
        f"cases => cases.map(answers => {{ ({_FILLED})(answers); return ({_SAID})(); }})", forms
    )
    assert broken == []
    assert len(told) == len(forms) > 0
    return told


def _cut(form: Mapping[str, str], rank: int) -> tuple[datetime.date, datetime.date]:
    """Give the days without rights of an interruption: none when they stayed open."""
    first, last = (form[f"i{rank}-{name}"] for name in ("du", "au"))
    until = last if form[f"i{rank}-droits"] == "non" else "0001-01-01"
    return datetime.date.fromisoformat(first), datetime.date.fromisoformat(until or "9999-12-31")


def _span(told: str, word: str) -> tuple[int, int]:
    line = re.search(rf"^{word} : ([^,.]*)", told, re.MULTILINE)
    assert line, told
    months, days_left = (re.search(rf"(\d+) {unit}", line[1]) for unit in ("mois", "jour"))
    return int(months[1]) if months else 0, int(days_left[1]) if days_left else 0


@pytest.mark.parametrize("tool", TOOLS)
def test_a_fault_is_tied_to_its_field_and_takes_the_focus(opened: Open, tool: str) -> None:
    page = opened(tool)
    page.locator("#jour").fill("")
    page.locator(".kit-outil button[type=submit]").click()
    first = page.locator("[aria-invalid=true]").first
    assert first.evaluate("control => document.activeElement === control")
    place = page.locator(f"#{(first.get_attribute('aria-describedby') or '').split()[-1]}")
    assert place.inner_text().strip() != ""
    assert "à corriger" in page.get_by_role("status").inner_text()
    assert page.get_by_role("button", name="Imprimer la fiche").count() == 0
    page.locator(".kit-outil button[type=reset]").click()
    assert page.locator("[aria-invalid]").count() == 0
    assert page.locator(".kit-faute:not([hidden])").count() == 0


def test_a_date_is_read_again_in_words_whatever_the_browser_writes(opened: Open) -> None:
    page = opened("parcours")
    read = page.locator("#debut-relu")
    assert read.inner_text() == ""
    page.locator("#debut").fill("2026-03-01")
    assert read.inner_text() == "dimanche 1er mars 2026"
    assert "debut-relu" in (page.locator("#debut").get_attribute("aria-describedby") or "").split()
    page.get_by_role("button", name="Effacer").click()
    assert read.inner_text() == ""
    assert page.locator("#jour-relu").inner_text() != ""


def test_the_keyboard_is_enough(opened: Open) -> None:
    page = opened("afis")
    page.locator("#jour").focus()
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "enfants":
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("#mayotte").is_checked()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert "771,59" in page.get_by_role("status").inner_text()


def test_an_answer_goes_when_the_form_changes(opened: Open) -> None:
    page = opened("afis")
    page.locator(".kit-outil button[type=submit]").click()
    assert page.locator("[data-dit]").count()
    page.locator("#enfants").fill("3")
    assert page.locator("[data-dit]").count() == 0
    assert page.get_by_role("status").inner_text() == "Le formulaire a changé : demandez une nouvelle réponse.".replace(
        " :", "\u00a0:"
    )


def test_interruptions_come_one_by_one_and_go_together(opened: Open) -> None:
    page = opened("parcours")
    more = page.get_by_role("button", name="Ajouter une interruption")
    shown = page.locator(".kit-interruption:visible")
    for number in (1, 2, 3):
        assert shown.count() == number
        more.click()
        assert page.evaluate("document.activeElement.id") == f"i{number + 1}-du"
    assert shown.count() == 4
    assert more.count() == 0
    page.get_by_role("button", name="Effacer").click()
    assert shown.count() == 1


@pytest.mark.parametrize("tool", TOOLS)
def test_what_is_written_stays_in_the_page_and_goes_with_it(browser: Browser, site: Path, tool: str) -> None:
    context = browser.new_context(locale="fr-FR")
    context.set_default_timeout(5000)
    asked: list[str] = []
    broken: list[str] = []

    def serve(route: Route) -> None:
        path = site / route.request.url.removeprefix("https://manuel.invalid/").split("?")[0]
        if path.is_file():
            route.fulfill(path=path, headers={"Content-Security-Policy": POLICY, "Content-Type": _kind(path)})
        else:
            route.abort()

    context.route("**/*", serve)
    page = context.new_page()
    page.on("console", lambda message: broken.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    address = f"https://manuel.invalid/outils/{PAGES[tool]}.html"
    page.goto(address, wait_until="networkidle")
    kept = context.storage_state()
    page.on("request", lambda request: asked.append(request.url))
    for field, value in {"afis": {"enfants": "2"}, "dossier": {"d-plainte": "oui"}, "parcours": _WAY}[tool].items():
        _type(page, field, value)
    page.locator(".kit-outil button[type=submit]").click()
    assert page.locator("[data-dit]").count() > 5
    assert page.url == address
    # Un fichier du site, demandé par son seul nom, peut arriver tard ; il ne dit rien de ce qui est écrit.
    assert [url for url in asked if not (site / url.removeprefix("https://manuel.invalid/")).is_file()] == []
    assert broken == []
    assert context.storage_state() == kept
    assert context.cookies() == []
    page.goto("https://manuel.invalid/outils/index.html", wait_until="load")
    page.go_back(wait_until="load")
    assert page.locator("[data-dit]").count() == 0
    assert page.locator("#jour").input_value() == TODAY.isoformat()
    for field in _WAY if tool == "parcours" else ("enfants",) if tool == "afis" else ():
        assert page.locator(f"#{field}").input_value() == blank(tool)[field]
    context.close()


_WAY: Mapping[str, str] = {"debut": "2026-01-01", "i1-du": "2026-03-15", "i1-au": "2026-08-14"}


def _kind(path: Path) -> str:
    return {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}.get(
        path.suffix, "application/octet-stream"
    )


@pytest.mark.parametrize("tool", TOOLS)
def test_without_script_the_law_is_there_and_the_form_is_not(opened: Open, tool: str) -> None:
    page = opened(tool, java_script_enabled=False)
    assert page.locator(".kit-sans-script").is_visible()
    assert not page.locator(".kit-outil").is_visible()
    assert not page.locator(".kit-reponse").is_visible()
    assert page.locator("table").count() >= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tool", TOOLS)
def test_no_state_of_a_tool_keeps_anybody_out(opened: Open, tool: str, scheme: Any) -> None:
    page = opened(tool, width=360, color_scheme=scheme)
    for field, value in (_WAY if tool == "parcours" else {}).items():
        _type(page, field, value)
    for jour in (TODAY.isoformat(), "2022-04-12", ""):
        page.locator("#jour").fill(jour)
        page.locator(".kit-outil button[type=submit]").click()
        # Le thème sombre ne change que les couleurs.
        assert judged(page, {"type": "rule", "values": COLOURS} if scheme == "dark" else WCAG) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("tool", TOOLS)
def test_paper_has_the_sheet_and_nothing_else(opened: Open, tool: str) -> None:
    page = opened(tool, width=700)
    for field, value in (_WAY if tool == "parcours" else {}).items():
        _type(page, field, value)
    page.locator(".kit-outil button[type=submit]").click()
    page.emulate_media(media="print")
    for hidden in (".md-header", ".kit-outil", ".kit-discret", ".kit-gestes", "h2"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    assert page.locator("h1").is_visible()
    assert page.locator(".kit-saisie").is_visible()
    assert page.get_by_text("elle cite les textes et ne décide rien").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Effacer").click()
    assert page.locator("[data-dit]").count() == 0
    page.emulate_media(media="print")
    # Sans réponse, le papier garde ce que dit le droit.
    assert page.locator("article table").first.is_visible()
    for hidden in (".kit-outil", ".kit-reponse"):
        assert not page.locator(hidden).is_visible(), hidden
