"""No datum about a person: each shape, what is not one, and no output that repeats it."""

import datetime
import re
from pathlib import Path

import pytest

from kit.findings.finding import Finding, Outcome, Severity
from kit.model import department
from kit.model.folder import find
from kit.privacy.mask import HIDDEN, mask
from kit.privacy.texts import Text, hits
from kit.report import baseline
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import DATA, TODAY, Copy, golden, judge

RULE = "donnee-personnelle"
FAULTY = DATA / "invalid" / "personnes"
# Tout ce que le département fautif dit d'une personne, commentaire et valeurs refusées compris.
PLANTED = [
    "06 39 98 77 66", "Exemplaire", "06 39 98 12 34", "personne@exemple.invalid", "Mme Exemple", "Exemple-Test",
    "99 99 99 999", "06 39 98 55 44", "6 39 98", "9900000001", "12031998", "12 mars 1998", "imaginaire", "ZZ9999999",
    "Inventée", "Inventine", "M. Exemple",
]  # fmt: skip
MOTIF = ("sessions", 0, "dossiers", 0, "motif")
REFERENCE = ("sessions", 0, "dossiers", 0, "reference")
AGENDA = ("sessions", 0, "ordre_du_jour", 0)
CARE = ("procedures", "psp", "accompagnement", "soins")
TITLE = ("membres", "medecin", 0, "titre")
VACANCY = ("commission", "vacances", 0, "motif")
OFFICE = ("commission", "secretariat", "adresse")
PLACE = ("sessions", 0, "lieu")
ORDER = ("commission", "arretes", 0, "reference")


def found(root: Path) -> list[Finding]:
    return [finding for finding in judge(root).findings if finding.rule == RULE]


def masked(root: Path) -> dict[str, str]:
    """Give every file as a report may show it, all its lines."""
    texts: dict[str, str] = {}
    for folder in find(root, ()):
        sources = department.sources(folder).values()
        hidden = mask(sources)
        texts |= {source.file: hidden.text(source.file, source.text) for source in sources}
    return texts


def test_the_faulty_department_shows_every_shape() -> None:
    findings = found(FAULTY)
    lines = [f"{f.file}:{f.line}:{f.column} {f.rule} {f.outcome} | {f.message}" for f in findings]
    golden(FAULTY / "attendu.txt", "\n".join(lines) + "\n")
    assert {(f.outcome, f.severity, f.provision) for f in findings} == {(Outcome.FAIL, Severity.ERROR, None)}


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("day", [TODAY, datetime.date(2019, 1, 1)])
def test_no_format_repeats_what_was_written(form: str, day: datetime.date) -> None:
    report = judge(FAULTY, day)
    written = FORMATS[form](report, Style()).replace("\u00a0", " ").replace("\u202f", " ")
    assert [value for value in PLANTED if value in written] == []
    assert [value for value in PLANTED for text in masked(FAULTY).values() if value in text] == []


def test_every_finding_of_a_line_shows_the_same_mask() -> None:
    text = FORMATS["texte"](judge(FAULTY), Style())
    assert f"22 | {HIDDEN}\n    Les indicateurs" in text
    assert f"22 | {HIDDEN}\n    Ce texte" in text


