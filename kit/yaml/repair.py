"""What a badly written value must have meant, when the schema leaves no doubt; proposed, never applied."""

import re
import unicodedata
from collections.abc import Iterator

from kit.findings.finding import Pointer
from kit.findings.rule import Breach
from kit.french import letters
from kit.yaml.contacts import addresses, telephones
from kit.yaml.days import is_day
from kit.yaml.names import line
from kit.yaml.schema import JsonSchema

_SPACES = " \u00a0\u202f\u2007"
_QUOTES = "“”„‟‘’‚«»\"'"
_HOUR = re.compile(r"([0-9]{1,2}) ?[hH:.] ?(?:([0-9]{2})(?: ?(?:min|mn|[:.][0-9]{2}))?)?")
_COUNT = re.compile(rf"(?:[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+|[0-9]+)[{_SPACES}]*(?P<unit>[^\W\d]*)")
_NUMBER = re.compile(rf"([0-9](?:[0-9{_SPACES}]*[0-9])?)[^0-9,.]*")


# Une adresse à qui manque « https:// », ou qui l’a mal écrit : un nom de site a un point, et un suffixe en lettres.
_ADDRESS = re.compile(r"(?:https?:?/{0,2})?(?P<rest>(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)", re.IGNORECASE)

_SPELT = {letters(number, one): number for number in range(1, 70) for one in ("un", "une")}


def integer(text: str) -> int | None:
    """Give the number of « 6 mois », « 1 000 » or « 06 »; None when it is not certain."""
    found = _NUMBER.fullmatch(text)
    digits = re.sub(r"\D", "", found[1]) if found else ""
    return int(digits) if 0 < len(digits) < 10 else None


def counted(text: str, name: str) -> int | None:
    """Give the number of « 1 000 », « 06 » or « six », or of « 6 mois » for `duree_mois`: no unit, or the one of the
    name."""
    word, _, unit = text.strip().lower().partition(" ")
    if word in _SPELT and unit in ("", *name.split("_")):
        return _SPELT[word]
    found = _COUNT.fullmatch(text)
    return integer(text) if found and found["unit"].lower() in ("", *name.split("_")) else None


def straight(text: str) -> str | None:
    """Put a text between straight quotes; None when a sign in it would need more than that."""
    return f'"{text}"' if not set(text) & set('"\\\n') else None


def repaired(described: JsonSchema, value: str) -> str | None:
    """Give the text that fits the pattern of a schema, when one clerical change is enough."""
    return next((text for text in _candidates(value) if re.search(described["pattern"], text)), None)


def unwrapped(described: JsonSchema, value: str, pointer: Pointer) -> tuple[str, Breach] | None:
    """Tell the value that is right but for typographic quotes or no-break spaces around it."""
    inner = value.strip(_SPACES + _QUOTES)
    if inner == value or not fits(described, inner):
        return None
    around = value.strip(_SPACES)
    if around == inner:
        mark = '"' if "x-guillemets" in described else ""
        where = "au début de cette valeur" if value[0] in _SPACES else "à la fin de cette valeur"
        advice = f"Effacez cette espace : « {line(pointer, mark + inner + mark)} »."
        fields = {"lieu": where, "autres": "", "conseil": advice}
        fix = straight(inner) if mark else inner
        return "yaml-espace-insecable", Breach(pointer=pointer, fields=fields, fix=fix)
    textual = "pattern" in described and "format" not in described
    fields = {"quoi": "La valeur", "lus": f"{around[0]} {around[-1]}", "conseil": f'"{inner}"' if textual else inner}
    fix = straight(inner) if textual else inner
    return "yaml-guillemets-typographiques", Breach(
        pointer=pointer, case="" if textual else "nu", fields=fields, fix=fix
    )


def fits(described: JsonSchema, text: str) -> bool:
    """Tell whether a text is what a schema wants; a schema that wants any text proves nothing."""
    kind = described.get("type")
    if kind in ("boolean", "integer"):
        return text in ("true", "false") if kind == "boolean" else text.isdecimal()
    if "enum" in described:
        return text in described["enum"]
    if described.get("format") == "date":
        return is_day(text)
    return "pattern" in described and bool(re.search(described["pattern"], text))


def identifier(text: str) -> str:
    """Write a text as an identifier: small letters without accents and digits, joined by hyphens."""
    # Lettre par lettre : ordonner une longue suite d’accents prend un temps carré.
    letters = (unicodedata.normalize("NFKD", letter) for letter in text.lower())
    plain = "".join(letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _candidates(value: str) -> Iterator[str]:
    text = " ".join(value.split())
    yield text.upper()
    if text.isdecimal():
        yield text.zfill(2)
    if (found := _HOUR.fullmatch(text)) and int(found[1]) < 24:
        yield f"{found[1].zfill(2)}:{found[2] or '00'}"
    yield from addresses(text)
    yield from telephones(text)
    yield identifier(text)
    if found := _ADDRESS.fullmatch(text):
        yield f"https://{found['rest']}"
