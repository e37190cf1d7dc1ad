"""What the parser says in English about a broken structure, said in French at the place that must change.

It tells where it stopped; the cause often stands before: a quote left open, a colon without its space.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import yaml

from kit.findings.rule import Breach
from kit.yaml import offer, tabs
from kit.yaml.leftovers import template
from kit.yaml.line import Line, above, at
from kit.yaml.offer import Way, offered
from kit.yaml.parser import tokens
from kit.yaml.spot import Edit, Spot, spot_at

_CURLY = re.compile(r"[“”„‟]")
_HALF_CURLY = re.compile(r"""[^"'“”„‟]*: +"[^"'“”„‟\\]*[“”„‟] *$""")
# Ce qui finit une ligne dans d’autres formats, et ne finit rien ici.
_COMMA = re.compile(r" *(?P<sign>[,;.]) *(?= #|\n|\Z)")
_RESERVED = re.compile(r" *(?:- +)*(?:[^\W\d]\w* *: +)?(?P<value>(?P<sign>[@%`*&!]).*)")
_QUOTE_ALL = 'Mettez la valeur entière entre guillemets droits : clé: "valeur".'
_ALIGN = "Alignez la ligne avec les autres lignes du même groupe, avec des espaces."

# Message de PyYAML → (cause, conseil, ce qui s’essaie), quand le signe fautif est bien là où la lecture s'arrête.
_CAUSES = (
    ("while scanning a directive", "la ligne commence par un signe réservé (« % »)",
     "Effacez cette ligne.", offer.erased),
    ("sequence entries are not allowed", "un tiret « - » de liste n’est pas à sa place",
     "Mettez la liste à la ligne, sous sa clé, ou mettez la valeur entre guillemets droits si c’est un texte.", None),
    ("expected the node content", "le signe « {signe} » ne peut pas commencer une valeur",
     _QUOTE_ALL, offer.quoted),
    ("cannot start any token", "la valeur commence par un signe réservé (« {signe} »)", _QUOTE_ALL, offer.quoted),
    ("mapping keys are not allowed", "la valeur commence par un signe réservé (« ? »)", _QUOTE_ALL, offer.quoted),
    ("found undefined alias", "un renvoi « *nom » ne désigne rien",
     "Écrivez la valeur en toutes lettres, entre guillemets droits si elle commence par « * ».", offer.quoted),
    ("second occurrence", "deux valeurs portent le même nom (« &nom »)",
     "Écrivez les valeurs en toutes lettres, sans « & ».", None),
    ("found undefined tag handle", "la valeur commence par un signe réservé (« ! »)", _QUOTE_ALL, offer.quoted),
    ("expected alphabetic", "la valeur commence par un signe réservé (« & » ou « * »)",
     _QUOTE_ALL, offer.quoted),
    ("while scanning a tag", "la valeur commence par un signe réservé (« ! »)", _QUOTE_ALL, offer.quoted),
    ("incompatible YAML document", "la ligne commence par un signe réservé (« % »)",
     "Effacez cette ligne.", offer.erased),
    ("a comment or a line break", "la valeur commence par un signe réservé (« | » ou « > »)",
     "Mettez la valeur entière entre guillemets droits, ou écrivez le texte à la ligne suivante.", offer.quoted),
    ("chomping or indentation", "la valeur commence par un signe réservé (« | » ou « > »)",
     "Mettez la valeur entière entre guillemets droits, ou écrivez le texte à la ligne suivante.", offer.quoted),
    ("unknown escape character", "la barre « \\ » n’est pas permise entre guillemets doubles",
     "Écrivez deux barres au lieu d’une : « \\\\ ».", offer.doubled),
    ("hexadecimal number", "la barre « \\ » n’est pas permise entre guillemets doubles",
     "Écrivez deux barres au lieu d’une : « \\\\ ».", offer.doubled),
)  # fmt: skip
# Au-delà, YAML ne reconnaît plus une clé.
_LONGEST_KEY = 1000
_DEFAULT = ("un signe manque ou une ligne est mal alignée",
            "Comparez cette ligne et la précédente avec le modèle : alignement, deux-points, guillemets.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cause:
    """What may be wrong at a character, what to do, and what can be tried for it, unless the `edits` are known."""

    index: int
    cause: str
    advice: str
    way: Way | None = None
    edits: tuple[Edit, ...] = ()


def place(error: yaml.MarkedYAMLError) -> int:
    """Give the index of the character where reading stopped."""
    mark = error.problem_mark or error.context_mark
    return mark.index if mark else 0


def explain(text: str, error: yaml.MarkedYAMLError) -> Spot:
    """Tell the first cause of a syntax error in French; nothing after it is told, to avoid false findings."""
    index = place(error)
    words = f"{error.context or ''} {error.problem or ''}"
    if "found another document" in words:
        _, edits = offered(text, "", offer.erased, index, index)
        return spot_at(text, index, "yaml-plusieurs-documents", Breach(pointer=(), sure=False), edits)
    if left := template(text, index):
        return left
    if text[index : index + 1] == "\t":
        return tabs.told(text, index)
    opened = error.context_mark.index if error.context_mark else index
    found = next(_causes(text, words, index, opened))
    index, cause, advice, edits = found.index, found.cause, found.advice, found.edits
    curly = _CURLY.search(text, at(text, index).first, _end(text, index))
    if curly and "guillemet" in cause:
        breach = Breach(pointer=(), case="mele", fields={"lus": curly.group()})
        return spot_at(text, curly.start(), "yaml-guillemets-typographiques", breach, _closed(text, curly.start()))
    if edits:
        fields = {"cause": cause, "conseil": advice}
        return spot_at(text, index, "yaml-illisible", Breach(pointer=(), fields=fields), edits)
    advice, edits = offered(text, advice, found.way, index, opened)
    breach = Breach(pointer=(), case="" if edits else "indecis", fields={"cause": cause, "conseil": advice}, sure=False)
    return spot_at(text, index, "yaml-illisible", breach, edits)


def _closed(text: str, index: int) -> tuple[Edit, ...]:
    """Write a straight quote for the only curly one of a line, when it closes the only straight one."""
    line = at(text, index)
    alone = _HALF_CURLY.match(line.text)
    return (Edit(index, index + 1, '"'),) if alone else ()


def _causes(text: str, words: str, index: int, opened: int) -> Iterator[_Cause]:
    yield from _quotes(text, words, index, opened)
    yield from _brackets(text, words, index, opened)
    if "could not find expected ':'" in words:
        yield from _colonless(at(text, opened))
    if "mapping values are not allowed" in words:
        yield from _two_colons(text, index)
    if "<block end>" in words or "<document start>" in words:
        yield from _misaligned(text, index, words)
    sign = text[index : index + 1]
    where = opened if "while scanning" in words else index
    if "escape" in words:
        where = text.rfind("\\", opened, index + 1)
    edits = _quoted(at(text, where), where)
    if "node content" in words and at(text, index).text[index - at(text, index).first :].strip() in ("]", "}"):
        said = f"le signe « {sign} » ne peut pas commencer une valeur"
        yield _Cause(index, said, f"Effacez le signe « {sign} ».", offer.unsigned)
    for known, cause, advice, way in _CAUSES:
        if known in words:
            yield _Cause(where, cause.format(signe=sign), advice, way, edits if way is offer.quoted else ())
    yield _Cause(index, *_DEFAULT)


def _quoted(line: Line, index: int) -> tuple[Edit, ...]:
    """Put between straight quotes the whole value of a line that begins, at an index, with a sign that YAML keeps for
    itself; nothing when its end leaves a doubt."""
    found = _RESERVED.match(line.text)
    if not found or line.first + found.start("value") != index:
        return ()
    value = found["value"].partition(" #")[0].rstrip()
    clear = len(value) > 1 and not set(value) & set('"\\') and ": " not in value and not value.endswith(":")
    return (Edit(index, index + len(value), f'"{value}"'),) if clear else ()


def _starred(line: Line) -> Iterator[_Cause]:
    """A value that begins with a star, which YAML takes for the name of another."""
    found = _RESERVED.match(line.text)
    if found and found["sign"] == "*":
        index = line.first + found.start("value")
        edits = _quoted(line, index)
        yield _Cause(index, "la valeur commence par un signe réservé (« * »)", _QUOTE_ALL, offer.quoted, edits)


def _quotes(text: str, words: str, index: int, opened: int) -> Iterator[_Cause]:
    """A quote never closed, closed by the next one in the file, or closed too early."""
    never = "un guillemet ouvert n’est jamais refermé"
    close = "Refermez le guillemet à la fin de la valeur, sur la même ligne."
    if "scanning a quoted scalar" in words:
        yield _Cause(opened, never, close, offer.closed)
    last = _last_quoted(text, index)
    if last is None or text[last[1] : index].strip(" ") or "\n" in text[last[1] : index]:
        return
    start, end = last
    # Ce qui suit ferme un autre groupe, ou ouvre une valeur : le guillemet n’y est pour rien.
    if "flow" in words and text[index : index + 1] in ('"', "'", "]", "}"):
        return
    if "\n" in text[start:end]:
        yield _Cause(start, never, close, offer.closed)
    elif text[start] == "'" and not _COMMA.match(text, end):
        advice = 'Mettez la valeur entre guillemets droits doubles : clé: "valeur".'
        yield _Cause(end - 1, "l’apostrophe ferme le guillemet simple qui ouvre la valeur", advice, offer.quoted)
    elif comma := _COMMA.match(text, end):
        yield from _overdone(comma, "le guillemet")
    else:
        advice = "Entourez toute la valeur de guillemets droits, et écrivez « … » pour ceux du milieu."
        yield _Cause(end - 1, "du texte suit le guillemet qui ferme la valeur", advice, offer.quoted)


def _last_quoted(text: str, index: int) -> tuple[int, int] | None:
    last = None
    try:
        for token in tokens(text):
            if token.start_mark.index >= index:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ('"', "'"):
                last = token.start_mark.index, token.end_mark.index
    except yaml.MarkedYAMLError:
        return last
    return last


def _brackets(text: str, words: str, index: int, opened: int) -> Iterator[_Cause]:
    if "flow node" in words and not text[index:].strip():
        opened = max(text.rfind(sign, 0, index) for sign in "[{")
        words = "flow mapping" if text[opened] == "{" else "flow sequence"
    inside = "flow sequence" in words or "flow mapping" in words
    name, sign, closing = ("l’accolade", "{", "}") if "flow mapping" in words else ("le crochet", "[", "]")
    if inside and at(text, opened).first == at(text, index).first:
        yield from _inside(text, index)
    if inside:
        advice = f"Ajoutez « {closing} » à la fin du groupe, et une virgule entre les éléments."
        yield _Cause(
            opened, f"{name} « {sign} » de cette ligne ne se referme pas", advice, partial(offer.closed, stopped=index)
        )
    before = text[:index].rstrip(" ")
    if "<block end>" in words and before.endswith(("]", "}")) and (comma := _COMMA.match(text, index)):
        yield from _overdone(comma, f"le signe « {before[-1]} »")
    if "<block end>" in words and before.endswith(("]", "}")):
        said = f"du texte suit le signe « {before[-1]} » qui ferme la valeur"
        yield _Cause(index, said, _QUOTE_ALL, offer.quoted)


def _overdone(comma: re.Match[str], closing: str) -> Iterator[_Cause]:
    """A comma, or another sign, at the end of a line that is already closed."""
    sign, (start, end) = comma["sign"], comma.span("sign")
    cause, advice = f"le signe « {sign} » suit {closing} qui ferme la valeur", f"Effacez le signe « {sign} »."
    yield _Cause(start, cause, advice, edits=(Edit(start, end, ""),))


def _inside(text: str, index: int) -> Iterator[_Cause]:
    sign = text[index : index + 1]
    if sign == ":":
        advice = "Séparez les éléments par des virgules, et mettez entre guillemets droits un texte avec « : »."
        yield _Cause(index, "une virgule manque, ou la valeur contient « : » sans guillemets", advice, offer.parted)
    elif sign.isalnum() or sign in ('"', "'"):
        advice = "Séparez les éléments par des virgules."
        yield _Cause(index, "une virgule manque avant ce mot", advice, offer.parted)


def _colonless(line: Line) -> Iterator[_Cause]:
    """A line that should have been « key: value »."""
    if line.glued:
        said, edits = "il manque une espace après les deux-points", _space_after(line.colon)
        yield _Cause(line.colon, said, f"Écrivez « {line.glued} ».", edits=edits)
    yield from _bullet(line)
    if line.equals:
        sign, right = line.equals
        said, edits = f"le signe « {sign} » ne remplace pas les deux-points", line.replaced(":")
        yield _Cause(line.start, said, f"Écrivez « {right} ».", edits=edits)
    if ":" not in line.text:
        advice = "Écrivez « clé: valeur », avec une espace après les deux-points."
        yield _Cause(line.start, "il manque les deux-points dans cette ligne", advice, offer.coloned)


def _bullet(line: Line) -> Iterator[_Cause]:
    """A line of a list whose dash comes from a word processor."""
    if line.bullet:
        said = f"« {line.bullet} » n’est pas le tiret ordinaire du clavier"
        advice = "Écrivez « - » avec le tiret du clavier, suivi d’une espace."
        yield _Cause(line.start, said, advice, edits=line.replaced("-"))


def _dashless(text: str, line: Line) -> Iterator[_Cause]:
    """A line of a list whose dash has no space after it; the lines of its element that stand under its first word
    move with it."""
    if line.dashless:
        edits = [*_space_after(line.start)]
        under = at(text, min(len(text), line.first + len(line.text) + 1))
        while under.indent > line.indent and under.first > line.first:
            edits += [Edit(under.first, under.first, " ")] if under.indent == line.indent + 1 else []
            end = under.first + len(under.text) + 1
            under = at(text, end) if end < len(text) else line
        advice = f"Écrivez « {line.dashless} »."
        yield _Cause(line.start, "il manque une espace après le tiret", advice, edits=tuple(edits))


def _space_after(index: int) -> tuple[Edit, ...]:
    return (Edit(index + 1, index + 1, " "),)


def _two_colons(text: str, index: int) -> Iterator[_Cause]:
    """A colon where none can be: in a value, or on a line that the line above has swallowed."""
    line = at(text, index)
    if line.equals and line.equals[1].partition(": ")[2][:1] in ("[", "{"):
        yield from _colonless(line)
    if not line.opens(index):
        yield _Cause(index, "la valeur contient « : » sans guillemets", _QUOTE_ALL, offer.quoted)
    if index - line.first > _LONGEST_KEY:
        said = "ce qui précède les deux-points est trop long pour une clé"
        yield _Cause(line.start, said, _QUOTE_ALL, offer.quoted)
    previous = above(text, line)
    if previous:
        yield from _dashless(text, previous)
    if previous and not previous.complete:
        yield from _colonless(previous)
    yield _Cause(line.start, "cette ligne est décalée par rapport à la ligne du dessus", _ALIGN, offer.aligned)


def _misaligned(text: str, index: int, words: str) -> Iterator[_Cause]:
    line = at(text, index)
    if text[index : index + 1] == ":":
        yield _Cause(index, "il manque un mot avant les deux-points", "Écrivez « clé: valeur ».")
    yield from _starred(line)
    yield from _bullet(line)
    yield from _dashless(text, line)
    previous = above(text, line)
    if previous and previous.text.strip() == "...":
        said = "des points de suspension seuls arrêtent la lecture"
        yield _Cause(previous.start, said, "Effacez cette ligne.", offer.erased)
    top = re.search(r"^ +(?=[^\s#])|^[^\s#]", text, re.MULTILINE)
    if "<document start>" in words and top and top.group().isspace():
        advice = "Effacez les espaces au début de la ligne."
        yield _Cause(top.start(), "la première ligne ne commence pas au bord", advice, offer.aligned)
    if line.text.lstrip().startswith(("- ", "-\n")) and not line.indent:
        advice = "Mettez la liste sous sa clé, deux espaces plus à droite."
        yield _Cause(line.start, "ce tiret de liste n’est sous aucune clé", advice)
    yield _Cause(line.start, "cette ligne n’est pas alignée avec celles du même groupe", _ALIGN, offer.aligned)


def _end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end
