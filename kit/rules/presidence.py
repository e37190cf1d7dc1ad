"""Who presides (R. 121-12-7, first paragraph, paragraphs on Paris and on the Bouches-du-Rhône)."""

from collections import Counter
from collections.abc import Iterator

from kit.composition import snapshot
from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import date, quoted
from kit.judging.case import Case
from kit.judging.registry import rule

_HERE = ("commission", "presidence")


def _doubtful(case: Case) -> Outcome:
    """A presidency of the day that its own author doubts is to be checked, not refused."""
    doubts = any(p.a_verifier for p in snapshot.presidency(case.commission, case.as_of))
    return Outcome.REVIEW if doubts else Outcome.FAIL


def _undecided(case: Case) -> bool:
    return case.period.undecided is not None and case.territory.regime in case.period.undecided.undecided


def _joint(case: Case) -> bool:
    return len(case.composition.presidency(case.territory.regime).authorities) > 1 and not _undecided(case)


def _breaches(case: Case, rule_id: str) -> Iterator[Breach]:
    if not case.commission.readable(*_HERE):
        return
    presidency = case.composition.presidency(case.territory.regime)
    for verdict in case.refused(rule_id):
        fields = {"de": case.territory.of, "qui": presidency.who, "jour": date(case.as_of)}
        yield Breach(pointer=_HERE, outcome=_doubtful(case), fields=fields, paragraph=verdict.paragraph)


@rule(
    id="presidence-absente",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-0",),
    needs=("commission/presidence",),
    concerns=lambda case: not _undecided(case),
    sentences={
        "": (
            "Aucune présidence par {qui} n’est écrite au {jour} pour la commission {de}.",
            "Ajoutez sous « presidence » une ligne avec « autorite: prefet » et la date de début.",
        ),
    },
)
def presidence_absente(case: Case) -> Iterator[Breach]:
    """La commission est présidée par le préfet.

    **Ce que dit le texte.** « La commission départementale […] est présidée par le préfet du département ou son
    représentant. »

    **Ce qui est vérifié.** Une ligne de `presidence` couvre le jour demandé, avec l’autorité que le texte nomme.
    Le représentant du préfet s’écrit `autorite: prefet` avec `representant: true`.

    **Comment corriger.** Écrire la présidence en cours, ou prolonger sa date de fin.

    ```yaml title="non conforme"
    commission: {presidence: [{autorite: autre, titre: "Directrice de cabinet d’une collectivité"}]}
    ```

    ```yaml title="conforme"
    commission: {presidence: [{autorite: prefet, representant: true, titre: "Secrétaire général de la préfecture"}]}
    ```
    """
    yield from _breaches(case, "presidence-absente")


@rule(
    id="copresidence-absente",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-13", "E-A1-14"),
    needs=("commission/presidence",),
    concerns=_joint,
    sentences={
        "": (
            "La commission {de} doit être présidée conjointement par {qui} au {jour}.",
            "Écrivez deux lignes sous « presidence » : « autorite: prefet » et « autorite: prefet_de_police ».",
        ),
    },
)
def copresidence_absente(case: Case) -> Iterator[Breach]:
    """À Paris, et un temps dans les Bouches-du-Rhône, la présidence est conjointe.

    **Ce que dit le texte.** À Paris, la commission est présidée conjointement par le préfet de Paris et le préfet
    de police, ou leurs représentants. Il en a été de même dans les Bouches-du-Rhône, avec le préfet de police des
    Bouches-du-Rhône, jusqu’à la suppression de cette fonction en 2025.

    **Ce qui est vérifié.** Les deux autorités président au jour demandé, là où le texte de ce jour le veut.

    **Comment corriger.** Écrire les deux présidences, chacune avec ses dates.

    ```yaml title="non conforme au 2026-11-23"
    commission: {departement: "75", presidence: [{autorite: prefet}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    commission: {departement: "75", presidence: [{autorite: prefet}, {autorite: prefet_de_police}]}
    ```
    """
    yield from _breaches(case, "copresidence-absente")


