"""What fails around the kit (disk, clock, streams, a kill) costs one sentence, never a file that was there."""

import contextlib
import datetime
import json
import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kit.cli import options
from kit.cli.commands import NAMES
from kit.errors import UsageError
from kit.judging import pipeline
from kit.report.formats import FORMATS
from tests.conftest import HOUSE, Copy, without_seat
from tests.trust.command import DAY, apart, environment, run

pytestmark = pytest.mark.proof

# Le nom que click donne à la commande, selon ce qui l’a lancée.
_LAUNCHED = re.compile(r"(?<=^Emploi\u00a0: )(?:python -m [\w.]+|\S+)")
KIT = f"{shlex.quote(sys.executable)} -m kit"
# Ni UTF-8, ni dossier personnel, ni rien de ce qu'un terminal donne.
BARE = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(HOUSE), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii"}  # fmt: skip


@pytest.fixture
def wrong(copy: Copy) -> Path:
    """A repository of one department without a doctor, and where a correction is to be made; gives its root."""
    folder = copy("88")
    members = folder / "membres.yaml"
    text = without_seat(members.read_text(encoding="utf-8"), "medecin")
    members.write_text(text.replace("qualite: en_fonction", "qualite: En fonction", 1), encoding="utf-8")
    sessions = folder / "sessions.yaml"
    sessions.write_text(sessions.read_text(encoding="utf-8").replace("etat: tenue", "etat: Tenue"), encoding="utf-8")
    return folder.parent.parent


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def site(root: Path) -> Path:
    """Put a site of before in place."""
    for name in ("reports", "pages", "site"):
        (root / "build" / name).mkdir(parents=True)
        (root / "build" / name / "index.html").write_text("ancien", encoding="utf-8")
    return root / "build"


def test_a_full_disk_leaves_what_was_there(wrong: Path) -> None:
    site(wrong)
    (wrong / "rapport.txt").write_text("ancien\n", encoding="utf-8")
    assert run("check", "--root", str(wrong), *DAY, "--write-baseline")[0] in (0, 1)
    before = tree(wrong)
    root = ("--root", str(wrong))
    for words in (
        ["check", *root, *DAY, "--output", str(wrong / "rapport.txt")],
        ["check", *root, *DAY, "--output", str(wrong / "autre.txt")],
        ["new", "48", *root, *DAY],
        ["fix", *root],
        ["build", *root, *DAY],
    ):
        done = apart(*words, file_size=64)
        assert done.returncode == 2, words
        assert "Traceback" not in done.stderr
        assert "trop grand pour ce disque" in done.stderr
        assert tree(wrong) == before, words


