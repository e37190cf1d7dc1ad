"""Whatever the bytes, reading answers: values, or findings that say why there are none."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.findings.finding import Severity
from kit.model.department import load
from kit.yaml import unseen
from kit.yaml.normalize import normalize
from kit.yaml.schema import BRANCHES
from kit.yaml.source import read_bytes
from kit.yaml.traps import TRAPS
from kit.yaml.validate import validate
from kit.yaml.written import Written
from tests.yaml.nearly import NEARLY
from tests.yaml.table import COMPLETE, department

CALM = settings(derandomize=True, deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))


def told(raw: bytes, branch: str) -> tuple[bool, list[str]]:
    """Read a file alone: whether it was readable, and the severities of what was found."""
    source = read_bytes(raw, f"{branch}.yaml", branch)
    traps = [spot.trap for spot in source.spots]
    if source.readable:
        data = normalize(branch, source.data)
        traps += [trap for trap, _ in validate(branch, data, Written(empty=source.empty))]
    return source.readable, [TRAPS[trap].severity for trap in traps]


@CALM
@given(raw=st.binary(max_size=200), branch=st.sampled_from(BRANCHES))
def test_any_bytes_are_read_or_refused(raw: bytes, branch: str) -> None:
    readable, severities = told(raw, branch)
    assert readable or Severity.ERROR in severities


@CALM
@given(text=NEARLY, branch=st.sampled_from(BRANCHES))
def test_any_text_is_read_or_refused(text: str, branch: str) -> None:
    readable, severities = told(text.encode(), branch)
    assert readable or Severity.ERROR in severities


@settings(CALM, max_examples=60)
@given(files=st.dictionaries(st.sampled_from(sorted(COMPLETE)), NEARLY, min_size=1))
def test_any_department_is_loaded(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as root:
        dossier = load(department(Path(root), {file: text.encode() for file, text in files.items()}))
    errors = {finding.file for finding in dossier.findings if finding.severity is Severity.ERROR}
    unread = {source.file for source in dossier.sources.values() if not source.readable}
    assert unread <= errors
    for finding in dossier.findings:
        lines = dossier.sources[Path(finding.file).stem].text.split("\n")
        assert 1 <= finding.line <= max(1, len(lines))
        assert finding.column >= 1
        assert "\n" not in finding.message + finding.remedy


@CALM
@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Cn"]), max_size=60))
def test_a_quoted_text_is_read_back_unchanged(text: str) -> None:
    text = unseen.READ.sub("", text)
    double = text.replace("\\", "\\\\").replace('"', '\\"')
    single = text.replace("'", "''")
    raw = f"double: \"{double}\"\nsimple: '{single}'\n".encode()
    assert read_bytes(raw, "membres.yaml", "membres").data == {"double": text, "simple": text}


@pytest.mark.parametrize(
    "text", ["01", "08", "2A", "14:00", "2026-03-12", "true", "oui", "1_000", "0x1F", "1e3", ".inf"]
)
def test_nothing_is_typed_without_being_asked(text: str) -> None:
    assert read_bytes(f"a: {text}\n".encode(), "membres.yaml", "membres").data == {"a": text}


def test_every_value_and_key_has_its_place() -> None:
    raw = b"medecin:\n  - id: a\n    mandat: {debut: 2026-01-01}\n"
    source = read_bytes(raw, "membres.yaml", "membres")
    holder = ("membres", "medecin", 0)
    assert source.place((*holder, "mandat", "debut")) == (3, 21)
    assert source.key_place((*holder, "mandat", "debut")) == (3, 14)
    assert source.key_place(("membres", "medecin")) == (1, 1)
    assert source.place(holder) == (2, 5)


HEAVY = {
    "crochets": '"[" * 900_000',
    "accolades": '"{a: " * 200_000',
    "tirets": '"- " * 400_000',
    "tirets espacés": '"-   " * 200_000',
    "retraits": '"".join(" " * level + "-\\n" for level in range(1300))',
    "clés emboîtées": '"".join(" " * level + "a:\\n" for level in range(1300))',
    "points d’interrogation": '"? " * 400_000',
    "commentaires puis faute": '"#\\n" * 400_000 + "a: 1\\n b: 2\\n"',
    "insécables": '"\\u00a0" * 400_000 + "x"',
    "insécables d’un texte": '"a: |\\n" + "  \\u00a0x\\n" * 80_000',
    "clés inconnues": '"".join(f"cle_{n}: x\\n" for n in range(4_000))',
    "clés répétées": '"a: 1\\n" * 9_000',
    "noms de valeurs": '"".join(f"a{n}: &a{n} x\\n" for n in range(4_000))',
    "valeur longue": '"magistrat: " + "1 " * 450_000',
    "guillemet ouvert": '\'a: "\' + "b\\n" * 450_000',
    "tabulations": '"a:\\n" + "\\t\\n" * 450_000',
}


@pytest.fixture(scope="module")
def heavy() -> tuple[list[str], str]:
    """What another process has said of each heavy file, and its complaint: a stack that overflows, or a time that grows
    as a square, would take nothing of the tests with it."""
    texts = ", ".join(f"{name!r}: ({text})" for name, text in HEAVY.items())
    script = (
        "from tests.yaml.test_reading import told\n"
        f"for name, text in {{{texts}}}.items():\n"
        "    readable, severities = told(text.encode()[:990_000], 'membres')\n"
        "    print(name, 'error' in severities, flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], timeout=120, capture_output=True, check=False, encoding="utf-8"
    )
    return done.stdout.splitlines(), done.stderr


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_neither_breaks_nor_lasts(heavy: tuple[list[str], str], name: str) -> None:
    said, complaint = heavy
    assert f"{name} True" in said, complaint
    assert complaint == ""
