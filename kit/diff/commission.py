"""What changes in commission.yaml: installation, presidency, orders, secretariat, approved associations, the list."""

from collections.abc import Iterator
from typing import Any

from kit.diff import terms
from kit.diff.change import Change, Section, added, changed, grouped, removed, section
from kit.diff.fields import field, lines
from kit.diff.lexicon import Lexicon
from kit.diff.pairing import Pair, by, fields_of, pairs, same, without
from kit.diff.reading import SILENT
from kit.findings.finding import Pointer

_AT: Pointer = ("commission",)
# Ce que les autres sections disent.
ELSEWHERE = frozenset({"vacances", "derogations", "indicateurs"})
_LISTS = ("presidence", "arretes", "associations_agreees")


def sections(words: Lexicon, before: Any, after: Any) -> Iterator[Section]:
    """Give the section of the commission itself."""
    old, new = fields_of(before), fields_of(after)
    groups = [
        *grouped(None, _plain(words, old, new)),
        *grouped("Présidence", _presidency(words, old.get("presidence"), new.get("presidence"))),
        *grouped("Arrêtés", _orders(words, old.get("arretes"), new.get("arretes"))),
        *grouped(
            "Associations agréées",
            _associations(words, old.get("associations_agreees"), new.get("associations_agreees")),
        ),
    ]
    yield from section("Commission", groups)


def silence(words: Lexicon, at: Pointer, before: Any, after: Any) -> Iterator[Change]:
    """Tell that a list is now said, or no longer, when it holds nothing that says so by itself."""
    if before is None and after == []:
        yield added(f"{words.label(at)} : liste vide, auparavant non renseignée")
    elif after is None and before == []:
        yield removed(f"{words.label(at)} : liste vide, désormais non renseignée")


