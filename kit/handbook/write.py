"""Where pages, reports and site are written: apart first, then exchanged for those of before, whole."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from kit import resources
from kit.formats import json
from kit.french import date
from kit.handbook import engine
from kit.handbook.engine import Engine
from kit.handbook.engine.shell import shell
from kit.handbook.fragments import whole
from kit.handbook.page import Names, Page, built, department_paths
from kit.report import Report
from kit.writing import work as works
from kit.writing.place import Target, ready, under

_REPORTS, _PAGES, _SITE = "reports", "pages", engine.SITE
_RESULTS = (_REPORTS, _PAGES, _SITE)
AT_ONCE = nullcontext()
Progress = Callable[[str], None]


def reports(report: Report) -> dict[str, str]:
    """Give the JSON reports by file name: one a department, and that of all."""
    written = {department.folder: json.written(department) for department in report.departments}
    files = {"report.json": json.assembled(report, written.values())}
    paths = department_paths(department.folder for department in report.departments)
    names = Names("report")
    for department in report.departments:
        name = names.free(department.code or Path(paths[department.folder]).stem)
        files[f"{name}.json"] = json.assembled(
            replace(report, departments=(department,), national=()), [written[department.folder]]
        )
    return files


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written apart, until it takes the place of the site of before."""

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
        texts: dict[str, str] = {}
        held: dict[str, tuple[str, ...]] = {}
        for page in pages:
            texts[f"{_PAGES}/{page.path}"] = page.text
            held[built(page.path)] = page.fragments
        texts |= {f"{_REPORTS}/{name}": text for name, text in reports(report).items()}
        works.distinct(texts)
        for name, text in texts.items():
            works.put(self.work, name, text.encode())
        progress("Site…")
        engine.build(self.work, _epoch(report.as_of), self.moteur)
        _fill(self.work / _SITE, held)
        works.exchange(self.work, _target(self.root), _RESULTS, steady)
        return self.root / "build" / _SITE


@contextmanager
def drafted(root: Path, as_of: datetime.date, moteur: Engine = Engine.MKDOCS) -> Iterator[Draft]:
    """Give what publishes once, on a day, under `root/build`; what is not published leaves nothing there. Raises
    UsageError for a link, or a file, in the place of a folder to be written, OSError when it cannot be."""
    ready(_target(root), folders=_RESULTS)
    with works.apart("kit-site-") as work:
        works.copy(resources.SITE / "assets", work, f"{_PAGES}/assets")
        works.copy(resources.SITE / "overrides", work, "overrides")
        works.copy(resources.MKDOCS, work, engine.THEME_CONFIG)
        works.put(work, engine.CONFIG, engine.config(date(as_of)).encode())
        yield Draft(root, work, moteur)


def publish(root: Path, report: Report, pages: Iterable[Page]) -> Path:
    """Publish at once what `drafted` publishes; give the folder of the site, and raise as it does."""
    with drafted(root, report.as_of) as draft:
        return draft.publish(report, pages)


def _target(root: Path) -> Target:
    return under(root, "build")


def _fill(site: Path, held: Mapping[str, tuple[str, ...]]) -> None:
    """Finish what the engine has made of each page, and put its fragments in their place."""
    scripts: dict[str, str] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        html, found = shell(file.read_text(encoding="utf-8"), path)
        scripts |= found
        works.put(site, path, whole(html, held.get(path, ()), path).encode())
    for name, code in sorted(scripts.items()):
        works.put(site, name, code.encode())


def _epoch(day: datetime.date) -> int:
    return int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp())
