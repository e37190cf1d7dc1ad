"""A character that nobody sees, written by an escape: told at its place, and in nothing that leaves."""

from pathlib import Path

import pytest

from kit.diff.compare import compare
from kit.diff.formats import FORMATS as DIFFS
from kit.handbook.data.tabular import Column, Table, as_csv, guarded
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import HOUSE, TODAY, Copy, Kit, judge

pytestmark = pytest.mark.proof

ESCAPES = {
    "nul": ("\\0", "\0"), "commande": ("\\e[31m", "\x1b"), "sens": ("\\u202e", "\u202e"),
    "blanc": ("\\u200b", "\u200b"),
    "gauche à droite": ("\\u200e", "\u200e"), "arabe": ("\\u061c", "\u061c"), "marque": ("\\ufeff", "\ufeff"),
    "césure": ("\\u00ad", "\xad"), "étiquette": ("\\U000e0041", "\U000e0041"), "retour": ("\\r", "\r"),
    "ligne": ("\\L", "\u2028"), "suivante": ("\\N", "\x85"), "isolat": ("\\u2067", "\u2067"),
}  # fmt: skip
TITLE = '"Bilan de l’année 2025"'


@pytest.mark.parametrize(("escape", "char"), ESCAPES.values(), ids=list(ESCAPES))
@pytest.mark.parametrize("key", [False, True], ids=["valeur", "clé"])
def test_it_is_told_at_its_place_and_leaves_nowhere(
    copy: Copy, tmp_path: Path, kit: Kit, escape: str, char: str, key: bool
) -> None:
    folder = copy("88")
    path = folder / "sessions.yaml"
    text = path.read_text(encoding="utf-8")
    new = f'{TITLE}\n  "a{escape}": x' if key else f'"Bilan{escape} de l’année"'
    path.write_text(text.replace(TITLE, new, 1), encoding="utf-8")
    root = folder.parent.parent
    report = judge(root)
    [told] = [finding for finding in report.findings if finding.rule == "caractere-interdit"]
    line = text[: text.index(TITLE)].count("\n") + 1
    assert told.line == line + key
    assert told.message.replace("\u00a0", " ") == (
        f"Cette valeur ou cette clé contient un caractère invisible (code U+{ord(char):04X}), écrit avec une barre "
        "inversée, elle n’est donc pas lue."
    )
    before = tmp_path / "avant"
    (before / "departments").mkdir(parents=True)
    (before / "departments" / folder.name).symlink_to(HOUSE / "departments" / folder.name)
    out = [write(report, Style()) for write in FORMATS.values()]
    for sides in ((before, root), (root, before)):
        changes = compare(*sides, TODAY, "main")
        out += [write(changes, Style()) for write in DIFFS.values()]
    done = kit("fix", "--dry-run", "--root", root.as_posix())
    # La marque qui ouvre un fichier CSV n’est pas ici ; « \r » n’est la fin d’aucune ligne.
    assert [said for said in (*out, done.stdout, done.stderr) if char in said] == []


@pytest.mark.parametrize("text", ["=1+1", "\0=1+1", "\u200b=1+1", "\ufeff@x", " \x1b-1", "\u202e+1"])
def test_no_mark_hides_a_formula_from_its_guard(text: str) -> None:
    table = Table(name="t", title="T", about="", columns=(Column("c", "C"),), rows=((text,),))
    cell = as_csv(table).split("\r\n")[1]
    assert cell.startswith("'")
    assert not any(ord(char) < 32 or char in "\u200b\u202e\ufeff" for char in cell)


def test_a_text_is_no_formula() -> None:
    assert guarded("Bilan = 3") == "Bilan = 3"
