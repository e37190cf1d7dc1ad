"""How many persons hold a seat at a time, and how many seats a person (R. 121-12-7)."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import count, date, listing, quoted
from kit.judging.case import Case
from kit.judging.holding import at_holder, readable_seats, starts, term_place
from kit.judging.registry import rule
from kit.law.territories import adaptation
from kit.law.texts import Seat
from kit.model.commission import Titulaire


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
    for seat in readable_seats(case):
        holders = case.holders(seat.id)
        persons = {holder.id: holder for holder in holders}
        if seat.literal > seat.minimum or len(persons) <= seat.literal:
            continue
        if not seat.listed:
            yield from _by_right(case, seat, tuple(persons.values()))
            continue
        first = min(persons.values(), key=lambda holder: starts(holder) or datetime.date.min)
        doubtful = any(holder.a_verifier or starts(holder) is None for holder in persons.values())
        yield Breach(
            pointer=term_place(first, "fin"),
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
    several = seat.representative is None or seat.several or seat.id in case.period.replaced
    authorities = [holder for holder in persons if not holder.representant]
    if several or (len(authorities) <= seat.literal and len(persons) <= seat.literal + 1):
        return
    yield Breach(
        pointer=term_place(persons[0], "fin"),
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
    for seat in readable_seats(case):
        together: dict[str, list[Titulaire]] = defaultdict(list)
        for holder in case.holders(seat.id) if seat.listed else ():
            together[holder.id].append(holder)
        for holders in together.values():
            titles = list(dict.fromkeys(holder.titre for holder in holders))
            if len(titles) > 1:
                shared = {"titres": quoted(titles), "jour": date(case.as_of)}
                yield at_holder(seat, holders[-1], "partage", Outcome.FAIL, "id", **shared)
            elif len(holders) > 1:
                yield at_holder(seat, holders[-1], "", Outcome.FAIL, "id", jour=date(case.as_of))


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
    for seat in readable_seats(case):
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
        return at_holder(seat, holder, "adaptation", Outcome.REVIEW, "id", **fields, raison=reasons.pop())
    return at_holder(seat, holder, "", Outcome.FAIL, "id", **fields)
