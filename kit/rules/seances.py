"""How often the commission meets (R. 121-12-8, R. 121-12-10, instruction of 13 April 2022, 2.1)."""

import calendar
import datetime
from collections.abc import Iterator
from itertools import pairwise

from kit.calendar import Seance
from kit.french import count, date
from kit.law.texts import provision
from kit.model import Indicateurs
from kit.report import Outcome, Severity
from kit.rule import Breach
from kit.rules.assembly import FILES, HELD, PLANNED, POLICY, examines, judged, since
from kit.rules.case import Case
from kit.rules.past import misdated
from kit.rules.registry import rule

_RHYTHM = "casf-r121-12-8"
_HERE = ("sessions",)


def _first_year(case: Case) -> int:
    """Give the first whole civil year of the commission."""
    start = max(since(case), provision(_RHYTHM).versions[0].start)
    return start.year if start == datetime.date(start.year, 1, 1) else start.year + 1


def _last_day(year: int) -> datetime.date:
    return datetime.date(year, 12, 31)


def _needed(year: int) -> int:
    """Give how many policy meetings a year needs, by the wording in force on its last day."""
    version = provision(_RHYTHM).in_force(_last_day(year))
    return version.number("politiques_par_an") if version else 0


def _policy(case: Case, year: int, *states: str) -> list[Seance]:
    """Give the policy meetings of a year, each day once."""
    found = [s for s in case.sessions if s.formation == POLICY and s.date.year == year and s.etat in states]
    return list({session.date: session for session in reversed(found)}.values())[::-1]


def _whole_years(case: Case) -> bool:
    return _first_year(case) < case.as_of.year


def _current_year_told(case: Case) -> bool:
    """Tell whether the calendar reaches the year of the day: one that starts later with a session held does not."""
    year, sessions = case.as_of.year, case.sessions
    started = not sessions or sessions[0].date.year <= year or sessions[0].etat == PLANNED
    return _first_year(case) <= year and started


@rule(
    id="reunions-insuffisantes",
    severity=Severity.ERROR,
    provision=_RHYTHM,
    traces=("E-21-4",),
    needs=("sessions",),
    concerns=_whole_years,
    sentences={
        "": (
            "En {annee}, la commission {tenues} sur les orientations, alors que le texte en demande {n} au "
            "moins par an.",
            "Ajoutez à sessions.yaml les réunions qui manquent avec « formation: politique » et « etat: tenue » ; si "
            "elles n’ont pas eu lieu, l’année ne se rattrape pas.",
        ),
        "incertaine": (
            "En {annee}, le nombre de réunions sur les orientations ne peut pas être jugé : une séance de cette "
            "année-là est encore « prevue ».",
            "Écrivez ce qu’elle est devenue : « tenue », « reportee » ou « annulee ».",
        ),
        "mixte": (
            "En {annee}, la commission n’a assez de réunions sur les orientations qu’en comptant une séance où des "
            "dossiers individuels ont été examinés.",
            "Vérifiez dans le procès-verbal que cette séance portait aussi sur les orientations, puis écrivez deux "
            "séances, avec les présents de chacune.",
        ),
        "silence": (
            "Le fichier ne dit pas combien de réunions sur les orientations la commission a tenues en {annee}.",
            "Ajoutez à sessions.yaml toutes les séances de {annee}, avec leur date, leur formation et leur état.",
        ),
    },
)
def reunions_insuffisantes(case: Case) -> Iterator[Breach]:
    """La commission se réunit assez souvent sur les orientations.

    **Ce que dit le texte.** L’article R. 121-12-8 demande, depuis le 2 janvier 2026, deux réunions au moins par an
    sur les orientations. La rédaction précédente, qui n’a pas été lue, en demandait une au moins par an : sous cette
    rédaction, le constat est « à vérifier ».

    **Ce qui est vérifié.** Chaque année civile terminée, depuis la première année entière de la commission, par la
    rédaction en vigueur **le 31 décembre de cette année** : l’année 2025 demande une réunion, l’année 2026 en demande
    deux. Une séance écrite deux fois ne compte qu’une fois, et une séance qui a des `dossiers` laisse un doute (« à
    vérifier »). Le calendrier commence à la première séance écrite : les années d’avant ne sont pas jugées, mais la
    dernière année terminée doit pouvoir l’être.

    **Comment corriger.** Écrire les réunions qui ont eu lieu. Une réunion qui n’a pas eu lieu ne se rattrape pas.

    ```yaml title="non conforme au 2027-01-01"
    sessions:
      - {date: 2025-04-03, formation: politique, etat: tenue}
      - {date: 2026-04-09, formation: politique, etat: tenue}
    ```

    ```yaml title="conforme au 2027-01-01"
    sessions:
      - {date: 2025-04-03, formation: politique, etat: tenue}
      - {date: 2026-04-09, formation: politique, etat: tenue}
      - {date: 2026-12-10, formation: politique, etat: tenue}
    ```
    """
    if not case.commission.readable("sessions"):
        return
    first = case.sessions[0].date.year if case.sessions else case.as_of.year
    last = case.as_of.year - 1
    for year in range(max(_first_year(case), min(first, last)), case.as_of.year):
        held = _policy(case, year, HELD)
        if len(held) >= _needed(year):
            yield from _mixed(year, held)
            continue
        unsure = _policy(case, year, PLANNED)
        fields = {"annee": str(year), "tenues": _met(len(held)), "n": str(_needed(year))}
        # La première année écrite peut n'être écrite qu'en partie.
        if year > first and len(held) + len(unsure) < _needed(year):
            yield Breach(pointer=_place(case, year), fields=fields, day=_last_day(year))
        elif unsure:
            where = (*unsure[0].pointer, "etat")
            yield Breach(pointer=where, case="incertaine", outcome=Outcome.OPEN, fields=fields, day=_last_day(year))
        elif year == last:
            yield Breach(pointer=_HERE, case="silence", outcome=Outcome.OPEN, fields=fields, day=_last_day(year))


