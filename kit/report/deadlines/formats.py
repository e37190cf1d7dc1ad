"""The forms of `kit echeances`: for a terminal, for a forge, for machines, for a mail."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from kit.french import capital, count, date, listing, spaced
from kit.report.deadlines.watched import Told, Watch, Watched, phrases
from kit.report.formats import words
from kit.report.formats.clean import as_json, clean, inert
from kit.report.formats.markdown import escaped
from kit.report.style import Style

VERSION = 1
LAW = "Droit que lit le kit"
# Une ligne de courriel en a 78 au plus (RFC 5322, 2.1.1).
_MAIL = Style(width=76)
_BULLET = "  - "
_KIT = "Liste faite par le kit des commissions départementales, d’après {fiches} : les textes font foi."


def text(watch: Watch, style: Style) -> str:
    """Write what falls due for a reader at a terminal, what is overdue first; the last line counts."""
    lines = [style.paint(_title(watch), "gras"), ""]
    for department in watch.departments:
        lines += [style.paint(name(department), "gras"), *_lines(department, watch, style), ""]
    if watch.law_told:
        lines += [style.paint(LAW, "gras"), *_listed(watch.law_told, style), ""]
    lines.append(style.wrap(ending(watch), ""))
    return inert("\n".join(lines) + "\n")


def markdown(watch: Watch, _style: Style | None = None) -> str:
    """Write what falls due as an issue or a page of a forge shows it: a title for each department, then a list."""
    blocks = [f"## {_title(watch)}"]
    for department in watch.departments:
        blocks += [f"### {escaped(name(department))}", *_parts(department, watch)]
    if watch.law_told:
        blocks += [f"### {LAW}", _items(watch.law_told)]
    return "\n\n".join([*blocks, escaped(ending(watch))]) + "\n"


def mail(watch: Watch, _style: Style | None = None) -> str:
    """Write a mail that is ready to be sent: its subject on the first line, then its text."""
    lines = [_subject(watch), "", "Bonjour,", ""]
    several = len(watch.departments) > 1
    for department in map(_mailed, watch.departments):
        lines += [name(department)] if several else []
        lines += [*_lines(department, watch, _MAIL), ""]
    if watch.law_told:
        lines += [LAW, *_listed(watch.law_told, _MAIL), ""]
    origin = _KIT.format(fiches="les fiches des départements" if several else "la fiche du département")
    return "\n".join([*lines, _MAIL.wrap(spaced(origin), "")]) + "\n"


def _mailed(department: Watched) -> Watched:
    """Give a department whose remedies are those of a mail."""
    return replace(department, told=tuple(replace(told, remedy=told.mailed) for told in department.told))


def json(watch: Watch, _style: Style | None = None) -> str:
    """Write what falls due for machines, thing by thing: `schemas/echeances.schema.json`, version 1."""
    return as_json(
        {
            "version": VERSION,
            "date": watch.as_of.isoformat(),
            "until": watch.until.isoformat(),
            "summary": {
                "departments": len(watch.departments),
                "deadlines": len(watch.every),
                "to_do": watch.to_do,
                "overdue": watch.overdue,
                "unread": watch.unread,
            },
            "departments": [_plain(department) for department in watch.departments],
            "law": [_told(told) for told in watch.law],
        }
    )


FORMATS: Mapping[str, Callable[[Watch, Style], str]] = {
    "texte": text,
    "markdown": markdown,
    "json": json,
    "courriel": mail,
}


def name(department: Watched) -> str:
    """Name a department, or its folder when nobody knows which it is."""
    known = f"{department.name} ({department.code})" if department.code else clean(department.folder)
    return f"{known} ({words.EXAMPLE})" if department.example else known


def ending(watch: Watch) -> str:
    """Count what was found: « 2 départements, au 23 novembre 2026 : 4 échéances d’ici le 21 février 2027, … »."""
    what = count(len(watch.departments), "département")
    return spaced(f"{what}, au {date(watch.as_of)} : {_number(watch)}.")


def _number(watch: Watch) -> str:
    """Say how many lines tell what falls due, and how many of them what is overdue: what stands together counts for
    one, as it is read."""
    number, overdue = len(watch.shown), sum(told.overdue for told in watch.shown)
    parts = [f"{count(number, 'échéance') if number else 'aucune échéance'} d’ici le {date(watch.until)}"]
    if overdue:
        parts.append(f"dont {overdue} en retard")
    if watch.unread:
        parts.append(count(watch.unread, "fiche qui ne se lit pas en entier", "fiches qui ne se lisent pas en entier"))
    return ", ".join(parts)


def _title(watch: Watch) -> str:
    return spaced(f"Échéances au {date(watch.as_of)}, jusqu’au {date(watch.until)}")


def _subject(watch: Watch) -> str:
    """Give the subject of a mail on one line."""
    one = watch.departments[0] if len(watch.departments) == 1 else None
    about = f"Commission départementale {one.of}" if one and one.of else "Commissions départementales"
    example = f" ({words.EXAMPLE})" if one and one.example else ""
    return spaced(f"Objet : {about}{example} : {_number(watch)}")


def _lines(department: Watched, watch: Watch, style: Style) -> Iterator[str]:
    yield from _listed(department.told, style)
    for said in _asides(department, watch):
        yield "  " + style.wrap(said, "  ")


def _listed(found: Iterable[Told], style: Style) -> Iterator[str]:
    for told in found:
        colour = "rouge" if told.overdue else "gris" if not told.to_do else "jaune"
        when = _when(told)
        line = style.wrap(spaced(f"{when} : {_said(told)}"), " " * len(_BULLET))
        yield _BULLET + style.paint(line[: len(when)], colour) + line[len(when) :]


def _asides(department: Watched, watch: Watch) -> Iterator[str]:
    """Say what a reader must not take for « nothing is due »: what could not be read, what is not written."""
    if department.unread:
        files = listing(f"« {clean(file)} »" for file in department.unread)
        yield spaced(f"Manque ou ne se lit pas en entier : {files}. « kit check » dit quoi y corriger.")
    elif not department.told:
        yield spaced(f"Rien d’écrit n’arrive à terme d’ici le {date(watch.until)}.")
    if department.silent:
        known = phrases()["silences"]
        yield spaced(f"Non renseigné : {listing(known[key] for key in department.silent)}.")


def _when(told: Told) -> str:
    return f"{date(told.day)}{', en retard' if told.overdue else ''}"


def _said(told: Told) -> str:
    """Give what falls due, what to do, and what asks for it, as sentences that follow the day."""
    behind = told.text or (f"règle « {told.rule} »" if told.rule else "")
    text = f" ({behind})" if behind else ""
    remedy = f" {told.remedy}" if told.remedy else ""
    return clean(spaced(f"{told.message}{text}.{remedy}"))


def _parts(department: Watched, watch: Watch) -> Iterator[str]:
    if department.told:
        yield _items(department.told)
    yield from map(escaped, _asides(department, watch))


def _items(found: Iterable[Told]) -> str:
    return "\n".join(spaced(f"- **{_when(told)}** : {escaped(_said(told))}") for told in found)


def _plain(department: Watched) -> dict[str, Any]:
    return {
        "code": department.code,
        "name": department.name,
        "folder": department.folder,
        "example": department.example,
        "unread": list(department.unread),
        "silent": list(department.silent),
        "deadlines": [_told(told) for told in department.each],
    }


def _told(told: Told) -> dict[str, Any]:
    known = asdict(told)
    del known["mailed"]  # Le JSON n’a qu’une forme de ce qu’il y a à faire.
    return {**known, "day": told.day.isoformat(), "kind": str(told.kind), "message": capital(told.message)}
