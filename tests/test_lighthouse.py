"""The measures of `make lighthouse`: pinned by a lock that names no registry, read and gathered as they are shown."""

import json
from typing import Any

import pytest

from tests.conftest import HOUSE
from tools.lighthouse import Measure, lacking, line, middle, read

_LOCK = HOUSE / "tools" / "locks" / "lighthouse"


def _report(**more: Any) -> dict[str, Any]:
    refs = [{"id": "image-alt", "weight": 10}, {"id": "skip-link", "weight": 0}, {"id": "lang", "weight": 7}]
    report = {
        "finalDisplayedUrl": "http://127.0.0.1/",
        "categories": {"performance": {"score": 0.93}, "accessibility": {"score": 0.9, "auditRefs": refs}},
        "audits": {
            "image-alt": {"score": 0}, "skip-link": {"score": 0}, "lang": {"score": 1},
            "cumulative-layout-shift": {"numericValue": 0.04},
        },
    }  # fmt: skip
    return {**report, **more}


def test_every_package_of_the_lock_has_a_hash_and_no_registry() -> None:
    lock = json.loads((_LOCK / "package-lock.json").read_text("utf-8"))
    asked = json.loads((_LOCK / "package.json").read_text("utf-8"))["dependencies"]
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert lock["packages"][""]["dependencies"] == asked
    assert packages["node_modules/lighthouse"]["version"] == asked["lighthouse"]
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_a_report_gives_its_notes_its_shift_and_what_weighs_and_fails() -> None:
    found = read(_report())
    assert found == Measure({"performance": 93, "accessibility": 90}, 0.04, frozenset({"image-alt"}))


def test_a_page_that_could_not_be_judged_is_no_note() -> None:
    with pytest.raises(ValueError, match="performance"):
        read(_report(categories={"performance": {"score": None}}))


def test_the_median_of_each_note_is_kept_and_every_fault() -> None:
    runs = [
        Measure({"performance": note, "accessibility": 100}, shift, frozenset(failed))
        for note, shift, failed in ((60, 0.0, ()), (97, 0.3, ("lang",)), (95, 0.01, ()))
    ]
    found = middle(runs)
    assert found == Measure({"performance": 95, "accessibility": 100}, 0.01, frozenset({"lang"}))
    assert line("index.html", found) == "| index.html | 95 | 100 | 0.010 | lang |"


@pytest.mark.parametrize(("page", "seo", "speed", "shift", "failed", "expected"), [
    ("index.html", 100, 97, 0.0, (), False), ("index.html", 92, 97, 0.0, ("robots-txt",), True),
    ("ma-fiche.html", 92, 97, 0.0, ("robots-txt",), False),
    ("ma-fiche.html", 92, 97, 0.0, ("robots-txt", "lang"), True),
    ("ma-fiche.html", 92, 97, 0.0, (), True), ("ma-fiche.html", 92, 94, 0.0, ("robots-txt",), True),
    ("ma-fiche.html", 92, 97, 0.03, ("robots-txt",), True), ("index.html", 100, 94, 0.0, (), True),
])  # fmt: skip
def test_only_what_a_page_refuses_on_purpose_is_no_fault(
    page: str, seo: int, speed: int, shift: float, failed: tuple[str, ...], *, expected: bool
) -> None:
    found = Measure({"performance": speed, "seo": seo}, shift, frozenset(failed))
    assert lacking(page, found, {"performance": 95, "seo": 100}) is expected
