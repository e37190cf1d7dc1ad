"""`python -m kit` does what `kit` does."""

import sys

try:
    from kit.cli import main
except KeyboardInterrupt:
    # Le temps de tout charger, personne d'autre n'est là pour le dire.
    sys.stderr.write("kit : Interrompu.\n")
    raise SystemExit(2) from None

if __name__ == "__main__":
    main()
