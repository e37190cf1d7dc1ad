"""What the page asks: the report of the command, and nothing that does not exist."""

import pytest

from kit.edit.form.worker import answer
from kit.errors import UsageError
from kit.judging import pipeline
from kit.report.formats import json
from tests.conftest import TODAY

FILES = {"commission.yaml": b'departement: "48"\n'}


def test_the_report_is_that_of_the_pipeline() -> None:
    request = {"do": "report", "folder": "48-lozere", "date": TODAY.isoformat()}
    assert answer(request, FILES) == ({"json": json.write(pipeline.given("48-lozere", FILES, TODAY))}, {})


def test_what_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="« rien » ne se demande pas"):
        answer({"do": "rien"}, FILES)
