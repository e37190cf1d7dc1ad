"""The baseline at the command line: where its file stands, when it is read and written, what is said of it, and which
commit says what it already held."""

import io
from dataclasses import replace
from pathlib import Path

import click

from kit.cli import options, screen
from kit.errors import UsageError
from kit.findings.finding import Report, Severity
from kit.french import count, spaced
from kit.judging import registry
from kit.report import baseline
from kit.report.baseline import Entry

FILE = "kit-baseline.json"
# Garde-fou de lecture : dix fois ce que cent un départements tout en erreurs peuvent écrire.
_SIZE_LIMIT = 10_000_000

file = click.option(
    "--baseline", cls=options.Once, type=click.Path(path_type=Path, dir_okay=False), metavar="FICHIER",
    help="Tient pour déjà connues les erreurs de ce fichier : montrées, elles ne font pas échouer le contrôle.",
)  # fmt: skip
write = click.option(
    "--write-baseline", is_flag=True,
    help=f"Écrit ce fichier (« {FILE} » si rien n’est dit) ; s’il existe, en retire ce qui a disparu.",
)  # fmt: skip

since = click.option(
    "--baseline-de", "since", cls=options.Once, metavar="COMMIT",
    help="N’en tient pour connues que les erreurs que ce fichier avait déjà dans ce commit : un changement ne peut pas "
    "y ajouter les siennes.",
)  # fmt: skip


def checked(report: Report, path: Path | None, since: str | None, *, part: bool) -> Report:
    """Give the report with the errors of a baseline marked as known, those that it already held in the commit `since`
    when there is one; the report itself without a baseline.

    Raises UsageError when the file, or the commit, cannot be read. Who looks at a part of the repository cannot say
    what is gone."""
    if path is None:
        if since is not None:
            message = "« --baseline-de » ne va pas sans « --baseline »."
            raise UsageError(message)
        return report
    try:
        marked = _marked(report, path, since)
    except FileNotFoundError as error:
        message = f"« {path} » n’existe pas : écrivez-le d’abord avec « kit check --baseline {path} --write-baseline »."
        raise UsageError(message) from error
    return _with_gone(marked, None) if part else marked


def written(report: Report, path: Path | None, root: Path, since: str | None, *, part: bool) -> Report:
    """Write a baseline, or take out of the one that is there what is gone; give the report so marked.

    Raises UsageError when only a part of the repository was looked at, or when the file cannot be read or written."""
    if since is not None:
        message = "« --baseline-de » ne va pas avec « --write-baseline »."
        raise UsageError(message)
    if part:
        message = "« --write-baseline » regarde tout le dépôt : relancez sans CHEMINS ni --select."
        raise UsageError(message)
    path = path or root / FILE
    try:
        entries = _read(path)
    except FileNotFoundError:
        return _begun(report, path, root)
    marked = baseline.apply(report, path.as_posix(), entries, _never())
    lost = marked.baseline.gone if marked.baseline else None
    if lost:
        screen.write(path, baseline.write(baseline.kept(marked, entries)), root)
    screen.progress(spaced(f"« {path} » : {count(lost or 0, 'constat retiré', 'constats retirés')}, aucun ajouté."))
    return _with_gone(marked, 0)


def _begun(report: Report, path: Path, root: Path) -> Report:
    entries = baseline.acceptable(report, _never())
    screen.write(path, baseline.write(entries), root)
    screen.progress(spaced(f"« {path} » : {count(len(entries), 'erreur écrite', 'erreurs écrites')}."))
    if left := report.summary.findings[Severity.ERROR] - len(entries):
        cause = "fichier qui ne se lit pas, constat seulement compté, donnée personnelle, exception échue"
        said = count(left, "erreur n’y entre pas", "erreurs n’y entrent pas")
        screen.progress(spaced(f"{said} ({cause}) : corrigez d’abord le fichier."))
    return baseline.apply(report, path.as_posix(), entries, _never())


def _read(path: Path) -> tuple[Entry, ...]:
    return baseline.parse(_bytes(path), path.as_posix())


def _marked(report: Report, path: Path, since: str | None) -> Report:
    entries = _read(path)
    if since is not None:
        entries = _already(entries, path, since)
    return baseline.apply(report, path.as_posix(), entries, _never())


def _already(entries: tuple[Entry, ...], path: Path, since: str) -> tuple[Entry, ...]:
    """Give the entries that the baseline held in a commit; say how many it did not."""
    from kit.diff import git

    raw = git.content(path, since, _SIZE_LIMIT)
    if raw is None:
        said = f"« {path} » n’existe pas dans « {since} » : aucune erreur n’y est encore connue."
        screen.progress(spaced(said))
        return ()
    held = set(baseline.parse(raw, f"{since}:{path.as_posix()}"))
    kept = tuple(entry for entry in entries if entry in held)
    if added := len(entries) - len(kept):
        many = count(added, "entrée de la référence n’était pas", "entrées de la référence n’étaient pas")
        end = "compte" if added == 1 else "comptent"
        screen.progress(spaced(f"{many} dans « {since} », et ne {end} pas."))
    return kept


def _bytes(path: Path) -> bytes:
    """Read a baseline, within bounds; raises UsageError for what is no plain file or is too big to be one."""
    with path.open("rb") if path.is_file() or not path.exists() else io.BytesIO() as file:
        raw = file.read(_SIZE_LIMIT + 1)
    if len(raw) > _SIZE_LIMIT:
        message = (
            f"« {path} » est trop gros pour une référence : effacez ce fichier, puis relancez avec --write-baseline."
        )
        raise UsageError(message)
    return raw


def _with_gone(report: Report, number: int | None) -> Report:
    return replace(report, baseline=replace(report.baseline, gone=number)) if report.baseline else report


def _never() -> frozenset[str]:
    """Give the rules of the kit itself: a datum on a person, an exception that has expired are not for later."""
    return frozenset(rule.id for rule in registry.legal_rules() if rule.provision is None)
