"""Between JavaScript and the kit: a request and an answer as JSON, files as bytes; in the browser alone."""

import json
from typing import Any

from pyodide.ffi import JsProxy, to_js

from kit.edit.form.worker import answer
from kit.errors import KitError


def ask(request: str, files: JsProxy) -> Any:
    """Give the answer, or the sentence that refuses, as JSON; then the files that go with it."""
    given = {name: bytes(raw) for name, raw in files.to_py().items()}
    try:
        said, made = answer(json.loads(request), given)
    except KitError as error:
        return to_js([json.dumps({"error": str(error)}), []])
    return to_js([json.dumps({"answer": said}), list(made.items())])
