"""One department before and after, part by part: what no list tells is told here, under the titles of the schemas."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kit.diff.comparable import SILENT, compared
from kit.diff.difference import Change, Kind, Section, added, changed, removed, section, unread
from kit.diff.fields import field_lines, lines
from kit.diff.lexicon import Lexicon
from kit.diff.lists import Telling, liste, runs
from kit.diff.pairing import Pair, entries, fields_of, same
from kit.french import count
from kit.french import date as french_date
from kit.law.texts import composition_on
from kit.model.department import Dossier
from kit.privacy.mask import Mask, joined, mask
from kit.yaml import schema
from kit.yaml.schema import BRANCHES, load

_COMMISSION = ("commission",)
_GROUPS = {
    "presidence": "Présidence",
    "arretes": "Arrêtés",
    "associations_agreees": "Associations agréées",
    "reglement_interieur": "Règlement intérieur",
}
_EXCEPTIONS = ("vacances", "derogations")
# Le titre d'un groupe de lignes, quand il en a un, et ses lignes.
_Lines = tuple[str | None, Iterable[Change]]
_ORDER = {Kind.REMOVED: 0, Kind.ADDED: 1}


def sections(old: Dossier | None, new: Dossier | None, as_of: datetime.date) -> tuple[Section, ...]:
    """Tell what changes between two states of a department; None: it is not there on that side."""
    words = lexicon([side for side in (old, new) if side], as_of)
    if old and new:
        return told_sections(words, old, new)
    whole = [added(f"Nouvelle fiche : {portrait(words, new)}")] if new else []
    whole += [removed(f"Fiche retirée : {portrait(words, old)}")] if old else []
    return (section("Fiche", (None, whole)),) if whole else ()


def told_sections(words: Lexicon, old: Dossier, new: Dossier) -> tuple[Section, ...]:
    """Tell what changes between two readings of a department, in the order in which its files are read."""
    values, notices = compared(words, old, new)
    commission, members, sessions, procedures = (values[branch] for branch in BRANCHES)
    before, after = fields_of(commission.before), fields_of(commission.after)

    def of_list(name: str) -> Iterator[Change]:
        return Telling(words, (*_COMMISSION, name), liste(name)).all(before.get(name), after.get(name))

    files = [*_renamed(words, old, new), *_nothing_read(old, new, notices)]
    own = [(title, of_list(name)) for name, title in _GROUPS.items()]
    exceptions = [change for name in _EXCEPTIONS for change in of_list(name)]
    figures = Pair(before.get("indicateurs"), after.get("indicateurs"))
    every = (
        section("Fichiers", (None, files)),
        section("Commission", (None, _plain(words, before, after)), *own),
        section("Membres", *_members(words, fields_of(members.before), fields_of(members.after))),
        section("Séances", *_sessions(words, sessions)),
        section("Procédures", *_procedures(words, fields_of(procedures.before), fields_of(procedures.after))),
        section("Vacances et dérogations", (None, exceptions)),
        section("Indicateurs", *_figures(words, figures)),
    )
    return tuple(found for found in every if found.groups)


def lexicon(sides: Iterable[Dossier], as_of: datetime.date, hidden: Mask | None = None) -> Lexicon:
    """Give what is needed to say the values of these readings: what any of them hides is hidden in all, or what is
    already known to be."""
    known = list(sides)
    names = {name: said for side in known for name, said in _names(side.tree)}
    hidden = hidden or joined([mask(side.sources.values()) for side in known])
    return Lexicon(as_of=as_of, mask=hidden, names=names)


def _names(tree: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give what each identifier of a department names: a holder by its title, an association by its name."""
    approved = entries(fields_of(tree.get("commission")).get("associations_agreees"))
    for each, key in (*((each, "titre") for each in _holders(tree)), *((each, "nom") for each in approved)):
        if isinstance(name := fields_of(each).get(key), str):
            yield str(fields_of(each).get("id")), name


def _holders(tree: Mapping[str, Any]) -> list[Any]:
    return [holder for seat in fields_of(tree.get("membres")).values() for holder in entries(seat)]


def portrait(words: Lexicon, dossier: Dossier) -> str:
    """Sum up a department that is new, or no longer there."""
    held, members = fields_of(dossier.tree.get("commission")), liste("membres")
    sitting = sum(runs(members.dates(holder), words.as_of) for holder in _holders(dossier.tree))
    today = french_date(words.as_of)
    counted = [
        (sitting, f"membre en place au {today}", f"membres en place au {today}"),
        (len(entries(dossier.tree.get("sessions"))), "séance", "séances"),
        (len(entries(held.get("associations_agreees"))), "agrément", "agréments"),
        (len(entries(held.get("vacances"))), "vacance déclarée", "vacances déclarées"),
        (len(entries(held.get("derogations"))), "dérogation", "dérogations"),
    ]
    return ", ".join([f"commission {_state(words, held.get('installation'))}", *(count(*c) for c in counted if c[0])])


def _state(words: Lexicon, installation: Any) -> str:
    """Say where a commission stands, and since when."""
    held = fields_of(installation)
    if "etat" not in held:
        return "non renseignée"
    said = words.value((*_COMMISSION, "installation", "etat"), held["etat"])
    when = "le" if held["etat"] == "installee" else "pour le"
    return f"{said} {when} {words.day(held['date'])}" if "date" in held else said


