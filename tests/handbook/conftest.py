"""The handbook of the example repository, rendered once."""

import pytest

from kit import check
from kit.handbook.page import Page
from kit.handbook.pages import pages
from tests.conftest import HOUSE, TODAY


@pytest.fixture(scope="package")
def book() -> dict[str, Page]:
    """Every page of the repository's own handbook, by path."""
    report, cases = check.run(HOUSE, (), TODAY)
    return {page.path: page for page in pages(report, cases)}
