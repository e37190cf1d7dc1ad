"""A text read again after each correction: its values and all that is wrong in it, within bounds."""

from collections.abc import Iterable
from dataclasses import dataclass

from kit.model.department import spots
from kit.yaml.source import Source, read_bytes
from kit.yaml.spot import Edit, Spot, applied

# Garde-fou : au-delà de tant de caractères, ou de tant de relectures, d'un seul fichier, ce qui reste est laissé à une
# personne.
_READ_AT_MOST = 600_000
_WHOLE_READS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the kit reads it."""

    source: Source
    spots: tuple[Spot, ...]


class Reader:
    """Reads one file again, as many times as its size allows."""

    def __init__(self, first: Source) -> None:
        """Take the file as it was read first."""
        self._first = first
        self._left: int | None = None

    @property
    def spent(self) -> bool:
        """Whether nothing more is read: what could not be looked at proves nothing."""
        return self._left is not None and self._left < 0

    def read(self, text: str, edits: Iterable[Edit] = ()) -> Reading | None:
        """Read a text with edits made; None when two of them touch the same characters, or when enough was read."""
        if self.spent:
            return None
        left = max(_READ_AT_MOST, _WHOLE_READS * len(text)) if self._left is None else self._left
        self._left = left - len(text)
        try:
            raw = applied(text, edits).encode()
        except ValueError:
            return None
        first = self._first
        source = first if raw == first.raw else read_bytes(raw, first.file, first.branch)
        return Reading(source, spots(source))