def _plain(words: Lexicon, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    before, after = old.get("installation"), new.get("installation")
    if not same(before, after):
        yield from _installation(words, before, after)
    # Ces deux-là se disent toujours : ce que le silence veut dire est aussi montré.
    plain = {key: SILENT["commission"][key] for key in ("exemple", "liste_membres")}
    yield from lines(words, _AT, {**plain, **old}, {**plain, **new}, skip={*ELSEWHERE, *_LISTS, "installation"})


def _installation(words: Lexicon, before: Any, after: Any) -> Iterator[Change]:
    old, new = state(words, before), state(words, after)
    if old != new:
        yield changed(f"Installation : {old} → {new}")
    told = {"etat", "date"} if old != new else ()
    yield from lines(words, (*_AT, "installation"), fields_of(before), fields_of(after), "Installation", told)


def state(words: Lexicon, installation: Any) -> str:
    """Say where a commission stands, and since when."""
    held = fields_of(installation)
    if "etat" not in held:
        return "non renseignée"
    said = words.value((*_AT, "installation", "etat"), held["etat"])
    when = "le" if held["etat"] == "installee" else "pour le"
    return f"{said} {when} {words.day(held['date'])}" if "date" in held else said


def _presidency(words: Lexicon, before: Any, after: Any) -> Iterator[Change]:
    at = (*_AT, "presidence")
    yield from silence(words, at, before, after)
    for pair in pairs(before, after, by("autorite", "debut"), by("autorite"), without("autorite")):
        held = fields_of(pair.before if pair.after is None else pair.after)
        who = words.text(held["titre"]) if "titre" in held else words.value((*at, 0, "autorite"), held.get("autorite"))
        if pair.before is None:
            yield added(f"Préside : {who}, {words.term(held)}{_doubt(words, held)}")
        elif pair.after is None:
            yield removed(f"Ne préside plus : {who}, {words.term(held)}")
        else:
            yield from _term(
                words, ("Préside", "Ne préside plus", "présidence", "e"), who, fields_of(pair.before), held
            )
            yield from lines(words, (*at, 0), pair.before, pair.after, who, terms.DATES)


def _term(
    words: Lexicon, said: tuple[str, str, str, str], who: str, old: dict[str, Any], new: dict[str, Any]
) -> Iterator[Change]:
    """Tell a term that changes, in the words for « it begins », « it ceases », its name, and the ending of a verb."""
    begins, ceases, what, ending = said
    found = terms.shift(words, old, new)
    if found is None:
        return
    if found.ceases:
        yield removed(f"{ceases} : {who} ({found.whole}, auparavant {found.before})")
    elif found.begins:
        yield added(f"{begins} : {who} ({found.whole}, auparavant {found.before})")
    else:
        verb = f" {found.verb}{ending}" if found.verb else ""
        yield changed(f"{who}, {what}{verb} : {found.before} → {found.after}")


def _orders(words: Lexicon, before: Any, after: Any) -> Iterator[Change]:
    at = (*_AT, "arretes")
    yield from silence(words, at, before, after)
    for pair in pairs(before, after, by("reference"), without("reference")):
        if pair.before is None:
            yield added(f"Nouvel arrêté : {_order(words, pair.after)}")
        elif pair.after is None:
            yield removed(f"Arrêté retiré : {_order(words, pair.before)}")
        else:
            who = f"Arrêté n° {words.text(fields_of(pair.before).get('reference', ''))}"
            yield from lines(words, (*at, 0), pair.before, pair.after, who)


def _order(words: Lexicon, entry: Any) -> str:
    at, held = (*_AT, "arretes", 0), fields_of(entry)
    said = f"n° {words.text(held.get('reference', ''))}"
    if "date" in held:
        said += f" du {words.day(held['date'])}"
    if held.get("objet"):
        said += f" ({words.value((*at, 'objet'), held['objet'])})"
    if held.get("signataires"):
        said += f", signé par : {words.value((*at, 'signataires'), held['signataires'])}"
    if "publication" in held:
        said += f", publié au {words.text(held['publication'])}"
    return said + _doubt(words, held)


def _associations(words: Lexicon, before: Any, after: Any) -> Iterator[Change]:
    at = (*_AT, "associations_agreees")
    yield from silence(words, at, before, after)
    found = list(pairs(before, after, by("id"), without("id")))
    known = [fields_of(pair.before).get("nom") for pair in found if pair.before is not None]
    for pair in found:
        if pair.before is None:
            renewed = fields_of(pair.after).get("nom") in known
            yield added(f"{'Agrément renouvelé' if renewed else 'Association agréée'} : {_approval(words, pair.after)}")
        elif pair.after is None:
            yield removed(f"Agrément retiré : {_approval(words, pair.before)}")
        else:
            yield from _approved(words, pair)


def _approved(words: Lexicon, pair: Pair) -> Iterator[Change]:
    at = (*_AT, "associations_agreees", 0)
    old, new = fields_of(pair.before), fields_of(pair.after)
    who = words.text(old.get("nom", ""))
    before, after = old.get("agrement"), new.get("agrement")
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _term(words, ("Agrément en cours", "Agrément terminé", "agrément", ""), who, before, after)
        yield from lines(words, (*at, "agrement"), before, after, f"{who}, agrément", terms.DATES)
    else:
        yield from field(words, (*at, "agrement"), before, after, who)
    yield from lines(words, at, pair.before, pair.after, who, ("agrement",))


def _approval(words: Lexicon, entry: Any) -> str:
    held = fields_of(entry)
    approval = fields_of(held.get("agrement"))
    said = f"{words.text(held.get('nom', ''))}, {words.term(approval)}"
    if "niveau" in approval:
        said += f", niveau {words.value((*_AT, 'associations_agreees', 0, 'agrement', 'niveau'), approval['niveau'])}"
    return said + _doubt(words, held)


def _doubt(words: Lexicon, held: dict[str, Any]) -> str:
    return f" ; à vérifier : {words.text(held['a_verifier'])}" if "a_verifier" in held else ""
