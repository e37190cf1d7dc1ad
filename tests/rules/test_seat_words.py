"""The words of each seat, read back from their table: what each says of a holder, and what names nobody."""

import datetime
import re

import pytest

from kit.findings.finding import Outcome
from kit.judging.description import names_nobody
from kit.law import seat_words
from kit.law.seat_words import Service, is_service, names_service, prevails, service_at
from kit.law.texts import COMPOSITION, data, provision
from tests.conftest import DATA, Copy
from tests.rules.cases import found
from tests.rules.cases import seat as written

RULE = "service-etranger-au-siege"
TABLE = [
    (seat, kind, word) for seat, kinds in seat_words.table().items() for kind in Service for word in kinds[kind.value]
]
# Ce que dit, à côté d’un mot du siège, un mot qui l’emporte sur lui.
PREVAILING = [
    (seat, kind, word)
    for seat, kinds in seat_words.table().items()
    for column, kind in (("ailleurs", Service.OTHER), ("incertains", Service.DOUBTFUL))
    for word in kinds.get(column, ())
]
OUTCOMES = {Service.OWN: [], Service.OTHER: [Outcome.FAIL], Service.DOUBTFUL: [Outcome.REVIEW]}
TITLES = (DATA / "titres-sans-nom.txt").read_text(encoding="utf-8").splitlines()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("seat", "kind", "word"), TABLE)
def test_each_word_says_what_its_column_says(seat: str, kind: Service, word: str) -> None:
    assert service_at(seat, [f"Responsable, {word.upper()}"]) == (kind, word)


@pytest.mark.parametrize("seat", seat_words.table())
def test_each_seat_of_the_table_is_a_seat_of_the_text(seat: str) -> None:
    assert any(version.seat(seat) for version in provision(COMPOSITION).versions)
    columns = {kind.value for kind in Service}
    assert columns <= seat_words.table()[seat].keys() <= columns | {"ailleurs", "incertains", "larges"}


@pytest.mark.parametrize(("seat", "kind", "word"), PREVAILING)
def test_each_word_that_prevails_says_so_beside_that_of_the_seat(seat: str, kind: Service, word: str) -> None:
    own = seat_words.own_word(seat)
    assert own is not None
    assert service_at(seat, [f"{own.capitalize()}, {word}"]) == (kind, word)
    assert service_at(seat, [own, word]) == (kind, word)
    assert service_at(seat, [f"{own.capitalize()}, ancien {word}"]) == (Service.OWN, own)
    assert prevails(seat, word)
    # Sans mot du siège, il ne passe pas pour un des siens.
    assert service_at(seat, [word]) != (Service.OWN, word)
    assert service_at(seat, [word]) is not None


@pytest.mark.parametrize(
    ("seat", "holder", "outcome"),
    [
        ("magistrat", "titre: Juge au tribunal administratif", Outcome.FAIL),
        ("magistrat", 'titre: "Magistrate", organisme: "Chambre régionale des comptes Grand Est"', Outcome.FAIL),
        ("magistrat", "titre: Conseillère maître à la Cour des comptes", Outcome.FAIL),
        ("magistrat", "titre: Greffier du parquet", Outcome.FAIL),
        ("magistrat", "titre: Directrice de greffe du tribunal judiciaire", Outcome.FAIL),
        ("magistrat", "titre: Avocate à la cour d’appel de Nancy", Outcome.FAIL),
        ("magistrat", "titre: Conciliateur de justice au tribunal judiciaire", Outcome.REVIEW),
        ("magistrat", "titre: Juge au tribunal de commerce", Outcome.REVIEW),
        ("magistrat", "titre: Avocate générale près la cour d’appel", None),
        ("magistrat", 'titre: "Juge, ancienne avocate"', None),
        ("medecin", "titre: Docteur en pharmacie", Outcome.FAIL),
        ("medecin", "titre: Docteure vétérinaire", Outcome.FAIL),
        ("medecin", "titre: Docteur en chirurgie dentaire", Outcome.FAIL),
        ("medecin", 'titre: "Infirmière, praticienne hospitalière"', Outcome.REVIEW),
        ("police_nationale", "titre: Officier de police municipale", Outcome.FAIL),
        ("police_nationale", "titre: Commissaire de justice", Outcome.FAIL),
        ("police_nationale", 'titre: "Commandant, groupement de gendarmerie, sécurité publique"', Outcome.REVIEW),
        ("police_nationale", "titre: Lieutenant de sapeurs-pompiers", Outcome.FAIL),
        ("gendarmerie", "titre: Inspectrice des douanes", Outcome.FAIL),
        ("gendarmerie", 'titre: "Chef de la police municipale", organisme: "Gendarmerie"', Outcome.REVIEW),
        ("etrangers", 'titre: "Directrice territoriale", organisme: "OFII"', Outcome.FAIL),
        ("etrangers", 'titre: "Cheffe du service asile", organisme: "OFII"', Outcome.REVIEW),
        ("etrangers", "titre: Colonel de sapeurs-pompiers", Outcome.FAIL),
        ("conseil_departemental", "titre: Vice-présidente du conseil régional", Outcome.FAIL),
        ("conseil_departemental", 'titre: "Conseiller", organisme: "Région Grand Est"', Outcome.FAIL),
        ("conseil_departemental", "titre: Adjointe au maire", Outcome.REVIEW),
        ("conseil_departemental", 'titre: "Conseillère départementale, conseillère régionale"', None),
        ("education", "titre: Directeur de l’école de gendarmerie", Outcome.FAIL),
        ("pjj", 'titre: "Conseillère, milieu ouvert", organisme: "SPIP"', Outcome.REVIEW),
    ],
)
def test_another_service_is_seen_beside_a_word_of_the_seat(
    copy: Copy, seat: str, holder: str, outcome: Outcome | None
) -> None:
    folder = copy("88")
    written(folder, seat, f"id: essai-1, {holder}")
    assert [finding.outcome for finding in found(folder, RULE)] == ([outcome] if outcome else [])


