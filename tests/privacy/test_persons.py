"""Names of persons in free texts: what is one, what is the title of a service, and that no output repeats one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.findings.finding import Severity
from kit.handbook.edition import edition
from kit.handbook.page import Profile
from kit.judging import pipeline
from kit.model import department
from kit.model.folder import find
from kit.privacy.legible import Legible
from kit.privacy.mask import mask
from kit.privacy.persons import spans
from kit.privacy.texts import Text, hits, texts
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import DATA, HOUSE, TODAY, Copy, judge
from tests.privacy.linear import assert_linear

TITLE = ("membres", "medecin", 0, "titre")
NAMES = [
    "Exempleuse Jeanne", "Exempleuse, Jeanne", "EXEMPLE, Jeanne", "de La Fiction, Marie-Claude",
    "Jean Exemple, directeur", "Directrice Jeanne Exemple", "Jean EXEMPLE", "EXEMPLE Jeanne, présidente",
    "Docteur Inventine Exemple-Test", "Dr Exemple", "Dr EXEMPLE", "Dr. J. Exemple", "Pr. Claude Fictif",
    "Capitaine Exemple", "Capitaine EXEMPLE", "Lieutenant-colonel Inventé", "Général Exemple", "le colonel Exemple",
    "Lieutenant-colonel Paul Inventé, commandant le groupement", "Directrice Inventine Exemple", "Commandante Fictive",
    "Directrice adjointe Inventine Exemple", "Directrice départementale : Camille Fictive", "Professeur Exemple",
    "Médecin généraliste, Camille de La Fiction", "Inventine EXEMPLE, directrice", "Jean-Pierre Exemple",
    "Jean Martin", "Marie-Claude Exemple-Test, adjointe", "J. Exemple, chef de service", "Directeur J.-P. EXEMPLE",
    "Présidente : Fatoumata Exemple", "Foyer, représenté par Jeanne Exemple", "Association exemple, Jeanne d’Exemple",
    "Substitut du procureur Paul Exemple", "JEAN EXEMPLE", "Maire Paul Exemple", "Préfète déléguée Anne Inventée",
    "Mme DUPONT-EXEMPLE", "Mme Exemple, médecin", "M. Paul Exemple", "Madame Exemple", "Maître Exemple", "Me EXEMPLE",
    "Mlle Inventée", "Mme la docteure Exemple", "Jeanne\u00a0Exemple", "Jeanne Exemple (suppléante)",
]  # fmt: skip
FOLDERS = [folder for home in (HOUSE, DATA / "reels") for folder in sorted((home / "departments").iterdir())]
TITLES = (DATA / "titres-sans-nom.txt").read_text(encoding="utf-8").splitlines()
# Chaque texte libre des quatre fichiers de l’exemple, et ce qui le remplace.
PLACES = [
    ("membres", 'titre: "Médecin généraliste à Saint-Dié-des-Vosges"', 'titre: "Docteur Camille Exemplaire"'),
    ("membres", "association: association-sapin-2024, niveau: departemental}\n\ncohesion",
     'association: association-sapin-2024}\n    suppleant: {titre: "Juge Camille Exemplaire"}\n\ncohesion'),
    ("membres", 'organisme: "Association exemple La Clairière"', 'organisme: "Camille Exemplaire"'),
    ("membres", "# Petite commission", "# Camille Exemplaire part en juin. Petite commission"),
    ("commission", '"Préfète des Vosges"', '"Préfète Camille Exemplaire"'),
    ("commission", '- "France Travail"', '- "Mme EXEMPLAIRE"\n  - "Camille Exemplaire, de France Travail"'),
    ("commission", 'source: "Données inventées"', 'source: "Camille Exemplaire, déléguée"'),
    ("sessions", '"Bilan de l’année 2024"', '"Présentation par Camille Exemplaire"'),
    ("procedures", '"Proposé avec l’OFII."', '"Proposé par Camille EXEMPLAIRE."'),
    ("procedures", '"Préfecture des Vosges, bureau des étrangers"', '"Bureau des étrangers, Camille Exemplaire"'),
]  # fmt: skip


def named(text: str) -> list[str]:
    return [hit.matched for hit in hits(Text(TITLE, text)) if hit.named]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_seen(text: str) -> None:
    assert named(text)


@pytest.mark.parametrize("text", TITLES)
def test_the_title_of_a_service_names_nobody(text: str) -> None:
    assert named(text) == []


def test_a_member_may_have_a_name_where_names_stand() -> None:
    assert list(hits(Text((*TITLE[:-1], "nom"), "Camille Exemple"))) == []


@pytest.mark.parametrize(
    "folder", sorted((HOUSE / "departments").iterdir()) + sorted((DATA / "reels/departments").iterdir())
)
def test_no_example_names_anybody(folder: Path) -> None:
    root = folder.parent.parent
    sources = [source for each in find(root, (folder,)) for source in department.sources(each).values()]
    assert [each.hit.matched for each in mask(sources).found if each.hit.named] == []
    assert len(sources) >= 2


@pytest.fixture
def planted(copy: Copy) -> Path:
    """Give a repository where each free text of the example names somebody."""
    folder = copy("88")
    for branch, old, new in PLACES:
        path = folder / f"{branch}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder.parent.parent


def test_each_place_has_its_finding(planted: Path) -> None:
    found = [f for f in judge(planted).findings if f.rule == "donnee-personnelle"]
    assert {f.pointer for f in found} == {
        "", "/1/ordre_du_jour/0", "/aps/service", "/indicateurs/0/source", "/indicateurs/1/source", "/invites/0",
        "/invites/1", "/magistrat/1/suppleant/titre", "/medecin/1/titre", "/presidence/0/titre",
        "/protection_enfance/0/organisme", "/sortie/contrat_integration_republicaine",
    }  # fmt: skip
    assert {f.severity for f in found} == {Severity.ERROR}
    first = next(f for f in found if f.pointer == "/medecin/1/titre")
    assert (first.line, first.column) == (83, 12)
    said = first.message.replace("\u00a0", " ").replace("\u202f", " ")
    assert said.startswith("Ce texte (« titre ») contient le nom d’une personne, alors que seuls une fonction ")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_format_repeats_a_name(planted: Path, form: str) -> None:
    assert "exemplaire" not in FORMATS[form](judge(planted), Style()).lower()


@pytest.mark.parametrize("profile", list(Profile))
def test_no_edition_shows_a_name(planted: Path, profile: Profile) -> None:
    report, cases = edition(*pipeline.run(planted, (), TODAY), profile)
    shown = [text.value for case in cases if case for text in texts(case.commission)]
    shown += [text for finding in report.findings for text in (finding.message, finding.remedy, finding.pointer)]
    assert shown
    assert [text for text in shown if "exemplaire" in text.lower()] == []


HOSTILE: dict[str, Callable[[int], str]] = {
    "prénoms": lambda n: "Jean " * (n // 5),
    "initiales": lambda n: "J. " * (n // 3),
    "particules": lambda n: "Jean " + "de " * (n // 3),
    "grades": lambda n: "Général " * (n // 8),
    "fonctions": lambda n: "Directrice adjointe " * (n // 20),
    "suites": lambda n: "Directrice " + "adjointe " * (n // 9),
    "un mot sans fin": lambda n: "J" * n,
    "virgules": lambda n: "Jean," * (n // 5),
}  # fmt: skip


@pytest.mark.parametrize("made", HOSTILE.values(), ids=list(HOSTILE))
def test_the_time_is_that_of_the_text(made: Callable[[int], str]) -> None:
    def whole(size: int) -> Callable[[], object]:
        text = Legible(made(size)).text
        return lambda: list(spans(text))

    assert_linear(whole, most=3)


REFERENCE = ("sessions", 0, "dossiers", 0, "reference")


@pytest.mark.parametrize(
    "text",
    [
        "GO",
        "G.O.",
        "G-O",
        "J. E.",
        "JEM",
        "Exemple",
        "Exemple-Test",
        "jeanne-exemple",
        "jeanne.exemple",
        "JEANNE_EXEMPLE",
    ],
)
def test_the_reference_of_a_file_names_nobody(text: str) -> None:
    assert list(hits(Text(REFERENCE, text)))


@pytest.mark.parametrize(
    "text", ["2026-07", "A", "A-1", "PSP", "Nord", "Dossier A", "D12", "AB-2026", "lot 2", "88-01"]
)
def test_a_number_is_a_reference(text: str) -> None:
    assert list(hits(Text(REFERENCE, text))) == []


@pytest.mark.parametrize("address", ["jeanne.exemple", "exemple.jeanne", "jean-paul_exemple"])
def test_the_address_of_a_service_bears_no_name(address: str) -> None:
    form = {"type": "string", "pattern": "@"}
    assert list(hits(Text(("commission", "secretariat", "courriel"), f"{address}@exemple.invalid", form=form)))


@pytest.mark.parametrize("address", ["commission", "psp-88", "ddets-direction", "pref.droits-femmes", "contact.aurore"])
def test_the_address_of_a_service_is_its_own(address: str) -> None:
    form = {"type": "string", "pattern": "@"}
    assert not list(hits(Text(("commission", "secretariat", "courriel"), f"{address}@exemple.invalid", form=form)))
