"""Who attends a session, and who may not (CRPA R. 133-6 and R. 133-13; R. 121-12-7)."""

from collections.abc import Callable, Iterator

from kit.findings.finding import Outcome, Pointer, Severity
from kit.findings.rule import Breach
from kit.french import date
from kit.judging.assembly import FILES, MINORS, assembly, examines, firm, judged, meets, members, named, represented
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import provision
from kit.model.commission import Titulaire
from kit.model.sessions import Seance
from kit.yaml.guesses import Identifiers, question


@rule(
    id="present-inconnu",
    severity=Severity.WARNING,
    provision="crpa-r133",
    traces=("E-12-1", "E-21-4"),
    needs=("sessions", "membres"),
    concerns=meets,
    sentences={
        "": (
            "L’identifiant « {id} », parmi les présents pour {seances}, n’est pas dans membres.yaml{proche}",
            "Vérifiez l’identifiant, ou ajoutez ce membre à membres.yaml avec les dates de son mandat.",
        ),
        "mandat": (
            "« {titre} » ({id}) figure parmi les présents pour {seances}, alors que son mandat ne couvre pas ce jour.",
            "Vérifiez l’identifiant (un successeur a le sien), ou corrigez les dates de « mandat » dans membres.yaml.",
        ),
        "siege": (
            "« {titre} » ({id}) figure parmi les présents pour {seances}, alors que son siège n’existait pas ce "
            "jour-là.",
            "Vérifiez l’identifiant ; une personne entendue sans prendre part au vote s’écrit sous « invites ».",
        ),
    },
)
def present_inconnu(case: Case) -> Iterator[Breach]:
    """Les présents sont des membres de la commission.

    **Ce que dit le texte.** Le procès-verbal indique le nom et la qualité des membres présents (article R. 133-13 du
    CRPA) ; une personne extérieure peut être entendue sans prendre part au vote (R. 133-6).

    **Ce qui est vérifié.** Chaque identifiant de `presents` est dans membres.yaml, et son mandat couvre le jour de la
    séance. Aucun texte ne l’interdit : c’est un avertissement. Quand la liste des membres est dite partielle, un
    identifiant inconnu est « à vérifier ».

    **Comment corriger.** Corriger l’identifiant, ou les dates du mandat.

    ```yaml title="non conforme au 2026-11-23"
    sessions: [{date: 2026-04-09, formation: politique, etat: tenue, presents: [magistrat-33]}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions: [{date: 2026-04-09, formation: politique, etat: tenue, presents: [magistrat-3]}]
    ```
    """
    known = members(case)
    partial = case.commission.liste_membres == "partielle"
    unknown = Outcome.REVIEW if partial else Outcome.FAIL
    if case.commission.readable("membres"):
        identifiers = Identifiers(known)
        for member, seen in _seen(case, lambda member, _: member not in known).items():
            near = question(identifiers.nearest(member))
            yield _attendance(seen, "", unknown, id=member, proche=near)
    for member, seen in _seen(case, lambda member, s: _ended(known.get(member, []), s)).items():
        doubtful = any(holder.a_verifier for holder in known[member])
        outcome = Outcome.REVIEW if doubtful else Outcome.FAIL
        yield _attendance(seen, "mandat", outcome, id=member, titre=known[member][0].titre)
    seated = {session.date: _seated(case, session) for session in judged(case)}
    for member, seen in _seen(case, lambda member, s: _seatless(seated[s.date], known.get(member, []), s)).items():
        yield _attendance(seen, "siege", Outcome.REVIEW, id=member, titre=known[member][0].titre)


def _seen(case: Case, fault: Callable[[str, Seance], bool]) -> dict[str, list[tuple[Seance, Pointer]]]:
    """Give, by id, the sessions where a person present has a fault, and where each is written."""
    found: dict[str, list[tuple[Seance, Pointer]]] = {}
    for session in judged(case):
        for index, member in enumerate(session.presents or ()):
            if fault(member, session):
                found.setdefault(member, []).append((session, (*session.pointer, "presents", index)))
    return found


def _ended(holders: list[Titulaire], session: Seance) -> bool:
    return bool(holders) and not any(holder.sits_on(session.date) for holder in holders)


def _seated(case: Case, session: Seance) -> frozenset[str]:
    """Give the ids of those who hold a seat of the wording of the day."""
    return frozenset(member for ids in assembly(case, session).seats.values() for member in ids)


def _seatless(seated: frozenset[str], holders: list[Titulaire], session: Seance) -> bool:
    """Tell whether someone whose term runs holds no seat."""
    return any(holder.sits_on(session.date) for holder in holders) and holders[0].id not in seated


