"""The orders on the prefect's list: whether one fixes it, and who signs it (R. 121-12-7, paragraph on the list)."""

import datetime
from collections.abc import Iterator

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import date, listing
from kit.judging.case import Case, Signature
from kit.judging.registry import rule
from kit.model.commission import Arrete

_ORDERS = ("commission", "arretes")


@rule(
    id="liste-non-arretee",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-12",),
    needs=("commission/arretes",),
    sentences={
        "": (
            "Aucun arrêté ne fixe la liste des membres de la commission {de} au {jour} ({rangs}).",
            "Ajoutez l’arrêté sous « arretes » de commission.yaml, avec « objet: [composition] » et sa date.",
        ),
        "sans-date": (
            "L’arrêté « {reference} » n’a pas de date : le kit ne sait pas s’il vaut au {jour}.",
            "Ajoutez « date: » à cet arrêté.",
        ),
        "sans-objet": (
            "Le fichier ne dit pas ce que décide l’arrêté « {reference} ».",
            "Ajoutez « objet: [composition] » s’il fixe la liste des membres.",
        ),
        "modification": (
            "L’arrêté « {reference} » modifie un arrêté précédent, mais aucun arrêté écrit ne fixe la liste des "
            "membres.",
            "Ajoutez l’arrêté qui fixe la liste avec « objet: [composition] » ; si c’est celui-ci, écrivez « objet: "
            "[composition, modification] ».",
        ),
    },
)
def liste_non_arretee(case: Case) -> Iterator[Breach]:
    """Un arrêté fixe la liste des membres nommés.

    **Ce que dit le texte.** « Le préfet arrête la liste des membres de la commission départementale mentionnés aux
    1°, 9°, 10° et 11° » (aux 1°, 8°, 9°, 10° et 15° depuis le 2 janvier 2026).

    **Ce qui est vérifié.** Un arrêté avec `objet: [composition]`, signé au plus tard le jour demandé. Un arrêté qui en
    modifie un autre laisse penser que la liste existe, sans la montrer : le constat est « à vérifier ».

    **Comment corriger.** Écrire la référence, la date et les signataires de l’arrêté en cours.

    ```yaml title="non conforme au 2026-11-23"
    commission: {arretes: []}
    ```

    ```yaml title="conforme au 2026-11-23"
    commission:
      arretes: [{reference: "38-2026-1", objet: [composition], date: 2026-02-02, signataires: [prefet]}]
    ```
    """
    if not case.commission.readable(*_ORDERS):
        return
    ranks = listing(seat.ordinal for seat in case.composition.seats if seat.listed)
    fields = {"de": case.territory.of, "jour": date(case.as_of), "rangs": ranks}
    silent = False
    for order in case.commission.arretes or ():
        missing = _unsaid(order)
        # Un arrêté sans objet ne compte que s'il peut être celui que l'on cherche.
        if missing and (missing == "date" or case.order is None):
            silent = True
            named = {**fields, "reference": order.reference}
            pointer = (*order.pointer, missing)
            yield Breach(pointer=pointer, case=f"sans-{missing}", outcome=Outcome.OPEN, fields=named)
    if case.order is None and not silent:
        yield _no_list(case, fields)


def _no_list(case: Case, fields: dict[str, str]) -> Breach:
    """Say that no order fixes the list; one that modifies another leaves it to be checked."""
    paragraph = case.composition.term_paragraph
    modifying = [o for o in case.commission.arretes or () if "modification" in o.objet and _before(o, case.as_of)]
    if not modifying:
        return Breach(pointer=_ORDERS, fields=fields, paragraph=paragraph)
    return Breach(
        pointer=(*modifying[0].pointer, "objet"),
        case="modification",
        outcome=Outcome.REVIEW,
        fields={**fields, "reference": modifying[0].reference},
        paragraph=paragraph,
    )


def _before(order: Arrete, day: datetime.date) -> bool:
    return order.date is not None and order.date <= day and "composition" not in order.objet


def _unsaid(order: Arrete) -> str | None:
    """Tell what an order lacks to be the order on the composition of a day: its object, or its date."""
    if not order.objet:
        return "objet"
    return "date" if "composition" in order.objet and order.date is None else None


