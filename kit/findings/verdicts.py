"""The words of a verdict, the only ones that pages and reports have: what a department, a rule or a finding is said to
be, from what weighs most to what asks for nothing."""

import enum


class Verdict(enum.StrEnum):
    """What is said of a finding, a rule or a department; the value names its style on a page."""

    BROKEN = "fail"
    TO_CORRECT = "correct"
    TO_COMPLETE = "open"
    TO_CHECK = "review"
    INFORMATION = "info"
    KEPT = "pass"
    NO_OBJECT = "none"

    @property
    def one(self) -> str:
        """How it is said of one thing."""
        return _WORDS[self][0]

    def of(self, number: int) -> str:
        """How it is said of a number of things: « non conformes », « à vérifier »."""
        return _WORDS[self][number > 1]


_WORDS = {
    Verdict.BROKEN: ("non conforme", "non conformes"),
    Verdict.TO_CORRECT: ("à corriger", "à corriger"),
    Verdict.TO_COMPLETE: ("à compléter", "à compléter"),
    Verdict.TO_CHECK: ("à vérifier", "à vérifier"),
    Verdict.INFORMATION: ("pour information", "pour information"),
    Verdict.KEPT: ("conforme", "conformes"),
    Verdict.NO_OBJECT: ("sans objet", "sans objet"),
}
# Ce qu'un constat peut être, dans l'ordre où on le lit.
OF_FINDINGS = (
    Verdict.BROKEN, Verdict.TO_CORRECT, Verdict.TO_COMPLETE, Verdict.TO_CHECK, Verdict.INFORMATION,
)  # fmt: skip
# Ce qu'un département peut être, dans l'ordre où on le lit.
OF_DEPARTMENTS = (Verdict.KEPT, Verdict.BROKEN, Verdict.TO_COMPLETE, Verdict.TO_CHECK)
