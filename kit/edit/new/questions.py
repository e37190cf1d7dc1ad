"""What `kit new` asks, each thing skippable, what is wrong with an answer, and where it goes in the files."""

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kit.edit.new.form import example, tidy
from kit.findings.finding import Pointer
from kit.french import listing, spaced
from kit.law.periods import period_on
from kit.law.territories import Territory, slug
from kit.privacy.shapes import mobile
from kit.privacy.texts import hits, texts
from kit.yaml import rewrite, schema
from kit.yaml.guesses import same
from kit.yaml.normalize import normalize
from kit.yaml.schema import BRANCHES, JsonSchema
from kit.yaml.traps import TRAPS
from kit.yaml.validate import validate

# Ce que l'on sait d'une commission quand son dossier s'ouvre, par question ; le reste n'est pas écrit.
Answers = Mapping[str, str]
_SECOND = "prefet_de_police"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as `formulaire/questions.yaml` has it."""

    nom: str
    question: str
    exemple: str
    place: str
    apres: str | None = None

    @property
    def option(self) -> str:
        """The option of the command line."""
        return "--" + self.nom.replace("_", "-")

    @property
    def pointer(self) -> Pointer:
        """Where the answer goes, its file first."""
        return tuple(int(part) if part.isdecimal() else part for part in self.place.split("/"))

    @property
    def described(self) -> JsonSchema:
        """The schema of the answer."""
        branch, *place = self.pointer
        return schema.at(str(branch), tuple(place)) or {}


@functools.cache
def questions() -> tuple[Question, ...]:
    """Give all questions, in order."""
    return tuple(Question(**row) for row in example("questions", {}))


def authorities(territory: Territory, as_of: datetime.date) -> tuple[str, ...]:
    """Give who presides in a department by the text of a day; raises UsageError before its first wording."""
    return period_on(as_of).composition.presidency(territory.regime).authorities


def asked(chairs: tuple[str, ...]) -> tuple[Question, ...]:
    """Give the questions for a commission that these authorities preside."""
    return tuple(question for question in questions() if question.nom != _SECOND or _SECOND in chairs)


def half_presided(answers: Answers, chairs: tuple[str, ...]) -> bool:
    """Tell whether a joint presidency is known for one of its chairs only."""
    return "president" in answers and len(chairs) > 1 and _SECOND not in answers


def understood(question: Question, typed: str) -> str:
    """Give an answer as it is written in a file: on one line, a word of a list without its accents and spaces."""
    answer = tidy(typed)
    return same(answer, question.described.get("enum", ())) or answer


def fault(question: Question, answer: str) -> tuple[str, str] | None:
    """Give what is wrong with an answer and what to write instead, in the words of a check; None when nothing is."""
    branch, *place = (0 if isinstance(part, int) else part for part in question.pointer)
    data: Any = answer
    for part in reversed(place):
        data = [data] if isinstance(part, int) else {part: data}
    for trap, breach in validate(str(branch), normalize(str(branch), data)):
        if breach.pointer == (branch, *place):
            told = rewrite.answer(TRAPS[trap], breach, {})
            # Le remède d'un contrôle est une ligne de fichier ; ici, on n'écrit que la valeur.
            shaped = "pattern" in question.described and "format" not in question.described
            return told.message, _advice(question) if shaped else told.remedy
    found = {hit.label for text in texts(answer, question.pointer) for hit in hits(text)}
    if mobile(answer) and "telephone" in question.pointer:
        found.add("un numéro de téléphone mobile, sans doute celui d’une personne")
    if found:
        return spaced(f"Cette réponse contient {listing(sorted(found))}, et ce fichier est publié."), _advice(question)
    return None


def _advice(question: Question) -> str:
    return spaced(f"Écrivez par exemple « {question.exemple} ».")


def written(answers: Answers, territory: Territory, chairs: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Give what the files hold, by branch; a presidency of which one chair is not known is left out."""
    trees: dict[str, dict[str, Any]] = {branch: {} for branch in BRANCHES}
    for question in questions():
        if question.nom in answers:
            _put(trees, question.pointer, answers[question.nom])
    commission = trees["commission"]
    # La liste naît incomplète : ce qui lui manque n'est pas une faute.
    commission |= {"departement": territory.code, "liste_membres": "partielle"}
    presidents = commission.pop("presidence", ())
    if len(presidents) == len(chairs):
        commission["presidence"] = [{"autorite": chair, **said} for chair, said in zip(chairs, presidents, strict=True)]
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