@rule(
    id="liste-mal-signee",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-12", "E-A1-13", "E-A1-14"),
    needs=("commission/arretes",),
    evidence=lambda case: bool(case.signatures),
    sentences={
        "": (
            "L’arrêté « {reference} » du {jour} n’est pas signé par {qui}.",
            "Vérifiez l’arrêté ; s’il est bien signé, complétez « signataires ».",
        ),
        "de-trop": (
            "L’arrêté « {reference} » du {jour} porte aussi la signature « {autres} », alors que le texte fait arrêter "
            "la liste par {qui}.",
            "Vérifiez l’arrêté : corrigez « signataires » ; si cette signature y est bien, écrivez « publication: » ou "
            "« lien: », où chacun peut la lire.",
        ),
        "lisible": (
            "L’arrêté « {reference} » du {jour}, qui peut se lire là où le fichier le dit, porte aussi la signature "
            "« {autres} ».",
            "Rien à corriger si cette signature y est bien : le texte demande celle de {qui}, et n’en interdit pas "
            "d’autre.",
        ),
        "silence": (
            "Le fichier ne dit pas qui a signé l’arrêté « {reference} » du {jour}.",
            "Ajoutez « signataires: [{attendus}] » si c’est le cas.",
        ),
    },
)
def liste_mal_signee(case: Case) -> Iterator[Breach]:
    """La liste est signée par ceux qui président.

    **Ce que dit le texte.** Le préfet arrête la liste ; à Paris, le préfet de Paris et le préfet de police ; dans les
    Bouches-du-Rhône, tant que la coprésidence y existait, le préfet de département et le préfet de police.

    **Ce qui est vérifié.** Les signataires du dernier arrêté de composition, de ceux du même jour, et de ceux que
    cite un mandat en cours, **par le texte du jour de leur signature**. Le texte n’interdit pas une signature de plus :
    elle est « à vérifier », et seulement montrée quand l’arrêté dit où le lire (`publication`, `lien`). Un arrêté qui
    en a modifié un autre depuis est aussi « à vérifier », car il peut ne pas toucher à la liste.

    **Comment corriger.** Compléter `signataires`, ou faire signer un nouvel arrêté.

    ```yaml title="non conforme au 2026-11-23"
    commission:
      departement: "75"
      presidence: [{autorite: prefet}, {autorite: prefet_de_police}]
      arretes: [{reference: "75-2026-1", objet: [composition], date: 2026-02-01, signataires: [prefet]}]
    ```

    ```yaml title="conforme au 2026-11-23"
    commission:
      departement: "75"
      presidence: [{autorite: prefet}, {autorite: prefet_de_police}]
      arretes:
        - {reference: "75-2026-1", objet: [composition], date: 2026-02-01, signataires: [prefet, prefet_de_police]}
    ```
    """
    if case.commission.readable(*_ORDERS):
        for signature in case.signatures:
            yield from _signed(signature)


def _signed(signature: Signature) -> Iterator[Breach]:
    order, wanted = signature.order, signature.wanted
    here = (*order.pointer, "signataires")
    fields = {
        "reference": order.reference,
        "jour": date(order.date) if order.date else "",
        "qui": wanted.who,
        "attendus": ", ".join(wanted.signatories),
        "autres": listing(sorted(set(order.signataires or ()) - set(wanted.signatories))),
    }
    on_the_list = "composition" in order.objet
    if order.signataires is None:
        if on_the_list:
            yield Breach(pointer=here, case="silence", outcome=Outcome.OPEN, fields=fields)
        return
    outcome = Outcome.FAIL if on_the_list and not (order.a_verifier or signature.undecided) else Outcome.REVIEW
    for verdict in signature.refused:
        yield Breach(pointer=here, outcome=outcome, fields=fields, paragraph=verdict.paragraph, day=order.date)
    if fields["autres"] and not signature.refused:
        public = order.publication or order.lien
        yield Breach(
            pointer=here,
            case="lisible" if public else "de-trop",
            outcome=Outcome.PASS if public else Outcome.REVIEW,
            fields=fields,
            paragraph=wanted.paragraph,
            day=order.date,
        )
