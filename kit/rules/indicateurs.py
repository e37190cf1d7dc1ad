"""The figures of a commission: there, recent, coherent, and delays measured (instruction, 2.1 and 2.3)."""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import count, date, quoted
from kit.judging.case import Case
from kit.judging.past import is_past
from kit.judging.registry import rule
from kit.law.texts import data
from kit.model.commission import Indicateurs

_HERE = ("commission", "indicateurs")
_DAY = datetime.timedelta(days=1)
_COUNTS = ("psp_en_cours", "psp_engages", "psp_termines")
_EXITS = ("formation", "emploi", "logement")


def _within(case: Case, name: str) -> datetime.date:
    """Give the day that lies as many days before the day of the case as a value of the kit says."""
    return case.as_of - datetime.timedelta(days=int(data("maison")[name]))


def _settled(case: Case) -> bool:
    """Tell whether the commission has been installed long enough to have figures; without a date, it has."""
    installation = case.commission.installation
    started = installation.date if installation else None
    return started is None or started <= _within(case, "indicateurs_attendus_jours")


def _entries(case: Case) -> list[Indicateurs]:
    """The entries known on the day, oldest first."""
    return sorted((e for e in case.commission.indicateurs or () if e.date <= case.as_of), key=lambda entry: entry.date)


@rule(
    id="indicateurs-pas-a-jour",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-21-3",),
    concerns=_settled,
    sentences={
        "": (
            "Les derniers indicateurs de la commission {de} sont arrêtés au {date}, ils ne disent plus où elle en est "
            "au {jour}.",
            "Ajoutez sous « indicateurs » les nombres arrêtés à une date plus récente.",
        ),
        "absents": (
            "Le fichier ne donne aucun indicateur arrêté au {jour} ou avant pour la commission {de}.",
            "Ajoutez sous « indicateurs » une date et les nombres d’ensemble arrêtés ce jour-là.",
        ),
        "incomplets": (
            "Les indicateurs arrêtés au {date} ne donnent pas {manquants}.",
            "Ajoutez ces nombres à cette date, « 0 » compris.",
        ),
    },
)
def indicateurs_pas_a_jour(case: Case) -> Iterator[Breach]:
    """Les indicateurs sont donnés, récents et complets.

    **Ce que dit le texte.** L’instruction du 13 avril 2022 (2.1) compte les parcours en cours, engagés et
    terminés. Elle ne fixe pas de périodicité : celle d’un peu plus d’un an est une règle du kit.

    **Ce qui est vérifié.** Pour une commission installée depuis plus d’un an, une date d’indicateurs existe au jour
    demandé et n’est pas trop ancienne. La dernière donne les parcours en cours, engagés et terminés ; ce qui manque est
    « non renseigné ».

    **Comment corriger.** Ajouter les nombres arrêtés, par exemple, au 31 décembre.

    ```yaml title="non conforme au 2026-11-23"
    commission: {indicateurs: [{date: 2024-12-31, psp_en_cours: 39}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    commission: {indicateurs: [{date: 2025-12-31, psp_en_cours: 42, psp_engages: 18, psp_termines: 15}]}
    ```
    """
    fields = {"de": case.territory.of, "jour": date(case.as_of)}
    entries = _entries(case)
    if not case.commission.readable(*_HERE):
        return
    if not entries:
        yield Breach(pointer=_HERE, case="absents", outcome=Outcome.OPEN, fields=fields, paragraph="2.1")
        return
    last = entries[-1]
    fields["date"] = date(last.date)
    if last.date < _within(case, "indicateurs_anciens_jours"):
        yield Breach(pointer=(*last.pointer, "date"), fields=fields, paragraph="2.1")
    if missing := [name for name in _COUNTS if getattr(last, name) is None]:
        fields["manquants"] = quoted(missing, "ni")
        yield Breach(pointer=last.pointer, case="incomplets", outcome=Outcome.OPEN, fields=fields, paragraph="2.1")