def test_the_contacts_of_a_service_are_no_personal_data() -> None:
    text = masked(FAULTY)["departments/23-creuse/commission.yaml"]
    assert "commission@exemple.invalid" in text
    assert "05 00 00 00 23" in text


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        (MOTIF, "rappeler le 06.39.98.12.34"), (MOTIF, "0639981234"), (MOTIF, "06-39-98-12-34"),
        (MOTIF, "+33 6 39 98 12 34"),
        (CARE, "0033639981234"), (CARE, "voir personne@exemple.invalid"), (CARE, "voir p@exemple.invalid"),
        (TITLE, "NIR 299999999999999"),
        (TITLE, "2 99 99 2A 999 999"), (CARE, "dossier 9900000001"), (CARE, "n° 99 00 00 00 01"),
        (MOTIF, "née le 12/03/1998"),
        (MOTIF, "né(e) le 1er mars"), (MOTIF, "NÉE LE 12 MARS"), (CARE, "date de naissance : 12/03/1998"),
        (MOTIF, "sa date de naissance"), (MOTIF, "Mme D."), (CARE, "Madame Exemple"), (AGENDA, "M. EXEMPLE"),
        (MOTIF, "Monsieur Ém"), (MOTIF, "femme de nationalité imaginaire"), (MOTIF, "nationalité : imaginaire"),
        (MOTIF, "carte de séjour n° AB1234567"), (MOTIF, "titre de séjour:AB1234567"),
        (MOTIF, "APS:12AB34567"), (MOTIF, "aps 12AB345"), (MOTIF, "titre de séjour n° AB1234"),
        (MOTIF, "passeport 12AB34567"),
        (MOTIF, "demeurant 3 bis, avenue Inventée"), (REFERENCE, "AB-12031998"), (REFERENCE, "1998-03-12"),
        (REFERENCE, "A.B. 12/03/1998"), (REFERENCE, "AB120398"),
        (CARE, "DDN 12/03/1998"), (VACANCY, "A.B. (12/03/1998)"), (MOTIF, "arrivée le 12 mars 2009"),
        (AGENDA, "MME EXEMPLE"), (AGENDA, "madame Exemple"), (AGENDA, "Mme. Exemple"), (MOTIF, "06/39/98/12/34"),
        (VACANCY, "âgée de 23 ans"), (MOTIF, "ressortissante imaginaire"), (MOTIF, "ressortissante du Pays-Inventé"),
        (MOTIF, "12 avenue Inventée"), (VACANCY, "au 3 bis, rue Inventée"), (REFERENCE, "EXEMPLE Inventine"),
        (REFERENCE, "Inventine E."), (REFERENCE, "née Exemple"), (REFERENCE, "Inventine 12 mars 1998"),
        (REFERENCE, "Inventine 12/03/1998"), (VACANCY, "âgée de 9 ans"),
    ],
)  # fmt: skip
def test_a_shape_is_seen(pointer: tuple[str | int, ...], text: str) -> None:
    assert list(hits(Text(pointer, text)))


