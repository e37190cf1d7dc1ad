"""The kit as others get it: a copy of this repository under git, a machine without network, a repository of data."""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kit import __version__
from tests.conftest import HOUSE, without_seat

DAY = "2026-11-23"
# L'adresse que donnent les pages ; git la trouve ici, sans réseau.
ADDRESS = "https://git.example.org/kit-commissions.git"
TAG = f"v{__version__}"
Done = subprocess.CompletedProcess[str]
Depot = Callable[..., Path]
GIT = """\
[user]
name = Délégation départementale
email = delegation@example.org
[init]
defaultBranch = main
[advice]
detachedHead = false
[protocol "file"]
allow = always
[uploadpack]
allowAnySHA1InWant = true
"""
# Le pip d'un environnement est celui de la machine, par PYTHONPATH : y installer le sien prendrait quatre secondes, et
# personne ne le lirait. Sa commande, elle, y est.
PYTHON = """\
#!/bin/sh
case "$*" in *"-m venv "*)
  {real} "$@" --without-pip || exit
  for folder; do :; done
  printf '#!/bin/sh\\nexec "%s/bin/python" -m pip "$@"\\n' "$(realpath "$folder")" > "$folder/bin/pip"
  chmod +x "$folder/bin/pip"
  exit
esac
exec {real} "$@"
"""


def run(*words: str, cwd: Path, env: Mapping[str, str], stdin: str | None = None) -> Done:
    """Run a command; what it says on its two channels comes together, as at a terminal."""
    return subprocess.run(
        words, cwd=cwd, env=env, input=stdin, text=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a machine without network, where pip finds here what the kit needs."""
    home = tmp_path_factory.mktemp("maison")
    (home / ".gitconfig").write_text(GIT, encoding="utf-8")
    (home / "tmp").mkdir()
    programs = Path(sys.executable).parent
    python = home / "bin" / "python3"
    python.parent.mkdir()
    python.write_text(PYTHON.format(real=shlex.quote(str(programs / "python3"))), encoding="utf-8")
    python.chmod(0o755)
    return {
        "PATH": f"{python.parent}:{programs}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        # « 0 » : pip lit cette variable comme « l'isolement : non ».
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_CACHE_DIR": str(home / "pip"),
        # Toute adresse qui ne serait pas d'ici échouerait aussitôt.
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory, machine: dict[str, str]) -> Path:
    """This repository as it is now, what is not committed included, in a git repository of one commit and one tag."""
    target = tmp_path_factory.mktemp("kit") / "kit-commissions"
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=HOUSE, env=os.environ)
    for name in filter(None, listed.stdout.split("\0")):
        if (HOUSE / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HOUSE / name, target / name)
    git = [
        ["init", "--quiet"],
        ["add", "--all"],
        ["commit", "--quiet", "-m", "Le kit"],
        ["tag", TAG],
        ["config", "--global", f"url.{target}.insteadOf", ADDRESS],
    ]
    for words in git:
        done = run("git", *words, cwd=target, env=machine)
        assert done.returncode == 0, done.stdout
    return target


@pytest.fixture(scope="session")
def address(clone: Path) -> str:
    """The address of the copy as the pages give it."""
    assert (clone / ".git").is_dir()
    return ADDRESS


@pytest.fixture(scope="session")
def commit(clone: Path, machine: dict[str, str]) -> str:
    """The only commit of the copy."""
    return run("git", "rev-parse", "HEAD", cwd=clone, env=machine).stdout.strip()


@pytest.fixture
def depot(tmp_path: Path) -> Depot:
    """Make a repository of data: the departments asked for, and a seat taken away when one is named."""

    def made(*codes: str, without: str = "", name: str = "données du 88") -> Path:
        root = tmp_path / name
        for code in codes:
            source = next((HOUSE / "departments").glob(f"{code}-*"))
            shutil.copytree(source, root / "departments" / source.name)
            members = root / "departments" / source.name / "membres.yaml"
            if without:
                members.write_text(without_seat(members.read_text(encoding="utf-8"), without), encoding="utf-8")
        return root

    return made
