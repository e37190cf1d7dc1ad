"""What the texts do not settle, or that was not read: the sentence, its weight and its place."""

from dataclasses import replace
from pathlib import Path

import pytest

from kit.french import date, spaced
from kit.law.texts import COMPOSITION, provision
from kit.report.formats.citation import cite
from tests.conftest import Copy, without_seat
from tests.rules.cases import FAIL, REVIEW, Day, found

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
    assert [seat.ordinal for seat in unread.concordant] == ["1°", "5°", "6°", "8°", "9°", "10°", "11°"]
    for seat in unread.concordant:
        around = [version.seat(seat.id) for version in (before, after)]
        assert {replace(each, rank=0, certainty="") for each in (seat, *filter(None, around))} == {
            replace(seat, rank=0, certainty="")
        }
        assert None not in around
    for version in (before, after):
        assert version.concordant == ()
