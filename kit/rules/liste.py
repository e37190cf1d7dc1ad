"""The order that names each member of the list (R. 121-12-7, paragraph on the list)."""

import datetime
from collections.abc import Iterable, Iterator

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import date, listing, quoted
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import Seat
from kit.model.commission import Arrete, Mandat, Titulaire

_ORDERS = ("commission", "arretes")
_NAMING = {"composition", "modification"}
_Named = tuple[Seat, Titulaire, Mandat]


@rule(
    id="mandat-sans-arrete",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-12",),
    needs=("membres/liste", "commission/arretes"),
    evidence=lambda case: any(_named(case)),
    sentences={
        "": (
            "L’arrêté « {reference} », qui nomme {titres}, n’est pas parmi les « arretes » de commission.yaml.",
            "Recopiez la référence telle que commission.yaml l’écrit, ou ajoutez-y cet arrêté avec sa date et ses "
            "signataires.",
        ),
        "objet": (
            "L’arrêté « {reference} », cité par le mandat de {titres}, ne fixe ni ne modifie la liste des membres : "
            "son objet est {objet}.",
            "Écrivez la référence de l’arrêté qui nomme ces membres ; si c’est celui-ci, ajoutez « composition » à son "
            "« objet ».",
        ),
        "silence": (
            "Le fichier ne dit pas quel arrêté nomme {titres}.",
            "Ajoutez « arrete: » au mandat de chacun, avec la référence écrite dans commission.yaml.",
        ),
    },
)
def mandat_sans_arrete(case: Case) -> Iterator[Breach]:
    """Chaque mandat de la liste renvoie à l’arrêté qui nomme.

    **Ce que dit le texte.** « Le préfet arrête la liste des membres » : le magistrat, le médecin, les élus, les
    associations et, depuis 2026, la protection de l’enfance siègent par un arrêté.

    **Ce qui est vérifié.** Pour les mandats en cours de la liste, `mandat.arrete` est l’une des références écrites sous
    `arretes`, et celle d’un arrêté qui a la composition pour `objet`, ou la modifie : sinon, « à vérifier ». Un mandat
    qui ne cite pas d’arrêté est « non renseigné ».

    **Comment corriger.** Ajouter l’arrêté dans commission.yaml, ou corriger la référence.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      medecin: [{id: med-1, titre: "Médecin", mandat: {debut: 2025-01-01, fin: 2027-12-31, arrete: "38-2024-99"}}]
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      medecin:
        - {id: med-1, titre: "Médecin", mandat: {debut: 2024-05-22, fin: 2027-05-21, arrete: "38-2024-05-13-00009"}}
    ```
    """
    known = {order.reference for order in case.commission.arretes or ()}
    aims = _aims(case)
    silent, unknown, beside = [], dict[str, list[_Named]](), dict[str, list[_Named]]()
    for named in _named(case):
        if named[2].arrete is None:
            silent.append(named)
        elif named[2].arrete not in known:
            unknown.setdefault(named[2].arrete, []).append(named)
        elif aims[named[2].arrete] and not aims[named[2].arrete] & _NAMING:
            beside.setdefault(named[2].arrete, []).append(named)
    # Sans aucun arrêté, « liste-non-arretee » l’a déjà dit.
    if known and case.commission.readable(*_ORDERS):
        for reference, members in sorted(unknown.items()):
            yield _order_breach(members, "", _certain(members), "arrete", reference=reference)
    for reference, members in sorted(beside.items()):
        told = {"reference": reference, "objet": quoted(sorted(aims[reference]))}
        yield _order_breach(members, "objet", Outcome.REVIEW, "arrete", **told)
    if silent:
        yield _order_breach(silent, "silence", Outcome.OPEN, "arrete")


def _aims(case: Case) -> dict[str, set[str]]:
    """Give what each order decides, by reference; an order whose object is not written may decide anything."""
    aims: dict[str, set[str]] = {}
    for order in case.commission.arretes or ():
        aims.setdefault(order.reference, set()).update(order.objet)
    return aims


def _named(case: Case) -> Iterator[_Named]:
    """Give the holders of the list whose term has a first day; « mandat-trop-long » tells of the others."""
    for seat, holder in case.listed():
        if case.seat_readable(seat.id) and holder.mandat and holder.mandat.debut:
            yield seat, holder, holder.mandat


def _certain(members: Iterable[_Named]) -> Outcome:
    return Outcome.REVIEW if all(holder.a_verifier for _, holder, _ in members) else Outcome.FAIL


def _titles(members: Iterable[tuple[Seat, Titulaire, object]]) -> str:
    return listing(f"« {holder.titre} » ({seat.ordinal})" for seat, holder, _ in members)


def _order_breach(members: list[_Named], sentence: str, outcome: Outcome, key: str, **fields: str) -> Breach:
    """Say one thing of all the members that one order names, at the term of the first of them."""
    seat, _, term = members[0]
    return Breach(
        pointer=(*term.pointer, key),
        case=sentence,
        outcome=outcome,
        fields={"titres": _titles(members), **fields},
        paragraph=seat.ordinal,
        siege=seat.id,
    )


