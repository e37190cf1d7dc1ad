"""The terms of the members on the list, their orders, who replaces and who stands in for them."""

import datetime
from pathlib import Path

import pytest

from kit.french import spaced
from kit.report import Finding, Outcome, Severity
from tests.conftest import DATA, TODAY, Copy, golden, judge, rows, without_seat

Day = datetime.date
REVIEW = (Outcome.REVIEW, Severity.NOTE)
INVALID = DATA / "invalid" / "mandats"
RULES = (
    "arrete-posterieur-au-mandat",
    "arrete-sur-siege-de-droit",
    "mandat-bientot-fini",
    "mandat-expire",
    "mandat-sans-arrete",
    "mandats-qui-se-chevauchent",
    "personne-dans-deux-sieges",
    "remplacement-trop-long",
    "siege-a-deux-titulaires",
    "suppleant-mal-choisi",
)
ORDER = "DDETSPP-2024-047"
TERM = f"debut: 2024-05-14, fin: 2027-05-13, arrete: {ORDER}"


def seat(folder: Path, name: str, *holders: str) -> None:
    """Write who holds a seat, in the place of those of the example."""
    path = folder / "membres.yaml"
    lines = "".join(f"  - {{{holder}}}\n" for holder in holders)
    path.write_text(f"{without_seat(path.read_text(encoding='utf-8'), name)}\n{name}:\n{lines}", encoding="utf-8")


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "commission.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(folder: Path, rule: str, day: Day = TODAY) -> list[Finding]:
    return [finding for finding in judge(folder.parent.parent, day, rule).findings if finding.rule == rule]


def told(folder: Path, rule: str, day: Day = TODAY) -> list[tuple[Outcome, Severity]]:
    return [(finding.outcome, finding.severity) for finding in found(folder, rule, day)]


def test_the_faulty_departments_give_the_findings_of_their_golden_file() -> None:
    findings = [finding for finding in judge(INVALID).findings if finding.rule in RULES]
    lines = [f"{row} | {finding.message}" for row, finding in zip(rows(tuple(findings)), findings, strict=True)]
    golden(INVALID / "attendu.txt", "\n".join(lines) + "\n")
    assert {finding.rule for finding in findings} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("code", ["38", "88"])
def test_a_careful_department_breaks_none(copy: Copy, code: str, rule: str) -> None:
    assert found(copy(code), rule) == []


@pytest.mark.parametrize(
    ("day", "warned"),
    [
        (Day(2027, 2, 11), False),
        (Day(2027, 2, 12), True),
        (Day(2027, 5, 13), True),
        (Day(2027, 5, 14), False),
    ],
)
def test_a_term_is_announced_from_ninety_days_before_its_last_day(copy: Copy, day: Day, warned: bool) -> None:
    folder = copy("88")
    findings = found(folder, "mandat-bientot-fini", day)
    assert [finding.severity for finding in findings] == ([Severity.WARNING] if warned else [])
    if warned:
        assert findings[0].message.startswith("Il reste jusqu’au 13 mai 2027 pour renouveler ou remplacer")


@pytest.mark.parametrize(
    ("terms", "warned"),
    [
        (("id: m-1, titre: Médecin, mandat: {debut: 2024-01-01, fin: 2026-12-31}",), True),
        (("id: m-1, titre: Médecin, mandat: {debut: 2024-01-01}",), True),
        (("id: m-1, titre: Médecin, mandat: {debut: 2023-01-01}",), False),  # trop long, dit ailleurs
        (
            (
                "id: m-1, titre: Médecin, mandat: {debut: 2024-01-01, fin: 2026-12-31}",
                "id: m-2, titre: Médecin, mandat: {debut: 2027-01-01, fin: 2029-12-31}",
            ),
            False,
        ),
    ],
)
def test_a_term_that_has_a_successor_or_no_legal_day_left_is_not_announced(
    copy: Copy, terms: tuple[str, ...], warned: bool
) -> None:
    folder = copy("88")
    seat(folder, "medecin", *terms)
    assert told(folder, "mandat-bientot-fini") == ([(Outcome.FAIL, Severity.WARNING)] if warned else [])


