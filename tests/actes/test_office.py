"""Each paper as LibreOffice opens and prints it: run where it is installed, with what reads a PDF (`make papiers`)."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.actes.catalogue import kinds
from kit.actes.subject import Choice
from kit.actes.writing import Document
from tests.actes import hostile
from tests.actes.asking import FOLDERS, Day, asked, every, made
from tests.actes.reading import odt_lines

_OFFICE, _READER = shutil.which("soffice"), shutil.which("pdftotext")
_LACKING = "demande LibreOffice et poppler : apt-get install libreoffice-writer-nogui poppler-utils"
pytestmark = [pytest.mark.proof, pytest.mark.skipif(not (_OFFICE and _READER), reason=_LACKING)]
# Le pied de page coupe un paragraphe qui passe d’une page à l’autre.
_FOOT = re.compile(r"[^\n]*– page \d+ sur \d+\n*")
# Les blancs ; une case à cocher, d’une autre police, se lit après sa ligne.
_BLANKS = re.compile(r"[\s☐]+")
_HOSTILE = ("arrete-composition", "emargement")
_BOTH = Day(2022, 4, 13)
Printed = dict[str, tuple[Document, list[str]]]


def _papers() -> Iterator[tuple[str, Document]]:
    """Give by name every paper of four departments, those of a day when two prefects sign, and hostile ones."""
    for code, folder in FOLDERS.items():
        for wanted in every(code):
            yield from ((f"{code}-{one.name}", one) for one in made(folder, wanted))
    for wanted in (asked("arrete-composition", day=_BOTH), asked("courrier", Choice(seat="medecin"), day=_BOTH)):
        yield from ((f"13-{one.name}", one) for one in made(FOLDERS["13"], wanted))
    for rank, text in enumerate(hostile.TEXTS):
        for kind in _HOSTILE:
            one, _ = hostile.made(asked(kind), text)
            yield f"hostile-{rank}-{one.name}", one


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Each paper, and each page of what LibreOffice prints of it."""
    folder = tmp_path_factory.mktemp("papiers")
    papers = dict(_papers())
    for name, one in papers.items():
        (folder / name).write_bytes(one.raw)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [str(_OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / name) for name in papers]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name: (one, _pages((folder / name).with_suffix(".pdf"))) for name, one in papers.items()}


def _pages(pdf: Path) -> list[str]:
    done = subprocess.run([str(_READER), "-raw", str(pdf), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def _true(printed: Printed) -> Iterator[tuple[str, Document, list[str]]]:
    return ((name, *one) for name, one in printed.items() if not name.startswith("hostile-"))


def test_each_paper_is_printed_on_few_pages_whose_foot_numbers_them(printed: Printed) -> None:
    assert {one.name.partition("-2")[0] for _, one, _ in _true(printed)} == {*kinds()} - {"arrete-modificatif"}
    for name, _, pages in _true(printed):
        assert 1 <= len(pages) <= 5, name
        wanted = [f"– page {rank} sur {len(pages)}" for rank in range(1, len(pages) + 1)]
        assert [foot for page in pages for foot in re.findall(r"– page \d+ sur \d+", page)] == wanted, name


def test_what_is_printed_is_what_was_written(printed: Printed) -> None:
    lost = []
    for name, one, pages in _true(printed):
        text = _BLANKS.sub("", "".join(_FOOT.sub("", page) for page in pages))
        lost += [(name, line) for line in odt_lines(one.raw) if _BLANKS.sub("", line) not in text]
    assert lost == []


def test_a_signature_stands_on_the_page_of_what_is_signed(printed: Printed) -> None:
    for name, one, pages in _true(printed):
        if "-arrete-" in name:
            lines = odt_lines(one.raw)
            made_on = next(rank for rank, line in enumerate(lines) if line.startswith("Fait à"))
            signed = lines[made_on - 2 : lines.index("Textes appliqués")]
            assert "Exécution et recours" in signed[0]
            assert any(all(_BLANKS.sub("", each) in _BLANKS.sub("", page) for each in signed) for page in pages), name


@pytest.mark.parametrize("rank", range(len(hostile.TEXTS)))
def test_a_hostile_text_is_printed_whole_and_nothing_comes_of_it(printed: Printed, rank: int) -> None:
    of = {name: pages for name, (_, pages) in printed.items() if name.startswith(f"hostile-{rank}-")}
    assert len(of) == len(_HOSTILE)
    for name, pages in of.items():
        text = "".join(pages)
        assert "Textes appliqués" in text, name
        assert "root:" not in text, name
        assert "54439" not in text, name
