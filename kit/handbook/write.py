"""Where pages, reports and site are written: beside first, then swapped for those of before, whole."""

import datetime
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kit import resources
from kit.formats import json
from kit.french import date
from kit.handbook import engine
from kit.handbook.engine import Engine
from kit.handbook.engine.shell import shell
from kit.handbook.fragments import whole
from kit.handbook.page import Page, built, department_paths
from kit.report import Report

if sys.platform != "win32":
    import fcntl

_REPORTS, _PAGES, _SITE, _BEFORE, _WORK = "reports", "pages", engine.SITE, "avant", ".en-cours-"
_RESULTS = (_REPORTS, _PAGES, _SITE)
AT_ONCE = nullcontext()
Progress = Callable[[str], None]


def reports(report: Report) -> dict[str, str]:
    """Give the JSON reports by file name: one a department, and that of all."""
    written = {department.folder: json.written(department) for department in report.departments}
    files = {"report.json": json.assembled(report, written.values())}
    paths = department_paths(department.folder for department in report.departments)
    for department in report.departments:
        stem = department.code or Path(paths[department.folder]).stem
        name, number = f"{stem}.json", 1
        while name in files:
            number += 1
            name = f"{stem}-{number}.json"
        files[name] = json.assembled(
            replace(report, departments=(department,), national=()), [written[department.folder]]
        )
    return files


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written beside the site of before."""

    root: Path
    work: Path
    moteur: Engine

    def publish(
        self,
        report: Report,
        pages: Iterable[Page],
        progress: Progress = lambda _: None,
        steady: AbstractContextManager[object] = AT_ONCE,
    ) -> Path:
        """Write the reports, the pages and the site under `root/build`, `steady` held while they replace those of
        before; give the folder of the site.

        Raises OSError when a folder cannot be written, UsageError when the site cannot be built; what was there is then
        still there."""
        target = self.root / "build"
        held: dict[str, tuple[str, ...]] = {}
        for page in pages:
            _put(self.work / _PAGES / page.path, page.text)
            held[built(page.path)] = page.fragments
        _write(self.work / _REPORTS, reports(report))
        progress("Site…")
        engine.build(self.work, _epoch(report.as_of), self.moteur)
        _fill(self.work / _SITE, held)
        with steady:
            _replace(self.work, target)
        return target / _SITE


@contextmanager
def drafted(root: Path, as_of: datetime.date, moteur: Engine = Engine.MKDOCS) -> Iterator[Draft]:
    """Give what publishes once, on a day, under `root/build`; what is not published leaves nothing there. Raises
    OSError when a folder cannot be written."""
    with _beside(root / "build") as work:
        _copy(resources.SITE / "assets", work / _PAGES / "assets")
        _copy(resources.SITE / "overrides", work / "overrides")
        shutil.copyfile(resources.MKDOCS, work / engine.THEME_CONFIG)
        _write(work, {engine.CONFIG: engine.config(date(as_of))})
        yield Draft(root, work, moteur)


def publish(root: Path, report: Report, pages: Iterable[Page]) -> Path:
    """Publish at once what `drafted` publishes; give the folder of the site, and raise as it does."""
    with drafted(root, report.as_of) as draft:
        return draft.publish(report, pages)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a folder to work in, on the same disk as the target, and take it away at the end."""
    target.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    work = Path(tempfile.mkdtemp(prefix=f"{_WORK}{os.getpid()}-", dir=target))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _sweep(target: Path) -> None:
    """Take away what builds that were killed have left; a build that still runs keeps its folder."""
    for left in sorted(target.glob(f"{_WORK}*")):
        builder = re.fullmatch(r"(\d+)-.*", left.name.removeprefix(_WORK))
        if builder is None or _alive(int(builder[1])):
            continue
        for name in _RESULTS:
            # Arrêtée entre deux renommages, la construction avait encore ici ce qu'elle remplaçait.
            if (left / _BEFORE / name).exists() and not (target / name).exists():
                (left / _BEFORE / name).rename(target / name)
        shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    if os.name != "posix":
        return True  # Sous Windows, os.kill arrêterait le processus au lieu de demander s'il vit.
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _fill(site: Path, held: Mapping[str, tuple[str, ...]]) -> None:
    """Finish what the engine has made of each page, and put its fragments in their place."""
    scripts: dict[str, str] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        html, found = shell(file.read_text(encoding="utf-8"), path)
        scripts |= found
        _put(file, whole(html, held.get(path, ()), path))
    _write(site, scripts)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in sorted(files.items()):
        _put(folder / name, text)


def _copy(source: Path, target: Path) -> None:
    """Copy a folder, file by file: `copytree` would not say which fault stopped it."""
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        there = target / path.relative_to(source)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, there)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold back another build that would swap at the same time; where nothing can hold it, go on."""
    if sys.platform == "win32":
        yield
        return
    held = os.open(target, os.O_RDONLY)
    try:
        with suppress(OSError):  # Certains disques partagés ne savent pas retenir.
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _replace(work: Path, target: Path) -> None:
    """Put what was written in the place of what was there; a kill in between costs nothing that `_sweep` does not give
    back."""
    with _alone(target):
        for name in _RESULTS:
            _swap(work, target, name)


def _swap(work: Path, target: Path, name: str) -> None:
    final, before = target / name, work / _BEFORE / name
    before.parent.mkdir(exist_ok=True)
    if final.exists():
        final.rename(before)
    try:
        (work / name).rename(final)
    except OSError:
        if before.exists():
            before.rename(final)
        raise


def _epoch(day: datetime.date) -> int:
    return int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp())