@rule(
    id="indicateurs-incoherents",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-21-3",),
    needs=("commission/indicateurs",),
    evidence=lambda case: bool(case.commission.indicateurs),
    sentences={
        "": (
            "Au {date}, {sorties} dépasse « psp_termines: {termines} », dont c’est pourtant une partie.",
            "Corrigez l’un des deux nombres : les sorties se comptent parmi les parcours terminés.",
        ),
        "suite": (
            "Du {avant} au {date}, {calcul}, et non « psp_en_cours: {lu} ».",
            "Corrigez celui de ces nombres qui est faux.",
        ),
    },
)
def indicateurs_incoherents(case: Case) -> Iterator[Breach]:
    """Les nombres des indicateurs s’accordent entre eux.

    **Ce que dit le texte.** L’instruction du 13 avril 2022 (2.1) compte les parcours en cours, engagés, terminés et,
    parmi ceux-ci, les sorties avec une formation, un emploi, un logement.

    **Ce qui est vérifié.** Chaque nombre de `sorties` ne dépasse pas les parcours terminés. D’un 31 décembre au
    suivant, les parcours en cours, plus les engagés, moins les terminés, donnent les parcours en cours. Entre deux
    autres dates de la même année, ou depuis le 31 décembre qui précède, un écart est « à vérifier » : les comptes n’y
    sont pas toujours arrêtés de la même façon. Au-delà, rien ne se compare.

    **Comment corriger.** Reprendre les nombres à leur source.

    ```yaml title="non conforme"
    commission: {indicateurs: [{date: 2025-12-31, psp_termines: 9, sorties: {formation: 12}}]}
    ```

    ```yaml title="conforme"
    commission: {indicateurs: [{date: 2025-12-31, psp_termines: 9, sorties: {formation: 9}}]}
    ```
    """
    entries = sorted(case.commission.indicateurs or (), key=lambda entry: entry.date)
    for entry in entries:
        yield from _exits(entry)
    for before, entry in pairwise(entries):
        yield from _follows(before, entry)


def _exits(entry: Indicateurs) -> Iterator[Breach]:
    if entry.sorties is None or entry.psp_termines is None:
        return
    told = {name: getattr(entry.sorties, name) for name in _EXITS}
    over = [name for name, number in told.items() if number is not None and number > entry.psp_termines]
    if over:
        fields = {
            "date": date(entry.date),
            "sorties": quoted(f"{name}: {told[name]}" for name in over),
            "termines": str(entry.psp_termines),
        }
        yield Breach(pointer=(*entry.sorties.pointer, over[0]), fields=fields, paragraph="2.1")


def _follows(before: Indicateurs, entry: Indicateurs) -> Iterator[Breach]:
    """Compare what is under way on two dates with what began and ended between them."""
    after_year_end = (before.date + _DAY).year == entry.date.year > before.date.year
    if not after_year_end and before.date.year != entry.date.year:
        return
    started, ended = entry.psp_engages, entry.psp_termines
    if before.date.year == entry.date.year and started is not None and ended is not None:
        if before.psp_engages is None or before.psp_termines is None or before.date == entry.date:
            return
        started, ended = started - before.psp_engages, ended - before.psp_termines
    if before.psp_en_cours is None or started is None or ended is None or entry.psp_en_cours is None:
        return
    expected = before.psp_en_cours + started - ended
    if expected == entry.psp_en_cours:
        return
    whole_year = after_year_end and (entry.date + _DAY).year > entry.date.year
    counted = f"{count(started, 'engagé')} et {count(ended, 'terminé')} font {expected}"
    sum_ = f"{before.psp_en_cours} en cours, {counted}"
    fields = {"avant": date(before.date), "date": date(entry.date), "calcul": sum_, "lu": str(entry.psp_en_cours)}
    outcome = Outcome.FAIL if whole_year else Outcome.REVIEW
    yield Breach(
        pointer=(*entry.pointer, "psp_en_cours"), case="suite", outcome=outcome, fields=fields, paragraph="2.1"
    )


