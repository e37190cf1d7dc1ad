"""How the tests of the form ask for papers, as the page does."""

from collections.abc import Mapping
from typing import Any

from kit.edit.form.worker import answer
from tests.conftest import TODAY
from tests.edit.form.fiche import Files, files

# De chaque papier : le département, le jour, le type, ce qui est choisi, et ce que la commande en demande.
ASKED: list[tuple[str, str, str, dict[str, Any], list[str]]] = [
    ("13", "2022-04-13", "arrete-composition", {}, []),
    ("13", "2022-04-13", "convocation", {}, []),
    ("13", "2022-04-13", "courrier", {"siege": "medecin"}, ["--siege", "medecin"]),
    ("13", "2026-11-29", "arrete-composition", {"format": "html"}, ["--format", "html"]),
    ("13", "2026-11-29", "convocation", {"format": "html"}, ["--format", "html"]),
    ("13", "2026-11-29", "avis", {"dossier": "2026-10-15 14:30 individuelle/2026-09"},
     ["--seance", "2026-10-15", "--dossier", "2026-09"]),
    ("13", "2026-11-29", "fiche-annuelle", {"annee": "2025"}, ["--annee", "2025"]),
    ("75", "2026-11-23", "proces-verbal", {"seance": "2026-09-22 09:30 individuelle"}, ["--seance", "2026-09-22"]),
    ("75", "2026-11-23", "courrier", {"siege": "magistrat"}, ["--siege", "magistrat"]),
    ("88", "2026-11-23", "ordre-du-jour", {}, []),
    ("88", "2026-11-23", "emargement", {"seance": "2026-11-05 14:30 individuelle"}, ["--seance", "2026-11-05"]),
    ("88", "2026-11-23", "bordereau", {"arrete": "DDETSPP-2024-047"}, ["--arrete", "DDETSPP-2024-047"]),
    ("974", "2026-11-23", "emargement", {}, []),
    ("974", "2026-11-23", "proces-verbal", {"format": "html"}, ["--format", "html"]),
]  # fmt: skip


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
