"""How long a term of the list runs, and who comes after it (R. 121-12-7, paragraph on the list)."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import count, date, listing
from kit.judging.case import Case
from kit.judging.holding import at_holder, ends, readable_seats, starts
from kit.judging.registry import rule
from kit.law.terms import last_day
from kit.law.territories import slug
from kit.law.texts import Seat, data
from kit.model.commission import Mandat, Titulaire


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

    ```yaml title="conforme au 2026-11-23"
    membres: {medecin: [{id: med-1, titre: "Médecin", mandat: {debut: 2024-01-01, fin: 2026-12-31}}]}
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
    began, before = starts(later), starts(holder)
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
    for seat in readable_seats(case):
        sitting = case.holders(seat.id)
        # Un titulaire sans date a pu succéder à n’importe qui : « mandat-trop-long » demande sa date.
        if not seat.listed or seat.literal == seat.minimum or not sitting or None in map(starts, sitting):
            continue
        written = case.commission.seat(seat.id)
        begun = [holder for holder in written if (starts(holder) or case.as_of) <= case.as_of]
        for holder in written:
            end = ends(holder)
            if end and end < case.as_of and not any(_followed(case, later, holder, end) for later in begun):
                yield at_holder(seat, holder, "", Outcome.REVIEW, "mandat", "fin", fin=date(end))


def _followed(case: Case, later: Titulaire, holder: Titulaire, end: datetime.date) -> bool:
    """Tell whether a member takes over, or at least whether the seat was filled anew since the term ended."""
    return _succeeds(case, later, holder) or (starts(later) or end) > end


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
        end = ends(holder) or _legal_end(case, holder)
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
        yield at_holder(*first, "", Outcome.FAIL, "mandat", "fin", fin=date(end), titres=titles)


def _legal_end(case: Case, holder: Titulaire) -> datetime.date | None:
    """Give the last day that the law leaves to a term whose end is not written."""
    start = starts(holder)
    return last_day(start, case.composition.term_years or 0) if start else None


def _replaced(case: Case, seat: Seat, holder: Titulaire, end: datetime.date) -> bool:
    """Tell whether somebody is written to take over; in a seat for one, anybody whose term starts later."""
    alone = seat.literal == seat.minimum
    return any(
        _succeeds(case, later, holder) or (alone and (starts(later) or end) > end)
        for later in case.commission.seat(seat.id)
    )
