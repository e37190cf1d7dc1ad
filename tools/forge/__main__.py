"""`python -P -m tools.forge veiller|commenter github|gitlab FICHIERS…`: what the workflows ready to copy run, with what
the forge gives to them in their environment."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kit.french import count, spaced
from tools.forge.api import ForgeError
from tools.forge.forges import ROOT, Forge, GitHub, GitLab, given
from tools.forge.tickets import Opening, Wanted, plan, wanted

_FORGES: Mapping[str, Callable[[Mapping[str, str]], Forge]] = {"github": GitHub, "gitlab": GitLab}
# La première ligne du commentaire, que personne ne voit : c’est à elle qu’il est reconnu.
_MARK = "<!-- kit-apercu -->"


def main(words: list[str], env: Mapping[str, str]) -> int:
    """Run one of the two words; give 0, or 2 when the forge refused, once that is said."""
    try:
        match words:
            case ["veiller", name, report, due] if name in _FORGES:
                _watch(_FORGES[name](env), _read(report), _read(due), Path(env.get(ROOT, ".")))
            case ["commenter", name, change] if name in _FORGES:
                _comment(_FORGES[name](env), given(env, "KIT_PROPOSITION"), Path(change).read_text(encoding="utf-8"))
            case _:
                return _refused("Emploi : veiller|commenter, github|gitlab, puis les fichiers à lire.")
    except ForgeError as error:
        return _refused(str(error))
    return 0


def _refused(said: str) -> int:
    print(spaced(said), file=sys.stderr)
    return 2


def _read(path: str) -> Any:
    return json.loads(Path(path).read_text(encoding="utf-8"))


def _watch(forge: Forge, report: Any, due: Any, root: Path) -> None:
    """Open, write again, close: all the tickets are read before the first one changes."""

    def line(file: str, number: int) -> str | None:
        """Give the address of a line; a file that is missing has none."""
        return forge.line(file, number) if (root / file).is_file() else None

    calls = wanted(report, due, line, forge.most)
    todo = list(plan(calls, list(forge.tickets())))
    for each in todo:
        if isinstance(each, Opening):
            forge.open(each.wanted)
            print(spaced(f"Ticket ouvert : {each.wanted.title}"))
            continue
        forge.write(each.ticket.number, Wanted(each.title, each.body), opened=each.open)
        done = "fermé" if not each.open else "mis à jour" if each.ticket.open else "rouvert"
        print(spaced(f"Ticket {each.ticket.number} {done} : {each.title}"))
    left = sum(each.left for each in calls.values())
    print(spaced(f"{count(left, 'ticket ouvert', 'tickets ouverts')} ; {count(len(todo), 'changement')}."))


def _comment(forge: Forge, proposal: str, change: str) -> None:
    """Write the only comment of a proposal, or write it again."""
    link = f"[Le site tel qu’il serait, édition publique]({forge.run()}), gardé sept jours."
    body = f"{_MARK}\n{change[: forge.most - len(link) - len(_MARK) - 10]}\n{link}\n"
    mine = [each for each in forge.comments(proposal) if each.body.startswith(_MARK)]
    oldest = min(mine, key=lambda each: each.number) if mine else None
    if oldest and oldest.body.strip() == body.strip():
        print("Commentaire déjà à jour.")
        return
    forge.comment(proposal, body, oldest.number if oldest else None)
    print("Commentaire mis à jour." if oldest else "Commentaire écrit.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
