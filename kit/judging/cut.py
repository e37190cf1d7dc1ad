"""How many findings of one rule in one file are written one by one, and how the others are counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kit.findings.finding import Finding
from kit.french import count, spaced

# Lesquels des constats d'une règle sont écrits, dans l'ordre de lecture.
Shown = Callable[[Iterable[Finding]], tuple[Finding, ...]]
# Garde-fou de lecture, sans rapport avec le droit : personne n'en lit davantage, et qui les corrige relance.
SHOWN = 200


def cut(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give the first findings of each rule in each file, in the order of the places, then one that counts the others of
    the same weight; what was cut already stays so."""
    return by_reading(_kept(by_reading(findings)))


def by_reading(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give all findings, in the order of the places."""
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _kept(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[object, ...], Finding] = {}
    left: Counter[tuple[object, ...]] = Counter()
    for finding in findings:
        pair = (finding.rule, finding.file)
        seen[pair] += 1
        if seen[pair] <= SHOWN:
            yield finding
            continue
        # Une erreur n'est jamais comptée parmi des notes : chaque poids a sa ligne.
        weight = (*pair, finding.outcome, finding.severity)
        first.setdefault(weight, finding)
        left[weight] += finding.number
    yield from (_others(first[weight], number) for weight, number in left.items())


def _others(first: Finding, number: int) -> Finding:
    """Say how many findings are not shown, at the place of the first of them."""
    said = count(number, "autre constat de cette règle", "autres constats de cette règle")
    return replace(
        first,
        message=spaced(f"… et {said} dans ce fichier."),
        remedy=spaced("Corrigez d’abord ceux-ci, puis relancez."),
        pointer="",
        anchor="",
        paragraph=None,
        derogation=None,
        known=False,
        edit=None,
        others=number,
    )
