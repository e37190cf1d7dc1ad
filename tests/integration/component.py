"""The GitLab component, its inputs filled as a runner does."""

import re
from typing import Any

import yaml

from tests.conftest import HOUSE

HEAD, BODY = (HOUSE / "templates" / "kit.yml").read_text(encoding="utf-8").split("\n---\n")

INPUTS: dict[str, dict[str, str]] = yaml.safe_load(HEAD)["spec"]["inputs"]

# Le numéro du travail, que GitLab donne et que personne ne choisit.
JOB = "9007199254740993"

FOLDER = f"kit-rapports-{JOB}"

_INPUT = re.compile(r"\$\[\[ inputs\.([a-z]+) \]\]")


def filled(plain: Any, inputs: dict[str, str]) -> Any:
    """Put the inputs in every text, keys included, once the YAML is read."""
    if isinstance(plain, dict):
        return {filled(key, inputs): filled(value, inputs) for key, value in plain.items()}
    if isinstance(plain, list):
        return [filled(value, inputs) for value in plain]
    return _INPUT.sub(lambda found: inputs[found[1]], plain) if isinstance(plain, str) else plain


def job(inputs: dict[str, str]) -> dict[str, Any]:
    """Give the only job, inputs filled in."""
    [work] = filled(yaml.safe_load(BODY), inputs).values()
    return dict(work)
