"""Values as a file has them: on one line in brackets and braces, or on lines of their own, with the quotes that the
schema of their place asks for."""

import json
import re
from typing import Any

from kit.findings.finding import Pointer
from kit.yaml import schema

# Des mots que tout lecteur de YAML prend pour un texte, hors et dans des accolades.
_BARE = re.compile(r"[^\W\d][\w.’()/-]*(?: [\w.’()/-]+)*")
_TYPED = re.compile(r"true|false|yes|no|on|off|null|[yn]", re.IGNORECASE)


def inline(pointer: Pointer, value: Any) -> str:
    """Write a value on one line, as it should stand at a place of the files."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {inline((*pointer, key), each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(inline((*pointer, rank), each) for rank, each in enumerate(value))}]"
    return _scalar(schema.at(str(pointer[0]), pointer[1:]) or {}, str(value))


def entry(pointer: Pointer, value: Any, indent: str, *, inside: bool) -> str:
    """Write an element of a list after its dash, a group having each key on its line; `inside`: in braces."""
    if inside or not isinstance(value, dict) or not value:
        return f"{indent}- {inline(pointer, value)}"
    return f"{indent}- " + f"\n{indent}  ".join(
        f"{key}: {inline((*pointer, key), each)}" for key, each in value.items()
    )


def keyed(pointer: Pointer, value: Any, indent: str, *, inside: bool) -> str:
    """Write a key and its value on lines of their own, a list of groups having each group after a dash."""
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        elements = (entry((*pointer, rank), each, f"{indent}  ", inside=inside) for rank, each in enumerate(value))
        return "\n".join([f"{indent}{pointer[-1]}:", *elements])
    return f"{indent}{pointer[-1]}: {inline(pointer, value)}"


def whole(pointer: Pointer, value: Any, *, inside: bool = False) -> str:
    """Write all that a file holds; `inside`: each group of a list in braces."""
    if isinstance(value, list) and value:
        return "\n".join(entry((*pointer, rank), each, "", inside=inside) for rank, each in enumerate(value))
    if isinstance(value, dict) and value:
        return "\n".join(keyed((*pointer, key), each, "", inside=inside) for key, each in value.items())
    return inline(pointer, value)


def _scalar(described: schema.JsonSchema, text: str) -> str:
    word = bool(_BARE.fullmatch(text)) and not _TYPED.fullmatch(text)
    bare = "x-guillemets" not in described and (_plain(described) or word)
    return text if bare else json.dumps(text, ensure_ascii=False)


def _plain(described: schema.JsonSchema) -> bool:
    """Tell whether the values of a schema are written without quotes, whatever they look like."""
    return described.get("type") in ("integer", "boolean") or "enum" in described or described.get("format") == "date"
