"""What a department may hold that the public does not read."""

# Chaque valeur privée du dossier, unique, et d'autres répétées là où elles n'ont pas leur place.
NAMES = ("Zoltarine Exempleuse", "Quentarin Suppléantier")

CONTACTS = ("guichet@exemple.test", "04 76 00 99 88")

REFERENCES = ("dossier-zx-41", "dossier-zx-42")

COMMISSION = """\
secretariat:
  service: "Délégation aux droits des femmes"
  courriel: "secretariat@exemple.test"
  telephone: "04 76 00 11 22"
vacances:
  - siege: medecin
    depuis: 2026-09-01
    motif: "Zoltarine Exempleuse est partie, voir dossier-zx-41 ; 3 dossiers attendent"
    autorite: "Préfète, bureau-prive@exemple.test, le 06 11 22 33 44"
    document: "note de Mme Exempleuse"
    jusqu_au: 2026-12-31
indicateurs:
  - {date: 2024-12-31, psp_en_cours: 49, source: "Zoltarine Exempleuse, après deux demandes"}
  - {date: 2025-06-30, psp_en_cours: 55, psp_engages: 8, psp_termines: 2, aps_delivrees: 61}
  - date: 2025-12-31
    psp_en_cours: 58
    psp_engages: 12
    psp_termines: 3
    sorties: {formation: 2, emploi: 3}
    demandes_en_attente: 3
    aps_delivrees: 2
    aps_delai_median_jours: 98765
  - {date: 2026-03-31, psp_en_cours: 3}
  - {date: 2026-09-15, psp_en_cours: 4, demandes_en_attente: 1}
"""

SESSION = """\
- {date: 2025-11-15, formation: individuelle, etat: tenue}
- date: 2026-09-10
  formation: individuelle
  etat: tenue
  ordre_du_jour: ["Situation de la famille Zélandine"]
  presents: [magistrat-1]
  dossiers:
    - {reference: "dossier-zx-41", nature: engagement, avis: defavorable, association: inconnue}
    - {reference: "dossier-zx-42", nature: renouvellement, avis: favorable, decision: {sens: refuse, date: 2026-09-19}}
  pv: {date: 2026-10-03, transmis: 2026-09-27}
"""
