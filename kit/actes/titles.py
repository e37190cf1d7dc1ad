"""How a title is said in a sentence: « la préfète des Vosges », « l’arrêté du 3 mai »."""

import re

# Ce qui commence une fonction ou un acte ; un autre mot, ou un sigle, reste comme il est écrit.
_HEADS = re.compile(
    r"(?P<she>(?:sous-)?préfète|directrice|cheffe|déléguée|administratrice|haute-commissaire|adjointe|conseillère|"
    r"coordonnatrice|présidente|représentante|secrétaire générale|décision|délégation|convention)\b"
    r"|(?P<he>(?:sous-)?préfet|directeur|chef|délégué|administrateur|haut-commissaire|adjoint|conseiller|"
    r"coordonnateur|président|représentant|secrétaire général|arrêté|acte|procès-verbal)\b"
    r"|(?P<said>l[ea] |l’)",
    re.IGNORECASE,
)
_VOWEL = re.compile(r"[aeiouyéèêâî]", re.IGNORECASE)


def in_sentence(title: str) -> str:
    """Give a title with its article and no capital; one whose first word is no known function, as it is written."""
    found = _HEADS.match(title)
    if not found:
        return title
    lowered = title[:1].lower() + title[1:]
    if found["said"]:
        return lowered
    if _VOWEL.match(lowered):
        return f"l’{lowered}"
    return f"{'la' if found['she'] else 'le'} {lowered}"
