"""The seats of the commission, as a jurist writes them, in the order of the text; nothing is read from `kit/law`."""

ELEVEN = [
    "magistrat", "cohesion_sociale", "police_nationale", "police_judiciaire", "gendarmerie", "etrangers",
    "travail_emploi", "education", "medecin", "collectivites", "associations",
]  # fmt: skip
FIFTEEN = [
    "magistrat", "ddets", "police_nationale", "police_judiciaire", "gendarmerie", "etrangers", "education", "medecin",
    "collectivites", "associations", "conseil_departemental", "aide_sociale_enfance", "observatoire_enfance", "pjj",
    "protection_enfance",
]  # fmt: skip
