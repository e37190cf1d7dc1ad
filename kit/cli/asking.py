"""Questions at a terminal, in French, each of which can be skipped."""

from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from kit.french import spaced
from kit.new.answers import QUESTIONS, Answers, Question, fault, known


def ask(name: str, given: Answers) -> Answers:
    """Ask what was not given, and ask again what a check would refuse; raises EOFError or KeyboardInterrupt when the
    person leaves."""
    console = Console(highlight=False)
    console.print(Text(spaced(f"Nouveau dossier : {name}."), style="bold"))
    console.print(spaced("Entrée pour passer une question : ce qui n’est pas dit reste « non renseigné »."))
    console.print()
    answers = known(given)
    for question in QUESTIONS:
        missing = question.after is not None and question.after not in answers
        if question.name in answers or missing or not _worth(question, answers):
            continue
        if answer := _answer(console, question):
            answers[question.name] = answer
    return Answers(**answers)


def _worth(question: Question, answers: dict[str, str]) -> bool:
    """Leave out the day of an installation that has not happened."""
    return question.name != "installation" or answers.get("etat") == "installee"


def _answer(console: Console, question: Question) -> str:
    while True:
        asked = Text(spaced(f"{question.asked} ")).append(f"(ex. {question.example})", style="dim")
        answer = Prompt.ask(asked, console=console, default="", show_default=False).strip()
        said = fault(question, answer) if answer else None
        if said is None:
            return answer
        console.print(Text(said[0], style="yellow"))
        console.print(Text(f"→ {said[1]}"))
