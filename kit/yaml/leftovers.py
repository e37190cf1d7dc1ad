"""Lines that a tool left in a file and that nobody meant: the marks of an unfinished merge, the template's « {} »."""

import re

from kit.findings.rule import Breach
from kit.yaml.line import above, at
from kit.yaml.spaces import others
from kit.yaml.spot import Edit, Spot, spot_at

# Ce que git écrit au bord de la ligne, où rien d’autre ne peut commencer ainsi.
_MARK = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?=[ \n]|\Z)", re.MULTILINE)
_EMPTY = re.compile(r"^ *(?P<sign>\{ *\}|\[ *\]) *(?:#.*)?$", re.MULTILINE)
_OPENING = ("[", "{", ",", ":")


def conflict(text: str) -> Spot | None:
    """Tell the first mark of a merge that git could not finish."""
    found = list(_MARK.finditer(text))
    if not found:
        return None
    fields = {"marque": found[0].group(), "autres": others(len(found) - 1)}
    return spot_at(text, found[0].start(), "conflit-git", Breach(pointer=(), fields=fields))


def template(text: str, stopped: int) -> Spot | None:
    """Tell the « {} » or « [] » of the template that stands beside what was written, where reading stopped at or after
    it."""
    last = at(text, stopped)
    for found in _EMPTY.finditer(text, 0, last.first + len(last.text)):
        line = at(text, found.start())
        before = above(text, line)
        if before and before.text.split(" #")[0].rstrip().endswith(_OPENING):
            continue
        fields = {"signe": found["sign"].replace(" ", "")}
        # La ligne reste, vide : les autres gardent leur numéro.
        edits = (Edit(found.start(), found.end(), ""),)
        return spot_at(text, found.start("sign"), "ligne-du-modele", Breach(pointer=(), fields=fields), edits)
    return None
