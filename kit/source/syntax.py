"""What libyaml says in English about a broken structure, said in French at the place that must change."""

import re

import yaml

from kit.french import NBSP, NNBSP
from kit.rule import Breach
from kit.source.spot import Spot, spot_at

_HARD = f"[{NBSP}{NNBSP}\u2007]"
_INDENT = re.compile(rf"^[ \t]*{_HARD}[ \t{NBSP}{NNBSP}]*(?=[^\s#{NBSP}{NNBSP}])", re.MULTILINE)
_AFTER_COLON = re.compile(rf"^[ ]*(?:- )?[A-Za-z_][A-Za-z0-9_]*[ {NBSP}{NNBSP}]?:({_HARD})", re.MULTILINE)
_AFTER_DASH = re.compile(rf"^[ ]*-({_HARD})", re.MULTILINE)
_TAB = re.compile(r"^ *\t[ \t]*(?=[^\s#])", re.MULTILINE)

# Message de libyaml → (cause, conseil).
_CAUSES = (
    ("mapping values are not allowed", "la valeur contient « : » sans guillemets, ou la ligne est mal alignée",
     "Mettez la valeur entière entre guillemets droits, ou alignez la ligne avec ses voisines."),
    ("could not find expected ':'", "il manque les deux-points d’une clé, ou une espace après eux",
     "Écrivez « clé: valeur », avec une espace après les deux-points."),
    ("did not find expected key", "cette ligne n’est pas alignée avec les autres clés, ou un guillemet est de trop",
     "Alignez la ligne avec les autres clés du même groupe et vérifiez les guillemets de la ligne précédente."),
    ("did not find expected '-' indicator", "une ligne de liste n’est pas alignée avec ses voisines",
     "Alignez les tirets « - » de la même liste."),
    ("block sequence entries are not allowed", "un tiret « - » de liste n’est pas à sa place",
     "Mettez la liste à la ligne, sous sa clé, deux espaces plus à droite."),
    ("did not find expected ',' or ']'", "un crochet « [ » n’est pas fermé, ou une virgule manque",
     "Fermez la liste par « ] » et séparez les éléments par des virgules."),
    ("did not find expected ',' or '}'", "une accolade « { » n’est pas fermée, ou une virgule manque",
     "Fermez le groupe par « } » et séparez les éléments par des virgules."),
    ("found unexpected end of stream", "un guillemet ouvert n’est jamais refermé", "Refermez le guillemet."),
    ("found unexpected document indicator", "un guillemet ouvert n’est jamais refermé", "Refermez le guillemet."),
    ("found character that cannot start any token", "la valeur commence par un signe réservé (@, %, `…)",
     "Mettez la valeur entre guillemets droits."),
    ("found undefined alias", "un renvoi « *nom » ne désigne rien",
     "Écrivez la valeur en toutes lettres, entre guillemets si elle commence par « * »."),
    ("found undefined tag handle", "la valeur commence par « ! »", "Mettez la valeur entre guillemets droits."),
    ("did not find the expected", "la valeur commence par un signe réservé (« & », « * », « ! », « % »)",
     "Mettez la valeur entre guillemets droits."),
    ("did not find expected alphabetic", "la valeur commence par un signe réservé (« & » ou « * »)",
     "Mettez la valeur entre guillemets droits."),
    ("found unknown escape character", "la barre « \\ » n’est pas permise entre guillemets doubles",
     "Utilisez des guillemets simples, ou doublez la barre : « \\\\ »."),
    ("did not find expected hexdecimal number", "la barre « \\ » n’est pas permise entre guillemets doubles",
     "Utilisez des guillemets simples, ou doublez la barre : « \\\\ »."),
)  # fmt: skip
_DEFAULT = ("un signe manque ou une ligne est mal alignée",
            "Comparez cette ligne et la précédente avec le modèle : alignement, deux-points, guillemets.")  # fmt: skip


def traps_of_text(text: str) -> Spot | None:
    """Find what would shift the structure without any word: no-break spaces in indents or after a colon."""
    if NBSP not in text and NNBSP not in text and "\u2007" not in text:
        return None
    for pattern, place, advice in (
        (_INDENT, "au début de cette ligne", "deux espaces ordinaires par niveau"),
        (_AFTER_COLON, "juste après les deux-points", "une espace ordinaire"),
        (_AFTER_DASH, "juste après le tiret", "une espace ordinaire"),
    ):
        if found := list(pattern.finditer(text)):
            at = found[0].start(1) if pattern.groups else found[0].start()
            fields = {"lieu": place, "conseil": advice, "autres": _others(len(found) - 1)}
            return spot_at(text, at, "yaml-espace-insecable", Breach(pointer=(), fields=fields))
    return None


def explain(text: str, error: yaml.MarkedYAMLError) -> Spot:
    """Tell the first cause of a syntax error in French; nothing after it is told, to avoid false findings."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark else 0
    if "single document" in (error.context or "") + problem or "but found another document" in problem:
        return spot_at(text, index, "yaml-plusieurs-documents", Breach(pointer=()))
    tabs = list(_TAB.finditer(text))
    if tabs:
        fields = {"autres": _others(len(tabs) - 1)}
        return spot_at(text, tabs[0].start(), "yaml-tabulation", Breach(pointer=(), fields=fields))
    if "end of stream" in problem and error.context_mark:
        index = error.context_mark.index
    cause, advice = next(((c, a) for words, c, a in _CAUSES if words in problem), _DEFAULT)
    return spot_at(text, index, "yaml-illisible", Breach(pointer=(), fields={"cause": cause, "conseil": advice}))


def _others(number: int) -> str:
    if not number:
        return ""
    return f" (et {number} autre ligne)" if number == 1 else f" (et {number} autres lignes)"
