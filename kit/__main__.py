"""`python -m kit` does what `kit` does."""

import gc
import signal
import sys
from typing import NoReturn

# Beaucoup de valeurs et presque aucun cycle : les chercher sans cesse ne ferait que prendre du temps.
gc.set_threshold(200_000, 50, 50)
# Un terminal que l’on ferme, un service que l’on arrête : comme par Ctrl-C, ce qui est commencé se range.
_ENDINGS = [ending for ending in signal.Signals if ending.name in ("SIGINT", "SIGTERM", "SIGHUP")]


def _heard() -> None:
    for ending in _ENDINGS:
        if signal.getsignal(ending) is signal.SIG_DFL:  # Ce que « nohup » fait ignorer le reste.
            signal.signal(ending, signal.default_int_handler)


def _interrupted() -> NoReturn:
    for ending in _ENDINGS:  # C’est dit une fois.
        signal.signal(ending, signal.SIG_IGN)
    sys.stderr.write("kit : Interrompu.\n")
    raise SystemExit(2) from None


try:
    if __name__ == "__main__":
        _heard()
    from kit.cli import main as _run
except KeyboardInterrupt:
    # Le temps de tout charger, personne d'autre n'est là pour le dire.
    _interrupted()


def main() -> None:
    """Run the command line, then leave without a last search for cycles: the process gives back all it holds."""
    _heard()
    try:
        _run()
    except KeyboardInterrupt:
        _interrupted()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
