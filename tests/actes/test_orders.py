"""What an order may not say: that it modifies itself, that somebody is named who is not, a day that nobody signed."""

from pathlib import Path

import pytest

from kit.actes.papers.appointing import changes, orders
from kit.actes.subject import Choice
from kit.model.department import load
from kit.model.folder import Folder
from tests.actes.asking import Day, asked, made
from tests.actes.reading import odt_lines
from tests.conftest import Copy, without_seat

DAY = Day(2026, 11, 30)


def rewritten(folder: Path, name: str, *replaced: tuple[str, str]) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for before, after in replaced:
        assert before in text, before
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def lines(folder: Path, kind: str, choice: Choice | None = None) -> list[str]:
    [one] = made(folder, asked(kind, choice, day=DAY))
    return odt_lines(one.raw)


@pytest.fixture
def folder(copy: Copy) -> Path:
    return copy("88")


def test_a_change_modifies_the_order_that_the_other_state_knew_and_tells_only_the_composition(
    folder: Path, tmp_path: Path
) -> None:
    before = tmp_path / "88-vosges"
    before.mkdir()
    for path in folder.iterdir():
        (before / path.name).write_bytes(path.read_bytes())
    new = '  - {reference: "A-1", objet: [composition, modification], date: 2026-11-30, signataires: [prefet]}\n'
    rewritten(folder, "commission.yaml", ("\nsecretariat:", f"{new}\nsecretariat:"), ("2024-045", "2024-145"))
    rewritten(folder, "membres.yaml", ("Médecin généraliste à Saint-Dié", "Médecin à Saint-Dié"))
    former, now = load(Folder(before, "avant")), load(Folder(folder, "apres"))
    known = Choice(changes=changes(former, now, DAY), orders=orders(former, DAY))
    said = lines(folder, "arrete-modificatif", known)
    assert (
        "La composition fixée par l’arrêté « DDETSPP-2024-047 » du 6 mai 2024 (modifié en dernier lieu par l’arrêté "
        "« DDETSPP-2026-009 » du 9 février 2026) est ainsi modifiée :"
    ) in said
    assert [line[:60] for line in said if line.startswith("– ")] == [
        "– 8° Médecin désigné par le conseil départemental de l’ordre des"[:60]
    ]
    assert not any("« A-1 »" in line for line in lines(folder, "arrete-composition"))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (Day(2026, 11, 20), ["Présidence", "8°"]),
        (Day(2026, 11, 9), ["Présidence"]),
        (Day(2026, 11, 1), []),
    ],
)
def test_a_change_tells_only_who_sits_by_the_day_of_the_paper(
    folder: Path, tmp_path: Path, day: Day, told: list[str]
) -> None:
    before = tmp_path / "88-vosges"
    before.mkdir()
    for path in folder.iterdir():
        (before / path.name).write_bytes(path.read_bytes())
    rewritten(
        folder,
        "commission.yaml",
        ("debut: 2021-05-17}\n", "debut: 2021-05-17}\n  - {autorite: prefet, titre: Préfet, debut: 2026-11-02}\n"),
    )
    rewritten(
        folder,
        "membres.yaml",
        ("\nmedecin:\n", "\nmedecin:\n  - {id: medecin-9, titre: Médecin hospitalier, mandat: {debut: 2026-11-10}}\n"),
    )
    found = changes(load(Folder(before, "avant")), load(Folder(folder, "apres")), day)
    assert [title.partition(" ")[0] for title, _ in found] == told


def test_a_seat_whose_first_holder_is_yet_to_come_is_not_told_to_be_empty(folder: Path, tmp_path: Path) -> None:
    before = tmp_path / "88-vosges"
    before.mkdir()
    for path in folder.iterdir():
        (before / path.name).write_bytes(path.read_bytes())
    text = (before / "membres.yaml").read_text(encoding="utf-8")
    (before / "membres.yaml").write_text(without_seat(text, "medecin"), encoding="utf-8")
    later = (("debut: 2021-05-14", "debut: 2026-12-01"), ("debut: 2024-05-14", "debut: 2026-12-01"))
    rewritten(folder, "membres.yaml", *later)
    doctor = [
        line for title, line in changes(load(Folder(before, "x")), load(Folder(folder, "y")), DAY) if "8°" in title
    ]
    assert doctor == []


