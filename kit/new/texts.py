"""The four files of a new department, as text: what is known written, all the rest commented like a form.

A line that begins with `# ` is read by people; one that begins with `#` alone is an example, good once the sign is
taken away.
"""

import datetime
import json
import unicodedata
from collections.abc import Iterator

from kit.law.periods import period_on
from kit.law.terms import last_day
from kit.law.territories import Territory
from kit.law.texts import Seat, data, provision
from kit.new.answers import Answers
from kit.schema import BRANCHES

_ADVICE = (
    "# Ce qui n’est pas écrit est « non renseigné », ce n’est pas une faute : écrivez ce que vous savez.",
    "# Une ligne qui commence par « # » n’est pas lue. Pour écrire une ligne d’exemple, effacez son « # ».",
    "# Une date s’écrit année-mois-jour ; un code, une heure, un téléphone s’écrivent entre guillemets droits.",
)
# Deux valeurs d'exemple, sans rapport avec le droit.
_START = datetime.date(2026, 1, 15)
_ORDER = "2026-01-15-00001"


def files(territory: Territory, answers: Answers, as_of: datetime.date) -> dict[str, str]:
    """Give the four files by name; `as_of` is the day whose seats and presidency the form shows."""
    bodies = {
        "commission": _commission(territory, answers, as_of),
        "membres": _members(territory, as_of),
        "sessions": _sessions(),
        "procedures": _procedures(answers),
    }
    return {f"{branch}.yaml": "\n".join([*_head(branch), *bodies[branch], ""]) for branch in BRANCHES}


def quoted(text: str) -> str:
    """Write any text as a YAML scalar in straight quotes, on one line."""
    seen = "".join(" " if unicodedata.category(char)[0] in "ZC" and char != "\u00a0" else char for char in text)
    return json.dumps(" ".join(seen.split(" ")).strip(), ensure_ascii=False)


