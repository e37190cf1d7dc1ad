"""The members of a commission, past holders included, and the text of membres.yaml."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kit.law.territories import forms
from tests.generator.commission import childhood
from tests.generator.plan import NEW_WORDING, TODAY, Day, Plan, Term

_HEAD = """\
# yaml-language-server: $schema=../../schemas/membres.schema.json
# Données inventées. Jamais de nom : le titre suffit.
"""
# Les sièges sans vote sur les dossiers individuels, depuis le 2 janvier 2026.
CHILDHOOD = ("conseil_departemental", "aide_sociale_enfance", "observatoire_enfance", "pjj", "protection_enfance")
_STATE_SERVICE = Day(2021, 4, 1)
_POLICE = Day(2023, 12, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A holder of a seat; `fields` are the lines of his entry after the id, `end` is the last day."""

    seat: str
    id: str
    start: Day
    end: Day | None
    fields: tuple[tuple[str, str], ...]
    association: str = ""

    def sits(self, day: Day) -> bool:
        """Whether his mandate holds a day."""
        return self.start <= day and (self.end is None or day <= self.end)


def members(plan: Plan) -> tuple[Member, ...]:
    """Draw all members, seat by seat; a seat meant to be empty lacks its last holder."""
    if plan.kind == "non_installee":
        return ()
    drawn = [*_named(plan), *_officers(plan), *_elected(plan), *_advocates(plan), *_childhood(plan)]
    return tuple(member for member in drawn if not _left_out(plan, member))


def text(plan: Plan, drawn: tuple[Member, ...]) -> str:
    """Write the file."""
    if not drawn:
        return f"{_HEAD}\n# Les désignations sont attendues.\nmagistrat: []\n"
    return _HEAD + "".join(
        f"\n{seat}:\n{''.join(_entry(plan, member) for member in group)}"
        for seat, group in groupby(drawn, key=lambda member: member.seat)
    )


def _left_out(plan: Plan, member: Member) -> bool:
    current = member.end is None or member.end >= TODAY
    missing = {
        "siege_vide": (plan.vacant,),
        "vacance": ("medecin",),
        "derogation": ("police_judiciaire",),
        "derogation_expiree": ("police_judiciaire",),
        "sans_association": ("associations",),
        "liste_partielle": ("education", "pjj", "observatoire_enfance"),
        "en_cours": ("medecin", "police_nationale", "police_judiciaire", "associations", *CHILDHOOD),
    }.get(plan.kind, ())
    return member.seat in missing and (current or plan.kind == "en_cours")


def _entry(plan: Plan, member: Member) -> str:
    fields = [("id", member.id), *member.fields]
    if member.sits(TODAY) and not any(key == "a_verifier" for key, _ in fields):
        fields += _training(plan, member)
    if plan.rng.random() < 0.8:
        return f"  - {{{', '.join(f'{key}: {value}' for key, value in fields)}}}\n"
    return "".join(f"  {'  ' if rank else '- '}{key}: {value}\n" for rank, (key, value) in enumerate(fields))


def _training(plan: Plan, member: Member) -> Iterator[tuple[str, str]]:
    if plan.kind == "sans_association" or plan.rng.random() < 0.04:
        return
    day = member.start + datetime.timedelta(days=plan.rng.randint(20, 90))
    term = plan.term(day)
    if day < TODAY and term:
        association = plan.associations[0]
        yield "formation", f"{{date: {day}, association: {association.at(term)}, niveau: {association.level}}}"


def _mandate(start: Day, end: Day | None = None, decree: str = "") -> tuple[str, str]:
    last = f", fin: {end}" if end else ""
    return "mandat", f"{{debut: {start}{last}{f', arrete: {chr(34)}{decree}{chr(34)}' if decree else ''}}}"


def _appointed(seat: str, name: str, term: Term, *fields: tuple[str, str]) -> Member:
    mandate = _mandate(term.start, term.end, term.decree)
    return Member(seat=seat, id=f"{name}-{term.rank}", start=term.start, end=term.end, fields=(*fields, mandate))


def _named(plan: Plan) -> Iterator[Member]:
    town, court = plan.territory.prefecture, plan.territory.court.value
    for term in plan.terms:
        title = plan.rng.choice(["Vice-présidente au", "Vice-procureur près le", "Juge au"])
        yield _appointed(
            "magistrat", "magistrat", term,
            ("titre", f'"{title} tribunal judiciaire, {town}"'), ("qualite", "en_fonction"),
            ("designation", f'{{par: chefs_de_cour, cour_appel: "{court}"}}'),
        )  # fmt: skip
    for term in plan.terms:
        title = plan.rng.choice(["généraliste", "gynécologue", "psychiatre"])
        yield _appointed(
            "medecin", "medecin", term, ("titre", f'"Médecin {title}, {town}"'),
            ("designation", "{par: conseil_departemental_ordre}"),
        )  # fmt: skip


def _officers(plan: Plan) -> Iterator[Member]:
    yield from _state_service(plan)
    first = max(plan.terms[0].start, _STATE_SERVICE)
    yield from _in_turn(plan, "police_nationale", "police", "Directeur départemental de la police nationale", first)
    yield from _in_turn(
        plan, "police_judiciaire", "pj", "Représentant du directeur zonal de la police nationale", first
    )
    yield from _in_turn(plan, "gendarmerie", "gendarmerie", "Commandant du groupement de gendarmerie", first)
    yield from _in_turn(plan, "etrangers", "etrangers", "Cheffe du bureau des étrangers de la préfecture", first)
    yield from _in_turn(
        plan, "education", "education", "Conseillère technique, représentant le directeur académique", first
    )


