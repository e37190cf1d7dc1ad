"""Whether individual sessions follow the pace of the files, and what is planned (R. 121-12-10, instruction of 13 April
2022, 2.1)."""

import calendar
import datetime
from collections.abc import Iterator
from itertools import pairwise

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import count, date
from kit.judging.assembly import FILES, HELD, PLANNED, judged, since
from kit.judging.case import Case
from kit.judging.past import misdated
from kit.judging.registry import rule
from kit.model.commission import Indicateurs
from kit.model.sessions import Seance
from kit.rules.annees import lacks_meetings

_HERE = ("sessions",)


@rule(
    id="seances-trop-espacees",
    severity=Severity.WARNING,
    provision="casf-psp",
    traces=("E-21-4",),
    needs=("sessions",),
    sentences={
        "": (
            "Plus de {mois} mois séparent les séances individuelles du {avant} et du {apres}, alors que des parcours "
            "sont en cours.",
            "Prévoyez une séance individuelle dans l’intervalle s’il est encore temps : une autorisation ne vaut que "
            "{mois} mois.",
        ),
        "depuis": (
            "Aucune séance individuelle n’a été tenue depuis celle du {avant}, il y a plus de {mois} mois, alors que "
            "des parcours sont en cours.",
            "Prévoyez une séance individuelle, et ajoutez-la à sessions.yaml avec « etat: prevue ».",
        ),
        "silence": (
            "Plus de {mois} mois s’écoulent après la séance individuelle du {avant}, et le fichier ne dit pas si des "
            "parcours étaient en cours.",
            "Ajoutez « psp_en_cours » sous « indicateurs » de commission.yaml.",
        ),
    },
)
def seances_trop_espacees(case: Case) -> Iterator[Breach]:
    """Les séances individuelles suivent le rythme des autorisations.

    **Ce que dit le texte.** Le parcours est autorisé pour six mois, renouvelables après avis de la commission
    (article R. 121-12-10). L’instruction du 13 avril 2022 (2.1) demande que la commission se réunisse à périodicité
    régulière.

    **Ce qui est vérifié.** Pas plus de six mois entre deux séances individuelles, ni depuis la dernière, tant que des
    parcours sont en cours (`psp_en_cours`, ou un dossier autorisé à la première des deux séances). Aucun texte ne
    fixe l’intervalle lui-même : ce n’est qu’un avertissement.

    **Comment corriger.** Prévoir une séance avant que les autorisations ne prennent fin.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - {date: 2025-10-16, formation: individuelle, etat: tenue}
      - {date: 2026-06-11, formation: individuelle, etat: tenue}
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - {date: 2026-02-12, formation: individuelle, etat: tenue}
      - {date: 2026-06-11, formation: individuelle, etat: tenue}
      - {date: 2026-12-11, formation: individuelle, etat: prevue}
    ```
    """
    version = case.version_of("casf-psp")
    if version is None or not case.commission.readable("sessions"):
        return
    months = version.number("autorisation_mois")
    known = [s for s in case.sessions if s.formation == FILES and s.etat in (HELD, PLANNED) and s.date >= since(case)]
    for before, after in pairwise([*known, None]):
        if before is None or before.date > case.as_of:
            return
        end = after.date if after else case.as_of
        running = _running(case, before, end)
        if end <= _months_after(before.date, months) or running is False:
            continue
        fields = {"mois": str(months), "avant": date(before.date), "apres": date(end)}
        if running is None:
            yield Breach(pointer=before.pointer, case="silence", outcome=Outcome.OPEN, fields=fields, day=before.date)
        else:
            where, sentence = ((*after.pointer, "date"), "") if after else ((*before.pointer, "date"), "depuis")
            yield Breach(pointer=where, case=sentence, fields=fields, paragraph="article R. 121-12-10", day=before.date)


def _running(case: Case, before: Seance, end: datetime.date) -> bool | None:
    """Tell whether persons were in the way out between two days; None when nothing says so."""
    granted = (file.decision for file in before.dossiers or () if file.decision)
    if any(decision.sens == "autorise" for decision in granted):
        return True
    known = [i for i in _indicators(case) if i.date <= end and i.psp_en_cours is not None]
    return bool(known[-1].psp_en_cours) if known else None


def _indicators(case: Case) -> list[Indicateurs]:
    told = (i for i in case.commission.indicateurs or () if i.date <= case.as_of)
    return sorted(told, key=lambda indicators: indicators.date)


