"""The figures of `kit check`."""

from collections.abc import Iterator
from pathlib import Path

from bench.measure import HOUSE, Command, Cost, median, paired, program, python, ratio
from bench.results import Row
from kit.yaml.schema import BRANCHES
from tests.generator.write import write

_DAY = ("--date", "2026-11-23")
_SCRIPT = "twenty lines: PyYAML's C loader and jsonschema, no rule"
_TIMES = 10


def rows(folder: Path, rounds: int, copies: int) -> Iterator[Row]:
    """Measure on 101 departments, on one, then as their number grows."""
    country, growth = folder / "pays", folder / "croissance"
    write(country)
    yield from _beside(country, rounds)
    yield from _linters(country, max(1, rounds // 2))
    yield from _one(country, rounds)
    write(growth, copies=copies)
    yield from _growth(growth, max(1, rounds // 3))


def check(*paths: Path) -> Command:
    """Give `kit check` over roots or folders, in a new process."""
    return Command(words=python("-m", "kit", "check", *map(str, paths), *_DAY))


def _beside(country: Path, rounds: int) -> Iterator[Row]:
    script = Command(words=python("bench/baseline.py", str(country)))
    costs = paired({"kit": check(country), "script": script}, rounds)
    what = "`kit check`, 101 departments, cold process, all rules"
    yield Row(what=what, against=_SCRIPT, figure=ratio(costs["kit"], costs["script"]), bound=1.0)
    processor = ratio(costs["kit"], costs["script"], "processor")
    yield Row(what="the same, processor time of all processes", against=_SCRIPT, figure=processor)


def _linters(country: Path, rounds: int) -> Iterator[Row]:
    files = sorted(str(path) for path in country.rglob("*.yaml"))
    kinds = {name: [file for file in files if file.endswith(f"/{name}.yaml")] for name in BRANCHES}
    costs = paired(
        {
            "kit": check(country),
            "yamllint": Command(words=program("yamllint", str(country))),
            **{name: _check_jsonschema(name, kinds[name]) for name in kinds},
        },
        rounds,
    )
    # check-jsonschema prend un schéma par commande : ses quatre commandes font un contrôle.
    theirs = [_sum(turn) for turn in zip(*(costs[name] for name in kinds), strict=True)]
    for against, others in (("check-jsonschema", theirs), ("yamllint", costs["yamllint"])):
        times = ratio(others, costs["kit"])
        yield Row(what="times faster, 101 departments", against=against, figure=times, bound=5, least=True)


def _check_jsonschema(name: str, files: list[str]) -> Command:
    schema = HOUSE / "schemas" / f"{name}.schema.json"
    # Sans adresse de base, il ne trouve pas les définitions communes, et finit aussitôt sans rien contrôler.
    options = ("--no-cache", "--base-uri", schema.as_uri(), "--schemafile", str(schema))
    return Command(words=program("check-jsonschema", *options, *files))


def _sum(costs: tuple[Cost, ...]) -> Cost:
    return Cost(
        seconds=sum(cost.seconds for cost in costs),
        processor=sum(cost.processor for cost in costs),
        memory=max(cost.memory for cost in costs),
    )


def _one(country: Path, rounds: int) -> Iterator[Row]:
    imports = Command(words=python("-c", "import yaml, jsonschema"))
    costs = paired({"kit": check(country / "departments" / "88-vosges"), "imports": imports}, 2 * rounds)
    figure = ratio(costs["kit"], costs["imports"])
    yield Row(
        what="`kit check`, one department, cold process", against="`import yaml, jsonschema`", figure=figure, bound=1.7
    )


def _growth(growth: Path, rounds: int) -> Iterator[Row]:
    roots = sorted(growth.iterdir())
    sizes = {"small": len(roots) // _TIMES, "half": len(roots) // 2, "large": len(roots)}
    costs = paired({name: check(*roots[:size]) for name, size in sizes.items()}, rounds)
    number = {name: 101 * size for name, size in sizes.items()}
    span = f"{number['small']:,} to {number['large']:,} departments"
    for kind, what, unit in (("processor", "time", "ms"), ("memory", "memory", "KiB")):
        spent = {name: median(found, kind) for name, found in costs.items()}
        # Ce que coûte un département de plus, dans la seconde moitié, à côté de ce qu'il coûtait dans la première.
        first = (spent["half"] - spent["small"]) / (number["half"] - number["small"])
        last = (spent["large"] - spent["half"]) / (number["large"] - number["half"])
        each = last * (1000 if kind == "processor" else 1024)
        yield Row(
            what=f"growth of {what}, {span}", against="a straight line", figure=last / first, bound=1.1,
            note=f"one more department beyond {number['half']:,}, beside one more before; {each:.1f} {unit} each",
        )  # fmt: skip
