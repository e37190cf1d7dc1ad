"""The command line: the only place that prints, exits, reads the clock and chooses where files go."""

import signal
import sys
import threading

import click

from kit import __version__
from kit.cli import french, screen
from kit.cli.commands import NAMES, Commands
from kit.errors import KitError


@click.group(
    cls=Commands, commands=[click.Command(name) for name in NAMES], subcommand_metavar="COMMANDE …",
    help="Contrôle et publie les commissions départementales (article R. 121-12-7 du CASF).",
)  # fmt: skip
@click.version_option(__version__, prog_name="kit", message="%(prog)s %(version)s", help="Montre la version du kit.")
def cli() -> None:
    """Give the group its commands."""


def _tidy_ends() -> None:
    """Take a terminal that is closed, or a service that is stopped, for Ctrl-C: what was being written is put away."""
    if sys.platform != "win32" and threading.current_thread() is threading.main_thread():
        for ending in (signal.SIGHUP, signal.SIGTERM):
            if signal.getsignal(ending) is signal.SIG_DFL:  # « nohup » demande de ne pas entendre.
                signal.signal(ending, signal.default_int_handler)


def main() -> None:
    """Run the command line in French; every expected fault ends in one sentence and exit code 2."""
    screen.prepare()
    _tidy_ends()
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(screen.UNUSABLE)
    except click.ClickException as error:
        screen.stop(french.sentence(error))
    except KitError as error:
        screen.stop(str(error))
    except BrokenPipeError:
        # Le lecteur (« | head ») est parti : rien à dire, mais rien n'a été prouvé.
        screen.leave(sys.stdout)
        sys.exit(screen.UNUSABLE)
    except OSError as error:
        if error.filename is None:  # Seule la sortie n'a pas de nom.
            screen.settle()
            screen.stop(f"impossible d’écrire la sortie : {french.cause(error)}.")
        screen.stop(f"impossible de lire ou d’écrire « {error.filename} » : {french.cause(error)}.")
    except click.Abort:
        screen.stop("Interrompu.")