def test_who_is_to_be_designated_is_a_blank_and_gets_no_letter(folder: Path) -> None:
    rewritten(folder, "membres.yaml", ('"Médecin généraliste à Saint-Dié-des-Vosges"', '"À désigner"'))
    said = lines(folder, "arrete-composition")
    assert "– [à compléter : qui est désigné], du 14 mai 2024 au 13 mai 2027" in said
    said = lines(folder, "convocation")
    assert "À désigner" not in said
    assert (
        "8°, Médecin désigné par le conseil départemental de l’ordre des médecins : [à compléter : qui est désigné]."
    ) in said
    letters = [one.name for one in made(folder, asked("convocation", day=DAY), each=True)]
    assert not any("medecin" in name for name in letters)


def test_a_name_that_is_not_written_is_a_blank_in_an_order_and_in_the_minutes(folder: Path) -> None:
    absent = "– [à compléter : noms, ou feuille d’émargement jointe]"
    assert absent in lines(folder, "proces-verbal", Choice(names=True))
    rewritten(folder, "membres.yaml", ("  - id: medecin-2\n", "  - id: medecin-2\n    nom: Exemple\n"))
    rewritten(
        folder, "sessions.yaml",
        ("presents: [magistrat-2, ddetspp-1, pj-2, gendarmerie-2, etrangers-1, education-1, medecin-2, departement-2,\n"
         "    ville-2, assoc-sapins-2]", "presents: [medecin-2]"),
    )  # fmt: skip
    assert absent in lines(folder, "proces-verbal")
    # Un suppléant était là, que rien ne nomme.
    assert absent in lines(folder, "proces-verbal", Choice(names=True))
    rewritten(folder, "sessions.yaml", ("supplees: [police-2]", "pouvoirs: [{de: magistrat-2, a: medecin-2}]"))
    assert absent in lines(folder, "proces-verbal", Choice(names=True))
    rewritten(folder, "sessions.yaml", ("pouvoirs: [{de: magistrat-2, a: medecin-2}]", "pouvoirs: []"))
    assert absent in lines(folder, "proces-verbal")
    assert absent not in lines(folder, "proces-verbal", Choice(names=True))
    doctor = "Médecin généraliste à Saint-Dié-des-Vosges"
    term = "du 14 mai 2024 au 13 mai 2027"
    assert f"– {doctor}, [à compléter : nom], {term}" in lines(folder, "arrete-composition")
    assert f"– Exemple, {doctor}, {term}" in lines(folder, "arrete-composition", Choice(names=True))


def test_no_day_of_signature_is_invented(folder: Path) -> None:
    assert "Fait à Épinal, le [à compléter : date de signature]" in lines(folder, "arrete-composition")
    assert "Fait à Épinal, le [à compléter : date de signature]." in lines(folder, "avis", Choice(file="2026-06"))


def test_a_shorter_term_is_that_which_remains(folder: Path) -> None:
    told = (
        ", sauf ceux dont le mandat écrit est plus court, nommés pour le temps qui reste (article R. 133-4 du CRPA, en "
        "vigueur depuis le 1er janvier 2016)."
    )
    said = lines(folder, "arrete-composition")
    assert any(line.startswith("Les membres mentionnés aux 1°") and line.endswith(told) for line in said)
    rewritten(folder, "membres.yaml", ("2026-02-16", "2024-05-14"))
    assert not any("le temps qui reste" in line for line in lines(folder, "arrete-composition"))


def test_the_approval_of_the_day_is_cited_though_a_term_cites_the_former(folder: Path) -> None:
    rewritten(
        folder,
        "membres.yaml",
        ("association: association-sapin-2024\n    mandat", "association: association-sapin-2021\n    mandat"),
    )
    said = lines(folder, "arrete-composition")
    assert "Vu l’arrêté n° DDETSPP-2024-045 portant agrément de : Association exemple Les Sapins ;" in said
    assert not any("DDETSPP-2021-050" in line for line in said)
