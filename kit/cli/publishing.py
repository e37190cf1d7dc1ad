"""What `kit build` does once, and `kit serve` again and again: check, then write reports, pages and site."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from kit.cli import models, options, screen
from kit.diff import national
from kit.diff.base import named
from kit.diff.national import National
from kit.errors import UsageError
from kit.files import resources
from kit.findings.finding import Report
from kit.french import count, listing, spaced
from kit.handbook import contents, papers
from kit.handbook.country import Country
from kit.handbook.edition import edition
from kit.handbook.page import WEB, Origin, Profile
from kit.handbook.pages import duty_pages, history
from kit.handbook.pages.history import Past
from kit.handbook.papers import NextSession
from kit.handbook.site import engine, publication
from kit.handbook.site.engine import Engine
from kit.handbook.site.publication import Draft, Progress
from kit.judging import pipeline, pool, standing
from kit.judging.cut import cut
from kit.judging.pipeline import Checked
from kit.model.department import load
from kit.model.folder import Folder, find
from kit.model.repository import Repository

# Ce que les pages d’un service public laissent en blanc.
_UNSAID = "kit.yaml ne dit pas {} : les pages « Mentions légales », « Contact » et « Accessibilité » sont à compléter."
_WITHOUT_ENGINE = (
    "Le moteur de la page « Ma fiche » n’est pas là : elle le dit. Dans le dépôt du kit, « make site » le fait."
)
_WITHOUT_DAYS = "Le site n’a donc pas de page « L’histoire du pays »."


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be published: the files, on which day, for whom, by which engine, with the days before or not."""

    root: Path
    day: datetime.date
    profile: Profile
    origin: Origin
    moteur: Engine = Engine.MKDOCS
    days: bool = False

    @property
    def site(self) -> Path:
        """Where the site will be."""
        return self.root / "build" / engine.SITE


def build(asked: Order) -> Report:
    """Check and publish once; say what is done, and where the site is."""
    with drafted(asked) as draft:
        report = publish(asked, draft, screen.progress)
    click.echo(f"{told(report)} {spaced('Site :')} {asked.site / 'index.html'}")
    if unsaid := duty_pages.missing(draft.home):
        click.echo(spaced(_UNSAID.format(listing(f"« {key} »" for key in unsaid))))
    if not resources.ENGINE.is_dir():
        screen.progress(spaced(_WITHOUT_ENGINE))
    return report


def order(
    root: Path, as_of: datetime.date | None, profil: str | None, depot: str | None, moteur: Engine = Engine.MKDOCS
) -> Order:
    """Give what the options ask for; raises UsageError when it cannot be done."""
    return Order(
        root=root, day=as_of or options.today(), profile=Profile(profil or Profile.INTERNE), origin=_origin(depot),
        moteur=moteur,
    )  # fmt: skip


@contextmanager
def drafted(asked: Order) -> Iterator[Draft]:
    """Give what publishes once; raises UsageError when there is nothing to publish, or nowhere to write it."""
    find(asked.root, ())
    pipeline.law(asked.day)
    with ExitStack() as stack:
        with screen.writing(asked.root / "build"):
            draft = stack.enter_context(publication.drafted(asked.root, asked.day, asked.moteur, asked.profile))
        yield draft


def publish(asked: Order, draft: Draft, progress: Progress) -> Report:
    """Check and publish; give the report of the whole files."""
    report, country = checked(asked, draft.home, progress)
    progress("Pages…")
    with screen.writing(asked.root / "build"):
        draft.publish(
            country.report, contents.book(country), progress, files=papers.files(country.papers, country.paths)
        )
    return report


def checked(asked: Order, home: Repository, progress: Progress) -> tuple[Report, Country]:
    """Give the report of the whole files, and the country as its readers may read it, with the days before when they
    are asked for and git can tell them."""
    progress("Contrôle…")
    report, country = gathered(asked, pool.mapped(partial(read, asked), find(asked.root, ())), home)
    if asked.days:
        progress("Histoire…")
        country = replace(country, days=_days(asked, progress))
    return report, country


def _days(asked: Order, progress: Progress) -> National | None:
    """Give how the country stood before; say why, when git cannot tell it."""
    try:
        return national.history(asked.root, asked.day)
    except UsageError as error:
        progress(spaced(f"{error} {_WITHOUT_DAYS}"))
        return None


@dataclass(frozen=True, slots=True)
class Read:
    """A department as its files were read, its years before, and the papers of its next session, for insiders."""

    checked: Checked
    past: tuple[Past, ...] | None
    papers: NextSession | None


def read(asked: Order, folder: Folder) -> Read:
    """Read and check a department, once."""
    dossier = load(folder)
    checked = pipeline.judged(dossier, asked.day, cases=True, shown=cut)
    inside = asked.profile is Profile.INTERNE
    model = partial(models.found, asked.root, folder.path.name)
    return Read(checked, history.past(checked.case), papers.ready(dossier, checked, model) if inside else None)


def gathered(asked: Order, reads: Sequence[Read], home: Repository | None) -> tuple[Report, Country]:
    """Give the report of the whole files, and what the handbook is made of, as its readers may read it."""
    report = pipeline.gathered(asked.root, (), asked.day, (), [each.checked for each in reads])
    shown, cases = edition(report, tuple(each.checked.case for each in reads), asked.profile)
    # Le public ne lit pas le nom d’un dossier qui n’est pas celui de son département.
    both = list(zip((found.folder for found in shown.departments), reads, strict=True))
    pasts = {folder: each.past for folder, each in both if each.past is not None}
    known = {folder: each.papers for folder, each in both if each.papers is not None}
    return report, Country.of(shown, cases, asked.profile, origin(asked), pasts, home, known)


def origin(asked: Order) -> Origin:
    """Give where the files are kept, and the commit that is read."""
    return replace(asked.origin, commit=named(asked.root, "HEAD"))


def told(report: Report) -> str:
    """Say in one line what was published."""
    return spaced(f"{count(len(report.departments), 'département')} : {standing.tally(report.findings)}.")


def _origin(address: str | None) -> Origin:
    """Take the address of the files; raises UsageError when it is none."""
    if address is not None and not WEB.fullmatch(address):
        message = f"« --depot » attend une adresse qui commence par https://, et non « {address} »."
        raise UsageError(message)
    return Origin(address=address)
