"""The four files together: former names of services, what is shown, what is left."""

from pathlib import Path

import pytest

from kit.edit.fix.corrected import Department, changes, corrected, left
from kit.model.folder import Folder
from kit.privacy.mask import HIDDEN
from kit.yaml.schema import BRANCHES
from tests.conftest import Copy, without_seat
from tests.yaml.table import department

ALL = frozenset(BRANCHES)
OPEN, NEW = "{debut: 2026-01-02}", "{debut: 2021-05-01, fin: 2026-01-01}"
OLD, ACROSS = "{debut: 2017-01-01, fin: 2021-03-31}", "{debut: 2020-01-01, fin: 2022-12-31}"


def state(path: Path, seat: str, holder: str) -> Department:
    """Correct a department whose seat of the State has one holder."""
    file = path / "membres.yaml"
    rest = without_seat(file.read_text(encoding="utf-8"), seat)
    file.write_text(f"{rest}{seat}:\n  - {{{holder}}}\n", encoding="utf-8")
    return corrected(Folder(path, f"departments/{path.name}"), ALL)


def renamed(path: Path, seat: str, holder: str) -> str | None:
    """Give the line of a holder once corrected, or None when it is left."""
    shown = list(changes(state(path, seat, holder)))
    assert all(change.rules == ("ancien-service-nomme",) for change in shown)
    return shown[0].after.strip() if shown else None


@pytest.mark.parametrize(
    ("code", "seat", "organisme", "mandat", "after"),
    [
        ("88", "ddets", "DDCSPP", OPEN, "DDETSPP"),
        ("88", "ddets", "DDCS", OPEN, "DDETSPP"),
        ("88", "ddets", '"D.D.C.S.P.P."', OPEN, "DDETSPP"),
        ("88", "ddets", "Direction départementale de la cohésion sociale", OPEN, "DDETSPP"),
        ("38", "cohesion_sociale", "DDCS", NEW, "DDETS"),
        ("38", "travail_emploi", "DIRECCTE", NEW, "DDETS"),
        ("974", "travail_emploi", "DIECCTE", NEW, "DEETS"),
        # Le nom de l'époque, dans un mandat passé, est le bon.
        ("38", "cohesion_sociale", "DDCS", OLD, None),
        # La réforme est tombée pendant le mandat : les deux noms ont été vrais.
        ("38", "cohesion_sociale", "DDCS", ACROSS, None),
        # Sans date, la mention peut être celle d’un ancien titulaire.
        ("88", "ddets", "DDCSPP", "{fin: 2027-05-13}", None),
        # Deux services à Paris : rien ne dit lequel.
        ("75", "ddets", "DDCS", OPEN, None),
        # Un siège qui n'est pas de l'État.
        ("88", "education", "DDCS", OPEN, None),
        ("88", "ddets", "ex-DDCSPP", OPEN, None),
    ],
)
def test_a_former_service_takes_its_new_name(
    copy: Copy, code: str, seat: str, organisme: str, mandat: str, after: str | None
) -> None:
    holder = "id: a-1, titre: Chef de service, organisme: {}, mandat: {}"
    written = renamed(copy(code), seat, holder.format(organisme, mandat))
    assert written == (f"- {{{holder.format(after, mandat)}}}" if after else None)


@pytest.mark.parametrize("service", ["DDCS", "DIRECCTE", "DDCSPP", "Direction départementale de la cohésion sociale"])
@pytest.mark.parametrize("seat", ["cohesion_sociale", "travail_emploi", "ddets"])
def test_an_undated_former_service_is_left(copy: Copy, seat: str, service: str) -> None:
    assert renamed(copy("38"), seat, f'id: a-1, titre: "{service}"') is None
    assert renamed(copy("88"), seat, f"id: a-1, titre: Chef de service, organisme: {service}") is None


def test_a_title_that_names_a_former_service_is_left(copy: Copy) -> None:
    assert renamed(copy("38"), "ddets", f"id: a-1, titre: Chef de l’ancienne DDCS, mandat: {OPEN}") is None


def test_a_name_is_corrected_once_the_file_can_be_read(copy: Copy) -> None:
    found = state(copy("88"), "ddets", f"id:\u00a0a-1, titre: Cheffe, Organisme: DDCSPP, mandat: {OPEN}")
    assert "organisme: DDETSPP," in found.files["membres"].after
    assert found.after.findings == ()


