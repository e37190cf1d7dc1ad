"""The training of the new members (instruction of 13 April 2022, 1.3)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.findings.finding import Outcome, Pointer, Severity
from kit.findings.rule import Breach
from kit.french import date, listing
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import Seat, provision
from kit.model.commission import Association, Formation, Titulaire, covers

_SOURCE = "instruction-2022-7"
_PARAGRAPH = "1.3"
# Une association de ces niveaux peut ne pas être connue du département.
_ELSEWHERE = ("national", "regional")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A person who sits on the day: first day known, training of any of its terms."""

    seat: Seat
    holder: Titulaire
    since: datetime.date | None
    training: Formation | None

    @property
    def named(self) -> str:
        return f"« {self.holder.titre} » ({self.seat.ordinal})"

    def place(self, key: str) -> Pointer:
        """Point at a line of the training, or at the training that is not written."""
        return (*self.training.pointer, key) if self.training else (*self.holder.pointer, "formation")


def _members(case: Case) -> Iterator[_Member]:
    """Give each person who sits on the day, once: a renewed member keeps its id, its first day and its training."""
    written: dict[str, list[Titulaire]] = defaultdict(list)
    for holders in (case.commission.sieges or {}).values():
        for holder in holders:
            written[holder.id].append(holder)
    seen = set()
    for seat in case.composition.seats:
        for holder in case.holders(seat.id) if case.seat_readable(seat.id) else ():
            if holder.id not in seen:
                seen.add(holder.id)
                yield _member(seat, holder, written[holder.id])


def _member(seat: Seat, holder: Titulaire, terms: list[Titulaire]) -> _Member:
    starts = [term.mandat.debut if term.mandat else None for term in terms]
    known = [start for start in starts if start]
    since = min(known) if known and None not in starts else None
    trainings = [term.formation for term in (holder, *terms) if term.formation]
    return _Member(seat=seat, holder=holder, since=since, training=trainings[0] if trainings else None)


def _new(case: Case) -> Iterator[_Member]:
    """Give the members that the instruction speaks of: arrived since its first day; all those of a new commission
    whose first day is not written."""
    first = provision(_SOURCE).versions[0].start
    installed = case.commission.installation.date if case.commission.installation else None
    for member in _members(case):
        since = member.since or installed
        if since and since >= first:
            yield member


@rule(
    id="membre-sans-formation",
    severity=Severity.WARNING,
    provision=_SOURCE,
    traces=("E-13-1",),
    needs=("membres/tous",),
    sentences={
        "": (
            "Aucune formation n’est écrite au {jour} pour des membres arrivés depuis le {depuis} : {titres}.",
            "Proposez-leur une session assurée par une association agréée, puis écrivez « formation: {{date: …, "
            "association: …}} ».",
        ),
        "arrivee": (
            "Le fichier ne dit pas depuis quand siègent des membres sans formation écrite : {titres}.",
            "Ajoutez « mandat: {{debut: …}} » à chacun : seuls les nouveaux membres doivent être formés.",
        ),
        "date": (
            "Le fichier ne dit pas quel jour ces membres ont été formés : {titres}.",
            "Ajoutez « date: » à leur formation.",
        ),
    },
)
def membre_sans_formation(case: Case) -> Iterator[Breach]:
    """Les nouveaux membres sont formés.

    **Ce que dit le texte.** Les membres des nouvelles commissions et les nouveaux membres des commissions existantes
    bénéficient « d’une session de sensibilisation ou de formation à la problématique de la prostitution »
    (instruction du 13 avril 2022, 1.3). Elle ne fixe pas de délai, et le kit n’en invente pas : une formation suivie
    avant l’arrivée convient, une formation tardive aussi.

    **Ce qui est vérifié.** Chaque titulaire du jour arrivé depuis le 13 avril 2022 a une formation, suivie au plus tard
    le jour demandé. Un membre renouvelé sous le même identifiant n’est pas nouveau. Un seul constat les cite tous.

    **Comment corriger.** Organiser une session, puis écrire sa date, l’association et son niveau.

    ```yaml title="non conforme au 2026-11-23"
    membres: {pjj: [{id: pjj-2, titre: "Directeur territorial", mandat: {debut: 2026-09-01}}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      pjj:
        - id: pjj-2
          titre: "Directeur territorial"
          mandat: {debut: 2026-09-01}
          formation: {date: 2026-06-16, association: association-rive-gauche-2026, niveau: departemental}
    ```
    """
    fields = {"depuis": date(provision(_SOURCE).versions[0].start), "jour": date(case.as_of)}
    new = list(_new(case))
    untrained = [member for member in new if not member.training or (member.training.date or case.as_of) > case.as_of]
    if untrained:
        partial = case.commission.liste_membres == "partielle"
        doubtful = partial or all(member.holder.a_verifier for member in untrained)
        outcome = Outcome.REVIEW if doubtful else Outcome.FAIL
        yield _about(untrained, untrained[0].place("date"), "", outcome, **fields)
    undated = [member for member in new if member.training and member.training.date is None]
    if undated:
        yield _about(undated, undated[0].place("date"), "date", Outcome.OPEN)
    unknown = [m for m in _members(case) if m.since is None and m.training is None and m not in new]
    if unknown:
        yield _about(unknown, (*unknown[0].holder.pointer, "mandat"), "arrivee", Outcome.OPEN)


