"""`make bench`: measure the kit beside what people would use instead, and write `bench/RESULTS.md`.

Commands of a row run in turn, A B A B, on the same files; a figure is the median of the ratios, round by round."""

import argparse
import gzip
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path

from kit.yaml.schema import BRANCHES
from tests.generator.write import write
from tools.browser import bundle, node

HOUSE = Path(__file__).parent.parent
DAY = "2026-11-23"
TOOLS = (
    "pyyaml",
    "jsonschema",
    "jsonschema-rs",
    "cerberus",
    "check-jsonschema",
    "yamllint",
    "mkdocs",
    "mkdocs-material",
)
_EDITS = 20
# Le manuel d’avant que les données n’en soient séparées : ce que mkdocs avait alors à lire.
BEFORE = "00c267b"
HEAD = """\
# Speed, measured side by side

`make bench` writes this page: every command of a row runs in turn with what it is compared to (A B A B…), on the same
files, in the same run; a figure is the median of the ratios, round by round. Only ratios are worth comparing: seconds
belong to the machine of the day.

- Files: `python -m tests.generator`, seed 1: 101 departments, 404 files.
- Machine: {machine}.
- Versions: {versions}.

| What | Against | Figure | To reach | Reached |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to time, run from `folder`; `before` puts things as they must be, outside the time counted. An exit
    code above 1 means that it did not do its work, and stops the bench: a failure is always fast."""

    words: tuple[str, ...]
    folder: Path = HOUSE
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One run: elapsed seconds, seconds of processor (children included), peak memory of its largest process in MiB."""

    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure: what was measured against what, the bound it has to keep (`least`: not under; else not over)."""

    what: str
    against: str
    figure: float
    bound: float | None = None
    least: bool = False
    note: str = ""

    @property
    def line(self) -> str:
        """Write it as a row of the table."""
        bound = "" if self.bound is None else f"{'≥' if self.least else '≤'} {self.bound:g}"
        kept = self.bound is not None and (self.figure >= self.bound if self.least else self.figure <= self.bound)
        reached = "for the record" if self.bound is None else "yes" if kept else "**no**"
        return f"| {self.what} | {self.against} | {self.figure:.2f} | {bound} | {reached} |\n"


