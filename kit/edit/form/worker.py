"""What the page « Ma fiche » asks of the kit, and what it is answered: plain values, and files as bytes."""

import datetime
from collections.abc import Mapping
from typing import Any

from kit.errors import UsageError
from kit.judging import pipeline
from kit.report.formats import json

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
    """Check the files of the folder `folder` on the day `date` (AAAA-MM-JJ): the report as `kit check --format json`
    writes it."""
    day = datetime.date.fromisoformat(request["date"])
    return {"json": json.write(pipeline.given(request["folder"], files, day))}, {}


_DOES = {"report": _report}
