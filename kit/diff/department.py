"""One department before and after: the parts of its files, each told by the module that knows it."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from kit.diff import commission, exceptions, figures, members, procedures, sessions, terms
from kit.diff.change import Change, Section, added, changed, grouped, removed, section, unread
from kit.diff.lexicon import Lexicon
from kit.diff.pairing import entries, fields_of
from kit.diff.reading import compared
from kit.french import count
from kit.french import date as french_date
from kit.model.department import Dossier
from kit.privacy.mask import Mask, joined, mask
from kit.privacy.names import safe_name
from kit.yaml.schema import BRANCHES

# L'ordre de lecture, et le fichier dont chaque partie vient.
_PARTS = (
    (commission.sections, "commission"),
    (members.sections, "membres"),
    (sessions.sections, "sessions"),
    (procedures.sections, "procedures"),
    (exceptions.sections, "commission"),
    (figures.sections, "commission"),
)


def sections(old: Dossier | None, new: Dossier | None, as_of: datetime.date) -> tuple[Section, ...]:
    """Tell what changes between two states of a department; None: it is not there on that side."""
    words = lexicon([side for side in (old, new) if side], as_of)
    if old and new:
        return told(words, old, new)
    whole = [added(f"Nouveau dossier : {portrait(words, new)}")] if new else []
    whole += [removed(f"Dossier retiré : {portrait(words, old)}")] if old else []
    return tuple(section("Dossier", grouped(None, whole)))


def told(words: Lexicon, old: Dossier, new: Dossier) -> tuple[Section, ...]:
    """Tell what changes between two readings of a department."""
    values = compared(words, old, new)
    notices = [notice for branch in BRANCHES for notice in values[branch].notices]
    parts = [section("Fichiers", grouped(None, [*_renamed(words, old, new), *_nothing_read(old, new, notices)]))]
    parts += [part(words, values[branch].before, values[branch].after) for part, branch in _PARTS]
    return tuple(found for each in parts for found in each)


def portrait(words: Lexicon, dossier: Dossier) -> str:
    """Sum up a department that is new, or no longer there."""
    tree = {branch: dossier.tree.get(branch) for branch in BRANCHES}
    held = fields_of(tree["commission"])
    sitting = sum(terms.runs(members.term(holder), words.as_of) for holder in _holders(tree))
    counted = [
        (sitting, f"membre en place au {french_date(words.as_of)}", f"membres en place au {french_date(words.as_of)}"),
        (len(entries(tree["sessions"])), "séance", "séances"),
        (len(entries(held.get("associations_agreees"))), "agrément", "agréments"),
        (len(entries(held.get("vacances"))), "vacance déclarée", "vacances déclarées"),
        (len(entries(held.get("derogations"))), "dérogation", "dérogations"),
    ]
    state = f"commission {commission.state(words, held.get('installation'))}"
    return ", ".join([state, *(count(*each) for each in counted if each[0])])


def lexicon(sides: Iterable[Dossier], as_of: datetime.date) -> Lexicon:
    """Give what is needed to say the values of these readings: what any of them hides is hidden in all."""
    hidden: list[Mask] = []
    names: dict[str, str] = {}
    for side in sides:
        hidden.append(mask(side.sources.values()))
        names.update(_names(side.tree))
    return Lexicon(as_of=as_of, mask=joined(hidden), names=names)


def _names(tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give what each identifier of a department names: a holder by its title, an association by its name."""
    holders = [(fields_of(each), "titre") for each in _holders(tree)]
    approved = entries(fields_of(tree.get("commission")).get("associations_agreees"))
    for held, key in (*holders, *((fields_of(each), "nom") for each in approved)):
        if isinstance(name := held.get(key), str):
            yield str(held.get("id")), name


def _holders(tree: dict[str, Any]) -> list[Any]:
    return [holder for seat in fields_of(tree.get("membres")).values() for holder in entries(seat)]


def _renamed(words: Lexicon, old: Dossier, new: Dossier) -> Iterator[Change]:
    if old.folder.path.name != new.folder.path.name:
        before, after = safe_name(old.folder.path), safe_name(new.folder.path)
        yield changed(f"Dossier renommé : {words.text(before)} → {words.text(after)}")


def _nothing_read(old: Dossier, new: Dossier, notices: list[Change]) -> list[Change]:
    """Give what to say of the files; of a folder where no file is found, one line."""
    empty = [side for side, each in (("avant", old), ("après", new)) if not each.sources]
    if len(empty) != 1:
        return notices
    return [unread(f"Aucun fichier n’a pu être lu {empty[0]} ce changement : rien n’est comparé")]
