"""What the texts do not settle, or that was not read: the sentence, its weight and its place."""

from dataclasses import replace
from pathlib import Path

import pytest

from kit.french import date, spaced
from kit.law.texts import COMPOSITION, provision
from kit.report.formats.citation import cite
from tests.conftest import Copy, without_seat
from tests.rules.cases import FAIL, ORDER, REVIEW, Day, edit, examined, found, seat

BOTH_TEXTS = ", et les textes de ce jour ne disent pas clairement qui devait le signer"
# (le territoire, le jour, les signataires, l’issue, ce que dit le constat après « L’arrêté « A » du … »)
SIGNED = [
    ("13", "2025-08-01", "prefet, prefet_de_police", None, ""),
    ("13", "2025-08-01", "prefet", REVIEW, f"par le préfet, mais pas par le préfet de police{BOTH_TEXTS}."),
    ("13", "2025-08-01", "prefet_de_police", REVIEW, f"par le préfet de police, mais pas par le préfet{BOTH_TEXTS}."),
    ("13", "2026-02-01", "prefet", None, ""),
    ("75", "2026-02-01", "prefet", FAIL, "par le préfet, mais pas par le préfet de police."),
    ("75", "2026-02-01", "autre", FAIL, "par une autre autorité, mais pas par le préfet ni le préfet de police."),
]


def order(folder: Path, code: str, day: str, signed: str) -> None:
    (folder / "commission.yaml").write_text(
        f'departement: "{code}"\ninstallation: {{etat: installee, date: 2018-01-01}}\narretes:\n'
        f'  - {{reference: "A", objet: [composition], date: {day}, signataires: [{signed}]}}\n',
        encoding="utf-8",
    )


@pytest.mark.parametrize(("code", "day", "signed", "outcome", "message"), SIGNED)
def test_a_list_says_who_signed_it_and_who_did_not(
    copy: Copy, code: str, day: str, signed: str, outcome: object, message: str
) -> None:
    folder = copy(code)
    order(folder, code, day, signed)
    findings = [(f.outcome, f.message, f.line) for f in found(folder, "liste-mal-signee", Day(2026, 11, 23))]
    told = f"L’arrêté « A » du {date(Day.fromisoformat(day))} est signé {message}"
    assert findings == ([(outcome, spaced(told), 4)] if outcome else [])


def test_a_list_that_nobody_signed_says_who_had_to(copy: Copy) -> None:
    folder = copy("75")
    order(folder, "75", "2026-02-01", "")
    (finding,) = found(folder, "liste-mal-signee", Day(2026, 11, 23))
    assert (finding.outcome, finding.line) == (FAIL, 4)
    assert finding.message == spaced(
        "D’après le fichier, personne n’a signé l’arrêté « A » du 1er février 2026, que le texte fait signer par "
        "le préfet de Paris et le préfet de police."
    )


def test_an_empty_seat_of_a_wording_that_was_not_read_says_why_it_is_judged(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "magistrat"), encoding="utf-8")
    (finding,) = found(folder, "siege-sans-titulaire", Day(2024, 6, 1))
    assert cite(finding) == spaced(
        "article R. 121-12-7 du CASF, 1°, rédaction du 1er décembre 2023, non lue, mais identique dans les rédactions "
        "lues d’avant et d’après"
    )


def test_a_seat_is_concordant_when_the_wordings_around_say_it_alike() -> None:
    before, unread, after = provision(COMPOSITION).versions[1:]
    assert [each.ordinal for each in unread.concordant] == ["1°", "5°", "6°", "8°", "9°", "10°", "11°"]
    for here in unread.concordant:
        around = [version.seat(here.id) for version in (before, after)]
        assert None not in around
        alike = {replace(each, rank=0, certainty="") for each in (here, *filter(None, around))}
        assert alike == {replace(here, rank=0, certainty="")}
    for version in (before, after):
        assert version.concordant == ()


