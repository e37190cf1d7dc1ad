"""The models of papers that a department, or the repository, has put beside the departments."""

import os
from pathlib import Path

from kit.actes import template
from kit.actes.template import Template
from kit.cli.french import cause
from kit.errors import UsageError
from kit.french import quoted

# Où un département, ou le dépôt, met ses modèles.
HOME = "modeles"
_ENDINGS = ("odt", "fodt")


def found(root: Path, folder: str, kind: str) -> Template | None:
    """Give the model that the department of a folder, else the repository, has for a kind of paper; None when they have
    none. Raises UsageError for two models, or for one that cannot be read."""
    for place in (root / HOME / folder, root / HOME):
        there = [path for ending in _ENDINGS if os.path.lexists(path := place / f"{kind}.{ending}")]
        if len(there) > 1:
            message = f"{quoted(path.as_posix() for path in there)} : gardez un seul de ces deux modèles."
            raise UsageError(message)
        if there:
            return _read(there[0], there[0].relative_to(root).as_posix())
    return None


def _read(path: Path, name: str) -> Template:
    """Read a model; raises UsageError for what is no file, or cannot be read."""
    if not path.is_file():
        message = f"Le modèle « {name} » n’est pas un fichier : remplacez-le par le modèle, ou retirez-le."
        raise UsageError(message)
    try:
        template.refuse_large(path.stat().st_size, name)
        return template.read(path.read_bytes(), name)
    except OSError as error:
        message = f"Le modèle « {name} » ne se lit pas : {cause(error)}."
        raise UsageError(message) from error
