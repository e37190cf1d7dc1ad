"""A sign that looks like the colon, or that is typed for it, is replaced, and never doubled."""

import pytest

from kit.yaml.compose import compose
from kit.yaml.key import COLONS
from kit.yaml.spot import applied

# Une ligne seule dans son groupe y est un texte, et c’est le schéma qui le dit.
WRITTEN = ["exemple: true\nliste_membres: complete\n", "secretariat:\n  service: Bureau\n  adresse: Rue\n",
           "arretes:\n  - reference: a\n    date: 2026-01-01\n", "installation: {etat: installee, date: 2021-05-17}\n",
           "convocation: {date: 2021-05-17}\nobjet: [composition]\n",
           "- date: 2026-01-01\n  etat: prevue\n"]  # fmt: skip


@pytest.mark.parametrize("sign", COLONS)
@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("around", ["{} ", "{}", " {} ", "\u00a0{} "])
def test_the_sign_is_replaced(sign: str, text: str, around: str) -> None:
    for at in (index for index, char in enumerate(text) if char == ":"):
        end = at + 1 + (text[at + 1] == " ")
        # Un deux-points qu’aucune valeur ne suit sur sa ligne n’a pas d’espace après lui.
        put = around.format(sign).rstrip(" ") if text[at + 1] == "\n" else around.format(sign)
        [told] = compose(text[:at] + put + text[end:], ("commission",)).spots
        assert sign in told.breach.fields["cause"], (text, at)
        assert applied(text[:at] + put + text[end:], told.edits) == text
