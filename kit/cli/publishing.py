"""What `kit build` does once, and `kit serve` again and again: check, then write reports, pages and site."""

import datetime
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from kit.cli import options, screen
from kit.diff.base import named
from kit.errors import UsageError
from kit.files import resources
from kit.findings.finding import Report, Severity
from kit.french import count, listing, spaced
from kit.handbook import contents
from kit.handbook.country import Country
from kit.handbook.edition import Cases, edition
from kit.handbook.page import WEB, Origin, Profile
from kit.handbook.pages import duty_pages
from kit.handbook.pages.history import Pasts, histories
from kit.handbook.site import engine, publication
from kit.handbook.site.engine import Engine
from kit.handbook.site.publication import Draft, Progress
from kit.judging import pipeline
from kit.model.folder import find

# Ce que les pages d’un service public laissent en blanc.
_UNSAID = "kit.yaml ne dit pas {} : les pages « Mentions légales », « Contact » et « Accessibilité » sont à compléter."
_WITHOUT_ENGINE = (
    "Le moteur de la page « Ma fiche » n’est pas là : elle le dit. Dans le dépôt du kit, « make site » le fait."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be published: the files, on which day, for whom, by which engine."""

    root: Path
    day: datetime.date
    profile: Profile
    origin: Origin
    moteur: Engine = Engine.MKDOCS

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
    progress("Contrôle…")
    report, cases = pipeline.run(asked.root, (), asked.day)
    shown, cases, pasts = edited(report, cases, histories(report, cases), asked.profile)
    progress("Pages…")
    book = contents.book(Country.of(shown, cases, asked.profile, origin(asked), pasts, draft.home))
    with screen.writing(asked.root / "build"):
        draft.publish(shown, book, progress)
    return report


def origin(asked: Order) -> Origin:
    """Give where the files are kept, and the commit that is read."""
    return replace(asked.origin, commit=named(asked.root, "HEAD"))


def edited(report: Report, cases: Cases, pasts: Pasts, profile: Profile) -> tuple[Report, Cases, Pasts]:
    """Give what those readers may read."""
    shown, cases = edition(report, cases, profile)
    # Le public ne lit pas le nom d’un dossier qui n’est pas celui de son département.
    told = zip(report.departments, shown.departments, strict=True)
    return shown, cases, {public.folder: pasts[whole.folder] for whole, public in told if whole.folder in pasts}


def told(report: Report) -> str:
    """Say in one line what was published."""
    errors = count(report.summary.findings[Severity.ERROR], "erreur")
    return f"{count(len(report.departments), 'département')}, {errors}."


def _origin(address: str | None) -> Origin:
    """Take the address of the files; raises UsageError when it is none."""
    if address is not None and not WEB.fullmatch(address):
        message = f"« --depot » attend une adresse qui commence par https://, et non « {address} »."
        raise UsageError(message)
    return Origin(address=address)
