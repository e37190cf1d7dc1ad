"""The associations that the files of a department cite or name, whether they are written as approved or not."""

from collections.abc import Iterator

from kit.judging import specimens
from kit.judging.case import Case
from kit.judging.description import names_nobody
from kit.judging.examined import all_examined
from kit.judging.holding import held
from kit.law.territories import slug
from kit.law.texts import data
from kit.model.commission import Titulaire
from kit.yaml.guesses import following

Day = specimens.Day
# Les mots qui disent une fonction, et non le nom d’une association.
_FUNCTIONS = "noms-de-personnes"


def associations(case: Case) -> list[specimens.Written]:
    """Give an entry of each association that holders and files cite, approved from the first day of the files; else
    one."""
    cited: dict[str, Day] = {}
    for _, each in held(case, lambda seat: seat.approved):
        if each.association:
            cited[each.association] = case.as_of
    for session, file in all_examined(case):
        if file.association:
            cited[file.association] = min(session.date, cited.get(file.association, session.date))
    days = {known: (day, f"{specimens.NAMELESS} {rank}") for rank, (known, day) in enumerate(sorted(cited.items()), 1)}
    found = [{**specimens.association(case, day, name), "id": known} for known, (day, name) in days.items()]
    silent = [holder for _, holder in held(case, lambda seat: seat.approved) if holder.association is None]
    bodies = dict.fromkeys(body for holder in silent if (body := body_of(holder)))
    found += [specimens.association(case, case.as_of, name, slug(name)) for name in bodies]
    return list(_numbered(found)) or [specimens.association(case, case.as_of)]


def _numbered(entries: list[specimens.Written]) -> Iterator[specimens.Written]:
    """Give entries whose approvals have each their own reference."""
    taken: set[str] = set()
    for entry in entries:
        wanted = entry["agrement"]["reference"]
        own = following(wanted, taken) if wanted in taken else wanted
        taken.add(own)
        yield {**entry, "agrement": {**entry["agrement"], "reference": own}}


def body_of(holder: Titulaire) -> str | None:
    """Give the association that a holder comes from, as far as the entry names it: its body, or a title that tells no
    function and names somebody."""
    functions = {slug(word) for word in data(_FUNCTIONS)["fonctions"].split()}
    title = holder.titre
    named = not names_nobody(title) and not functions & set(slug(title).split("-")) and "agree" not in slug(title)
    return holder.organisme or (title if named else None)
