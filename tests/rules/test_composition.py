"""Who composes the commission: faulty departments on the days that matter."""

import re
from pathlib import Path

import pytest

from kit.judging import registry
from tests.conftest import DATA, Day, golden, judge

INVALID = DATA / "invalid"
FAULTY = INVALID / "composition"
# Ce que d'autres familles montrent déjà n'est pas redit ici.
FAMILIES = (
    "installation", "presidence", "composition", "services", "designations", "associations", "agrements", "arretes",
    "liste",
)  # fmt: skip
# Les phrases d'autres familles que seuls ces départements font dire.
ALSO = (
    "calendrier-sans-suite", "demandes-sans-seance", "reunions-insuffisantes", "quorum-non-atteint",
    "indicateurs-pas-a-jour", "pieces-permises", "mandat-trop-long",
)  # fmt: skip
# Ce que chaque jour a de propre : deux sièges pour la DDETS, une pièce trop tôt demandée, deux textes qui se croisent.
DAYS = {
    "2022-04-13": ("40-landes", "41-loir-et-cher", "75-paris"),
    "2024-06-01": ("11-aude",),
    "2025-09-15": ("13-bouches-du-rhone",),
    "2026-11-23": tuple(sorted(path.name for path in (FAULTY / "departments").iterdir())),
}
_OWN = re.compile(r"«[^»]*»|\([^)]*\)")


@pytest.mark.parametrize("day", DAYS)
def test_the_faulty_departments_give_the_findings_of_their_golden_file(day: str) -> None:
    kept = {rule.id for rule in registry.legal_rules() if rule.family in FAMILIES} | set(ALSO)
    lines: dict[tuple[str, str, str], str] = {}
    for finding in judge(FAULTY, Day.fromisoformat(day)).findings:
        folder = Path(finding.file).parts[1]
        if finding.rule in kept and folder in DAYS[day]:
            # Une phrase est gardée une fois par département : quinze sièges vides n'en disent pas plus qu'un.
            line = (
                f"{finding.file}:{finding.line}:{finding.column} {finding.rule} {finding.outcome} | {finding.message}"
            )
            lines.setdefault((folder, finding.rule, _OWN.sub("", finding.message)), line)
    golden(FAULTY / f"attendu-{day}.txt", "\n".join(lines.values()) + "\n")
