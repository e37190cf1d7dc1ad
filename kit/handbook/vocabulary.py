"""What the handbook says that stands in no template: the YAML files of `site`."""

import datetime
import functools
from typing import Any

from kit.errors import LawError
from kit.files import resources
from kit.findings.rule import Rule
from kit.findings.verdicts import Verdict
from kit.french import date, month
from kit.judging import registry
from kit.yaml.source import read


@functools.cache
def words(name: str) -> dict[str, Any]:
    """Give the values of a file of `site`, all texts; raises LawError when it cannot be read."""
    path = resources.SITE / f"{name}.yaml"
    source = read(path, path.name)
    if source.spots or not isinstance(source.data, dict):
        message = f"Le fichier « site/{path.name} » n’est pas lisible."
        raise LawError(message)
    return source.data


@functools.cache
def _rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in registry.catalogue()}


def rule_title(rule_id: str) -> str:
    """Give the title of a rule, or what is written when no rule has that name."""
    known = _rules().get(rule_id)
    return known.title if known else rule_id


def fault(rule_id: str, said: Verdict) -> str:
    """Give the title of what a rule says: what is wrong, or what is not known."""
    return _rules()[rule_id].fault(said)


def when(written: str) -> str:
    """Write a year, a month or a day of the data as French does."""
    if len(written) == len("2021"):
        return written
    if len(written) == len("2021-01"):
        return month(datetime.date.fromisoformat(f"{written}-01"))
    return date(datetime.date.fromisoformat(written))


def word(kind: str, key: str) -> str:
    """Give the French word of a key of the files, by kind of words (see `site/libelles.yaml`), or the key itself."""
    said: str = words("libelles")[kind].get(key, key)
    return said


def sought(page_id: str) -> str:
    """Give the words under which the page of a rule or of a text is looked for and that it does not say, or none."""
    said: str = words("libelles")["recherche"].get(page_id, "")
    return said