@rule(
    id="arrete-posterieur-au-mandat",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-12",),
    needs=("membres/liste", "commission/arretes"),
    evidence=lambda case: any(term.arrete for *_, term in _named(case)),
    sentences={
        "": (
            "L’arrêté « {reference} » est du {signe}, alors que le mandat de {titres} commence le {debut}.",
            "Écrivez « debut: {iso} » au plus tôt, ou la référence de l’arrêté qui nommait déjà ces membres.",
        ),
        "silence": (
            "L’arrêté « {reference} » n’a pas de date : le kit ne sait pas s’il précède le mandat de {titres}.",
            "Ajoutez « date: » à cet arrêté, dans commission.yaml.",
        ),
    },
)
def arrete_posterieur_au_mandat(case: Case) -> Iterator[Breach]:
    """L’arrêté qui nomme est signé avant le premier jour du mandat.

    **Ce que dit le texte.** Les membres de la liste sont nommés par l’arrêté du préfet : personne ne siège au titre
    d’un arrêté qui n’est pas encore signé.

    **Ce qui est vérifié.** Pour les mandats en cours de la liste, `mandat.debut` n’est pas antérieur à la `date` de
    l’arrêté cité. Le jour de la signature convient.

    **Comment corriger.** Reculer le début du mandat, ou citer l’arrêté qui nommait déjà ces membres.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      medecin:
        - {id: med-1, titre: "Médecin", mandat: {debut: 2024-05-12, fin: 2027-05-11, arrete: "38-2024-05-13-00009"}}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      medecin:
        - {id: med-1, titre: "Médecin", mandat: {debut: 2024-05-13, fin: 2027-05-12, arrete: "38-2024-05-13-00009"}}
    ```
    """
    orders = {order.reference: order for order in case.commission.arretes or ()}
    together: dict[tuple[str, datetime.date], list[_Named]] = {}
    for named in _named(case):
        term = named[2]
        if term.arrete in orders and term.debut:
            together.setdefault((term.arrete or "", term.debut), []).append(named)
    for (reference, start), members in sorted(together.items()):
        yield from _late(case, orders[reference], start, members)


def _late(case: Case, order: Arrete, start: datetime.date, members: list[_Named]) -> Iterator[Breach]:
    fields = {"reference": order.reference, "debut": date(start)}
    if order.date is None:
        # Quand aucun arrêté n’a de date, « liste-non-arretee » l’a déjà dit.
        if case.order is not None:
            yield _order_breach(members, "silence", Outcome.OPEN, "arrete", **fields)
    elif order.date > start:
        outcome = Outcome.REVIEW if order.a_verifier else _certain(members)
        signed = {"signe": date(order.date), "iso": order.date.isoformat()}
        yield _order_breach(members, "", outcome, "debut", **fields, **signed)


@rule(
    id="arrete-sur-siege-de-droit",
    severity=Severity.NOTE,
    provision="casf-r121-12-7",
    traces=("E-A1-12",),
    needs=("membres/tous", "commission/arretes"),
    sentences={
        "": (
            "Des membres qui siègent de droit citent un arrêté de composition, alors que le texte ne les fait pas "
            "nommer : {titres}.",
            "Rien à refaire si l’arrêté ne fait que les citer : « arrete » peut être effacé, leur mandat n’a pas de "
            "terme.",
        ),
    },
)
def arrete_sur_siege_de_droit(case: Case) -> Iterator[Breach]:
    """Les sièges de droit n’ont pas besoin d’être nommés.

    **Ce que dit le texte.** L’arrêté du préfet ne porte que sur les membres de la liste ; les autres siègent par leur
    fonction, sans nomination ni terme de trois ans.

    **Ce qui est vérifié.** Les titulaires en cours des autres sièges dont `mandat.arrete` est un arrêté de
    composition. Un arrêté peut les citer pour mémoire : le constat est « à vérifier », jamais « non conforme ».

    **Comment corriger.** Effacer `arrete`, ou laisser la ligne si l’arrêté ne fait que constater qui siège.

    ```yaml title="non conforme au 2026-11-23"
    membres: {pjj: [{id: pjj-1, titre: "Directrice", mandat: {debut: 2026-02-02, arrete: "38-2026-01-19-00006"}}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres: {pjj: [{id: pjj-1, titre: "Directrice", mandat: {debut: 2026-02-02}}]}
    ```
    """
    composing = {order.reference for order in case.commission.arretes or () if "composition" in order.objet}
    cited = [
        (seat, holder, holder.mandat)
        for seat in case.composition.seats
        if not seat.listed and case.seat_readable(seat.id)
        for holder in case.holders(seat.id)
        if holder.mandat and holder.mandat.arrete in composing
    ]
    if cited:
        yield _order_breach(cited, "", Outcome.REVIEW, "arrete")
