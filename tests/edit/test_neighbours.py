"""What a renewal adds looks like its neighbours, quotes and order; and it makes no fault that was not there."""

import datetime
from pathlib import Path

import pytest

from kit.edit import renewal
from kit.edit.renewal import Renewed
from kit.errors import UsageError
from kit.findings.finding import Outcome
from kit.judging import pipeline
from kit.judging.cut import by_reading
from kit.model.department import Dossier, load
from kit.model.folder import Folder, find
from tests.conftest import HOUSE, Copy
from tests.edit.sheet.books import said

pytestmark = pytest.mark.proof

Day = datetime.date
REFERENCE = "DDETSPP-2025-1"
NEW = '  - {reference: "DDETSPP-2025-1", objet: [composition], date: 2025-06-02}\n'


def dossier(folder: Path) -> Dossier:
    return load(Folder(folder, folder.name))


def orders(folder: Path, text: str) -> Path:
    """Give a department these orders, in place of its own."""
    path = folder / "commission.yaml"
    before, _, after = path.read_text("utf-8").partition("arretes:\n")
    path.write_text(f"{before}arretes:\n{text}\nsecretariat:{after.partition('secretariat:')[2]}", "utf-8")
    return folder


def file(made: Renewed, branch: str) -> str:
    return next(each.after for each in made.amendment.files if each.branch == branch)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # À son jour, et sous les commentaires de celui qui le précède, au-dessus de ceux du suivant.
        (
            '  - {reference: "A", objet: [composition], date: 2024-05-06}\n      # celui-là\n'
            '  # celui-ci\n  - {reference: "B", objet: [composition], date: 2026-02-09}\n',
            '  - {reference: "A", objet: [composition], date: 2024-05-06}\n      # celui-là\n'
            f'{NEW}  # celui-ci\n  - {{reference: "B", objet: [composition], date: 2026-02-09}}\n',
        ),
        # Le premier.
        (
            '  # le seul\n  - {reference: "B", objet: [composition], date: 2026-02-09}\n',
            f'  # le seul\n{NEW}  - {{reference: "B", objet: [composition], date: 2026-02-09}}\n',
        ),
        # Le dernier, et sur plusieurs lignes quand ses voisins le sont.
        (
            '  - reference: "A"\n    objet: [composition]\n    date: 2024-05-06\n',
            '  - reference: "A"\n    objet: [composition]\n    date: 2024-05-06\n'
            '  - reference: "DDETSPP-2025-1"\n    objet: [composition]\n    date: 2025-06-02\n',
        ),
        (
            '  - reference: B\n    objet: [composition]\n    date: 2026-05-06\n',
            "  - reference: DDETSPP-2025-1\n    objet: [composition]\n    date: 2025-06-02\n"
            '  - reference: B\n    objet: [composition]\n    date: 2026-05-06\n',
        ),
        # Sans guillemets autour de lui, il n’en prend pas ; dans le désordre, il suit le dernier d’avant lui.
        (
            "  - {reference: B, objet: [composition], date: 2026-02-09}\n"
            "  - {reference: A, objet: [composition], date: 2024-05-06}\n"
            "  - {reference: C, objet: [composition], date: 2026-03-09}\n",
            "  - {reference: B, objet: [composition], date: 2026-02-09}\n"
            "  - {reference: A, objet: [composition], date: 2024-05-06}\n"
            "  - {reference: DDETSPP-2025-1, objet: [composition], date: 2025-06-02}\n"
            "  - {reference: C, objet: [composition], date: 2026-03-09}\n",
        ),
    ],
)  # fmt: skip
def test_an_order_takes_its_place_by_its_day_and_looks_like_the_others(copy: Copy, text: str, wanted: str) -> None:
    made = renewal.renewed(dossier(orders(copy("88"), text)), REFERENCE, Day(2025, 6, 2), every=True)
    assert f"arretes:\n{wanted}\nsecretariat:" in file(made, "commission")


def test_orders_in_brackets_stay_as_they_are_and_the_new_one_comes_last(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "commission.yaml"
    before, _, after = path.read_text("utf-8").partition("arretes:\n")
    known = 'arretes: [{reference: "B", objet: [composition], date: 2026-02-09}'
    path.write_text(f"{before}{known}]\n\nsecretariat:{after.partition('secretariat:')[2]}", "utf-8")
    made = renewal.renewed(dossier(folder), REFERENCE, Day(2025, 6, 2), every=True)
    assert f'{known}, {{reference: "DDETSPP-2025-1", objet: [composition], date: 2025-06-02}}]' in file(
        made, "commission"
    )


def test_each_new_member_is_written_with_the_quotes_of_the_old_ones(copy: Copy) -> None:
    made = renewal.renewed(dossier(copy("38")), "DDETS-2027-1", Day(2027, 5, 14), every=True)
    text = file(made, "membres")
    assert text.count('    titre: "À désigner"\n') == made.opened == 11
    assert text.count('    collectivite: {type: commune, nom: "Ville de Grenoble"}\n    a_verifier:') == 1
    assert text.count('arrete: "DDETS-2027-1"}') == 11


def test_no_renewal_of_an_example_makes_a_fault_that_was_not_there() -> None:
    made = 0
    for folder in find(HOUSE, ()):
        before = load(folder)
        for day in (Day(2025, 6, 1), Day(2027, 5, 14)):
            for every in (False, True):
                try:
                    after = renewal.renewed(before, "DDETS-2027-1", day, every=every).amendment.after
                except UsageError:
                    continue
                made += 1
                assert _faults(after, day) <= _faults(before, day), (folder.name, day)
    assert made > 20


def _faults(known: Dossier, day: Day) -> set[str]:
    found = pipeline.judged(known, day, cases=False, shown=by_reading).department.findings
    return {each.rule for each in found if each.outcome is Outcome.FAIL}


@pytest.mark.parametrize("day", [Day(2020, 1, 1), Day(2024, 5, 13)])
def test_an_approval_is_not_followed_by_one_that_begins_before_it(copy: Copy, day: Day) -> None:
    with pytest.raises(UsageError) as refused:
        renewal.approved(dossier(copy("88")), "A", day, ["association-sapin-2024"])
    assert said(str(refused.value)) == (
        "L’agrément de « Association exemple Les Sapins » du 14 mai 2024 est déjà dans la fiche : « --date » donne "
        "le premier jour de celui qui le suit."
    )
