"""What each paper says, by its name: from what it speaks of to its fields and its lists, and to what it remarks of
itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kit.actes.paper import Remark, Row, Rows
from kit.actes.papers import appointing, asking, calling, examining, gazette, recording, yearly
from kit.actes.subject import Subject

Said = tuple[dict[str, Row], dict[str, Rows]]


@dataclass(frozen=True, slots=True)
class Writing:
    """How a paper is written: what it says, and what it remarks that no check has found."""

    says: Callable[[Subject], Said]
    remarks: Callable[[Subject], Iterable[Remark]] = lambda _: ()


PAPERS: Mapping[str, Writing] = {
    "convocation": Writing(calling.convocation, calling.too_late),
    "ordre-du-jour": Writing(calling.agenda),
    "emargement": Writing(recording.attendance),
    "proces-verbal": Writing(recording.minutes),
    "arrete-composition": Writing(appointing.composition),
    "arrete-modificatif": Writing(appointing.change),
    "courrier": Writing(asking.letter),
    "avis": Writing(examining.opinion),
    "bordereau": Writing(gazette.slip),
    "fiche-annuelle": Writing(yearly.sheet, yearly.unsaid),
}
