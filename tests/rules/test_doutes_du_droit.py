"""What the texts do not settle, or that was not read: the sentence, its weight and its place."""

from pathlib import Path

import pytest

from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import FAIL, REVIEW, Day, found

# (le territoire, le jour, les signataires, l’issue, le constat)
SIGNED = [
    ("13", "2025-08-01", "prefet, prefet_de_police", None, ""),
    ("13", "2025-08-01", "prefet", REVIEW,
     "L’arrêté « A » du 1er août 2025 est signé par le préfet, mais pas par le préfet de police, et les textes de ce jour "
     "ne disent pas clairement qui devait le signer."),
    ("13", "2025-08-01", "prefet_de_police", REVIEW,
     "L’arrêté « A » du 1er août 2025 est signé par le préfet de police, mais pas par le préfet, et les textes de ce jour "
     "ne disent pas clairement qui devait le signer."),
    ("13", "2026-02-02", "prefet", None, ""),
    ("75", "2026-02-02", "prefet", FAIL,
     "L’arrêté « A » du 2 février 2026 est signé par le préfet, mais pas par le préfet de police."),
    ("75", "2026-02-02", "autre", FAIL,
     "L’arrêté « A » du 2 février 2026 est signé par une autre autorité, mais pas par le préfet ni le préfet de police."),
    ("75", "2026-02-02", "", FAIL,
     "D’après le fichier, personne n’a signé l’arrêté « A » du 2 février 2026, que le texte fait signer par le préfet de "
     "Paris et le préfet de police."),
]  # fmt: skip


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
    assert findings == ([(outcome, spaced(message), 4)] if outcome else [])