def test_the_number_of_an_order_hides_no_line(copy: Copy) -> None:
    """In departments 01 to 09, the numbers of the collection of administrative acts begin as telephones do."""
    folder = copy("88")
    path = folder / "commission.yaml"
    order = "06-2024-03-27-00021"
    path.write_text(path.read_text("utf-8").replace("exemple: true", f"exemple: true # {order}"), "utf-8")
    texts = masked(folder.parent.parent)
    assert order in texts["departments/88-vosges/commission.yaml"]
    assert all(HIDDEN not in text for text in texts.values())


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("voir p@exemple.invalid", True),
        ("rappeler le 06.39.98.12.34", True),
        ("Mme Exemple", False),
        ("Mme Exemple, p@exemple.invalid", False),
    ],
)
def test_only_what_a_service_may_have_is_sent_to_the_place_of_its_contact(copy: Copy, text: str, service: bool) -> None:
    folder = copy("38")
    path = folder / "sessions.yaml"
    agenda = f'- {{date: 2027-03-04, formation: politique, etat: prevue, ordre_du_jour: ["{text}"]}}'
    path.write_text(f"{path.read_text(encoding='utf-8')}{agenda}\n", encoding="utf-8")
    (finding,) = found(folder.parent.parent)
    assert ("« courriel »" in finding.remedy.replace("\u00a0", " ")) is service


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        (AGENDA, "Mme la Préfète ouvre la séance"), (AGENDA, "Madame la procureure"), (AGENDA, "Monsieur le maire"),
        (AGENDA, "Madame Préfète"), (TITLE, "Mme la Maire, médecin"), (CARE, "Le 3919, du lundi au vendredi"),
        (CARE, "Copie intégrale de l’acte de naissance"), (CARE, "Le dossier dit la date de naissance"),
        (MOTIF, "Preuve de nationalité attendue"), (MOTIF, "Pièce de nationalité périmée"), (MOTIF, "donné le 12 mars"),
        (CARE, "un titre de séjour, n° 12 du dossier"), (CARE, "ouvert au 12 rue Inventée"),
        (ORDER, "13-2025-04-14-00005"), (ORDER, "2025104001"), (ORDER, "2025041400005"),
        (REFERENCE, "2026-07"), (REFERENCE, "PSP-2026-0112"), (REFERENCE, "PSP010226"), (REFERENCE, "38-2026-001"),
        (AGENDA, "Bilan 2024 2025 2026"), (AGENDA, "Séance du 12.03.2026"),
        (REFERENCE, "PSP-2026-01"), (REFERENCE, "D-12"), (REFERENCE, "dossier 14"), (REFERENCE, "Dossier A"),
        (REFERENCE, "PSP Nord"), (OFFICE, "12 avenue Inventée, Guéret"), (PLACE, "Préfecture, 12 avenue Inventée"),
        (AGENDA, "MADAME LA PRÉFÈTE"), (AGENDA, "Séance du 01/02/2026 10 h"), (AGENDA, "à 5 m. Le bureau"),
        (MOTIF, "ressortissante d’un pays tiers"), (MOTIF, "2 cours de français"), (CARE, "personnes âgées de 18 ans"),
        (VACANCY, "créée le 01/01/2014"), (AGENDA, "Arrêté 06-2024-03-27-00021"), (MOTIF, "recueil 01-2022-12-18"),
    ],
)  # fmt: skip
def test_what_is_no_shape_is_left_alone(pointer: tuple[str | int, ...], text: str) -> None:
    assert list(hits(Text(pointer, text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "née le 14/05/1998, logée au 12 rue des Inventions", "née le 1er mars 1998", "NÉ LE VENDREDI 14 MAI 1998",
        "date de naissance : 14.05.1998", "domiciliée 3 bis, avenue de l’Invention, 00000 Imaginaire",
    ],
)  # fmt: skip
def test_a_date_and_an_address_are_seen_whole(text: str) -> None:
    left = text
    for hit in hits(Text(MOTIF, text)):
        left = left.replace(hit.matched, "")
    assert not re.search(r"\d|Invention|mars|MAI|Imaginaire", left)


TOLD = "Reçue avec sa fille inventée, née le 14/05/1998, logée au 12 rue des Lilas"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("commission.yaml", "liste_membres: complete", f'liste_membres: complete\nderogations:\n  - {{regle: '
         f'epci-absent, motif: "{TOLD}", autorite: "Préfète", jusqu_au: 2026-12-31}}'),
        ("commission.yaml", "liste_membres: complete", f'liste_membres: "{TOLD}"'),
        ("sessions.yaml", "  etat: tenue", f'  etat: "{TOLD}"'),
        ("commission.yaml", 'departement: "88"', f'departement: "{TOLD}"'),
        ("membres.yaml", "  - id: medecin-1", f'  - id: "{TOLD}"'),
        ("commission.yaml", "exemple: true", f"exemple: true\nmotif:{TOLD}"),
        ("commission.yaml", "exemple: true", f"exemple: true\nmotif:Reçue avec sa fille inventée ce matin-là, {TOLD}"),
    ],
)  # fmt: skip
def test_a_datum_hides_the_whole_value(copy: Copy, file: str, old: str, new: str) -> None:
    folder = copy("88")
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    report = judge(folder.parent.parent)
    assert any(finding.file.endswith(file) for finding in report.findings)
    for write in FORMATS.values():
        written = write(report, Style()).lower()
        told = [part for part in ("fille", "14/05", "05/1998", "14-05", "lilas", "recue", "reçue") if part in written]
        assert told == []


