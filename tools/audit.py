"""Look for the known flaws of every pinned version: `python tools/audit.py PIP-AUDIT LOCK…`.

A version that could not be looked up is not a version without flaws: the service counts it as nothing, this does not.
Ends with 0 when all were looked up and none has a flaw, 1 when one has, 2 when some could not be looked up.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

_ASKED = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json", "--requirement")
_UNREACHED = "le service des failles connues n’a pas répondu, ou ne les connaît pas (a-t-on le réseau ?)"


def main(program: str, *locks: str) -> int:
    """Audit each lock; say what was found, and what is not known."""
    worst = 0
    for lock in locks:
        done = subprocess.run([program, *_ASKED, lock], capture_output=True, text=True, check=False)
        code, lines = verdict(lock, done.stdout)
        worst = max(worst, code)
        print("\n".join(lines), flush=True)
    return worst


def verdict(lock: str, told: str) -> tuple[int, list[str]]:
    """Give the exit code of a lock, and what to say of it, from what pip-audit wrote."""
    try:
        rows = json.loads(told)["dependencies"]
    except (ValueError, KeyError):
        return 2, [
            f"{lock} : le service des failles connues n’a pas répondu (a-t-on le réseau ?). Rien n’a été examiné."
        ]
    flaws = list(_flaws(rows))
    unknown = sorted(row["name"] for row in rows if "skip_reason" in row)
    lines = [f"{lock} : {line}" for line in flaws]
    if unknown:
        lines.append(
            f"{lock} : {len(unknown)} version(s) sur {len(rows)} n’ont pas pu être examinées : {_UNREACHED}. "
            f"Ce n’est pas « aucune faille ». Ce sont : {', '.join(unknown)}."
        )
    if not lines:
        lines.append(f"{lock} : {len(rows)} versions examinées, aucune faille connue.")
    return 1 if flaws else 2 if unknown else 0, lines


def _flaws(rows: list[dict[str, object]]) -> Iterator[str]:
    for row in rows:
        found = row.get("vulns")
        for flaw in found if isinstance(found, list) else []:
            mended = ", ".join(flaw["fix_versions"]) or "aucune version"
            yield f"{row['name']} {row['version']} a une faille, {flaw['id']} ; corrigée dans : {mended}."


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