def _head(branch: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema=../../schemas/{branch}.schema.json"
    yield from _ADVICE


def _commission(territory: Territory, answers: Answers, as_of: datetime.date) -> Iterator[str]:
    yield from (f"# La commission {territory.of} : où elle en est, qui la préside, ses arrêtés, son secrétariat.", "")
    yield f'departement: "{territory.code}"'
    yield from ("", "# Où elle en est : non_installee, en_cours ou installee, avec la date de l’arrêté.")
    yield from _installation(answers)
    yield from ("", "# Qui la préside, par période ; « fin » ne s’écrit que quand c’est fini.")
    presidency = period_on(as_of).composition.presidency(territory.regime)
    titles = {"prefet": f"Préfet {territory.of}", "prefet_de_police": "Préfet de police"}
    mark = "" if answers.president else "#"
    yield f"{mark}presidence:"
    for index, chair in enumerate(presidency.authorities):
        title = answers.president if answers.president and index == 0 else titles.get(chair, chair)
        start = "" if answers.president else f", debut: {_START}"
        yield f"{mark}  - {{autorite: {chair}, titre: {quoted(title)}{start}}}"
    yield from ("", "# Les arrêtés, le dernier compris ; « objet » : installation, composition ou les deux.")
    yield from _order(answers, presidency.signatories)
    yield from ("", "# Le secrétariat : seuls contacts que le site public montre.")
    yield from _secretariat(answers)
    yield from ("", "# Les associations agréées : agrément avec son premier et son dernier jour.")
    yield from _association(answers)
    yield from ("", "# Une liste dite « partielle » : ce qui lui manque est « à vérifier », et non vide.")
    yield "#liste_membres: partielle"


def _installation(answers: Answers) -> Iterator[str]:
    if answers.etat is None:
        yield f"#installation: {{etat: installee, date: {_START}}}"
    else:
        day = f", date: {answers.installation}" if answers.installation else ""
        yield f"installation: {{etat: {answers.etat}{day}}}"


def _order(answers: Answers, signatories: tuple[str, ...]) -> Iterator[str]:
    if answers.arrete is None:
        names = ", ".join(signatories)
        yield "#arretes:"
        yield f'#  - {{reference: "{_ORDER}", objet: [composition], date: {_START}, signataires: [{names}]}}'
        return
    yield "arretes:"
    yield f"  - reference: {quoted(answers.arrete)}"
    yield "    objet: [composition]"
    if answers.date_arrete:
        yield f"    date: {answers.date_arrete}"
    if answers.publication:
        yield f"    publication: {quoted(answers.publication)}"


def _secretariat(answers: Answers) -> Iterator[str]:
    mark = "" if answers.secretariat else "#"
    yield f"{mark}secretariat:"
    yield f"{mark}  service: {quoted(answers.secretariat or 'Délégation aux droits des femmes et à l’égalité')}"
    for name in ("courriel", "telephone"):
        if given := getattr(answers, name):
            yield f"  {name}: {quoted(given)}"


def _association(answers: Answers) -> Iterator[str]:
    if answers.association is None:
        yield "#associations_agreees:"
        yield "#  - id: association-1"
        yield '#    nom: "Association Exemple"'
        end = last_day(_START, _number("casf-agrement", "duree_annees", _START))
        yield f'#    agrement: {{reference: "2026-001", debut: {_START}, fin: {end}}}'
        return
    yield from ("associations_agreees:", "  - id: association-1", f"    nom: {quoted(answers.association)}")
    parts = [("reference", quoted(answers.agrement) if answers.agrement else None),
             ("debut", answers.debut_agrement), ("fin", answers.fin_agrement)]  # fmt: skip
    if said := ", ".join(f"{name}: {value}" for name, value in parts if value):
        yield f"    agrement: {{{said}}}"


def _members(territory: Territory, as_of: datetime.date) -> Iterator[str]:
    composition = period_on(as_of).composition
    yield f"# Qui siège à la commission {territory.of}, siège par siège, dans l’ordre de l’article R. 121-12-7."
    yield "# Un titre suffit, jamais un nom. On garde les anciens titulaires, avec la fin de leur mandat."
    yield from ("# Effacez la ligne « {} » dès que vous écrivez un siège.", "", "{}")
    for seat in composition.seats:
        own = f", sur la liste que le préfet arrête pour {composition.term_years} ans" if seat.listed else ""
        yield from ("", f"# {seat.ordinal} {seat.title}{own}.", f"#{seat.id}:")
        yield from (f"#  {line}" for line in _holder(seat, territory, composition.term_years or 0))


def _holder(seat: Seat, territory: Territory, years: int) -> Iterator[str]:
    yield f"- id: {seat.id.replace('_', '-')}-1"
    yield '  titre: "Sa fonction"'
    if seat.designated_by == "chefs_de_cour":
        yield f"  designation: {{par: chefs_de_cour, cour_appel: {quoted(territory.court.value)}}}"
    elif seat.designated_by:
        yield f"  designation: {{par: {seat.designated_by}}}"
    if seat.with_epci:
        yield "  collectivite: {type: epci}"
    if seat.approved:
        yield "  association: association-1"
    term = f", fin: {last_day(_START, years)}" if seat.listed and years else ""
    yield f"  mandat: {{debut: {_START}{term}}}"


def _sessions() -> Iterator[str]:
    yield "# Les séances, tenues et prévues ; formation : politique, individuelle ou mineurs."
    yield "# Rien ici ne doit permettre de reconnaître une personne accompagnée."
    yield from ("# Effacez la ligne « [] » dès que vous écrivez une séance.", "", "[]", "")
    yield f"#- date: {_START}"
    yield '#  heure: "14:00"'
    yield "#  formation: politique"
    yield "#  etat: prevue"
    yield '#  ordre_du_jour: ["Orientations de l’année"]'


def _procedures(answers: Answers) -> Iterator[str]:
    pieces = [row for row in data("ceseda-aps")["pieces"] if row["demandee"] == "toujours"]
    yield "# Comment la procédure s’applique ici."
    yield "# Les pièces sont les mêmes dans tout le pays : aucune autre ne se demande."
    if not (answers.depot or answers.sejour):
        yield from ("# Effacez la ligne « {} » dès que vous écrivez une procédure.", "", "{}")
    yield ""
    mark = "" if answers.depot else "#"
    yield from (f"{mark}psp:", f"{mark}  depot:", f"{mark}    service: {quoted(answers.depot or 'Le service')}")
    yield "#  delai_cible_jours: 60"
    yield ""
    mark = "" if answers.sejour else "#"
    yield from (f"{mark}aps:", f"{mark}  service: {quoted(answers.sejour or 'Préfecture, bureau du séjour')}")
    yield "#  pieces:"
    for row in pieces:
        yield f"#    - {{piece: {row['piece']}}}   # {row['libelle']}"
    yield f"#  duree_mois: {_number('ceseda-aps', 'duree_minimale_mois', _START)}"


def _number(text: str, name: str, day: datetime.date) -> int:
    """Give a figure of a text as it stands on a day."""
    version = provision(text).in_force(day)
    return version.number(name) if version else 0