@rule(
    id="copresidence-sans-texte",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-15",),
    needs=("commission/presidence",),
    concerns=lambda case: not _undecided(case),
    sentences={
        "": (
            "La commission {de} est présidée au {jour} par une autorité de trop : le texte ne nomme que {qui}.",
            "Donnez une date de fin à la présidence que le texte ne nomme pas.",
        ),
        "double": (
            "Deux lignes de « presidence » font présider la commission {de} au {jour} par la même autorité "
            "(« {autorite} »), alors qu’une seule personne a cette fonction : {titres}.",
            "Donnez une date de « fin » à la première, ou écrivez « representant: true » à qui représente l’autre.",
        ),
    },
)
def copresidence_sans_texte(case: Case) -> Iterator[Breach]:
    """Aucun autre département n’a de coprésidence.

    **Ce que dit le texte.** L’article ne prévoit de présidence conjointe qu’à Paris et, dans ses rédactions
    antérieures au 2 janvier 2026, dans les Bouches-du-Rhône.

    **Ce qui est vérifié.** Au jour demandé, personne d’autre ne préside que l’autorité, ou les deux autorités, que le
    texte nomme pour ce département. La même autorité écrite deux fois, sans que l’une représente l’autre, est « à
    vérifier ».

    **Comment corriger.** Donner une date de fin à la présidence de trop.

    ```yaml title="non conforme"
    commission: {presidence: [{autorite: prefet}, {autorite: prefet_de_police}]}
    ```

    ```yaml title="conforme au 2026-11-23"
    commission: {presidence: [{autorite: prefet}]}
    ```
    """
    yield from _breaches(case, "copresidence-sans-texte")
    running = [p for p in snapshot.presidency(case.commission, case.as_of) if not p.representant]
    for authority, count in Counter(p.autorite for p in running).items():
        if count > 1:
            first = next(p for p in running if p.autorite == authority)
            titles = quoted(p.titre or p.autorite for p in running if p.autorite == authority)
            fields = {"de": case.territory.of, "jour": date(case.as_of), "autorite": authority, "titres": titles}
            where = (*first.pointer, "fin")
            yield Breach(pointer=where, case="double", outcome=Outcome.REVIEW, fields=fields)


@rule(
    id="presidence-sans-verdict",
    severity=Severity.ERROR,
    provision="bouches-du-rhone",
    traces=("E-A1-14",),
    needs=("commission/presidence",),
    concerns=_undecided,
    sentences={
        "": (
            "La présidence de la commission {de} ne peut pas être jugée au {jour} : le préfet de police des "
            "Bouches-du-Rhône était supprimé, l’article R. 121-12-7 le nommait encore.",
            "Vérifiez l’arrêté en vigueur ce jour-là ; la rédaction suivante de l’article nomme le préfet seul.",
        ),
    },
)
def presidence_sans_verdict(case: Case) -> Iterator[Breach]:
    """Entre deux textes, la présidence des Bouches-du-Rhône ne se juge pas.

    **Ce que dit le texte.** Un décret présenté le 16 juillet 2025 supprime le préfet de police des
    Bouches-du-Rhône. L’article R. 121-12-7 ne perd son alinéa que le 2 janvier 2026. La date d’effet du décret n’a
    pas été lue.

    **Ce qui est vérifié.** Rien : le kit répond « à vérifier », quelle que soit la présidence écrite.

    **Comment corriger.** Rien à corriger dans le fichier.

    ```yaml title="non conforme au 2025-09-15"
    commission: {departement: "13", presidence: [{autorite: prefet}]}
    ```
    """
    for breach in _breaches(case, "presidence-sans-verdict"):
        yield Breach(pointer=breach.pointer, outcome=Outcome.REVIEW, fields=breach.fields)
