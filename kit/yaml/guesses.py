"""« Vouliez-vous dire … ? »: the nearest word of a list, or none when nothing is near."""

import functools
import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_LONGEST = 80
# Au-delà, deux mots ne diffèrent que de peu de lettres.
_VERY_NEAR = 0.88
# Un mot plus court a trop de voisins.
_SHORTEST = 4
# Au-delà, rien ne dit lequel : et les comparer tous, à chaque mot cherché, prendrait un temps quadratique.
_MOST_KIN = 50


def nearest(word: str, among: Iterable[str]) -> str | None:
    """Give the word of `among` that looks most like `word`, accents and case set aside."""
    return _nearest(word, tuple(among)) if len(word) <= _LONGEST else None


# La même question revient pour chaque séance et à chaque rédaction du droit.
@functools.lru_cache(maxsize=4096)
def _nearest(word: str, among: tuple[str, ...]) -> str | None:
    plain = {_plain(candidate): candidate for candidate in among}
    # « prefet_police » commence par « prefet », mais n’est que « prefet_de_police » sans son petit mot.
    if alike := _close(word, tuple(plain), _VERY_NEAR):
        return plain[alike[0]]
    # « Préfet de l'Isère » commence par « prefet » : c'est lui, et non un mot plus long qui lui ressemble.
    heads = [head for head in plain if _plain(word).startswith(f"{head}_")]
    if heads:
        return plain[max(heads, key=len)]
    found = _close(word, tuple(plain), 0.66) if plain else []
    return plain[found[0]] if found else None


class Identifiers:
    """Identifiers, ranged so that many can be looked for among many: by their words, each in turn set aside."""

    def __init__(self, among: Iterable[str]) -> None:
        """Take the identifiers that are written."""
        self._among = dict.fromkeys(among)
        self._written = {_plain(candidate): candidate for candidate in self._among}
        self._kin: dict[tuple[int, tuple[str, ...]], dict[str, list[str]]] = {}
        for plain in self._written:
            for word, others in _aside(plain):
                self._kin.setdefault(others, {}).setdefault(word, []).append(plain)

    def __contains__(self, word: str) -> bool:
        """Tell whether an identifier is one of them, to the letter."""
        return word in self._among

    def question(self, word: str) -> str:
        """End a statement on one that is not among them: with the nearest, or with a full stop."""
        return question(self.nearest(word))

    def nearest(self, word: str) -> str | None:
        """Give the one that most looks like `word`, of those that name the same thing: each of their words is the same,
        save one that a single slip parts; numbers may differ. Any other is somebody else's, and nothing tells one
        among very many."""
        plain = _plain(word) if len(word) <= _LONGEST else ""
        kin = list(dict.fromkeys(self._alike(plain)))
        if len(kin) > _MOST_KIN:
            return None
        found = _close(word, kin, 0) if len(kin) > 1 else kin
        return self._written[found[0]] if found else None

    def _alike(self, plain: str) -> Iterator[str]:
        for word, others in _aside(plain):
            known = self._kin.get(others, {})
            for other in known if len(known) <= _MOST_KIN else [word] if word in known else ():
                long = min(len(word), len(other)) >= _SHORTEST - 1
                if word == other or (long and _one_off(word, other)):
                    yield from known[other][: _MOST_KIN + 1]


def _aside(plain: str) -> Iterator[tuple[str, tuple[int, tuple[str, ...]]]]:
    """Give each word of an identifier that is no number, with its rank and the other words."""
    words = [part for part in plain.split("_") if not part.isdigit()]
    for rank, word in enumerate(words):
        yield word, (rank, (*words[:rank], *words[rank + 1 :]))


def same(word: str, among: Iterable[str]) -> str | None:
    """Give the word of `among` that is `word` but for accents, case, spaces and hyphens."""
    plain = _plain(word)
    return next((candidate for candidate in among if _plain(candidate) == plain), None) if plain else None


def certain(word: str, among: Iterable[str]) -> str | None:
    """Give the word of `among` that `word` must be: the same but for accents, case, spaces and hyphens, or the only
    one to which a single letter added, left out, changed or exchanged with the next leads."""
    words = list(among)
    if found := same(word, words):
        return found
    plain = _plain(word)
    near = [candidate for candidate in words if _SHORTEST <= len(plain) <= _LONGEST and _one_off(plain, candidate)]
    return near[0] if len(near) == 1 else None


def question(near: str | None) -> str:
    """End a statement with « : vouliez-vous dire « … » ? », or with a full stop when nothing is near."""
    return f" : vouliez-vous dire « {near} » ?" if near else "."


def _one_off(word: str, other: str) -> bool:
    """Tell whether one slip of the keyboard parts two words."""
    head = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), -1)
    head = head if head >= 0 else min(len(word), len(other))
    tails = word[head:], other[head:]
    if len(word) == len(other):
        exchanged = tails[0][:2] == tails[1][1::-1] and tails[0][2:] == tails[1][2:]
        return exchanged or tails[0][1:] == tails[1][1:]
    short, long = sorted(tails, key=len)
    return long[1:] == short


def _close(word: str, among: Sequence[str], cutoff: float) -> list[str]:
    import difflib

    return difflib.get_close_matches(_plain(word), among, n=1, cutoff=cutoff)


def _plain(word: str) -> str:
    text = word.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return text.strip().replace("-", "_").replace(" ", "_")


def following(name: str, taken: Iterable[str]) -> str:
    """Give the first name that follows another (« m-1 » gives « m-1-2 ») and that is not taken, in any capitals."""
    borne = {each.casefold() for each in taken}
    return next(each for n in itertools.count(2) if (each := f"{name}-{n}").casefold() not in borne)
