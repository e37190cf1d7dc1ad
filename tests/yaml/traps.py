"""Every row of traps: those of the tables, and those that are too long for one."""

from tests.yaml.table import Row, rows

TABLES = {table: rows(table) for table in ("fichier", "structure", "valeur")}
_DEEP = (
    "Le fichier a trop de niveaux à partir d’ici (limite\u00a0: 20) et n’est donc pas lu.",
    "Reprenez la disposition du modèle\u00a0: un élément par ligne, peu de niveaux.",
)
# Trop longs pour une table.
LONG = [
    Row("deux méga-octets", "procedures.yaml", b"#" * 2_000_000, ((
        "1:1 fichier-trop-gros",
        "Le fichier fait 2000 ko, au-delà de la limite de 1000 ko, et n’est donc pas lu.",
        "Gardez dans ce fichier les seules données de la commission, sans pièce jointe ni copie."),)),
    Row("crochets emboîtés", "membres.yaml", b"magistrat: " + b"[" * 3000, (("1:31 fichier-trop-profond", *_DEEP),)),
    Row("accolades emboîtées", "membres.yaml", b"{a: " * 3000, (("1:81 fichier-trop-profond", *_DEEP),)),
    Row("tirets emboîtés", "membres.yaml", b"- " * 100_000, (("1:41 fichier-trop-profond", *_DEEP),)),
    Row("tirets emboîtés, deux espaces", "membres.yaml", b"-  " * 100_000, (("1:61 fichier-trop-profond", *_DEEP),)),
    Row("retraits emboîtés", "membres.yaml", b"".join(b" " * level + b"-\n" for level in range(900)),
        (("21:21 fichier-trop-profond", *_DEEP),)),
    Row("trop de valeurs", "commission.yaml", b"invites: [" + b"a," * 20_001 + b"]\n", ((
        "1:40005 fichier-trop-profond",
        "Le fichier a trop de valeurs à partir d’ici (limite\u00a0: 20\u202f000) et n’est donc pas lu.", _DEEP[1]),)),
    Row("clé trop longue", "commission.yaml", b"a" * 1100 + b": x\n", ((
        "1:1 yaml-illisible",
        "La structure du fichier n’est plus lisible ici\u00a0: ce qui précède les deux-points est trop long pour une "
        "clé.",
        "Mettez la valeur entière entre guillemets droits\u00a0: clé: \"valeur\"."),)),
    Row("texte trop long", "membres.yaml", b"magistrat:\n  - id: a\n    titre: " + b"x" * 2001, ((
        "3:12 valeur-trop-longue",
        "Le texte de «\u00a0titre\u00a0» fait 2001 caractères, au-delà de la limite de 2000.",
        "Résumez-le en une phrase ou deux, par exemple "
        "«\u00a0titre: Vice-présidente au tribunal judiciaire\u00a0»."),)),
]  # fmt: skip
# Ces pièges ne tiennent pas dans un seul fichier : leurs tests sont nommés ici.
ELSEWHERE = {
    "departement-hors-perimetre": "test_repository.py",
    "departement-repete": "test_check.py",
    "dossier-mal-nomme": "test_dossier.py",
    "fichier-inaccessible": "test_a_file_that_cannot_be_opened_is_a_finding",
    "fichier-inconnu": "test_folder.py",
    "fichier-manquant": "test_folder.py",
    "seance-mal-rangee": "test_parts.py",
    "code-sans-guillemets": "test_each_code_has_its_quotes",
}
