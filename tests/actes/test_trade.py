"""The words of the trade: who decides, who signs for whom, how many speak, what is cited, to whom one writes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kit.actes.subject import Choice
from kit.actes.titles import in_sentence
from kit.actes.writing import Request
from kit.errors import UsageError
from kit.judging import pipeline
from kit.model.department import load
from kit.model.folder import Folder
from tests.actes.asking import Day, asked, made
from tests.actes.reading import odt_lines
from tests.conftest import HOUSE, Copy

_DEPARTMENTS = sorted(path.name for path in (HOUSE / "departments").iterdir() if (path / "commission.yaml").is_file())
_ORDERS = ("arrete-composition", "arrete-modificatif")
_CHANGED = (("8° Médecin", "titre : Médecin → Médecin généraliste"),)
_FOOT = "Textes appliqués"


def folder(name: str) -> Path:
    return next((HOUSE / "departments").glob(f"{name}*"))


def said(name: str | Path, kind: str, choice: Choice | None = None, session: Day | None = None) -> list[str]:
    there = name if isinstance(name, Path) else folder(name)
    [one] = made(there, asked(kind, choice or Choice(changes=_CHANGED), session=session))
    return odt_lines(one.raw)


def every_paper(there: Path) -> Iterator[tuple[str, list[str]]]:
    """Give each paper that a department may have, as its lines."""
    case = pipeline.case(load(Folder(there, f"departments/{there.name}")), Day(2026, 11, 23))
    assert case is not None
    wanted: list[Request] = [asked(kind) for kind in ("convocation", "ordre-du-jour", "emargement", "proces-verbal")]
    wanted += [asked("proces-verbal", session=each.date) for each in case.held]
    wanted += [
        asked("avis", Choice(file=file.reference), session=each.date)
        for each in case.held[-3:]
        for file in each.dossiers or ()
    ]
    wanted += [asked(kind, Choice(changes=_CHANGED)) for kind in _ORDERS]
    wanted += [asked("courrier", Choice(seat=seat.id)) for seat in case.composition.seats if seat.listed]
    wanted += [asked("bordereau", Choice(order=each.reference)) for each in (case.commission.arretes or ())[-1:]]
    wanted += [asked("fiche-annuelle", Choice(year=2025))]
    for each in wanted:
        try:
            papers = made(there, each)
        except UsageError:
            continue  # Deux séances un même jour, ou aucune.
        for one in papers:
            yield one.name, odt_lines(replace(one).raw)


# --- qui décide, qui signe ---


@pytest.mark.parametrize("kind", _ORDERS)
def test_an_order_is_the_prefect_s_and_a_delegate_only_signs_it(kind: str) -> None:
    lines = said("93", kind)
    before = lines[: lines.index("Arrête :")]
    assert "Le préfet de la Seine-Saint-Denis," in before
    assert not any(line.startswith("Préfet délégué") for line in before)
    [blank] = [line for line in before if line.startswith("Vu [à compléter")]
    assert "Arrêté n° 2026-1412 du 24 août 2026" in blank
    assert "présider" in blank
    assert not any("2026-1412" in line for line in before if line != blank)
    made_on = next(rank for rank, line in enumerate(lines) if line.startswith("Fait à"))
    [signature] = lines[made_on + 1 : lines.index(_FOOT)]
    assert signature.startswith("Pour le préfet et par délégation, le préfet délégué pour l’égalité des chances")


def test_a_delegation_to_sign_is_a_visa(copy: Copy) -> None:
    there = copy("93")
    path = there / "commission.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Arrêté n° 2026-1412 du", "Arrêté n° 2026-1412 portant délégation de signature du"),
        encoding="utf-8",
    )
    lines = said(there, "arrete-composition")
    assert "Vu l’arrêté n° 2026-1412 portant délégation de signature du 24 août 2026 ;" in lines
    assert "Pour le préfet et par délégation, le préfet délégué pour l’égalité des chances" in lines
    assert not any("2026-1412" in line and "[" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "author", "verb"),
    [
        ("88", "La préfète des Vosges,", "Arrête :"),
        ("38", "Le préfet de l’Isère,", "Arrête :"),
        ("75", "Le préfet de Paris, préfet de la région d’Île-de-France, et le préfet de police,", "Arrêtent :"),
    ],
)
def test_the_author_of_an_order_has_its_article_and_its_number(name: str, author: str, verb: str) -> None:
    for kind in _ORDERS:
        lines = said(name, kind)
        assert author in lines
        assert lines.index(author) < lines.index(verb)


def test_two_who_sign_say_we() -> None:
    one, two = "".join(said("88", "convocation")), "".join(said("75", "convocation"))
    assert "J’ai l’honneur" in one
    assert "Je vous prie d’agréer" in one
    assert "ma considération" in one
    assert "Nous avons l’honneur" in two
    assert "Nous vous prions d’agréer" in two
    assert "notre considération" in two
    letter = "".join(said("75", "courrier", Choice(seat="medecin")))
    assert "Nous vous prions de bien vouloir nous faire connaître" in letter


def test_no_paper_of_two_says_i_and_none_of_one_says_we() -> None:
    for name, wrong in (("75", r"\b(J’ai|Je|ma|me|Arrête)\b"), ("88", r"\b([Nn]ous|notre|Arrêtent)\b")):
        for kind, lines in every_paper(folder(name)):
            assert not [line for line in lines if re.search(wrong, line.partition("«")[0])], kind


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Préfet de Paris", "le préfet de Paris"),
        ("Préfète des Vosges", "la préfète des Vosges"),
        ("Sous-préfète de Saint-Dié", "la sous-préfète de Saint-Dié"),
        ("Secrétaire générale de la préfecture", "la secrétaire générale de la préfecture"),
        ("Secrétaire général de la préfecture", "le secrétaire général de la préfecture"),
        ("Haut-commissaire", "le haut-commissaire"),
        ("Administratrice supérieure", "l’administratrice supérieure"),
        ("Directrice de cabinet", "la directrice de cabinet"),
        ("Décision du 3 mai 2026", "la décision du 3 mai 2026"),
        ("Le préfet de Paris", "le préfet de Paris"),
        ("M. le préfet", "M. le préfet"),
        ("DDETS", "DDETS"),
    ],
)
def test_a_title_takes_its_article_in_a_sentence(title: str, told: str) -> None:
    assert in_sentence(title) == told


def test_who_stands_in_for_a_prefect_of_either_sex(copy: Copy) -> None:
    there = copy("88")
    assert any("préfecture, représentant la préfète des Vosges" in line for line in said("88", "proces-verbal"))
    commission = there / "commission.yaml"
    text = commission.read_text(encoding="utf-8")
    assert "Préfète des Vosges" in text
    commission.write_text(text.replace("Préfète des Vosges", "Préfet des Vosges"), encoding="utf-8")
    assert any("préfecture, représentant le préfet des Vosges" in line for line in said(there, "proces-verbal"))


# --- ce qui se cite ---

_CODE = re.compile(r"\b[LRD]\. ?\d[\d-]*\d|\b[LRD]\. ?\d")
_DECREE = re.compile(r"n° (\d{4}-\d+)")
# Le titre d’un siège est celui du texte, qui y nomme un autre article.
_TITLES = re.compile(r"\(R\. 121-12-2\)")


def articles(lines: list[str]) -> set[str]:
    whole = _TITLES.sub("", " ".join(lines)).replace("\u00a0", " ")
    decrees = {number for each in re.findall(r"(?:décrets? )n° \d{4}-\d+", whole) for number in _DECREE.findall(each)}
    return {each.replace(". ", ".") for each in _CODE.findall(whole)} | decrees


@pytest.mark.parametrize("name", _DEPARTMENTS)
def test_the_texts_at_the_foot_are_those_that_the_paper_cites(name: str) -> None:
    for kind, lines in every_paper(HOUSE / "departments" / name):
        start = next((rank for rank, each in enumerate(lines) if each.startswith("Établie le ")), -1) + 1
        at = lines.index(_FOOT)
        body, foot = lines[start:at], lines[at + 1 :]
        assert foot, kind
        assert len(foot) == len(set(foot)), kind
        assert articles(foot) == articles(body), kind


def test_a_text_that_an_order_visas_whole_is_not_cited_again_by_its_parts() -> None:
    lines = said("88", "arrete-composition")
    foot = lines[lines.index(_FOOT) + 1 :]
    assert [line for line in foot if line.startswith(("Article L. 121-9 du", "Article R. 121-12-9 du"))] == []
    assert sum("R. 121-12-8" in line for line in foot) == 1


# --- les mots du métier ---

_KITS = re.compile(r"fichier|\bfiche\b|\.yaml|\bkit\b", re.IGNORECASE)
_MARKED = re.compile(r"\[à [^\]]*\]")


@pytest.mark.parametrize("name", _DEPARTMENTS)
def test_no_paper_speaks_of_files_outside_a_blank(name: str) -> None:
    for kind, lines in every_paper(HOUSE / "departments" / name):
        start = next((rank for rank, each in enumerate(lines) if each.startswith("Établie le ")), -1) + 1
        told = [
            _MARKED.sub("", line) for line in lines[start:] if not line.startswith(("Fiche annuelle", "Données d’"))
        ]
        assert [line for line in told if _KITS.search(line)] == [], kind


def test_the_order_before_is_a_sentence_whose_blank_can_be_filled() -> None:
    assert (
        "Est [à compléter : abrogé, ou maintenu pour ce qu’il dit d’autre] l’arrêté « DDETSPP-2024-047 » du 6 mai 2024 "
        "(modifié en dernier lieu par l’arrêté « DDETSPP-2026-009 » du 9 février 2026)."
    ) in said("88", "arrete-composition")


def test_a_letter_says_whether_the_seat_has_a_deputy() -> None:
    told = {seat: " ".join(said("88", "courrier", Choice(seat=seat))) for seat in ("medecin", "magistrat")}
    for each in told.values():
        assert "si le texte le permet" not in each
        assert "Une personnalité qualifiée n’a pas de suppléant (article R. 133-3 du CRPA" in each
    [one, *_] = made(folder("38"), asked("courrier", Choice(seat="collectivites")))
    whole = " ".join(odt_lines(one.raw))
    assert "et, le cas échéant, son suppléant, élu de la même assemblée (article R. 133-3 du CRPA" in whole
    [one, *_] = made(folder("38"), asked("courrier", Choice(seat="associations")))
    assert "son suppléant, de la même association" in " ".join(odt_lines(one.raw))


def test_each_authority_has_its_letter_which_speaks_of_its_own_member() -> None:
    for each in (False, True):
        letters = made(folder("75"), asked("courrier", Choice(seat="collectivites")), each=each)
        lines = [odt_lines(one.raw) for one in letters]
        assert [[line for line in one if line.startswith("À l’attention")] for one in lines] == [
            ["À l’attention de : Madame ou Monsieur le maire de Paris"],
            ["À l’attention de : Madame ou Monsieur le président de la Métropole du Grand Paris"],
        ]
        assert [sum(line.startswith("– ") for line in one) for one in lines] == [1, 1]
        assert ["Ville de Paris" in " ".join(one) for one in lines] == [True, False]


@pytest.mark.parametrize(
    ("name", "seat", "whom"),
    [
        ("88", "medecin", [
            "Madame ou Monsieur le président du conseil départemental de l’ordre des médecins (Vosges)",
        ]),
        (
            "88",
            "magistrat",
            ["Madame ou Monsieur le premier président et Madame ou Monsieur le procureur général de la cour d’appel "
             "(Nancy)"],
        ),
        ("88", "associations", [
            "Madame ou Monsieur le président de l’association « Association exemple Les Sapins »",
        ]),
    ],
)  # fmt: skip
def test_a_letter_goes_to_a_function(name: str, seat: str, whom: list[str]) -> None:
    letters = made(folder(name), asked("courrier", Choice(seat=seat)))
    told = [line.partition(" : ")[2] for one in letters for line in odt_lines(one.raw) if line.startswith("À l’attent")]
    assert [re.sub(r" \[à vérifier[^\]]*\]", "", each) for each in told][: len(whom)] == whom


def test_minutes_introduce_the_counts_of_a_quorum() -> None:
    lines = said("88", "proces-verbal")
    at = next(rank for rank, line in enumerate(lines) if line.startswith("Conclusion : le quorum est atteint"))
    assert lines[at + 1] == (
        "Le texte ne dit ni qui se compte, ni si la présidence compte ; par chaque façon de compter, le quorum est "
        "atteint :"
    )
    assert lines[at + 2].startswith("– ")


def test_minutes_agree_and_tell_guests_once() -> None:
    for name in ("88", "75", "13"):
        for kind in ("convocation", "ordre-du-jour", "proces-verbal"):
            lines = said(name, kind)
            heard = [line for line in lines if "sans voter" in line]
            assert len(heard) <= 1, (name, kind)
            assert not any(re.match("– (Absent|Excusé) :", line) for line in lines)
    votes = " ".join(said("88", "proces-verbal"))
    assert re.search(r"pour : \d+ ; contre : \d+ ; abstentions? : \d+", votes)
