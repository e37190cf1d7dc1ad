"""`kit check`: judge the files and write a report."""

import datetime
import os
import sys
from pathlib import Path, PurePosixPath

import click

from kit.cli import french, inputs, options, reference, screen
from kit.cli.french import FrenchCommand
from kit.files.write import append
from kit.findings.finding import SEVERITY_FR, Report
from kit.french import spaced
from kit.judging import pipeline
from kit.model import folder
from kit.report.formats import FORMATS, place, words
from kit.report.least import shown

_WORDLESS = {"json", "sarif", "sarif-github", "junit", "gitlab"}
# GitHub nomme ainsi le fichier où une étape écrit le résumé de son travail.
_SUMMARY = "GITHUB_STEP_SUMMARY"
# pre-commit nomme ainsi les deux commits qu’il compare, quand ce n’est pas l’index qu’il lit.
_REFS = ("PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF")


@click.command("check", cls=FrenchCommand, help="Contrôle les fichiers des départements, ou ceux des CHEMINS donnés.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[CHEMINS]…")
@options.date
@click.option(
    "--format",
    "form",
    cls=options.Once,
    type=click.Choice(list(FORMATS)),
    help="Forme du rapport (« sarif-github » : les seuls constats non conformes, à envoyer à GitHub).",
)
@options.output("le rapport")
@click.option(
    "--commit", is_flag=True,
    help="Contrôle les fiches que touche le commit en préparation, fichiers effacés, renommés ou égarés compris.",
)  # fmt: skip
@click.option(
    "--severite", "least", cls=options.Once, type=click.Choice(list(SEVERITY_FR.values())),
    help="Ne montre que ce qui pèse au moins cela : « erreur » ; « avertissement », avec ce qui empêche d’être "
    "conforme ; « note », tout (par défaut). Le verdict ne change pas.",
)  # fmt: skip
@click.option("--select", multiple=True, metavar="RÈGLE", help="Ne montre que cette règle (peut être répétée).")
@reference.file
@reference.since
@reference.write
@options.root
def command(
    paths: tuple[Path, ...], as_of: datetime.date | None, form: str | None, output: Path | None,
    least: str | None, select: tuple[str, ...], baseline: Path | None, since: str | None, *, commit: bool,
    write_baseline: bool, root: Path,
) -> None:  # fmt: skip
    """Check and print a report; exit 1 when an error was found that no baseline knows."""
    inputs.spare("--baseline", baseline, root)
    inputs.spare("--output", output, root, baseline=baseline or root / reference.FILE)
    screen.look(output, root)
    day = as_of or options.today()
    if commit:
        paths = _touched(root, paths)
        if not paths:
            screen.progress(spaced("Ce commit ne touche la fiche d’aucun département."))
            return
    report, _ = pipeline.run(root, paths, day, select, cases=False)
    part = bool(paths or select)
    if write_baseline:
        report = reference.written(report, baseline, root, since, part=part)
    else:
        report = reference.checked(report, baseline, since, part=part)
    if least:
        report = shown(report, next(weight for weight, word in SEVERITY_FR.items() if word == least))
    text = FORMATS[form or "texte"](_shown(report, form, root), screen.style(output))
    screen.give(output, text, root)
    # Ces formats n’ont pas de ligne pour le dire, ou qui les ouvre ne la lit pas.
    if form in _WORDLESS and (left := words.unshown(report)):
        screen.progress(left)
    if form == "github":
        _summarise(report)
    sys.exit(screen.code(report))


def _touched(root: Path, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Give what a commit touches in `departments`: what git says of it, and the files that pre-commit names, which are
    all those of the repository under `--all-files`. Raises UsageError out of a repository."""
    from kit.diff import git

    changed = git.changed(root, *(os.environ.get(name, "") for name in _REFS))
    whole, home = (path.absolute() for path in paths), root.absolute()
    return folder.holding(root, (*changed, *(path.relative_to(home) for path in whole if path.is_relative_to(home))))


def _shown(report: Report, form: str | None, root: Path) -> Report:
    """Name the files as a forge does, from where the command runs, when the departments are further down."""
    here, there = Path().resolve(), root.resolve()
    if form not in place.FORGES or here == there or not there.is_relative_to(here):
        return report
    return place.under(report, PurePosixPath(there.relative_to(here).as_posix()))


def _summarise(report: Report) -> None:
    """Add the report to the summary of a GitHub job, when there is one, in the room that the others who wrote there
    leave: GitHub drops the whole of a summary that is too long. The verdict stands without it."""
    name = os.environ.get(_SUMMARY)
    if not name:
        return
    from kit.report.formats import markdown

    try:
        room = markdown.LIMIT - (Path(name).stat().st_size if Path(name).exists() else 0)
        if text := markdown.within(report, room - 1):
            append(Path(name), f"\n{text}")
        else:
            screen.progress(spaced("kit : le résumé de l’étape est plein : le rapport n’y est pas."))
    except OSError as error:
        said = f"kit : le résumé n’a pas pu être écrit dans « {name} » ({_SUMMARY}) : {french.cause(error)}."
        screen.progress(spaced(said))
