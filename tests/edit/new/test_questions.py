"""The questions of `kit new`, answered at a real terminal."""

import io
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.cli import main
from kit.edit.new.four_files import files
from kit.edit.new.questions import questions
from kit.law.territories import territories
from tests.conftest import HOUSE, TODAY, Done

_LONGEST = 20


class Terminal:
    """A person at a terminal: waits for words, types others."""

    def __init__(self, *words: str, **variables: str) -> None:
        self.master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONPATH": str(HOUSE), "LC_ALL": "C.UTF-8"}
        environment |= variables
        # Un terminal rend Ctrl-C à qui y travaille, même quand les tests tournent au fond.
        command = ["env", "--default-signal=INT", sys.executable, "-m", "kit", *words]
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        self.shown = b""
        self.heard = 0

    @property
    def said(self) -> str:
        """What was said, escape codes included."""
        return self.shown.decode("utf-8", "replace")

    @property
    def plain(self) -> str:
        """What was said, with ordinary spaces."""
        return self.said.replace("\u00a0", " ").replace("\u202f", " ")

    def wait_for(self, words: str) -> None:
        """Wait for words that come after those already waited for."""
        while words not in self.plain[self.heard :]:
            ready, _, _ = select.select([self.master], [], [], _LONGEST)
            assert ready, self.said
            self.shown += os.read(self.master, 4096)
        self.heard = self.plain.index(words, self.heard) + len(words)

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def skip(self) -> None:
        """Skip all that is asked."""
        self.type("\n" * len(questions()))

    def end(self) -> int:
        while select.select([self.master], [], [], _LONGEST)[0]:
            try:
                read = os.read(self.master, 4096)
            except OSError:  # Sous Linux, un terminal que plus personne ne tient se lit ainsi.
                break
            if not read:
                break
            self.shown += read
        os.close(self.master)
        return self.process.wait(_LONGEST)


def commission(root: Path) -> str:
    return (root / "departments" / "48-lozere" / "commission.yaml").read_text(encoding="utf-8")


def started(root: Path, *words: str) -> Terminal:
    """Start `kit new`, and wait until it listens."""
    terminal = Terminal("new", "48", "--root", str(root), "--date", "2026-11-23", *words)
    terminal.wait_for("Où en est la commission")
    terminal.wait_for("> ")
    return terminal


def test_answers_are_written_and_a_wrong_one_is_asked_again(tmp_path: Path) -> None:
    terminal = started(tmp_path)
    terminal.type("fermée\n")
    terminal.wait_for("Choisissez parmi « non_installee », « en_cours » ou « installee ».")
    terminal.type("installée\n")
    terminal.wait_for("Installée depuis le")
    terminal.type("12/06/2017\n")
    terminal.wait_for("est écrite à la française.")
    terminal.wait_for("Écrivez 2017-06-12")
    terminal.type("2017-06-12\n")
    terminal.wait_for("Titre de la présidence")
    terminal.type('Préfet de la "Lozère" : \\ #\n')
    terminal.wait_for("Référence du dernier arrêté")
    terminal.skip()
    assert terminal.end() == 0
    said = commission(tmp_path)
    assert "\ninstallation:\n  etat: installee  # " in said
    assert "\n  date: 2017-06-12  # " in said
    assert '\n    titre: "Préfet de la \\"Lozère\\" : \\\\ #"  # ' in said
    assert "\n# arretes:" in said


class Seat(io.StringIO):
    """A terminal for this process: what is typed at it, or what is shown on it."""

    def isatty(self) -> bool:
        return True


Seated = Callable[..., Done]


@pytest.fixture
def seated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seated:
    """Run `kit new` here, for somebody who types at a terminal."""

    def run(typed: str, *words: str) -> Done:
        shown, beside = Seat(), io.StringIO()
        for name, stream in {"stdin": Seat(typed), "stdout": shown, "stderr": beside}.items():
            monkeypatch.setattr(sys, name, stream)
        monkeypatch.setattr(sys, "argv", ["kit", "new", *words, "--root", str(tmp_path), "--date", TODAY.isoformat()])
        code: object = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        assert isinstance(code, int)
        return Done(code, shown.getvalue(), beside.getvalue())

    return run


SKIPPED = "\n" * len(questions())


def test_every_question_can_be_skipped(seated: Seated, tmp_path: Path) -> None:
    done = seated(SKIPPED, "48")
    assert done.returncode == 0
    # Ce qui ne se demande qu'après une réponse ne se demande pas.
    assert done.stdout.count("  > ") == 7
    assert commission(tmp_path) == files(territories()["48"], {}, TODAY)["commission.yaml"]


def test_what_an_option_says_is_not_asked_again(seated: Seated, tmp_path: Path) -> None:
    done = seated(SKIPPED, "48", "--president", "Préfet de la Lozère")
    assert done.returncode == 0
    assert "Titre de la présidence" not in done.stdout
    assert '\n    titre: "Préfet de la Lozère"' in commission(tmp_path)


def test_nothing_is_asked_when_nothing_is_wanted(seated: Seated, tmp_path: Path) -> None:
    done = seated("", "48", "--sans-questions")
    assert done.returncode == 0
    assert "?" not in done.stdout
    assert (tmp_path / "departments" / "48-lozere").is_dir()


def test_half_a_joint_presidency_is_told(seated: Seated) -> None:
    done = seated(SKIPPED, "75", "--president", "Préfet de Paris")
    assert done.returncode == 0
    assert "La présidence de Paris est conjointe" in done.stdout.replace("\u00a0", " ")


def test_a_fault_is_said_and_who_leaves_after_it_leaves_nothing(seated: Seated, tmp_path: Path) -> None:
    done = seated("installee\n12/06/2017\n", "48")
    assert done.returncode == 2
    said = done.stdout.replace("\u00a0", " ")
    assert said.index("est écrite à la française") < said.index("Écrivez 2017-06-12")
    assert done.stderr.replace("\u00a0", " ") == "kit : Interrompu : rien n’a été écrit.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["\x04", "\x03"], ids=["fin", "interruption"])
def test_leaving_writes_nothing(tmp_path: Path, key: str) -> None:
    terminal = started(tmp_path)
    terminal.type("installee\n")
    terminal.wait_for("Installée depuis le")
    terminal.wait_for("> ")
    if key == "\x03":
        terminal.process.send_signal(signal.SIGINT)
        terminal.type("\n")  # Un signal qui tombe juste avant l'attente n'est vu qu'à la touche suivante.
    else:
        terminal.type(key)
    assert terminal.end() == 2
    assert "Interrompu : rien n’a été écrit." in terminal.plain
    assert list(tmp_path.iterdir()) == []


def test_a_narrow_terminal_without_colours_is_folded_between_words(tmp_path: Path) -> None:
    terminal = Terminal("new", "48", "--root", str(tmp_path), COLUMNS="50", NO_COLOR="1")
    terminal.wait_for("> ")
    terminal.skip()
    assert terminal.end() == 0
    assert "\x1b[1" not in terminal.said
    asked = [line for line in terminal.plain.replace("\r", "").split("\n") if "rien n’est écrit" in line]
    assert [len(line) <= 50 for line in asked] == [True]