@pytest.mark.parametrize("seat", seat_words.table())
@pytest.mark.parametrize("kind", list(Service))
def test_the_first_word_of_each_column_gives_its_verdict(copy: Copy, seat: str, kind: Service) -> None:
    folder = copy("88")
    word = seat_words.table()[seat][kind.value][0]
    written(folder, seat, f'id: essai-1, titre: "Responsable", organisme: "{word}"')
    findings = found(folder, RULE)
    assert [finding.outcome for finding in findings] == OUTCOMES[kind]


@pytest.mark.parametrize("version", provision(COMPOSITION).versions, ids=lambda version: version.start.isoformat())
def test_the_titles_of_the_text_are_those_of_their_seats(version: object) -> None:
    seats = next(each for each in provision(COMPOSITION).versions if each == version).seats
    told = {seat.id: service_at(seat.id, [seat.title]) for seat in seats if seat.id in seat_words.table()}
    assert {seat: said for seat, said in told.items() if said is None or said[0] is not Service.OWN} == {}


def test_the_municipal_police_is_not_the_gendarmerie(copy: Copy) -> None:
    folder = copy("88")
    written(folder, "gendarmerie", 'id: pm-1, titre: "Chef de la police municipale", organisme: "Ville d’Épinal"')
    [finding] = found(folder, RULE)
    assert finding.outcome is Outcome.FAIL
    assert plain(finding.message) == (
        "« Chef de la police municipale » nomme « police municipale », que le texte ne nomme pas au siège « Commandant "
        "du groupement de gendarmerie départementale » (5°)."
    )


@pytest.mark.parametrize(
    ("seat", "title"),
    [
        ("etrangers", "Directeur de l’OFII"),
        ("police_nationale", "Forces de sécurité intérieure (DDPN ; gendarmerie)"),
        ("gendarmerie", "Adjoint au commissariat"),
        ("pjj", "Conseillère du SPIP"),
        ("education", "Directeur de l’école de gendarmerie"),
        ("medecin", "Infirmière"),
        ("magistrat", "Juge au tribunal administratif"),
        ("conseil_departemental", "Vice-présidente du conseil régional"),
    ],
)
def test_the_example_of_a_title_is_that_of_a_person(copy: Copy, seat: str, title: str) -> None:
    folder = copy("88")
    written(folder, seat, f'id: essai-1, titre: "{title}"')
    [finding] = found(folder, RULE)
    shown = re.findall("titre: ([^»]*[^» ])", plain(finding.remedy))
    assert shown or "organisme: " in plain(finding.remedy)
    assert [each for each in shown if names_service(each) or names_nobody(each)] == []


@pytest.mark.parametrize(
    ("holder", "nobody"),
    [
        ("titre: Préfecture", True),
        ("titre: La préfecture", True),
        ("titre: Préfecture des Vosges", True),
        ("titre: Bureau des étrangers", False),
        ("titre: Chef du service des étrangers de la préfecture", False),
        ("titre: Préfecture, organisme: Bureau des étrangers de la préfecture", False),
    ],
)
def test_the_prefecture_is_not_the_head_of_its_service_of_foreigners(copy: Copy, holder: str, nobody: bool) -> None:
    folder = copy("88")
    written(folder, "etrangers", f"id: essai-1, {holder}")
    told = [f.message for f in found(folder, "siege-sans-titulaire")]
    assert [plain(each).endswith("» ne nomme personne.") for each in told] == ([True] if nobody else [])


