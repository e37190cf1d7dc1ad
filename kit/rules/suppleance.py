"""Who stands in for a member, and who takes the place of one who left during a term (CRPA R. 133-3, R. 133-4)."""

from collections.abc import Iterator

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import date, listing
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.terms import last_day
from kit.law.territories import slug
from kit.law.texts import Seat
from kit.model.commission import Suppleant, Titulaire

_SUBSTITUTE = "article R. 133-3"
_REPLACEMENT = "article R. 133-4"


def _sitting(case: Case) -> Iterator[tuple[Seat, Titulaire]]:
    """Give the holders of the day, in the order of the seats."""
    for seat in case.composition.seats:
        if case.seat_readable(seat.id):
            yield from ((seat, holder) for holder in case.holders(seat.id))


@rule(
    id="remplacement-trop-long",
    severity=Severity.ERROR,
    provision="crpa-r133",
    traces=("E-A1-12",),
    needs=("membres/tous",),
    sentences={
        "": (
            "Le mandat de « {titre} » ({rang}), qui remplace un membre parti en cours de mandat, dépasse le {limite}, "
            "dernier jour du mandat à terminer.",
            "Écrivez « fin: {iso} » au plus tard, ou effacez « remplace » si l’arrêté ouvre un nouveau mandat.",
        ),
        "inconnu": (
            "« {titre} » ({rang}) remplace « {ecrit} », qui n’est pas parmi les titulaires de ce siège.",
            "Écrivez l’identifiant du titulaire parti, gardé dans le même siège, ou effacez « remplace ».",
        ),
        "succession": (
            "Le mandat de « {titre} » ({rang}) commence après le {limite}, dernier jour du mandat qu’il est dit "
            "terminer.",
            "Effacez « remplace » si c’est un nouveau mandat, ou corrigez les dates.",
        ),
        "silence": (
            "Il manque une date pour savoir si « {titre} » ({rang}) ne siège que jusqu’à la fin du mandat de son "
            "prédécesseur.",
            "Ajoutez « fin » à son mandat, et « debut » à celui du titulaire remplacé.",
        ),
    },
)
def remplacement_trop_long(case: Case) -> Iterator[Breach]:
    """Qui remplace un membre termine le mandat de ce membre.

    **Ce que dit le texte.** Le membre qui, au cours de son mandat, décède, démissionne ou perd la qualité au titre de
    laquelle il a été désigné « est remplacé pour la durée du mandat restant à courir par une personne désignée dans
    les mêmes conditions » (article R. 133-4 du CRPA).

    **Ce qui est vérifié.** Le titulaire écrit sous `remplace` est dans le même siège. Dans les sièges de la liste, le
    mandat du remplaçant ne dépasse pas les trois ans comptés depuis le premier jour du mandat interrompu ; quand
    l’arrêté avait fixé un terme plus court, le kit ne le sait pas.

    **Comment corriger.** Ramener la fin du mandat au terme du mandat interrompu, ou effacer `remplace`.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      medecin:
        - {id: med-1, titre: "Médecin", mandat: {debut: 2024-05-22, fin: 2025-06-30}}
        - {id: med-2, titre: "Médecin", remplace: med-1, mandat: {debut: 2025-07-01, fin: 2028-06-30}}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      medecin:
        - {id: med-1, titre: "Médecin", mandat: {debut: 2024-05-22, fin: 2025-06-30}}
        - {id: med-2, titre: "Médecin", remplace: med-1, mandat: {debut: 2025-07-01, fin: 2027-05-21}}
    ```
    """
    for seat, holder in _sitting(case):
        if not holder.remplace:
            continue
        before = _predecessor(case, seat, holder)
        if before is None:
            outcome = Outcome.REVIEW if case.commission.liste_membres == "partielle" else Outcome.FAIL
            yield _replacement(seat, holder, "inconnu", outcome, "remplace", ecrit=holder.remplace)
        elif seat.listed:
            yield from _remaining(case, seat, holder, _interrupted(case, seat, before))


def _predecessor(case: Case, seat: Seat, holder: Titulaire) -> Titulaire | None:
    """Give the last holder written under the id that is replaced, in the seat or in those it succeeds."""
    written = [other for name in (*seat.succeeds, seat.id) for other in case.commission.seat(name)]
    found = [other for other in written if other.id == holder.remplace and other is not holder]
    return found[-1] if found else None


def _interrupted(case: Case, seat: Seat, holder: Titulaire) -> Titulaire:
    """Go back to the member whose term is being served, when one replacement followed another."""
    seen = {holder.id}
    while holder.remplace and holder.remplace not in seen:
        seen.add(holder.remplace)
        holder = _predecessor(case, seat, holder) or holder
    return holder


def _remaining(case: Case, seat: Seat, holder: Titulaire, before: Titulaire) -> Iterator[Breach]:
    years = case.composition.term_years or 0
    start = holder.mandat.debut if holder.mandat else None
    end = holder.mandat.fin if holder.mandat else None
    first = before.mandat.debut if before.mandat else None
    if first is None or start is None:
        yield _replacement(seat, holder, "silence", Outcome.OPEN, "mandat", "debut")
        return
    last = last_day(first, years)
    fields = {"limite": date(last), "iso": last.isoformat()}
    if start > last:
        yield _replacement(seat, holder, "succession", Outcome.REVIEW, "remplace", **fields)
    elif (end or case.as_of) > last_day(start, years):
        return  # « mandat-trop-long » le dit déjà, et d’un terme plus tardif.
    elif (end or case.as_of) > last:
        yield _replacement(seat, holder, "", Outcome.FAIL, "mandat", "fin", **fields)
    elif end is None:
        yield _replacement(seat, holder, "silence", Outcome.OPEN, "mandat", "fin")


