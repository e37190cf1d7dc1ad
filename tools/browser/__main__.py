"""`python -m tools.browser [FOLDER]`: make the engine of the page « Ma fiche », in `build/moteur` unless told."""

import shutil
import sys
from pathlib import Path
from subprocess import CalledProcessError

from tools.browser import bundle, node, wheels

MADE = Path("build") / "moteur"
_UNMADE = "Le moteur de « Ma fiche » n’a pas pu être fait ({}) : le site se construit sans lui, et la page le dira."


def main(folder: Path) -> None:
    """Make the engine, unless it is made of the same already; a network that is not there leaves the site without it,
    and is told."""
    try:
        node.install()
        wheels.install()
    except (CalledProcessError, OSError) as error:
        sys.stderr.write(f"{_UNMADE.format(error)}\n")
        return
    stamp, made_of = folder.with_suffix(".txt"), bundle.digest()
    if folder.is_dir() and stamp.is_file() and stamp.read_text(encoding="utf-8") == made_of:
        return
    made = {name: bundle.scripts(image, name) for name, image in bundle.images().items()}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for scripts in made.values():
        for name, raw in scripts.items():
            (folder / name).write_bytes(raw)
    stamp.write_text(made_of, encoding="utf-8")
    first, table = (sum(map(len, made[name].values())) / 1e6 for name in ("", bundle.TABLE))
    sys.stdout.write(
        f"Moteur de « Ma fiche » : {first:.2f} Mo, et {table:.2f} Mo de plus pour un tableau, dans « {folder} ».\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else MADE)