def test_no_group_of_municipalities_is_a_doubt(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "collectivites", "id: c, titre: Maire, collectivite: {type: commune}")
    (finding,) = found(folder, "epci-absent")
    assert (finding.outcome, finding.pointer) == (REVIEW, "/collectivites")
    assert finding.message == spaced(
        "Aucune intercommunalité (EPCI) ne siège parmi les collectivités (9°) au 23 novembre 2026, alors que le texte "
        "les nomme sans dire combien il en faut."
    )


# (le mandat, l’issue) : le texte dit « trois ans », et le jour anniversaire peut être compris ou non.
TERMS = [
    ("debut: 2024-05-14, fin: 2027-05-13", None),
    ("debut: 2024-05-14, fin: 2027-05-14", REVIEW),
    ("debut: 2024-05-14, fin: 2027-05-15", FAIL),
    ("debut: 2024-05-14, fin: 2027-05-12", REVIEW),
    ("debut: 2026-01-01, fin: 2026-12-31", REVIEW),
    # Il finit avec les mandats entiers de la liste qu’il complète.
    ("debut: 2026-02-09, fin: 2027-05-13", None),
]


@pytest.mark.parametrize(("term", "outcome"), TERMS)
def test_a_term_is_of_three_years(copy: Copy, term: str, outcome: object) -> None:
    folder = copy("88")
    seat(folder, "medecin", f"id: m, titre: Médecin, mandat: {{{term}, arrete: {ORDER}}}")
    found_ = [(f.outcome, f.pointer) for f in found(folder, "mandat-trop-long")]
    assert found_ == ([(outcome, "/medecin/0/mandat/fin")] if outcome else [])


def test_a_short_term_is_no_doubt_when_it_replaces_or_is_followed(copy: Copy) -> None:
    folder = copy("88")
    short = f"id: m, titre: Médecin, mandat: {{debut: 2026-01-01, fin: 2026-12-31, arrete: {ORDER}}}"
    seat(folder, "medecin", short)
    (finding,) = found(folder, "mandat-trop-long")
    assert finding.message == spaced(
        "Le mandat de « Médecin » (8°), du 1er janvier 2026 au 31 décembre 2026, dure moins de trois ans."
    )
    seat(
        folder,
        "medecin",
        f"{short}, remplace: n",
        "id: n, titre: Médecin, mandat: {debut: 2024-01-01, fin: 2025-12-31}",
    )
    assert found(folder, "mandat-trop-long") == []
    seat(folder, "medecin", short, "id: n, titre: Médecin, mandat: {debut: 2027-01-01, fin: 2029-12-31}")
    assert found(folder, "mandat-trop-long") == []


@pytest.mark.parametrize(
    ("file", "outcome"),
    [("duree_mois: 6", None), ("duree_mois: 4", REVIEW), ("duree_mois: 1", REVIEW), ("duree_mois: 7", FAIL)],
)
def test_a_way_out_is_authorised_for_six_months(copy: Copy, file: str, outcome: object) -> None:
    folder = copy("38")
    examined(folder, f"avis: favorable, decision: {{sens: autorise, date: 2026-10-14, {file}}}")
    pointer = "/0/dossiers/0/decision/duree_mois"
    assert [(f.outcome, f.pointer) for f in found(folder, "autorisation-trop-longue")] == (
        [(outcome, pointer)] if outcome else []
    )


@pytest.mark.parametrize(("already", "doubted"), [(20, []), (19, [REVIEW])])
def test_the_authorisation_that_ends_the_course_may_be_shorter(copy: Copy, already: int, doubted: list[object]) -> None:
    folder = copy("38")
    decision = "decision: {sens: autorise, date: 2026-10-14, duree_mois: 4}"
    examined(folder, f"nature: renouvellement, rang_mois: {already}, avis: favorable, {decision}")
    assert [f.outcome for f in found(folder, "autorisation-trop-longue")] == doubted


