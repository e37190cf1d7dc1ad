"""`python -m kit` does what `kit` does."""

import gc
import signal
import sys

_ENDINGS = [ending for ending in signal.Signals if ending.name in ("SIGINT", "SIGTERM", "SIGHUP")]


class _Ended(KeyboardInterrupt):
    """Raised by Ctrl-C, by a terminal that is closed, by a service that is stopped: what was begun is then put away.

    Were it KeyboardInterrupt itself, Python would end by the signal whatever is done of it, once it has gone through
    the text of a dataclass."""


def _end(*_: object) -> None:
    raise _Ended


def main() -> None:
    """Run the command line, then leave without a last search for cycles: the process gives back all it holds."""
    # Beaucoup de valeurs et presque aucun cycle : les chercher sans cesse ne ferait que prendre du temps.
    gc.set_threshold(200_000, 50, 50)
    try:
        for ending in _ENDINGS:
            if signal.getsignal(ending) is not signal.SIG_IGN:  # Ce que « nohup » fait ignorer le reste.
                signal.signal(ending, _end)
        # Le temps de tout charger, personne d'autre n'est là pour dire que c'est interrompu.
        from kit.cli import main as run

        run()
    except _Ended:
        for ending in _ENDINGS:
            signal.signal(ending, signal.SIG_IGN)
        sys.stderr.write("kit : Interrompu.\n")
        raise SystemExit(2) from None
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