def _about(members: list[_Member], pointer: Pointer, sentence: str, outcome: Outcome, **fields: str) -> Breach:
    """Say one thing of several members, at one place."""
    return Breach(
        pointer=pointer,
        case=sentence,
        outcome=outcome,
        fields={"titres": listing(member.named for member in members), **fields},
        paragraph=_PARAGRAPH,
    )


@rule(
    id="formation-mal-assuree",
    severity=Severity.WARNING,
    provision=_SOURCE,
    traces=("E-13-2",),
    needs=("membres/tous", "commission/associations_agreees"),
    sentences={
        "": (
            "L’association « {nom} » n’était pas agréée le {jour}, quand elle a formé {titres}.",
            "Vérifiez l’agrément et la date ; sinon, proposez une nouvelle session par une association agréée.",
        ),
        "inconnue": (
            "L’association « {ecrite} », qui a formé {titres}, n’est pas dans « associations_agreees ».",
            "Corrigez « association », ou ajoutez-la avec son agrément ; si elle est agréée ailleurs, écrivez "
            "« niveau: regional » ou « niveau: national ».",
        ),
        "ailleurs": (
            "Une association régionale ou nationale, que la liste du département ne connaît pas, a formé {titres}.",
            "Vérifiez que cette association est agréée, et écrivez-la dans « associations_agreees » si elle l’est pour "
            "le département.",
        ),
        "agrement": (
            "Les dates de l’agrément de « {nom} », qui a formé {titres}, ne sont pas écrites.",
            "Ajoutez « agrement: {{reference: …, debut: …, fin: …}} » à cette association.",
        ),
        "silence": (
            "Le fichier ne dit pas quelle association a formé {titres}.",
            "Ajoutez « association: » à leur formation, ou « niveau: » si elle est agréée ailleurs.",
        ),
        "niveau": (
            "Le fichier ne dit pas à quel niveau est agréée l’association qui a formé {titres}.",
            "Ajoutez « niveau: departemental », « regional » ou « national » à leur formation.",
        ),
    },
)
def formation_mal_assuree(case: Case) -> Iterator[Breach]:
    """La formation est assurée par une association agréée.

    **Ce que dit le texte.** « Cette formation sera assurée par une association agréée au niveau national, régional ou
    départemental » (instruction du 13 avril 2022, 1.3).

    **Ce qui est vérifié.** L’association écrite sous `formation` est dans `associations_agreees`, et son agrément
    couvrait le jour de la session. Une association que le département ne connaît pas mais qui est dite nationale ou
    régionale donne « à vérifier ». Le niveau est écrit, sur la formation ou sur l’agrément.

    **Comment corriger.** Écrire l’association, son niveau et la date de la session.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      pjj:
        - id: pjj-2
          titre: "Directeur territorial"
          mandat: {debut: 2026-09-01}
          formation: {date: 2026-10-06, association: association-rive-gauche-2023, niveau: departemental}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      pjj:
        - id: pjj-2
          titre: "Directeur territorial"
          mandat: {debut: 2026-09-01}
          formation: {date: 2026-10-06, association: association-le-passage-2024, niveau: departemental}
    ```
    """
    known = {association.id: association for association in case.commission.associations_agreees or ()}
    together: dict[tuple[str, str, datetime.date | None], list[_Member]] = defaultdict(list)
    for member in _new(case):
        training = member.training
        if training and (training.date is None or training.date <= case.as_of):
            for sentence in _faults(training, known):
                day = training.date if sentence == "" else None
                together[sentence, training.association or "", day].append(member)
    if not case.commission.readable("commission", "associations_agreees"):
        return
    for (sentence, written, day), members in together.items():
        outcome, key = _WEIGHT[sentence]
        name = known[written].nom if written in known else written
        fields = {"nom": name, "ecrite": written, "jour": date(day) if day else ""}
        doubtful = (written in known and known[written].a_verifier) or _doubtful(members)
        outcome = Outcome.REVIEW if outcome is Outcome.FAIL and doubtful else outcome
        yield _about(members, members[0].place(key), sentence, outcome, **fields)


def _doubtful(members: Iterable[_Member]) -> bool:
    return all(member.holder.a_verifier for member in members)


# Ce que chaque phrase pèse, et la ligne de « formation » qu’elle montre.
_WEIGHT = {
    "": (Outcome.FAIL, "association"),
    "inconnue": (Outcome.FAIL, "association"),
    "ailleurs": (Outcome.REVIEW, "niveau"),
    "agrement": (Outcome.OPEN, "association"),
    "silence": (Outcome.OPEN, "association"),
    "niveau": (Outcome.OPEN, "niveau"),
}


def _faults(training: Formation, known: dict[str, Association]) -> Iterator[str]:
    """Give the sentences that a training deserves: at most one on the association, one on the level."""
    association = known.get(training.association or "")
    if association is None:
        if training.niveau in _ELSEWHERE:
            yield "ailleurs"
        else:
            yield "inconnue" if training.association else "silence"
        return
    agrement = association.agrement
    if agrement is None or agrement.debut is None:
        yield "agrement"
    elif training.date and not covers(agrement.debut, agrement.fin, training.date):
        yield ""
    if training.niveau is None and not (agrement and agrement.niveau):
        yield "niveau"
