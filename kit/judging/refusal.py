"""The words by which a free text seems to refuse a right or to set a condition to it; all of them are data."""

import functools
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from kit.judging.description import speaks_of
from kit.judging.placeholder import passages
from kit.law.territories import slug
from kit.law.texts import data

_FILE = "mots-de-refus"
# Refuser ou exiger : une négation qui précède n’écarte rien.
_DENIABLE = ("refus", "exigences", "publics")
# Ce qu’une négation qui précède écarte de même, sans rien dire du reste du passage.
_APART = ("travail", "partielles", "autres_mains", "autres_voies")
# « n’y a plus de », « ne reste plus de » : le « ne » est à trois mots au plus.
_NEAR = 3


def refusing(text: str, lists: Collection[str]) -> str | None:
    """Give the first word of a text that seems to refuse or to demand something, by these lists of words; None when it
    has none, denies it, or only denies what would weigh on the person."""
    known = data(_FILE)
    # « Ouvert à toutes, sans exception » : ces mots disent de quoi rien n’est excepté.
    excepted = known["sans_exception"]["mot"]
    joined = re.sub(rf",\s*({excepted}\b)|^\s*({excepted}),", r" \1\2 ", text, flags=re.IGNORECASE)
    return next((word for passage in passages(joined) for word in _said(passage, lists)), None)


def _said(passage: str, lists: Collection[str]) -> Iterator[str]:
    known = data(_FILE)
    words = slug(passage).split("-")
    plain, absences = _sorted(_unbounded(words, known), known)
    if "-".join(words) in _slugs(known["rappels"]):
        return
    yield from (*absences, *_lacking(words, known), *_restricted(plain)) if "absences" in lists else ()
    # Une exigence niée n’en est pas une, même là où elle ne se cherche pas : « aucun document exigé ».
    every = {name: [word for written, word in _written(name) if written in plain] for name in _DENIABLE}
    for name in _DENIABLE:
        yield from (word for word in every[name] if name in lists and not _denied(plain, word, known))
    yield from _required(plain, lists, known)
    if not any(every.values()) and "totales" in lists:
        yield from _totals(plain.strip("-").split("-"), known)


def _unbounded(words: list[str], known: dict[str, Any]) -> list[str]:
    """Give the words of a passage, less what only compares: « jamais plus de trois semaines », « plus de places »."""
    bounds, totals, kept = known["bornes"], _slugs(known["totales"]), list(words)
    for rank in range(len(words) - 2, -1, -1):
        word, first = words[rank], rank - 1
        # « Jamais à moins de deux » borne comme « jamais moins de deux ».
        first -= first > 0 and words[first] in bounds["entre"]
        denied = first >= 0 and words[first] in totals
        if words[rank + 1] not in bounds["de"] or word not in (bounds["au_plus"], bounds["au_moins"]):
            continue
        lasting = not set(words[rank + 2 : rank + 5]).isdisjoint(bounds["durees"])
        if denied and (word == bounds["au_moins"] or lasting):
            del kept[first : rank + 2]
        elif set(words[max(rank - _NEAR, 0) : rank]).isdisjoint(bounds["nie_par"]):
            del kept[rank]
    return kept


def _lacking(words: list[str], known: dict[str, Any]) -> Iterator[str]:
    """Give the words by which a passage says that there is no more of something, at its beginning for those that also
    count (« Plus de places »), anywhere for those that only lack (« Par manque de places »)."""
    lacks = known["manques"]
    names = {slug(name): name for name in lacks["noms"]}
    for rank, (word, of) in enumerate(itertools.pairwise(words)):
        begins = rank == 0 and word == lacks["mot"]
        before = " ".join(words[:rank])
        if of not in known["bornes"]["de"] or not (begins or word in names) or speaks_of(before, known["negations"]):
            continue
        after = f"{'-'.join(words[rank + 2 :])}-"
        named = any(after.startswith(f"{each}-") for each in _slugs(lacks["de"]))
        if named and not (begins and speaks_of(after, lacks["compare"])):
            yield f"{names.get(word, word)} de"


def _restricted(plain: str) -> Iterator[str]:
    """Give the words by which a passage says that something is only for some: « n’accueille que »."""
    return (told for written, told in _limits() if written in plain)


@functools.cache
def _limits() -> list[tuple[str, str]]:
    """Give what says that something is only for some, as a passage holds it, and as it is told."""
    limits = data(_FILE)["restrictions"]
    told = {after: after if after == limits["que"][0] else "qu’" for after in limits["que"]}
    every = itertools.product(limits["ne"], limits["mots"], limits["que"])
    return [(f"-{ne}-{slug(word)}-{after}-", f"{word} {told[after]}") for ne, word, after in every]


def _required(plain: str, lists: Collection[str], known: dict[str, Any]) -> Iterator[str]:
    """Give the words by which a passage asks for something first: at its beginning, after « si », or by what a list
    that is read apart holds."""
    if "exigences" in lists:
        yield from (word for word in known["en_tete"] if plain.startswith(f"-{slug(word)}-"))
    for name in _APART:
        if name in lists:
            yield from (w for written, w in _written(name) if written in plain and not _denied(plain, w, known))
    if "conditions" in lists:
        wanted = known["conditions"]["demande"] + (known["conditions"]["travail"] if "travail" in lists else [])
        yield from (word for word in known["conditions"]["mots"] if _supposes(plain, word, wanted, known))


