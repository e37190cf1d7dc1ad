"""A key as written, and what a keyboard or a word processor put around it."""

import functools
import re
from dataclasses import dataclass

from kit.french import NBSP, NNBSP

_SPACES = f" {NBSP}{NNBSP}\u2007"
_CURLY = "“”„‟‘’‚«»"
_HARD = re.compile(f"[{NBSP}{NNBSP}\u2007]+")
_SIGNS = tuple("-–—−‑•·▪◦")
_ITEM = re.compile(rf"(?P<indent> *)[{''.join(_SIGNS)}][{_SPACES}]*(?P<rest>\S.*)")
_BULLET = re.compile(rf"(?P<sign>[{''.join(_SIGNS)}])[{_SPACES}]*(?P<rest>[^\W\d]\w*)$")
_GLUED = re.compile(
    rf"(?P<key>[^\W\d]\w*)[{_SPACES}]?:(?P<space>[{NBSP}{NNBSP}\u2007]?)(?P<rest>(?!//)\S.*)$", re.DOTALL
)
# Ce que l’on tape pour les deux-points, ou qui leur ressemble : « = », « ; », et ceux d’autres écritures.
COLONS = "=;；：꞉﹕∶︰"
_LIKE = re.compile(
    rf"(?P<key>[^\W\d]\w*?)[{_SPACES}]?(?P<sign>[{COLONS}])[{_SPACES}]*(?P<rest>[^{COLONS}{_SPACES}][^{COLONS}]*)$"
)
_LINE = re.compile(r"(?P<indent> *)(?P<key>[^\W\d]\w*):(?P<rest>(?!//)\S.*)")
NO_WORD = {"cause": "une clé doit être un mot", "conseil": "Écrivez « clé: valeur », sans crochet ni accolade."}


@dataclass(frozen=True, slots=True)
class Told:
    """The trap a key fell into, the case and fields of its sentence, the character of the key that is wrong, and
    what to write in its place when that is certain."""

    trap: str
    fields: dict[str, str]
    at: int = 0
    case: str = ""
    fix: str | None = None


@functools.lru_cache(maxsize=1024)
def read(written: str) -> tuple[str | None, Told | None]:
    """Give the key that was meant (None when its value cannot be kept) and the trap it fell into."""
    if written.isidentifier():  # Un mot n'a rien de ce qui suit.
        return written, None
    if written == "<<":
        return None, Told("yaml-fusion", {})
    if not written:
        return None, _unreadable("il manque un mot avant les deux-points", "Écrivez « clé: valeur ».")
    clean = written.strip(_SPACES)
    if len(clean) > 1 and clean[0] in _CURLY and clean[-1] in _CURLY:
        inner = clean[1:-1].strip(_SPACES)
        fields = {"quoi": f"La clé « {inner} »", "lus": f"{clean[0]} {clean[-1]}", "conseil": f"« {inner}: »"}
        return inner, Told("yaml-guillemets-typographiques", fields, case="nu", fix=inner)
    if found := _BULLET.match(clean):
        return None, _dash(found["sign"], f"{found['rest']}:", f"- {found['rest']}")
    if found := _GLUED.match(clean):
        return None, _glued(found["key"], found["space"], found["rest"])
    if found := _LIKE.match(clean):
        return None, _like(found["key"], found["sign"], found["rest"])
    if found := _HARD.search(written):
        return _HARD.sub("_", clean), _spaces(written, clean, found.start())
    return written, None


def item(written: str) -> Told | None:
    """Tell the lines of a list whose dash is not followed by a space, or is no dash."""
    return _dash(written[0], "…") if written[:1] in _SIGNS else None


def spaced(written: str) -> str | None:
    """Give lines that were read as one text as `item` and `read` say to write them, a space after each dash or each
    colon; None when one of them has no such sign."""
    for read_as, shape in ((_ITEM, r"\g<indent>- \g<rest>"), (_LINE, r"\g<indent>\g<key>: \g<rest>")):
        lines = [read_as.fullmatch(line) for line in written.split("\n")]
        if all(lines):
            return "\n".join(line.expand(shape) for line in lines if line)
    return None


def _dash(sign: str, rest: str, fix: str | None = None) -> Told:
    if sign == "-":
        return _unreadable("il manque une espace après le tiret", f"Écrivez « - {rest} ».", fix)
    return _unreadable(
        f"« {sign} » n’est pas le tiret ordinaire du clavier", f"Écrivez « - {rest} » avec le tiret du clavier.", fix
    )


def _glued(key: str, space: str, rest: str) -> Told:
    advice, fix = f"Écrivez « {key}: {rest[:40]} ».", f"{key}: {rest}"
    if space:
        fields = {"lieu": "juste après les deux-points", "autres": "", "conseil": advice}
        return Told("yaml-espace-insecable", fields, fix=fix)
    return _unreadable("il manque une espace après les deux-points", advice, fix)


def _like(key: str, sign: str, rest: str) -> Told:
    cause = f"le signe « {sign} » ne remplace pas les deux-points"
    return _unreadable(cause, f"Écrivez « {key}: {rest[:40]} ».", f"{key}: {rest}")


def _spaces(written: str, clean: str, at: int) -> Told:
    if at >= len(clean):
        where, advice = "juste avant les deux-points", f"Écrivez « {clean}: », sans espace avant les deux-points."
    elif clean == written:
        where, advice = "dans cette clé", f"Écrivez « {_HARD.sub('_', clean)}: »."
    else:
        where, advice = "au début de cette clé", f"Effacez cette espace : « {clean}: »."
    fields = {"lieu": where, "autres": "", "conseil": advice}
    return Told("yaml-espace-insecable", fields, at, fix=_HARD.sub("_", clean))


def _unreadable(cause: str, advice: str, fix: str | None = None) -> Told:
    fields = {"cause": cause, "conseil": advice}
    return Told("yaml-illisible", fields, case="" if fix else "indecis", fix=fix)
