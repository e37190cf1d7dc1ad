"""No datum about a person has a place in the files: rules of the kit, on the texts as they were written and on the
contacts of services."""

from collections.abc import Iterable, Iterator

from kit.findings.finding import Outcome, Pointer, reached
from kit.findings.remedy import drop, put
from kit.findings.rule import Breach
from kit.french import listing
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.privacy.carried import carried
from kit.privacy.mask import Found
from kit.privacy.shapes import hits_in_address, of_files
from kit.yaml.names import name
from kit.yaml.sample import sample
from kit.yaml.schema import SESSIONS, kind


@rule("donnee-personnelle")
def donnee_personnelle(read: Iterable[Found]) -> Iterator[Breach]:
    """Name what was found personal in the files."""
    found: dict[tuple[Pointer, int | None], list[Found]] = {}
    for each in (one for one in read if not one.proper):
        found.setdefault((each.pointer, each.lines.start if each.loose else None), []).append(each)
    for (pointer, line), several in found.items():
        told = _case(pointer, several)
        # « https://nom:jeton@… » a la forme d’une adresse électronique, et n’en est pas une.
        kept = [each for each in several if each.hit.secret or told != "secret"]
        fields = {"champ": name(pointer), "quoi": listing(dict.fromkeys(each.hit.label for each in kept))}
        fields |= _designation(pointer)
        # Ce qui est écrit là ne se redit pas : un exemple en prend la place.
        another = next((each.instead for each in several), None) or sample(pointer)
        instead = drop(pointer) if told == "rubrique" else put(pointer, another)
        yield Breach(pointer=pointer, case=told, fields=fields, line=line, changes=(instead,) if line is None else ())


@rule("contact-personnel")
def contact_personnel(case: Case, _: None) -> Iterator[Breach]:
    """Doubt the contacts of services that everybody reads and that seem to be those of a person."""
    for pointer in carried(case.tree):
        # Une adresse faite d’un nom a déjà son constat.
        if not hits_in_address(str(reached(case.tree, pointer))):
            told = "courriel" if pointer[-1] == "courriel" else ""
            yield Breach(pointer=pointer, case=told, outcome=Outcome.REVIEW, fields={"lieu": str(pointer[-2])})


def _case(pointer: Pointer, several: list[Found]) -> str:
    if kind(str(pointer[0])) == SESSIONS and pointer[-1] == "reference":
        return "reference"
    if several[0].loose:
        return "ligne"
    if sample(pointer) is None:
        return "rubrique"
    if any(each.hit.secret for each in several):
        return "secret"
    if several[0].instead:
        return "identifiant"
    if _of_a_seat(pointer) and all(each.hit.named for each in several):
        return "nom"
    if pointer[-1] in ("courriel", "contact") and all(each.hit.named for each in several):
        return "courriel"
    return "contact" if all(each.hit.contact for each in several) else ""


def _designation(pointer: Pointer) -> dict[str, str]:
    """Say how a file is designated, where files are spoken of, or a service."""
    if of_files(pointer):
        said = "un dossier se désigne par sa seule référence"
        return {"precision": f" : {said}", "designation": f"{said}, un service par son nom"}
    return {"precision": "", "designation": "un service se désigne par son nom"}


def _of_a_seat(pointer: Pointer) -> bool:
    """Tell whether a text says who sits, presides or is invited: a function or a service."""
    return pointer[0] == "membres" or pointer[:2] in (("commission", "presidence"), ("commission", "invites"))
