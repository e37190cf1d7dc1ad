"""Small drawings say in words what they show, and nothing that is written gets out of them."""

import datetime
from xml.etree.ElementTree import Element

import html5lib
import pytest

from kit.findings.finding import Outcome
from kit.handbook.fragments import charts
from kit.handbook.page import mark

_YEAR = datetime.date(2020, 1, 1)


def _drawn(svg: str) -> Element:
    read: Element = html5lib.parseFragment(svg, namespaceHTMLElements=False)[0]
    return read


@pytest.mark.parametrize(
    ("day", "percent"),
    [("2024-01-01", "0"), ("2024-07-02", "50"), ("2024-12-31", "99"), ("2023-06-01", "0"), ("2026-01-01", "100")],
)
def test_a_term_is_filled_up_to_the_day(day: str, percent: str) -> None:
    bar = _drawn(charts.term(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31), datetime.date.fromisoformat(day)))
    assert bar.attrib["aria-label"] == f"mandat écoulé à {percent} %"
    assert bar[1].attrib["width"] == percent


def _frieze(*lengths: int, words: str = "conforme") -> Element:
    spans, start = [], _YEAR
    for number, length in enumerate(lengths):
        end = start + datetime.timedelta(days=length)
        spans.append((start, end, mark(Outcome.PASS if number % 2 else Outcome.OPEN), f"{number} {words}"))
        start = end
    return _drawn(charts.frieze(spans))


def test_a_frieze_gives_each_stretch_the_share_of_the_time_it_lasted() -> None:
    bands = _frieze(100, 300, 600).findall("{*}g")
    places = [(band[1].attrib["x"], band[1].attrib["width"]) for band in bands]
    assert places == [("0.0%", "10.0%"), ("10.0%", "30.0%"), ("40.0%", "60.0%")]
    assert [band[2].text for band in bands] == ["○", "●", "○"]
    assert [band.attrib["class"] for band in bands] == ["kit-open", "kit-pass", "kit-open"]


def test_a_frieze_is_said_whole_to_those_who_do_not_see_it() -> None:
    frieze = _frieze(100, 300, 600)
    assert (frieze.attrib["role"], frieze.attrib["aria-label"]) == ("img", "0 conforme ; 1 conforme ; 2 conforme")
    assert [text.text for text in frieze.findall("{*}text")] == ["2021"]


def test_a_frieze_of_one_day_divides_by_nothing() -> None:
    assert len(_frieze(0).findall("{*}g")) == 1


def test_what_is_written_is_only_text_in_a_drawing() -> None:
    hostile = '"><script>alert(1)</script>'
    assert "<script" not in charts.columns(hostile, [(hostile, 1), (hostile, None)])
    frieze = _frieze(10, words=hostile)
    assert frieze.attrib["aria-label"] == f"0 {hostile}"
    assert frieze.find(".//{*}script") is None