def _supposes(plain: str, word: str, wanted: Iterable[str], known: dict[str, Any]) -> bool:
    """Tell whether a passage supposes, after a word (« si »), that the person has something: a verb, then that thing
    a few words after, and no negation on the way. « Même si » supposes nothing."""
    before, found, after = plain.partition(f"-{slug(word)}-")
    told = known["conditions"]
    if not found or any(f"-{before}".endswith(f"-{slug(each)}") for each in told["sauf"]):
        return False
    words, verbs, far = after.strip("-").split("-"), _slugs(told["verbes"]), int(told["loin"])
    start = next((rank for rank, each in enumerate(words[:far]) if each in verbs), None)
    if start is None:
        return False
    span = " ".join(words[start + 1 : start + 1 + 2 * far])
    thing = next((each for each in wanted if speaks_of(span, [each])), None)
    if thing is None:
        return False
    between = slug(span).partition(slug(thing))[0]
    return not speaks_of(f"{' '.join(words[: start + 1])} {between}", known["negations"])


def _sorted(words: Sequence[str], known: dict[str, Any]) -> tuple[str, list[str]]:
    """Give what is left of a passage, and the words that say that something is not there; the longest word of all
    wins over those that it holds."""
    plain, found = f"-{'-'.join(words)}-", []
    for written, word, name in _longest():
        if written in plain:
            # « Plus aucune attente » se lit comme « aucune attente ».
            plain = plain.replace(f"-{known['bornes']['au_plus']}{written}", "-").replace(written, "-")
            found += [word] if name == "absences" else []
    return plain, found


@functools.cache
def _longest() -> list[tuple[str, str, str]]:
    """Give the words that say that something is not there, or only seem to, as a passage holds them, with their list;
    the longest first."""
    every = [(written, word, name) for name in ("absences", "ecartes") for written, word in _written(name)]
    return sorted(every, key=lambda each: -len(each[0]))


@functools.cache
def _written(name: str) -> list[tuple[str, str]]:
    """Give each word of a list as a passage holds it, and as it is."""
    return [(f"-{slug(word)}-", word) for word in data(_FILE)[name]]


def _denied(plain: str, word: str, known: dict[str, Any]) -> bool:
    """Tell whether a negation stands a few words before a word; wherever it stands, when the word is a noun."""
    before, _, after = plain.partition(f"-{slug(word)}-")
    near = " ".join(before.split("-")[-int(known["negation_a"]) :])
    denied = speaks_of(f"{before} {after}" if word in known["noms"] else near, known["negations"])
    denied = denied or speaks_of(near, known["inclusions"])
    meant = word in known["publics"] and any(
        after.startswith(f"{each}-") for each in _slugs(known["publics_du_parcours"])
    )
    return denied or meant or _opens(before or after, word, known)


def _opens(told: str, word: str, known: dict[str, Any]) -> bool:
    """Tell whether « sans exception » goes with words that say to whom a passage opens: it asks for nothing."""
    excepted = known["sans_exception"]
    return word == excepted["mot"] and speaks_of(told, excepted["ouvre"]) and not speaks_of(told, excepted["demande"])


def _totals(words: list[str], known: dict[str, Any]) -> Iterator[str]:
    """Give the negations of a passage that refuse something to the person: those that spare them a burden do not."""
    links, brakes = _slugs(known["liens"]), _slugs(known["freins"])
    heavy = _slugs(known["charges"])
    named = {slug(word): word for word in known["totales"]}
    for rank, word in enumerate(words):
        supposed = speaks_of(" ".join(words[:rank]), known["hypotheses"])
        if word in named and not supposed and not _adds(words, rank, known):
            before = next(itertools.dropwhile(links.__contains__, reversed(words[:rank])), "")
            # « Plus jamais de nuit à la rue » : les deux mots nient la même chose.
            after = "-".join(itertools.dropwhile((links | named.keys()).__contains__, words[rank + 1 :]))
            of = not set(words[rank + 1 : rank + 2]).isdisjoint(known["bornes"]["de"])
            spared = heavy - _slugs(known["homographes"]) if of else heavy
            if before not in brakes and not any(f"{after}-".startswith(f"{each}-") for each in spared):
                yield named[word]


def _adds(words: list[str], rank: int, known: dict[str, Any]) -> bool:
    """Tell whether a word is the « plus » that adds something: « Consultation gratuite, plus un suivi »."""
    bounds = known["bornes"]
    denied = not set(words[max(rank - _NEAR, 0) : rank]).isdisjoint(bounds["nie_par"])
    added = words[rank + 1 : rank + 2]
    return words[rank] == bounds["au_plus"] and not denied and bool(added) and added[0] in bounds["ajoute"]


def _slugs(words: Iterable[str]) -> set[str]:
    return set(map(slug, words))
