"""Which paragraph each rule cites, wording by wording, and that no rule of law is left without one for lack of data."""

import datetime

import pytest

from kit.findings.rule import Breach
from kit.judging.citing import placed
from kit.judging.registry import find, legal_rules
from kit.law.texts import cited, provision

LIST = dict.fromkeys(("2016-10-31", "2021-01-01", "2023-12-01", "2026-01-02"), "alinéa de la liste")
APPROVAL = {"2016-10-31": "article R. 121-12-3"}
# La première rédaction de R. 121-12-8 n’a pas été lue : rien n’y dit quel alinéa.
RHYTHM = {"2016-10-31": None, "2026-01-02": "premier alinéa"}
REFORM = {"2021-04-01": "article 24, II"}
MARSEILLE = "alinéa sur les Bouches-du-Rhône de l’article R. 121-12-7 du CASF"
CITED = [
    ("mandat-trop-long", "casf-r121-12-7", LIST),
    ("mandat-expire", "casf-r121-12-7", LIST),
    ("mandat-bientot-fini", "casf-r121-12-7", LIST),
    ("arrete-posterieur-au-mandat", "casf-r121-12-7", LIST),
    ("mandat-sans-arrete", "casf-r121-12-7", LIST),
    ("arrete-sur-siege-de-droit", "casf-r121-12-7", LIST),
    ("mandats-qui-se-chevauchent", "casf-r121-12-7", LIST),
    ("agrement-trop-long", "casf-agrement", APPROVAL),
    ("agrement-bientot-fini", "casf-agrement", APPROVAL),
    ("reunions-insuffisantes", "casf-r121-12-8", RHYTHM),
    ("annee-a-completer", "casf-r121-12-8", RHYTHM),
    ("commission-non-installee", "instruction-2022-7", {"2022-04-13": "1.1"}),
    ("departement-sans-dossier", "instruction-2022-7", {"2022-04-13": "1.1"}),
    ("ancien-service-nomme", "decret-2020-1545", REFORM),
    ("service-de-l-etat-inattendu", "decret-2020-1545", REFORM),
    ("presidence-sans-verdict", "bouches-du-rhone", {"2025-07-16": MARSEILLE}),
    ("autorisation-trop-courte", "ceseda-aps", {"2016-04-15": "article L. 316-1-1", "2021-05-01": "article L. 425-4"}),
    ("visa-long-sejour-exige", "ceseda-aps", {"2016-04-15": None, "2021-05-01": "article L. 425-4"}),
]


@pytest.mark.parametrize(("rule_id", "text", "cited"), CITED, ids=[row[0] for row in CITED])
def test_a_rule_cites_the_paragraph_that_is_true_in_each_wording(
    rule_id: str, text: str, cited: dict[str, str | None]
) -> None:
    found, seat = find(rule_id), "magistrat"
    assert found.provision == text
    assert list(cited) == [version.start.isoformat() for version in provision(text).versions]
    for day, paragraph in cited.items():
        breach = Breach(pointer=("membres", seat), siege=seat)
        assert placed(found, breach, datetime.date.fromisoformat(day)).paragraph == paragraph


@pytest.mark.parametrize(
    ("day", "paragraph"),
    [
        ("2021-04-30", None),
        ("2021-05-01", "annexe 10, ligne 45"),
        ("2022-04-12", "annexe 10, ligne 45"),
        ("2022-04-13", "annexe 10, ligne 45, et instruction du 13 avril 2022, 2.2"),
        ("2026-11-23", "annexe 10, ligne 45, et instruction du 13 avril 2022, 2.2"),
    ],
)
def test_a_document_beyond_the_list_cites_the_instruction_once_there_is_one(day: str, paragraph: str | None) -> None:
    breach = Breach(pointer=("procedures", "aps", "pieces", 0))
    assert placed(find("piece-hors-liste"), breach, datetime.date.fromisoformat(day)).paragraph == paragraph


def test_a_finding_on_a_seat_cites_its_rank_on_the_day_that_judges() -> None:
    told = [Breach(pointer=(), siege="medecin", day=datetime.date(year, 6, 1)) for year in (2025, 2026)]
    today = datetime.date(2026, 11, 23)
    assert [placed(find("siege-sans-titulaire"), breach, today).paragraph for breach in told] == ["9°", "8°"]


def test_a_breach_that_knows_its_paragraph_keeps_it() -> None:
    breach = Breach(pointer=(), paragraph="alinéa sur Paris")
    assert placed(find("liste-mal-signee"), breach, datetime.date(2026, 11, 23)) is breach


# Le paragraphe y tient au siège, au territoire ou au champ : le jugement le donne.
_OWN = {"Les sièges", "La présidence", "Les dossiers individuels"}


def test_every_paragraph_named_by_the_sheet_of_a_rule_has_words_to_be_cited() -> None:
    day = datetime.date(2026, 11, 23)
    lacking = {
        rule.id
        for rule in legal_rules()
        if rule.provision
        and (place := rule.paragraphs.get(rule.provision))
        and place not in _OWN
        and provision(rule.provision).in_force(day)
        and placed(rule, Breach(pointer=()), day).paragraph is None
    }
    assert lacking == set()


def test_every_paragraph_that_a_sentence_cites_has_words_and_a_sentence() -> None:
    day = datetime.date(2026, 11, 23)
    told = [(rule, case, place) for rule in legal_rules() for case, places in rule.cites.items() for place in places]
    assert told
    for rule, case, place in told:
        assert case in rule.sentences, (rule.id, case)
        assert rule.provision
        assert cited(rule.provision, place, day), (rule.id, place)


def test_a_sentence_cites_its_own_paragraphs() -> None:
    day = datetime.date(2026, 11, 23)
    found = placed(find("parcours-non-decrit"), Breach(pointer=(), case="silence"), day)
    assert found.paragraph == "2 et 2.1"
    guest = placed(find("present-inconnu"), Breach(pointer=(), case="invite"), day)
    assert guest.paragraph == "article R. 133-6"
