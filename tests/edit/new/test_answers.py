"""The answers of `kit new` that tell of a person are refused, with what to write instead."""

from pathlib import Path

import pytest

from kit.edit.new.questions import fault, questions
from tests.conftest import Kit

BY_NAME = {question.nom: question for question in questions()}
SENTENCE = "Cette réponse contient {}, et ce fichier est publié."
NAME = "le nom d’une personne"


@pytest.mark.parametrize(
    ("name", "answer", "what"),
    [
        ("president", "Préfète Camille Exemple", NAME),
        ("president", "Mme EXEMPLE, préfète", NAME),
        ("prefet_de_police", "M. Exemple", NAME),
        ("secretariat", "Jeanne Exemple, déléguée", NAME),
        ("courriel", "jeanne.exemple@exemple.invalid", NAME),
        ("courriel", "exemple_jeanne@exemple.invalid", NAME),
        ("telephone", "06 39 98 00 00", "un numéro de téléphone mobile, sans doute celui d’une personne"),
        ("telephone", "+33 7 39 98 00 00", "un numéro de téléphone mobile, sans doute celui d’une personne"),
        ("demandes", "Dr Exemple", NAME),
        ("sejour", "Bureau du séjour, 06 39 98 00 00", "un numéro de téléphone"),
    ],
)
def test_an_answer_tells_of_nobody(name: str, answer: str, what: str) -> None:
    said = fault(BY_NAME[name], answer)
    assert said is not None
    assert [text.replace("\u00a0", " ").replace("\u202f", " ") for text in said] == [
        SENTENCE.format(what),
        f"Écrivez par exemple « {BY_NAME[name].exemple} ».",
    ]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.nom)
def test_each_example_is_a_good_answer(question: object) -> None:
    known = next(each for each in questions() if each == question)
    assert fault(known, known.exemple) is None


def test_a_refused_answer_writes_nothing(kit: Kit, tmp_path: Path) -> None:
    done = kit("new", "48", "--sans-questions", "--president", "Préfet Camille Exemple", "--root", str(tmp_path))
    assert done.returncode == 2
    assert "le nom d’une personne" in done.stderr.replace("\u00a0", " ")
    assert not any(tmp_path.rglob("*.yaml"))
