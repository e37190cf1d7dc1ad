"""The seats of the State after the reform of its services (décret n° 2020-1545, instruction of 2022, 1.2)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome, Pointer, doubted
from kit.findings.remedy import Change, add, put
from kit.findings.rule import Breach
from kit.french import date, letters, listing, quoted
from kit.judging import specimens
from kit.judging.assembly import members
from kit.judging.case import Case
from kit.judging.description import names_nobody
from kit.judging.holding import at_holder, readable_seats
from kit.judging.proposed import unmentioned
from kit.judging.registry import rule
from kit.law.composition.snapshot import former_service_of, service_of
from kit.law.seat_words import Service, former_police, names_service, own_word, prevails, service_at
from kit.law.territories import adaptation, former_service_named, forms, is_former_service, slug
from kit.law.texts import Seat, Version, provision
from kit.model.commission import Titulaire

_REFORM = "decret-2020-1545"


def _pointed(case: Case, rule_id: str) -> Iterator[tuple[Titulaire, str]]:
    """Give the holders that the verdicts of a rule point at (`sieges/<seat>/<index>/service`), each with its seat."""
    sitting: dict[str, tuple[Titulaire, ...]] = {}
    for verdict in case.refused(rule_id):
        _, place, index, *_ = verdict.path
        seat = str(place)
        if seat not in sitting:
            sitting[seat] = case.holders(seat)
        yield sitting[seat][int(index)], seat


def _field(holder: Titulaire) -> tuple[str | int, ...]:
    """Point at the field that names a former service: `organisme` when it does, else the title."""
    in_organisme = holder.organisme and former_service_named(holder.organisme)
    return (*holder.pointer, "organisme" if in_organisme else "titre")


def _source(holder: Titulaire) -> tuple[str | int, ...]:
    return (*holder.pointer, "organisme" if holder.organisme else "titre")


@rule("substitution-incomplete")
def substitution_incomplete(case: Case, _: Version) -> Iterator[Breach]:
    """Look for one person in the seats of two former directors, who are replaced in equal number."""
    seats = case.period.replaced
    if not all(case.seat_readable(seat) for seat in seats):
        return
    if any(case.refused("substitution-incomplete")):
        yield _alone(case, seats)
    else:
        yield from _misplaced(case, seats)
        yield from _same_title(case, seats)


def _told(
    case: Case, seat: str, holder: Titulaire, sentence: str, outcome: Outcome, *under: str, **fields: str
) -> Breach:
    """Say something of a holder of the replaced seats, with the ranks they have in the wording of the day."""
    ranks = listing(known.ordinal for known in case.composition.seats if known.id in case.period.replaced)
    return Breach(
        pointer=(*holder.pointer, *under),
        case=sentence,
        outcome=outcome,
        fields={"qui": holder.titre, "rangs": ranks, "nombre": letters(len(case.period.replaced)), **fields},
        siege=seat,
    )


def _alone(case: Case, seats: tuple[str, ...]) -> Breach:
    """Say that one person holds the seats of two."""
    holder, reason = case.holders(seats[-1])[0], _adapted(case, seats)
    doubtful = any(holder.a_verifier for seat in seats for holder in case.holders(seat))
    outcome = doubted(Outcome.FAIL, doubtful or reason)
    # Le siège d’aujourd’hui peut être écrit sous celui qui lui a succédé : le titulaire y est.
    where = str(holder.pointer[1])
    shared = next((seat for seat in seats if seat in holder.aussi_pour), None)
    told = {"cle": shared or where, "raison": reason}
    told["sans"] = f", et ôtez « {shared} » de « aussi_pour »" if shared else ""
    sentence = "adaptation" if reason else ""
    # Un service n’est pas une personne, et une liste incomplète peut taire la seconde.
    if not reason and (case.commission.partial or names_service(holder.titre)):
        sentence, outcome = "service" if names_service(holder.titre) else "partielle", Outcome.REVIEW
    breach = _told(case, seats[-1], holder, sentence, outcome, **told)
    title = f"Représentant de la {forms()[case.territory.service.value].services[0]}"
    other = {"id": specimens.next_free(members(case), holder.id), "titre": title}
    if shared:
        return replace(breach, changes=(add(("membres", shared), other), *unmentioned(holder, [shared])))
    return replace(breach, changes=(add(("membres", where), {**other, "competence": seats[-1]}),))


def _same_title(case: Case, seats: tuple[str, ...]) -> Iterator[Breach]:
    """Doubt two holders that nothing but their id tells apart: one person may hold both seats."""
    held = [case.holders(seat) for seat in seats]
    if not held or any(len(holders) != 1 for holders in held):
        return
    first, *others = (holders[0] for holders in held)
    if (
        others
        and first.competence is None
        and all(o.competence is None and slug(o.titre) == slug(first.titre) for o in others)
    ):
        breach = _told(case, seats[-1], others[-1], "meme-titre", Outcome.REVIEW, "titre", qui=first.titre)
        each = zip((first, *others), seats, strict=True)
        changes = tuple(put((*holder.pointer, "competence"), seat) for holder, seat in each)
        yield replace(breach, changes=changes)


def _adapted(case: Case, seats: tuple[str, ...]) -> str:
    """Say why the territory may hold these seats otherwise; an empty text when nothing is known."""
    found = (adaptation(case.territory.code, seat, case.as_of) for seat in seats)
    return next((known.reason for known in found if known), "")


def _misplaced(case: Case, seats: tuple[str, ...]) -> Iterator[Breach]:
    """Say who holds a seat with the field of competence of the other."""
    held = [(seat, holder) for seat in seats for holder in case.holders(seat)]
    covered = {holder.competence or seat for seat, holder in held}
    known = {seat.id: seat for seat in case.composition.seats}
    for seat, holder in held:
        if holder.competence is None or holder.competence == seat:
            continue
        outcome = doubted(Outcome.FAIL, seat in covered or holder.a_verifier or _adapted(case, seats))
        written = known.get(holder.competence)
        fields = {
            "titre": holder.titre,
            "cle": seat,
            "siege": known[seat].short,
            "rang": known[seat].ordinal,
            "ecrite": holder.competence,
            "competence": written.short if written else holder.competence,
        }
        yield _told(case, seat, holder, "competence", outcome, "competence", **fields)


@rule("ancien-service-nomme")
def ancien_service_nomme(case: Case, version: Version) -> Iterator[Breach]:
    """Name the holders whose service bears the name it had before the reform of 2021."""
    services = forms()[case.territory.service.value].services
    new = {"la": listing((f"la {service}" for service in services), "ou"), "nouveau": quoted(services, "ou")}
    for holder, seat in _pointed(case, "ancien-service-nomme"):
        if case.seat_readable(seat):
            former = former_service_of(holder) or ""
            fields = {"titre": holder.titre, "ancien": former, "depuis": date(version.start), **new}
            where, fix = _field(holder), _renamed(holder, services)
            texts = {"organisme": holder.organisme or "", "titre": holder.titre}
            named = [key for key, text in texts.items() if key == where[-1] or former_service_named(text)]
            written = {key: _with_name(texts[key], former, services[0]) for key in named}
            changes = tuple(
                put((*holder.pointer, key), fix if fix and key == where[-1] else text) for key, text in written.items()
            )
            fields["texte"] = quoted(dict.fromkeys(change.value for change in changes))
            yield Breach(pointer=where, fields=fields, siege=seat, fix=fix, changes=changes)


def _with_name(text: str, former: str, service: str) -> str:
    """Write the name of today in place of a former one; alone when the text writes that one otherwise."""
    renamed = re.sub(rf"\b{re.escape(former)}\b", service, text)
    return service if renamed == text else renamed


def _renamed(holder: Titulaire, services: tuple[str, ...]) -> str | None:
    """Give the new name to write, when there is one and the field is only the former; in a title the words around
    the name may have to change too."""
    written = holder.organisme if _field(holder)[-1] == "organisme" else holder.titre
    return services[0] if len(services) == 1 and written and is_former_service(written) else None


@rule("service-de-l-etat-inattendu")
def service_de_l_etat_inattendu(case: Case, _: Version) -> Iterator[Breach]:
    """Doubt a seat of the State held by another service than the one of the department."""
    service = case.territory.service
    services = forms()[service.value].services
    expected = {
        "de": listing((f"de la {name}" for name in services), "ou"),
        "lignes": quoted((f"organisme: {name}" for name in services), "ou"),
        "ou": f"pour la commission {case.territory.of}",
        "service": services[0],
    }
    for holder, seat in _pointed(case, "service-de-l-etat-inattendu"):
        if not case.seat_readable(seat):
            continue
        fields = {"titre": holder.titre, **expected}
        known = service_of(holder) is not None or holder.organisme is not None
        if not known:
            # Qui ne nomme personne, ou siège pour plusieurs services, n’est d’aucun : en écrire un serait l’inventer.
            several = names_nobody(holder.titre) or set(holder.aussi_pour) - _same_service(case, seat)
            sentence = "plusieurs" if several else "silence"
            yield Breach(pointer=holder.pointer, case=sentence, outcome=Outcome.OPEN, fields=fields, siege=seat)
        elif service.certain and not holder.a_verifier:
            yield Breach(pointer=_source(holder), fields=fields, siege=seat)
        else:
            yield Breach(pointer=_source(holder), case="incertain", outcome=Outcome.REVIEW, fields=fields, siege=seat)


def _same_service(case: Case, seat: str) -> set[str]:
    """Give the seats that one service of the State holds: those of the former directors, and the one that succeeded."""
    succeeded = (known.succeeds for known in case.composition.seats if known.id == seat)
    return {seat, *case.period.replaced, *(name for names in succeeded for name in names)}


@rule("service-etranger-au-siege")
def service_etranger_au_siege(case: Case, _: Version) -> Iterator[Breach]:
    """Look for the seats held by a service that the text does not name there, as far as titles say so."""
    entries: dict[Pointer, set[str]] = defaultdict(set)
    for seat in readable_seats(case):
        for holder in case.holders(seat.id):
            entries[holder.pointer].add(seat.id)
    for seat in readable_seats(case):
        for holder in case.holders(seat.id):
            if born := _born_later(case, seat, holder):
                yield born
                continue
            found = service_at(seat.id, _texts(holder), entries[holder.pointer] - {seat.id})
            if found is None or found[0] is Service.OWN:
                continue
            adapted = adaptation(case.territory.code, seat.id, case.as_of)
            if adapted and found[0] is Service.DOUBTFUL:
                continue  # Ce siège se tient ici autrement, et ce peut être ainsi.
            sure = found[0] is Service.OTHER and adapted is None
            sentence, outcome = ("", Outcome.FAIL) if sure else ("douteux", Outcome.REVIEW)
            changes = _from_own(case, seat, holder, found[1])
            # Un titre publié se garde : on n’en corrige que la copie.
            if changes[0].pointer[-1] == "titre":
                sentence = f"{sentence}-titre" if sentence else "titre"
            fields = {"mot": found[1], "siege": seat.title, "cle": seat.id}
            told = at_holder(seat, holder, sentence, outcome, _named_in(holder, found[1]), **fields)
            yield replace(told, changes=changes)


def _born_later(case: Case, seat: Seat, holder: Titulaire) -> Breach | None:
    """Doubt a service of the State that is named on a day when it was not born yet."""
    named, first = service_of(holder), provision(_REFORM).versions[0].start
    if named is None or not seat.of_state or case.as_of >= first or former_service_of(holder):
        return None
    told = {"mot": named, "jour": date(case.as_of), "ne": date(first), "siege": seat.title}
    breach = at_holder(seat, holder, "avant", Outcome.REVIEW, _named_in(holder, named), **told)
    return replace(breach, changes=(put(breach.pointer, seat.title),))


def _from_own(case: Case, seat: Seat, holder: Titulaire, word: str) -> tuple[Change, ...]:
    """Say that a holder comes from the service of its seat, where another is named: who is named for what they are has
    it for a title, and a word that counts even beside the service of the seat does not stay. A title is that of a
    person, never a service alone."""
    own, title = own_word(seat.id) or seat.short, specimens.title(case, seat)
    if prevails(seat.id, word):
        fields = {"titre": holder.titre, "organisme": holder.organisme or ""}
        named = (key for key, text in fields.items() if f"-{slug(word)}-" in f"-{slug(text)}-")
        return tuple(put((*holder.pointer, key), title if key == "titre" else own) for key in named)
    if seat.designated_by:
        return (put((*holder.pointer, "titre"), title),)
    return (put((*holder.pointer, "organisme"), own),)


@rule("ancien-service-de-police")
def ancien_service_de_police(case: Case, _: Version) -> Iterator[Breach]:
    """Doubt the holders of the day whose title still names a service of the police that another replaced."""
    for seat in readable_seats(case):
        for holder in case.holders(seat.id):
            if former := former_police(seat.id, _texts(holder), case.as_of):
                fields = {"dernier": date(former.last_day), "nouveau": former.new}
                told = at_holder(seat, holder, "", Outcome.REVIEW, "titre", **fields)
                key, text = _naming(seat, holder, case)
                yield replace(told, changes=(put((*holder.pointer, key), former.renamed(text)),))


def _naming(seat: Seat, holder: Titulaire, case: Case) -> tuple[str, str]:
    """Give the field of a holder that names a former service of the police, and its text."""
    if holder.organisme and former_police(seat.id, (holder.titre,), case.as_of) is None:
        return "organisme", holder.organisme
    return "titre", holder.titre


def _texts(holder: Titulaire) -> tuple[str, ...]:
    return tuple(text for text in (holder.titre, holder.organisme) if text)


def _named_in(holder: Titulaire, word: str) -> str:
    """Give the field that holds a word: the title, else the body."""
    return "titre" if slug(word) in slug(holder.titre) else "organisme"
