"""The tickets of the watch: what each department should have, and what changes of those that the forge holds."""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.findings.finding import BY_OUTCOME, Outcome
from kit.findings.verdicts import Verdict
from kit.french import count, listing, spaced
from kit.french import date as french_date
from kit.report.deadlines.watched import phrases
from kit.report.formats import words
from kit.report.formats.markdown import escaped

# La première ligne d’un ticket, que personne ne voit : c’est à elle qu’il est reconnu.
_MARK = re.compile(r"<!-- kit-veille ([0-9A-Z]{2,3}|depot) -->")
_HOUSE = "depot"
_KEPT = (
    "Ce ticket est tenu par la veille : il est mis à jour chaque semaine, fermé quand il n’y a plus ni erreur ni "
    "échéance, et rouvert si quelque chose revient. Rien n’est à y écrire : ce qui compte est ce que disent les "
    "fichiers."
)
_BACK = "Ce ticket sera rouvert si quelque chose revient."
_GONE = "Ce département n’est plus dans le dépôt."
# Donne l’adresse d’une ligne d’un fichier sur la forge, ou rien pour un fichier qui n’y est pas.
Links = Callable[[str, int], str | None]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket that the forge holds, written by the watch."""

    number: int
    open: bool
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the ticket of a department should say, and whether something is left to do: else it is closed."""

    title: str
    body: str
    left: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """A ticket to open."""

    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Change:
    """A ticket to write again, to close or to open again."""

    ticket: Ticket
    title: str
    body: str
    open: bool


def plan(wanted: Mapping[str, Wanted], found: Iterable[Ticket]) -> Iterator[Opening | Change]:
    """Give what to do so that each department has its one ticket, open while something is left.

    The oldest ticket of a department is the one; a younger one is closed, and names it."""
    held: dict[str, list[Ticket]] = defaultdict(list)
    # Une liste lue page par page peut rendre deux fois le même.
    for _, ticket in sorted({each.number: each for each in found}.items()):
        if mark := _MARK.match(ticket.body):
            held[mark[1]].append(ticket)
    for key in sorted({*wanted, *held}):
        oldest, *others = held[key] or (None,)
        yield from _one(key, wanted.get(key), oldest)
        for other in filter(None, others):
            if other.open and oldest:
                yield Change(other, other.title, f"{_mark(key)}\n\nLe ticket à lire est #{oldest.number}.", open=False)


def _one(key: str, wanted: Wanted | None, ticket: Ticket | None) -> Iterator[Opening | Change]:
    if wanted is None or not wanted.left:
        if ticket and ticket.open:
            body = wanted.body if wanted else _closing(key, [_GONE])
            yield Change(ticket, ticket.title, body, open=False)
    elif ticket is None:
        yield Opening(wanted)
    elif not (ticket.open and ticket.title == wanted.title and _same(ticket.body, wanted.body)):
        yield Change(ticket, wanted.title, wanted.body, open=True)


def _same(one: str, other: str) -> bool:
    # Une forge peut rendre d’autres fins de ligne que celles qu’elle a reçues.
    return one.replace("\r\n", "\n").strip() == other.strip()


def wanted(report: Mapping[str, Any], due: Mapping[str, Any], links: Links, most: int) -> dict[str, Wanted]:
    """Give what `kit check` and `kit echeances`, both in JSON, say of each department and of the whole repository, none
    longer than `most` signs; what has an error or something to do calls for a ticket."""
    errors: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    names, states = {_HOUSE: "Le dépôt"}, {_HOUSE: "Aucune erreur du dépôt lui-même."}
    for department in report["departments"]:
        # Un répertoire mal nommé n’est d’aucun département.
        key = department["code"] or _HOUSE
        example = f" ({words.EXAMPLE})" if department["example"] else ""
        names.setdefault(key, f"{department['name']} ({key}){example}")
        states.setdefault(key, _state(department))
        errors[key] += (each for result in department["results"] for each in result["findings"] if _fails(each))
    errors[_HOUSE] += filter(_fails, report["national"])
    terms = {each["code"]: [term for term in each["deadlines"] if term["to_do"]] for each in due["departments"]}
    untold = {each["code"]: _untold(each["silent"]) for each in due["departments"]}
    return {
        key: _ticket(key, name, errors[key], terms.get(key, []), untold.get(key, ""), links, most)
        if errors[key] or terms.get(key)
        else Wanted(name, _closing(key, [states[key], untold.get(key, "")]), left=False)
        for key, name in names.items()
    }