@pytest.mark.parametrize("words", [["check", "--help"], ["fix", "--dry-run"]])
def test_a_screen_that_is_full_is_one_sentence(words: list[str]) -> None:
    done = subprocess.run(["/bin/sh", "-c", f"{KIT} {shlex.join(words)} > /dev/full"], cwd=HOUSE, env=environment(),
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.replace("\u00a0", " ") == "kit : impossible d’écrire la sortie : le disque est plein.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [("check --nimporte", "kit : l’option « --nimporte » n’existe pas. Voir « kit --help »."),
     ("check --root absent", "kit : Le répertoire « departments » n’existe pas dans"),
     ("build --date 2026-11-23", "kit : impossible d’écrire la sortie : le disque est plein.")],
)  # fmt: skip
def test_beside_that_is_full_is_no_silence(wrong: Path, words: str, said: str) -> None:
    done = subprocess.run(["/bin/sh", "-c", f"{KIT} {words} 2> /dev/full"], cwd=wrong, env=environment(), check=False,
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 2
    assert done.stdout.replace("\u00a0", " ").startswith(said)
    assert done.stdout.count("\n") == 1


def test_both_channels_that_are_full_end_with_2() -> None:
    done = subprocess.run(["/bin/sh", "-c", f"{KIT} check --nimporte > /dev/full 2>&1"], cwd=HOUSE, env=environment(),
                          check=False)  # fmt: skip
    assert done.returncode == 2


@pytest.mark.parametrize(
    "words", ["check", "check --format json", "check --format junit", "check --format sarif", "check --format github",
              "check --format gitlab", "check --format markdown", "diff .", "fix --dry-run", "rules", "check --help",
              "--help", "explain siege-sans-titulaire", "explain absente"],
)  # fmt: skip
def test_a_code_page_of_old_changes_no_letter(wrong: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(wrong)
    typed = words.split()
    if typed[0] in ("check", "diff") and "--help" not in typed:
        typed += DAY
    usual, *pages = (run(*typed, page=page) for page in ("utf-8", "cp1252", "cp850", "latin-1"))
    real = apart(*typed, cwd=wrong, env=environment(PYTHONIOENCODING="ascii"))
    assert set(pages) == {usual}
    code, said, beside = usual
    assert (real.returncode, _LAUNCHED.sub("", real.stdout), real.stderr) == (code, _LAUNCHED.sub("", said), beside)
    assert said + beside


@pytest.mark.parametrize("page", ["cp1252", "cp850", "ascii"])
def test_every_format_and_every_help_are_written_whatever_the_code_page(page: str) -> None:
    # Un seul dossier : ce sont les lettres qui comptent, et chaque forme les écrit.
    asked = [["check", "departments/88-vosges", "--format", form, *DAY] for form in FORMATS]
    asked += [["diff", ".", "--format", form, *DAY] for form in ("texte", "markdown", "json")]
    asked += [[name, "--help"] for name in NAMES]
    script = (
        "import sys\nfrom kit.cli import main\n"
        "for words in eval(sys.argv[1]):\n"
        "    sys.argv = ['kit', *words]\n"
        "    try: main()\n"
        "    except SystemExit as end: assert end.code in (0, 1), (words, end.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, repr(asked)], cwd=HOUSE, capture_output=True, check=False,
                          env=environment(PYTHONIOENCODING=page, PYTHONUTF8="0", LC_ALL="C"))  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\u202f".encode() in done.stdout


def test_a_terminal_shows_a_sign_in_place_of_what_it_lacks() -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "kit", "check", "departments/88-vosges", *DAY]
    with (
        os.fdopen(ours, "rb") as shown,
        subprocess.Popen(
            words, cwd=HOUSE, stdout=theirs, stderr=theirs, stdin=theirs, env=environment(PYTHONIOENCODING="cp850")
        ) as process,
    ):
        os.close(theirs)
        said = b""
        # Le terminal se ferme en erreur quand le dernier programme le quitte.
        with contextlib.suppress(OSError):
            while part := shown.read1():
                said += part
        assert process.wait() == 0
    assert b"Vosges (88)" in said
    assert b"1 d\x82partement" in said
    assert b"?" in said
    assert b"Traceback" not in said


CLOSED = [
    ("check --format json", ">&-"), ("fix --dry-run", ">&-"), ("new 48", "<&- >&-"), ("check", "2>&-"),
    ("check --nimporte", "2>&-"), ("check", "<&- >&- 2>&-"), ("check --format json", "| head -1"), ("rules", "| true"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "closed"), CLOSED, ids=" ".join)
def test_closed_streams_and_readers_that_leave_are_no_traceback(wrong: Path, words: str, closed: str) -> None:
    line = f"{KIT} {words} --root {shlex.quote(str(wrong))} {closed}"
    if words == "rules":
        line = f"{KIT} {words} {closed}"
    done = subprocess.run(["/bin/sh", "-c", line], cwd=HOUSE, env=environment(), capture_output=True, check=False)
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"Exception" not in done.stderr
    assert b"Errno" not in done.stderr


def test_no_home_and_no_locale_change_no_letter(wrong: Path) -> None:
    words = ("check", "--root", str(wrong), *DAY)
    bare, usual = apart(*words, env=BARE), apart(*words)
    assert (bare.returncode, bare.stdout, bare.stderr) == (usual.returncode, usual.stdout, usual.stderr)
    refused = apart("check", "--nimporte", env=BARE)
    assert (refused.returncode, refused.stderr.count("n’existe pas")) == (2, 1)


def test_windows_line_ends_change_no_verdict(wrong: Path) -> None:
    def verdict() -> list[object]:
        report, _ = pipeline.run(wrong, (), datetime.date(2026, 11, 23))
        return [
            (finding.rule, finding.outcome, finding.message, finding.line, finding.column)
            for finding in report.findings
            if finding.rule != "fins-de-ligne-windows"
        ]

    before = verdict()
    for path in wrong.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert verdict() == before
    told = [f for f in pipeline.run(wrong, (), datetime.date(2026, 11, 23))[0].findings if "fins-de-ligne" in f.rule]
    # Une cause, un constat : git ou l’éditeur l’a fait à tous les fichiers du dossier.
    assert [found.message.replace("\u00a0", " ").partition(" ont ")[0] for found in told] == [
        "4 fichiers de ce répertoire"
    ]


@pytest.mark.parametrize("year", [2200, 9999])
def test_a_clock_that_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "Clock":
            return cls(year, 12, 31, 23, 59, 59, tzinfo=tz)

    monkeypatch.setattr(datetime, "datetime", Clock)
    with pytest.raises(UsageError, match="L’horloge de cette machine est fausse"):
        options.today()


def test_the_last_day_that_the_kit_judges_is_judged() -> None:
    code, said, beside = run("check", "--root", str(HOUSE), "--date", "2199-12-31")
    assert (code in (0, 1), beside) == (True, "")
    assert "31 décembre 2199" in said


@pytest.mark.parametrize(
    "words", [["check", *DAY], ["build", *DAY], ["fix", "--dry-run"]], ids=lambda words: str(words[0])
)
def test_an_interruption_is_one_french_word(wrong: Path, words: list[str]) -> None:
    before = tree(site(wrong).parent)
    # L'arrêt vient quand le premier fichier d'un département s'ouvre : le travail est en cours, sans attendre.
    script = (
        "import os, signal, sys\n"
        "def hook(event, arguments):\n"
        "    if event == 'open' and str(arguments[0]).endswith('sessions.yaml'):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.addaudithook(hook)\n"
        "from kit.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words, "--root", str(wrong)], cwd=HOUSE, env=environment(),
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.replace("\u00a0", " ").splitlines()[-1] == "kit : Interrompu."
    assert "Traceback" not in done.stderr
    assert tree(wrong) == before


def killed(words: list[str], stage: list[Path], root: Path) -> tuple[int, set[tuple[str, ...]]]:
    """Kill a command at each of its acts on files; give how many there were, and every state the files were seen in."""
    script = (
        "import json, sys\nfrom tests.trust.command import ends\n"
        "print(ends(json.loads(sys.argv[1]), json.loads(sys.argv[2])))\n"
    )
    arguments = [json.dumps([*words, "--root", str(root)]), json.dumps([str(path) for path in stage])]
    done = subprocess.run([sys.executable, "-c", script, *arguments], cwd=HOUSE, env=environment(), check=False,
                          capture_output=True, text=True, timeout=120)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    *states, kills = done.stdout.splitlines()
    return int(kills), {tuple(json.loads(state)) for state in states}


def test_a_correction_killed_at_any_act_leaves_each_file_as_before_or_as_after(wrong: Path) -> None:
    stage = sorted((wrong / "departments" / "88-vosges").glob("*.yaml"))
    before = tuple(path.read_text(encoding="utf-8") for path in stage)
    kills, states = killed(["fix"], stage, wrong)
    after = tuple(path.read_text(encoding="utf-8") for path in stage)
    assert kills >= 6
    assert before in states
    assert after in states
    assert before != after
    for state in states:
        assert all(text in (before[at], after[at]) for at, text in enumerate(state))


def test_a_report_and_a_baseline_killed_at_any_act_are_whole(wrong: Path) -> None:
    output, known = wrong / "rapport.json", wrong / "kit-baseline.json"
    assert run("check", "--root", str(wrong), *DAY, "--write-baseline")[0] in (0, 1)
    output.write_text("ancien\n", encoding="utf-8")
    held = json.loads(known.read_text(encoding="utf-8"))
    members = wrong / "departments" / "88-vosges" / "membres.yaml"
    shutil.copyfile(HOUSE / "departments" / "88-vosges" / "membres.yaml", members)
    words = ["check", *DAY, "--format", "json", "--output", str(output), "--write-baseline"]
    kills, states = killed(words, [output, known], wrong)
    left = json.loads(known.read_text(encoding="utf-8"))
    assert len(left["known"]) < len(held["known"])
    assert kills >= 4
    assert {len(json.loads(text)["known"]) for _, text in states} == {len(held["known"]), len(left["known"])}
    assert {text[:2] for text, _ in states} == {"an", "{\n"}
    assert all(text == "ancien\n" or json.loads(text) for text, _ in states)


def test_a_build_has_a_whole_site_at_each_of_its_acts(wrong: Path) -> None:
    # À chaque acte sur les fichiers, ce qu'un arrêt laisserait : le site d'avant, celui d'après, ou, entre deux
    # renommages, aucun, jusqu'à la construction suivante.
    target = site(wrong)
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from tests.trust.command import _ACTS, run\n"
        f"target, seen = Path({str(target)!r}), set()\n"
        "def hook(event, arguments):\n"
        "    if event in _ACTS:\n"
        "        index = target / 'site' / 'index.html'\n"
        "        text = index.read_text(encoding='utf-8') if index.parent.exists() else 'absent</html>'\n"
        "        whole = text == 'ancien' or text.rstrip().endswith('</html>')\n"
        "        seen.add(text.strip()[:6] if whole else 'rien')\n"
        "sys.addaudithook(hook)\n"
        f"code = run('build', '--root', {str(wrong)!r}, {DAY[0]!r}, {DAY[1]!r})[0]\n"
        "print(code, sorted(seen))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=HOUSE, env=environment(), check=False,
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    seen = set(re.findall(r"'([^']+)'", done.stdout))
    assert done.stdout.startswith("1 ")
    assert seen == {"ancien", "absent", "<!doct"}


def test_an_exchange_killed_at_any_act_leaves_no_half_and_the_next_one_succeeds(tmp_path: Path) -> None:
    script = f"from pathlib import Path\nfrom tests.trust.command import swaps\nswaps(Path({str(tmp_path)!r}))\n"
    done = subprocess.run([sys.executable, "-c", script], cwd=HOUSE, env=environment(), check=False,
                          capture_output=True, text=True, timeout=120)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    states = [json.loads(line) for line in done.stdout.splitlines()]
    absent = [number for number, (after, _, _) in enumerate(states) if "site" not in after]
    assert absent  # L'arrêt est bien tombé entre les deux renommages du site.
    for after, again, names in states:
        assert names == sorted(again) == ["pages", "reports", "site"]
        assert all(told in (["ancien"] * 2, ["nouveau"] * 2) for told in after.values())
        assert all(told == ["nouveau"] * 2 for told in again.values())
    assert set(map(str, states[0][0].values())) == {str(["ancien"] * 2)}
    assert set(map(str, states[-1][0].values())) == {str(["nouveau"] * 2)}


def test_a_new_department_killed_at_any_act_is_whole_or_absent(wrong: Path) -> None:
    folder = wrong / "departments" / "48-lozere"
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from tests.trust.command import _killed_at, run\n"
        f"folder, number = Path({str(folder)!r}), 0\n"
        "while not folder.exists():\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        _killed_at(number)\n"
        f"        run('new', '48', '--root', {str(wrong)!r}, {DAY[0]!r}, {DAY[1]!r})\n"
        "        os._exit(0)\n"
        "    os.waitpid(child, 0)\n"
        "    number += 1\n"
        "print(number, *sorted(os.listdir(folder)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=HOUSE, env=environment(), check=False,
                          capture_output=True, text=True, timeout=120)  # fmt: skip
    number, *names = done.stdout.split()
    assert int(number) > 4
    assert names == ["commission.yaml", "membres.yaml", "procedures.yaml", "sessions.yaml"]
    assert os.access(folder, os.R_OK | os.X_OK)
