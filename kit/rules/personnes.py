"""No datum about a person has a place in the files; a rule of the kit, run on the texts as they were written."""

from collections.abc import Iterator, Mapping
from typing import Any

from kit.french import listing
from kit.names import name
from kit.report import Pointer, Severity
from kit.rule import Breach, Subject
from kit.rules.case import Case
from kit.rules.registry import rule
from kit.rules.shapes import Hit, hits, texts


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
        "reference": (
            "Cette référence de dossier contient {quoi}, elle désigne donc une personne.",
            "Donnez au dossier un numéro d’ordre, par exemple « 2026-07 ».",
        ),
    },
)
def donnee_personnelle(read: Case | Mapping[str, Any]) -> Iterator[Breach]:
    """Aucune donnée sur une personne n’est écrite dans les fichiers.

    **Ce que dit le texte.** Aucun texte n’est cité : c’est une règle du kit. Les fichiers sont publiés et gardés dans
    un historique ; le nom, la date de naissance, la nationalité ou la situation d’une personne accompagnée n’y ont pas
    leur place.

    **Ce qui est vérifié.** Les textes libres des quatre fichiers, et les clés que les modèles ne connaissent pas :
    téléphone, adresse électronique, numéro de sécurité sociale, numéro de dossier d’étranger ou de titre, date de
    naissance, âge, nationalité, adresse, « Mme » ou « M. » suivi d’un nom, référence faite d’un nom ou d’initiales et
    d’une date de naissance. Le texte qui en contient une n’est répété nulle part, ni dans le constat, ni dans les
    pages ; la ligne est masquée dans le rapport. Une dérogation n’y change rien. Ne rien trouver ne prouve pas qu’il
    n’y a rien : seules ces formes sont cherchées.

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
    found: dict[Pointer, list[Hit]] = {}
    for text in texts(read if isinstance(read, Mapping) else read.commission):
        for hit in hits(text):
            found.setdefault(text.pointer, []).append(hit)
    for pointer, several in found.items():
        fields = {"champ": name(pointer), "quoi": listing(dict.fromkeys(hit.label for hit in several))}
        yield Breach(pointer=pointer, case=_case(pointer, several), fields=fields)


def _case(pointer: Pointer, several: list[Hit]) -> str:
    if pointer[0] == "sessions" and pointer[-1] == "reference":
        return "reference"
    return "contact" if all(hit.contact for hit in several) else ""