def _renamed(words: Lexicon, old: Dossier, new: Dossier) -> Iterator[Change]:
    if old.folder.path.name != new.folder.path.name:
        before, after = old.folder.shown, new.folder.shown
        yield changed(f"Répertoire renommé : {words.text(before)} → {words.text(after)}")


def _nothing_read(old: Dossier, new: Dossier, notices: list[Change]) -> list[Change]:
    """Give what to say of the files; of a folder where no file is found, one line."""
    empty = [side for side, each in (("avant", old), ("après", new)) if not each.sources]
    if len(empty) != 1:
        return notices
    return [unread(f"Aucun fichier n’a pu être lu {empty[0]} ce changement : rien n’est comparé")]


def _plain(words: Lexicon, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    before, after = old.get("installation"), new.get("installation")
    if not same(before, after):
        stands, stood = _state(words, after), _state(words, before)
        if stood != stands:
            yield changed(f"Installation : {stood} → {stands}")
        skip = ("etat", "date") if stood != stands else ()
        at = (*_COMMISSION, "installation")
        yield from lines(words, at, fields_of(before), fields_of(after), "Installation", skip)
    # Ces deux-là se disent toujours : ce que le silence veut dire est aussi montré.
    silent = {key: SILENT["commission"][key] for key in ("exemple", "liste_membres")}
    elsewhere = {*_GROUPS, *_EXCEPTIONS, "indicateurs", "installation"}
    yield from lines(words, _COMMISSION, {**silent, **old}, {**silent, **new}, skip=elsewhere)


def _members(words: Lexicon, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[_Lines]:
    """Tell who enters, who leaves, whose term changes, seat by seat; a person is a title, never a name."""
    # Les sièges dans l'ordre du texte du jour, puis dans celui du fichier.
    ranks = [seat.id for seat in composition_on(words.as_of).seats]
    seats = [
        seat for seat in dict.fromkeys([*ranks, *load("membres")["properties"], *new, *old]) if {seat} & {*old, *new}
    ]
    known = Telling(words, ("membres",), liste("membres"))
    found = {seat: known.pairs(old.get(seat), new.get(seat)) for seat in seats}
    moves = _moves(found)
    for seat, pairs in found.items():
        lines = [change for pair in pairs for change in _holder(words, seat, pair, moves)]
        if not lines and (seat in old) != (seat in new):
            lines = [added("Siège écrit, sans titulaire") if seat in new else removed("Siège qui n’est plus écrit")]
        yield words.seat_title(seat), sorted(lines, key=lambda line: _ORDER.get(line.kind, len(_ORDER)))


def _moves(found: Mapping[str, list[Pair]]) -> dict[str, tuple[str, Any]]:
    """Give by identifier the holders that leave one seat and enter another one: the seat they leave, what they were."""
    left = {
        _id(pair.before): (seat, pair.before) for seat, held in found.items() for pair in held if pair.after is None
    }
    entered = {_id(pair.after) for held in found.values() for pair in held if pair.before is None}
    return {name: move for name, move in left.items() if name and name in entered}


def _id(holder: Any) -> str:
    return str(fields_of(holder).get("id", ""))


def _holder(words: Lexicon, seat: str, pair: Pair, moves: Mapping[str, tuple[str, Any]]) -> Iterator[Change]:
    known = Telling(words, ("membres", seat), liste("membres"))
    move = moves.get(_id(pair.after if pair.before is None else pair.before))
    if move and pair.before is None:
        left, was = move
        who = known.who(pair.after)
        yield added(f"Change de siège : {who}, auparavant « {words.seat_title(left)} »")
        yield from known.altered(Pair(was, pair.after))
    elif move and pair.after is None:
        yield removed(f"Passe à un autre siège : {known.who(pair.before)}")
    else:
        yield from known.whole(pair)
        yield from known.altered(pair)


def _sessions(words: Lexicon, held: Pair) -> Iterator[_Lines]:
    """Tell the sessions that come, go or are moved, then what changes in each; their files are counted, not shown."""
    known = Telling(words, ("sessions",), liste("sessions"))
    found = known.pairs(held.before, held.after)
    whole = [change for pair in found for change in known.whole(pair)]
    yield None, [*known.silence(held.before, held.after), *whole]
    for pair in found:
        yield known.title(pair), known.altered(pair)


def _figures(words: Lexicon, held: Pair) -> Iterator[_Lines]:
    known = Telling(words, (*_COMMISSION, "indicateurs"), liste("indicateurs"))
    yield None, known.silence(held.before, held.after)
    for pair in known.pairs(held.before, held.after):
        yield known.title(pair), [*known.whole(pair), *known.altered(pair)]


def _procedures(words: Lexicon, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[_Lines]:
    for name in dict.fromkeys([*new, *old]):
        at = ("procedures", name)
        yield words.label(at), _procedure(words, at, old.get(name), new.get(name))


def _procedure(words: Lexicon, at: tuple[str, str], before: Any, after: Any) -> Iterator[Change]:
    if not all(side is None or isinstance(side, dict) for side in (before, after)):
        yield from field_lines(words, at, before, after)
        return
    if (before is None) != (after is None):
        yield added("Procédure décrite") if before is None else removed("Procédure qui n’est plus décrite")
    old, new = fields_of(before), fields_of(after)
    pieces = (*at, "pieces")
    asked = schema.at(pieces[0], pieces[1:]) is not None
    if asked:
        yield from Telling(words, pieces, liste("pieces")).all(old.get("pieces"), new.get("pieces"))
    yield from lines(words, at, old, new, skip=("pieces",) if asked else ())
