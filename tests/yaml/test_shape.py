"""What is refused is what jsonschema refuses, whether or not jsonschema-rs is there to say at once that nothing is."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from kit.yaml import shape
from kit.yaml.days import is_day
from kit.yaml.normalize import normalize
from kit.yaml.schema import BRANCHES, JsonSchema, load
from kit.yaml.source import read
from kit.yaml.validate import validate
from tests.conftest import DATA, HOUSE, Kit

ODD = st.sampled_from(
    [None, True, 1, 1.0, -1, 10**30, "", " ", "a" * 2001, "2026-02-30", "é\n", "48\n", [], {}, [1, 1], {"a": "b"}]
)
Refused = Callable[[Any], list[tuple[str, list[str | int]]]]


def jsonschema(branch: str) -> Refused:
    """What jsonschema refuses by itself, told without the kit."""
    checker = FormatChecker(formats=())
    checker.checks("date")(lambda value: not isinstance(value, str) or is_day(value))
    files = {name: Resource.from_contents(load(name)) for name in ("definitions", *BRANCHES)}
    registry: Registry[Any] = Registry().with_resources([(f"{name}.schema.json", file) for name, file in files.items()])
    whole = Draft202012Validator(load(branch), registry=registry, format_checker=checker)
    return lambda value: [(error.message, list(error.absolute_path)) for error in whole.iter_errors(value)]


def kit_says(described: Callable[[Any], Any]) -> Refused:
    return lambda value: [(error.message, list(error.absolute_path)) for error in described(value)]


def trees(branch: str) -> list[Any]:
    paths = sorted((HOUSE / "departments").glob(f"*/{branch}.yaml"))
    return [normalize(branch, read(path, path.name).data) for path in paths]


def places(data: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [at, *(place for key, value in inside for place in places(value, (*at, key)))]


def changed(data: Any, place: tuple[Any, ...], value: Any, how: str) -> Any:
    copy = json.loads(json.dumps(data))
    holder = copy
    for part in place[:-1]:
        holder = holder[part]
    if how == "remove":
        del holder[place[-1]]
    elif how == "add" and isinstance(holder, dict):
        holder["cle_en_plus"] = value
    elif how == "add":
        holder.append(holder[0])
    else:
        holder[place[-1]] = value
    return copy


@pytest.mark.parametrize("branch", BRANCHES)
def test_a_file_is_refused_what_jsonschema_refuses(branch: str) -> None:
    alone, ours, whole = jsonschema(branch), kit_says(shape.of_file(branch)), trees(branch)
    seen = {True: 0, False: 0}

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(st.data())
    def same(data: st.DataObject) -> None:
        tree = data.draw(st.sampled_from(whole))
        place = data.draw(st.sampled_from(places(tree)[1:]))
        broken = changed(tree, place, data.draw(ODD), data.draw(st.sampled_from(["remove", "add", "replace"])))
        refused = alone(broken)
        assert ours(broken) == refused
        seen[bool(refused)] += 1

    same()
    assert all(seen.values())


def patterns(described: Any) -> set[str]:
    """Every pattern of a schema."""
    if isinstance(described, dict):
        own = {described["pattern"]} if isinstance(described.get("pattern"), str) else set()
        return own.union(*map(patterns, described.values()))
    return set().union(*map(patterns, described)) if isinstance(described, list) else set()


@pytest.mark.parametrize("pattern", sorted(set().union(*(patterns(load(n)) for n in ("definitions", *BRANCHES)))))
@pytest.mark.parametrize(
    "around", ["12", "a@b.fr", "https://a", "14:00", "2026-01-01", "04 00 00 00 00", "+33 10101010"]
)
def test_a_sign_that_a_pattern_refuses_is_refused(pattern: str, around: str) -> None:
    described: JsonSchema = {"type": "string", "pattern": pattern}
    alone, ours = Draft202012Validator(described).is_valid, shape.refusals(described)
    signs = [chr(code) for code in (*range(0x3000), *range(0xFE00, 0x10000), 0x1D7CE, 0x1F600)]
    texts = [text for sign in signs for text in (around + sign, sign + around, f"{around[:3]}{sign}{around[3:]}")]
    assert [text for text in texts if not alone(text) and not list(ours(text))] == []


def test_a_right_file_opens_no_jsonschema_and_a_wrong_one_does() -> None:
    script = (
        "import sys; from kit.yaml.validate import validate\n"
        "assert not list(validate('commission', {'departement': '48'})) and 'jsonschema' not in sys.modules\n"
        "assert list(validate('commission', {'departement': '4'})) and 'jsonschema' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=HOUSE, check=True)


@pytest.mark.parametrize("root", [HOUSE, DATA / "invalid" / "composition", DATA / "invalid" / "procedures"])
def test_without_what_a_browser_has_not_the_same_is_said(root: Any, kit: Kit) -> None:
    """Neither jsonschema-rs nor libyaml."""
    script = (
        "import sys; sys.modules['jsonschema_rs'] = sys.modules['yaml._yaml'] = None\n"
        "from kit.cli import main; sys.argv[0] = 'kit'\nmain()\n"
    )
    words = ["check", "--root", str(root), "--date", "2026-11-23", "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    with_it = kit(*words)
    assert (done.returncode, done.stdout, done.stderr) == (with_it.returncode, with_it.stdout, with_it.stderr)


def test_jsonschema_says_what_is_wrong() -> None:
    assert [trap for trap, _ in validate("commission", {"departement": "1"})] == ["valeur-mal-ecrite"]


def test_a_schema_that_refers_to_none_is_told_too() -> None:
    said = kit_says(shape.refusals({"type": "array", "minItems": 1}))
    assert (said([1]), said([])) == ([], [("[] should be non-empty", [])])
