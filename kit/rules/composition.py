"""The seats of R. 121-12-7: who must be there, in the wording of the day."""

from collections.abc import Iterator

from kit.composition import snapshot
from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import date, listing
from kit.judging.case import Case
from kit.judging.past import is_past
from kit.judging.registry import rule
from kit.law.territories import adaptation
from kit.law.texts import Seat
from kit.model.commission import Titulaire
from kit.rules.description import names_nobody
from kit.yaml.names import shown


@rule(
    id="siege-sans-titulaire",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=(
        "E-12-1",
        "E-A1-1",
        "E-A1-2",
        "E-A1-3",
        "E-A1-4",
        "E-A1-5",
        "E-A1-6",
        "E-A1-7",
        "E-A1-8",
        "E-A1-9",
        "E-A1-10",
        "E-A1-11",
    ),
    needs=("membres",),
    sentences={
        "": (
            "Le siège « {siege} » ({rang}) n’a pas de titulaire au {jour}{fini}.",
            "Ajoutez sous « {cle}: » de membres.yaml un titulaire avec « id », « titre » et « mandat », "
            "ou déclarez la vacance dans commission.yaml.",
        ),
        "partielle": (
            "Le siège « {siege} » ({rang}) n’est pas dans la liste, que le fichier dit partielle.",
            "Vérifiez l’arrêté, puis ajoutez le titulaire sous « {cle}: » de membres.yaml.",
        ),
        "adaptation": (
            "Le siège « {siege} » ({rang}) n’a pas de titulaire au {jour}, mais {raison}.",
            "Vérifiez dans l’arrêté local qui tient ce siège, puis ajoutez-le sous « {cle}: » de membres.yaml.",
        ),
        "douteux": (
            "Le siège « {siege} » ({rang}) n’a qu’un titulaire incertain : {doute}.",
            "Vérifiez l’arrêté, puis écrivez sous « {cle}: » de membres.yaml qui tient ce siège, sans « a_verifier » ; "
            "s’il est vide, déclarez la vacance dans commission.yaml.",
        ),
        "competence": (
            "Rien ne dit qui tient le siège « {siege} » ({rang}) : un représentant de la DDETS n’a pas de compétence "
            "écrite.",
            "Ajoutez « competence: {cle} » au titulaire de « ddets: » qui tient ce siège.",
        ),
        "sans-debut": (
            "Sans date de début, rien ne montre que siégeaient déjà au {jour} : {titulaires}.",
            "Ajoutez à chacun « mandat: {{debut: AAAA-MM-JJ}} », avec le jour de sa prise de fonctions.",
        ),
    },
)
def siege_sans_titulaire(case: Case) -> Iterator[Breach]:
    """Chaque siège prévu par le texte a un titulaire.

    **Ce que dit le texte.** L’article R. 121-12-7 énumère les sièges de la commission : onze jusqu’au 1er janvier
    2026, quinze depuis. Leur rang et leur titre changent d’une rédaction à l’autre, leur nom court reste le même.

    **Ce qui est vérifié.** Au jour demandé, chaque siège de la rédaction de ce jour a au moins un titulaire dont le
    mandat court. Un titulaire marqué `a_verifier`, un titre qui ne nomme personne (« À désigner », « Vacant », « Forces
    de l’ordre »), ou une liste dite partielle, donne « à vérifier » ; une vacance déclarée reste « non conforme », mais
    devient un avertissement jusqu’à son terme.

    Un jour passé, un titulaire de droit sans date de début ne prouve rien : il est « non renseigné ».

    **Comment corriger.** Ajouter le titulaire, ou prolonger son mandat s’il a été renouvelé.

    ```yaml title="non conforme au 2026-11-23"
    membres: {medecin: null}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres: {medecin: [{id: medecin-9, titre: "Médecin généraliste"}]}
    ```
    """
    refused = {verdict.path[1] for verdict in case.refused("siege-sans-titulaire")}
    for seat in case.composition.seats:
        if not case.seat_readable(seat.id):
            continue
        if seat.id in refused:
            yield _empty(case, seat)
        elif doubts := _doubts(case, seat):
            yield _breach(case, seat, "douteux", Outcome.REVIEW, doute=listing(doubts))
    yield from _undated(case, refused)