def test_a_doubtful_member_is_asked_about_and_not_accused(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "medecin", "id: m, titre: Médecin, mandat: {debut: 2024-01-01, fin: 2026-12-31}, a_verifier: non lu")
    assert told(folder, "mandat-bientot-fini") == [(Outcome.REVIEW, Severity.NOTE)]


def test_a_term_whose_first_day_nobody_wrote_follows_no_other(copy: Copy) -> None:
    folder = copy("88")
    town = "collectivite: {type: commune, nom: Épinal}"
    seat(
        folder,
        "collectivites",
        f"id: a, titre: Adjointe, {town}, mandat: {{debut: 2022-05-14, fin: 2025-05-13}}",
        "id: b, titre: Maire, collectivite: {type: epci}, mandat: {fin: 2025-12-31}",
        "id: c, titre: Maire, collectivite: {type: epci}, mandat: {debut: 2024-01-01}",
    )
    assert "/collectivites/0/mandat/fin" in [finding.pointer for finding in found(folder, "mandat-expire")]


def test_in_a_plural_seat_only_a_successor_of_the_same_body_counts(copy: Copy) -> None:
    folder = copy("88")
    town = "collectivite: {type: commune, nom: Épinal}"
    first = f"id: v-1, titre: Adjointe, {town}, mandat: {{debut: 2024-01-01, fin: 2026-12-31}}"
    for name, announced in (("Golbey", True), ("Épinal", False)):
        later = f"id: v-2, titre: Adjoint, collectivite: {{type: commune, nom: {name}}}, mandat: {{debut: 2027-01-01}}"
        seat(folder, "collectivites", first, later)
        assert bool(found(folder, "mandat-bientot-fini")) is announced


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("id: b, titre: Maire, collectivite: {type: epci}, mandat: {debut: 2024-05-14, fin: 2027-05-13}", True),
        ("id: b, titre: Maire, collectivite: {type: epci}, mandat: {debut: 2026-06-01, fin: 2029-05-31}", False),
        ("id: b, titre: Maire, collectivite: {type: commune, nom: Épinal}, mandat: {debut: 2026-05-01}", False),
        ("id: b, titre: Maire, remplace: a, mandat: {debut: 2026-05-01}", False),
        ("id: b, titre: Maire, collectivite: {type: commune, nom: Épinal}, mandat: {debut: 2026-11-23}", False),
        ("id: b, titre: Maire", False),
    ],
    ids=["autre", "plus récent", "même commune", "remplace", "commence ce jour", "sans date"],
)
def test_an_expired_term_asks_for_what_follows(copy: Copy, second: str, said: bool) -> None:
    folder = copy("88")
    town = "collectivite: {type: commune, nom: Épinal}"
    first = f"id: a, titre: Adjointe, {town}, mandat: {{debut: 2024-05-14, fin: 2026-05-13}}"
    seat(folder, "collectivites", first, second)
    assert told(folder, "mandat-expire") == ([(Outcome.REVIEW, Severity.NOTE)] if said else [])
    assert found(folder, "mandat-expire", Day(2026, 5, 13)) == []


def test_an_empty_seat_is_left_to_the_rule_of_seats(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "collectivites", "id: a, titre: Adjointe, mandat: {debut: 2023-01-01, fin: 2025-12-31}")
    assert found(folder, "mandat-expire") == []
    assert "/collectivites" in {finding.pointer for finding in found(folder, "siege-sans-titulaire")}


@pytest.mark.parametrize(
    ("mandat", "outcome", "severity"),
    [
        (f"debut: 2024-05-14, arrete: {ORDER}", None, None),
        ("debut: 2024-05-14, arrete: DDETSPP-2024-999", Outcome.FAIL, Severity.ERROR),
        ("debut: 2024-05-14", Outcome.OPEN, Severity.NOTE),
    ],
)
def test_the_order_of_a_term_is_known(
    copy: Copy, mandat: str, outcome: Outcome | None, severity: Severity | None
) -> None:
    folder = copy("88")
    seat(folder, "medecin", f"id: m, titre: Médecin, mandat: {{{mandat}}}")
    assert told(folder, "mandat-sans-arrete") == ([(outcome, severity)] if outcome else [])


