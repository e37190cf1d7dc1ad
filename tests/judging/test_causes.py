"""One cause, one finding: each example department, changed in one way, is told one thing more."""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.findings.finding import Finding
from kit.judging import pipeline
from kit.judging.pipeline import judged
from kit.model.department import assemble, sources
from kit.model.folder import Folder
from kit.yaml.source import Source, read_bytes
from tests.conftest import HOUSE, TODAY, Copy

pytestmark = pytest.mark.proof

Change = Callable[[str], str]
EXAMPLES = sorted(path.name for path in (HOUSE / "departments").iterdir() if path.is_dir())
BLOCKS = {
    "commission": ("installation", "presidence", "arretes", "associations_agreees", "indicateurs"),
    "procedures": ("psp", "aps", "sortie", "afis"),
}
SEATS = (
    "magistrat", "medecin", "ddets", "police_nationale", "police_judiciaire", "gendarmerie", "etrangers", "education",
    "collectivites", "associations", "conseil_departemental", "aide_sociale_enfance", "observatoire_enfance", "pjj",
    "protection_enfance",
)  # fmt: skip


def without(key: str) -> Change:
    return lambda text: re.sub(rf"^{key}:.*\n(?:(?:[ #-].*)?\n)*", "", text, count=1, flags=re.MULTILINE)


def instead(old: str, new: str) -> Change:
    return lambda text: re.sub(old, new, text, count=1, flags=re.MULTILINE)


def moved(text: str) -> str:
    """Write who holds the seat of the doctor under the seat of the magistrate."""
    block = re.search(r"^medecin:\n((?:(?:[ #].*)?\n)*)", text, re.MULTILINE)
    return text.replace(block[0], "").replace("magistrat:\n", f"magistrat:\n{block[1]}") if block else text


def to_come(text: str) -> str:
    """Date the last figures of a day to come."""
    block = re.search(r"^indicateurs:\n(?:(?:[ #-].*)?\n)*", text, re.MULTILINE)
    days = list(re.finditer(r"(?<=- date: )[0-9-]+|(?<=- {date: )[0-9-]+", block[0])) if block else []
    return text.replace(days[-1][0], "2027-01-15") if days else text


CAUSES: dict[str, tuple[str, Change]] = {
    **{f"sans {key}": (branch, without(key)) for branch, keys in BLOCKS.items() for key in keys},
    **{f"siège {seat} ôté": ("membres", without(seat)) for seat in SEATS},
    "aucun membre": ("membres", lambda _: "{}\n"),
    "aucune séance": ("sessions", lambda _: "[]\n"),
    "médecin sous magistrat": ("membres", moved),
    "secretariats": ("commission", instead("^secretariat:", "secretariats:")),
    "presidance": ("commission", instead("^presidence:", "presidance:")),
    "arrete": ("commission", instead("^arretes:", "arrete:")),
    "indicateurs à venir": ("commission", to_come),
    "identifiant donné deux fois": ("membres", instead(r"id: medecin-[2-9]$", "id: magistrat-2")),
    "dernier médecin ôté": ("membres", lambda text: re.sub(
        r"(^medecin:\n(?:.*\n)*?)  - id: medecin-[2-9]\n(?:    .*\n)+(?=\n|\S|#)", r"\1", text, flags=re.MULTILINE)),
    "téléphone dans une date": ("commission", instead(r"(?<=debut: )[0-9-]{10}", "06 39 98 12 34")),
    "présent inconnu": ("sessions", instead(r"presents: \[", "presents: [inconnu-7, ")),
    "mandat sans fin": ("membres", instead(r"(?<=mandat: {debut: 2021-05-1[47]), fin: 2024-05-1[36]", "")),
    "séance passée restée prévue": ("sessions", instead(r"etat: tenue$", "etat: prevue")),
    "présidence finie": ("commission", instead(r"(autorite: prefet[ ,\n](?:.*\n)*?.*?)debut: [0-9-]+(?!.*fin:)",
                                               r"\1debut: 2020-01-01, fin: 2021-01-01")),
}  # fmt: skip


# À la Creuse, une vacance est déclarée : ce sont deux anciens titulaires que l’on ôte, et rien ne les rapproche. Aux
# Vosges, le quorum de deux séances compte un membre de plus, et ne se sait plus.
SEVERAL = {"23-creuse": {"siège associations ôté"}, "88-vosges": {"mandat sans fin"}}


def found(folder: Folder, files: dict[str, Source]) -> list[Finding]:
    return list(judged(assemble(folder, files), TODAY, cases=False, shown=tuple).department.findings)


def key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.file, finding.outcome


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_cause_gives_one_finding(name: str) -> None:
    folder = Folder(HOUSE / "departments" / name, f"departments/{name}")
    whole = sources(folder)
    before = Counter(map(key, found(folder, whole)))
    several = {}
    for cause, (branch, change) in CAUSES.items():
        text = change(whole[branch].text)
        # Une commission en cours d’installation n’est pas jugée : sans ce mot, elle l’est tout entière.
        under_way = cause == "sans installation" and "en_cours" in whole[branch].text
        if text == whole[branch].text or under_way:
            continue
        changed = found(folder, {**whole, branch: read_bytes(text.encode(), whole[branch].file, branch)})
        new = Counter(map(key, changed)) - before
        if new.total() > 1:
            several[cause] = sorted(new.elements())
    assert several.keys() == SEVERAL.get(name, set()), several


def test_a_copied_folder_is_told_once(copy: Copy) -> None:
    folder = copy("88")
    shutil.copytree(folder, folder.with_name("88-vosges - Copie"))
    report, _ = pipeline.run(folder.parent.parent, (), TODAY)
    first, second = report.departments
    assert [f.rule for f in second.findings] == ["departement-repete"]
    assert (first.outcome, first.findings[:0]) == (second.outcome, ())


def test_the_folder_with_the_right_name_is_the_first(copy: Copy) -> None:
    folder = copy("88")
    shutil.copytree(folder, folder.with_name("088 copie"))
    report, _ = pipeline.run(folder.parent.parent, (), TODAY)
    assert [(Path(d.folder).name, "departement-repete" in {r.rule for r in d.results}) for d in report.departments] == [
        ("088 copie", True), ("88-vosges", False),
    ]  # fmt: skip
