"""The gestures of the form: what each asks, what it writes, and whole fiches made by them alone."""

from typing import Any

import pytest

from kit.edit.form import gestures
from kit.edit.form.nodes import Listing
from kit.edit.form.sections import section
from kit.errors import UsageError
from tests.edit.form.fiche import Page, changed, draft, files

pytestmark = pytest.mark.proof

LISTED = {"mandat__debut": "2026-01-15", "mandat__fin": "2029-01-14", "mandat__arrete": "48-2026-001"}
BY_RIGHT = {"mandat__debut": "2026-01-02"}
# De rien à « conforme », sans rien taper que des valeurs : tant de gestes et de champs.
STEPS = 50


def test_a_member_is_replaced_before_the_end_of_a_term() -> None:
    page = Page("88", files("88"))
    page.act(
        "remplacer", "membres/medecin/1", dernier="2026-10-31", titre="Médecin à Gérardmer", mandat__debut="2026-11-01"
    )
    assert changed(files("88"), page.files) == [
        '-     mandat: {debut: 2024-05-14, fin: 2027-05-13, arrete: "DDETSPP-2024-047"}',
        '+     mandat: {debut: 2024-05-14, fin: 2026-10-31, arrete: "DDETSPP-2024-047"}',
        "+   - id: medecin-3",
        "+     titre: Médecin à Gérardmer",
        "+     mandat: {debut: 2026-11-01, fin: 2027-05-13}",
        "+     remplace: medecin-2",
    ]


def test_who_holds_a_seat_without_a_last_day_is_replaced_without_one() -> None:
    page = Page("88", files("88"))
    given = {"dernier": "2026-10-31", "titre": "Chef du bureau", "mandat__debut": "2026-11-01"}
    page.act("remplacer", "membres/etrangers/0", **given)
    assert [line[:60] for line in changed(files("88"), page.files) if line[0] == "+"] == [
        '+   - {id: etrangers-1, titre: "Cheffe du bureau des étrange',
        "+   - {id: etrangers-2, titre: Chef du bureau, mandat: {debu",
    ]


def test_a_session_is_planned_and_a_doctor_added() -> None:
    page = Page("88", files("88"))
    page.act("ajouter", "sessions", date="2027-03-04", formation="individuelle", heure="14:30")
    page.act("ajouter", "membres/medecin", titre="Médecin", mandat__debut="2026-11-20")
    added = changed(files("88"), page.files)
    assert all(line.startswith("+") for line in added)
    assert [line.strip("+- ") for line in added] == [
        "id: medecin-3", "titre: Médecin", "mandat: {debut: 2026-11-20}",
        "date: 2027-03-04", 'heure: "14:30"', "formation: individuelle", "etat: prevue",
    ]  # fmt: skip


def test_an_empty_seat_may_be_declared_vacant_and_another_may_not() -> None:
    page = Page("88", files("88"))
    page.edit("membres/medecin/1/mandat/fin", "2026-10-31")
    offered = {each["id"]: [gesture["name"] for gesture in each["gestures"]] for each in _lists(page, "membres")}
    assert offered["membres/medecin"] == ["ajouter", "vacant"]
    assert offered["membres/magistrat"] == ["ajouter"]
    page.act("vacant", "membres/medecin", depuis="2026-11-01", motif="Démission", jusqu_au="2027-10-31")
    assert "siege: medecin" in page.files["commission.yaml"].decode()
    assert "sa vacance est déclarée" in page.shown["findings"][0]["message"]


def _lists(page: Page, name: str) -> list[Any]:
    nodes = page.ask("show", section=name)["section"]["nodes"]
    return [each for each in nodes if each["node"] == "liste"]


def test_an_entry_is_erased_alone() -> None:
    page = Page("88", files("88"))
    page.act("effacer", "commission/arretes/0")
    gone = changed(files("88"), page.files)
    assert len(gone) == 1
    assert gone[0].startswith('-   - {reference: "DDETSPP-2021-052"')


def test_who_the_text_says_designates_is_proposed() -> None:
    [doctor] = [each for each in section(draft(), "membres").nodes if each.id == "membres/medecin"]
    assert isinstance(doctor, Listing)
    asks = {field.way: field for field in doctor.gestures[0].fields}
    assert asks["designation/par"].value == "conseil_departemental_ordre"
    assert asks["mandat/debut"].label == "Mandat\u00a0: début"
    assert [asks[way].required for way in ("titre", "mandat/fin")] == [True, False]


