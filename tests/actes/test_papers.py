"""Each paper of four departments, read by another reader: its words, its blanks, its signatories."""

import datetime
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from odfdo import Document as Odf

from kit.actes.papers.appointing import changes
from kit.actes.subject import Choice
from kit.actes.writing import Request
from kit.errors import UsageError
from kit.model.department import load
from kit.model.folder import Folder
from tests.actes.asking import FOLDERS, asked, every, made, pairs
from tests.actes.reading import FIELD, html_lines, odt_lines
from tests.conftest import DATA, HOUSE, Copy, golden

Day = datetime.date


@pytest.mark.parametrize("code", FOLDERS)
def test_the_papers_of_a_department_say_what_is_expected(code: str) -> None:
    told = []
    for one, page in (each for wanted in every(code) for each in pairs(FOLDERS[code], wanted)):
        lines = odt_lines(one.raw)
        assert FIELD.findall(" ".join(lines)) == []
        # Les deux formes ont les mêmes mots, dans le même ordre.
        assert html_lines(page.raw) == lines
        told += [f"=== {one.name}", *(f"{remark.irregular} {remark.message}" for remark in one.remarks), *lines, ""]
    golden(DATA / "golden" / "actes" / f"{code}.txt", "\n".join(told))


@pytest.mark.parametrize(
    ("day", "signatories"),
    [
        (Day(2022, 4, 13), ["Préfet des Bouches-du-Rhône", "Préfet de police des Bouches-du-Rhône"]),
        (Day(2026, 11, 29), ["Préfet des Bouches-du-Rhône"]),
    ],
)
def test_both_prefects_sign_where_the_law_of_the_day_says_so(day: Day, signatories: list[str]) -> None:
    [one] = made(FOLDERS["13"], asked("arrete-composition", day=day))
    lines = odt_lines(one.raw)
    made_on = next(rank for rank, line in enumerate(lines) if line.startswith("Fait à"))
    assert lines[made_on + 1 : lines.index("Textes appliqués")] == signatories


def test_seats_stand_in_the_order_of_the_text_of_the_day() -> None:
    for day, number in ((Day(2022, 4, 13), 11), (Day(2026, 11, 29), 15)):
        [one] = made(FOLDERS["13"], asked("arrete-composition", day=day))
        ranks = [line.split()[0] for line in odt_lines(one.raw) if line.endswith(":") and line[:1].isdigit()]
        assert ranks == [f"{rank}°" for rank in range(1, number + 1)]


def test_who_presides_is_marked_where_no_text_read_says_it() -> None:
    [one] = made(FOLDERS["13"], asked("arrete-composition", day=Day(2025, 9, 1)))
    [said] = {
        line.removesuffix(",") for line in odt_lines(one.raw) if line.startswith("Préfet des Bouches-du-Rhône [à vérif")
    }
    assert said.startswith("Préfet des Bouches-du-Rhône [à vérifier : qui préside et signe : la ")
    assert not said.endswith(".]")
    assert [(remark.irregular, remark.message[:14]) for remark in one.remarks] == [(False, "La présidence ")]


def test_a_change_of_the_composition_is_told_line_by_line(copy: Copy) -> None:
    before = copy("88")
    members = before / "membres.yaml"
    text = members.read_text(encoding="utf-8")
    members.write_text(text.replace("Médecin généraliste à Saint-Dié", "Médecin à Saint-Dié"), encoding="utf-8")
    assert members.read_text(encoding="utf-8") != text
    told = changes(load(Folder(before, "avant")), load(Folder(FOLDERS["88"], "apres")), Day(2026, 11, 23))
    [one] = made(FOLDERS["88"], asked("arrete-modificatif", Choice(changes=told)))
    said = [line for line in odt_lines(one.raw) if line.startswith("– ")]
    assert said == [
        "– 8° Médecin désigné par le conseil départemental de l’ordre des médecins : Médecin à Saint-Dié-des-Vosges, "
        "titre : Médecin à Saint-Dié-des-Vosges → Médecin généraliste à Saint-Dié-des-Vosges"
    ]


