"""What somebody typed is not repeated by an error when it is the name of a person: a day, a file."""

import subprocess

import pytest

from tests.conftest import Copy, Kit

_SOMEBODY = "Mme Jeanne Exemple"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("seance", "88", _SOMEBODY), "La valeur donnée n’est pas une date"),
        (("seance", "88", "2026-12-04", "--limite", _SOMEBODY), "La valeur donnée n’est pas une date"),
        (("check", "--date", _SOMEBODY), "La valeur donnée n’est pas une date"),
        (("diff", _SOMEBODY), "Le texte donné n’est ni un répertoire"),
        (("diff", "jeanne-exempleuse"), "Le texte donné n’est ni un répertoire"),
        (("check", "--select", "jeanne-exempleuse"), "La règle donnée n’existe pas"),
        (("explain", _SOMEBODY), "La règle donnée n’existe pas"),
        (("seance", "88", "2026-12-03", "--presents", f"{_SOMEBODY}.csv"), "« le fichier donné » n’existe pas"),
        (
            ("seance", "88", "2026-12-03", "--feuille", f"{_SOMEBODY}.pdf"),
            "« le fichier donné » ne peut pas être écrit",
        ),
        (("seance", "88", "2026-12-03", "--feuille", f"plein {_SOMEBODY}.csv"), "« le fichier donné » existe déjà"),
        (("importer", f"{_SOMEBODY}.xlsx", "88"), "« le fichier donné » n’existe pas"),
        (("exporter", "88", "--output", f"departments/{_SOMEBODY}.xlsx"), "« le fichier donné » est dans"),
    ],
)
def test_a_name_that_was_typed_is_not_said_again(copy: Copy, kit: Kit, words: tuple[str, ...], said: str) -> None:
    root = copy("88").parent.parent
    subprocess.run(["git", "init", "--quiet", root], check=True)
    (root / f"plein {_SOMEBODY}.csv").write_text("rempli", "utf-8")
    done = kit(*words, cwd=root)
    assert done.returncode == 2
    assert done.stderr.replace("\u00a0", " ").startswith(f"kit : {said}")
    assert "Exemple" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((f"--{_SOMEBODY}",), "l’option « --… » n’existe pas."),
        (("check", f"--{_SOMEBODY}=x"), "l’option « --… » n’existe pas."),
        ((_SOMEBODY,), "la commande « … » n’existe pas."),
        (("check", f"departments/{_SOMEBODY}"), "« departments/… » n’existe pas."),
        (("check", "jeanne.exemple@exemple.fr"), "« … » n’existe pas."),
        (("check", "--root", f"{_SOMEBODY}/a"), "Le répertoire « departments » n’existe pas dans « "),
        (("check", "--baseline", f"plein {_SOMEBODY}.csv"), "« … » n’est pas une référence lisible"),
        (("build", "--depot", _SOMEBODY), "« --depot » attend une adresse qui commence par https://, et non « … »."),
        (("fix", _SOMEBODY), "« "),
        (("new", "88", "--root", f"{_SOMEBODY}/x"), "« …/x » n’est pas un répertoire"),
        (("schemas", "--root", f"plein {_SOMEBODY}.csv"), "Impossible d’écrire « … »"),
    ],
)
def test_no_word_of_the_command_line_tells_of_somebody(copy: Copy, kit: Kit, words: tuple[str, ...], said: str) -> None:
    root = copy("88").parent.parent
    (root / f"plein {_SOMEBODY}.csv").write_text("rempli", "utf-8")
    done = kit(*words, cwd=root)
    assert done.returncode == 2
    assert done.stderr.replace("\u00a0", " ").startswith(f"kit : {said}")
    assert "exemple" not in (done.stdout + done.stderr).casefold()


def test_what_is_no_name_is_said(copy: Copy, kit: Kit) -> None:
    root = copy("88").parent.parent
    assert "« demain » n’est pas une date" in kit("seance", "88", "demain", cwd=root).stderr.replace("\u00a0", " ")
    told = kit("importer", "membres-2026.xlsx", "88", cwd=root).stderr.replace("\u00a0", " ")
    assert "« membres-2026.xlsx » n’existe pas" in told
