"""Every remedy of every sentence, followed to the letter on the cases that say it: the finding goes, and nothing comes
but what the sentence says will. `python -m tests.rules.test_remedies [regle]` prints what happens to each."""

import functools
import re
import sys

import pytest

from kit.edit.form.words import Words
from kit.findings.finding import json_pointer
from kit.findings.remedy import Grade
from kit.findings.rule import Rule
from kit.judging import registry
from kit.yaml.traps import FAMILY
from tests.conftest import DATA, TODAY, golden
from tests.rules.remedies import Followed, cases, follow, opposed, traps

pytestmark = pytest.mark.proof

RULES = registry.catalogue()
_KEYS = "titre|date|debut|fin|etat|siege|mandat|autorite|reference|objet|association|presents|pieces|service|pv"
_MACHINE = re.compile(rf"\.ya?ml|[\[\]{{}}]|\b(?:{_KEYS}):")
SENTENCES = [(rule, case) for rule in RULES for case in rule.sentences]


@functools.cache
def followed() -> dict[tuple[str, str], list[Followed]]:
    """Give what came of the remedies of each sentence."""
    found: dict[tuple[str, str], list[Followed]] = {}
    for each, scene in (*cases(), *traps()):
        found.setdefault(each.key, []).append(follow(each, scene))
    return found


def why(rule: Rule, case: str) -> str:
    """Tell why the remedy of a sentence does not hold; nothing when it does."""
    declared = rule.remedies.get(case)
    if declared and declared.nothing:
        return ""
    told = followed().get((rule.id, case))
    if not told:
        return f"{rule.id} | {case}\n  pourquoi : aucun cas ne dit cette phrase, et la fiche ne dit pas « rien »"
    return "\n\n".join(str(each) for each in told if each.why)


@pytest.mark.parametrize("family", sorted({rule.family for rule in RULES}))
def test_a_remedy_followed_to_the_letter_answers_its_finding(family: str) -> None:
    wrong = [told for rule, case in SENTENCES if rule.family == family and (told := why(rule, case))]
    assert not wrong, "\n\n".join(wrong)


# Les pièges ont leurs tables ; un doute sur le droit n’est dans aucun fichier d’un département.
@pytest.mark.parametrize("family", sorted({rule.family for rule in RULES} - {FAMILY, "droit"}))
def test_a_remedy_bids_to_write_this(family: str) -> None:
    told = [each for rule, case in SENTENCES if rule.family == family for each in followed().get((rule.id, case), ())]
    golden(DATA / "golden" / "remedes" / f"{family}.txt", "\n".join(map(bidden, told)) + "\n")


def bidden(told: Followed) -> str:
    """Write where a sentence is said, the sentence, its remedy, and what is written in the file."""
    said = told.said
    place = f"{said.breach.pointer[0]}{json_pointer(said.breach.pointer[1:])}" if said.breach.pointer else ""
    lines = (said.answer.message, f"→ {said.answer.remedy}", *(f"+ {line}" for line in told.written.splitlines()))
    return "\n  ".join((f"{said.rule.id} | {said.breach.case} | {said.origin} | {place}", *lines))


def test_findings_shown_together_do_not_write_the_same_place_differently() -> None:
    told = [f"{one.key} : {one.answer.edit}\n{two.key} : {two.answer.edit}" for one, two in opposed()]
    assert not told, "\n\n".join(told)


def test_only_a_trap_leaves_no_doubt() -> None:
    sure = {rule.family for rule in RULES for remedy in rule.remedies.values() if remedy.grade is Grade.SURE}
    assert sure <= {FAMILY}


def test_a_declared_remedy_is_that_of_a_sentence_which_shows_what_it_writes() -> None:
    for rule in RULES:
        assert set(rule.remedies) <= set(rule.sentences), rule.id
        for case, remedy in rule.remedies.items():
            shows = "{remede}" in rule.sentences[case].remedy
            # Le conseil d’un piège dit lui-même ce qu’il propose.
            assert shows or remedy.grade is not Grade.EXAMPLE or rule.family == FAMILY, (rule.id, case)


def test_every_sentence_has_words_for_whoever_fills_in_a_form() -> None:
    """Neither file, key, brace nor bracket; what has no such words is said by its title, and only traps of YAML do."""
    words, shown, bare = Words(TODAY), [], set()
    for each in (told.said for found in followed().values() for told in found):
        for text in (each.answer.message, each.answer.remedy):
            said = words.sentence(text)
            shown += [said] if _MACHINE.search(said) else []
            bare |= set() if said else {each.rule.id}
    assert shown == []
    assert bare <= {rule.id for rule in RULES if rule.family == FAMILY}


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for rule, case in SENTENCES:
        if (not wanted or rule.id in wanted or rule.family in wanted) and (told := why(rule, case)):
            sys.stdout.write(f"{told}\n\n")
