"""The tables of the commissions in the open data: what each holds, what each column means, and its rows.

They are made from the public edition, for every reader: no name, no single file, no minutes. Only the figures of the
departments follow the profile: the public ones withhold small numbers.
"""

import datetime
from collections.abc import Callable, Iterator

from kit.findings.finding import OUTCOME_FR, SEVERITY_FR, Severity, weights
from kit.handbook.data.tabular import DATE, WHOLE, YES_NO, Column, Row, Table, Value
from kit.handbook.fragments import carte
from kit.handbook.page import Profile
from kit.handbook.pages import figures
from kit.handbook.pages.country import Country
from kit.handbook.pages.situation import filled, installation, seat_rows
from kit.judging.case import Case
from kit.law.territories import territories
from kit.model.commission import Titulaire

_DEPARTMENT = Column("departement", "code du département, deux ou trois signes")
_EXAMPLE = Column("exemple", "oui : ce dossier est inventé", YES_NO)


def tables(country: Country) -> tuple[Table, ...]:
    """Give the tables of the commissions, from the edition for these readers."""
    return tuple(
        Table(name=name, title=title, about=about, columns=columns, rows=tuple(rows(country.open)))
        for name, title, about, columns, rows in _TABLES
    )


_DEPARTMENT_COLUMNS = (
    _DEPARTMENT,
    Column("nom", "nom du département"),
    Column("region", "nom de la région"),
    Column("dossier", "oui : le département a un dossier", YES_NO),
    _EXAMPLE,
    Column(
        "etat",
        "état sur la carte : conforme, à compléter, non conforme, en cours d’installation, non installée, sans dossier",
    ),
    Column("installation", "installee, en_cours, non_installee ou non_dit"),
    Column("installation_date", "jour de l’installation, écrit dans le dossier", DATE),
    Column("jour_du_controle", "jour auquel le dossier est jugé", DATE),
    Column("verdict", "conforme, non conforme, à vérifier, non renseigné ou sans objet"),
    Column("sieges_pourvus", "sièges qui ont un titulaire ce jour-là", WHOLE),
    Column("sieges_prevus", "sièges prévus par la rédaction de ce jour-là", WHOLE),
    Column("erreurs", "constats publiés de poids « erreur »", WHOLE),
    Column("avertissements", "constats publiés de poids « avertissement »", WHOLE),
    Column("notes", "constats publiés de poids « note »", WHOLE),
)


def _departments(country: Country) -> Iterator[Row]:
    filed = country.by_code()
    for code, territory in territories().items():
        known = (code, territory.name, territory.region)
        entry = filed.get(code)
        state = carte.state(entry).one
        if entry is None:
            yield (*known, False, False, state, *[None] * 9)
            continue
        found, case, _ = entry
        found_weights = weights(found.findings)
        said = case.commission.installation if case else None
        yield (
            *known, True, found.example, state, installation(case), said.date if said else None, country.report.as_of,
            OUTCOME_FR[found.outcome], *_seats_held(case), *(found_weights[severity] for severity in Severity),
        )  # fmt: skip


def _seats_held(case: Case | None) -> tuple[int | None, int | None]:
    """Give the seats held and the seats there are; a commission that is not installed has none to hold."""
    if case is None or not case.installed or case.commission.sieges is None:
        return None, None
    return filled(case), len(case.composition.seats)


_SEAT_COLUMNS = (
    _DEPARTMENT,
    _EXAMPLE,
    Column("siege", "nom stable du siège, le même d’une rédaction à l’autre"),
    Column("rang", "rang du siège dans la rédaction de ce jour-là, comme « 8° »"),
    Column("intitule", "titre du siège dans le texte"),
    Column("etat", "ce que les règles disent du siège"),
    Column("titulaire", "titre du titulaire, jamais son nom"),
    Column("organisme", "service ou organisme du titulaire"),
    Column("mandat_debut", "premier jour du mandat", DATE),
    Column("mandat_fin", "dernier jour du mandat", DATE),
)


def _seats(country: Country) -> Iterator[Row]:
    for found, case, _ in country.by_code().values():
        if case is None or not case.installed or case.commission.sieges is None:
            continue
        for seat, row in zip(case.composition.seats, seat_rows(found, case), strict=True):
            known = (found.code, found.example, seat.id, seat.ordinal, row.title, row.state.word)
            yield from ((*known, *held) for held in map(_holder, case.holders(seat.id) or (None,)))


def _holder(holder: Titulaire | None) -> Row:
    if holder is None:
        return None, None, None, None
    term = holder.mandat
    return holder.titre, holder.organisme, term.debut if term else None, term.fin if term else None


_SESSION_COLUMNS = (
    _DEPARTMENT,
    _EXAMPLE,
    Column("date", "jour de la séance", DATE),
    Column("heure", "heure locale"),
    Column("formation", "politique, individuelle ou mineurs"),
    Column("etat", "prevue, tenue, reportee ou annulee"),
    Column("convocation_date", "jour de la convocation", DATE),
    Column("convocation_urgence", "oui : convoquée en urgence", YES_NO),
)


