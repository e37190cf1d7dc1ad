"""What a trap proposes to write, as edits of the text where it was found."""

from collections.abc import Iterator
from dataclasses import dataclass

from kit.edit.fix.reader import Reading
from kit.findings.finding import Pointer
from kit.findings.rule import Breach
from kit.yaml import key as keys
from kit.yaml.source import Source
from kit.yaml.spot import Edit

# Ce piège dit tout un fichier, et non une valeur.
DAMAGE = "accents-abimes"
_KEY, _UNREAD = "cle-inconnue", "yaml-illisible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Edits that answer the breach of a rule; `place` is where values may change by them (None: nowhere), `key` the
    new name of the key at the breach."""

    rule: str
    breach: Breach
    edits: tuple[Edit, ...]
    place: Pointer | None = None
    key: str | None = None

    @property
    def opens(self) -> bool:
        """Whether what stands at its place could not be read before, faults included."""
        return self.rule == _UNREAD or not self.breach.fix


def proposals(reading: Reading) -> Iterator[Proposal]:
    """Give what can be proposed for the values and the keys of a file that was read."""
    for spot in reading.spots:
        if spot.edits and spot.trap != DAMAGE:
            # Une clé que le kit a su lire garde sa valeur ; sinon c'est tout son groupe qui va changer.
            kept = spot.breach.pointer in reading.source.keys
            place = None if kept else spot.breach.pointer[:-1]
            yield Proposal(rule=spot.trap, breach=spot.breach, edits=spot.edits, place=place)
        elif not spot.edits and (found := instead(reading.source, spot.trap, spot.breach)):
            yield found


def instead(source: Source, rule: str, breach: Breach) -> Proposal | None:
    """Give what a breach proposes to write in place of a value or of a key, or None."""
    spans = source.key_spans if rule == _KEY else source.spans
    if breach.pointer not in spans:
        return None
    start, end = spans[breach.pointer]
    text = _written(rule, breach, source.text[start:end])
    if text is None:
        return None
    edits = (Edit(start, end, text),)
    if rule == _KEY:
        return Proposal(rule=rule, breach=breach, edits=edits, key=text)
    return Proposal(rule=rule, breach=breach, edits=edits, place=breach.pointer)


def _written(rule: str, breach: Breach, before: str) -> str | None:
    if rule == _UNREAD:
        return keys.spaced(before)
    return breach.fix if "\n" not in before else None
