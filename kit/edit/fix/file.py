"""One file corrected as far as leaves no doubt: what is written back differs only where a correction says so."""

from kit.edit.fix.correction import Corrected, Correction, Lines, of_trap
from kit.edit.fix.opening import opened
from kit.edit.fix.proposal import DAMAGE, Proposal, proposals
from kit.edit.fix.reader import Reader, Reading
from kit.edit.fix.sound import mends, sound
from kit.findings.finding import Pointer
from kit.yaml.accents import from_utf_16, from_windows
from kit.yaml.decode import Decoded, decode
from kit.yaml.source import Source

Pointers = frozenset[Pointer]
_CODINGS = {"encodage-windows-1252": from_windows, "encodage-utf-16": from_utf_16}


def correct(source: Source, doubtful: Pointers = frozenset()) -> Corrected:
    """Correct the bytes of a file as it was read; what leaves a doubt stays as it is, as do the values at `doubtful`.
    Correcting twice changes nothing more."""
    raw, file = source.raw or b"", source.file
    decoded, whole = _decoded(raw)
    text = decoded.text
    if text is None:
        return Corrected(file=file, raw=raw)
    reader = Reader(source)
    way = opened(reader, text)
    if way is None and any(made.rule in _CODINGS for made in whole):
        return Corrected(file=file, raw=raw)  # Rien ne prouve que le codage était celui-là.
    after, made = text, whole
    if way:
        reading, signs = way
        made = [*whole, *signs]
        while True:  # Une clé que l'on sait lire peut lever le doute sur les accents, et des accents sur une clé.
            reading, accents = _mended(reader, reading)
            reading, rest = _settled(reader, reading, doubtful)
            made += [*accents, *rest]
            if not rest:
                break
        after = reading.source.text
    if not made:
        return Corrected(file=file, raw=raw)
    return Corrected(file=file, raw=after.encode(), before=text, after=after, made=tuple(made))


def _decoded(raw: bytes) -> tuple[Decoded, list[Correction]]:
    """Give the text of a file, in another encoding when it may be that, and what that corrects of the whole file."""
    decoded = decode(raw)
    made: list[Correction] = []
    if decoded.text is None:
        spot = decoded.spots[-1]
        converted = _CODINGS[spot.trap](raw) if spot.trap in _CODINGS else None
        if converted is not None:
            made.append(of_trap(spot.trap, spot.breach))
            decoded = decode(converted.encode())
    made += [of_trap(spot.trap, spot.breach) for spot in decoded.spots if spot.trap != DAMAGE]
    return decoded, made


def _mended(reader: Reader, before: Reading) -> tuple[Reading, list[Correction]]:
    """Write the accents of a file again, all of them or none."""
    for spot in before.spots:
        if spot.trap == DAMAGE and spot.edits:
            after = reader.read(before.source.text, spot.edits)
            if after and mends(before, after):
                return after, [of_trap(spot.trap, spot.breach, Lines(before.source.text), spot.edits)]
    return before, []


def _settled(reader: Reader, reading: Reading, doubtful: Pointers) -> tuple[Reading, list[Correction]]:
    """Correct values and keys until nothing more can be: an unknown key that becomes known shows what it held."""
    made: list[Correction] = []
    while True:
        offered = [each for each in proposals(reading) if each.breach.pointer not in doubtful]
        after, kept = _kept(reader, reading, offered)
        if not kept:
            return reading, made
        lines = Lines(reading.source.text)
        made += [of_trap(each.rule, each.breach, lines, each.edits) for each in kept]
        reading = after


def _kept(reader: Reader, before: Reading, offered: list[Proposal]) -> tuple[Reading, list[Proposal]]:
    """Make all that is proposed at once; when that is not sound, half of it, and so on down to each alone."""
    kept: list[Proposal] = []
    after, groups = before, [offered] if offered else []
    while groups:
        group = groups.pop()
        tried = [*kept, *group]
        read = reader.read(before.source.text, (edit for each in tried for edit in each.edits))
        if read and sound(before, read, tried):
            kept, after = tried, read
        elif len(group) > 1:
            half = len(group) // 2
            groups += [group[half:], group[:half]]
    return after, kept