def _sessions(country: Country) -> Iterator[Row]:
    for found, case, _ in country.by_code().values():
        for session in case.sessions if case else ():
            called = session.convocation
            call = (called.date, called.urgence) if called else (None, None)
            yield (found.code, found.example, session.date, session.heure, session.formation, session.etat, *call)


_FINDING_COLUMNS = (
    Column("departement", "code du département ; vide pour un constat sur tout le pays"),
    _EXAMPLE,
    Column("regle", "identifiant de la règle"),
    Column("issue", "conforme (une simple remarque), non conforme, à vérifier ou non renseigné"),
    Column("poids", "erreur, avertissement ou note"),
    Column("message", "ce qui ne va pas"),
    Column("que_faire", "ce qu’il faut écrire"),
    Column("raison", "raison déclarée par une dérogation"),
    Column("texte", "identifiant du texte, dans droit.json"),
    Column("paragraphe", "paragraphe du texte"),
    Column("redaction", "premier jour de la rédaction appliquée", DATE),
    Column("fichier", "fichier du dépôt"),
    Column("ligne", "ligne du fichier", WHOLE),
)


def _findings(country: Country) -> Iterator[Row]:
    places = [(found.code, found.example, found.findings) for found in country.report.departments]
    nation = tuple(finding for result in country.report.national for finding in result.findings)
    for code, example, findings in (*places, (None, None, nation)):
        for f in findings:
            version = datetime.date.fromisoformat(f.version) if f.version else None
            yield (
                code, example, f.rule, OUTCOME_FR[f.outcome], SEVERITY_FR[f.severity], f.message, f.remedy,
                f.derogation, f.provision, f.paragraph, version, f.file, f.line if f.file.endswith(".yaml") else None,
            )  # fmt: skip


_FIGURE_COLUMNS = (
    _DEPARTMENT,
    _EXAMPLE,
    Column("date", "jour auquel les nombres sont arrêtés", DATE),
    Column("psp_en_cours", "parcours en cours", WHOLE),
    Column("psp_engages", "parcours engagés dans l’année", WHOLE),
    Column("psp_termines", "parcours terminés dans l’année", WHOLE),
    Column("sorties_formation", "parcours terminés avec une formation", WHOLE),
    Column("sorties_emploi", "parcours terminés avec un emploi", WHOLE),
    Column("sorties_logement", "parcours terminés avec un logement", WHOLE),
    Column("demandes_en_attente", "demandes en attente", WHOLE),
    Column("aps_delivrees", "autorisations provisoires de séjour délivrées dans l’année", WHOLE),
    Column("aps_delai_median_jours", "délai médian de l’autorisation provisoire de séjour, en jours", WHOLE),
    Column("carte_delai_median_jours", "délai médian de la carte de séjour, en jours", WHOLE),
)


def _figures(country: Country) -> Iterator[Row]:
    hides = country.profile is Profile.PUBLIC
    for found, case, _ in country.by_code().values():
        known = [each for each in case.commission.indicateurs or () if each.date <= case.as_of] if case else []
        for day, cells in figures.rows(known, public=hides):
            yield (found.code, found.example, day, *map(_number, cells))


def _number(cell: str) -> Value:
    if cell == figures.SILENT:
        return None
    return cell if cell == figures.WITHHELD else int(cell)


_TABLES: tuple[tuple[str, str, str, tuple[Column, ...], Callable[[Country], Iterator[Row]]], ...] = (
    (
        "departements",
        "Départements",
        "Les 101 départements, avec ou sans dossier, au jour du contrôle.",
        _DEPARTMENT_COLUMNS,
        _departments,
    ),
    (
        "sieges",
        "Sièges",
        "Chaque siège prévu ce jour-là par l’article R. 121-12-7 et qui l’occupe, sans nom : une ligne par titulaire, "
        "une ligne sans titulaire quand le siège est vide.",
        _SEAT_COLUMNS,
        _seats,
    ),
    (
        "sessions",
        "Séances",
        "Le calendrier des commissions, sans ordre du jour, sans présence, sans dossier examiné.",
        _SESSION_COLUMNS,
        _sessions,
    ),
    (
        "constats",
        "Constats",
        "Ce que les règles disent des dossiers. Les constats sur un dossier examiné, une présence, un procès-verbal ou "
        "un nombre de personnes n’y sont pas.",
        _FINDING_COLUMNS,
        _findings,
    ),
    (
        "indicateurs",
        "Indicateurs",
        "Les nombres d’ensemble écrits par les départements ; « np » : nombre non publié, parce qu’il est petit ou "
        "qu’il en laisserait deviner un petit.",
        _FIGURE_COLUMNS,
        _figures,
    ),
)
