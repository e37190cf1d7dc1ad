"""One file corrected as far as leaves no doubt: what is written back differs only where a correction says so."""

import re
from collections.abc import Mapping

from kit.edit.fix.correction import DAMAGE, Corrected, Correction, Lines, Proposal, proposals
from kit.edit.fix.proof import Reader, Reading, mends, misplaced, most, sound
from kit.findings.finding import Pointer
from kit.yaml import tabs
from kit.yaml.accents import from_utf_16, from_windows
from kit.yaml.decode import Decoded, decode
from kit.yaml.source import Source
from kit.yaml.spot import Edit, Spot, applied
from kit.yaml.traps import TRAPS
from kit.yaml.written import Known

Pointers = frozenset[Pointer]
CODINGS = {"encodage-windows-1252": from_windows, "encodage-utf-16": from_utf_16}
_TABS, _FORBIDDEN = "yaml-tabulation", "caractere-interdit"
_LINE_END = re.compile(r"\r\n?")
# Avec des tabulations plus larges, les retraits doivent dire la même chose.
_WIDER = (4, 8)
_Way = tuple[Reading, list[Correction]]
_WHOLE = Lines("")


def correct(source: Source, doubtful: Pointers = frozenset(), known: Mapping[str, Known] | None = None) -> Corrected:
    """Correct the bytes of a file as it was read; what leaves a doubt stays as it is, as do the values at `doubtful`.
    Correcting twice changes nothing more."""
    raw, file = source.raw or b"", source.file
    decoded, whole = _decoded(raw)
    text = decoded.text
    if text is None:
        return Corrected(file=file, raw=raw)
    reader = Reader(source, known)
    way = _opened(reader, text)
    if way is None and any(made.rule in CODINGS for made in whole):
        return Corrected(file=file, raw=raw)  # Rien ne prouve que le codage était celui-là.
    after, made = text, whole
    if way:
        reading, signs = way
        made = [*whole, *signs]
        # Une clé que l'on sait lire peut lever le doute sur les accents, et des accents sur une clé.
        while step := _mended(reader, reading) or _settled(reader, reading, doubtful):
            reading, more = step
            made += more
        after = reading.source.text
    if not made:
        return Corrected(file=file, raw=raw)
    return Corrected(file=file, raw=after.encode(), before=text, after=after, made=tuple(made))


def legible(raw: bytes) -> str | None:
    """Give the whole text of bytes, in the encoding that is theirs, without anything lost; None when nobody can tell
    it, or when it is not a text."""
    decoded, _ = _decoded(raw)
    if decoded.text is None and decoded.spots[-1].trap == _FORBIDDEN:
        return _LINE_END.sub("\n", raw.decode("utf-8-sig").replace("\x00", ""))
    return decoded.text


def _decoded(raw: bytes) -> tuple[Decoded, list[Correction]]:
    """Give the text of a file, in another encoding when it may be that, and what that corrects of the whole file."""
    decoded = decode(raw)
    made: list[Correction] = []
    if decoded.text is None:
        spot = decoded.spots[-1]
        converted = CODINGS[spot.trap](raw) if spot.trap in CODINGS else None
        if converted is not None:
            made.append(_WHOLE.mended(spot))
            decoded = decode(converted.encode())
    made += [_WHOLE.mended(spot) for spot in decoded.spots if spot.trap != DAMAGE]
    return decoded, made


def _mended(reader: Reader, before: Reading) -> _Way | None:
    """Write the accents of a file again, all of them or none."""
    for spot in before.spots:
        if spot.trap == DAMAGE and spot.edits:
            after = reader.read(before.source.text, spot.edits)
            if after and mends(before, after):
                return after, [Lines(before.source.text).mended(spot, spot.edits)]
    return None


def _settled(reader: Reader, before: Reading, doubtful: Pointers) -> _Way | None:
    """Correct values and keys, as many as is sound, or None: an unknown key that becomes known shows what it held."""

    def attempt(tried: list[Proposal]) -> tuple[Reading | None, set[Pointer]]:
        after = reader.read(before.source.text, (edit for each in tried for edit in each.edits))
        return (after if after and sound(before, after, tried) else None), set()

    offered = proposals(before.source, before.spots)
    after, kept = most([each for each in offered if each.breach.pointer not in doubtful], attempt)
    lines = Lines(before.source.text)
    return (after, [lines.corrected(TRAPS[each.rule], each.breach, each.edits) for each in kept]) if after else None


def _opened(reader: Reader, text: str) -> _Way | None:
    """Give the reading of a text and the corrections it took, none when it could be read; None when a doubt is left."""
    way = _way(reader, text, tabs.WIDTH)
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
        edits = _edits(text, spot, width)
        if not edits or spot.trap == DAMAGE or not spot.breach.sure:
            return None
        made.append(Lines(text).mended(spot, edits))
        text = applied(text, edits)
    doubtful = not reading or (made and (any(map(misplaced, reading.spots)) or _inside(reading.source, made)))
    return (reading, made) if reading and not doubtful else None


def _edits(text: str, spot: Spot, width: int) -> tuple[Edit, ...]:
    """Give the edits of a trap, with tabs of a width."""
    edits = spot.edits
    if edits and spot.trap == _TABS:
        edits = tabs.spaces(text, edits[0].start, width)
    return edits


def _inside(source: Source, made: list[Correction]) -> bool:
    """Tell whether a line that was changed goes on with a value begun above: it may have been text, not structure."""
    changed = {line for correction in made for line in correction.lines}
    lines = Lines(source.text)
    for start, end in source.spans.values():
        written = source.text[start:end].rstrip("\n")
        if "\n" in written and changed.intersection(lines.of(start, start + len(written))[1:]):
            return True
    return False
