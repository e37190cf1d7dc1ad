"""Days as people write them."""

import pytest

from kit.yaml.days import certain, is_day, told


@pytest.mark.parametrize(
    ("text", "trap", "advice"),
    [
        ("14/04/2025", "date-francaise", "2025-04-14"),
        ("14.4.25", "date-francaise", "2025-04-14"),
        ("1er février 2026", "date-francaise", "2026-02-01"),
        ("le 14 août 2025", "date-francaise", "2025-08-14"),
        ("vendredi 14 Mars 2025", "date-francaise", "2025-03-14"),
        ("2 juin 2025", "date-francaise", "2025-06-02"),
        ("2 juillet 2025", "date-francaise", "2025-07-02"),
        ("2026-4-5", "date-mal-ecrite", "Écrivez 2026-04-05 (année-mois-jour)."),
        ("2026-02-29", "date-impossible", "Ce mois-là va du 01 au 28 : corrigez le jour."),
        ("2024-02-30", "date-impossible", "Ce mois-là va du 01 au 29 : corrigez le jour."),
        ("2026-04-31", "date-impossible", "Ce mois-là va du 01 au 30 : corrigez le jour."),
        ("2026-00-10", "date-impossible", "Le mois va de 01 à 12, corrigez-le."),
        ("2026-31-12", "date-impossible", "Le mois va de 01 à 12 : vouliez-vous écrire 2026-12-31 ?"),
        ("le 27/05/2024", "date-francaise", "2024-05-27"),
        ("lundi 27.05.2024", "date-francaise", "2024-05-27"),
        ("du 2024-05-27", "date-mal-ecrite", "Écrivez 2024-05-27 (année-mois-jour)."),
        ("le lundi 2024-05-27", "date-mal-ecrite", "Écrivez 2024-05-27 (année-mois-jour)."),
        ("bientôt", "date-mal-ecrite", "Écrivez la date sous la forme année-mois-jour, par exemple 2026-03-12."),
        ("12 brumaire 2026", "date-mal-ecrite",
         "Écrivez la date sous la forme année-mois-jour, par exemple 2026-03-12."),
    ],
)  # fmt: skip
def test_a_wrong_day_has_its_advice(text: str, trap: str, advice: str) -> None:
    assert told(text) == (trap, advice)


@pytest.mark.parametrize(("text", "right"), [("2024-02-29", True), ("2026-02-29", False), ("2026-W10-1", False),
                                             ("20260312", False), ("٢٠٢٦-٠٣-١٢", False), ("", False)])  # fmt: skip
def test_a_day_of_the_calendar(text: str, *, right: bool) -> None:
    assert is_day(text) is right


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14/04/2025", "2025-04-14"),
        ("03.04.2026", "2026-04-03"),
        ("1er février 2026", "2026-02-01"),
        ("1 févr. 2026", "2026-02-01"),
        ("le 14 août 2025", "2025-08-14"),
        ("vendredi 14 Mars 2025", "2025-03-14"),
        ("2026-4-5", "2026-04-05"),
        ("20260405", "2026-04-05"),
        ("14/04/25", None),
        ("14/04-2025", None),
        ("31/02/2025", None),
        ("lundi 14 mars 2025", None),
        ("mercredi prochain 14 mars 2025", None),
        ("12 mardi 2026", None),
        ("12 marche 2026", None),
        ("2026-03-12 14:00", None),
        ("202645", None),
        ("14/04/2025 ✓", None),
        ("bientôt", None),
    ],
)
def test_a_wrong_day_that_has_one_reading(text: str, day: str | None) -> None:
    assert certain(text) == day
    assert day is None or day in told(text)[1]
