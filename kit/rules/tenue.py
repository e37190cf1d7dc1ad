"""How a session is called, who attends it, and its minutes (CRPA R. 133-5, R. 133-8, R. 133-13; R. 121-12-7)."""

import datetime
from collections.abc import Callable, Iterator

from kit.calendar import Seance
from kit.french import count, date
from kit.law.texts import data, provision
from kit.model import Titulaire
from kit.report import Outcome, Pointer, Severity
from kit.rule import Breach
from kit.rules.assembly import FILES, MINORS, assembly, examines, firm, judged, meets, members, named, represented
from kit.rules.case import Case
from kit.rules.past import is_past
from kit.rules.registry import rule
from kit.suggest import nearest_id, question

_HERE = ("sessions",)


def _delay(case: Case) -> int:
    version = case.version_of("crpa-r133")
    return version.number("convocation_jours") if version else 0


def _near(case: Case, session: Seance) -> bool:
    """Tell whether it is too late to call the members to a session in time."""
    return session.date - case.as_of < datetime.timedelta(days=_delay(case))


def _called(case: Case) -> bool:
    """Tell whether a session was called, or should have been; a file that does not say leaves it open."""
    coming = any(session.convocation or _near(case, session) for session in case.planned)
    return coming or meets(case)


@rule(
    id="convocation-tardive",
    severity=Severity.ERROR,
    provision="crpa-r133",
    traces=("E-21-4",),
    needs=("sessions",),
    concerns=_called,
    sentences={
        "": (
            "Les membres ont été convoqués le {convocation} pour la séance du {jour}, {ecart}, au lieu de {delai} au "
            "moins.",
            "Corrigez la date, ou écrivez « urgence: true » sous « convocation » si la séance a été convoquée en "
            "urgence.",
        ),
        "apres": (
            "La convocation à la séance du {jour} est datée du {convocation}, après la séance.",
            "Corrigez la date de la convocation ou celle de la séance.",
        ),
        "seconde": (
            "La seconde convocation à la séance du {jour} est du {convocation}, {ecart}, sans que le texte dise si le "
            "délai de {delai} vaut aussi pour elle.",
            "Vérifiez avec le secrétariat ; si la séance a été convoquée en urgence, écrivez « urgence: true ».",
        ),
        "silence": (
            "Le fichier ne dit pas quand les membres ont été convoqués pour {seances}.",
            "Ajoutez « convocation: {{date: AAAA-MM-JJ}} » à chaque séance.",
        ),
    },
)
def convocation_tardive(case: Case) -> Iterator[Breach]:
    """Les membres sont convoqués cinq jours au moins avant la séance.

    **Ce que dit le texte.** « Sauf urgence », les membres reçoivent, cinq jours au moins avant la réunion, une
    convocation avec l’ordre du jour et les documents (article R. 133-8 du CRPA). La commission se réunit sur
    convocation de son président, par tout moyen (R. 133-5).

    **Ce qui est vérifié.** Le nombre de jours entre la date d’envoi et celle de la séance, pour les séances tenues et
    pour celles qui restent prévues. `urgence: true` dispense du délai. Pour une seconde convocation, le texte ne fixe
    pas de délai propre : le constat est « à vérifier ».

    **Comment corriger.** Envoyer la convocation plus tôt, corriger la date, ou écrire l’urgence.

    ```yaml title="non conforme au 2026-11-23"
    sessions: [{date: 2026-04-09, formation: politique, etat: tenue, convocation: {date: 2026-04-05}}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions: [{date: 2026-04-09, formation: politique, etat: tenue, convocation: {date: 2026-04-04}}]
    ```
    """
    delay = _delay(case)
    silent = []
    for session in (*judged(case), *case.planned):
        called = session.convocation
        if called is None or called.date is None:
            if _near(case, session) and not (called and called.urgence):
                silent.append(session)
        elif found := late(session, called.date, delay):
            sentence, outcome = found
            yield Breach(
                pointer=(*called.pointer, "date"),
                case=sentence,
                outcome=outcome,
                fields=_call(session, called.date, delay),
                paragraph="article R. 133-8",
                day=min(session.date, case.as_of),
            )
    yield from _silence(silent, "silence", "convocation")


def late(session: Seance, sent: datetime.date, delay: int) -> tuple[str, Outcome] | None:
    """Give the sentence and the outcome of a call that leaves less than the delay in days, or None."""
    days = (session.date - sent).days
    if days < 0:
        return "apres", firm(session)
    called = session.convocation
    if days >= delay or called is None or called.urgence:
        return None
    return ("seconde", Outcome.REVIEW) if called.seconde else ("", firm(session))