@pytest.mark.parametrize(("name", "after"), [("01-ain", b'departement: "01"\n'), ("48-lozere", b"departement: 1\n")])
def test_the_code_of_another_department_is_left(tmp_path: Path, name: str, after: bytes) -> None:
    """In another folder than that of the Ain, either the folder or the code is wrong."""
    here = department(tmp_path, {"commission.yaml": b"departement: 1\n"}, name)
    assert corrected(here, ALL).files["commission"].raw == after


def test_quotes_are_no_doubt_on_the_code(tmp_path: Path) -> None:
    found = corrected(department(tmp_path, {"commission.yaml": b"departement: 88\n"}), ALL)
    assert found.files["commission"].raw == b'departement: "88"\n'
    assert [finding.rule for finding in left(found)] == ["dossier-mal-nomme"]


def test_only_the_files_asked_for_are_corrected(tmp_path: Path) -> None:
    here = department(tmp_path, {"commission.yaml": b"departement: 48\n", "procedures.yaml": b"Psp: {}\n"})
    found = corrected(here, frozenset({"commission"}))
    assert [change.file for change in changes(found)] == ["departments/48-lozere/commission.yaml"]
    assert list(left(found)) == []


def test_what_is_left_is_what_reading_finds(tmp_path: Path) -> None:
    here = department(tmp_path, {"commission.yaml": b"departement: 48\ncouleur: rouge\n", "procedures.yaml": b"["})
    (here.path / "procedures.yaml").rename(here.path / "procedure.yaml")
    (here.path / "notes.txt").write_text("", encoding="utf-8")
    told = [(finding.rule, finding.file) for finding in left(corrected(here, ALL))]
    assert told == [
        ("cle-inconnue", "departments/48-lozere/commission.yaml"),
        ("fichier-inconnu", "departments/48-lozere/notes.txt"),
        ("fichier-manquant", "departments/48-lozere/procedures.yaml"),
    ]


def test_each_line_is_shown_once_with_all_its_reasons(tmp_path: Path) -> None:
    raw = "\ufeffmagistrat:\n\t- id: a\n\t  Titre\u00a0: Juge\n".encode()
    shown = list(changes(corrected(department(tmp_path, {"membres.yaml": raw}), ALL)))
    assert [(change.line, change.before, change.after, change.rules) for change in shown] == [
        (None, "UTF-8 avec une marque invisible", "UTF-8 sans marque", ("encodage-bom",)),
        (2, "\t- id: a", "  - id: a", ("yaml-tabulation",)),
        (3, "\t  Titre\u00a0: Juge", "    titre: Juge", ("yaml-tabulation", "yaml-espace-insecable", "cle-inconnue")),
    ]
    # La tabulation est dite une fois, à sa première ligne.
    assert [len(change.reasons) for change in shown] == [1, 1, 2]


PHONE = "06 12 34 56 78"


def test_what_tells_of_a_person_is_not_repeated(tmp_path: Path) -> None:
    raw = f"- Date: 12/03/2026 # rappeler au {PHONE}\n  formation: politique\n  etat: réunie le {PHONE}\n"
    found = corrected(department(tmp_path, {"sessions.yaml": raw.encode()}), ALL)
    (change,) = changes(found)
    assert (change.before, change.after) == (HIDDEN, HIDDEN)
    assert found.files["sessions"].raw.decode() == raw.replace("Date: 12/03/2026", "date: 2026-03-12")
    assert PHONE not in f"{change} {list(left(found))}"


def test_the_number_of_a_service_is_shown(tmp_path: Path) -> None:
    raw = f"departement: 48\nsecretariat:\n  service: Préfecture\n  telephone: {PHONE}\n".encode()
    _, change = changes(corrected(department(tmp_path, {"commission.yaml": raw}), ALL))
    assert change.after == f'  telephone: "{PHONE}"'


def test_identifiers_that_exist_are_parted_by_a_comma(copy: Copy) -> None:
    path = copy("88")
    text = (path / "sessions.yaml").read_text(encoding="utf-8")
    start = text.index("presents: [")
    written = "presents: [magistrat-2 ddetspp-cohesion-1, medecin-2]"
    (path / "sessions.yaml").write_text(text[:start] + written + text[text.index("]", start) + 1 :], encoding="utf-8")
    (change,) = changes(corrected(Folder(path, f"departments/{path.name}"), ALL))
    assert change.after.strip() == "presents: [magistrat-2, ddetspp-cohesion-1, medecin-2]"
