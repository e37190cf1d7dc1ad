"""The prefect's list: the order that names, who signs it, and the three-year terms (paragraph on the list)."""

import datetime
from collections.abc import Iterator

from kit.french import count, date, listing
from kit.law.texts import Seat
from kit.model import Mandat, Titulaire
from kit.report import Outcome, Severity
from kit.rule import Breach
from kit.rules.case import Case
from kit.rules.registry import rule

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
        "silence": (
            "L’arrêté « {reference} » n’a pas de date : le kit ne sait pas s’il vaut au {jour}.",
            "Ajoutez « date: » à cet arrêté.",
        ),
    },
)
def liste_non_arretee(case: Case) -> Iterator[Breach]:
    """Un arrêté fixe la liste des membres nommés.

    **Ce que dit le texte.** « Le préfet arrête la liste des membres de la commission départementale mentionnés aux
    1°, 9°, 10° et 11° » (aux 1°, 8°, 9°, 10° et 15° depuis le 2 janvier 2026).

    **Ce qui est vérifié.** Un arrêté avec `objet: [composition]`, signé au plus tard le jour demandé.

    **Comment corriger.** Écrire la référence, la date et les signataires de l’arrêté en cours.

    ```yaml title="non conforme au 2026-11-23"
    commission: {arretes: []}
    ```
    """
    if case.order is not None or not case.commission.readable(*_ORDERS):
        return
    ranks = listing(seat.ordinal for seat in case.composition.seats if seat.listed)
    fields = {"de": case.territory.of, "jour": date(case.as_of), "rangs": ranks}
    undated = [a for a in case.commission.arretes or () if "composition" in a.objet and a.date is None]
    for order in undated:
        named = {**fields, "reference": order.reference}
        yield Breach(pointer=(*order.pointer, "date"), case="silence", outcome=Outcome.OPEN, fields=named)
    if not undated:
        yield Breach(pointer=_ORDERS, fields=fields, paragraph=case.composition.term_paragraph)


@rule(
    id="liste-mal-signee",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-12", "E-A1-13", "E-A1-14"),
    needs=("commission/arretes",),
    sentences={
        "": (
            "L’arrêté « {reference} » du {jour} n’est pas signé par {qui}.",
            "Vérifiez l’arrêté ; s’il est bien signé, complétez « signataires ».",
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

    **Ce qui est vérifié.** Les signataires du dernier arrêté de composition, **par le texte du jour de sa signature**.

    **Comment corriger.** Compléter `signataires`, ou faire signer un nouvel arrêté.

    ```yaml title="non conforme au 2026-11-23"
    commission:
      departement: "75"
      presidence: [{autorite: prefet}, {autorite: prefet_de_police}]
      arretes: [{reference: "75-2026-1", objet: [composition], date: 2026-02-01, signataires: [prefet]}]
    ```
    """
    order = case.order
    if order is None or order.date is None or not case.commission.readable(*_ORDERS):
        return
    then = case.order_presidency
    fields = {
        "reference": order.reference,
        "jour": date(order.date),
        "qui": then.who,
        "attendus": ", ".join(then.signatories),
    }
    if order.signataires is None:
        yield Breach(pointer=(*order.pointer, "signataires"), case="silence", outcome=Outcome.OPEN, fields=fields)
        return
    for verdict in case.refused("liste-mal-signee"):
        certain = case.order_certain and not order.a_verifier
        yield Breach(
            pointer=(*order.pointer, "signataires"),
            outcome=Outcome.FAIL if certain else Outcome.REVIEW,
            fields=fields,
            paragraph=verdict.paragraph,
        )


@rule(
    id="mandat-trop-long",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-12",),
    needs=("membres/liste",),
    sentences={
        "": (
            "Le mandat de « {titre} » ({rang}) dure plus de {duree} : commencé le {debut}, il ne peut pas dépasser "
            "le {fin}.",
            "Écrivez « fin: {iso} » au plus tard, ou un nouveau mandat s’il a été renouvelé.",
        ),
        "silence": (
            "Le fichier ne dit pas quand commence le mandat de membres nommés pour {duree} : {titres}.",
            "Ajoutez à chacun « mandat: {{debut: …, fin: …, arrete: …}} ».",
        ),
    },
)
def mandat_trop_long(case: Case) -> Iterator[Breach]:
    """Les membres de la liste sont nommés pour trois ans.

    **Ce que dit le texte.** Les membres de la liste « sont nommés pour une durée de trois ans renouvelable ». Les
    autres siègent de droit, sans terme.

    **Ce qui est vérifié.** Le mandat en cours de chaque titulaire de la liste : du premier au dernier jour compris, pas
    plus de trois ans. Un mandat sans fin, commencé depuis plus de trois ans, est trop long aussi.

    **Comment corriger.** Corriger la date de fin, ou écrire le renouvellement comme un nouveau mandat.

    ```yaml title="non conforme au 2026-11-23"
    membres: {medecin: [{id: med-1, titre: "Médecin", mandat: {debut: 2024-01-01, fin: 2027-12-31}}]}
    ```
    """
    years = case.composition.term_years or 0
    silent = []
    for seat, holder in case.listed():
        if not case.seat_readable(seat.id):
            continue
        if holder.mandat is None or holder.mandat.debut is None:
            silent.append((seat, holder))
        elif (holder.mandat.fin or case.as_of) > last_day(holder.mandat.debut, years):
            yield _too_long(seat, holder, holder.mandat, years)
    if silent:
        titles = listing(f"« {holder.titre} » ({seat.ordinal})" for seat, holder in silent)
        fields = {"titres": titles, "duree": count(years, "an")}
        yield Breach(pointer=silent[0][1].pointer, case="silence", outcome=Outcome.OPEN, fields=fields)


def _too_long(seat: Seat, holder: Titulaire, term: Mandat, years: int) -> Breach:
    start = term.debut or datetime.date.min
    last = last_day(start, years)
    return Breach(
        pointer=(*term.pointer, "fin"),
        outcome=Outcome.REVIEW if holder.a_verifier else Outcome.FAIL,
        fields={
            "titre": holder.titre,
            "rang": seat.ordinal,
            "duree": count(years, "an"),
            "debut": date(start),
            "fin": date(last),
            "iso": last.isoformat(),
        },
        paragraph=seat.ordinal,
        siege=seat.id,
    )


def last_day(start: datetime.date, years: int) -> datetime.date:
    """Give the last day, included, of a term of whole years that starts on `start` (included)."""
    try:
        return start.replace(year=start.year + years) - datetime.timedelta(days=1)
    except ValueError:  # Un mandat commencé un 29 février finit un 28 février.
        return datetime.date(start.year + years, 2, 28)
