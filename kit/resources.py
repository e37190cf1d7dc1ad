"""Where the kit's own files are: schemas, law, templates and pages; never a department's."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_HOUSE = _PACKAGE.parent

LAW = _PACKAGE / "law"
SCHEMAS = _HOUSE / "schemas"
SITE = _HOUSE / "site"
MKDOCS = _HOUSE / "mkdocs.yml"
