"""Remedies followed one after the other, to the letter: each says all that it asks, and the last leaves nothing."""

import pytest

from kit.findings.finding import Outcome
from kit.findings.rule import Example
from kit.french import spaced
from kit.model.department import Dossier, assemble
from tests.conftest import TODAY
from tests.rules.remedies import Said, patched, reread, said, written

VACANCY = """
commission:
  vacances: [{siege: medecin, depuis: 2025-11-01, motif: Démission, autorite: Préfet, jusqu_au: 2027-03-01}]
membres: {medecin: null}
"""
APPROVALS = "commission: {associations_agreees: [{id: sapin-2023, nom: Les Sapins, agrement: {%s}}]}"
SAPIN = f"{APPROVALS}\nmembres: {{associations: [{{id: a-1, titre: Directrice, association: sapin-2023}}]}}"
ENDED = "reference: r, debut: 2023-06-01, fin: 2026-05-31"
TRAINED = """
membres:
  pjj: [{id: pjj-2, titre: Directrice, mandat: {debut: 2026-09-01}, formation: {date: 2026-10-06, niveau: national}}]
"""
ENTRY = '[…, {id: %s, nom: %s, agrement: {reference: "38-2026-00002", debut: %s, fin: %s}}]'
# Ce qu’un dossier dit, la règle, puis ce qu’elle répond de tour en tour.
CHAINS = [
    (
        "une vacance de plus d’un an",
        VACANCY,
        ("exception-trop-longue", "exception-expiree"),
        [
            "Écrivez au plus tard « jusqu_au: 2026-10-31 » puis « - {siege: medecin, depuis: 2026-11-01, motif: "
            "Démission, autorite: Préfet, jusqu_au: 2027-10-31} » ; si le siège reste vide, une nouvelle vacance "
            "commence le lendemain, avec « depuis: 2026-11-01 ».",
        ],
    ),
    (
        "une vacance finie depuis plus d’un an",
        VACANCY.replace("2025-11-01", "2020-11-01").replace("2027-03-01", "2021-03-01"),
        ("exception-trop-longue", "exception-expiree"),
        [
            "Si le siège reste vide, écrivez à sa place la vacance que l’autorité décide à présent, par exemple "
            "« depuis: 2026-11-23 » puis « jusqu_au: 2027-11-22 ».",
        ],
    ),
    (
        "une vacance trop longue depuis des années",
        VACANCY.replace("2025-11-01", "2020-11-01"),
        ("exception-trop-longue", "exception-expiree"),
        [
            "Si le siège reste vide, écrivez à sa place la vacance que l’autorité décide à présent, par exemple "
            "« depuis: 2026-11-23 » puis « jusqu_au: 2027-11-22 ».",
        ],
    ),
    (
        "un agrément renouvelé",
        SAPIN % ENDED,
        ("association-sans-agrement",),
        [
            "Ajoutez le nouvel agrément sous « associations_agreees » de commission.yaml, par exemple "
            f"« {ENTRY % ('sapin-2026', 'Les Sapins', '2026-06-01', '2029-05-31')} », ou donnez une fin au mandat.",
        ],
    ),
    (
        "une association écrite, sans ses dates",
        SAPIN % "reference: r",
        ("association-sans-agrement",),
        [
            "Complétez-le sous « associations_agreees » de commission.yaml, par exemple « debut: 2026-11-23 » puis "
            "« fin: 2029-11-22 ».",
        ],
    ),
    (
        "un magistrat que d’autres ont désigné",
        "membres: {magistrat: [{id: m-1, titre: Juge, qualite: en_fonction, designation: {par: autre}}]}",
        ("magistrat-mal-designe",),
        [
            "Si les chefs de la cour d’appel de Grenoble l’ont désigné, écrivez « par: chefs_de_cour » puis "
            "« cour_appel: Grenoble » ; sinon, gardez ce qui est écrit et demandez-leur la désignation.",
        ],
    ),
    (
        "un arrêté signé par délégation",
        "commission: {arretes: [{reference: a, objet: [composition], date: 2026-02-02, signataires: [autre]}]}",
        ("liste-mal-signee",),
        [
            "Vérifiez l’arrêté ; s’il est signé ainsi, même « pour le préfet et par délégation », écrivez "
            "« signataires: [prefet] ».",
        ],
    ),
    (
        "aucun indicateur",
        "commission: {indicateurs: []}",
        ("indicateurs-pas-a-jour", "delai-de-titre-depasse", "indicateurs-incoherents"),
        [
            "Ajoutez sous « indicateurs » une date et tous les nombres arrêtés ce jour-là, par exemple "
            "« indicateurs: [{date: 2026-11-23, psp_en_cours: 0, psp_engages: 0, psp_termines: 0, "
            "demandes_en_attente: 0, aps_delai_median_jours: 45, carte_delai_median_jours: 75}] ».",
        ],
    ),
    (
        "une formation par une association nationale",
        TRAINED,
        ("formation-mal-assuree",),
        [
            "Ajoutez à cette formation l’identifiant de cette association, par exemple « association: "
            "association-nationale », puis écrivez-la sous « associations_agreees ».",
            "Vérifiez qu’elle est agréée, puis ajoutez-la sous « associations_agreees » de commission.yaml, par "
            "exemple « - {id: association-nationale, nom: Nom de l’association, agrement: {reference: "
            '"38-2026-00002", debut: 2026-10-06, fin: 2029-10-05, niveau: national}} ».',
        ],
    ),
]


def first(dossier: Dossier, rules: tuple[str, ...]) -> Said | None:
    """Give the first thing that these rules say of a department."""
    return next((each for each in said(dossier, TODAY) if each.rule.id in rules), None)


@pytest.mark.parametrize(("text", "rules", "remedies"), [row[1:] for row in CHAINS], ids=[row[0] for row in CHAINS])
def test_the_remedies_followed_in_turn_leave_nothing(text: str, rules: tuple[str, ...], remedies: list[str]) -> None:
    dossier = patched(Example(text=text, outcome=Outcome.FAIL))
    for remedy in remedies:
        each = first(dossier, rules)
        assert each
        assert each.answer.remedy == spaced(remedy)
        why, made = written(each, dossier.sources)
        assert made, why
        source, after, _ = made
        dossier = assemble(dossier.folder, {**dossier.sources, source.branch: reread(source, after)})
        assert dossier.findings == ()
    left = first(dossier, rules)
    assert left is None, left


def test_a_seat_declared_empty_as_its_finding_shows_has_no_error() -> None:
    dossier = patched(Example(text="membres: {medecin: null}\ncommission: {vacances: null}", outcome=Outcome.FAIL))
    each = first(dossier, ("siege-sans-titulaire",))
    assert each
    shown = each.answer.remedy.replace("\u00a0", " ").rpartition("par exemple « - ")[2].removesuffix(" ».")
    told = patched(
        Example(text=f"membres: {{medecin: null}}\ncommission: {{vacances: [{shown}]}}", outcome=Outcome.FAIL)
    )
    assert told.findings == ()
    assert first(told, ("exception-trop-longue", "exception-expiree")) is None