_ALONE = """
import sys
for name in ("multiprocessing", "concurrent.futures", "jinja2", "mkdocs", "icalendar", "watchdog", "lxml"):
    sys.modules[name] = None
from pathlib import Path
from tests.actes.asking import digests
print(digests(Path(sys.argv[1])))
"""


def test_nothing_of_the_machine_is_in_the_bytes() -> None:
    """The same bytes under another clock, another order of sets, and without what a browser lacks."""
    said = set()
    folder = str(FOLDERS["13"])
    for seed, zone in (("1", "Europe/Paris"), ("2", "Pacific/Noumea")):
        around = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(HOUSE)}
        done = subprocess.run(
            [sys.executable, "-c", _ALONE, folder], cwd=HOUSE, env=around, capture_output=True, text=True, check=True
        )
        said.add(done.stdout)
    assert len(said) == 1


def test_a_file_of_the_format_begins_by_its_type_and_says_nothing_of_its_author() -> None:
    [one] = made(FOLDERS["88"], asked("convocation"))
    assert one.raw[30:38] == b"mimetype"
    assert one.raw[38:77] == b"application/vnd.oasis.opendocument.text"
    read = Odf(io.BytesIO(one.raw))
    assert read.get_type() == "text"
    assert (read.meta.title, read.meta.creator, read.meta.initial_creator, read.meta.date) == (
        "Convocation à une séance, Vosges, 2026-12-03", None, None, None,
    )  # fmt: skip


def test_one_letter_a_member() -> None:
    [together] = made(FOLDERS["88"], asked("convocation"))
    letters = made(FOLDERS["88"], asked("convocation"), each=True)
    people = [line for line in odt_lines(together.raw) if line.endswith("°")]
    assert len(letters) == len(people)
    first = odt_lines(letters[0].raw)
    assert [line for line in first if line.startswith("À l’attention de")] != []
    assert "Destinataires de cette convocation" not in first
    with pytest.raises(UsageError, match="ne se fait pas pour chacun"):
        made(FOLDERS["88"], asked("bordereau", Choice(order="DDETSPP-2026-009")), each=True)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (asked("avis", Choice(file="2026-99")), "Le dossier « 2026-99 » n’est pas sous cette séance"),
        (asked("avis", Choice(file="Mme Jeanne Exemple")), "a la forme d’une donnée sur une personne"),
        (asked("avis", Choice(file="jeanne.exemple@exemple.invalid")), "a la forme d’une donnée sur une personne"),
        (asked("courrier", Choice(seat="medecins")), "vouliez-vous « medecin » ?"),
        (asked("courrier", Choice(seat="ddets")), "se tient de droit"),
        (asked("courrier", Choice(seat="42")), "n’est pas dans le texte de ce jour"),
        (asked("bordereau"), "Chaque arrêté de commission.yaml dit sa publication"),
        (asked("bordereau", Choice(order="x")), "L’arrêté « x » n’est pas dans commission.yaml"),
        (asked("fiche-annuelle", Choice(year=2030)), "L’année 2030 n’a pas commencé au 23 novembre 2026"),
        (asked("convocation", session=Day(2026, 1, 1)), "Aucune séance le 1er janvier 2026"),
        (asked("proces-verbal", session=Day(2026, 12, 3)), "n’est pas notée tenue"),
        (asked("convocation", day=Day(2030, 1, 1)), "planifiez la séance dans sessions.yaml"),
        (asked("proces-verbal", day=Day(2017, 1, 1)), "Aucune séance n’est tenue au 1er janvier 2017"),
        (asked("arrete-composition", session=Day(2026, 12, 3)), "ne parle pas d’une séance"),
        (asked("arrete-composition", day=Day(2015, 1, 1)), "n’existe que depuis le 31 octobre 2016"),
    ],
)
def test_what_cannot_be_written_says_why(wanted: Request, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("?", r"\?")):
        made(FOLDERS["88"], wanted)