@pytest.mark.parametrize(
    ("signed", "doubted"), [("2025-06-01", [REVIEW]), ("2026-01-01", [REVIEW]), ("2026-01-02", [])]
)
def test_an_order_older_than_the_seat_is_a_doubt(copy: Copy, signed: str, doubted: list[object]) -> None:
    folder = copy("88")
    old = f"arretes:\n  - {{reference: V, objet: [modification], date: {signed}, signataires: [prefet]}}"
    edit(folder, "commission", ("arretes:", old))
    term = f"mandat: {{debut: {signed}, fin: 2027-05-13, arrete: V}}"
    seat(folder, "protection_enfance", f"id: p, titre: Directrice de foyer, {term}")
    for day in (Day(2026, 1, 2), Day(2026, 11, 23)):
        findings = [f for f in found(folder, "mandat-sans-arrete", day) if f.pointer.startswith("/protection")]
        assert [f.outcome for f in findings] == doubted
        for finding in findings:
            assert finding.message == spaced(
                f"L’arrêté « V » du {date(Day.fromisoformat(signed))}, qui nomme « Directrice de foyer » (15°), est "
                "antérieur au texte qui crée ce siège, en vigueur depuis le 2 janvier 2026."
            )


@pytest.mark.parametrize(("day", "doubted"), [(Day(2021, 3, 31), [REVIEW]), (Day(2021, 4, 1), [])])
def test_a_service_named_before_it_was_born_is_a_doubt(copy: Copy, day: Day, doubted: list[object]) -> None:
    folder = copy("38")
    holder = "id: c, titre: Directrice de la DDETS, mandat: {debut: 2018-01-01}"
    seat(folder, "cohesion_sociale", holder)
    findings = [f for f in found(folder, "service-etranger-au-siege", day) if f.pointer.startswith("/cohesion_sociale")]
    assert [f.outcome for f in findings] == doubted
    for finding in findings:
        assert finding.message == spaced(
            "« Directrice de la DDETS » nomme la DDETS, qui n’existe que depuis le 1er avril 2021, alors que le "
            "siège est celui du « Directeur départemental de la cohésion sociale » au 31 mars 2021."
        )


# (la liste, le titre des deux sièges) : ce que la source ne prouve pas n’est jamais « non conforme ».
TWICE = [
    ("complete", "Cheffe de service", FAIL, "La même personne ("),
    ("partielle", "Cheffe de service", REVIEW, "D’après une liste que le fichier dit partielle, la même personne ("),
    ("complete", "Police nationale", REVIEW, "Le même service ("),
    ("partielle", "Police nationale", REVIEW, "Le même service ("),
    ("complete", "Les services de l’État concernés", REVIEW, "Le même service ("),
    ("complete", "Forces de l’ordre", REVIEW, "Le même service ("),
]


@pytest.mark.parametrize(("listed", "title", "outcome", "opening"), TWICE)
def test_one_name_at_two_seats_proves_nothing_when_it_is_general(
    copy: Copy, listed: str, title: str, outcome: object, opening: str
) -> None:
    folder = copy("88")
    path = folder / "commission.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if not line.startswith("liste_membres:")]
    path.write_text("\n".join([*kept, f"liste_membres: {listed}", ""]), encoding="utf-8")
    for name in ("police_nationale", "police_judiciaire"):
        seat(folder, name, f"id: p, titre: '{title}'")
    (finding,) = found(folder, "personne-dans-deux-sieges")
    assert (finding.outcome, finding.pointer) == (outcome, "/police_judiciaire/0/id")
    assert finding.message.startswith(spaced(f"{opening}« {title} », identifiant « p »)"))


def test_a_doubt_that_several_holders_share_is_said_once(copy: Copy) -> None:
    folder = copy("88")
    doubt = "a_verifier: 'liste de presse, l’arrêté n’a pas été lu'"
    seat(folder, "collectivites", *(f"id: c-{n}, titre: Maire, {doubt}" for n in range(6)))
    (finding,) = [f for f in found(folder, "siege-sans-titulaire") if f.pointer == "/collectivites"]
    assert finding.message.count("liste de presse") == 1
