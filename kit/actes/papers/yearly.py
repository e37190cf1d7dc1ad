"""The sheet of the year for the national service: figures, and where each comes from; never a person."""

from collections import Counter
from collections.abc import Iterator

from kit.actes.catalogue import known, word
from kit.actes.paper import Remark, Row, Rows, blank, listed
from kit.actes.subject import Subject
from kit.errors import UsageError
from kit.french import NBSP, count, date, spaced
from kit.handbook.vocabulary import words
from kit.judging.assembly import POLICY
from kit.model.commission import Indicateurs
from kit.model.sessions import Seance

_WAYS = ("formation", "emploi", "logement")


def sheet(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give the sessions, the opinions and the decisions of a year, counted, and its last figures as written; raises
    UsageError for a year to come."""
    year = subject.choice.year or subject.case.as_of.year
    if year > subject.case.as_of.year:
        message = f"L’année {year} n’a pas commencé au {date(subject.case.as_of)} : choisissez-en une autre."
        raise UsageError(message)
    held = _held(subject, year)
    lists = {
        "seances": listed("libelle valeur", *_sessions(held, year)),
        "dossiers": listed("libelle valeur", *_files(held)),
        "chiffres": listed("libelle valeur source", *_figures(subject, year)),
    }
    return {"annee": {"numero": str(year), "arretee_au": date(subject.day)}}, lists


def unsaid(subject: Subject) -> Iterator[Remark]:
    """Say that held sessions of the year do not tell their files: the total is then none, or the least."""
    year = subject.day.year
    number = len(_silent(_held(subject, year)))
    if number:
        yield Remark(
            irregular=False,
            message=spaced(f"{_silence(number)} : le nombre de dossiers examinés en {year} n’est pas connu en entier."),
            remedy="Écrivez dans la fiche, sous « dossiers », ceux de chaque séance ; s’il n’y en a eu aucun, "
            "complétez le papier à la main.",
            text="",
        )


def _held(subject: Subject, year: int) -> list[Seance]:
    return [session for session in subject.case.held if session.date.year == year]


def _silent(held: list[Seance]) -> list[Seance]:
    """Give the sessions that may have examined files and tell none; one on orientations examines none."""
    return [session for session in held if session.dossiers is None and session.formation != POLICY]


def _silence(number: int) -> str:
    return count(number, "séance ne dit pas ses dossiers", "séances ne disent pas leurs dossiers")


def _sessions(held: list[Seance], year: int) -> Iterator[Row]:
    said = str(len(held)) if held else blank(f"nombre de séances tenues en {year}")
    yield {"libelle": "Séances tenues", "valeur": said}
    numbers = Counter(session.formation or "non_dite" for session in held)
    for name, title in words("libelles")["formations"].items():
        if numbers[name]:
            yield {"libelle": f"dont{NBSP}: {title}", "valeur": str(numbers[name])}


def _files(held: list[Seance]) -> Iterator[Row]:
    files = [file for session in held for file in session.dossiers or ()]
    yield {"libelle": "Dossiers examinés", "valeur": _counted(held, len(files))}
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


def _counted(held: list[Seance], number: int) -> str:
    """Give how many files were examined: what no session tells is a blank, what some do not tell is the least."""
    silent = _silent(held)
    if all(session.dossiers is None for session in held) or (silent and not number):
        return blank("nombre de dossiers examinés")
    return f"{number} au moins, {_silence(len(silent))}" if silent else str(number)


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
