"""One commission in every department, installed (instruction of 13 April 2022, 1.1)."""

from collections.abc import Iterator

from kit.findings.finding import Outcome, Pointer, Severity
from kit.findings.rule import Breach, Subject
from kit.french import date, listing
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.territories import territories


@rule(
    id="commission-non-installee",
    severity=Severity.ERROR,
    provision="instruction-2022-7",
    traces=("E-00-1", "E-00-3"),
    needs=("commission",),
    sentences={
        "": (
            "La commission {de} n’est pas installée au {jour}.",
            "Installez la commission, puis écrivez « installation: {{etat: installee, date: AAAA-MM-JJ}} ».",
        ),
        "en_cours": (
            "La commission {de} est en cours d’installation au {jour} : sa composition n’est pas encore jugée.",
            "Une fois la commission installée, écrivez « etat: installee » et la date de l’arrêté.",
        ),
        "contredit": (
            "La commission {de} est dite en cours d’installation au {jour}, alors que {fait}.",
            "Si elle est installée, écrivez « etat: installee » et la date de l’arrêté : sa composition sera jugée.",
        ),
        "silence": (
            "Le fichier ne dit pas si la commission {de} est installée.",
            "Ajoutez « installation: {{etat: installee, date: AAAA-MM-JJ}} » dans commission.yaml.",
        ),
    },
)
def commission_non_installee(case: Case) -> Iterator[Breach]:
    """Chaque département a une commission installée.

    **Ce que dit le texte.** L’instruction du 13 avril 2022 (1.1) demande d’achever l’installation dans tous les
    départements, outre-mer compris. Elle est opposable et s’applique immédiatement.

    **Ce qui est vérifié.** La ligne `installation` de commission.yaml, au jour demandé. « En cours », ou rien
    d’écrit, est « non renseigné » : l’instruction ne fixe pas de délai, et le kit n’en invente pas. Une commission en
    cours d’installation qui a déjà tenu séance, ou dont un arrêté fixe la liste, est « à vérifier ». « Non installée »
    est une erreur. La composition d’une commission qui n’est pas installée n’est pas jugée.

    **Comment corriger.** Installer la commission par arrêté, puis écrire l’état et la date.

    ```yaml title="non conforme"
    commission: {installation: {etat: non_installee, date: null}}
    ```

    ```yaml title="conforme"
    commission: {installation: {etat: installee, date: 2017-06-12}}
    ```
    """
    installation = case.commission.installation
    fields = {"de": case.territory.of, "jour": date(case.as_of)}
    if installation is None:
        if case.commission.readable("commission", "installation"):
            yield Breach(pointer=("commission", "installation"), case="silence", outcome=Outcome.OPEN, fields=fields)
    elif installation.etat == "en_cours":
        yield _under_way(case, (*installation.pointer, "etat"), fields)
    elif not case.installed:
        yield Breach(pointer=(*installation.pointer, "etat"), fields=fields)


def _under_way(case: Case, here: Pointer, fields: dict[str, str]) -> Breach:
    """Say that the installation is not over, or that what is written shows that it is."""
    fact = None
    if case.held:
        fact = f"la séance du {date(case.held[-1].date)} est notée tenue"
    elif case.order:
        fact = f"l’arrêté « {case.order.reference} » fixe la liste des membres"
    if fact is None:
        return Breach(pointer=here, case="en_cours", outcome=Outcome.OPEN, fields=fields)
    return Breach(pointer=here, case="contredit", outcome=Outcome.REVIEW, fields={**fields, "fait": fact})


@rule(
    id="departement-sans-dossier",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-00-1", "E-11-1"),
    subject=Subject.CODES,
    sentences={
        "": (
            "Sans dossier, sur {total} départements : {nombre} ({liste}).",
            "Créez un dossier par département ; ce qui n’y est pas dit reste « non renseigné ».",
        ),
    },
)
def departement_sans_dossier(codes: frozenset[str]) -> Iterator[Breach]:
    """Chacun des 101 départements a un dossier.

    **Ce que dit le texte.** Il y a une commission dans chaque département (instruction du 13 avril 2022, 1.1).

    **Ce qui est vérifié.** La présence d’un dossier par département. Un département sans dossier est « non
    renseigné » : cela ne dit pas que sa commission n’existe pas.

    **Comment corriger.** Créer le dossier, même très court.
    """
    missing = sorted(set(territories()) - codes)
    if missing:
        fields = {"nombre": str(len(missing)), "total": str(len(territories())), "liste": listing(missing)}
        yield Breach(pointer=(), outcome=Outcome.OPEN, fields=fields)
