"""A text that cannot be read, made readable by the signs that its traps say to write, when that leaves no doubt."""

from collections.abc import Iterator
from dataclasses import replace

from kit.edit.fix.correction import Correction, Lines, of_trap
from kit.edit.fix.proposal import DAMAGE
from kit.edit.fix.reader import Reader, Reading
from kit.edit.fix.sound import misplaced
from kit.yaml.source import Source
from kit.yaml.spot import Edit, Spot, applied

_TABS = "yaml-tabulation"
# Une tabulation fait deux espaces, comme le dit le remède ; plus larges, les retraits doivent dire la même chose.
_WIDER = (2, 4)
_Way = tuple[Reading, list[Correction]]


def opened(reader: Reader, text: str) -> _Way | None:
    """Give the reading of a text and the corrections it took, none when it could be read; None when a doubt is left."""
    way = _way(reader, text, 1)
    if way is None or all(made.rule != _TABS for made in way[1]):
        return way
    others = [other for width in _WIDER if (other := _way(reader, text, width))]
    same = all(reading.source.data == way[0].source.data for reading, _ in others)
    return way if same and not reader.spent else None


def _way(reader: Reader, text: str, width: int) -> _Way | None:
    """Follow the traps of a text one after the other, until it can be read."""
    made: list[Correction] = []
    while (reading := reader.read(text)) and not reading.source.readable:
        spot = reading.spots[-1]
        edits = tuple(_widened(spot, width))
        if not edits or spot.trap == DAMAGE:
            return None
        made.append(of_trap(spot.trap, spot.breach, Lines(text), edits))
        text = applied(text, edits)
    doubtful = not reading or (made and (any(map(misplaced, reading.spots)) or _inside(reading.source, made)))
    return (reading, made) if reading and not doubtful else None


def _widened(spot: Spot, width: int) -> Iterator[Edit]:
    for edit in spot.edits:
        yield replace(edit, text=edit.text * width) if spot.trap == _TABS else edit


def _inside(source: Source, made: list[Correction]) -> bool:
    """Tell whether a line that was changed goes on with a value begun above: it may have been text, not structure."""
    changed = {line for correction in made for line in correction.lines}
    lines = Lines(source.text)
    for start, end in source.spans.values():
        written = source.text[start:end].rstrip("\n")
        if "\n" in written and changed.intersection(lines.of(start, start + len(written))[1:]):
            return True
    return False
