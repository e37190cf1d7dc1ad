"""The text of procedures.yaml; some departments ask for more than the texts let them."""

from tests.generator.plan import Plan

_HEAD = "# yaml-language-server: $schema=../../schemas/procedures.schema.json\n# Données inventées.\n\n"
_PSP = """\
psp:
  depot: {{service: "Délégation départementale aux droits des femmes", courriel: "psp-{code}@exemple.invalid"}}
"""
_SUPPORT = """\
  pieces: ["Document de suivi", "Avis de l’association"]
  accompagnement:
    logement: "{logement}"
    soins: "Permanence d’accès aux soins de l’hôpital."
    droits: "Point-justice, domiciliation au centre communal d’action sociale."
    insertion: "Français, chantiers d’insertion, aide à la mobilité."
  evaluation_besoins: "Entretien commun de l’association et du travailleur social."
  delai_cible_jours: {psp}
"""
_STAY = """
aps:
  service: "Préfecture {of}, bureau des étrangers"
  pieces:
    - {{piece: etat_civil}}
    - {nationality}
    - {{piece: domicile, anciennete_max_mois: {months}}}
    - {{piece: autorisation_psp}}
    - {{piece: arret_activite}}
    - {{piece: avis_commission}}
{more}  duree_mois: {length}
  visa_long_sejour_exige: {visa}
  oqtf_anterieure: {expulsion}
  demandeur_asile: psp_sans_aps_pendant_la_demande
  doute_arret_activite: {{saisine_police: possible, a_defaut: condition_remplie}}
  delai_cible_jours: {aps}

sortie:
  carte_sejour_temporaire: "Examinée par le bureau des étrangers, sur bilan de l’association."
  contrat_integration_republicaine: "Proposé avec l’OFII."
  delai_cible_jours: {card}

afis:
  service: "Mutualité sociale agricole (MSA)"
"""
_IDENTITY = (
    "{piece: nationalite, passeport_exige: false, alternatives: [attestation_consulaire, carte_identite], "
    "document_perime: confirme_par_un_autre}"
)
_PASSPORT = "{piece: nationalite, passeport_exige: true}"


def text(plan: Plan) -> str:
    """Write the file."""
    head = _HEAD + _PSP
    if not plan.installed:
        return head.format(code=plan.code.lower())
    rng, strict = plan.rng, plan.kind == "pieces_en_trop"
    housing = rng.choice(
        ["Une place d’hébergement réservée.", "Un bail accompagné.", "Une convention avec un bailleur."]
    )
    return (head + _SUPPORT + _STAY).format(
        code=plan.code.lower(), logement=housing, psp=rng.randint(20, 60), of=plan.territory.of,
        nationality=_PASSPORT if strict else _IDENTITY, months=rng.choice([1, 3]) if strict else 6,
        more="    - {piece: plainte}\n" if strict and rng.random() < 0.5 else "", length=rng.choice([6, 6, 6, 12]),
        visa="true" if strict and rng.random() < 0.5 else "false",
        expulsion="bloquante" if strict and rng.random() < 0.5 else "examinee",
        aps=rng.randint(45, 60), card=rng.randint(90, 120),
    )  # fmt: skip
