"""Where pages, reports and site are written: beside first, then swapped for those of before, whole."""

import datetime
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kit import resources
from kit.errors import UsageError
from kit.formats import json
from kit.french import date
from kit.handbook import engine
from kit.handbook.page import Page, department_paths
from kit.report import Report

_REPORTS, _PAGES, _SITE, _BEFORE = "reports", "pages", "site", "avant"
Progress = Callable[[str], None]


def reports(report: Report) -> dict[str, str]:
    """Give the JSON reports by file name: one a department, and that of all."""
    files = {"report.json": json.write(report)}
    paths = department_paths(department.folder for department in report.departments)
    for department in report.departments:
        stem = department.code or Path(paths[department.folder]).stem
        name, number = f"{stem}.json", 1
        while name in files:
            number += 1
            name = f"{stem}-{number}.json"
        files[name] = json.write(replace(report, departments=(department,), national=()))
    return files


def publish(root: Path, report: Report, pages: tuple[Page, ...], progress: Progress = lambda _: None) -> Path:
    """Write the reports, the pages and the site under `root/build`; give the folder of the site.

    Raises UsageError when a folder cannot be written or the site not built; what was there is then still there."""
    target = root / "build"
    try:
        with _beside(target) as work:
            _write(work / _REPORTS, reports(report))
            _write(work / _PAGES, {page.path: page.text for page in pages})
            shutil.copytree(resources.SITE / "assets", work / _PAGES / "assets")
            shutil.copytree(resources.SITE / "overrides", work / "overrides")
            shutil.copyfile(resources.MKDOCS, work / engine.THEME_CONFIG)
            _write(work, {engine.CONFIG: engine.config(date(report.as_of))})
            progress("Site…")
            engine.build(work, _epoch(report.as_of))
            for name in (_REPORTS, _PAGES, _SITE):
                _swap(work, target, name)
    except OSError as error:
        place = error.filename or target
        message = f"Impossible d’écrire « {place} » : {error.strerror or error}."
        raise UsageError(message) from error
    return target / _SITE


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a folder to work in, on the same disk as the target, and take it away at the end."""
    target.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".en-cours-", dir=target))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


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
