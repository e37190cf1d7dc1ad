"""The words of the pages: « dossier » is what is examined for a person, a department has a « fiche »; only who keeps it
reads of files and keys."""

import html
import re

import pytest

from kit.findings.verdicts import Verdict
from kit.handbook.page import Page, Profile
from kit.handbook.pages import verdict
from kit.judging import registry
from tests.handbook import shown
from tests.handbook.conftest import Judged

# Le dossier d’une personne, celui d’une association qui demande son agrément.
_EXAMINED = re.compile(
    r"dossiers? individuels?|dossiers? examinés?|examinent (?:l|d|c)es dossiers|hors dossiers|pièces du dossier"
    r"|chaque dossier|dossiers? qu’elle a instruits?|ses propres dossiers|les dossiers sont instruits"
    r"|instruction des dossiers|fiche dossier aps|vérificateur de dossier|dossier d’autorisation provisoire de séjour"
    r"|aide à relire un dossier|vérifier un dossier|avis sur un dossier|se retire de ces dossiers"
)
# Les pages qui ne parlent que de lui.
_ABOUT = re.compile(
    r"regles/(?:actes-sans-seance|autorisation-trop-longue|decision-avant-la-seance|donnee-personnelle|dossier-sans-avis"
    r"|evenement-sans-effet|identifiant-repete|justificatif-de-domicile-mal-date|parcours-non-decrit|parcours-trop-long"
    r"|piece-nationale-manquante|police-toujours-saisie|refus-pour-un-motif-ecarte|refus-sans-motif|representant-non-retire"
    r"|seances-trop-espacees|vote-mal-compte|association-du-dossier-inconnue)\.md|procedures/.*|outils/.*|droit/casf-agrement\.md"
    r"|droit/tracabilite\.md|guide/preparer-une-seance\.md"
)
# Un fichier, une accolade, une clé de plusieurs mots : ce qui ne se lit que dans un fichier.
_OF_FILES = re.compile(r"\.yaml\b|[{}]|\b[a-z]+_[a-z_]+\b")


def _read(page: Page) -> str:
    """Give what is read of a page, code aside, with ordinary spaces."""
    bare = re.sub(r"<(style|script|code|pre)\b.*?</\1>", "", shown.html(page), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", bare)))


def test_a_department_has_no_dossier(book: dict[str, Page]) -> None:
    ids = re.compile("|".join(sorted((rule.id for rule in registry.catalogue()), key=len, reverse=True)))
    for path, page in book.items():
        if not _ABOUT.fullmatch(path):
            left = _EXAMINED.sub("", ids.sub("", _read(page).lower()))
            assert re.findall(r".{0,40}\bdossiers?\b.{0,40}", left) == [], path


def test_the_public_reads_of_no_file_on_the_page_of_a_department(examples: Judged) -> None:
    told = [page for page in shown.edition(*examples, Profile.PUBLIC) if page.path.startswith("departements/")]
    assert len(told) == 102
    for page in told:
        text = _read(page)
        assert _OF_FILES.findall(text) == [], page.path
        assert "Pour qui tient la fiche" not in text, page.path


def test_who_keeps_a_file_reads_where_each_finding_stands(book: dict[str, Page]) -> None:
    _, _, text = shown.html(book["departements/88-vosges.md"]).partition('id="constats"')
    cards = re.findall(r'<div class="admonition kit-\w+">\n<p class="admonition-title">.*?</div>', text, re.DOTALL)
    assert len(cards) > 3
    for card in cards:
        _, _, kept = card.partition("<summary>Pour qui tient la fiche</summary>")
        assert "departments/88-vosges/" in kept


@pytest.mark.parametrize(
    ("text", "of_files"),
    [
        ("« medecin-2 », que cite le calendrier, n’est pas dans membres.yaml.", True),
        ("Les indicateurs arrêtés au 31 décembre 2025 ne mesurent pas « carte_delai_median_jours ».", True),
        ("La séance du 5 mars est écrite « formation: mineurs ».", True),
        ("Aucune intercommunalité (EPCI) ne siège parmi les collectivités (9°).", False),
        ("La présidence est à vérifier : un doute demeure.", False),
    ],
)
def test_what_only_a_file_says(text: str, *, of_files: bool) -> None:
    assert verdict.of_files(text) is of_files


def test_every_rule_of_law_names_its_fault() -> None:
    for rule in registry.legal_rules():
        assert rule.wrong or rule.doubt, rule.id
        for said in Verdict:
            title = rule.fault(said)
            assert title[0].isupper(), (rule.id, title)
            assert not title.endswith("."), (rule.id, title)
            assert "[[" not in title, (rule.id, title)


@pytest.mark.parametrize(
    ("rule", "said", "title"),
    [
        ("medecin-mal-designe", Verdict.BROKEN, "Le médecin n’est pas désigné par le conseil départemental de l’ordre"),
        ("medecin-mal-designe", Verdict.TO_COMPLETE, "Reste à savoir qui a désigné le médecin"),
        ("epci-absent", Verdict.TO_CHECK, "Aucune intercommunalité parmi les collectivités"),
        (
            "autorisation-trop-courte",
            Verdict.TO_COMPLETE,
            "Reste à savoir si l’autorisation provisoire de séjour dure six mois au moins",
        ),
        (
            "autorisation-trop-courte",
            Verdict.TO_CHECK,
            "Peut-être : l’autorisation provisoire de séjour est trop courte",
        ),
        ("date-francaise", Verdict.TO_CORRECT, "Date écrite à la française"),
    ],
)
def test_a_silence_is_never_titled_as_a_fault(rule: str, said: Verdict, title: str) -> None:
    assert registry.find(rule).fault(said) == title
