"""A department whose sessions are parted by year: each command reads one list, and writes where each session stands."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import TODAY, Kit
from tests.diff.conftest import ordinary
from tests.model.years import blocks, files, parted

DAY = ("--date", TODAY.isoformat())
PAPERS = (("proces-verbal", "--seance", "2025-11-06"), ("convocation",), ("fiche-annuelle", "--annee", "2025"))
ISERE, VOSGES = "38-isere", "88-vosges"


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def filed(root: Path, name: str, held: dict[str, bytes]) -> Path:
    folder = root / "departments" / name
    folder.mkdir(parents=True)
    for file, raw in held.items():
        (folder / file).write_bytes(raw)
    return folder


@pytest.fixture
def vosges(tmp_path: Path) -> Path:
    return filed(tmp_path, VOSGES, parted(files(VOSGES), ("2024", "2025"))[0])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_finding_names_the_file_of_its_year_and_its_line(kit: Kit, vosges: Path, tmp_path: Path) -> None:
    edit(vosges / "sessions-2025.yaml", "date: 2025-06-05", "date: 2025-13-05")
    done = kit("check", "--format", "json", *DAY, cwd=tmp_path)
    [department] = json.loads(done.stdout)["departments"]
    [found] = [
        each for result in department["results"] for each in result["findings"] if each["rule"].startswith("date-")
    ]
    assert (found["file"], found["line"], found["pointer"]) == (
        "departments/88-vosges/sessions-2025.yaml", 1, "/0/date",
    )  # fmt: skip
    shown = kit("check", *DAY, cwd=tmp_path)
    assert "  departments/88-vosges/sessions-2025.yaml:1:9 " in shown.stdout
    assert "     1 | - date: 2025-13-05\n" in shown.stdout


def test_a_correction_is_written_in_the_file_of_its_year_alone(kit: Kit, vosges: Path, tmp_path: Path) -> None:
    before = state(vosges)
    edit(vosges / "sessions-2024.yaml", "etat: tenue", "etat: tenu")
    edit(vosges / "sessions-2025.yaml", "etat: tenue", "etat: tenu")
    done = kit("fix", str(vosges / "sessions-2024.yaml"), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "departments/88-vosges/sessions-2024.yaml:4 valeur-inconnue" in done.stdout
    assert ordinary(done.stdout).endswith(
        "1 fichier lu : 1 correction écrite dans 1 fichier ; aucune erreur dans les fichiers.\n"
    )
    assert state(vosges)["sessions-2024.yaml"] == before["sessions-2024.yaml"]
    assert state(vosges) != before
    assert kit("fix", cwd=tmp_path).returncode == 0
    assert state(vosges) == before


def test_an_error_that_is_known_is_known_in_its_file(kit: Kit, vosges: Path, tmp_path: Path) -> None:
    edit(vosges / "sessions-2025.yaml", "etat: tenue", "etat: tenue\n  couleur: rouge")
    assert kit("check", *DAY, cwd=tmp_path).returncode == 1
    assert kit("check", *DAY, "--write-baseline", cwd=tmp_path).returncode == 0
    known = json.loads((tmp_path / "kit-baseline.json").read_text("utf-8"))["known"]
    assert {(each["file"].rpartition("/")[2], each["rule"], each["anchor"]) for each in known} == {
        ("sessions-2025.yaml", "cle-inconnue", f"/{day}/couleur") for day in ("2025-06-05", "2025-11-06")
    }
    assert kit("check", *DAY, "--baseline", "kit-baseline.json", cwd=tmp_path).returncode == 0
    edit(vosges / "sessions-2024.yaml", "etat: tenue", "etat: tenue\n  couleur: rouge")
    assert kit("check", *DAY, "--baseline", "kit-baseline.json", cwd=tmp_path).returncode == 1


def test_who_came_is_written_where_the_session_stands(kit: Kit, tmp_path: Path) -> None:
    held, one = parted(files(ISERE), ("2026",))
    folder = filed(tmp_path, ISERE, held)
    whole = filed(tmp_path / "entier", ISERE, one)
    day = "2026-10-08"
    made = {}
    for root, where in ((tmp_path, folder), (tmp_path / "entier", whole)):
        path = root / "presence.csv"
        assert kit("seance", "38", day, "--feuille", str(path), "--root", str(root), *DAY).returncode == 0
        text = path.read_text(encoding="utf-8-sig")
        path.write_text(re.sub("(?m);;;\r?$", ";présent;;", text), encoding="utf-8")
        made[where] = kit("seance", "38", day, "--presents", str(path), "--root", str(root), *DAY)
        assert made[where].returncode == 0
    assert [name for name, raw in state(folder).items() if raw != held[name]] == ["sessions-2026.yaml"]
    _, after = blocks((folder / "sessions-2026.yaml").read_text("utf-8"))
    _, wanted = blocks((whole / "sessions.yaml").read_text("utf-8"))
    assert after == wanted[: len(after)]
    told = [ordinary(each.stdout).replace("sessions-2026.yaml", "sessions.yaml") for each in made.values()]
    assert len({re.sub(r"(?<=yaml):\d+", "", each) for each in told}) == 1


def test_a_planned_session_goes_to_sessions_yaml(kit: Kit, vosges: Path, tmp_path: Path) -> None:
    before = state(vosges)
    assert kit("seance", "88", "2026-12-17", "--formation", "individuelle", *DAY, cwd=tmp_path).returncode == 0
    assert [name for name, raw in state(vosges).items() if raw != before[name]] == ["sessions.yaml"]
    assert (
        (vosges / "sessions.yaml")
        .read_text("utf-8")
        .endswith("- date: 2026-12-17\n  formation: individuelle\n  etat: prevue\n")
    )
    # Le calendrier entier dit si ce jour est déjà pris.
    (vosges / "sessions.yaml").rename(vosges / "sessions-2026.yaml")
    (vosges / "sessions.yaml").write_text("[]\n")
    assert kit("seance", "88", "2026-12-17", "--formation", "individuelle", *DAY, cwd=tmp_path).returncode == 2


def test_nothing_is_planned_beside_a_file_that_is_not_read(kit: Kit, vosges: Path, tmp_path: Path) -> None:
    (vosges / "sessions-2024.yaml").write_text("- date: [\n")
    done = kit("seance", "88", "2026-12-17", *DAY, cwd=tmp_path)
    assert (done.returncode, "sessions-2024.yaml » ne se lit pas" in ordinary(done.stderr)) == (2, True)
    told = ordinary(kit("echeances", "88", *DAY, cwd=tmp_path).stdout)
    assert "departments/88-vosges/sessions-2024.yaml" in told
    assert "departments/88-vosges/sessions.yaml" not in told


def test_a_table_goes_out_whole_and_comes_back_into_each_file(kit: Kit, vosges: Path, tmp_path: Path) -> None:
    before = state(vosges)
    words = ("--root", str(tmp_path), *DAY)
    table = tmp_path / "88.xlsx"
    assert kit("exporter", "88", "--dossiers", "--output", str(table), *words).returncode == 0
    done = kit("importer", str(table), "88", *words)
    assert (done.returncode, state(vosges)) == (0, before)
    _, one = parted(files(VOSGES), ("2024", "2025"))
    filed(tmp_path / "entier", VOSGES, one)
    other = tmp_path / "entier.xlsx"
    root = ("--root", str(tmp_path / "entier"), *DAY)
    assert kit("exporter", "88", "--dossiers", "--output", str(other), *root).returncode == 0
    assert other.read_bytes() == table.read_bytes()


@pytest.mark.usefixtures("vosges")
def test_the_papers_of_a_session_are_the_same(kit: Kit, tmp_path: Path) -> None:
    _, one = parted(files(VOSGES), ("2024", "2025"))
    filed(tmp_path / "entier", VOSGES, one)
    for paper in PAPERS:
        made = []
        for root in (tmp_path, tmp_path / "entier"):
            out = root / "papier.html"
            out.unlink(missing_ok=True)
            done = kit("acte", *paper, "88", "--format", "html", "--output", str(out), "--root", str(root), *DAY)
            made.append((done.returncode, out.read_bytes() if out.exists() else done.stderr))
        assert made[0] == made[1]
        assert made[0][0] < 2


def test_a_file_of_a_year_under_a_wrong_name_is_not_read_by_any_command(kit: Kit, vosges: Path, tmp_path: Path) -> None:
    (vosges / "sessions-2025.yaml").rename(vosges / "sessions-25.yaml")
    told = ordinary(kit("check", *DAY, cwd=tmp_path).stdout)
    assert "est-ce « sessions-2025.yaml », mal nommé" in told
    assert "aucune réunion" not in told
    told = ordinary(kit("echeances", "88", *DAY, cwd=tmp_path).stdout)
    assert "departments/88-vosges/sessions-25.yaml" in told
    assert "departments/88-vosges/sessions.yaml" not in told
    done = kit("seance", "88", "2026-12-17", *DAY, cwd=tmp_path)
    assert (done.returncode, "sessions-25.yaml » n’est pas lu sous ce nom" in ordinary(done.stderr)) == (2, True)


def test_a_known_error_that_goes_to_the_file_of_its_year_stays_known(kit: Kit, tmp_path: Path) -> None:
    held = files(VOSGES)
    text = held["sessions.yaml"].decode().replace("etat: tenue", "etat: tenue\n  couleur: rouge", 2)
    folder = filed(tmp_path, VOSGES, {**held, "sessions.yaml": text.encode()})
    assert kit("check", *DAY, "--write-baseline", cwd=tmp_path).returncode == 0
    before = (tmp_path / "kit-baseline.json").read_bytes()
    for name, raw in parted({**held, "sessions.yaml": text.encode()}, ("2024", "2025"))[0].items():
        (folder / name).write_bytes(raw)
    assert kit("check", *DAY, "--baseline", "kit-baseline.json", cwd=tmp_path).returncode == 0
    done = kit("check", *DAY, "--write-baseline", cwd=tmp_path)
    assert "0 constat retiré, aucun ajouté" in ordinary(done.stdout + done.stderr)
    assert (tmp_path / "kit-baseline.json").read_bytes() == before


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    """Give a department whose sessions all stand in the files of their years."""
    return filed(tmp_path, VOSGES, parted(files(VOSGES), ("2024", "2025", "2026"))[0])


def test_what_is_refused_names_the_file_of_the_session(kit: Kit, apart: Path, tmp_path: Path) -> None:
    assert (apart / "sessions.yaml").read_text("utf-8").endswith("[]\n")
    day = re.findall(r"(?m)^- (?:.*)date: ([0-9-]{10})", (apart / "sessions-2026.yaml").read_text("utf-8"))[-1]
    done = kit("seance", "88", day, *DAY, cwd=tmp_path)
    assert f"est déjà dans sessions-{day[:4]}.yaml" in ordinary(done.stderr)
    sheet = tmp_path / "liste.csv"
    done = kit("seance", "88", "2026-12-31", "--feuille", str(sheet), *DAY, cwd=tmp_path)
    assert "La fiche n’a aucune séance du 31 décembre 2026" in ordinary(done.stderr)
    (apart / "sessions-2024.yaml").write_text("- date: [\n")
    for words, wanted in (
        (("exporter", "88", "--output", str(tmp_path / "a.xlsx")), "sessions-2024.yaml » ne se lit pas"),
        (("seance", "88", day, "--feuille", str(sheet)), "Les séances ne se lisent pas"),
        (("acte", "convocation", "88", "--output", str(tmp_path / "a.odt")), "Les séances ne se lisent pas"),
    ):
        done = kit(*words, *DAY, cwd=tmp_path)
        assert (done.returncode, wanted in ordinary(done.stderr)) == (2, True), done.stderr


def test_the_note_of_a_paper_says_where_a_file_is_wrong(kit: Kit, apart: Path, tmp_path: Path) -> None:
    (apart / "sessions-2024.yaml").write_text("- date: [\n")
    out = tmp_path / "papier.html"
    kit("acte", "fiche-annuelle", "88", "--annee", "2025", "--format", "html", "--output", str(out), *DAY, cwd=tmp_path)
    told = ordinary(out.read_text("utf-8"))
    assert "Fichier : sessions-2024.yaml, ligne 1" in told
    assert "Texte : <" not in told


def test_a_session_written_twice_falls_due_once(kit: Kit, apart: Path, tmp_path: Path) -> None:
    day = re.findall(r"(?m)^- (?:.*)date: ([0-9-]{10})", (apart / "sessions-2026.yaml").read_text("utf-8"))[-1]
    once = kit("echeances", "88", *DAY, cwd=tmp_path).stdout
    (apart / "sessions.yaml").write_bytes((apart / "sessions-2026.yaml").read_bytes())
    assert kit("echeances", "88", *DAY, cwd=tmp_path).stdout == once
    told = ordinary(kit("check", *DAY, cwd=tmp_path).stdout)
    assert re.search(r"est déjà écrite à la ligne \d+ de « sessions-2026.yaml »", told), day


def test_a_copy_of_a_year_under_another_is_one_finding(kit: Kit, apart: Path, tmp_path: Path) -> None:
    (apart / "sessions-2023.yaml").write_bytes((apart / "sessions-2024.yaml").read_bytes())
    told = ordinary(kit("check", *DAY, cwd=tmp_path).stdout)
    assert "déjà écrite à la ligne 1 de « sessions-2023.yaml »" in told
    assert "Déplacez cette séance" not in told


def test_a_folder_or_a_broken_link_is_told_as_one(kit: Kit, apart: Path, tmp_path: Path) -> None:
    (apart / "sessions-2022.yaml").mkdir()
    (apart / "sessions-2023.yaml").symlink_to("rien.yaml")
    told = ordinary(kit("check", *DAY, cwd=tmp_path).stdout)
    assert told.count("celui d’un répertoire ou d’un lien rompu") == 2
    assert "Fermez-le" not in told
