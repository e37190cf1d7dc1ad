"""`kit new --depot`: what it asks for, and what it says of a whole repository."""

import functools
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kit.cli import options, screen
from kit.diff import git
from kit.edit.new import depot
from kit.edit.new.depot import COMMIT, Forge, Origin
from kit.errors import UsageError
from kit.files import origin
from kit.french import count, spaced

# La branche qu’écoute ce que lance GitHub.
_MAIN = "main"
_NAMES = {Forge.GITHUB: "GitHub", Forge.GITLAB: "GitLab"}


@dataclass(frozen=True, slots=True)
class Whole:
    """What is asked of a whole repository: the forge it will be on, the kit it will use, the first department."""

    forge: Forge
    kit: Origin
    department: str | None


def flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command the options of a whole repository, read as one `whole`; None without --depot."""

    @functools.wraps(command)
    def read(
        *args: Any, wanted: bool, forge: str | None, department: str | None, address: str | None, commit: str | None,
        **others: Any,
    ) -> Any:  # fmt: skip
        given = {"--forge": forge, "--departement": department, "--kit": address, "--commit": commit}
        return command(*args, whole=_whole(given, wanted=wanted), **others)

    for added in reversed(_OPTIONS):
        read = added(read)
    return read


_OPTIONS = (
    click.option(
        "--depot", "wanted", is_flag=True, help="Écrit un dépôt entier dans un répertoire neuf, ou vide : kit.yaml, ce "
        "que lance la forge, crochets, réglages des éditeurs.",
    ),
    click.option(
        "--forge", cls=options.Once, type=click.Choice([each.value for each in Forge]),
        help="Avec --depot, la forge où il sera (par défaut : github).",
    ),
    click.option(
        "--departement", "department", cls=options.Once, metavar="CODE", help="Avec --depot, un premier département.",
    ),
    click.option(
        "--kit", "address", cls=options.Once, metavar="ADRESSE",
        help="Avec --depot, l’adresse git du kit (par défaut : celle d’où il est installé).",
    ),
    click.option(
        "--commit", cls=options.Once, metavar="COMMIT",
        help="Avec --depot, le commit du kit que la forge lancera (par défaut : celui qui est installé).",
    ),
)  # fmt: skip


def _whole(given: Mapping[str, str | None], *, wanted: bool) -> Whole | None:
    """Give what is asked; None without --depot, and then UsageError for an option that it alone has."""
    if wanted:
        forge = Forge(given["--forge"] or Forge.GITHUB)
        return Whole(forge, _kit(forge, given["--kit"], given["--commit"]), given["--departement"])
    for name, value in given.items():
        if value is not None:
            message = f"« {name} » ne va pas sans « --depot »."
            raise UsageError(message)
    return None


def _kit(forge: Forge, address: str | None, commit: str | None) -> Origin:
    """Give the kit that was named, else the one installed here, else the example of the templates."""
    known = origin.installed()
    if address is None and commit is None:
        try:
            return depot.origin(forge, *known) if known else Origin()
        except UsageError:  # Installé d’une adresse que la forge ne saurait pas lire : l’exemple reste, et se dit.
            return Origin()
    if known:
        address, commit = address or known[0], commit or known[1]
    if address is None or commit is None:
        message = "« --kit » et « --commit » vont ensemble : l’adresse git du kit, et son commit."
        raise UsageError(message)
    return depot.origin(forge, address, commit)


def told(folder: Path, whole: Whole, written: int, department: Path | None) -> None:
    """Say what was written, and what is left to do, counted."""
    style, shown = screen.style(), folder.as_posix()
    with_forge = f", avec ce que lance {_NAMES[whole.forge]}" if whole.forge in _NAMES else ""
    files = count(written, "fichier écrit", "fichiers écrits")
    sentences = [f"{files} dans « {shown} » : un dépôt entier{with_forge}."]
    if department:
        sentences.append(f"Quatre fichiers écrits dans « {department.as_posix()} ».")
    steps = list(_steps(folder, whole, department))
    sentences.append(f"Ensuite, {count(len(steps), 'étape')} :")
    for sentence in sentences:
        click.echo(style.wrap(spaced(sentence), ""))
    for number, (said, typed) in enumerate(steps, 1):
        click.echo(f"  {number}. {spaced(said)}" + (f" {style.paint(typed, 'gras')}" if typed else ""))


def _steps(folder: Path, whole: Whole, department: Path | None) -> list[tuple[str, str]]:
    # Chaque commande se tape là où l’on est ; la première y mène.
    here = "" if folder == Path() else f"{shlex.join(('cd', folder.as_posix()))} && "
    steps = []
    if not whole.kit.known:
        steps.append((
            f"remplacez partout l’adresse et le commit d’exemple du kit ({COMMIT[:10]}…) par les vrais, ou effacez ce "
            "qui vient d’être écrit, puis relancez avec « --kit » et « --commit ».",
            "",
        ))  # fmt: skip
    if department is None:
        steps.append(("ajoutez un département :", f"{here}kit new 48"))
    said, typed = _sent(folder, whole.forge)
    steps.append((said, f"{here if department else ''}{' && '.join(typed)}"))
    if whole.forge in _NAMES:
        # Le premier envoi arrive avant le réglage des pages, que rien ne remplace.
        again = " ; puis « Actions », « Publier », « Run workflow »" if whole.forge is Forge.GITHUB else ""
        steps.append((f"réglez {_NAMES[whole.forge]} une fois : « À régler une fois », dans README.md{again}.", ""))
    return steps


def _sent(folder: Path, forge: Forge) -> tuple[str, list[str]]:
    """Say how all is kept in git and, when it has a forge, sent there; what git already holds is not made again."""
    typed = ["git add --all", "git commit -m 'Le dépôt'"]
    found = _around(folder)
    branch, remotes = found or (_MAIN, ())
    wanted = _MAIN if forge is Forge.GITHUB else branch or _MAIN
    if found is None:
        typed.insert(0, f"git init -b {_MAIN}")
    elif branch != wanted:
        typed.append(f"git branch -m {wanted}" if branch else f"git checkout -b {wanted}")
    if not remotes and forge not in _NAMES:
        return "gardez tout dans git :", typed
    remote = shlex.quote("origin" if "origin" in remotes or not remotes else remotes[0])
    pushed = f"git push -u {remote} {shlex.quote(wanted)}"
    if remotes:
        return "envoyez tout :", [*typed, pushed]
    said = "créez un dépôt vide sur la forge, et envoyez tout à son adresse :"
    return said, [*typed, f"git remote add {remote} ADRESSE", pushed]


def _around(folder: Path) -> tuple[str, tuple[str, ...]] | None:
    try:
        return git.around(folder)
    except UsageError:  # Sans git sur ce poste, rien ne dit ce que tient le répertoire.
        return None
