"""Who composes the commission: faulty departments on the days that matter."""

import re
from pathlib import Path

import pytest

from kit.judging import registry
from tests.conftest import DATA, Copy, Day, golden, judge
from tests.rules.cases import seat

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


def test_who_adds_a_group_of_municipalities_also_gives_the_seat_its_second_holder(copy: Copy) -> None:
    folder = copy("88")
    rules = ("epci-absent", "siege-pluriel-a-un-seul")
    town = "id: ville-1, titre: Maire, collectivite: {type: commune}, mandat: {debut: 2026-01-02}"
    group = "id: collectivites-1, titre: Président, collectivite: {type: epci}, mandat: {debut: 2026-11-23}"
    for holders, told in (((town,), rules[:1]), ((town, group), ()), ((group,), rules[1:])):
        seat(folder, "collectivites", *holders)
        assert tuple(each.rule for each in judge(folder.parent.parent).findings if each.rule in rules) == told
