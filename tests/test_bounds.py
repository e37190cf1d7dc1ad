"""The work of a check grows as the file does, whatever is repeated in it; and a whole file fits in little memory."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.judging import pipeline
from kit.model.folder import Folder
from kit.yaml.schema import BRANCHES
from tests.conftest import HOUSE, TODAY, Copy
from tests.growth import MOST, calls
from tests.yaml.nearly import WORDS
from tests.yaml.table import COMPLETE, department

pytestmark = pytest.mark.proof

Unit = Callable[[int], str]
COMMISSION = 'departement: "48"\ninstallation: {etat: installee, date: 2017-06-12}\n'
SESSION = "- date: 2026-03-12\n  formation: individuelle\n  etat: tenue\n"
ASSOCIATION = "agrement: {{reference: r-{0}, debut: 2024-01-01, fin: 2027-01-01}}"
# Tout ce dont un fichier peut avoir mille, et tout ce que mille fois la même faute peut faire chercher.
REPEATED: dict[str, tuple[str, str, Unit]] = {
    "clés inconnues": ("commission", COMMISSION, lambda i: f"inconnue_{i}: x\n"),
    "clés inconnues d’un groupe": ("commission", COMMISSION + "secretariat:\n", lambda i: f"  inconnue_{i}: x\n"),
    "clés proches": ("commission", COMMISSION, lambda i: f"presidenc_{i}: x\n"),
    "sièges proches": ("membres", "", lambda i: f"medecin_{i}: []\n"),
    "clés répétées": ("commission", COMMISSION, lambda _: "liste_membres: complete\n"),
    "clés vides": ("commission", COMMISSION, lambda i: f"vide_{i}:\n"),
    "clés à espace insécable": ("commission", COMMISSION, lambda i: f"cle_{i}\u00a0: x\n"),
    "clés faites de crochets": ("commission", COMMISSION, lambda i: f"[a, {i}]: x\n"),
    "valeurs nulles": ("commission", COMMISSION, lambda i: f"cle_{i}: ~\n"),
    "textes avalés": ("sessions", SESSION + "  ordre_du_jour:\n", lambda i: f"    - Bureau #{i}\n"),
    "noms de valeurs": ("sessions", SESSION + "  ordre_du_jour:\n", lambda i: f"    - &n{i} x\n"),
    "étiquettes": ("sessions", SESSION + "  ordre_du_jour:\n", lambda _: "    - !!int 3\n"),
    "guillemets": ("sessions", SESSION + "  ordre_du_jour:\n", lambda _: "    - “x”\n"),
    "séances vides": ("sessions", "", lambda _: "- {}\n"),
    "séances": ("sessions", "", lambda i: f"- {{date: 20{18 + i % 8}-03-12, formation: politique, etat: tenue}}\n"),
    "présents inconnus": ("sessions", SESSION + "  presents:\n", lambda i: f"    - magistrat-{i}\n"),
    "présents répétés": ("sessions", SESSION + "  presents:\n", lambda _: "    - magistrat-1\n"),
    "pouvoirs": ("sessions", SESSION + "  pouvoirs:\n", lambda i: f"    - {{de: a-{i}, a: magistrat-1}}\n"),
    "dossiers": ("sessions", SESSION + "  dossiers:\n", lambda i: f"    - {{reference: r-{i}, retires: [a-{i}]}}\n"),
    "associations": ("commission", COMMISSION + "associations_agreees:\n",
                     lambda i: f"  - {{id: a-{i}, nom: A, {ASSOCIATION.format(i)}}}\n"),
    "arrêtés": ("commission", COMMISSION + "arretes:\n",
                lambda i: f"  - {{reference: r-{i}, objet: [composition], date: 2025-06-13, signataires: [prefet]}}\n"),
    "objets répétés": ("commission", COMMISSION + "arretes:\n  - reference: r\n    objet:\n",
                       lambda _: "      - composition\n"),
    "vacances": ("commission", COMMISSION + "vacances:\n",
                 lambda i: f"  - {{siege: medecin, motif: m-{i}, depuis: 2025-01-01, jusqu_au: 2026-12-31}}\n"),
    "règlements": ("commission", COMMISSION + "reglement_interieur:\n",
                   lambda i: f"  - {{reference: r-{i}, debut: 2025-01-{1 + i % 28:02}, pouvoirs_par_membre: 1}}\n"),
    "vacances échues": ("commission", COMMISSION + "vacances:\n",
                        lambda i: f"  - {{siege: medecin, motif: m-{i}, depuis: 2025-01-01, jusqu_au: 2025-06-30}}\n"),
    "dérogations répétées": ("commission", COMMISSION + "derogations:\n",
                             lambda _: "  - {regle: epci-absent, motif: m, autorite: a, jusqu_au: 2026-12-31}\n"),
    "dérogations inconnues": ("commission", COMMISSION + "derogations:\n",
                              lambda i: f"  - {{regle: r-{i}, motif: m, autorite: a, jusqu_au: 2026-12-31}}\n"),
    "dates à la française": ("commission", COMMISSION + "presidence:\n",
                             lambda i: f"  - {{autorite: prefet, debut: {1 + i % 28}/03/2025}}\n"),
    "périodes à l’envers": ("commission", COMMISSION + "presidence:\n",
                            lambda _: "  - {autorite: prefet, debut: 2020-01-02, fin: 2020-01-01}\n"),
    "titulaires": ("membres", "medecin:\n", lambda i: f"  - {{id: m-{i}, titre: T, mandat: {{debut: 2025-01-01}}}}\n"),
    "mentions": ("membres", "medecin:\n", lambda i: f"  - {{id: m-{i}, titre: T, aussi_pour: [medecin, pjj]}}\n"),
    "titulaires sans id": ("membres", "medecin:\n", lambda _: "  - {titre: T}\n"),
    "anciens services": ("membres", "ddets:\n", lambda i: f"  - {{id: m-{i}, titre: T, organisme: DDCS}}\n"),
    "indicateurs": ("commission", COMMISSION + "indicateurs:\n",
                    lambda i: f"  - {{date: 20{18 + i % 8}-12-31, psp_en_cours: {i}}}\n"),
    "pièces": ("procedures", "psp: {}\naps:\n  pieces:\n", lambda i: f"    - {{piece: autre, precision: p-{i}}}\n"),
}  # fmt: skip
SIZE = 180
# En deçà, ce qui se mesure est ce qui se prépare, et non le texte.
_LEAST = 4_000


def read(branch: str, text: str) -> None:
    """Check a department of which one file is replaced."""
    with tempfile.TemporaryDirectory() as root:
        folder = department(Path(root), {f"{branch}.yaml": text.encode()})
        pipeline.alone(Folder(folder.path, folder.name), TODAY)


def grows(branch: str, head: str, unit: Unit, size: int) -> float:
    """Tell how much more work twice as many units take, what no unit takes being set aside."""

    def work(first: int, number: int) -> int:
        text = head + "".join(unit(first + rank) for rank in range(number))
        return calls(lambda: read(branch, text))

    work(0, 1)  # Ce qui ne se prépare qu'une fois.
    # Deux : une seule clé répétée n’en est pas une, et tout le reste se jugerait.
    none, once, twice = work(1000, 2), work(10_000, size), work(20_000, size * 2)
    return (twice - none) / max(once - none, _LEAST)


@pytest.mark.parametrize(("branch", "head", "unit"), REPEATED.values(), ids=REPEATED)
def test_twice_as_many_of_anything_is_twice_the_work(branch: str, head: str, unit: Unit) -> None:
    # Une expression que Python a oubliée se recompile au milieu d’une mesure ; pas au milieu de la suivante.
    assert any(grows(branch, head, unit, SIZE) <= MOST for _ in range(2))


@settings(derandomize=True, deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(
    branch=st.sampled_from(BRANCHES),
    words=st.lists(WORDS, min_size=1, max_size=4),
    numbered=st.booleans(),
    kept=st.integers(0, 40),
)
def test_any_words_repeated_are_read_in_a_time_that_their_number_bounds(
    branch: str, words: list[str], numbered: bool, kept: int
) -> None:
    unit = "".join(words)
    head = COMPLETE[f"{branch}.yaml"][:kept]
    assert grows(branch, head, lambda i: f"{unit}{i}" if numbered else unit, 60) <= MOST


def heavy() -> Iterator[tuple[str, str]]:
    """Give files that the kit still reads, and that have as much in them as it admits."""
    yield "commission", COMMISSION + "".join(f"inconnue_{index}: x\n" for index in range(9_900))
    yield "membres", "medecin:\n" + "".join(f"  - {{id: m-{i}, titre: Médecin {i}}}\n" for i in range(3_900))
    yield "sessions", "- {}\n" * 19_900
    yield "procedures", f"psp: {{evaluation_besoins: “{'mot ' * 249_000}”}}\n"


def test_heavy_files_are_read_in_little_memory(copy: Copy) -> None:
    folder = copy("48")
    for branch, text in heavy():
        (folder / f"{branch}.yaml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kit", "check", "--root", str(folder.parent.parent), "--date", TODAY.isoformat()],
        cwd=HOUSE, env={}, capture_output=True, text=True, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (800_000_000, 800_000_000)),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    assert done.stdout.count("autres constats de cette règle dans ce fichier") >= 2
