"""Markdown: a page for a person, where nothing of a file is anything but text, within what GitHub keeps."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kit.findings.finding import Finding, Report, Severity
from kit.findings.verdicts import OF_FINDINGS
from kit.judging import standing
from kit.report.formats import FORMATS
from kit.report.formats.markdown import LIMIT, escaped, within
from kit.report.style import Style
from tests.conftest import DATA, Copy, golden, judge
from tests.report.formats.conftest import HOSTILE, finding, house, report
from tests.report.formats.readers import html, of_markdown

# Tout ce que le kit écrit lui-même ; le reste viendrait d'un fichier.
_OWN = {
    "html", "head", "body", "h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code",
    "br", "a", "details", "summary",
}  # fmt: skip


def _text(written: Report) -> str:
    return FORMATS["markdown"](written, Style())


def _shown(element: Any) -> str:
    return "".join(element.itertext()).replace("\u200b", "")


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_page_of_a_department_in_trouble(broken: Path) -> None:
    golden(DATA / "golden" / "markdown-88.md", _text(judge(broken)))


def test_the_page_of_the_examples() -> None:
    golden(DATA / "golden" / "markdown-exemple.md", _text(house()))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_file_holds_is_shown_as_it_is_written(hostile: str) -> None:
    folder = f"departments/{hostile}"
    harmful = finding(message=hostile, remedy=hostile, derogation=hostile, file=f"{folder}/membres.yaml")
    page = html(_text(report(harmful, folder=folder)))
    assert {element.tag for element in page.iter()} <= _OWN
    assert [link.attrib for link in page.iter("a")] == [{"href": "https://exemple.invalid/texte"}]
    [item] = page.iter("li")
    assert f"→ {hostile}" in _shown(item)
    assert _shown(item).count(hostile) == 4
    [title, row] = [next(page.iter("h3")), next(page.iter("td"))]
    assert _shown(title).startswith(folder)
    assert _shown(row) == folder
    assert "@personne" not in "".join(part for part in item.itertext() if not part.startswith("departments/"))


@pytest.mark.parametrize("url", ["javascript:alert(1)", 'https://x" onclick="y', "https://x\n\n<script>", "", None])
def test_only_an_address_is_linked(url: str | None) -> None:
    page = html(_text(report(finding(url=url))))
    assert list(page.iter("a")) == []
    assert "Texte : article R. 121-12-7 du CASF, 8°" in _plain(_shown(page))


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], "Aucune erreur."),
        ([finding(severity=Severity.WARNING)], "Aucune erreur."),
        ([finding()], "1 constat fait échouer le contrôle."),
        ([finding(), finding(), finding(known=True)], "2 constats font échouer le contrôle."),
        ([finding(known=True)], "Aucune erreur nouvelle."),
    ],
)
def test_the_first_line_says_whether_there_is_something_to_correct(findings: list[Finding], expected: str) -> None:
    assert _shown(next(html(_text(report(*findings))).iter("strong"))) == expected


def test_the_table_counts_the_findings_of_each_department() -> None:
    rows = [[_shown(cell) for cell in row.findall("td")] for row in html(_text(house())).iter("tr")][1:]
    assert len(rows) == len(house().departments)
    for department, (name, _, *numbers) in zip(house().departments, rows, strict=True):
        assert name == f"{department.name} ({department.code}) (données d’exemple)"
        assert [int(number) for number in numbers] == [
            sum(f.number for f in department.findings if standing.of_finding(f) is each) for each in OF_FINDINGS
        ]


def test_the_errors_come_first_and_a_long_list_is_folded() -> None:
    warnings = [finding(line=number + 1, severity=Severity.WARNING) for number in range(11)]
    page = html(_text(report(*warnings, finding(line=20))))
    [first, *rest] = page.iter("li")
    assert _shown(first).startswith("non conforme ")
    assert len(rest) == 11
    [folded] = page.iter("details")
    assert _shown(next(folded.iter("summary"))) == "11 autres constats"
    assert len(list(folded.iter("li"))) == 11


def test_the_last_line_is_that_of_the_text(broken: Path) -> None:
    for written in (house(), judge(broken), report()):
        assert _shown(html(_text(written))).split("\n")[-2] == FORMATS["texte"](written, Style()).split("\n")[-2]


def test_a_long_page_keeps_the_errors_and_counts_what_it_leaves_out() -> None:
    long = "é" * 200
    many = [finding(line=number + 1, severity=Severity.WARNING, message=long) for number in range(5_000)]
    written = report(*many, finding(line=6_000))
    text = _text(written)
    assert LIMIT - 2_000 < len(text.encode("utf-8")) <= LIMIT < 1024 * 1024
    shown = of_markdown(text)
    assert Counter(place.line for place in shown)[6_000] == 1
    left = 5_001 - shown.total()
    said = f"{left} constats ne sont pas montrés ici : {left} à corriger."
    assert f"{said} Le format « json » les donne tous." in _plain(text.replace("\u202f", ""))
    assert "</details>" in text


@pytest.mark.parametrize("most", [900_000, 100_000, 3_000, 1_000, 10])
def test_a_page_keeps_to_the_room_that_others_leave(most: int) -> None:
    many = [finding(line=number + 1, message="é" * 200) for number in range(3_000)]
    text = within(report(*many), most)
    assert len(text.encode("utf-8")) <= most
    assert bool(text) == (most > 100)
    assert not text or ("ne sont pas montrés ici" in text and "font échouer le contrôle" in text)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("#12", "&#35;&#8203;12"),
        ("groupe/projet#12", "groupe/projet&#35;&#8203;12"),
        ("@nom", "&#64;&#8203;nom"),
        ("GH-4", "GH&#8203;-4"),
        ("voir gh-4.", "voir gh&#8203;-4."),
        ("!12", "&#33;&#8203;12"),
        ("%1", "&#37;&#8203;1"),
        ('%"Jalon 1"', '&#37;&#8203;"Jalon 1"'),
        ("&3", "&#38;&#8203;3"),
        ("$4", "&#36;&#8203;4"),
        ("~5", "&#126;&#8203;5"),
        ("0123456789abcdef0123456789abcdef01234567", "0&#8203;123456789abcdef0123456789abcdef01234567"),
        ("(e123456)", "(e&#8203;123456)"),
        ("A1B2C3D", "A&#8203;1B2C3D"),
        ("@a1b2c3d", "&#64;&#8203;a&#8203;1b2c3d"),
        # Rien n’y mène nulle part.
        ("50 % ! & $ ~", "50 &#37; &#33; &#38; &#36; &#126;"),
        ("01 00 00 00 00, 0100000000", "01 00 00 00 00, 0100000000"),
        ("effacée, a1b2c3, VIGH-4, a1b2c3dz", "effacée, a1b2c3, VIGH-4, a1b2c3dz"),
    ],
)
def test_nothing_that_a_file_says_leads_elsewhere(said: str, shown: str) -> None:
    assert escaped(said) == shown


@pytest.mark.parametrize(
    "address",
    ["https://exemple.invalid/a", "HTTP://exemple.invalid", "www.exemple.invalid"],
)
def test_an_address_of_a_file_is_no_link(copy: Copy, address: str) -> None:
    folder = copy("88")
    path = folder / "sessions.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  etat: tenue", f'  "{address}": vu\n  etat: tenue', 1), encoding="utf-8")
    written = FORMATS["markdown"](judge(folder.parent.parent), Style())
    assert address not in written
    assert address.partition(":")[0].partition(".")[0] + "&#8203;" in written
