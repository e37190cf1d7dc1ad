"""Which service of the State a holder comes from, as people write it."""

import pytest

from kit.law.composition.snapshot import former_service_of, service_of
from kit.model.commission import Titulaire


def holder(titre: str, organisme: str | None = None) -> Titulaire:
    return Titulaire(pointer=(), id="h", titre=titre, organisme=organisme)


@pytest.mark.parametrize(
    ("written", "service"),
    [
        ("DEETS", "DEETS"),
        ("Direction de l'économie, de l'emploi, du travail et des solidarités", "DEETS"),
        ("direction de l’économie, de l’emploi, du travail et des solidarités de Mayotte", "DEETS"),
        ("DIRECTION DE L’ECONOMIE DE L’EMPLOI DU TRAVAIL ET DES SOLIDARITES", "DEETS"),
        ("DEETS-pôle travail", "DEETS"),
        ("D.E.E.T.S.", "DEETS"),
        ("d.e.e.t.s", "DEETS"),
        ("UD-DRIEETS", "DRIEETS"),
        ("UD DRIEETS 93", "DRIEETS"),
        (
            "Direction régionale et interdépartementale de l’économie, de l’emploi, du travail et des solidarités",
            "DRIEETS",
        ),
        ("Direction régionale et interdépartementale de l'hébergement et du logement", "DRIHL"),
        ("DDETS PP", "DDETSPP"),
        ("DDETS-PP", "DDETSPP"),
        ("DDETSPP", "DDETSPP"),
        ("D.D.E.T.S.-P.P.", "DDETSPP"),
        ("DDETS-Pôle inclusion", "DDETS"),
        ("DDETS (pôle inclusion)", "DDETS"),
        ("DDETS(PP)", "DDETS"),
        ("Directrice départementale de l’emploi, du travail et des solidarités", "DDETS"),
        ("Direction départementale de l'emploi, du travail et des solidarités", "DDETS"),
        (
            "direction départementale de l’emploi, du travail, des solidarités et de la protection des populations",
            "DDETSPP",
        ),
        ("Direction générale de la cohésion et des populations", "DGCOPOP"),
        ("Préfecture de l’Isère", None),
        ("SUPERDDETS", None),
        ("DREETS", None),
    ],
)
def test_a_service_is_recognised_however_it_is_written(written: str, service: str | None) -> None:
    assert service_of(holder("Directrice", written)) == service
    assert service_of(holder(f"Représentante, {written}")) == service
    assert former_service_of(holder("Directrice", written)) is None


@pytest.mark.parametrize(
    ("written", "service"),
    [
        ("Direction départementale de la cohésion sociale", "DDCS"),
        ("direction départementale de la cohésion sociale et de la protection des populations", "DDCSPP"),
        ("Direction départementale de la cohésion sociale de Paris", "DDCS"),
        ("DDCS-PP", "DDCSPP"),
        ("UD-DIRECCTE", "DIRECCTE"),
        ("unité départementale de la DIRECCTE", "DIRECCTE"),
        (
            "direction régionale des entreprises, de la concurrence, de la consommation, du travail et de l'emploi",
            "DIRECCTE",
        ),
        ("Direction des entreprises, de la concurrence, de la consommation, du travail et de l’emploi", "DIECCTE"),
        ("Direction de la jeunesse, des sports et de la cohésion sociale", "DJSCS"),
    ],
)
def test_a_former_service_is_recognised_however_it_is_written(written: str, service: str) -> None:
    assert service_of(holder("Directrice", written)) == service
    assert former_service_of(holder("Directrice", written)) == service


def test_the_organisation_is_read_before_the_title() -> None:
    both = holder("Ancienne cheffe de service de la DDCS", "DDETS")
    assert (service_of(both), former_service_of(both)) == ("DDETS", "DDCS")
