"""The four files of each department, the mistakes made on purpose, and where they are written."""

from collections.abc import Iterator
from pathlib import Path

from tests.generator import commission, procedures, sessions
from tests.generator import members as seats
from tests.generator.plan import Plan, plans

# Des fautes d'écriture, chacune avec la règle de lecture qui doit la dire.
MISTAKES = (
    ("sessions.yaml", '  heure: "14:30"', "  heure: 14:30", "heure-sans-guillemets"),
    ("commission.yaml", "exemple: true", "exemple: oui", "oui-non"),
    ("commission.yaml", "secretariat:", "secretaria:", "cle-inconnue"),
    ("membres.yaml", "gendarmerie:", "gendarmerie :\n\t# repris", "yaml-tabulation"),
    ("procedures.yaml", '(MSA)"', "(MSA)", "yaml-illisible"),
    ("procedures.yaml", "  duree_mois: ", "  duree_mois: six # ", "nombre-mal-ecrit"),
)


def write(folder: Path, *, seed: int = 1, copies: int = 1) -> dict[str, str]:
    """Write the files, and give the reading faults meant, rule by folder of a department.

    One copy is `folder/departments`. Several are as many roots, `folder/copie-01` and the following, each with other
    commissions: `kit check folder/*` reads them in one run, and says of each code that it was already read."""
    meant: dict[str, str] = {}
    for copy in range(1, copies + 1):
        root = folder if copies == 1 else folder / f"copie-{copy:02}"
        for plan, files, rule in _country(seed, copy):
            home = root / "departments" / plan.territory.folder
            home.mkdir(parents=True, exist_ok=True)
            for name, text in files.items():
                (home / name).write_text(text, encoding="utf-8")
            if rule:
                meant[home.relative_to(folder).as_posix()] = rule
    return meant


def _country(seed: int, copy: int) -> Iterator[tuple[Plan, dict[str, str], str]]:
    mistakes = iter(MISTAKES)
    for plan in plans(seed, copy):
        files, rule = _files(plan), ""
        if plan.kind == "mal_ecrit":
            name, right, wrong, rule = next(mistakes)
            files[name] = files[name].replace(right, wrong, 1)
        yield plan, files, rule


def _files(plan: Plan) -> dict[str, str]:
    drawn = seats.members(plan)
    return {
        "commission.yaml": commission.text(plan),
        "membres.yaml": seats.text(plan, drawn),
        "sessions.yaml": sessions.text(plan, drawn),
        "procedures.yaml": procedures.text(plan),
    }