def _state(department: Mapping[str, Any]) -> str:
    """Say what is true of a department that has no new error and nothing written to do: its verdict may be another."""
    known = any(each["severity"] == "error" for result in department["results"] for each in result["findings"])
    verdict = BY_OUTCOME[Outcome(department["outcome"])]
    said = "Aucune erreur nouvelle" if known else "Aucune erreur"
    # Ce dont aucune règle ne dit rien ne prouve rien.
    word = Verdict.TO_COMPLETE if verdict is Verdict.NO_OBJECT else verdict
    also = "" if word is Verdict.KEPT else f" La fiche est « {word.one} » : le contrôle dit pourquoi."
    return f"{said}, et rien d’écrit n’arrive à terme.{also}"


def _untold(silent: Sequence[str]) -> str:
    known = phrases()["silences"]
    return f"Non renseigné : {listing(known[each] for each in silent)}." if silent else ""


def _closing(key: str, said: Iterable[str]) -> str:
    return spaced(f"{_mark(key)}\n\n{' '.join(filter(None, (*said, _BACK)))}")


def _fails(finding: Mapping[str, Any]) -> bool:
    return finding["severity"] == "error" and not finding["known"]


def _ticket(
    key: str, name: str, errors: list[Mapping[str, Any]], terms: list[Mapping[str, Any]], untold: str, links: Links,
    most: int,
) -> Wanted:  # fmt: skip
    late = [term for term in terms if term["overdue"]]
    near = [term for term in terms if not term["overdue"]]
    counted = [count(len(errors), "erreur")] if errors else []
    counted += [count(len(terms), "échéance")] if terms else []
    counted += ["dont une en retard" if len(late) == 1 else f"dont {len(late)} en retard"] if late else []
    parts = (
        ("En retard", [_term(each, links) for each in late]),
        ("À corriger", [_error(each, links) for each in errors]),
        ("Bientôt", [_term(each, links) for each in near]),
    )
    foot = "\n\n".join(filter(None, (untold, _KEPT)))
    return Wanted(spaced(f"{name} : {', '.join(counted)}"), cut(_mark(key), parts, foot, most))


def _mark(key: str) -> str:
    return f"<!-- kit-veille {key} -->"


def _error(finding: Mapping[str, Any], links: Links) -> str:
    return _item(escaped(finding["message"]), finding, links)


def _term(term: Mapping[str, Any], links: Links) -> str:
    day = french_date(datetime.date.fromisoformat(term["day"]))
    by = f" ({escaped(term['text'])})" if term["text"] else ""
    return _item(f"**{day}** : {escaped(term['message'])}{by}", term, links)


def _item(said: str, found: Mapping[str, Any], links: Links) -> str:
    """Write what is wrong or due, what to do, and the line where that is written, each on its own line."""
    address = links(found["file"], found["line"])
    place = f"[{escaped(found['file'])}, ligne {found['line']}]({address})" if address else escaped(found["file"])
    remedy = f"→ {escaped(found['remedy'])}" if found["remedy"] else ""
    return f"- {'<br>'.join(filter(None, (spaced(said), remedy, place)))}"


def cut(head: str, parts: Sequence[tuple[str, list[str]]], foot: str, most: int) -> str:
    """Write lists under their titles, between a first and a last text, within `most` signs: what has no room is counted
    at the end."""
    blocks = [(title, item) for title, items in parts for item in items]
    whole = _body(head, blocks, _end(0, foot))
    if len(whole) <= most:
        return whole
    titles = [(title, "") for title, items in parts if items]
    room = most - len(_body(head, titles, _end(len(blocks), foot)))
    kept: list[tuple[str, str]] = []
    for block in blocks:
        room -= len(block[1]) + 1
        if room < 0:
            break
        kept.append(block)
    return _body(head, kept, _end(len(blocks) - len(kept), foot))


def _end(left: int, foot: str) -> str:
    said = f"Et {count(left, 'autre')}, que le contrôle du dépôt montre.\n\n" if left else ""
    return said + foot


def _body(head: str, blocks: Iterable[tuple[str, str]], end: str) -> str:
    lines, current = [head], ""
    for title, item in blocks:
        lines += ["", f"### {title}", ""] if title != current else []
        lines.append(item)
        current = title
    return "\n".join([*lines, "", spaced(end), ""])
