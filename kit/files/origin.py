"""Where the kit of this machine comes from, as pip wrote it down when it installed it (PEP 610)."""

import json
from importlib import metadata

_NAME = "kit-commissions"


def installed() -> tuple[str, str] | None:
    """Give the git address and the commit that pip installed; None when it installed from elsewhere."""
    try:
        written = metadata.distribution(_NAME).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    told = json.loads(written or "{}")
    held = told.get("vcs_info", {})
    return (told["url"], held["commit_id"]) if held.get("vcs") == "git" else None
