"""Who is enough to decide, and who votes for whom (CRPA R. 133-9 and R. 133-10)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.findings.finding import Outcome, Pointer, Severity
from kit.findings.rule import Breach
from kit.french import count, date, listing
from kit.judging.assembly import assembly, firm, judged, meets, members, named, represented
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import CERTAIN, data
from kit.model.commission import Titulaire
from kit.model.sessions import Pouvoir, Seance

_PLURAL = "le texte ne dit ni si la présidence compte, ni comment compter les représentants d’un même siège"
_BASES = "le texte ne dit pas s’il se compte {}"
_CALLED = "le fichier ne dit pas si c’était une seconde convocation, qui dispense du quorum"
_STRANGERS = "il ne l’est qu’en comptant des personnes qui n’étaient pas membres ce jour-là"
_DOUBT = "la séance elle-même est à vérifier"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to count: those who are there or represented, of those who compose the commission."""

    there: int
    members: int

    def enough(self, denominator: int) -> bool:
        return self.there * denominator >= self.members


def _readings(case: Case, session: Seance, *, strangers_count: bool) -> tuple[tuple[_Reading, ...], ...]:
    """For each base that the law leaves possible, count by person and by seat, without the presidency and with it,
    which chairs and so is there."""
    then = assembly(case, session)
    sitting = then.sitting(session)
    there = set(session.presents or ()) | represented(session)
    # Un identifiant inconnu ou un mandat fini a son propre constat : le compter évite de refuser, jamais de douter.
    strangers = len(there - _people(sitting) - set(then.kept_out(session))) if strangers_count else 0
    present = len(there & _people(sitting)) + strangers
    seated = sum(1 for ids in sitting.values() if ids & there) + strangers
    bases = {"siegent": sitting, "tous": {seat: ids for seat, ids in then.seats.items() if ids}}
    found = []
    for base in _bases():
        seats = bases[base["base"]]
        people = len(_people(seats))
        counted = (_Reading(min(present, people), people), _Reading(min(seated, len(seats)), len(seats)))
        found.append((*counted, *(_Reading(r.there + then.chairs, r.members + then.chairs) for r in counted)))
    return tuple(found)


