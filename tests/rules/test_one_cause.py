"""One cause, one finding: an approval that is over or undated, a session still « prevue », a name of police."""

import pytest

from kit.french import spaced
from tests.conftest import Copy, judge
from tests.rules.cases import FAIL, OPEN, REVIEW, Day, edit, found

APPROVAL = 'reference: "DDETSPP-2024-046", debut: 2024-05-14, fin: 2027-05-13, niveau: regional'
SIGNED = "date: 2024-05-06, signataires: [prefet]"
UNDATED = 'reference: "DDETSPP-2024-046", niveau: regional'


def added(copy: Copy, branch: str, old: str, new: str) -> list[tuple[str, int]]:
    """Give the rules that a change makes speak, each with its line, less those that said the same before."""
    folder, day = copy("88"), Day(2026, 11, 29)
    before = {(f.rule, f.message) for f in judge(folder.parent.parent, day).findings}
    edit(folder, branch, (old, new))
    return [(f.rule, f.line) for f in judge(folder.parent.parent, day).findings if (f.rule, f.message) not in before]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (UNDATED, [("association-sans-agrement", 40)]),
        (APPROVAL.replace("2027-05-13", "2026-05-31"), [("association-sans-agrement", 124)]),
        (APPROVAL.replace(", fin: 2027-05-13", ""), [("agrement-incomplet", 40)]),
        # Celui qui commence trop tard couvre ce jour : seule la séance d’avant est à vérifier.
        (APPROVAL.replace("debut: 2024", "debut: 2026"), [("association-du-dossier-inconnue", 46)]),
    ],
)
def test_an_approval_that_is_wrong_is_told_once(copy: Copy, written: str, told: list[tuple[str, int]]) -> None:
    assert added(copy, "commission", APPROVAL, written) == told


def test_the_approval_proposed_covers_the_term_of_who_sits(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "commission", (APPROVAL, UNDATED))
    (finding,) = found(folder, "association-sans-agrement")
    assert finding.remedy == spaced(
        "Complétez-le sous « associations_agreees » de commission.yaml, par exemple « debut: 2024-05-14 » puis "
        "« fin: 2027-05-13 »."
    )


FILE, HOLDER = '{reference: "2025-04", ', "  - id: magistrat-2\n"


@pytest.mark.parametrize(("branch", "old", "new", "told"), [
    ("sessions", FILE, f"{FILE}prenom: Jeanne, ", [
        ("donnee-personnelle", "Effacez « prenom » et sa valeur : un dossier se désigne par sa seule référence.")]),
    ("sessions", FILE, f"{FILE}age: 34, ", [
        ("donnee-personnelle", "Effacez « age » et sa valeur : un dossier se désigne par sa seule référence.")]),
    ("membres", HOLDER, f"{HOLDER}    prenom: Jeanne\n", [
        ("cle-inconnue", "Effacez « prenom » et sa valeur : ces fichiers ne demandent rien sur une personne.")]),
    ("membres", HOLDER, f"{HOLDER}    prenom: Mme Jeanne Exempleuse\n", [
        ("donnee-personnelle", "Effacez « prenom » et sa valeur.")]),
    ("membres", HOLDER, f"{HOLDER}    age: 34\n    sexe: F\n", [
        ("cle-inconnue", "Effacez « age » et sa valeur : ces fichiers ne demandent rien sur une personne."),
        ("cle-inconnue", "Effacez « sexe » et sa valeur : ces fichiers ne demandent rien sur une personne.")]),
    # Une clé mal écrite et ce qu’elle contient : deux causes.
    ("membres", "    titre: \"Substitut", "    titr: \"Mme Jeanne Exempleuse, Substitut", [
        ("cle-inconnue", "Écrivez « titre »."), ("donnee-personnelle", "Effacez « titr » et sa valeur.")]),
])  # fmt: skip
def test_a_key_about_a_person_is_told_once(
    copy: Copy, branch: str, old: str, new: str, told: list[tuple[str, str]]
) -> None:
    folder, day = copy("88"), Day(2026, 11, 29)
    before = {(f.rule, f.message) for f in judge(folder.parent.parent, day).findings}
    edit(folder, branch, (old, new))
    findings = [f for f in judge(folder.parent.parent, day).findings if (f.rule, f.message) not in before]
    assert [(f.rule, f.remedy) for f in findings] == [(rule, spaced(remedy)) for rule, remedy in told]


