"""The four files of a new department, as text: what is known of it, and the examples of `kit/new/exemples`."""

import datetime
import functools
from collections.abc import Iterator
from typing import Any

from kit.edit.new import form
from kit.edit.new.answers import Answers, authorities, written
from kit.edit.new.form import Example, prose
from kit.files import resources
from kit.french import date as french_date
from kit.law.periods import Period, period_on
from kit.law.terms import last_day
from kit.law.territories import Territory, adaptation, forms
from kit.law.texts import CERTAINTY_FR, Seat, data, provision
from kit.yaml.source import read

_ADVICE = (
    "Les lignes « ## » expliquent. Les lignes « # » sont des exemples : pour écrire, effacez « # » et l’espace qui "
    "suit sur chaque ligne du bloc (Ctrl + / dans beaucoup d’éditeurs), puis remplacez l’exemple.",
    "Ce que vous ne savez pas reste en commentaire : c’est « non renseigné », pas une faute. Une date s’écrit "
    "année-mois-jour, un texte entre guillemets droits. « fin » est le dernier jour, compris.",
    "Jamais rien sur une personne accompagnée ou qui demande à l’être : ni nom, ni date de naissance, ni situation.",
)
_EMPTY = "# rien n’est encore écrit : effacez cette ligne dès que vous remplissez un bloc"
# Ce que le schéma ne dit pas : quand changer de mot.
_HEADS = {
    "liste_membres": "Liste des membres. « partielle » : un siège absent de membres.yaml est « à vérifier ». Écrivez "
    "« complete » quand toute la composition y est : un siège absent est alors sans titulaire.",
}


def files(territory: Territory, answers: Answers, as_of: datetime.date) -> dict[str, str]:
    """Give the four files by name; `as_of` is the day whose seats and presidency the form shows.

    Raises UsageError before the first wording of R. 121-12-7."""
    given = written(answers, territory, authorities(territory, as_of))
    words = _words(territory, answers, as_of)
    for association in given["commission"].get("associations_agreees", ()):
        words["association"] = association["id"]
    return {
        "commission.yaml": _file(
            "commission",
            f"La commission {territory.of} ({territory.code}) : sa présidence, ses arrêtés, ses associations agréées.",
            form.groups("commission", _commission(territory, words, as_of), given["commission"], _HEADS),
        ),
        "membres.yaml": _members(territory, words, as_of),
        "sessions.yaml": _file(
            "sessions",
            f"Les réunions de la commission {territory.of} ({territory.code}), tenues et prévues.",
            form.items("sessions", _meetings(words)),
            empty="[]",
        ),
        "procedures.yaml": _file(
            "procedures",
            f"Comment la procédure s’applique dans le département ({territory.code}). Aucun montant ne s’écrit ici.",
            form.groups("procedures", example("procedures", words), given["procedures"]),
            empty=None if given["procedures"] else "{}",
        ),
    }  # fmt: skip


def example(name: str, words: dict[str, str]) -> Any:
    """Give a file of examples with its words in the place of the braces."""
    return _filled(_examples(name), words)


@functools.cache
def _examples(name: str) -> Any:
    path = resources.EXAMPLES / f"{name}.yaml"
    return read(path, path.name).data


def _filled(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(each, words) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, words) for each in value]
    for name, word in words.items():
        value = value.replace(f"{{{name}}}", word)
    return value


def _file(branch: str, title: str, body: Iterator[str], empty: str | None = None) -> str:
    lines = [f"# yaml-language-server: $schema=../../schemas/{branch}.schema.json", *prose(title), "##"]
    lines += [*prose(*_ADVICE), *body]
    lines += ["", f"{empty}  {_EMPTY}"] if empty else []
    return "\n".join([*lines, ""])


def _commission(territory: Territory, words: dict[str, str], as_of: datetime.date) -> Example:
    """Give the example of commission.yaml with the chairs and the signatories that the text of the day names."""
    presidency = period_on(as_of).composition.presidency(territory.regime)
    shown: Example = example("commission", words)
    shown["presidence"] = [chair for chair in shown["presidence"] if chair["autorite"] in presidency.authorities]
    shown["arretes"][0]["signataires"] = list(presidency.signatories)
    return shown