def main() -> None:
    """Measure on files written for the occasion, then write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--copies", type=int, default=50, help="times 101 departments, for the growth")
    parser.add_argument("--output", type=Path, default=HOUSE / "bench" / "RESULTS.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kit-bench-") as folder:
        here = Path(folder)
        write(here / "pays")
        rows = [
            *country(here / "pays", asked.rounds),
            *linters(here / "pays", max(1, asked.rounds // 2)),
            one_department(here / "pays", 2 * asked.rounds),
            *growth(here, max(1, asked.rounds // 3), asked.copies),
            *builds(here, max(1, asked.rounds // 2)),
            served(here),
            search(here),
            *in_a_page(here, asked.rounds),
        ]
    versions = ", ".join(f"{name} {version(name)}" for name in TOOLS)
    notes = "".join(f"\n- {row.what}: {row.note}" for row in rows if row.note)
    head = HEAD.format(machine=machine(), versions=versions)
    asked.output.write_text(f"{head}{''.join(row.line for row in rows)}{notes}\n", encoding="utf-8")


def country(root: Path, rounds: int) -> Iterator[Row]:
    """Measure `kit check` on 101 departments beside the script that people would write."""
    script = Command(words=python("bench/baseline.py", str(root)))
    costs = paired({"kit": check(root), "script": script}, rounds)
    against = "twenty lines: PyYAML's C loader and jsonschema, no rule"
    yield Row(
        what="`kit check`, 101 departments, cold process, all rules", against=against,
        figure=ratio(costs["kit"], costs["script"]), bound=0.9,
    )  # fmt: skip
    processor = ratio(costs["kit"], costs["script"], "processor")
    yield Row(what="the same, processor time of all processes", against=against, figure=processor)


def linters(root: Path, rounds: int) -> Iterator[Row]:
    """Measure it beside two tools that know no rule of law either."""
    # check-jsonschema prend un schéma par commande : ses quatre commandes font un contrôle.
    schemas = {name: HOUSE / "schemas" / f"{name}.schema.json" for name in BRANCHES}
    others = {
        name: Command(
            # Sans adresse de base, il ne trouve pas les définitions communes, et finit aussitôt sans rien contrôler.
            words=program("check-jsonschema", "--no-cache", "--base-uri", path.as_uri(), "--schemafile", str(path),
                          *map(str, sorted(root.rglob(f"{name}.yaml"))))
        )
        for name, path in schemas.items()
    }  # fmt: skip
    costs = paired({"kit": check(root), "yamllint": Command(words=program("yamllint", str(root))), **others}, rounds)
    theirs = [sum(cost.seconds for cost in turn) for turn in zip(*(costs[name] for name in others), strict=True)]
    ours = [cost.seconds for cost in costs["kit"]]
    for against, seconds in (("check-jsonschema", theirs), ("yamllint", [cost.seconds for cost in costs["yamllint"]])):
        times = statistics.median(a / b for a, b in zip(seconds, ours, strict=True))
        yield Row(what="times faster, 101 departments", against=against, figure=times, bound=5, least=True)


def one_department(root: Path, rounds: int) -> Row:
    """Measure what a process needs before it checks anything, and what the kit adds to it."""
    imports = Command(words=python("-c", "import yaml, jsonschema"))
    costs = paired({"kit": check(root / "departments" / "88-vosges"), "imports": imports}, rounds)
    return Row(
        what="`kit check`, one department, cold process", against="`import yaml, jsonschema`",
        figure=ratio(costs["kit"], costs["imports"]), bound=1.7,
    )  # fmt: skip


def growth(folder: Path, rounds: int, copies: int) -> Iterator[Row]:
    """Measure what one more department costs, beside what it cost when there were fewer."""
    write(folder / "croissance", copies=copies)
    roots = sorted((folder / "croissance").iterdir())
    sizes = {"small": len(roots) // 10, "half": len(roots) // 2, "large": len(roots)}
    costs = paired({name: check(*roots[:size]) for name, size in sizes.items()}, rounds)
    number = {name: 101 * size for name, size in sizes.items()}
    for kind, what, unit in (("processor", "time", "ms"), ("memory", "memory", "KiB")):
        spent = {name: statistics.median(getattr(cost, kind) for cost in found) for name, found in costs.items()}
        first = (spent["half"] - spent["small"]) / (number["half"] - number["small"])
        last = (spent["large"] - spent["half"]) / (number["large"] - number["half"])
        each = last * (1000 if kind == "processor" else 1024)
        yield Row(
            what=f"growth of {what}, {number['small']:,} to {number['large']:,} departments", against="a straight line",
            figure=last / first, bound=1.1, note=f"one more department takes {each:.1f} {unit}",
        )  # fmt: skip


def builds(folder: Path, rounds: int) -> Iterator[Row]:
    """Measure `kit build` beside the engine alone on the pages of before, then after one change, and with Zensical."""
    root, plain = folder / "pays", folder / "avant"
    former(root, plain)

    def clear() -> None:
        shutil.rmtree(root / "build", ignore_errors=True)

    built = python("-m", "kit", "build", "--root", str(root), "--date", DAY)
    commands = {
        "full": Command(words=built, before=clear),
        "again": Command(words=built, before=lambda: edit(root)),
        "zensical": Command(words=(*built, "--moteur", "zensical"), before=clear),
        "mkdocs": Command(words=python("-P", "-m", "mkdocs", "build", "-q"), folder=plain),
    }
    costs = paired(commands, rounds)
    against = f"`mkdocs build` of the pages of commit {BEFORE}"
    what = "`kit build`, 101 departments, check and reports included"
    yield Row(what=what, against=against, figure=ratio(costs["full"], costs["mkdocs"]), bound=0.6)
    yield Row(
        what="`kit build` again after one change, no cache", against="the full build",
        figure=ratio(costs["again"], costs["full"]), bound=0.8,
    )  # fmt: skip
    processor = ratio(costs["full"], costs["mkdocs"], "processor")
    yield Row(what=f"{what}, processor time of all processes", against=against, figure=processor)
    figure = ratio(costs["zensical"], costs["full"])
    yield Row(what="`kit build --moteur zensical`", against="`kit build`", figure=figure)


def former(root: Path, plain: Path) -> None:
    """Have the kit of before write its pages of the same departments, in an environment of its own, for the engine."""
    source = plain / "kit"
    source.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", BEFORE], cwd=HOUSE, stdout=subprocess.PIPE, check=True)
    subprocess.run(["tar", "-x", "-C", str(source)], input=archive.stdout, check=True)
    venv = plain / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:"]
    subprocess.run([*pip, "-r", str(source / "requirements.txt")], check=True)
    old = [str(venv / "bin" / "python"), "-m", "kit", "build", "--root", str(root), "--date", DAY]
    done = subprocess.run(old, cwd=source, stdout=subprocess.DEVNULL, check=False)
    config = "from kit.handbook import engine; print(engine.config('23 novembre 2026'))"
    said = subprocess.run([old[0], "-c", config], cwd=source, stdout=subprocess.PIPE, text=True, check=True).stdout
    if done.returncode > 1:
        raise RuntimeError(BEFORE)
    shutil.move(root / "build" / "pages", plain / "pages")
    shutil.rmtree(root / "build")
    shutil.copytree(source / "site" / "overrides", plain / "overrides")
    shutil.copyfile(source / "mkdocs.yml", plain / "kit.yml")
    (plain / "mkdocs.yml").write_text(said, encoding="utf-8")


def edit(root: Path) -> str:
    """Add a session to a department; give the day that its page must then show."""
    path = root / "departments" / "88-vosges" / "sessions.yaml"
    text = path.read_text(encoding="utf-8")
    day = 2 + text.count("\n") % 27
    path.write_text(f"{text}- {{date: 2027-03-{day:02}, formation: politique, etat: prevue}}\n", "utf-8")
    return f"{day}\u00a0mars 2027"


def served(folder: Path) -> Row:
    """Measure how long `kit serve` takes from a saved file to the page shown."""
    taken = []
    with serving(folder / "pays", folder / "servi.txt") as address:
        for _ in range(5):
            started = time.perf_counter()
            sign = edit(folder / "pays")
            while sign not in page(address):
                patient(started)
            taken.append(time.perf_counter() - started)
    return Row(
        what="`kit serve`, 101 departments, from a saved file to its page shown", against="seconds of this machine",
        figure=statistics.median(taken), bound=2, note="median of five saves",
    )  # fmt: skip


@contextmanager
def serving(root: Path, said: Path) -> Iterator[str]:
    """Start the server; give its address once the site is there."""
    words = python("-u", "-m", "kit", "serve", "--root", str(root), "--date", DAY, "--port", "0")
    with said.open("wb") as output:
        process = subprocess.Popen(words, cwd=HOUSE, stdout=output, stderr=subprocess.STDOUT)
    started = time.perf_counter()
    try:
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/", said.read_text(encoding="utf-8"))):
            patient(started)
        yield found[0]
    finally:
        process.terminate()
        process.wait()


def page(address: str) -> str:
    """Give the page of the department that was saved, as it is served now."""
    host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
    # Une réponse coupée n'est pas encore la page attendue.
    with suppress(ConnectionError), closing(HTTPConnection(host, int(port), timeout=600)) as connection:
        connection.request("GET", "/departements/88-vosges.html")
        return connection.getresponse().read().decode()
    return ""


def patient(started: float) -> None:
    """Wait a little; raises RuntimeError after ten minutes."""
    if time.perf_counter() - started > 600:
        raise RuntimeError
    time.sleep(0.02)


def search(folder: Path) -> Row:
    """Measure what a reader fetches when the search of the twelve examples is opened, in KiB."""
    root = folder / "exemples"
    shutil.copytree(HOUSE / "departments", root / "departments")
    once(Command(words=python("-m", "kit", "build", "--root", str(root), "--date", DAY)))
    index = root / "build" / "site" / "search" / "search_index.json"
    return Row(
        what="search index of the 12 examples, gzip, fetched when the search is opened", against="KiB",
        figure=len(gzip.compress(index.read_bytes(), mtime=0)) / 1024, bound=40,
    )  # fmt: skip


def in_a_page(folder: Path, rounds: int) -> Iterator[Row]:
    """Measure the engine of « Ma fiche » in Node, under the Python of a page: what is loaded, the first report, and one
    after an edit of a file."""
    node.install()
    made = bundle.images()[""]
    size = sum(map(len, bundle.scripts(made).values())) / 1e6
    yield Row(what="« Ma fiche », what is loaded at first use", against="MB", figure=size, bound=8)
    image = folder / "image"
    image.write_bytes(made)
    asked, files = bundle.examples()[0]
    name = "membres.yaml"
    edits = [(asked, {**files, name: files[name] + b"\n" * rank}) for rank in range(_EDITS + 1)]
    first, whole = list[float](), list[float]()
    for _ in range(rounds):
        for seconds, requests in ((first, edits[:1]), (whole, edits)):
            started = time.perf_counter()
            list(node.answers(image, requests))
            seconds.append(time.perf_counter() - started)
    begun, ended = statistics.median(first), statistics.median(whole)
    yield Row(what="the same, from nothing to the first report", against="seconds", figure=begun, bound=5)
    edit = (ended - begun) / _EDITS * 1000
    yield Row(what="the same, a report after an edit", against="milliseconds", figure=edit, bound=300)


def check(*paths: Path) -> Command:
    """Give `kit check` over roots or folders, in a new process."""
    return Command(words=python("-m", "kit", "check", *map(str, paths), "--date", DAY))


def python(*words: str) -> tuple[str, ...]:
    """Give a command of this environment's Python."""
    return (sys.executable, *words)


