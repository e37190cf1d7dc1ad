"""The sheet of the year for the national service: figures, and where each comes from; never a person."""

from collections import Counter
from collections.abc import Iterator

from kit.actes.catalogue import known, word
from kit.actes.paper import Row, Rows, blank, listed
from kit.actes.subject import Subject
from kit.errors import UsageError
from kit.french import NBSP, date
from kit.handbook.vocabulary import words
from kit.model.commission import Indicateurs
from kit.model.sessions import DossierExamine, Seance

_WAYS = ("formation", "emploi", "logement")


def sheet(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give the sessions, the opinions and the decisions of a year, counted, and its last figures as written; raises
    UsageError for a year to come."""
    year = subject.choice.year or subject.case.as_of.year
    if year > subject.case.as_of.year:
        message = f"L’année {year} n’a pas commencé au {date(subject.case.as_of)} : choisissez-en une autre."
        raise UsageError(message)
    held = [session for session in subject.case.held if session.date.year == year]
    files = [file for session in held for file in session.dossiers or ()]
    lists = {
        "seances": listed("libelle valeur", *_sessions(held)),
        "dossiers": listed("libelle valeur", *_files(files)),
        "chiffres": listed("libelle valeur source", *_figures(subject, year)),
    }
    return {"annee": {"numero": str(year), "arretee_au": date(subject.day)}}, lists


def _sessions(held: list[Seance]) -> Iterator[Row]:
    yield {"libelle": "Séances tenues", "valeur": str(len(held))}
    numbers = Counter(session.formation or "non_dite" for session in held)
    for name, title in words("libelles")["formations"].items():
        if numbers[name]:
            yield {"libelle": f"dont{NBSP}: {title}", "valeur": str(numbers[name])}


def _files(files: list[DossierExamine]) -> Iterator[Row]:
    yield {"libelle": "Dossiers examinés", "valeur": str(len(files))}
    tables = (
        ("natures", "nature", Counter(file.nature for file in files)),
        ("avis", "avis", Counter(file.avis for file in files)),
        ("decisions", "décision", Counter(file.decision.sens if file.decision else None for file in files)),
    )
    for table, title, numbers in tables:
        for key in known()[table]:
            if numbers[key]:
                yield {"libelle": f"dont {title}{NBSP}: {word(table, key)}", "valeur": str(numbers[key])}
        if numbers[None]:
            yield {"libelle": f"dont {title}{NBSP}: non renseigné", "valeur": str(numbers[None])}


def _figures(subject: Subject, year: int) -> Iterator[Row]:
    """Give the last figures of the year, each with its source; one that is not written is a blank."""
    of_year = [each for each in subject.case.figures if each.date.year == year]
    last = of_year[-1] if of_year else None
    origin = f"{last.source or blank('source')}, au {date(last.date)}" if last else ""
    for name, title in words("libelles")["indicateurs"].items():
        number = _number(last, name)
        said = blank(f"nombre au 31 décembre {year}") if number is None else str(number)
        yield {"libelle": title, "valeur": said, "source": origin if number is not None else ""}


def _number(figures: Indicateurs | None, name: str) -> int | None:
    held = (figures.sorties if name in _WAYS else figures) if figures else None
    found = getattr(held, name, None)
    return found if isinstance(found, int) else None