def test_a_session_put_off_or_one_of_two_that_day(copy: Copy) -> None:
    folder = copy("88")
    sessions = folder / "sessions.yaml"
    twice = (
        '- {date: 2026-12-20, heure: "09:00", formation: individuelle, etat: prevue}\n'
        '- {date: 2026-12-20, heure: "14:00", formation: politique, etat: prevue}\n'
        "- {date: 2026-12-21, formation: politique, etat: annulee}\n"
    )
    sessions.write_text(sessions.read_text(encoding="utf-8") + twice, encoding="utf-8")
    which = "Plusieurs séances le 20 décembre 2026 : dites laquelle avec « --heure » (« 09:00 » ou « 14:00 »)."
    for wanted in (
        asked("convocation", session=Day(2026, 12, 20)),
        asked("convocation", day=Day(2026, 12, 10)),
    ):
        with pytest.raises(UsageError, match=re.escape(which)):
            made(folder, wanted)
        for typed in ("14 h", "14h", "14 h 00", "14:00"):
            [one] = made(folder, replace(wanted, hour=typed))
            assert one.name == "convocation-2026-12-20-14h00.odt"
    for typed, why in (
        ("midi", "« midi » n’est pas une heure : écrivez par exemple « 14:30 »."),
        ("10 h", "Aucune séance du 20 décembre 2026 ne commence à « 10:00 » : donnez « 09:00 » ou « 14:00 »."),
    ):
        with pytest.raises(UsageError, match=re.escape(why)):
            made(folder, replace(wanted, hour=typed))
    with pytest.raises(UsageError, match="« bordereau » ne parle pas d’une séance : laissez « --heure »"):
        made(folder, replace(asked("bordereau"), hour="14:00"))
    with pytest.raises(UsageError, match="est notée « annulee »"):
        made(folder, asked("convocation", session=Day(2026, 12, 21)))
    sessions.unlink()
    with pytest.raises(UsageError, match="Les séances ne se lisent pas"):
        made(folder, asked("convocation"))


def test_a_department_that_says_nothing_gets_blanks(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "88-vosges"
    folder.mkdir(parents=True)
    (folder / "commission.yaml").write_text('departement: "88"\n', encoding="utf-8")
    (folder / "membres.yaml").write_text("{}\n", encoding="utf-8")
    (folder / "sessions.yaml").write_text(
        "- {date: 2026-12-20, etat: prevue}\n"
        "- {date: 2026-11-02, etat: tenue, dossiers: [{reference: '1', avis: ajourne}]}\n",
        encoding="utf-8",
    )
    (folder / "procedures.yaml").write_text("{}\n", encoding="utf-8")
    papers = [
        asked("convocation"), asked("ordre-du-jour"), asked("emargement"), asked("proces-verbal"),
        asked("avis", Choice(file="1")), asked("arrete-composition"), asked("courrier", Choice(seat="magistrat")),
        asked("courrier", Choice(seat="collectivites")), asked("courrier", Choice(seat="associations")),
        asked("fiche-annuelle", Choice(year=2026)),
    ]  # fmt: skip
    told = []
    for wanted in papers:
        [one] = made(folder, wanted)
        lines = odt_lines(one.raw)
        assert any("[à compléter" in line for line in lines)
        told += [f"=== {one.name}", *lines, ""]
    golden(DATA / "golden" / "actes" / "vide.txt", "\n".join(told))


def test_articles_with_wordings_of_their_own_are_cited_without_a_day() -> None:
    [order] = made(FOLDERS["88"], asked("arrete-composition"))
    assert (
        "Vu les articles L. 121-9 et R. 121-12-9 à R. 121-12-13 du code de l’action sociale et des familles "
        "[à vérifier : rédaction] ;"
    ) in odt_lines(order.raw)
    [opinion] = made(FOLDERS["88"], asked("avis", Choice(file="2026-06")))
    assert "Article L. 121-9 du CASF [à vérifier : rédaction]." in odt_lines(opinion.raw)
    assert "Article R. 121-12-9 du CASF, en vigueur depuis le 31 octobre 2016." in odt_lines(opinion.raw)
