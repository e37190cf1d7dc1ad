"""A telephone number and an address planted in every field: no command repeats them, whatever the profile.

The contacts of services stand in their own fields, and stay. Nothing else that insiders write is hidden from them.
"""

import itertools
from pathlib import Path

import pytest

from kit.diff.compare import compare
from kit.diff.difference import Diff
from kit.diff.formats import FORMATS as DIFFS
from kit.findings.finding import Report
from kit.judging import pipeline
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import TODAY, Kit
from tests.privacy.planting import Planter, built, outputs, put, readings

pytestmark = pytest.mark.proof

CODES = {"simple": "01", "échappée": "02", "repliée": "04", "littérale": "05"}
WRONG, STRANGE, TORN, PLAIN = "08", "09", "10", "11"
SERVICES = ("secretariat", "depot", "associations_agreees/*", "procedures/aps", "procedures/afis")
CONTACTS = tuple(f"{place}/courriel" for place in SERVICES)
# Une forme de chaque commande se lit à l’écran, avec ce qui se dit à côté ; les autres écrivent le même rapport.
COMMANDS = {"check": ("check",), "diff": ("diff", "{before}"), "fix": ("fix", "--dry-run")}


@pytest.fixture(scope="module")
def planter() -> Planter:
    """The words, and where they are."""
    return Planter()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same departments before anything was planted in them but words."""
    # Ses mots ne sont pas ceux que l’on cherche.
    root, words = tmp_path_factory.mktemp("avant"), Planter(numbers=itertools.count(20_000))
    for code in (*CODES.values(), WRONG, STRANGE, TORN):
        put(root, code, words.department(code, "simple"))
    return root


@pytest.fixture(scope="module")
def depot(tmp_path_factory: pytest.TempPathFactory, planter: Planter) -> Path:
    """A repository with data about people in every field, for each way of writing and each kind of fault."""
    root = tmp_path_factory.mktemp("semis")
    for way, code in CODES.items():
        put(root, code, planter.department(code, way, personal=True))
    put(root, WRONG, planter.department(WRONG, "échappée", wrong=True, personal=True))
    put(root, STRANGE, planter.department(STRANGE, "simple", strange=True, personal=True))
    torn = put(root, TORN, planter.department(TORN, "simple", personal=True))
    for path in sorted(torn.iterdir()):
        path.write_text(f"{path.read_text('utf-8')}\n  - [\n", encoding="utf-8")
    put(root, PLAIN, planter.department(PLAIN, "simple"))
    return root


@pytest.fixture(scope="module")
def inside(depot: Path) -> dict[str, str]:
    """All that an internal build writes, as its readers read it."""
    return built(depot, "interne")


@pytest.fixture(scope="module")
def report(depot: Path) -> Report:
    """What is said of the repository."""
    return pipeline.run(depot, (), TODAY)[0]


@pytest.fixture(scope="module")
def changes(before: Path, depot: Path) -> Diff:
    """What is said of the change that planted the data."""
    return compare(before, depot, TODAY, "avant")


def leaks(read: dict[str, str], planter: Planter) -> list[str]:
    """Give the places whose datum was repeated, but for the contacts of services, and what is no datum."""
    places = {place for text in read.values() for place in planter.data(text)}
    return sorted(place for place in places if not place.startswith(f"{PLAIN} ") and not place.endswith(CONTACTS))


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_repeats_a_datum_about_a_person(
    kit: Kit, depot: Path, before: Path, planter: Planter, name: str
) -> None:
    words = [word.format(before=before) for word in COMMANDS[name]]
    done = kit(*words, "--root", str(depot), *(() if name == "fix" else ("--date", TODAY.isoformat())))
    # « fix » finit par 0 quand rien ne se corrige sans doute, « diff » quand rien n’a empiré.
    assert done.returncode in ((1,) if name == "check" else (0, 1)), done.stderr
    assert done.stdout
    assert leaks({name: readings(f"{done.stdout}\n{done.stderr}".encode())}, planter) == []


@pytest.mark.parametrize("form", FORMATS)
def test_no_form_of_a_report_repeats_a_datum_about_a_person(report: Report, planter: Planter, form: str) -> None:
    said = FORMATS[form](report, Style())
    assert said
    assert leaks({form: readings(said.encode())}, planter) == []


@pytest.mark.parametrize("form", DIFFS)
def test_no_form_of_a_comparison_repeats_a_datum_about_a_person(changes: Diff, planter: Planter, form: str) -> None:
    said = DIFFS[form](changes, Style())
    assert said
    assert leaks({form: readings(said.encode())}, planter) == []


def test_the_internal_edition_repeats_no_datum_about_a_person(inside: dict[str, str], planter: Planter) -> None:
    assert leaks(inside, planter) == []


def test_the_public_edition_repeats_no_datum_about_a_person(depot: Path, planter: Planter) -> None:
    assert leaks(built(depot, "public"), planter) == []


def test_the_words_of_internal_fields_are_told_to_insiders(inside: dict[str, str], planter: Planter) -> None:
    told = {place for text in inside.values() for place in planter.told(text)}
    wanted = (
        "commission/vacances/*/motif", "membres/medecin/*/nom", "membres/medecin/*/a_verifier",
        "commission/indicateurs/*/source", "sessions/1/lieu", "procedures/psp/depot/courriel",
    )  # fmt: skip
    assert [place for place in wanted if f"{PLAIN} simple {place}" not in told] == []


def test_the_search_for_a_datum_can_fail(planter: Planter, depot: Path) -> None:
    places = leaks(outputs(depot / "departments"), planter)
    assert len(places) > len(planter.places) / 2