def _replacement(seat: Seat, holder: Titulaire, case: str, outcome: Outcome, *under: str, **fields: str) -> Breach:
    if outcome is Outcome.FAIL and holder.a_verifier:
        outcome = Outcome.REVIEW
    return Breach(
        pointer=(*holder.pointer, *under),
        case=case,
        outcome=outcome,
        fields={"titre": holder.titre, "rang": seat.ordinal, **fields},
        paragraph=_REPLACEMENT,
        siege=seat.id,
    )


@rule(
    id="suppleant-mal-choisi",
    severity=Severity.WARNING,
    provision="crpa-r133",
    traces=("E-12-1",),
    needs=("membres/tous",),
    sentences={
        "assemblee": (
            "« {titre} » ({rang}) représente « {sienne} » et son suppléant « {autre} », alors que seul un élu de la "
            "même assemblée peut le suppléer.",
            "Écrivez un élu de « {sienne} », ou le même nom des deux côtés si c’est la même assemblée.",
        ),
        "service": (
            "« {titre} » ({rang}) vient de « {sienne} » et son suppléant de « {autre} », alors que la suppléance se "
            "fait dans le même service ou le même organisme.",
            "Écrivez un membre de « {sienne} », ou le même nom des deux côtés si c’est le même organisme.",
        ),
        "personnalite": (
            "Un suppléant est écrit pour « {titre} » ({rang}), or une personnalité qualifiée ne peut pas être "
            "suppléée.",
            "Vérifiez dans l’arrêté à quel titre ce membre siège, puis effacez « suppleant » si c’est en raison de sa "
            "qualification.",
        ),
        "silence": (
            "Le fichier ne dit pas d’où viennent des membres ou leurs suppléants : {titres}.",
            "Ajoutez « organisme » au suppléant, et au titulaire « organisme », « association » ou « collectivite » "
            "avec son nom.",
        ),
    },
)
def suppleant_mal_choisi(case: Case) -> Iterator[Breach]:
    """Le suppléant vient du même service ou de la même assemblée.

    **Ce que dit le texte.** « Le président et les membres des commissions qui siègent en raison des fonctions qu’ils
    occupent peuvent être suppléés par un membre du service ou de l’organisme auquel ils appartiennent » ; un membre
    « désigné en raison de son mandat électif ne peut être suppléé que par un élu de la même assemblée délibérante » ;
    « les personnalités qualifiées ne peuvent être suppléées » (article R. 133-3 du CRPA).

    **Ce qui est vérifié.** Le service, l’association ou l’assemblée du titulaire et du suppléant, au jour demandé. Deux
    noms différents peuvent dire la même chose : le constat est « à vérifier ». Pour le magistrat et le médecin, le
    texte ne dit pas s’ils sont des personnalités qualifiées : c’est « à vérifier » aussi. Les représentants des
    associations sont lus comme siégeant pour leur organisme, ce qui se discute.

    **Comment corriger.** Choisir un suppléant du même service ou de la même assemblée, et écrire son `organisme`.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      medecin: [{id: med-1, titre: "Médecin généraliste", suppleant: {titre: "Médecin psychiatre", organisme: "CHU"}}]
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      pjj:
        - {id: pjj-1, titre: "Directrice", organisme: "PJJ", suppleant: {titre: "Directeur adjoint", organisme: "PJJ"}}
    ```
    """
    silent = []
    for seat, holder in _sitting(case):
        if holder.suppleant is None:
            continue
        own, other = _origin(case, seat, holder), holder.suppleant.organisme
        if seat.designated_by:
            yield _substitute(seat, holder, holder.suppleant, "personnalite")
        elif own is None or other is None:
            silent.append((seat, holder, holder.suppleant))
        elif not _same(own, other):
            kind = "assemblee" if seat.with_epci else "service"
            yield _substitute(seat, holder, holder.suppleant, kind, sienne=own, autre=other)
    if silent:
        titles = listing(f"« {holder.titre} » ({seat.ordinal})" for seat, holder, _ in silent)
        yield _substitute(*silent[0], "silence", titres=titles)


def _origin(case: Case, seat: Seat, holder: Titulaire) -> str | None:
    """Give the assembly, the association or the service that a holder comes from."""
    if seat.with_epci:
        return holder.collectivite.nom if holder.collectivite else None
    known = {association.id: association.nom for association in case.commission.associations_agreees or ()}
    return known.get(holder.association or "") or holder.organisme


def _same(own: str, other: str) -> bool:
    # « DDPN » et « DDPN de l’Isère » sont le même service.
    first, second = slug(own), slug(other)
    return first in second or second in first


def _substitute(seat: Seat, holder: Titulaire, substitute: Suppleant, case: str, **fields: str) -> Breach:
    return Breach(
        pointer=(*substitute.pointer, "organisme") if case != "personnalite" else substitute.pointer,
        case=case,
        outcome=Outcome.OPEN if case == "silence" else Outcome.REVIEW,
        fields={"titre": holder.titre, "rang": seat.ordinal, **fields},
        paragraph=_SUBSTITUTE,
        siege=seat.id,
    )
