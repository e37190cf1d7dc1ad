"""No datum about a person has a place in the files; a rule of the kit, run on the texts as they were written."""

from collections.abc import Iterable, Iterator

from kit.findings.finding import Pointer, Severity
from kit.findings.rule import Breach, Subject
from kit.french import listing
from kit.judging.registry import rule
from kit.privacy.mask import Found
from kit.yaml.names import name


@rule(
    id="donnee-personnelle",
    severity=Severity.ERROR,
    subject=Subject.FILES,
    provision=None,
    traces=(),
    needs=("commission",),
    sentences={
        "": (
            "Ce texte (« {champ} ») contient {quoi}, alors qu’aucune donnée sur une personne n’a sa place dans ces "
            "fichiers.",
            "Effacez cette donnée : un dossier se désigne par sa seule référence, un service par son nom.",
        ),
        "contact": (
            "Ce texte (« {champ} ») contient {quoi}, qui n’a de place que dans les coordonnées d’un service.",
            "Effacez cette donnée ou, si c’est celle d’un service, écrivez-la sous « secretariat » ou « depot ».",
        ),
        "ligne": (
            "Cette ligne contient {quoi}, alors qu’aucune donnée sur une personne n’a sa place dans ces fichiers, même "
            "dans un commentaire.",
            "Effacez cette donnée, ou la ligne entière si c’est un commentaire.",
        ),
        "reference": (
            "Cette référence de dossier contient {quoi}, elle désigne donc une personne.",
            "Donnez au dossier un numéro d’ordre, par exemple « 2026-07 ».",
        ),
    },
)
def donnee_personnelle(read: Iterable[Found]) -> Iterator[Breach]:
    """Aucune donnée sur une personne n’est écrite dans les fichiers.

    **Ce que dit le texte.** Aucun texte n’est cité : c’est une règle du kit. Les fichiers sont publiés et gardés dans
    un historique ; le nom, la date de naissance, la nationalité ou la situation d’une personne accompagnée n’y ont pas
    leur place.

    **Ce qui est vérifié.** Les textes des quatre fichiers, les clés que les modèles ne connaissent pas, les
    commentaires : téléphone, adresse électronique, numéro de sécurité sociale, numéro de dossier d’étranger ou de
    titre, date de naissance, âge, nationalité, adresse, « Mme » ou « M. » suivi d’un nom, référence faite d’un nom ou
    d’initiales et d’une date de naissance. Le texte qui en contient une n’est répété nulle part, ni dans le constat,
    ni dans les pages ; la ligne est masquée dans le rapport. Une dérogation n’y change rien. Ne rien trouver ne prouve
    pas qu’il n’y a rien : seules ces formes sont cherchées.

    **Comment corriger.** Effacer la donnée, puis prévenir la personne qui tient le dépôt : l’historique la garde.

    ```yaml title="non conforme"
    commission:
      derogations:
        - {regle: epci-absent, motif: "Rappeler le 06 39 98 00 00", autorite: "Préfet", jusqu_au: 2026-12-31}
    ```

    ```yaml title="conforme"
    commission:
      derogations:
        - {regle: epci-absent, motif: "Élection en décembre", autorite: "Mme la Préfète", jusqu_au: 2026-12-31}
    ```
    """
    found: dict[tuple[Pointer, int | None], list[Found]] = {}
    for each in (one for one in read if not one.proper):
        found.setdefault((each.pointer, each.lines.start if each.loose else None), []).append(each)
    for (pointer, line), several in found.items():
        fields = {"champ": name(pointer), "quoi": listing(dict.fromkeys(each.hit.label for each in several))}
        yield Breach(pointer=pointer, case=_case(pointer, several), fields=fields, line=line)


def _case(pointer: Pointer, several: list[Found]) -> str:
    if pointer[0] == "sessions" and pointer[-1] == "reference":
        return "reference"
    if several[0].loose:
        return "ligne"
    return "contact" if all(each.hit.contact for each in several) else ""
