"""How the documents that a person brings prove a nationality (instruction of 13 April 2022, annexe 2)."""

from dataclasses import dataclass
from typing import Any

from kit.french import listing, spaced
from kit.handbook.outils.sheet import Answers, Say
from kit.law.texts import data

NATIONALITY = "nationalite"
_TEXT, _PASSPORT = "ceseda-aps", "passeport"
VALID, EXPIRED = "valide", "perime"
Proof = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of nationality; `photo`: it surely bears a photograph; `listed`: the text names it besides the
    passport."""

    id: str
    label: str
    photo: bool
    listed: bool


def documents(rows: list[dict[str, Any]]) -> tuple[Document, ...]:
    """Give the passport, then what replaces it, then any other document, from the rows of the law's list."""
    row = next(row for row in rows if row["piece"] == NATIONALITY)
    without, listed = set(row["sans_photographie"]), row["remplacantes"]
    others = (
        Document(id=name, label=spaced(label), photo=name not in without, listed=name in listed)
        for name, label in data(_TEXT)["documents"].items()
    )
    return Document(id=_PASSPORT, label=_PASSPORT, photo=True, listed=False), *others


def proof(say: Say, known: tuple[Document, ...], answers: Answers, *, told: bool) -> Proof:
    """Give the style, the word and the notes of the proof of nationality; `told`: the instruction was in force."""
    given = [found for found in known if answers[f"doc-{found.id}"]]
    valid = [found for found in given if answers[f"doc-{found.id}"] == VALID]
    if not given:
        choice = say("nat_choix", documents=listing((found.label for found in known if found.listed), "ou"))
        return "fail", say("manque"), (choice, *_special(say, told=told))
    if len(valid) < len(given) and not any(found.photo for found in valid):
        return _expired(say, given, valid, told=told)
    return _photographed(say, given, valid, ())


def _expired(say: Say, given: list[Document], valid: list[Document], *, told: bool) -> Proof:
    """An expired document makes a nationality presumed, that another document confirms."""
    if not told:
        return "review", say("a_verifier"), (say("nat_avant"),)
    if len(given) == 1:
        return "fail", say("nat_completer"), (say("nat_seul"), *_special(say, told=told))
    if not valid:
        return "review", say("a_verifier"), (say("nat_perimes"), *_special(say, told=told))
    return _photographed(say, given, valid, (say("nat_confirme"),))


def _photographed(say: Say, given: list[Document], valid: list[Document], notes: tuple[str, ...]) -> Proof:
    if not any(found.photo for found in given):
        return "review", say("a_verifier"), (*notes, say("nat_photo"))
    if any(found.id == _PASSPORT for found in valid):
        return "pass", say("presente"), notes
    return "pass", say("presente"), (*notes, say("nat_sans_passeport"))


def _special(say: Say, *, told: bool) -> tuple[str, ...]:
    return (say("nat_concordants"),) if told else ()