def test_a_doubtful_member_or_an_empty_list_of_orders_is_not_an_error(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "medecin", "id: m, titre: Médecin, mandat: {debut: 2024-05-14, arrete: X}, a_verifier: arrêté non lu")
    assert told(folder, "mandat-sans-arrete") == [(Outcome.REVIEW, Severity.NOTE)]
    path = folder / "commission.yaml"
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if "objet:" not in line]
    path.write_text("\n".join(lines).replace("arretes:", "arretes: []"), encoding="utf-8")
    assert found(folder, "mandat-sans-arrete") == []
    assert told(folder, "liste-non-arretee") == [(Outcome.FAIL, Severity.ERROR)]


def test_a_term_that_ends_before_it_starts_is_said_once_and_does_not_empty_the_seat(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "medecin", f"id: m, titre: Médecin, mandat: {{debut: 2024-05-14, fin: 2017-05-13, arrete: {ORDER}}}")
    said = [f for f in judge(folder.parent.parent).findings if f.pointer.startswith("/medecin")]
    assert [(f.rule, f.pointer) for f in said] == [("date-impossible", "/medecin/0/mandat/fin")]


def test_the_order_that_names_fixes_or_modifies_the_list(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "arretes:", "arretes:\n  - {reference: F, objet: [agrement], date: 2024-05-06, signataires: [prefet]}")
    seat(folder, "medecin", "id: m, titre: Médecin, mandat: {debut: 2024-05-14, fin: 2027-05-13, arrete: F}")
    (finding,) = found(folder, "mandat-sans-arrete")
    assert (finding.outcome, finding.pointer) == (Outcome.REVIEW, "/medecin/0/mandat/arrete")
    edit(folder, "objet: [agrement], date: 2024-05-06", "objet: [agrement, modification], date: 2024-05-06")
    assert found(folder, "mandat-sans-arrete") == []


@pytest.mark.parametrize("cited", [True, False])
def test_an_older_order_that_a_running_term_cites_is_signed_too(copy: Copy, *, cited: bool) -> None:
    folder = copy("88")
    old = "arretes:\n  - {reference: V, objet: [composition], date: 2024-05-02, signataires: [autre]}"
    edit(folder, "arretes:", old)
    order = "V" if cited else ORDER
    seat(folder, "medecin", f"id: m, titre: Médecin, mandat: {{debut: 2024-05-14, fin: 2027-05-13, arrete: {order}}}")
    assert told(folder, "liste-mal-signee") == ([(Outcome.REVIEW, Severity.NOTE)] if cited else [])


@pytest.mark.parametrize(("start", "late"), [("2024-05-05", True), ("2024-05-06", False)])
def test_an_order_is_signed_on_the_first_day_at_the_latest(copy: Copy, start: str, late: bool) -> None:
    folder = copy("88")
    seat(folder, "medecin", f"id: m, titre: Médecin, mandat: {{debut: {start}, arrete: {ORDER}}}")
    findings = found(folder, "arrete-posterieur-au-mandat")
    assert [(f.outcome, f.severity) for f in findings] == ([(Outcome.FAIL, Severity.ERROR)] if late else [])
    if late:
        assert findings[0].remedy.startswith(spaced("Écrivez « debut: 2024-05-06 » au plus tôt"))
        assert found(folder, "arrete-posterieur-au-mandat", Day(2024, 6, 1))[0].outcome is Outcome.REVIEW


def test_an_order_without_a_day_proves_nothing(copy: Copy) -> None:
    folder = copy("88")
    edit(folder, "date: 2024-05-06, ", "")
    assert told(folder, "arrete-posterieur-au-mandat") == [(Outcome.OPEN, Severity.NOTE)]


