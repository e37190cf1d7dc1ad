"""What is asked several times of the same values is worked out once: values never change, so an answer stays true."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def once(most: int) -> Callable[[Callable[_Asked, _Answer]], Callable[_Asked, _Answer]]:
    """Keep so many of the last answers; a value is known by being the same one, for to compare a whole commission would
    cost more than the answer."""

    def asking(ask: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
        known: OrderedDict[tuple[Any, ...], tuple[Any, _Answer]] = OrderedDict()

        @wraps(ask)
        def answered(*values: _Asked.args, **named: _Asked.kwargs) -> _Answer:
            key = (*map(id, values), *((name, id(value)) for name, value in named.items()))
            found = known.get(key)
            if found is None:
                # Les valeurs sont gardées avec la réponse : leur numéro ne peut pas servir à d’autres.
                found = known[key] = ((values, named), ask(*values, **named))
                if len(known) > most:
                    known.popitem(last=False)
            return found[1]

        return answered

    return asking