@pytest.mark.parametrize("reference", ["JO 12/03/1998", "née Exemple/Inventine", "~ 06/39/98/12/34"])
def test_a_place_does_not_name_it_either(copy: Copy, reference: str) -> None:
    folder = copy("88")
    path = folder / "sessions.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('reference: "2026-03"', f'reference: "{reference}"', 1), encoding="utf-8")
    report = judge(folder.parent.parent)
    [finding] = [finding for finding in report.findings if finding.rule == RULE]
    assert finding.anchor.endswith("/dossiers/…/reference")
    escaped = reference.replace("~", "~0").replace("/", "~1")
    told = [write(report, Style()) for write in FORMATS.values()] + [baseline.write(baseline.acceptable(report, set()))]
    assert [text for text in told if reference in text or escaped in text] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "value"),
    [
        ("membres.yaml", "\nmedecin:", "\nmedecin: # Mme Exemple, 06 39 98 12 34", "06 39 98 12 34"),
        ("commission.yaml", "liste_membres: complete", "liste_membres: 06 39 98 12 34", "06 39 98 12 34"),
        ("commission.yaml", "liste_membres: complete", "liste_membres: 0639981234", "0639981234"),
        ("commission.yaml", "exemple: true", "06 39 98 12 34: true", "06 39 98 12 34"),
        ("commission.yaml", "exemple: true", "motif:0639981234", "0639981234"),
        ("commission.yaml", "exemple: true",
         "exemple: Un texte long pour que le numéro y soit coupé au milieu, 06 39 98 12 34", "06 39"),
        ("sessions.yaml", "  etat: tenue", "  nom: Inventine\n  etat: tenu", "Inventine"),
        ("sessions.yaml", "  etat: tenue", "  Mme Exemple: là\n  etat: tenue", "Exemple"),
        ("procedures.yaml", "psp:", "psp: [", "psp-88@exemple.invalid"),
    ],
)  # fmt: skip
def test_no_other_finding_quotes_it(copy: Copy, file: str, old: str, new: str, value: str) -> None:
    folder = copy("88")
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    report = judge(folder.parent.parent)
    assert any(finding.file.endswith(file) for finding in report.findings)
    for write in FORMATS.values():
        assert value not in write(report, Style()).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_commission_that_is_not_installed_is_read_too(copy: Copy) -> None:
    folder = copy("48")
    with (folder / "procedures.yaml").open("a", encoding="utf-8") as file:
        file.write("\nsortie: {carte_sejour_temporaire: Voir Mme Exemple}\n")
    assert [finding.pointer for finding in found(folder.parent.parent)] == ["/sortie/carte_sejour_temporaire"]


def test_a_record_with_another_fault_is_read_too(copy: Copy) -> None:
    folder = copy("23")
    path = folder / "commission.yaml"
    text = path.read_text(encoding="utf-8").replace("depuis: 2026-01-15", "depuis: 15/01/2026")
    path.write_text(text.replace('motif: "La seule', 'motif: "Mme Exemple. La seule'), encoding="utf-8")
    assert [finding.pointer for finding in found(folder.parent.parent)] == ["/vacances/0/motif"]


def test_the_examples_hold_none() -> None:
    root = Path(__file__).parent.parent.parent
    assert found(root) == []


@pytest.mark.parametrize("name", ["Mme_Jeanne_Exemple", "M._Jean-Exemple", "née_le_12_mars_1998", "06_39_98_12_34"])
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_words_joined_in_the_name_of_an_anchor_are_hidden_too(copy: Copy, form: str, name: str) -> None:
    folder = copy("23")
    lines = f"- {{date: 2027-03-04, formation: politique, etat: prevue, lieu: &{name} Salle, ordre_du_jour: [*{name}]}}"
    (folder / "sessions.yaml").write_text(f"{lines}\n", encoding="utf-8")
    report = judge(folder.parent.parent)
    written = FORMATS[form](report, Style())
    assert name not in written
    assert [text for text in masked(folder.parent.parent).values() if name in text] == []
