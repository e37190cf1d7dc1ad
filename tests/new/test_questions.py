"""The questions of `kit new`, answered at a real terminal."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HOUSE

_LONGEST = 20


class Terminal:
    """A person at a terminal: waits for words, types others."""

    def __init__(self, *words: str) -> None:
        self.master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONPATH": str(HOUSE), "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "kit", *words]
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        self.said = ""

    def wait_for(self, words: str) -> None:
        while words not in self.said.replace("\u00a0", " ").replace("\u202f", " "):
            ready, _, _ = select.select([self.master], [], [], _LONGEST)
            assert ready, self.said
            self.said += os.read(self.master, 4096).decode("utf-8", "replace")

    def type(self, text: str) -> None:
        self.said = ""
        os.write(self.master, text.encode())

    def end(self) -> int:
        while select.select([self.master], [], [], _LONGEST)[0]:
            try:
                read = os.read(self.master, 4096)
            except OSError:  # Sous Linux, un terminal que plus personne ne tient se lit ainsi.
                break
            if not read:
                break
            self.said += read.decode("utf-8", "replace")
        os.close(self.master)
        return self.process.wait(_LONGEST)


def commission(root: Path) -> str:
    return (root / "departments" / "48-lozere" / "commission.yaml").read_text(encoding="utf-8")


def test_answers_are_written_and_a_wrong_one_is_asked_again(tmp_path: Path) -> None:
    terminal = Terminal("new", "48", "--root", str(tmp_path), "--date", "2026-11-23")
    terminal.wait_for("Où en est la commission")
    terminal.type("installee\n")
    terminal.wait_for("Installée depuis le")
    terminal.type("12/06/2017\n")
    terminal.wait_for("Écrivez 2017-06-12")
    terminal.type("2017-06-12\n")
    terminal.wait_for("Titre de la présidence")
    terminal.type('Préfet de la "Lozère" : \\ #\n')
    terminal.wait_for("Référence du dernier arrêté")
    for _ in range(20):
        os.write(terminal.master, b"\n")
    assert terminal.end() == 0
    assert "installation: {etat: installee, date: 2017-06-12}" in commission(tmp_path)
    assert 'titre: "Préfet de la \\"Lozère\\" : \\\\ #"' in commission(tmp_path)


def test_every_question_can_be_skipped(tmp_path: Path) -> None:
    terminal = Terminal("new", "48", "--root", str(tmp_path), "--date", "2026-11-23")
    terminal.wait_for("Où en est la commission")
    for _ in range(20):
        os.write(terminal.master, b"\n")
    assert terminal.end() == 0
    assert "\ninstallation:" not in commission(tmp_path)


@pytest.mark.parametrize("key", ["\x04", "\x03"], ids=["fin", "interruption"])
def test_leaving_writes_nothing(tmp_path: Path, key: str) -> None:
    terminal = Terminal("new", "48", "--root", str(tmp_path))
    terminal.wait_for("Où en est la commission")
    if key == "\x03":
        terminal.process.send_signal(2)
    else:
        terminal.type(key)
    assert terminal.end() == 2
    assert "Interrompu : rien n’a été écrit." in terminal.said.replace("\u00a0", " ")
    assert list(tmp_path.iterdir()) == []