def test_a_session_still_planned_after_its_day_is_told_once(copy: Copy) -> None:
    day = Day(2027, 3, 1)
    root = copy("88").parent.parent
    rules = [f.rule for f in judge(root, day).findings if f.line == 98 and f.file.endswith("sessions.yaml")]
    assert rules == ["reunions-insuffisantes"]
    (finding,) = found(root / "departments" / "88-vosges", "reunions-insuffisantes", day)
    assert (finding.outcome, finding.blocks) == (OPEN, True)
    edit(root / "departments" / "88-vosges", "sessions", ("politique\n  etat: prevue", "individuelle\n  etat: prevue"))
    assert [f.line for f in found(root / "departments" / "88-vosges", "calendrier-sans-suite", day)] == [98]


@pytest.mark.parametrize("word", ["prefet_police", "prefet_de_la_police", "Préfet police"])
def test_the_prefect_of_police_is_not_taken_for_the_prefect(copy: Copy, word: str) -> None:
    folder = copy("88")
    edit(folder, "commission", (SIGNED, SIGNED.replace("[prefet]", f"[prefet, {word}]")))
    (finding,) = found(folder, "valeur-inconnue")
    assert finding.remedy == spaced("Écrivez « prefet_de_police ».")


def test_a_gap_of_the_past_is_not_one_to_plan_in(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "sessions", ("- date: 2026-03-05", "- date: 2026-05-20"))
    (finding,) = found(folder, "seances-trop-espacees")
    assert (finding.outcome, finding.line, finding.column) == (FAIL, 38, 9)
    assert finding.message == spaced(
        "Plus de 6 mois ont séparé les séances individuelles du 6 novembre 2025 et du 20 mai 2026, alors que des "
        "parcours étaient en cours."
    )
    assert finding.remedy == spaced(
        "Ajoutez la séance qui a été oubliée, par exemple « - {date: 2026-05-06, formation: individuelle, etat: tenue} "
        "» ; si elle n’a pas eu lieu, cet intervalle ne se rattrape pas."
    )


@pytest.mark.parametrize(
    ("day", "proposed"),
    [
        # Sept jours : les cinq du texte et ceux de la poste ; le 6 et le 27 décembre 2026 sont des dimanches.
        (Day(2026, 11, 29), "2026-12-07"),
        (Day(2026, 12, 20), "2026-12-28"),
        (Day(2026, 12, 22), "2026-12-29"),
    ],
)
def test_the_session_proposed_is_one_to_which_members_can_come(copy: Copy, day: Day, proposed: str) -> None:
    folder = copy("88")
    edit(folder, "sessions", ("- date: 2026-12-03", "- date: 2027-12-03"))
    (finding,) = found(folder, "annee-a-completer", day)
    assert spaced(f"par exemple, « - {{date: {proposed}, formation: politique, etat: prevue}} »") in finding.remedy


@pytest.mark.parametrize("day", [Day(2026, 12, 27), Day(2026, 12, 31)])
def test_the_last_days_of_the_year_leave_urgency_alone(copy: Copy, day: Day) -> None:
    folder = copy("88")
    edit(folder, "sessions", ("- date: 2026-12-03", "- date: 2027-12-03"))
    (finding,) = found(folder, "annee-a-completer", day)
    assert finding.remedy == spaced(
        "Prévoyez-en une en urgence, et écrivez « urgence: true » sous « convocation » ; sinon, l’année ne se "
        "rattrape pas."
    )


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("La DEETS", REVIEW),
        ("DEETS de Guadeloupe", REVIEW),
        ("DDETS", REVIEW),
        ("Direction de l’emploi", REVIEW),
        ("Directrice de la DEETS", FAIL),
        ("Représentant de la DDETS", FAIL),
    ],
)
def test_a_service_at_two_seats_is_not_one_person(copy: Copy, title: str, outcome: object) -> None:
    folder = copy("88")
    text = (folder / "membres.yaml").read_text(encoding="utf-8")
    start, end = text.index("cohesion_sociale:"), text.index("ddets:\n")
    entry = f'[{{id: d-1, titre: "{title}", mandat: {{debut: 2021-04-01, fin: 2026-01-01}}}}]'
    written = f"{text[:start]}cohesion_sociale: {entry}\ntravail_emploi: {entry}\n\n{text[end:]}"
    (folder / "membres.yaml").write_text(written, encoding="utf-8")
    assert [f.outcome for f in found(folder, "substitution-incomplete", Day(2022, 6, 1))] == [outcome]
