"""What each paper says, by its name: one function a paper, from what it speaks of to its fields and its lists."""

from collections.abc import Callable, Mapping

from kit.actes.paper import Row, Rows
from kit.actes.papers import appointing, asking, calling, examining, gazette, recording, yearly
from kit.actes.subject import Subject

Said = tuple[dict[str, Row], dict[str, Rows]]
PAPERS: Mapping[str, Callable[[Subject], Said]] = {
    "convocation": calling.convocation,
    "ordre-du-jour": calling.agenda,
    "emargement": recording.attendance,
    "proces-verbal": recording.minutes,
    "arrete-composition": appointing.composition,
    "arrete-modificatif": appointing.change,
    "courrier": asking.letter,
    "avis": examining.opinion,
    "bordereau": gazette.slip,
    "fiche-annuelle": yearly.sheet,
}
