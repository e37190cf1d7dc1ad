"""The papers of « Ma fiche »: those of the command to the byte, and what is said where one cannot be written."""

from pathlib import Path
from typing import Any

import pytest

from kit.actes.catalogue import kinds
from kit.edit.form.plan import plan
from kit.errors import UsageError
from kit.files.archive import unpacked
from tests.conftest import TODAY, Copy, Kit
from tests.edit.form.fiche import Page, files
from tests.edit.form.papers import ASKED, offers, paper


@pytest.mark.parametrize(("code", "day", "kind", "values", "options"), ASKED)
def test_the_page_and_the_command_write_the_same(
    code: str, day: str, kind: str, values: dict[str, Any], options: list[str], kit: Kit, copy: Copy, tmp_path: Path
) -> None:
    copy(code)
    told, [(name, raw)] = paper(code, kind, day, **values)
    done = kit("acte", kind, code, *options, "--date", day, cwd=tmp_path)
    [written] = (tmp_path / "build" / "actes").rglob("*.*")
    assert (name, raw) == (written.name, written.read_bytes())
    assert done.returncode == int(told["irregular"])


def test_each_person_has_a_letter(kit: Kit, copy: Copy, tmp_path: Path) -> None:
    copy("88")
    _, [(name, raw)] = paper("88", "convocation", chacun="chacun")
    kit("acte", "convocation", "88", "--chacun", "--date", TODAY.isoformat(), cwd=tmp_path)
    written = {path.name: path.read_bytes() for path in (tmp_path / "build" / "actes").rglob("*.odt")}
    assert name == "convocation-88.zip"
    assert len(written) > 10
    assert unpacked(raw) == written


def test_each_authority_has_a_letter_without_being_asked(kit: Kit, copy: Copy, tmp_path: Path) -> None:
    copy("88")
    _, [(name, raw)] = paper("88", "courrier", siege="collectivites")
    kit("acte", "courrier", "88", "--siege", "collectivites", "--date", TODAY.isoformat(), cwd=tmp_path)
    written = {path.name: path.read_bytes() for path in (tmp_path / "build" / "actes").rglob("*.odt")}
    assert name == "courrier-88.zip"
    assert len(written) == 2
    assert unpacked(raw) == written
    assert "chacun" not in {each["name"] for each in offers(files("88"))["courrier"]["asks"]}


def test_names_are_written_only_when_asked() -> None:
    held = files("88")
    named = b"- id: medecin-2\n    nom: Camille Exemple\n"
    held["membres.yaml"] = held["membres.yaml"].replace(b"- id: medecin-2\n", named)
    assert b"Camille Exemple" in held["membres.yaml"]
    asks = {each["name"]: each for each in offers(held)["convocation"]["asks"]}
    assert [each["label"] for each in asks["noms"]["options"]] == ["Non", "Oui, à ne pas publier"]
    _, [(_, bare)] = paper(held, "convocation")
    _, [(_, named)] = paper(held, "convocation", noms="avec")
    assert (b"Camille Exemple" in bare, b"Camille Exemple" in named) == (False, True)
    assert "noms" not in {each["name"] for each in offers(files("88"))["convocation"]["asks"]}


def test_the_order_that_modifies_is_that_of_what_changed_here(kit: Kit, copy: Copy, tmp_path: Path) -> None:
    copy("88").rename(tmp_path / "avant")
    page = Page("88", files("88"))
    assert offers(page.files, before=files("88"))["arrete-modificatif"]["lacking"] == (
        "La composition n’a pas changé depuis que la fiche est ouverte\u00a0: il n’y a rien à modifier."
    )
    page.edit("membres/medecin/1/titre", "Médecin à Gérardmer")
    _, [(name, raw)] = paper(page.files, "arrete-modificatif", before=files("88"))
    base = tmp_path / "base" / "departments" / "88-vosges"
    base.parent.mkdir(parents=True)
    (tmp_path / "avant").rename(base)
    there = tmp_path / "departments" / "88-vosges"
    there.mkdir()
    for each, held in page.files.items():
        (there / each).write_bytes(held)
    kit("acte", "arrete-modificatif", "88", "--depuis", "base", "--date", TODAY.isoformat(), cwd=tmp_path)
    assert (tmp_path / "build" / "actes" / "88-vosges" / name).read_bytes() == raw


def test_the_note_of_an_irregular_paper_is_told_in_the_words_of_the_form() -> None:
    page = Page("88", files("88"))
    page.edit("sessions/7/convocation/date", "2026-12-01")
    told, _ = paper(page.files, "convocation")
    assert told["irregular"]
    [remark] = told["remarks"]
    assert (
        remark["message"]
        .replace("\u00a0", " ")
        .startswith("Les membres ont été convoqués le 1er décembre 2026 pour la séance du 3 décembre 2026")
    )
    said = f"{remark['message']} {remark['remedy']}"
    assert not any(sign in said for sign in (".yaml", "{", "--", "kit "))


def test_every_paper_has_its_words() -> None:
    words: Any = plan()["papiers"]
    assert list(words["dit"]) == list(kinds())
    assert {each["name"] for offer in offers(files("88")).values() for each in offer["asks"]} < set(words["demande"])


