"""Commands run in turn, A B A B, and what they cost: time, processor, memory. Only ratios are worth comparing."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to time, run from `folder`; `before` puts things as they must be, outside the time counted.

    `codes` are the exit codes that mean it did its work: any other stops the bench, for a failure is always fast."""

    words: tuple[str, ...]
    folder: Path = HOUSE
    before: Callable[[], None] = lambda: None
    codes: tuple[int, ...] = (0, 1)
    environment: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One run: elapsed seconds, seconds of processor (children included), peak memory of its largest process in MiB."""

    seconds: float
    processor: float
    memory: float


def python(*words: str) -> tuple[str, ...]:
    """Give a command of this environment's Python."""
    return (sys.executable, *words)


def program(name: str, *words: str) -> tuple[str, ...]:
    """Give a command of a program installed in this environment."""
    return (str(BIN / name), *words)


def once(command: Command) -> Cost:
    """Run a command and give its cost; raises RuntimeError when it did not do its work."""
    command.before()
    environment = {**os.environ, **(command.environment or {})}
    started = time.perf_counter()
    process = subprocess.Popen(
        command.words, cwd=command.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stderr:
        process.stderr.close()
    if process.returncode not in command.codes:
        message = f"{' '.join(command.words)}: exit {process.returncode}\n{said.decode(errors='replace')[-2000:]}"
        raise RuntimeError(message)
    return Cost(seconds=seconds, processor=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss / 1024)


def paired(commands: Mapping[str, Command], rounds: int) -> dict[str, list[Cost]]:
    """Run all commands in turn, as many rounds as asked, so that what else the machine does falls on each alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(once(command))
    return costs


def median(costs: Sequence[Cost], kind: str = "seconds") -> float:
    """Give the median of one kind of cost."""
    return float(statistics.median(getattr(cost, kind) for cost in costs))


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost], kind: str = "seconds") -> float:
    """Give the median of the ratios, round by round."""
    return float(statistics.median(getattr(a, kind) / getattr(b, kind) for a, b in zip(ours, theirs, strict=True)))


def machine() -> str:
    """Say on what the figures were taken, without a name or a path."""
    model = next((line for line in _read("/proc/cpuinfo").splitlines() if line.startswith("model name")), "")
    memory = next((line for line in _read("/proc/meminfo").splitlines() if line.startswith("MemTotal")), "0 0")
    processor = model.partition(":")[2].strip() or platform.machine()
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    gib = int(memory.split()[1]) / 2**20
    return f"{os.cpu_count()} × {processor}, {gib:.0f} GiB, {system}, Python {platform.python_version()}"


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