def _in_turn(plan: Plan, seat: str, name: str, title: str, first: Day) -> Iterator[Member]:
    """Give one or two holders by office: the seats of the police change hands with the wording of December 2023."""
    change = _POLICE if name in ("police", "pj") else Day(2025, plan.rng.randint(2, 9), 1)
    deputy = ("representant", "true" if title.startswith(("Repr", "Cons")) else "false")
    turns: list[tuple[Day, Day | None]] = [(first, None)]
    if first < change and (plan.rng.random() < 0.6 or change == _POLICE):
        turns = [(first, change - datetime.timedelta(days=1)), (change, None)]
    for rank, (start, end) in enumerate(turns, 1):
        fields = (("titre", f'"{title}"'), deputy, _mandate(start, end))
        yield Member(seat=seat, id=f"{name}-{rank}", start=start, end=end, fields=fields)


def _state_service(plan: Plan) -> Iterator[Member]:
    """Give the holders of the State's service: two seats until the wording of 2 January 2026, one since."""
    services = forms()[plan.territory.service.value].services
    skills = (("cohesion_sociale", services[-1]), ("travail_emploi", services[0]))
    first, last = max(plan.terms[0].start, _STATE_SERVICE), NEW_WORDING - datetime.timedelta(days=1)
    for skill, service in skills:
        yield _state_member(skill, f"{skill.partition('_')[0]}-1", skill, service, first, last)
    for rank, (skill, service) in enumerate(skills, 1):
        yield _state_member("ddets", f"ddets-{rank}", skill, service, max(first, NEW_WORDING), None)


def _state_member(seat: str, name: str, skill: str, service: str, start: Day, end: Day | None) -> Member:
    fields = (
        ("titre", f'"Représentante de la {service}"'), ("organisme", service), ("competence", skill),
        ("representant", "true"), _mandate(start, end),
    )  # fmt: skip
    return Member(seat=seat, id=name, start=start, end=end, fields=fields)


def _elected(plan: Plan) -> Iterator[Member]:
    bodies = [("departement", "departement", f"Département {plan.territory.of}", "Conseillère départementale")]
    bodies.append(("ville", "commune", f"Ville, {plan.territory.prefecture}", "Adjointe aux affaires sociales"))
    if plan.rng.random() < 0.85:
        bodies.append(
            ("agglomeration", "epci", f"Agglomération, {plan.territory.prefecture}", "Conseiller communautaire")
        )
    for name, kind, body, title in bodies:
        for term in plan.terms:
            yield _appointed(
                "collectivites", name, term, ("titre", f'"{title}"'),
                ("collectivite", f'{{type: {kind}, nom: "{body}"}}'), ("designation", "{par: organe_deliberant}"),
            )  # fmt: skip


def _advocates(plan: Plan) -> Iterator[Member]:
    for association in plan.associations:
        title = plan.rng.choice(["Directrice", "Éducateur spécialisé", "Cheffe de service"])
        for term in plan.terms:
            member = _appointed(
                "associations", f"assoc-{association.slug}", term,
                ("titre", f'"{title}"'), ("association", association.at(term)),
            )  # fmt: skip
            yield Member(
                seat=member.seat, id=member.id, start=member.start, end=member.end, fields=member.fields,
                association=association.slug,
            )  # fmt: skip


def _childhood(plan: Plan) -> Iterator[Member]:
    term = plan.terms[-1]
    titles = (
        ("conseil_departemental", "conseil", "Vice-présidente, représentant le président du conseil départemental"),
        ("aide_sociale_enfance", "ase", "Cheffe du service de l’aide sociale à l’enfance"),
        ("aide_sociale_enfance", "ase", "Référent mineurs en danger"),
        ("observatoire_enfance", "odpe", "Responsable de l’observatoire départemental"),
        ("observatoire_enfance", "odpe", "Chargée de mission de l’observatoire départemental"),
        ("pjj", "pjj", "Directeur territorial de la protection judiciaire de la jeunesse"),
    )
    for seat, group in groupby(titles, key=lambda each: each[0]):
        for rank, (_, name, title) in enumerate(group, 1):
            deputy = "true" if rank > 1 or name == "conseil" else "false"
            fields = (("titre", f'"{title}"'), ("representant", deputy), _mandate(NEW_WORDING))
            yield Member(seat=seat, id=f"{name}-{rank}", start=NEW_WORDING, end=None, fields=fields)
    start = max(term.start, Day(2026, 2, 16))
    for rank, title in enumerate(("Directrice de maison d’enfants", "Chef de service"), 1):
        body = f'"Association exemple {plan.rng.choice(["Le Sentier", "La Marelle", "Le Nid"])} {rank}"'
        fields = (("titre", f'"{title}"'), ("organisme", body), _mandate(start, term.end, childhood(plan)))
        yield Member(
            seat="protection_enfance", id=f"protection-enfance-{rank}", start=start, end=term.end, fields=fields
        )
