"""What changes nothing in what is said changes no verdict: order, quoting, comments, one more member, one more day."""

import datetime
import random
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kit.findings.finding import Outcome
from kit.findings.rule import Subject
from kit.judging import pipeline, registry
from kit.law.texts import composition_on
from kit.yaml.traps import TRAPS
from tests.conftest import HOUSE, TODAY

pytestmark = pytest.mark.proof

CALM = settings(
    derandomize=True, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)  # fmt: skip
FOLDERS = sorted(path.name for path in (HOUSE / "departments").iterdir())
FOLDER = st.sampled_from(FOLDERS)
LATE = (datetime.date(2027, 6, 1), datetime.date(2150, 1, 1), datetime.date(2180, 7, 9))
MISSING = {"siege-sans-titulaire", "siege-pluriel-a-un-seul"}


class _Reader(yaml.SafeLoader):
    """Every value is the text that was written, as the kit reads it, but for numbers, yes and no."""


class _Writer(yaml.SafeDumper):
    """A number, yes or no has no quotes, whatever the style: they would make it a text."""


_Reader.yaml_implicit_resolvers = {}
_INT, _BOOL = "tag:yaml.org,2002:int", "tag:yaml.org,2002:bool"
_Reader.add_implicit_resolver(_INT, re.compile(r"\d+$"), list("0123456789"))
_Reader.add_implicit_resolver(_BOOL, re.compile(r"(?:true|false)$"), list("tf"))
_Writer.add_representer(int, lambda writer, value: writer.represent_scalar(_INT, str(value), style=""))
_Writer.add_representer(bool, lambda writer, value: writer.represent_scalar(_BOOL, str(value).lower(), style=""))
Said = set[tuple[str, str, str, str]]


def read(folder: str, branch: str) -> Any:
    raw = (HOUSE / "departments" / folder / f"{branch}.yaml").read_text(encoding="utf-8")
    return yaml.load(raw, Loader=_Reader)


def said(root: Path, day: datetime.date = TODAY) -> Said:
    """Give all that is said of the departments on a day, but for the lines, which move."""
    report, _ = pipeline.run(root, (), day)
    results = [result for department in report.departments for result in department.results]
    findings = (each for result in results for each in result.findings)
    found = {(each.rule, str(each.outcome), each.pointer, each.message) for each in findings}
    return found | {(result.rule, str(result.outcome), "", "") for result in results}


def shuffled(value: Any, order: random.Random) -> Any:
    """Give a value with the keys of each of its mappings in another order."""
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(each, order) for each in value] if isinstance(value, list) else value


def commented(text: str, order: random.Random) -> str:
    """Add comments and blank lines between the lines of a text."""
    lines = []
    for line in text.splitlines():
        lines += order.choice(([], [], ["# un commentaire: « entre » deux lignes"], ["", "    # - en retrait"]))
        lines.append(line)
    return "\n".join(lines) + "\n"


@settings(CALM, max_examples=6)
@given(folder=FOLDER, seed=st.integers(0, 1 << 30), style=st.sampled_from(['"', "'"]), flow=st.booleans())
def test_order_of_keys_quoting_and_comments_change_no_verdict(folder: str, seed: int, style: str, flow: bool) -> None:
    order = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        one, two = (Path(place) / name / "departments" / folder for name in ("un", "deux"))
        shutil.copytree(HOUSE / "departments" / folder, one)
        two.mkdir(parents=True)
        for branch in ("procedures", "membres", "sessions", "commission"):
            text = yaml.dump(
                shuffled(read(folder, branch), order), Dumper=_Writer, default_style=style, default_flow_style=flow,
                sort_keys=False, allow_unicode=True, width=1 << 20, indent=order.choice((2, 4)),
            )  # fmt: skip
            (two / f"{branch}.yaml").write_text(commented(text, order), encoding="utf-8")
        before, after = said(one.parent.parent), said(two.parent.parent)
    assert {each[:3] for each in after} == {each[:3] for each in before}


@settings(CALM, max_examples=6)
@given(folder=FOLDER, data=st.data())
def test_one_more_member_never_leaves_a_seat_empty(folder: str, data: st.DataObject) -> None:
    seat = data.draw(st.sampled_from(sorted(seat.id for seat in composition_on(TODAY).seats)))
    members = read(folder, "membres")
    holder = {"id": "membre-ajoute", "titre": "Membre ajouté", "mandat": {"debut": "2026-02-01"}}
    members[seat] = [*(members.get(seat) or []), holder]
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "departments" / folder
        shutil.copytree(HOUSE / "departments" / folder, target)
        before = {each for each in said(Path(place)) if each[0] in MISSING and each[3]}
        text = yaml.safe_dump(members, allow_unicode=True, sort_keys=False)
        (target / "membres.yaml").write_text(text, encoding="utf-8")
        found = said(Path(place))
    assert not [each for each in found if each[0] in TRAPS and each[1] == Outcome.FAIL and "membre-ajoute" in each[3]]
    assert {each for each in found if each[0] in MISSING and each[3]} <= before


@pytest.fixture(scope="module")
def late() -> dict[datetime.date, Said]:
    """What is said of every example on days later than any change of the law and any day written in a file."""
    return {day: said(HOUSE, day) for day in LATE}


def test_a_later_day_changes_nothing_of_what_the_files_say(late: dict[datetime.date, Said]) -> None:
    timeless = {rule.id for rule in registry.legal_rules() if rule.subject is Subject.FILES} | set(TRAPS)
    told = [{each for each in found if each[0] in timeless} for found in (said(HOUSE), *late.values())]
    assert all(each == told[0] for each in told)


def test_once_every_delay_is_over_another_day_changes_only_how_long_ago_it_was(late: dict[datetime.date, Said]) -> None:
    _, one, two = late.values()
    assert {each[:3] for each in one} == {each[:3] for each in two}
