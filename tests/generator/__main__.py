"""`python -m tests.generator FOLDER`: write the 101 departments, as many times as asked."""

import argparse
from pathlib import Path

from tests.generator.write import write


def main() -> None:
    """Write `FOLDER/departments`; with several copies, `FOLDER/copie-01/departments` and the following."""
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=1, help="roots to write, each with other commissions")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write(asked.folder, seed=asked.seed, copies=asked.copies)


if __name__ == "__main__":
    main()
