"""Questions at a terminal, in French, each of which can be skipped."""

import contextlib
import importlib
from collections.abc import Iterable

import click

from kit.cli import screen
from kit.edit.new.questions import Answers, Question, fault, understood
from kit.french import spaced


def ask(name: str, questions: Iterable[Question], given: Answers) -> Answers:
    """Ask what was not given, and ask again what a check would refuse; raises EOFError or KeyboardInterrupt when the
    person leaves."""
    desk = _Desk()
    desk.say(f"Nouvelle fiche : {name}.", "gras")
    desk.say("Entrée pour passer une question : ce qui n’est pas dit reste « à compléter ».")
    desk.say("Ctrl + C pour tout arrêter : rien n’est écrit avant la dernière réponse.")
    answers = dict(given)
    for question in questions:
        missing = question.apres is not None and question.apres not in answers
        if question.nom in answers or missing or not _worth(question, answers):
            continue
        if answer := desk.answer(question):
            answers[question.nom] = answer
    return answers


def _worth(question: Question, answers: dict[str, str]) -> bool:
    """Leave out the day of an installation that has not happened."""
    return question.nom != "installation" or answers.get("etat") == "installee"


class _Desk:
    """Where one asks and hears: a terminal, its colours and its width."""

    def __init__(self) -> None:
        # Les flèches corrigent ce que l'on tape ; sous Windows, le terminal le fait lui-même.
        with contextlib.suppress(ImportError):
            importlib.import_module("readline")
        self.style = screen.style()

    def say(self, sentence: str, *looks: str) -> None:
        """Print a sentence, folded where French allows it."""
        click.echo(self.style.paint(self.style.wrap(spaced(sentence), ""), *looks))

    def answer(self, question: Question) -> str:
        """Ask until the answer is good, or skipped."""
        click.echo()
        self.say(f"{question.question} ?", "gras")
        self.say(f"Par exemple : {question.exemple}", "gris")
        while True:
            answer = understood(question, input("  > "))
            said = fault(question, answer) if answer else None
            if said is None:
                return answer
            self.say(said[0], "jaune")
            self.say(f"→ {said[1]}")
