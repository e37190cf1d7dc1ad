"""Who designates the magistrate, the physician and the local authorities."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import listing
from kit.judging.case import Case
from kit.judging.holding import at_holder, held
from kit.judging.registry import rule
from kit.law.territories import slug

_COURT = "chefs_de_cour"
_ORDER = "conseil_departemental_ordre"
_PROPOSED = "article 9, II"
# Une cour s’écrit « Grenoble », « CA Grenoble » ou « cour d’appel de Grenoble ».
_COURT_WORDS = re.compile(
    r"^\s*(?:(?:la\s+)?(?:cour\s+d['’ʼ\s]\s*appel|c\.?\s?a\b\.?)[\s-]*)?(?:de\s+|d\s*['’ʼ]\s*)?", re.IGNORECASE
)


@rule(
    id="magistrat-mal-designe",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-1",),
    needs=("membres/magistrat",),
    sentences={
        "": (
            "Le magistrat « {titre} » ({rang}) n’a pas été désigné par les chefs de la cour d’appel.",
            "Demandez la désignation aux chefs de la cour d’appel {cour}, puis écrivez « par: chefs_de_cour ».",
        ),
        "cour": (
            "Le magistrat « {titre} » ({rang}) a été désigné par la cour d’appel {ecrite}, et non par celle "
            "{cour}, dont le ressort contient le département.",
            "Vérifiez « cour_appel » : le kit attend « {siege} ».",
        ),
        "silence": (
            "Le fichier ne dit pas qui a désigné le magistrat « {titre} » ({rang}).",
            'Ajoutez « designation: {{par: chefs_de_cour, cour_appel: "{siege}"}} ».',
        ),
        "cour-non-dite": (
            "Le magistrat « {titre} » ({rang}) est désigné par les chefs d’une cour d’appel, mais le fichier ne dit "
            "pas de quelle cour.",
            'Ajoutez « cour_appel: "{siege}" » si c’est bien cette cour.',
        ),
        "qualite": (
            "Le fichier ne dit pas si le magistrat « {titre} » ({rang}) est en fonction ou honoraire.",
            "Ajoutez « qualite: en_fonction » ou « qualite: honoraire ».",
        ),
    },
)
def magistrat_mal_designe(case: Case) -> Iterator[Breach]:
    """Le magistrat est désigné par les chefs de la cour d’appel.

    **Ce que dit le texte.** 1° : « un magistrat judiciaire en fonction dans une juridiction du département, ou un
    magistrat honoraire. Ce magistrat est désigné par les chefs de la cour d’appel dans le ressort de laquelle se
    situe le département. »

    **Ce qui est vérifié.** Le magistrat en cours est dit en fonction ou honoraire (`qualite`) ; ce sont les chefs d’une
    cour d’appel qui l’ont désigné (`designation`), et cette cour est celle du département. Le ressort vient du tableau
    des cours d’appel ; là où sa rédaction actuelle n’a pas été relue, une différence est « à vérifier ».

    **Comment corriger.** Écrire la désignation, ou la demander à la bonne cour.

    ```yaml title="non conforme au 2026-11-23"
    membres: {magistrat: [{id: m-1, titre: "Juge", qualite: en_fonction, designation: {par: prefet}}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      magistrat:
        - {id: m-1, titre: "Juge", qualite: en_fonction, designation: {par: chefs_de_cour, cour_appel: "Grenoble"}}
    ```
    """
    court = case.territory.court
    for seat, holder in held(case, lambda seat: seat.designated_by == _COURT):
        named = holder.designation
        fields = {"cour": _of(court.value), "siege": court.value}
        if named is None or named.par is None:
            yield at_holder(seat, holder, "silence", Outcome.OPEN, "designation", **fields)
        elif named.par != _COURT:
            yield at_holder(seat, holder, "", Outcome.FAIL, "designation", "par", **fields)
        elif not (written := _town(named.cour_appel or "")):
            yield at_holder(seat, holder, "cour-non-dite", Outcome.OPEN, "designation", **fields)
        elif not _same_court(written, court.value):
            outcome = Outcome.FAIL if court.certain else Outcome.REVIEW
            fields["ecrite"] = _of(written)
            yield at_holder(seat, holder, "cour", outcome, "designation", "cour_appel", **fields)
        if holder.qualite is None:
            yield at_holder(seat, holder, "qualite", Outcome.OPEN, "qualite")


def _same_court(written: str, known: str) -> bool:
    # « Saint-Denis de La Réunion » désigne bien la cour de Saint-Denis, « Grenoblette » pas celle de Grenoble.
    return f"{slug(written)}-".startswith(f"{slug(known)}-")


def _town(written: str) -> str:
    """Give the town of a court, without the words that say it is one."""
    return _COURT_WORDS.sub("", written).strip()


def _of(town: str) -> str:
    return f"d’{town}" if slug(town)[:1] in "aeiouy" else f"de {town}"


@rule(
    id="medecin-mal-designe",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-9",),
    needs=("membres/medecin",),
    sentences={
        "": (
            "Le médecin « {titre} » ({rang}) n’a pas été désigné par le conseil départemental de l’ordre.",
            "Demandez la désignation au conseil départemental de l’ordre des médecins, puis écrivez "
            "« par: conseil_departemental_ordre ».",
        ),
        "silence": (
            "Le fichier ne dit pas qui a désigné le médecin « {titre} » ({rang}).",
            "Ajoutez « designation: {{par: conseil_departemental_ordre}} ».",
        ),
    },
)
def medecin_mal_designe(case: Case) -> Iterator[Breach]:
    """Le médecin est désigné par le conseil départemental de l’ordre.

    **Ce que dit le texte.** « Un médecin désigné par le conseil départemental de l’ordre des médecins » : ni le conseil
    régional, ni le préfet.

    **Ce qui est vérifié.** Qui a désigné le médecin en cours (sa ligne `designation`, `par`) : le conseil départemental
    de l’ordre. Rien d’écrit est « non renseigné ».

    **Comment corriger.** Demander la désignation au conseil départemental, et l’écrire.

    ```yaml title="non conforme au 2026-11-23"
    membres: {medecin: [{id: med-1, titre: "Médecin", designation: {par: conseil_regional_ordre}}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres: {medecin: [{id: med-1, titre: "Médecin", designation: {par: conseil_departemental_ordre}}]}
    ```
    """
    for seat, holder in held(case, lambda seat: seat.designated_by == _ORDER):
        named = holder.designation
        if named is None or named.par is None:
            yield at_holder(seat, holder, "silence", Outcome.OPEN, "designation")
        elif named.par != _ORDER:
            yield at_holder(seat, holder, "", Outcome.FAIL, "designation", "par")


@rule(
    id="representant-sans-texte",
    severity=Severity.WARNING,
    provision="casf-r121-12-7",
    traces=("E-A1-1", "E-A1-9"),
    needs=("membres/magistrat", "membres/medecin"),
    sentences={
        "": (
            "« {titre} » représente le titulaire du siège « {siege} » ({rang}), alors que le texte n’y prévoit pas de "
            "représentant.",
            "Vérifiez qui l’arrêté nomme ; si c’est cette personne, écrivez « representant: false ».",
        ),
    },
)
def representant_sans_texte(case: Case) -> Iterator[Breach]:
    """Le magistrat et le médecin siègent en personne.

    **Ce que dit le texte.** Pour les services, l’article nomme le directeur « ou son représentant » ; pour le magistrat
    et pour le médecin, désignés eux-mêmes, il ne le dit pas. Il ne l’interdit pas non plus en toutes lettres : le
    constat est « à vérifier ». Un suppléant, lui, s’écrit sous `suppleant`.

    **Ce qui est vérifié.** Aucun titulaire de ces deux sièges n’est noté `representant: true`, c’est-à-dire venu à la
    place d’un autre.

    **Comment corriger.** Écrire la personne que l’arrêté nomme.

    ```yaml title="non conforme au 2026-11-23"
    membres: {medecin: [{id: med-1, titre: "Médecin", representant: true}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres: {medecin: [{id: med-1, titre: "Médecin", representant: false}]}
    ```
    """
    for seat, holder in held(case, lambda seat: seat.representative is None and seat.literal == seat.minimum):
        if holder.representant:
            yield at_holder(seat, holder, "", Outcome.REVIEW, "representant", siege=seat.short)


@rule(
    id="collectivite-mal-designee",
    severity=Severity.WARNING,
    provision="decret-2006-665",
    traces=("E-A1-10",),
    needs=("membres/collectivites",),
    sentences={
        "": (
            "Le représentant de collectivité « {titre} » ({rang}) n’a été proposé ni par son assemblée, ni par une "
            "association d’élus.",
            "Demandez une proposition à l’assemblée, puis écrivez « par: organe_deliberant » ou « par: "
            "association_elus ».",
        ),
        "silence": (
            "Le fichier ne dit pas qui a proposé les représentants des collectivités ({rang}) : {titres}.",
            "Ajoutez à chacun « designation: {{par: organe_deliberant}} » ou « designation: {{par: "
            "association_elus}} ».",
        ),
    },
)
def collectivite_mal_designee(case: Case) -> Iterator[Breach]:
    """Les représentants des collectivités sont proposés par leur assemblée ou par une association d’élus.

    **Ce que dit le texte.** Dans les commissions administratives, les représentants des collectivités territoriales
    sont désignés sur proposition de l’organe délibérant de la collectivité ou d’associations d’élus (décret
    n° 2006-665, article 9, II). Cet article n’a été lu que dans son état de 2014 : le constat est « à vérifier ».

    **Ce qui est vérifié.** Qui a proposé chaque représentant d’une collectivité (sa ligne `designation`, `par`) : son
    assemblée ou une association d’élus.

    **Comment corriger.** Demander la proposition de l’assemblée, et l’écrire.

    ```yaml title="non conforme au 2026-11-23"
    membres:
      collectivites:
        - id: maire-1
          titre: "Adjointe au maire"
          collectivite: {type: commune, nom: "Ville de Grenoble"}
          designation: {par: prefet}
    ```

    ```yaml title="conforme au 2026-11-23"
    membres:
      collectivites:
        - id: maire-1
          titre: "Adjointe au maire"
          collectivite: {type: commune, nom: "Ville de Grenoble"}
          designation: {par: organe_deliberant}
    ```
    """
    version = case.version_of("decret-2006-665")
    accepted = version.values["proposes_par"].split(", ") if version else []
    silent = []
    for seat, holder in held(case, lambda seat: seat.with_epci):
        named = holder.designation
        if named is None or named.par is None:
            silent.append((seat, holder))
        elif named.par not in accepted:
            yield replace(at_holder(seat, holder, "", Outcome.FAIL, "designation", "par"), paragraph=_PROPOSED)
    if silent:
        titles = listing(f"« {holder.titre} »" for _, holder in silent)
        told = at_holder(*silent[0], "silence", Outcome.OPEN, "designation", titres=titles)
        yield replace(told, paragraph=_PROPOSED)
