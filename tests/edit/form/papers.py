"""How the tests of the form ask for papers, as the page does."""

from collections.abc import Mapping
from typing import Any

from kit.edit.form.worker import answer
from tests.conftest import TODAY
from tests.edit.form.fiche import Files, files


def both(now: Files, before: Files | None) -> dict[str, bytes]:
    """Give the files of now, and those of before as the page names them."""
    return {**now, **{f"avant/{name}": raw for name, raw in (before or {}).items()}}


def offers(held: Files, *, before: Files | None = None, code: str = "88") -> dict[str, dict[str, Any]]:
    """Give the papers that a fiche may have, by name."""
    told, _ = answer({"do": "papers", "code": code, "date": TODAY.isoformat()}, both(held, before))
    return {each["id"]: each for each in told["papers"]}


def request(code: str, kind: str, day: str, values: Mapping[str, str]) -> dict[str, Any]:
    """Give what the page asks for a paper."""
    return {"do": "paper", "code": code, "date": day, "kind": kind, "values": dict(values)}


def paper(
    held: str | Files, kind: str, day: str = TODAY.isoformat(), *, before: Files | None = None, code: str = "88",
    **values: str,
) -> tuple[dict[str, Any], list[tuple[str, bytes]]]:  # fmt: skip
    """Write a paper of an example department, or of other files; give what its note says, and its file."""
    given, code = (files(held), held) if isinstance(held, str) else (held, code)
    told, made = answer(request(code, kind, day, values), both(given, before))
    return told, list(made.items())
