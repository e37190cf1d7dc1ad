"""The terms of the members on the list, who follows whom, who holds two seats, and the substitutes
(R. 121-12-7, CRPA R. 133-3 and R. 133-4)."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from kit.french import count, date, listing, quoted
from kit.law.terms import last_day
from kit.law.territories import adaptation, slug
from kit.law.texts import Seat, data
from kit.model import Titulaire
from kit.report import Outcome, Pointer, Severity
from kit.rule import Breach
from kit.rules.case import Case
from kit.rules.registry import rule


def _breach(seat: Seat, holder: Titulaire, case: str, outcome: Outcome, *under: str, **fields: str) -> Breach:
    if outcome is Outcome.FAIL and holder.a_verifier:
        outcome = Outcome.REVIEW
    known = {"titre": holder.titre, "rang": seat.ordinal, "id": holder.id}
    return Breach(
        pointer=(*holder.pointer, *under),
        case=case,
        outcome=outcome,
        fields={**known, **fields},
        paragraph=seat.ordinal,
        siege=seat.id,
    )


def _seats(case: Case) -> Iterator[Seat]:
    return (seat for seat in case.composition.seats if case.seat_readable(seat.id))


def _start(holder: Titulaire) -> datetime.date | None:
    return holder.mandat.debut if holder.mandat else None


def _end(holder: Titulaire) -> datetime.date | None:
    return holder.mandat.fin if holder.mandat else None


def _term(holder: Titulaire, key: str) -> Pointer:
    """Point at a date of a term, or at the holder that has no term."""
    return (*holder.mandat.pointer, key) if holder.mandat else holder.pointer


def _body(case: Case, holder: Titulaire) -> str:
    """Give what a member of the list speaks for, in one spelling: association, local authority or organisation."""
    if holder.association:
        names = {association.id: association.nom for association in case.commission.associations_agreees or ()}
        return slug(names.get(holder.association, holder.association))
    if holder.collectivite:
        return slug(f"{holder.collectivite.type} {holder.collectivite.nom or ''}")
    return slug(holder.organisme or "")


def _succeeds(case: Case, later: Titulaire, holder: Titulaire) -> bool:
    """Tell whether a member takes over from another: named so, or with a later term for the same body."""
    if later is holder:
        return False
    if later.remplace == holder.id:
        return True
    began, before = _start(later), _start(holder)
    if began is None or before is None or began <= before:
        return False
    return later.id == holder.id or _body(case, later) == _body(case, holder)


@rule(
    id="mandat-expire",
    severity=Severity.WARNING,
    provision="casf-r121-12-7",
    traces=("E-A1-12",),
    needs=("membres/liste",),
    sentences={
        "": (
            "Le mandat de « {titre} » ({rang}) a pris fin le {fin}, et le fichier ne dit pas qui lui succède.",
            "Si le mandat a été renouvelé, ajoutez-le comme un nouveau mandat ; sinon, demandez une nouvelle "
            "désignation.",
        ),
    },
)
def mandat_expire(case: Case) -> Iterator[Breach]:
    """Un mandat fini est renouvelé ou suivi d’un autre.

    **Ce que dit le texte.** Les membres de la liste « sont nommés pour une durée de trois ans renouvelable ».

    **Ce qui est vérifié.** Dans un siège à plusieurs représentants où d’autres siègent encore, chaque mandat fini a une
    suite : le même membre, un autre pour la même association ou la même collectivité, ou un mandat plus récent dans ce
    siège. Le texte ne donnant pas de nombre de représentants, le constat est « à vérifier ». Un siège que plus
    personne ne tient est dit par la règle `siege-sans-titulaire`.

    **Comment corriger.** Écrire le renouvellement comme un nouveau mandat, ou le successeur.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      associations:
        - id: a-1
          titre: "Directrice"
          association: association-le-passage-2024
          mandat: {debut: 2024-05-22, fin: 2027-05-21}
        - id: a-2
          titre: "Délégué régional"
          association: association-la-passerelle-2022
          mandat: {debut: 2022-09-19, fin: 2025-09-18}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      associations:
        - id: a-1
          titre: "Directrice"
          association: association-le-passage-2024
          mandat: {debut: 2024-05-22, fin: 2027-05-21}
        - id: a-2
          titre: "Délégué régional"
          association: association-la-passerelle-2022
          mandat: {debut: 2022-09-19, fin: 2025-09-18}
        - id: a-2
          titre: "Délégué régional"
          association: association-la-passerelle-2022
          mandat: {debut: 2025-09-19, fin: 2028-09-18}
    ```
    """
    for seat in _seats(case):
        sitting = case.holders(seat.id)
        # Un titulaire sans date a pu succéder à n’importe qui : « mandat-trop-long » demande sa date.
        if not seat.listed or seat.literal == seat.minimum or not sitting or None in map(_start, sitting):
            continue
        written = case.commission.seat(seat.id)
        begun = [holder for holder in written if (_start(holder) or case.as_of) <= case.as_of]
        for holder in written:
            end = _end(holder)
            if end and end < case.as_of and not any(_followed(case, later, holder, end) for later in begun):
                yield _breach(seat, holder, "", Outcome.REVIEW, "mandat", "fin", fin=date(end))


def _followed(case: Case, later: Titulaire, holder: Titulaire, end: datetime.date) -> bool:
    """Tell whether a member takes over, or at least whether the seat was filled anew since the term ended."""
    return _succeeds(case, later, holder) or (_start(later) or end) > end


@rule(
    id="mandat-bientot-fini",
    severity=Severity.WARNING,
    provision="casf-r121-12-7",
    traces=("E-A1-12",),
    needs=("membres/liste",),
    sentences={
        "": (
            "Il reste jusqu’au {fin} pour renouveler ou remplacer {titres}.",
            "Demandez dès maintenant les désignations, puis écrivez le nouvel arrêté et les nouveaux mandats.",
        ),
    },
)
def mandat_bientot_fini(case: Case) -> Iterator[Breach]:
    """Les mandats qui finissent bientôt ont déjà une suite.

    **Ce que dit le texte.** Le mandat dure trois ans et se renouvelle ; le texte ne fixe pas de délai pour préparer la
    suite.

    **Ce qui est vérifié.** Les mandats de la liste qui finissent bientôt, sans successeur ni renouvellement écrit ; un
    mandat sans `fin` finit le dernier jour des trois ans. « Bientôt » est une règle que le kit se donne
    (`alerte_mandat_jours`), pour laisser le temps des désignations.

    **Comment corriger.** Demander les désignations, faire signer l’arrêté, écrire les nouveaux mandats à l’avance.

    ```yaml title="non conforme au 2026-11-23"
    membres: {medecin: [{id: med-1, titre: "Médecin", mandat: {debut: 2024-01-01, fin: 2026-12-31}}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      medecin:
        - {id: med-1, titre: "Médecin", mandat: {debut: 2024-01-01, fin: 2026-12-31}}
        - {id: med-1, titre: "Médecin", mandat: {debut: 2027-01-01, fin: 2029-12-31}}
    ```
    """
    limit = case.as_of + datetime.timedelta(days=int(data("maison")["alerte_mandat_jours"]))
    ending: dict[datetime.date, list[tuple[Seat, Titulaire]]] = defaultdict(list)
    for seat, holder in case.listed():
        end = _end(holder) or _legal_end(case, holder)
        if (
            end
            and case.as_of <= end <= limit
            and case.seat_readable(seat.id)
            and not _replaced(case, seat, holder, end)
        ):
            ending[end].append((seat, holder))
    for end, members in sorted(ending.items()):
        titles = listing(f"« {holder.titre} » ({seat.ordinal})" for seat, holder in members)
        first = members[0]
        yield _breach(*first, "", Outcome.FAIL, "mandat", "fin", fin=date(end), titres=titles)


def _legal_end(case: Case, holder: Titulaire) -> datetime.date | None:
    """Give the last day that the law leaves to a term whose end is not written."""
    start = _start(holder)
    return last_day(start, case.composition.term_years or 0) if start else None


def _replaced(case: Case, seat: Seat, holder: Titulaire, end: datetime.date) -> bool:
    """Tell whether somebody is written to take over; in a seat for one, anybody whose term starts later."""
    alone = seat.literal == seat.minimum
    return any(
        _succeeds(case, later, holder) or (alone and (_start(later) or end) > end)
        for later in case.commission.seat(seat.id)
    )


@rule(
    id="siege-a-deux-titulaires",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-1", "E-A1-9", "E-A1-12"),
    needs=("membres/tous",),
    sentences={
        "": (
            "Plusieurs personnes tiennent le siège « {siege} » ({rang}) au {jour}, alors que le texte n’en nomme "
            "qu’une : {titres}.",
            "Donnez une « fin » au mandat de celle qui est partie ; qui la remplace à l’occasion s’écrit sous "
            "« suppleant ».",
        ),
        "droit": (
            "{nombre} tiennent le siège « {siege} » ({rang}) au {jour}, alors que le texte nomme une seule autorité, "
            "« {ou} » : {titres}.",
            "Donnez une « fin » au mandat de qui est parti, et « representant: true » à qui siège pour l’autorité.",
        ),
    },
)
def siege_a_deux_titulaires(case: Case) -> Iterator[Breach]:
    """Un magistrat, un médecin : un seul titulaire à la fois.

    **Ce que dit le texte.** La commission comprend « un magistrat » et « un médecin ». Dans les sièges de droit au
    singulier, elle comprend une autorité « ou son représentant ».

    **Ce qui est vérifié.** Dans les sièges de la liste que le texte met au singulier, une seule personne au jour
    demandé. Si l’un des mandats n’a pas de date, le constat est « à vérifier ». Dans un siège de droit au singulier,
    l’autorité et son représentant peuvent être écrits tous deux ; deux autorités, ou plus de deux personnes, sont « à
    vérifier ».

    **Comment corriger.** Donner une fin au mandat précédent, la veille du suivant.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      medecin:
        - {id: med-1, titre: "Médecin généraliste", mandat: {debut: 2024-05-22}}
        - {id: med-2, titre: "Médecin psychiatre", mandat: {debut: 2026-06-01, fin: 2029-05-31}}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      medecin:
        - {id: med-1, titre: "Médecin généraliste", mandat: {debut: 2024-05-22, fin: 2026-05-31}}
        - {id: med-2, titre: "Médecin psychiatre", mandat: {debut: 2026-06-01, fin: 2029-05-31}}
    ```
    """
    for seat in _seats(case):
        holders = case.holders(seat.id)
        persons = {holder.id: holder for holder in holders}
        if seat.literal > seat.minimum or len(persons) <= seat.literal:
            continue
        if not seat.listed:
            yield from _by_right(case, seat, tuple(persons.values()))
            continue
        first = min(persons.values(), key=lambda holder: _start(holder) or datetime.date.min)
        doubtful = any(holder.a_verifier or _start(holder) is None for holder in persons.values())
        yield Breach(
            pointer=_term(first, "fin"),
            outcome=Outcome.REVIEW if doubtful else Outcome.FAIL,
            fields={
                "siege": seat.short,
                "rang": seat.ordinal,
                "jour": date(case.as_of),
                "titres": quoted(holder.titre for holder in persons.values()),
            },
            paragraph=seat.ordinal,
            siege=seat.id,
        )


def _by_right(case: Case, seat: Seat, persons: tuple[Titulaire, ...]) -> Iterator[Breach]:
    """Doubt a seat held by right by more persons than an authority and who represents it; elsewhere the text speaks
    of several representatives, or a rule of its own counts them."""
    several = seat.representative is None or seat.representative.endswith("s") or seat.id in case.period.replaced
    authorities = [holder for holder in persons if not holder.representant]
    if several or (len(authorities) <= seat.literal and len(persons) <= seat.literal + 1):
        return
    yield Breach(
        pointer=_term(persons[0], "fin"),
        case="droit",
        outcome=Outcome.REVIEW,
        fields={
            "nombre": count(len(persons), "personne"),
            "siege": seat.short,
            "rang": seat.ordinal,
            "jour": date(case.as_of),
            "ou": seat.representative or "",
            "titres": quoted(holder.titre for holder in persons),
        },
        paragraph=seat.ordinal,
        siege=seat.id,
    )


@rule(
    id="mandats-qui-se-chevauchent",
    severity=Severity.WARNING,
    provision="casf-r121-12-7",
    traces=("E-A1-12",),
    needs=("membres/liste",),
    sentences={
        "": (
            "« {titre} » ({rang}) a deux mandats en cours au {jour} sous l’identifiant « {id} ».",
            "Donnez au premier mandat une « fin » la veille du second, ou effacez la ligne en double.",
        ),
        "partage": (
            "L’identifiant « {id} » désigne au {jour} deux personnes du même siège ({rang}) : {titres}.",
            "Donnez à chacune son identifiant ; si c’est la même personne, terminez son premier mandat.",
        ),
    },
)
def mandats_qui_se_chevauchent(case: Case) -> Iterator[Breach]:
    """Une personne a un mandat à la fois dans un siège.

    **Ce que dit le texte.** Les membres de la liste sont nommés pour trois ans ; un mandat renouvelé commence quand le
    précédent finit.

    **Ce qui est vérifié.** Au jour demandé, un identifiant n’a qu’un mandat en cours dans chaque siège de la liste.
    Deux titres différents sous un même identifiant sont sans doute deux personnes.

    **Comment corriger.** Donner une fin au premier mandat, ou un identifiant à chaque personne.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      medecin:
        - {id: med-1, titre: "Médecin", mandat: {debut: 2024-05-22, fin: 2027-05-21}}
        - {id: med-1, titre: "Médecin", mandat: {debut: 2026-05-22, fin: 2029-05-21}}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      medecin:
        - {id: med-1, titre: "Médecin", mandat: {debut: 2024-05-22, fin: 2026-05-21}}
        - {id: med-1, titre: "Médecin", mandat: {debut: 2026-05-22, fin: 2029-05-21}}
    ```
    """
    for seat in _seats(case):
        together: dict[str, list[Titulaire]] = defaultdict(list)
        for holder in case.holders(seat.id) if seat.listed else ():
            together[holder.id].append(holder)
        for holders in together.values():
            titles = list(dict.fromkeys(holder.titre for holder in holders))
            if len(titles) > 1:
                shared = {"titres": quoted(titles), "jour": date(case.as_of)}
                yield _breach(seat, holders[-1], "partage", Outcome.FAIL, "id", **shared)
            elif len(holders) > 1:
                yield _breach(seat, holders[-1], "", Outcome.FAIL, "id", jour=date(case.as_of))


@rule(
    id="personne-dans-deux-sieges",
    severity=Severity.WARNING,
    provision="casf-r121-12-7",
    traces=("E-12-1",),
    needs=("membres/tous",),
    sentences={
        "": (
            "La même personne (« {titre} », identifiant « {id} ») tient plusieurs sièges au {jour} : {sieges}.",
            "Vérifiez l’arrêté, puis nommez une personne par siège ; deux personnes ont deux identifiants.",
        ),
        "adaptation": (
            "La même personne (« {titre} », identifiant « {id} ») tient plusieurs sièges au {jour} ({sieges}), mais "
            "{raison}.",
            "Vérifiez dans l’arrêté local qui tient chacun de ces sièges.",
        ),
    },
)
def personne_dans_deux_sieges(case: Case) -> Iterator[Breach]:
    """Chaque siège a sa propre personne.

    **Ce que dit le texte.** L’article R. 121-12-7 énumère des sièges distincts. Il ne dit pas en toutes lettres qu’une
    personne n’en tient qu’un : c’est un avertissement, pas une erreur.

    **Ce qui est vérifié.** Au jour demandé, un même `id` n’apparaît pas dans deux sièges. Le cas des deux représentants
    de la DDETS (2° et 7° jusqu’au 1er janvier 2026) est dit par la règle `substitution-incomplete`. Là où un seul
    service tient les deux sièges de la police, le constat est « à vérifier ».

    **Comment corriger.** Nommer une autre personne, ou corriger l’identifiant recopié par erreur.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      etrangers: [{id: agent-1, titre: "Cheffe du service des étrangers"}]
      education: [{id: agent-1, titre: "Cheffe du service des étrangers"}]
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      etrangers: [{id: agent-1, titre: "Cheffe du service des étrangers"}]
      education: [{id: agent-2, titre: "Directeur académique"}]
    ```
    """
    places: dict[str, dict[str, tuple[Seat, Titulaire]]] = defaultdict(dict)
    for seat in _seats(case):
        for holder in case.holders(seat.id):
            places[holder.id].setdefault(seat.id, (seat, holder))
    for held in places.values():
        if len(held) > 1 and not held.keys() <= set(case.period.replaced):
            yield _several(case, list(held.values()))


def _several(case: Case, held: list[tuple[Seat, Titulaire]]) -> Breach:
    seat, holder = held[-1]
    named = listing(f"« {other.short} » ({other.ordinal})" for other, _ in held)
    fields = {"jour": date(case.as_of), "sieges": named}
    adapted = [adaptation(case.territory.code, other.id, case.as_of) for other, _ in held]
    reasons = {found.reason for found in adapted if found}
    if None not in adapted and len(reasons) == 1:
        return _breach(seat, holder, "adaptation", Outcome.REVIEW, "id", **fields, raison=reasons.pop())
    return _breach(seat, holder, "", Outcome.FAIL, "id", **fields)