def _people(seats: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(member for ids in seats.values() for member in ids)


@rule(
    id="quorum-non-atteint",
    severity=Severity.ERROR,
    provision="crpa-r133",
    traces=("E-12-1", "E-21-4"),
    needs=("sessions", "membres"),
    concerns=meets,
    sentences={
        "": (
            "À la séance du {jour}, {presence} : le quorum, la moitié au moins, n’est pas atteint.",
            "Complétez « presents » et « pouvoirs » s’il en manque ; sinon, la séance devait être convoquée une "
            "seconde fois (« seconde: true »).",
        ),
        "douteux": (
            "À la séance du {jour}, {presence} : le quorum est à vérifier, car {raison}.",
            "Vérifiez le procès-verbal et le règlement intérieur, puis complétez « presents », « pouvoirs » ou "
            "« convocation ».",
        ),
        "partielle": (
            "Le quorum ne peut pas être compté pour {seances}, car le fichier dit que la liste des membres est "
            "partielle.",
            "Complétez membres.yaml, puis écrivez « liste_membres: complete » dans commission.yaml.",
        ),
        "silence": (
            "Le fichier ne dit pas qui était présent pour {seances}.",
            "Ajoutez « presents: […] » avec les identifiants de membres.yaml, à distance compris.",
        ),
    },
)
def quorum_non_atteint(case: Case) -> Iterator[Breach]:
    """La moitié au moins des membres est présente ou représentée.

    **Ce que dit le texte.** Le quorum est atteint lorsque la moitié au moins des membres composant la commission sont
    présents, à distance compris, ou ont donné mandat (article R. 133-10 du CRPA). Sinon, la commission délibère sans
    condition de quorum après une nouvelle convocation sur le même ordre du jour, qui le dit.

    **Ce qui est vérifié.** Les présents et les pouvoirs d’une séance tenue, rapportés aux titulaires des sièges ce
    jour-là. Le texte ne dit ni si la présidence compte, ni comment compter un siège au pluriel : le kit compte par
    personne et par siège, avec et sans la présidence ; « non conforme » seulement si aucune lecture ne donne la
    moitié, « à vérifier » si elles se contredisent. Un siège vacant n’est pas compté. Depuis le 2 janvier 2026, cinq
    sièges n’examinent pas les dossiers individuels, et le texte ne dit pas s’ils comptent alors dans « les membres
    composant la commission » : le kit compte sans eux, puis avec eux, de la même façon. Un quorum qui ne serait atteint
    qu’avec des présents qui ne sont pas membres ce jour-là est « à vérifier ». Une seconde convocation dispense du
    quorum.

    **Comment corriger.** Compléter les présents et les pouvoirs, ou écrire la seconde convocation.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - {date: 2026-04-09, formation: politique, etat: tenue, convocation: {date: 2026-03-26}, presents: [magistrat-3]}
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - date: 2026-04-09
        formation: politique
        etat: tenue
        convocation: {date: 2026-03-26, seconde: true}
        presents: [magistrat-3]
    ```
    """
    first = [s for s in judged(case) if s.convocation is None or not s.convocation.seconde]
    silent = [s for s in first if s.presents is None]
    told = [s for s in first if s.presents is not None]
    yield from _grouped(silent, "silence", Outcome.OPEN)
    if not case.commission.readable("membres"):
        return
    if case.commission.liste_membres == "partielle":
        yield from _grouped(told, "partielle", Outcome.REVIEW)
        return
    version = case.version_of("crpa-r133")
    denominator = version.number("quorum_denominateur") if version else 0
    for session in told:
        yield from _counted(case, session, denominator)


def _counted(case: Case, session: Seance, denominator: int) -> Iterator[Breach]:
    """Refuse a session short by every reading, doubt one whose readings disagree or need strangers."""
    bases = _readings(case, session, strangers_count=True)
    readings = [reading for base in bases for reading in base]
    short = [reading for reading in readings if not reading.enough(denominator)]
    if short:
        doubt = _reason(session)
        if doubt is None and len(short) < len(readings):
            split = [all(reading.enough(denominator) for reading in base) for base in bases]
            doubt = _BASES.format(listing((base["dit"] for base in _bases()), "ou")) if any(split) else _PLURAL
        yield _short(session, short[0], doubt)
        return
    sure = [r for base in _readings(case, session, strangers_count=False) for r in base if not r.enough(denominator)]
    if sure:
        yield _short(session, sure[0], _STRANGERS)


def _bases() -> list[dict[str, str]]:
    """Give the seats that the quorum may be counted on: those that a text read tells, else all that are possible."""
    bases: list[dict[str, str]] = data("crpa-r133")["bases_du_quorum"]
    return [base for base in bases if base["certitude"] == CERTAIN] or bases


def _short(session: Seance, reading: _Reading, reason: str | None) -> Breach:
    fields = {
        "jour": date(session.date),
        "presence": _presence(reading),
        "raison": reason or "",
    }
    return Breach(
        pointer=(*session.pointer, "presents"),
        case="douteux" if reason else "",
        outcome=Outcome.REVIEW if reason else Outcome.FAIL,
        fields=fields,
        paragraph="article R. 133-10",
        day=session.date,
    )


def _presence(reading: _Reading) -> str:
    """Write « 3 membres sur 8 étaient présents ou représentés »."""
    were = "étaient présents ou représentés" if reading.there > 1 else "était présent ou représenté"
    return f"{count(reading.there, 'membre')} sur {reading.members} {were}"


def _reason(session: Seance) -> str | None:
    """Give why the quorum of a session can only be doubted whatever the count, or None."""
    if firm(session) is Outcome.REVIEW:
        return _DOUBT
    if session.convocation is None:
        return _CALLED
    return None


def _grouped(sessions: list[Seance], sentence: str, outcome: Outcome) -> Iterator[Breach]:
    if sessions:
        where = (*sessions[0].pointer, "presents")
        yield Breach(pointer=where, case=sentence, outcome=outcome, fields={"seances": named(sessions)})


@rule(
    id="pouvoir-irregulier",
    severity=Severity.ERROR,
    provision="crpa-r133",
    traces=("E-12-1", "E-21-4"),
    needs=("sessions", "membres"),
    concerns=meets,
    sentences={
        "": (
            "« {a} » porte {pouvoirs} à la séance du {jour}, alors qu’un membre ne peut pas en détenir plus de {n}.",
            "Gardez {n} pouvoir, ou vérifiez si l’arrêté de fonctionnement en permet davantage.",
        ),
        "present": (
            "« {de} » a donné un pouvoir pour la séance du {jour}, mais est aussi noté présent.",
            "Retirez ce pouvoir, ou retirez « {de} » des présents.",
        ),
        "absent": (
            "« {a} » a reçu un pouvoir pour la séance du {jour}, mais n’est pas noté présent.",
            "Ajoutez « {a} » aux présents s’il y était ; sinon, retirez ce pouvoir.",
        ),
        "inconnu": (
            "« {qui} », dans un pouvoir de la séance du {jour}, n’était pas membre de la commission ce jour-là.",
            "Vérifiez l’identifiant dans membres.yaml et les dates de son mandat.",
        ),
    },
)
def pouvoir_irregulier(case: Case) -> Iterator[Breach]:
    """Un membre absent donne un pouvoir, un membre présent n’en porte qu’un.

    **Ce que dit le texte.** Lorsqu’il n’est pas suppléé, un membre peut donner un mandat à un autre membre ; sauf
    dispositions contraires, nul ne peut en détenir plus d’un (article R. 133-9 du CRPA).

    **Ce qui est vérifié.** Le nombre de pouvoirs de chaque porteur, l’absence de qui donne, la présence de qui
    reçoit ; tous deux sont membres le jour de la séance. Le kit ne lit pas l’arrêté de fonctionnement : s’il permet
    davantage, écrivez-le comme dérogation.

    **Comment corriger.** Corriger `pouvoirs` ou `presents`.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - date: 2026-04-09
        formation: politique
        etat: tenue
        presents: [magistrat-3]
        pouvoirs: [{de: medecin-4, a: magistrat-3}, {de: pjj-1, a: magistrat-3}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - date: 2026-04-09
        formation: politique
        etat: tenue
        presents: [magistrat-3]
        pouvoirs: [{de: medecin-4, a: magistrat-3}]
    ```
    """
    version = case.version_of("crpa-r133")
    most, known = version.number("pouvoirs_par_membre") if version else 0, members(case)
    for session in judged(case):
        carried = Counter(proxy.a for proxy in session.pouvoirs)
        told: Counter[str] = Counter()
        for proxy in session.pouvoirs:
            told[proxy.a] += 1
            fields = {"de": proxy.de, "a": proxy.a, "n": str(most), "jour": date(session.date)}
            if told[proxy.a] == most + 1:
                fields["pouvoirs"] = count(carried[proxy.a], "pouvoir")
                yield _proxy(session, (*proxy.pointer, "a"), "", firm(session), fields)
            for where, sentence, who in _faults(case, known, session, proxy):
                # Un identifiant inconnu ne dit pas que le pouvoir est irrégulier : il est à vérifier.
                outcome = Outcome.REVIEW if sentence == "inconnu" else firm(session)
                yield _proxy(session, where, sentence, outcome, {**fields, "qui": who})


def _faults(
    case: Case, known: Mapping[str, list[Titulaire]], session: Seance, proxy: Pouvoir
) -> Iterator[tuple[Pointer, str, str]]:
    """Give what is wrong with a proxy: its place, the case, the person."""
    strangers = [
        (key, who)
        for key, who in (("de", proxy.de), ("a", proxy.a))
        if not any(holder.sits_on(session.date) for holder in known.get(who, ()))
    ]
    # Un présent inconnu a déjà son constat.
    for key, who in strangers:
        if case.commission.readable("membres") and who not in (session.presents or ()):
            yield (*proxy.pointer, key), "inconnu", who
    if session.presents is None:
        return
    if proxy.de in session.presents:
        yield (*proxy.pointer, "de"), "present", proxy.de
    if proxy.a not in session.presents and ("a", proxy.a) not in strangers:
        yield (*proxy.pointer, "a"), "absent", proxy.a


def _proxy(session: Seance, where: Pointer, sentence: str, outcome: Outcome, fields: dict[str, str]) -> Breach:
    return Breach(
        pointer=where,
        case=sentence,
        outcome=outcome,
        fields=fields,
        paragraph="article R. 133-9",
        day=session.date,
    )