def _members(territory: Territory, words: dict[str, str], as_of: datetime.date) -> str:
    period = period_on(as_of)
    version = period.composition
    own = example("membres", words)
    shown = {seat.id: [_holder(seat, period, words, own.get(seat.id, {}))] for seat in version.seats}
    heads = {seat.id: _head(seat, territory, period, as_of) for seat in version.seats}
    title = (
        f"Qui siège à la commission {territory.of} ({territory.code}), dans l’ordre de l’article R. 121-12-7, "
        f"rédaction du {french_date(version.start)} ({CERTAINTY_FR[version.certainty]}). Le titre suffit, sans nom de "
        "personne. On garde les titulaires passés, avec la fin de leur mandat."
    )
    return _file("membres", title, form.groups("membres", shown, {}, heads), empty="{}")


def _head(seat: Seat, territory: Territory, period: Period, as_of: datetime.date) -> str:
    """Say what the text of the day wants at a seat."""
    said = [f"{seat.ordinal} {seat.title}{f' {seat.representative}' if seat.representative else ''}."]
    replacement = period.replacement.replacements if period.replacement else ()
    said += [f"Lu depuis le {french_date(period.replacement.start)} : {each['lire']}."
             for each in replacement if period.replacement and each["siege"] == seat.id]  # fmt: skip
    if seat.listed and period.composition.term_years:
        said.append(f"Sur la liste que le préfet arrête, pour {period.composition.term_years} ans.")
    if seat.literal > seat.minimum:
        said.append("Plusieurs titulaires : un tiret pour chacun.")
    if found := adaptation(territory.code, seat.id, as_of):
        said.append(f"Ici, {found.reason} : l’arrêté local dit qui tient ce siège.")
    return " ".join(said)


def _holder(seat: Seat, period: Period, words: dict[str, str], own: Example) -> Example:
    """Give the example of a holder: the title of the text, then what is proper to the seat, then a term."""
    # Avant la DDETS, le texte nommait les directeurs eux-mêmes.
    renamed = not seat.of_state or seat.id in period.replaced or bool(seat.succeeds)
    kept = own if renamed else {}
    holder = {"id": f"{seat.id.replace('_', '-')}-1", "titre": seat.title, **kept}
    if seat.representative:
        holder["representant?"] = "true"
    start, years = words["jour_arrete"], period.composition.term_years
    term = {"debut": start}
    if seat.listed and years:
        end = last_day(datetime.date.fromisoformat(start), years)
        term |= {"fin?": end.isoformat(), "arrete": words["arrete"]}
    optional = {key: value for key, value in holder.items() if key.endswith("?")}
    return {**{key: value for key, value in holder.items() if key not in optional}, "mandat": term, **optional}


def _meetings(words: dict[str, str]) -> list[tuple[str, Example]]:
    said = {"prevue": "Une réunion à venir.", "tenue": "Une réunion qui a eu lieu : sa convocation, ses présents, "
            "les dossiers examinés, son procès-verbal."}  # fmt: skip
    return [(said[each["etat"]], each) for each in example("sessions", words)]


def _words(territory: Territory, answers: Answers, as_of: datetime.date) -> dict[str, str]:
    """Give what the braces of the examples stand for."""
    day = as_of.isoformat()
    offsets = {name: datetime.timedelta(days=int(number)) for name, number in example("jours", {}).items()}
    return {
        "code": territory.code,
        "minuscules": territory.code.lower(),
        "de": territory.of,
        "prefecture": territory.prefecture,
        "cour": territory.court.value,
        "service": forms()[territory.service.value].services[0],
        "jour": day,
        "annee": str(as_of.year),
        "fin_annee": f"{as_of.year}-12-31",
        "association": "association-exemple",
        "arrete": answers.arrete or f"{territory.code}-{day}-00001",
        "jour_arrete": answers.date_arrete or day,
        "fin_agrement": last_day(as_of, _number("casf-agrement", "duree_annees")).isoformat(),
        "autorisation_mois": str(_number("casf-psp", "autorisation_mois")),
        "aps_mois": str(_number("ceseda-aps", "duree_minimale_mois")),
        "domicile_mois": str(_number("ceseda-aps", "domicile_mois")),
        "payeur": data("casf-d121-12-14")["payeur"]["libelle"],
        **{name: (as_of + offset).isoformat() for name, offset in offsets.items()},
    }


def _number(text: str, name: str) -> int:
    """Give a figure of the last wording of a text, for an example."""
    return provision(text).versions[-1].number(name)