def _attendance(seen: list[tuple[Seance, Pointer]], sentence: str, outcome: Outcome, **fields: str) -> Breach:
    session, where = seen[0]
    doubtful = outcome is Outcome.FAIL and all(firm(s) is Outcome.REVIEW for s, _ in seen)
    return Breach(
        pointer=where,
        case=sentence,
        outcome=Outcome.REVIEW if doubtful else outcome,
        fields={**fields, "seances": named(s for s, _ in seen)},
        paragraph="article R. 133-13",
        day=session.date,
    )


@rule(
    id="siege-exclu-present",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-12-1", "E-21-4"),
    needs=("sessions", "membres"),
    concerns=meets,
    sentences={
        "formation": (
            "La séance du {jour} est écrite « formation: {formation} », mais des dossiers individuels y ont été "
            "examinés.",
            "Écrivez « formation: individuelle » si elle ne portait que sur eux ; sinon, écrivez deux séances, avec "
            "les présents de chacune.",
        ),
        "mineurs": (
            "La séance du {jour} est écrite « formation: mineurs », alors que le texte ne prévoit de réunions pour "
            "les mineurs que depuis le {debut}.",
            "Corrigez la date, ou écrivez « formation: politique » si la réunion portait sur les orientations.",
        ),
        "": (
            "« {id} » ({rang} : {siege}) siège à l’examen de dossiers individuels le {jour}, alors que ce siège "
            "n’y participe pas.",
            "Retirez « {id} » de cette séance si c’est une erreur de saisie ; sinon, signalez-le au secrétariat : "
            "les avis rendus sont à vérifier.",
        ),
    },
)
def siege_exclu_present(case: Case) -> Iterator[Breach]:
    """Les sièges de la protection de l’enfance n’examinent pas les dossiers individuels.

    **Ce que dit le texte.** Depuis le 2 janvier 2026, les membres des 11° à 15° de l’article R. 121-12-7 ne siègent
    pas aux réunions consacrées aux dossiers individuels.

    **Ce qui est vérifié.** Aucun d’eux n’est présent, ni représenté par un pouvoir, à une séance individuelle, par le
    texte du jour de la séance ; une séance qui a des `dossiers` est jugée comme telle, quelle que soit sa `formation`.
    Une personne qui tient aussi un autre siège peut siéger. Une séance écrite « mineurs » avant que le texte ne
    prévoie ces réunions, avec ces mêmes sièges, est « à vérifier ».

    **Comment corriger.** Corriger les présents de la séance.

    ```yaml title="non conforme au 2026-11-23"
    sessions: [{date: 2026-06-11, formation: individuelle, etat: tenue, presents: [magistrat-3, pjj-1]}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions: [{date: 2026-04-09, formation: politique, etat: tenue, presents: [magistrat-3, pjj-1]}]
    ```
    """
    for session in judged(case):
        yield from _too_early(session)
        if examines(session) and session.formation not in (None, FILES):
            yield Breach(
                pointer=(*session.pointer, "formation"),
                case="formation",
                outcome=Outcome.REVIEW,
                fields={"jour": date(session.date), "formation": session.formation},
                day=session.date,
            )
        then = assembly(case, session)
        out = then.kept_out(session)
        for member in sorted((set(session.presents or ()) | represented(session)) & set(out)):
            seat = then.composition.seat(out[member])
            yield Breach(
                pointer=_written(session, member),
                outcome=firm(session),
                fields={
                    "id": member,
                    "rang": seat.ordinal if seat else "",
                    "siege": seat.short if seat else "",
                    "jour": date(session.date),
                },
                paragraph=seat.ordinal if seat else None,
                day=session.date,
            )


def _too_early(session: Seance) -> Iterator[Breach]:
    """Doubt a meeting on minors held before the text speaks of any."""
    known = [v for v in provision("casf-r121-12-8").versions if "reunions_mineurs" in v.values]
    if session.formation == MINORS and known and session.date < known[0].start:
        yield Breach(
            pointer=(*session.pointer, "formation"),
            case="mineurs",
            outcome=Outcome.REVIEW,
            fields={"jour": date(session.date), "debut": date(known[0].start)},
            day=session.date,
        )


def _written(session: Seance, member: str) -> Pointer:
    """Point at a person present, else at the proxy they gave."""
    if member in (session.presents or ()):
        return (*session.pointer, "presents", (session.presents or ()).index(member))
    return next((*proxy.pointer, "de") for proxy in session.pouvoirs if proxy.de == member)
