"""What `kit new` asks, each thing skippable, what is wrong with an answer, and where it goes in the files."""

import datetime
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

from kit.edit.new.scalar import tidy
from kit.findings.finding import Pointer
from kit.french import spaced
from kit.law.periods import period_on
from kit.law.territories import Territory, slug
from kit.yaml import schema
from kit.yaml.guesses import same
from kit.yaml.normalize import normalize
from kit.yaml.schema import BRANCHES, JsonSchema
from kit.yaml.traps import TRAPS
from kit.yaml.validate import validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is known of a commission when its folder is opened; None is not known, and is not written."""

    etat: str | None = None
    installation: str | None = None
    president: str | None = None
    prefet_de_police: str | None = None
    arrete: str | None = None
    date_arrete: str | None = None
    publication: str | None = None
    secretariat: str | None = None
    courriel: str | None = None
    telephone: str | None = None
    association: str | None = None
    agrement: str | None = None
    debut_agrement: str | None = None
    fin_agrement: str | None = None
    depot: str | None = None
    sejour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One answer: its name, what is asked, an example, and where it goes in a file; `after` is the answer without
    which it has no place."""

    name: str
    asked: str
    example: str
    branch: str
    place: Pointer
    after: str | None = None

    @property
    def option(self) -> str:
        """The option of the command line."""
        return "--" + self.name.replace("_", "-")


def _question(name: str, asked: str, example: str, place: str, after: str | None = None) -> Question:
    branch, *way = place.split("/")
    parts = tuple(int(part) if part.isdecimal() else part for part in way)
    return Question(name=name, asked=asked, example=example, branch=branch, place=parts, after=after)


# Demandé là où le texte du jour veut deux présidents.
_SECOND = "prefet_de_police"
QUESTIONS = (
    _question("etat", "Où en est la commission (non_installee, en_cours ou installee)", "installee",
              "commission/installation/etat"),
    _question("installation", "Installée depuis le", "2017-06-12", "commission/installation/date", "etat"),
    _question("president", "Titre de la présidence", "Préfet de la Lozère", "commission/presidence/0/titre"),
    _question(_SECOND, "Titre de celui qui préside avec elle", "Préfet de police", "commission/presidence/1/titre",
              "president"),
    _question("arrete", "Référence du dernier arrêté de composition", "48-2026-04-27-00002",
              "commission/arretes/0/reference"),
    _question("date_arrete", "Date de cet arrêté", "2026-04-27", "commission/arretes/0/date", "arrete"),
    _question("publication", "Recueil qui le publie", "RAA 2026-063", "commission/arretes/0/publication", "arrete"),
    _question("secretariat", "Service qui tient le secrétariat", "Délégation aux droits des femmes et à l’égalité",
              "commission/secretariat/service"),
    _question("courriel", "Son adresse électronique", "commission@exemple.invalid", "commission/secretariat/courriel",
              "secretariat"),
    _question("telephone", "Son téléphone", "04 00 00 00 00", "commission/secretariat/telephone", "secretariat"),
    _question("association", "Première association agréée", "Association Exemple",
              "commission/associations_agreees/0/nom"),
    _question("agrement", "Référence de son agrément", "DDETS-2025-163",
              "commission/associations_agreees/0/agrement/reference", "association"),
    _question("debut_agrement", "Premier jour de l’agrément", "2025-06-16",
              "commission/associations_agreees/0/agrement/debut", "association"),
    _question("fin_agrement", "Dernier jour de l’agrément", "2028-06-15",
              "commission/associations_agreees/0/agrement/fin", "association"),
    _question("depot", "Service qui reçoit les demandes de parcours", "Délégation aux droits des femmes et à l’égalité",
              "procedures/psp/depot/service"),
    _question("sejour", "Service qui reçoit les demandes d’autorisation de séjour", "Préfecture, bureau du séjour",
              "procedures/aps/service"),
)  # fmt: skip


def authorities(territory: Territory, as_of: datetime.date) -> tuple[str, ...]:
    """Give who presides in a department by the text of a day; raises UsageError before its first wording."""
    return period_on(as_of).composition.presidency(territory.regime).authorities


def asked(chairs: tuple[str, ...]) -> tuple[Question, ...]:
    """Give the questions for a commission that these authorities preside."""
    return tuple(question for question in QUESTIONS if question.name != _SECOND or _SECOND in chairs)


def known(answers: Answers) -> dict[str, str]:
    """Give the answers that were given, by name."""
    given = {field.name: getattr(answers, field.name) for field in fields(answers)}
    return {name: value for name, value in given.items() if value is not None}


def understood(question: Question, typed: str) -> str:
    """Give an answer as it is written in a file: on one line, a word of a list without its accents and spaces."""
    answer = tidy(typed)
    return same(answer, _described(question).get("enum", ())) or answer


def fault(question: Question, answer: str) -> tuple[str, str] | None:
    """Give what is wrong with an answer and what to write instead, in the words of a check; None when nothing is."""
    data: Any = answer
    for part in reversed(question.place):
        data = [data] if isinstance(part, int) else {part: data}
    place = tuple(0 if isinstance(part, int) else part for part in question.place)
    for trap, breach in validate(question.branch, normalize(question.branch, data)):
        if breach.pointer == (question.branch, *place):
            said, remedy = TRAPS[trap].sentences[breach.case].filled(breach.fields)
            # Le remède d'un contrôle est une ligne de fichier ; ici, on n'écrit que la valeur.
            shaped = "pattern" in _described(question)
            return said, spaced(f"Écrivez par exemple « {question.example} ».") if shaped else remedy
    return None


def written(answers: Answers, territory: Territory, chairs: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Give what the files hold, by branch; a presidency of which one chair is not known is left out."""
    trees: dict[str, dict[str, Any]] = {branch: {} for branch in BRANCHES}
    given = known(answers)
    for question in QUESTIONS:
        if question.name in given:
            _put(trees[question.branch], question.place, given[question.name])
    commission = trees["commission"]
    # La liste naît incomplète : ce qui lui manque n'est pas une faute.
    commission |= {"departement": territory.code, "liste_membres": "partielle"}
    if len(commission.get("presidence", ())) == len(chairs):
        commission["presidence"] = [
            {"autorite": chair, **said} for chair, said in zip(chairs, commission["presidence"], strict=True)
        ]
    else:
        commission.pop("presidence", None)
    for order in commission.get("arretes", ()):
        order["objet"] = ["composition"]
    for association in commission.get("associations_agreees", ()):
        association["id"] = _identifier(association["nom"])
    return trees


def _identifier(name: str) -> str:
    plain = slug(name)
    whole = plain if plain.startswith("association") else f"association-{plain}"
    longest = schema.at("commission", ("associations_agreees", 0, "id")) or {}
    return whole[: longest["maxLength"]].strip("-")


def _put(holder: Any, place: Pointer, value: str) -> None:
    for part, following in pairwise(place):
        if isinstance(part, int):
            holder.extend({} for _ in range(part + 1 - len(holder)))
            holder = holder[part]
        else:
            holder = holder.setdefault(part, [] if isinstance(following, int) else {})
    holder[place[-1]] = value


def _described(question: Question) -> JsonSchema:
    return schema.at(question.branch, question.place) or {}
