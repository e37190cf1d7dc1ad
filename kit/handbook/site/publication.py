"""Where pages, reports and site are written: apart first, then exchanged for those of before, whole."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from kit.errors import KitError
from kit.files import resources
from kit.files import work as works
from kit.files.place import Target, ready, under
from kit.findings.finding import Report
from kit.french import date
from kit.handbook.fragments.slots import filled
from kit.handbook.page import Names, Page, Profile, built, department_paths
from kit.handbook.site import engine
from kit.handbook.site.engine import Engine
from kit.handbook.site.shell import shell
from kit.model import repository
from kit.model.repository import Repository
from kit.report.formats import json

_REPORTS, _PAGES, _SITE = "reports", "pages", engine.SITE
_RESULTS = (_REPORTS, _PAGES, _SITE)
_MARKDOWN = ".md"
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


@dataclass(slots=True)
class Shells:
    """The site as the engine last made it around the data, in a folder of this run: to be filled again, at once, as
    long as the prose is the same."""

    folder: Path
    prose: Mapping[str, str] = field(default_factory=dict)

    def keep(self, texts: Mapping[str, str], work: Path) -> None:
        """Keep what the engine has just made of these pages."""
        works.anew(work / _SITE, self.folder)
        self.prose = _prose(texts)

    def given(self, texts: Mapping[str, str], work: Path) -> bool:
        """Put the site as it was made into a work, with the files of these pages that no engine reads; tell whether
        it is made of the same prose."""
        if self.prose != _prose(texts):
            return False
        works.copy(self.folder, work, _SITE)
        for path, text in texts.items():
            if not path.endswith(_MARKDOWN):
                works.put(work, f"{_SITE}/{path}", text.encode())
        return True

    def filled(self, page: Page) -> str | None:
        """Give a page around which the engine has made a shell with as many places; None when it has not."""
        path = built(page.path)
        file = self.folder / path
        try:
            return filled(shell(file.read_text(encoding="utf-8"), path)[0], page.fragments, path)
        except (OSError, KitError):
            return None


def _prose(texts: Mapping[str, str]) -> dict[str, str]:
    """Give what an engine reads; of the other files, their name."""
    return {path: text if path.endswith(_MARKDOWN) else "" for path, text in texts.items()}


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written apart, until it takes the place of the site of before."""

    root: Path
    work: Path
    moteur: Engine
    home: Repository

    def publish(
        self,
        report: Report,
        pages: Iterable[Page],
        progress: Progress = lambda _: None,
        steady: AbstractContextManager[object] = AT_ONCE,
        shells: Shells | None = None,
        files: Mapping[str, bytes] = MappingProxyType({}),
    ) -> bool:
        """Write the reports, the pages and the site under `root/build`, with in the site files that no engine reads, by
        path, `steady` held while they replace those of before; shells made of the same prose are filled again. Tell
        whether the engine has run.

        Raises OSError when a folder cannot be written, UsageError when the site cannot be built; what was there is then
        still there."""
        texts: dict[str, str] = {}
        held: dict[str, tuple[str, ...]] = {}
        for page in pages:
            texts[page.path] = page.text
            held[built(page.path)] = page.fragments
        written = {f"{_PAGES}/{path}": text for path, text in texts.items()}
        written |= {f"{_REPORTS}/{name}": text for name, text in reports(report).items()}
        works.distinct(written)
        for name, text in written.items():
            works.put(self.work, name, text.encode())
        progress("Site…")
        ran = not (shells and shells.given(texts, self.work))
        if ran:
            engine.build(self.work, _epoch(report.as_of), self.moteur)
            if shells:
                shells.keep(texts, self.work)
        _fill(self.work / _SITE, held, self.home)
        for path, raw in files.items():
            works.put(self.work, f"{_SITE}/{path}", raw)
        works.exchange(self.work, _target(self.root), _RESULTS, steady)
        return ran


@contextmanager
def drafted(
    root: Path, as_of: datetime.date, moteur: Engine = Engine.MKDOCS, profile: Profile = Profile.INTERNE
) -> Iterator[Draft]:
    """Give what publishes once, on a day and for some readers, under `root/build`; what is not published leaves nothing
    there. Raises UsageError for a link, or a file, in the place of a folder to be written, OSError when it cannot
    be."""
    ready(_target(root), folders=_RESULTS)
    with works.apart("kit-site-") as work:
        works.copy(resources.SITE / "assets", work, f"{_PAGES}/assets")
        if resources.ENGINE.is_dir():
            works.copy(resources.ENGINE, work, f"{_PAGES}/assets/moteur")
        works.copy(resources.SITE / "overrides", work, "overrides")
        works.copy(resources.MKDOCS, work, engine.THEME_CONFIG)
        home = repository.load(root)
        works.put(work, engine.CONFIG, engine.config(date(as_of), home, profile).encode())
        yield Draft(root, work, moteur, home)


def publish(root: Path, report: Report, pages: Iterable[Page]) -> None:
    """Publish at once what `drafted` publishes, and raise as it does."""
    with drafted(root, report.as_of) as draft:
        draft.publish(report, pages)


def _target(root: Path) -> Target:
    return under(root, "build")


def _fill(site: Path, held: Mapping[str, tuple[str, ...]], home: Repository) -> None:
    """Finish what the engine has made of each page, and put its fragments in their place."""
    scripts: dict[str, str] = {}
    root = f"{urlsplit(home.adresse).path.rstrip('/')}/" if home.adresse else None
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        html, found = shell(file.read_text(encoding="utf-8"), path, root)
        scripts |= found
        works.put(site, path, filled(html, held.get(path, ()), path).encode())
    for name, code in sorted(scripts.items()):
        works.put(site, name, code.encode())


def _epoch(day: datetime.date) -> int:
    return int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp())
