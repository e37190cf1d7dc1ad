"""The handbook of the example repository, judged and rendered once."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.findings.finding import Report
from kit.handbook.country import Country
from kit.handbook.edition import Cases, edition
from kit.handbook.page import Page, Profile
from kit.judging import pipeline
from kit.law.territories import territories
from tests.conftest import HOUSE, TODAY
from tests.handbook.shown import files, pages

Told = Callable[..., Country]
Judged = tuple[Report, Cases]


@pytest.fixture(scope="session")
def examples() -> Judged:
    """What is said of the example repository, which nothing changes."""
    return pipeline.run(HOUSE, (), TODAY)


@pytest.fixture(scope="session")
def book(examples: Judged) -> dict[str, Page]:
    """Every page of the repository's own handbook, by path."""
    return {page.path: page for page in pages(*examples)}


@pytest.fixture(scope="session")
def beside(examples: Judged) -> dict[str, Page]:
    """Every file that the repository's own handbook publishes beside its pages, by path."""
    return {page.path: page for page in files(*examples)}


@pytest.fixture
def country(tmp_path: Path) -> Told:
    """Write departments that say nearly nothing but their sessions, and give what the handbook is made of."""

    def told(sessions: dict[str, str], profile: Profile = Profile.INTERNE, day: datetime.date = TODAY) -> Country:
        for code, text in sessions.items():
            folder = tmp_path / "departments" / territories()[code].folder
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "commission.yaml").write_text(f'departement: "{code}"\nexemple: true\n', encoding="utf-8")
            (folder / "sessions.yaml").write_text(text, encoding="utf-8")
        report, cases = edition(*pipeline.run(tmp_path, (), day), profile)
        return Country.of(report, cases, profile)

    return told
