"""What several commands ask for in the same words: the day, the root, the format."""

import datetime
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kit.errors import UsageError
from kit.model.folder import HOME
from kit.privacy.names import typed

FC = TypeVar("FC", bound=Callable[..., Any])
# Garde-fou contre une faute de frappe, sans rapport avec le droit.
LAST_DAY = datetime.date(2199, 12, 31)
# Marques et octets d’un autre codage : un fichier ne les garde pas, et personne ne les voit.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_CLOCK = "L’horloge de cette machine est fausse : réglez-la, ou donnez le jour avec --date."


class Day(click.ParamType[datetime.date]):
    """A day written year-month-day."""

    name = "AAAA-MM-JJ"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Give the day; fails in French when it is no day, or too far."""
        if isinstance(value, datetime.date):
            return value
        try:
            if len(value) != len("2026-01-01"):
                raise ValueError
            day = datetime.date.fromisoformat(value)
        except ValueError:
            named = typed(value, "La valeur donnée")
            self.fail(f"{named} n’est pas une date : écrivez année-mois-jour, par exemple 2026-03-12.", param, ctx)
        if day.year > LAST_DAY.year:
            self.fail(f"« {value} » est trop loin : le kit ne juge pas au-delà de {LAST_DAY.year}.", param, ctx)
        return day


class Line(click.ParamType[str]):
    """A text of which each character can be seen, that a file may hold as it is."""

    name = "TEXTE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the text; fails in French, with the code of the character, when one is not seen or is none."""
        text = str(value)
        wrong = next((char for char in text if unicodedata.category(char) in _UNSEEN), None)
        if wrong is not None:
            where = f"La valeur de « {param.opts[0]} »" if param else "Cette valeur"
            self.fail(
                f"{where} contient un caractère qui ne se voit pas, ou ne se lit pas (code U+{ord(wrong):04X}) : "
                "écrivez-la sans lui.",
                param,
                ctx,
            )
        return text


class Once(click.Option):
    """An option that keeps one value, and says so when it is given two: click would keep the last in silence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take every value that is given, to see that there is one."""
        super().__init__(*args, **{**kwargs, "multiple": True})

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Give the only value, or None; fails in French when there are several."""
        given = super().process_value(ctx, value)
        if len(given) > 1:
            message = f"l’option « {self.opts[0]} » est donnée {len(given)} fois : gardez une seule valeur."
            raise UsageError(message)
        return given[0] if given else None


class _File(Once):
    """An option that names a file to write; « - », the screen, is none."""

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Give the path, or None; fails in French when there are several."""
        given = super().process_value(ctx, value)
        return None if given == Path("-") else given


def output(what: str) -> Callable[[FC], FC]:
    """Ask for the file in which a command writes `what` it gives, the screen by default."""
    return click.option(
        "--output", cls=_File, type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FICHIER",
        help=f"Écrit {what} dans ce fichier (« - » : à l’écran).",
    )  # fmt: skip


def _root() -> Path:
    """Give where `departments` is: here or above, as git looks for its repository and no further; else here."""
    here, up = Path.cwd(), Path()
    for folder in (here, *here.parents):
        if (folder / HOME).is_dir():
            return up
        if (folder / ".git").exists():
            break
        up /= ".."
    return Path()


root = click.option(
    "--root", cls=Once, type=click.Path(path_type=Path), default=lambda: (_root(),), metavar="RÉPERTOIRE",
    help="Répertoire qui contient « departments » (par défaut : celui où l’on se trouve, ou le premier au-dessus).",
)  # fmt: skip
date = click.option(
    "--date", "as_of", cls=Once, type=Day(), help="Jour auquel le droit est lu (par défaut : aujourd’hui)."
)


def today() -> datetime.date:
    """Read the clock: the only place. Raises UsageError when it cannot be right."""
    try:
        day = datetime.datetime.now().astimezone().date()
    except (OverflowError, ValueError) as error:
        raise UsageError(_CLOCK) from error
    if day.year > LAST_DAY.year:
        raise UsageError(_CLOCK)
    return day
