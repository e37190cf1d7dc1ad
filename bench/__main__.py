"""`make bench`: measure the kit beside what people would use instead, and write `bench/RESULTS.md`."""

import argparse
import tempfile
from pathlib import Path

from bench import checking, publishing, results, serving


def main() -> None:
    """Measure on files written for the occasion, then write the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--copies", type=int, default=50, help="times 101 departments, for the growth")
    parser.add_argument("--output", type=Path, default=results.FILE)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kit-bench-") as folder:
        # Une famille de mesures est un module qui donne des lignes ; l'ordre est celui du tableau.
        rows = [
            *checking.rows(Path(folder), asked.rounds, asked.copies),
            *publishing.rows(Path(folder), asked.rounds),
            *serving.rows(Path(folder)),
        ]
    results.write(rows, asked.output)


if __name__ == "__main__":
    main()