def test_what_is_proposed_is_what_the_command_takes() -> None:
    asks = {
        (name, each["name"]): each["value"] for name, offer in offers(files("88")).items() for each in offer["asks"]
    }
    assert asks["convocation", "seance"] == "2026-12-03 14:30 politique"
    assert asks["proces-verbal", "seance"] == "2026-11-05 14:30 individuelle"
    assert asks["avis", "dossier"] == "2026-11-05 14:30 individuelle/2026-06"
    assert asks["fiche-annuelle", "annee"] == "2026"


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        ("convocation", "Aucune séance à venir n’est écrite : planifiez-la sous « Les séances »."),
        ("proces-verbal", "Aucune séance tenue n’est écrite : écrivez-la sous « Les séances », avec ses présents."),
        ("avis", "Aucun dossier n’est écrit sous une séance tenue."),
        ("bordereau", "Aucun arrêté n’est écrit : ajoutez-le sous « Les arrêtés »."),
        ("arrete-modificatif", "Cette fiche a été commencée ici : il n’y a pas de composition d’avant à modifier."),
    ],
)
def test_what_a_fiche_lacks_for_a_paper_is_said(kind: str, lacking: str) -> None:
    page = Page("48")
    assert offers(page.files, code="48")[kind]["lacking"].replace("\u00a0", " ") == lacking
    with pytest.raises(UsageError, match=lacking[:12]):
        paper(page.files, kind, code="48")


def test_a_file_that_cannot_be_read_gives_no_paper() -> None:
    held = {**files("88"), "sessions.yaml": b"- date: [\n"}
    assert {offer["lacking"] for offer in offers(held).values()} == {
        "Un fichier ne peut pas être lu\u00a0: corrigez-le d’abord, comme le disent les constats."
    }


def test_two_sessions_that_nothing_tells_apart_are_said_without_the_words_of_a_terminal() -> None:
    page = Page("88", files("88"))
    page.act("ajouter", "sessions", date="2026-12-03", formation="individuelle", heure="14:30")
    page.edit("sessions/7/heure", "14:30")
    with pytest.raises(UsageError) as refused:
        paper(page.files, "ordre-du-jour")
    assert str(refused.value).replace("\u00a0", " ") == (
        "Plusieurs séances le 3 décembre 2026 que leur heure ne distingue pas : corrigez-la dans « Les séances »."
    )


def test_two_sessions_of_a_day_are_told_apart_by_their_hour(kit: Kit, copy: Copy, tmp_path: Path) -> None:
    page = Page("88", files("88"))
    page.act("ajouter", "sessions", date="2026-12-03", formation="individuelle", heure="16:30")
    [session, *_] = offers(page.files)["ordre-du-jour"]["asks"]
    assert "3 décembre 2026 à 16\u00a0h\u00a030, dossiers individuels (prévue)" in [
        each["label"] for each in session["options"]
    ]
    folder = copy("88")
    for each, held in page.files.items():
        (folder / each).write_bytes(held)
    _, [(name, raw)] = paper(page.files, "ordre-du-jour", seance="2026-12-03 16:30 individuelle")
    options = ["--seance", "2026-12-03", "--heure", "16:30", "--date", TODAY.isoformat()]
    kit("acte", "ordre-du-jour", "88", *options, cwd=tmp_path)
    [written] = (tmp_path / "build" / "actes").rglob("*.odt")
    assert (name, raw) == (written.name, written.read_bytes())


def test_a_paper_keeps_its_session_when_another_is_written_before_it() -> None:
    chosen = "2026-11-05 14:30 individuelle"
    held = files("88")
    told, [(name, raw)] = paper(held, "emargement", seance=chosen)
    begun = "- {date: 2017-03-02, formation: politique, etat: annulee}\n"
    held["sessions.yaml"] = held["sessions.yaml"].decode().replace("\n- date:", f"\n{begun}- date:", 1).encode()
    assert held["sessions.yaml"] != files("88")["sessions.yaml"]
    assert paper(held, "emargement", seance=chosen) == (told, [(name, raw)])


@pytest.mark.parametrize(
    ("kind", "asked", "label", "at", "value"),
    [
        ("emargement", {"seance": "2026-12-03 14:30 politique"}, "Séance", "sessions/7/date", "2026-12-10"),
        ("avis", {"dossier": "2026-11-05 14:30 individuelle/2026-06"}, "Dossier", "sessions/6/dossiers/0/reference",
         "2026-99"),
    ],
)  # fmt: skip
def test_what_was_chosen_and_is_no_longer_there_is_not_replaced_by_another(
    kind: str, asked: dict[str, Any], label: str, at: str, value: str
) -> None:
    page = Page("88", files("88"))
    page.edit(at, value)
    with pytest.raises(UsageError) as refused:
        paper(page.files, kind, **asked)
    assert str(refused.value).replace("\u00a0", " ") == (
        f"Ce qui était choisi sous « {label} » n’est plus dans la fiche : choisissez de nouveau."
    )