def test_a_seat_held_by_office_needs_no_order(copy: Copy) -> None:
    folder = copy("88")
    seat(folder, "pjj", "id: p, titre: Directrice, mandat: {debut: 2026-02-16, arrete: DDETSPP-2026-009}")
    (finding,) = found(folder, "arrete-sur-siege-de-droit")
    assert (finding.outcome, finding.severity) == (Outcome.REVIEW, Severity.NOTE)
    assert finding.message == spaced(
        "Des membres qui siègent de droit citent un arrêté de composition, alors que le texte ne les fait pas nommer : "
        "« Directrice » (14°)."
    )
    assert found(folder, "arrete-sur-siege-de-droit", Day(2024, 6, 1)) == []


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ("debut: 2024-05-14, fin: 2026-05-31", "debut: 2026-06-01", None),
        ("debut: 2024-05-14", "debut: 2026-06-01", Outcome.FAIL),
        ("arrete: X", "debut: 2026-06-01", Outcome.REVIEW),
    ],
)
def test_a_seat_for_one_is_held_by_one(copy: Copy, first: str, second: str, outcome: Outcome | None) -> None:
    folder = copy("88")
    holders = (f"id: {name}, titre: Médecin {name}, mandat: {{{term}}}" for name, term in (("a", first), ("b", second)))
    seat(folder, "medecin", *holders)
    findings = found(folder, "siege-a-deux-titulaires")
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])
    if findings:
        assert findings[0].message == spaced(
            "Plusieurs personnes tiennent le siège « médecin » (8°) au 23 novembre 2026, alors que le texte n’en nomme "
            "qu’une : « Médecin a » et « Médecin b »."
        )
    assert found(folder, "siege-a-deux-titulaires", Day(2026, 5, 31))[1:] == []


@pytest.mark.parametrize(
    ("titles", "sentence"),
    [
        (("Maire", "Maire"), "« Maire » (9°) a deux mandats en cours au 23 novembre 2026 sous l’identifiant « a »."),
        (
            ("Maire", "Adjoint"),
            "L’identifiant « a » désigne au 23 novembre 2026 deux personnes du même siège (9°) : « Maire » et "
            "« Adjoint ».",
        ),
    ],
)
def test_one_term_at_a_time(copy: Copy, titles: tuple[str, str], sentence: str) -> None:
    folder = copy("88")
    first, second = titles
    for end, messages in (("2026-11-22", []), ("2026-11-23", [spaced(sentence)])):
        one = f"id: a, titre: {first}, mandat: {{debut: 2024-05-14, fin: {end}}}"
        seat(folder, "collectivites", one, f"id: a, titre: {second}, mandat: {{debut: 2026-05-14}}")
        findings = found(folder, "mandats-qui-se-chevauchent")
        assert [finding.message for finding in findings] == messages
        assert all(finding.severity is Severity.WARNING for finding in findings)


@pytest.mark.parametrize(
    ("code", "seats", "day", "outcome"),
    [
        ("88", ("etrangers", "education"), TODAY, Outcome.FAIL),
        ("88", ("police_nationale", "police_judiciaire"), TODAY, Outcome.FAIL),
        ("974", ("police_nationale", "police_judiciaire"), TODAY, Outcome.REVIEW),
        ("974", ("police_nationale", "police_judiciaire"), Day(2021, 12, 31), Outcome.FAIL),
        ("88", ("cohesion_sociale", "travail_emploi"), Day(2022, 4, 13), None),
    ],
)
def test_a_person_holds_one_seat(
    copy: Copy, code: str, seats: tuple[str, str], day: Day, outcome: Outcome | None
) -> None:
    folder = copy(code)
    for name in seats:
        seat(folder, name, "id: seule, titre: Directrice, organisme: DDETSPP")
    findings = found(folder, "personne-dans-deux-sieges", day)
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("replacement", "outcome"),
    [
        ("remplace: a, mandat: {debut: 2025-07-01, fin: 2027-05-13}", None),
        ("remplace: a, mandat: {debut: 2025-07-01, fin: 2027-05-14}", Outcome.FAIL),
        ("remplace: a, mandat: {debut: 2025-07-01, fin: 2028-07-01}", None),  # « mandat-trop-long » le dit
        ("remplace: z, mandat: {debut: 2025-07-01, fin: 2027-05-13}", Outcome.FAIL),
        ("remplace: z, mandat: {debut: 2025-07-01, fin: 2027-05-13}, a_verifier: non lu", Outcome.REVIEW),
        ("remplace: a, mandat: {debut: 2025-07-01}", Outcome.OPEN),
        ("remplace: a", Outcome.OPEN),
    ],
)
def test_a_replacement_serves_what_was_left(copy: Copy, replacement: str, outcome: Outcome | None) -> None:
    folder = copy("88")
    gone = "id: a, titre: Médecin, mandat: {debut: 2024-05-14, fin: 2025-06-30}"
    seat(folder, "medecin", gone, f"id: b, titre: Médecin, {replacement}")
    findings = found(folder, "remplacement-trop-long")
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])
    assert all(finding.paragraph == "article R. 133-4" for finding in findings)
    if outcome is Outcome.FAIL:
        assert findings[0].severity is Severity.ERROR