def _mixed(year: int, held: list[Seance]) -> Iterator[Breach]:
    """Doubt a year that has enough policy meetings only with those that examined individual files."""
    both = [session for session in held if examines(session)]
    if both and len(held) - len(both) < _needed(year):
        where = (*both[0].pointer, "formation")
        fields = {"annee": str(year)}
        yield Breach(pointer=where, case="mixte", outcome=Outcome.REVIEW, fields=fields, day=_last_day(year))


def _met(number: int) -> str:
    return f"a tenu {count(number, 'réunion')}" if number else "n’a tenu aucune réunion"


def _place(case: Case, year: int) -> tuple[str | int, ...]:
    """Point at the first session of a year, else at the file."""
    return next((s.pointer for s in case.sessions if s.date.year == year), _HERE)


@rule(
    id="annee-a-completer",
    severity=Severity.WARNING,
    provision=_RHYTHM,
    traces=("E-21-4",),
    needs=("sessions",),
    concerns=_current_year_told,
    sentences={
        "": (
            "Pour {annee}, le calendrier compte {comptees} sur les orientations, séances prévues comprises, alors "
            "que le texte en demande {n} au moins dans l’année.",
            "Prévoyez-en {manque} avant le {fin} : ajoutez à sessions.yaml « date », « formation: politique » et "
            "« etat: prevue ».",
        ),
    },
)
def annee_a_completer(case: Case) -> Iterator[Breach]:
    """L’année en cours prévoit assez de réunions sur les orientations.

    **Ce que dit le texte.** Deux réunions au moins par an sur les orientations depuis le 2 janvier 2026 (article R.
    121-12-8) ; une auparavant.

    **Ce qui est vérifié.** Les réunions tenues et celles qui restent prévues dans l’année du jour demandé, par la
    rédaction en vigueur au 31 décembre. Tant que l’année n’est pas finie, ce n’est qu’un avertissement. L’année de
    l’installation n’est pas jugée.

    **Comment corriger.** Prévoir une réunion avant la fin de l’année, et l’écrire.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - {date: 2026-04-09, formation: politique, etat: tenue}
      - {date: 2027-01-28, formation: individuelle, etat: prevue}
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - {date: 2026-04-09, formation: politique, etat: tenue}
      - {date: 2026-12-10, formation: politique, etat: prevue}
    ```
    """
    if _short(case):
        year = case.as_of.year
        counted = len(_policy(case, year, HELD, PLANNED))
        missing = _needed(year) - counted
        fields = {
            "annee": str(year),
            "comptees": count(counted, "réunion"),
            "manque": str(missing) if missing > 1 else "une",
            "n": str(_needed(year)),
            "fin": date(_last_day(year)),
        }
        yield Breach(pointer=_place(case, year), fields=fields, day=_last_day(year))


def _short(case: Case) -> bool:
    """Tell whether the year of the day lacks policy meetings, those planned included."""
    year = case.as_of.year
    enough = len(_policy(case, year, HELD, PLANNED)) >= _needed(year)
    return _current_year_told(case) and case.commission.readable("sessions") and not enough


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
    if not coming and case.commission.readable("sessions") and not _short(case) and not _waiting(case):
        last = next(reversed(judged(case)), None)
        yield Breach(pointer=last.pointer if last else _HERE, fields=fields, paragraph="2.1")