@rule(
    id="indicateurs-mal-dates",
    severity=Severity.ERROR,
    provision="instruction-2022-7",
    traces=("E-21-3",),
    needs=("commission/indicateurs",),
    evidence=lambda case: bool(case.commission.indicateurs),
    sentences={
        "": (
            "Des indicateurs sont arrêtés au {date}, après le {jour} : on ne compte pas d’avance.",
            "Corrigez la date, ou retirez ces nombres jusqu’à ce jour.",
        ),
        "double": (
            "Des indicateurs sont déjà arrêtés au {date} : on ne sait lesquels croire.",
            "Gardez une seule entrée par date.",
        ),
    },
)
def indicateurs_mal_dates(case: Case) -> Iterator[Breach]:
    """Chaque date d’indicateurs est passée et n’est donnée qu’une fois.

    **Ce que dit le texte.** L’instruction du 13 avril 2022 (2.1) suit des nombres constatés : un nombre a une date, et
    une seule valeur à cette date.

    **Ce qui est vérifié.** Aucune date ne suit le jour demandé, et aucune ne revient deux fois. Quand le jour demandé
    est un jour passé, c’est-à-dire quand les fichiers parlent de faits postérieurs, les dates qui le suivent ne sont
    pas jugées.

    **Comment corriger.** Corriger la date, ou réunir les deux entrées.

    ```yaml title="non conforme au 2026-11-23"
    commission: {indicateurs: [{date: 2026-12-31, psp_en_cours: 40}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    commission: {indicateurs: [{date: 2026-06-30, psp_en_cours: 40}]}
    ```
    """
    seen = set()
    for entry in case.commission.indicateurs or ():
        fields = {"date": date(entry.date), "jour": date(case.as_of)}
        here = (*entry.pointer, "date")
        if entry.date in seen:
            yield Breach(pointer=here, case="double", fields=fields, paragraph="2.1")
        elif entry.date > case.as_of and not is_past(case):
            yield Breach(pointer=here, fields=fields, paragraph="2.1")
        seen.add(entry.date)


@rule(
    id="delai-de-titre-depasse",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-23-2",),
    needs=("commission/indicateurs",),
    concerns=_settled,
    evidence=lambda case: bool(_entries(case)),
    sentences={
        "": (
            "Au {date}, le délai médian {titre} est de {mesure} jours, pour {vise} jours visés par le département.",
            "Cherchez ce qui retarde les titres, ou revoyez « delai_cible_jours » dans procedures.yaml.",
        ),
        "silence": (
            "Les indicateurs arrêtés au {date} ne mesurent pas {manquants}.",
            "Ajoutez le délai médian en jours, dès qu’un titre a été délivré.",
        ),
    },
)
def delai_de_titre_depasse(case: Case) -> Iterator[Breach]:
    """Les délais de délivrance des titres sont mesurés et tenus.

    **Ce que dit le texte.** Les titres sont délivrés le plus vite possible, pour éviter les ruptures de droits
    (instruction du 13 avril 2022, 2.3). Aucun délai chiffré n’est fixé.

    **Ce qui est vérifié.** Les derniers indicateurs donnent le délai médian des autorisations provisoires et celui des
    cartes de séjour ; ce qui manque est « non renseigné ». Chaque délai est comparé à celui que le département vise
    lui-même (`delai_cible_jours`, sous `aps` et sous `sortie`).

    **Comment corriger.** Mesurer les délais ; s’ils dépassent la cible, en chercher la cause.

    ```yaml title="non conforme au 2026-11-23"
    commission: {indicateurs: [{date: 2025-12-31, aps_delai_median_jours: 200}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    commission: {indicateurs: [{date: 2025-12-31, aps_delai_median_jours: 30, carte_delai_median_jours: 50}]}
    ```
    """
    entries = _entries(case)
    if not entries:
        return
    last = entries[-1]
    procedures = case.commission.procedures
    aps = procedures.aps.delai_cible_jours if procedures and procedures.aps else None
    card = procedures.sortie.delai_cible_jours if procedures and procedures.sortie else None
    measured = {
        "aps_delai_median_jours": (last.aps_delai_median_jours, aps, "de délivrance de l’APS"),
        "carte_delai_median_jours": (last.carte_delai_median_jours, card, "de délivrance de la carte de séjour"),
    }
    for name, (days, aimed, title) in measured.items():
        if days is not None and aimed is not None and days > aimed:
            fields = {"date": date(last.date), "titre": title, "mesure": str(days), "vise": str(aimed)}
            yield Breach(pointer=(*last.pointer, name), fields=fields, paragraph="2.3")
    if missing := [name for name, (days, _, _) in measured.items() if days is None]:
        fields = {"date": date(last.date), "manquants": quoted(missing, "ni")}
        yield Breach(pointer=last.pointer, case="silence", outcome=Outcome.OPEN, fields=fields, paragraph="2.3")
