"""The text of sessions.yaml: what was held, with its files and minutes, and what is to come."""

import datetime
from collections.abc import Iterator

from tests.generator.members import CHILDHOOD, Member
from tests.generator.plan import TODAY, Day, Plan

_HEAD = """\
# yaml-language-server: $schema=../../schemas/sessions.schema.json
# Données inventées. Un dossier porte une référence opaque, jamais rien d’une personne.
"""
_YEAR = (
    (2, "individuelle"),
    (3, "politique"),
    (6, "individuelle"),
    (9, "politique"),
    (10, "individuelle"),
)
_TOPICS = ("Bilan de l’année", "Repérage des mineurs victimes", "Accès au logement", "Formation des membres")


def text(plan: Plan, drawn: tuple[Member, ...]) -> str:
    """Write the file."""
    if not plan.installed:
        return f"{_HEAD}\n{_planned(Day(2027, plan.rng.randint(1, 4), plan.rng.randint(1, 28)), 'politique')}"
    held = [session for day, shape in _days(plan) if (session := _held(plan, drawn, day, shape))]
    coming = [_planned(TODAY + datetime.timedelta(days=plan.rng.randint(20, 90)), "individuelle")]
    return "\n".join((_HEAD, *held, *coming))


def _days(plan: Plan) -> Iterator[tuple[Day, str]]:
    for year in (2025, 2026):
        for month, shape in _YEAR:
            day = Day(year, month, plan.rng.randint(1, 20))
            if plan.rng.random() < 0.96:
                yield day - datetime.timedelta(days=max(0, day.weekday() - 4)), shape


def _planned(day: Day, shape: str) -> str:
    return f'- date: {day}\n  heure: "14:30"\n  formation: {shape}\n  etat: prevue\n'


def _held(plan: Plan, drawn: tuple[Member, ...], day: Day, shape: str) -> str:
    sitting = [m for m in drawn if m.sits(day) and (shape == "politique" or m.seat not in CHILDHOOD)]
    # Assez pour le quorum, qu’il se compte sur les sièges qui examinent les dossiers ou sur tous.
    present = [member for member in sitting if plan.rng.random() < 0.97]
    term = plan.term(day)
    if term is None:
        return ""
    called = day - datetime.timedelta(days=plan.rng.randint(14, 20))
    lines = [
        f"- date: {day}", '  heure: "14:30"', f"  formation: {shape}", "  etat: tenue",
        f"  convocation: {{date: {called}}}",
    ]  # fmt: skip
    if shape == "politique":
        topics = ", ".join(f'"{topic}"' for topic in plan.rng.sample(_TOPICS, 2))
        lines.append(f"  ordre_du_jour: [{topics}]")
    lines.append(f"  presents: [{', '.join(member.id for member in present)}]")
    if shape == "individuelle" and plan.kind != "sans_association":
        lines += ["  dossiers:", *_files(plan, present, day)]
    closed = day + datetime.timedelta(days=plan.rng.randint(2, 6))
    lines.append(f"  pv: {{date: {closed}, transmis: {closed + datetime.timedelta(days=1)}}}")
    return "\n".join(lines) + "\n"


def _files(plan: Plan, present: list[Member], day: Day) -> Iterator[str]:
    term = plan.term(day)
    for rank in range(plan.rng.randint(1, 2)):
        association = plan.rng.choice(plan.associations)
        if term is None:
            return
        withdrawn = ", ".join(m.id for m in present if m.association == association.slug)
        decided = day + datetime.timedelta(days=plan.rng.randint(5, 14))
        nature = plan.rng.choice(["engagement", "renouvellement, rang_mois: 6", "renouvellement, rang_mois: 12"])
        answer = f"avis: favorable, decision: {{sens: autorise, date: {decided}, duree_mois: 6}}"
        if plan.rng.random() < 0.1:
            reason = 'motif: "L’association précise les actions prévues."'
            answer = f"avis: defavorable, {reason}, decision: {{sens: refuse, date: {decided}, {reason}}}"
        yield (
            f'    - {{reference: "{day.year}-{day.month:02}{rank + 1}", nature: {nature}, '
            f"association: {association.at(term)}, retires: [{withdrawn}], {answer}}}"
        )
