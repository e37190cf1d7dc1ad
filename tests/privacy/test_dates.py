"""A day written in another way than the files ask for is a day, and never a telephone number."""

import pytest

from tests.conftest import Copy
from tests.rules.cases import edit, found

SESSION, INSTALLED = "date: 2026-12-03", "date: 2021-05-17}"


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("sessions", SESSION, "date: 03.12.26", "date-francaise"),
        ("sessions", SESSION, "date: 03-12-26", "date-francaise"),
        ("sessions", SESSION, "date: 03 12 26", "date-francaise"),
        ("commission", INSTALLED, "date: 17.05.21}", "date-francaise"),
        ("sessions", "presents: [magistrat-2", "presents: [01-02-03", "present-inconnu"),
    ],
)
def test_a_short_day_is_no_number_of_anybody(copy: Copy, file: str, old: str, new: str, rule: str) -> None:
    folder = copy("88")
    edit(folder, file, (old, new))
    assert found(folder, "donnee-personnelle") == []
    assert found(folder, rule)
