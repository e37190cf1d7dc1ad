"""What the page « Ma fiche » asks of the kit, and what it is answered: plain values, and files as bytes."""

import datetime
from collections.abc import Mapping
from typing import Any

from kit.errors import UsageError
from kit.judging import pipeline
from kit.law.territories import territories
from kit.report.formats import json
from kit.yaml.source import read_bytes

Request = Mapping[str, Any]
Files = Mapping[str, bytes]
Answer = tuple[dict[str, Any], dict[str, bytes]]


def answer(request: Request, files: Files) -> Answer:
    """Do what a request asks with files given by name. Raises UsageError for what cannot be asked."""
    done = _DOES.get(request.get("do", ""))
    if done is None:
        message = f"« {request.get('do')} » ne se demande pas."
        raise UsageError(message)
    return done(request, files)


def _report(request: Request, files: Files) -> Answer:
    """Check the files of the folder `folder`, else of the one of their department, on the day `date` (AAAA-MM-JJ): the
    report as `kit check --format json` writes it."""
    day = datetime.date.fromisoformat(request["date"])
    return {"json": json.write(pipeline.given(request.get("folder") or _folder(files), files, day))}, {}


def _folder(files: Files) -> str:
    """Give the name of the folder of the department that the files name; a name that is nobody's when they do not."""
    read = read_bytes(files.get("commission.yaml", b""), "commission.yaml", "commission").data
    code = read.get("departement") if isinstance(read, dict) else None
    known = territories().get(code) if isinstance(code, str) else None
    return known.folder if known else "departement"


_DOES = {"report": _report}
