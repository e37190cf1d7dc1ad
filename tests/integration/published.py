"""What check-jsonschema says of a file, by a schema that it carries."""

from pathlib import Path

from tests.conftest import HOUSE
from tests.integration.conftest import run


def judged(schema: str, file: Path, machine: dict[str, str]) -> str:
    """Give what check-jsonschema says of a file, by a schema that it carries."""
    done = run("check-jsonschema", "--builtin-schema", f"vendor.{schema}", str(file), cwd=HOUSE, env=machine)
    return "" if done.returncode == 0 else done.stdout