def _call(session: Seance, sent: datetime.date, delay: int) -> dict[str, str]:
    days = (session.date - sent).days
    before = f"soit {count(days, 'jour')} avant" if days > 0 else "le jour même"
    return {"convocation": date(sent), "jour": date(session.date), "ecart": before, "delai": count(delay, "jour")}


def _silence(sessions: list[Seance], sentence: str, key: str) -> Iterator[Breach]:
    """Say once what several sessions leave out."""
    if sessions:
        where = (*sessions[0].pointer, key)
        yield Breach(pointer=where, case=sentence, outcome=Outcome.OPEN, fields={"seances": named(sessions)})


@rule(
    id="proces-verbal-avant-la-seance",
    severity=Severity.ERROR,
    provision="crpa-r133",
    traces=("E-21-4",),
    needs=("sessions",),
    concerns=meets,
    sentences={
        "": (
            "Le procès-verbal de la séance du {jour} est daté du {pv}, avant la séance.",
            "Corrigez « date » sous « pv », ou la date de la séance.",
        ),
        "transmis_avant": (
            "Le procès-verbal de la séance du {jour} est noté transmis le {transmis}, avant sa date du {pv}.",
            "Vérifiez « date » et « transmis » sous « pv ».",
        ),
        "futur": (
            "Le procès-verbal de la séance du {jour} est daté du {pv}, un jour à venir.",
            "Corrigez « date » sous « pv ».",
        ),
        "silence": (
            "Le fichier ne donne pas la date du procès-verbal pour {seances}.",
            "Ajoutez « pv: {{date: AAAA-MM-JJ, transmis: AAAA-MM-JJ}} » à chaque séance.",
        ),
        "transmis": (
            "Le fichier ne dit pas quand le procès-verbal a été transmis au préfet pour {seances}.",
            "Ajoutez « transmis: AAAA-MM-JJ » sous « pv ».",
        ),
    },
)
def proces_verbal_avant_la_seance(case: Case) -> Iterator[Breach]:
    """Chaque séance a son procès-verbal.

    **Ce que dit le texte.** Le procès-verbal indique le nom et la qualité des présents, les questions traitées et le
    sens de chaque délibération ; l’avis rendu est transmis à l’autorité qui décide (article R. 133-13 du CRPA). Le
    texte ne fixe aucun délai.

    **Ce qui est vérifié.** Le procès-verbal n’est pas daté d’avant la séance ni d’un jour à venir, ni transmis avant sa
    date. Un procès-verbal absent d’une séance qui a plus d’un mois, ou sans date de transmission pour une séance
    individuelle, est « non renseigné ».

    **Comment corriger.** Écrire les deux dates sous `pv`.

    ```yaml title="non conforme au 2026-11-23"
    sessions: [{date: 2026-04-09, formation: politique, etat: tenue, pv: {date: 2026-04-08}}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - {date: 2026-04-09, formation: politique, etat: tenue, pv: {date: 2026-04-16, transmis: 2026-04-17}}
    ```
    """
    old = case.as_of - datetime.timedelta(days=int(data("maison")["proces_verbal_jours"]))
    sessions = judged(case)
    for session in sessions:
        written = session.pv.date if session.pv else None
        sent = session.pv.transmis if session.pv else None
        fields = {"jour": date(session.date), "pv": date(written or session.date), "transmis": date(sent or old)}
        if written and written < session.date:
            yield _minutes(session, "", firm(session), "date", fields)
        elif written and written > case.as_of and not is_past(case):
            yield _minutes(session, "futur", Outcome.REVIEW, "date", fields)
        elif sent and sent < (written or session.date):
            yield _minutes(session, "transmis_avant", Outcome.REVIEW, "transmis", fields)
    passed = [s for s in sessions if s.date < old]
    yield from _silence([s for s in passed if s.pv is None or s.pv.date is None], "silence", "pv")
    unsent = [s for s in passed if s.pv and s.pv.date and s.pv.transmis is None and examines(s)]
    yield from _silence(unsent, "transmis", "pv")


def _minutes(session: Seance, sentence: str, outcome: Outcome, key: str, fields: dict[str, str]) -> Breach:
    return Breach(
        pointer=(*session.pointer, "pv", key),
        case=sentence,
        outcome=outcome,
        fields=fields,
        paragraph="article R. 133-13",
        day=session.date,
    )


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
        for member, seen in _seen(case, lambda member, _: member not in known).items():
            near = question(nearest_id(member, known))
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
