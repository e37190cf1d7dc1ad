"""Telephone numbers and addresses as people write them, and the one way the files want them."""

import re
from collections.abc import Container, Iterator

from kit.yaml.guesses import same

_LABEL = re.compile(r"(?:t[ée]l(?:[ée]phone)?|fixe|mailto|courriel|e-?mail|mail)\b[ .:]*", re.IGNORECASE)
_TRUNK = re.compile(r"\( ?0 ?\)")
# Ce qui sépare les chiffres d’un numéro.
_PARTING = re.compile(r"[ .\-/()\u00a0\u2007\u202f\u2010-\u2014]+")
_NATIONAL = re.compile(r"0[1-9][0-9]{8}")
_SHORT = re.compile(r"[13][0-9]{3}")
_ABROAD = re.compile(r"(?:\+|00)(?P<code>33|262|508|59[046]|68[179])0?(?P<rest>[1-9][0-9]{5,8})")
_AROUND = "<>()[]{}\"'“”«»\u00a0\u202f ,;:.!?"
_DOTS = re.compile(r"[.,]+")
# Ce que l’on écrit d’ordinaire pour les deux clés d’un contact.
_USUAL = {
    "telephone": ("tel", "fixe", "standard", "phone", "num_tel", "numero", "numero_de_telephone"),
    "courriel": ("mail", "email", "e_mail", "mel", "adresse_mail", "adresse_email", "adresse_e_mail",
                 "adresse_electronique", "adresse_courriel", "boite_mail"),
}  # fmt: skip


def key_meant(written: str, among: Container[str]) -> str | None:
    """Give the key of a contact, among those that a group has, for which another is usually written: « tel »."""
    return next((key for key, usual in _USUAL.items() if key in among and same(written, usual)), None)


def telephones(text: str) -> Iterator[str]:
    """Give the number that a text must mean, in pairs of figures; nothing when its figures make no number."""
    digits = _PARTING.sub("", _TRUNK.sub("", _LABEL.sub("", text, count=1)))
    if _NATIONAL.fullmatch(digits) or _SHORT.fullmatch(digits):
        yield _pairs(digits)
    elif found := _ABROAD.fullmatch(digits):
        rest = found["rest"]
        # Neuf chiffres : le premier est seul, comme le zéro qu’il remplace l’aurait accompagné.
        alone = len(rest) % 2
        yield " ".join(part for part in (f"+{found['code']}", rest[:alone], _pairs(rest[alone:])) if part)


def addresses(text: str) -> Iterator[str]:
    """Give the address that a text must mean: no sign around it, one dot between its parts, nothing when it has not
    exactly one « @ »."""
    inner = _LABEL.sub("", text.strip(_AROUND), count=1).strip(_AROUND)
    if inner.count("@") == 1:
        local, domain = (_DOTS.sub(".", part).strip(". ") for part in inner.split("@"))
        yield f"{local}@{domain}"


def _pairs(digits: str) -> str:
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))
