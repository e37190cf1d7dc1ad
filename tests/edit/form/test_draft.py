"""A fiche in memory: a change touches its own lines only, is read again, and is refused rather than written wrong."""

import pytest

from kit.edit.form.draft import blank, opened
from kit.errors import UsageError
from kit.files.archive import unpacked
from kit.findings.remedy import add, drop, put
from tests.conftest import TODAY, Copy, Kit
from tests.edit.form.fiche import changed, draft, files

NEW = {"id": "medecin-3", "titre": "Médecin", "mandat": {"debut": "2026-11-01"}}


def test_a_holder_is_added_and_nothing_else_moves() -> None:
    before = draft()
    after = before.edited([add(("membres", "medecin"), NEW)])
    assert changed(before.files, after.files) == [
        "+   - id: medecin-3",
        "+     titre: Médecin",
        "+     mandat: {debut: 2026-11-01}",
    ]


def test_a_value_is_written_where_it_stood() -> None:
    before = draft()
    after = before.edited([put(("membres", "medecin", 1, "mandat", "fin"), "2026-11-01")])
    assert [line for line in changed(before.files, after.files) if line[0] == "+"] == [
        '+     mandat: {debut: 2024-05-14, fin: 2026-11-01, arrete: "DDETSPP-2024-047"}'
    ]


def test_a_group_left_empty_goes_with_its_last_value() -> None:
    after = draft().edited([drop(("sessions", 7, "convocation", "date"))])
    assert b"2026-11-13" not in after.files["sessions.yaml"]
    assert "convocation" not in after.dossier.tree["sessions"][7]


def test_several_changes_are_made_one_after_the_other() -> None:
    after = draft().edited([add(("membres", "medecin"), NEW), put(("membres", "medecin", 2, "titre"), "Autre")])
    assert after.dossier.tree["membres"]["medecin"][2]["titre"] == "Autre"


def test_a_change_that_cannot_be_written_exactly_is_refused() -> None:
    shared = draft(membres="medecin: &m\n  - {id: medecin-1, titre: Médecin}\neducation: *m\n")
    with pytest.raises(UsageError, match="ne peut pas être"):
        shared.edited([put(("membres", "education", 0, "titre"), "Directrice")])


def test_a_file_that_is_missing_begins_with_its_first_value() -> None:
    kept = {name: raw for name, raw in files("88").items() if name != "procedures.yaml"}
    before = opened(kept, None, TODAY)
    after = before.edited([put(("procedures", "afis", "service"), "Caisse")])
    assert after.dossier.tree["procedures"] == {"afis": {"service": "Caisse"}}
    assert {name: after.files[name] for name in kept} == kept


def test_a_fiche_from_nothing_no_longer_says_that_it_is_empty_once_filled() -> None:
    before = blank("48", TODAY)
    assert "rien n’est encore écrit" in before.files["sessions.yaml"].decode()
    after = before.edited([add(("sessions",), {"date": "2027-01-20", "etat": "prevue"})])
    assert "rien n’est encore écrit" not in after.files["sessions.yaml"].decode()
    assert after.dossier.tree["sessions"] == [{"date": "2027-01-20", "etat": "prevue"}]


def test_a_datum_on_a_person_is_refused_in_the_words_of_the_form() -> None:
    with pytest.raises(UsageError, match="Ce texte") as refused:
        draft().edited([put(("membres", "medecin", 1, "titre"), "Mme Jeanne Exemple, 06 12 34 56 78")])
    assert str(refused.value).startswith("Ce texte («\u00a0Titre\u00a0») contient un numéro de téléphone")
    assert "titre:" not in str(refused.value)


def test_a_second_name_is_refused_where_there_is_one_already() -> None:
    held = files("88")["membres.yaml"].decode()
    before = draft(membres=held.replace("Médecin généraliste à Saint-Dié-des-Vosges", "Mme Jeanne Exemple"))
    for rank in (0, 1):
        with pytest.raises(UsageError) as refused:
            before.edited([put(("membres", "medecin", rank, "titre"), "M. Paul Exemple")])
        assert str(refused.value).startswith("Ce texte («\u00a0Titre\u00a0») contient le nom d’une personne")
    after = before.edited([put(("sessions", 7, "lieu"), "Préfecture")])
    assert after.edited([put(("membres", "medecin", 1, "titre"), "Médecin")]).personal == ()


@pytest.mark.parametrize(("mark", "ends"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_a_file_keeps_its_mark_and_its_line_ends(mark: bytes, ends: bytes) -> None:
    held = {name: mark + raw.replace(b"\n", ends) for name, raw in files("88").items()}
    after = opened(held, "88", TODAY).edited([put(("sessions", 7, "lieu"), "Préfecture")]).files
    plain = draft().edited([put(("sessions", 7, "lieu"), "Préfecture")]).files
    assert after == {name: mark + raw.replace(b"\n", ends) for name, raw in plain.items()}


def test_a_remedy_is_applied_from_its_finding() -> None:
    before = draft().edited([put(("membres", "medecin", 1, "mandat", "fin"), "2026-10-31")])
    [found] = [each for each in before.report.findings if each.rule == "present-inconnu"]
    after = before.applied(found)
    assert "medecin-2" not in after.dossier.tree["sessions"][6]["presents"]
    with pytest.raises(UsageError, match="ne peut pas être appliqué"):
        after.applied(found)


def test_what_leaves_no_doubt_is_corrected() -> None:
    before = draft(procedures="psp: {delai_cible_jours: 45}\nafis: {servise: Caisse}\n")
    assert "service" in before.fixed().dossier.tree["procedures"]["afis"]
    assert [each.after for each in before.corrections()] == ["afis: {service: Caisse}"]


def test_the_files_travel_in_their_folder_and_come_back_alike() -> None:
    before = draft()
    assert before.zipped() == draft().zipped()
    assert unpacked(before.zipped()) == {f"88-vosges/{name}": raw for name, raw in before.files.items()}


def test_the_command_agrees_on_the_files_taken_away(copy: Copy, kit: Kit) -> None:
    folder = copy("88")
    after = draft().edited(
        [add(("membres", "medecin"), NEW), add(("sessions",), {"date": "2027-03-04", "etat": "prevue"})]
    )
    for name, raw in after.files.items():
        (folder / name).write_bytes(raw)
    said = kit("check", "--root", str(folder.parent.parent), "--date", TODAY.isoformat(), "--format", "json").stdout
    assert all(found.message in said for found in after.report.findings)
    assert f'"outcome": "{after.report.outcome}"' in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Aucun des quatre fichiers n’est là"),
        ({"membres.yaml": b"{}\n"}, "Ces fichiers ne disent pas de quel département ils sont"),
        ({"commission.yaml": b'departement: "99"\n'}, "Ces fichiers ne disent pas de quel département ils sont"),
    ],
)
def test_what_cannot_be_opened_says_why(given: dict[str, bytes], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        opened(given, None, TODAY)
