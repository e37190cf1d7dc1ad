"""`python -m kit` does what `kit` does."""

import gc
import sys

# Beaucoup de valeurs et presque aucun cycle : les chercher sans cesse ne ferait que prendre du temps.
gc.set_threshold(200_000, 50, 50)

try:
    from kit.cli import main as _run
except KeyboardInterrupt:
    # Le temps de tout charger, personne d'autre n'est là pour le dire.
    sys.stderr.write("kit : Interrompu.\n")
    raise SystemExit(2) from None


def main() -> None:
    """Run the command line, then leave without a last search for cycles: the process gives back all it holds."""
    try:
        _run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
