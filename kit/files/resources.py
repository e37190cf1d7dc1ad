"""Where the kit's own files are: schemas, law, rules, templates and pages; never a department's."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
# Dans une roue, ces fichiers voyagent sous kit/maison ; dans le dépôt, ils sont à sa racine.
_CARRIED = _PACKAGE / "maison"
_HOUSE = _CARRIED if _CARRIED.is_dir() else _PACKAGE.parent

LAW = _PACKAGE / "law"
RULES = _PACKAGE / "rules"
MODELS = _PACKAGE / "actes" / "modeles"
FORM = _PACKAGE / "edit" / "new" / "formulaire"
SHEET = _PACKAGE / "edit" / "sheet"
SECTIONS = _PACKAGE / "edit" / "form" / "rubriques.yaml"
PHRASES = _PACKAGE / "diff" / "phrases.yaml"
DEADLINES = _PACKAGE / "report" / "deadlines" / "phrases.yaml"
SCHEMAS = _HOUSE / "schemas"
SITE = _HOUSE / "site"
MKDOCS = _HOUSE / "mkdocs.yml"
DEPOT = _HOUSE / "templates" / "depot"
# Ce qui fait tourner le kit dans une page, s’il a été fait : « make site » le fait.
ENGINE = (_CARRIED if _CARRIED.is_dir() else _HOUSE / "build") / "moteur"