def _undated(case: Case, refused: set[str | int]) -> Iterator[Breach]:
    """Say once which seats nobody is known to have held on a past day; « mandat-trop-long » asks those of the list."""
    if not is_past(case):
        return
    seats = [seat for seat in case.composition.seats if not seat.listed and seat.id not in refused]
    silent = [
        (seat, case.holders(seat.id)[0])
        for seat in seats
        if case.seat_readable(seat.id) and not any(h.mandat and h.mandat.debut for h in case.holders(seat.id))
    ]
    if silent:
        told = listing(f"« {shown(holder.titre)} » ({seat.ordinal})" for seat, holder in silent)
        fields = {"titulaires": told, "jour": date(case.as_of)}
        where = silent[0][1].pointer
        yield Breach(pointer=where, case="sans-debut", outcome=Outcome.OPEN, fields=fields)


def _doubts(case: Case, seat: Seat) -> list[str]:
    """The doubts of a seat that has no certain holder."""
    doubts = [_doubt(holder) for holder in case.holders(seat.id)]
    return [doubt for doubt in doubts if doubt] if all(doubts) else []


def _doubt(holder: Titulaire) -> str | None:
    """Give what its author doubts of a holder, or say that its title names nobody."""
    if holder.a_verifier is None and names_nobody(holder.titre):
        return f"« {shown(holder.titre)} » ne nomme personne"
    return holder.a_verifier


def _empty(case: Case, seat: Seat) -> Breach:
    if seat.id in case.period.replaced and snapshot.unassigned(case.commission, seat.id, case.as_of):
        return _breach(case, seat, "competence", Outcome.REVIEW)
    if case.commission.liste_membres == "partielle":
        return _breach(case, seat, "partielle", Outcome.REVIEW)
    if found := adaptation(case.territory.code, seat.id, case.as_of):
        return _breach(case, seat, "adaptation", Outcome.REVIEW, raison=found.reason)
    return _breach(case, seat, "", Outcome.FAIL, fini=_ended(case, seat))


def _ended(case: Case, seat: Seat) -> str:
    """Say when the last term ended, so that the reader knows whether to renew or to name."""
    past = [
        holder.mandat.fin
        for holder in case.commission.seat(seat.id)
        if holder.mandat and holder.mandat.fin and holder.mandat.fin < case.as_of
    ]
    return f" : le dernier mandat a pris fin le {date(max(past))}" if past else ""


def _breach(case: Case, seat: Seat, sentence: str, outcome: Outcome, **fields: str) -> Breach:
    known = {"siege": seat.title, "rang": seat.ordinal, "cle": seat.id, "jour": date(case.as_of)}
    return Breach(
        pointer=("membres", seat.id),
        case=sentence,
        outcome=outcome,
        fields={**known, **fields},
        paragraph=seat.ordinal,
        siege=seat.id,
    )


@rule(
    id="siege-pluriel-a-un-seul",
    severity=Severity.WARNING,
    provision="casf-r121-12-7",
    traces=("E-A1-10", "E-A1-11"),
    needs=("membres/pluriel",),
    sentences={
        "": (
            "Le siège « {siege} » ({rang}) n’a qu’un titulaire, alors que le texte parle de représentants au pluriel.",
            "Vérifiez si l’arrêté en nomme d’autres, et ajoutez-les sous « {cle}: » de membres.yaml.",
        ),
    },
)
def siege_pluriel_a_un_seul(case: Case) -> Iterator[Breach]:
    """Les sièges au pluriel ont plusieurs représentants.

    **Ce que dit le texte.** L’article parle de « représentants » des collectivités et des associations, sans donner
    de nombre.

    **Ce qui est vérifié.** Au moins deux titulaires, lecture littérale. Le texte ne donnant pas de nombre, le constat
    est « à vérifier », jamais « non conforme ».

    **Comment corriger.** Nommer un second représentant, ou garder la liste telle quelle si l’arrêté n’en nomme qu’un.

    ```yaml title="non conforme au 2026-11-23"
    membres: {collectivites: [{id: conseil-1, titre: "Vice-présidente d’une métropole", collectivite: {type: epci}}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      collectivites:
        - {id: conseil-1, titre: "Vice-présidente d’une métropole", collectivite: {type: epci}}
        - {id: conseil-2, titre: "Conseiller départemental", collectivite: {type: departement}}
    ```
    """
    for seat in case.composition.seats:
        persons = {holder.id for holder in case.holders(seat.id)}
        if case.seat_readable(seat.id) and 0 < len(persons) < seat.literal:
            yield _breach(case, seat, "", Outcome.REVIEW)


