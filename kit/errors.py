"""The exceptions of the kit: for its user's command line and for us, never for a department's file.

KitError
├── UsageError    what was asked cannot be done: exit code 2
├── LawError      a file of `kit/law` contradicts itself: a fault of ours
└── RuleError     a sheet of `kit/rules` is missing or cannot be read: a fault of ours
"""


class KitError(Exception):
    """Something the kit cannot go on after; its text is a French sentence for the user."""


class UsageError(KitError):
    """What was asked cannot be done: unknown rule, no folder, a day before the first text."""


class LawError(KitError):
    """A file of `kit/law` contradicts itself or another one."""


class RuleError(KitError):
    """A sheet of `kit/rules` is missing, or does not have the shape of the others."""
