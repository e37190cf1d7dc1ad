"""Files that are nearly right, as Hypothesis draws them."""

from hypothesis import strategies as st

# De quoi former des fichiers presque justes : mots de la maison, signes de YAML, pièges d'un traitement de texte.
WORDS = st.sampled_from([
    "departement", "magistrat", "medecin", "id", "titre", "date", "etat", "installation", "psp", "vacances", "siege",
    ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", "\t", "[", "]", "{", "}", ", ", '"', "'", "“", "”", "«\u00a0", "&a ",
    "*a", "!!str ", "<<", "? ", "#", " #", "|", ">", "%", "@", "~", "---\n", "...\n", "\u00a0", "\u202f", "\ufeff",
    "\r\n", "oui", "2026-02-30", "14/04/2025", "01", "14:00", "é", "\x00", "\u2028", "🙂",
])  # fmt: skip
NEARLY = st.lists(WORDS, max_size=25).map("".join)
