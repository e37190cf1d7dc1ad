"""The text of commission.yaml."""

import datetime
from collections.abc import Iterator

from tests.generator.plan import NEW_WORDING, TODAY, Plan, Term

_HEAD = """\
# yaml-language-server: $schema=../../schemas/commission.schema.json
# Données inventées : aucune ne décrit une vraie commission.

departement: "{code}"
exemple: true
"""
_STATES = {
    "non_installee": "installation: {etat: non_installee}\n",
    "en_cours": "installation: {etat: en_cours}   # pas de date tant que la commission n’est pas installée\n",
}
_INVITES = ("France Travail", "Agence régionale de santé", "Office français de l’immigration et de l’intégration")
ENFANCE = datetime.date(2026, 2, 9)


def text(plan: Plan) -> str:
    """Write the file."""
    return _HEAD.format(code=plan.code) + "".join(_parts(plan))


def childhood(plan: Plan) -> str:
    """The reference of the order that names the members of the seats created on 2 January 2026."""
    current = plan.terms[-1]
    return current.decree if current.signed >= NEW_WORDING else f"{plan.code}-{ENFANCE:%Y-%m-%d}-00007"


def _parts(plan: Plan) -> Iterator[str]:
    first = plan.terms[0].start
    yield _STATES.get(plan.kind, f"installation: {{etat: installee, date: {first}}}\n")
    yield from _presidency(plan)
    if plan.installed:
        yield "\n# Arrêtés du préfet, du plus ancien au plus récent.\narretes:\n"
        yield from _decrees(plan)
    yield _secretariat(plan)
    yield from _associations(plan)
    yield f"\nliste_membres: {'complete' if plan.installed and plan.kind != 'liste_partielle' else 'partielle'}\n"
    yield "\n# Entendus sans prendre part au vote.\ninvites:\n"
    yield from (f'  - "{each}"\n' for each in plan.rng.sample(_INVITES, plan.rng.randint(1, 3)))
    yield from _exceptions(plan)
    if plan.installed:
        yield "\n# Nombres d’ensemble arrêtés au 31 décembre, jamais une personne.\nindicateurs:\n"
        yield from _indicators(plan)


def _presidency(plan: Plan) -> Iterator[str]:
    first, of, regime = plan.terms[0].start, plan.territory.of, plan.territory.regime
    title = plan.rng.choice(["Préfet", "Préfète"])
    since = f", debut: {first}" if plan.installed else ""
    yield f'\npresidence:\n  - {{autorite: prefet, titre: "{title} {of}"{since}}}\n'
    if regime == "paris" and plan.installed:
        yield f'  - {{autorite: prefet_de_police, titre: "Préfet de police"{since}}}\n'
    if regime == "bouches_du_rhone" and plan.installed:
        yield f'  - {{autorite: prefet_de_police, titre: "Préfet de police {of}"{since}, fin: 2025-07-15}}\n'


def _decrees(plan: Plan) -> Iterator[str]:
    both = plan.territory.regime != "commun"
    for term in plan.terms:
        purpose = "[installation, composition]" if term.rank == 1 else "[composition]"
        signers = "[prefet, prefet_de_police]" if both and term.signed.year < 2025 else plan.signers
        yield _decree(plan, term.decree, purpose, term.signed, signers)
    if childhood(plan) != plan.terms[-1].decree:
        yield "  # Sièges de la protection de l’enfance.\n"
        yield _decree(plan, childhood(plan), "[composition, modification]", ENFANCE, plan.signers)


def _decree(plan: Plan, reference: str, purpose: str, signed: datetime.date, signers: str) -> str:
    published = f"RAA {plan.code}-{signed.year}-{plan.rng.randint(1, 320):03}"
    if plan.rng.random() < 0.3:
        return (
            f'  - reference: "{reference}"\n    objet: {purpose}\n    date: {signed}\n'
            f'    signataires: {signers}\n    publication: "{published}"\n'
        )
    return (
        f'  - {{reference: "{reference}", objet: {purpose}, date: {signed}, signataires: {signers}, '
        f'publication: "{published}"}}\n'
    )


def _secretariat(plan: Plan) -> str:
    service = f"Délégation départementale aux droits des femmes et à l’égalité {plan.territory.of}"
    address = f"commission-psp-{plan.code.lower()}@exemple.invalid"
    phone = f"0{plan.rng.randint(1, 5)} 00 00 00 {plan.rng.randint(10, 99)}"
    return f'\nsecretariat:\n  service: "{service}"\n  courriel: "{address}"\n  telephone: "{phone}"\n'


def _associations(plan: Plan) -> Iterator[str]:
    if plan.kind in ("sans_association", "non_installee"):
        yield "\nassociations_agreees: []\n"
        return
    yield "\n# Une entrée par agrément de trois ans.\nassociations_agreees:\n"
    for association in plan.associations:
        for rank, term in enumerate(plan.terms):
            yield f'  - id: {association.at(term)}\n    nom: "{association.name}"\n'
            yield f"    agrement: {_approval(plan, rank, term, association.level)}\n"


def _approval(plan: Plan, rank: int, term: Term, level: str) -> str:
    reference = f"{plan.code}-{term.signed:%Y-%m-%d}-{41 + rank:05}"
    return f'{{reference: "{reference}", debut: {term.start}, fin: {term.end}, niveau: {level}}}'


def _exceptions(plan: Plan) -> Iterator[str]:
    authority = f"Préfecture {plan.territory.of}"
    if plan.kind == "vacance":
        since = TODAY - datetime.timedelta(days=plan.rng.randint(20, 60))
        until = TODAY + datetime.timedelta(days=plan.rng.randint(30, 200))
        yield (
            f"\nvacances:\n  - siege: medecin\n    depuis: {since}\n"
            '    motif: "Le conseil de l’ordre désigne un successeur."\n'
            f'    autorite: "{authority}"\n    document: "Courrier {since}"\n    jusqu_au: {until}\n'
        )
    if plan.kind in ("derogation", "derogation_expiree"):
        days = plan.rng.randint(30, 300) * (1 if plan.kind == "derogation" else -1)
        yield (
            "\nderogations:\n  - regle: siege-sans-titulaire\n    siege: police_judiciaire\n"
            '    motif: "Le service zonal désigne son représentant."\n'
            f'    autorite: "{authority}"\n    document: "Note {plan.code}-{plan.rng.randint(1, 99)}"\n'
            f"    jusqu_au: {TODAY + datetime.timedelta(days=days)}\n"
        )


def _indicators(plan: Plan) -> Iterator[str]:
    """Give two years whose figures agree, but for a department now and then."""
    rng = plan.rng
    running = rng.randint(4, 60)
    for year in (2024, 2025):
        engaged, ended = rng.randint(0, 8), rng.randint(0, min(4, running))
        running += engaged - ended if rng.random() < 0.97 else 1 + engaged
        left = zip(("formation", "emploi", "logement"), (rng.randint(0, ended) for _ in range(3)), strict=True)
        delay = "" if rng.random() < 0.2 else f"    carte_delai_median_jours: {rng.randint(40, 100)}\n"
        yield (
            f"  - date: {year}-12-31\n    psp_en_cours: {running}\n    psp_engages: {engaged}\n"
            f"    psp_termines: {ended}\n    sorties: {{{', '.join(f'{key}: {value}' for key, value in left)}}}\n"
            f"    demandes_en_attente: {rng.randint(0, 6)}\n    aps_delivrees: {max(0, running - rng.randint(0, 5))}\n"
            f'    aps_delai_median_jours: {rng.randint(20, 70)}\n{delay}    source: "Données inventées"\n'
        )
