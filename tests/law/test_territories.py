"""The 101 departments and the names of their folders."""

import datetime
from collections.abc import Iterator

import pytest

from kit.law.territories import (
    ServiceForm,
    adaptation,
    former_service_named,
    former_services,
    forms,
    service_named,
    slug,
    territories,
)
from kit.law.texts import data
from tests.conftest import DATA, golden


def test_there_are_101_departments_in_18_regions() -> None:
    assert len(territories()) == 101
    assert len({territory.region for territory in territories().values()}) == 18


def test_five_of_them_are_overseas() -> None:
    assert [code for code, t in territories().items() if t.overseas] == ["971", "972", "973", "974", "976"]


@pytest.mark.parametrize(
    ("code", "folder", "of", "service", "regime"),
    [
        ("13", "13-bouches-du-rhone", "des Bouches-du-Rhône", "DDETS", "bouches_du_rhone"),
        ("2A", "2a-corse-du-sud", "de la Corse-du-Sud", "DDETSPP", "commun"),
        ("21", "21-cote-d-or", "de la Côte-d’Or", "DDETS", "commun"),
        ("75", "75-paris", "de Paris", "DRIEETS_DRIHL", "paris"),
        ("88", "88-vosges", "des Vosges", "DDETSPP", "commun"),
        ("90", "90-territoire-de-belfort", "du Territoire de Belfort", "DDETSPP", "commun"),
        ("973", "973-guyane", "de la Guyane", "DGCOPOP", "commun"),
        ("974", "974-la-reunion", "de La Réunion", "DEETS", "commun"),
    ],
)
def test_a_department(code: str, folder: str, of: str, service: str, regime: str) -> None:
    found = territories()[code]
    assert (found.folder, found.of, found.service.value, found.regime) == (folder, of, service, regime)


# Le code officiel géographique dit l’article de chaque nom (« TNCC ») : ceux d’un nom double s’oublient le plus.
@pytest.mark.parametrize(
    ("of", "codes"),
    [
        ("de {}", ("41", "47", "49", "54", "71", "75", "77", "82", "84", "974", "976")),
        ("d’{}", ("28", "35", "37")),
        ("de la {}", ("2A", "2B", "17", "44", "48", "73", "74", "76", "93", "971", "972", "973")),
        ("du {}", ("62", "63", "67", "68", "90", "94", "95")),
        ("des {}", ("04", "06", "13", "22", "64", "66", "79", "92")),
    ],
)
def test_a_department_takes_the_article_of_its_name(of: str, codes: tuple[str, ...]) -> None:
    for code in codes:
        assert territories()[code].of == of.format(territories()[code].name)


def test_each_region_has_one_seat_that_of_its_prefect() -> None:
    assert {t.region: code for code, t in territories().items() if t.region_seat} == {
        "Auvergne-Rhône-Alpes": "69", "Bourgogne-Franche-Comté": "21", "Bretagne": "35", "Centre-Val de Loire": "45",
        "Corse": "2A", "Grand Est": "67", "Guadeloupe": "971", "Guyane": "973", "Hauts-de-France": "59",
        "Île-de-France": "75", "La Réunion": "974", "Martinique": "972", "Mayotte": "976", "Normandie": "76",
        "Nouvelle-Aquitaine": "33", "Occitanie": "31", "Pays de la Loire": "44", "Provence-Alpes-Côte d’Azur": "13",
    }  # fmt: skip
    assert sum(t.region_seat for t in territories().values()) == len({t.region for t in territories().values()})


def test_no_fact_of_a_territory_and_no_certainty_changes_unseen() -> None:
    golden(DATA / "golden" / "territoires.txt", "".join(f"{row}\n" for row in _rows()))


def _rows() -> Iterator[str]:
    for code, t in territories().items():
        yield f"{code} {t.name} / {t.of} / {t.prefecture} / {t.region}{' / outre-mer' if t.overseas else ''}"
        yield f"   {t.regime}, {t.service.value} ({t.service.certainty}), cour de {t.court.value} ({t.court.certainty})"
    for raw in data("adaptations")["adaptations"]:
        where = f"{' '.join(raw['departements'])} : {' '.join(raw['sieges'])}"
        yield f"adaptation du {raw['debut']}, {where} ({raw['certitude']})"


def test_every_form_of_service_is_known() -> None:
    assert {territory.service.value for territory in territories().values()} == set(forms())


def test_only_the_overseas_service_was_read_in_a_text() -> None:
    certain = [code for code, territory in territories().items() if territory.service.certain]
    assert certain == ["971", "972", "974", "976"]


@pytest.mark.parametrize(
    ("code", "seat", "day", "adapted"),
    [
        ("974", "police_judiciaire", "2021-12-31", False),
        ("974", "police_judiciaire", "2022-01-01", True),
        ("973", "police_judiciaire", "2020-01-01", True),
        ("38", "police_judiciaire", "2026-11-23", False),
        ("69", "conseil_departemental", "2026-11-23", True),
        ("75", "gendarmerie", "2026-11-23", True),
        ("973", "cohesion_sociale", "2019-12-31", False),
        ("973", "cohesion_sociale", "2020-01-01", True),
        ("973", "travail_emploi", "2022-04-13", True),
        ("973", "etrangers", "2022-04-13", True),
        ("973", "ddets", "2026-11-23", True),
        ("75", "cohesion_sociale", "2021-03-31", False),
        ("92", "cohesion_sociale", "2022-04-13", True),
        ("93", "travail_emploi", "2022-04-13", True),
        ("94", "ddets", "2026-11-23", True),
        ("95", "ddets", "2026-11-23", False),
        ("75", "etrangers", "2026-11-23", False),
    ],
)
def test_where_a_seat_may_be_held_otherwise(code: str, seat: str, day: str, adapted: bool) -> None:
    assert (adaptation(code, seat, datetime.date.fromisoformat(day)) is not None) is adapted


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.id)
def test_a_service_is_known_by_the_title_of_its_form(form: ServiceForm) -> None:
    assert service_named(form.title) in form.services
    assert former_service_named(form.title) is None
    assert [service_named(service) for service in form.services] == list(form.services)


@pytest.mark.parametrize("service", former_services())
def test_a_former_service_is_known_by_its_initials(service: str) -> None:
    assert (service_named(service), former_service_named(service)) == (service, service)


@pytest.mark.parametrize(
    ("name", "slugged"), [("Côte-d’Or", "cote-d-or"), ("Côte-d'Or", "cote-d-or"), ("Val‑d’Oise", "val-d-oise")]
)
def test_a_slug_parts_words_whatever_the_hyphen(name: str, slugged: str) -> None:
    assert slug(name) == slugged
