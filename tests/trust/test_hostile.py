"""Whatever lies in the folders or is typed, the kit answers by findings or one sentence, in bounded time and memory."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kit.errors import UsageError
from kit.judging import pipeline
from kit.report import baseline
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import HOUSE, TODAY
from tests.handbook import shown
from tests.handbook.shown import pages
from tests.trust.command import DAY, apart, run, series

pytestmark = pytest.mark.proof

CALM = settings(
    derandomize=True, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)  # fmt: skip
VOSGES = HOUSE / "departments" / "88-vosges"
FILES = {path.name: path.read_bytes() for path in sorted(VOSGES.iterdir())}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# De quoi abîmer un vrai fichier : octets, signes de YAML, étiquettes, renvois, dates et nombres hors du monde.
PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from([
        b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\t", b"\x85", b"\xe2\x80\xa8",
        b"&a ", b"*a", b"<<: *a\n", b"!!python/object/apply:os.system [id]", b"!!binary ", b"---\n", b"...\n", b"? ",
        b"[", b"]", b"{", b"}", b": ", b"- ", b"| \n", b"'", b'"', b"\\ud800", b"%YAML 9.9\n", b"9" * 400,
        b"9999-12-31", b"0001-01-01", b"-1", b"1e999", b"{{ 7 * 7 }}", b"<script>", b"](javascript:x)", b"~", b"null",
    ]),
)  # fmt: skip
WOUNDS = st.lists(st.tuples(st.sampled_from(sorted(FILES)), st.floats(0, 1), st.integers(0, 40), PIECES), max_size=4)
Wounds = list[tuple[str, float, int, bytes]]


def wounded(wounds: Wounds) -> dict[str, bytes]:
    """Write pieces over a real department, at places given as a part of each file."""
    files = dict(FILES)
    for name, place, length, piece in wounds:
        at = int(place * len(files[name]))
        files[name] = files[name][:at] + piece + files[name][at + length :]
    return files


def written(root: Path, files: dict[str, bytes]) -> Path:
    folder = root / "departments" / VOSGES.name
    folder.mkdir(parents=True)
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    return root


@settings(CALM, max_examples=8)
@given(wounds=WOUNDS, form=st.sampled_from(sorted(FORMATS)))
def test_a_wounded_department_is_checked_corrected_and_compared(wounds: Wounds, form: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        before = str(written(Path(place) / "avant", FILES))
        root = str(written(Path(place) / "depot", wounded(wounds)))
        code, said, beside = run("check", "--root", root, *DAY, "--format", form)
        assert (code in (0, 1), beside) == (True, "")
        assert not _CONTROL.search(said)
        assert run("diff", before, "--root", root, *DAY)[0] in (0, 1)
        assert run("fix", "--root", root)[0] == 0
        assert run("check", "--root", root, *DAY)[0] <= code


@settings(CALM, max_examples=4)
@given(wounds=WOUNDS)
def test_a_wounded_department_has_its_pages(wounds: Wounds) -> None:
    with tempfile.TemporaryDirectory() as place:
        report, cases = pipeline.run(written(Path(place), wounded(wounds)), (), TODAY)
        for page in pages(report, cases):
            assert shown.written(page).encode()


@settings(CALM, max_examples=200)
@given(
    raw=st.one_of(
        st.binary(max_size=80), st.sampled_from([b"[" * 9_000, b'{"version": 1, "known": [{}]}', b"1" * 5_000])
    )
)
def test_any_baseline_is_read_or_refused(raw: bytes) -> None:
    with pytest.raises(UsageError, match=r"kit-baseline\.json"):
        baseline.parse(raw, "kit-baseline.json")


@pytest.mark.parametrize("make", ["tuyau", "sans fin", "mémoire", "50 Mo"])
def test_a_baseline_that_is_no_plain_file_is_refused(tmp_path: Path, make: str) -> None:
    path = written(tmp_path, FILES) / "kit-baseline.json"
    SPECIAL[make](path)
    done = apart("check", *DAY, "--root", str(tmp_path), "--baseline", str(path))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@settings(CALM, max_examples=40)
@given(
    command=st.sampled_from(["check", "fix", "diff", "new", "explain", "rules", "build", "inconnue"]),
    words=st.lists(
        st.one_of(
            st.text(st.characters(exclude_characters="\0/."), min_size=1, max_size=8),
            st.sampled_from(["--date", "--format", "--select", "--", "--root", "-x", "\udcff", "\x1b[31m", "--profil"]),
        ),
        min_size=1, max_size=4,
    ),
)  # fmt: skip
def test_any_words_are_understood_or_refused_in_one_sentence(command: str, words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        code, said, beside = run(command, *words, "--root", place)
    assert "Traceback" not in said + beside
    if code:
        assert beside.startswith(("kit : ", "Contrôle…"))
        assert not _CONTROL.search(beside)


SPECIAL: dict[str, Callable[[Path], object]] = {
    "tuyau": os.mkfifo,
    "sans fin": lambda path: path.symlink_to("/dev/zero"),
    "entrée": lambda path: path.symlink_to("/dev/stdin"),
    "mémoire": lambda path: path.symlink_to("/proc/self/mem"),
    "boucle": lambda path: path.symlink_to(path.name),
    "nulle part": lambda path: path.symlink_to("rien.yaml"),
    "dossier": lambda path: path.mkdir(),
    "50 Mo": lambda path: path.write_text("a: b\n" * 10_000_000, encoding="utf-8"),
}


def test_what_is_no_plain_file_is_neither_followed_nor_waited_for(tmp_path: Path) -> None:
    commands = []
    for name, make in SPECIAL.items():
        root = written(tmp_path / name, {file: raw for file, raw in FILES.items() if file != "membres.yaml"})
        make(root / "departments" / VOSGES.name / "membres.yaml")
        commands += [["check", "--root", str(root), *DAY], ["fix", "--root", str(root)]]
        commands.append(["diff", str(tmp_path / "dossier"), "--root", str(root), *DAY])
    answers = series(commands, HOUSE)
    assert {code for code, _, _ in answers[0::3]} == {1}
    assert {code for code, _, _ in answers[1::3]} <= {0, 2}
    assert {code for code, _, _ in answers[2::3]} <= {0, 1}
    assert all("membres.yaml" in said for _, said, _ in answers[0::3])


def test_a_link_out_of_the_departments_shows_nothing_of_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "jeton").write_text("jeton_secret: 12345\n", encoding="utf-8")
    root = written(tmp_path / "depot", FILES)
    folder = root / "departments" / VOSGES.name
    (folder / "membres.yaml").unlink()
    (folder / "membres.yaml").symlink_to("../../../jeton")
    elsewhere = tmp_path / "ailleurs"
    shutil.copytree(VOSGES, elsewhere)
    (elsewhere / "membres.yaml").write_text("jeton_secret: 12345\n", encoding="utf-8")
    (root / "departments" / "48-lozere").symlink_to(elsewhere)
    for words in (["check", *DAY, "--format", "json"], ["check", *DAY], ["fix"], ["diff", str(HOUSE), *DAY]):
        _, said, beside = run(*words, "--root", str(root))
        assert "secret" not in said + beside
    _, said, _ = run("check", "--root", str(root), *DAY, "--select", "fichier-inaccessible")
    assert said.count("un lien qui mène hors du répertoire des départements") == 2


def test_a_link_inside_the_departments_is_followed(tmp_path: Path) -> None:
    root = written(tmp_path, FILES)
    folder = root / "departments" / VOSGES.name
    before = run("check", "--root", str(root), *DAY)
    (folder / "membres.yaml").rename(root / "departments" / ".membres")
    (folder / "membres.yaml").symlink_to("../.membres")
    assert run("check", "--root", str(root), *DAY) == before


HEAVY = {
    "renvois de renvois": "a0: &a0 [x,x]\n" + "".join(f"a{n}: &a{n} [*a{n-1},*a{n-1}]\n" for n in range(1, 40)),
    "crochets": "[" * 900_000,
    "retraits": "".join(" " * level + "a:\n" for level in range(1300)),
    "clé immense": f"? {'k' * 900_000}\n: x\n",
    "valeur immense": f"magistrat: {'9' * 900_000}\n",
    "nombre immense": f"magistrat:\n  - id: {'9' * 5_000}\n    mandat: {{debut: {'9' * 5_000}-01-01}}\n",
    "objet": "magistrat: !!python/object/apply:os.system ['echo atteint >&2']\n",
    "fusion": "x: &x {id: a}\nmagistrat:\n  - <<: *x\n    titre: b\n",
    "moitié de signe": 'magistrat:\n  - id: "\\ud800"\n    titre: "\\udfff\\u0000"\n',
    "nul": "magistrat: \0\n",
    "mille titulaires": "medecin:\n" + "".join(f"  - {{id: m-{n}, titre: Médecin}}\n" for n in range(400)),
}  # fmt: skip


def test_a_heavy_file_is_told_by_every_command_in_bounded_memory(tmp_path: Path) -> None:
    commands = []
    for name, text in HEAVY.items():
        root = written(tmp_path / name, {**FILES, "membres.yaml": text.encode("utf-8", "surrogatepass")})
        commands.append(["check", "--root", str(root), *DAY, "--format", "json"])
    commands.append(["fix", "--dry-run", "--root", str(tmp_path / "retraits")])
    answers = series(commands, HOUSE)
    assert [code for code, _, _ in answers] == [1] * len(HEAVY) + [0]
    assert {beside for _, _, beside in answers} == {""}


NAMES = (
    b"--help", b"-rf", b"a\nb", b"\x1b[31mrouge", b"\xff\xfe\xe9", "é\u202e".encode(), b"%0A::error::x", b"x" * 200,
    b" ", b"{{ 7*7 }}", b"a`b|c", b"<img src=x onerror=alert(1)>", b"[x](javascript:y)",
)  # fmt: skip


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose folders have names that a terminal, a shell, a page or a log could take for something else."""
    root = written(tmp_path_factory.mktemp("noms"), FILES)
    (root / "departments" / VOSGES.name).rename(root / "departments" / "autre")
    for name in NAMES:
        shutil.copytree(root / "departments" / "autre", os.fsdecode(os.fsencode(root / "departments") + b"/" + name))
    return root


def test_a_name_is_shown_and_nothing_more(named: Path) -> None:
    report, _ = pipeline.run(named, (), TODAY)
    for form in FORMATS.values():
        said = form(report, Style())
        assert not _CONTROL.search(said)
        assert "\n::error::x" not in said


def test_a_name_becomes_a_page_that_can_be_written(named: Path) -> None:
    report, cases = pipeline.run(named, (), TODAY)
    for page in pages(report, cases):
        assert re.fullmatch(r"[a-z0-9/._-]+", page.path)
        assert shown.written(page).encode()
        assert "<img src=x" not in shown.written(page)


def test_a_folder_named_like_an_option_is_a_path_once_it_is_said(named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(named / "departments")
    code, said, _ = run("check", *DAY, "--root", "..", "--", "--help")
    assert code == 1
    assert "departments/--help/commission.yaml" in said
    assert run("fix", "--dry-run", "--root", "..", "--", "-rf")[0] == 0