@pytest.mark.parametrize(
    ("name", "at", "values", "said"),
    [
        ("ajouter", ("membres", "medecin"), {"titre": "  "}, "Remplissez « Titre »."),
        ("remplacer", ("membres", "medecin", 1), {"titre": "Médecin"}, "Écrivez le dernier jour du mandat"),
        ("remplacer", ("membres", "medecin", 1), {"titre": "M", "dernier": "2026-11-01"}, "Remplissez « Début »."),
        ("vacant", ("membres", "medecin"), {"depuis": "2026-11-01", "motif": "Départ"}, "Remplissez « Jusqu’au »."),
        ("danser", ("membres", "medecin"), {}, "« danser » ne se fait pas ici."),
    ],
)
def test_a_gesture_that_lacks_something_says_what(
    name: str, at: tuple[str | int, ...], values: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        gestures.done(draft(), name, at, values)


def test_identifiers_are_never_given_twice() -> None:
    page = Page("88", files("88"))
    page.act("ajouter", "commission/associations_agreees", nom="Association sapin", agrement__debut="2024-06-01")
    assert "id: association-sapin-2024-2" in page.files["commission.yaml"].decode()
    page.act("ajouter", "membres/ddets", titre="Chef de service")
    assert "id: ddets-1" in page.files["membres.yaml"].decode()


def test_from_nothing_to_conforming_without_a_line_of_yaml() -> None:
    page = Page("48")
    page.edit("commission/installation/etat", "installee")
    page.edit("commission/installation/date", "2026-01-20")
    page.act("ajouter", "commission/presidence", autorite="prefet", titre="Préfet de la Lozère", debut="2026-01-02")
    page.act("ajouter", "commission/arretes", reference="48-2026-001", objet=["composition"], date="2026-01-12",
             signataires=["prefet"], publication="RAA 48-2026-01")  # fmt: skip
    page.act("ajouter", "commission/associations_agreees", nom="Association des Causses",
             agrement__reference="48-2026-002", agrement__debut="2026-01-10", agrement__fin="2029-01-09",
             agrement__niveau="departemental")  # fmt: skip
    _members(page)
    _sessions(page)
    _procedures(page)
    page.act("ajouter", "commission/indicateurs", date="2026-10-31", psp_en_cours="0", psp_engages="0",
             psp_termines="0", demandes_en_attente="0", aps_delivrees="0", source="Secrétariat")  # fmt: skip
    assert page.verdict == "conforme"
    assert page.asked == STEPS


def _members(page: Page) -> None:
    """Fill in the seats of the day."""
    court = {"designation__par": "chefs_de_cour", "designation__cour_appel": "Nîmes"}
    page.act(
        "ajouter", "membres/magistrat", titre="Vice-présidente du tribunal", qualite="en_fonction", **court, **LISTED
    )
    for seat, title in {
        "ddets": "Directeur de la DDETSPP",
        "police_nationale": "Directeur départemental de la police nationale",
        "police_judiciaire": "Directeur zonal de la police nationale",
        "gendarmerie": "Commandant du groupement de gendarmerie départementale",
        "etrangers": "Cheffe du bureau des étrangers",
        "education": "Directrice académique",
        "conseil_departemental": "Présidente du conseil départemental",
        "pjj": "Directeur territorial de la protection judiciaire de la jeunesse",
    }.items():
        page.act("ajouter", f"membres/{seat}", titre=title, **BY_RIGHT)
    page.act("ajouter", "membres/medecin", titre="Médecin", designation__par="conseil_departemental_ordre", **LISTED)
    for kind, name in (("departement", "Département de la Lozère"), ("epci", "Communauté de communes")):
        page.act("ajouter", "membres/collectivites", titre=f"Élue, {name}", collectivite__type=kind,
                 collectivite__nom=name, designation__par="organe_deliberant", **LISTED)  # fmt: skip
    page.act(
        "ajouter", "membres/associations", titre="Directrice", association="association-des-causses-2026", **LISTED
    )
    for seat in ("aide_sociale_enfance", "observatoire_enfance"):
        for title in ("Responsable", "Chargée de mission"):
            page.act("ajouter", f"membres/{seat}", titre=f"{title}, {seat[:4]}", **BY_RIGHT)
    for title in ("Directrice de maison d’enfants", "Chef de service"):
        page.act("ajouter", "membres/protection_enfance", titre=title, organisme=f"Association, {title}", **LISTED)
    page.edit("commission/liste_membres", "complete")


def _sessions(page: Page) -> None:
    """Hold a session on policy and plan another."""
    seats = ("magistrat", "ddets", "police-nationale", "gendarmerie", "etrangers", "education", "medecin",
             "collectivites", "associations", "conseil-departemental", "pjj", "protection-enfance")  # fmt: skip
    page.act("ajouter", "sessions", date="2026-10-15", formation="politique", heure="14:00",
             convocation__date="2026-09-24")  # fmt: skip
    page.edit("sessions/0/etat", "tenue")
    page.edit("sessions/0/presents", [f"{seat}-1" for seat in seats])
    page.edit("sessions/0/ordre_du_jour", ["Bilan"])
    page.edit("sessions/0/pv/date", "2026-10-19")
    page.edit("sessions/0/pv/transmis", "2026-10-20")
    page.act("ajouter", "sessions", date="2027-02-11", formation="politique")


def _procedures(page: Page) -> None:
    """Say how the residence permit is dealt with."""
    for key, value in {
        "service": "Préfecture, bureau des étrangers",
        "duree_mois": "6",
        "visa_long_sejour_exige": "false",
        "oqtf_anterieure": "examinee",
        "demandeur_asile": "psp_sans_aps_pendant_la_demande",
        "delai_cible_jours": "35",
        "doute_arret_activite/saisine_police": "possible",
        "doute_arret_activite/a_defaut": "condition_remplie",
    }.items():
        page.edit(f"procedures/aps/{key}", value)
    for piece in ("etat_civil", "nationalite", "domicile", "autorisation_psp", "arret_activite", "avis_commission"):
        page.act("ajouter", "procedures/aps/pieces", piece=piece)
    page.edit("procedures/aps/pieces/1/alternatives", ["carte_identite"])
    page.edit("procedures/aps/pieces/1/document_perime", "confirme_par_un_autre")
    page.edit("procedures/aps/pieces/2/anciennete_max_mois", "6")