def test_the_immigration_office_is_not_the_prefecture(copy: Copy) -> None:
    folder = copy("88")
    title = "Directeur territorial de l’Office français de l’immigration et de l’intégration"
    written(folder, "etrangers", f'id: ofii-1, titre: "{title}"')
    assert [finding.outcome for finding in found(folder, RULE)] == [Outcome.FAIL]
    written(folder, "etrangers", 'id: p-1, titre: "Cheffe du service de l’immigration et de l’intégration"')
    assert found(folder, RULE) == []


@pytest.mark.parametrize(
    "each", data("mots-des-sieges")["anciens_services_de_police"], ids=lambda each: each["sieges"][0]
)
def test_a_former_service_is_doubted_from_the_day_after_its_last(copy: Copy, each: dict[str, list[str]]) -> None:
    last = datetime.date.fromisoformat(str(each["dernier_jour"]))
    folder = copy("88")
    for name in each["noms"]:
        written(folder, each["sieges"][0], f'id: essai-1, titre: "Responsable, {name}"')
        assert found(folder, "ancien-service-de-police", last) == []
        after = found(folder, "ancien-service-de-police", last + datetime.timedelta(days=1))
        assert [finding.outcome for finding in after] == [Outcome.REVIEW]


@pytest.mark.parametrize("word", data("mots-des-sieges")["services_seuls"])
def test_a_bare_service_names_nobody(word: str) -> None:
    assert is_service(word)
    assert is_service(f"La {word}")
    assert names_service(word)
    assert not is_service(f"Représentant de la {word}")
    assert not is_service(f"Directrice, {word}")


@pytest.mark.parametrize("word", data("mots-des-sieges")["debuts_de_service"])
def test_a_service_is_not_a_person(word: str) -> None:
    assert names_service(f"{word.capitalize()} du département")
    assert not names_service(f"Chef de {word}")


def test_a_service_in_two_seats_is_to_be_checked(copy: Copy) -> None:
    folder = copy("88")
    for seat in ("police_nationale", "police_judiciaire"):
        written(folder, seat, 'id: police-9, titre: "Police nationale"')
    [finding] = found(folder, "personne-dans-deux-sieges")
    assert finding.outcome is Outcome.REVIEW
    assert plain(finding.message).startswith("Le même service (« Police nationale », identifiant « police-9 »)")


@pytest.mark.parametrize(
    ("title", "partial", "outcome"),
    [
        ("Directrice adjointe de la DDETSPP", False, Outcome.FAIL),
        ("Directrice adjointe de la DDETSPP", True, Outcome.REVIEW),
        ("Direction de l’économie, de l’emploi, du travail et des solidarités", False, Outcome.REVIEW),
    ],
)
def test_one_service_for_two_seats_is_not_one_person(copy: Copy, title: str, partial: bool, outcome: Outcome) -> None:
    folder = copy("88")
    for seat in ("cohesion_sociale", "travail_emploi"):
        written(folder, seat, f'id: etat-1, titre: "{title}", organisme: DDETSPP')
    written(folder, "ddets")
    if partial:
        path = folder / "commission.yaml"
        path.write_text(path.read_text("utf-8").replace("liste_membres: complete", "liste_membres: partielle"), "utf-8")
    findings = found(folder, "substitution-incomplete", datetime.date(2022, 4, 13))
    assert [finding.outcome for finding in findings] == [outcome]


@pytest.mark.parametrize(
    "title", ["Justice", "Non communiqué", "Les élus", "Santé", "ARS", "Tribunal judiciaire", "N.C."]
)
def test_a_seat_of_the_list_wants_somebody(copy: Copy, title: str) -> None:
    folder = copy("88")
    written(folder, "magistrat", f'id: m-9, titre: "{title}", mandat: {{debut: 2024-05-14}}')
    [finding] = found(folder, "siege-sans-titulaire")
    assert finding.outcome is Outcome.REVIEW
    assert f"« {title} » ne nomme personne" in plain(finding.message)


@pytest.mark.parametrize(
    ("seat", "title", "doubted"),
    [
        ("gendarmerie", "Gendarmerie nationale", False),
        ("police_nationale", "Police nationale", False),
        ("gendarmerie", "Les services de l’État concernés", True),
        ("etrangers", "Partenaires", True),
        ("gendarmerie", "Non communiqué", True),
    ],
)
def test_the_service_of_a_seat_held_by_right_is_enough(copy: Copy, seat: str, title: str, doubted: bool) -> None:
    folder = copy("88")
    written(folder, seat, f'id: essai-1, titre: "{title}"')
    assert [finding.outcome for finding in found(folder, "siege-sans-titulaire")] == [Outcome.REVIEW] * doubted
