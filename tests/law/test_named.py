"""A department by what people call it."""

import pytest

from kit.law.territories import territory_named


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vosges", "88"), ("vosges", "88"), ("les Vosges", "88"), ("88 - Vosges", "88"), ("Ain (01)", "01"),
        ("l’Ain", "01"), ("Réunion", "974"), ("La Réunion", "974"), ("corse du sud", "2A"), ("Val d'Oise", "95"),
        ("département de la Côte-d’Or", "21"), ("48 - Vosges", None), ("Belgique", None), ("", None), ("88", None),
    ],
)  # fmt: skip
def test_a_name_gives_its_department(text: str, code: str | None) -> None:
    found = territory_named(text)
    assert (found.code if found else None) == code
