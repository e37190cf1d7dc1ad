"""What `kit new` asks, each thing skippable, and what is wrong with an answer, said as for a file."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from kit.normalize import normalize
from kit.traps import TRAPS
from kit.validate import validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is known of a commission when its folder is opened; None is not known, and is not written."""

    etat: str | None = None
    installation: str | None = None
    president: str | None = None
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
    place: tuple[str | int, ...]
    after: str | None = None

    @property
    def option(self) -> str:
        """The option of the command line."""
        return "--" + self.name.replace("_", "-")


def _question(name: str, asked: str, example: str, place: str, after: str | None = None) -> Question:
    branch, *way = place.split("/")
    parts = tuple(int(part) if part.isdecimal() else part for part in way)
    return Question(name=name, asked=asked, example=example, branch=branch, place=parts, after=after)


QUESTIONS = (
    _question("etat", "Où en est la commission (non_installee, en_cours ou installee)", "installee",
              "commission/installation/etat"),
    _question("installation", "Installée depuis le", "2017-06-12", "commission/installation/date", "etat"),
    _question("president", "Titre de la présidence", "Préfet", "commission/presidence/0/titre"),
    _question("arrete", "Référence du dernier arrêté de composition", "2026-04-27-00002",
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


def known(answers: Answers) -> dict[str, str]:
    """Give the answers that were given, by name."""
    given = {field.name: getattr(answers, field.name) for field in fields(answers)}
    return {name: value for name, value in given.items() if value is not None}


def fault(question: Question, answer: str) -> tuple[str, str] | None:
    """Give what is wrong with an answer and what to write instead, in the words of a check; None when nothing is."""
    data: Any = answer
    for part in reversed(question.place):
        data = [data] if isinstance(part, int) else {part: data}
    pointer = (question.branch, *question.place)
    told = ((trap, breach) for trap, breach in _told(question.branch, data) if breach.pointer == pointer)
    for trap, breach in told:
        return TRAPS[trap].sentences[breach.case].filled(breach.fields)
    return None


def _told(branch: str, data: Any) -> Iterator[Any]:
    return validate(branch, normalize(branch, data))
