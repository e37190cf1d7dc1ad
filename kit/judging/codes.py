"""Which departments a repository has, and which it should have."""

from dataclasses import dataclass

from kit.law.territories import territories
from kit.law.texts import data


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of the departments that have a folder (`filed`), and of those that should (`wanted`; None: nobody says
    which)."""

    filed: frozenset[str]
    wanted: frozenset[str] | None


def codes(filed: frozenset[str], held: frozenset[str] | None) -> Codes:
    """Give the codes of a repository that says which departments it holds; one that does not is taken for that of the
    country once it has the share of them that `kit/law/maison.yaml` says, and for its own otherwise."""
    whole = frozenset(territories())
    country = int(data("maison")["pays_denominateur"]) * len(filed) >= len(whole)
    return Codes(filed, held or (whole if country else None))