def test_a_replacement_of_a_replacement_ends_with_the_first_term(copy: Copy) -> None:
    folder = copy("88")
    seat(
        folder,
        "medecin",
        "id: a, titre: Médecin, mandat: {debut: 2024-05-14, fin: 2025-06-30}",
        "id: b, titre: Médecin, remplace: a, mandat: {debut: 2025-07-01, fin: 2026-06-30}",
        "id: c, titre: Médecin, remplace: b, mandat: {debut: 2026-07-01, fin: 2028-06-30}",
    )
    (finding,) = found(folder, "remplacement-trop-long")
    assert finding.remedy == spaced(
        "Écrivez « fin: 2027-05-13 » au plus tard, ou effacez « remplace » si l’arrêté ouvre un nouveau mandat."
    )


def test_a_new_term_is_not_a_replacement(copy: Copy) -> None:
    folder = copy("88")
    seat(
        folder,
        "medecin",
        "id: a, titre: Médecin, mandat: {debut: 2021-05-14, fin: 2024-05-13}",
        "id: b, titre: Médecin, remplace: a, mandat: {debut: 2024-05-14, fin: 2027-05-13}",
    )
    assert told(folder, "remplacement-trop-long") == [(Outcome.REVIEW, Severity.NOTE)]


@pytest.mark.parametrize(
    ("name", "holder", "outcome"),
    [
        ("etrangers", "organisme: Préfecture, suppleant: {titre: Adjointe, organisme: Préfecture des Vosges}", None),
        ("etrangers", "organisme: Préfecture, suppleant: {titre: Adjointe, organisme: DDETSPP}", Outcome.REVIEW),
        ("etrangers", "organisme: Préfecture, suppleant: {titre: Adjointe}", Outcome.OPEN),
        ("etrangers", "suppleant: {titre: Adjointe, organisme: Préfecture}", Outcome.OPEN),
        (
            "collectivites",
            "collectivite: {type: commune, nom: Épinal}, suppleant: {titre: Adjointe, organisme: Golbey}",
            Outcome.REVIEW,
        ),
        (
            "collectivites",
            "collectivite: {type: commune, nom: Épinal}, suppleant: {titre: Adjointe, organisme: Ville d’Épinal}",
            None,
        ),
        (
            "associations",
            "association: association-sapin-2024, suppleant: {titre: A, organisme: Association exemple Les Sapins}",
            None,
        ),
        ("magistrat", "suppleant: {titre: Juge, organisme: Tribunal}", Outcome.REVIEW),
    ],
)
def test_a_substitute_comes_from_the_same_place(copy: Copy, name: str, holder: str, outcome: Outcome | None) -> None:
    folder = copy("88")
    seat(folder, name, f"id: a, titre: Titulaire, {holder}")
    findings = found(folder, "suppleant-mal-choisi")
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])
    assert all(finding.paragraph == "article R. 133-3" for finding in findings)


@pytest.mark.parametrize(
    ("representatives", "told"),
    [((False,), []), ((False, True), []), ((False, False), [REVIEW]), ((False, True, True), [REVIEW])],
)
def test_a_seat_by_right_is_held_by_an_authority_or_who_represents_it(
    copy: Copy, representatives: tuple[bool, ...], told: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("88")
    titles = ("Commandant", "Commandante", "Capitaine")
    seat(folder, "gendarmerie", *(
        f"id: g-{rank}, titre: {title}, representant: {str(stands).lower()}, mandat: {{debut: 2024-01-01}}"
        for rank, (title, stands) in enumerate(zip(titles, representatives, strict=False))
    ))  # fmt: skip
    findings = found(folder, "siege-a-deux-titulaires")
    assert [(finding.outcome, finding.severity) for finding in findings] == told
    if len(representatives) > 2:
        assert findings[0].message == spaced(
            "3 personnes tiennent le siège « gendarmerie » (5°) au 23 novembre 2026, alors que le texte nomme une "
            "seule autorité, « ou son représentant » : « Commandant », « Commandante » et « Capitaine »."
        )
