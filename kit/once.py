"""What is asked several times of the same values is worked out once: values never change, so an answer stays true."""

from collections import OrderedDict
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


class Once(Generic[_Asked, _Answer]):
    """A function that keeps so many of its last answers; a value is known by being the same one, for to compare a whole
    commission would cost more than the answer."""

    def __init__(self, ask: Callable[_Asked, _Answer], most: int) -> None:
        """Take the function, which gives the same answer whenever it is asked the same."""
        self._ask, self._most = ask, most
        self._known: OrderedDict[tuple[Any, ...], tuple[Any, _Answer]] = OrderedDict()
        update_wrapper(self, ask)

    def __call__(self, *values: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        """Give the answer kept, or ask."""
        found = self._known.get(_key(values, named))
        return found[1] if found else self.know(self._ask(*values, **named), *values, **named)

    def know(self, answer: _Answer, *values: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        """Keep an answer, given before by this function of equal values; give it."""
        # Les valeurs sont gardées avec la réponse : leur numéro ne peut pas servir à d’autres.
        self._known[_key(values, named)] = ((values, named), answer)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return answer


def once(most: int) -> Callable[[Callable[_Asked, _Answer]], Once[_Asked, _Answer]]:
    """Keep so many of the last answers of a function."""
    return lambda ask: Once(ask, most)


def _key(values: Any, named: Any) -> tuple[Any, ...]:
    return (*map(id, values), *((name, id(value)) for name, value in named.items()))
