"""What the kit says of a department, in the two JSON that the watch reads."""

from typing import Any


def department(
    code: str, name: str, errors: list[dict[str, Any]], due: list[dict[str, Any]], **others: Any
) -> dict[str, Any]:
    told: dict[str, Any] = {"example": False, "outcome": "fail" if errors else "pass", "silent": []}
    return {"code": code, "name": name, "results": [{"findings": errors}], "due": due, **told, **others}


def dues(told: dict[str, Any]) -> dict[str, Any]:
    """Give what the deadlines say of it."""
    return {"code": told["code"], "deadlines": told["due"], "silent": told["silent"]}


def error(message: str, **others: Any) -> dict[str, Any]:
    place = {"file": "departments/88-vosges/membres.yaml", "line": 8}
    return {"severity": "error", "known": False, "message": message, "remedy": "Écrivez-le.", **place, **others}


def term(message: str, day: str, **others: Any) -> dict[str, Any]:
    place = {"file": "departments/88-vosges/commission.yaml", "line": 3}
    known = {"overdue": False, "to_do": True, "text": None, "remedy": "Faites-le."}
    return {"day": day, "message": message, **known, **place, **others}