def program(name: str, *words: str) -> tuple[str, ...]:
    """Give a command of a program installed in this environment."""
    return (str(Path(sys.executable).parent / name), *words)


def once(command: Command) -> Cost:
    """Run a command and give its cost; raises RuntimeError when it did not do its work."""
    command.before()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795392000"}
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.words, cwd=command.folder, env=environment, stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode > 1:
            said.seek(0)
            message = f"{' '.join(command.words)}: {said.read().decode(errors='replace')[-2000:]}"
            raise RuntimeError(message)
    return Cost(seconds=seconds, processor=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss / 1024)


def paired(commands: Mapping[str, Command], rounds: int) -> dict[str, list[Cost]]:
    """Run all commands in turn, as many rounds as asked, so that what else the machine does falls on each alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(once(command))
    return costs


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost], kind: str = "seconds") -> float:
    """Give the median of the ratios, round by round."""
    return float(statistics.median(getattr(a, kind) / getattr(b, kind) for a, b in zip(ours, theirs, strict=True)))


def machine() -> str:
    """Say on what the figures were taken, without a name or a path."""
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8") + Path("/proc/meminfo").read_text(encoding="utf-8")
    model = re.search(r"^model name\s*: (.*)", told, re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+)", told, re.MULTILINE)
    size = f"{round(int(memory[1]) / 1024**2)} GiB" if memory else "?"
    processor = model[1].strip() if model else platform.machine()
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    return f"{len(os.sched_getaffinity(0))} × {processor}, {size}, {system}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
