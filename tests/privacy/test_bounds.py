"""Files of nearly a megabyte made of data about persons: read, judged and masked in a bounded time and memory."""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from kit.privacy.mask import mask
from kit.yaml.source import read_bytes

pytestmark = pytest.mark.proof

SECONDS, BYTES = 5, 300_000_000


def phone(number: int) -> str:
    return f"06 {number // 10**6 % 100:02} {number // 10**4 % 100:02} {number // 100 % 100:02} {number % 100:02}"


FILES: dict[str, Callable[[], str]] = {
    "clés": lambda: "".join(f'"{phone(number)}": x\n' for number in range(5000)),
    "valeurs": lambda: "".join(f"k{number}: {phone(number)}\n" for number in range(5000)),
    "commentaires": lambda: "".join(f"# {phone(number)} et Mme Exemple\n" for number in range(25_000)),
    "noms dans un commentaire": lambda: "# " + " ".join(f"Mme Nom{number}" for number in range(60_000)),
    "accents sans fin": lambda: "# Mme Exemple" + "\u0301\u0323" * 200_000,
    "une valeur": lambda: 'note: "habite 1 bis' + " " * 900_000 + 'x"',
    "un bloc plié": lambda: "note: >\n" + "  habite 1 bis\n" * 60_000,
}


@pytest.mark.parametrize("made", FILES.values(), ids=list(FILES))
def test_the_mask_of_a_hostile_file_is_made_and_used_in_time(made: Callable[[], str]) -> None:
    source = read_bytes(f"a: b\n{made()}\n".encode(), "departments/88-vosges/sessions.yaml", "sessions")
    said = [f"Le texte « {line[:60]} » n’est pas admis." for line in source.text.split("\n")[:2000]]
    start = time.process_time()
    hidden = mask([source])
    for text in said:
        hidden.clean(text)
    hidden.text(source.file, source.text)
    assert time.process_time() - start < SECONDS


def test_its_memory_has_a_bound() -> None:
    # Un sixième du fichier, et un sixième de la mémoire : la mesurer ralentit tout.
    names = " ".join(f"Mme Nom{number}" for number in range(10_000))
    source = read_bytes(f"a: b\n# {names}\n".encode(), "sessions.yaml", "sessions")
    tracemalloc.start()
    mask([source]).clean("Mme Nom1")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < BYTES / 6