@rule(
    id="epci-absent",
    severity=Severity.WARNING,
    provision="casf-r121-12-7",
    traces=("E-A1-10",),
    needs=("membres/collectivites",),
    sentences={
        "": (
            "Aucune intercommunalité (EPCI) ne siège parmi les collectivités ({rang}) au {jour}.",
            "Proposez un siège à une communauté ou à une métropole, ou écrivez « collectivite: {{type: epci}} » "
            "si l’un des titulaires en représente une.",
        ),
        "silence": (
            "Le fichier ne dit pas quelles collectivités sont représentées ({rang}).",
            "Ajoutez à chaque titulaire « collectivite: {{type: commune}} », « departement », « region » ou « epci ».",
        ),
    },
)
def epci_absent(case: Case) -> Iterator[Breach]:
    """Une intercommunalité siège parmi les collectivités.

    **Ce que dit le texte.** « Des représentants des collectivités territoriales et de leurs établissements publics de
    coopération intercommunale. »

    **Ce qui est vérifié.** L’un des titulaires représente une communauté, une métropole ou une autre intercommunalité
    (EPCI), écrite `collectivite: {type: epci}`.

    **Comment corriger.** Proposer un siège à une intercommunalité lors du prochain arrêté.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      collectivites:
        - {id: conseil-1, titre: "Conseillère départementale", collectivite: {type: departement}}
        - {id: conseil-2, titre: "Adjointe au maire", collectivite: {type: commune}}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      collectivites:
        - {id: conseil-1, titre: "Conseillère départementale", collectivite: {type: departement}}
        - {id: conseil-2, titre: "Vice-président d’une métropole", collectivite: {type: epci}}
    ```
    """
    for seat in case.composition.seats:
        if seat.with_epci and case.seat_readable(seat.id) and case.holders(seat.id):
            yield from _without_epci(case, seat)


def _without_epci(case: Case, seat: Seat) -> Iterator[Breach]:
    holders = case.holders(seat.id)
    kinds = [holder.collectivite.type if holder.collectivite else None for holder in holders]
    if "epci" in kinds:
        return
    if None in kinds:
        yield _breach(case, seat, "silence", Outcome.OPEN)
    else:
        yield _breach(case, seat, "", Outcome.REVIEW if case.commission.liste_membres == "partielle" else Outcome.FAIL)


@rule(
    id="invites-sans-voix",
    severity=Severity.NOTE,
    provision="crpa-r133",
    traces=("E-12-1",),
    needs=("commission/invites",),
    sentences={
        "": (
            "En plus des membres, la commission entend : {invites}.",
            "Rien à corriger : ces personnes sont entendues sans prendre part au vote.",
        ),
    },
)
def invites_sans_voix(case: Case) -> Iterator[Breach]:
    """Les personnes invitées sont entendues sans voter.

    **Ce que dit le texte.** La commission peut, sur décision de son président, entendre toute personne extérieure ;
    celle-ci ne participe pas au vote (article R. 133-6 du CRPA).

    **Ce qui est vérifié.** Rien n’est refusé : les invités sont montrés, pour qu’on ne les prenne pas pour des
    membres.

    **Comment corriger.** Si l’arrêté leur donne une voix, le faire vérifier.

    ```yaml title="conforme au 2026-11-23"
    commission: {invites: ["Déléguée départementale aux droits des femmes"]}
    ```
    """
    if case.commission.invites:
        yield Breach(
            pointer=("commission", "invites"),
            outcome=Outcome.PASS,
            paragraph="article R. 133-6",
            fields={"invites": listing(case.commission.invites)},
        )