def _months_after(day: datetime.date, months: int) -> datetime.date:
    """Give the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


@rule(
    id="demandes-sans-seance",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-21-4",),
    needs=("sessions", "commission/indicateurs"),
    evidence=lambda case: bool(_indicators(case)),
    sentences={
        "": (
            "{demandes} en attente au {jour}, et aucune séance individuelle n’a été tenue depuis ni n’est prévue.",
            "Prévoyez une séance individuelle, et ajoutez-la à sessions.yaml avec « etat: prevue ».",
        ),
        "silence": (
            "Le fichier ne dit pas combien de demandes attendaient au {jour}.",
            "Ajoutez « demandes_en_attente » sous « indicateurs » de commission.yaml.",
        ),
    },
)
def demandes_sans_seance(case: Case) -> Iterator[Breach]:
    """Les demandes en attente ont une séance.

    **Ce que dit le texte.** La commission se réunit à périodicité régulière pour examiner toutes les demandes
    recevables (instruction du 13 avril 2022, 2.1).

    **Ce qui est vérifié.** Quand les derniers indicateurs du jour comptent des demandes en attente, une séance
    individuelle a été tenue depuis, ou est prévue.

    **Comment corriger.** Prévoir une séance individuelle, et l’écrire.

    ```yaml title="non conforme au 2026-11-23"
    sessions: [{date: 2025-10-16, formation: individuelle, etat: tenue}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions: [{date: 2027-01-28, formation: individuelle, etat: prevue}]
    ```
    """
    last = next(reversed(_indicators(case)), None)
    if last is None:
        return
    waiting = last.demandes_en_attente
    fields = {"jour": date(last.date), "demandes": _requests(waiting or 0)}
    where = (*last.pointer, "demandes_en_attente")
    if waiting is None:
        yield Breach(pointer=where, case="silence", outcome=Outcome.OPEN, fields=fields)
    elif _waiting(case):
        yield Breach(pointer=where, fields=fields, paragraph="2.1")


def _requests(number: int) -> str:
    return f"{count(number, 'demande')} {'était' if number == 1 else 'étaient'}"


def _waiting(case: Case) -> bool:
    """Tell whether requests counted last have had no individual session since, and have none planned."""
    last = next(reversed(_indicators(case)), None)
    if last is None or not last.demandes_en_attente or not case.commission.readable("sessions"):
        return False
    return not any(s.formation == FILES and s.etat in (HELD, PLANNED) and s.date > last.date for s in case.sessions)


@rule(
    id="calendrier-sans-suite",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-21-4",),
    needs=("sessions",),
    sentences={
        "": (
            "Aucune séance n’est prévue après le {jour}.",
            "Ajoutez à sessions.yaml la prochaine séance, avec sa date, sa formation et « etat: prevue ».",
        ),
        "passee": (
            "La séance du {seance} est encore « prevue », alors que sa date est passée au {jour}.",
            "Dites si elle a été tenue : écrivez « etat: tenue », « reportee » ou « annulee ».",
        ),
        "future": (
            "La séance du {seance} est notée « tenue », alors que sa date n’est pas encore passée au {jour}.",
            "Écrivez « etat: prevue », ou corrigez la date de la séance.",
        ),
        "repetee": (
            "La séance du {seance} est écrite plusieurs fois, avec la même formation : elle ne compte qu’une fois.",
            "Gardez-en une, ou corrigez sa date.",
        ),
    },
)
def calendrier_sans_suite(case: Case) -> Iterator[Breach]:
    """Le calendrier est à jour et va de l’avant.

    **Ce que dit le texte.** La commission se réunit à périodicité régulière (instruction du 13 avril 2022, 2.1).

    **Ce qui est vérifié.** Une séance au moins est prévue après le jour demandé, quelle que soit sa formation, sauf
    quand une autre règle en demande déjà une. Une séance « prevue » dont la date est passée est « non renseignée » :
    le kit ne sait pas si elle a été tenue. Une séance notée tenue un jour à venir, ou écrite plusieurs fois (même
    date, même formation), est « à vérifier ».

    **Comment corriger.** Écrire la prochaine séance, et ce que sont devenues les précédentes.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - {date: 2026-04-09, formation: politique, etat: tenue}
      - {date: 2026-06-11, formation: individuelle, etat: tenue}
      - {date: 2026-11-12, formation: politique, etat: tenue}
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - {date: 2026-04-09, formation: politique, etat: tenue}
      - {date: 2027-01-28, formation: individuelle, etat: prevue}
    ```
    """
    fields = {"jour": date(case.as_of)}
    for session in case.sessions:
        if session.etat == PLANNED and since(case) <= session.date < case.as_of:
            told = {**fields, "seance": date(session.date)}
            yield Breach(pointer=(*session.pointer, "etat"), case="passee", outcome=Outcome.OPEN, fields=told)
    yield from misdated(case)
    # Une séance « tenue » après le jour demandé était alors à venir.
    coming = case.planned or any(s.date > case.as_of and s.etat == HELD for s in case.sessions)
    if not coming and case.commission.readable("sessions") and not lacks_meetings(case) and not _waiting(case):
        last = next(reversed(judged(case)), None)
        yield Breach(pointer=last.pointer if last else _HERE, fields=fields, paragraph="2.1")
