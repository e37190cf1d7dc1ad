"""What click says in English, said in French: its help pages, and its faults of usage."""

import errno

import click

from kit.french import NBSP, quoted, spaced

_HELP = "Voir « kit --help »."
_ERRNO = {
    errno.ENOENT: "le répertoire n’existe pas",
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.EFBIG: "le fichier est trop grand pour ce disque",
    errno.ENOTDIR: "un des répertoires du chemin est un fichier",
    errno.EISDIR: "c’est un répertoire",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ELOOP: "un lien se trouve sur le chemin",
    errno.EMLINK: "ce fichier a un autre nom, qui changerait avec lui",
}


class FrenchCommand(click.Command):
    """A command whose help page is French."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does; no line begins with what closes a quotation or ends a sentence."""
        self.help = spaced(self.help or "")
        super().format_help_text(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write « Emploi : … »."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"Emploi{NBSP}: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option of the help page, said in French."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "Montre cette aide."
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a French heading, the help option included."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section("Options" + NBSP):
            formatter.write_dl([(name, spaced(text)) for name, text in filter(None, records)])


class FrenchGroup(FrenchCommand, click.Group):
    """A group of commands whose help page is French."""

    command_class = FrenchCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        known = ((name, self.get_command(ctx, name)) for name in sorted(self.commands))
        with formatter.section("Commandes" + NBSP):
            formatter.write_dl([(name, spaced(command.help or "")) for name, command in known if command])


def sentence(error: click.ClickException) -> str:
    """Say a fault of usage in one French sentence."""
    return spaced(_told(error))


def cause(error: OSError) -> str:
    """Say why a file could not be read or written."""
    return _ERRNO.get(error.errno or 0, "le système l’a refusé")


def _told(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"l’option « {error.option_name} » n’existe pas{_near(error.possibilities)}. {_HELP}"
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"la commande « {error.command_name} » n’existe pas{_near(error.possibilities)}. {_HELP}"
    if isinstance(error, click.BadOptionUsage):
        return f"l’option « {error.option_name} » n’est pas suivie de ce qu’elle attend. {_HELP}"
    if isinstance(error, click.MissingParameter) and error.param and error.ctx:
        return f"il manque « {error.param.make_metavar(error.ctx)} ». {_HELP}"
    if isinstance(error, click.BadParameter) and error.param:
        return _bad(error, error.param)
    return f"la commande a un mot de trop, ou n’est pas écrite comme attendu. {_HELP}"


def _bad(error: click.BadParameter, param: click.Parameter) -> str:
    name = param.human_readable_name if isinstance(param, click.Argument) else param.opts[0]
    if isinstance(param.type, click.Choice):
        return f"« {name} » attend l’une de ces valeurs : {', '.join(param.type.choices)}."
    if isinstance(param.type, click.Path):
        return f"« {name} » attend le nom d’un fichier, et non celui d’un répertoire."
    return error.message


def _near(possibilities: list[str] | None) -> str:
    return f" (peut-être {quoted(possibilities, 'ou')} ?)" if possibilities else ""
